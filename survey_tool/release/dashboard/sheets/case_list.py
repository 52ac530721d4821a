"""All published cases as a table to be sorted and filtered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from survey_tool.drawing.heights import lines_in_pixels
from survey_tool.release.dashboard.contents import NO_CASES, SIGN, UNANSWERED
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import CellContent, Live
from survey_tool.release.dashboard.drawing.style import Props
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.positions import FactCase, Facts
from survey_tool.release.dashboard.frame.page import MARGIN, START, Page, page, place
from survey_tool.release.dashboard.parts.case_rows import case_head
from survey_tool.release.dashboard.sheets.case_detail import SELECTOR
from survey_tool.release.tables.scales import as_people
from survey_tool.wording.words import NOTHING, Words

_HOW = (
    Words(
        "① 見出しの▼を選択すると、値で絞り込み、並べ替えることができます。",
        "1. Use ▼ in the head of a column to filter and sort.",
    ),
    Words(
        "② 「詳細」を選択すると事例詳細に移動します。事例番号を選択欄に入力しても表示できます。",
        '2. "Detail" leads to the sheet Case detail; choose the case there, or type its ID into the selection cell.',
    ),
)
_SHOWN = Words("表示中の事例", "Cases shown")
_OF = Words("／ 全{number}件", "of {number}")
_DETAIL = Words("詳細", "Detail")
_PEOPLE = Words("\n（人）", "")


@dataclass(frozen=True)
class _ListColumn:
    """A column of the table: name, width (Japanese, English), content of a case, how it looks, and the numbers' unit."""

    name: str
    widths: tuple[int, int]
    content: Callable[[Facts, FactCase], CellContent]
    look: Callable[[Facts, FactCase], Props] = lambda _, __: {}
    unit: Words = NOTHING

    @property
    def head(self) -> Words:
        return case_head(self.name, narrow=True) + self.unit


def _answer(key: str) -> Callable[[Facts, FactCase], CellContent]:
    return lambda facts, case: showing.answer(facts, case, key)


def _wrapped(_: Facts, __: FactCase) -> Props:
    return style.WRAP_MIDDLE


def _amount(key: str) -> Callable[[Facts, FactCase], CellContent]:
    def _content(facts: Facts, case: FactCase) -> CellContent:
        number = case.number(key)
        return number if number is not None else showing.answer(facts, case, key)

    return _content


def _amount_look(key: str) -> Callable[[Facts, FactCase], Props]:
    return lambda _, case: style.mixed(style.RIGHT, {"num_format": "#,##0" + _signed(case, key), "shrink": True})


def _total_look(facts: Facts, case: FactCase) -> Props:
    """A total is a number that can be sorted; its years are shown with it."""
    years = f'"{showing.over_years(facts, case)}"' if case.number("total_cost") is not None else ""
    signed = f"#,##0{years}{_signed(case, 'total_cost')}"
    return style.mixed(style.RIGHT, {"num_format": signed, "shrink": True})


def _signed(case: FactCase, column: str) -> str:
    return f'" {SIGN}"' if column in case.signed else ""


def _people(column: str) -> Callable[[Facts, FactCase], CellContent]:
    def _content(_: Facts, case: FactCase) -> CellContent:
        number = case.number(column)
        return UNANSWERED if number is None else number

    return _content


def _people_look(column: str, rounding: str) -> Callable[[Facts, FactCase], Props]:
    def _look(facts: Facts, case: FactCase) -> Props:
        least = as_people(0, getattr(facts.survey.round.publication, rounding))
        sign = _signed(case, column)
        return style.mixed(style.RIGHT, {"num_format": f'[=0]"{facts(least)}"{sign};#,##0{sign}'})

    return _look


