"""Comparison: up to three cases side by side, question by question."""

from __future__ import annotations

from survey_tool.drawing.heights import lines_in_pixels
from survey_tool.questionnaire.asked.case import MILESTONES
from survey_tool.release.dashboard.contents import SAID_OF_SIGNS
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.selected import SelectedFacts
from survey_tool.release.dashboard.facts.selection import COMPARED
from survey_tool.release.dashboard.frame.page import LINE_HEIGHT, MARGIN, START, Page, page
from survey_tool.release.dashboard.hidden.chosen import initial
from survey_tool.release.dashboard.hidden.shown import (
    BENEFITS_FELT,
    TOTAL_PER_HEAD,
    YEARLY_PER_HEAD,
    column_of,
    shown_columns,
)
from survey_tool.release.dashboard.parts.case_rows import case_head, to_card
from survey_tool.wording.words import Words

_WIDTHS = (MARGIN, 210, *(340,) * COMPARED, MARGIN)
_HOW = (
    Words(
        "① 青枠のセルを選択し、▼から事例を選びます。事例番号（例：13-2026-01）を直接入力しても表示できます。",
        "1. Select a blue cell and choose a case from its ▼, or type a case ID such as 13-2026-01.",
    ),
    Words(
        "② 長文の回答と参加団体の名称は、事例番号から移動する事例票を参照してください。",
        "2. Long answers and the participants by name are on the card that a case ID leads to.",
    )
    + SAID_OF_SIGNS,
)
_CASE, _NUMBER = Words("事例", "Case"), Words("{number}件目", "Case {number}")
_NOT_FOUND = Words("該当する事例がありません。", "There is no such case.")
_WHAT, _COST, _HOW_BOUGHT, _WHEN, _WHOM = (
    Words("事例の概要", "What it is"),
    Words("費用", "Cost"),
    Words("調達と契約", "Procurement and contract"),
    Words("時期", "When"),
    Words("効果、仕様書、問合せ先", "Benefits, specification, contact"),
)


def _sections(facts: Facts) -> tuple[tuple[Words, tuple[tuple[Words, str], ...]], ...]:
    """What is compared: headings, and below each the labels with the hidden columns that hold the answers."""

    def _asked(*keys: str) -> tuple[tuple[Words, str], ...]:
        return tuple((facts.questions[key].label, column_of(key)) for key in keys)

    def _told(*names: str) -> tuple[tuple[Words, str], ...]:
        columns = {"prefecture": "cases_prefectures_shown", "type": "cases_type_shown"}
        return tuple((case_head(name), columns.get(name, f"cases_{name}")) for name in names)

    return (
        (_WHAT, (*_told("prefecture", "type"), *_asked("status"), *_told("bodies", "population", "employees"),
                 *_asked("prefecture_role", "lead_body_name"))),
        (_COST, (*_asked("initial_cost", "annual_cost"), (YEARLY_PER_HEAD, "cases_per_head"),
                 *_asked("total_cost"), (TOTAL_PER_HEAD, "cases_total_per_head"),
                 *_asked("cost_basis", "cost_bearing", "cost_split", "subsidy_used"))),
        (_HOW_BOUGHT, _asked("procurement_method", "contract_form", "vendor")),
        (_WHEN, _asked(*MILESTONES)),
        (_WHOM, ((BENEFITS_FELT, "cases_benefits"), *_asked("specification", "contact_department", "contact_phone", "contact_email"))),
    )  # fmt: skip


def draw(of: SelectedFacts) -> Page:
    """The sheet for the chosen cases."""
    facts = of.facts
    drawn = page("compare", facts, _WIDTHS, narrow=True)
    canvas, values = drawn.canvas, initial(of)
    drawn.selector_row(START, (1, _CASE))
    for number in range(1, COMPARED + 1):
        name = f"select_compared_{number}"
        drawn.selector(
            (START, number + 1, number + 1), values[name], name, "cases_label" if facts.cases else "", anything=True
        )
        canvas.paint((START, number + 1, START, number + 1), {"font_size": 10, "shrink": False, "text_wrap": True})
    canvas.height(START, 44)
    row = drawn.how_to(START + 2, *_HOW)
    canvas.height(row, 8)
    row = _heads(drawn, of, row + 1)
    for title, lines in _sections(facts):
        canvas.sections.append(row)
        row = drawn.heading(row, title)
        for label, column in lines:
            _line(drawn, of, row, label, column)
            row += 1
        canvas.apart(row - len(lines), row - 1)
        canvas.height(row, 8)
        row += 1
    return drawn


def _heads(drawn: Page, of: SelectedFacts, row: int) -> int:
    """Name and id of each case; gives the next free row."""
    facts, canvas = drawn.facts, drawn.canvas
    canvas.paint((row, 1, row + 1, drawn.right), style.ON_PALE, style.INDENT, style.BOLD)
    canvas.put(row, 1, facts(facts.questions["name"].label))
    canvas.put(row + 1, 1, facts(facts.questions["case_id"].label))
    names = shown_columns(facts)["cases_shown_name"]
    tall = max((lines_in_pixels(name, _WIDTHS[2] - 12, 12) for name in names), default=1)
    canvas.height(row, tall * 22 + 10)
    canvas.height(row + 1, 26)
    for number, case in enumerate(of.selection.compared, start=1):
        chosen, selector, column = f"chosen_compared_{number}", f"select_compared_{number}", number + 1
        missing = f'IF({selector}="","","{facts(_NOT_FOUND)}")'
        name = Live(
            f'=IF({chosen}=0,{missing},INDEX(cases_shown_name,{chosen})&"")',
            names[case - 1] if case else "",
            ("compared", str(number), "title"),
        )
        canvas.put(row, column, name, style.WRAP_MIDDLE, {"font_size": 12})
        link = to_card(drawn, chosen, f"INDEX(cases_id,{chosen})")
        told = Live(
            f'=IF({chosen}=0,"",{link})',
            facts.cases[case - 1].id if case else "",
            ("compared", str(number), "cases_id"),
        )
        canvas.put(row + 1, column, told, style.LINK)
    return row + 2


def _line(drawn: Page, of: SelectedFacts, row: int, label: Words, column: str) -> None:
    facts, canvas = drawn.facts, drawn.canvas
    drawn.line(row, drawn.right, style.WRAP_MIDDLE)
    canvas.put(row, 1, facts(label), {"font_color": style.NOTE})
    shown = shown_columns(facts)[column]
    for number, case in enumerate(of.selection.compared, start=1):
        chosen = f"chosen_compared_{number}"
        live = Live(
            f'=IF({chosen}=0,"",INDEX({column},{chosen})&"")',
            shown[case - 1] if case else "",
            ("compared", str(number), column),
        )
        canvas.put(row, number + 1, live, style.LEFT)
    tall = max((lines_in_pixels(text, _WIDTHS[2] - 12) for text in (*shown, facts(label))), default=1)
    canvas.height(row, tall * LINE_HEIGHT + 7)
