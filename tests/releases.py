"""Releases for the dashboard's tests: the real public cases, and random ones of any size."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from survey_tool.demo.cases import Reply, read_replies
from survey_tool.demo.invented.cases import InventedCase
from survey_tool.demo.invented.replies import InventedReply, invented_replies
from survey_tool.form.contract.answers import CaseAnswers
from survey_tool.intake.judging.submission import Collected, JudgedCase, Participation, Status, Submission
from survey_tool.questionnaire.asked.case import BENEFITS, MILESTONES, SUBSIDIES
from survey_tool.questionnaire.vocabulary.kinds import AnswerKind, Date, Listed, Lists, Mark, Number, Several
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.release.choosing.release import PublishedCase, Release
from survey_tool.release.choosing.selection import select
from survey_tool.settings.round import INVENTED_ROUND
from tests.cases import a_case, a_submission, a_survey, collected, unreadable

MARKS: dict[str, Participation] = {"○": "participating", "△": "considering"}
WORDS = ("unknown", "not_disclosed", "not_applicable")


def demo_release(workspace: Path) -> Release:
    """The round of the demonstration, as the replies would be judged."""
    survey = open_survey(workspace)
    replies = read_replies(survey.round.name)
    illustrative = {case.case_id: frozenset(case.illustrative) for reply in replies for case in reply.cases}
    return select(survey, _collected(survey, replies), illustrative)


def _collected(survey: Survey, replies: tuple[Reply, ...]) -> Collected:
    told = [_submission(survey, reply) for reply in replies]
    return collected(survey, *told, unreadable("scan.xlsx"))


def _submission(survey: Survey, reply: Reply) -> Submission:
    lists = survey.questionnaire.lists
    questions = survey.questionnaire.case.questions()
    cases = []
    for each in reply.cases:
        answers = {key: _canonical(questions[key].kind, text, lists) for key, text in each.answers.items()}
        answers["case_id"] = each.case_id
        marks = {code: MARKS[mark] for code, mark in each.marks.items()}
        record = survey.questionnaire.case.model_validate(answers, context={"lists": lists})
        cases.append(JudgedCase(each.case_id, answers, marks, record))
    asked = survey.questionnaire.respondent.questions()
    respondent = {key: _canonical(asked[key].kind, text, lists) for key, text in reply.respondent.items()}
    return a_submission(survey, reply.prefecture_code, *cases, respondent=respondent)


def _canonical(kind: AnswerKind, text: str, lists: Lists) -> object:
    match kind:
        case Mark():
            return True
        case Number(words=words) if not (words and text in lists[words]):
            return int(text) if float(text) == int(float(text)) else float(text)
        case Date():
            return dt.date.fromisoformat(text)
        case Several(name=name):
            return tuple(lists[name].find(each) for each in text.split("、"))
        case Listed(name=name):
            return lists[name].find(text)
        case _:
            return text


def empty_release(workspace: Path) -> Release:
    """A release in which nothing is published: one prefecture had nothing to report."""
    survey = open_survey(workspace)
    return select(survey, collected(survey, a_submission(survey, "13")))


def invented_release(workspace: Path) -> Release:
    """The round of the large demonstration, as its returns would be judged."""
    survey = a_survey(workspace, round=INVENTED_ROUND)
    told = [each for reply in invented_replies(survey) for each in _returned(survey, reply)]
    return select(survey, collected(survey, *told))


def _returned(survey: Survey, reply: InventedReply) -> Iterator[Submission]:
    cases = [_judged(survey, case, typed) for case, typed in zip(reply.cases, reply.answers.cases, strict=True)]
    slips, held_back = any(each.validated is None for each in cases), "department" not in reply.answers.respondent
    status: Status = "conflict" if reply.other else "needs_correction" if slips or held_back else "accepted"
    for number in (1, 2) if reply.other else (1,):
        file = f"{reply.prefecture_code}_{number}.xlsx"
        yield a_submission(survey, reply.prefecture_code, *cases, status=status, held_back=held_back, file=file)


def _judged(survey: Survey, case: InventedCase, typed: CaseAnswers) -> JudgedCase:
    answers = {**case.answers, "case_id": case.case_id}
    marks = {code: MARKS[mark] for code, mark in case.marks.items()}
    wrong = typed.answers.keys() != case.answers.keys()
    record = survey.questionnaire.case.model_validate(answers, context={"lists": survey.questionnaire.lists})
    return JudgedCase(case.case_id, answers, marks, None if wrong else record)


def random_release(workspace: Path, cases: int, seed: int = 1, prefectures: int = 47) -> Release:
    """A release of about so many random cases (some are excluded), of every shape that the questionnaire allows."""
    survey, dice = open_survey(workspace), random.Random(seed)
    codes = list(survey.places.prefectures)[:prefectures]
    numbers = (
        [dice.choice(codes) for _ in range(cases)]
        if cases < prefectures * 2
        else [codes[i % prefectures] for i in range(cases)]
    )
    told: dict[str, list[JudgedCase]] = {}
    illustrative: dict[str, frozenset[str]] = {}
    for code in sorted(numbers):
        own = told.setdefault(code, [])
        case_id = f"{code}-{survey.round.name}-{len(own) + 1:02}"
        own.append(_random_case(survey, case_id, dice))
        if dice.random() < 0.2:
            illustrative[case_id] = frozenset({"annual_cost", "specification", *list(own[-1].marks)[:2]})
    submissions = [a_submission(survey, code, *own) for code, own in told.items()]
    return select(survey, collected(survey, *submissions), illustrative)


def _random_case(survey: Survey, case_id: str, dice: random.Random) -> JudgedCase:
    lists, code = survey.questionnaire.lists, case_id[:2]
    domain = dice.choice([choice.key for choice in lists["domain"]])
    system_type = dice.choice(lists["system_type"].under(domain)).key
    others = [choice.key for choice in lists["system_type"].unique if choice.key not in (system_type, "not_in_list")]
    status = dice.choice(["in_operation"] * 4 + ["in_preparation", "considering", "ended"])
    marks = dict(_random_marks(survey, code, status, dice))
    answers: dict[str, object] = {
        "domain": domain,
        "system_type": system_type,
        "system_type_other": "試行の種別" if system_type == "not_in_list" else None,
        "system_types_also": tuple(dice.sample(others, dice.randint(1, 2))) if dice.random() < 0.1 else None,
        "name": f"{dice.choice(['県', '広域', '*共同?'])}システム共同調達{case_id}" + "の名称" * dice.randint(0, 12),
        "status": status,
        "publication": "publish" if dice.random() < 0.95 else "do_not_publish",
        "prefecture_role": dice.choice(["lead", "secretariat", "member", "observer", "lead", "lead", "none"]),
        "lead_body_kind": "council",
        "lead_body_name": "共同調達協議会",
        "co_prefectures": None,
        **dict.fromkeys(MILESTONES),
        **dict.fromkeys(SUBSIDIES),
        **dict.fromkeys(BENEFITS),
        **_random_schedule(status, dice),
        **_random_costs(dice),
        **_random_benefits(status, dice),
        **_random_answers(lists, dice),
        "benefit_note": "その他の効果がある。\n=SUM(A1) ではじまる行。",
        "background": "経緯。" * dice.randint(1, 60),
    }
    if answers["subsidy_used"] == "yes":
        answers |= dict.fromkeys(dice.sample([key for key in SUBSIDIES if key != "subsidy_other"], 2), True)
    answers["subsidy_other_name"] = None
    if status != "in_operation":
        answers["background"] = None
    return a_case(survey, case_id, marks, **answers)


def _random_marks(survey: Survey, code: str, status: str, dice: random.Random) -> Iterator[tuple[str, Participation]]:
    own = survey.places.municipalities_of(code)
    number = max(1, min(len(own), int(dice.expovariate(1 / 8))))
    for each in dice.sample(list(own), number):
        taking_part = status != "considering" and dice.random() < 0.9
        yield each.code, "participating" if taking_part else "considering"
    if status == "in_operation":
        yield dice.choice(own).code, "participating"


def _random_month(dice: random.Random, first: int, last: int) -> str:
    year, month = dice.randint(first, last), dice.randint(1, 12)
    return dice.choice([f"{year}-{month:02}"] * 4 + [f"{year}年度"])


def _random_schedule(status: str, dice: random.Random) -> Mapping[str, object]:
    if status == "considering":
        return {"rfi_on": dice.choice([None, _random_month(dice, 2025, 2026)])}
    months: dict[str, object] = {
        "rfi_on": _random_month(dice, 2012, 2013),
        "selection_on": _random_month(dice, 2014, 2015),
        "contract_on": dice.choice(["unknown", _random_month(dice, 2017, 2018)]),
        "operation_start_on": dice.choice(
            ["unknown", _random_month(dice, 2012, 2020), _random_month(dice, 2017, 2025)]
        ),
        "contract_end_on": _random_month(dice, 2028, 2032),
    }
    if status == "in_preparation":
        months["operation_start_on"] = dice.choice([None, "2027-04"])
    return months


def _random_costs(dice: random.Random) -> Mapping[str, object]:
    amounts = (0, 999, 1_000, 4_999, 5_000, 123_456, 499_999, 500_000, 1_234_567)
    costs: dict[str, object] = {
        key: dice.choice([*amounts, *WORDS, None]) for key in ("initial_cost", "annual_cost", "total_cost")
    }
    costs["initial_cost"] = costs["initial_cost"] if costs["initial_cost"] is not None else "unknown"
    if any(isinstance(cost, int) for cost in costs.values()):
        costs["cost_basis"] = dice.choice(
            ["all_participants", "all_participants", "prefecture_share", "per_participant"]
        )
    else:
        costs["cost_basis"] = None
    costs["total_cost_years"] = dice.choice([5, 5.5, "unknown"]) if isinstance(costs["total_cost"], int) else None
    return costs


def _random_benefits(status: str, dice: random.Random) -> Mapping[str, object]:
    if status != "in_operation":
        return {}
    if dice.random() < 0.2:
        return {"benefit_not_yet": True}
    return dict.fromkeys(dice.sample(BENEFITS[:-1], dice.randint(1, 4)), True)


def _random_answers(lists: Lists, dice: random.Random) -> Mapping[str, object]:
    keys = {
        "cost_bearing": "cost_bearing",
        "subsidy_used": "subsidy_used",
        "procurement_method": "procurement_method",
        "contract_form": "contract_form",
        "specification": "specification",
    }
    return {key: dice.choice(lists[name].unique).key for key, name in keys.items()}


def case_of(release: Release, case_id: str) -> PublishedCase:
    """A published case by its id."""
    return next(case for case in release.cases if case.case_id == case_id)


def of_round(release: Release, name: str) -> Release:
    """The same release as one of another round."""
    survey = release.survey
    return replace(release, survey=replace(survey, round=survey.round.model_copy(update={"name": name})))
