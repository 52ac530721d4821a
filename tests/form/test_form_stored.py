"""What a file shows before anything is calculated (in protected view, in a preview) is what is shown once it is."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from survey_tool.form.contract.answers import Answers, CaseRow, Form
from survey_tool.form.contract.marker import FIRST_ROW, SHEETS
from survey_tool.form.sheets.check import LIST_ROWS
from survey_tool.form.sheets.check_overview import OVERVIEW_COLUMNS
from survey_tool.form.workbook import draw, rows_to_draw
from survey_tool.intake.corrections import corrections
from survey_tool.intake.judging.submission import Collected
from survey_tool.wording.words import LANGUAGES, Language
from tests.form.test_agreement import some_form
from tests.form.test_form_marks import with_mistakes
from tests.forms import TOKYO, blank, filled, read_back, the_judge, the_survey
from tests.intake.test_corrections import spoilt
from tests.office import Office

Shown = Mapping[str, Mapping[tuple[int, int], object]]
UNKNOWN = "「編集を有効にする」を選択すると、確認結果を表示します。"
HEADLINE, COUNTS, FIRST_LINE = 4, 5, 8


def stored(data: bytes) -> Shown:
    """What stands in the file."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {
        sheet.title: {
            (cell.row, cell.column): cell.value
            for line in sheet.iter_rows()
            for cell in line
            if cell.value not in (None, "")
        }
        for sheet in book.worksheets
    }


def both(office: Office, folder: Path, form: Form) -> tuple[Shown, Shown]:
    data = draw(the_survey(), form)
    path = folder / "form.xlsx"
    path.write_bytes(data)
    return stored(data), office.recalculate(path)


def copy_of(kind: str, edition: Language) -> Form:
    """The correction copy of a return with mistakes."""
    if kind == "generated":
        submission = the_judge().judge(read_back(draw(the_survey(), some_form(the_survey(), edition, 4)))).submission
    else:
        submission = {"few": with_mistakes, "many": spoilt}[kind](edition).judged().submission
    (copy,) = corrections(the_survey(), Collected((submission,), ()))
    return copy.form


@pytest.mark.parametrize("edition", LANGUAGES)
@pytest.mark.parametrize("kind", ["few", "generated"])
def test_a_correction_copy_shows_the_truth_at_once(
    office: Office, tmp_path: Path, kind: str, edition: Language
) -> None:
    form = copy_of(kind, edition)
    before, after = (each[SHEETS["check"][edition]] for each in both(office, tmp_path, form))
    assert before[HEADLINE, 1] == after[HEADLINE, 1]
    assert str(after[COUNTS, 1]).startswith(str(before[COUNTS, 1]))
    lines = [(row, column) for row in range(FIRST_LINE, FIRST_LINE + LIST_ROWS) for column in range(1, 10)]
    assert [before.get(at, "") for at in lines] == [after.get(at, "") for at in lines]
    assert before[FIRST_LINE, 1]


@pytest.mark.parametrize("edition", LANGUAGES)
def test_the_correction_copy_of_a_blank_form_says_what_to_do_first(
    office: Office, tmp_path: Path, edition: Language
) -> None:
    submission = blank(edition=edition).judged().submission
    (copy,) = corrections(the_survey(), Collected((submission,), ()))
    before, after = (each[SHEETS["check"][edition]] for each in both(office, tmp_path, copy.form))
    (found,) = submission.findings
    for shown in (before, after):
        assert shown[HEADLINE, 1] == found.sentence[edition]
        assert (FIRST_LINE, 1) not in shown
        (row,) = (row for (row, column), value in shown.items() if (column, value) == (7, "no-cases-no-declaration"))
        assert (shown[row, 5], shown[row, 6]) == (found.sentence[edition], found.suggestion[edition])


