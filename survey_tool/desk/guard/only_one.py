"""One desk a workspace: who opens a second one is led to the first, or told who has it open."""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from survey_tool.post.record.line import now, somebody
from survey_tool.reference.workspace import OccupiedError, occupied

LOCK = ".desk.lock"
PLACE = ".desk.json"
PULSE = 30.0
"""Seconds after which a desk says again that it is open: on some shares a lock of one computer is not seen by another."""
_SILENT = 4 * PULSE


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """A desk that is open: at which address, on which computer, by whom, since when (ISO 8601)."""

    address: str
    computer: str
    by: str
    since: str

    @property
    def is_here(self) -> bool:
        """Whether it is open on this computer."""
        return self.computer == socket.gethostname()

    @property
    def since_when(self) -> str:
        """The time, as people read it."""
        try:
            return f"{dt.datetime.fromisoformat(self.since):%Y-%m-%d %H:%M}"
        except ValueError:
            return self.since


class AlreadyOpen(Exception):
    """Somebody has a desk open in this workspace. `desk` tells which, where that can be read."""

    def __init__(self, desk: OpenDesk | None) -> None:
        self.desk = desk
        super().__init__(str(desk))


@contextmanager
def alone(workspace: Path, address: str) -> Iterator[None]:
    """Holds the workspace for a desk at an address. Raises `AlreadyOpen`, and `OSError` where it cannot be written to."""
    try:
        with occupied(workspace / LOCK, patience=1.0):
            place = workspace / PLACE
            there = _read(place)
            if there and not there.is_here and _seen_lately(place):
                raise AlreadyOpen(there)
            _write(place, OpenDesk(address, socket.gethostname(), somebody(), now().isoformat(timespec="seconds")))
            try:
                yield
            finally:
                with suppress(OSError):
                    place.unlink()
    except OccupiedError as error:
        raise AlreadyOpen(_read(workspace / PLACE)) from error


def address_in(workspace: Path) -> str:
    """The address of the desk that is open in a workspace; blank where none is."""
    there = _read(workspace / PLACE)
    return there.address if there else ""


def still_open(workspace: Path) -> None:
    """Says that the desk of this process is still open."""
    with suppress(OSError):
        os.utime(workspace / PLACE)


def _seen_lately(place: Path) -> bool:
    return abs(time.time() - place.stat().st_mtime) < _SILENT


def _read(place: Path) -> OpenDesk | None:
    try:
        told = json.loads(place.read_text(encoding="utf-8"))
        return OpenDesk(**{key: str(told[key]) for key in ("address", "computer", "by", "since")})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(place: Path, desk: OpenDesk) -> None:
    """For its owner alone: the address holds the key."""
    with suppress(FileNotFoundError):
        place.unlink()
    with open(place, "x", encoding="utf-8", opener=_for_its_owner) as file:
        json.dump(asdict(desk), file)


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
