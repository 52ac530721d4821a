"""A card for every case, one below the other: where the links of all lists lead to."""

from __future__ import annotations

from survey_tool.drawing.heights import lines_in_pixels
from survey_tool.release.dashboard.contents import NO_CASES
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.positions import FactCase, Facts
from survey_tool.release.dashboard.frame.page import START, Page, page, place
from survey_tool.release.dashboard.hidden.cards import AIR, FIRST, INSET, LAST, LINE, WIDTHS, Card, CardRow, cards
from survey_tool.release.dashboard.sheets.cases.case_list import list_row
from survey_tool.wording.words import Words

_BACK = Words("一覧へ戻る", "Back to the list")
_NAME, _NAME_LINE = 13, 24  # points of its type, pixels of a line of it
_HOW = Words(
    "一覧の事例番号を選択すると、その事例の票に移動します。回答のない項目は示していません。1件ずつ印刷する場合は「事例詳細」を使用してください。",
    "A case ID in any list leads to its card. Items without an answer are left out. To print one case, use the sheet Case detail.",
)


def draw(facts: Facts) -> Page:
    """The cards."""
    drawn = page("cards", facts, WIDTHS, narrow=True)
    canvas = drawn.canvas
    canvas.height(START, 24)
    canvas.put(START, FIRST, facts(_HOW) if facts.cases else facts(NO_CASES), style.QUIET)
    for case, card in zip(facts.cases, cards(facts), strict=True):
        _card(drawn, case, card)
    canvas.printed_to = START
    return drawn


def _card(drawn: Page, case: FactCase, card: Card) -> None:
    facts, canvas = drawn.facts, drawn.canvas
    name, line = case.text("name"), card.top + 1
    canvas.height(card.top, lines_in_pixels(name, canvas.pixels(FIRST, LAST) - INSET, _NAME) * _NAME_LINE + 8)
    head = (card.top, FIRST, card.top, LAST)
    canvas.span(head, name, style.ON_PALE, style.BOLD, style.WRAP_MIDDLE, {"font_size": _NAME, "indent": 1})
    canvas.paint(head, {"top": 2, "top_color": style.MID})
    canvas.height(line, 24)
    canvas.paint((line, FIRST, line, LAST), style.ON_PALE)
    told = (
        showing.prefectures(facts, case),
        facts(facts.survey.questionnaire.lists["domain"][case.text("domain")].label),
        showing.system_type(facts, case),
        case.id,
    )
    canvas.put(line, FIRST, "　｜　".join(told), {"font_color": style.NOTE, "indent": 1})
    back = drawn.link("cases", facts(_BACK), place(list_row(case.position), 1))
    canvas.put(line, LAST, back, style.LINK, style.RIGHT, style.INDENT)
    for at, row in enumerate(card.rows, start=card.top + 2):
        _row(drawn, at, row)


def _row(drawn: Page, at: int, row: CardRow) -> None:
    canvas, tall = drawn.canvas, 1
    canvas.paint((at, FIRST, at, LAST), style.ROW, style.TOP, style.LEFT)  # set at the top, an indent needs a side
    for column, (label, text) in zip((FIRST, FIRST + 2), row.items, strict=False):
        last = LAST if row.is_whole else column + 1
        canvas.put(at, column, label, {"font_color": style.NOTE}, style.WRAP_MIDDLE)
        canvas.span((at, column + 1, at, last), text, style.WRAP_MIDDLE)
        for each, pixels in ((label, canvas.widths[column]), (text, canvas.pixels(column + 1, last))):
            tall = max(tall, lines_in_pixels(each, pixels - INSET))
    canvas.height(at, tall * LINE + AIR)
