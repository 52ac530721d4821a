"""What the inspection of one file yields: which bytes the reading library may see, and what it would not tell."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from survey_tool.intake.cells.noted import Ignored, Shown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from survey_tool.intake.cells.addresses import Area, CellPlace
    from survey_tool.intake.cells.grid import Format
    from survey_tool.intake.cells.noted import CellFault, IgnoredKind

Look = Callable[[Any], Shown | None]
"""What people see in a cell, of the value that the reading library finds there; None where that is the value itself."""

MOST_MERGED = 10_000
"""Areas of merged cells of one sheet that are noted."""


class InspectedSheet(NamedTuple):
    """A sheet to be read: `number` is its place (from 0) in the book that is handed to the reading library.

    `looks` are the cells that may show something else than they hold. `merged` are areas of which only the top left cell
    can hold anything. `pictures` are cells over which one lies. `filled`: whether any cell holds something.
    """

    name: str
    hidden: bool
    number: int
    faults: dict[CellPlace, CellFault]
    looks: Mapping[CellPlace, Look] = MappingProxyType({})
    merged: Sequence[Area] = ()
    pictures: Collection[CellPlace] = ()
    filled: bool = False


class InspectedFile(NamedTuple):
    """A file that may be read. `book` holds only parts that were checked, rebuilt without compression."""

    format: Format
    book: bytes
    sheets: list[InspectedSheet]
    ignored: list[Ignored]


def counted(kinds: list[IgnoredKind], sheet: str | None = None) -> list[Ignored]:
    """One entry for each kind, in the order of their first occurrence."""
    return [Ignored(kind, sheet, kinds.count(kind)) for kind in dict.fromkeys(kinds)]
