"""What a form should hold and does not: sheets that are not recognised, rows and columns that are gone."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from survey_tool.form.contract.marker import CASE_ID_KEY
from survey_tool.intake.judging.cases import CaseVerdict
from survey_tool.intake.judging.marks import Marks
from survey_tool.intake.judging.prepared import PreparedRound
from survey_tool.intake.locating.entry_sheets import EntrySheet
from survey_tool.intake.locating.form import LocatedForm
from survey_tool.questionnaire.asked.participation import CODE_LABEL
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.questionnaire.vocabulary.questions import IN_FULL
from survey_tool.wording.words import Words

_NAMED, _MORE = 5, Words("ほか", "...")


def about_missing(
    form: LocatedForm, marks: Marks | None, cases: Sequence[CaseVerdict], prepared: PreparedRound
) -> list[Finding]:
    """Everything that is not there. An older form need not have all rows and columns."""
    found = [finding("sheet-without-headers", sheet=grid.name, topic=topic) for topic, grid in form.unrecognised]
    if form.is_old_version:
        return found
    if sheet := form.respondent:
        labels = {key: question.label for key, question in prepared.respondent_questions.items()}
        found += [_gone("row-missing", sheet, labels[key], key) for key in sheet.gone]
    if form.cases:
        labels = {key: question.label for key, question in prepared.case_questions.items()}
        if form.cases.id_row is None:
            found.append(_gone("printed-row-missing", form.cases, labels[CASE_ID_KEY], CASE_ID_KEY))
        found += [_gone("row-missing", form.cases, labels[key], key) for key in form.gone]
    if marks:
        found += _marks_missing(marks.sheet, marks.columns, cases)
        found += _municipalities_missing(marks)
    return found


def _marks_missing(sheet: EntrySheet, marked: Collection[str], cases: Sequence[CaseVerdict]) -> list[Finding]:
    found = []
    if sheet.key_column is None:
        found.append(_gone("printed-column-missing", sheet, CODE_LABEL))
    for case in cases:
        # An id that was never printed has no column yet.
        if case.case_id not in marked and case.owned.problem is None and case.row.scope >= IN_FULL:
            found.append(_gone("column-missing", sheet, Words.same(case.name or case.case_id), case_id=case.case_id))
    return found


def _municipalities_missing(marks: Marks) -> list[Finding]:
    """Nobody would see that a mark went with its row. A code that was changed is told at its cell: its row is there."""
    if not marks.gone:
        return []
    names = Words.listed([*marks.gone[:_NAMED], *([_MORE] if len(marks.gone) > _NAMED else [])])
    fills = {"n": len(marks.gone), "names": names}
    return [finding("municipality-row-missing", fills, sheet=marks.sheet.grid.name, topic="participants")]


def _gone(
    name: str,
    sheet: EntrySheet,
    label: Words,
    key: str | None = None,
    case_id: str | None = None,
) -> Finding:
    return finding(name, {"label": label}, sheet=sheet.grid.name, key=key, case_id=case_id)
