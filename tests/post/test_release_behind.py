"""A release that is not what would be published now says so, and no other does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from survey_tool.form.generate import form_path
from survey_tool.form.workbook import draw
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.post.acts import published
from survey_tool.post.record.arrivals import note_arrivals
from survey_tool.post.record.history import history_of
from survey_tool.post.status.next_step import next_steps
from survey_tool.post.status.release_behind import behind_in_words
from survey_tool.post.status.round_status import round_status
from survey_tool.reference.survey import Survey
from survey_tool.release.publish import choose
from survey_tool.release.tables.all_tables import tables
from survey_tool.release.writing import write_data
from tests.cases import a_case, a_submission, a_survey, collected
from tests.commands import command
from tests.forms import filled
from tests.post.test_status import TODAY

TOLD = "公表物を作成した後に、公表する内容が変わっています（{}）。公表物を作成し直してください。"


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return a_survey(tmp_path)


def of(survey: Survey, code: str, file: str, **answers: Any) -> Submission:
    return a_submission(survey, code, a_case(survey, f"{code}-2026-01", **answers), file=f"{file}.xlsx")


def came(survey: Survey, *submissions: Submission) -> Collected:
    found = collected(survey, *submissions)
    note_arrivals(survey, found, history_of(survey))
    return found


def write_the_release(survey: Survey, found: Collected) -> None:
    release = choose(survey, found).release
    survey.published.mkdir(parents=True)
    write_data(release, tables(release), survey.published / "data")
    published(survey, "f" * 64, len(release.cases))


def told(survey: Survey, found: Collected) -> str:
    behind = behind_in_words(survey, found, history_of(survey))
    return behind.ja if behind else ""


@pytest.mark.slow
def test_what_was_accepted_after_the_release_was_written_is_told_until_it_is_written_again(survey: Survey) -> None:
    hyogo, osaka = of(survey, "28", "a"), of(survey, "27", "b")
    write_the_release(survey, came(survey, hyogo, osaka))
    again = came(survey, of(survey, "28", "c", initial_cost=13_500), osaka)
    assert told(survey, again) == TOLD.format("兵庫県")
    survey.templates.mkdir(parents=True)
    form_path(survey, "28").touch()
    steps = next_steps(survey, again, round_status(survey, again, TODAY), history_of(survey))
    assert [each.command for each in steps if each.why.ja == TOLD.format("兵庫県")] == ["publish"]
    more = came(survey, of(survey, "28", "c", initial_cost=13_500), osaka, of(survey, "13", "d"))
    assert told(survey, more) == TOLD.format("東京都、兵庫県")
    assert told(survey, came(survey, hyogo)) == TOLD.format("大阪府"), "what was set aside is gone"
    survey.published.rename(survey.workspace / "before")
    write_the_release(survey, more)
    assert told(survey, more) == ""


def test_a_prefecture_that_has_nothing_to_report_is_none_without_an_answer(survey: Survey) -> None:
    write_the_release(survey, came(survey, of(survey, "28", "a")))
    none = a_submission(survey, "13", respondent={"no_cases": True}, file="e.xlsx")
    assert told(survey, came(survey, of(survey, "28", "a"), none)) == TOLD.format("東京都")


def test_a_prefecture_whose_answer_no_longer_counts_has_nothing_to_report_no_more(survey: Survey) -> None:
    none = a_submission(survey, "13", respondent={"no_cases": True}, file="e.xlsx")
    write_the_release(survey, came(survey, of(survey, "28", "a"), none))
    assert told(survey, came(survey, of(survey, "28", "a"), of(survey, "13", "f"))) == TOLD.format("東京都")
    memo = Submission("memo.docx", "0" * 64, "not_a_submission")
    assert told(survey, came(survey, of(survey, "28", "a"), memo)) == TOLD.format("東京都"), "it was set aside"


@pytest.mark.slow
def test_it_is_not_told_where_nothing_else_would_be_published(survey: Survey) -> None:
    hyogo = of(survey, "28", "a")
    write_the_release(survey, came(survey, hyogo))
    assert told(survey, came(survey, of(survey, "28", "c"))) == "", "the same answers came again"
    memo = Submission("memo.docx", "0" * 64, "not_a_submission")
    assert told(survey, came(survey, hyogo, memo)) == ""
    wrong = a_submission(survey, "28", status="needs_correction", file="d.xlsx", held_back=True)
    assert told(survey, came(survey, wrong)) == "", "written now, its case would be lost"
    assert told(survey, came(survey)) == "", "nothing can be read: its folder may be out of reach"
    (survey.published / "data" / "cases.csv").unlink()
    assert told(survey, came(survey, of(survey, "28", "f", initial_cost=1))) == ""


def test_nothing_is_worked_out_where_nothing_was_published_or_has_happened_since(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    from survey_tool.release.agreeing import changed_since

    def never(*_: object) -> tuple[str, ...]:
        raise AssertionError("worked out in vain")

    monkeypatch.setattr(changed_since, "changed_since_published", never)
    found = came(survey, of(survey, "28", "a"))
    assert told(survey, found) == ""
    write_the_release(survey, found)
    assert told(survey, found) == ""


@pytest.mark.slow
def test_what_has_just_come_in_is_told_at_once(survey: Survey) -> None:
    write_the_release(survey, came(survey))
    survey.templates.mkdir(parents=True)
    form_path(survey, "13").touch()
    survey.submissions.mkdir(parents=True)
    (survey.submissions / "東京都.xlsx").write_bytes(draw(survey, filled("13").form()))
    (survey.workspace / "survey.toml").touch()
    assert TOLD.format("東京都") in command("status", workspace=survey.workspace).out.replace("\n", "")
