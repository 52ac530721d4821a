"""What a whole country would answer: the truth that everything is held against later, the same each time."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from survey_tool.demo.invented import likely
from survey_tool.demo.invented.cases import UNLISTED, InventedCase, Wanted, invent
from survey_tool.form.contract.marker import case_id
from survey_tool.questionnaire.vocabulary.judging import JudgedAnswers
from survey_tool.reference.survey import Survey

_SEED = 20_261_201
_MOST = 6  # times as many cases as others one prefecture may have
_LEAST = 2  # of those that report any
_TURNS = 40


@dataclass(frozen=True)
class Answered:
    """What one prefecture answers when it makes no slip: canonical values by question."""

    code: str
    respondent: Mapping[str, object]
    cases: tuple[InventedCase, ...] = ()


Country = Mapping[str, Answered]


def country(survey: Survey, cases: int, nothing: frozenset[str]) -> Country:
    """The answers of all prefectures, with so many cases in all; those of `nothing` have none to report."""
    chance = random.Random(_SEED)
    reporting = [code for code in survey.places.prefectures if code not in nothing]
    weights = [min(_MOST, chance.lognormvariate(0, 0.7)) for _ in reporting]
    more = Counter(chance.choices(reporting, weights, k=max(0, cases - _LEAST * len(reporting))))
    numbers = {code: _LEAST + more[code] for code in reporting}
    return {code: _answered(survey, code, numbers.get(code, 0)) for code in survey.places.prefectures}


def _answered(survey: Survey, code: str, number: int) -> Answered:
    chance = random.Random(f"{_SEED} {survey.round.name} {code}")
    names: set[str] = set()
    cases = []
    for each in range(1, number + 1):
        case = without_doubt(survey, case_id(code, survey.round.name, each), frozenset(names), chance)
        names.add(str(case.answers["name"]))
        cases.append(case)
    return Answered(code, respondent(survey, code, cases), tuple(cases))


def respondent(survey: Survey, code: str, cases: list[InventedCase]) -> dict[str, object]:
    """Who answers, and for which day: known only where somebody participates."""
    participating = any(mark == "○" for case in cases for mark in case.marks.values())
    return {
        "department": "総務部情報政策課",
        "person": "調査担当",
        "phone": "03-0000-0000",
        "email": f"joho@pref{code}.example.lg.jp",
        "answered_on": survey.round.as_of,
        **({"as_of": survey.round.as_of} if participating else {}),
        **({} if cases else {"no_cases": True}),
    }


def without_doubt(survey: Survey, identifier: str, names: frozenset[str], chance: random.Random) -> InventedCase:
    """A case of which the questionnaire's own rules say nothing, not even that something may be a slip."""
    lists = survey.questionnaire.lists
    types = [each for each in lists["system_type"].unique if each.key != UNLISTED and each.parent]
    statuses = [each.key for each in lists["status"].unique]
    for _ in range(_TURNS):
        kind = chance.choice(types)
        wanted = Wanted(kind.key, str(kind.parent), likely.one_of("status", statuses, chance), names)
        found = invent(survey, identifier, wanted, chance)
        if found.marks and not doubts(survey, found):
            return found
    raise RuntimeError(f"{identifier}: no case without a doubt in {_TURNS} turns")


def doubts(survey: Survey, case: InventedCase) -> list[str]:
    """The codes of whatever the rules say of a case, which was carried over if it says how it was reviewed."""
    facts = {
        **survey.round.facts,
        "own_prefecture": case.case_id[:2],
        "carried_over": "reviewed" in case.answers,
        "participating": sum(mark == "○" for mark in case.marks.values()),
    }
    judged = JudgedAnswers(survey.questionnaire.cases_sheet, case.answers, facts)
    return [str(check.code) for check in judged.findings()]
