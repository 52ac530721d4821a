"""An open workbook: typed into, recalculated, read. Survives a crash of LibreOffice by doing its steps again."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.office.bridge import Bridge, OfficeDiedError

TRIES = 3
EXCEL_DAY_ZERO = dt.datetime(1899, 12, 30)


class CellError(str):
    """What an error cell shows, `#N/A` or `#VALUE!`; a text cell with the same letters is a plain `str`."""

    __slots__ = ()


Value = str | float | CellError
Input = str | float | dt.date | None
Cells = Mapping[tuple[str, str], Input]
"""Sheet and cell to value: `{("事例", "F9"): "道路台帳"}`; None empties the cell."""


class Document:
    """One open workbook, a copy: the file itself stays as it is. Made by `Office.document`, used in a `with` block."""

    _numbers = itertools.count(1)

    def __init__(self, bridge: Bridge, path: Path) -> None:
        self._bridge = bridge
        self._path = path
        self._number = next(self._numbers)
        self._done: list[tuple[str, dict[str, Any]]] = []
        self._generation = 0

    def __enter__(self) -> Document:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close without saving."""
        if self._generation and self._generation == self._bridge.generation:
            self._bridge.ask("close", doc=self._number)
        self._generation = 0

    @property
    def sheets(self) -> list[str]:
        """Sheet names, in their order, hidden ones too."""
        return [str(name) for name in self._ask("sheets")]

    def set(self, cells: Cells) -> None:
        """Paste values: text stays text, numbers and dates are numbers, None empties. A locked cell refuses."""
        self._do("set", cells=[(*_place(sheet, cell), _exact(value)) for (sheet, cell), value in cells.items()])

    def type(self, cells: Cells) -> None:
        """Type as a Japanese official does: what is typed is read by the cell's format. A locked cell refuses."""
        self._do("type", cells=[(*_place(sheet, cell), _typed(value)) for (sheet, cell), value in cells.items()])

    def recalculate(self) -> None:
        """Recalculate every formula (LibreOffice does not on loading)."""
        self._do("recalculate")

    def settle(self) -> None:
        """Calculate what has changed since, and no more, as a program does before it shows it."""
        self._do("settle")

    def get(self, sheet: str, area: str | None = None) -> list[list[Value]]:
        """Values of an area (`"A6:C35"`, `"A6"`; by default from A1 to the end of what is used), "" for blank."""
        return [[_value(value) for value in row] for row in self._ask("get", sheet=sheet, area=area)["rows"]]

    def formulas(self, sheet: str, area: str | None = None) -> list[list[str]]:
        """Formulas of an area in LibreOffice's notation, the value's text where a cell has none."""
        return [[str(text) for text in row] for row in self._ask("formulas", sheet=sheet, area=area)]

    def values(self) -> dict[str, dict[tuple[int, int], Value]]:
        """Every cell that shows something, by sheet, then (row, column) counted from 1."""
        return {sheet: _filled(self._ask("get", sheet=sheet, area=None)) for sheet in self.sheets}

    def invalid(self, sheet: str) -> list[str]:
        """Cells that their data validation would have refused (`["F9"]`). Takes the sheet's protection off."""
        return [name.rpartition(".")[2].replace("$", "") for name in self._ask("invalid", sheet=sheet)]

    def insert_rows(self, sheet: str, at: int, count: int = 1) -> None:
        """Insert rows before row `at`; a protected sheet must be unprotected first."""
        self._do("insert_rows", sheet=sheet, at=at, count=count)

    def insert_columns(self, sheet: str, at: int, count: int = 1) -> None:
        """Insert columns before column `at` (1 = A)."""
        self._do("insert_columns", sheet=sheet, at=at, count=count)

    def remove_rows(self, sheet: str, at: int, count: int = 1) -> None:
        """Delete rows from row `at` on."""
        self._do("remove_rows", sheet=sheet, at=at, count=count)

    def move_range(self, sheet: str, source: str, to: str) -> None:
        """Cut an area and paste it at the cell `to` of the same sheet."""
        self._do("move", sheet=sheet, source=source, to=to)

    def copy(self, sheet: str, source: str, to: str) -> None:
        """Copy an area with formats, validations and formulas to the cell `to` of the same sheet."""
        self._do("copy", sheet=sheet, source=source, to=to)

    def unprotect(self, sheet: str) -> None:
        """Take off the protection, as anyone can: there is no password."""
        self._do("unprotect", sheet=sheet)

    def rename(self, sheet: str, name: str) -> None:
        """Give a sheet another name."""
        self._do("rename", sheet=sheet, name=name)

    def move_sheet(self, sheet: str, to: int) -> None:
        """Put a sheet before the one that stands at `to`, counted from 0."""
        self._do("move_sheet", sheet=sheet, to=to)

    def show_only(self, sheet: str) -> None:
        """Hide every other sheet."""
        self._do("show_only", sheet=sheet)

    def store(self, path: Path) -> Path:
        """Save as what the file's ending says: .xlsx, .ods, .xls, .pdf."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._ask("store", path=str(path.resolve()), to=path.suffix.removeprefix("."))
        return path

    def _do(self, act: str, **request: Any) -> None:
        self._ask(act, **request)
        self._done.append((act, request))

    def _ask(self, act: str, **request: Any) -> Any:
        for _ in range(TRIES - 1):
            try:
                return self._attempt(act, request)
            except OfficeDiedError:
                continue  # it does so under load; a new one gets the same steps
        return self._attempt(act, request)

    def _attempt(self, act: str, request: dict[str, Any]) -> Any:
        self._bridge.start()
        if self._generation != self._bridge.generation:
            # A crash leaves the lock behind, and LibreOffice will not open what is locked.
            self._path.with_name(f".~lock.{self._path.name}#").unlink(missing_ok=True)
            self._bridge.ask("open", doc=self._number, path=str(self._path))
            for done, again in self._done:
                self._bridge.ask(done, doc=self._number, **again)
            self._generation = self._bridge.generation
        return self._bridge.ask(act, doc=self._number, **request)


@functools.lru_cache(maxsize=65_536)
def _at(cell: str) -> tuple[int, int]:
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?([0-9]+)", cell)
    if match is None:
        raise ValueError(f"not a cell: {cell!r}")
    return int(match[2]), functools.reduce(lambda number, letter: number * 26 + ord(letter) - 64, match[1], 0)


def _place(sheet: str, cell: str) -> tuple[str, int, int]:
    return (sheet, *_at(cell))


def _exact(value: Input) -> str | float | None:
    match value:
        case dt.datetime():
            return (value - EXCEL_DAY_ZERO) / dt.timedelta(days=1)
        case dt.date():
            return float((value - EXCEL_DAY_ZERO.date()).days)
        case bool() | int():
            return float(value)
        case _:
            return value


def _typed(value: Input) -> str | None:
    match value:
        case None | str():
            return value
        case dt.date():
            return value.isoformat()
        case _:
            return f"{value:.15g}"


def _value(value: Any) -> Value:
    return CellError(value["error"]) if isinstance(value, dict) else value


def _filled(area: dict[str, Any]) -> dict[tuple[int, int], Value]:
    return {
        (area["row"] + row, area["column"] + column): _value(value)
        for row, values in enumerate(area["rows"])
        for column, value in enumerate(values)
        if value != ""
    }
