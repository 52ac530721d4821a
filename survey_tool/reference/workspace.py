"""Files of a workspace: written whole or not at all, held by one command at a time."""

from __future__ import annotations

import os
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AGAIN = 0.05  # seconds until a file that another command holds is tried again


class OccupiedError(Exception):
    """Another command holds the file."""


def write_whole(path: Path, content: bytes) -> None:
    """Replaces a file so that a reader sees the old content or the new one, never a part. Who may read it is what the system
    was told of new files.

    Raises `OSError` that names the file meant, or the folder that could not be made for it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _write_beside(path, content)
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


@contextmanager
def occupied(path: Path, patience: float = 0.0) -> Iterator[None]:
    """Holds a file that is only there to be held, until the end of this or of the process.

    Raises `OccupiedError` where another still holds it after `patience` seconds, `OSError` where it cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
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


def _write_beside(path: Path, content: bytes) -> None:
    part = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


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
