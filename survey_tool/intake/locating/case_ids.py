"""Whose answers a row holds: its id as printed, or what is wrong with it and which id a correction copy gives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey_tool.form.contract.marker import Marker, case_id, case_number
from survey_tool.intake.locating.entry_sheets import LocatedCase, LocatedCases
from survey_tool.intake.locating.landmarks import CASE_ID, CASE_ID_KEY
from survey_tool.questionnaire.vocabulary.lists import fold

STRAY_ROWS = 200
"""Most rows without an id of their own that are looked at one by one. A sheet with more was pasted over."""


@dataclass(frozen=True, slots=True)
class OwnedRow:
    """A row and its case. `problem` is the catalogue's name of what is wrong with the id, and then `case_id` is the id
    that a correction copy gives to the row."""

    row: LocatedCase
    case_id: str
    problem: str | None = None

    @property
    def is_note(self) -> bool:
        """Whether nothing says that the row is a case: no id, or a word such as 合計 in its place."""
        return self.problem == "case-id-missing" or (
            self.problem == "case-id-unknown" and not any(sign.isdecimal() for sign in self.row.case_id)
        )


@dataclass(frozen=True, slots=True)
class OwnedRows:
    """All rows that belong to a case, in order. `stray` are rows beyond the most that are looked at; `texts` are rows
    without answers in which something else than an id stands."""

    rows: tuple[OwnedRow, ...] = ()
    stray: tuple[LocatedCase, ...] = ()
    texts: tuple[LocatedCase, ...] = ()


class FormIds:
    """The ids of a form, in order, and whether they were carried over (`printed`; None where that list is lost: then
    every id of the prefecture is taken for one of them)."""

    def __init__(self, printed: Mapping[str, bool] | None, form: Marker) -> None:
        self.printed, self.form = printed, form
        self._folded = {fold(identifier): identifier for identifier in printed or ()}

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

    @property
    def carried(self) -> tuple[str, ...]:
        """The ids of all cases that were carried over, as far as they are known."""
        return tuple(identifier for identifier, carried in (self.printed or {}).items() if carried)


def owned_rows(cases: LocatedCases, known: FormIds) -> OwnedRows:
    """Every row with its id."""
    problems = list(_problems(cases.rows, known))
    taken = {identifier for row, identifier, problem in problems if problem is None}
    giving = _Giving(cases, known, taken)
    rows, stray, texts = [], [], []
    number_of_strays = 0
    for row, identifier, problem in problems:
        if problem is None:
            giving.passed(identifier)
            rows.append(OwnedRow(row, identifier))
        elif not row.answers:
            if problem == "case-id-unknown":
                texts.append(row)
        elif number_of_strays < STRAY_ROWS:
            number_of_strays += 1
            rows.append(OwnedRow(row, giving.give(row), problem))
        else:
            stray.append(row)
    return OwnedRows(tuple(rows), tuple(stray), tuple(texts))


def _problems(rows: Sequence[LocatedCase], known: FormIds) -> Iterator[tuple[LocatedCase, str, str | None]]:
    """Each row, its id as printed, and what is wrong with it."""
    seen: set[str] = set()
    for row in rows:
        identifier = known.printed_as(row.case_id)
        if not row.case_id:
            yield row, "", "case-id-missing"
        elif identifier is None:
            yield row, "", "case-id-unknown"
        elif identifier in seen:
            yield row, identifier, "duplicate-case-id"
        else:
            seen.add(identifier)
            yield row, identifier, None


class _Giving:
    """Which id a row without a right one gets: its own if it lost it, else one that was never printed.

    A row that stands where an id is missing from the column lost that id. Ids of carried-over cases are not given: the
    answers might be those of another case.
    """

    def __init__(self, cases: LocatedCases, known: FormIds, taken: set[str]) -> None:
        self._known, self._taken = known, taken
        self._order = sorted(taken) if known.printed is None else list(known.printed)
        self._place = {identifier: place for place, identifier in enumerate(self._order)}
        self._first_row = cases.head + 2  # one row of units stands between
        self._by_position = CASE_ID_KEY not in cases.columns
        self._last = -1
        form = known.form
        own = (each for each in self._order if each.startswith(f"{form.prefecture_code}-{form.round}-"))
        self._next = max((case_number(each) or 0 for each in own), default=0) + 1

    def passed(self, identifier: str) -> None:
        """A row with a right id was met."""
        self._last = self._place.get(identifier, self._last)

    def give(self, row: LocatedCase) -> str:
        """The id for a row that has none of its own."""
        place = row.row - self._first_row if self._by_position else self._last + 1
        lost = self._order[place] if 0 <= place < len(self._order) else None
        if lost and lost not in self._taken and (self._by_position or not self._known.is_carried(lost)):
            self._taken.add(lost)
            self._last = place
            return lost
        form = self._known.form
        given = case_id(form.prefecture_code, form.round, self._next)
        self._next += 1
        return given
