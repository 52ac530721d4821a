"""A peer: both tables of every form itself through openpyxl, read-only, each case and each municipality into a pydantic model; that cases
lie side by side is written by hand.

python peer_openpyxl_pydantic.py DESCRIPTION.json FOLDER
"""

import json
import sys
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from pydantic import BaseModel, create_model

about = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
form, cases = about["form"], about["sheets"]["cases"]
fields: dict[str, Any] = {each["name"]: (float | None if each["number"] else Any, None) for each in cases}
case_model = create_model("Case", **fields)
municipality_model = create_model("Municipality", code=(Any, None), name=(Any, None), marks=(list[Any], ...))
found: list[BaseModel] = []
for path in sorted(Path(sys.argv[2]).glob("*.xlsx")):
    book = load_workbook(path, read_only=True, data_only=True)
    rows = list(book[form["cases"]].iter_rows(min_row=form["first_row"], values_only=True))
    keys = [row[form["key_column"] - 1] for row in rows]
    for column in zip(*(row[form["first_answer_column"] - 1 :] for row in rows), strict=True):
        told = {key: value for key, value in zip(keys, column, strict=True) if key in fields}
        found.append(case_model.model_validate(told))
    for row in book[form["participants"]].iter_rows(min_row=form["first_row"], values_only=True):
        marks = row[form["first_answer_column"] - 1 :]
        if any(mark is not None for mark in marks):
            code, name = row[form["key_column"] - 1], row[form["name_column"] - 1]
            found.append(municipality_model(code=code, name=name, marks=marks))
    book.close()
assert found
