"""The floor of writing: given cells into a new workbook, through xlsxwriter, so many times. Formulas are plain text.

    python write_with_xlsxwriter.py CELLS.json FOLDER TIMES

CELLS.json: a list of books, each a list of sheets, each a list of [row, column, value, has a format], from 0.
"""

import json
import sys
from pathlib import Path

import xlsxwriter

books = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
folder = Path(sys.argv[2])
for time in range(int(sys.argv[3])):
    for number, sheets in enumerate(books):
        with xlsxwriter.Workbook(folder / f"floor-{time}-{number}.xlsx") as workbook:
            look = workbook.add_format({"border": 1})
            for cells in sheets:
                sheet = workbook.add_worksheet()
                for row, column, value, formatted in cells:
                    style = look if formatted else None
                    if value is None:
                        sheet.write_blank(row, column, None, style)
                    elif isinstance(value, str):
                        sheet.write_string(row, column, value, style)
                    elif isinstance(value, bool):
                        sheet.write_boolean(row, column, value, style)
                    else:
                        sheet.write_number(row, column, value, style)
