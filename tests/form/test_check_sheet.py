"""Whatever the secretariat has found in a return stands in one of the two lists of the check sheet of its copy."""

from __future__ import annotations

import io

import openpyxl
import pytest

from survey_tool.form.contract.marker import SHEETS
from survey_tool.form.printed.check import AS_RETURNED, COLUMNS, FROM_SECRETARIAT
from survey_tool.intake.cells.grid import CellFault
from survey_tool.intake.redrawing.corrections import as_its_copy_says
from survey_tool.questionnaire.findings.catalogue import SEVERITY_LABELS
from survey_tool.wording.words import LANGUAGES, Language, Words
from tests.form.test_office_findings import copy_of, spoilt_at_random
from tests.forms import Paper, case_of, filled, the_survey

FIRST, THIRD = case_of("13", 1), case_of("13", 3)
_SHEET, _CASE, _NAME, _LABEL, _CELL = 1, 2, 3, 4, 5


def lines(data: bytes, edition: Language) -> list[list[str]]:
    """The lines of both lists, as they are stored."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    rows = book[SHEETS["check"][edition]].iter_rows(max_col=len(COLUMNS), values_only=True)
    return [[str(value or "") for value in row] for row in rows]


def not_listed(paper: Paper) -> list[tuple[str, str | None, str | None]]:
    """What the prefecture is told and finds on no line of its copy."""
    data, _ = copy_of(paper)
    submission = paper.judged().submission
    listed = [(line[_SHEET], line[_CELL]) for line in lines(data, paper.edition)]
    told = [each for each in submission.for_its_prefecture if each.severity != "info"]
    assert told
    return [
        (each.code, each.sheet, each.cell)
        for each in as_its_copy_says(the_survey(), submission, told)
        if each.sheet
        and (each.sheet, (AS_RETURNED[paper.edition] if each.left_behind and each.cell else "") + (each.cell or ""))
        not in listed
    ]


def with_bad_marks(edition: Language = "ja") -> Paper:
    """Several wrong marks in the column of one case, and one in that of another."""
    paper = filled(edition=edition)
    for code, value in (("131016", "済"), ("131032", "◎"), ("131059", "X")):
        paper.type("participants", code, value, FIRST)
    paper.type("participants", "131024", CellFault("error-value", "#N/A"), THIRD)
    paper.type("participants", "131032", "?", THIRD)
    return paper


@pytest.mark.slow
@pytest.mark.parametrize("edition", LANGUAGES)
def test_every_wrong_mark_of_a_case_is_listed(edition: Language) -> None:
    assert not_listed(with_bad_marks(edition)) == []


@pytest.mark.slow
def test_the_marks_that_the_form_does_not_list_itself_are_named_by_their_municipality_and_counted() -> None:
    data, _ = copy_of(with_bad_marks())
    sheet = lines(data, "ja")
    marks = [(line[_CELL], line[_LABEL], line[_NAME]) for line in sheet if line[_SHEET] == "参加団体"]
    name = "県・市町村電子契約サービス共同利用"
    assert ("F8", "港区", name) in marks
    assert any(cell == "F6" and label == "参加の印" for cell, label, _ in marks), "the first is live"
    wrong = sum(line[0] == SEVERITY_LABELS["error"].ja and line[_LABEL] != "参加の印" for line in sheet)
    heading = FROM_SECRETARIAT.fill(counts=Words.same(f"要修正 {wrong}")).ja
    assert any(line[0] == heading for line in sheet), (heading, sheet[5])


@pytest.mark.slow
def test_what_has_no_place_in_the_copy_is_told_as_that_of_the_return() -> None:
    paper = filled()
    paper.sheet("cases").put(90, 6, "メモ")
    paper.type("cases", "name", None, FIRST)
    data, _ = copy_of(paper)
    assert [line[_CELL] for line in lines(data, "ja") if "F90" in line[_CELL]] == ["提出時のF90"]


@pytest.mark.slow
@pytest.mark.parametrize("edition", LANGUAGES)
@pytest.mark.parametrize("seed", range(2))
def test_every_mistake_of_a_bad_return_is_listed(edition: Language, seed: int) -> None:
    assert not_listed(spoilt_at_random(edition, seed)) == []
