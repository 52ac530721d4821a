"""Text as Excel measures it."""

from __future__ import annotations

import re

LONGEST_CELL = 32_767
MOST_LINES = 254

_CONTROL = re.compile(r"_x00(?:0[0-8BCEF]|1[0-9A-F])_", re.IGNORECASE)


def length(text: str) -> int:
    """Characters as Excel counts them, in UTF-16 units: 𠮷 is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def text_problems(text: str) -> list[str]:
    """What Excel would not keep in a cell."""
    found = []
    if length(text) > LONGEST_CELL:
        found.append(f"{length(text)} characters in a cell (at most {LONGEST_CELL})")
    if text.count("\n") >= MOST_LINES:
        found.append(f"{text.count(chr(10)) + 1} lines in a cell (at most {MOST_LINES})")
    if _CONTROL.search(text):
        found.append("a control character in a cell")
    return found


def too_long(what: str, text: str | None, most: int) -> list[str]:
    """One sentence where a text is longer than Excel takes."""
    size = length(text or "")
    return [f"{what} of {size} characters (at most {most})"] if size > most else []
