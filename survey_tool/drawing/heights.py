"""How high a row must be for wrapped texts; programs that open a file cannot be relied on to find out."""

from __future__ import annotations

import re

_LINE, _PADDING = 16, 6  # points
_USUAL_SIZE = 10  # of type, in points: the size of which a column's width counts characters
_FULL_WIDTH = re.compile("[\u2001-\U0010ffff]")


def points(*cells: tuple[str, float], size: float = _USUAL_SIZE) -> float:
    """Points needed by the tallest of texts in a type of `size`, each given with the width of its column in characters."""
    return _PADDING + _LINE * size / _USUAL_SIZE * lines(*cells, size=size)


def lines(*cells: tuple[str, float], size: float = _USUAL_SIZE) -> int:
    """How many lines the longest of texts takes, each given with the width of its column in characters."""
    return max(_lines(text, width * _USUAL_SIZE / size) for text, width in cells)


def _lines(text: str, width: float) -> int:
    return sum(-(-max(_width(line), 1) // int(width)) for line in text.split("\n"))


def _width(text: str) -> int:
    return len(text) + len(_FULL_WIDTH.findall(text))
