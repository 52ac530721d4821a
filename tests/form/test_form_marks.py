"""What a person sees at the cells: what is open is coloured where it stands, and nowhere else, in every sheet and both editions."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from survey_tool.drawing.styles import BLANK_FILL, DOUBT_FILL, ERROR_FILL, OFF_FILL
from survey_tool.form.contract.lines import entry_lines
from survey_tool.form.contract.marker import FIRST_ROW, OPEN_COLUMN, SHEETS, Topic
from survey_tool.form.printed.check import ONLY_DOUBTS
from survey_tool.form.workbook import draw
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.redrawing.corrections import corrections
from survey_tool.questionnaire.asked.case import SUBSIDIES
from survey_tool.questionnaire.findings.catalogue import STATE_LABELS, State
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.wording.words import LANGUAGES, Language
from tests.form.colours import coloured
from tests.form.listing import listed, verdict
from tests.forms import CARRIED, TOKYO, Paper, case_of, filled, questions_of, read_back, the_judge, the_survey
from tests.office import Office

FIRST, SECOND, THIRD, BLANK = (case_of(TOKYO, number) for number in (1, 2, 3, 4))
FILLS: dict[State, str] = {"missing": BLANK_FILL, "wrong": ERROR_FILL, "doubtful": DOUBT_FILL}
FREE = 69  # the first free row of Tokyo's participants


def with_mistakes(edition: Language) -> Paper:
    """A return in which something is missing, wrong and doubtful on every sheet."""
    paper = filled(edition=edition)
    paper.type("respondent", "phone", "2345")
    paper.type("respondent", "person", None)
    paper.type("cases", "name", None, FIRST)
    paper.type("cases", "annual_cost", 990_000_000, FIRST)
    paper.type("cases", "contract_on", "いつか", FIRST)
    paper.type("cases", "status", "?", SECOND)
    paper.type("cases", "publication", None, THIRD)
    paper.type("participants", "131059", "×?", FIRST)
    paper.sheet("participants").put(FREE, 1, "999999")
    return paper


def cells_of(found: Collection[Finding], topic: Topic, state: State) -> set[str]:
    return {each.cell or "" for each in found if (each.topic, each.state) == (topic, state) and each.severity != "info"}


def of_answers(cells: Collection[str], topic: Topic) -> set[str]:
    """Those in which people type: rows and columns around them say the same in words."""
    first = 1 if topic == "participants" else FIRST_ROW
    around = {chr(ord("A") + at) for at in range(1 if topic == "participants" else 0, OPEN_COLUMN)}
    rows = {cell: int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for cell in cells}
    return {
        cell for cell, row in rows.items() if row >= max(first, FIRST_ROW) and cell.rstrip("0123456789") not in around
    }


def drawn(paper: Paper) -> tuple[bytes, Submission]:
    """The correction copy, and what the validator says of it."""
    (copy,) = corrections(the_survey(), Collected((paper.judged().submission,), ()))
    data = draw(the_survey(), copy.form)
    return data, the_judge().judge(read_back(data)).submission


OPEN: dict[tuple[Topic, State], int] = {
    ("respondent", "missing"): 1,
    ("respondent", "wrong"): 1,
    ("cases", "missing"): 2,
    ("cases", "wrong"): 2,
    ("cases", "doubtful"): 1,
    ("participants", "wrong"): 2,
}


@pytest.mark.slow
@pytest.mark.parametrize("edition", LANGUAGES)
def test_what_is_open_is_coloured_at_its_cells_and_nowhere_else(
    office: Office, tmp_path: Path, edition: Language
) -> None:
    data, submission = drawn(with_mistakes(edition))
    shown = coloured(office, data, tmp_path, edition, [(topic, FILLS[state]) for topic, state in OPEN])
    for (topic, state), number in OPEN.items():
        want = cells_of(submission.findings, topic, state)
        assert len(want) == number
        assert of_answers(shown[topic, FILLS[state]], topic) == want, (topic, state)


@pytest.mark.slow
def test_marks_are_coloured_that_do_not_go_with_their_case(office: Office, tmp_path: Path) -> None:
    paper = filled()
    paper.type("cases", "other_participants", None, FIRST)
    for code in ("131016", "131032"):
        paper.type("participants", code, None, FIRST)
    paper.type("participants", "131024", "○", SECOND)
    data, submission = drawn(paper)
    found = {each.code: each.cell for each in submission.findings if each.topic == "participants"}
    head = paper.cell("participants", "all", FIRST)
    assert found == {"at-least-one": head, "only-when": paper.cell("participants", "131024", SECOND)}
    looks = {("participants", BLANK_FILL): "at-least-one", ("participants", ERROR_FILL): "only-when"}
    shown = coloured(office, data, tmp_path, "ja", looks)
    assert {code: of_answers(shown[look], "participants") for look, code in looks.items()} == {
        code: {cell} for code, cell in found.items()
    }


@pytest.mark.slow
def test_where_one_of_several_is_missing_the_heading_is_coloured_and_not_the_first(
    office: Office, tmp_path: Path
) -> None:
    paper = filled()
    for key in ("initial_cost", "annual_cost", "total_cost", "total_cost_years", "cost_basis"):
        paper.type("cases", key, None, FIRST)
    data, _ = drawn(paper)
    lines = [line.group for line in entry_lines(questions_of("cases"))]
    heading = FIRST_ROW + lines.index("initial_cost")
    shown = coloured(office, data, tmp_path, "ja", [("cases", BLANK_FILL)])
    assert shown["cases", BLANK_FILL] == {f"E{heading}", f"F{heading}", "F4"}


@pytest.mark.slow
def test_what_is_not_wanted_is_grey_before_anything_is_typed(office: Office, tmp_path: Path) -> None:
    paper = filled(carried=[CARRIED])
    for key in ("system_type_other", *SUBSIDIES, "subsidy_other_name"):
        paper.type("cases", key, None, FIRST)
    paper.fill("cases", {"subsidy_used": "no"}, FIRST)
    form = paper.form()
    assert the_judge().judge(read_back(draw(the_survey(), form))).submission.errors == ()
    shown = coloured(office, draw(the_survey(), form), tmp_path, "ja", [("cases", OFF_FILL)])["cases", OFF_FILL]
    here = {key for key in questions_of("cases") if paper.cell("cases", key, FIRST) in shown}
    assert {"reviewed", "withdrawn", "system_type_other", *SUBSIDIES, "subsidy_other_name"} <= here
    assert not {"name", "summary", "vendor", "remarks", "background"} & here
    grey_of_carried = {key for key in questions_of("cases") if paper.cell("cases", key, CARRIED) in shown}
    assert not {"reviewed", "withdrawn"} & grey_of_carried
    blank = paper.cell("cases", "reviewed", BLANK).rstrip("0123456789")
    assert not [cell for cell in shown if cell.rstrip("0123456789") == blank]


@pytest.mark.slow
@pytest.mark.parametrize("edition", LANGUAGES)
def test_the_respondent_s_sheet_says_what_is_open_beside_each_answer(
    office: Office, tmp_path: Path, edition: Language
) -> None:
    data, _ = drawn(with_mistakes(edition))
    path = tmp_path / "form.xlsx"
    path.write_bytes(data)
    sheet = office.recalculate(path)[SHEETS["respondent"][edition]]
    said = {
        "person": STATE_LABELS["missing"][edition],
        "phone": STATE_LABELS["wrong"][edition]
        + {
            "ja": "：電話番号（市外局番から）として読み取れません。",
            "en": ": This cannot be read as a telephone number with area code.",
        }[edition],
    }
    keys = {str(sheet.get((row, 1), "")): row for row in range(FIRST_ROW, 40)}
    shown = {key: sheet.get((keys[key], OPEN_COLUMN), "") for key in questions_of("respondent")}
    assert {key: each for key, each in shown.items() if each} == said


@pytest.mark.slow
def test_a_mark_is_no_wildcard(office: Office, tmp_path: Path) -> None:
    """In a spreadsheet's search ? stands for any sign, ○ for one."""
    paper = filled()
    cell = paper.type("participants", "131059", "?", FIRST)
    data, submission = drawn(paper)
    assert [(each.code, each.cell) for each in submission.errors] == [("not-in-list", cell)]
    shown = coloured(office, data, tmp_path, "ja", [("participants", ERROR_FILL)])
    assert of_answers(shown["participants", ERROR_FILL], "participants") == {cell}


