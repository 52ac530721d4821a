"""What the system says when it refuses something, in words: its own texts are in one language, and that seldom the user's."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from survey_tool.wording.words import Words

_ON_WINDOWS = sys.platform == "win32"
LOCKED_ON_WINDOWS = {32, 33}  # sharing and lock violation
_NO_SUCH_PATH, _OUT_OF_RANGE, _LONGEST_ON_WINDOWS = 3, 206, 260  # of longer paths it says that they are not there
_LONGEST_BESIDE = 38  # characters of the name under which a file is written before it takes its place

_FULL = Words("ディスクの空きがありません", "the disk is full")
_NOT_ALLOWED = Words("許可されていません", "it is not permitted")
_IN_USE = Words("他のプログラムが使用しています", "another program is using it")
_HUNG_UP = Words("接続が切断されました", "the connection was cut off")
_SILENT = Words("応答がありません", "there is no answer")
_NO_NETWORK = Words("ネットワークに接続することができません", "the network cannot be reached")
_TOO_MANY = Words("開いているファイルが多すぎます", "too many files are open")

_TOO_LONG = Words(
    "フォルダの場所とファイル名が長すぎます。Windowsでは、合わせて260字までです",
    "folder and name are too long together: Windows takes 260 characters",
)

_BY_NAME: Mapping[str, Words] = {  # by name, since not every system has every number
    "EACCES": _NOT_ALLOWED,
    "EPERM": _NOT_ALLOWED,
    "EBUSY": _IN_USE,
    "ETXTBSY": _IN_USE,
    "ENOENT": Words("そのようなファイル又はフォルダがありません", "there is no such file or folder"),
    "EISDIR": Words("同じ名前のフォルダがあります", "a folder has this name"),
    "ENOTDIR": Words("フォルダがあるべき所にファイルがあります", "a file stands where a folder should be"),
    "EEXIST": Words("同じ名前のものが既にあります", "something has this name already"),
    "ENOTEMPTY": Words("フォルダが空ではありません", "the folder is not empty"),
    "EROFS": Words("書込みのできないディスクです", "the disk cannot be written to"),
    "ENAMETOOLONG": Words("名前が長すぎます", "the name is too long"),
    "EINVAL": Words("使用できない名前又は操作です", "the name or what was asked is not valid"),
    "EIO": Words("ディスクの読み書きに失敗しました", "the disk failed"),
    "ENOSPC": _FULL,
    "EDQUOT": _FULL,
    "EFBIG": Words("ファイルの大きさが、許可された上限を超えます", "the file would be larger than is allowed"),
    "EMFILE": _TOO_MANY,
    "ENFILE": _TOO_MANY,
    "ECONNREFUSED": Words("接続を拒否されました", "the connection was refused"),
    "ECONNRESET": _HUNG_UP,
    "ECONNABORTED": _HUNG_UP,
    "EPIPE": _HUNG_UP,
    "ETIMEDOUT": _SILENT,
    "EHOSTUNREACH": _NO_NETWORK,
    "ENETUNREACH": _NO_NETWORK,
}
_BY_NUMBER = {getattr(errno, name): words for name, words in _BY_NAME.items() if hasattr(errno, name)}


def system_reason(error: OSError) -> Words:
    """Why the system refused; what is not known here as the system says it."""
    import ssl  # seldom needed, and large

    if isinstance(error, ssl.SSLError):  # counts its errors in a way of its own
        return Words.same(error.strerror or str(error))
    if isinstance(error, TimeoutError):
        return _SILENT
    if getattr(error, "winerror", None) in LOCKED_ON_WINDOWS:
        return _IN_USE
    if _too_long_for_windows(error):
        return _TOO_LONG
    return _BY_NUMBER.get(error.errno or 0) or Words.same(error.strerror or str(error))


def _too_long_for_windows(error: OSError) -> bool:
    told = getattr(error, "winerror", None)
    file = str(error.filename2 or error.filename or "")
    by_open = told is None and _ON_WINDOWS and error.errno == errno.ENOENT
    missing = told == _NO_SUCH_PATH or by_open
    if not (missing and file):
        return told == _OUT_OF_RANGE
    path = Path(file).absolute()  # it is typed from the folder of the round on, and counts from the disk on
    left = _LONGEST_ON_WINDOWS - len(str(path))
    return left <= 0 or (left <= _LONGEST_BESIDE and os.access(path.parent, os.F_OK))
