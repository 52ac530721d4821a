"""Typed values as plain text: without outer blanks, in half width, with one sign for every kind of hyphen."""

from __future__ import annotations

import datetime as dt
import re

from survey_tool.intake.cells.grid import CellValue
from survey_tool.wording.invisible import ZERO_WIDTHS

BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + ZERO_WIDTHS
"""Blanks of any width, none included."""
HYPHENS = "-‐‑‒–—―−－ーｰ﹣─━"
"""Hyphens, dashes, minus signs and what is typed for them."""

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width ASCII signs to half width, for `str.translate`."""

_PLAIN: dict[int, int | str | None] = dict(HALF_WIDTH.items())
_PLAIN.update({ord(sign): ord("-") for sign in HYPHENS})
_PLAIN.update({ord(sign): " " for sign in BLANKS})
_PLAIN.update({ord(sign): None for sign in ZERO_WIDTHS})
_PLAIN.update({ord(a): b for a, b in zip("￥㍼㍻㋿℡ｶｹ", ("¥", "昭和", "平成", "令和", "tel", "カ", "ケ"), strict=True)})

LONGEST = 80
"""No number, date, code or telephone number is longer, and no pattern meets a longer text."""
_OUTSIDE_NUMBERS = re.compile(r"(?<![\d,.]) +| +(?![\d,.])")


def is_blank(typed: CellValue) -> bool:
    """Nothing, or nothing but blanks of any width."""
    return typed is None or (isinstance(typed, str) and not typed.strip(BLANKS))


def is_dash(text: str) -> bool:
    """Nothing but dashes: the sign by which tables say that there is nothing."""
    return bool(text) and not text.strip(HYPHENS)


def trimmed(text: str) -> str:
    """Without outer blanks of any width."""
    return text.strip(BLANKS)


def plain(text: str) -> str:
    """Full-width signs in half width, every hyphen as `-`, lower case, trimmed. "" for what is too long to be short."""
    text = trimmed(text)
    return text.translate(_PLAIN).strip().casefold() if len(text) <= LONGEST else ""


def unspaced(text: str) -> str:
    """Without blanks, except those between figures: `1 200` may be two numbers."""
    return _OUTSIDE_NUMBERS.sub("", text)


def as_text(typed: CellValue) -> str:
    """A cell's value as people see it: 12.0 as `12`, dates as `2026-04-01`, at midnight without time."""
    if isinstance(typed, str):
        return typed
    if typed is None:
        return ""
    if isinstance(typed, bool):
        return "TRUE" if typed else "FALSE"
    if isinstance(typed, (int, float)):
        number = typed if is_whole(typed) else without_noise(typed)
        return str(int(number)) if is_whole(number) else repr(number)
    if isinstance(typed, dt.datetime):
        return typed.isoformat(" ", "minutes") if typed.time() != dt.time() else typed.date().isoformat()
    return typed.isoformat() if isinstance(typed, dt.date) else str(typed)


def without_noise(number: float) -> float:
    """To the 15 figures that a spreadsheet shows: 3300.0000000000005, the result of a calculation, is 3300."""
    return float(f"{number:.15g}")


def is_whole(number: int | float) -> bool:
    """Whether a number is whole (those that are none, and the infinite ones, are not)."""
    return isinstance(number, int) or number.is_integer()
