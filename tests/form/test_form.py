"""The form as readers rely on it and as Excel must take it: where everything stands, what can be typed, how large it is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openxml_audit import OpenXmlValidator

from survey_tool.form.contract.answers import Answers, CaseAnswers, Form
from survey_tool.form.contract.lines import entry_lines, row_of
from survey_tool.form.contract.marker import (
    ALL_KEY,
    FIRST_ANSWER_COLUMN,
    FIRST_ROW,
    ID_ROW,
    LISTS_SHEET,
    LIVE_SHEET,
    META_FIRST_ROW,
    META_SETTINGS_COLUMN,
    META_SHEET,
    PARTICIPANTS_LEAD_ROWS,
    SHEETS,
    TOPICS,
    Topic,
    case_id,
    parse_marker,
)
from survey_tool.form.workbook import FormTemplate
from survey_tool.post.letters.attachments.drawn_forms import form_as_drawn
from survey_tool.questionnaire.vocabulary.kinds import Mark, Printed
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import LANGUAGES, Language
from tests.forms import the_survey
from tests.ooxml import problems, xsd_problems

HOKKAIDO, TOTTORI = "01", "31"  # most municipalities, fewest
MOST_FORMULAS, MOST_BYTES = 4_500, 120 * 1024  # 120 KB as Windows counts
FROZEN_WIDTH, SMALL_SCREEN, AROUND = 620, 1_366, 60  # pixels; around: row numbers and the scroll bar


@cache
def template() -> FormTemplate:
    return FormTemplate(the_survey())


def drawn(form: Form) -> bytes:
    return template().draw(form)


@cache
def blank(code: str = TOTTORI, edition: Language = "ja") -> bytes:
    return drawn(Form(code, edition))


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def pixels(book: Workbook, sheet: str) -> list[int]:
    """The width of each column that has one of its own."""
    found = {}
    for dimension in book[sheet].column_dimensions.values():
        for column in range(dimension.min or 0, (dimension.max or 0) + 1):
            found[column] = round(dimension.width * 7)
    return [found[column] for column in sorted(found)]


@pytest.mark.slow
@pytest.mark.parametrize("edition", LANGUAGES)
def test_every_entry_sheet_has_its_marker_in_the_first_cell(edition: Language) -> None:
    book = opened(blank(edition=edition))
    for topic in TOPICS:
        marker = parse_marker(book[SHEETS[topic][edition]]["A1"].value)
        assert marker is not None
        assert (marker.version, marker.topic, marker.edition, marker.parents) == ("jps2", topic, edition, ())
    assert parse_marker(book[META_SHEET]["A1"].value) is not None


@pytest.mark.slow
@pytest.mark.parametrize("topic", ["respondent", "cases"])
def test_keys_stand_down_column_a_in_the_order_of_the_questionnaire(topic: Topic) -> None:
    sheet = opened(blank())[SHEETS[topic].ja]
    known = the_survey().questionnaire
    questions = (known.respondent if topic == "respondent" else known.case).questions()
    keys = [sheet.cell(row, 1).value for row in range(FIRST_ROW, sheet.max_row + 1)]
    assert [key for key in keys if key] == [key for key in questions if key != "case_id"]
    assert all(sheet.cell(row_of(questions, str(key)), 1).value == key for key in keys if key)
    headings = [line for line in entry_lines(questions) if line.question is None]
    assert keys.count(None) == len(headings)


def test_ids_stand_in_row_2_in_the_same_columns_of_both_sheets() -> None:
    book, survey = opened(blank()), the_survey()
    ids = [case_id(TOTTORI, survey.round.name, number) for number in range(1, survey.round.form.cases + 1)]
    for topic in ("cases", "participants"):
        cells = book[SHEETS[topic].ja][ID_ROW][FIRST_ANSWER_COLUMN - 1 :]
        assert [cell.value for cell in cells] == ids
        assert all(cell.protection.locked for cell in cells)
    assert book[SHEETS["respondent"].ja].cell(ID_ROW, FIRST_ANSWER_COLUMN).value == TOTTORI


def test_participants_go_down_with_a_row_for_all_of_them_first() -> None:
    sheet, survey = opened(blank())[SHEETS["participants"].ja], the_survey()
    own = survey.places.municipalities_of(TOTTORI)
    rows = [[cell.value for cell in sheet[row][:5]] for row in range(FIRST_ROW, FIRST_ROW + len(own) + 1)]
    assert rows[0][0] == ALL_KEY
    assert [(row[0], row[2], row[3], row[4]) for row in rows[1:]] == [
        (each.code, each.name.ja, each.population, each.employees) for each in own
    ]
    first_free = FIRST_ROW + len(own) + PARTICIPANTS_LEAD_ROWS
    assert not sheet.cell(first_free, 1).protection.locked
    assert sheet.cell(first_free - 1, 1).protection.locked


@pytest.mark.slow
def test_the_hidden_sheet_keeps_ids_ancestors_and_the_settings_that_are_printed() -> None:
    old = CaseAnswers("31-2025-02", {"name": "前回の事例"}, carried_over=True)
    form = Form(TOTTORI, answers=Answers(cases=(old,)), parent="0123456789ab+ba9876543210", ancestors=("aaaaaaaaaaaa",))
    meta = opened(drawn(form))[META_SHEET]
    assert meta["B1"].value == "aaaaaaaaaaaa"
    told = [(row[0].value, row[1].value) for row in meta.iter_rows(META_FIRST_ROW, META_FIRST_ROW + 1)]
    assert told == [("31-2025-02", "carried"), ("31-2026-01", "new")]
    settings = {
        meta.cell(row, META_SETTINGS_COLUMN).value: meta.cell(row, META_SETTINGS_COLUMN + 1).value
        for row in range(META_FIRST_ROW, META_FIRST_ROW + 10)
    }
    assert settings["return_address"] == the_survey().round.secretariat.return_address
    assert settings["prefecture"] == "鳥取県"
    held = form_as_drawn(drawn(form))
    assert held is not None
    assert held.printed == {
        meta.cell(row, META_SETTINGS_COLUMN).value: meta.cell(row, META_SETTINGS_COLUMN + 1).value
        for row in range(META_FIRST_ROW, META_FIRST_ROW + len(held.printed))
    }, "the properties of the file say the same"
    marker = parse_marker(meta["A1"].value)
    assert marker is not None
    assert marker.parents == ("0123456789ab", "ba9876543210")


@pytest.mark.parametrize("edition", LANGUAGES)
@pytest.mark.parametrize("topic", ["respondent", "cases"])
def test_need_question_and_help_are_printed_beside_every_answer(topic: Topic, edition: Language) -> None:
    sheet = opened(blank(edition=edition))[SHEETS[topic][edition]]
    known = the_survey().questionnaire
    asked = known.respondent_sheet if topic == "respondent" else known.cases_sheet
    for key, question in asked.questions.items():
        if key == "case_id":
            continue
        row = row_of(asked.questions, key)
        assert sheet.cell(row, 2).value == question.need[edition]
        assert str(sheet.cell(row, 3).value).startswith(question.label[edition])
        assert sheet.cell(row, 4).value == asked.how(key)[edition]


@pytest.mark.slow
def test_two_cases_show_beside_the_frozen_columns_of_a_small_screen() -> None:
    for edition in LANGUAGES:
        book = opened(blank(edition=edition))
        sheet = book[SHEETS["cases"][edition]]
        assert sheet.freeze_panes == f"{get_column_letter(FIRST_ANSWER_COLUMN)}{FIRST_ROW}"
        widths = pixels(book, SHEETS["cases"][edition])
        assert sum(widths[:5]) <= FROZEN_WIDTH
        assert sum(widths[:7]) + AROUND <= SMALL_SCREEN


@pytest.mark.slow
def test_thirty_municipalities_and_six_cases_show_on_one_screen() -> None:
    book = opened(blank(HOKKAIDO))
    sheet = book[SHEETS["participants"].ja]
    assert sum(pixels(book, sheet.title)[: 5 + 6]) + AROUND <= 1_920
    heights = [sheet.row_dimensions[row].height for row in range(1, FIRST_ROW + 31)]
    assert sum(heights) * 96 / 72 <= 1_080 - 270  # without the ribbon, headings and bars


@pytest.mark.slow
def test_only_answers_can_be_typed_and_lists_filtered() -> None:
    book, survey = opened(blank()), the_survey()
    for topic in TOPICS:
        sheet = book[SHEETS[topic].ja]
        protection = sheet.protection
        assert (protection.sheet, protection.password) == (True, None)
        kept = protection.autoFilter, protection.formatColumns, protection.formatRows
        assert kept == (False, False, False)  # what is not kept is allowed
    cases = book[SHEETS["cases"].ja]
    assert cases.auto_filter.ref == f"A4:E{cases.max_row}"
    for key, question in survey.questionnaire.case.questions().items():
        if not isinstance(question.kind, Printed):
            row = row_of(survey.questionnaire.case.questions(), key)
            columns = range(FIRST_ANSWER_COLUMN, FIRST_ANSWER_COLUMN + survey.round.form.cases)
            assert not any(cases.cell(row, column).protection.locked for column in columns)
            assert all(cases.cell(row, column).protection.locked for column in range(1, FIRST_ANSWER_COLUMN))


def test_lists_are_offered_and_signs_let_in_however_they_are_typed() -> None:
    book, questions = opened(blank()), the_survey().questionnaire.case.questions()
    offered = {}
    for validation in book[SHEETS["cases"].ja].data_validations.dataValidation:
        for area in validation.sqref.ranges:
            offered[area.min_row] = validation
    for key, question in questions.items():
        if isinstance(question.kind, Printed):
            continue
        validation = offered[row_of(questions, key)]
        assert validation.prompt
        if question.kind.list_name and isinstance(question.kind, Mark):
            assert (validation.type, bool(validation.showErrorMessage)) == ("list", False)
    marks = book[SHEETS["participants"].ja].data_validations.dataValidation
    assert {(each.formula1, bool(each.showErrorMessage)) for each in marks if each.type == "list"} == {
        ("L_participation", False)
    }


def test_hidden_sheets_are_hidden_and_all_others_stand_in_order() -> None:
    book = opened(blank())
    assert [name for name in book.sheetnames if book[name].sheet_state == "hidden"] == [
        META_SHEET,
        LISTS_SHEET,
        LIVE_SHEET,
    ]
    assert book.sheetnames[: len(SHEETS)] == [title.ja for title in SHEETS.values()]


def formulas(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/sheet"):
                yield from re.findall(rb"<f[ >]", parts.read(name))


def test_the_largest_form_of_twelve_cases_is_small() -> None:
    survey = the_survey()
    assert survey.round.form.cases == 12
    data = blank(HOKKAIDO)
    assert len(list(formulas(data))) <= MOST_FORMULAS
    assert len(data) <= MOST_BYTES


def test_every_name_is_looked_up_by_a_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(blank())) as parts:
        texts = {name: parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")}
    names = dict(re.findall(r'<definedName name="(?!_xlnm)(\w+)">([^<]*)<', texts["xl/workbook.xml"]))
    assert len(names) > 200
    formulas = "".join(texts[name] for name in texts if name.startswith("xl/worksheets/")) + " ".join(names.values())
    assert names.keys() - set(re.findall(r"[A-Za-z_]\w*", formulas)) == set()


def test_only_what_is_hidden_or_blank_has_no_address() -> None:
    """Programs that do not count cells would misplace it; openpyxl wants one at every formula."""
    with zipfile.ZipFile(io.BytesIO(blank())) as parts:
        for number in range(1, len(SHEETS) + 4):
            sheet = parts.read(f"xl/worksheets/sheet{number}.xml").decode()
            without = re.findall(r"<c(?=[ >])(?! r=)(?:[^>]*/>|.*?</c>)", sheet)
            assert not any("<f" in cell for cell in without)
            assert number > len(SHEETS) or not any("<v" in cell for cell in without)


@pytest.mark.slow
@pytest.mark.parametrize("edition", LANGUAGES)
def test_excel_would_take_it(tmp_path: Path, edition: Language, some_answers: Answers) -> None:
    for name, form in (("blank", Form(TOTTORI, edition)), ("filled", Form(TOTTORI, edition, some_answers))):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(drawn(form))
        assert problems(path) == []
        assert OpenXmlValidator().validate(path).errors == []


def test_it_follows_the_schemas_of_the_file_format(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(blank())
    assert xsd_problems(path) == []


@pytest.mark.slow
def test_the_same_form_gives_the_same_bytes(some_answers: Answers) -> None:
    form = Form(TOTTORI, "ja", some_answers)
    assert template().draw(form) == FormTemplate(the_survey()).draw(form)
    assert FormTemplate(the_survey()).draw(Form(TOTTORI)) == blank()


@pytest.mark.slow
def test_a_copy_always_has_four_free_columns() -> None:
    survey = the_survey()
    cases = tuple(CaseAnswers(case_id(TOTTORI, survey.round.name, n), {"name": f"事例{n}"}) for n in range(1, 12))
    sheet = opened(template().draw(Form(TOTTORI, answers=Answers(cases=cases))))[SHEETS["cases"].ja]
    ids = [cell.value for cell in sheet[ID_ROW][FIRST_ANSWER_COLUMN - 1 :]]
    assert ids == [case_id(TOTTORI, survey.round.name, n) for n in range(1, 16)]


@pytest.fixture
def some_answers() -> Answers:
    """One case that is nearly right, one that has just been named, and a municipality from elsewhere."""
    survey: Survey = the_survey()
    first = CaseAnswers(
        case_id(TOTTORI, survey.round.name, 1),
        {
            "name": "共同利用",
            "domain": "総務部門",
            "status": "運用中",
            "annual_cost": "たくさん",
            "contract_on": "2024-13",
        },
        {ALL_KEY: "○", "312011": "×", "011002": "○"},
    )
    second = replace(first, case_id=case_id(TOTTORI, survey.round.name, 2), answers={"name": "共同利用"}, marks={})
    return Answers({"department": "総務課"}, (first, second), ("011002",))
