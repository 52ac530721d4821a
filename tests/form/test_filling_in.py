"""An official fills in the form that was sent: what it says at each step, and what comes out of the printer at last."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from survey_tool.drawing.styles import BLANK_FILL, DOUBT_FILL, ERROR_FILL
from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.marker import SHEETS, STATE_ROW
from survey_tool.form.printed.check import REMAINING
from survey_tool.form.workbook import draw
from survey_tool.questionnaire.findings.catalogue import STATE_LABELS, State
from survey_tool.wording.words import LANGUAGES, Language
from tests.cases import case_answers
from tests.form.colours import coloured
from tests.form.listing import listed, verdict
from tests.form.test_form_marks import with_mistakes
from tests.forms import TOKYO, blank, case_of, filled, the_survey
from tests.office import Office

FIRST = case_of(TOKYO, 1)
CASES, MARKS = SHEETS["cases"], SHEETS["participants"]
MOST_PAGES = 10
SIGNS = ("○", "〇", "◯", "o", "Ｏ", "△", "▲")


@pytest.mark.parametrize("edition", LANGUAGES)
def test_a_name_typed_into_a_new_case_asks_for_the_rest_and_calls_nothing_wrong(
    office: Office, tmp_path: Path, edition: Language
) -> None:
    path, paper = tmp_path / "form.xlsx", blank(edition=edition)
    path.write_bytes(draw(the_survey(), Form(TOKYO, edition)))
    with office.document(path) as document:
        document.type({(CASES[edition], paper.cell("cases", "name", FIRST)): "電子契約"})
        document.recalculate()
        lines = listed(document, edition)
        ((state,),) = document.get(CASES[edition], f"F{STATE_ROW}")
        (others,) = document.get(CASES[edition], f"G{STATE_ROW}:Q{STATE_ROW}")
        said = verdict(document, edition)
    missing = [line for line in lines if line.case_id == FIRST]
    assert {line.thing.state for line in lines} == {"missing"}
    assert state == f"{STATE_LABELS['missing'][edition]} {len(missing)}"
    assert set(others) == {""}
    assert said == f"{REMAINING[edition]}{STATE_LABELS['missing'][edition]} {len(lines)}"


def test_marks_are_let_in_however_they_are_typed_and_read_as_the_validator_reads_them(
    office: Office, tmp_path: Path
) -> None:
    paper = filled()
    codes = [each.code for each in the_survey().places.municipalities_of(TOKYO)][10 : 10 + len(SIGNS)]
    typed = {(MARKS.ja, paper.cell("participants", code, FIRST)): sign for code, sign in zip(codes, SIGNS, strict=True)}
    for code, sign in zip(codes, SIGNS, strict=True):
        paper.type("participants", code, sign, FIRST)
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(the_survey(), filled().form()))
    with office.document(path) as document:
        document.type(typed)
        document.recalculate()
        assert listed(document, "ja") == []
        ((figures,),) = document.get(MARKS.ja, f"F{STATE_ROW}")
    (case, *_) = paper.judged().submission.cases
    assert sum(mark == "participating" for mark in case.marks.values()) == 2 + 5
    assert str(figures).startswith("○ 7団体・△ 3団体\n")


@pytest.mark.slow
def test_every_state_is_told_in_colour_and_word(office: Office, tmp_path: Path) -> None:
    """Beside the questions and above the cases, where one looks; one who sees no colours reads it."""
    form = with_mistakes("ja").form()
    looks: dict[tuple[str, str], State] = {
        ("cases", BLANK_FILL): "missing", ("cases", ERROR_FILL): "wrong", ("cases", DOUBT_FILL): "doubtful",
    }  # fmt: skip
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(the_survey(), form))
    cells = office.recalculate(path)[CASES.ja]
    text = {f"{chr(ord('A') + column - 1)}{row}": str(value) for (row, column), value in cells.items() if column < 27}
    for look, filled_cells in coloured(office, path.read_bytes(), tmp_path, "ja", looks).items():
        beside = {cell for cell in filled_cells if cell.startswith("E") or re.fullmatch(rf"[F-Z]{STATE_ROW}", cell)}
        word = STATE_LABELS[looks[look]].ja
        assert len(beside) >= 2
        assert beside == {
            cell
            for cell, said in text.items()
            if word in said and (cell in beside or cell.startswith("E")) and cell != "E2"
        }


@pytest.mark.slow
@pytest.mark.parametrize("edition", LANGUAGES)
def test_four_cases_print_on_ten_pages(office: Office, tmp_path: Path, edition: Language) -> None:
    """Respondent, cases, participants, check and a card for each case."""
    survey = the_survey()
    long = {"summary": "あ" * 200, "background": "い" * 400, "process_note": "う" * 400, "benefit_note": "え" * 400}
    paper, own = filled(edition=edition), survey.places.municipalities_of(TOKYO)
    for number in range(1, 5):
        case_id = case_of(TOKYO, number)
        paper.fill("cases", {**case_answers(survey), **long, "name": f"事例{number}"}, case_id)
        paper.mark(case_id, {each.code: "○" for each in own})
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(survey, paper.form()))
    pages = {}
    for topic in ("respondent", "cases", "participants", "check", "card"):
        with office.document(path) as document:
            document.recalculate()
            document.show_only(SHEETS[topic][edition])
            pages[topic] = _pages(document.store(tmp_path / f"{topic}.pdf"))
    assert pages["card"] == 1
    assert sum(pages.values()) + 3 <= MOST_PAGES, pages


def _pages(pdf: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))
