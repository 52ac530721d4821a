"""The floor of writing data: given rows into new files, through the csv module.

    python write_with_csv.py ROWS.json FOLDER

ROWS.json: a list of files, each a list of rows, each a list of texts.
"""

import csv
import json
import sys
from pathlib import Path

for number, rows in enumerate(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))):
    with Path(sys.argv[2], f"floor-{number}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
