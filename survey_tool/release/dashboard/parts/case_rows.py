"""The columns of cases in lists, by name, and rows that follow a choice: a position in a hidden cell, looked up in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.frame.page import Page
from survey_tool.release.dashboard.hidden.lookups import listed_columns
from survey_tool.wording.words import Words


@dataclass(frozen=True, slots=True)
class CaseColumn:
    """A column of such a list: where it stands, its head, the hidden column that it is looked up in."""

    name: str
    place: int
    head: Words
    column: str


_COLUMNS: dict[str, tuple[Words, str]] = {
    "id": (Words("事例番号", "Case ID"), "cases_id"),
    "prefecture": (Words("都道府県", "Prefecture"), "cases_prefectures_shown"),
    "domain": (Words("領域", "Domain"), "cases_shown_domain"),
    "type": (Words("システム種別", "System type"), "cases_type_short"),
    "name": (Words("調達名称", "Procurement name"), "cases_short"),
    "status": (Words("実施状況", "Status"), "cases_shown_status"),
    "bodies": (Words("参加市区町村", "Municipalities"), "cases_bodies"),
    "population": (Words("人口規模", "Population"), "cases_population"),
    "employees": (Words("職員規模", "Employees"), "cases_employees"),
    "initial_cost": (Words("初期費用（千円）", "Initial cost (1,000 yen)"), "cases_initial_cost_short"),
    "annual_cost": (Words("年間運用費（千円）", "Annual cost (1,000 yen)"), "cases_annual_cost_short"),
    "start": (Words("運用開始", "Start"), "cases_shown_operation_start_on"),
}


NARROW_BODIES = Words("参加\n市区町村", "Munici-\npalities")
"""The head of a number of municipalities over one narrow column."""
_NARROW: dict[str, Words] = {
    "bodies": NARROW_BODIES,
    "initial_cost": Words("初期費用\n（千円）", "Initial cost\n(1,000 yen)"),
    "annual_cost": Words("年間運用費\n（千円）", "Annual cost\n(1,000 yen)"),
}


def case_head(name: str, *, narrow: bool = False) -> Words:
    """The head of a column, by its name. `narrow`: in two lines where it is long, for columns of the coarse grid."""
    head = _COLUMNS[name][0]
    return _NARROW.get(name, head) if narrow else head


def case_columns(names: Sequence[str], places: Sequence[int], *, narrow: bool = False) -> list[CaseColumn]:
    """Columns by name, each at its place; `narrow` as for `case_head`."""
    at = zip(names, places, strict=True)
    return [CaseColumn(name, place, case_head(name, narrow=narrow), _COLUMNS[name][1]) for name, place in at]


def draw_case_row(
    drawn: Page, row: int, columns: Sequence[CaseColumn], cell: str, position: int, figure: tuple[str, ...]
) -> None:
    """One row: what the columns hold for the case whose position stands in `cell`; blank where that is 0."""
    for each in columns:
        told = listed_columns(drawn.facts)[each.column][position - 1] if position else ""
        formula = f'=IF({cell}=0,"",INDEX({each.column},{cell})&"")'
        drawn.canvas.put(row, each.place, Live(formula, told, (*figure, each.name)))
