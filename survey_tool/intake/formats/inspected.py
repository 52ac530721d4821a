"""What the inspection of one file yields: which bytes the reading library may see, and what it would not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from survey_tool.intake.cells.noted import Ignored

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from survey_tool.intake.cells.addresses import Area, CellPlace
    from survey_tool.intake.cells.grid import Format
    from survey_tool.intake.cells.noted import CellFault, IgnoredKind

MOST_MERGED = 10_000
"""Areas of merged cells of one sheet that are noted."""


class InspectedSheet(NamedTuple):
    """A sheet to be read: `number` is its place (from 0) in the book that is handed to the reading library.

    `percentages` are cells whose number stands there as a percentage. `merged` are areas of which only the top left cell
    can hold anything.
    """

    name: str
    hidden: bool
    number: int
    faults: dict[CellPlace, CellFault]
    percentages: Collection[CellPlace] = ()
    merged: Sequence[Area] = ()


class InspectedFile(NamedTuple):
    """A file that may be read. `book` holds only parts that were checked, rebuilt without compression."""

    format: Format
    book: bytes
    sheets: list[InspectedSheet]
    ignored: list[Ignored]


def counted(kinds: list[IgnoredKind], sheet: str | None = None) -> list[Ignored]:
    """One entry for each kind, in the order of their first occurrence."""
    return [Ignored(kind, sheet, kinds.count(kind)) for kind in dict.fromkeys(kinds)]
