"""What stands in the cells, areas and names that a formula refers to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.calculation.elementwise import spread
from survey_tool.drawing.calculation.functions import calculated
from survey_tool.drawing.calculation.grammar import LAST_COLUMN, LAST_ROW, FormulaMistake, Tree, parsed
from survey_tool.drawing.calculation.values import Area, Array, ErrorValue, number

Place = tuple[str, int, int, bool]
"""Sheet, row and column of the cell whose formula is worked out, and whether in a name: there references move with the cell."""


class References(ABC):
    """The values of one workbook, each worked out when it is first asked for.

    Which functions there are, a subclass knows.
    """

    def __init__(self, workbook: Workbook) -> None:
        self._sheets: dict[str, Worksheet] = {sheet.name: sheet for sheet in workbook.worksheets()}
        self._texts = list(workbook.str_table.string_table)
        self._names = {each[0]: parsed(each[2]) for each in workbook.defined_names if not each[0].startswith("_xlnm")}
        self._values: dict[tuple[str, int, int], Any] = {}
        self._lists: dict[Area, Array] = {}

    def stored(self, sheet: str, row: int, column: int) -> Any:
        """What a file keeps as the value of a formula."""
        try:
            value = self._cell(sheet, row, column)
        except ErrorValue as fault:
            return fault.text
        if value is None:
            return 0
        if isinstance(value, float) and value.is_integer():
            return int(value)
        return value

    def _cell(self, sheet: str, row: int, column: int) -> Any:
        place = sheet, row, column
        if place not in self._values:
            self._values[place] = self._worked_out(place)
        value = self._values[place]
        if isinstance(value, ErrorValue):
            raise value
        return value

    def _worked_out(self, place: tuple[str, int, int]) -> Any:
        sheet, row, column = place
        cell = self._sheets[sheet].table.get(row, {}).get(column)
        match type(cell).__name__:
            case "Formula" | "ArrayFormula":
                try:
                    value = self._single(parsed(cell.formula), (*place, False))
                except ErrorValue as fault:
                    return fault
                return value[0][0] if isinstance(value, Array) else value
            case "String":
                return self._texts[cell.string]
            case "Number" | "Datetime":
                return float(cell.number)
            case "Boolean":
                return bool(cell.boolean)
        return None

    # References.

    def _listed(self, area: Area) -> Array:
        """The values of an area; of whole columns and rows up to where their sheet ends."""
        if area not in self._lists:
            sheet = self._sheets[area.sheet]
            bottom = (sheet.dim_rowmax or 0) if area.bottom == LAST_ROW else area.bottom
            right = (sheet.dim_colmax or 0) if area.right == LAST_COLUMN else area.right
            rows = range(area.top, max(bottom, area.top) + 1)
            columns = range(area.left, max(right, area.left) + 1)
            self._lists[area] = Array([[self._or_fault(area.sheet, row, each) for each in columns] for row in rows])
        return self._lists[area]

    def _or_fault(self, sheet: str, row: int, column: int) -> Any:
        try:
            return self._cell(sheet, row, column)
        except ErrorValue as fault:
            return fault

    def _reference(self, tree: Tree, at: Place) -> Any:
        """What stands there, a reference as a reference."""
        kind = tree[0]
        if kind == "value":
            return tree[1]
        if kind == "area":
            return self._area(tree, at)
        if kind == "name":
            if tree[1] not in self._names:
                raise FormulaMistake(f"no name {tree[1]}")
            return self._reference(self._names[tree[1]], (at[0], at[1], at[2], True))
        if kind == "function":
            return self._function(tree, at)
        if kind == "range":
            a, b = self._reference(tree[1], at), self._reference(tree[2], at)
            return Area(a.sheet, min(a.top, b.top), min(a.left, b.left), max(a.bottom, b.bottom), max(a.right, b.right))
        if kind == "operation":
            left, right = self._single(tree[2], at), self._single(tree[3], at)
            return spread(lambda a, b: calculated(tree[1], a, b), left, right)
        if kind == "negative":
            return spread(lambda value: -number(value), self._single(tree[1], at))
        if kind == "array":
            return Array([[self._single(each, at) for each in row] for row in tree[1]])
        raise ErrorValue(tree[1])

    @staticmethod
    def _area(tree: Tree, at: Place) -> Area:
        _, sheet, (top, top_fixed, left, left_fixed), (bottom, bottom_fixed, right, right_fixed) = tree
        if at[3]:
            top, bottom = top + at[1] * (not top_fixed), bottom + at[1] * (not bottom_fixed)
            left, right = left + at[2] * (not left_fixed), right + at[2] * (not right_fixed)
        return Area(sheet or at[0], min(top, bottom), min(left, right), max(top, bottom), max(left, right))

    def _single(self, tree: Tree, at: Place) -> Any:
        """What stands there as a value, or as a list where it is an area."""
        return self._value(self._reference(tree, at))

    def _value(self, found: Any) -> Any:
        if isinstance(found, Area):
            return self._cell(found.sheet, found.top, found.left) if found.is_cell else self._listed(found)
        return found

    @abstractmethod
    def _function(self, tree: Tree, at: Place) -> Any:
        """What a function comes to; a reference where it gives one. Raises `FormulaMistake` where there is none of its name."""
