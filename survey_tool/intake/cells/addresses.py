"""Cells by the names that people use: row 9 of column 6 is F9."""

from __future__ import annotations

CellPlace = tuple[int, int]
"""Row and column, counted from 1."""

Area = tuple[int, int, int, int]
"""First row and column, last row and column, counted from 1."""


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
