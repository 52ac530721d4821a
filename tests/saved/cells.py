"""What stands in the cells of a form, as every format has to say it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar

from survey_tool.intake.cells.grid import CellFault, CellValue, Shown
from tests.forms import Sheet

Thing = TypeVar("Thing")
Look = tuple[str, bool]
"""A number format, and whether the font strikes out."""
A_DAY = "yyyy/m/d"
CIRCLE = "circle"
"""The text of a `CellFault` of the kind `picture` that is a drawn circle."""
_WITH_UNIT = re.compile(r"([0-9][0-9,]*)([^0-9,].*)")


@dataclass(frozen=True, slots=True)
class SavedCell:
    """A filled cell. `code` is its number format, `text` what people see of a number or day, `runs` a text in several
    fonts: each piece and whether it is struck out. `error` is the error in it; `formula`: one without a result."""

    row: int
    column: int
    value: CellValue = None
    code: str = ""
    text: str = ""
    struck: bool = False
    runs: tuple[tuple[str, bool], ...] = ()
    error: str = ""
    formula: bool = False

    @property
    def look(self) -> Look:
        return self.code, self.struck


class Picture(NamedTuple):
    """What lies over a cell."""

    row: int
    column: int
    circle: bool


@dataclass(frozen=True, slots=True)
class SavedSheet:
    """A sheet: its filled cells in their order, and the cells over which a picture or a drawn circle lies."""

    name: str
    hidden: bool
    cells: tuple[SavedCell, ...]
    pictures: tuple[Picture, ...]

    def rows(self) -> Iterator[tuple[int, list[SavedCell]]]:
        """The cells row by row."""
        for row, cells in groupby(self.cells, lambda cell: cell.row):
            yield row, list(cells)


@dataclass
class Numbered(Generic[Thing]):
    """Things that cells name by number, in the order in which they first come."""

    known: dict[Thing, int] = field(default_factory=dict)

    def of(self, thing: Thing) -> int:
        """The number of a thing, counted from 0."""
        return self.known.setdefault(thing, len(self.known))


def sheet_to_save(sheet: Sheet) -> SavedSheet:
    places = sorted(
        {(row, column) for row, line in enumerate(sheet.rows, 1) for column, value in enumerate(line, 1) if value is not None}
        | {*sheet.faults, *sheet.shown}
    )  # fmt: skip
    over = {place: fault.text == CIRCLE for place, fault in sorted(sheet.faults.items()) if fault.kind == "picture"}
    pictures = tuple(Picture(*place, circle) for place, circle in over.items())
    cells = (_cell(sheet, *place) for place in places if place not in over)
    return SavedSheet(sheet.name, sheet.hidden, tuple(cells), pictures)


def _cell(sheet: Sheet, row: int, column: int) -> SavedCell:
    if fault := sheet.faults.get((row, column)):
        return _faulty(row, column, fault)
    if shown := sheet.shown.get((row, column)):
        return _shown_otherwise(row, column, shown)
    value = sheet.at(row, column)
    if isinstance(value, dt.date):
        return SavedCell(row, column, value, A_DAY, f"{value:%Y}/{value.month}/{value.day}")
    return SavedCell(row, column, value, text=f"{value:.15g}" if isinstance(value, float) else "")


def _faulty(row: int, column: int, fault: CellFault) -> SavedCell:
    if fault.kind == "error-value":
        return SavedCell(row, column, error=fault.text)
    return SavedCell(row, column, formula=True)


def _shown_otherwise(row: int, column: int, shown: Shown) -> SavedCell:
    if shown.by == "format":
        return SavedCell(row, column, shown.behind, code_of(shown), shown.text)
    if shown.value is None:
        return SavedCell(row, column, shown.behind, struck=True, text=str(shown.behind))
    pieces = ((str(shown.behind), True), (str(shown.value), False))
    return SavedCell(row, column, "".join(text for text, _ in pieces), runs=pieces)


def code_of(shown: Shown) -> str:
    """A number format under which a cell shows this text."""
    if not shown.text:
        return ";;;"
    if isinstance(shown.behind, dt.date):
        return 'yyyy"年度"' if shown.text.endswith("年度") else 'm"月"d"日"'
    unit = _WITH_UNIT.fullmatch(shown.text)
    if isinstance(shown.behind, float) and unit and float(unit[1].replace(",", "")) == shown.behind:
        return f'#,##0"{unit[2]}"' if "," in unit[1] else f'0"{unit[2]}"'
    if isinstance(shown.behind, float) and f"{shown.behind / 1000:,.0f}" == shown.text:
        return "#,##0,"
    return f'"{shown.text}"'
