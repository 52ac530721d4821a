"""`survey-tool record` writes down what no file says, and everything that follows from it follows."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
from time_machine import travel

from survey_tool.form.generate import form_path
from survey_tool.form.workbook import draw
from survey_tool.post.acts import sent_by_hand
from survey_tool.post.incoming.opening import came_back
from survey_tool.post.letters.folders import drafts_folder
from survey_tool.post.record.arrivals import note_arrivals
from survey_tool.post.record.history import history_of
from survey_tool.reference.survey import Survey, open_survey
from tests.commands import Done, command
from tests.drafts import body, drafts
from tests.forms import case_of, filled, the_survey
from tests.mails import eml


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    """A round whose deadline is far, with contacts and forms of two prefectures."""
    (tmp_path / "survey.toml").write_text(
        "deadline = 2099-12-11\nsecond_deadline = 2099-12-18\n"
        '[secretariat]\nname = { ja = "調査事務局", en = "Survey office" }\n'
        'phone = "03-1111-2222"\nemail = "desk@example.lg.jp"\nreturn_address = "desk@example.lg.jp"\n',
        encoding="utf-8",
    )
    (tmp_path / "contacts.csv").write_text(
        "prefecture_code,department,person,email,kind\n"
        "13,情報課,,joho@pref13.example.lg.jp,to\n14,情報課,,joho@pref14.example.lg.jp,to\n",
        encoding="utf-8",
    )
    found = open_survey(tmp_path)
    found.submissions.mkdir(parents=True)
    return found


def record(survey: Survey, *arguments: str | Path, lang: str = "en") -> Done:
    return command("record", *arguments, workspace=survey.workspace, lang=lang)


def run(survey: Survey, *arguments: str) -> Done:
    return command(*arguments, workspace=survey.workspace, lang="en")


def told(survey: Survey) -> list[tuple[str, str, str]]:
    return [(line.what, line.prefecture, line.subject) for line in history_of(survey).lines]


def doubtful(survey: Survey, amount: int) -> Path:
    """A return with an annual cost that is unusual."""
    paper = filled("13")
    paper.type("cases", "annual_cost", amount, case_of("13", 1))
    path = survey.submissions / "東京都.xlsx"
    path.write_bytes(draw(the_survey(), paper.form()))
    return path


def warnings(survey: Survey) -> list[tuple[str, str, bool]]:
    (found,) = run(survey, "validate", "--no-corrections", "--json", "-").json["submissions"]
    return [
        (each["code"], each["key"], each["confirmed"]) for each in found["findings"] if each["severity"] == "warning"
    ]


def test_letters_sent_by_hand_are_those_of_the_drafts(survey: Survey) -> None:
    assert record(survey, "sent", "invite").err.startswith("There is no draft of invite. Name the prefectures")
    assert record(survey, "sent", "invite").code == 2
    with travel(dt.datetime(2026, 11, 20, 9).astimezone()):
        run(survey, "generate", "--prefecture", "13", "--prefecture", "14")
        run(survey, "mail", "invite")
    assert len(list(drafts_folder(survey, "invite").glob("*.eml"))) == 2
    assert record(survey, "sent", "invite", "東京都", "--on", "2026/11/24").out == "Written down: 1.\n"
    *written, by_hand = history_of(survey).lines
    assert [line.what for line in written] == ["generated", "drafted", "drafted"]
    assert (by_hand.what, by_hand.subject) == ("sent", "2026-invite-13-1")
    assert by_hand.at.date() == dt.date(2026, 11, 24)
    missing = record(survey, "sent", "invite", "15")
    assert (missing.code, missing.err) == (2, "No draft of invite: Niigata.\n")
    assert record(survey, "sent", "invite").out == "Written down: 1.\n"
    assert told(survey)[4:] == [("sent", "14", "2026-invite-14-1")]
    assert record(survey, "sent", "invite", lang="ja").out == "既に記録されています。\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("26/11/24", '"26/11/24" is no day'),
        ("1-1-1", '"1-1-1" is no day'),
        (
            "2099-12-01",
            "That day (2099-12-01) is still to come (today is 2026-11-30): nothing can have gone out on it.",
        ),
        (
            "2025-11-24",
            "That day (2025-11-24) lies before the one on which the draft was written (2026-11-24): it cannot have gone out on it (Tokyo).",
        ),
    ],
)
def test_no_letter_went_out_on_a_day_that_is_a_slip(survey: Survey, day: str, told: str) -> None:
    """Whoever was reminded in 2099 would not be reminded again before; who was in 2025, at once."""
    for then in (24, 26):  # written again, they are not younger
        with travel(dt.datetime(2026, 11, then, 9).astimezone()):
            run(survey, "generate", "--prefecture", "13")
            run(survey, "mail", "invite")
    with travel(dt.datetime(2026, 11, 30, 9).astimezone(), tick=False):
        done = record(survey, "sent", "invite", "13", "--on", day)
    assert (done.code, told in done.err) == (2, True), done.err
    assert [line.what for line in history_of(survey).lines] == ["generated", "drafted"]


def test_a_letter_that_two_note_as_sent_at_once_was_sent_once(survey: Survey) -> None:
    history, letters = history_of(survey), [("13", "2026-invite-13-1")]
    assert len(sent_by_hand(survey, history, "invite", letters)) == 1
    assert sent_by_hand(survey, history, "invite", letters) == (), "by whom has read the record before"
    assert told(survey) == [("sent", "13", "2026-invite-13-1")]


@pytest.mark.slow
def test_an_extension_is_the_deadline_of_that_prefecture_alone(survey: Survey) -> None:
    assert record(survey, "extend", "13", "2099-12-11").err == (
        "The extended deadline (2099-12-11) is not after that of the round (2099-12-11).\n"
    )
    assert record(survey, "extend", "東京都", "2099/12/25").out == "Written down: 1.\n"
    assert record(survey, "extend", "13", "2099-12-25").out == "It was written down before.\n"
    assert told(survey) == [("extended", "13", "2099-12-25")]
    run(survey, "generate", "--prefecture", "13", "--prefecture", "14")
    days = {
        code: {str(cell.value) for row in openpyxl.load_workbook(form_path(survey, code))["はじめに"] for cell in row}
        for code in ("13", "14")
    }
    assert any("2099年12月25日" in each for each in days["13"])
    assert not any("2099年12月11日" in each for each in days["13"])
    assert any("2099年12月11日" in each for each in days["14"])
    lines = {
        each["prefecture"]: each["extended_to"] for each in run(survey, "status", "--json", "-").json["prefectures"]
    }
    assert (lines["13"], lines["14"]) == ("2099-12-25", None)
    assert "(until 2099-12-25)" in run(survey, "status").out
    run(survey, "mail", "invite")
    letters = drafts(drafts_folder(survey, "invite"))
    assert "12月25日" in body(letters["13"])
    assert "12月11日" in body(letters["14"])


@pytest.mark.slow
def test_a_confirmed_answer_is_asked_about_again_only_when_it_changes(survey: Survey) -> None:
    doubtful(survey, 9_000_000)
    (before,) = warnings(survey)
    code, key, _ = before
    assert before[2] is False
    assert record(survey, "confirm", "13-2026-09", code).err == (
        f"There is no answer to check at 13-2026-09 of that kind ({code}). "
        f"What can be confirmed: 13-2026-01 {code} {key} (Annual cost).\n"
    )
    assert record(survey, "confirm", "13-2026-01", code, key, "--because", "電話で確認").out == "Written down: 1.\n"
    assert warnings(survey) == [(code, key, True)]
    assert record(survey, "confirm", "13-2026-01", code).out == "It was written down before.\n"
    assert len(told(survey)) == 2, "it arrived and was confirmed, each once"
    assert "to check" not in run(survey, "validate", "--no-corrections").out.partition("Files")[0]
    assert "(confirmed)" in run(survey, "validate", "--no-corrections", "--all").out
    doubtful(survey, 9_500_000)
    assert warnings(survey) == [(code, key, False)]


@pytest.mark.slow
def test_an_error_cannot_be_confirmed(survey: Survey) -> None:
    paper = filled("13")
    paper.type("cases", "name", None, case_of("13", 1))
    (survey.submissions / "13.xlsx").write_bytes(draw(the_survey(), paper.form()))
    done = record(survey, "confirm", "13-2026-01", "required")
    assert (done.code, done.err) == (
        2,
        "required at 13-2026-01 is an error: it cannot be confirmed. Ask for a corrected form.\n",
    )


@pytest.mark.slow
def test_a_file_whose_move_was_interrupted_is_told_of_once(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is written first: whoever stops in between finds the file where it was, and does the same again."""
    path = survey.submissions / "13.xlsx"
    path.write_bytes(draw(the_survey(), filled("13").form()))

    def power_cut(*_: object) -> None:
        raise KeyboardInterrupt

    for act, name in (("set-aside", "13.xlsx"), ("take-back", "13.xlsx"), ("set-aside", "13.xlsx")):
        with monkeypatch.context() as patched:
            patched.setattr(Path, "rename", power_cut)
            assert record(survey, act, name).code == 130
        assert record(survey, act, name).code == 0
    assert [each[0] for each in told(survey) if each[0] != "arrived"] == ["set-aside", "taken-back", "set-aside"]
    assert (survey.submissions / "set-aside" / "13.xlsx").is_file()


