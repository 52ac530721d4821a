"""Values as a spreadsheet has them, and how they are compared, counted and turned into one another."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


class ErrorValue(Exception):
    """An error as a value: `#N/A` and its like."""

    def __init__(self, text: str = "#VALUE!") -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True)
class Area:
    """A reference: sheet, and rows and columns from 0, last ones included."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_cell(self) -> bool:
        return self.top == self.bottom and self.left == self.right


class Array(list[list[Any]]):
    """Rows of values."""


def number(value: Any) -> float:
    """A value where a number is asked for; raises ErrorValue."""
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, (int, float)):
        return value
    if value is None:
        return 0.0
    if isinstance(value, str):
        return _read(value)
    raise ErrorValue


@lru_cache(maxsize=10_000)
def _read(text: str) -> float:
    if re.fullmatch(r"\s*[-+]?(\d[\d,]*\.?\d*|\.\d+)([eE][-+]?\d+)?\s*", text) is None:
        raise ErrorValue
    return float(text.replace(",", ""))


def text(value: Any) -> str:
    """A value where a text is asked for."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return shown(value)
    return "" if value is None else str(value)


def shown(value: float) -> str:
    """A number as it is shown without a format."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return repr(float(f"{value:.15g}"))


def truth(value: Any) -> bool:
    """A value where a condition is asked for."""
    if isinstance(value, str):
        if value.upper() in ("TRUE", "FALSE"):
            return value.upper() == "TRUE"
        raise ErrorValue
    return bool(number(value))


def compared(left: Any, right: Any) -> int:
    """-1, 0 or 1: numbers before texts before truth; texts without case; a blank as what it stands beside."""
    if left is None:
        left = "" if isinstance(right, str) else False if isinstance(right, bool) else 0.0
    if right is None:
        right = "" if isinstance(left, str) else False if isinstance(left, bool) else 0.0
    a, b = _key(left), _key(right)
    return (a > b) - (a < b)


def _key(value: Any) -> tuple[int, Any]:
    if isinstance(value, bool):
        return 2, value
    return (1, value.casefold()) if isinstance(value, str) else (0, value)


@lru_cache(maxsize=20_000)
def wildcards(pattern: str) -> tuple[str, re.Pattern[str] | None]:
    """A text sought by MATCH or COUNTIF: folded as it is if it holds no wildcard, else as a pattern."""
    if not any(sign in pattern for sign in "*?~"):
        return pattern.casefold(), None
    if not re.search(r"(?<!~)[*?]", pattern):
        return re.sub(r"~([*?~])", r"\1", pattern).casefold(), None
    pieces = re.sub(r"~([*?~])|([*?])|([^*?~]+|~)", _piece, pattern.casefold())
    return pattern, re.compile(pieces, re.DOTALL)


def _piece(found: re.Match[str]) -> str:
    if found[1]:
        return re.escape(found[1])
    return {"*": ".*", "?": "."}.get(found[2] or "", re.escape(found[3] or ""))


def criterion(sought: Any) -> Callable[[Any], bool]:
    """What COUNTIF and SUMIF take for a match."""
    if not isinstance(sought, str):
        return lambda value: value is not None and type(value) is not str and compared(value, sought) == 0
    found = re.match(r"(<=|>=|<>|<|>|=)?(.*)", sought, re.DOTALL)
    assert found is not None
    operator, rest = found[1] or "=", found[2]
    try:
        limit = number(rest) if rest else None
    except ErrorValue:
        limit = None
    if limit is not None:
        tests: dict[str, Callable[[float], bool]] = {
            "<": lambda value: value < limit,
            ">": lambda value: value > limit,
            "<=": lambda value: value <= limit,
            ">=": lambda value: value >= limit,
            "=": lambda value: value == limit,
            "<>": lambda value: value != limit,
        }
        test = tests[operator]
        return lambda value: (
            (isinstance(value, (int, float)) and not isinstance(value, bool) and test(value))
            or (operator == "=" and isinstance(value, str) and value == rest)
        )
    exact, pattern = wildcards(rest)
    if pattern is not None:
        return lambda value: isinstance(value, str) and pattern.fullmatch(value.casefold()) is not None
    return lambda value: text(value).casefold() == exact and (value is not None or not exact)
