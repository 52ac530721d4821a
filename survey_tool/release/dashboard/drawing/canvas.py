"""A sheet before it is written: what stands in each cell, and how it looks, as plain data.

Sheets are drawn on a canvas by functions that know nothing of xlsxwriter's order of calls; tests read the same canvas.
A summary figure is a `Live`: the formula, the value it has now, and which figure it is.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from survey_tool.release.dashboard.drawing.style import BASE, LINE, WHITE, Props, mixed

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0, all included."""


ROW_HEIGHT = 20
HIGHEST = 545
"""Pixels of the highest row that Excel has (409 points)."""


@dataclass(frozen=True, slots=True)
class Live:
    """A formula, the value that it has for what is chosen now, and the figure's name, by which others can reckon it."""

    formula: str
    value: str | int | float
    figure: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link: `internal:'sheet'!A1` or an address, with its text and what a mouse over it says."""

    target: str
    text: str
    tip: str = ""


CellContent = str | int | float | dt.date | Live | Link | None


@dataclass(slots=True)
class _Cell:
    content: CellContent = None
    props: dict[str, object] = field(default_factory=dict)


Later = Callable[[Any, Any], None]
"""Something to be done with the xlsxwriter workbook and worksheet once the cells stand: a chart, a validation."""


class Canvas:
    """One sheet: cells, merged areas, widths and heights in pixels, and what is laid over the cells."""

    def __init__(self, name: str, widths: Sequence[int], base: Props = BASE) -> None:
        self.name = name
        self.widths = list(widths)
        self.base = base
        self.beyond: tuple[int, ...] = ()  # columns right of the print area that carry the background on wide screens
        self.heights: dict[int, int] = {}
        self.merged: list[Area] = []
        self.later: list[Later] = []
        self.sections: list[int] = []  # rows before which a printed page may end
        self.repeat = (0, 0)  # rows printed on every page
        self.freeze = 2  # rows that stay in view
        self.freeze_columns = 0  # and columns
        self.printed_to: int | None = None  # the last row that is printed, where that is not the last
        self._covered: list[tuple[int, int]] = []  # rows on which a chart begins, with its height in pixels
        self._cells: dict[tuple[int, int], _Cell] = {}

    def put(self, row: int, column: int, content: CellContent, *props: Props) -> None:
        """Put something into a cell, over whatever was painted there."""
        cell = self._cells.setdefault((row, column), _Cell())
        cell.content = content
        cell.props.update(mixed(*props))

    def paint(self, area: Area, *props: Props) -> None:
        """Lay properties over all cells of an area."""
        look = mixed(*props)
        for place in _places(area):
            self._cells.setdefault(place, _Cell()).props.update(look)

    def box(self, area: Area, fill: str = WHITE, line: str = LINE) -> None:
        """A filled area with a thin line round it: a card."""
        top, left, bottom, right = area
        self.paint(area, {"bg_color": fill})
        self.paint((top, left, top, right), {"top": 1, "top_color": line})
        self.paint((bottom, left, bottom, right), {"bottom": 1, "bottom_color": line})
        self.paint((top, left, bottom, left), {"left": 1, "left_color": line})
        self.paint((top, right, bottom, right), {"right": 1, "right_color": line})

    def span(self, area: Area, content: CellContent, *props: Props) -> None:
        """One cell over an area. Never in a table."""
        top, left, bottom, right = area
        self.paint(area, *props)
        self.put(top, left, content)
        if (top, left) != (bottom, right):
            self.merged.append(area)

    def height(self, row: int, pixels: int) -> None:
        """Set the height of a row, as far as Excel has rows so high."""
        self.heights[row] = min(pixels, HIGHEST)

    def at_least(self, row: int, pixels: int) -> None:
        """Make a row so high, unless it is higher."""
        self.height(row, max(pixels, self.heights.get(row, 0)))

    def cover(self, row: int, pixels: int) -> None:
        """A chart lies over the cells from this row on: it is printed whole, with a row of room below it."""
        self._covered.append((row, pixels))

    def overlay(self, later: Later) -> None:
        """Do something with workbook and worksheet once the cells are written."""
        self.later.append(later)

    def content(self, row: int, column: int) -> CellContent:
        """What stands in a cell."""
        cell = self._cells.get((row, column))
        return cell.content if cell else None

    def cells(self) -> Iterator[tuple[int, int, CellContent, dict[str, object]]]:
        """Every cell by row and column with all its properties."""
        for (row, column), cell in sorted(self._cells.items()):
            yield row, column, cell.content, mixed(self.base, cell.props)

    def apart(self, first: int, last: int) -> None:
        """A printed page may end between the rows of a table of texts, but not behind its first one nor before its last."""
        self.sections += range(first + 2, last)

    def breaks(self, room: int) -> list[int]:
        """Before which sections a printed page ends, if it has room for so many pixels, the repeated rows among them.

        A section that is taller than a page begins where nearly a third of a page is left.
        """
        found, used = [], self._tall(0, min(self.sections, default=0))
        again = self._tall(self.repeat[0], self.repeat[1] + 1)
        ends = [*sorted(set(self.sections)), self.last_row + 1]
        for section, end in itertools.pairwise(ends):
            tall = self._tall(section, end)
            fits = used + tall <= room or (again + tall > room and used <= room * 0.7)
            if not fits:
                found.append(section)
            used = (used if fits else again) + tall
            used = used if used <= room else again + (used - again) % (room - again)
        return found

    def _tall(self, first: int, end: int) -> int:
        return sum(self.heights.get(row, ROW_HEIGHT) for row in range(first, end))

    @property
    def last_row(self) -> int:
        """The last row with a cell, or the first one wholly below every chart."""
        return max((*(row for row, _ in self._cells), *map(self._below, self._covered)), default=0)

    def _below(self, covered: tuple[int, int]) -> int:
        row, left = covered
        while left > 0:
            left -= self.heights.get(row, ROW_HEIGHT)
            row += 1
        return row

    def pixels(self, first: int, last: int) -> int:
        """The width of some columns together."""
        return sum([*self.widths, *self.beyond][first : last + 1])


def _places(area: Area) -> Iterator[tuple[int, int]]:
    top, left, bottom, right = area
    return ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
