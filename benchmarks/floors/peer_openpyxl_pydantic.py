"""A peer: both tables of every form through openpyxl, read-only, each row with answers into a pydantic model.

python peer_openpyxl_pydantic.py DESCRIPTION.json FOLDER
"""

import json
import sys
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from pydantic import BaseModel, create_model

about = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
models: dict[str, type[BaseModel]] = {}
for sheet, columns in about["sheets"].items():
    fields: dict[str, Any] = {each["name"]: (float | None if each["number"] else Any, None) for each in columns}
    models[sheet] = create_model("Row", **fields)
found = []
for path in sorted(Path(sys.argv[2]).glob("*.xlsx")):
    book = load_workbook(path, read_only=True, data_only=True)
    for sheet, model in models.items():
        rows = list(book[sheet].iter_rows(values_only=True))
        keys = rows[about["key_row"] - 1]
        for row in rows[about["key_row"] :]:
            told = {key: value for key, value in zip(keys, row, strict=True) if key in model.model_fields}
            if any(value is not None for value in told.values()):
                found.append(model.model_validate(told))
    book.close()
assert found
