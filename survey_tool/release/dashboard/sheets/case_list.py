"""All published cases as a table to be sorted and filtered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from survey_tool.release.dashboard.contents import NO_CASES, SIGN, UNANSWERED
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Content, Live
from survey_tool.release.dashboard.drawing.style import Props
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.facts import FactCase, Facts
from survey_tool.release.dashboard.frame.page import MARGIN, START, Page, page, place
from survey_tool.release.dashboard.sheets.case_detail import SELECTOR
from survey_tool.release.tables.scales import as_people
from survey_tool.wording.words import Words

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


@dataclass(frozen=True)
class _Column:
    """A column of the table: head, width (Japanese, English), content of a case and how it looks."""

    head: Words
    widths: tuple[int, int]
    content: Callable[[Facts, FactCase], Content]
    look: Callable[[Facts, FactCase], Props] = lambda _, __: {}


def _amount(key: str) -> Callable[[Facts, FactCase], Content]:
    def _content(facts: Facts, case: FactCase) -> Content:
        number = case.number(key)
        return number if number is not None else showing.answer(facts, case, key)

    return _content


def _amount_look(key: str) -> Callable[[Facts, FactCase], Props]:
    return lambda _, case: style.mixed(style.RIGHT, {"num_format": "#,##0" + _signed(case, key), "shrink": True})


def _signed(case: FactCase, column: str) -> str:
    return f'" {SIGN}"' if column in case.signed else ""


def _people(column: str) -> Callable[[Facts, FactCase], Content]:
    def _content(_: Facts, case: FactCase) -> Content:
        number = case.number(column)
        return UNANSWERED if number is None else number

    return _content


def _people_look(column: str, rounding: str) -> Callable[[Facts, FactCase], Props]:
    def _look(facts: Facts, case: FactCase) -> Props:
        least = as_people(0, getattr(facts.survey.round.publication, rounding))
        sign = _signed(case, column)
        return style.mixed(style.RIGHT, {"num_format": f'[=0]"{facts(least)}"{sign};#,##0{sign}'})

    return _look


_COLUMNS: tuple[_Column, ...] = (
    _Column(Words("事例番号", "Case ID"), (92, 88), lambda _, case: case.id),
    _Column(Words("都道府県", "Prefecture"), (76, 84), showing.prefectures),
    _Column(
        Words("領域", "Domain"),
        (76, 76),
        lambda facts, case: showing.answer(facts, case, "domain"),
        lambda _, __: style.WRAP_MIDDLE,
    ),
    _Column(Words("システム種別", "System type"), (140, 132), showing.system_type, lambda _, __: style.WRAP_MIDDLE),
    _Column(
        Words("調達名称", "Procurement name"),
        (240, 210),
        lambda _, case: case.text("name"),
        lambda _, __: style.WRAP_MIDDLE,
    ),
    _Column(
        Words("実施状況", "Status"),
        (76, 106),
        lambda facts, case: showing.answer(facts, case, "status"),
        lambda _, __: style.WRAP_MIDDLE,
    ),
    _Column(
        Words("参加\n市区町村", "Munici-\npalities"),
        (72, 72),
        lambda _, case: case.number("participants_count"),
        lambda _, case: style.mixed(style.RIGHT, {"num_format": "#,##0" + _signed(case, "participants_count")}),
    ),
    _Column(
        Words("人口規模\n（人）", "Population"),
        (92, 92),
        _people("population"),
        _people_look("population", "population_rounding"),
    ),
    _Column(
        Words("職員規模\n（人）", "Employees"),
        (80, 86),
        _people("employees"),
        _people_look("employees", "employees_rounding"),
    ),
    _Column(
        Words("初期費用\n（千円）", "Initial cost\n(1,000 yen)"),
        (84, 98),
        _amount("initial_cost"),
        _amount_look("initial_cost"),
    ),
    _Column(
        Words("年間運用費\n（千円）", "Annual cost\n(1,000 yen)"),
        (84, 98),
        _amount("annual_cost"),
        _amount_look("annual_cost"),
    ),
    _Column(
        Words("運用開始", "Start"), (76, 76), lambda facts, case: showing.answer(facts, case, "operation_start_on")
    ),
    _Column(_DETAIL, (54, 56), lambda _, __: None),
)
_SLOTS = [
    *((column, column) for column in range(1, 6)),
    (6, 7),
    *((column, column) for column in range(8, 12)),
    (12, 13),
]
_COUNT = 10  # the column before the number of cases shown
_NAME = 5
_NUMBERS = (7, 11)  # the columns of numbers, whose heads stand right


def draw(facts: Facts) -> Page:
    """The case list."""
    widths = [each.widths[facts.language == "en"] for each in _COLUMNS]
    drawn = page("cases", facts, (MARGIN, *widths, MARGIN), _SLOTS)
    canvas = drawn.canvas
    head = drawn.how_to(START, *_HOW)
    last = head + max(1, len(facts.cases))
    line = head - 1
    canvas.put(line, _COUNT, facts(_SHOWN), style.BOLD, style.RIGHT)
    shown = Live(f"=SUBTOTAL(103,{place(head + 1, 1)}:{place(last, 1)})", len(facts.cases), ("list", "shown"))
    canvas.put(line, _COUNT + 1, shown, style.BOLD, {"font_size": 12, "font_color": style.DEEP}, style.RIGHT)
    before, after = facts(_OF).split("{number}")
    total = f"{before}{len(facts.cases):,}{after}"
    canvas.put(line, _COUNT + 2, Live(f'="{before}"&TEXT(kpi_cases,"#,##0")&"{after}"', total, ("list", "of")))
    drawn.head(head, [(place_, each.head) for place_, each in enumerate(_COLUMNS, start=1)], drawn.right, 44)
    canvas.paint((head, 1, head, drawn.right), {"text_wrap": True})
    canvas.paint((head, _NUMBERS[0], head, _NUMBERS[1]), style.RIGHT)
    if not facts.cases:
        canvas.paint((last, 1, last, drawn.right), style.ROW)
        canvas.put(last, _NAME, facts(NO_CASES))
    for offset, case in enumerate(facts.cases, start=1):
        _row(drawn, head + offset, case)
    canvas.repeat, canvas.freeze = (head, head), head + 1
    canvas.overlay(lambda _, sheet: sheet.autofilter(head, 1, last, drawn.right - 1))
    return drawn


def _row(drawn: Page, row: int, case: FactCase) -> None:
    facts, canvas = drawn.facts, drawn.canvas
    canvas.paint((row, 1, row, drawn.right), style.ROW, style.SMALL)
    tall = 1
    for column, each in enumerate(_COLUMNS, start=1):
        content = each.content(facts, case)
        look = each.look(facts, case)
        if isinstance(content, str) and look.get("text_wrap"):
            tall = max(tall, style.lines(content, canvas.widths[column], 9))
        canvas.put(row, column, content, look)
    canvas.height(row, max(30, tall * 17 + 6))
    canvas.put(row, drawn.right, drawn.link("detail", facts(_DETAIL), place(*SELECTOR)), style.LINK)