_COLUMNS: tuple[_ListColumn, ...] = (
    _ListColumn("id", (104, 102), lambda _, case: case.id),
    _ListColumn("prefecture", (66, 70), showing.prefectures, _wrapped),
    _ListColumn("domain", (58, 62), _answer("domain"), _wrapped),
    _ListColumn("type", (110, 104), showing.system_type, _wrapped),
    _ListColumn("name", (168, 146), lambda _, case: case.text("name"), _wrapped),
    _ListColumn("status", (66, 84), _answer("status"), _wrapped),
    _ListColumn(
        "bodies",
        (66, 66),
        lambda _, case: case.number("participants_count"),
        lambda _, case: style.mixed(style.RIGHT, {"num_format": "#,##0" + _signed(case, "participants_count")}),
    ),
    _ListColumn(
        "population", (96, 94), _people("population"), _people_look("population", "population_rounding"), _PEOPLE
    ),
    _ListColumn("employees", (84, 84), _people("employees"), _people_look("employees", "employees_rounding"), _PEOPLE),
    _ListColumn("initial_cost", (76, 76), _amount("initial_cost"), _amount_look("initial_cost")),
    _ListColumn("annual_cost", (76, 76), _amount("annual_cost"), _amount_look("annual_cost")),
    _ListColumn("total_cost", (116, 112), _amount("total_cost"), _total_look),
    _ListColumn("cost_basis", (72, 84), _answer("cost_basis"), _wrapped),
    _ListColumn("start", (64, 64), _answer("operation_start_on")),
)
_DETAIL_WIDTHS = (54, 56)
_PLACES = {each.name: place for place, each in enumerate(_COLUMNS, start=1)}


def draw(facts: Facts) -> Page:
    """The case list."""
    widths = [widths[facts.language == "en"] for widths in (*(each.widths for each in _COLUMNS), _DETAIL_WIDTHS)]
    drawn = page("cases", facts, (MARGIN, *widths, MARGIN))
    canvas = drawn.canvas
    head = drawn.how_to(START, *_HOW)
    last = head + max(1, len(facts.cases))
    line, count = head - 1, _PLACES["annual_cost"]
    canvas.put(line, count - 1, facts(_SHOWN), style.BOLD, style.RIGHT)
    shown = Live(f"=SUBTOTAL(103,{place(head + 1, 1)}:{place(last, 1)})", len(facts.cases), ("list", "shown"))
    canvas.put(line, count, shown, style.BOLD, {"font_size": 12, "font_color": style.DEEP}, style.RIGHT)
    before, after = facts(_OF).split("{number}")
    total = f"{before}{len(facts.cases):,}{after}"
    canvas.put(line, count + 1, Live(f'="{before}"&TEXT(kpi_cases,"#,##0")&"{after}"', total, ("list", "of")))
    heads = [(_PLACES[each.name], each.head) for each in _COLUMNS]
    drawn.head(head, [*heads, (drawn.right, _DETAIL)], drawn.right, 44)
    canvas.paint((head, 1, head, drawn.right), {"text_wrap": True})
    canvas.paint((head, _PLACES["bodies"], head, _PLACES["total_cost"]), style.RIGHT)
    if not facts.cases:
        drawn.line(last, drawn.right)
        canvas.put(last, _PLACES["name"], facts(NO_CASES))
    for offset, case in enumerate(facts.cases, start=1):
        _row(drawn, head + offset, case)
    canvas.repeat, canvas.freeze = (head, head), head + 1
    canvas.overlay(lambda _, sheet: sheet.autofilter(head, 1, last, drawn.right - 1))
    return drawn


def _row(drawn: Page, row: int, case: FactCase) -> None:
    facts, canvas = drawn.facts, drawn.canvas
    drawn.line(row, drawn.right, style.SMALL)
    tall = 1
    for each in _COLUMNS:
        column = _PLACES[each.name]
        content = each.content(facts, case)
        look = each.look(facts, case)
        if isinstance(content, str) and look.get("text_wrap"):
            tall = max(tall, lines_in_pixels(content, canvas.widths[column], 9))
        canvas.put(row, column, content, look)
    canvas.height(row, max(30, tall * 17 + 6))
    canvas.put(row, drawn.right, drawn.link("detail", facts(_DETAIL), place(*SELECTOR)), style.LINK)
