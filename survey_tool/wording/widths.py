"""Text in columns of a terminal, where a Japanese character takes two."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

_NEVER_FIRST = "、。，．・：；？！）」』】〉》〕］｝ゝ々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ)]},.:;!?"
_WORD = re.compile(r"[!-~]+|\s+|.", re.DOTALL)


def width(text: str) -> int:
    """Columns that a text takes."""
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def padded(text: str, columns: int) -> str:
    """The text with blanks behind it, up to a number of columns."""
    return text + " " * (columns - width(text))


def wrapped(text: str, columns: int) -> list[str]:
    """Lines no wider than `columns`: English breaks between words, Japanese anywhere but before 、 and its like."""
    lines = [""]
    for piece in _pieces(text):
        if width(lines[-1]) + width(piece.rstrip()) > columns and lines[-1]:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> list[str]:
    """What stays on one line: a word with the blanks behind it, a character with what may not begin a line."""
    pieces: list[str] = []
    for found in _WORD.findall(text):
        if pieces and (found.isspace() or found[0] in _NEVER_FIRST) and not pieces[-1].isspace():
            pieces[-1] += found
        else:
            pieces.append(found)
    return pieces
