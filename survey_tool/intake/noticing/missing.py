"""What a form should hold and does not: sheets that are not recognised, rows and columns that are gone."""

from __future__ import annotations

from collections.abc import Sequence

from survey_tool.form.contract.marker import Topic
from survey_tool.intake.judging.bound_form import BoundForm
from survey_tool.intake.judging.cases import CaseVerdict
from survey_tool.intake.judging.preparation import Bench
from survey_tool.intake.locating.binding import BoundCases, BoundParticipants, BoundRespondent
from survey_tool.intake.locating.landmarks import CASE_ID_KEY
from survey_tool.intake.locating.sheets import Way
from survey_tool.questionnaire.asked.participation import CODE_LABEL
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.questionnaire.vocabulary.questions import IN_FULL
from survey_tool.wording.words import Words


def about_missing(way: Way, bound: BoundForm, cases: Sequence[CaseVerdict], bench: Bench) -> list[Finding]:
    """Everything that is not there. An older form need not have all rows and columns."""
    found = _unrecognised(way, bound)
    if way.is_old_version:
        return found
    if bound.respondent:
        gone = bench.gone(bench.respondent_questions, bound.respondent.rows)
        found += [_gone("row-missing", bound.respondent, bench.respondent_questions[key].label, key) for key in gone]
    if bound.cases:
        gone = [*bound.gone] if CASE_ID_KEY in bound.cases.columns else [CASE_ID_KEY, *bound.gone]
        for key in gone:
            name = "printed-column-missing" if key == CASE_ID_KEY else "column-missing"
            found.append(_gone(name, bound.cases, bench.case_questions[key].label, key))
    return found + (_marks_missing(bound.participants, cases) if bound.participants else [])


def _unrecognised(way: Way, bound: BoundForm) -> list[Finding]:
    """Sheets with a marker in which nothing else is left."""
    sheets: dict[Topic, object] = {
        "respondent": bound.respondent,
        "cases": bound.cases,
        "participants": bound.participants,
    }
    lost = ((topic, grid) for topic, grid in way.sheets.items() if sheets[topic] is None)
    return [finding("sheet-without-headers", sheet=grid.name, topic=topic) for topic, grid in lost]


def _marks_missing(sheet: BoundParticipants, cases: Sequence[CaseVerdict]) -> list[Finding]:
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
    sheet: BoundRespondent | BoundCases | BoundParticipants,
    label: Words,
    key: str | None = None,
    case_id: str | None = None,
) -> Finding:
    return finding(name, {"label": label}, sheet=sheet.grid.name, key=key, case_id=case_id)
