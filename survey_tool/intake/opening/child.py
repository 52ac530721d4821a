"""The process that reads. It serves one file after the other until its input ends, and may die at any of them."""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import io
import json
import math
import os
import signal
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

import python_calamine

from survey_tool.intake.cells.noted import CellFault
from survey_tool.intake.formats.mails.saying import what_it_says, wording
from survey_tool.intake.formats.refusal import MEGABYTE, Refusal, damaged
from survey_tool.intake.opening import unlocking
from survey_tool.intake.opening.contents import Container
from survey_tool.intake.opening.inspection import inspect, refused_for_itself
from survey_tool.intake.opening.pipes import MESSAGE
from survey_tool.questionnaire.findings.cell_names import cell_name
from survey_tool.reference.processes import end_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from survey_tool.intake.cells.addresses import CellPlace
    from survey_tool.intake.formats.inspected import InspectedFile, InspectedSheet, Look
    from survey_tool.settings.limits import Limits

_TIRING = 32 * MEGABYTE  # after a book of this size memory is in pieces: the next file gets a fresh process
_PATIENCE = 2  # times as long as a file may take: before that the parent ends a process that takes too long
_ONLY_FLOATS = ("xlsx", "xlsm")
_Cell = Any
_PICTURE = CellFault("picture")
_PICTURE_FORMULA = "=DISPIMG("  # the result that WPS Office saves is the formula itself
_VISIBLE = python_calamine.SheetVisibleEnum.Visible


class Answer(NamedTuple):
    """What is said of a file as JSON, and what was taken out of it. `tired`: the process should retire now."""

    tired: bool
    said: str
    taken_out: Sequence[bytes] = ()


def main() -> None:
    """Serve until the input ends. The first question holds the limits and who asks, the others the sheets to skip, or a password."""
    questions, answers = _pipes()
    limits = _receive(questions)
    if limits is None:
        return
    told, _ = limits
    settings = cast("Limits", SimpleNamespace(**told["limits"]))
    _limit_this_process(settings.memory_mb)
    end_with(told["parent"])
    _send(answers, Answer(False, "{}"))
    gc.disable()  # nothing here runs in circles, and grids are many small objects
    while (asked := _receive(questions)) is not None:
        question, data = asked
        _end_after(_PATIENCE * settings.seconds)
        answer = answer_for(data, settings, frozenset(question.get("skip", ())), question.get("password"))
        _end_after(0)
        _send(answers, answer)
        if answer.tired:
            return


def answer_for(data: bytes, limits: Limits, skip: frozenset[str], password: str | None = None) -> Answer:
    """One file, read, opened or refused; with a password, its readable copy.

    Whatever happens on the way becomes a refusal.
    """
    try:
        if password is not None:
            return _unlocked(data, limits, password)
        inspected = inspect(data, limits, skip)
        if isinstance(inspected, Container):
            return _opened(inspected)
        sheets = ",".join(_sheets(inspected, limits))
        tired = len(inspected.book) > _TIRING
        common = f'"format":{_json(inspected.format)},"ignored":{_json(inspected.ignored)}'
        return Answer(tired, f'{{"tired":{_json(tired)},{common},"sheets":[{sheets}]}}')
    except Refusal as refusal:
        return _refused(refusal)
    except MemoryError:
        return _refused(Refusal("file-hostile", "memory"), tired=True)
    except python_calamine.PasswordError:
        return _refused(Refusal("file-encrypted", "password"))
    except BaseException as error:  # a panic of the library is not even an Exception
        panic = not isinstance(error, Exception)
        return _refused(Refusal("file-unreadable", "reader-failed", error=type(error).__name__), tired=panic)


def _refused(refusal: Refusal, tired: bool = False) -> Answer:
    return Answer(tired, _json({"tired": tired, "refused": refusal.plain}))


