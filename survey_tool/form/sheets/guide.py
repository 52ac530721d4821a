"""Draws the guide sheet."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.heights import points
from survey_tool.drawing.paper import on_a4
from survey_tool.drawing.styles import Styles
from survey_tool.form.contract.marker import SHEETS
from survey_tool.form.printed.guide import FIRST, FIRST_OF_A_CORRECTION, PARTS, TITLE, facts
from survey_tool.wording.words import Language, Words

_TEXT = 96  # width of the column in characters


def draw_guide(
    sheet: Worksheet, fills: Mapping[str, str | Words], edition: Language, styles: Styles, *, correction: bool
) -> None:
    """Draws the sheet with the `guide_fills` of a form; `correction`: of a copy that comes back to be corrected."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 2, _TEXT)
    sheet.set_row(1, 34)
    sheet.write_string(1, 1, TITLE.fill(**fills)[edition], styles["title"])
    sheet.write_string(2, 1, (FIRST_OF_A_CORRECTION if correction else FIRST)[edition], styles["lead"])
    row = 4
    for label, value in facts(correction=correction):
        sheet.set_row(row, 24)
        sheet.write_string(row, 1, label[edition], styles["header_left"])
        sheet.write_string(row, 2, value.fill(**fills)[edition], styles["guide"])
        row += 1
    row += 1
    for heading, text in PARTS:
        written = text.fill(**fills)[edition]
        sheet.set_row(row, points((written, _TEXT)))
        sheet.write_string(row, 1, heading[edition], styles["header_left"])
        sheet.write_string(row, 2, written, styles["guide"])
        row += 1
    row += 1
    for topic in ("respondent", "cases", "participants", "check"):
        name = SHEETS[topic][edition]
        sheet.write_url(row, 1, f"internal:'{name}'!A1", styles["link"], name)
        row += 1
    sheet.set_landscape()
    on_a4(sheet)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, row, 2)
