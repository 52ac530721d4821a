"""A whole form, read by the validator and recalculated by LibreOffice: the same problems at the same cells, in the same words."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from survey_tool.form.contract.answers import Answers, CaseAnswers, Form, Typed
from survey_tool.form.contract.marker import SHEETS
from survey_tool.form.live.checks import PLACE
from survey_tool.form.printed.messages import messages
from survey_tool.form.sheets.check import LIST_ROWS
from survey_tool.form.workbook import draw
from survey_tool.questionnaire.findings.catalogue import STATE_LABELS
from survey_tool.questionnaire.vocabulary.kinds import Printed
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.wording.words import LANGUAGES, Language
from tests.answers import right, wrong
from tests.forms import read_back, the_judge
from tests.office import Office
from tests.questionnaire.test_parity import any_case

CODE = "31"
NUMBER_COLUMN = 10  # hidden, of the check sheet
FEW = range(6)
MANY: dict[Language, range] = {"ja": range(100, 140), "en": range(200, 240)}
Problem = tuple[str, str, str, str]  # severity, sheet, cell, code


def respondent(survey: Survey, language: Language, chance: random.Random) -> dict[str, Typed]:
    """The respondent's answers, some of them missing or wrong."""
    sheet, answers = survey.questionnaire.respondent_sheet, {}
    for key, question in sheet.questions.items():
        if isinstance(question.kind, Printed) or (key == "no_cases" and chance.random() < 0.8):
            continue
        given = right(question.kind, sheet.lists, language, chance)
        if chance.random() < 0.15:
            given = wrong(question.kind, sheet.lists, language, chance) or given
        if chance.random() > 0.15:
            answers[key] = given.typed
    return answers


def some_form(survey: Survey, language: Language, seed: int) -> Form:
    """A form with a few cases, carried over, withdrawn, blank, marked where none is, and municipalities from elsewhere."""
    chance = random.Random(seed)
    own = [each.code for each in survey.places.municipalities_of(CODE)]
    rows = []
    for number in range(1, 6):
        row = {key: given.typed for key, given in any_case(survey, language, chance).items() if given.typed is not None}
        blank = chance.random() < 0.2
        carried = chance.random() < 0.3
        signs = chance.choice(("○", "△", "○△", "○△×"))
        marks = {code: chance.choice(signs) for code in chance.sample(own, chance.choice((0, 1, 4)))}
        year = "2025" if carried else "2026"
        rows.append(CaseAnswers(f"{CODE}-{year}-{number:02}", {} if blank else row, marks, carried))
    elsewhere = tuple(
        chance.sample(("011002", "999999", "342025", "312011", "鳥取", "131016"), chance.choice((0, 1, 3)))
    )
    return Form(CODE, language, Answers(respondent(survey, language, chance), tuple(rows), elsewhere))


def judged(data: bytes) -> Counter[Problem]:
    """What the validator says, as far as it is live."""
    survey = open_survey(Path("nowhere"))
    live = {message.code for message in messages(survey.questionnaire).all if not message.is_hint}
    submission = the_judge().judge(read_back(data)).submission
    return Counter(
        (each.severity, each.sheet or "", each.cell or "", each.code)
        for each in submission.findings
        if each.severity != "info" and each.code in live
    )


def listed(office: Office, path: Path, language: Language) -> tuple[Counter[Problem], str]:
    """What the check sheet lists after recalculation, and its verdict. Doubts about the writing are not the validator's."""
    check = office.recalculate(path)[SHEETS["check"][language]]
    table = {message.number: message for message in messages(open_survey(Path("nowhere")).questionnaire).all}
    found: Counter[Problem] = Counter()
    for (row, column), value in check.items():
        if column == NUMBER_COLUMN and isinstance(value, float):
            message = table[int(value % PLACE)]
            assert check[row, 1] == STATE_LABELS[message.state][language]
            if not message.is_hint:
                sheet, cell = (str(check.get((row, at), "")) for at in (2, 6))
                found[message.severity, sheet, cell, message.code] += 1
    return found, str(check.get((3, 1), ""))


def agree(office: Office, tmp_path: Path, language: Language, seeds: range) -> int:
    survey, compared = open_survey(tmp_path), 0
    for seed in seeds:
        data = draw(survey, some_form(survey, language, seed))
        path = tmp_path / f"{language}{seed}.xlsx"
        path.write_bytes(data)
        want, (have, verdict) = judged(data), listed(office, path, language)
        if sum(want.values()) > LIST_ROWS:
            assert sum(have.values()) == LIST_ROWS
            assert not have - want, (seed, sorted((have - want).elements()))
            continue
        assert have == want, (seed, sorted((want - have).elements()), sorted((have - want).elements()))
        errors = sum(count for problem, count in want.items() if problem[0] == "error")
        assert verdict.startswith(("残り：", "Left: ")) == bool(errors), verdict
        assert not (verdict.startswith("✔") and want), verdict
        compared += sum(want.values())
    return compared


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_check_sheet_lists_what_the_validator_finds(office: Office, tmp_path: Path, language: Language) -> None:
    assert agree(office, tmp_path, language, FEW) > 0


@pytest.mark.long
def test_the_check_sheet_lists_what_the_validator_finds_in_many_forms(office: Office, tmp_path: Path) -> None:
    assert sum(agree(office, tmp_path, language, seeds) for language, seeds in MANY.items()) > 500


def test_an_untouched_form_asks_for_nothing(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    path.write_bytes(draw(open_survey(tmp_path), Form(CODE)))
    found, verdict = listed(office, path, "ja")
    assert not found
    assert verdict == "回答がまだ記入されていません。"


@pytest.mark.parametrize(
    "row",
    [CaseAnswers(f"{CODE}-2026-01", marks={"312011": "△"}), CaseAnswers(f"{CODE}-2025-01", carried_over=True)],
    ids=["a mark without a case", "a carried-over case that was cleared"],
)
def test_where_anything_is_there_all_that_is_missing_is_listed(
    office: Office, tmp_path: Path, row: CaseAnswers
) -> None:
    path, data = tmp_path / "begun.xlsx", draw(open_survey(tmp_path), Form(CODE, answers=Answers(cases=(row,))))
    path.write_bytes(data)
    want, (have, verdict) = judged(data), listed(office, path, "ja")
    assert have == want
    assert (sum(want.values()), verdict.startswith("残り：")) == (7, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_blank_form_both_say_the_same_one_thing(office: Office, tmp_path: Path, language: Language) -> None:
    path, data = tmp_path / "blank.xlsx", draw(open_survey(tmp_path), Form(CODE, language))
    path.write_bytes(data)
    found, verdict = listed(office, path, language)
    (said,) = the_judge().judge(read_back(data)).submission.findings
    assert not found
    assert (said.code, said.cell, said.sentence[language]) == ("no-cases-no-declaration", None, verdict)