def test_two_who_look_at_once_note_an_arrival_once(survey: Survey) -> None:
    (survey.submissions / "13.xlsx").write_bytes(draw(the_survey(), filled("13").form()))
    history = history_of(survey)
    collected = came_back(survey, history)
    for _ in range(2):
        assert note_arrivals(survey, collected, history)
    assert [each[0] for each in told(survey)] == ["arrived"]


@pytest.mark.slow
def test_what_came_in_an_archive_with_others_is_set_aside_with_all_of_them_only_if_that_is_said(survey: Survey) -> None:
    archive = survey.submissions / "東京都.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("調査票.xlsx", draw(the_survey(), filled("13").form()))
        packed.writestr("送付書.txt", "送付します。")
    for named in (archive, archive.name, archive / "送付書.txt", f"{archive.name}/送付書.txt"):
        done = record(survey, "set-aside", named)
        assert done.code == 2
        assert "東京都.zip/調査票.xlsx (Accepted)" in done.err
        assert "record set-aside --whole" in done.err
        assert archive.is_file()
    assert record(survey, "set-aside", "--whole", f"{archive.name}/送付書.txt").code == 0
    assert (survey.submissions / "set-aside" / archive.name).is_file()


@pytest.mark.slow
def test_a_file_is_set_aside_and_taken_back_and_nothing_is_overwritten(survey: Survey) -> None:
    path = doubtful(survey, 100)
    content = path.read_bytes()
    aside = survey.submissions / "set-aside" / path.name
    assert record(survey, "set-aside", path).code == 0
    assert (path.exists(), aside.read_bytes()) == (False, content)
    doubtful(survey, 200)
    taken = record(survey, "set-aside", path.name)
    assert taken.code == 3
    assert "A file of that name is there already" in taken.err
    assert aside.read_bytes() == content
    path.unlink()
    assert record(survey, "take-back", path.name).code == 0
    assert path.read_bytes() == content
    assert [each[0] for each in told(survey) if each[0] != "arrived"] == ["set-aside", "taken-back"]
    elsewhere = survey.workspace / "contacts.csv"
    assert record(survey, "set-aside", elsewhere).code == 2
    assert elsewhere.exists()


