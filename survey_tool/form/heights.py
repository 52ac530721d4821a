"""How high a row must be for wrapped texts; programs that open a file cannot be relied on to find out."""

from __future__ import annotations

_LINE, _PADDING = 16, 6  # points
_FULL_WIDTH_FROM = 0x2000


def points(*cells: tuple[str, float]) -> float:
    """Points needed by the tallest of texts, each given with the width of its column in characters."""
    return _PADDING + _LINE * max(_lines(text, width) for text, width in cells)


def _lines(text: str, width: float) -> int:
    return sum(-(-max(_width(line), 1) // int(width)) for line in text.split("\n"))


def _width(text: str) -> int:
    return sum(2 if ord(character) > _FULL_WIDTH_FROM else 1 for character in text)
