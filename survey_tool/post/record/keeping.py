"""`record.csv`: read whichever program saved it last, and added to so that no line is lost.

Each line is on the disk before what it tells goes on. A last line that was cut off tells of nothing that happened, and is
taken away by the next that is written. Where Excel has saved the file, what it made of the lines is understood; before the
next line is written, its copy is kept beside and the file stands again as this program writes it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from survey_tool.post.record.line import EVENTS, Line, retracted, told_by
from survey_tool.post.record.offered import note_offered
from survey_tool.reference.workspace import OccupiedError, free_name, occupied, sync_folder, write_new, write_whole
from survey_tool.wording.formulas import ESCAPE, plain, safe
from survey_tool.wording.handwritten import FileLine, Mistake, MistakesError, decoded, one_line, read_rows
from survey_tool.wording.words import Words

RECORD_FILE = "record.csv"
COLUMNS = ("at", "round", "prefecture", "what", "subject", "detail", "by")
_NEEDED = COLUMNS[:5]
_HEAD = b"\xef\xbb\xbf" + ",".join(f'"{name}"' for name in COLUMNS).encode() + b"\n"
_PATIENCE = 10.0  # seconds that another command may take to write its line
_EXCEL_TIMES = ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M")
_BESIDE = re.compile(r"record-\d{8}-\d{6}")
_STAYS = re.compile(
    r"[1-9]\d{0,8}|[A-Za-z]+"
)  # the name of a round that Excel does not turn into a day when it opens the file
_A_TIME = Words(
    "日時（例：2026-11-28T09:30:00+09:00）を控えから元に戻してください。",
    "Restore a time such as 2026-11-28T09:30:00+09:00 from a copy.",
)
_A_WHAT = Words("次のいずれかに戻してください：{events}", "Restore one of these: {events}.").fill(
    events=", ".join(EVENTS)
)
_CUT = Words("途中で切れています。", "It is cut off.")
_RESTORE = Words("控えから元に戻してください。", "Restore it from a copy.")


class RecordFileError(Exception):
    """The record cannot be read or written, so that nothing may be done that has to be recorded."""

    def __init__(self, path: Path, reason: OSError) -> None:
        """Keeps which file, and why."""
        self.path, self.reason = path, reason
        super().__init__(reason.strerror or str(reason))


class RecordInUseError(Exception):
    """Another command is writing to the record, or holds what it guards."""


@dataclass(frozen=True, slots=True)
class Record:
    """All lines of the record, of every round, in the order in which they were written; and what in it cannot be read."""

    lines: tuple[Line, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class _Content:
    """What the file holds. `whole`: octets up to the end of the last whole line; `ended`: whether that has its line end;
    `ours`: whether the file stands as this program writes it."""

    record: Record
    whole: int
    ended: bool
    ours: bool


def read_record(path: Path) -> Record:
    """The record; nothing where there is none yet. Raises `RecordFileError`."""
    return _content(path).record


def append(path: Path, lines: Sequence[Line], *, once: bool = False) -> tuple[Line, ...]:
    """Returns the lines, each under a time of its own, when they are on the disk; `once`: but for those that tell what holds already, as
    another command may have written a moment ago.

    Raises `RecordFileError`, `RecordInUseError`, and `MistakesError` where another program has saved the file and lines of it
    cannot be read: what was written then is not known.
    """
    with _writing(path):
        return _append(path, lines, once=once)


def forget(path: Path, round_name: str) -> None:
    """Blanks what is personal in the lines of a round that is over: `detail` and `by`. The one time that lines are changed.

    Raises as `append` does.
    """
    with _writing(path):
        record = read_record(path)
        if record.mistakes:
            raise MistakesError(record.mistakes)
        blank = {"detail": "", "by": ""}
        lines = [line.model_copy(update=blank) if line.round == round_name else line for line in record.lines]
        write_whole(path, _HEAD + b"".join(map(_written, lines)))


def kept_beside(path: Path) -> tuple[Path, ...]:
    """The copies of the record that were kept as another program had saved them."""
    return tuple(
        sorted(each for each in path.parent.glob(f"{path.stem}-*{path.suffix}") if _BESIDE.fullmatch(each.stem))
    )


@contextmanager
def sending_alone(path: Path) -> Iterator[None]:
    """Only one run at a time decides about letters of this record. Raises `RecordInUseError` and `RecordFileError`."""
    try:
        with occupied(path.with_name(".sending.lock")):
            yield
    except OccupiedError as error:
        raise RecordInUseError from error


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Only one command at a time writes to the record."""
    try:
        with occupied(path.with_name(f".{path.stem}.lock"), patience=_PATIENCE):
            yield
    except OccupiedError as error:
        raise RecordInUseError from error
    except OSError as error:
        raise RecordFileError(path, error) from error


def _append(path: Path, lines: Sequence[Line], *, once: bool) -> tuple[Line, ...]:
    content = _content(path)
    if not content.ours:
        if content.record.mistakes:
            raise MistakesError(content.record.mistakes)
        _as_ours(path, content.record.lines)
        content = _content(path)
    if not (lines := _new(lines, content.record.lines) if once else lines):
        return ()
    told = _told_apart(lines, {line.at for line in content.record.lines})
    new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    try:
        os.ftruncate(descriptor, content.whole)
        begun = b"" if content.whole else _HEAD
        _write(descriptor, begun + (b"" if content.ended else b"\n") + b"".join(map(_written, told)))
    finally:
        os.close(descriptor)
    if new:
        sync_folder(path.parent)
    note_offered(path, (*content.record.lines, *told))
    return told


