"""Works out every formula of a workbook that is still being drawn, and writes what it comes to beside it.

Programs that open a file without calculating (protected view, previews) show these values and colour by them. They are worked out
from the formulas themselves, so that nothing knows a second time what a formula says.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from xlsxwriter.workbook import Workbook

from survey_tool.drawing.calculation.elementwise import kept, spread
from survey_tool.drawing.calculation.functions import ELEMENTWISE, TAKE_ERRORS, numbers
from survey_tool.drawing.calculation.grammar import FormulaMistake, Tree
from survey_tool.drawing.calculation.references import Place, References
from survey_tool.drawing.calculation.values import (
    Area,
    Array,
    ErrorValue,
    compared,
    criterion,
    number,
    truth,
    wildcards,
)

_LONGEST_SOUGHT = 255
_DEEPEST = 20_000


def calculate(workbook: Workbook) -> None:
    """Gives every formula of the workbook its value. Raises FormulaMistake where it knows a formula not."""
    with _deep():
        calculation = Calculation(workbook)
        for sheet in workbook.worksheets():
            for row, cells in sheet.table.items():
                for column, cell in cells.items():
                    if type(cell).__name__ in ("Formula", "ArrayFormula"):
                        cells[column] = cell._replace(value=calculation.stored(sheet.name, row, column))


@contextmanager
def _deep() -> Iterator[None]:
    """Formulas look at formulas, hundreds in a line."""
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(max(usual, _DEEPEST))
    try:
        yield
    finally:
        sys.setrecursionlimit(usual)


class Calculation(References):
    """The values of one workbook: what stands in its cells, and the functions that look at references."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook)
        self._sorted: dict[Area, list[float]] = {}
        self._places: dict[Area, dict[Any, int]] = {}

    def _function(self, tree: Tree, at: Place) -> Any:
        name, arguments = tree[1], tree[2:]
        if name in _OF_REFERENCES:
            return _OF_REFERENCES[name](self, at, *arguments)
        if name not in ELEMENTWISE:
            raise FormulaMistake(f"no function {name}")
        if name in TAKE_ERRORS:
            return spread(ELEMENTWISE[name], self._caught(arguments[0], at), watched=0)
        return spread(ELEMENTWISE[name], *(self._single(each, at) for each in arguments))

    def _caught(self, tree: Tree, at: Place) -> Any:
        try:
            return self._single(tree, at)
        except ErrorValue as fault:
            return fault

    def _flat(self, arguments: tuple[Tree, ...], at: Place) -> Iterator[Any]:
        for each in arguments:
            found = self._single(each, at)
            if isinstance(found, Array):
                yield from (value for row in found for value in row)
            else:
                yield found

    def _if(self, at: Place, condition: Tree, then: Tree, otherwise: Tree | None = None) -> Any:
        holds = self._single(condition, at)
        if not isinstance(holds, Array):
            chosen = then if truth(holds) else otherwise
            return False if chosen is None else self._reference(chosen, at)
        yes, no = self._single(then, at), False if otherwise is None else self._single(otherwise, at)
        return spread(lambda held, a, b: a if truth(held) else b, holds, yes, no, watched=1)

    def _iferror(self, at: Place, tree: Tree, otherwise: Tree) -> Any:
        found = self._caught(tree, at)
        if isinstance(found, ErrorValue):
            return self._reference(otherwise, at)
        if isinstance(found, Array):
            instead = self._single(otherwise, at)
            return spread(lambda value: instead if isinstance(value, ErrorValue) else value, found, watched=0)
        return found

    def _iserror(self, at: Place, tree: Tree) -> Any:
        return spread(lambda value: isinstance(value, ErrorValue), self._caught(tree, at), watched=0)

    def _and(self, at: Place, *arguments: Tree) -> bool:
        found = [truth(each) for each in self._conditions(arguments, at)]  # all, because an error in one is an error
        return all(found)

    def _or(self, at: Place, *arguments: Tree) -> bool:
        found = [truth(each) for each in self._conditions(arguments, at)]
        return any(found)

    def _conditions(self, arguments: tuple[Tree, ...], at: Place) -> Iterator[Any]:
        """The single values, and of lists those that are neither blank nor texts."""
        for argument in arguments:
            found = self._single(argument, at)
            if isinstance(found, Array):
                values = (kept(value) for row in found for value in row)
                yield from (value for value in values if value is not None and not isinstance(value, str))
            else:
                yield found

    def _not(self, at: Place, tree: Tree) -> Any:
        return spread(lambda value: not truth(value), self._single(tree, at))

    def _na(self, _: Place) -> Any:
        raise ErrorValue("#N/A")

    def _choose(self, at: Place, which: Tree, *choices: Tree) -> Any:
        index = int(number(self._single(which, at)))
        if not 1 <= index <= len(choices):
            raise ErrorValue
        return self._reference(choices[index - 1], at)

    def _row(self, at: Place, tree: Tree) -> Any:
        area = self._reference(tree, at)
        rows = [[row + 1.0] for row in range(area.top, min(area.bottom, area.top + 5_000) + 1)]
        return rows[0][0] if area.top == area.bottom else Array(rows)

    def _column(self, at: Place, tree: Tree) -> Any:
        area = self._reference(tree, at)
        return (
            area.left + 1.0 if area.left == area.right else Array([[c + 1.0 for c in range(area.left, area.right + 1)]])
        )

    def _rows(self, at: Place, tree: Tree) -> float:
        area = self._reference(tree, at)
        return float(area.bottom - area.top + 1)

    def _columns(self, at: Place, tree: Tree) -> float:
        area = self._reference(tree, at)
        return float(area.right - area.left + 1)

    def _index(self, at: Place, tree: Tree, row: Tree, column: Tree | None = None) -> Any:
        found = self._reference(tree, at)
        r, c = int(number(self._single(row, at))), 0 if column is None else int(number(self._single(column, at)))
        if isinstance(found, Area):
            return _part(found, 1, r) if column is None and found.top == found.bottom else _part(found, r, c)
        listed = found if isinstance(found, Array) else Array([[found]])
        return _item(listed, 1, r) if column is None and len(listed) == 1 else _item(listed, r, c)

    def _match(self, at: Place, sought: Tree, tree: Tree, _: Tree) -> Any:
        within = self._reference(tree, at)
        return spread(lambda value: self._place(value, within), self._single(sought, at))

    def _place(self, sought: Any, within: Any) -> float:
        """Where a value stands in a list, from 1."""
        if isinstance(sought, str) and len(sought) > _LONGEST_SOUGHT:
            raise ErrorValue
        pattern = None
        if isinstance(sought, str):
            sought, pattern = wildcards(sought)
        if pattern is None and isinstance(within, Area):
            found = self._places_in(within).get((type(sought) is str, sought))
        else:
            values = _line(self._value(within))
            fits = (at for at, value in enumerate(values, start=1) if _fits(value, sought, pattern))
            found = next(fits, None)
        if found is None:
            raise ErrorValue("#N/A")
        return float(found)

    def _places_in(self, area: Area) -> dict[Any, int]:
        if area not in self._places:
            places: dict[Any, int] = {}
            for at, value in enumerate(_line(self._listed(area)), start=1):
                if isinstance(value, str):
                    places.setdefault((True, value.casefold()), at)
                elif value is not None and not isinstance(value, ErrorValue):
                    places.setdefault((False, value), at)
            self._places[area] = places
        return self._places[area]

    def _countif(self, at: Place, tree: Tree, sought: Tree) -> Any:
        values = [value for row in self._as_list(tree, at) for value in row]
        return spread(lambda each: float(sum(map(criterion(each), values))), self._single(sought, at))

    def _sumif(self, at: Place, tree: Tree, sought: Tree, summed: Tree) -> Any:
        pairs = list(zip(_line(self._as_list(tree, at)), _line(self._as_list(summed, at)), strict=False))

        def total(each: Any) -> float:
            fits = criterion(each)
            return sum(numbers(value for key, value in pairs if fits(key)))

        return spread(total, self._single(sought, at))

    def _as_list(self, tree: Tree, at: Place) -> Array:
        found = self._reference(tree, at)
        if isinstance(found, Area):
            return self._listed(found)
        return found if isinstance(found, Array) else Array([[found]])

    def _sumproduct(self, at: Place, *arguments: Tree) -> float:
        if len(arguments) == 1:
            return float(sum(numbers(self._flat(arguments, at))))
        # Of several only numbers count: a text or a blank makes nothing of its place.
        factors = zip(*(self._flat((each,), at) for each in arguments), strict=True)
        return float(sum(math.prod(found) for each in factors if len(found := numbers(each)) == len(each)))

    def _sum(self, at: Place, *arguments: Tree) -> float:
        return float(sum(numbers(self._flat(arguments, at))))

    def _max(self, at: Place, *arguments: Tree) -> float:
        return float(max(numbers(self._flat(arguments, at)), default=0))

    def _min(self, at: Place, *arguments: Tree) -> float:
        return float(min(numbers(self._flat(arguments, at)), default=0))

    def _count(self, at: Place, *arguments: Tree) -> float:
        return float(sum(len(self._numbers_in(each, at)) for each in arguments))

    def _counta(self, at: Place, tree: Tree) -> float:
        return float(sum(value is not None for row in self._as_list(tree, at) for value in row))

    def _small(self, at: Place, tree: Tree, k: Tree) -> float:
        found, position = self._numbers_in(tree, at), int(number(self._single(k, at)))
        if not 1 <= position <= len(found):
            raise ErrorValue("#NUM!")
        return found[position - 1]

    def _numbers_in(self, tree: Tree, at: Place) -> list[float]:
        """The numbers of an area in order."""
        area = self._reference(tree, at)
        if not isinstance(area, Area):
            listed = area if isinstance(area, Array) else Array([[area]])
            return sorted(numbers(value for row in listed for value in row if not isinstance(value, ErrorValue)))
        if area not in self._sorted:
            listed = self._listed(area)
            self._sorted[area] = sorted(numbers(v for row in listed for v in row if not isinstance(v, ErrorValue)))
        return self._sorted[area]


