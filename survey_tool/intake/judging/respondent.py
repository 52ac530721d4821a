"""The respondent sheet, and whether its declaration of no cases fits the cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from survey_tool.form.contract.marker import PREFECTURE_KEY
from survey_tool.intake.judging.answer_sets import AnswerPlaces
from survey_tool.intake.judging.cases import CaseVerdict, dropped
from survey_tool.intake.judging.marks import Marks
from survey_tool.intake.judging.prepared import PreparedRound
from survey_tool.intake.locating.entry_sheets import EntrySheet, cell_text
from survey_tool.intake.locating.form import LocatedForm
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.questionnaire.vocabulary.judging import JudgedAnswers
from survey_tool.questionnaire.vocabulary.questions import WHEN_WITHDRAWN
from survey_tool.wording.words import Words

_DECLARATION = "no_cases"


@dataclass(frozen=True)
class RespondentVerdict:
    """What is said, the answers without a fault, all answers as understood, and the sheet and cell of each."""

    findings: list[Finding] = field(default_factory=list)
    faultless: Mapping[str, object] = field(default_factory=dict)
    understood: Mapping[str, object] = field(default_factory=dict)
    cells: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def judge_respondent(
    form: LocatedForm, marks: Marks | None, cases: Sequence[CaseVerdict], prepared: PreparedRound
) -> RespondentVerdict:
    """The verdict on the respondent sheet; nothing where it is not there."""
    printed = {PREFECTURE_KEY: form.marker.prefecture_code}
    sheet = form.respondent
    if sheet is None:
        return RespondentVerdict(faultless=printed)
    reader = prepared.respondents[form.marker.edition]
    column = sheet.columns[0]
    typed = sheet.answers(column)
    understood = reader.read(typed, sheet.gone)
    row = reader.judge(understood, {"participating": marks.circles if marks else 0})
    # Where a row of the respondent is gone, its answer may have been there.
    answered = understood.answers or (marks and marks.any_marked)
    blank = not answered and not cases and form.cases is not None and not dropped(form, cases)
    # Of a form as it was sent one thing is true; that each required answer is missing says no more.
    found = reader.findings(
        row,
        understood,
        AnswerPlaces(sheet.grid.name, "respondent", partial(sheet.cell, column=column)),
        blanks=not blank,
    )
    if blank:
        found.append(_nothing_answered(row, sheet))
    elif form.cases is not None and _DECLARATION in sheet.rows and not row.wrong(_DECLARATION):
        name = _contradiction(row.value(_DECLARATION) is True, cases)
        if name:
            found.append(_at_declaration(name, sheet, prepared))
    cells = {key: (sheet.grid.name, sheet.cell(key, column)) for key in understood.answers}
    return RespondentVerdict(found, {**printed, **reader.faultless(understood)}, understood.answers, cells)


def _nothing_answered(row: JudgedAnswers, sheet: EntrySheet) -> Finding:
    """About the sheet, not a cell: it names those that come first."""
    required = Words.listed(sheet.cell(check.key, sheet.columns[0]) for check in row.findings())
    fills = {"cells": required, "declaration": sheet.cell(_DECLARATION, sheet.columns[0])}
    return finding("nothing-answered", fills, sheet=sheet.grid.name, topic="respondent")


def _contradiction(declared: bool, cases: Sequence[CaseVerdict]) -> str | None:
    """Whether the declaration fits the cases; a withdrawn one contradicts nothing."""
    if declared and any(case.row.scope > WHEN_WITHDRAWN for case in cases):
        return "none-declared-but-cases"
    return "no-cases-no-declaration" if not declared and not cases else None


def _at_declaration(name: str, sheet: EntrySheet, prepared: PreparedRound) -> Finding:
    return finding(
        name,
        sheet=sheet.grid.name,
        cell=sheet.cell(_DECLARATION, sheet.columns[0]),
        label=prepared.respondent_questions[_DECLARATION].label,
        key=_DECLARATION,
        value=cell_text(sheet.answers(sheet.columns[0]).get(_DECLARATION)) or None,
        topic="respondent",
    )
