"""A peer: both tables of every form extracted and validated by crease.

python peer_crease.py DESCRIPTION.json FOLDER
"""

import json
import sys
from pathlib import Path

import crease

about = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))


def table(name: str, sheet: str, columns: list[dict[str, object]]) -> dict[str, object]:
    """A table of a sheet as crease describes it."""
    fields = [
        {"name": each["name"], "source_column": each["name"], "type": "number" if each["number"] else "string"}
        for each in columns
    ]
    locate = {"tab": sheet, "orientation": "flat", "header_row": about["key_row"] - 1}
    return {"name": name, "cardinality": "many", "locate": locate, "fields": fields}


tables = [table(f"table{number}", *each) for number, each in enumerate(about["sheets"].items())]
template = crease.Template.model_validate({"template_id": "form", "description": "a form", "entities": tables})
found = [crease.check(path, template) for path in sorted(Path(sys.argv[2]).glob("*.xlsx"))]
assert all(result.canonical for result, _ in found)
