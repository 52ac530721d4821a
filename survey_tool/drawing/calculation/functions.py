"""The functions that our workbooks use, on values: one for one where they take single values, on lists where they take areas."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from survey_tool.drawing.calculation.values import ErrorValue, compared, number, shown, text

_DAY_ZERO = dt.date(1899, 12, 30)


def _find(sought: Any, within: Any, start: Any = 1.0) -> float:
    at = text(within).find(text(sought), int(number(start)) - 1)
    if at < 0:
        raise ErrorValue
    return at + 1.0


def _search(sought: Any, within: Any, start: Any = 1.0) -> float:
    return _find(text(sought).casefold(), text(within).casefold(), start)


def _mid(value: Any, start: Any, count: Any) -> str:
    first, many = int(number(start)), int(number(count))
    if first < 1 or many < 0:
        raise ErrorValue
    return text(value)[first - 1 : first - 1 + many]


def _left(value: Any, count: Any = 1.0) -> str:
    many = int(number(count))
    if many < 0:
        raise ErrorValue
    return text(value)[:many]


def _right(value: Any, count: Any = 1.0) -> str:
    many = int(number(count))
    return text(value)[-many:] if many else ""


def _substitute(value: Any, old: Any, new: Any, which: Any = None) -> str:
    """`which`: only the one of that number is replaced."""
    if not text(old):
        return text(value)
    if which is None:
        return text(value).replace(text(old), text(new))
    parts, at = text(value).split(text(old)), int(number(which))
    if at < 1:
        raise ErrorValue
    return text(new).join((text(old).join(parts[:at]), text(old).join(parts[at:]))) if at < len(parts) else text(value)


def _clean(value: Any) -> str:
    return "".join(sign for sign in text(value) if ord(sign) >= 32)


def _trim(value: Any) -> str:
    return re.sub(" +", " ", text(value)).strip(" ")


def _format(value: Any, pattern: Any) -> str:
    if isinstance(value, str):
        try:
            value = number(value)
        except ErrorValue:
            return str(value)
    figure, form = number(value), text(pattern)
    if form == "#,##0":
        return f"{_rounded(figure):,}"
    if re.fullmatch("0+", form):
        return f"{_rounded(figure):0{len(form)}}"
    day = _day(figure)
    return form.replace("yyyy", f"{day.year:04}").replace("mm", f"{day.month:02}").replace("dd", f"{day.day:02}")


def _rounded(value: float) -> int:
    return math.floor(abs(value) + 0.5) * (1 if value >= 0 else -1)


def _day(serial: Any) -> dt.date:
    days = int(number(serial))
    if not 0 <= days <= 2_958_465:
        raise ErrorValue("#NUM!")
    return _DAY_ZERO + dt.timedelta(days=days)


def _date(year: Any, month: Any, day: Any) -> float:
    y, m, d = (int(number(each)) for each in (year, month, day))
    y += 1900 if 0 <= y < 1900 else 0
    y, m = y + (m - 1) // 12, (m - 1) % 12 + 1
    if not 1900 <= y <= 9999:
        raise ErrorValue("#NUM!")
    serial = (dt.date(y, m, 1) - _DAY_ZERO).days + d - 1
    if serial < 0:
        raise ErrorValue("#NUM!")
    return float(serial)


def _mod(value: Any, divisor: Any) -> float:
    a, b = number(value), number(divisor)
    if b == 0:
        raise ErrorValue("#DIV/0!")
    return a - b * math.floor(a / b)


def _address(row: Any, column: Any, kind: Any = 1.0) -> str:
    fixed = int(number(kind)) == 1
    return str(xl_rowcol_to_cell(int(number(row)) - 1, int(number(column)) - 1, row_abs=fixed, col_abs=fixed))


def _unicode(value: Any) -> float:
    if not text(value):
        raise ErrorValue
    return float(ord(text(value)[0]))


ELEMENTWISE: dict[str, Callable[..., Any]] = {
    "ABS": lambda value: abs(number(value)),
    "ADDRESS": _address,
    "CHAR": lambda value: chr(int(number(value))),
    "CLEAN": _clean,
    "DATE": _date,
    "DAY": lambda value: float(_day(value).day),
    "EXACT": lambda a, b: text(a) == text(b),
    "FIND": _find,
    "HYPERLINK": lambda _, shown_as: shown_as,
    "INT": lambda value: float(math.floor(number(value))),
    "ISNUMBER": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "ISTEXT": lambda value: isinstance(value, str),
    "LEFT": _left,
    "LEN": lambda value: float(len(text(value))),
    "LOWER": lambda value: text(value).lower(),
    "MID": _mid,
    "MOD": _mod,
    "MONTH": lambda value: float(_day(value).month),
    "REPT": lambda value, times: text(value) * int(number(times)),
    "RIGHT": _right,
    "SEARCH": _search,
    "SUBSTITUTE": _substitute,
    "TEXT": _format,
    "TRIM": _trim,
    "UNICODE": _unicode,
    "UPPER": lambda value: text(value).upper(),
    "YEAR": lambda value: float(_day(value).year),
}
"""Functions of single values; given lists, they are worked out for each."""
TAKE_ERRORS = {"ISNUMBER", "ISTEXT"}


def numbers(values: Iterable[Any]) -> list[float]:
    """The numbers among values, as SUM, COUNT and SMALL see them; an error is raised."""
    found = []
    for value in values:
        if isinstance(value, ErrorValue):
            raise value
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            found.append(value)
    return found


def calculated(operator: str, left: Any, right: Any) -> Any:
    """One operation on two single values."""
    if operator == "&":
        return text(left) + text(right)
    if operator in _ARITHMETIC:
        return _ARITHMETIC[operator](number(left), number(right))
    order = compared(left, right)
    return {"=": order == 0, "<>": order != 0, "<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0}[
        operator
    ]


def _divided(a: float, b: float) -> float:
    if b == 0:
        raise ErrorValue("#DIV/0!")
    return a / b


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": _divided,
    "^": lambda a, b: a**b,
}
__all__ = ["ELEMENTWISE", "TAKE_ERRORS", "calculated", "numbers", "shown"]
