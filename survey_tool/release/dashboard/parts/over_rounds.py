"""How the numbers have developed over the rounds: a table, and a chart of the cases."""

from __future__ import annotations

from survey_tool.release.dashboard.contents import NO_DATA, NUMBER_OF_CASES
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.drawing.charts import Said, column_chart
from survey_tool.release.dashboard.facts.over_rounds import CASES_BY_ROUND, SERIES_NOTE, numbers, rounds
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.frame.page import Page, fixed
from survey_tool.release.dashboard.parts.case_rows import NARROW_BODIES
from survey_tool.release.tables.rounds.series import DAY, TAKING_PART, TITLE
from survey_tool.release.tables.table import ROUND, TableRow, number_in
from survey_tool.wording.words import Words

_CHART = Words(
    "回ごとの公表事例数の縦棒グラフ。数値は上の表と同じです。",
    "Columns: published cases by round. The figures are those of the table above.",
)
_SHEET = "series"
_DAY, _FIRST = 2, 3  # columns: the round's own is the first
_SIZE = (880, 240)  # of the chart, in pixels


def draw_over_rounds(drawn: Page, row: int) -> None:
    """The table from a row on, and the chart below it; nothing where there is one round alone."""
    facts, canvas, told = drawn.facts, drawn.canvas, rounds(drawn.facts)
    if not told:
        return
    canvas.sections.append(row)
    counted, names = numbers(facts), {each.name: each.title for each in facts.tables.series.columns}
    last = _FIRST + len(counted) - 1
    at = drawn.heading(row, TITLE, SERIES_NOTE)
    titles = [NARROW_BODIES if each.name == TAKING_PART else each.title for each in counted]
    heads = [(1, names[ROUND.name]), (_DAY, names[DAY]), *((_FIRST + n, title) for n, title in enumerate(titles))]
    drawn.head(at, heads, last)
    canvas.paint((at, _FIRST, at, last), style.RIGHT)
    for number, each in enumerate(told, start=1):
        drawn.line(at + number, last, height=24)
        canvas.put(at + number, 1, str(each[ROUND.name]))
        canvas.put(at + number, _DAY, str(each[DAY] or facts(NO_DATA)))
        for column, live in enumerate(_figures(facts, each, number), start=_FIRST):
            canvas.put(at + number, column, live, style.NUMBER)
    end = at + len(told)
    says = Said(facts(CASES_BY_ROUND), facts(names[ROUND.name]), facts(NUMBER_OF_CASES), facts(_CHART))
    areas = ((at + 1, 1, end, 1), (at + 1, _FIRST, end, _FIRST))
    canvas.height(end + 1, 10)
    canvas.overlay(column_chart(canvas, end + 2, 1, *areas, says, _SIZE))


def _figures(facts: Facts, row: TableRow, number: int) -> list[Live]:
    """What is counted of a round, looked up on the data sheet."""
    names, none = facts.tables.series.names, facts(NO_DATA)
    found = []
    for each in numbers(facts):
        cell = f"{_SHEET}!{fixed(number, names.index(each.name))}"
        value = number_in(row, each.name)
        figure = ("series", str(row[ROUND.name]), each.name)
        found.append(Live(f'=IF({cell}="","{none}",{cell})', none if value is None else value, figure))
    return found
