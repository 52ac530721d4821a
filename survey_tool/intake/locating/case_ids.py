"""Whose answers a column holds: its id as printed, or what is wrong with it and which id a correction copy gives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from survey_tool.form.contract.marker import Marker, case_id, case_number
from survey_tool.intake.locating.entry_sheets import EntrySheet, PrintedIds, TypedColumn
from survey_tool.intake.locating.landmarks import CASE_ID
from survey_tool.questionnaire.vocabulary.lists import fold

STRAY_COLUMNS = 200
"""Most columns without an id of their own that are looked at one by one. A sheet with more was pasted over."""
_NO_NOTE = 3  # answers in a column without any id, beyond which it is taken for a case


@dataclass(frozen=True, slots=True)
class OwnedColumn:
    """A column and its case. `problem` is the catalogue's name of what is wrong with the id, and then `case_id` is the id
    that a correction copy gives to the column."""

    column: TypedColumn
    case_id: str
    problem: str | None = None

    @property
    def is_note(self) -> bool:
        """Whether nothing says that the column is a case: no id, or a word such as 合計 in its place."""
        return self.problem == "case-id-missing" or (
            self.problem == "case-id-unknown" and not any(sign.isdecimal() for sign in self.column.owner)
        )


@dataclass(frozen=True, slots=True)
class OwnedColumns:
    """All columns that belong to a case, in order.

    `stray` are columns beyond the most that are looked at; `texts` are columns without answers above which something else
    than an id stands; `notes` have neither an id nor enough to be a case.
    """

    columns: tuple[OwnedColumn, ...] = ()
    stray: tuple[TypedColumn, ...] = ()
    texts: tuple[TypedColumn, ...] = ()
    notes: tuple[TypedColumn, ...] = ()


class FormIds:
    """The ids of a form, in order, and whether they were carried over (`printed`; None where that list is lost: then
    every id of the prefecture is taken for one of them)."""

    def __init__(self, told: PrintedIds, form: Marker) -> None:
        self.printed, self.form = told.ids, form
        self._last, self._answered = told.last, told.carried
        self._folded = {fold(identifier): identifier for identifier in told.ids or ()}

    def printed_as(self, typed: str) -> str | None:
        """The id that a cell means, None if the form has none such."""
        if self.printed is not None:
            return typed if typed in self.printed else self._folded.get(fold(typed))
        found = CASE_ID.fullmatch(typed)
        return typed if found and found[1] == self.form.prefecture_code else None

    def is_carried(self, identifier: str) -> bool:
        """Whether the case was carried over from an earlier round."""
        if self.printed is not None:
            return self.printed.get(identifier, False)
        return not identifier.startswith(f"{self.form.prefecture_code}-{self.form.round}-")

    def last_round(self, identifier: str) -> dict[str, int | float]:
        """What is known of a case from last round."""
        known = self._last.get(identifier, {}).items() if self.is_carried(identifier) else ()
        return {name: int(value) if value.is_integer() else value for name, value in known}

    def answered_last_round(self, identifier: str) -> frozenset[str] | None:
        """The questions and municipalities of a case that were answered last round; None where it is not known."""
        return None if self._answered is None else self._answered.get(identifier, frozenset())

    @property
    def carried(self) -> tuple[str, ...]:
        """The ids of all cases that were carried over, as far as they are known."""
        return tuple(identifier for identifier, carried in (self.printed or {}).items() if carried)


def owned_columns(cases: EntrySheet, known: FormIds) -> OwnedColumns:
    """Every column of the cases with its id."""
    problems = list(_problems(cases.columns, known))
    giving = _Giving(cases, known, {identifier for _, identifier, problem in problems if problem is None})
    columns, stray, texts, notes = [], [], [], []
    strays = 0
    for column, identifier, problem in problems:
        if problem is None:
            giving.passed(identifier)
            columns.append(OwnedColumn(column, identifier))
        elif not column.cells:
            texts.append(column)
        elif (lost := giving.lost(column)) is None and _is_note(column, cases):
            notes.append(column)
        elif strays < STRAY_COLUMNS:
            strays += 1
            columns.append(OwnedColumn(column, lost or giving.new(), problem))
        else:
            stray.append(column)
    return OwnedColumns(tuple(columns), tuple(stray), tuple(texts), tuple(notes))


def _is_note(column: TypedColumn, cases: EntrySheet) -> bool:
    """A word or two beside the cases, under no id, is no case."""
    return not column.owner and len(column.cells) < _NO_NOTE and cases.rows.get("name") not in column.cells


def columns_of_cases(participants: EntrySheet, known: FormIds, owned: OwnedColumns) -> dict[str, TypedColumn]:
    """The column of marks of each case: by its id, else by its place between the others.

    A case whose column has no right id has its marks in the same column, where that bears no other id.
    """
    problems = list(_problems(participants.columns, known))
    giving = _Giving(participants, known, {identifier for _, identifier, problem in problems if problem is None})
    found: dict[str, TypedColumn] = {}
    for column, identifier, problem in problems:
        if problem is None:
            giving.passed(identifier)
            found[identifier] = column
        elif problem != "duplicate-case-id" and column.cells and (lost := giving.lost(column)):
            found[lost] = column
    taken = {column.number for column in found.values()}
    free = {column.number: column for column, _, _ in problems if column.number not in taken}
    for each in owned.columns:
        beside = free.get(each.column.number)
        if each.problem and beside and beside.cells and fold(beside.owner) == fold(each.column.owner):
            found.setdefault(each.case_id, beside)
    return found


def _problems(columns: Sequence[TypedColumn], known: FormIds) -> Iterator[tuple[TypedColumn, str, str | None]]:
    """Each column, its id as printed, and what is wrong with it."""
    seen: set[str] = set()
    for column in columns:
        identifier = known.printed_as(column.owner)
        if not column.owner:
            yield column, "", "case-id-missing"
        elif identifier is None:
            yield column, "", "case-id-unknown"
        elif identifier in seen:
            yield column, identifier, "duplicate-case-id"
        else:
            seen.add(identifier)
            yield column, identifier, None


class _Giving:
    """Which id a column without a right one gets: its own if it lost it, else one that was never printed.

    A column that stands where an id is missing from the row lost that id. Ids of carried-over cases are not given: the
    answers might be those of another case.
    """

    def __init__(self, sheet: EntrySheet, known: FormIds, taken: set[str]) -> None:
        self._known, self.taken = known, taken
        self._order = sorted(taken) if known.printed is None else list(known.printed)
        self._place = {identifier: place for place, identifier in enumerate(self._order)}
        self._first = sheet.first_column
        self._by_position = sheet.id_row is None
        self._last = -1
        form = known.form
        own = (each for each in self._order if each.startswith(f"{form.prefecture_code}-{form.round}-"))
        self._next = max((case_number(each) or 0 for each in own), default=0) + 1

    def passed(self, identifier: str) -> None:
        """A column with a right id was met."""
        self._last = self._place.get(identifier, self._last)

    def lost(self, column: TypedColumn) -> str | None:
        """The id that is missing at the place of a column."""
        place = column.number - self._first if self._by_position else self._last + 1
        lost = self._order[place] if 0 <= place < len(self._order) else None
        if not lost or lost in self.taken or not (self._by_position or not self._known.is_carried(lost)):
            return None
        self.taken.add(lost)
        self._last = place
        return lost

    def new(self) -> str:
        """An id that was never printed."""
        form = self._known.form
        given = case_id(form.prefecture_code, form.round, self._next)
        self._next += 1
        return given
