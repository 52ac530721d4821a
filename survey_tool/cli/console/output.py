"""What the commands say: sentences, tables and progress, to people at a terminal and to programs behind a pipe."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, TextIO

from survey_tool.wording.invisible import escaped_for_programs, shown
from survey_tool.wording.widths import padded, width
from survey_tool.wording.words import Language, Words

if TYPE_CHECKING:
    from rich.console import Console as RichConsole

Progress = Callable[[int, int], None]
ConsoleCell = str | tuple[str, str]  # a text, or a text and its style

_PLAIN_STEPS, _WORTH_TELLING = 4, 20


@dataclass
class Console:
    """Sentences for people go to `out`, progress and what went wrong to `err`."""

    language: Language
    out: TextIO
    err: TextIO

    def say(self, *words: Words | str) -> None:
        """Sentences that are the result of a command, one a line; words of nothing are none."""
        _write(self.out, self._lines(words))

    def note(self, *words: Words | str) -> None:
        """Sentences beside the result: what is wrong, what to do."""
        _write(self.err, self._lines(words))

    def aside(self) -> Console:
        """The same console with `out` left to data for programs."""
        return Console(self.language, self.err, self.err)

    def data(self, text: str) -> None:
        """Data for programs (JSON), as UTF-8 whatever the console's own encoding is."""
        text = escaped_for_programs(text)
        raw = getattr(self.out, "buffer", None)
        if raw is None:
            self.out.write(text)
            return
        with _unread(self.out):
            self.out.flush()
            raw.write(text.encode())
            raw.flush()

    def table(self, headers: Sequence[Words], rows: Sequence[Sequence[ConsoleCell]]) -> None:
        """A table; at a terminal it is drawn, behind a pipe its columns are only aligned.

        Where the terminal is too narrow, what stands in the last column is cut short.
        """
        if not self.out.isatty():  # programs need not wait for what draws
            _write(self.out, _aligned([[each[self.language] for each in headers], *(map(_text, row) for row in rows)]))
            return
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
        rows = [[_shown(cell) for cell in row] for row in rows]
        for place, header in enumerate(headers):
            last = place == len(headers) - 1
            widest = max(
                width(text, "terminal") for text in (header[self.language], *(_text(row[place]) for row in rows))
            )
            table.add_column(header[self.language], no_wrap=True, min_width=None if last else widest)
        for row in rows:
            table.add_row(*(Text(*((cell,) if isinstance(cell, str) else cell)) for cell in row))
        _rich(self.out).print(table)

    @contextmanager
    def progress(self, words: Words) -> Iterator[Progress]:
        """How far something is, told by calling what is yielded with the number done and the number of all."""
        with (self._bar if self.err.isatty() else self._plain)(words[self.language]) as told:
            yield told

    @contextmanager
    def steps(self, words: Words, total: int) -> Iterator[Callable[[object], None]]:
        """The same, told by calling what is yielded with each thing that is done."""
        done = count(1)
        with self.progress(words) as progress:
            yield lambda _: progress(next(done), total)

    @contextmanager
    def _bar(self, label: str) -> Iterator[Progress]:
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bars

        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
        with Bars(*columns, console=_rich(self.err), transient=True) as bars:
            task = bars.add_task(label, total=None)
            yield lambda done, total: bars.update(task, completed=done, total=total)

    @contextmanager
    def _plain(self, label: str) -> Iterator[Progress]:
        said: set[int] = set()

        def told(done: int, total: int) -> None:
            step = done * _PLAIN_STEPS // total if total >= _WORTH_TELLING else 0
            if step and step not in said:
                said.add(step)
                self.note(f"{label} {done}/{total}")

        yield told

    def _lines(self, words: Sequence[Words | str]) -> list[str]:
        return [each if isinstance(each, str) else each[self.language] for each in words if each or each == ""]


def this_terminal(language: Language) -> Console:
    """The console of this process. What its encoding cannot show (cp932 knows no ✔) is shown as `?` and stops nothing."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    return Console(language, sys.stdout, sys.stderr)


def _open_closed_streams() -> None:
    """Where the process was begun without one of its streams, that one leads nowhere: else the next file that is opened would
    take its place."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


@contextmanager
def _unread(stream: TextIO) -> Iterator[None]:
    """Whoever read the other end of the pipe has gone: nobody misses what is written from now on, and the work goes on."""
    try:
        yield
    except OSError as error:
        if not isinstance(error, BrokenPipeError) and not (sys.platform == "win32" and error.errno == errno.EINVAL):
            raise
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _write(stream: TextIO, lines: Sequence[str]) -> None:
    """The one place through which sentences reach a terminal: what a file holds must not give it orders."""
    with _unread(stream):
        stream.write("".join(f"{shown(line)}\n" for line in lines))
        stream.flush()


def _aligned(table: Sequence[Iterable[str]]) -> list[str]:
    rows = [list(row) for row in table]
    widths = [max(width(each, "terminal") for each in column) for column in zip(*rows, strict=True)]
    return [" ".join(map(padded, row, widths)).rstrip() for row in rows]


def _text(cell: ConsoleCell) -> str:
    return cell if isinstance(cell, str) else cell[0]


def _shown(cell: ConsoleCell) -> ConsoleCell:
    return shown(cell) if isinstance(cell, str) else (shown(cell[0]), cell[1])


def _rich(stream: TextIO) -> RichConsole:
    from rich.console import Console as RichConsole

    return RichConsole(file=stream, markup=False, emoji=False, highlight=False)
