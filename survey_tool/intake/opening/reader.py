"""Reading what came back: each file once, in child processes that may die without harm to the others.

for result in read_files(find_files([folder], limits), limits):
    match result:
        case ReturnedFile(): ...
        case Refused(): ...
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from threading import BoundedSemaphore
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from survey_tool.intake.cells.grid import Refused, ReturnedFile
from survey_tool.intake.formats.refusal import MEGABYTE, Refusal
from survey_tool.intake.opening.children import Children
from survey_tool.intake.opening.returned_files import (
    PATIENCE,
    FoundFile,
    is_growing,
    last_written,
    refuse_unread,
    still_written,
)
from survey_tool.intake.opening.unpacking import AskChild, Unpacking

if TYPE_CHECKING:
    from survey_tool.settings.limits import Limits

Progress = Callable[[int, int], None]
Result = ReturnedFile | Refused
_Ask = Callable[[FoundFile], list[Result]]
_Waiting = deque[tuple[Future[list[Result]], int]]
"""What is read ahead, each with the size of its file in octets."""

_AHEAD = 64  # files, or
_OCTETS_AHEAD = 8 * MEGABYTE  # of files, of which large ones may become grids a hundred times their size
_WAKE = 0.5  # seconds; on Windows a wait without end cannot be interrupted


class Readers:
    """As many reader processes as there are cores, of which no more work at once than the limits have memory for.

    They wake up when the context is entered and end when it is left.
    """

    def __init__(self, workers: int | None = None) -> None:
        self._crew = workers or os.cpu_count() or 1
        self._children = Children()
        self._pool = ThreadPoolExecutor(self._crew)

    def __enter__(self) -> Self:
        self._children.__enter__()
        self._children.start(self._crew)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._children.kill()
        self._pool.shutdown(cancel_futures=True)
        self._children.__exit__(kind, error, trace)

    def read(
        self,
        found: Iterable[FoundFile],
        limits: Limits,
        *,
        skip: Collection[str] = (),
        progress: Progress | None = None,
    ) -> Iterator[Result]:
        """Every file read or refused, in the order given; reading begins at once. What a container holds stands in its place.

        Sheets named in `skip` are left out of the grids, which saves the time that they take. `progress` is called in the
        caller's thread with the number of files that are done and of all. Raises `children.ReaderUnavailableError` where
        no reader can be started.
        """
        files = list(found)
        rest = iter(files)
        waiting: _Waiting = deque()
        turn = BoundedSemaphore(limits.at_once)

        def ask_in_turn(data: bytes) -> dict[str, Any]:
            with turn:
                return self._children.ask(data, limits, skip)

        ask = partial(_read, ask=ask_in_turn, limits=limits)
        fill = partial(self._fill, waiting, rest, ask, limits.at_once)
        fill()
        return self._in_order(waiting, fill, lambda done: (progress or _silent)(done, len(files)))

    def _in_order(
        self,
        waiting: _Waiting,
        fill: Callable[[], None],
        tell: Callable[[int], None],
    ) -> Iterator[Result]:
        given = 0
        while waiting:
            first, _ = waiting[0]
            while not first.done():
                wait((first,), _WAKE)
                tell(given + sum(future.done() for future, _ in waiting))
            waiting.popleft()
            yield from first.result()
            given += 1
            fill()

    def _fill(self, waiting: _Waiting, rest: Iterator[FoundFile], ask: _Ask, least: int) -> None:
        """Some files ahead are read while the first one takes its time; not all, since grids take memory, and of large files no more
        than are read at once."""
        while len(waiting) < least or (len(waiting) < _AHEAD and sum(size for _, size in waiting) < _OCTETS_AHEAD):
            if (file := next(rest, None)) is None:
                return
            waiting.append((self._pool.submit(ask, file), _size(file.path)))


def read_files(
    found: Iterable[FoundFile],
    limits: Limits,
    *,
    skip: Collection[str] = (),
    workers: int | None = None,
    progress: Progress | None = None,
) -> Generator[Result, None, None]:
    """The same for whoever has nothing to do while readers wake up. Closing the iterator, or Ctrl-C, ends them."""
    with Readers(workers) as readers:
        yield from readers.read(found, limits, skip=skip, progress=progress)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # why it cannot be read is told when it is
        return 0


def _silent(_done: int, _all: int) -> None:
    """No one wants to know."""


def _read(file: FoundFile, ask: AskChild, limits: Limits) -> list[Result]:
    """A file that looks damaged while it is still being copied is read again, and is never told as damaged."""
    until = time.monotonic() + PATIENCE
    try:
        while True:
            when_read = last_written(file.path)
            results = Unpacking(file.path, ask, limits).results(file.name, file.load())
            if not (any(map(_may_be_cut_off, results)) and is_growing(file.path, when_read)):
                return results
            if time.monotonic() >= until:
                raise still_written()
    except Refusal as refusal:
        return [refuse_unread(file.path, file.name, refusal)]


def _may_be_cut_off(result: Result) -> bool:
    return isinstance(result, Refused) and (result.code == "file-unreadable" or result.why == "no-form-in-mail")
