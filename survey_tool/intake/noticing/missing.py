"""What a form should hold and does not: sheets that are not recognised, rows and columns that are gone."""

from __future__ import annotations

from collections.abc import Sequence

from survey_tool.intake.judging.cases import CaseVerdict
from survey_tool.intake.judging.prepared import PreparedRound
from survey_tool.intake.locating.entry_sheets import LocatedParticipants, LocatedSheet
from survey_tool.intake.locating.form import LocatedForm
from survey_tool.intake.locating.landmarks import CASE_ID_KEY
from survey_tool.questionnaire.asked.participation import CODE_LABEL
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.questionnaire.vocabulary.questions import IN_FULL
from survey_tool.wording.words import Words


def about_missing(form: LocatedForm, cases: Sequence[CaseVerdict], prepared: PreparedRound) -> list[Finding]:
    """Everything that is not there. An older form need not have all rows and columns."""
    found = [finding("sheet-without-headers", sheet=grid.name, topic=topic) for topic, grid in form.unrecognised]
    if form.is_old_version:
        return found
    if sheet := form.respondent:
        labels = {key: question.label for key, question in prepared.respondent_questions.items()}
        found += [_gone("row-missing", sheet, labels[key], key) for key in sheet.gone]
    if form.cases:
        gone = [*form.gone] if CASE_ID_KEY in form.cases.columns else [CASE_ID_KEY, *form.gone]
        for key in gone:
            name = "printed-column-missing" if key == CASE_ID_KEY else "column-missing"
            found.append(_gone(name, form.cases, prepared.case_questions[key].label, key))
    return found + (_marks_missing(form.participants, cases) if form.participants else [])


def _marks_missing(sheet: LocatedParticipants, cases: Sequence[CaseVerdict]) -> list[Finding]:
    found = []
    if sheet.code_column is None:
        found.append(_gone("printed-column-missing", sheet, CODE_LABEL))
    for case in cases:
        # An id that was never printed has no column yet.
        if case.case_id not in sheet.columns and case.owned.problem is None and case.row.scope >= IN_FULL:
            found.append(_gone("column-missing", sheet, Words.same(case.name or case.case_id), case_id=case.case_id))
    return found


def _gone(
    name: str,
    sheet: LocatedSheet,
    label: Words,
    key: str | None = None,
    case_id: str | None = None,
) -> Finding:
    return finding(name, {"label": label}, sheet=sheet.grid.name, key=key, case_id=case_id)
