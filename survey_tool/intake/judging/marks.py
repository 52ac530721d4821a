"""The marks of a participants sheet as they were read: what each says, and what they say together of a case."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from survey_tool.form.contract.answers import Typed
from survey_tool.form.contract.marker import ALL_KEY
from survey_tool.intake.cells.plain import is_dash
from survey_tool.intake.judging.submission import PARTICIPATIONS, Participation
from survey_tool.intake.locating.entry_sheets import EntrySheet, TypedCell, TypedColumn, as_typed, cell_text
from survey_tool.intake.understanding.answers import Reading
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.wording.words import Words


@dataclass(frozen=True, slots=True)
class TypedMark:
    """One mark: `codes` are the municipalities that it is about, none where the row's code is no good.

    `key` is what a form that is drawn from these answers calls the row, `reading` None for a cell with an error. `succeeds`: the row
    has a code of before a merger or the like, and is about the municipality of today.
    """

    row: int
    key: str
    codes: tuple[str, ...]
    cell: TypedCell
    reading: Reading | None
    succeeds: bool = False

    @property
    def value(self) -> Participation | None:
        said = self.reading.value if self.reading and self.reading.fault is None else None
        return next((each for each in PARTICIPATIONS if each == said), None)

    @property
    def is_nothing(self) -> bool:
        """Whether it is a dash, which says as in any table that there is nothing: no reading that anybody need look at."""
        return is_nothing(self.cell, self.reading)

    @property
    def meant_blank(self) -> bool:
        """Whether it says that the municipality does not take part (×)."""
        return says_blank(self.reading)


@dataclass(frozen=True)
class Marks:
    """The marks of a sheet by case, as read, and what is wrong with the codes beside them.

    `columns` are those of the cases. `doubted` are cases with a mark beside a code that is no good; `elsewhere` the codes as
    typed that are none of the prefecture's own municipalities; `first` is the first row and what a drawn form calls it;
    `totals` are rows of figures that are no municipality's, `misnamed` marked rows with the name of another municipality;
    `gone` are the prefecture's own municipalities that no row names by code or name.
    """

    sheet: EntrySheet
    columns: Mapping[str, TypedColumn]
    by_case: Mapping[str, list[TypedMark]]
    findings: tuple[Finding, ...]
    doubted: frozenset[str]
    elsewhere: tuple[Typed, ...]
    first: tuple[int, str] | None
    totals: frozenset[int] = frozenset()
    misnamed: frozenset[int] = frozenset()
    gone: tuple[Words, ...] = ()

    @property
    def any_marked(self) -> bool:
        """Whether anything stands there that is more than a sign for nothing (×)."""
        return any(not mark.meant_blank for marks in self.by_case.values() for mark in marks)

    @property
    def circles(self) -> int:
        """How many ○ stand in the whole sheet."""
        return sum(map(self.participating, self.by_case))

    def participating(self, case_id: str) -> int:
        """How many municipalities have ○, those beside a code that is no good too."""
        nowhere = sum(not mark.codes and mark.value == "participating" for mark in self.by_case.get(case_id, ()))
        return nowhere + sum(value == "participating" for value in self.of_case(case_id).values())

    def of_case(self, case_id: str) -> Mapping[str, Participation]:
        """The marks that could be read, by municipality code; that of all spelled out where a row itself says nothing. Of
        municipalities that were merged the mark that says most counts."""
        return self._of_cases.get(case_id, {})

    @cached_property
    def _of_cases(self) -> dict[str, dict[str, Participation]]:
        return {case_id: _together(marks) for case_id, marks in self.by_case.items()}

    def differing(self, case_id: str) -> list[TypedMark]:
        """Beside a code of before a merger a mark that says otherwise than another of the same municipality: one of each."""
        marks = [mark for mark in self.by_case.get(case_id, ()) if mark.value is not None and len(mark.codes) == 1]
        said: dict[tuple[str, ...], set[str | None]] = {}
        for mark in marks:
            said.setdefault(mark.codes, set()).add(mark.value)
        return list({mark.codes: mark for mark in marks if mark.succeeds and len(said[mark.codes]) > 1}.values())

    def content(self, case_id: str) -> list[tuple[str, str]]:
        """What is marked, however it was typed."""
        unread = (mark for mark in self.by_case.get(case_id, ()) if not mark.meant_blank)
        doubtful = [(mark.key, cell_text(mark.cell)) for mark in unread if mark.value is None or not mark.codes]
        return [*doubtful, *self.of_case(case_id).items()]

    def typed(self, case_id: str) -> dict[str, Typed]:
        """The marks as typed, by what a drawn form calls their rows."""
        found: dict[str, Typed] = {}
        for mark in self.by_case.get(case_id, ()):
            if (typed := as_typed(mark.cell)) is not None:
                found.setdefault(mark.key, typed)
        return found


def _together(marks: Collection[TypedMark]) -> dict[str, Participation]:
    """What the marks of a case say, by municipality."""
    said: dict[str, Participation | None] = {}
    merged = {mark.codes for mark in marks if mark.succeeds}
    for mark in sorted(marks, key=lambda mark: _weight(mark, merged)):
        for code in mark.codes:
            said.setdefault(code, mark.value)
    return {code: value for code, value in said.items() if value is not None}


def _weight(mark: TypedMark, merged: Collection[tuple[str, ...]]) -> tuple[bool, int]:
    """The order in which marks count: the mark of all last, ○ before △ and nothing where municipalities were merged."""
    rank = PARTICIPATIONS.index(mark.value) if mark.value else len(PARTICIPATIONS)
    return mark.key == ALL_KEY, rank if mark.codes in merged else 0


def says_blank(reading: Reading | None) -> bool:
    """Whether something is typed whose only meaning is that there is nothing."""
    return reading is not None and reading.fault is None and reading.value is None


def is_nothing(cell: TypedCell, reading: Reading | None) -> bool:
    """Whether a dash says, as in any table, that there is nothing: no reading that anybody need look at."""
    return says_blank(reading) and is_dash(cell_text(cell))
