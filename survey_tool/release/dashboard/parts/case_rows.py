"""The columns of cases in lists, by name, and rows that follow a choice: a position in a hidden cell, looked up in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey_tool.drawing.heights import lines_in_pixels
from survey_tool.questionnaire.asked.case import Case
from survey_tool.release.dashboard.contents import BODIES, PREFECTURE
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.drawing.style import Props
from survey_tool.release.dashboard.facts.selected import SelectedFacts
from survey_tool.release.dashboard.frame.page import LINE_HEIGHT, Page, place_on_sheet
from survey_tool.release.dashboard.hidden.listed import listed
from survey_tool.release.dashboard.hidden.shown import (
    COMPARED_COSTS,
    EMPLOYEES,
    POPULATION,
    YEARLY_PER_HEAD,
    listed_columns,
    shown_columns,
)
from survey_tool.wording.words import Words


@dataclass(frozen=True, slots=True)
class CaseColumn:
    """A column of such a list: where it stands, its head, the hidden column that it is looked up in."""

    name: str
    place: int
    head: Words
    column: str

    @property
    def look(self) -> Props:
        """Numbers end below each other, so that they can be compared."""
        return style.RIGHT if self.name in _NUMBERS else {}


_NUMBERS = frozenset({"bodies", "population", "employees", "initial_cost", "annual_cost", "total_cost", "per_head"})
REPORTER = Words("回答した都道府県", "Reported by")
_ASKED = {key: question.label for key, question in Case.questions().items()}
AMOUNT = Words("{cost}（千円）", "{cost} (1,000 yen)")
_NARROW_AMOUNT = Words("{cost}\n（千円）", "{cost}\n(1,000 yen)")
_COLUMNS: dict[str, tuple[Words, str]] = {
    "id": (_ASKED["case_id"], "cases_id"),
    "prefecture": (PREFECTURE, "cases_prefectures_shown"),
    "reporter": (REPORTER, "cases_reporter"),
    "domain": (_ASKED["domain"], "cases_shown_domain"),
    "type": (_ASKED["system_type"], "cases_type_short"),
    "name": (_ASKED["name"], "cases_short"),
    "status": (_ASKED["status"], "cases_shown_status"),
    "bodies": (BODIES, "cases_bodies"),
    "population": (POPULATION, "cases_population"),
    "employees": (EMPLOYEES, "cases_employees"),
    "initial_cost": (AMOUNT.fill(cost=_ASKED["initial_cost"]), "cases_initial_cost_short"),
    "annual_cost": (AMOUNT.fill(cost=_ASKED["annual_cost"]), "cases_annual_cost_short"),
    "total_cost": (Words("総額（千円）", "Total (1,000 yen)"), "cases_total_cost_short"),
    "cost_basis": (_ASKED["cost_basis"], "cases_shown_cost_basis"),
    "per_head": (YEARLY_PER_HEAD, "cases_per_head"),
    "specification": (_ASKED["specification"], "cases_shown_specification"),
    "contact": (Words("問合せ先", "Contact"), "cases_contact"),
    "start": (Words("運用開始", "Start"), "cases_shown_operation_start_on"),
    "end": (Words("契約終了", "Contract end"), "cases_shown_contract_end_on"),
}


NARROW_BODIES = Words("参加\n市区町村", "Municipalities")
"""The head of a number of municipalities over one narrow column."""
_NARROW: dict[str, Words] = {
    "bodies": NARROW_BODIES,
    **{key: _NARROW_AMOUNT.fill(cost=_ASKED[key]) for key in COMPARED_COSTS},
    "total_cost": _NARROW_AMOUNT.fill(cost=Words("総額", "Total")),
}


def case_head(name: str, *, narrow: bool = False) -> Words:
    """The head of a column, by its name; of a question that has none of its own, its label.

    `narrow`: in two lines where it is long, for columns of the coarse grid.
    """
    head = _COLUMNS[name][0] if name in _COLUMNS else _ASKED[name]
    return _NARROW.get(name, head) if narrow else head


def case_columns(names: Sequence[str], places: Sequence[int], *, narrow: bool = False) -> list[CaseColumn]:
    """Columns by name, each at its place; `narrow` as for `case_head`."""
    at = zip(names, places, strict=True)
    return [CaseColumn(name, place, case_head(name, narrow=narrow), _COLUMNS[name][1]) for name, place in at]


LIST_NOTE = Words(
    "事例番号を選択すると、その事例の票に移動します。", "A case ID leads to all that is published of the case."
)


def draw_case_list(
    drawn: Page,
    row: int,
    title: Words,
    columns: Sequence[CaseColumn],
    listed_in: str,
    positions: Sequence[int],
    rows: int,
    *,
    wrapped: bool = False,
) -> int:
    """All cases that follow a selection, with room for the most there can be; gives the next free row.

    `listed_in` is the column of `_listed` with their positions, `group_case` or `prefecture_case`. `wrapped`: every column but that of
    the name is one of the sheet's, so that what is long takes several lines.
    """
    at = drawn.heading(row, title, LIST_NOTE)
    draw_case_head(drawn, at, columns, drawn.right)
    figure = {"group_case": "type_case"}.get(listed_in, listed_in)
    tall = height_of_rows(drawn, [each for each in columns if each.name != "name"]) if wrapped else 26
    for each in columns if wrapped else ():
        # A name runs over several columns, which no wrapped text does.
        drawn.canvas.paint((at + 1, each.place, at + rows, each.place), {"text_wrap": each.name != "name"})
    drawn.filled_lines((at + 1, columns[0].place, at + rows, drawn.right), height=tall)
    for place in range(1, rows + 1):
        position = positions[place - 1] if place <= len(positions) else 0
        draw_case_row(drawn, at + place, columns, listed(listed_in, place), position, (figure, str(place)))
    drawn.canvas.apart(at + 1, at + rows)
    return at + rows + 1


def draw_case_head(
    drawn: Page, row: int, columns: Sequence[CaseColumn], last: int, others: Sequence[tuple[int, Words]] = ()
) -> None:
    """The head of such a list up to a column, with what `others` stand in it by their places."""
    heads = [*((each.place, each.head) for each in columns), *others]
    drawn.head(row, sorted(heads, key=lambda head: head[0]), last)
    for each in columns:
        drawn.canvas.paint((row, each.place, row, each.place), each.look)


def height_of_rows(drawn: Page, columns: Sequence[CaseColumn]) -> int:
    """As high as the case with the most lines in one of these columns needs, whichever are listed."""
    told, canvas = listed_columns(drawn.facts), drawn.canvas
    lines = (
        lines_in_pixels(text, canvas.pixels(each.place, each.place))
        for each in columns
        for text in set(told[each.column])
    )
    return max(lines, default=1) * LINE_HEIGHT + 6


def of_chosen_case(of: SelectedFacts, column: str) -> Live:
    """What a hidden column holds for the chosen case."""
    told = shown_columns(of.facts)[column][of.selection.case - 1] if of.selection.case else ""
    return Live(f'=IF(chosen_case=0,"",INDEX({column},chosen_case)&"")', told, ("detail", column))


def draw_case_row(
    drawn: Page, row: int, columns: Sequence[CaseColumn], cell: str, position: int, figure: tuple[str, ...]
) -> None:
    """One row: what the columns hold for the case whose position stands in `cell`; blank where that is 0."""
    for each in columns:
        told = listed_columns(drawn.facts)[each.column][position - 1] if position else ""
        text = f'INDEX({each.column},{cell})&""'
        link = each.name == "id"
        formula = f'=IF({cell}=0,"",{to_card(drawn, cell, text) if link else text})'
        look = style.ID_LINK if link else each.look
        drawn.canvas.put(row, each.place, Live(formula, told, (*figure, each.name)), look)


def to_card(drawn: Page, position: str, text: str) -> str:
    """The formula of a link to the card of the case whose position stands in a cell."""
    return f'HYPERLINK("#{place_on_sheet(drawn.facts, "cards")}"&INDEX(cases_card,{position}),{text})'
