"""Dropdowns: what a selector offers, behind a defined name, so that no list stands in the sheet itself."""

from __future__ import annotations

from typing import Any

from survey_tool.drawing.strict import sound
from survey_tool.release.dashboard.drawing.canvas import Canvas

DEPENDENT = {
    "offered_cases": "=OFFSET(_offered!$A$2,chosen_case_first-1,0,chosen_case_count,1)",
    "offered_municipalities": "=OFFSET(_municipalities!$B$2,chosen_home_first-1,0,chosen_home_count,1)",
}
"""Lists that depend on another selector: parts of sorted columns. Only dropdowns use these names, so nothing is volatile."""


def define_lists(workbook: Any) -> None:
    """Give the dependent lists their names."""
    for name, reference in DEPENDENT.items():
        workbook.define_name(name, reference)


def add_dropdown(
    canvas: Canvas, area: tuple[int, int, int], source: str, prompt: str, *, anything: bool = False, first: bool = False
) -> None:
    """A dropdown (row, first and last column) with the list of a defined name, and a line that says to use it.

    Without a `source` there is nothing to choose from yet, and no arrow: a list of nothing would let any text in.
    `anything` else may be typed too, where it is understood besides. The `first` of a sheet is selected on opening, so that its
    arrow shows.
    """
    row, left, right = area

    def _add(_: Any, worksheet: Any) -> None:
        options = {"validate": "list", "source": f"={source}", "show_error": not anything, "input_message": prompt}
        if source:
            sound(worksheet.data_validation(row, left, row, left, options), f"{canvas.name}: {source}")
        if first:
            worksheet.set_selection(row, left, row, right)

    canvas.overlay(_add)