def _unlocked(data: bytes, limits: Limits, password: str) -> Answer:
    unlocked = unlocking.unlock(data, limits, password)
    said = {"tired": True, "opened": unlocked.opened, "wrong": unlocked.wrong, "mail": unlocked.is_mail}
    return Answer(True, _json(said), [unlocked.content] if unlocked.opened else [])


def _opened(container: Container) -> Answer:
    taken_out: list[bytes] = []
    held = _held(container, taken_out)
    tired = sum(map(len, taken_out)) > _TIRING
    return Answer(tired, _json({"tired": tired, **held}), taken_out)


def _held(container: Container, taken_out: list[bytes]) -> dict[str, Any]:
    """A container as plain values. The bytes of what has to be read are collected in their order."""
    items = []
    for item in container.items:
        content = item.content
        said: dict[str, Any] = {"name": item.name, "size": item.size}
        if isinstance(content, bytes):
            if refusal := refused_for_itself(content):
                said["sha256"] = hashlib.sha256(content).hexdigest()
            else:
                taken_out.append(content)
        elif isinstance(content, Container):
            refusal, said = None, said | _held(content, taken_out)
        else:
            refusal = content
        items.append(said | {"refused": refusal.plain} if refusal else said)
    mail = container.mail
    told = [mail.sender, mail.sent_at, mail.subject, what_it_says(mail.text), wording(mail.text)] if mail else None
    return {"items": items, "mail": told}


def _sheets(inspected: InspectedFile, limits: Limits) -> list[str]:
    if not inspected.sheets:
        return []
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(inspected.book))
    sheets: list[str] = []
    cells = 0
    for sheet in inspected.sheets:
        if inspected.format == "ods" and book.sheet_names[sheet.number : sheet.number + 1] != [sheet.name]:
            raise damaged()  # the library found other tables than the inspection did
        rows: list[list[_Cell]] = book.get_sheet_by_index(sheet.number).to_python(skip_empty_area=False)
        _trim(rows)
        cells += len(rows) * len(rows[0]) if rows else 0
        if cells > limits.cells:  # each sheet by itself was inspected at; many together could still be too much
            raise Refusal("file-hostile", "many-cells", sheet=sheet.name, cell=cell_name(len(rows), len(rows[0])))
        if inspected.format not in _ONLY_FLOATS:
            _make_floats(rows)
        if sheet.filled and not rows and not sheet.faults:
            raise Refusal("file-unreadable", "unread-cells", sheet=sheet.name)
        sheets.append(_sheet(book, sheet, rows, limits))
    return sheets


def _sheet(
    book: python_calamine.CalamineWorkbook, sheet: InspectedSheet, rows: list[list[_Cell]], limits: Limits
) -> str:
    """One sheet as JSON. A time or date in it is an object of one member, which names the kind."""
    shown = list(_shown(rows, sheet.looks, limits.text_length))
    content = _as_json(rows, sheet.faults, limits.text_length)
    _note_pictures(rows, sheet, _PICTURE_FORMULA in content)
    hidden = sheet.hidden or book.sheets_metadata[sheet.number].visible != _VISIBLE
    faults = [(row, column, fault.kind, fault.text) for (row, column), fault in sheet.faults.items()]
    head = (
        f'"name":{_json(sheet.name)},"hidden":{_json(hidden)},"faults":{_json(faults)},"merged":{_json(sheet.merged)},'
        f'"shown":{_json(shown)}'
    )
    return f'{{{head},"rows":{content}}}'


def _trim(rows: list[list[_Cell]]) -> None:
    """Blank rows at the end and blank columns at the right go; the library writes a blank as the empty text."""
    while rows and rows[-1].count("") == len(rows[-1]):
        rows.pop()
    width = len(rows[0]) if rows else 0
    kept = width
    while kept and all(row[kept - 1] == "" for row in rows):
        kept -= 1
    if kept < width:
        for row in rows:
            del row[kept:]


def _make_floats(rows: list[list[_Cell]]) -> None:
    """Some formats tell whole numbers apart; what a number means must not depend on the format."""
    for row in rows:
        for index, value in enumerate(row):
            if type(value) is int:
                row[index] = float(value)