@pytest.mark.slow
def test_doubtful_writing_and_what_is_certainly_no_answer_are_told_apart(office: Office, tmp_path: Path) -> None:
    """Of what only the validator can read nothing is promised."""
    paper = filled()
    doubtful = [
        paper.type("cases", "annual_cost", "約1200", FIRST),  # which the validator reads
        paper.type("cases", "initial_cost", "12,34", FIRST),  # which it does not
    ]
    wrong = [
        paper.type("respondent", "phone", "内線 4411"),
        paper.type("respondent", "answered_on", "12月4日"),
        paper.type("cases", "operation_start_on", "令和6年13月", FIRST),
        paper.type("cases", "initial_cost", "13200円", THIRD),
        paper.type("cases", "total_cost", "予算1000以内", THIRD),
        paper.type("cases", "contract_on", "2024/15", THIRD),
    ]
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(the_survey(), paper.form()))
    with office.document(path) as document:
        document.recalculate()
        lines, said = listed(document, "ja"), verdict(document, "ja")
    assert sorted(line.thing.cell for line in lines if line.is_hint) == sorted(doubtful)
    assert sorted(line.thing.cell for line in lines if line.thing.state == "wrong") == sorted(wrong)
    assert said == "残り：要修正 6・要確認 2"


@pytest.mark.slow
@pytest.mark.parametrize("edition", LANGUAGES)
def test_where_only_doubts_are_left_they_are_named_and_nothing_is_promised(
    office: Office, tmp_path: Path, edition: Language
) -> None:
    paper = filled(edition=edition)
    paper.type("cases", "annual_cost", "約1200", FIRST)
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(the_survey(), paper.form()))
    with office.document(path) as document:
        document.recalculate()
        assert verdict(document, edition) == ONLY_DOUBTS[edition]
        assert "✔" not in ONLY_DOUBTS[edition]
