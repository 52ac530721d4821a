"""Cells by the names that people use: row 9 of column 6 is F9."""

from __future__ import annotations

import re

_CELL = re.compile(r"([A-Z]+)(\d+)", re.ASCII)
_NOWHERE = (0, 0)


def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: bytes) -> int:
    """As a file holds them, capital letters in ASCII: b"A" → 1, b"AA" → 27."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column


def cell_name(row: int, column: int) -> str:
    """(9, 6) → F9, as Excel shows it."""
    return f"{column_letters(column)}{row}"


def row_and_column(cell: str | None) -> tuple[int, int]:
    """F9 → (9, 6); (0, 0) for no cell."""
    found = _CELL.fullmatch(cell) if cell else None
    return (int(found[2]), column_number(found[1].encode())) if found else _NOWHERE