def _shown(rows: list[list[_Cell]], looks: Mapping[CellPlace, Look], text_length: int) -> Iterator[tuple[Any, ...]]:
    """Row, column and what people see there, of the cells where that is something else than they hold."""
    for (row, column), look in looks.items():
        if row <= len(rows) and column <= len(rows[0]) and (seen := look(rows[row - 1][column - 1])) is not None:
            yield row, column, *(each[:text_length] if isinstance(each, str) else each for each in seen)


def _note_pictures(rows: list[list[_Cell]], sheet: InspectedSheet, has_formulas: bool) -> None:
    """A picture over a blank cell, or the formula by which another office program puts one into it (`has_formulas`)."""
    for row, column in sheet.pictures:
        if row > len(rows) or column > len(rows[0]) or rows[row - 1][column - 1] == "":
            sheet.faults.setdefault((row, column), _PICTURE)
    for number, values in enumerate(rows if has_formulas else (), start=1):
        for place, value in enumerate(values, start=1):
            if type(value) is str and value.startswith(_PICTURE_FORMULA):
                sheet.faults[number, place] = _PICTURE


def _as_json(rows: list[list[_Cell]], faults: dict[CellPlace, CellFault], text_length: int) -> str:
    """Nearly always the library's values can be written as they are, at the speed of C."""
    try:
        content = _json(rows)
    except ValueError:  # an infinite number, or none at all
        content = ""
    if not content or _may_hold_long_text(content, text_length):
        for number, row in enumerate(rows, start=1):
            _mend(row, number, faults, text_length)
        content = _json(rows)
    # Quotes inside a text are escaped, so these can only be blank cells.
    return content.replace(',""', ",null").replace('[""', "[null")


def _may_hold_long_text(content: str, text_length: int) -> bool:
    """Is there a stretch of that length in which no text begins?"""
    place = 0
    while place + text_length < len(content):
        found = content.rfind(',"', place, place + text_length)
        if found < 0:
            return True
        place = found + 1
    return False


def _mend(row: list[_Cell], number: int, faults: dict[CellPlace, CellFault], text_length: int) -> None:
    for index, value in enumerate(row):
        if isinstance(value, str) and len(value) > text_length:
            row[index] = value[:text_length]
        elif isinstance(value, float) and not math.isfinite(value):
            row[index] = ""
            faults.setdefault((number, index + 1), CellFault("error-value", "#NUM!"))


def _plain_time(value: dt.date | dt.time | dt.timedelta) -> dict[str, str | float]:
    if isinstance(value, dt.timedelta):
        return {"duration": value.total_seconds()}
    if isinstance(value, dt.datetime):
        return {"datetime": value.isoformat()}
    return {"date" if isinstance(value, dt.date) else "time": value.isoformat()}


_json = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":"), default=_plain_time
).encode


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent. Whatever else writes to the standard output must not get between."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    return sys.stdin.buffer, answers


def _receive(questions: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    head = questions.read(MESSAGE.size)
    if len(head) < MESSAGE.size:
        return None
    length, size = MESSAGE.unpack(head)
    question = questions.read(length)
    data = questions.read(size)
    return (json.loads(question), data) if len(data) == size else None


def _send(answers: BinaryIO, answer: Answer) -> None:
    content = answer.said.encode("utf-8", "replace")
    answers.write(MESSAGE.pack(len(content), sum(map(len, answer.taken_out))))
    answers.write(content)
    for each in answer.taken_out:
        answers.write(each)
    answers.flush()


def _end_after(seconds: int) -> None:
    """Where the system lets, it ends this process after so many seconds (0: no longer), though the library may let nothing
    else run: for the case that whoever asked is gone and cannot do it."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _limit_this_process(memory_mb: int) -> None:
    """As far as the platform lets: Windows has no such limits, there the inspection alone must hold."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, memory_mb * MEGABYTE), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue
