"""The fiscal years that a round covers."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import Field, model_validator

from survey_tool.settings.tables import About, Settings, against
from survey_tool.wording.words import Words

_YEARS_COVERED = 10
_EARLIEST, _LATEST = 1990, 2099
FiscalYear = Annotated[int, Field(ge=_EARLIEST, le=_LATEST)]


class TargetPeriod(Settings):
    """The fiscal years (April to March) that the round covers, first and last included; `Round` fills in what is left out."""

    first_fiscal_year: Annotated[
        FiscalYear,
        About(
            "対象とする最初の年度。指定しない場合は、最後の年度までの10年度",
            "first fiscal year; unless given, the period is the ten up to the last",
            ours=True,
            example="2017",
        ),
    ]
    last_fiscal_year: Annotated[
        FiscalYear,
        About(
            "対象とする最後の年度。指定しない場合は、基準日（as_of）の年度",
            "last fiscal year; unless given, that of the day for which answers are asked (as_of)",
            ours=True,
            example="2026",
        ),
    ]

    @classmethod
    def up_to(cls, as_of: dt.date, given: dict[str, Any]) -> dict[str, Any]:
        """What is given of a period, and of the rest the last ten fiscal years of a round for the day `as_of`."""
        last = given.get("last_fiscal_year", as_of.year - (as_of.month < 4))
        try:
            first = int(last) - _YEARS_COVERED + 1
        except (TypeError, ValueError):
            first = as_of.year  # the last one is told as wrong, and it alone
        return {"first_fiscal_year": min(max(first, _EARLIEST), _LATEST), "last_fiscal_year": last, **given}

    @model_validator(mode="after")
    def _in_order(self) -> TargetPeriod:
        if self.last_fiscal_year < self.first_fiscal_year:
            raise against(
                Words(
                    "対象とする最初の年度（first_fiscal_year）より前の年度です。",
                    "It lies before the first (first_fiscal_year).",
                ),
                Words("同じ年度又は後の年度を指定してください。", "Give the same fiscal year or a later one."),
                "last_fiscal_year",
            )
        return self

    @property
    def first_month(self) -> int:
        """Month index (year × 12 + month) of the first April."""
        return self.first_fiscal_year * 12 + 4

    @property
    def last_month(self) -> int:
        """Month index of the last March."""
        return (self.last_fiscal_year + 1) * 12 + 3

    @property
    def words(self) -> Words:
        a, b = self.first_fiscal_year, self.last_fiscal_year
        return Words(f"{a}年度から{b}年度まで", f"fiscal {a} to fiscal {b} (April to March)")
