"""What lies where nobody looks for returns counts as waiting, and what was never returned counts as nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from survey_tool.form.contract.answers import Answers, CaseAnswers, Form
from survey_tool.form.generate import form_path
from survey_tool.form.workbook import draw
from survey_tool.intake.collect import collect, with_waiting
from survey_tool.intake.opening.reader import Readers
from survey_tool.intake.remembering import Remembering
from survey_tool.post.kinds.kind import Occasion
from survey_tool.post.kinds.remind import KIND
from survey_tool.post.record.history import history_of
from survey_tool.post.status.round_status import round_status
from survey_tool.post.status.whose_turn import to_be_asked
from survey_tool.reference.survey import open_survey
from survey_tool.reference.workspace import write_whole
from tests.commands import command
from tests.intake.test_mails import form
from tests.mails import eml
from tests.postbag import invited

BEFORE = dt.date(2026, 12, 1)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "survey.toml").touch()
    (tmp_path / "submissions" / "2026" / "corrections").mkdir(parents=True)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(
    "place",
    [
        "submissions/a.xlsx",
        "submissions/秋田県/a.xlsx",
        "submissions/2026年度（回答）/受信/a.xlsx",
        "submissions/2026/corrections/a.eml",
        "submissions/2026/corrections/a.MHT",
    ],
)
def test_nobody_is_reminded_whose_file_is_waiting(workspace: Path, place: str) -> None:
    """Whose it is is known from the form in it, whatever the file is called."""
    content = eml({"b.xlsx": form()}).as_bytes() if not place.endswith(".xlsx") else form()
    write_whole(workspace / place, content)
    told = command("status", "--json", "-", workspace=workspace)
    akita = next(each for each in told.json["prefectures"] if each["prefecture"] == "05")
    assert (akita["state"], akita["waiting"]) == (
        "not_returned",
        ["a.xlsx" if place.endswith(".xlsx") else f"{Path(place).name}/b.xlsx"],
    )
    assert "1件のファイルがあります" in told.err
    survey = open_survey(workspace)
    collected = with_waiting(survey, collect(survey, [survey.submissions]), [workspace / place])
    invited(survey)
    due = KIND.due(Occasion(survey, collected, BEFORE, history_of(survey)))
    reminded = {each.letter.prefecture_code for each in due.letters}
    assert len(reminded) == 46
    assert "05" not in reminded


@pytest.mark.parametrize("folder", ["2025", "2025年度", "令和7年度", "pilot-1"])
def test_the_folder_of_another_round_is_left_alone(workspace: Path, folder: str) -> None:
    write_whole(workspace / "submissions" / folder / "a.xlsx", form())
    assert open_survey(workspace).loose_returns == ()
    assert command("status", workspace=workspace).err == ""


def test_a_saved_correction_copy_is_waiting(workspace: Path) -> None:
    name = "joint-procurement_2026_05_akita_correction-abcdef.xlsx"
    copy = workspace / "submissions" / "2026" / "corrections" / name
    drawn = draw(open_survey(workspace), Form("05", "ja"))
    write_whole(copy, drawn)
    untouched = command("status", "--json", "-", workspace=workspace).json
    assert not any(each["waiting"] for each in untouched["prefectures"])
    write_whole(copy, form().replace(b"docProps/custom.xml", b"docProps/custom.xmx"))  # saved by a program of another's
    saved = command("status", "--json", "-", workspace=workspace).json
    assert [each["prefecture"] for each in saved["prefectures"] if each["waiting"]] == ["05"]


@pytest.mark.slow
def test_forms_generated_into_the_returns_are_no_returns(workspace: Path) -> None:
    survey = open_survey(workspace)
    for code in ("05", "06"):
        content = draw(survey, Form(code, "ja"))
        write_whole(form_path(survey, code), content)
        write_whole(survey.submissions / form_path(survey, code).name, content)
    collected = collect(survey, [survey.submissions])
    assert [(each.status, each.prefecture_code) for each in collected.submissions] == [
        ("not_a_submission", "05"),
        ("not_a_submission", "06"),
    ]
    assert {"05", "06"} <= set(collected.missing)
    for each in collected.submissions:
        (found,) = each.findings
        assert (found.code, found.severity, found.cell) == ("form-as-sent", "info", None)
        assert found.message("ja") == f"{each.file}：送付したままの調査票です（作成後に保存されていません。）。"
    assert {each.state for each in round_status(survey, collected, BEFORE).prefectures} == {"not_returned"}
    told = command("validate", workspace=workspace)
    assert told.code == 0
    assert "送付したままの調査票又は何も記入されていない調査票が2件あります。提出には数えていません（" in told.out
    assert not list((survey.submissions / "corrections").iterdir())


def saved_again(content: bytes) -> bytes:
    """A workbook that somebody has opened and saved."""
    book, buffer = load_workbook(BytesIO(content)), BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.slow
def test_a_form_that_was_answered_outside_its_cells_is_a_return(workspace: Path) -> None:
    """It was told to hold nothing, nothing of what stood in it was told anywhere, and its prefecture was reminded."""
    survey = open_survey(workspace)
    content = draw(survey, Form("05", "ja"))
    write_whole(form_path(survey, "05"), content)
    book, buffer = load_workbook(BytesIO(content)), BytesIO()
    book.create_sheet("秋田県回答")["A1"] = "電子申請システム共同調達"
    book.save(buffer)
    write_whole(survey.submissions / "秋田県.xlsx", buffer.getvalue())
    write_whole(survey.submissions / "秋田県（保存）.xlsx", saved_again(content))
    found = {each.file: each for each in collect(survey, [survey.submissions]).submissions}
    assert found["秋田県（保存）.xlsx"].status == "not_a_submission"
    assert found["秋田県.xlsx"].status == "needs_correction"
    (told,) = (each for each in found["秋田県.xlsx"].findings if each.code == "ignored-content")
    assert "「秋田県回答」" in told.message("ja")


@pytest.mark.slow
def test_a_blank_form_stays_unanswered_once_the_form_is_generated_again(workspace: Path) -> None:
    """Hokkaido's untouched form became a return to be corrected when its deadline was extended and its form drawn anew."""
    survey = open_survey(workspace)
    carried = Form(
        "06",
        "ja",
        answers=Answers(
            {"department": "情報課"}, cases=(CaseAnswers("06-2025-01", {"name": "旧システム"}, carried_over=True),)
        ),
    )
    sent = {
        "01.xlsx": draw(survey, Form("01", "ja")),  # as it was sent
        "05.xlsx": saved_again(draw(survey, Form("05", "ja"))),  # opened and saved
        "06.xlsx": draw(survey, carried),  # as it was sent, with last round's answers
    }
    for name, content in sent.items():
        write_whole(survey.submissions / name, content)
        code = name[:2]
        write_whole(form_path(survey, code), content if code != "05" else draw(survey, Form(code, "ja")))
    later = replace(survey, extended=dict.fromkeys(("01", "05", "06"), dt.date(2099, 12, 25)))
    for code, again in (("01", Form("01", "ja")), ("05", Form("05", "ja")), ("06", carried)):
        write_whole(form_path(later, code), draw(later, again))
        assert form_path(later, code).read_bytes() != sent[f"{code}.xlsx"]
    with Readers() as readers:
        remembering = Remembering(lambda: readers)
        rounds = [collect(later, [later.submissions]), remembering.collect(later, [later.submissions])]
    for collected in rounds:
        for each in collected.submissions:
            assert (each.status, each.as_sent, [found.code for found in each.findings]) == (
                "not_a_submission",
                True,
                ["form-as-sent"],
            ), each.file
        assert {"01", "05", "06"} <= set(collected.missing)
        assert {each.state for each in round_status(later, collected, BEFORE).prefectures} == {"not_returned"}
        assert to_be_asked(later, collected) == []


def test_a_form_that_was_filled_in_is_a_return_whatever_was_generated(workspace: Path) -> None:
    survey = open_survey(workspace)
    write_whole(form_path(survey, "05"), draw(survey, Form("05", "ja")))
    write_whole(survey.submissions / "a.xlsx", form())
    (each,) = collect(survey, [survey.submissions]).submissions
    assert (each.status, each.prefecture_code) == ("accepted", "05")
