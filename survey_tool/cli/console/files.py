"""Where a command puts what people and programs asked for: a file, or standard output. What somebody else made stays."""

from __future__ import annotations

import json
from pathlib import Path

from survey_tool.cli.console.session import Session, Stop
from survey_tool.wording.words import Words

STANDARD_OUTPUT = "-"
WRITTEN = Words("作成しました：{path}", "Written: {path}")

_WORKBOOK = ".xlsx"  # no program opens a workbook without it
_NOT_OURS = Words(
    "「{path}」は、作成した後に変更されたか、他のファイルであるため、上書きしません。別の名称を指定してください。",
    '"{path}" was changed since it was written, or is another file: it is not replaced. Give another name.',
)


def with_ending(path: Path) -> Path:
    """The name of a workbook, with its ending where somebody left that out."""
    return path if path.suffix.lower() == _WORKBOOK else path.with_name(path.name + _WORKBOOK)


def see_that_nothing_is_lost(json_file: str | None, xlsx: Path | None, kind: str) -> None:
    """Before any work is done: raises `Stop` where what lies at one of these places is not what this program wrote there."""
    from survey_tool.form.drawn import may_be_replaced

    if json_file and json_file != STANDARD_OUTPUT and not _is_report_or_nothing(Path(json_file)):
        raise Stop(3, _NOT_OURS.fill(path=json_file))
    if xlsx and not may_be_replaced(xlsx, kind):
        raise Stop(3, _NOT_OURS.fill(path=xlsx))


def give_json(session: Session, told: dict[str, object], target: str) -> None:
    """Writes JSON to a file or, where the target is `-`, to standard output. Raises `OSError`, and `Stop` as above."""
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    if target == STANDARD_OUTPUT:
        session.console.data(text)
        return
    see_that_nothing_is_lost(target, None, "")
    _give(session, Path(target), text.encode())


def give_workbook(session: Session, workbook: bytes, path: Path, kind: str) -> None:
    """Writes a workbook of a `kind` of ours. Raises `OSError`, and `Stop` as above."""
    see_that_nothing_is_lost(None, path, kind)
    _give(session, path, workbook)


def _give(session: Session, path: Path, content: bytes) -> None:
    from survey_tool.reference.workspace import write_whole

    write_whole(path, content)
    session.console.note(WRITTEN.fill(path=path))


def _is_report_or_nothing(path: Path) -> bool:
    """Whether there is no file, or one of the reports that this program writes."""
    from survey_tool.post.status.reports import report_in

    return not (path.exists() or path.is_symlink()) or report_in(path) is not None
