"""Tables by the fiscal year in which operation started, or is to start: the same rows wherever they stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from survey_tool.release.dashboard.contents import NOT_ANSWERED
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.hidden.lookups import year
from survey_tool.release.tables.figures import Figures
from survey_tool.wording.words import Words

YEAR = Words("年度", "Fiscal year")
STARTS_NOTE = Words(
    "年度は4月から翌年3月までです。準備中及び検討中の事例は、運用開始の予定の年度です。",
    "Fiscal years run from April to March. Of cases in preparation or under consideration it is the year in which they plan to start.",
)
_EARLIER = Words("{year}以前", "to {year}")
_OTHERWISE = {"unknown": Words("不明", "Unknown"), "blank": NOT_ANSWERED}
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


def counted(facts: Facts, of: Figures) -> Counter[str]:
    """How many of some cases belong to each row, by its key."""
    first, found = facts.survey.round.target_period.first_fiscal_year, Counter[str]()
    for key, number in of.answered("operation_start_on_fiscal_year", "operation_start_on").items():
        found[_BEFORE if key.isdigit() and int(key) < first else key] += number
    return found