def test_where_a_row_got_its_id_the_known_problems_are_listed_and_no_number_is_told(
    office: Office, tmp_path: Path
) -> None:
    """Answers without an id are not judged before they have one."""
    before, after = (each[SHEETS["check"].ja] for each in both(office, tmp_path, copy_of("many", "ja")))
    assert before[HEADLINE, 1] == UNKNOWN
    assert (COUNTS, 1) not in before
    known, all_of_them = (
        {
            tuple(shown.get((row, column), "") for column in range(1, 10))
            for row in range(FIRST_LINE, FIRST_LINE + LIST_ROWS)
        }
        for shown in (before, after)
    )
    assert len(known) > 5
    assert known <= all_of_them


@pytest.mark.parametrize("edition", LANGUAGES)
@pytest.mark.parametrize("kind", ["few", "many", "generated"])
def test_the_states_of_a_correction_copy_are_right_or_blank(
    office: Office, tmp_path: Path, kind: str, edition: Language
) -> None:
    form = copy_of(kind, edition)
    before, after = both(office, tmp_path, form)
    cases, respondent = SHEETS["cases"][edition], SHEETS["respondent"][edition]
    rows = range(FIRST_ROW, FIRST_ROW + len(rows_to_draw(the_survey(), form)))
    for sheet, column, lines in ((cases, 1, rows), (respondent, 5, range(3, 12))):
        told = {row: before[sheet][row, column] for row in lines if before[sheet].get((row, column))}
        assert told == {row: after[sheet].get((row, column), "") for row in told}
        assert told or sheet == respondent


def test_the_overview_of_a_correction_copy_names_its_cases(office: Office, tmp_path: Path) -> None:
    form = copy_of("few", "ja")
    before, after = (each[SHEETS["check"].ja] for each in both(office, tmp_path, form))
    head = next(row for row, column in before if column == 1 and before[row, column] == OVERVIEW_COLUMNS[0].ja)
    lines = [(row, column) for row in range(head + 1, head + 5) for column in range(1, 7)]
    assert [before.get(at, "") for at in lines] == [after.get(at, "") for at in lines]
    assert before[head + 3, 1] == form.answers.cases[2].case_id


def test_nothing_is_said_of_answers_that_nobody_has_judged() -> None:
    answers = filled().judged().submission.typed
    carried = replace(answers, cases=tuple(replace(row, carried_over=True) for row in answers.cases))
    shown = stored(draw(the_survey(), Form(TOKYO, answers=carried)))
    assert shown["確認"][HEADLINE, 1] == UNKNOWN
    assert (COUNTS, 1) not in shown["確認"]
    assert not any((row, 1) in shown["事例"] for row in range(FIRST_ROW, FIRST_ROW + 30))


def test_a_blank_form_says_that_nothing_is_answered() -> None:
    assert stored(draw(the_survey(), Form(TOKYO)))["確認"][HEADLINE, 1] == "回答がまだ記入されていません。"


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
def test_an_error_stays_an_error(office: Office, tmp_path: Path, error: str) -> None:
    """As a text it would be an answer: a name that nobody gave."""
    case = CaseRow(f"{TOKYO}-2026-01", {"name": error, "domain": "ツール"})
    data = draw(the_survey(), Form(TOKYO, answers=Answers(cases=(case,))))
    submission = the_judge().judge(read_back(data)).submission
    said = [(each.code, each.cell, each.value) for each in submission.findings if each.key == "name"]
    assert said == [("error-value", "C6", error)]
    assert submission.typed.cases[0].answers["name"] == error
    path = tmp_path / "form.xlsx"
    path.write_bytes(data)
    shown = office.recalculate(path)[SHEETS["cases"].ja]
    assert shown[FIRST_ROW, 1] == "調達名称：セルにエラー値があります。"


def test_every_municipality_that_came_back_has_its_row() -> None:
    others = tuple(each.code for each in the_survey().places.municipalities_of("14"))[:15]
    form = Form(TOKYO, answers=Answers(elsewhere=others))
    submission = the_judge().judge(read_back(draw(the_survey(), form))).submission
    assert submission.typed.elsewhere == others
    marks = stored(draw(the_survey(), form))[SHEETS["participants"].ja]
    assert marks[FIRST_ROW + 62 + 1 + 14, 2] == others[14]
