"""The hidden sheets: static columns that formulas look into, each under a name of its own.

Everything that need not be reckoned by the spreadsheet stands here ready, so that the formulas that people see stay short.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_tool.release.dashboard.drawing.canvas import Canvas, CellContent
from survey_tool.release.dashboard.drawing.style import FONT
from survey_tool.release.dashboard.frame.page import letters

PLAIN = {"font_name": FONT, "font_size": 9}


@dataclass(frozen=True)
class HiddenColumn:
    """A column of a hidden sheet and its defined name. `across` more columns follow under the same name."""

    name: str
    cells: tuple[CellContent, ...]


@dataclass(frozen=True)
class HiddenSheet:
    """A hidden sheet: columns of equal length below a header."""

    name: str
    columns: tuple[HiddenColumn, ...]

    @property
    def rows(self) -> int:
        return max((len(column.cells) for column in self.columns), default=0)

    def canvas(self) -> Canvas:
        """The sheet, drawn, with a defined name for each column."""
        canvas = Canvas(self.name, [80] * len(self.columns), PLAIN)
        for position, column in enumerate(self.columns):
            canvas.put(0, position, column.name)
            for row, content in enumerate(column.cells, start=1):
                if content is not None and content != "":
                    canvas.put(row, position, content)
        canvas.overlay(self._define)
        return canvas

    def _define(self, workbook: Any, worksheet: Any) -> None:
        for position, column in enumerate(self.columns):
            workbook.define_name(column.name, span(self.name, position, self.rows))
        worksheet.hide()


def span(sheet: str, column: int, rows: int) -> str:
    """The reference of a column below its header; one blank row where there is none, because a range needs one."""
    letter = letters(column)
    return f"='{sheet}'!${letter}$2:${letter}${max(rows, 1) + 1}"


def hidden_sheet(name: str, columns: Mapping[str, Iterable[CellContent]]) -> HiddenSheet:
    """A hidden sheet from columns by name."""
    return HiddenSheet(name, tuple(HiddenColumn(each, tuple(cells)) for each, cells in columns.items()))


def ranges(belongs: Sequence[int], positions: int) -> list[tuple[int, int]]:
    """For each position from 1 the first row and the number of rows of a sorted column that hold it; (0, 0) for none."""
    found = [(0, 0)] * positions
    for row, position in enumerate(belongs, start=1):
        first, count = found[position - 1]
        found[position - 1] = (first or row, count + 1)
    return found
