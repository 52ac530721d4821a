"""The side of the harness that speaks UNO: one JSON request a line in, one JSON answer a line out.

Run by whichever Python can `import uno` (LibreOffice's is built for one minor version, seldom the one of our own
environment), so this file leans on the standard library and UNO alone. It ends LibreOffice, and itself, when its
input closes: a test run that is killed leaves nothing behind.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException
from com.sun.star.uno import Exception as UnoException

EVERY_CONTENT = 1 | 2 | 4 | 16  # com.sun.star.sheet.CellFlags: VALUE, DATETIME, STRING, FORMULA
START_SECONDS = 90
FILTERS = {
    "xlsx": "Calc MS Excel 2007 XML",
    "xls": "MS Excel 97",
    "ods": "calc8",
    "pdf": "calc_pdf_Export",
}


class RefusedError(Exception):
    """What a person could not have done either: a locked cell, a sheet that is not there."""


class Desktop:
    """One LibreOffice and the documents that are open in it, each by the number that the asking side chose."""

    def __init__(self, pipe: str) -> None:
        self._desktop = _connect(pipe)
        self._open: dict[int, Any] = {}

    def open(self, doc: int, path: str) -> None:
        url = uno.systemPathToFileUrl(path)
        document = self._desktop.loadComponentFromURL(url, "_blank", 0, _properties(Hidden=True))
        if document is None or not hasattr(document, "Sheets"):
            raise RefusedError(f"LibreOffice does not open {path} as a spreadsheet")
        self._open[doc] = document

    def close(self, doc: int) -> None:
        document = self._open.pop(doc, None)
        if document is not None:
            document.close(True)

    def store(self, doc: int, path: str, to: str) -> None:
        options = _properties(FilterName=FILTERS[to], Overwrite=True)
        self._open[doc].storeToURL(uno.systemPathToFileUrl(path), options)

    def recalculate(self, doc: int) -> None:
        self._open[doc].calculateAll()

    def settle(self, doc: int) -> None:
        self._open[doc].calculate()

    def sheets(self, doc: int) -> list[str]:
        return list(self._open[doc].Sheets.ElementNames)

    def get(self, doc: int, sheet: str, area: str | None) -> dict[str, Any]:
        """Values of an area (the used one by default) and where it begins, counted from 1."""
        cells = self._area(doc, sheet, area)
        at = cells.RangeAddress
        rows = [list(row) for row in cells.getDataArray()]
        for row, column in _errors(rows):
            rows[row][column] = {"error": cells.getCellByPosition(column, row).String}
        return {"row": at.StartRow + 1, "column": at.StartColumn + 1, "rows": rows}

    def formulas(self, doc: int, sheet: str, area: str | None) -> list[list[str]]:
        return [list(row) for row in self._area(doc, sheet, area).getFormulaArray()]

    def set(self, doc: int, cells: list[tuple[str, int, int, Any]]) -> None:
        """Put values in cells as pasting values does: text stays text, None empties."""
        for sheet, rectangle in _rectangles(cells):
            first, last = rectangle[0][0], rectangle[-1][-1]
            corners = (first[1] - 1, first[0] - 1, last[1] - 1, last[0] - 1)
            target = self._sheet(doc, sheet).getCellRangeByPosition(*corners)
            values = tuple(tuple("" if cell[2] is None else cell[2] for cell in row) for row in rectangle)
            try:
                target.setDataArray(values)
            except DisposedException:
                raise
            except UnoException as problem:
                raise RefusedError(f"{target.AbsoluteName} takes no input (locked?)") from problem

    def type(self, doc: int, cells: list[tuple[str, int, int, str | None]]) -> None:
        """Type into cells as a person does: what is typed is read as the cell's number format reads it."""
        for name, row, column, text in cells:
            sheet = self._sheet(doc, name)
            cell = sheet.getCellByPosition(column - 1, row - 1)
            if sheet.isProtected() and cell.CellProtection.IsLocked:
                raise RefusedError(f"{cell.AbsoluteName} is locked")
            if text is None:
                cell.clearContents(EVERY_CONTENT)
            else:
                cell.FormulaLocal = text

    def insert_rows(self, doc: int, sheet: str, at: int, count: int) -> None:
        self._sheet(doc, sheet).Rows.insertByIndex(at - 1, count)

    def insert_columns(self, doc: int, sheet: str, at: int, count: int) -> None:
        self._sheet(doc, sheet).Columns.insertByIndex(at - 1, count)

    def remove_rows(self, doc: int, sheet: str, at: int, count: int) -> None:
        self._sheet(doc, sheet).Rows.removeByIndex(at - 1, count)

    def move(self, doc: int, sheet: str, source: str, to: str) -> None:
        """Cut and paste within a sheet."""
        cells = self._sheet(doc, sheet)
        cells.moveRange(self._area(doc, sheet, to).getCellByPosition(0, 0).CellAddress, _address(cells, source))

    def copy(self, doc: int, sheet: str, source: str, to: str) -> None:
        """Copy and paste within a sheet, with formats, validations and formulas."""
        cells = self._sheet(doc, sheet)
        cells.copyRange(self._area(doc, sheet, to).getCellByPosition(0, 0).CellAddress, _address(cells, source))

    def unprotect(self, doc: int, sheet: str) -> None:
        self._sheet(doc, sheet).unprotect("")

    def rename(self, doc: int, sheet: str, name: str) -> None:
        self._sheet(doc, sheet).Name = name

    def move_sheet(self, doc: int, sheet: str, to: int) -> None:
        self._open[doc].Sheets.moveByName(sheet, to)

    def show_only(self, doc: int, sheet: str) -> None:
        """Hide every other sheet and forget its print area, without which even a hidden sheet is printed."""
        shown = self._sheet(doc, sheet)
        shown.IsVisible = True
        if not shown.getPrintAreas():
            shown.setPrintAreas((self._area(doc, sheet, None).RangeAddress,))
        for name in self.sheets(doc):
            if name != sheet:
                self._sheet(doc, name).setPrintAreas(())
                self._sheet(doc, name).IsVisible = False

    def invalid(self, doc: int, sheet: str) -> list[str]:
        """Cells whose content their data validation would have refused; LibreOffice draws a ring round each."""
        cells = self._sheet(doc, sheet)
        cells.unprotect("")
        cells.clearArrows()
        cells.showInvalid()
        page = cells.DrawPage
        anchors = (page.getByIndex(index).Anchor for index in range(page.Count))
        return sorted({anchor.AbsoluteName for anchor in anchors if hasattr(anchor, "AbsoluteName")})

    def end(self) -> None:
        with suppress(UnoException):
            self._desktop.terminate()

    def _sheet(self, doc: int, name: str) -> Any:
        sheets = self._open[doc].Sheets
        if not sheets.hasByName(name):
            raise RefusedError(f"no sheet {name!r}, there are {list(sheets.ElementNames)}")
        return sheets.getByName(name)

    def _area(self, doc: int, sheet: str, area: str | None) -> Any:
        cells = self._sheet(doc, sheet)
        if area is not None:
            return cells.getCellRangeByName(area)
        cursor = cells.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        return cells.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)


