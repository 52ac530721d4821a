"""Thousands of mistakes put into right returns: each is found at its cell with its code, and nothing else is said.

Where a reading is allowed, the answers read are those that were meant. Mistakes come alone and in pairs.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import islice

import pytest

from survey_tool.intake.judging.submission import Submission
from survey_tool.wording.words import Language
from tests.cases import case_answers
from tests.forms import CONSIDERING, OTHERS, RESPONDENT, Paper, case_of, filled, the_survey
from tests.mistakes import Mistake, Mistakes, Place, interfere, relations

FORMS: tuple[tuple[str, Language], ...] = (("13", "ja"), ("01", "en"), ("26", "ja"))
SINGLE, PAIRS, PARTS = 1_300, 700, 4  # for each form: 6,000 in all


@cache
def right_answers(code: str) -> Mapping[str, Mapping[str, object]]:
    """What `filled` types: canonical answers by case, the respondent's under ""."""
    survey = the_survey()
    carried = f"{code}-2025-07"
    full = case_answers(survey)
    return {
        "": RESPONDENT,
        case_of(code, 1): full,
        case_of(code, 2): CONSIDERING,
        case_of(code, 3): {**full, **OTHERS},
        carried: {**full, "name": f"継続する事例 {carried}", "reviewed": "unchanged"},
    }


def single(paper: Paper, chance: random.Random, number: int) -> list[Mistake]:
    source = Mistakes(paper, right_answers(paper.code), chance)
    return [source.draw() for _ in range(number)]


def pairs(paper: Paper, chance: random.Random, number: int) -> list[tuple[Mistake, Mistake]]:
    source, related = Mistakes(paper, right_answers(paper.code), chance), relations()
    found: list[tuple[Mistake, Mistake]] = []
    while len(found) < number:
        one, other = source.draw(), source.draw()
        if not interfere(one, other, related):
            found.append((one, other))
    return found


def complaint(paper: Paper, made: tuple[Mistake, ...]) -> str | None:
    """What is wrong with what is said about a form with these mistakes; None if nothing is."""
    spoilt = paper.copy()
    for mistake in made:
        mistake.do(spoilt)
    submission = spoilt.judged().submission
    said: Counter[Place] = Counter((found.code, found.sheet, found.cell) for found in submission.findings)
    expected: Counter[Place] = Counter(place for mistake in made for place in mistake.expected)
    lines = [f"not found: {place}" for place in expected - said] + [f"invented: {place}" for place in said - expected]
    lines += misread(submission, made)
    return f"{[mistake.what for mistake in made]}: {lines}" if lines else None


def misread(submission: Submission, made: tuple[Mistake, ...]) -> list[str]:
    """Answers that are not those that were meant."""
    cases = {case.case_id: case for case in submission.cases}
    lines = []
    for mistake in made:
        for (case_id, key), meant in mistake.meant.items():
            if key.startswith("mark "):
                read: object = cases[case_id].marks.get(key.removeprefix("mark "))
            else:
                read = (cases[case_id].answers if case_id else submission.respondent).get(key)
            if read != meant:
                lines.append(f"{key}: {read!r} was read, {meant!r} was meant")
    return lines


def stir(paper: Paper) -> None:
    """Moves things about as people do, which changes where everything stands and nothing else."""
    paper.sheets.reverse()
    cases, participants = paper.sheet("cases"), paper.sheet("participants")
    cases.insert_row(3)
    cases.insert_row(9)
    cases.move_row(cases.row_of("status", cases.key_column), 40)
    cases.move_column(6, 12)
    cases.insert_column(3)
    cases.insert_column(9)
    participants.move_column(6, 11)
    participants.move_row(participants.row_of("all", participants.key_column), 30)
    paper.sheet("respondent").insert_row(5)


def complaints(code: str, edition: Language, seed: int, alone: int, double: int) -> list[str]:
    paper = filled(code, edition, carried=[f"{code}-2025-07"])
    if seed % 2:
        stir(paper)
    chance = random.Random(f"{code} {edition} {seed}")
    made: list[tuple[Mistake, ...]] = [(each,) for each in single(paper, chance, alone)]
    made += pairs(paper, chance, double)
    return [said for each in made if (said := complaint(paper, each)) is not None]


@pytest.mark.parametrize(("code", "edition"), FORMS)
def test_some_mistakes(code: str, edition: Language) -> None:
    assert complaints(code, edition, 0, 45, 25) == []


@pytest.mark.long
@pytest.mark.parametrize("part", range(1, PARTS + 1))
@pytest.mark.parametrize(("code", "edition"), FORMS)
def test_thousands_of_mistakes(code: str, edition: Language, part: int) -> None:
    assert complaints(code, edition, part, SINGLE // PARTS, PAIRS // PARTS) == []


def test_mistakes_are_of_many_kinds() -> None:
    """What is drawn covers the codes of cells, and many readings beside the faults."""
    paper = filled("13", "ja", carried=["13-2025-07"])
    drawn = single(paper, random.Random(1), 3_000)
    codes = {code for mistake in drawn for code, _, _ in mistake.expected}
    assert codes >= {
        "required", "required-when", "not-a-number", "not-whole", "out-of-range", "not-a-date", "not-a-month",
        "not-in-list", "too-long", "bad-format", "error-value", "no-cached-value", "formula-like-text", "at-least-one",
        "duplicate", "case-id-missing", "case-id-unknown", "municipality-unknown", "participant-without-case",
        "normalised", "ignored-content",
    }  # fmt: skip
    assert sum(bool(mistake.meant) for mistake in drawn) > 500
    assert sum(not mistake.expected for mistake in islice(drawn, 1_000)) > 20


def test_the_forms_are_right_before_anything_is_done_to_them() -> None:
    for code, edition in FORMS:
        submission = filled(code, edition, carried=[f"{code}-2025-07"]).judged().submission
        assert submission.findings == ()
        read = {case.case_id: dict(case.answers) for case in submission.cases}
        meant = right_answers(code)
        assert {case_id: {"case_id": case_id, **row} for case_id, row in meant.items() if case_id} == read
