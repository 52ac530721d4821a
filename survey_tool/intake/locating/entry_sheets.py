"""The three entry sheets located: where every key and answer stands, and the answers as they were typed.

Plain values, nothing understood or judged yet.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from survey_tool.form.contract.answers import Typed
from survey_tool.form.contract.marker import (
    CARRIED_ORIGIN,
    CODE_KEY,
    MARKER_ROW,
    META_ANCESTORS_COLUMN,
    META_FIRST_ROW,
    NAME_KEY,
    PREFECTURE_KEY,
    Topic,
)
from survey_tool.intake.cells.addresses import cell_name
from survey_tool.intake.cells.grid import CellFault, CellValue, Grid
from survey_tool.intake.cells.plain import as_text, is_blank, trimmed
from survey_tool.intake.locating.landmarks import CASE_ID, CASE_ID_KEY, Landmarks
from survey_tool.intake.locating.printed_texts import PrintedTexts
from survey_tool.wording.words import Language

# A sheet that was pasted over must not cost more than its own report: beyond these rows only one answer is kept of each.
MOST_CASES, MOST_LOOSE_ROWS = 17_000, 1_000
MOST_MUNICIPALITIES, MOST_FREE_ROWS = 2_000, 300
_CODE = re.compile(r"\d{6}", re.ASCII)
TypedCell = CellValue | CellFault
Content = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class LocatedRespondent:
    """The respondent sheet: answers by key, blanks and what a form prints left out, and the row of every question found.

    `prefecture` is what stands where the form printed it. `gone` are the questions whose row is not there.
    """

    grid: Grid
    column: int
    rows: Mapping[str, int]
    answers: Mapping[str, TypedCell]
    prefecture: CellValue
    gone: tuple[str, ...]

    def cell(self, key: str) -> str:
        return cell_name(self.rows[key], self.column)

    @property
    def content(self) -> Content:
        return tuple(sorted((key, repr(value)) for key, value in self.answers.items()))


@dataclass(frozen=True, slots=True)
class LocatedCase:
    """One row of cases that has an id or answers. `case_id` is what the id cell says, "" where it says nothing."""

    row: int
    case_id: str
    answers: Mapping[str, TypedCell]


@dataclass(frozen=True, slots=True)
class LocatedCases:
    """The cases sheet. `columns` are those of the questions that were found, `gone` the questions without one."""

    grid: Grid
    head: int
    edition: Language
    columns: Mapping[str, int]
    gone: tuple[str, ...]
    rows: tuple[LocatedCase, ...]

    def cell(self, row: int, key: str) -> str:
        """As Excel shows it; a question whose column is gone is cell_text at the row's first cell."""
        return cell_name(row, self.columns.get(key, 1))

    @property
    def content(self) -> Content:
        filled = (each for each in self.rows if each.answers)
        return tuple((each.case_id, *sorted((k, repr(v)) for k, v in each.answers.items())) for each in filled)


@dataclass(frozen=True, slots=True)
class LocatedMunicipality:
    """One row of participants: the code as typed and the marks by case id, blanks left out."""

    row: int
    code: TypedCell
    name: CellValue
    marks: Mapping[str, TypedCell]


@dataclass(frozen=True, slots=True)
class LocatedParticipants:
    """The participants sheet. `columns` are those of the cases; `code_column` is None where it is gone."""

    grid: Grid
    head: int
    columns: Mapping[str, int]
    others: Mapping[str, int]
    rows: tuple[LocatedMunicipality, ...]
    left_out: int = 0  # rows beyond the most that are looked at

    @property
    def code_column(self) -> int | None:
        return self.others.get(CODE_KEY)

    @property
    def name_column(self) -> int:
        return self.others.get(NAME_KEY, 1)

    def code_cell(self, row: int) -> str:
        return cell_name(row, self.code_column or self.name_column)

    def cell(self, row: int, case_id: str) -> str:
        return cell_name(row, self.columns[case_id])

    @property
    def content(self) -> Content:
        marked = (each for each in self.rows if each.marks)
        return tuple((repr(each.code), *sorted((k, repr(v)) for k, v in each.marks.items())) for each in marked)


@dataclass(frozen=True, slots=True)
class Printed:
    """What the hidden sheet tells: the ids that the form printed, in order, and whether their cases were carried over
    (None where it does not say), and the files from which the form descends, by the first digits of their hashes."""

    ids: Mapping[str, bool] | None = None
    ancestors: tuple[str, ...] = ()


def locate_respondent(grid: Grid, landmarks: Landmarks) -> LocatedRespondent | None:
    """The answers of a respondent sheet; None if nothing in it is recognised."""
    found = landmarks.respondent(grid)
    if found is None:
        return None
    typed = {key: _cell(grid, row, found.answer_column) for key, row in found.rows.items()}
    answers = {key: cell for key, cell in typed.items() if key in landmarks.respondent_keys and not _is_blank(cell)}
    gone = tuple(key for key in landmarks.respondent_keys if key not in found.rows)
    return LocatedRespondent(
        grid,
        found.answer_column,
        found.rows,
        answers,
        grid.value(found.rows.get(PREFECTURE_KEY, 0), found.answer_column),
        gone,
    )