@pytest.mark.slow
def test_whose_a_file_is_is_settled_by_a_person(survey: Survey) -> None:
    path = survey.submissions / "大阪府.xlsx"
    path.write_bytes(draw(the_survey(), filled("13").form()))

    def judged() -> tuple[str, str, list[str]]:
        (each,) = run(survey, "validate", "--no-corrections", "--json", "-").json["submissions"]
        return each["prefecture"], each["status"], [found["code"] for found in each["findings"]]

    assert judged() == ("13", "needs_correction", ["prefecture-mismatch"])
    record(survey, "owner", path, "13")
    assert judged() == ("13", "accepted", [])
    record(survey, "undo", "2")
    record(survey, "owner", path.name, "大阪府")
    assert judged() == ("27", "unreadable", ["form-of-another-prefecture"])


@pytest.mark.slow
def test_whose_a_form_in_a_mail_is_is_settled_by_the_name_that_is_shown(survey: Survey) -> None:
    own, other = draw(the_survey(), filled("13").form()), draw(the_survey(), filled("14").form())
    mail = eml({"調査票.xlsx": own, "二.xlsx": other}, sender="課 <joho@pref.osaka.lg.jp>", subject="回答")
    (survey.submissions / "m.eml").write_bytes(mail.as_bytes())

    def judged() -> dict[str, tuple[str, list[str]]]:
        files = run(survey, "validate", "--no-corrections", "--json", "-").json["submissions"]
        return {each["file"]: (each["status"], [found["code"] for found in each["findings"]]) for each in files}

    doubtful = ("needs_correction", ["prefecture-mismatch"])
    fine: tuple[str, list[str]] = ("accepted", [])
    assert judged() == {"m.eml/調査票.xlsx": doubtful, "m.eml/二.xlsx": doubtful}
    assert record(survey, "owner", "m.eml/調査票.xlsx", "13").code == 0
    assert judged() == {"m.eml/調査票.xlsx": fine, "m.eml/二.xlsx": doubtful}
    assert record(survey, "owner", survey.submissions / "m.eml", "14").code == 0, "a later line counts"
    assert judged() == {
        "m.eml/調査票.xlsx": ("unreadable", ["form-of-another-prefecture"]),
        "m.eml/二.xlsx": fine,
    }
    assert record(survey, "owner", "m.eml/三.xlsx", "13").code == 2


