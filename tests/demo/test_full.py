"""The large demonstration: invented, plausible, complete, the same each time, and never to be taken for a real round."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from survey_tool.demo import PlayedCountry, run_full
from survey_tool.demo.invented.replies import InventedReply, invented_replies
from survey_tool.form.contract.answers import Form
from survey_tool.form.workbook import draw
from survey_tool.intake.collect import collect
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.vocabulary.judging import JudgedAnswers
from survey_tool.reference.survey import Survey
from survey_tool.release.data import notes
from survey_tool.wording.words import LANGUAGES, NOTHING
from tests.cases import a_survey, which_asks
from tests.commands import command
from tests.questionnaire.test_schemas import CaseWithMore


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    return a_survey(tmp_path_factory.mktemp("workspace"), round="EXAMPLE")


@pytest.fixture(scope="module")
def replies(survey: Survey) -> tuple[InventedReply, ...]:
    return invented_replies(survey)


def answers_of(replies: tuple[InventedReply, ...], key: str) -> Counter[object]:
    return Counter(case.answers.get(key) for each in replies for case in each.cases)


def test_no_invented_case_breaks_a_rule(survey: Survey, replies: tuple[InventedReply, ...]) -> None:
    for each in replies:
        for case in each.cases:
            facts = {
                **survey.round.facts,
                "own_prefecture": each.prefecture_code,
                "carried_over": False,
                "participating": sum(mark == "○" for mark in case.marks.values()),
            }
            found = JudgedAnswers(survey.questionnaire.cases_sheet, case.answers, facts).findings()
            assert [check.id for check in found if check.severity == "error"] == [], case.case_id


def test_everything_that_can_be_answered_is_answered_somewhere(
    survey: Survey, replies: tuple[InventedReply, ...]
) -> None:
    lists = survey.questionnaire.lists
    assert 380 <= sum(len(each.cases) for each in replies) <= 420
    for key in ("domain", "system_type", "status", "prefecture_role", "cost_basis", "publication", "contract_form"):
        assert set(answers_of(replies, key)) - {None} == {each.key for each in lists[key].unique}, key
    asked = {key for key, each in survey.questionnaire.case.questions().items() if each.is_published}
    told = {key for each in replies for case in each.cases for key in case.answers}
    assert asked - told == {"case_id", "withdrawn"}  # printed; only of a case that an earlier round reported


def test_it_is_as_in_life(survey: Survey, replies: tuple[InventedReply, ...]) -> None:
    """Some are silent, some have nothing, some only consider, one contradicts itself."""
    by_code = {each.prefecture_code: each for each in replies}
    assert len(set(survey.places.prefectures) - set(by_code)) == 5
    assert sum(not each.cases for each in replies) == 3
    statuses = {code: {case.answers.get("status") for case in each.cases} for code, each in by_code.items()}
    assert sum(own - {None} == {"considering"} for own in statuses.values()) >= 2
    assert sum(each.other is not None for each in replies) == 1


def test_many_cases_are_small_and_some_amounts_are_known_only_as_a_total(replies: tuple[InventedReply, ...]) -> None:
    cases = [case for each in replies for case in each.cases]
    sizes = sorted(list(case.marks.values()).count("○") for case in cases)
    assert sizes[len(sizes) // 2] <= 8 < 25 <= sizes[-1]
    amounts = [[isinstance(case.answers.get(key), int) for key in ("annual_cost", "total_cost")] for case in cases]
    assert {each: amounts.count(list(each)) >= 20 for each in ((True, False), (False, True), (True, True), (False, False))} == {
        (True, False): True, (False, True): True, (True, True): True, (False, False): True,
    }  # fmt: skip
    assert sum("co_prefectures" in case.answers for case in cases) >= 14


@pytest.mark.slow
def test_the_same_is_invented_each_time(survey: Survey, replies: tuple[InventedReply, ...]) -> None:
    assert invented_replies(survey) == replies
    first = replies[0]
    form = Form(first.prefecture_code, "ja", first.answers)
    assert draw(survey, form) == draw(survey, form)


def test_a_new_question_is_answered_without_an_edit(survey: Survey) -> None:
    more = which_asks(Questionnaire(survey.questionnaire.lists, CaseWithMore), survey)
    told = invented_replies(more)
    assert set(answers_of(told, "cloud")) - {None} == {
        each.key for each in more.questionnaire.lists["prefecture_participates"].unique
    }


def test_every_invented_text_says_so_wherever_it_is_copied_to(replies: tuple[InventedReply, ...]) -> None:
    for each in replies:
        for case in each.cases:
            assert str(case.answers["name"]).startswith("（例示）"), case.case_id
    assert all("EXAMPLE" in case.case_id for each in replies for case in each.cases)


def test_a_real_round_refuses_the_form(survey: Survey, replies: tuple[InventedReply, ...], tmp_path: Path) -> None:
    real = a_survey(tmp_path)
    real.submissions.mkdir(parents=True)
    first = next(each for each in replies if each.cases)
    (real.submissions / "form.xlsx").write_bytes(draw(survey, Form(first.prefecture_code, "ja", first.answers)))
    (submission,) = collect(real, [real.submissions]).submissions
    assert (submission.status, submission.cases) == ("unreadable", ())
    told = [(each.code, each.message("ja")) for each in submission.findings]
    assert told == [("file-wrong-round", "form.xlsx：EXAMPLE年度の調査票です。今回は2026年度の調査票です。")]


@pytest.mark.slow
def test_the_forms_are_not_carried_over_into_a_real_round(
    survey: Survey, replies: tuple[InventedReply, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "earlier"
    folder.mkdir()
    first = next(each for each in replies if each.cases)
    (folder / "form.xlsx").write_bytes(draw(survey, Form(first.prefecture_code, "ja", first.answers)))
    real = tmp_path / "real"
    assert command("init", real).code == 0
    done = command("generate", "--previous", folder, "--prefecture", first.prefecture_code, workspace=real)
    assert done.code == 2
    assert "動作例の架空の回答" in done.err
    assert not list((real / "templates").rglob("*.xlsx"))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> PlayedCountry:
    return run_full(tmp_path_factory.mktemp("full") / "demo", lambda _: None)


def rows(played: PlayedCountry, name: str) -> list[dict[str, str]]:
    path = played.published.directory / "data" / name
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.long
def test_the_whole_round_comes_to_a_release(played: PlayedCountry) -> None:
    statuses = Counter(each.status for each in played.collected.submissions)
    assert statuses == {"accepted": 37, "needs_correction": 4, "conflict": 2}
    release = played.published.release
    assert len(release.unanswered) == 5
    assert {each.reason for each in release.excluded} == {
        "needs_correction", "conflict", "not_consented", "no_prefecture_involved", "role_unclear", "outside_period",
        "double_report",
    }  # fmt: skip
    assert release.reported == sum(len(each.cases) for each in played.replies)


@pytest.mark.long
def test_every_value_is_marked_and_every_document_says_so(played: PlayedCountry) -> None:
    for row in rows(played, "cases.csv"):
        assert filled(row) <= set(row["illustrative"].split(";")), row["case_id"]
    assert {row["illustrative"] for row in rows(played, "participation.csv")} == {"true"}
    directory = played.published.directory
    card = (directory / "data" / "README.md").read_text(encoding="utf-8")
    assert card.count(notes.INVENTED.ja) == card.count(notes.INVENTED.en) == 1
    assert "架空" in (directory / "data" / "datapackage.json").read_text(encoding="utf-8")
    for edition in LANGUAGES:
        book = load_workbook(directory / f"joint-procurement_EXAMPLE_{edition}.xlsx", read_only=True)
        firsts = {sheet.title: str(next(sheet.iter_rows(max_row=1))[0].value) for sheet in book.worksheets[:11]}
        assert [
            name for name, text in firsts.items() if notes.marked(played.survey, NOTHING)[edition] not in text
        ] == []


def filled(row: dict[str, str]) -> set[str]:
    """The columns of a case that have a value, but for labels and states of others."""
    follows = ("_ja", "_en", "_status")
    return {name for name, text in row.items() if text and not name.endswith(follows)} - {"illustrative", "round"}