def _new(lines: Sequence[Line], record: Sequence[Line]) -> list[Line]:
    """The lines that tell something that does not hold already by the record, or by those before them."""
    gone = retracted(record)
    held = dict(told_by(line) for line in record if line.at.isoformat() not in gone)
    new = []
    for line in lines:
        about, told = told_by(line)
        if held.get(about) != told:
            new.append(line)
        held[about] = told
    return new


def _as_ours(path: Path, lines: Sequence[Line]) -> None:
    """Puts the file as another program saved it beside, and the same lines in its place."""
    saved = dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    beside = path.with_name(f"{path.stem}-{saved:%Y%m%d-%H%M%S}{path.suffix}")
    write_new(free_name(beside), path.read_bytes())
    write_whole(path, _HEAD + b"".join(map(_written, lines)))


def _told_apart(lines: Sequence[Line], taken: set[dt.datetime]) -> tuple[Line, ...]:
    told = []
    for line in lines:
        at = line.at
        while at in taken:
            at += dt.timedelta(microseconds=1)
        taken.add(at)
        told.append(line.model_copy(update={"at": at}))
    return tuple(told)


def _written(line: Line) -> bytes:
    text = io.StringIO()
    cells = {name: safe(one_line(str(getattr(line, name)))) for name in COLUMNS} | {
        "at": line.at.isoformat(),
        "round": line.round if _STAYS.fullmatch(line.round) else ESCAPE + line.round,
    }
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow(cells.values())
    return text.getvalue().encode()


def _write(descriptor: int, octets: bytes) -> None:
    while octets:
        octets = octets[os.write(descriptor, octets) :]
    os.fsync(descriptor)


def _content(path: Path) -> _Content:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return _Content(Record(), 0, ended=True, ours=True)
    except OSError as error:
        raise RecordFileError(path, error) from error
    if _HEAD.startswith(raw.rstrip(b"\0")):  # it was cut off while it was begun
        return _Content(Record(), 0, ended=True, ours=True)
    if not raw.startswith(_HEAD):
        return _Content(_of_another_program(path.name, raw), len(raw), ended=True, ours=False)
    whole = raw.rfind(b"\n") + 1
    tail = raw[whole:].rstrip(b"\0")
    lines, mistakes = _lines(path.name, raw[:whole].decode("utf-8-sig", "replace"))
    if not tail:
        return _Content(Record(lines, mistakes), whole, ended=True, ours=True)
    if _has_every_cell(tail):
        last, wrong = _lines(path.name, (_HEAD + tail).decode("utf-8-sig", "replace"))
        return _Content(Record(lines + last, (*mistakes, *wrong)), whole + len(tail), ended=False, ours=True)
    if tail.startswith(b'"'):  # cut off by the end of the program: what it tells of did not happen
        return _Content(Record(lines, mistakes), whole, ended=True, ours=True)
    cut = Mistake(path.name, raw.count(b"\n") + 1, None, _CUT, _RESTORE)
    return _Content(Record(lines, (*mistakes, cut)), len(raw), ended=False, ours=True)


def _has_every_cell(tail: bytes) -> bool:
    try:
        cells = next(csv.reader([tail.decode("utf-8", "replace")], strict=True))
    except csv.Error:
        return False
    return len(cells) == len(COLUMNS) and tail.endswith(b'"')


def _of_another_program(name: str, raw: bytes) -> Record:
    """The same lines in the order of their times: whoever sorted them by another column did not mean the order. Times that have lost
    their seconds are told apart again, since lines are taken back by them."""
    try:
        lines, mistakes = _lines(name, decoded(name, raw))
    except MistakesError as error:
        return Record((), error.mistakes)
    before = sorted(lines, key=lambda line: line.at)
    told = _told_apart(before, set())
    named = list(zip((line.at for line in before), told, strict=True))
    return Record(tuple(_naming(line, named) for line in told), mistakes)


def _naming(line: Line, named: Sequence[tuple[dt.datetime, Line]]) -> Line:
    """A line that takes another back names that by the time that it has now; `named` are all lines, each with the time in the file."""
    at = _time(line.subject) if line.what == "retracted" else None
    those = [each for was, each in named if was == at]
    if not those:
        return line
    meant = max(
        those, key=lambda each: (line.detail == f"{each.what} {each.subject}", line.detail.startswith(each.what))
    )
    return line.model_copy(update={"subject": meant.at.isoformat()})


def _lines(name: str, text: str) -> tuple[tuple[Line, ...], tuple[Mistake, ...]]:
    rows, mistakes = read_rows(name, text, _NEEDED)
    read = [_line(row) for row in rows]
    lines = tuple(each for each in read if isinstance(each, Line))
    return lines, (*mistakes, *(each for each in read if isinstance(each, Mistake)))


def _line(row: FileLine) -> Line | Mistake:
    cells = {name: plain(row.cells.get(name, "").strip()) for name in COLUMNS}
    for column in _NEEDED:
        if "\ufffd" in cells[column]:  # whose letter it tells of is not known
            return row.mistake(column, _RESTORE)
    at = _time(cells.pop("at"))
    if at is None:
        return row.mistake("at", _A_TIME)
    code = cells["prefecture"]
    cells["prefecture"] = code.zfill(2) if code else ""
    cells["round"] = cells["round"].removeprefix(ESCAPE)
    try:
        return Line.model_validate({"at": at, **cells})
    except ValidationError:
        return row.mistake("what", _A_WHAT)


def _time(text: str) -> dt.datetime | None:
    try:
        read = dt.datetime.fromisoformat(text)
    except ValueError:
        return _excel_time(text)
    return read if read.tzinfo else read.astimezone()


def _excel_time(text: str) -> dt.datetime | None:
    for form in _EXCEL_TIMES:
        try:
            return dt.datetime.strptime(text, form).astimezone()
        except ValueError:
            continue
    return None
