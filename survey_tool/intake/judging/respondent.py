"""The respondent sheet, and whether its declaration of no cases fits the cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from survey_tool.form.contract.marker import PREFECTURE_KEY
from survey_tool.intake.judging.bound_form import BoundForm
from survey_tool.intake.judging.cases import CaseVerdict, dropped
from survey_tool.intake.judging.preparation import Bench
from survey_tool.intake.judging.rows import Place, Understood
from survey_tool.intake.locating.binding import BoundRespondent, shown
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.questionnaire.vocabulary.judging import JudgedAnswers
from survey_tool.questionnaire.vocabulary.questions import WHEN_WITHDRAWN
from survey_tool.wording.words import Words

_DECLARATION = "no_cases"


@dataclass(frozen=True)
class RespondentVerdict:
    """What is said, the sound answers, and all answers as understood."""

    findings: list[Finding] = field(default_factory=list)
    sound: Mapping[str, object] = field(default_factory=dict)
    understood: Mapping[str, object] = field(default_factory=dict)


def judge_respondent(bound: BoundForm, cases: Sequence[CaseVerdict], bench: Bench) -> RespondentVerdict:
    """The verdict on the respondent sheet; nothing where it is not there."""
    printed = {PREFECTURE_KEY: bound.form.prefecture_code}
    sheet = bound.respondent
    if sheet is None:
        return RespondentVerdict(sound=printed)
    reader = bench.respondents[bound.form.edition]
    understood = reader.read(bench.asked(sheet.answers), bench.gone(bench.respondent_questions, sheet.rows))
    row = reader.judge(understood, {})
    blank = _is_blank(understood, bound, cases)
    # Of a form as it was sent one thing is true; that each required answer is missing says no more.
    found = reader.findings(row, understood, Place(sheet.grid.name, "respondent", sheet.cell), blanks=not blank)
    if blank:
        found.append(_nothing_answered(row, sheet))
    elif bound.cases is not None and _DECLARATION in sheet.rows and not row.wrong(_DECLARATION):
        name = _contradiction(row.value(_DECLARATION) is True, cases)
        if name:
            found.append(_at_declaration(name, sheet, bench))
    return RespondentVerdict(found, {**printed, **reader.sound(understood)}, understood.answers)


def _is_blank(understood: Understood, bound: BoundForm, cases: Sequence[CaseVerdict]) -> bool:
    """Whether nothing at all is answered. Where a row of the respondent is gone, its answer may have been there."""
    answered = understood.answers or cases or bound.cases is None
    return not answered and not dropped(bound, cases) and not (bound.marks and bound.marks.any_marked)


def _nothing_answered(row: JudgedAnswers, sheet: BoundRespondent) -> Finding:
    """About the sheet, not a cell: it names those that come first."""
    required = Words.listed(sheet.cell(check.key) for check in row.findings())
    fills = {"cells": required, "declaration": sheet.cell(_DECLARATION)}
    return finding("nothing-answered", fills, sheet=sheet.grid.name, topic="respondent")


def _contradiction(declared: bool, cases: Sequence[CaseVerdict]) -> str | None:
    """Whether the declaration fits the cases; a withdrawn one contradicts nothing."""
    if declared and any(case.row.scope > WHEN_WITHDRAWN for case in cases):
        return "none-declared-but-cases"
    return "no-cases-no-declaration" if not declared and not cases else None


def _at_declaration(name: str, sheet: BoundRespondent, bench: Bench) -> Finding:
    return finding(
        name,
        sheet=sheet.grid.name,
        cell=sheet.cell(_DECLARATION),
        label=bench.respondent_questions[_DECLARATION].label,
        key=_DECLARATION,
        value=shown(sheet.answers.get(_DECLARATION)) or None,
        topic="respondent",
    )
