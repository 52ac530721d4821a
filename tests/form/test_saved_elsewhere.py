"""A form that was recalculated and saved by another program, in any format, is judged like the one that Excel saved."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from survey_tool.form.contract.marker import Topic
from survey_tool.form.workbook import draw
from survey_tool.intake.judging.submission import Submission
from survey_tool.wording.words import Language
from tests.forms import CARRIED, TOKYO, Paper, case_of, filled, read_back, the_judge, the_survey
from tests.office import Office

FIRST, SECOND = case_of(TOKYO, 1), case_of(TOKYO, 2)
FREE = 69  # the first free row of Tokyo's participants


# Both editions in every format in the long suite, one of them in the short one.
every_format = pytest.mark.parametrize(
    ("to", "edition"),
    [
        ("xlsx", "en"),
        ("ods", "ja"),
        ("xls", "en"),
        *(pytest.param(*each, marks=pytest.mark.long) for each in (("xlsx", "ja"), ("ods", "en"), ("xls", "ja"))),
    ],
)


def saved(paper: Paper, office: Office, to: Literal["xlsx", "ods", "xls"], folder: Path) -> Submission:
    """The form drawn with its answers, recalculated by LibreOffice, saved and read."""
    form = paper.form()
    drawn = folder / "form.xlsx"
    drawn.write_bytes(draw(the_survey(), form))
    (folder / "saved").mkdir()
    path = office.convert(drawn, to, folder / "saved", recalculate=True)
    return the_judge().judge(read_back(path.read_bytes(), path.name)).submission


@pytest.mark.slow
@every_format
def test_a_right_form(office: Office, tmp_path: Path, to: Literal["xlsx", "ods", "xls"], edition: Language) -> None:
    paper = filled(edition=edition, carried=[CARRIED])
    meant = paper.judged().submission
    submission = saved(paper, office, to, tmp_path)
    assert [(found.code, found.sheet, found.cell, found.value) for found in submission.findings] == []
    assert submission.respondent == meant.respondent
    assert submission.cases == meant.cases


@pytest.mark.slow
@pytest.mark.parametrize("to", ["xlsx", "ods", "xls"])
def test_a_form_with_mistakes(office: Office, tmp_path: Path, to: Literal["xlsx", "ods", "xls"]) -> None:
    paper = filled()
    paper.type("cases", "name", None, FIRST)
    paper.type("cases", "total_cost", "たくさん", FIRST)
    paper.type("cases", "status", "よく分からない", SECOND)
    paper.type("participants", "131059", "?", FIRST)
    paper.sheet("participants").put(FREE, 1, "141011")
    paper.sheet("participants").put(FREE, 6, "○")
    paper.type("respondent", "email", "a@b")
    submission = saved(paper, office, to, tmp_path)
    assert [(found.code, found.sheet, found.cell) for found in submission.findings] == [
        ("bad-format", "回答者", paper.cell("respondent", "email")),
        ("required", "事例", paper.cell("cases", "name", FIRST)),
        ("not-a-number", "事例", paper.cell("cases", "total_cost", FIRST)),
        ("not-in-list", "事例", paper.cell("cases", "status", SECOND)),
        ("not-in-list", "参加団体", paper.cell("participants", "131059", FIRST)),
        ("municipality-unknown", "参加団体", f"A{FREE}"),
    ]


@pytest.mark.slow
@every_format
def test_what_the_form_says_itself_is_never_taken_for_an_answer(
    office: Office, tmp_path: Path, to: Literal["xlsx", "ods", "xls"], edition: Language
) -> None:
    """A program that saves a form stores every sentence that its formulas show, also those outside the answers."""
    paper = filled(edition=edition, carried=[CARRIED])
    typed: tuple[tuple[Topic, str, str, str | None], ...] = (
        ("cases", "name", FIRST, None),
        ("cases", "annual_cost", SECOND, "約300"),
        ("cases", "total_cost", CARRIED, "たくさん"),
        ("participants", "131059", FIRST, "?"),
        ("respondent", "email", "", "a@b"),
        ("respondent", "person", "", None),
    )
    for topic, key, case_id, value in typed:
        paper.type(topic, key, value, case_id)
    for key in ("initial_cost", "annual_cost", "total_cost", "total_cost_years", "cost_basis"):
        paper.type("cases", key, None, FIRST)
    submission = saved(paper, office, to, tmp_path)
    assert [found.message(edition) for found in submission.findings if found.code == "ignored-content"] == []
    assert len(submission.errors) >= 5