def _part(area: Area, row: int, column: int) -> Area:
    """A cell of an area, or a whole row or column of it where the other is 0."""
    if not 0 <= row <= area.bottom - area.top + 1 or not 0 <= column <= area.right - area.left + 1:
        raise ErrorValue("#REF!")
    top, bottom = (area.top + row - 1,) * 2 if row else (area.top, area.bottom)
    left, right = (area.left + column - 1,) * 2 if column else (area.left, area.right)
    return Area(area.sheet, top, left, bottom, right)


def _item(listed: Array, row: int, column: int) -> Any:
    if not 1 <= row <= len(listed) or not 0 <= column <= len(listed[0]):
        raise ErrorValue("#REF!")
    return kept(listed[row - 1][max(column, 1) - 1])


def _line(values: Any) -> list[Any]:
    """A column or a row as one list."""
    if not isinstance(values, Array):
        return [values]
    return values[0] if len(values) == 1 else [row[0] for row in values]


def _fits(value: Any, sought: Any, pattern: Any) -> bool:
    if isinstance(value, ErrorValue) or value is None:
        return False
    if pattern is not None:
        return isinstance(value, str) and pattern.fullmatch(value.casefold()) is not None
    return isinstance(value, str) == isinstance(sought, str) and compared(value, sought) == 0


_OF_REFERENCES: dict[str, Callable[..., Any]] = {
    "AND": Calculation._and,
    "CHOOSE": Calculation._choose,
    "COLUMN": Calculation._column,
    "COLUMNS": Calculation._columns,
    "COUNT": Calculation._count,
    "COUNTA": Calculation._counta,
    "COUNTIF": Calculation._countif,
    "IF": Calculation._if,
    "IFERROR": Calculation._iferror,
    "INDEX": Calculation._index,
    "ISERROR": Calculation._iserror,
    "MATCH": Calculation._match,
    "MAX": Calculation._max,
    "MIN": Calculation._min,
    "NA": Calculation._na,
    "NOT": Calculation._not,
    "OR": Calculation._or,
    "ROW": Calculation._row,
    "ROWS": Calculation._rows,
    "SMALL": Calculation._small,
    "SUM": Calculation._sum,
    "SUMIF": Calculation._sumif,
    "SUMPRODUCT": Calculation._sumproduct,
}
"""Functions that look at references, or not at all of their arguments: calculation, place and the arguments as trees."""
