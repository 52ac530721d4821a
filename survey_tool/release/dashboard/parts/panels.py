"""Two panels side by side: a label, one or two figures, and for one figure its share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.drawing.charts import bars
from survey_tool.release.dashboard.frame.page import Page, place
from survey_tool.wording.words import Words

LEFT, RIGHT, NARROW = (1, 5, 6), (8, 11, 12), (1, 4, 4)
"""The columns of a panel: its label, its figure, its second figure or share."""
_LABEL, _SHARE = Words("区分", "Item"), Words("割合", "Share")
HEAD, LINE = 24, 20
"""Heights: so much that the first page of a type holds its figures and all answers."""


@dataclass(frozen=True)
class PanelLine:
    """A line of a panel."""

    label: str
    figures: tuple[Live, ...]
    part: bool = False  # of the line above


@dataclass(frozen=True)
class Panel:
    """A panel: its heading, the heads of its figures, its lines."""

    title: Words
    heads: tuple[Words, ...]
    lines: Sequence[PanelLine]
    label: Words = _LABEL
    of: Live | None = None  # the number that a share is told of


def draw_panel(drawn: Page, row: int, columns: tuple[int, int, int], panel: Panel) -> int:
    """Draw a panel; gives the next free row."""
    canvas = drawn.canvas
    label, figure, last = columns
    at = drawn.heading(row, panel.title, column=label)
    drawn.head(at, [(label, panel.label)], last, HEAD)
    for offset, head in enumerate(panel.heads):
        canvas.put(at, figure + offset, drawn.facts(head), style.RIGHT)
    if panel.of:
        canvas.put(at, last, drawn.facts(_SHARE), style.RIGHT)
    first = at + 1
    for each in panel.lines:
        at += 1
        canvas.at_least(at, LINE)
        drawn.line(at, last, first=label)
        canvas.put(at, label, each.label, {"indent": 3 if each.part else 1})
        for offset, live in enumerate(each.figures):
            canvas.put(at, figure + offset, live, style.NUMBER)
        if panel.of:
            canvas.put(at, last, _share(at, figure, each.figures[0], panel.of), style.SHARE)
    canvas.overlay(bars((first, figure, at, figure + len(panel.heads) - 1)))
    canvas.at_least(at + 1, 10)
    return at + 2


def _share(row: int, column: int, part: Live, of: Live) -> Live:
    """A figure's share of the cases; nothing where there are none."""
    total = of.formula.removeprefix("=")
    value = float(part.value) / float(of.value) if of.value else ""
    return Live(f'=IF({total}=0,"",{place(row, column)}/{total})', value, ("share", *part.figure))
