"""Thousands of mistakes put into right returns: each is found at its cell with its code, and nothing else is said.

Where a reading is allowed, the answers read are those that were meant. Mistakes come alone and in pairs. Most forms are
judged as the reader hands them over; a share goes through files of every format.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from functools import cache, partial
from itertools import islice
from pathlib import Path

import pytest

from survey_tool.form.contract.marker import SKIPPED_SHEETS
from survey_tool.intake.cells.grid import FaultKind, ReturnedFile
from survey_tool.intake.judging.submission import Submission
from survey_tool.intake.opening.reader import read_files
from survey_tool.intake.opening.returned_files import FoundFile
from survey_tool.settings.limits import Limits
from survey_tool.wording.words import Language
from tests.cases import case_answers
from tests.forms import CONSIDERING, OTHERS, RESPONDENT, Paper, case_of, filled, the_judge, the_survey
from tests.mistakes import Mistake, Mistakes, Place, interfere, relations
from tests.saved import ENDINGS, WITHOUT_RESULTS, Ending, saved

ERRORS: dict[bool, tuple[FaultKind, ...]] = {
    True: ("error-value", "no-cached-value", "picture"),
    False: ("error-value", "picture"),
}
"""What a cell can show that is no answer, by whether a format knows formulas without a result."""
FORMS: tuple[tuple[str, Language], ...] = (("13", "ja"), ("01", "en"), ("26", "ja"))
SINGLE, PAIRS, PARTS = 1_300, 700, 4  # for each form: 6,000 forms in all, with 8,100 mistakes
SINGLE_IN_FILES, PAIRS_IN_FILES = 200, 100  # for each format: 1,500 files in all, with 2,000 mistakes


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


def single(source: Mistakes, number: int) -> list[tuple[Mistake, ...]]:
    return [(source.draw(),) for _ in range(number)]


def pairs(source: Mistakes, number: int) -> list[tuple[Mistake, ...]]:
    related = relations()
    found: list[tuple[Mistake, ...]] = []
    while len(found) < number:
        one, other = source.draw(), source.draw()
        if not interfere(one, other, related):
            found.append((one, other))
    return found


def spoilt(paper: Paper, made: tuple[Mistake, ...]) -> Paper:
    form = paper.copy()
    for mistake in made:
        mistake.do(form)
    return form


def complaint(submission: Submission, made: tuple[Mistake, ...], besides: tuple[Place, ...] = ()) -> str | None:
    """What is wrong with what is said about a form with these mistakes; None if nothing is. `besides`: what is said of any."""
    said: Counter[Place] = Counter((found.code, found.sheet, found.cell) for found in submission.findings)
    expected: Counter[Place] = Counter([*(place for mistake in made for place in mistake.expected), *besides])
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


def a_form(code: str, edition: Language, seed: int) -> Paper:
    """A form without a mistake, for odd seeds with everything moved about."""
    paper = filled(code, edition, carried=[f"{code}-2025-07"])
    if seed % 2:
        stir(paper)
    return paper


def complaints(code: str, edition: Language, seed: int, alone: int, double: int) -> list[str]:
    paper = a_form(code, edition, seed)
    source = Mistakes(paper, right_answers(code), random.Random(f"{code} {edition} {seed}"))
    made = single(source, alone) + pairs(source, double)
    judged = ((spoilt(paper, each).judged().submission, each) for each in made)
    return [said for submission, each in judged if (said := complaint(submission, each)) is not None]


def complaints_in_files(ending: Ending, code: str, edition: Language, seed: int, alone: int, double: int) -> list[str]:
    """The same through files of a format, read as all returns are."""
    paper = a_form(code, edition, seed)
    source = Mistakes(paper, right_answers(code), random.Random(f"{ending} {seed}"), ERRORS[ending in WITHOUT_RESULTS])
    made = single(source, alone) + pairs(source, double)
    names = [f"{number}.{ending}" for number in range(len(made))]
    files = [
        FoundFile(Path(name), name, partial(lambda each: saved(spoilt(paper, each), ending), each))
        for name, each in zip(names, made, strict=True)
    ]
    besides: tuple[Place, ...] = (("ignored-content", None, None),) if ending == "xlsm" else ()  # its macro
    found = []
    for each, result in zip(made, read_files(files, Limits(), skip=SKIPPED_SHEETS), strict=True):
        assert isinstance(result, ReturnedFile), result
        found.append(complaint(the_judge().judge(result).submission, each, besides))
    return [each for each in found if each is not None]


@pytest.mark.slow
@pytest.mark.parametrize(("code", "edition"), FORMS)
def test_some_mistakes(code: str, edition: Language) -> None:
    assert complaints(code, edition, 0, 45, 25) == []


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
def test_some_mistakes_in_files(ending: Ending) -> None:
    assert complaints_in_files(ending, "13", "ja", 0, 12, 6) == []


@pytest.mark.long
@pytest.mark.parametrize("part", range(1, PARTS + 1))
@pytest.mark.parametrize(("code", "edition"), FORMS)
def test_thousands_of_mistakes(code: str, edition: Language, part: int) -> None:
    assert complaints(code, edition, part, SINGLE // PARTS, PAIRS // PARTS) == []


@pytest.mark.long
@pytest.mark.parametrize(("code", "edition"), FORMS[:2])
@pytest.mark.parametrize("ending", ENDINGS)
def test_mistakes_by_the_hundred_in_files(ending: Ending, code: str, edition: Language) -> None:
    assert complaints_in_files(ending, code, edition, 1, SINGLE_IN_FILES // 2, PAIRS_IN_FILES // 2) == []


def test_mistakes_are_of_many_kinds() -> None:
    """What is drawn covers the codes of cells, and many readings beside the faults."""
    paper = filled("13", "ja", carried=["13-2025-07"])
    drawn = [each for (each,) in single(Mistakes(paper, right_answers("13"), random.Random(1)), 3_000)]
    codes = {code for mistake in drawn for code, _, _ in mistake.expected}
    assert codes >= {
        "required", "required-when", "not-a-number", "not-whole", "out-of-range", "not-a-date", "not-a-month",
        "not-in-list", "too-long", "bad-format", "error-value", "no-cached-value", "formula-like-text", "at-least-one",
        "duplicate", "case-id-missing", "case-id-unknown", "municipality-unknown", "participant-without-case",
        "normalised", "ignored-content", "shown-otherwise", "struck-out", "picture", "stand-in", "unshowable", "year-far-off",
    }  # fmt: skip
    assert sum(bool(mistake.meant) for mistake in drawn) > 500
    assert sum(not mistake.expected for mistake in islice(drawn, 1_000)) > 20


@pytest.mark.slow
def test_the_forms_are_right_before_anything_is_done_to_them() -> None:
    for code, edition in FORMS:
        submission = filled(code, edition, carried=[f"{code}-2025-07"]).judged().submission
        assert submission.findings == ()
        read = {case.case_id: dict(case.answers) for case in submission.cases}
        meant = right_answers(code)
        assert {case_id: {"case_id": case_id, **row} for case_id, row in meant.items() if case_id} == read
