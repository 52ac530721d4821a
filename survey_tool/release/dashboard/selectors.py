"""Dropdowns: what a selector offers, behind a defined name, so that no list stands in the sheet itself."""

from __future__ import annotations

from typing import Any

from survey_tool.release.dashboard.canvas import Canvas
from survey_tool.release.dashboard.writing import sound

DEPENDENT = {
    "offered_cases": "=OFFSET(_cases!$A$2,chosen_case_first-1,0,chosen_case_count,1)",
    "offered_municipalities": "=OFFSET(_municipalities!$B$2,chosen_home_first-1,0,chosen_home_count,1)",
}
"""Lists that depend on another selector: parts of sorted columns. Only dropdowns use these names, so nothing is volatile."""


def define_lists(workbook: Any) -> None:
    """Give the dependent lists their names."""
    for name, reference in DEPENDENT.items():
        workbook.define_name(name, reference)


def offer(canvas: Canvas, row: int, column: int, source: str, *, anything: bool = False) -> None:
    """A dropdown with the list of a defined name. `anything` else may be typed too, where it is understood besides."""

    def _offer(_: Any, worksheet: Any) -> None:
        options = {"validate": "list", "source": f"={source}", "show_error": not anything}
        sound(worksheet.data_validation(row, column, row, column, options), f"{canvas.name}: {source}")

    canvas.overlay(_offer)
