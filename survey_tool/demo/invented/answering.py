"""An answer to any question, drawn by its kind, and a set of them made right by the rules themselves.

Nothing here knows a question by its key: one that is added is answered like the others.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping

from survey_tool.form.contract.answers import Typed
from survey_tool.questionnaire.vocabulary.judging import JudgedAnswers, QuestionSheet
from survey_tool.questionnaire.vocabulary.kinds import (
    Amount,
    AnswerKind,
    Date,
    Email,
    FreeText,
    Listed,
    Lists,
    Mark,
    Month,
    Number,
    Phone,
    Printed,
    Several,
)
from survey_tool.questionnaire.vocabulary.questions import Check, Question
from survey_tool.questionnaire.vocabulary.rules import AtLeastOne
from survey_tool.wording.words import Language, Words

INVENTED = Words("（例示）", "(illustrative) ")
"""How every invented text begins, wherever it is copied to."""
_TURNS = 30
_PHONE, _EMAIL = "00-0000-0000", "joho@pref.example.lg.jp"


class NoRightAnswersError(Exception):
    """No answers could be found that the rules let pass."""


def drawn(question: Question, lists: Lists, chance: random.Random) -> object:
    """A canonical answer as the kind of the question lets it in; None for what is not answered by people."""
    kind = question.kind
    match kind:
        case Printed():
            return None
        case Mark():
            return True
        case Listed(name=name):
            return chance.choice(lists[name].unique).key
        case Several(name=name):
            return (chance.choice(lists[name].unique).key,)
        case Amount():
            return int(10 ** chance.uniform(2, 5)) // 100 * 100
        case Number(high=high):
            return chance.randint(1, int(min(high, 9)))
        case Date():
            return dt.date(2026, 11, chance.randint(1, 24))
        case Month():
            return f"{chance.randint(2018, 2026)}-{chance.randint(1, 12):02}"
        case Phone():
            return _PHONE
        case Email():
            return _EMAIL
        case FreeText(limit=limit):
            told = question.example if isinstance(question.example, Words) else question.label
            return f"{INVENTED.ja}{told.ja}"[:limit]
    raise TypeError(kind)


def made_right(
    sheet: QuestionSheet, draft: Mapping[str, object], facts: Mapping[str, object], chance: random.Random
) -> dict[str, object]:
    """The draft with what its rules ask for and without what they do not want; blanks left out.

    Raises `NoRightAnswersError` where the rules cannot be met in so many turns.
    """
    answers = {key: value for key, value in draft.items() if value is not None}
    for _ in range(_TURNS):
        found = JudgedAnswers(sheet, answers, facts).findings()
        errors = [check for check in found if check.severity == "error"]
        if not errors:
            return answers
        for check in errors:
            _mend(sheet, answers, check, chance)
    raise NoRightAnswersError([check.id for check in errors])


def _mend(sheet: QuestionSheet, answers: dict[str, object], check: Check, chance: random.Random) -> None:
    """Answers what lacks an answer; takes back what is wrong, to be answered anew where it is needed."""
    if not check.on_blank:
        answers.pop(check.key, None)
        return
    keys = check.rule.keys if isinstance(check.rule, AtLeastOne) else (check.key,)
    key = chance.choice(keys)
    answers[key] = drawn(sheet.questions[key], sheet.lists, chance)


def as_typed(kind: AnswerKind, value: object, edition: Language, lists: Lists) -> Typed:
    """What a cell holds after an official has answered: labels as dropdowns give them, a date for a month."""
    if isinstance(kind, Month) and isinstance(value, str) and value[4:5] == "-":
        return dt.date(int(value[:4]), int(value[5:]), 1)
    return kind.show(value, edition, lists)
