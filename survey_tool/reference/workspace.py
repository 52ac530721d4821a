"""Files of a workspace: written whole or not at all, held by one command at a time."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

_PART = ".part"
_PART_NAME = re.compile(r"\.[0-9a-f]{32}\.part")
_YOUNG = 600.0  # seconds
_ONE_NAME_WHILE_OPEN = sys.platform == "win32"  # there an open file can be neither renamed nor removed
_PATIENCE = 2.0  # seconds
_AGAIN = 0.05  # seconds until a file that another command holds is tried again


class OccupiedError(Exception):
    """Another command holds the file."""


def write_whole(path: Path, content: bytes) -> None:
    """Replaces a file so that a reader sees the old content or the new one, never a part. Who may read it is what the system
    was told of new files. What a killed run has left half written in the folder is removed.

    Raises `OSError` that names the file meant, or the folder that could not be made for it.
    """
    with _written_beside(path, content) as part:
        patiently(lambda: part.replace(path))


def patiently(act: Callable[[], object]) -> None:
    """Does what the system may refuse for a moment: on Windows, where a scanner or an index looks at every new file, until it lets go
    of it. Raises the last `PermissionError` where somebody else holds on to it."""
    until = time.monotonic() + (_PATIENCE if _ONE_NAME_WHILE_OPEN else 0.0)
    while True:
        try:
            act()
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(_AGAIN)
        else:
            return


def write_new(path: Path, content: bytes | BinaryIO) -> None:
    """The same where there is no file of that name yet, nor a link. Raises `FileExistsError` where there is."""
    with _written_beside(path, content) as part:
        try:
            os.link(part, path)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # a file system where a file has one name only
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
            patiently(lambda: part.rename(path))


def names_like(path: Path) -> Iterator[Path]:
    """The path, then the same with -2, -3 … before its ending: for a file beside which others of its name may lie."""
    return (path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(1))


def free_name(path: Path) -> Path:
    """The first of these names that nothing has, nor a link."""
    return next(each for each in names_like(path) if not os.path.lexists(each))


@contextmanager
def occupied(path: Path, patience: float = 0.0) -> Iterator[None]:
    """Holds a file that is only there to be held, until the end of this or of the process.

    Raises `OccupiedError` where another still holds it after `patience` seconds, `OSError` where it cannot be made: a folder that is
    gone is not begun anew, since what it held is elsewhere.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        until = time.monotonic() + patience
        while not _hold(descriptor):
            if time.monotonic() >= until:
                raise OccupiedError(str(path))
            time.sleep(_AGAIN)
        yield
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """A new file's name must be on the disk as well as its content; Windows does this by itself."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _written_beside(path: Path, content: bytes | BinaryIO) -> Iterator[Path]:
    """A file beside `path` with the content, which is held while it is there: so a later run knows it from one that a killed
    run has left. An error that it or the block raises names `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    part = path
    try:
        part, file = _begun(path)
        with file:
            shutil.copyfileobj(io.BytesIO(content) if isinstance(content, bytes) else content, file)
            file.flush()
            os.fsync(file.fileno())
            if not _ONE_NAME_WHILE_OPEN:
                yield part
        if _ONE_NAME_WHILE_OPEN:
            yield part
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise
    finally:
        if part != path:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _begun(path: Path) -> tuple[Path, BinaryIO]:
    """A new file beside `path`, open and held. Another run may have taken it for one that was left before it was held: then
    it is gone, and another one is begun."""
    while True:
        part = path.with_name(f".{uuid.uuid4().hex}{_PART}")
        file = part.open("xb")
        try:
            held = _ONE_NAME_WHILE_OPEN or _hold(file.fileno())
        except OSError:  # where nothing can be held, nothing is swept either
            held = True
        if held and (_ONE_NAME_WHILE_OPEN or os.fstat(file.fileno()).st_nlink):
            return part, file
        file.close()


def _sweep(folder: Path) -> None:
    """Removes what killed runs have left half written there. What another command is just writing is held by it, or so young
    that it may be."""
    for part in folder.glob(f".*{_PART}"):
        with suppress(OSError):
            if _PART_NAME.fullmatch(part.name) and not part.is_symlink():
                _remove_if_left(part)


def _remove_if_left(part: Path) -> None:
    if _ONE_NAME_WHILE_OPEN:
        if time.time() - part.stat().st_mtime > _YOUNG:
            part.unlink()
        return
    with part.open("rb") as file:
        if _hold(file.fileno()):
            part.unlink()  # while it is held: whoever is just beginning it sees that it is gone


def _hold(descriptor: int) -> bool:
    """Whether the open file is held now; it is let go when it is closed, also by the end of the process."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
    else:
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
