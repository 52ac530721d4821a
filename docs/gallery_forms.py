"""The forms that the gallery shows: blank, filled in with the example of the questionnaire, and what comes back corrected."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from survey_tool.form.contract.answers import Answers, CaseAnswers, Form, Typed
from survey_tool.form.contract.marker import case_id
from survey_tool.form.printed.reading import example_of
from survey_tool.form.workbook import draw
from survey_tool.intake.collect import collect
from survey_tool.intake.redrawing.corrections import corrections
from survey_tool.questionnaire.vocabulary.kinds import AnswerKind, Date, Month, Printed
from survey_tool.questionnaire.vocabulary.questions import AnswerModel
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language, Words

SHOWN = "16"  # Toyama, whose municipalities fit on a page
STATES = {
    "empty": Words("空欄の調査票", "As it goes out"),
    "filled": Words("記入済みの調査票（1件目は前回回答の転記）", "Filled in (the first case is carried over)"),
    "findings": Words("修正用調査票", "A correction copy"),
}
_LAST_ROUND = 2025
_CONSIDERING = {
    "name": Words("生成AIの共同利用（検討中）", "Joint use of generative AI (under consideration)"),
    "summary": Words("導入の可否を部会で検討している。", "A working group is looking into it."),
}
_FEW_ANSWERS = ("domain", "prefecture_role", "lead_body_kind", "lead_body_name", "contact_department", "publication")


def forms(survey: Survey, language: Language) -> Iterator[tuple[str, Form]]:
    """Every state of the form and what it is called."""
    filled = Form(SHOWN, language, _answers(survey, language))
    yield "empty", Form(SHOWN, language)
    yield "filled", filled
    yield "findings", _corrected(survey, filled)


def _answers(survey: Survey, language: Language) -> Answers:
    case = _examples(survey, survey.questionnaire.case, language)
    lists = survey.questionnaire.lists
    considering = {key: case[key] for key in _FEW_ANSWERS}
    case["reviewed"] = lists["reviewed"]["unchanged"].label[language]
    considering |= {key: words[language] for key, words in _CONSIDERING.items()}
    considering["system_type"] = lists["system_type"]["T06"].label[language]
    considering["domain"] = lists["domain"]["tools"].label[language]
    considering["status"] = lists["status"]["considering"].label[language]
    own = [each.code for each in survey.places.municipalities_of(SHOWN)]
    cases = (
        CaseAnswers(case_id(SHOWN, str(_LAST_ROUND), 3), case, dict.fromkeys(own[:9], "○") | {own[11]: "△"}, True),
        CaseAnswers(case_id(SHOWN, survey.round.name, 1), considering, dict.fromkeys(own[2:5], "△")),
    )
    return Answers(_examples(survey, survey.questionnaire.respondent, language), cases, ("172014",))


def _examples(survey: Survey, model: type[AnswerModel], language: Language) -> dict[str, Typed]:
    """The example sheet's answers as cells hold them."""
    found: dict[str, Typed] = {}
    for key, question in model.questions().items():
        example = example_of(question, survey.questionnaire, language)
        if example and not isinstance(question.kind, Printed):
            found[key] = _typed(question.kind, question.example, example)
    return found


def _typed(kind: AnswerKind, declared: object, example: str) -> Typed:
    if isinstance(declared, (int, float)):
        return declared
    if isinstance(kind, Date):
        return dt.date.fromisoformat(example)
    return dt.date.fromisoformat(f"{example}-01") if isinstance(kind, Month) else example


def _corrected(survey: Survey, form: Form) -> Form:
    """The correction copy of the same form with mistakes in it."""
    first, second = form.answers.cases
    wrong = {
        "name": None,
        "annual_cost": "1,320万円くらい" if form.edition == "ja" else "about 13 million",
        "total_cost": 693_000_000,
        "total_cost_years": 5,
        "contract_end_on": dt.date(2023, 3, 1),
    }
    cases = (
        replace(first, answers={**first.answers, **wrong}, marks={}),
        replace(second, marks=dict.fromkeys(second.marks, "○")),
    )
    respondent = {**form.answers.respondent, "phone": "2345"}
    spoilt = replace(form, answers=replace(form.answers, respondent=respondent, cases=cases, elsewhere=("999999",)))
    path = survey.submissions / "returned.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(draw(survey, spoilt))
    (copy,) = corrections(survey, collect(survey, [path]))
    return copy.form
