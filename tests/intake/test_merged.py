"""Merged answer cells: every format tells of them, and who merged them is asked about those that cannot be answered."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import openpyxl
import pytest

from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.marker import SHEETS
from survey_tool.form.workbook import draw
from survey_tool.intake.formats.inspected import MOST_MERGED
from survey_tool.intake.judging.submission import Collected
from survey_tool.intake.noticing.ignored import LISTED
from survey_tool.intake.redrawing.corrections import corrections
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.settings.limits import Limits
from survey_tool.wording.words import LANGUAGES, Language
from tests.forms import TOKYO, Paper, blank, case_of, filled, read_back, the_survey
from tests.handmade import (
    inspect,
    ods,
    ods_text,
    sheet,
    table,
    xls,
    xls_number,
    xls_record,
    xlsb,
    xlsb_record,
    xlsb_row,
    xlsx_parts,
    zipped,
)
from tests.office import Format, Office

FIRST, SECOND, THIRD = (case_of(TOKYO, number) for number in (1, 2, 3))
NUMBER = '<row r="2"><c r="B2"><v>1</v></c></row>'


def merged(data: bytes) -> tuple[tuple[int, int, int, int], ...]:
    return read_back(data).grids[0].merged


def noted(data: bytes) -> list[tuple[int, int, int, int]]:
    """The same where the reading library would not go on."""
    return list(inspect(data, Limits()).sheets[0].merged)


def merging(*areas: str, prefix: str = "") -> bytes:
    """An .xlsx with these areas."""
    inner = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    text = sheet(NUMBER).replace("</sheetData>", f'</sheetData><mergeCells count="{len(areas)}">{inner}</mergeCells>')
    text = re.sub("<(/?)(?=[a-z])", rf"<\1{prefix}", text).replace("xmlns=", "xmlns:x=") if prefix else text
    return zipped(xlsx_parts(text))


# The reader


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_xlsx_names_them_behind_the_cells(prefix: str) -> None:
    assert merged(merging("B2:C4", "F9:AA9", prefix=prefix)) == ((2, 2, 4, 3), (9, 6, 9, 27))


@pytest.mark.parametrize("reference", ["B2", "B2:", "2:4", "B0:C4", "ZZZZ1:ZZZZ2", ""])
def test_what_is_no_area_is_left_alone(reference: str) -> None:
    assert noted(merging(reference, "B2:C4")) == [(2, 2, 4, 3)]


def test_a_text_in_a_cell_is_no_area() -> None:
    text = '<row r="2"><c r="B2" t="inlineStr"><is><t>&lt;mergeCell ref="B2:C4"/&gt;</t></is></c></row>'
    assert merged(zipped(xlsx_parts(sheet(text)))) == ()


def test_xls() -> None:
    areas = struct.pack("<H8H", 2, 1, 3, 1, 2, 8, 8, 5, 26)
    assert merged(xls(xls_number(2, 2, 1.0) + xls_record(0xE5, areas))) == ((2, 2, 4, 3), (9, 6, 9, 27))
    assert noted(xls(xls_number(2, 2, 1.0) + xls_record(0xE5, areas[:-3]))) == [(2, 2, 4, 3)]


def test_xlsb() -> None:
    area = xlsb_record(176, struct.pack("<IIII", 1, 3, 1, 2))
    assert merged(xlsb(xlsb_row(2), behind=area + xlsb_record(176, b"\0"))) == ((2, 2, 4, 3),)


def test_ods() -> None:
    spans = ' table:number-columns-spanned="2" table:number-rows-spanned="3"'
    rows = (
        f'<table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="2"/>{ods_text("回答", spans)}'
        f"<table:covered-table-cell/>{ods_text('1つ', spans.replace('2', '1').replace('3', '1'))}"
        f'<table:table-cell table:number-matrix-columns-spanned="2"/></table:table-row>'
    )
    assert merged(ods(table(rows))) == ((5, 3, 7, 4),)


def test_no_more_are_noted_than_a_person_merges() -> None:
    areas = (f"A{row}:B{row}" for row in range(1, MOST_MERGED + 10))
    assert len(merged(merging(*areas))) == MOST_MERGED


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_a_form_merged_in_a_spreadsheet_program(office: Office, tmp_path: Path, ending: Format) -> None:
    path = tmp_path / "form.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEETS["cases"].ja
    sheet["C6"] = "名称"
    sheet.merge_cells("C6:D8")
    book.save(path)
    saved = path if ending == "xlsx" else office.convert(path, ending, tmp_path)
    assert merged(saved.read_bytes()) == ((6, 3, 8, 4),)


# What is said


def warnings(paper: Paper) -> list[Finding]:
    return [each for each in paper.judged().submission.findings if each.code == "ignored-content"]


@pytest.mark.parametrize("edition", LANGUAGES)
def test_answers_of_three_cases_in_one_cell(edition: Language) -> None:
    paper = filled(edition=edition)
    row, column = paper.place("cases", "name", FIRST)
    name = paper.sheet("cases").at(row, column)
    paper.sheet("cases").merge(row, column, row, column + 2)
    (found,) = warnings(paper)
    first, *others = (paper.cell("cases", "name", each) for each in (FIRST, SECOND, THIRD))
    assert (found.code, found.severity, found.cell, found.value) == ("ignored-content", "warning", first, name)
    said = {
        "ja": f"「事例」シート {first}：{first}:{others[1]}のセルが結合されているため、左上のセルだけを回答として扱います。",
        "en": f'Sheet "Cases", {first}: The cells {first}:{others[1]} are merged: only the top left one is read.',
    }
    assert found.message(edition) == said[edition]
    missing = [each.cell for each in paper.judged().submission.findings if each.code == "required"]
    assert missing == others, "what is missing is said too"


def test_a_warning_alone_holds_nothing_back() -> None:
    paper = filled()
    row, column = paper.place("cases", "remarks", FIRST)
    paper.type("cases", "remarks", None, SECOND)
    paper.sheet("cases").merge(row, column, row, column + 1)
    submission = paper.judged().submission
    assert [each.severity for each in submission.findings] == ["warning"]
    assert submission.status == "accepted"


def test_marks_codes_ids_and_the_respondents_answers() -> None:
    paper = filled()
    paper.sheet("respondent").merge(7, 6, 8, 6)
    paper.sheet("cases").merge(2, 6, 2, 7)
    paper.sheet("participants").merge(6, 6, 6, 7)
    paper.sheet("participants").merge(8, 1, 9, 1)
    assert [(each.sheet, each.cell) for each in warnings(paper)] == [
        ("回答者", "F7"),
        ("事例", "F2"),
        ("参加団体", "F6"),
        ("参加団体", "A8"),
    ]


def test_an_answer_cell_covered_by_what_is_none() -> None:
    paper = filled()
    paper.sheet("respondent").merge(7, 5, 7, 6)
    ((cell, severity),) = [(each.cell, each.severity) for each in warnings(paper)]
    assert (cell, severity) == ("E7", "warning")


def test_where_no_answer_is_lost_nothing_is_said() -> None:
    paper = filled()
    paper.sheet("respondent").merge(7, 6, 7, 7)  # with a column that is not asked
    paper.sheet("cases").merged += ((3, 6, 3, 9), (90, 3, 95, 9))  # names; far below the questions
    paper.sheet("participants").merged += ((3, 2, 3, 5), (200, 2, 201, 9))
    assert [each for each in warnings(paper) if each.severity == "warning"] == []


@pytest.mark.parametrize("edition", LANGUAGES)
def test_no_form_that_was_sent_has_any(edition: Language) -> None:
    file = read_back(draw(the_survey(), Form(TOKYO, edition)))
    assert any(grid.merged for grid in file.grids), "notes beside headings are merged"
    assert warnings(blank(edition=edition)) == []


def test_of_very_many_the_rest_is_counted() -> None:
    paper = filled()
    row, first = paper.place("cases", "name", FIRST)
    cells = paper.sheet("cases")
    cells.merged = tuple((row, first, row, first + width) for width in range(1, LISTED + 6))
    *listed, more = warnings(paper)
    assert (len(listed), more.sentence.ja) == (LISTED, "ほか5か所も回答として扱いません。")


@pytest.mark.slow
def test_the_correction_copy_tells_it_and_is_not_merged(tmp_path: Path) -> None:
    paper = filled()
    row, column = paper.place("cases", "name", FIRST)
    paper.sheet("cases").merge(row, column, row, column + 1)
    (copy,) = corrections(the_survey(), Collected((paper.judged().submission,), ()))
    path = tmp_path / "copy.xlsx"
    path.write_bytes(draw(the_survey(), copy.form))
    book = openpyxl.load_workbook(path)
    texts = [str(cell.value) for line in book[SHEETS["check"].ja].iter_rows() for cell in line]
    assert any(text.startswith("F7:G7のセルが結合されているため、") for text in texts)
    assert not [each for each in book[SHEETS["cases"].ja].merged_cells.ranges if each.max_col >= 6]
