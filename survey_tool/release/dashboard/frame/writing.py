"""From a canvas to a worksheet: formats, cells, sizes, print set-up. The one place that calls xlsxwriter for cells."""

from __future__ import annotations

import datetime as dt
from typing import Any

from survey_tool.drawing.formulas import FormulaSheet
from survey_tool.drawing.strict import sound
from survey_tool.release.dashboard.contents import WITH_SELECTORS
from survey_tool.release.dashboard.drawing.canvas import Canvas, CellContent, Link, Live
from survey_tool.release.dashboard.drawing.style import DEEP, FONT, SOFT
from survey_tool.release.dashboard.frame.page import Page, letters

_TALL = 0.65  # height to width of what a landscape page holds, with a reserve
_A4, _MARGINS = 9, {"left": 0.4, "right": 0.4, "top": 0.45, "bottom": 0.55}


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def __call__(self, props: dict[str, object]) -> Any:
        key = tuple(sorted(props.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(dict(props))
        return self._made[key]


def write(workbook: Any, formats: Formats, canvas: Canvas) -> Any:
    """Write a canvas as a new worksheet and give it back."""
    worksheet = workbook.add_worksheet(canvas.name, FormulaSheet)
    plain = formats(dict(canvas.base))
    for column, pixels in enumerate((*canvas.widths, *canvas.beyond)):
        worksheet.set_column_pixels(column, column, pixels, plain)
    for row, pixels in sorted(canvas.heights.items()):
        worksheet.set_row_pixels(row, pixels)
    merged = {area[:2]: area for area in canvas.merged}
    for row, column, content, props in canvas.cells():
        if (row, column) in merged:
            sound(worksheet.merge_range(*merged[row, column], "", formats(props)), f"merge {canvas.name}")
        write_cell(worksheet, row, column, content, formats(_told_apart(props, column)))
    for later in canvas.later:
        later(workbook, worksheet)
    return worksheet


def _told_apart(props: dict[str, object], column: int) -> dict[str, object]:
    """The look of a cell, in every other column by a shade that nobody sees where it stands right with an indent.

    LibreOffice forgets the indent of such a cell where the one before differs only in its number format or data bar; where
    the colour of the letters differs too, it looks again.
    """
    colour = str(props.get("font_color", ""))
    if column % 2 or props.get("align") != "right" or not props.get("indent") or not colour:
        return props
    return {**props, "font_color": f"#{int(colour[1:], 16) ^ 1:06X}"}


def write_cell(worksheet: Any, row: int, column: int, content: CellContent, look: Any) -> None:
    """Write what stands in a cell."""
    match content:
        case None | "":
            outcome = worksheet.write_blank(row, column, None, look)
        case Live(formula=formula, value=value):
            outcome = worksheet.write_formula(row, column, formula, look, value)
        case Link(target=target, text=text, tip=tip):
            outcome = worksheet.write_url(row, column, target, look, text, tip or None)
        case str():
            outcome = worksheet.write_string(row, column, content, look)
        case dt.date():
            outcome = worksheet.write_datetime(row, column, dt.datetime.combine(content, dt.time()), look)
        case _:
            outcome = worksheet.write_number(row, column, content, look)
    sound(outcome, f"{worksheet.name}, row {row + 1}, column {column + 1}")


def for_people(worksheet: Any, page: Page, footer: str) -> None:
    """What every sheet for people has: no gridlines, A4 landscape one page wide, repeated rows, footer."""
    canvas = page.canvas
    worksheet.hide_gridlines(2)
    worksheet.hide_row_col_headers()
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(**_MARGINS)
    worksheet.center_horizontally()
    last = canvas.last_row if canvas.printed_to is None else canvas.printed_to
    worksheet.print_area(0, 0, last, len(canvas.widths) - 1)
    worksheet.repeat_rows(*canvas.repeat)
    worksheet.set_footer(f'&L&"{FONT},Regular"&8{footer}&R&"{FONT},Regular"&8&A　&P / &N')
    worksheet.set_h_pagebreaks(canvas.breaks(round(sum(canvas.widths) * _TALL)))
    worksheet.freeze_panes(canvas.freeze, canvas.freeze_columns)
    # Years in words and formulas that differ from their neighbours' are meant so: no green corners.
    everything = f"A1:{letters(len(canvas.widths) + len(canvas.beyond))}{canvas.last_row + 1}"
    worksheet.ignore_errors(dict.fromkeys(("number_stored_as_text", "formula_differs", "formula_range"), everything))
    chosen = page.key in WITH_SELECTORS
    worksheet.set_tab_color(DEEP if chosen else SOFT)
    if chosen:
        # Against slips only: there is no password, and widths stay free.
        worksheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})
