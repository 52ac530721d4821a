"""The plain data sheets, by MIC's rules for machine-readable tables: each an Excel table with labelled headings.

One table a sheet from A1, one header row, one datum a cell, numbers as numbers, codes as text, no merged cells, no
formulas, no objects, no blanks as layout. They hold what the CSV files hold, and one flat table made for pivot tables; a heading
is the label of a column with its key. Only where each municipality stands is left to its file: 75,000 rows would make the
workbook slow to open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from survey_tool.drawing.heights import lines
from survey_tool.drawing.packing import RowsSheet
from survey_tool.drawing.paper import on_a4
from survey_tool.drawing.strict import sound
from survey_tool.questionnaire.asked.case import BENEFITS
from survey_tool.questionnaire.described.columns import TableCell
from survey_tool.release.dashboard.drawing.style import FONT
from survey_tool.release.dashboard.frame.page import letters
from survey_tool.release.dashboard.frame.writing import Formats
from survey_tool.release.dashboard.hidden.sheet import span
from survey_tool.release.tables.all_tables import LEFT_TO_ITS_FILE, Tables
from survey_tool.release.tables.analysis import analysis_table
from survey_tool.release.tables.table import Table, TableRow
from survey_tool.wording.widths import width
from survey_tool.wording.words import Language, Words

NAMED = {"cases": ("case_id", "domain", "status", "contract_form", *BENEFITS)}
"""The columns that formulas name (`cases_status`), by sheet."""
_NAMED_OTHERWISE = {"changes": "changes_data"}  # Excel takes the name for that of the sheet "Changes"
_HEADING = Words("{title}（{key}）", "{title} ({key})")

_SIZE, _LINE, _ROW, _HIGHEST = 10, 13, 16, 400  # points: type, a line of it, a row as it comes and at most
_PLAIN = {"font_name": FONT, "font_size": _SIZE, "valign": "top"}
_NARROWEST, _WIDEST = 12, 80  # characters; texts are wrapped beyond
_PAGE_WIDTH, _SMALLEST = 98, 0.5  # characters on the narrow side of the paper, and how much smaller print may be


def data_tables(tables: Tables, language: Language) -> dict[str, Table]:
    """What stands on the data sheets, by the names of the sheets."""
    told = [analysis_table(tables, language), *(each for each in tables if each.name not in LEFT_TO_ITS_FILE)]
    return {_NAMED_OTHERWISE.get(each.name, each.name): each for each in told}


def headings(table: Table, language: Language) -> list[str]:
    """What stands over the columns: no two alike, because each has its key."""
    return [_HEADING.fill(title=each.title, key=each.name)[language] for each in table.columns]


def write_data_sheets(workbook: Any, formats: Formats, tables: Tables, language: Language) -> None:
    """All data sheets."""
    for name, table in data_tables(tables, language).items():
        _write(workbook, formats, name, table, language)
        for column in NAMED.get(name, ()):
            workbook.define_name(f"{name}_{column}", span(name, table.names.index(column), len(table.rows)))


def _write(workbook: Any, formats: Formats, name: str, table: Table, language: Language) -> None:
    worksheet = workbook.add_worksheet(name, RowsSheet)
    head = formats({**_PLAIN, "bold": True, "text_wrap": True})
    looks: dict[type | None, Any] = {
        None: formats(_PLAIN),
        dt.date: formats({**_PLAIN, "num_format": "yyyy-mm-dd"}),
        str: formats({**_PLAIN, "text_wrap": True}),
    }
    names, heads = table.names, headings(table, language)
    widths = [_width(each, (row[each] for row in table.rows)) for each in names]
    columns = [{"header": each, "header_format": head} for each in heads]
    area = (0, 0, max(1, len(table.rows)), len(names) - 1)
    options = {"name": f"table_{name}", "columns": columns, "style": "Table Style Light 1", "banded_rows": False}
    sound(worksheet.add_table(*area, options), f"table {name}")
    worksheet.table_cells.clear()  # every cell of it is noted there, to see that no other table comes to lie upon it: none does
    worksheet.set_row(0, _ROW + (lines(*zip(heads, widths, strict=True), size=_SIZE) - 1) * _LINE)
    for column, characters in enumerate(widths):
        worksheet.set_column(column, column, characters)
    worksheet.follow(_draw_rows(worksheet, table, widths, looks), len(table.rows), len(names) - 1)
    worksheet.freeze_panes(1, names.index("case_id") + 1 if "case_id" in names else 1)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:{letters(len(names))}{len(table.rows) + 1}"})
    _set_up_print(worksheet, sum(widths), len(names) + 1)


def _draw_rows(worksheet: Any, table: Table, widths: Sequence[int], looks: Mapping[type | None, Any]) -> Iterator[int]:
    """Draws a row whenever the next one is asked for, and gives its number; `looks` by the type of the cell, None for the others."""
    for row, cells in enumerate(table.rows, start=1):
        if (tall := _lines(cells, widths)) > 1:
            worksheet.set_row(row, min(_ROW + (tall - 1) * _LINE, _HIGHEST))
        for column, (heading, cell) in enumerate(cells.items()):
            if cell is not None:
                outcome = _write_cell(worksheet, row, column, cell, looks.get(type(cell), looks[None]))
                sound(outcome, f"{table.name}, row {row + 1}, {heading}")
        yield row


def _lines(cells: TableRow, widths: Sequence[int]) -> int:
    """How many lines the longest text of a row takes."""
    told = zip(cells.values(), widths, strict=True)
    return lines(*((cell, characters) for cell, characters in told if isinstance(cell, str)), size=_SIZE)


def _width(name: str, cells: Iterable[TableCell]) -> int:
    """Wide enough for the name and what stands below it, texts beyond a limit being wrapped."""
    longest = max((width(str(cell)) for cell in cells if cell is not None), default=0)
    return max(
        len(name) + 6, _NARROWEST, min(longest + 2, _WIDEST)
    )  # the key in brackets, and the button of the filter


def _set_up_print(worksheet: Any, width: int, beyond: int) -> None:
    """Not printed with the rest of the workbook: what is set to be printed is an empty cell beyond the table.

    Whoever prints a selection of it gets it upright and as wide as the table where that can still be read; else across, columns
    whole, page after page.
    """
    on_a4(worksheet)
    worksheet.print_area(0, beyond, 0, beyond)
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
