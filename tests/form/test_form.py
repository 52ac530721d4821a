"""A form is sound for Excel, small, locked but for entry cells, marked, and the same each time it is drawn."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import coordinate_to_tuple as address
from openpyxl.utils import get_column_letter as letter
from openpyxl.workbook.workbook import Workbook as Book

from survey_tool.form.contract.answers import Answers, CaseRow, Form, Typed
from survey_tool.form.contract.marker import (
    CODE_KEY,
    FIRST_ROW,
    KEY_ROW,
    LIVE_SHEET,
    META_SHEET,
    PARTICIPANTS_CODE_COLUMN,
    PARTICIPANTS_FIRST_CASE_COLUMN,
    RESPONDENT_ANSWER_COLUMN,
    RESPONDENT_FIRST_ROW,
    SHEETS,
    TOPICS,
    Marker,
    case_id,
    parse_marker,
)
from survey_tool.form.entries.columns import look
from survey_tool.form.workbook import MARKER_PROPERTY, FormTemplate, draw, rows_to_draw
from survey_tool.intake.corrections import corrections
from survey_tool.intake.judging.submission import Collected
from survey_tool.questionnaire.vocabulary.kinds import Printed
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import LANGUAGES, Language
from tests.forms import TOKYO, filled, the_survey
from tests.intake.test_corrections import spoilt
from tests.office import Office
from tests.ooxml import problems, xsd_problems

MOST_FORMULAS, MOST_BYTES = 7_000, 150_000
HOKKAIDO, TOTTORI = "01", "31"  # the most municipalities, and the fewest but for four
ROWS = 60


def with_rows(rows: int) -> Survey:
    survey = the_survey()
    settings = survey.round.form.model_copy(update={"case_rows": rows})
    return replace(survey, round=survey.round.model_copy(update={"form": settings}))


@cache
def template(rows: int = 0) -> FormTemplate:
    return FormTemplate(with_rows(rows) if rows else the_survey())


@dataclass(frozen=True)
class Drawn:
    """A form as bytes, and opened."""

    form: Form
    data: bytes

    @cached_property
    def book(self) -> Book:
        return openpyxl.load_workbook(io.BytesIO(self.data))

    def sheet(self, name: str) -> Any:
        return self.book[SHEETS[name][self.form.edition]]

    def part(self, name: str) -> str:
        with zipfile.ZipFile(io.BytesIO(self.data)) as parts:
            return parts.read(name).decode()

    @cached_property
    def formulas(self) -> int:
        with zipfile.ZipFile(io.BytesIO(self.data)) as parts:
            sheets = (name for name in parts.namelist() if name.startswith("xl/worksheets/sheet"))
            return sum(len(re.findall(rb"<f[ >]", parts.read(name))) for name in sheets)

    def saved(self, folder: Path) -> Path:
        path = folder / "form.xlsx"
        path.write_bytes(self.data)
        return path


@cache
def blank(code: str, edition: Language = "ja") -> Drawn:
    form = Form(code, edition)
    return Drawn(form, template().draw(form))


@cache
def prefilled(edition: Language) -> Drawn:
    answers = filled(edition=edition).judged().submission.typed
    form = Form(TOKYO, edition, replace(answers, cases=tuple(replace(row, carried_over=True) for row in answers.cases)))
    return Drawn(form, template().draw(form))


@cache
def correction(edition: Language) -> Drawn:
    (copy,) = corrections(the_survey(), Collected((spoilt(edition).judged().submission,), ()))
    return Drawn(copy.form, template().draw(copy.form))


@cache
def long_form(edition: Language) -> Drawn:
    form = Form(TOKYO, edition)
    return Drawn(form, template(ROWS).draw(form))


KINDS: dict[str, Callable[[Language], Drawn]] = {
    "blank": lambda edition: blank(TOTTORI, edition),
    "largest": lambda edition: blank(HOKKAIDO, edition),
    "prefilled": prefilled,
    "correction": correction,
    "60 rows": long_form,
}


@pytest.fixture(params=[(kind, edition) for kind in KINDS for edition in LANGUAGES], ids=lambda each: " ".join(each))
def drawn(request: pytest.FixtureRequest) -> Drawn:
    kind, edition = request.param
    return KINDS[kind](edition)


def test_excel_would_take_it(drawn: Drawn, tmp_path: Path) -> None:
    assert problems(drawn.saved(tmp_path)) == []


def test_it_is_valid_by_the_standard(drawn: Drawn, tmp_path: Path) -> None:
    assert xsd_problems(drawn.saved(tmp_path)) == []


@pytest.mark.parametrize("edition", LANGUAGES)
@pytest.mark.parametrize("code", [HOKKAIDO, TOTTORI])
def test_a_blank_form_is_small(code: str, edition: Language) -> None:
    assert blank(code, edition).formulas <= MOST_FORMULAS
    assert len(blank(code, edition).data) <= MOST_BYTES


@pytest.mark.long
@pytest.mark.parametrize("edition", LANGUAGES)
def test_every_blank_form_is_small_and_sound(edition: Language, tmp_path: Path) -> None:
    for code in the_survey().places.prefectures:
        form = Drawn(Form(code, edition), template().draw(Form(code, edition)))
        assert form.formulas <= MOST_FORMULAS, code
        assert len(form.data) <= MOST_BYTES, code
        assert problems(form.saved(tmp_path)) == [], code


def entry_cells(drawn: Drawn) -> dict[str, set[str]]:
    """What a person may write into, sheet by sheet: told by the questionnaire, not by the drawing."""
    survey, form = template().survey, drawn.form
    respondent, case = survey.questionnaire.respondent.questions(), survey.questionnaire.case.questions()
    rows = len(rows_to_draw(survey, form))
    own = len(survey.places.municipalities_of(form.prefecture_code))
    free = survey.round.form.free_municipalities
    answers = {
        f"{letter(RESPONDENT_ANSWER_COLUMN)}{RESPONDENT_FIRST_ROW + offset}"
        for offset, question in enumerate(respondent.values())
        if not isinstance(question.kind, Printed)
    }
    cases = {
        f"{letter(column)}{FIRST_ROW + row}"
        for column, question in enumerate(case.values(), start=2)
        if not isinstance(question.kind, Printed)
        for row in range(rows)
    }
    lines = [*range(FIRST_ROW, FIRST_ROW + own), *range(FIRST_ROW + own + 1, FIRST_ROW + own + 1 + free)]
    marks = {f"{letter(PARTICIPANTS_FIRST_CASE_COLUMN + each)}{line}" for each in range(rows) for line in lines}
    codes = {f"{letter(PARTICIPANTS_CODE_COLUMN)}{line}" for line in lines[own:]}
    return {"respondent": answers, "cases": cases, "participants": marks | codes}


@pytest.mark.parametrize("kind", ["blank", "prefilled", "correction"])
def test_entry_cells_take_input_and_nothing_else_does(kind: str) -> None:
    form = KINDS[kind]("ja")
    expected = entry_cells(form)
    for name in SHEETS:
        cells = (cell for line in form.sheet(name).iter_rows() for cell in line)
        open_cells = {cell.coordinate for cell in cells if not cell.protection.locked}
        assert open_cells == expected.get(name, set()), name


def test_sheets_are_protected_without_a_password_and_stay_usable(drawn: Drawn) -> None:
    for sheet in drawn.book.worksheets:
        lock = sheet.protection
        assert (lock.sheet, lock.password, lock.algorithmName) == (True, None, None), sheet.title
        if sheet.title not in (META_SHEET, "_lists", LIVE_SHEET):
            # openpyxl gives what is forbidden: filter, row and column sizes are not, sorting is.
            forbidden = (lock.autoFilter, lock.formatColumns, lock.formatRows, lock.selectUnlockedCells, lock.sort)
            assert forbidden == (False, False, False, False, True), sheet.title


def test_the_hidden_sheets_are_hidden_and_no_other(drawn: Drawn) -> None:
    states = {sheet.title: sheet.sheet_state for sheet in drawn.book.worksheets}
    assert [name for name, state in states.items() if state == "visible"] == [
        title[drawn.form.edition] for title in SHEETS.values()
    ]
    assert [name for name, state in states.items() if state == "hidden"] == [META_SHEET, "_lists", LIVE_SHEET]


def test_a_correction_copy_opens_where_the_findings_are() -> None:
    assert blank(TOTTORI).book.active is blank(TOTTORI).sheet("guide")
    assert correction("ja").book.active is correction("ja").sheet("check")


def validations(drawn: Drawn, name: str) -> dict[tuple[int, int], Any]:
    """The validation at each cell of a sheet, by row and column."""
    found: dict[tuple[int, int], Any] = {}
    for each in drawn.sheet(name).data_validations.dataValidation:
        for area in str(each.sqref).split():
            first, _, last = area.partition(":")
            (top, left), (bottom, right) = address(first), address(last or first)
            found |= {(row, column): each for row in range(top, bottom + 1) for column in range(left, right + 1)}
    return found


def test_every_question_has_its_message_and_keyboard_at_every_row(drawn: Drawn) -> None:
    survey, edition = the_survey(), drawn.form.edition
    cases, respondent = validations(drawn, "cases"), validations(drawn, "respondent")
    last = FIRST_ROW + drawn.sheet("participants").max_column - PARTICIPANTS_FIRST_CASE_COLUMN
    places = [
        (question, [cases.get((row, column)) for row in (FIRST_ROW, last)])
        for column, question in enumerate(survey.questionnaire.case.questions().values(), start=2)
    ]
    places += [
        (question, [respondent.get((row, RESPONDENT_ANSWER_COLUMN))])
        for row, question in enumerate(survey.questionnaire.respondent.questions().values(), start=RESPONDENT_FIRST_ROW)
    ]
    for question, found in places:
        if isinstance(question.kind, Printed):
            assert found == [None] * len(found)
            continue
        for each in found:
            assert each is not None, question.label
            assert each.prompt.startswith(question.help[edition])
            assert each.promptTitle == question.label[edition][:32]
            assert each.imeMode == look(question.kind).ime
            assert each.showInputMessage


def test_marks_and_codes_have_messages_too() -> None:
    form = blank(TOTTORI)
    found = validations(form, "participants")
    mark, code = found[FIRST_ROW, PARTICIPANTS_FIRST_CASE_COLUMN], found[FIRST_ROW + 20, PARTICIPANTS_CODE_COLUMN]
    assert mark.prompt.startswith("基準日現在")
    assert code.prompt == "6桁の団体コードを入力してください。"
    assert (FIRST_ROW, PARTICIPANTS_CODE_COLUMN) not in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_types_are_narrowed_by_the_domain(office: Office, tmp_path: Path, language: Language) -> None:
    """LibreOffice evaluates the dropdown at each row: what is not in it is ringed."""
    lists = the_survey().questionnaire.lists
    types, domains = lists["system_type"], lists["domain"]
    right = [(each.parent, each.label) for each in types if each.key in ("G01", "B01", "T01", "not_in_list")]
    wrong = [("general_affairs", types["B01"].label), ("business", types["T01"].label), ("tools", types["G01"].label)]
    undecided = [(None, types["B01"].label)]
    keys = list(the_survey().questionnaire.case.questions())
    letters = {key: letter(keys.index(key) + 2) for key in ("domain", "system_type")}
    sheet, cells = SHEETS["cases"][language], {}
    for row, (domain, label) in enumerate((*right, *wrong, *undecided), start=FIRST_ROW):
        if domain is not None:
            cells[sheet, f"{letters['domain']}{row}"] = domains[domain].label[language]
        cells[sheet, f"{letters['system_type']}{row}"] = label[language]
    with office.document(blank(TOTTORI, language).saved(tmp_path)) as document:
        document.set(cells)
        document.recalculate()
        found = document.invalid(sheet)
    first = FIRST_ROW + len(right)
    assert found == [f"{letters['system_type']}{row}" for row in range(first, first + len(wrong))]


def test_markers_stand_on_the_entry_sheets_in_meta_and_in_the_properties(drawn: Drawn) -> None:
    form = drawn.form
    for topic in TOPICS:
        expected = Marker(the_survey().round.name, form.prefecture_code, topic, form.edition, form.parent)
        cell = drawn.sheet(topic)["A1"]
        assert parse_marker(cell.value) == expected
        assert cell.protection.locked
        assert not drawn.sheet(topic).row_dimensions[1].hidden
        assert not drawn.sheet(topic).column_dimensions["A"].hidden
    properties = drawn.book.custom_doc_props  # type: ignore[attr-defined]
    assert parse_marker(drawn.book[META_SHEET]["A1"].value) == expected.on("cases")
    assert parse_marker(properties[MARKER_PROPERTY].value) == expected.on("cases")


def test_key_rows_hold_keys_and_ids(drawn: Drawn) -> None:
    survey, form = the_survey(), drawn.form
    cases, participants, respondent = (drawn.sheet(name) for name in ("cases", "participants", "respondent"))
    ids = [
        row.case_id for row in rows_to_draw(template(ROWS).survey if drawn is long_form(form.edition) else survey, form)
    ]
    assert [cell.value for cell in cases[KEY_ROW]][1:] == list(survey.questionnaire.case.questions())
    assert [cases.cell(FIRST_ROW + row, 2).value for row in range(len(ids))] == ids
    assert participants.cell(KEY_ROW, PARTICIPANTS_CODE_COLUMN).value == CODE_KEY
    keys = [cell.value for cell in participants[KEY_ROW]]
    assert keys[PARTICIPANTS_FIRST_CASE_COLUMN - 1 :] == ids
    assert cases.row_dimensions[KEY_ROW].hidden
    assert participants.row_dimensions[KEY_ROW].hidden
    asked = list(survey.questionnaire.respondent.questions())
    assert [respondent.cell(RESPONDENT_FIRST_ROW + row, 1).value for row in range(len(asked))] == asked
    meta = drawn.book[META_SHEET]
    assert [meta.cell(3 + row, 1).value for row in range(len(ids))] == ids


def test_new_ids_follow_those_of_the_round_and_never_repeat_one() -> None:
    survey = the_survey()
    rows = (CaseRow("13-2025-99", carried_over=True), CaseRow("13-2026-07"), CaseRow("13-2026-02"))
    drawn_rows = rows_to_draw(survey, Form(TOKYO, answers=Answers(cases=rows)))
    ids = [row.case_id for row in drawn_rows]
    assert ids[:3] == ["13-2025-99", "13-2026-07", "13-2026-02"]
    assert ids[3:] == [case_id(TOKYO, survey.round.name, number) for number in range(8, 8 + 27)]
    assert len(set(ids)) == survey.round.form.case_rows == 30


def test_a_full_form_still_has_free_rows() -> None:
    rows = tuple(CaseRow(case_id(TOKYO, "2026", number)) for number in range(1, 41))
    assert len(rows_to_draw(the_survey(), Form(TOKYO, answers=Answers(cases=rows)))) == 45


def test_the_same_survey_and_form_give_the_same_bytes(drawn: Drawn) -> None:
    rows = ROWS if drawn is long_form(drawn.form.edition) else 30
    assert draw(with_rows(rows), drawn.form) == drawn.data


@pytest.mark.long
def test_three_hundred_rows_can_be_asked_for(office: Office, tmp_path: Path) -> None:
    survey = with_rows(300)
    answers = filled("31").judged().submission.typed
    last = replace(answers.cases[1], case_id=case_id("31", "2026", 300), answers={"name": "最後の行"})
    middle = tuple(CaseRow(case_id("31", "2026", number)) for number in range(4, 300))
    form = Form("31", answers=replace(answers, cases=(*answers.cases, *middle, last)))
    drawn = Drawn(form, draw(survey, form))
    path = drawn.saved(tmp_path)
    assert problems(path) == []
    sheet = office.recalculate(path)[SHEETS["cases"].ja]
    assert [sheet.get((row, 1)) for row in (FIRST_ROW, FIRST_ROW + 299)] == ["✔", "領域：必須項目です。"]


@pytest.mark.parametrize(
    ("key", "typed", "number_format"),
    [
        ("withdrawn", dt.date(2026, 4, 1), "yyyy-mm-dd"),
        ("annual_cost", dt.date(2026, 4, 1), "yyyy-mm-dd"),
        ("annual_cost", 1200.0, "#,##0"),
        ("annual_cost", 12.5, "General"),
        ("total_cost_years", 5.0, "General"),
        ("participants_as_of", 2026.0, "General"),
        ("participants_as_of", dt.datetime(2026, 4, 1, 9, 30), r"yyyy\-mm\-dd hh:mm"),
        ("contract_on", dt.date(2026, 4, 15), "yyyy-mm"),
        ("contract_on", 202604.0, "General"),
        ("name", dt.time(9, 30), "hh:mm:ss"),
    ],
)
def test_a_form_shows_answers_as_they_were_typed(key: str, typed: Typed, number_format: str) -> None:
    form = Form(TOKYO, answers=Answers(cases=(CaseRow("13-2026-01", {key: typed}),)))
    drawn = Drawn(form, template().draw(form))
    column = list(the_survey().questionnaire.case.questions()).index(key) + 2
    assert drawn.sheet("cases").cell(FIRST_ROW, column).number_format.replace("\\", "") == number_format.replace(
        "\\", ""
    )
