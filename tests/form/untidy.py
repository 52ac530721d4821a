"""Whole forms as untidy as forms get, generated from the declaration."""

from __future__ import annotations

import random

from survey_tool.form.contract.answers import Answers, CaseAnswers, Form, Typed
from survey_tool.form.contract.marker import ALL_KEY
from survey_tool.questionnaire.vocabulary.kinds import Printed
from survey_tool.wording.words import Language
from tests.answers import right, wrong
from tests.forms import the_survey
from tests.questionnaire.test_parity import any_case

CODE = "31"
_ELSEWHERE = ("011002", "999999", "342025", "312011", "鳥取", "131016")


def untidy_form(seed: int, language: Language) -> Form:
    """Five cases, some blank, carried over or withdrawn, marks of any kind, and codes of municipalities from elsewhere."""
    chance = random.Random(seed)
    cases = tuple(_case(number, language, chance) for number in range(1, 6))
    elsewhere = tuple(chance.sample(_ELSEWHERE, chance.choice((0, 2))))
    return Form(CODE, language, Answers(_respondent(language, chance), cases, elsewhere))


def _case(number: int, language: Language, chance: random.Random) -> CaseAnswers:
    survey = the_survey()
    given = any_case(survey, language, chance)
    answers = {key: each.typed for key, each in given.items() if each.typed is not None}
    signs = chance.choice(("○", "△", "○△", "○△×?"))
    codes = (ALL_KEY, *(each.code for each in survey.places.municipalities_of(CODE)))
    marks: dict[str, Typed] = {code: chance.choice(signs) for code in chance.sample(codes, chance.choice((0, 1, 4)))}
    carried = chance.random() < 0.3
    last = {"last_participating": 9, "last_annual_cost": 100} if carried else {}
    blank = chance.random() < 0.2
    year = "2025" if carried else "2026"
    return CaseAnswers(f"{CODE}-{year}-{number:02}", {} if blank else answers, marks, carried, last)


def _respondent(language: Language, chance: random.Random) -> dict[str, Typed]:
    asked, answers = the_survey().questionnaire, {}
    for key, question in asked.respondent.questions().items():
        often = 0.2 if key == "no_cases" else 0.85
        if not isinstance(question.kind, Printed) and chance.random() < often:
            generate = wrong if chance.random() < 0.2 else right
            one = generate(question.kind, asked.lists, language, chance)
            answers[key] = one.typed if one else None
    return answers
