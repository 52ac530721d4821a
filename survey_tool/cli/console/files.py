"""Where a command puts what programs read: a file, or standard output."""

from __future__ import annotations

import json
from pathlib import Path

from survey_tool.cli.console.session import Session
from survey_tool.wording.words import Words

STANDARD_OUTPUT = "-"
WRITTEN = Words("作成しました：{path}", "Written: {path}")

_WORKBOOK = ".xlsx"  # no program opens a workbook without it


def with_ending(path: Path) -> Path:
    """The name of a workbook, with its ending where somebody left that out."""
    return path if path.suffix.lower() == _WORKBOOK else path.with_name(path.name + _WORKBOOK)


def give_json(session: Session, told: dict[str, object], target: str) -> None:
    """Writes JSON to a file or, where the target is `-`, to standard output. Raises `OSError`."""
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    if target == STANDARD_OUTPUT:
        session.console.data(text)
        return
    from survey_tool.reference.workspace import write_whole

    write_whole(Path(target), text.encode())
    session.console.note(WRITTEN.fill(path=target))
