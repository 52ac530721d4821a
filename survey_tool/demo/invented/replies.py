"""Who answers what in the invented round, and where who goes wrong: the same each time."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from survey_tool.demo.invented import likely
from survey_tool.demo.invented.answering import INVENTED, as_typed, drawn, made_right
from survey_tool.demo.invented.cases import UNLISTED, InventedCase, Wanted, invent, naming, reported_again
from survey_tool.form.contract.answers import Answers, CaseAnswers, Typed
from survey_tool.form.contract.marker import case_id
from survey_tool.questionnaire.vocabulary.judging import QuestionSheet
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language

_SEED = 20_261_201
_CASES = 404  # with those that are reported twice
_SILENT, _NONE_TO_REPORT, _ONLY_CONSIDERING, _WRONG_CASE, _WRONG_RESPONDENT = 5, 3, 2, 3, 1
_TWICE, _NAMING = 4, 14
_LONE_TYPES = 3  # types of which there is one case in the country


@dataclass(frozen=True)
class InventedReply:
    """What one prefecture returns, as typed. `other` is a second, different return of the same prefecture; `cases` are what it
    would have answered had it made no slip."""

    prefecture_code: str
    answers: Answers
    cases: tuple[InventedCase, ...] = ()
    other: Answers | None = None


@dataclass(frozen=True)
class _Parts:
    """Which prefectures do what, by code."""

    silent: Sequence[str]
    nothing: Sequence[str]
    considering: Sequence[str]
    wrong_case: Sequence[str]
    wrong_respondent: Sequence[str]
    contradictory: str
    reporting: Sequence[str]


def invented_replies(survey: Survey) -> tuple[InventedReply, ...]:
    """The returns of the prefectures that answer, by code; the same survey gives the same returns."""
    chance = random.Random(_SEED)
    parts = _parts(list(survey.places.prefectures), chance)
    cases = _cases(survey, parts, chance)
    return tuple(
        _reply(survey, code, cases.get(code, ()), parts, chance)
        for code in survey.places.prefectures
        if code not in parts.silent
    )


def _parts(codes: Sequence[str], chance: random.Random) -> _Parts:
    left = chance.sample(codes, len(codes))

    def take(number: int) -> list[str]:
        taken, left[:number] = left[:number], []
        return taken

    silent, nothing = take(_SILENT), take(_NONE_TO_REPORT)
    reporting = sorted(left)
    considering = take(_ONLY_CONSIDERING)
    return _Parts(silent, nothing, considering, take(_WRONG_CASE), take(_WRONG_RESPONDENT), take(1)[0], reporting)


def _cases(survey: Survey, parts: _Parts, chance: random.Random) -> dict[str, list[InventedCase]]:
    found: dict[str, list[InventedCase]] = {code: [] for code in parts.reporting}
    for code, (system_type, domain) in zip(_owners(parts, chance), _types(survey, chance), strict=True):
        statuses = [each.key for each in survey.questionnaire.lists["status"].unique]
        status = "considering" if code in parts.considering else likely.one_of("status", statuses, chance)
        own = found[code]
        names = frozenset(str(each.answers["name"]) for each in own)
        own.append(invent(survey, _id(survey, code, own), Wanted(system_type, domain, status, names), chance))
    _let_some_name_others(survey, found, chance)
    _report_some_twice(survey, found, chance)
    return found


def _owners(parts: _Parts, chance: random.Random) -> list[str]:
    """Whose each case is: of a few prefectures many, of most some, of each at least one; of those that only consider few."""
    weight = {code: min(4, chance.lognormvariate(0, 0.7)) for code in parts.reporting}
    able = [code for code in parts.reporting if code not in parts.considering]
    some = chance.choices(able, [weight[code] for code in able], k=_CASES - _TWICE - len(parts.reporting))
    return sorted([*parts.reporting, *parts.considering, *some])[: _CASES - _TWICE]


def _types(survey: Survey, chance: random.Random) -> list[tuple[str, str]]:
    """A type with its domain for each case: every type at least once, the first of a shuffled list most often."""
    pairs = [(each.key, str(each.parent)) for each in survey.questionnaire.lists["system_type"]]
    usual = [pair for pair in pairs if pair[0] != UNLISTED]
    chance.shuffle(usual)
    often = usual[:-_LONE_TYPES]
    weights = [1 / (place + 3) for place in range(len(often))]
    number = _CASES - _TWICE
    found = [*pairs, *chance.choices(often, weights, k=number - len(pairs))]
    chance.shuffle(found)
    return found[:number]


def _let_some_name_others(survey: Survey, found: Mapping[str, list[InventedCase]], chance: random.Random) -> None:
    """Some cases name a neighbour, which itself reports nothing of it."""
    places = [(code, at) for code, own in found.items() for at, case in enumerate(own) if _is_in_force(case)]
    for code, at in chance.sample(places, _NAMING):
        own = found[code]
        own[at] = naming(own[at], chance.choice(survey.places.neighbours_of(code) or tuple(found)[:1]))


def _report_some_twice(survey: Survey, found: Mapping[str, list[InventedCase]], chance: random.Random) -> None:
    """Some cases are reported by a neighbour too, and each names the other."""
    pairs = [(a, b) for a in found for b in survey.places.neighbours_of(a) if a < b and b in found]
    for one, other in chance.sample(pairs, _TWICE):
        at = next(
            at for at, case in enumerate(found[one]) if _is_in_force(case) and "co_prefectures" not in case.answers
        )
        found[one][at] = naming(found[one][at], other)
        found[other].append(reported_again(survey, found[one][at], _id(survey, other, found[other]), chance))


def _is_in_force(case: InventedCase) -> bool:
    answers = case.answers
    return answers["prefecture_role"] not in ("none", "unknown") and answers.get("publication") == "publish"


def _id(survey: Survey, code: str, own: Sequence[InventedCase]) -> str:
    return case_id(code, survey.round.name, len(own) + 1)


def _reply(
    survey: Survey, code: str, cases: Sequence[InventedCase], parts: _Parts, chance: random.Random
) -> InventedReply:
    edition = survey.round.language
    lists, questions = survey.questionnaire.lists, survey.questionnaire.case.questions()
    told = tuple(
        CaseAnswers(
            each.case_id,
            {key: as_typed(questions[key].kind, value, edition, lists) for key, value in each.answers.items()},
            each.marks,
        )
        for each in cases
    )
    respondent = _respondent(survey, code, cases, edition, chance)
    if code in parts.wrong_respondent:
        respondent = {key: typed for key, typed in respondent.items() if key != "department"}
    if code in parts.wrong_case:
        told = (*told[:-1], _with_slips(told[-1]))
    answers = Answers(respondent, told)
    contradicts = replace(answers, cases=(_otherwise(told[0]), *told[1:])) if code == parts.contradictory else None
    return InventedReply(code, answers, tuple(cases), contradicts)


def _respondent(
    survey: Survey, code: str, cases: Sequence[InventedCase], edition: Language, chance: random.Random
) -> dict[str, Typed]:
    sheet: QuestionSheet = survey.questionnaire.respondent_sheet
    participating = sum(mark == "○" for case in cases for mark in case.marks.values())
    draft = {key: drawn(each, sheet.lists, chance) for key, each in sheet.questions.items() if each.is_required}
    known: dict[str, object] = {
        "department": f"{INVENTED.ja}情報政策担当課",
        "person": f"{INVENTED.ja}担当者",
        "email": f"joho@pref.{survey.places.prefectures[code].romaji}.example.lg.jp",
        "answered_on": survey.round.deadline,
        "as_of": survey.round.sent_on if participating else None,
        "no_cases": None if cases else True,
    }
    draft |= {key: value for key, value in known.items() if key in sheet.questions}
    right = made_right(sheet, draft, {**survey.round.facts, "any_participant": participating > 0}, chance)
    return {key: as_typed(sheet.questions[key].kind, value, edition, sheet.lists) for key, value in right.items()}


def _with_slips(case: CaseAnswers) -> CaseAnswers:
    """An amount that is no number, and no status: what is sent back to be corrected."""
    slips: dict[str, Typed] = {"annual_cost": "後日回答", "status": None}
    return replace(case, answers={**case.answers, **slips})


def _otherwise(case: CaseAnswers) -> CaseAnswers:
    return replace(case, answers={**case.answers, "name": f"{case.answers['name']}（改訂）"})


def number_of_cases(replies: Sequence[InventedReply]) -> int:
    """All cases that are reported, those reported twice twice."""
    return sum(len(each.cases) for each in replies)


def all_returns(replies: Sequence[InventedReply]) -> Iterator[tuple[str, Answers, int]]:
    """Every return: its prefecture, what it holds, and which of that prefecture's it is, from 1."""
    for each in replies:
        for number, answers in enumerate(filter(None, (each.answers, each.other)), start=1):
            yield each.prefecture_code, answers, number
