"""Correct cases as canonical answers, drawn from the questions' own examples, and what intake makes of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from survey_tool.intake.judging.submission import Collected, JudgedCase, Participation, Status, Submission
from survey_tool.intake.locating.owner import Owner
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.vocabulary.judging import JudgedAnswers
from survey_tool.questionnaire.vocabulary.kinds import AnswerKind, Date, Lists, Mark, Printed, Several
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.settings.round import Round
from survey_tool.wording.words import Words

CHIYODA, CHUO, MINATO = "131016", "131024", "131032"
TOTAL = {"total_cost": 69_300, "total_cost_years": 5}
"""Told beside its parts, which the form's example leaves at that."""


def a_survey(workspace: Path, **settings: Any) -> Survey:
    """The built-in survey with other settings of the round."""
    survey = open_survey(workspace)
    return replace(survey, round=Round.model_validate({"round": survey.round.name, **settings}))


def which_asks(questionnaire: Questionnaire, survey: Survey) -> Survey:
    """The same survey with other questions or lists."""
    return replace(survey, asking=lambda *_: questionnaire)


def case_answers(survey: Survey, **changes: object) -> dict[str, object]:
    """A correct case: every question that has an example is answered with it, and the total cost.

    `changes` of None blank an answer. A question without an example is left blank, so that a new one breaks nothing
    unless it is required.
    """
    questions, lists = survey.questionnaire.case.questions(), survey.questionnaire.lists
    unknown = set(changes) - set(questions)
    assert not unknown, f"no such question: {unknown}"
    told = {key: _canonical(question, lists) for key, question in questions.items()}
    told |= {key: value for key, value in TOTAL.items() if key in questions} | changes
    return {key: value for key, value in told.items() if value is not None}


def a_case(
    survey: Survey, case_id: str, marks: Mapping[str, Participation] | None = None, **changes: object
) -> JudgedCase:
    """A case of the prefecture that its id begins with. Fails where the answers are not correct."""
    if marks is None:
        marks = {survey.places.municipalities_of(case_id[:2])[0].code: "participating"}
    answers = case_answers(survey, case_id=case_id, **changes)
    wrong = [(check.key, check.code) for check in _judged(survey, case_id, answers, marks) if check.severity == "error"]
    assert not wrong, wrong
    record = survey.questionnaire.case.model_validate(answers, context={"lists": survey.questionnaire.lists})
    return JudgedCase(case_id, answers, dict(marks), record)


def a_wrong_case(survey: Survey, case_id: str, **changes: object) -> JudgedCase:
    """A case whose name is missing: it has an error and no record."""
    return JudgedCase(case_id, case_answers(survey, **{"case_id": case_id, "name": None, **changes}), {}, None)


def a_submission(
    survey: Survey, code: str, *cases: JudgedCase, status: Status = "accepted", file: str | None = None, **more: Any
) -> Submission:
    """One returned file; without cases it declares that there is nothing to report."""
    name = file or f"joint-procurement_{survey.round.name}_{code}.xlsx"
    respondent = {
        "department": "総務部情報政策課",
        "as_of": dt.date(2026, 10, 1),
        **({} if cases else {"no_cases": True}),
        **more.pop("respondent", {}),
    }
    digest = hashlib.sha256(name.encode()).hexdigest()
    return Submission(name, digest, status, Owner(code), respondent=respondent, cases=cases, **more)


def collected(survey: Survey, *submissions: Submission) -> Collected:
    """All submissions; a prefecture that none can be read of is missing."""
    read = {each.prefecture_code for each in submissions if each.status not in ("unreadable", "not_a_submission")}
    missing = tuple(code for code in survey.places.prefectures if code not in read)
    return Collected(tuple(sorted(submissions, key=lambda each: each.file)), missing)


def reported(survey: Survey, *cases: JudgedCase) -> Collected:
    """Accepted submissions of the prefectures whose cases these are."""
    codes = sorted({each.case_id[:2] for each in cases})
    return collected(
        survey, *(a_submission(survey, code, *(each for each in cases if each.case_id[:2] == code)) for code in codes)
    )


def unreadable(file: str) -> Submission:
    return Submission(file, hashlib.sha256(file.encode()).hexdigest(), "unreadable")


def _judged(
    survey: Survey, case_id: str, answers: Mapping[str, object], marks: Mapping[str, Participation]
) -> Iterable[Any]:
    facts = {
        "own_prefecture": case_id[:2],
        **survey.round.facts,
        "carried_over": answers.get("withdrawn") is True,
        "participating": "participating" in marks.values(),
    }
    return JudgedAnswers(survey.questionnaire.cases_sheet, answers, facts).findings()


def _canonical(question: Question, lists: Lists) -> object:
    kind, typed = question.kind, question.example
    if isinstance(typed, Words):
        return typed.ja
    if typed == "" or isinstance(kind, Printed):
        return None
    if isinstance(kind, Mark):
        return True
    if isinstance(kind, Date):
        return dt.date.fromisoformat(str(typed))
    return _of_a_list(kind, str(typed), lists) or typed


def _of_a_list(kind: AnswerKind, typed: str, lists: Lists) -> object:
    if kind.list_name is None:
        return None
    if isinstance(kind, Several):
        return tuple(lists[kind.name].find(each) for each in typed.split("、"))
    return lists[kind.list_name].find(typed)
