"""The journal of sending: an append-only file, on the disk before and after each message.

It is the one thing that the files of a round cannot tell again, so it is kept beside them as JSON lines.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

Event = Literal["sending", "sent", "refused", "assumed-sent", "resend"]
Delivery = Literal["open", "undecided", "sent"]

_DELIVERY: Mapping[Event, Delivery] = {
    "sending": "undecided",  # and nothing after it: the tool stopped between the server's acceptance and this journal
    "sent": "sent",
    "assumed-sent": "sent",
    "refused": "open",
    "resend": "open",
}


class JournalEntry(BaseModel):
    """One line of the journal. `id` is the letter's, `message_id` that of its text as it was then."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    at: AwareDatetime
    event: Event
    id: str
    message_id: str
    to: tuple[str, ...]
    reply: str = ""


class JournalDamagedError(Exception):
    """A line of the journal cannot be read; what was sent is unknown until someone has looked."""

    def __init__(self, path: Path, line: int) -> None:
        """Keeps which line of which file."""
        self.path, self.line = path, line
        super().__init__(f"{path.name}, line {line}")


class JournalInUseError(Exception):
    """Another run is sending with this journal."""


class JournalFileError(Exception):
    """The journal cannot be read or written, so that nothing more may be sent."""

    def __init__(self, path: Path, reason: OSError) -> None:
        """Keeps which file, and why."""
        self.path, self.reason = path, reason
        super().__init__(reason.strerror or str(reason))


class _Content(NamedTuple):
    entries: tuple[JournalEntry, ...]
    whole: int  # octets up to the end of the last whole line
    ended: bool  # whether that line has its line end


def read_journal(path: Path) -> dict[str, JournalEntry]:
    """The last entry of every letter, by id; nothing where there is no journal yet.

    A last line that was cut off is passed over: a message is never sent before the line that announces it is whole,
    and where the line about its end is missing, the announcement makes it undecided. Raises `JournalDamagedError` and
    `JournalFileError`.
    """
    return _last(_parse(path).entries) if path.exists() else {}


def delivery(entry: JournalEntry | None) -> Delivery:
    """Whether a letter is still to be sent, was sent, or may have been."""
    return _DELIVERY[entry.event] if entry else "open"


class Journal:
    """The journal opened by the one run that may write to it; see `open_journal`."""

    def __init__(self, path: Path, descriptor: int, entries: tuple[JournalEntry, ...]) -> None:
        """`descriptor` is open for appending; `entries` is what it holds."""
        self._path, self._descriptor = path, descriptor
        self._last = _last(entries)

    @property
    def last(self) -> Mapping[str, JournalEntry]:
        """What happened last to each letter, by id."""
        return self._last

    def write(self, entry: JournalEntry) -> None:
        """Returns when `entry` is on the disk. Raises `JournalFileError`."""
        try:
            _write(self._descriptor, f"{entry.model_dump_json()}\n".encode())
        except OSError as error:
            raise JournalFileError(self._path, error) from error
        self._last[entry.id] = entry


@contextmanager
def open_journal(path: Path) -> Iterator[Journal]:
    """Opens the journal for this run alone, and takes away a last line that was cut off.

    Raises `JournalInUseError`, `JournalDamagedError` and `JournalFileError`.
    """
    new = not path.exists()
    descriptor = _open(path)
    try:
        _lock(descriptor)
        if new:
            _sync_folder(path.parent)
        content = _parse(path)
        os.ftruncate(descriptor, content.whole)
        if not content.ended:
            _write(descriptor, b"\n")
        yield Journal(path, descriptor, content.entries)
    finally:
        os.close(descriptor)


def now() -> datetime:
    """The time on this machine's clock with its offset."""
    return datetime.now().astimezone()


def _open(path: Path) -> int:
    binary = getattr(os, "O_BINARY", 0)  # Windows would write its own line ends
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | binary, 0o600)
    except OSError as error:
        raise JournalFileError(path, error) from error


def _last(entries: tuple[JournalEntry, ...]) -> dict[str, JournalEntry]:
    return {entry.id: entry for entry in entries}


def _parse(path: Path) -> _Content:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise JournalFileError(path, error) from error
    *lines, tail = raw.split(b"\n")
    entries = []
    for number, line in enumerate(lines, start=1):
        try:
            entries.append(JournalEntry.model_validate_json(line))
        except ValidationError as error:
            raise JournalDamagedError(path, number) from error
    try:
        entries.append(JournalEntry.model_validate_json(tail))
    except ValidationError as error:
        if tail.strip(b"\0") and not tail.startswith(b"{"):  # no line of ours, and not ours to take away
            raise JournalDamagedError(path, len(lines) + 1) from error
        return _Content(tuple(entries), len(raw) - len(tail), ended=True)
    return _Content(tuple(entries), len(raw), ended=False)


def _write(descriptor: int, line: bytes) -> None:
    while line:
        line = line[os.write(descriptor, line) :]
    os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    """The file's name must be on the disk as well as its content; Windows does this by itself."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Held until the file is closed, also by the end of the process."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, 2**31 - 2, os.SEEK_SET)  # far behind the end, so that the file can still be read
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise JournalInUseError from error
    else:
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise JournalInUseError from error
