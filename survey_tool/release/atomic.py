"""A directory replaced as a whole: readers and interruptions find the old one or the new one, never a mixture.

The new directory is written beside the old one as `.NAME.new`, forced to disk, and put in its place:

- Linux and macOS: both names are exchanged in one step of the file system. There is no moment without a whole directory.
- Elsewhere, or where the file system cannot: the old one is renamed to `.NAME.old`, the new one to its name. A kill between
  these two renames leaves both of them whole; the next start (`recover`) finishes the exchange. Until then the new one can be
  read as `.NAME.new`.

An open directory handle keeps showing one state. Whoever opens file after file by path can compare with SHA256SUMS.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

from survey_tool.reference.workspace import patiently
from survey_tool.wording.system_reasons import system_reason
from survey_tool.wording.words import Words

_CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


class NotReplaced(Exception):
    """The directory could not be replaced and is as it was; the sentence says why."""

    def __init__(self, sentence: Words) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@contextmanager
def replacing(
    directory: Path,
    before: Callable[[Path, Path], None] | None = None,
    within: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> Iterator[Path]:
    """An empty directory to write into, which takes the place of `directory` when the block ends without an error.

    `before` is called with the old directory, where there is one, and the new one, right before one takes the other's place:
    what it leaves in the old one is gone afterwards. One process at a time, to the end of what is `within`; whatever an earlier one left
    unfinished is settled first. Where `directory` is a link, it stays one and what it leads to is replaced. Raises `NotReplaced`, and `OSError` that
    names a file.
    """
    directory = directory.resolve() if directory.is_symlink() else directory
    with _named(directory):
        directory.parent.mkdir(parents=True, exist_ok=True)
        with _alone(directory), within():
            if directory.exists() and not directory.is_dir():
                raise NotReplaced(_NO_DIRECTORY.fill(directory=directory))
            recover(directory)
            new = _new(directory)
            try:
                new.mkdir()
                yield new
                _to_disk(new)
                if before and directory.exists():
                    before(directory, new)
                _swap(new, directory)
            finally:
                recover(directory)


def recover(directory: Path) -> None:
    """Settle what an interrupted replacement left: finish it where it had begun to swap, else undo it."""
    new, old = _new(directory), _old(directory)
    if not directory.exists() and old.exists():
        # The old one is moved away only when the new one is whole.
        whole = new if new.exists() else old
        patiently(lambda: whole.rename(directory))
    for leftover in (new, old):
        _clear_away(leftover)


def exchange(a: Path, b: Path) -> bool:
    """Exchange two names in one step. False where system or file system cannot."""
    failed = _exchange(os.fsencode(a), os.fsencode(b))
    if failed and failed not in _CANNOT_EXCHANGE:
        raise OSError(failed, os.strerror(failed), str(b))
    return not failed


def _clear_away(leftover: Path) -> None:
    """What somebody has open is left to the next start."""
    if leftover.is_dir() and not leftover.is_symlink():
        if sys.platform == "win32":  # there a file that may not be written to cannot be removed either
            for path in leftover.rglob("*"):
                with suppress(OSError):
                    path.chmod(stat.S_IWRITE)
        shutil.rmtree(leftover, ignore_errors=True)
    else:
        with suppress(OSError):
            leftover.unlink(missing_ok=True)


@contextmanager
def _named(directory: Path) -> Iterator[None]:
    """A full disk is told without a file, and nobody knows the directory that is written beside the one that is meant."""
    try:
        yield
    except OSError as error:
        told = str(error.filename or directory)
        error.filename = told.replace(str(_new(directory)), str(directory), 1)
        raise


def _swap(new: Path, directory: Path) -> None:
    try:
        if not directory.exists():
            patiently(lambda: new.rename(directory))
        elif not exchange(new, directory):
            _swap_in_two_steps(new, directory)
    except OSError as error:
        raise NotReplaced(_IN_USE.fill(directory=directory, error=system_reason(error))) from error
    _directory_to_disk(directory.parent)


def _swap_in_two_steps(new: Path, directory: Path) -> None:
    old = _old(directory)
    patiently(lambda: directory.rename(old))
    try:
        patiently(lambda: new.rename(directory))
    except OSError:
        patiently(lambda: old.rename(directory))
        raise


def _to_disk(directory: Path) -> None:
    for path in sorted(directory.rglob("*")):
        if path.is_dir():
            _directory_to_disk(path)
        else:
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    _directory_to_disk(directory)


def _directory_to_disk(directory: Path) -> None:
    if sys.platform == "win32":  # directories cannot be opened there
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    """Keep other processes from replacing the same directory; the system lifts the lock of a killed one."""
    try:
        handle = _locked(directory)
    except (BlockingIOError, PermissionError) as error:
        raise NotReplaced(_BUSY.fill(directory=directory)) from error
    try:
        yield
    finally:
        os.close(handle)


# What differs from system to system. Both sides tell: the number of the error (0 is none); a handle that holds the lock.
if sys.platform == "win32":
    import msvcrt

    def _exchange(a: bytes, b: bytes) -> int:  # noqa: ARG001  there is no such step
        return errno.ENOSYS

    def _locked(directory: Path) -> int:
        handle = os.open(directory.parent / f".{directory.name}.lock", os.O_CREAT | os.O_RDWR | os.O_TEMPORARY)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:  # by whatever number it says so: another holds it
            os.close(handle)
            raise BlockingIOError from error
        return handle

else:
    import fcntl

    def _exchange(a: bytes, b: bytes) -> int:
        system = ctypes.CDLL(None, use_errno=True)
        if hasattr(system, "renameat2"):
            failed = system.renameat2(_HERE, a, _HERE, b, _EXCHANGE)
        elif hasattr(system, "renamex_np"):
            failed = system.renamex_np(a, b, _EXCHANGE)
        else:
            return errno.ENOSYS
        return ctypes.get_errno() if failed else 0

    _HERE, _EXCHANGE = -100, 2  # AT_FDCWD of Linux; RENAME_EXCHANGE there, RENAME_SWAP on macOS

    def _locked(directory: Path) -> int:
        handle = os.open(directory.parent, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise
        return handle


_BUSY = Words(
    "{directory}：別の処理が公表データを書き込んでいるか、書き込む権限がありません。",
    "{directory}: another process is writing the release, or it may not be written.",
)
_IN_USE = Words(
    "{directory}：置き換えることができません（{error}）。開いているファイルを閉じてから、もう一度実行してください。これまでの内容はそのままです。",
    "{directory}: cannot be replaced ({error}). Close what is open in it and run again. It is as it was.",
)
_NO_DIRECTORY = Words(
    "{directory}：同じ名前のファイルがあるため、公表データを書き込むことができません。名前を変えるか、別の場所に移してください。",
    "{directory}: a file of this name is in the way of the release. Rename it or move it elsewhere.",
)


def _new(directory: Path) -> Path:
    return directory.with_name(f".{directory.name}.new")


def _old(directory: Path) -> Path:
    return directory.with_name(f".{directory.name}.old")