def _connect(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    give_up = time.monotonic() + START_SECONDS
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)


def _properties(**values: Any) -> tuple[PropertyValue, ...]:
    made = []
    for name, value in values.items():
        made.append(PropertyValue())
        made[-1].Name, made[-1].Value = name, value
    return tuple(made)


def _address(sheet: Any, area: str) -> Any:
    return sheet.getCellRangeByName(area).RangeAddress


def _errors(rows: list[list[Any]]) -> Iterator[tuple[int, int]]:
    """Where error cells stand: their data is None, a blank's is ""."""
    for at, row in enumerate(rows):
        yield from ((at, column) for column, value in enumerate(row) if value is None)


def _rectangles(cells: list[tuple[str, int, int, Any]]) -> Iterator[tuple[str, list[list[tuple[int, int, Any]]]]]:
    """Cells gathered into rectangles, one call each: a call takes about a millisecond, whatever it carries."""
    for sheet, group in itertools.groupby(sorted(cells, key=lambda cell: cell[:3]), key=lambda cell: cell[0]):
        rectangle: list[list[tuple[int, int, Any]]] = []
        for run in _runs([(row, column, value) for _, row, column, value in group]):
            if rectangle and not _stands_under(run, rectangle[-1]):
                yield sheet, rectangle
                rectangle = []
            rectangle.append(run)
        yield sheet, rectangle


def _runs(cells: list[tuple[int, int, Any]]) -> Iterator[list[tuple[int, int, Any]]]:
    run: list[tuple[int, int, Any]] = []
    for cell in cells:
        if run and (cell[0], cell[1]) != (run[-1][0], run[-1][1] + 1):
            yield run
            run = []
        run.append(cell)
    yield run


def _stands_under(run: list[tuple[int, int, Any]], above: list[tuple[int, int, Any]]) -> bool:
    return run[0][0] == above[0][0] + 1 and run[0][1] == above[0][1] and run[-1][1] == above[-1][1]


def _answer(desktop: Desktop, request: dict[str, Any]) -> dict[str, Any]:
    act: Callable[..., Any] = getattr(desktop, request.pop("act"))
    try:
        return {"result": act(**request)}
    except RefusedError as refusal:
        return {"refused": str(refusal)}
    except DisposedException as death:
        return {"died": str(death)}
    except UnoException as problem:
        return {"refused": f"{type(problem).__name__}: {problem}"}


def main() -> None:
    """Serve until the input closes or LibreOffice is gone."""
    desktop = Desktop(sys.argv[1])
    for line in sys.stdin:
        answer = _answer(desktop, json.loads(line))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
        if "died" in answer:
            return
    desktop.end()


if __name__ == "__main__":
    main()
