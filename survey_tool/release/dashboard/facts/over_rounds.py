"""How the numbers have developed, where the releases of several rounds are known."""

from __future__ import annotations

from survey_tool.questionnaire.described.columns import Column
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.tables.rounds.series import DAY
from survey_tool.release.tables.table import ROUND, TableRow
from survey_tool.wording.words import Words

SERIES_NOTE = Words(
    "1行が1回の調査です。「データなし」は、その回の公表データから分からないことを示します。",
    '"No data": not known from the release of that round.',
)
CASES_BY_ROUND = Words("回ごとの公表事例数", "Published cases by round")


def rounds(facts: Facts) -> tuple[TableRow, ...]:
    """The rows of the rounds in their order; none where this round is the only one, so that nothing has developed."""
    rows = facts.tables.series.rows
    return rows if len(rows) > 1 else ()


def numbers(facts: Facts) -> list[Column]:
    """The columns of what is counted of each round."""
    return [each for each in facts.tables.series.columns if each.name not in (ROUND.name, DAY)]
