"""The plain data sheets, by MIC's rules for machine-readable tables.

One table a sheet from A1, one header row, one datum a cell, numbers as numbers, codes as text, no merged cells, no
formulas, no objects, no blanks as layout. They hold what the CSV files hold; units and meanings stand in the definitions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from survey_tool.drawing.heights import lines
from survey_tool.drawing.paper import on_a4
from survey_tool.drawing.strict import sound
from survey_tool.questionnaire.asked.case import BENEFITS
from survey_tool.questionnaire.described.columns import TableCell
from survey_tool.release.dashboard.drawing.style import FONT
from survey_tool.release.dashboard.frame.page import letters
from survey_tool.release.dashboard.frame.writing import Formats
from survey_tool.release.dashboard.hidden.sheet import span
from survey_tool.release.tables.all_tables import Tables
from survey_tool.release.tables.table import Table, TableRow
from survey_tool.wording.widths import width

NAMED = {
    "cases": ("case_id", "domain", "status", "contract_form", *BENEFITS),
    "participation": (),
    "municipalities": (),
}
"""The sheets, and the columns that formulas name (`cases_status`)."""

_SIZE, _LINE, _ROW, _HIGHEST = 9, 12, 15, 400  # points: type, a line of it, a row as it comes and at most
_PLAIN = {"font_name": FONT, "font_size": _SIZE, "valign": "top"}
_NARROWEST, _WIDEST = 12, 80  # characters; texts are wrapped beyond
_PAGE_WIDTH, _SMALLEST = 98, 0.5  # characters on the narrow side of the paper, and how much smaller print may be


def write_data_sheets(workbook: Any, formats: Formats, tables: Tables) -> None:
    """The three sheets."""
    for name, columns in NAMED.items():
        table: Table = getattr(tables, name)
        _write(workbook, formats, name, table)
        for column in columns:
            workbook.define_name(f"{name}_{column}", span(name, table.names.index(column), len(table.rows)))


def _write(workbook: Any, formats: Formats, name: str, table: Table) -> None:
    worksheet = workbook.add_worksheet(name)
    head = formats({**_PLAIN, "bold": True})
    looks: dict[type, Any] = {
        dt.date: formats({**_PLAIN, "num_format": "yyyy-mm-dd"}),
        str: formats({**_PLAIN, "text_wrap": True}),
    }
    plain = formats(_PLAIN)
    names = table.names
    worksheet.write_row(0, 0, names, head)
    widths = [_width(each, (row[each] for row in table.rows)) for each in names]
    for column, characters in enumerate(widths):
        worksheet.set_column(column, column, characters)
    for row, cells in enumerate(table.rows, start=1):
        if (tall := _lines(cells, widths)) > 1:
            worksheet.set_row(row, min(_ROW + (tall - 1) * _LINE, _HIGHEST))
        for column, (heading, cell) in enumerate(cells.items()):
            if cell is not None:
                outcome = _write_cell(worksheet, row, column, cell, looks.get(type(cell), plain))
                sound(outcome, f"{name}, row {row + 1}, {heading}")
    worksheet.freeze_panes(1, 1)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:{letters(len(names))}{len(table.rows) + 1}"})
    _set_up_print(worksheet, sum(widths))


def _lines(cells: TableRow, widths: Sequence[int]) -> int:
    """How many lines the longest text of a row takes."""
    told = zip(cells.values(), widths, strict=True)
    return lines(*((cell, characters) for cell, characters in told if isinstance(cell, str)), size=_SIZE)


def _width(name: str, cells: Iterable[TableCell]) -> int:
    """Wide enough for the name and what stands below it, texts beyond a limit being wrapped."""
    longest = max((width(str(cell)) for cell in cells if cell is not None), default=0)
    return max(len(name) + 2, _NARROWEST, min(longest + 2, _WIDEST))


def _set_up_print(worksheet: Any, width: int) -> None:
    """Upright and as wide as the table where that can still be read; else across, columns whole, page after page."""
    on_a4(worksheet)
    worksheet.set_margins(0.4, 0.4, 0.5, 0.5)
    worksheet.repeat_rows(0)
    if width * _SMALLEST <= _PAGE_WIDTH:
        worksheet.set_portrait()
        worksheet.fit_to_pages(1, 0)
    else:
        worksheet.set_landscape()
        worksheet.repeat_columns(0)
        worksheet.set_print_scale(round(_SMALLEST * 100))
        worksheet.print_across()


def _write_cell(worksheet: Any, row: int, column: int, cell: TableCell, look: Any) -> object:
    match cell:
        case bool():
            return worksheet.write_boolean(row, column, cell, look)
        case int() | float():
            return worksheet.write_number(row, column, cell, look)
        case dt.date():
            return worksheet.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), look)
        case _:
            return worksheet.write_string(row, column, str(cell), look)
