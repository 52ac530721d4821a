"""Adding a question is an edit in one place: a field more on the model, and everything else follows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Annotated

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from survey_tool.form.contract.answers import Answers, CaseAnswers, Form
from survey_tool.form.contract.marker import (
    FIRST_ANSWER_COLUMN,
    HELP_COLUMN,
    KEY_COLUMN,
    NEED_COLUMN,
    OPEN_COLUMN,
    QUESTION_COLUMN,
    SHEETS,
)
from survey_tool.form.workbook import draw
from survey_tool.intake.settling.verdict import Judge
from survey_tool.questionnaire.asked.case import Case
from survey_tool.questionnaire.described.schemas import in_language, questionnaire_schema
from survey_tool.questionnaire.vocabulary.kinds import FreeText, Listed
from survey_tool.questionnaire.vocabulary.lists import Choice
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.questionnaire.vocabulary.rules import Required
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.wording.words import Words
from tests.cases import case_answers, which_asks
from tests.forms import read_back
from tests.office import Office

KEY = "backup_site"
LABEL = Words("バックアップの所在", "Backup site")
HELP = Words("予備の設備がある場所を記入してください。", "Where the reserve equipment stands.")


class LongerCase(Case):
    """The case with one question more."""

    backup_site: Annotated[str | None, Question(FreeText(5), LABEL, HELP, band="contact", rules=(Required(),))] = None


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    built_in = open_survey(tmp_path)
    return which_asks(replace(built_in.questionnaire, case=LongerCase), built_in)


@pytest.fixture
def fill(survey: Survey) -> Callable[[str | None], bytes]:
    sheet = survey.questionnaire.cases_sheet
    typed = {
        key: sheet.questions[key].kind.show(value, "ja", sheet.lists) for key, value in case_answers(survey).items()
    }

    def filled(answer: str | None) -> bytes:
        answers = {**typed, **({KEY: answer} if answer else {})}
        rows = (CaseAnswers("31-2026-01", answers, {"312011": "○"}),)
        return draw(survey, Form("31", "ja", Answers(cases=rows)))

    return filled


def row_of(cases: Worksheet) -> int:
    return next(cell.row for (cell,) in cases.iter_rows(max_col=KEY_COLUMN) if cell.value == KEY)


@pytest.mark.slow
def test_it_has_a_row_with_need_label_help_and_definition(fill: Callable[[str | None], bytes]) -> None:
    book = openpyxl.load_workbook(BytesIO(fill("蔵の中")))
    cases = book[SHEETS["cases"].ja]
    row = row_of(cases)
    assert cases.cell(row, NEED_COLUMN).value == "必須"
    assert cases.cell(row, QUESTION_COLUMN).value == LABEL.ja
    assert cases.cell(row, HELP_COLUMN).value == HELP.ja + "（5字以内）"
    assert cases.cell(row, FIRST_ANSWER_COLUMN).value == "蔵の中"
    definitions = [cell.value for row in book[SHEETS["definitions"].ja].iter_rows() for cell in row]
    assert LABEL.ja in definitions
    assert HELP.ja in definitions


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "code"), [(None, "required"), ("長すぎる回答です", "too-long"), ("蔵の中", None)])
def test_the_validator_judges_it_at_its_cell(
    survey: Survey, fill: Callable[[str | None], bytes], answer: str | None, code: str | None
) -> None:
    form = fill(answer)
    row = row_of(openpyxl.load_workbook(BytesIO(form))[SHEETS["cases"].ja])
    submission = Judge(survey).judge(read_back(form)).submission
    found = [(each.code, each.key, each.cell) for each in submission.findings if each.topic == "cases"]
    assert found == ([(code, KEY, f"F{row}")] if code else [])


@pytest.mark.slow
def test_the_form_judges_it_while_typing(office: Office, tmp_path: Path, fill: Callable[[str | None], bytes]) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(fill("長すぎる回答です"))
    row = row_of(openpyxl.load_workbook(path)[SHEETS["cases"].ja])
    assert office.recalculate(path)[SHEETS["cases"].ja][row, OPEN_COLUMN] == "事例1：要修正"


def test_its_list_stands_in_the_same_declaration(survey: Survey) -> None:
    choices = Choice("here", Words("庁内", "In house")), Choice("there", Words("庁外", "Elsewhere"))

    class ChoosingCase(Case):
        backup_site: Annotated[str | None, Question(Listed(KEY, choices), LABEL, HELP, band="contact")] = None

    known = replace(survey.questionnaire, case=ChoosingCase)
    assert known.lists[KEY].find("庁外") == "there"
    assert known.cases_sheet.questions[KEY].kind.fault("nowhere", known.lists) == "not-in-list"
    assert "Elsewhere" in json.dumps(questionnaire_schema(known, in_language("en")))


def test_it_is_in_the_schema(survey: Survey) -> None:
    schema = json.dumps(questionnaire_schema(survey.questionnaire, in_language("ja")), ensure_ascii=False)
    assert f'"{KEY}"' in schema
    assert LABEL.ja in schema
