"""An official typing into a form: opens it, types or chooses in entry cells, saves it, as Excel would.

Nothing goes into a cell that the form locks. What is typed is text, as on the keyboard; what the cell then holds is what
Excel makes of it (a number, a date, text), so that intake meets what it meets in real returns.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from survey_tool.demo.cases import Reply
from survey_tool.form.contract.marker import (
    FIRST_ANSWER_COLUMN,
    FIRST_ROW,
    ID_ROW,
    KEY_COLUMN,
    MARKER_COLUMN,
    MARKER_ROW,
    TOPICS,
    Topic,
    parse_marker,
)
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.vocabulary.kinds import AnswerKind, Listed, Lists, Mark, Month, Number, Several
from survey_tool.questionnaire.vocabulary.lists import SEPARATOR
from survey_tool.wording.words import Language

_TEXT_FORMAT = "@"
_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)


class CannotTypeError(Exception):
    """The form has no such entry cell, or locks it."""


@dataclass(frozen=True, slots=True)
class EntryCell:
    """One thing typed or chosen; an empty text clears the cell.

    `key` is the question, on `participants` the code of the municipality: where the form does not print it, the official
    types it into a free row.
    """

    topic: Topic
    key: str
    text: str
    case_id: str = ""

    @property
    def place(self) -> tuple[Topic, str, str]:
        """What is answered, whatever is typed."""
        return (self.topic, self.case_id, self.key)


def entries(reply: Reply, questionnaire: Questionnaire, edition: Language) -> tuple[EntryCell, ...]:
    """Everything that is typed for a reply, in the order of the sheets."""
    lists = questionnaire.lists
    asked = questionnaire.respondent.questions()
    found = [
        EntryCell("respondent", key, typed(asked[key].kind, text, edition, lists))
        for key, text in reply.respondent.items()
    ]
    asked = questionnaire.case.questions()
    for case in reply.cases:
        found += [
            EntryCell("cases", key, typed(asked[key].kind, text, edition, lists), case.case_id)
            for key, text in case.answers.items()
        ]
    for case in reply.cases:
        found += [EntryCell("participants", code, mark, case.case_id) for code, mark in case.marks.items()]
    return tuple(found)


def typed(kind: AnswerKind, text: str, edition: Language, lists: Lists) -> str:
    """What an official types or chooses for an answer in canonical text: labels as dropdowns give them, all else as it is."""
    if isinstance(kind, Mark):
        return text
    if isinstance(kind, Several):
        return str(kind.show(tuple(text.split(SEPARATOR)), edition, lists))
    is_word = isinstance(kind, Number | Month) and kind.list_name is not None and text in lists[kind.list_name]
    return str(kind.show(text, edition, lists)) if isinstance(kind, Listed) or is_word else text


def entered(text: str, number_format: str) -> str | int | float | dt.datetime | None:
    """What a cell of a format holds after `text` was typed: a date for a day or a month, a number, else the text."""
    if not text:
        return None
    if number_format == _TEXT_FORMAT:
        return text
    if day := _DAY.fullmatch(text):
        return dt.datetime(int(day[1]), int(day[2]), int(day[3] or 1))
    if number := _NUMBER.fullmatch(text):
        return float(text) if number[1] else int(text)
    return text


def type_into(form: Path, returned: Path, typed_entries: Iterable[EntryCell]) -> None:
    """Opens a form, types, and saves it at another place; the form stays as it is."""
    opened = OpenForm(form)
    for entry in typed_entries:
        opened.type(entry)
    opened.save(returned)


class OpenForm:
    """A form on the official's screen: finds where an answer goes by marker, by the keys in column A and the printed ids."""

    def __init__(self, path: Path) -> None:
        self._book = load_workbook(path)
        self._sheets = _entry_sheets(self._book.worksheets)
        self._rows = {topic: _rows(sheet) for topic, sheet in self._sheets.items()}
        self._columns = {topic: _columns(sheet) for topic, sheet in self._sheets.items()}

    def save(self, path: Path) -> None:
        self._book.save(path)

    def type(self, entry: EntryCell) -> None:
        """Types one thing; a municipality that is not printed gets a free row, and loses it with its last mark."""
        if entry.topic == "participants" and entry.key not in self._rows["participants"]:
            self._take_free_row(entry.key)
        cell = self.cell(entry)
        _set(cell, entry.text)
        if entry.topic == "participants" and not entry.text:
            self._leave_free_row(entry.key)

    def cell(self, entry: EntryCell) -> Cell:
        """The entry cell of an answer; raises `CannotTypeError` where there is none."""
        sheet, columns = self._sheets[entry.topic], self._columns[entry.topic]
        try:
            column = columns[entry.case_id] if entry.case_id else FIRST_ANSWER_COLUMN
            return _cell(sheet, self._rows[entry.topic][entry.key], column)
        except KeyError as error:
            raise CannotTypeError(f"{sheet.title}: the form has no place for {error} of {entry}") from error

    def code_cell(self, code: str) -> Cell:
        """The cell that holds the code of a municipality."""
        return _cell(self._sheets["participants"], self._rows["participants"][code], KEY_COLUMN)

    def _take_free_row(self, code: str) -> None:
        sheet, rows = self._sheets["participants"], self._rows["participants"]
        for row in range(FIRST_ROW, sheet.max_row + 1):
            cell = _cell(sheet, row, KEY_COLUMN)
            if cell.value is None and not cell.protection.locked:
                _set(cell, code)
                rows[code] = row
                return
        raise CannotTypeError(f"{sheet.title}: no free row is left for {code}")

    def _leave_free_row(self, code: str) -> None:
        cell = self.code_cell(code)
        columns = self._columns["participants"].values()
        marks = (_cell(self._sheets["participants"], cell.row, column) for column in columns)
        if not cell.protection.locked and all(mark.value is None or mark.protection.locked for mark in marks):
            _set(cell, "")
            del self._rows["participants"][code]


def _entry_sheets(sheets: Iterable[Worksheet]) -> dict[Topic, Worksheet]:
    found: dict[Topic, Worksheet] = {}
    for sheet in sheets:
        marker = parse_marker(sheet.cell(MARKER_ROW, MARKER_COLUMN).value)
        if marker is not None and sheet.sheet_state == "visible":
            found[marker.topic] = sheet
    if missing := set(TOPICS) - set(found):
        raise CannotTypeError(f"no form: {', '.join(sorted(missing))} missing")
    return found


def _columns(sheet: Worksheet) -> dict[str, int]:
    """Columns of answers by the id above them."""
    columns = range(FIRST_ANSWER_COLUMN, sheet.max_column + 1)
    return {str(value): column for column in columns if (value := sheet.cell(ID_ROW, column).value) is not None}


def _rows(sheet: Worksheet) -> dict[str, int]:
    """Rows by their keys."""
    rows = range(FIRST_ROW, sheet.max_row + 1)
    return {str(value): row for row in rows if (value := sheet.cell(row, KEY_COLUMN).value) is not None}


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise CannotTypeError(f"{sheet.title}: {cell.coordinate} belongs to a merged cell")
    return cell


def _set(cell: Cell, text: str) -> None:
    if cell.protection.locked:
        raise CannotTypeError(f"{cell.parent.title}: {cell.coordinate} is locked")
    cell.value = entered(text, cell.number_format)
