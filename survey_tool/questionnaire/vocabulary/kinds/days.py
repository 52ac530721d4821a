"""Days, and months or fiscal years."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

from survey_tool.questionnaire.vocabulary.excel_face import Cells
from survey_tool.questionnaire.vocabulary.kinds.answer_kind import AnswerKind, Fault, Lists
from survey_tool.questionnaire.vocabulary.kinds.choices import meant
from survey_tool.questionnaire.vocabulary.kinds.unreadable import no_day, no_month, year_alone
from survey_tool.wording.words import Language, Words

FIRST_DAY, LAST_DAY = dt.date(1990, 1, 1), dt.date(2049, 12, 31)
EPOCH = dt.date(1899, 12, 30)  # day 0 of the 1900 date system, for every date that occurs here
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_FISCAL_YEAR = re.compile(r"(\d{4})年度", re.ASCII)


FAR_OFF = "year-far-off"
ONLY_YEAR = "year-without-month"
# Earlier and later numbers in a date cell were not meant as days: 2024 shows 1905, 202404 shows 2454.
_FIRST_SLIP, _LAST_SLIP = dt.date(1920, 1, 1), dt.date(2299, 12, 31)


def serial(day: dt.date) -> int:
    """The number by which Excel stores a date."""
    return (day - EPOCH).days


def month_span(value: object) -> tuple[int, int] | None:
    """First and last month index (year × 12 + month) of a canonical month or fiscal year; None for anything else."""
    return _span_of(value) if isinstance(value, str) else None


@lru_cache(maxsize=4096)  # a few hundred months are asked about again and again
def _span_of(value: str) -> tuple[int, int] | None:
    month, year = _MONTH.fullmatch(value), _FISCAL_YEAR.fullmatch(value)
    found = month or year
    if found is None or not FIRST_DAY.year <= int(found[1]) <= LAST_DAY.year:
        return None
    start = int(found[1]) * 12
    return (start + int(month[2]), start + int(month[2])) if month else (start + 4, start + 15)


@dataclass(frozen=True)
class Date(AnswerKind):
    """A day of a year from 1990 to 2049."""

    none_words: ClassVar[str | None] = "NONE_WORDS"

    def unit(self) -> Words:
        return Words("年月日（YYYY-MM-DD）", "date (YYYY-MM-DD)")

    def do(self) -> Words:
        return Words("2026-04-01 のように年月日を記入してください。", "Enter a date such as 2026-04-01.")

    def faults(self) -> tuple[Fault, ...]:
        return (
            Fault("not-a-date", lambda v, _: f"IF(ISNUMBER({v}),{_no_days(v)},{no_day(v)})"),
            Fault(FAR_OFF, lambda v, _: f"IF(ISNUMBER({v}),{_outside_days(v)},FALSE)", fills_of=_nearest_day),
        )

    def fault(self, value: Any, lists: Lists) -> str | None:
        if not isinstance(value, dt.date):
            return "not-a-date"
        return None if FIRST_DAY <= value <= LAST_DAY else FAR_OFF if is_slip(value) else "not-a-date"

    def mirror(self, cell: str, cells: Cells) -> str:
        # Text that is a day in the canonical form becomes its number; 2024-02-30 and the like stay text.
        t = f"TRIM({cell})"
        day = f"DATE(LEFT({t},4),MID({t},6,2),RIGHT({t},2))"
        sound = (
            f'AND(LEN({t})=10,MID({t},5,1)="-",MID({t},8,1)="-",DAY({day})=RIGHT({t},2)+0,MONTH({day})=MID({t},6,2)+0)'
        )
        return f"IF(ISNUMBER({cell}),{cell},IFERROR(IF({sound},{day},{t}),{t}))"

    def hint(self, cell: str, mirrored: str, cells: Cells) -> str | None:
        return f"ISTEXT({mirrored})"


@dataclass(frozen=True)
class Month(AnswerKind):
    """A month `YYYY-MM`, a fiscal year `YYYY年度` (April to March), or unknown. An Excel date counts as its month."""

    @property
    def list_name(self) -> str | None:
        return "unknown_word"

    def unit(self) -> Words:
        return Words("年月（YYYY-MM）、年度（2024年度）又は不明", "month (YYYY-MM), fiscal year (FY2024) or Unknown")

    def do(self) -> Words:
        return Words(
            "2026-04 のように年月を記入してください。月が分からない場合は「2026年度」、年度も分からない場合は「不明」とします。",
            'Enter a month such as 2026-04, else a fiscal year such as FY2026, or "Unknown".',
        )

    def faults(self) -> tuple[Fault, ...]:
        return (
            Fault("not-a-month", self._only_year, variant=ONLY_YEAR),
            Fault("not-a-month", self._no_month),
            Fault(FAR_OFF, lambda v, _: self._far_off(v), fills_of=_nearest_month),
        )

    def _no_month(self, v: str, cells: Cells) -> str:
        word = f"SUMPRODUCT(--EXACT({v},{cells.labels('unknown_word')}))>0"
        # Most texts are months as asked for, and looking for what they are otherwise takes time.
        text = f"IF({self.is_month(v)},FALSE,IF({word},FALSE,{no_month(v)}))"
        return f"IF(ISNUMBER({v}),{_no_days(v)},{text})"

    @staticmethod
    def _only_year(v: str, _: Cells) -> str:
        middle, reach = (FIRST_DAY.year + LAST_DAY.year) / 2, (LAST_DAY.year - FIRST_DAY.year) / 2
        return f"IF(ISNUMBER({v}),ABS({v}-{middle})<={reach},{year_alone(v)})"

    @staticmethod
    def _far_off(v: str) -> str:
        year = _figures(f"LEFT({v},4)", 4)
        month = f'AND(EXACT({year}&"-"&{_figures(f"RIGHT({v},2)", 2)},{v}),ABS(RIGHT({v},2)-6.5)<6)'
        text = f'IFERROR(AND(NOT({_near_year(v)}),OR(EXACT({year}&"年度",{v}),IFERROR({month},FALSE))),FALSE)'
        return f"IF(ISNUMBER({v}),{_outside_days(v)},{text})"

    def fault(self, value: Any, lists: Lists) -> str | None:
        if value == "unknown" or month_span(value) is not None:
            return None
        written = isinstance(value, str) and (_MONTH.fullmatch(value) or _FISCAL_YEAR.fullmatch(value))
        return FAR_OFF if written else "not-a-month"

    def mirror(self, cell: str, cells: Cells) -> str:
        said, text = meant(cell, "unknown_word", cells), f"TRIM({cell})"
        if cells.language == "en":
            said = f'IF(AND(LEN({text})=6,EXACT(LEFT({text},2),"FY")),MID({text},3,4)&"年度",{said})'
        return f"IF(ISNUMBER({cell}),{cell},{said})"

    def hint(self, cell: str, mirrored: str, cells: Cells) -> str | None:
        # A month that does not exist has been told before.
        rest = f'IF(LEN({mirrored})=6,"年度","-"&{_figures(f"RIGHT({mirrored},2)", 2)})'
        same = f"AND(EXACT({mirrored},{_figures(f'LEFT({mirrored},4)', 4)}&{rest}),{_near_year(mirrored)})"
        sound = f"OR(IFERROR({same},FALSE),{mirrored}={cells.label('unknown_word', 'unknown')})"
        as_it_is = f"EXACT({cell},{mirrored})"
        if cells.language == "en":
            as_it_is = f'OR({as_it_is},EXACT({cell},"FY"&LEFT({mirrored},4)))'
        return f"IF(ISNUMBER({mirrored}),FALSE,NOT(AND({as_it_is},{sound})))"

    @staticmethod
    def is_month(v: str) -> str:
        """True where `v` is the text of a month in the canonical form."""
        same = f'EXACT({_figures(f"LEFT({v},4)", 4)}&"-"&{_figures(f"RIGHT({v},2)", 2)},{v})'
        return f"IFERROR(AND({same},{_near_year(v)},ABS(RIGHT({v},2)-6.5)<6),FALSE)"

    @staticmethod
    def is_year(v: str) -> str:
        """True where `v` is the text of a fiscal year in the canonical form."""
        return f'IFERROR(AND(EXACT({_figures(f"LEFT({v},4)", 4)}&"年度",{v}),{_near_year(v)}),FALSE)'

    def first_month(self, v: str) -> str:
        """Month index at which the mirrored value begins, else `""`."""
        month, year = f"LEFT({v},4)*12+RIGHT({v},2)", f"LEFT({v},4)*12+4"
        text = f'IF({self.is_month(v)},{month},IF({self.is_year(v)},{year},""))'
        return f"IF(ISNUMBER({v}),YEAR({v})*12+MONTH({v}),{text})"

    def last_month(self, v: str, first: str) -> str:
        """Month index at which it ends, from that at which it begins; an error where it has none."""
        return f'{first}+11*(RIGHT({v},2)="年度")'

    def show(self, value: Any, language: Language, lists: Lists) -> str:
        if value == "unknown":
            return lists["unknown_word"]["unknown"].label[language]
        return f"FY{value[:4]}" if language == "en" and value.endswith("年度") else str(value)


def is_slip(day: dt.date) -> bool:
    """Whether a day may have been meant as one, though its year is wrong."""
    return _FIRST_SLIP <= day <= _LAST_SLIP


def likely_year(year: int) -> int | None:
    """The year that two neighbouring figures exchanged make of it, where that is one year of the survey and no other."""
    figures = f"{year:04d}"
    swapped = {int(figures[:at] + figures[at + 1] + figures[at] + figures[at + 2 :]) for at in range(3)}
    likely = [each for each in swapped if FIRST_DAY.year <= each <= LAST_DAY.year]
    return likely[0] if len(likely) == 1 else None


def _nearest_day(day: dt.date) -> dict[str, object]:
    year = likely_year(day.year)
    try:
        return {} if year is None else {"nearest": day.replace(year=year).isoformat()}
    except ValueError:  # 29 February
        return {}


def _nearest_month(value: str) -> dict[str, object]:
    year = likely_year(int(value[:4]))
    return {} if year is None else {"nearest": f"{year}{value[4:]}"}


def _no_days(v: str) -> str:
    """True where a number in a date cell was certainly not meant as a day."""
    return f"OR({v}<{serial(_FIRST_SLIP)},{v}>={serial(_LAST_SLIP) + 1})"


def _outside_days(v: str) -> str:
    return f"OR({v}<{serial(FIRST_DAY)},{v}>={serial(LAST_DAY) + 1})"


def _figures(text: str, count: int) -> str:
    """The whole number that a text means, in so many figures; an error where it means none."""
    return f'TEXT({text}+0,"{"0" * count}")'


def _near_year(v: str) -> str:
    """True where a text begins with a year of `FIRST_DAY` to `LAST_DAY`."""
    middle, reach = (FIRST_DAY.year + LAST_DAY.year) / 2, (LAST_DAY.year - FIRST_DAY.year) / 2
    return f"ABS(LEFT({v},4)-{middle})<={reach}"
