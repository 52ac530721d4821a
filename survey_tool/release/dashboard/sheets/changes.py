"""What has changed since the last release, and below it how the numbers have developed over the rounds."""

from __future__ import annotations

from survey_tool.drawing.heights import lines_in_pixels
from survey_tool.release.dashboard.contents import NO_FIGURE
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.facts import changed
from survey_tool.release.dashboard.facts.over_rounds import rounds
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.frame.page import LINE_HEIGHT, START, Card, Page, page, place
from survey_tool.release.dashboard.parts.over_rounds import draw_over_rounds
from survey_tool.release.tables.figures import answered
from survey_tool.release.tables.rounds.changes import CHANGED, KINDS
from survey_tool.release.tables.rounds.series import TITLE
from survey_tool.release.tables.table import TableRow
from survey_tool.wording.widths import shortened
from survey_tool.wording.words import Words

_ID, _NAME, _CHANGE, _ITEM, _BEFORE, _AFTER = (
    Words("事例番号", "Case ID"),
    Words("調達名称", "Procurement name"),
    Words("区分", "Change"),
    Words("項目・理由", "Item or reason"),
    Words("変更前", "Before"),
    Words("変更後", "After"),
)
_COUNTED = {
    "added": Words("追加された事例", "Cases added"),
    "changed": Words("変更された項目", "Answers changed"),
    "ended": Words("終了した事例", "Cases ended"),
    "withdrawn": Words("取り下げられた事例", "Cases withdrawn"),
    "not_reported": Words("今回報告のない事例", "Not reported this time"),
    "no_longer_published": Words("公表対象外となった事例", "No longer published"),
}
_NOT_COMPARED = Words(
    "今回は、比較する前回の公表データがありません。", "This release has not been compared with an earlier one."
)
_NONE = Words("前回の公表から変更はありません。", "Nothing has changed since the last release.")
_FULL = Words(
    "長い文章は途中までを示します。全文はデータ（changes.csv）にあります。",
    "Long texts are cut here; changes.csv has them in full.",
)
_ORDER = (*(each for each in KINDS if each is not CHANGED), CHANGED)
"""What has come and what has gone before the many fields that have changed."""
_LINK = 10  # the column of the link, beside the line above the list
_NARROW, _ROOM = 30, 43  # half-width characters over two columns and over three


def draw(facts: Facts) -> Page:
    """The changes."""
    drawn = page("changes", facts)
    canvas, rows = drawn.canvas, facts.tables.changes.rows
    numbers = answered(facts.tables.changes.frame, "kind")
    head = START + 6
    last = head + max(1, len(rows))
    cards: list[Card] = []
    for choice in _ORDER:
        formula = f'=COUNTIF($E${head + 2}:$E${last + 1},"{facts(choice.label)}")'
        number = Live(formula, numbers[choice.key], ("changes", choice.key))
        cards.append((_COUNTED[choice.key], number if facts.tables.compared else NO_FIGURE, ""))
    drawn.cards(START, cards, {} if facts.tables.compared else {"font_size": 16})
    canvas.height(START + 3, 10)
    said = _FULL if rows else _NONE if facts.tables.compared else _NOT_COMPARED
    canvas.put(START + 4, 1, facts(said), style.QUIET if rows else style.LEAD)
    canvas.height(START + 5, 8)
    drawn.head(head, [(1, _ID), (2, _NAME), (4, _CHANGE), (5, _ITEM), (7, _BEFORE), (10, _AFTER)], 12)
    if not rows:
        drawn.line(last, 12)
    order = [choice.key for choice in _ORDER]
    for offset, row in enumerate(sorted(rows, key=lambda row: order.index(str(row["kind"]))), start=1):
        _row(drawn, head + offset, row)
    canvas.apart(head + 1, last)
    if rows:
        canvas.overlay(lambda _, sheet: sheet.autofilter(head, 1, last, 12))
    if rounds(facts):  # below the list, so that its head stays in view; from above a link leads there
        canvas.put(START + 4, _LINK, drawn.link("changes", f"▼ {facts(TITLE)}", place(last + 2, 1)), style.LINK)
        draw_over_rounds(drawn, last + 2)
    canvas.freeze = head + 1
    canvas.repeat = (head, head)
    return drawn


def _row(drawn: Page, at: int, row: TableRow) -> None:
    facts, canvas = drawn.facts, drawn.canvas
    kind = str(row[f"kind_{facts.language}"])
    drawn.line(at, 12, height=8 + LINE_HEIGHT * lines_in_pixels(kind, canvas.widths[4]))
    canvas.put(at, 1, str(row["case_id"]))
    canvas.put(at, 2, shortened(changed.case_name(facts, row), _NARROW))
    canvas.put(at, 4, kind, style.WRAP_MIDDLE)
    canvas.put(at, 5, shortened(changed.about(facts, row), _NARROW))
    canvas.put(at, 7, shortened(changed.at(facts, row, "before").replace("\n", " "), _ROOM))
    canvas.put(at, 10, shortened(changed.at(facts, row, "after").replace("\n", " "), _ROOM))
