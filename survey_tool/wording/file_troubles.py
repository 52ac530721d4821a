"""Why a file of the workspace cannot be read or written, in a sentence that says what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from survey_tool.wording.system_reasons import LOCKED_ON_WINDOWS, system_reason
from survey_tool.wording.words import Words

_OPEN_ELSEWHERE = Words(
    "「{file}」に書き込むことができません。Excelなどで開いている場合は閉じてから、書込みが許可されていることを確認して、"
    "もう一度実行してください。",
    'Cannot write "{file}". If it is open in Excel, close it; see that the folder may be written to; then run again.',
)
NO_SPACE = Words(
    "ディスクの空きがないため、「{file}」に書き込むことができません。空きを確保してから、もう一度実行してください。",
    'Cannot write "{file}": the disk is full. Make room and run again.',
)
_NO_SPACE_ANYWHERE = Words(
    "ディスクの空きがないため、書き込むことができません。空きを確保してから、もう一度実行してください。",
    "The disk is full. Make room and run again.",
)
_CANNOT = Words("「{file}」を読み書きすることができません（{reason}）。", 'Cannot read or write "{file}" ({reason}).')
_CANNOT_ANYWHERE = Words(
    "処理に必要なファイルを読み書きすることができません（{reason}）。",
    "A file that is needed cannot be read or written ({reason}).",
)
_NOT_READ = Words(
    "「{file}」を読み取ることができません（{reason}）。読取りが許可されていることを確認して、もう一度実行してください。",
    'Cannot read "{file}" ({reason}). See that it may be read, then run again.',
)
_NOT_READABLE_HERE = Words(
    "この端末で読み取ることのできないファイルがあります（{files}）。コピーが終わっていること、他のプログラムで開いていないこと、"
    "読取りが許可されていることを確認してください。読み取ることができないままのものは、このフォルダの外へ移してください。",
    "These files cannot be read on this computer: {files}. See that they were copied to their end, that no other program holds "
    "them, and that they may be read. Move what stays unreadable out of this folder.",
)
OF_THE_DISK = {
    errno.ENOSPC,
    getattr(errno, "EDQUOT", errno.ENOSPC),
    errno.EFBIG,
    errno.EIO,
    errno.EMFILE,
    errno.ENFILE,
}
"""Errors of the system that name no file."""
FULL_DISK = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def not_readable_here(files: Iterable[str]) -> Words:
    """That returned files cannot be read on this computer, which, and what to do; a moment later they may be readable."""
    return _NOT_READABLE_HERE.fill(files=Words.listed(files))


def not_written(error: OSError) -> Words:
    """That a file cannot be read or written, which, and what to do."""
    file = str(error.filename2 or error.filename or "")
    if error.errno in FULL_DISK:
        return NO_SPACE.fill(file=file) if file else _NO_SPACE_ANYWHERE
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
