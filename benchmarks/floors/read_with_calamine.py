"""The floor of reading: the sheets of every workbook of a folder that the product reads, through calamine, nothing else.

python read_with_calamine.py FOLDER [SHEET TO SKIP]…
"""

import sys
from pathlib import Path

from python_calamine import CalamineWorkbook

skip = set(sys.argv[2:])
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        if name not in skip:
            book.get_sheet_by_name(name).to_python()
