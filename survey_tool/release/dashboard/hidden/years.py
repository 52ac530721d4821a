"""Tables by the fiscal year in which operation started: the same rows wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from survey_tool.release.dashboard.facts.positions import FactCase, Facts
from survey_tool.release.dashboard.hidden.lookups import year
from survey_tool.wording.words import Words

YEAR = Words("年度", "Fiscal year")
_EARLIER = Words("{year}以前", "to {year}")
_OTHERWISE = {"unknown": Words("不明", "Unknown"), "blank": Words("未回答・未定", "Not answered")}
_BEFORE = "before"


@dataclass(frozen=True, slots=True)
class YearRow:
    """A row of such a table: its key (`before`, a year, `unknown`, `blank`), label, and COUNTIFS criterion."""

    key: str
    label: str
    criterion: str


def year_rows(facts: Facts) -> list[YearRow]:
    """The target period's fiscal years and those after it that occur, one by one; earlier ones as one row."""
    told = [each for case in facts.cases if isinstance(each := year(case), int)]
    period = facts.survey.round.target_period
    first, last = period.first_fiscal_year, max([period.last_fiscal_year, *told])
    rows = [YearRow(_BEFORE, facts(_EARLIER).format(year=first - 1), f'"<{first}"')]
    rows += [YearRow(str(each), str(each), str(each)) for each in range(first, last + 1)]
    return [*rows, *(YearRow(key, facts(label), f'"{key}"') for key, label in _OTHERWISE.items())]


def counted(facts: Facts, cases: Iterable[FactCase], row: YearRow) -> int:
    """How many of the cases belong to a row."""
    return sum(_key(facts, case) == row.key for case in cases)


def _key(facts: Facts, case: FactCase) -> str:
    told = year(case)
    before = isinstance(told, int) and told < facts.survey.round.target_period.first_fiscal_year
    return _BEFORE if before else str(told)