def locate_cases(grid: Grid, landmarks: Landmarks) -> LocatedCases | None:
    """The answers of a cases sheet, row by row; None if nothing in it is recognised."""
    found = landmarks.cases(grid)
    if found is None:
        return None
    faults = _faults_by_row(grid, found.columns.values())
    pairs = [(key, column - 1) for key, column in found.columns.items() if key in landmarks.case_keys]
    id_column = found.columns.get(CASE_ID_KEY)
    rows: list[LocatedCase] = []
    loose = 0
    for number, values in _filled_rows(grid, found.head, faults):
        identifier = _text(values[id_column - 1]) if id_column else ""
        if identifier in landmarks.printed:
            identifier = ""
        answers = _answers(values, pairs, faults.get(number))
        loose += CASE_ID.fullmatch(identifier) is None and bool(answers)
        if loose > MOST_LOOSE_ROWS or len(rows) > MOST_CASES:
            answers = dict(islice(answers.items(), 1))
        if not identifier and _all_printed(answers.values(), landmarks.printed):
            continue
        rows.append(LocatedCase(number, identifier, answers))
    gone = tuple(key for key in landmarks.case_keys if key not in found.columns)
    return LocatedCases(grid, found.head, found.edition, found.columns, gone, tuple(rows))


def locate_participants(grid: Grid, landmarks: Landmarks) -> LocatedParticipants | None:
    """The marks of a participants sheet, row by row; None if nothing in it is recognised."""
    found = landmarks.participants(grid)
    if found is None:
        return None
    faults = _faults_by_row(grid, (*found.columns.values(), found.others.get(CODE_KEY)))
    pairs = [(identifier, column - 1) for identifier, column in found.columns.items()]
    code_column, name_column = found.others.get(CODE_KEY), found.others.get(NAME_KEY)
    rows: list[LocatedMunicipality] = []
    loose = left_out = 0
    for number, values in _filled_rows(grid, found.head, faults):
        marks = _answers(values, pairs, faults.get(number))
        name = values[name_column - 1] if name_column else None
        # Without its column of codes a sheet says by name whose marks these are.
        code = _cell(grid, number, code_column) if code_column else name
        if _is_blank(code):
            code = None
            marks = {} if _all_printed(marks.values(), landmarks.printed) else marks
        if code is not None or marks or not is_blank(name):
            loose += not (isinstance(code, str) and _CODE.fullmatch(code))
            if loose > MOST_FREE_ROWS or len(rows) > MOST_MUNICIPALITIES:
                left_out += 1
                continue
            rows.append(LocatedMunicipality(number, code, name, marks))
    return LocatedParticipants(grid, found.head, found.columns, found.others, tuple(rows), left_out)


LocatedSheet = LocatedRespondent | LocatedCases | LocatedParticipants
LOCATE: Mapping[Topic, Callable[[Grid, Landmarks], LocatedSheet | None]] = {
    "cases": locate_cases,
    "participants": locate_participants,
    "respondent": locate_respondent,
}
"""In the order in which a sheet without a marker is tried."""


def printed_ids(meta: Grid | None) -> Printed:
    """What the hidden sheet says; nothing where it is gone."""
    if meta is None:
        return Printed()
    ids = {
        _text(row[0]): _text(row[1]) == CARRIED_ORIGIN
        for row in meta.rows[META_FIRST_ROW - 1 :]
        if len(row) > 1 and not is_blank(row[0])
    }
    ancestors = _text(meta.value(MARKER_ROW, META_ANCESTORS_COLUMN)).split()
    return Printed(ids or None, tuple(ancestors))


def _filled_rows(
    grid: Grid, head: int, faults: Mapping[int, Mapping[int, CellFault]]
) -> Iterator[tuple[int, Sequence[CellValue]]]:
    for number, values in enumerate(grid.rows[head:], start=head + 1):
        if number in faults or values.count(None) < len(values):
            yield number, values
    width = len(grid.rows[0]) if grid.rows else 0
    for number in sorted(row for row in faults if row > max(head, len(grid.rows))):
        yield number, (None,) * width  # below the last value only errors stand


def _answers(
    values: Sequence[CellValue], pairs: Iterable[tuple[str, int]], faults: Mapping[int, CellFault] | None
) -> dict[str, TypedCell]:
    if faults is None:
        return {key: value for key, at in pairs if (value := values[at]) is not None and not is_blank(value)}
    cells = ((key, faults.get(at + 1, values[at])) for key, at in pairs)
    return {key: cell for key, cell in cells if not _is_blank(cell)}


def _faults_by_row(grid: Grid, columns: Collection[int | None]) -> dict[int, dict[int, CellFault]]:
    """The errors in some columns. In others stand formulas of the form itself, whatever has become of them."""
    found: dict[int, dict[int, CellFault]] = {}
    for (row, column), fault in grid.faults.items():
        if column in columns:
            found.setdefault(row, {})[column] = fault
    return found


def _cell(grid: Grid, row: int, column: int) -> TypedCell:
    return grid.faults.get((row, column)) or grid.value(row, column)


def _is_blank(cell: TypedCell) -> bool:
    return not isinstance(cell, CellFault) and is_blank(cell)


def _all_printed(cells: Iterable[TypedCell], printed: PrintedTexts) -> bool:
    return all(isinstance(cell, str) and cell in printed for cell in cells)


def cell_text(cell: TypedCell) -> str:
    """What a cell shows, as text."""
    return cell.text if isinstance(cell, CellFault) else as_text(cell)


def as_typed(cell: TypedCell) -> Typed:
    """An answer as it is carried into another form: as typed; of an error only the text that it shows is left."""
    if isinstance(cell, (CellFault, dt.timedelta)):
        return cell_text(cell) or None
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _text(value: CellValue) -> str:
    return trimmed(as_text(value))
