"""Every cell of a workbook of ours, for a floor that writes the same cells."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

Cell = tuple[int, int, object, bool]
_DAY_0 = dt.datetime(1899, 12, 30)


def write_cells(workbooks: Sequence[Path], target: Path) -> None:
    """The cells of some workbooks as JSON, sheet by sheet."""
    books = [[list(_cells(sheet)) for sheet in load_workbook(path).worksheets] for path in workbooks]
    target.write_text(json.dumps(books), encoding="utf-8")


def _cells(sheet: Worksheet) -> Iterator[Cell]:
    for row, cells in enumerate(sheet.iter_rows()):
        for column, cell in enumerate(cells):
            if cell.value is not None or cell.has_style:
                yield row, column, _plain(cell.value), cell.has_style


def _plain(value: object) -> object:
    if isinstance(value, ArrayFormula):
        return str(value.text)
    if isinstance(value, dt.datetime):  # as Excel has it: a number of days
        return (value - _DAY_0) / dt.timedelta(days=1)
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
