"""Files in which what came back is reported, wherever somebody has put them: they hold answers."""

from __future__ import annotations

import json
from pathlib import Path

from survey_tool.form.drawn import FINDINGS_PROPERTY, STATUS_PROPERTY, kinds_in

_FIRST_KEYS = ("report_version", "status_version")


def report_in(path: Path) -> str | None:
    """The round of a report for programs; None where the file is none."""
    try:
        told = json.loads(path.read_bytes()) if path.is_file() else None
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or next(iter(told), None) not in _FIRST_KEYS:
        return None
    return str(told.get("round", ""))


def reported_round(path: Path) -> str | None:
    """The round of a report for programs or people, whoever has saved it since; None where the file is none."""
    match path.suffix.lower():
        case ".json":
            return report_in(path)
        case ".xlsx":
            kinds = kinds_in(path)
            return kinds.get(FINDINGS_PROPERTY, kinds.get(STATUS_PROPERTY))
    return None
