"""The plain data sheets, by MIC's rules for machine-readable tables.

One table a sheet from A1, one header row, one datum a cell, numbers as numbers, codes as text, no merged cells, no
formulas, no objects, no blanks as layout. They hold what the CSV files hold; units and meanings stand in the definitions.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from survey_tool.questionnaire.case import BENEFITS
from survey_tool.questionnaire.columns import Cell
from survey_tool.release.dashboard.backstage import span
from survey_tool.release.dashboard.page import letters
from survey_tool.release.dashboard.sound import sound
from survey_tool.release.dashboard.style import FONT
from survey_tool.release.dashboard.writing import Formats
from survey_tool.release.table import Table
from survey_tool.release.tables import Tables

NAMED = {
    "cases": ("case_id", "domain", "status", "contract_form", *BENEFITS),
    "participation": (),
    "municipalities": (),
}
"""The sheets, and the columns that formulas name (`cases_status`)."""

_PLAIN = {"font_name": FONT, "font_size": 9}
_WIDEST = 40


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
    looks: dict[type, Any] = {dt.date: formats({**_PLAIN, "num_format": "yyyy-mm-dd"})}
    plain = formats(_PLAIN)
    names = table.names
    worksheet.write_row(0, 0, names, head)
    for row, cells in enumerate(table.rows, start=1):
        for column, cell in enumerate(cells):
            if cell is not None:
                outcome = _write_cell(worksheet, row, column, cell, looks.get(type(cell), plain))
                sound(outcome, f"{name}, row {row + 1}, {names[column]}")
    for column, each in enumerate(names):
        worksheet.set_column(column, column, min(_WIDEST, max(len(each) + 2, 12)))
    worksheet.freeze_panes(1, 1)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:{letters(len(names))}{len(table.rows) + 1}"})
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.repeat_rows(0)


def _write_cell(worksheet: Any, row: int, column: int, cell: Cell, look: Any) -> object:
    match cell:
        case bool():
            return worksheet.write_boolean(row, column, cell, look)
        case int() | float():
            return worksheet.write_number(row, column, cell, look)
        case dt.date():
            return worksheet.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), look)
        case _:
            return worksheet.write_string(row, column, str(cell), look)