def test_the_record_is_shown_and_a_line_taken_back(survey: Survey) -> None:
    assert record(survey, "show").out == "Nothing was written down yet.\n"
    record(survey, "note", "13", "=電話")
    record(survey, "extend", "14", "2099-12-25")
    assert [line.split()[:4] for line in record(survey, "show", lang="ja").out.splitlines()[1:]] == [
        ["1", *record(survey, "show").out.splitlines()[1].split()[1:3], "東京都"],
        ["2", *record(survey, "show").out.splitlines()[2].split()[1:3], "神奈川県"],
    ]
    assert record(survey, "undo", "2").out == "Taken back: extended 2099-12-25\n"
    assert record(survey, "undo", "2").err == "Line 2 was taken back already.\n"
    assert record(survey, "undo", "3").err == "Line 3 takes another back; it cannot be taken back itself.\n"
    assert record(survey, "undo", "9").err == "The record has no line 9.\n"
    assert "extended (taken back)" in record(survey, "show", "14").out
    assert told(survey) == [("noted", "13", "")]


@pytest.mark.slow
def test_what_came_is_written_down_once(survey: Survey) -> None:
    path = doubtful(survey, 100)
    for _ in range(2):
        run(survey, "status")
    assert [each[:2] for each in told(survey)] == [("arrived", "13")]
    path.rename(path.with_name("b.xlsx"))
    run(survey, "validate", "--no-corrections")
    assert len(told(survey)) == 1, "the same content under another name did not come again"


@pytest.mark.parametrize(
    ("arguments", "err"),
    [
        (("extend", "13", "tomorrow"), '"tomorrow" is no day such as 2026-12-25.'),
        (("allow-copy", "13", "@pref"), '"@pref" is no domain such as pref.example.lg.jp.'),
        (("owner", "nowhere.xlsx", "13"), 'There is no "'),
        (("note", "48", "x"), 'There is no prefecture "48".'),
    ],
)
def test_what_makes_no_sense_is_told_and_not_written(survey: Survey, arguments: tuple[str, ...], err: str) -> None:
    done = record(survey, *arguments)
    assert (done.code, done.err.startswith(err)) == (2, True), done.err
    assert told(survey) == []


def test_a_record_that_cannot_be_written_is_told(survey: Survey) -> None:
    (survey.workspace / "record.csv").mkdir()
    done = record(survey, "note", "13", "x")
    assert done.code == 3
    assert done.err.startswith("The record record.csv cannot be read or written")
