"""A form says on the screen and on paper what it should, and its pages fit, as another program finds them in the file."""

from __future__ import annotations

import io
from functools import cache
from itertools import pairwise
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.cell_range import MultiCellRange

from survey_tool.drawing.heights import points
from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.marker import FIRST_ROW, KEY_ROW, RESPONDENT_FIRST_ROW, SHEETS, UNIT_ROW
from survey_tool.form.printed.entry_sheets import CASES_LEAD, FREE_ROWS
from survey_tool.form.printed.messages import messages
from survey_tool.form.sheets.check_overview import OVERVIEW
from survey_tool.form.workbook import draw
from survey_tool.questionnaire.asked.case import BENEFITS, COSTS, SUBSIDIES
from survey_tool.questionnaire.asked.respondent import Respondent
from survey_tool.wording.words import LANGUAGES, Language, Words
from tests.forms import TOKYO, the_survey

REQUIRED = Words("● 必須", "● Required")
ONE_OF_THESE = Words("条件付き必須（いずれか1つ以上）", "Required in some cases (at least one of these)")
A3, A3_WIDTH, A3_HEIGHT = 8, 16.54, 11.69  # Excel's number of the paper, and inches
A4_HEIGHT = 11.69
PIXELS = 7  # of a character of the width of columns


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


@pytest.mark.parametrize("edition", LANGUAGES)
def test_the_cases_are_printed_on_five_sheets_whose_columns_belong_together(edition: Language) -> None:
    """Whatever the number of pages says, it is the widths that decide: no page may hold more than fits on it."""
    sheet = blank(edition)[SHEETS["cases"][edition]]
    setup, scale = sheet.page_setup, sheet.page_setup.scale / 100
    assert (setup.paperSize, setup.orientation) == (A3, "landscape")
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$3:$5", "$B:$C")
    room = (A3_WIDTH - sheet.page_margins.left - sheet.page_margins.right) * 72 / scale
    breaks = [each.id for each in sheet.col_breaks.brk]
    repeated = points_wide(sheet, 2, 3)
    pages = [points_wide(sheet, first + 1, last) for first, last in pairwise((3, *breaks, sheet.max_column))]
    assert len(pages) == 5
    assert pages[0] + points_wide(sheet, 1, 1) + repeated < room
    assert all(page + repeated < room for page in pages[1:])
    heads = [str(sheet.cell(KEY_ROW, each + 1).value) for each in breaks]
    assert heads[:3] == ["prefecture_role", "subsidy_used", "procurement_method"]  # each begins a band


@pytest.mark.parametrize("edition", LANGUAGES)
def test_blank_cases_are_no_higher_than_a_page_and_the_lead_is_not_on_all_of_them(edition: Language) -> None:
    sheet = blank(edition)[SHEETS["cases"][edition]]
    rows = [number for number in range(1, FIRST_ROW + 30) if not sheet.row_dimensions[number].hidden]
    high = sum(sheet.row_dimensions[number].height or sheet.sheet_format.defaultRowHeight for number in rows)
    room = (A3_HEIGHT - sheet.page_margins.top - sheet.page_margins.bottom) * 72
    assert high * sheet.page_setup.scale / 100 < room
    assert sheet["C1"].value is None  # of the columns that are repeated
    assert sheet["D1"].value == CASES_LEAD[edition]


def points_wide(sheet: Any, first: int, last: int) -> float:
    """Width of columns as Excel counts it, and a tenth more, for fonts differ."""
    widths = {n: each.width for each in sheet.column_dimensions.values() for n in range(each.min, each.max + 1)}
    return float(sum(widths[column] for column in range(first, last + 1)) * PIXELS * 0.75 * 1.1)


def test_answers_keep_away_from_the_lines_beside_them() -> None:
    sheet = blank("ja")[SHEETS["cases"].ja]
    columns = {str(cell.value): cell.column for cell in sheet[KEY_ROW][1:]}
    for key, side in (("case_id", "left"), ("name", "left"), ("status", "left"), ("initial_cost", "right")):
        alignment = sheet.cell(FIRST_ROW, columns[key]).alignment
        assert (alignment.horizontal, alignment.indent) == (side, 1), key


@pytest.mark.parametrize("edition", LANGUAGES)
def test_nearly_all_that_is_said_of_a_case_fits_beside_it(edition: Language) -> None:
    """Two lines of the state's column in its own type; the few longer sentences make the row grow."""
    sheet = blank(edition)[SHEETS["cases"][edition]]
    said = [
        each.said[edition]
        for each in messages(the_survey().questionnaire).all
        if each.topic in ("cases", "participants")
    ]
    width = sheet.column_dimensions["A"].width
    fitting = [text for text in said if points((text, width), size=9) <= sheet.row_dimensions[FIRST_ROW].height + 1]
    assert len(fitting) > 0.95 * len(said)
    assert {sheet.row_dimensions[row].height for row in range(FIRST_ROW, FIRST_ROW + 30)} == {36.0}


@pytest.mark.parametrize("edition", LANGUAGES)
def test_what_is_below_the_list_of_problems_begins_a_page_and_codes_are_not_printed(edition: Language) -> None:
    sheet = blank(edition)[SHEETS["check"][edition]]
    overview = next(cell.row for cell in sheet["A"] if cell.value == OVERVIEW[edition])
    assert [each.id for each in sheet.row_breaks.brk] == [overview - 1]
    codes = next(cell for cell in sheet[7] if cell.value == Words("コード", "Code")[edition])
    assert codes.column == sheet.max_column - 2  # two more are hidden
    (area,) = MultiCellRange(sheet.print_area).ranges
    assert area.max_col == codes.column - 1
    assert {sheet.row_dimensions[row].height for row in range(overview + 2, overview + 32)} == {24.0}


@pytest.mark.parametrize("edition", LANGUAGES)
def test_the_list_of_problems_is_no_longer_than_a_page(edition: Language) -> None:
    sheet = blank(edition)[SHEETS["check"][edition]]
    (last,) = (each.id for each in sheet.row_breaks.brk)
    usual = sheet.sheet_format.defaultRowHeight
    high = sum(sheet.row_dimensions[row].height or usual for row in range(1, last + 1))
    room = (A4_HEIGHT - sheet.page_margins.top - sheet.page_margins.bottom) * 72
    assert high * sheet.page_setup.scale / 100 < room


@pytest.mark.parametrize("edition", LANGUAGES)
def test_the_sentence_above_the_free_rows_is_whole_on_every_page(edition: Language) -> None:
    sheet = blank(edition)[SHEETS["participants"][edition]]
    (cell,) = (cell for cell in sheet["C"] if cell.value == FREE_ROWS[edition])
    (area,) = (each for each in sheet.merged_cells.ranges if cell.coordinate in each)
    assert area.coord == f"C{cell.row}:E{cell.row}"  # of the columns that are repeated, and not the codes
    assert cell.alignment.wrap_text
    width = sum(sheet.column_dimensions[column].width for column in "CDE")
    assert points((FREE_ROWS[edition], width)) <= sheet.row_dimensions[cell.row].height + 1
