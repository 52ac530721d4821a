"""Two panels side by side: a label, one or two figures, and for one figure its share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey_tool.questionnaire.words import Words
from survey_tool.release.dashboard import style
from survey_tool.release.dashboard.canvas import Live
from survey_tool.release.dashboard.charts import bars
from survey_tool.release.dashboard.page import Page

LEFT, RIGHT, NARROW = (1, 5, 6), (8, 11, 12), (1, 4, 4)
"""The columns of a panel: its label, its figure, its second figure or share."""
_LABEL = Words("区分", "Item")
ROW = 24


@dataclass(frozen=True)
class Row:
    """A row of a panel."""

    label: str
    figures: tuple[Live, ...]
    part: bool = False  # of the row above


@dataclass(frozen=True)
class Panel:
    """A panel: its heading, the heads of its figures, its rows."""

    title: Words
    heads: tuple[Words, ...]
    rows: Sequence[Row]
    label: Words = _LABEL


def draw_panel(drawn: Page, row: int, columns: tuple[int, int, int], panel: Panel) -> int:
    """Draw a panel; gives the next free row."""
    canvas = drawn.canvas
    label, figure, last = columns
    at = drawn.heading(row, panel.title, column=label)
    drawn.head(at, [(label, panel.label)], last, 28)
    for place, head in enumerate(panel.heads):
        canvas.put(at, figure + place, drawn.facts(head), style.RIGHT)
    first = at + 1
    for each in panel.rows:
        at += 1
        canvas.at_least(at, ROW)
        canvas.paint((at, label, at, last), style.ROW)
        canvas.put(at, label, each.label, style.SMALL, {"indent": 3 if each.part else 1})
        for place, live in enumerate(each.figures):
            canvas.put(at, figure + place, live, style.NUMBER)
    for place in range(len(panel.heads)):
        canvas.overlay(bars((first, figure + place, at, figure + place)))
    canvas.at_least(at + 1, 12)
    return at + 2
