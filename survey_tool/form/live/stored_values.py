"""What the live checks will say of a judged form, so that programs that show a file before they calculate show the truth.

Protected view and previewers show the results that stand in the file. Of a correction copy they are known: its answers
were judged. Of answers that nobody has judged nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from xlsxwriter.utility import xl_rowcol_to_cell

from survey_tool.form.contract.answers import CaseRow, Form, Typed
from survey_tool.form.contract.marker import (
    FIRST_ROW,
    PARTICIPANTS_CODE_COLUMN,
    PARTICIPANTS_FIRST_CASE_COLUMN,
    RESPONDENT_ANSWER_COLUMN,
    RESPONDENT_FIRST_ROW,
)
from survey_tool.form.live.checks import CASES_RANK, ERROR, PARTICIPANTS_RANK, RESPONDENT_RANK, ROW, SHEET, WARNING
from survey_tool.form.live.duplicates import same_as
from survey_tool.form.printed.messages import Message, Messages
from survey_tool.questionnaire.asked.participation import LIST as PARTICIPATION
from survey_tool.questionnaire.asked.participation import MARK_KEY
from survey_tool.questionnaire.findings.catalogue import CATALOGUE
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Words

_RANKS = {"respondent": RESPONDENT_RANK, "cases": CASES_RANK, "participants": PARTICIPANTS_RANK}
_ID = "case_id"
_NOTHING = CATALOGUE["nothing-answered"].sentence


@dataclass(frozen=True)
class Problem:
    """One line of the list of problems: the number that the hidden sheet gives it, its cell in this form, its words.

    `duplicate_of` is the cell where the same stands first, of something that stands twice.
    """

    number: int
    cell: str
    message: Message
    duplicate_of: str = ""

    @property
    def todo(self) -> Words:
        """What to do, as the list says it."""
        return same_as(self.duplicate_of) + self.message.todo if self.duplicate_of else self.message.todo


class StoredValues:
    """What is known of a form before anything is calculated."""

    def __init__(self, survey: Survey, form: Form, rows: tuple[CaseRow, ...], found: Messages) -> None:
        self._survey, self._form, self._rows = survey, form, rows
        self._said = [each for each in found.all if not each.is_hint]
        self._live = {each.code for each in self._said}
        self._positions = {row.case_id: position for position, row in enumerate(rows)}
        own = survey.places.municipalities_of(form.prefecture_code)
        self._lines = {each.code: FIRST_ROW - 1 + position for position, each in enumerate(own)}
        self._last_lines = dict(self._lines)  # of a municipality that stands twice
        for position, code in enumerate(form.answers.elsewhere, start=FIRST_ROW + len(own)):
            key = f"row {position + 1}" if code is None else str(code)
            self._last_lines[key] = position
            self._lines.setdefault(key, position)

    @property
    def is_judged(self) -> bool:
        """Whether all answers were judged, so that no finding means no problem. Those without an id were not."""
        return self._form.is_correction and not any(map(_mended, self._form.findings))

    @property
    def is_started(self) -> bool:
        """Whether anything is answered. A judged form says so itself: what was typed may mean that there is nothing."""
        if any(each.sentence == _NOTHING for each in self._form.findings):
            return False
        marked = any(_filled(mark) for row in self._rows for mark in row.marks.values())
        begun = marked or any(row.carried_over or self.is_answered(row) for row in self._rows)
        return begun or any(map(_filled, self._form.answers.respondent.values()))

    @property
    def filled_cases(self) -> int:
        """How many cases are filled in; withdrawn ones are not counted."""
        marks = self._survey.questionnaire.lists["mark"]
        return sum(
            self.is_answered(row) and not marks.find(str(row.answers.get("withdrawn") or "")) for row in self._rows
        )

    def is_answered(self, case: CaseRow) -> bool:
        """Whether a row of cases holds any answer."""
        return any(_filled(value) for key, value in case.answers.items() if key != _ID)

    def circles(self, case: CaseRow) -> int:
        """How many municipalities take part in a case."""
        marks = self._survey.questionnaire.lists[PARTICIPATION]
        return sum(marks.find(str(mark)) == "participating" for mark in case.marks.values())

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings as this form says them: where something stands twice, the cell of the first one is one of its own."""
        return tuple(map(self._in_this_form, self._form.findings))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All problems that the live checks will list, in their order."""
        found: dict[int, Problem] = {}
        for each in self._form.findings:
            problem = self._problem(each)
            if problem is not None:
                # The marks of a case are one column: its first problem is listed.
                found.setdefault(problem.number, problem)
        return tuple(found[number] for number in sorted(found))

    @cached_property
    def unseen(self) -> tuple[Finding, ...]:
        """The findings that no live check of this form shows."""
        return tuple(each for each in self.findings if each.code not in self._live or each.key is None or _mended(each))

    def count(self, severity: str) -> int:
        """How many problems of a severity are listed."""
        return sum(each.message.severity == severity for each in self.problems)

    def of_case(self, case: CaseRow) -> tuple[Problem, ...] | None:
        """The problems of a case, first things first; None where it is not known whether there are any."""
        row = FIRST_ROW + self._positions[case.case_id]
        own = tuple(each for each in self.problems if each.number % SHEET // ROW == row and _is_of_case(each))
        if any(each.message.severity == "error" for each in own):
            return own
        known = self._was_judged(case) and self.is_answered(case) and not self._read_otherwise(case.case_id)
        return own if known else None

    def of_answer(self, key: str) -> Problem | None:
        """The problem at an answer of the respondent."""
        return next(
            (each for each in self.problems if (each.message.topic, each.message.key) == ("respondent", key)), None
        )

    def cell(self, found: Finding) -> str:
        """Where a finding stands in this form."""
        place = self._place(found)
        return xl_rowcol_to_cell(*place) if place else found.cell or ""

    def _in_this_form(self, found: Finding) -> Finding:
        first, message = self._first_of(found), self.message(found)
        return replace(found, suggestion=same_as(first) + message.todo) if first and message else found

    def _first_of(self, found: Finding) -> str:
        """The cell where the same stands first, "" where it stands nowhere else."""
        place = (
            self._place(replace(found, case_id=found.twin, municipality=found.twin, twin=None)) if found.twin else None
        )
        return xl_rowcol_to_cell(*place) if place else ""

    def _problem(self, found: Finding) -> Problem | None:
        message, place = self.message(found), self._place(found)
        if message is None or place is None or _mended(found):
            return None
        # The marks of a case are numbered by the case's row.
        row = FIRST_ROW + self._positions[found.case_id] if found.case_id in self._positions else place[0] + 1
        first = WARNING if message.severity == "warning" else ERROR
        number = first + _RANKS[message.topic] * SHEET + row * ROW + message.number
        return Problem(number, xl_rowcol_to_cell(*place), message, self._first_of(found))

    def message(self, found: Finding) -> Message | None:
        """The form's own sentence for a finding, which may name its case where the form says "this row"."""
        place = found.topic, found.key, found.code
        fitting = [each for each in self._said if (each.topic, each.key, each.code) == place]
        same = (each for each in fitting if each.sentence == found.sentence)
        return next(same, fitting[0] if len(fitting) == 1 else None)

    def _place(self, found: Finding) -> tuple[int, int] | None:
        """Row and column, 0-based."""
        known = self._survey.questionnaire
        row: int | None
        column: int | None
        if found.topic == "respondent":
            row = _position(known.respondent.questions(), found.key, RESPONDENT_FIRST_ROW - 1)
            column = RESPONDENT_ANSWER_COLUMN - 1
        elif found.topic == "cases":
            row = _moved(self._positions.get(found.case_id or ""), FIRST_ROW - 1)
            column = _position(known.case.questions(), found.key or _ID, 1)
        elif found.topic == "participants":
            row = (self._last_lines if found.twin else self._lines).get(found.municipality or "")
            position = self._positions.get(found.case_id or "")
            of_case = _moved(position, PARTICIPANTS_FIRST_CASE_COLUMN - 1)
            column = of_case if found.key == MARK_KEY else PARTICIPANTS_CODE_COLUMN - 1
        else:
            return None
        return None if row is None or column is None else (row, column)

    def _was_judged(self, case: CaseRow) -> bool:
        given = any(each.case_id == case.case_id and _mended(each) for each in self._form.findings)
        return self._form.is_correction and not given

    def _read_otherwise(self, case_id: str) -> bool:
        """Whether an answer was read otherwise than it was typed: then the form gives hints, but which is not known."""
        return any((each.code, each.case_id) == ("normalised", case_id) for each in self._form.findings)


def _is_of_case(problem: Problem) -> bool:
    return problem.message.topic == "cases" or problem.message.key == MARK_KEY


def _mended(found: Finding) -> bool:
    """Whether a redrawn form has mended it: every row has an id of its own again."""
    return found.key == _ID and found.code in ("case-id-missing", "case-id-unknown", "duplicate")


def _filled(value: Typed) -> bool:
    return value is not None and str(value).strip() != ""


def _position(questions: Iterable[str], key: str | None, first: int) -> int | None:
    keys = list(questions)
    return first + keys.index(key) if key in keys else None


def _moved(position: int | None, by: int) -> int | None:
    return None if position is None else position + by
