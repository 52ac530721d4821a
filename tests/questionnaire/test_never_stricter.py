"""What whoever reads the returned form can read, the form does not call wrong: it has it looked at, if anything."""

from __future__ import annotations

import datetime as dt
import random
from itertools import zip_longest
from pathlib import Path

import pytest

from survey_tool.form.contract.answers import Answers, Form, Typed
from survey_tool.form.workbook import draw
from survey_tool.intake.understanding.answers import understand, understand_municipality
from survey_tool.questionnaire.vocabulary.kinds import Amount, Mark, Month, Phone, Printed
from survey_tool.questionnaire.vocabulary.lists import NONE_WORDS
from survey_tool.wording.words import LANGUAGES, Language
from tests.answers import right
from tests.form.listing import listed
from tests.forms import questions_of, the_survey
from tests.mistakes.spellings import readings
from tests.office import Office
from tests.questionnaire.faces import HINT, said_by_formulas
from tests.questionnaire.test_parity import any_facts

PREFECTURE = "31"
READ_CODES = (
    "札幌市", "北海道札幌市", "梼原町", "檮原町", "竜ヶ崎市", "長岡郡本山町", "Sapporo-shi", "011002 札幌市", "札幌市（011002）",
    "０１１００２", "01100-2", "01100", 1100.0, "403059", 403059.0, "福岡県那珂川町",
)  # fmt: skip
NO_CODES = ("999999", "札幌", "別紙のとおり", "13", "141011")


def ways(key: str, language: Language) -> list[Typed]:
    """Ways to type some answers to a question of which each is read."""
    question, lists = questions_of("cases")[key], the_survey().questionnaire.lists
    kind, chance = question.kind, random.Random(3)
    typed: list[Typed] = []
    for _ in range(4):
        value = "03-1234-5678" if isinstance(kind, Phone) else right(kind, lists, language, chance).value
        typed += [cell for cell in readings(kind, value, language) if not isinstance(cell, dt.timedelta)]
    if isinstance(kind, Amount):
        typed += NONE_WORDS
    if isinstance(kind, Month):
        typed += ["令和5年4月", "Ｒ５．４", "2023年4月頃", "April 2023"]
    return [each for each in typed if understand(question, each, lists, language).fault is None]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_that_is_read_is_wrong_in_the_form(office: Office, tmp_path: Path, language: Language) -> None:
    sheet = the_survey().questionnaire.cases_sheet
    asked = [key for key, each in sheet.questions.items() if not isinstance(each.kind, (Printed, Mark))]
    rows = [dict(zip(asked, row, strict=True)) for row in zip_longest(*(ways(key, language) for key in asked))]
    told = said_by_formulas(
        office,
        tmp_path,
        sheet,
        language,
        PREFECTURE,
        [(row, any_facts(the_survey(), random.Random(1))) for row in rows],
    )
    faults = {check.id: check for checks in sheet.checks.values() for check in checks if check.fault}
    found = [(key, row.get(key), said) for row, here in zip(rows, told, strict=True) for key, said in here.items()]
    assert [each for each in found if each[2] in faults and faults[each[2]].code != "duplicate"] == []
    assert len([each for each in found if each[2] == HINT]) > 60
    assert ("annual_cost", "なし", HINT) in found


@pytest.mark.slow
def test_names_and_codes_of_municipalities_are_looked_at(office: Office, tmp_path: Path) -> None:
    survey, path = the_survey(), tmp_path / "form.xlsx"
    marked: list[Typed] = [*READ_CODES, *NO_CODES]
    path.write_bytes(draw(survey, Form(PREFECTURE, answers=Answers(elsewhere=tuple(marked)))))
    with office.document(path) as document:
        document.recalculate()
        lines = listed(document, "ja")
    codes = [line for line in lines if line.thing.topic == "participants"]
    assert [line.stands for line in codes if not line.is_hint] == list(NO_CODES)
    assert len([line for line in codes if line.is_hint]) == len(READ_CODES)
    assert all(understand_municipality(each, survey.places).fault is None for each in READ_CODES)
    assert all(understand_municipality(each, survey.places).fault for each in NO_CODES)
