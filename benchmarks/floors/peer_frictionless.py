"""A peer: both tables of every form validated by frictionless, the cases against a schema of their columns.

python peer_frictionless.py DESCRIPTION.json FOLDER
"""

import json
import sys
from pathlib import Path

from frictionless import Dialect, Resource, Schema, formats

about = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
rows = 0
for path in sorted(Path(sys.argv[2]).glob("*.xlsx")):
    for sheet, columns in about["sheets"].items():
        fields = [{"name": each["name"], "type": "number" if each["number"] else "any"} for each in columns]
        dialect = Dialect(header_rows=[about["key_row"]], controls=[formats.ExcelControl(sheet=sheet)])
        schema = Schema.from_descriptor({"fields": fields})
        resource = Resource(path=path.name, basepath=str(path.parent), dialect=dialect, schema=schema)
        rows += resource.validate().tasks[0].stats["rows"]
assert rows
