"""The most memory that any of a few processes holds, looked at while they run: of one that has ended the system tells no less than its parent held
when it was begun."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

OFTEN = 0.05  # seconds
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


@contextmanager
def watched() -> Iterator[Callable[[], float]]:
    """What is begun meanwhile is looked at; the most so far, in MB."""
    over, ours, most = Event(), os.getpid(), 0.0

    def look() -> None:
        nonlocal most
        while not over.wait(OFTEN):
            begun = [each for each in _begun_by(ours) if _typed(each) != _typed(ours)]  # until then it holds our memory
            most = max(most, *map(largest, begun), 0.0)

    looking = Thread(target=look, daemon=True)
    looking.start()
    try:
        yield lambda: most
    finally:
        over.set()
        looking.join()


def largest(process: int) -> float:
    """The most that a process or one that it has begun, and so on, has held so far, in MB; 0 where the system does not tell."""
    return max((_peak(process), *map(largest, _begun_by(process))))


def _begun_by(process: int) -> Iterator[int]:
    for told in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            yield from map(int, told.read_text(encoding="ascii").split())


def _peak(process: int) -> float:
    with suppress(OSError):
        told = _PEAK.search(Path(f"/proc/{process}/status").read_text(encoding="ascii"))
        return int(told[1]) / 2**10 if told else 0.0
    return 0.0


def _typed(process: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""
