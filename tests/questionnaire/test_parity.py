"""The two faces of every rule agree: what LibreOffice makes of the formulas and what the Python rules say is the same."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest

from survey_tool.questionnaire.asked.case import BENEFITS, COSTS, SUBSIDIES
from survey_tool.questionnaire.vocabulary.judging import Faulty, JudgedAnswers
from survey_tool.questionnaire.vocabulary.kinds import Printed
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language
from tests.answers import BLANK, Given, right, typed, values, wrong
from tests.forms import the_survey
from tests.office import Office
from tests.questionnaire.faces import HINT, said_by_formulas

Answered = dict[str, Given]
PREFECTURE = "31"
CASES_OF_EACH = 400
MANY: tuple[tuple[int, Language], ...] = ((11, "ja"), (12, "en"), (13, "ja"), (14, "en"), (15, "ja"), (16, "en"))


def sound(survey: Survey, language: Language, chance: random.Random) -> Answered:
    """Answers of which each is right by its kind; rules may still be broken."""
    sheet = survey.questionnaire.cases_sheet
    return {
        key: right(question.kind, sheet.lists, language, chance)
        for key, question in sheet.questions.items()
        if not isinstance(question.kind, Printed) and key != "withdrawn"
    }


def any_case(survey: Survey, language: Language, chance: random.Random) -> Answered:
    """A case as untidy as cases get: blanks, wrong kinds, broken rules, mostly plausible."""
    sheet, case = survey.questionnaire.cases_sheet, sound(survey, language, chance)
    if chance.random() < 0.8:
        chosen = chance.choice(sheet.lists["system_type"].under(str(case["domain"].value)))
        case["system_type"] = Given(chosen.label[language], chosen.key)
    if chance.random() < 0.05:
        case["withdrawn"] = Given("○", True)
    if chance.random() < 0.9 and case["prefecture_role"].value == "none":
        case["prefecture_role"] = Given(sheet.lists["prefecture_role"]["member"].label[language], "member")
    for group in (BENEFITS, SUBSIDIES):
        if chance.random() < 0.1:
            case |= dict.fromkeys(group, BLANK)
    return spoilt(case, survey, language, chance)


def spoilt(case: Answered, survey: Survey, language: Language, chance: random.Random) -> Answered:
    """The case with blanks and wrong answers here and there."""
    sheet = survey.questionnaire.cases_sheet
    blanks, faults = chance.choice((0.05, 0.3, 0.6)), chance.choice((0.0, 0.03, 0.2))
    found = dict(case)
    for key in case:
        if chance.random() < blanks:
            found[key] = BLANK
        elif chance.random() < faults:
            found[key] = wrong(sheet.questions[key].kind, sheet.lists, language, chance) or case[key]
    return found


def any_facts(survey: Survey, chance: random.Random) -> dict[str, object]:
    """What rules know beside the answers; of half of the cases last round is known."""
    carried = chance.random() < 0.5
    return {
        "carried_over": int(carried),
        "participating": chance.choice((0, 1, 5)),
        **survey.round.facts,
        "participating_population": chance.choice((0, 800, 60_000, 2_000_000)),
        "last_participating": chance.choice((None, 0, 2, 8)) if carried else None,
        **{f"last_{key}": chance.choice((None, 0, 1, 20, 500)) if carried else None for key in COSTS},
    }


def differences(
    office: Office, folder: Path, language: Language, count: int, seed: int
) -> tuple[list[object], Counter[str]]:
    """Answers of which the two faces say different things, and how often each check was met."""
    survey, chance = the_survey(), random.Random(seed)
    sheet = survey.questionnaire.cases_sheet
    cases = [(any_case(survey, language, chance), any_facts(survey, chance)) for _ in range(count)]
    told = said_by_formulas(
        office, folder, sheet, language, PREFECTURE, [(typed(case), facts) for case, facts in cases]
    )
    met: Counter[str] = Counter()
    differing: list[object] = []
    before: list[dict[str, object]] = []
    for (case, facts), live in zip(cases, told, strict=True):
        judged = JudgedAnswers(sheet, values(case), {**facts, "own_prefecture": PREFECTURE}, tuple(before))
        wished = {check.key: check.id for check in judged.findings()}
        met.update(wished.values())
        have = {key: said for key, said in live.items() if said != HINT}
        differing += [
            (key, have.get(key), wished.get(key), case.get(key))
            for key in {*have, *wished}
            if have.get(key) != wished.get(key)
        ]
        before.append(values(case))
    return differing, met


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ja", "en"])
def test_form_and_validator_agree(office: Office, tmp_path: Path, language: Language) -> None:
    assert differences(office, tmp_path, language, 60, 1)[0] == []


DAYS = ("2026-11-30", "2026-12-01", "2027-12-01", "2026-13-40", "")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ja", "en"])
def test_form_and_validator_agree_on_the_days_of_the_respondent(
    office: Office, tmp_path: Path, language: Language
) -> None:
    sheet, facts = the_survey().questionnaire.respondent_sheet, {"participating": 1}
    rows = [{"as_of": first, "answered_on": second} for first, second in product(DAYS, DAYS)]
    told = said_by_formulas(office, tmp_path, sheet, language, PREFECTURE, [(row, facts) for row in rows])
    wished = [said_by_rules(row, facts).get("as_of") for row in rows]
    assert [without_hint(live.get("as_of")) for live in told] == wished
    assert wished.count("as_of:as-of-after-reply") == 3, "of the three days beside each other"


def said_by_rules(row: Mapping[str, str], facts: Mapping[str, object]) -> dict[str, str]:
    answers = {key: canonical(day) for key, day in row.items() if day}
    judged = JudgedAnswers(the_survey().questionnaire.respondent_sheet, answers, facts)
    return {check.key: check.id for check in judged.findings()}


def without_hint(said: str | None) -> str | None:
    return None if said == HINT else said


def canonical(day: str) -> object:
    try:
        return dt.date.fromisoformat(day)
    except ValueError:
        return Faulty("not-a-date")


@pytest.mark.long
def test_form_and_validator_agree_on_thousands_of_cases(office: Office, tmp_path: Path) -> None:
    met: Counter[str] = Counter()
    for seed, language in MANY:
        differing, seen = differences(office, tmp_path, language, CASES_OF_EACH, seed)
        assert differing == []
        met += seen
    every = {check.id for checks in the_survey().questionnaire.cases_sheet.checks.values() for check in checks}
    # Errors of cells need a formula that fails and are tested one by one.
    assert {each for each in every - set(met) if not each.endswith(":error-value")} == set()
