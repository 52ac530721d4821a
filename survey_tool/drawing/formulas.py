"""A worksheet on which formulas that every Excel knows are taken as they are."""

from __future__ import annotations

import re
from functools import cache

from xlsxwriter.worksheet import Worksheet

_FUNCTION = re.compile(r"[A-Z][A-Z0-9.]*(?=\()")


class FormulaSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """For `Workbook.add_worksheet(name, FormulaSheet)`.

    xlsxwriter searches every formula for dozens of functions that are newer than the file format, one after the other. Ours use none
    of them, which the names of their functions tell at once.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        to_its_end = expand_future_functions or self.use_future_functions
        if any(_is_newer(function, to_its_end) for function in set(_FUNCTION.findall(formula))):
            prepared: str = super()._prepare_formula(formula, expand_future_functions)
            return prepared
        return formula.removeprefix("{").removeprefix("=").removesuffix("}")


@cache
def _is_newer(function: str, to_its_end: bool) -> bool:
    call = f"{function}("
    return bool(_BLANK._prepare_formula(call, to_its_end) != call)


_BLANK = Worksheet()
