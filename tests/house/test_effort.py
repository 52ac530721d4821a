"""What a case costs to write down is worked out from the declaration and the form that is drawn, whichever way it is laid out."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from benchmarks.effort import SCREEN, keys, layout_of, page, report, required
from survey_tool.reference.survey import open_survey
from tests import ROOT


@pytest.mark.slow
def test_the_page_is_what_the_model_says_of_the_form(tmp_path: Path) -> None:
    written = (ROOT / "docs" / "effort.md").read_text(encoding="utf-8")
    assert written == page(report(open_survey(tmp_path), tmp_path)), "run: make pages"


def test_what_is_required_is_what_no_rule_asks_beyond(tmp_path: Path) -> None:
    answers = required(open_survey(tmp_path))
    assert {
        "name": "県・市町村電子契約サービス共同利用",
        "status": "運用中",
        "publication": "公表可",
    }.items() <= answers.items()
    assert {"vendor", "remarks", "withdrawn", "subsidy_other"}.isdisjoint(answers)


@pytest.mark.parametrize("downwards", [False, True])
def test_a_layout_is_read_whichever_way_the_questions_run(downwards: bool, tmp_path: Path) -> None:
    questions = open_survey(tmp_path).questionnaire.case.questions()
    sheet = openpyxl.Workbook().active
    assert sheet
    for number, key in enumerate(questions, start=3):
        sheet.cell(*((number, 1) if downwards else (1, number)), value=key)
    sheet.freeze_panes = "B3" if downwards else "C2"
    layout = layout_of(sheet, questions)
    size = 20 if downwards else 96
    assert [layout.places[key] for key in questions] == [number * size for number in range(len(questions))]
    assert layout.screen == SCREEN[downwards] - 2 * size
    assert not layout.help_in_sight


@pytest.mark.parametrize(
    ("text", "number"),
    [("2024-04", 7), ("さくら", 6), ("協議会", 14), ("県DX", 8), ("市の会議", 18), ("システム", 10)],
)
def test_a_text_is_so_many_keys(text: str, number: int) -> None:
    assert keys(text) == number
