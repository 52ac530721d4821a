"""What the same country answers a year later, in forms that hold last year's answers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.national.answers import Answered, doubts, respondent, without_doubt
from benchmarks.national.mailbag import Nation
from benchmarks.national.ways import Way, ways
from survey_tool.demo.invented.cases import InventedCase
from survey_tool.form.contract.marker import case_id
from survey_tool.reference.survey import Survey

_SEED = 20_271_201
_CHANGED_OF_100 = 20
_REMARK = "担当課に確認した。"


def nation_a_year_later(survey: Survey, before: Nation) -> Nation:
    """Who has nothing to report still has nothing; who left something open, or did not answer, answers as he should."""
    settled: dict[str, Way] = dict.fromkeys(before.ways.of("nothing"), "nothing")
    settled |= dict.fromkeys(before.ways.of("silent", "left-wrong", "left-doubtful", "confirmed"), "plain")
    going = ways(survey.places.prefectures, survey.round.name, settled)
    country = {code: _answered(survey, before, code) for code in survey.places.prefectures}
    return Nation(survey, going, country, a_year_later=True)


def _answered(survey: Survey, before: Nation, code: str) -> Answered:
    chance = random.Random(f"{_SEED} {code}")
    way, told = before.ways.by_code[code], before.country[code]
    asked = way == "confirmed"  # what was confirmed to be right last year is not so again, which has to be explained
    cases = [] if way == "silent" else [_again(survey, case, chance, asked=asked) for case in told.cases]
    if way != "nothing":
        names = frozenset(str(each.answers["name"]) for each in cases)
        cases.append(without_doubt(survey, case_id(code, survey.round.name, 1), names, chance))
    return Answered(code, respondent(survey, code, cases), tuple(cases))


def _again(survey: Survey, case: InventedCase, chance: random.Random, *, asked: bool) -> InventedCase:
    """A case that was carried over: as it was, changed, renewed, or withdrawn where it can be neither."""
    return next(each for each in _in_turn(case, chance, asked=asked) if not doubts(survey, each))


def _in_turn(case: InventedCase, chance: random.Random, *, asked: bool) -> Iterator[InventedCase]:
    answers = case.answers
    cost = answers.get("annual_cost")
    updated = {**answers, "reviewed": "updated", "remarks": _REMARK}
    if isinstance(cost, int) and chance.random() * 100 < _CHANGED_OF_100:
        yield replace(case, answers={**updated, "annual_cost": cost + cost // 10})
    yield replace(case, answers=updated if asked else {**answers, "reviewed": "unchanged"})
    if str(ends := answers.get("contract_end_on", ""))[4:5] == "-":
        yield replace(case, answers={**updated, "contract_end_on": f"{int(str(ends)[:4]) + 5}{str(ends)[4:]}"})
    yield replace(case, answers={**updated, "withdrawn": True})
