"""The secretariat's findings where their answers stand in this form, and which of them no live check shows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from xlsxwriter.utility import xl_rowcol_to_cell

from survey_tool.form.contract.answers import CaseAnswers, Form
from survey_tool.form.contract.lines import participant_rows, row_of
from survey_tool.form.contract.marker import (
    ALL_KEY,
    CASE_ID_KEY,
    FIRST_ANSWER_COLUMN,
    ID_ROW,
    KEY_COLUMN,
    SHEETS,
    Topic,
)
from survey_tool.form.live.duplicates import same_as
from survey_tool.form.printed.entry_sheets import ALL
from survey_tool.form.printed.messages import Message, Messages
from survey_tool.questionnaire.asked.participation import MARK_KEY
from survey_tool.questionnaire.asked.participation_checks import OF_WHOLE_COLUMN
from survey_tool.questionnaire.findings.catalogue import Severity
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Words

K = TypeVar("K", bound=Hashable)


class PlacedFindings:
    """What was found in the answers of a form, in the form's own words and places."""

    def __init__(self, survey: Survey, form: Form, cases: tuple[CaseAnswers, ...], found: Messages) -> None:
        self._survey, self._form = survey, form
        self._said = [each for each in found.all if not each.is_hint]
        self._live = {(each.topic, each.key, each.code) for each in self._said}
        self._hinted = {(each.topic, each.key, each.code) for each in found.all if each.is_hint}
        self._names = {case.case_id: str(case.answers.get("name") or "") for case in cases}
        self._columns = {case.case_id: FIRST_ANSWER_COLUMN - 1 + at for at, case in enumerate(cases)}
        own = [each.code for each in survey.places.municipalities_of(form.prefecture_code)]
        rows = [(key, row - 1) for key, row in participant_rows(own, form.answers.elsewhere)]
        self._last_rows = dict(rows)  # of a municipality that stands twice
        self._rows = dict(reversed(rows))

    @cached_property
    def all(self) -> tuple[Finding, ...]:
        """All findings as this form says them, at its own sheets and cells: where something stands twice, the cell of the first one is
        one of its own too. What has no place in it is `left_behind` where it was returned."""
        return tuple(map(self._in_this_form, self._form.findings))

    @cached_property
    def unseen(self) -> tuple[Finding, ...]:
        """The findings that no live check of this form shows, not even as a doubt about the writing: of the marks of a case the check
        sheet lists the first that is wrong."""
        return tuple(each for each in self.all if not self._is_seen(each) or _mended(each) or self._is_behind(each))

    def _is_behind(self, found: Finding) -> bool:
        return _is_mark(found) and found is not self._first_marks.get(found.case_id)

    @cached_property
    def _first_marks(self) -> dict[str | None, Finding]:
        """Of each case the first of its marks that is wrong as it is drawn; an error value is none of ours to a formula too."""
        marks = [each for each in self.all if _is_mark(each) and (self._is_seen(each) or _is_wrong(each))]
        return {each.case_id: each for each in sorted(marks, key=self._row, reverse=True)}

    def _is_seen(self, found: Finding) -> bool:
        place = found.topic, found.key, found.code
        return place in self._live or place in self._hinted

    def is_doubt_of_writing(self, found: Finding) -> bool:
        """Whether the form itself can only say of the answer that its writing is to be looked at."""
        return (found.topic, found.key, found.code) in self._hinted

    def name_of_case(self, found: Finding) -> str:
        """What the case of a finding is called, as typed."""
        return self._names.get(found.case_id or "", "")

    def grouped(self, topic: Topic, place: Callable[[Finding], K]) -> dict[K, list[Finding]]:
        """The findings of one sheet by their place."""
        return grouped_by(place, (each for each in self.all if each.topic == topic))

    def message(self, found: Finding) -> Message | None:
        """The form's own sentence for a finding, which may name its case where the form says "this column"."""
        place = found.topic, found.key, found.code
        fitting = [each for each in self._said if (each.topic, each.key, each.code) == place]
        same = (each for each in fitting if each.sentence == found.sentence)
        return next(same, fitting[0] if len(fitting) == 1 else None)

    def _in_this_form(self, found: Finding) -> Finding:
        first, message, place = self._first_of(found), self.message(found), self._place(found)
        if first and message:
            found = replace(found, suggestion=same_as(first) + message.todo)
        if found.topic is None or found.topic not in SHEETS or (found.cell and place is None):
            return replace(found, left_behind=True)
        severity: Severity = "warning" if self.is_doubt_of_writing(found) else found.severity  # as the list counts it
        cell = str(xl_rowcol_to_cell(*place)) if place else None
        sheet = SHEETS[found.topic][self._form.edition]
        return replace(found, severity=severity, sheet=sheet, cell=cell, label=self._label(found))

    def _label(self, found: Finding) -> Words:
        """A mark goes by its municipality; what is said of all marks of a case by the case, as elsewhere."""
        if not _is_mark(found) or found.code in OF_WHOLE_COLUMN:
            return found.label
        known = self._survey.places.municipalities.get(found.municipality or "")
        return ALL if found.municipality == ALL_KEY else known.name if known else found.label

    def _row(self, found: Finding) -> int:
        place = self._place(found)
        return place[0] if place else 0

    def _first_of(self, found: Finding) -> str:
        """The cell where the same stands first, "" where it stands nowhere else."""
        if not found.first_at:
            return ""
        place = self._place(replace(found, case_id=found.first_at, municipality=found.first_at, first_at=None))
        return str(xl_rowcol_to_cell(*place)) if place else ""

    def _place(self, found: Finding) -> tuple[int, int] | None:
        """Row and column, 0-based."""
        known = self._survey.questionnaire
        column = self._columns.get(found.case_id or "")
        match found.topic:
            case "respondent":
                row, column = _row_of(found.key, known.respondent.questions()), FIRST_ANSWER_COLUMN - 1
            case "cases":
                row = _row_of(found.key, known.case.questions())
            case "participants":
                row = (self._last_rows if found.first_at else self._rows).get(found.municipality or "")
                column = column if found.key == MARK_KEY else KEY_COLUMN - 1
            case _:
                return None
        return None if row is None or column is None else (row, column)


def grouped_by(place: Callable[[Finding], K], findings: Iterable[Finding]) -> dict[K, list[Finding]]:
    """Findings by something of theirs, each group in their order."""
    found: dict[K, list[Finding]] = {}
    for each in findings:
        found.setdefault(place(each), []).append(each)
    return found


def _row_of(key: str | None, questions: Mapping[str, Question]) -> int | None:
    if key == CASE_ID_KEY:
        return ID_ROW - 1
    return row_of(questions, key) - 1 if key and key in questions else None


def _is_mark(found: Finding) -> bool:
    return found.topic == "participants" and found.key == MARK_KEY


def _is_wrong(mark: Finding) -> bool:
    return mark.severity == "error" and bool(mark.value)


def _mended(found: Finding) -> bool:
    """Whether a redrawn form has mended it: every case has an id of its own again."""
    return found.key == CASE_ID_KEY and found.code in ("case-id-missing", "case-id-unknown", "duplicate")
