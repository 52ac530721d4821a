"""Who reads the sheet of participants on paper, as those who sign off do, sees the marks."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from survey_tool.form.contract.marker import SHEETS
from survey_tool.form.workbook import draw
from tests.forms import case_of, filled, the_survey

LEAST = 9  # points
WIDTH, HEIGHT = 595, 842  # points, of A4 upright


def points_of_columns(sheet: Worksheet, first: int, last: int) -> float:
    widths = {
        each: dimension.width
        for dimension in sheet.column_dimensions.values()
        for each in range(dimension.min or 0, (dimension.max or 0) + 1)
    }
    return sum(widths[column] * 7 + 5 for column in range(first, last + 1)) * 0.75


def scale_of(sheet: Worksheet) -> float:
    """How small the program that prints makes a sheet, to bring it on its pages."""
    left, top, right, bottom = filter(None, range_boundaries(sheet.print_area.partition("!")[2].replace("$", "")))
    margins, setup = sheet.page_margins, sheet.page_setup
    repeated = points_of_columns(sheet, 1, 5) if sheet.print_title_cols else 0
    across = setup.fitToWidth or 1
    wide = points_of_columns(sheet, left, right) + repeated * (across - 1)
    scales = [1.0, (WIDTH - 72 * (margins.left + margins.right)) * across / wide]
    if setup.fitToHeight is None or setup.fitToHeight:
        tall = sum(sheet.row_dimensions[row].height or 15 for row in range(top, bottom + 1))
        scales.append((HEIGHT - 72 * (margins.top + margins.bottom)) / tall)
    return min(scales)


@pytest.mark.slow
@pytest.mark.parametrize(("code", "cases"), [("13", 3), ("13", 12), ("01", 3), ("18", 3), ("23", 9)])
def test_marks_of_participants_are_large_enough_on_paper(code: str, cases: int) -> None:
    """Before, ○ of Tokyo was printed at 6 points, and of a prefecture with twelve cases at 3."""
    paper = filled(code)
    for number in range(4, cases + 1):
        paper.type("cases", "name", f"事例{number}", case_of(code, number))
    sheet = openpyxl.load_workbook(BytesIO(draw(the_survey(), paper.form())))[SHEETS["participants"]["ja"]]
    last = get_column_letter(5 + max(cases, 4))
    assert sheet.print_area.startswith(f"'{sheet.title}'!$A$1:${last}$")
    assert sheet["F5"].font.size * scale_of(sheet) >= LEAST
