"""Functions of single values, worked out for each value where they are given lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from survey_tool.drawing.calculation.values import Array, ErrorValue


def kept(value: Any) -> Any:
    """The value; raises it if it is an error."""
    if isinstance(value, ErrorValue):
        raise value
    return value


def spread(function: Callable[..., Any], *arguments: Any, watched: int | None = None) -> Any:
    """What the function gives, a list where one of the arguments is a list.

    An error among the first `watched` arguments (all unless told) is the result; the function is given the others as they are.
    """
    first = len(arguments) if watched is None else watched
    lists = [at for at, argument in enumerate(arguments) if isinstance(argument, Array)]
    if not lists:
        list(map(kept, arguments[:first]))
        return function(*arguments)
    if len(lists) == 1 and watched != 1:
        return _of_one_list(function, arguments, lists[0], first)
    rows = max(len(arguments[at]) for at in lists)
    columns = max(len(arguments[at][0]) for at in lists)

    def at(row: int, column: int) -> Any:
        return _worked_out(function, [_item(argument, row, column) for argument in arguments], first)

    return Array([[at(row, column) for column in range(columns)] for row in range(rows)])


def _item(argument: Any, row: int, column: int) -> Any:
    """What an argument has for a place of the result: a single row or column stands for all."""
    if not isinstance(argument, Array):
        return argument
    line = argument[0] if len(argument) == 1 else argument[row] if row < len(argument) else []
    if len(line) == 1:
        return line[0]
    return line[column] if column < len(line) else ErrorValue("#N/A")


def _worked_out(function: Callable[..., Any], given: Sequence[Any], watched: int) -> Any:
    fault = next((value for value in given[:watched] if isinstance(value, ErrorValue)), None)
    if fault is not None:
        return fault
    try:
        return function(*given)
    except ErrorValue as raised:
        return raised


def _of_one_list(function: Callable[..., Any], arguments: tuple[Any, ...], at: int, watched: int) -> Array:
    """Where one argument alone is a list its values repeat each other, marks and blanks above all."""
    before, behind = arguments[:at], arguments[at + 1 :]
    list(map(kept, (*before, *behind)[: max(watched - 1, 0)]))
    known: dict[tuple[type, Any], Any] = {}

    def one(value: Any) -> Any:
        key = value.__class__, value
        if key not in known:
            known[key] = _worked_out(function, (*before, value, *behind), watched)
        return known[key]

    return Array([[one(value) for value in row] for row in arguments[at]])
