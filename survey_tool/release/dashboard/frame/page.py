"""The frame of every sheet that people read, and the few things that all of them are made of."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from survey_tool.drawing.heights import lines_in_pixels
from survey_tool.release.dashboard.contents import SHEETS, SheetKey, illustrative_line, sheet
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Area, Canvas, CellContent, Link, Live
from survey_tool.release.dashboard.drawing.charts import shade
from survey_tool.release.dashboard.drawing.style import Props
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.frame.selectors import add_dropdown
from survey_tool.wording.widths import width
from survey_tool.wording.words import Words

MARGIN = 22
GRID = (MARGIN, 113, *([101] * 11), MARGIN)
"""Twelve columns that sum to what a laptop shows at 100 %, the first with room for a case ID."""
FINE = (MARGIN, *([25] * 50), MARGIN)
"""About the same width in 50 columns, for maps and heat tables."""
BEYOND = (100,) * 16
START = 7
"""The first row below the frame."""
LINE_HEIGHT, _SIGN, _INDENT = 18, 7, 14
_BREAKS = {
    "Prefecture": 6,
    "Implemented": 5,
    "consideration": 3,
    "Municipalities": 6,
    "Specification": 7,
    "inhabitant": 5,
}
"""After how many letters a long word of a head may be broken; Excel would break it anywhere."""
_BOLD = 12
"""The size of a type that is as wide as a bold one of the usual size."""

_AIR = 8

_UPDATED = Words("{round}年度調査　更新日 {day}", "Survey {round}, updated {day}")
_TITLE = Words("{product}　｜　{sheet}", "{product} | {sheet}")
_MAIN = frozenset(
    {"select_case", "select_compared_1", "select_municipality", "select_system_type", "select_prefecture"}
)
_PROMPT = Words("▼を選択し、一覧から選んでください。", "Choose from the list behind ▼.")
_BACK, _BEFORE, _NEXT = Words("表紙", "Cover"), Words("前へ：", "Back: "), Words("次へ：", "Next: ")


Card = tuple[Words, CellContent, str | Live]
"""A key figure: its label, the figure, what is said of it."""


@dataclass(frozen=True)
class Page:
    """A sheet being drawn: its canvas, and the facts in their language. Column 1 is the outermost on the left, `right` on the right."""

    key: SheetKey
    facts: Facts
    canvas: Canvas

    @property
    def right(self) -> int:
        return len(self.canvas.widths) - 2

    def name(self, key: SheetKey) -> str:
        """The name of a sheet in this edition."""
        return self.facts(sheet(key).name)

    def link(self, key: SheetKey, text: str | None = None, cell: str = "A1") -> Link:
        """A link to another sheet."""
        return sheet_link(self.facts, key, text or self.name(key), cell)

    def heading(self, row: int, words: Words, note: Words | None = None, column: int = 1, last: int = 0) -> int:
        """A section's heading with an optional quiet line below it, in several lines where it would reach beyond `last` or the
        page; gives the next free row."""
        self.canvas.at_least(row, 30)
        self.canvas.put(row, column, self.facts(words), style.HEADING)
        if note is None:
            return row + 1
        self.canvas.at_least(row + 1, 20)
        text, end = self.facts(note), last or self.right
        if lines_in_pixels(text, self.canvas.pixels(column, end)) > 1:
            return self.text(row + 1, text, style.QUIET, area=(column, end))
        self.canvas.put(row + 1, column, text, style.QUIET)
        return row + 2

    def text(self, row: int, words: Words | str, *props: Props, area: tuple[int, int] | None = None) -> int:
        """A paragraph over the width of the page (or of `area`), as high as it needs; gives the next free row."""
        text = words if isinstance(words, str) else self.facts(words)
        first, last = area or (1, self.right)
        look = style.mixed(*props)
        size = float(str(look.get("font_size", 10)))
        height = lines_in_pixels(text, self.canvas.pixels(first, last), size) * LINE_HEIGHT + 4
        self.canvas.height(row, max(height, self.canvas.heights.get(row, 0)))
        self.canvas.span((row, first, row, last), text, style.WRAP, *props)
        return row + 1

    def card(self, area: Area, label: Words, value: CellContent, note: str | Live = "", *props: Props) -> None:
        """A key figure: its label, the figure, and what is said of it, in three rows."""
        top, left, _, right = area
        canvas = self.canvas
        canvas.box(area)
        canvas.span((top, left, top, right), self.facts(label), style.BOLD, style.INDENT, {"text_wrap": True})
        canvas.span((top + 1, left, top + 1, right), value, style.BIG, style.LEFT, style.INDENT, *props)
        canvas.span((top + 2, left, top + 2, right), note, style.QUIET, style.LEFT, style.INDENT, style.WRAP)
        tall = lines_in_pixels(note, canvas.pixels(left, right)) if isinstance(note, str) and note else 1
        head = lines_in_pixels(self.facts(label), canvas.pixels(left, right), _BOLD)
        for row, height in (
            (top, 8 + head * LINE_HEIGHT),
            (top + 1, 42),
            (top + 2, 6 + tall * LINE_HEIGHT if note else 6),
        ):
            canvas.at_least(row, height)
        canvas.paint((top, left, top + 2, left), {"left": 5, "left_color": style.MID})

    def cards(self, row: int, cards: Sequence[Card], *props: Props) -> int:
        """Key figures side by side over the width of the page; gives the next free row."""
        edges = [1 + round(self.right * place / len(cards)) for place in range(len(cards) + 1)]
        for (label, value, note), left, end in zip(cards, edges, edges[1:], strict=False):
            self.card((row, left, row + 2, end - 1), label, value, note, *props)
        return row + 3

    def head(self, row: int, columns: Sequence[tuple[int, Words | str]], last: int, height: int = 34) -> None:
        """The head of a table: labels at columns, painted until `last`. A label over one column is wrapped, the row so high
        that none is cut."""
        self.canvas.paint((row, min(column for column, _ in columns), row, last), style.HEAD)
        self.canvas.at_least(row, height)
        ends = [column for column, _ in columns[1:]]
        for (column, label), end in zip(columns, [*ends, last + 1], strict=True):
            text = label if isinstance(label, str) else self.facts(label)
            alone, pixels = end == column + 1, self.canvas.pixels(column, column)
            if alone:
                text = _broken(text, pixels)
                self.canvas.at_least(row, lines_in_pixels(text, pixels, _BOLD) * LINE_HEIGHT + 6)
            self.canvas.put(row, column, text, {"text_wrap": alone})

    def line(self, row: int, last: int, *props: Props, height: int = 0, first: int = 1) -> None:
        """A line of a table from one column to another; where a height is given, so high."""
        self.canvas.paint((row, first, row, last), style.ROW, *props)
        if height:
            self.canvas.height(row, height)

    def filled_lines(self, area: Area, *, height: int = 0) -> None:
        """Lines of a table of which only those show that hold something, for what is chosen, in their first column."""
        top, left, bottom, _ = area
        self.canvas.paint(area, style.INDENT)
        look = {"bg_color": style.WHITE, "bottom": 1, "bottom_color": style.LINE}
        self.canvas.overlay(shade(area, f'=${letters(left)}{top + 1}<>""', look))
        for row in range(top, bottom + 1) if height else ():
            self.canvas.height(row, height)

    def selector(
        self, area: tuple[int, int, int], value: str, name: str, source: str, *, anything: bool = False
    ) -> None:
        """A named cell to choose in (row, first and last column), with what is offered (see `selectors.add_dropdown`)."""
        row, first, last = area
        self.canvas.span((row, first, row, last), value, style.SELECTOR)
        define(self.canvas, name, row, first)
        add_dropdown(self.canvas, area, source, self.facts(_PROMPT), anything=anything, first=name in _MAIN)

    def not_found(
        self, cell: tuple[int, int], words: Words, position: str, selector: str, figure: str, *, indent: int = 1
    ) -> None:
        """What is said beside a selector where nothing is known by what stands in it."""
        formula = f'=IF(OR({position}>0,{selector}=""),"","{self.facts(words)}")'
        self.canvas.put(
            *cell, Live(formula, "", (figure, "problem")), style.QUIET, {"indent": indent} if indent else {}
        )

    def selector_row(self, row: int, *labels: tuple[int, Words]) -> None:
        """The row that holds the selectors, with their labels; it is printed on every page."""
        self.canvas.height(row, 30)
        self.canvas.height(row + 1, 6)
        self.canvas.repeat, self.canvas.freeze = (row, row + 1), row + 2
        for column, label in labels:
            set_right: tuple[Props, ...] = (style.RIGHT, style.INDENT) if column > 1 else ()
            self.canvas.put(row, column, self.facts(label), style.BOLD, *set_right)

    def how_to(self, row: int, first: Words, second: Words, column: int = 1) -> int:
        """The two lines that say how a sheet is used; gives the next free row."""
        for offset, words in enumerate((first, second)):
            self.canvas.height(row + offset, 19)
            self.canvas.put(row + offset, column, self.facts(words), style.QUIET)
        return row + 2


def _broken(head: str, pixels: int) -> str:
    """The head of a column, a word that is longer than the column broken between syllables."""
    room = (pixels - _INDENT) / (_SIGN * _BOLD / 10)
    for word, at in _BREAKS.items():
        if width(word) > room:
            head = head.replace(word, f"{word[:at]}-\n{word[at:]}")
    return head


def define(canvas: Canvas, name: str, row: int, column: int) -> None:
    """Give one cell a name for the whole workbook."""

    def _define(workbook: Any, _: Any) -> None:
        workbook.define_name(name, f"='{canvas.name}'!${letters(column)}${row + 1}")

    canvas.overlay(_define)


def letters(column: int) -> str:
    """The letters of a column counted from 0."""
    return str(xl_col_to_name(column))


def place(row: int, column: int) -> str:
    """`B7` for row 6, column 1."""
    return f"{letters(column)}{row + 1}"


def fixed(row: int, column: int) -> str:
    """`$B$7` for row 6, column 1."""
    return f"${letters(column)}${row + 1}"


def page(key: SheetKey, facts: Facts, widths: Sequence[int] = GRID, *, narrow: bool = False) -> Page:
    """A page with its frame: the product's name, links to the other sheets, heading and line.

    The columns must hold a link to each sheet (`ValueError`); a `narrow` page has few and links to the cover and its
    neighbours alone.
    """
    of = sheet(key)
    drawn = Page(key, facts, Canvas(facts(of.name), widths))
    canvas, right = drawn.canvas, drawn.right
    canvas.beyond = BEYOND
    settings = facts.survey.round
    canvas.height(0, 28)
    canvas.paint((0, 0, 0, right + 1 + len(BEYOND)), style.ON_DEEP)
    # In A1, over the margin: there programs that read aloud look for what a sheet is.
    canvas.put(
        0,
        0,
        facts.product if key == "cover" else facts(_TITLE).format(product=facts.product, sheet=facts(of.name)),
        style.BOLD,
        {"font_size": 11, "indent": 2},
    )
    day = facts(_UPDATED).format(round=settings.name, day=settings.published_on.isoformat())
    canvas.put(0, right, day, style.RIGHT)
    canvas.height(1, 24)
    canvas.paint((1, 0, 1, right + 1 + len(BEYOND)), style.ON_WHITE, {"bottom": 1, "bottom_color": style.LINE})
    _links(drawn, narrow=narrow)
    canvas.height(2, 6)
    canvas.height(3, 36)
    canvas.put(3, 1, facts(of.title), style.TITLE)
    canvas.height(4, 18)
    canvas.put(4, 1, facts(of.line), style.QUIET)
    canvas.height(5, 18)
    canvas.height(6, 6)
    if facts.has_illustrative and key not in ("cover", "definitions"):
        canvas.put(5, 1, facts(illustrative_line(facts.survey, counts=True)), style.QUIET)
    return drawn


def sheet_link(facts: Facts, key: SheetKey, text: str, area: str) -> Link:
    """A link to cells of a sheet."""
    return Link(f"internal:{place_on_sheet(facts, key, area)}", text, facts(sheet(key).name))


def place_on_sheet(facts: Facts, key: SheetKey, area: str = "") -> str:
    """Cells of a sheet, as links and formulas name them."""
    return f"'{facts(sheet(key).name)}'!{area}"


def link_areas(widths: Sequence[int], needs: Sequence[int]) -> list[tuple[int, int]]:
    """First and last column of each link of a bar: the columns between the margins, parted so that every link has room.

    `widths` are those of the columns, the margins included, `needs` those of the links' texts, in pixels. The room is
    parted by what each needs, as well as the columns allow. Raises `ValueError` where there are fewer columns than links.
    """
    columns = len(widths) - 2
    if columns < len(needs):
        raise ValueError(f"{columns} columns have no room for links to {len(needs)} sheets")
    ends = [0, *itertools.accumulate(widths[1:-1])]
    ease = ends[-1] / sum(needs)
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ()), *[(math.inf, ())] * columns]  # by columns used so far
    for number, need in enumerate(needs, start=1):
        options = {
            end: min(
                (best[begin][0] + _unfit(ends[end] - ends[begin], need, ease), (*best[begin][1], end))
                for begin in range(number - 1, end)
            )
            for end in range(number, columns + 1)
        }
        best = [options.get(end, (math.inf, ())) for end in range(columns + 1)]
    begins = (0, *best[columns][1][:-1])
    return [(begin + 1, end) for begin, end in zip(begins, best[columns][1], strict=True)]


def link_width(text: str, *, bold: bool) -> int:
    """The pixels that a link of a bar takes, a little air included."""
    return round(width(text) * _SIGN * (_BOLD / 10 if bold else 1)) + _AIR


def _unfit(room: int, need: int, ease: float) -> float:
    """How badly so much room suits a link; what is cut weighs most."""
    return (room - need * ease) ** 2 + 100.0 * max(0, need - room) ** 2


def _links(drawn: Page, *, narrow: bool) -> None:
    """Links to every sheet; on a narrow page to the cover and the neighbours."""
    keys = [each.key for each in SHEETS]
    here = keys.index(drawn.key)
    told = [(each.key, drawn.facts(each.in_short or each.name)) for each in SHEETS if each.in_bar]
    if narrow:
        told = [("cover", drawn.facts(_BACK))]
        told += [(keys[here - 1], drawn.facts(_BEFORE) + drawn.name(keys[here - 1]))] if here > 1 else []
        told += [(keys[here + 1], drawn.facts(_NEXT) + drawn.name(keys[here + 1]))] if here + 1 < len(keys) else []
    slots = link_areas(drawn.canvas.widths, [link_width(text, bold=key == drawn.key) for key, text in told])
    for (key, text), (first, last) in zip(told, slots, strict=True):
        area = (1, first, 1, last)
        if key == drawn.key:
            marked: Props = {
                "bottom": 5,
                "bottom_color": style.DEEP,
                "bold": True,
                "font_color": style.DEEP,
            }
            drawn.canvas.span(area, text, style.CENTER, marked)
        else:
            look: Props = {"font_color": style.TEXT, "underline": 0}
            drawn.canvas.span(area, drawn.link(key, text), style.CENTER, look)
