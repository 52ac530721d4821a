"""What prefectures answer in the benchmarks: correct cases, each a variation of the questionnaire's own examples."""

from __future__ import annotations

import datetime as dt
from itertools import islice

from survey_tool.form.contract.answers import Answers, CaseAnswers, Typed
from survey_tool.form.contract.marker import case_id
from survey_tool.questionnaire.vocabulary.kinds import Date, FreeText, Printed
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language

EDITION: Language = "ja"
_RESPONDENT: dict[str, Typed] = {
    "department": "総務部情報政策課",
    "person": "調査 担当",
    "phone": "03-0000-0000",
    "email": "joho@pref.example.lg.jp",
    "answered_on": dt.date(2026, 12, 1),
    "as_of": dt.date(2026, 12, 1),
}
_PARTICIPANTS = 8
_SENTENCE = "共同調達に至った経緯。"
_EVERY_STEP = 37  # no prefecture has a multiple of it, so that marks spread over the sheet and none meets another


def answers(survey: Survey, code: str, cases: int, participants: int = _PARTICIPANTS) -> Answers:
    """The answers of one prefecture: its respondent and so many cases of so many participants each."""
    return Answers(_RESPONDENT, tuple(_case(survey, code, number, participants) for number in range(1, cases + 1)))


def _case(survey: Survey, code: str, number: int, participants: int) -> CaseAnswers:
    questions = survey.questionnaire.case.questions()
    typed = {key: _example(question) for key, question in questions.items()}
    identifier = case_id(code, survey.round.name, number)
    lists = survey.questionnaire.lists
    types = [choice for choice in lists["system_type"].unique if choice.key != "not_in_list" and choice.parent]
    kind = types[number % len(types)]
    typed |= {
        "domain": lists["domain"][str(kind.parent)].label[EDITION],
        "system_type": kind.label[EDITION],
        "name": f"{kind.label[EDITION]}の共同調達 {identifier}",
        "annual_cost": 1_000 + number * 37 % 90_000,
        "background": _SENTENCE * (1 + number % _most(questions["background"])),
    }
    marks = dict.fromkeys(_participants(survey, code, number, participants), "○")
    return CaseAnswers(identifier, {key: value for key, value in typed.items() if value is not None}, marks)


def _most(question: Question) -> int:
    """So many sentences an answer in free text may have."""
    assert isinstance(question.kind, FreeText)
    return question.kind.limit // len(_SENTENCE)


def _participants(survey: Survey, code: str, number: int, wanted: int) -> list[str]:
    """Municipalities of the prefecture spread over its sheet; where it has too few, others join from the first on."""
    own = [each.code for each in survey.places.municipalities_of(code)]
    if wanted <= len(own):
        return [own[(number + step * _EVERY_STEP) % len(own)] for step in range(wanted)]
    others = (each for each in survey.places.municipalities if not each.startswith(code))
    return [*own, *islice(others, wanted - len(own))]


def _example(question: Question) -> Typed:
    """The example as it would be typed into the Japanese form."""
    example = question.example
    if example == "" or isinstance(question.kind, Printed):
        return None
    if not isinstance(example, (str, int, float)):
        return example[EDITION]
    if isinstance(question.kind, Date):
        return dt.date.fromisoformat(str(example))
    return example
