"""Which published values were added for a demonstration: `illustrative.csv` in the workspace, where there is one."""

from __future__ import annotations

import csv
from pathlib import Path

from survey_tool.questionnaire.handwritten import Mistake, MistakesError, read_handwritten
from survey_tool.questionnaire.words import Words

ILLUSTRATIVE_FILE = "illustrative.csv"
COLUMNS = ("case_id", "key")

_NO_COLUMNS = Words("列 case_id 及び key がありません。", "The columns case_id and key are missing.")
_BLANK = Words("空欄です。", "It is blank.")


def read_illustrative(workspace: Path) -> dict[str, frozenset[str]]:
    """Keys of answers and municipality codes by case id, from the columns `case_id,key`. Raises `MistakesError`."""
    path = workspace / ILLUSTRATIVE_FILE
    if not path.exists():
        return {}
    rows = csv.DictReader(read_handwritten(path).splitlines())
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise MistakesError([Mistake(path.name, 1, None, _NO_COLUMNS)])
    found: dict[str, set[str]] = {}
    for line, row in enumerate(rows, start=2):
        if blank := [column for column in COLUMNS if not row[column]]:
            raise MistakesError([Mistake(path.name, line, blank[0], _BLANK)])
        found.setdefault(row["case_id"], set()).add(row["key"])
    return {case_id: frozenset(keys) for case_id, keys in found.items()}
