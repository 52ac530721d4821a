"""The hidden sheets: static columns that formulas look into, each under a name of its own.

Everything that need not be reckoned by the spreadsheet stands here ready, so that the formulas that people see stay short.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from survey_tool.drawing.packing import RowsSheet
from survey_tool.release.dashboard.drawing.canvas import CellContent
from survey_tool.release.dashboard.drawing.style import FONT
from survey_tool.release.dashboard.frame.page import letters
from survey_tool.release.dashboard.frame.writing import Formats, write_cell

_PLAIN = {"font_name": FONT, "font_size": 9}
_WIDTH = 80  # pixels of a column


@dataclass(frozen=True)
class HiddenSheet:
    """A hidden sheet: columns below a header, each by the name that it has in the whole workbook.

    A name ends where its column ends: Excel lets any text into a dropdown whose list holds blank lines.
    """

    name: str
    columns: Mapping[str, Sequence[CellContent]]

    def define_names(self, workbook: Any) -> None:
        """Gives each column its name in the workbook."""
        for position, (name, cells) in enumerate(self.columns.items()):
            workbook.define_name(name, span(self.name, position, len(cells)))


@dataclass(frozen=True)
class HiddenTable(HiddenSheet):
    """Columns of the same length side by side, with a name for all of them together too."""

    whole: str = ""

    def define_names(self, workbook: Any) -> None:
        super().define_names(workbook)
        rows = max((len(cells) for cells in self.columns.values()), default=1)
        last = letters(max(len(self.columns), 1) - 1)
        workbook.define_name(self.whole, f"='{self.name}'!$A$2:${last}${rows + 1}")


def write_hidden(workbook: Any, formats: Formats, hidden: HiddenSheet) -> None:
    """Write a hidden sheet as a new worksheet, with its names."""
    look, columns = formats(dict(_PLAIN)), hidden.columns
    worksheet = workbook.add_worksheet(hidden.name, RowsSheet)
    if columns:
        worksheet.set_column_pixels(0, len(columns) - 1, _WIDTH, look)
        rows = _draw_rows(worksheet, chain([tuple(columns)], zip_longest(*columns.values())), look)
        next(rows)
        worksheet.follow(rows, max(map(len, columns.values())), len(columns) - 1)
    hidden.define_names(workbook)
    worksheet.hide()


def _draw_rows(worksheet: Any, rows: Iterable[tuple[CellContent, ...]], look: Any) -> Iterator[int]:
    """Draws a row whenever the next one is asked for, and gives its number."""
    for row, cells in enumerate(rows):
        for column, content in enumerate(cells):
            if content is not None and content != "":
                write_cell(worksheet, row, column, content, look)
        yield row


def span(sheet: str, column: int, rows: int) -> str:
    """The reference of a column below its header; one blank row where there is none, because a range needs one."""
    letter = letters(column)
    return f"='{sheet}'!${letter}$2:${letter}${max(rows, 1) + 1}"


def ranges(belongs: Sequence[int], positions: int) -> list[tuple[int, int]]:
    """For each position from 1 the first row and the number of rows of a sorted column that hold it; (0, 0) for none."""
    found = [(0, 0)] * positions
    for row, position in enumerate(belongs, start=1):
        first, count = found[position - 1]
        found[position - 1] = (first or row, count + 1)
    return found
