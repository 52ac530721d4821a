"""How much room text takes: in half-width columns, of which a Japanese character takes two, and in lines of so many."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal
from unicodedata import combining, east_asian_width

Medium = Literal["sheet", "terminal"]

_NEVER_FIRST = "、。，．・：；？！）」』】〉》〕］｝ゝ々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ)]},.:;!?"
_WORD = re.compile(r"[!-~]+|\s+|.", re.DOTALL)


class _Columns(dict[str, int]):
    """The columns of each character, found once; characters of the classes `wide` take two."""

    def __init__(self, wide: str) -> None:
        super().__init__()
        self._wide = wide

    def __missing__(self, sign: str) -> int:
        self[sign] = found = 0 if combining(sign) else 2 if east_asian_width(sign) in self._wide else 1
        return found


_COLUMNS: Mapping[Medium, _Columns] = {
    "sheet": _Columns("WFA"),  # in Japanese type 「○」 and 「…」 are as wide as a character
    "terminal": _Columns("WF"),
}


def width(text: str, medium: Medium = "sheet") -> int:
    """Columns that a text takes."""
    return len(text) if text.isascii() else sum(map(_COLUMNS[medium].__getitem__, text))


def padded(text: str, columns: int) -> str:
    """The text with blanks behind it, up to so many columns of a terminal."""
    return text + " " * (columns - width(text, "terminal"))


def shortened(text: str, columns: int) -> str:
    """The text, cut with 「…」 where it is wider than so many columns of a sheet."""
    if width(text) <= columns:
        return text
    kept, room = "", columns - width("…")
    for sign in text:
        room -= width(sign)
        if room < 0:
            break
        kept += sign
    return kept.rstrip() + "…"


def lines(text: str, columns: int) -> int:
    """Lines that a text takes in a cell of so many columns: by its width alone, since fonts differ in how they fill a line."""
    if 2 * len(text) <= columns and "\n" not in text:
        return 1
    return sum(-(-max(width(line), 1) // columns) for line in text.split("\n"))


def wrapped(text: str, columns: int) -> list[str]:
    """Lines of a terminal, no wider than `columns`: English breaks between words, Japanese not before 、 and its like."""
    if width(text, "terminal") <= columns:
        return [text.strip()]
    found, line, taken = [], "", 0
    for piece in _pieces(text):
        if line and taken + width(piece.rstrip(), "terminal") > columns:
            found.append(line.rstrip())
            line, taken = "", 0
        piece = piece if line else piece.lstrip()
        line, taken = line + piece, taken + width(piece, "terminal")
    return [*found, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """What stays on one line: a word with the blanks behind it, a character with what may not begin a line."""
    pieces: list[str] = []
    for found in _WORD.findall(text):
        if pieces and (found.isspace() or found[0] in _NEVER_FIRST) and not pieces[-1].isspace():
            pieces[-1] += found
        else:
            pieces.append(found)
    return pieces
