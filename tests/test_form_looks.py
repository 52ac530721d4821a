"""What a form looks like on the screen and on paper, read from the file by another program."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.cell_range import MultiCellRange

from survey_tool.form.answers import Form
from survey_tool.form.contract import KEY_ROW, RESPONDENT_FIRST_ROW, SHEETS, UNIT_ROW
from survey_tool.form.workbook import draw
from survey_tool.questionnaire.case import BENEFITS, COSTS, SUBSIDIES
from survey_tool.questionnaire.respondent import Respondent
from survey_tool.questionnaire.words import LANGUAGES, Language, Words
from tests.forms import TOKYO, the_survey

REQUIRED = Words("● 必須", "● Required")
ONE_OF_THESE = Words("条件付き必須（いずれか1つ以上）", "Required in some cases (at least one of these)")


@cache
def blank(edition: Language) -> Any:
    return openpyxl.load_workbook(io.BytesIO(draw(the_survey(), Form(TOKYO, edition))))


@pytest.mark.parametrize("edition", LANGUAGES)
def test_all_of_which_one_is_required_say_so_and_nothing_else_does(edition: Language) -> None:
    sheet = blank(edition)[SHEETS["cases"][edition]]
    said = {cell.value: sheet.cell(UNIT_ROW, cell.column).value.split("\n")[0] for cell in sheet[KEY_ROW][1:]}
    assert {key for key, text in said.items() if text == ONE_OF_THESE[edition]} == {*COSTS, *SUBSIDIES, *BENEFITS}
    assert said["name"] == REQUIRED[edition]


@pytest.mark.parametrize("edition", LANGUAGES)
def test_the_sign_of_what_is_required_is_that_of_the_guide_everywhere(edition: Language) -> None:
    book = blank(edition)
    guide = [str(cell.value) for row in book[SHEETS["guide"][edition]] for cell in row]
    assert any(REQUIRED[edition] in text for text in guide)
    respondent = book[SHEETS["respondent"][edition]]
    assert respondent.cell(RESPONDENT_FIRST_ROW + 1, 4).value.split("\n")[0] == REQUIRED[edition]
    everywhere = [str(cell.value).split("\n")[0] for sheet in book.worksheets for row in sheet for cell in row]
    bare = REQUIRED[edition].removeprefix("● ")
    heading = SHEETS["definitions"][edition]
    columns = [cell.coordinate for row in book[heading] for cell in row if cell.value == bare]
    assert everywhere.count(bare) == len(columns) == 1, columns  # the heading of the column itself


@pytest.mark.parametrize("edition", LANGUAGES)
@pytest.mark.parametrize("topic", ["respondent", "participants"])
def test_a_column_of_keys_is_there_for_programs_and_not_on_paper(topic: str, edition: Language) -> None:
    sheet = blank(edition)[SHEETS[topic][edition]]
    assert sheet["A1"].value.startswith("jps1|")
    assert not sheet.column_dimensions["A"].hidden
    assert min(area.min_col for area in MultiCellRange(sheet.print_area).ranges) == 2
    assert sheet.print_title_cols in (None, "$B:$E")


@pytest.mark.parametrize("edition", LANGUAGES)
def test_the_keys_of_answers_are_as_white_as_the_sheet(edition: Language) -> None:
    sheet = blank(edition)[SHEETS["respondent"][edition]]
    keys = {str(cell.value): cell for cell in sheet["A"][RESPONDENT_FIRST_ROW - 1 :]}
    assert list(keys) == list(Respondent.questions())
    assert {cell.font.color.rgb for cell in keys.values()} == {"FFFFFFFF"}
