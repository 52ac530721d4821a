"""The reader processes: started once, kept while they serve, replaced when they die.

Parsing what strangers send may exhaust the memory, abort the process or never end. That must cost one file its report
and nothing else, and the verdict on a file must not depend on which files were read before it.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from survey_tool.intake.cells.grid import CellValue
from survey_tool.intake.formats.refusal import MEGABYTE, Refusal
from survey_tool.intake.opening.pipes import MESSAGE

if TYPE_CHECKING:
    from survey_tool.settings.limits import Limits

_PACKAGE_ROOT = str(Path(__file__).parents[3])
_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from survey_tool.intake.opening.child import main; main()"
_EARLY = 4
_LOOK = 0.1  # seconds between two looks for a reader that takes too long
_PIPE = MEGABYTE  # so that a question or an answer is handed over at once, where the platform lets; nobody waits for it
_TIMES: dict[str, Callable[[Any], CellValue]] = {
    "date": dt.date.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
    "time": dt.time.fromisoformat,
    "duration": lambda seconds: dt.timedelta(seconds=seconds),
}


class ReaderUnavailableError(RuntimeError):
    """No reader process can be started: the installation is at fault, not a file."""


class _DiedError(Exception):
    """The process ended, or said something that is no answer."""


class Children:
    """As many reader processes as are asked for at the same time. Leaving the context ends them."""

    def __init__(self) -> None:
        """No process is started yet."""
        self._lock = threading.Lock()
        self._all: list[_Child] = []
        self._idle: list[_Child] = []
        self._closed = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        for child in self._all:
            child.end()

    def start(self, number: int) -> None:
        """Let some processes wake up before there is work for them."""
        self._idle += [self._new() for _ in range(min(number, _EARLY))]

    def kill(self) -> None:
        """End every process at once; whoever waits for an answer gets none."""
        self._closed.set()
        with self._lock:
            for child in self._all:
                child.kill()

    def ask(
        self, data: bytes, limits: Limits, skip: Collection[str] = (), password: str | None = None
    ) -> dict[str, Any]:
        """The answer for one file, as `child.answer_for` gives it; `skip` are names of sheets that are not wanted.

        What was taken out of the file is the answer's `taken_out`. With a `password` a copy without its lock is asked for.
        The limits that a process is given first stay its own. Raises `Refusal` where the process dies of the file.
        """
        asked = {"skip": sorted(skip)} if password is None else {"password": password}
        question = json.dumps(asked).encode()
        with self._lock:
            child = self._idle.pop() if self._idle else None
        if child is not None and child.has_served:
            try:
                return self._answer(child, question, data, limits)
            except _DiedError:  # it may have been worn out by the files before
                child = None
        try:
            return self._answer(child or self._new(), question, data, limits)
        except _DiedError as error:
            raise Refusal("file-hostile", "breakdown") from error

    def _answer(self, child: _Child, question: bytes, data: bytes, limits: Limits) -> dict[str, Any]:
        try:
            answer = child.ask(question, data, limits)
        except BaseException:
            self._drop(child)
            raise
        if answer.get("tired"):
            self._drop(child)
        else:
            with self._lock:
                self._idle.append(child)
        return answer

    def _new(self) -> _Child:
        with self._lock:  # two processes started at once could inherit each other's pipes
            if self._closed.is_set():
                raise ReaderUnavailableError
            child = _Child()
            self._all.append(child)
        return child

    def _watch(self) -> None:
        """One thread looks after all of them: a timer for every file would be a thread for every file."""
        while not self._closed.wait(_LOOK):
            with self._lock:
                for child in self._all:
                    child.kill_if_overdue()

    def _drop(self, child: _Child) -> None:
        child.end()
        with self._lock:
            self._all.remove(child)


class _Child:
    """One process and the pipes to it."""

    def __init__(self) -> None:
        self.has_served = False
        self._ready = False
        self._deadline = math.inf
        self._overdue = False
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-X", "utf8", "-c", _BOOT, *sys.path, _PACKAGE_ROOT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=_PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def ask(self, question: bytes, data: bytes, limits: Limits) -> dict[str, Any]:
        """Raises `_DiedError`, or `Refusal` where no answer came in time."""
        self._get_ready(limits)
        self._overdue, self._deadline = False, time.monotonic() + limits.seconds
        try:
            self._send(question, data)
            answer = self._receive(limits)
        except _DiedError as error:
            if self._overdue:
                raise Refusal("file-hostile", "time", seconds=f"{limits.seconds:g}") from error
            raise
        finally:
            self._deadline = math.inf
        self.has_served = True
        return answer

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        """Kill it and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        for pipe in self._pipes():
            try:
                pipe.close()
            except OSError:  # what was not sent any more
                continue

    def _get_ready(self, limits: Limits) -> None:
        if self._ready:
            return
        try:
            told = {"limits": limits.model_dump(mode="json"), "parent": os.getpid()}
            self._send(json.dumps(told).encode(), b"")
            self._receive(limits)
        except _DiedError as error:
            raise ReaderUnavailableError("the reader process does not start") from error
        self._ready = True

    def kill_if_overdue(self) -> None:
        if time.monotonic() > self._deadline:
            self._overdue = True
            self._process.kill()

    def _send(self, question: bytes, data: bytes) -> None:
        pipe, _ = self._pipes()
        try:
            pipe.write(MESSAGE.pack(len(question), len(data)) + question)
            pipe.write(data)
            pipe.flush()
        except (OSError, ValueError) as error:
            raise _DiedError from error

    def _receive(self, limits: Limits) -> dict[str, Any]:
        _, pipe = self._pipes()
        try:
            head = pipe.read(MESSAGE.size)
            length, size = MESSAGE.unpack(head) if len(head) == MESSAGE.size else (0, 0)
            fits = length + size <= limits.memory_mb * MEGABYTE
            answer = json.loads(pipe.read(length) if fits else b"", object_hook=_time)
            taken_out = pipe.read(size)
        except (OSError, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise _DiedError from error
        if not isinstance(answer, dict) or len(taken_out) < size:
            raise _DiedError
        return answer | {"taken_out": taken_out}

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        to_child, from_child = self._process.stdin, self._process.stdout
        if to_child is None or from_child is None:
            raise _DiedError
        return to_child, from_child


def _time(members: dict[str, Any]) -> object:
    """Dates and times come as objects of one member; every other object is what it is."""
    if len(members) == 1:
        kind, value = next(iter(members.items()))
        if kind in _TIMES:
            return _TIMES[kind](value)
    return members
