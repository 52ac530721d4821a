"""Areas of cells: read from text, measured, compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,8})")
_COLUMN = re.compile(r"\$?([A-Za-z]{1,3})")
_ROW = re.compile(r"\$?([0-9]{1,8})")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, counted from 1, both corners within."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def parse(cls, text: str) -> Area | None:
        """`A1`, `$A$1:B5`, `A:C`, `1:3`; None for anything else and for what lies outside a sheet."""
        first, _, last = text.partition(":")
        last = last or first
        for read in (_corner, _column_corner, _row_corner) if ":" in text else (_corner,):
            start, end = read(first, at_end=False), read(last, at_end=True)
            if start is not None and end is not None:
                area = cls(*start, *end)
                return area if area._stands() else None
        return None

    @property
    def width(self) -> int:
        return self.right - self.left + 1

    @property
    def is_one_cell(self) -> bool:
        return self.top == self.bottom and self.left == self.right

    def meets(self, other: Area) -> bool:
        """Whether the two share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def _stands(self) -> bool:
        return 1 <= self.top <= self.bottom <= LAST_ROW and 1 <= self.left <= self.right <= LAST_COLUMN


def parse_list(text: str) -> list[Area] | None:
    """The areas of an `sqref`; None where one of them, or the whole, is no area."""
    areas = [Area.parse(part) for part in text.split()]
    return [area for area in areas if area is not None] if areas and None not in areas else None


def overlaps(areas: Iterable[Area]) -> Iterator[tuple[Area, Area]]:
    """Pairs that share a cell, going down the sheet."""
    above: list[Area] = []
    for area in sorted(areas, key=lambda one: (one.top, one.left)):
        above = [other for other in above if other.bottom >= area.top]
        yield from ((other, area) for other in above if other.meets(area))
        above.append(area)


def column_number(letters: str) -> int:
    """A → 1, XFD → 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _corner(text: str, *, at_end: bool) -> tuple[int, int] | None:  # noqa: ARG001 (one shape for the three readers)
    match = _CELL.fullmatch(text)
    return (int(match[2]), column_number(match[1])) if match else None


def _column_corner(text: str, *, at_end: bool) -> tuple[int, int] | None:
    match = _COLUMN.fullmatch(text)
    return (LAST_ROW if at_end else 1, column_number(match[1])) if match else None


def _row_corner(text: str, *, at_end: bool) -> tuple[int, int] | None:
    match = _ROW.fullmatch(text)
    return (int(match[1]), LAST_COLUMN if at_end else 1) if match else None
