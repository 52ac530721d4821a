"""How a command that could not do its work ends: a sentence for people, an exit code for programs."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import click

from survey_tool import version
from survey_tool.cli.console.session import Session, Stop
from survey_tool.cli.console.usage import told
from survey_tool.reference.workspace import free_name
from survey_tool.wording.file_troubles import OF_THE_DISK, not_written
from survey_tool.wording.handwritten import MistakesError
from survey_tool.wording.words import NOTHING, Words

WRONG_USAGE, NOT_WRITTEN, INTERRUPTED = 2, 3, 130
DETAILS = "survey-tool-error.txt"

_INTERRUPTED = Words(
    "中断しました。同じコマンドをもう一度実行できます。", "Interrupted. The same command can be run again."
)
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


def told_at_the_end(error: BaseException, session: Session) -> int:
    """Says what happened and returns the exit code."""
    code, lines = _told(error, session.workspace)
    with suppress(Exception, KeyboardInterrupt):  # where nothing can be said any more, the code still tells
        session.console.note(*lines)
    return code


def in_words(error: BaseException, workspace: Path) -> list[Words]:
    """What happened; of a fault of ours the details are written down in the workspace."""
    return _told(error, workspace)[1]


def _told(error: BaseException, workspace: Path) -> tuple[int, list[Words]]:
    """Whatever goes wrong while it is looked for what happened, that something did is told."""
    try:
        code, lines = _trouble(error)
        return code, lines or _unexpected(error, workspace)
    except (Exception, KeyboardInterrupt):
        return NOT_WRITTEN, [_UNEXPECTED.fill(kind=type(error).__name__)]


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
        case OSError() if error.filename or error.errno in OF_THE_DISK:
            return NOT_WRITTEN, [not_written(error)]
    return NOT_WRITTEN, _reader_trouble(error)


def _reader_trouble(error: BaseException) -> list[Words]:
    try:
        from survey_tool.intake.opening.children import ReaderUnavailableError
    except ImportError:  # of an installation that is not whole
        return []
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
        f"survey-tool {version()}, Python {sys.version}, {platform.platform()}",
        f"arguments: {sys.argv[1:]}",
        "",
        *traceback.format_exception(error),
    ]
    for folder in folders:
        with suppress(OSError):
            return _new_file(folder, "\n".join(lines).encode("utf-8", "replace"))
    return None


def _new_file(folder: Path, content: bytes) -> Path:
    path = free_name(folder / DETAILS)
    with open(path, "xb", opener=_for_its_owner) as file:
        file.write(content)
    return path


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
