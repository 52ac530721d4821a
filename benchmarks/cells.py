"""Every cell of a workbook of ours, for a floor that writes the same cells."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

Cell = tuple[int, int, object, bool]


def write_cells(workbooks: Sequence[Path], target: Path) -> None:
    """The cells of some workbooks as JSON, sheet by sheet."""
    books = [[list(_cells(sheet)) for sheet in load_workbook(path).worksheets] for path in workbooks]
    target.write_text(json.dumps(books), encoding="utf-8")


def _cells(sheet: Worksheet) -> Iterator[Cell]:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None or cell.has_style:
                yield cell.row - 1, cell.column - 1, _plain(cell.value), cell.has_style


def _plain(value: object) -> object:
    if isinstance(value, ArrayFormula):
        return str(value.text)
    if isinstance(value, dt.date | dt.datetime | dt.time | dt.timedelta):
        return to_excel(value)
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
