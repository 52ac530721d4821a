"""How a command that could not do its work ends: a sentence for people, an exit code for programs."""

from __future__ import annotations

import errno
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import version
from itertools import count
from pathlib import Path

import click

from survey_tool.cli.console.session import Session, Stop
from survey_tool.cli.console.usage import told
from survey_tool.wording.handwritten import MistakesError
from survey_tool.wording.system_reasons import LOCKED_ON_WINDOWS, system_reason
from survey_tool.wording.words import NOTHING, Words

WRONG_USAGE, NOT_WRITTEN, INTERRUPTED = 2, 3, 130
DETAILS = "survey-tool-error.txt"

_INTERRUPTED = Words(
    "中断しました。同じコマンドをもう一度実行できます。", "Interrupted. The same command can be run again."
)
_OPEN_ELSEWHERE = Words(
    "「{file}」に書き込むことができません。Excelなどで開いている場合は閉じてから、書込みが許可されていることを確認して、"
    "もう一度実行してください。",
    'Cannot write "{file}". If it is open in Excel, close it; see that the folder may be written to; then run again.',
)
_NO_SPACE = Words(
    "ディスクの空きがないため、「{file}」に書き込むことができません。空きを確保してから、もう一度実行してください。",
    'Cannot write "{file}": the disk is full. Make room and run again.',
)
_NO_SPACE_ANYWHERE = Words(
    "ディスクの空きがないため、書き込むことができません。空きを確保してから、もう一度実行してください。",
    "The disk is full. Make room and run again.",
)
_CANNOT = Words("「{file}」を読み書きすることができません（{reason}）。", 'Cannot read or write "{file}" ({reason}).')
_READER = Words(
    "調査票を読み取るプログラムを起動することができません。survey-tool をインストールし直してください（{reason}）。",
    "The program that reads returned files cannot be started. Please install survey-tool again ({reason}).",
)
_UNEXPECTED = Words(
    "想定外の問題が発生したため、処理を中止しました（{kind}）。提出された調査票は変更されていません。",
    "Something unexpected happened and the command ended ({kind}). No returned file was changed.",
)
_DETAILS = Words(
    "詳しい内容を「{file}」に記録しました。このファイルを添えて、システムの担当者に連絡してください。",
    'The details were written to "{file}". Please send that file to whoever looks after the system.',
)
_CANNOT_ANYWHERE = Words(
    "処理に必要なファイルを読み書きすることができません（{reason}）。",
    "A file that is needed cannot be read or written ({reason}).",
)
_NOT_READ = Words(
    "「{file}」を読み取ることができません（{reason}）。読取りが許可されていることを確認して、もう一度実行してください。",
    'Cannot read "{file}" ({reason}). See that it may be read, then run again.',
)
_OF_THE_DISK = {
    errno.ENOSPC,
    getattr(errno, "EDQUOT", errno.ENOSPC),
    errno.EFBIG,
    errno.EIO,
    errno.EMFILE,
    errno.ENFILE,
}
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def told_at_the_end(error: BaseException, session: Session) -> int:
    """Says what happened and returns the exit code."""
    code, lines = _trouble(error)
    if not lines:
        lines = _unexpected(error, session.workspace)
    session.console.note(*lines)
    return code


def _trouble(error: BaseException) -> tuple[int, list[Words]]:
    match error:
        case KeyboardInterrupt():
            return INTERRUPTED, [_INTERRUPTED]
        case Stop():
            return error.code, list(error.lines)
        case click.ClickException():
            return WRONG_USAGE, told(error)
        case MistakesError():
            return WRONG_USAGE, list(error.lines)
        case OSError() if error.filename or error.errno in _OF_THE_DISK:
            return NOT_WRITTEN, [_not_written(error)]
    return NOT_WRITTEN, _reader_trouble(error)


def _not_written(error: OSError) -> Words:
    file = str(error.filename2 or error.filename or "")
    if error.errno in _FULL:
        return _NO_SPACE.fill(file=file) if file else _NO_SPACE_ANYWHERE
    if not file:
        return _CANNOT_ANYWHERE.fill(reason=system_reason(error))
    if isinstance(error, PermissionError) and not _may_be_read(Path(file)):
        return _NOT_READ.fill(file=file, reason=system_reason(error))
    if isinstance(error, PermissionError) or getattr(error, "winerror", None) in LOCKED_ON_WINDOWS:
        return _OPEN_ELSEWHERE.fill(file=file)
    return _CANNOT.fill(file=file, reason=system_reason(error))


def _may_be_read(path: Path) -> bool:
    """Where what is there may be read, or nothing is there yet, it was writing that failed."""
    if path.is_dir():
        return os.access(path, os.R_OK | os.X_OK)
    return os.access(path, os.R_OK) if path.exists() else os.access(path.parent, os.X_OK)


def _reader_trouble(error: BaseException) -> list[Words]:
    from survey_tool.intake.opening.children import ReaderUnavailableError

    return [_READER.fill(reason=str(error))] if isinstance(error, ReaderUnavailableError) else []


def _unexpected(error: BaseException, workspace: Path) -> list[Words]:
    written = _written_down(error, (workspace, Path(tempfile.gettempdir())))
    return [
        _UNEXPECTED.fill(kind=type(error).__name__),
        _DETAILS.fill(file=written) if written else NOTHING,
    ]


def _written_down(error: BaseException, folders: Iterable[Path]) -> Path | None:
    """The file that holds the details, in the first folder that may be written to. No answers are in it.

    It is a new one, for its owner alone, whatever lies there: a file of somebody's stays, a link is not followed.
    """
    lines = [
        f"survey-tool {version('survey-tool')}, Python {sys.version}, {platform.platform()}",
        f"arguments: {sys.argv[1:]}",
        "",
        *traceback.format_exception(error),
    ]
    for folder in folders:
        with suppress(OSError):
            return _new_file(folder, "\n".join(lines).encode("utf-8", "replace"))
    return None


def _new_file(folder: Path, content: bytes) -> Path:
    for number in count(1):
        path = folder / (DETAILS if number == 1 else DETAILS.replace(".", f"-{number}."))
        if not os.path.lexists(path):
            break
    with open(path, "xb", opener=_for_its_owner) as file:
        file.write(content)
    return path


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
