"""A form that was recalculated and saved by another program, in any format, is judged like the one that Excel saved."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from survey_tool.form.contract.answers import Form
from survey_tool.form.workbook import draw
from survey_tool.intake.judging.submission import Submission
from survey_tool.wording.words import LANGUAGES, Language
from tests.forms import CARRIED, TOKYO, Paper, case_of, filled, read_back, the_judge, the_survey
from tests.office import Office

FIRST, SECOND = case_of(TOKYO, 1), case_of(TOKYO, 2)


def saved(paper: Paper, office: Office, to: Literal["xlsx", "ods", "xls"], folder: Path) -> Submission:
    """The form drawn with its answers, recalculated by LibreOffice, saved and read."""
    form = Form(TOKYO, paper.edition, paper.judged().submission.typed)
    drawn = folder / "form.xlsx"
    drawn.write_bytes(draw(the_survey(), form))
    (folder / "saved").mkdir()
    path = office.convert(drawn, to, folder / "saved", recalculate=True)
    return the_judge().judge(read_back(path.read_bytes(), path.name)).submission


@pytest.mark.parametrize("edition", LANGUAGES)
@pytest.mark.parametrize("to", ["xlsx", "ods", "xls"])
def test_a_right_form(office: Office, tmp_path: Path, to: Literal["xlsx", "ods", "xls"], edition: Language) -> None:
    paper = filled(edition=edition, carried=[CARRIED])
    meant = paper.judged().submission
    submission = saved(paper, office, to, tmp_path)
    assert [(found.code, found.sheet, found.cell, found.value) for found in submission.findings] == []
    assert submission.respondent == meant.respondent
    assert submission.cases == meant.cases


@pytest.mark.parametrize("to", ["xlsx", "ods", "xls"])
def test_a_form_with_mistakes(office: Office, tmp_path: Path, to: Literal["xlsx", "ods", "xls"]) -> None:
    paper = filled()
    paper.type("cases", "name", None, FIRST)
    paper.type("cases", "total_cost", "たくさん", FIRST)
    paper.type("cases", "status", "よく分からない", SECOND)
    paper.type("participants", "131059", "?", FIRST)
    paper.sheet("participants").put(69, 2, "141011")
    paper.sheet("participants").put(69, 6, "○")
    paper.type("respondent", "email", "a@b")
    submission = saved(paper, office, to, tmp_path)
    assert [(found.code, found.sheet, found.cell) for found in submission.findings] == [
        ("bad-format", "回答者", "C8"),
        ("required", "事例", "C6"),
        ("not-a-number", "事例", "T6"),
        ("not-in-list", "事例", "J7"),
        ("not-in-list", "参加団体", "F10"),
        ("municipality-unknown", "参加団体", "B69"),
    ]
