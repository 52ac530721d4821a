"""A worksheet on which each text of a formula is prepared once, however often it stands there and in however many forms."""

from __future__ import annotations

from functools import lru_cache

from xlsxwriter.worksheet import Worksheet

_REMEMBERED = 50_000


class FormulaSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """For `Workbook.add_worksheet(name, FormulaSheet)`.

    xlsxwriter searches every formula for thirty functions that are newer than the file format. The checks of a form are the
    same formulas in every row and every form, so that this search was most of the time that drawing took.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return _prepared(formula, self.use_future_functions or expand_future_functions)


@lru_cache(maxsize=_REMEMBERED)
def _prepared(formula: str, future_functions: bool) -> str:
    prepared: str = Worksheet._prepare_formula(_BLANK, formula, future_functions)
    return prepared


_BLANK = Worksheet()
