"""The two faces of every rule agree: LibreOffice's recalculated form and the Python rules say the same at every cell."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from survey_tool.form.contract.answers import Answers, CaseRow, Form
from survey_tool.form.contract.marker import LISTS_SHEET, LIVE_SHEET
from survey_tool.form.live.checks import CASES_RANK, PARTICIPANTS_RANK, ROW, SHEET
from survey_tool.form.printed.messages import Message, messages
from survey_tool.form.workbook import draw
from survey_tool.questionnaire.vocabulary.judging import JudgedAnswers, QuestionSheet
from survey_tool.questionnaire.vocabulary.kinds import Printed
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.wording.words import Language
from tests.answers import BLANK, Given, right, typed, values, wrong
from tests.office import Office

Row = dict[str, Given]
PREFECTURE = "31"
ROWS_OF_EACH = 400
MANY: tuple[tuple[int, Language], ...] = ((11, "ja"), (12, "en"), (13, "ja"), (14, "en"), (15, "ja"), (16, "en"))


def survey_of(rows: int, tmp_path: Path) -> Survey:
    survey = open_survey(tmp_path)
    settings = survey.round.form.model_copy(update={"case_rows": rows})
    return replace(survey, round=survey.round.model_copy(update={"form": settings}))


def sound_row(survey: Survey, language: Language, chance: random.Random) -> Row:
    """A row in which every question is answered rightly by kind; rules may still be broken."""
    sheet = survey.questionnaire.cases_sheet
    row: Row = {}
    for key, question in sheet.questions.items():
        if isinstance(question.kind, Printed) or key == "withdrawn":
            continue
        row[key] = right(question.kind, sheet.lists, language, chance)
    return row


def any_row(survey: Survey, language: Language, chance: random.Random) -> Row:
    """A row as untidy as rows get: blanks, wrong kinds, broken rules, mostly plausible."""
    sheet, row = survey.questionnaire.cases_sheet, sound_row(survey, language, chance)
    blanks, faults = chance.choice((0.05, 0.3, 0.6)), chance.choice((0.0, 0.03, 0.2))
    if chance.random() < 0.8:
        types = sheet.lists["system_type"].under(str(row["domain"].value))
        chosen = chance.choice(types)
        row["system_type"] = Given(chosen.label[language], chosen.key)
    if chance.random() < 0.05:
        row["withdrawn"] = Given("○", True)
    if chance.random() < 0.9 and row["prefecture_role"].value == "none":
        row["prefecture_role"] = Given(sheet.lists["prefecture_role"]["member"].label[language], "member")
    for group in ("benefit_", "subsidy_"):
        if chance.random() < 0.1:
            row |= {key: BLANK for key in row if key.startswith(group) and key not in ("subsidy_used", "benefit_note")}
    return _spoilt(row, sheet, language, chance, blanks, faults)


def _spoilt(
    row: Row, sheet: QuestionSheet, language: Language, chance: random.Random, blanks: float, faults: float
) -> Row:
    """The row with some answers left out and some that are none of their kind."""
    for key in list(row):
        question = sheet.questions[key]
        if chance.random() < blanks:
            row[key] = BLANK
        elif chance.random() < faults:
            row[key] = wrong(question.kind, sheet.lists, language, chance) or row[key]
    return row


def expected(survey: Survey, rows: list[Row], circles: list[int]) -> list[dict[str, tuple[str, str]]]:
    """Question → (code, severity) by the Python face, row by row."""
    sheet = survey.questionnaire.cases_sheet
    seen: list[dict[str, object]] = []
    found: list[dict[str, tuple[str, str]]] = []
    for row, count in zip(rows, circles, strict=True):
        answers = values(row)
        facts = {
            "carried_over": False,
            "participating": count,
            "own_prefecture": PREFECTURE,
            "usual_amount": survey.round.form.usual_amount,
            "as_of_month": survey.round.as_of_month,
        }
        judged = JudgedAnswers(sheet, answers, facts, tuple(seen)) if answers else None
        found.append({check.key: (check.id, check.sentence.ja) for check in judged.findings()} if judged else {})
        seen.append(answers)
    return found


def drawn(survey: Survey, rows: list[Row], marks: list[dict[str, str]], language: Language) -> bytes:
    cases = tuple(
        CaseRow(f"{PREFECTURE}-2026-{number:02}", typed(row), dict(mark))
        for number, (row, mark) in enumerate(zip(rows, marks, strict=True), start=1)
    )
    return draw(survey, Form(PREFECTURE, language, Answers(cases=cases)))


def said(office: Office, path: Path, survey: Survey, language: Language, count: int) -> list[dict[str, Message]]:
    """Question → message by the recalculated form, row by row (participants' problem under `mark`)."""
    table = {message.number: message for message in messages(survey.questionnaire).all}
    sheets = office.recalculate(path)
    live, lists = sheets[LIVE_SHEET], sheets[LISTS_SHEET]
    sentences = _column(lists, "MSG_SENTENCE")
    found: list[dict[str, Message]] = [{} for _ in range(count)]
    for value in (value for value in live.values() if isinstance(value, float) and value >= 10**12):
        rank, number = int(value % (10 * SHEET) // SHEET), int(value % ROW)
        index = int(value % SHEET // ROW) - 6
        # A row's base number alone (sentence 0) is no message.
        if number and rank in (CASES_RANK, PARTICIPANTS_RANK) and index < count:
            message = table[number]
            assert sentences[number - 1] == message.sentence[language]
            found[index][message.key] = message
    return found


def _column(sheet: Mapping[tuple[int, int], object], name: str) -> list[object]:
    column = next(at[1] for at, value in sheet.items() if at[0] == 1 and value == name)
    last = max(at[0] for at in sheet if at[1] == column)
    return [sheet.get((row, column), "") for row in range(2, last + 1)]


def _about_cases(said: dict[str, Message]) -> dict[str, tuple[str, str]]:
    """What the form says at the questions of a case, as `expected` has it."""
    told = {key: message for key, message in said.items() if message.topic == "cases"}
    return {key: (f"{message.key}:{message.name}", message.sentence.ja) for key, message in told.items()}


def check_parity(office: Office, tmp_path: Path, language: Language, count: int, seed: int) -> Counter[str]:
    chance = random.Random(seed)
    survey = survey_of(count, tmp_path)
    rows = [any_row(survey, language, chance) for _ in range(count)]
    codes = [each.code for each in survey.places.municipalities_of(PREFECTURE)]
    marks = [{code: chance.choice("○△") for code in chance.sample(codes, chance.choice((0, 0, 1, 5)))} for _ in rows]
    circles = [sum(mark == "○" for mark in each.values()) for each in marks]
    path = tmp_path / f"parity_{language}.xlsx"
    path.write_bytes(drawn(survey, rows, marks, language))
    wanted = expected(survey, rows, circles)
    got = said(office, path, survey, language, count)
    seen: Counter[str] = Counter()
    for index, (want, have) in enumerate(zip(wanted, got, strict=True)):
        live = _about_cases(have)
        differing = [(key, live.get(key), want.get(key)) for key in {*live, *want} if live.get(key) != want.get(key)]
        assert not differing, (index, differing, rows[index])
        seen.update(identifier for identifier, _ in live.values())
    return seen


@pytest.mark.parametrize("language", ["ja", "en"])
def test_form_and_validator_agree(office: Office, tmp_path: Path, language: Language) -> None:
    assert check_parity(office, tmp_path, language, 60, 1)


@pytest.mark.long
def test_form_and_validator_agree_on_thousands_of_rows(office: Office, tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    for seed, language in MANY:
        seen += check_parity(office, tmp_path, language, ROWS_OF_EACH, seed)
    every = {check.id for checks in open_survey(tmp_path).questionnaire.cases_sheet.checks.values() for check in checks}
    # Errors of cells need a formula that fails and are tested one by one; only a carried-over case may be withdrawn.
    unseen = {each for each in every - set(seen) if not each.endswith(":error-value")}
    assert not unseen
