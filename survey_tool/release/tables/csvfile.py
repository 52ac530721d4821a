"""Tables as CSV: keys as header, UTF-8 with BOM, every field quoted, LF; text that would run is kept from it."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from survey_tool.questionnaire.described.columns import TableCell
from survey_tool.release.tables.table import Table
from survey_tool.wording.formulas import plain, safe
from survey_tool.wording.invisible import shown

ENCODING = "utf-8-sig"


def as_text(cell: TableCell) -> str:
    """A cell as plain text: `true`, `3300`, `5.5`, `2026-10-01`; nothing is an empty text. Lines end with LF; what
    would give a terminal orders is shown as a sign that cannot."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return shown(str(cell).replace("\r\n", "\n").replace("\r", "\n"))


def fingerprint(content: bytes) -> str:
    """What the descriptor of a release says of a file, so that a change to it can be told."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def as_csv(table: Table) -> bytes:
    """The whole file."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(table.names)
    writer.writerows([_written(cell) for cell in row.values()] for row in table.rows)
    return text.getvalue().encode(ENCODING)


def read_csv(path: Path, needed: Collection[str] = ()) -> list[dict[str, str]]:
    """The rows of such a file, with text as it was told. `KeyError` where a needed column is missing or empty."""
    with path.open(encoding=ENCODING, newline="") as file:
        return rows_in(file, needed)


def rows_in(file: TextIO, needed: Collection[str] = ()) -> list[dict[str, str]]:
    """The same of what was opened."""
    reader = csv.DictReader(file, strict=True)
    missing = set(needed) - set(reader.fieldnames or ())
    rows = [{name: plain(text or "") for name, text in row.items() if name} for row in reader]
    if missing or not all(row[name] for row in rows for name in needed):
        raise KeyError(*sorted(missing or needed))
    return rows


def _written(cell: TableCell) -> str:
    return _written_text(cell) if isinstance(cell, str) else as_text(cell)


@lru_cache(maxsize=4096)  # codes and labels stand in thousands of rows
def _written_text(cell: str) -> str:
    return safe(as_text(cell))
