"""How high a row must be for wrapped texts; programs that open a file cannot be relied on to find out."""

from __future__ import annotations

from functools import lru_cache

from survey_tool.wording import widths

_LINE, _PADDING = 16, 6  # points
_USUAL_SIZE = 10  # of type, in points: the size of which a column's width counts characters
_REMEMBERED = 50_000  # texts: what stands on several sheets, or beside others, is asked for again and again
_CHARACTER, _INDENT = 7, 12  # pixels of a half-width character of that size, and beside a text that is set in


def points(*cells: tuple[str, float], size: float = _USUAL_SIZE) -> float:
    """Points needed by the tallest of texts in a type of `size`, each given with the width of its column in characters."""
    return _PADDING + _LINE * size / _USUAL_SIZE * lines(*cells, size=size)


def lines(*cells: tuple[str, float], size: float = _USUAL_SIZE) -> int:
    """How many lines the longest of texts takes, each given with the width of its column in characters."""
    return max(widths.lines(text, max(1, int(width * _USUAL_SIZE / size))) for text, width in cells)


@lru_cache(maxsize=_REMEMBERED)
def lines_in_pixels(text: str, pixels: int, size: float = _USUAL_SIZE) -> int:
    """How many lines a text that is set in takes in so many pixels, English words kept whole."""
    columns = max(1, int((pixels - _INDENT) / _CHARACTER * _USUAL_SIZE / size))
    in_words = sum(len(widths.wrapped(line, columns)) for line in text.split("\n"))
    return max(widths.lines(text, columns), in_words)
