"""Which published values were added for a demonstration: `illustrative.csv` in the workspace, where there is one."""

from __future__ import annotations

from pathlib import Path

from survey_tool.wording.handwritten import MistakesError, read_table
from survey_tool.wording.words import Words

ILLUSTRATIVE_FILE = "illustrative.csv"
COLUMNS = ("case_id", "key")

_GIVE = Words("値を記入してください。", "Give a value.")


def read_illustrative(workspace: Path) -> dict[str, frozenset[str]]:
    """Keys of answers and municipality codes by case id, from the columns `case_id,key`. Raises `MistakesError`."""
    path = workspace / ILLUSTRATIVE_FILE
    if not path.exists():
        return {}
    rows, mistakes = read_table(path, COLUMNS)
    mistakes += (row.mistake(column, _GIVE) for row in rows for column in COLUMNS if not row.cells[column].strip())
    if mistakes:
        raise MistakesError(mistakes)
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.cells["case_id"], set()).add(row.cells["key"])
    return {case_id: frozenset(keys) for case_id, keys in found.items()}
