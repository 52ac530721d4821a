"""`survey-tool mail` writes drafts without a server, sends by one only when asked, and tells both in words and exit codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from survey_tool.form.generate import form_path
from survey_tool.form.workbook import draw
from survey_tool.post.record.history import history_of, record_path
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.reference.workspace import write_whole
from survey_tool.settings.mail_server import PASSWORD_VARIABLE, USER_VARIABLE
from tests.commands import Done, command
from tests.forms import case_of, filled, the_survey
from tests.mailserver import PASSWORD, USER, Certificate, MailServer, running
from tests.postbag import ready_to_send, recorded, sent_form

CODES = ("01", "13", "47")


@pytest.fixture(scope="module")
def server(certificate: Certificate) -> Iterator[MailServer]:
    with running(certificate) as mail:
        yield mail


@pytest.fixture
def survey(tmp_path: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> Survey:
    """A round with forms and contacts for three prefectures, and a mail server that has received nothing yet."""
    server.forget()
    monkeypatch.setenv(USER_VARIABLE, USER)
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    return ready_to_send(tmp_path, server.settings, CODES)


def mail(survey: Survey, *arguments: str, lang: str = "en") -> Done:
    return command("mail", "invite", *arguments, workspace=survey.workspace, lang=lang)


def letters(survey: Survey) -> dict[str, str]:
    return {id: line.what for id, line in history_of(survey).letters.items()}


def test_without_smtp_nothing_is_sent_and_who_lacks_what_is_named(survey: Survey, server: MailServer) -> None:
    form_path(survey, "47").unlink()
    done = mail(survey)
    assert done.code == 2, "44 prefectures have no contact, Okinawa no form"
    about_days, about_contacts, about_forms = done.err.splitlines()
    assert about_days.startswith(
        "Days in the settings (survey.toml) do not lie in the year of the round (2026) or the next: "
    )
    assert about_contacts.startswith("No addressee in the list of contacts (contacts.csv): Aomori, Iwate, ")
    assert about_forms == "No form to send. Write it first (survey-tool generate): Okinawa, the 44 named above"
    assert mail(survey, lang="ja").err.splitlines()[2] == (
        "送付する調査票がないため作成していません。先に調査票を作成してください（survey-tool generate）：沖縄県、上記の44団体"
    )
    assert done.out.splitlines()[0] == f"Drafts written: 2, in {survey.workspace / 'mail' / '2026' / 'invite'}"
    assert done.out.splitlines()[1] == "  new: 01_hokkaido.eml, 13_tokyo.eml"
    assert done.out.splitlines()[-1] == (
        "Open each file, look it through and send it. Then note that it was sent: survey-tool record sent invite."
    )
    assert server.received == []
    assert letters(survey) == {}
    again = mail(survey).out.splitlines()
    assert again[1] == "  the same as before: 01_hokkaido.eml, 13_tokyo.eml"
    assert again[-1].endswith(
        "What is the same as before need not be sent twice. Then note that it was sent: survey-tool record sent invite."
    )


def test_a_dry_run_asks_about_everyone_and_sends_nothing(survey: Survey, server: MailServer) -> None:
    done = mail(survey, "--smtp", "--dry-run")
    assert "Tokyo: ready to be sent (to joho@pref13.example.lg.jp)." in done.out
    assert done.out.splitlines()[-1] == "Rehearsed: would be sent 3, sent before 0, would not be sent 0."
    assert (server.received, letters(survey)) == ([], {})


def test_each_is_sent_once_however_often_the_command_is_run(survey: Survey, server: MailServer) -> None:
    done = mail(survey, "--smtp")
    assert done.out.splitlines()[-1] == "Sent 3, sent before 0, not sent 0."
    assert len(server.received) == 3
    again = mail(survey, "--smtp", lang="ja")
    assert again.out.splitlines()[-1] == "送信0件、送信済み3件、未送信0件"
    assert len(server.received) == 3
    assert mail(survey, "--smtp", "--number", "2").out.splitlines()[-1] == "Sent 3, sent before 0, not sent 0."
    assert len(server.received) == 6
    assert set(letters(survey)) == {f"2026-invite-{code}-{number}" for code in CODES for number in (1, 2)}


def test_a_refusal_ends_with_3_and_says_what_to_do(survey: Survey, server: MailServer) -> None:
    server.refuse["joho@pref13.example.lg.jp"] = "550 no such user"
    done = mail(survey, "--smtp")
    assert done.code == 3
    assert "Tokyo: The mail server refused the addressee joho@pref13.example.lg.jp (550 no such user)." in done.err
    assert done.out.splitlines()[-1] == "Sent 2, sent before 0, not sent 1."
    assert done.err.splitlines()[-1] == "Not sent to: Tokyo"
    assert [each.recipients for each in server.received] == [
        ("joho@pref01.example.lg.jp",),
        ("joho@pref47.example.lg.jp",),
    ]


@pytest.mark.slow
def test_what_may_have_been_sent_is_decided_by_a_person(survey: Survey, server: MailServer) -> None:
    recorded(survey, "sending", "2026-invite-13-1")
    done = mail(survey, "--smtp")
    assert done.code == 3
    assert "(--assume-sent 2026-invite-13-1 if it arrived, --resend 2026-invite-13-1 if not)." in done.err
    assert server.received == []

    done = mail(survey, "--smtp", "--assume-sent", "2026-invite-13-1")
    assert done.out.splitlines()[-1] == "Sent 2, sent before 1, not sent 0."
    assert letters(survey)["2026-invite-13-1"] == "sent"
    assert mail(survey, "--smtp", "--resend", "2026-invite-99-1").code == 3


def test_a_list_of_contacts_must_be_there(survey: Survey) -> None:
    (survey.workspace / "contacts.csv").unlink()
    done = mail(survey)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"There is no list of contacts ({survey.workspace / 'contacts.csv'}).")


def test_a_mistake_in_the_contacts_or_texts_is_told_before_anything_is_written(survey: Survey) -> None:
    contacts = survey.workspace / "contacts.csv"
    good = contacts.read_text(encoding="utf-8")
    contacts.write_text(good.replace("joho@pref13", "joho pref13"), encoding="utf-8")
    done = mail(survey)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(
        'contacts.csv, line 3 (Tokyo, 情報課), "email": "joho pref13.example.lg.jp" cannot be used.'
    )

    contacts.write_text(good, encoding="utf-8")
    letters = survey.workspace / "letters"
    letters.mkdir()
    (letters / "invite_ja.txt").write_text("件名\n\n〔回答の期限〕\n", encoding="utf-8")
    done = mail(survey)
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[-1].startswith("invite_ja.txt, line 3: Nothing is called 〔回答の期限〕.")
    assert not (survey.workspace / "mail" / "2026" / "invite").exists()


@pytest.mark.parametrize("arguments", [(), ("--smtp",)])
def test_nobody_is_invited_to_answer_by_a_day_that_is_over(
    survey: Survey, server: MailServer, arguments: tuple[str, ...]
) -> None:
    settings = survey.workspace / "survey.toml"
    text = settings.read_text(encoding="utf-8").replace("deadline = 2099-12-11", "deadline = 2026-01-09", 1)
    settings.write_text("sent_on = 2026-01-05\n" + text, encoding="utf-8")
    for language, told in (
        (
            "ja",
            "survey.toml 2行目「deadline」：2026-01-09を過ぎています。新しい回答期限を指定してください。\n",
        ),
        (
            "en",
            'survey.toml, line 2, "deadline": 2026-01-09 is over. Give the day by which replies are wanted.\n',
        ),
    ):
        done = mail(survey, *arguments, lang=language)
        assert (done.code, done.out, done.err) == (2, "", told)
    assert server.received == []


@pytest.mark.slow
def test_contacts_that_reach_nobody_are_pointed_out(survey: Survey) -> None:
    assert "secretariat." not in mail(survey).err
    settings = survey.workspace / "survey.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("phone", "#phone"), encoding="utf-8")
    assert mail(survey, lang="ja").err.splitlines()[0] == (
        "事務局について、見本のまま又は空欄の項目があります（担当者又は担当係（secretariat.person）、電話番号（secretariat.phone））。"
        "調査票とメールに記載されるため、設定（survey.toml）を修正し、もう一度実行してください。"
    )
    told = (
        "What is said of the secretariat is still the example, or blank (the person or desk to ask (secretariat.person), telephone "
        "(secretariat.phone)). Forms and letters name them: change the settings (survey.toml) and run this again."
    )
    assert mail(survey).err.splitlines()[0] == told
    assert told in command("generate", "--prefecture", "14", workspace=survey.workspace, lang="en").err


def test_a_record_that_cannot_be_read_is_told(survey: Survey) -> None:
    record_path(survey).write_text("not a line of ours\n", encoding="utf-8")
    done = command("mail", "remind", workspace=survey.workspace, lang="en")
    assert done.code == 3
    assert done.err.splitlines() == [
        "Lines of the record (record.csv) cannot be read. What they tell is not in what follows.",
        'record.csv, line 1, "at, round, prefecture, what, subject": This column is missing. '
        "The first line must name these columns: at, round, prefecture, what, subject.",
        "Nothing is written before it is known what was sent to whom.",
    ]


def swap(survey: Survey, one: str, other: str) -> None:
    first, second = form_path(survey, one), form_path(survey, other)
    here, there = first.read_bytes(), second.read_bytes()
    first.write_bytes(there)
    second.write_bytes(here)


def test_forms_that_were_swapped_go_to_nobody(survey: Survey, server: MailServer) -> None:
    swap(survey, "13", "47")
    for arguments in ((), ("--smtp",)):
        done = mail(survey, *arguments)
        told = next(line for line in done.err.splitlines() if line.startswith("Not written, because what lies there"))
        assert told == (
            "Not written, because what lies there is not the workbook that belongs to the letter: "
            "Tokyo (joint-procurement_2026_13_tokyo.xlsx is the form of Okinawa), "
            "Okinawa (joint-procurement_2026_47_okinawa.xlsx is the form of Tokyo)"
        )
    assert "東京都（joint-procurement_2026_13_tokyo.xlsxは沖縄県の調査票）" in mail(survey, lang="ja").err
    assert [each.recipients for each in server.received] == [("joho@pref01.example.lg.jp",)]
    lying = sorted(path.name for path in (survey.workspace / "mail" / "2026" / "invite").iterdir())
    assert lying == ["01_hokkaido", "01_hokkaido.eml"]


@pytest.mark.parametrize("content", [b"", b"a form", sent_form("13")[:-200], sent_form("13", "2025")])
def test_what_is_no_form_of_this_round_as_it_was_drawn_goes_to_nobody(survey: Survey, content: bytes) -> None:
    form_path(survey, "13").write_bytes(content)
    done = mail(survey)
    told = (
        "Tokyo (joint-procurement_2026_13_tokyo.xlsx is a form of the round 2025)"
        if content == sent_form("13", "2025")
        else "has been saved by somebody since it was drawn, or is none of ours: Tokyo"
    )
    assert told in done.err
    assert "13_tokyo" not in done.out


@pytest.mark.slow
def test_doubtful_answers_are_asked_about_once_by_the_server_too(survey: Survey, server: MailServer) -> None:
    paper = filled("13")
    paper.type("cases", "initial_cost", 99_000_000, case_of("13", 1))
    write_whole(survey.submissions / "13.xlsx", draw(the_survey(), paper.form()))
    arguments = ("ask", "東京都", "--smtp")
    assert command("mail", *arguments, "--dry-run", workspace=survey.workspace).code == 0
    assert [line.what for line in history_of(survey).lines] == ["generated", "arrived"], "a rehearsal notes nothing"
    done = command("mail", *arguments, workspace=survey.workspace)
    assert done.out.splitlines()[-1] == "送信1件、送信済み0件、未送信0件"
    (sent,) = server.received
    assert sent.recipients == ("joho@pref13.example.lg.jp",)
    listed, begun, ended = [line for line in history_of(survey).lines if line.what not in ("generated", "arrived")]
    assert (listed.what, begun.what, ended.what) == ("listed", "sending", "sent")
    assert listed.subject.startswith(f"{ended.subject} 13-2026-01 magnitude initial_cost "), "told before it was sent"
    again = command("mail", *arguments, workspace=survey.workspace)
    assert again.out.splitlines()[-1] == "送信0件、送信済み0件、未送信0件"
    assert len(server.received) == 1


STALE = (
    "送付する調査票の記載が現在と異なるため、作成していません。先に調査票を作成し直してください"
    "（survey-tool generate。前回の回答を転記している場合は、--previous も指定）。"
)


@pytest.mark.slow
def test_a_form_that_says_what_is_no_longer_so_goes_to_nobody(survey: Survey, server: MailServer) -> None:
    with_settings(survey, "deadline = 2099-12-11", "deadline = 2099-12-14")
    with_settings(survey, "03-1111-2222", "03-3333-4444")
    for arguments in ((), ("--smtp",)):
        done = mail(survey, *arguments, lang="ja")
        told = done.err.splitlines()
        assert done.code == 2
        assert told[told.index(STALE) + 1 : told.index(STALE) + 3] == [
            "  回答期限：調査票は2099年12月11日（金）、現在は2099年12月14日（月）（北海道、東京都、沖縄県）",
            "  電話番号：調査票は03-1111-2222、現在は03-3333-4444（北海道、東京都、沖縄県）",
        ]
    assert server.received == []
    assert list((survey.workspace / "mail" / "2026" / "invite").iterdir()) == []
    english = mail(survey).err
    assert (
        "Not written, because the forms to be sent do not say what is so now. Write them anew first (survey-tool generate"
        in english
    )
    assert "  Telephone: 03-1111-2222 in the form, 03-3333-4444 now (Hokkaido, Tokyo, Okinawa)\n" in english

    assert command("generate", "--prefecture", "13", workspace=survey.workspace).code == 0
    assert "  new: 13_tokyo.eml" in mail(survey).out.splitlines()
    assert "（北海道、沖縄県）" in mail(survey, lang="ja").err


def test_a_later_deadline_of_one_prefecture_makes_its_form_stale_alone(survey: Survey) -> None:
    command("record", "extend", "東京都", "2099-12-21", workspace=survey.workspace)
    done = mail(survey, lang="ja")
    assert "  回答期限：調査票は2099年12月11日（金）、現在は2099年12月21日（月）（東京都）" in done.err.splitlines()
    assert sorted(path.name for path in (survey.workspace / "mail" / "2026" / "invite").glob("*.eml")) == [
        "01_hokkaido.eml",
        "47_okinawa.eml",
    ]
    shown = command("status", workspace=survey.workspace).out.splitlines()
    assert (
        "  survey-tool generate --prefecture 13　調査票の記載が現在と異なります（回答期限：調査票は2099年12月11日（金）、"
        "現在は2099年12月21日（月）（東京都））。メールに添付する前に作成し直します。"
    ) in shown
    english = command(workspace=survey.workspace, lang="en").out.splitlines()
    assert (
        "  survey-tool generate --prefecture 13  Forms do not say what is so now (Deadline: 2099年12月11日（金） in the form, "
        "2099年12月21日（月） now (Tokyo)). Write them anew before they are sent."
    ) in english


def test_data_and_limits_that_a_form_asks_by_count_too(survey: Survey) -> None:
    form_path(survey, "13").write_bytes(sent_form("13", survey=survey, limits="0" * 12))
    assert (
        "  記入内容を確認する基準：作成した後に変更されています（東京都）" in mail(survey, lang="ja").err.splitlines()
    )
    form_path(survey, "13").write_bytes(sent_form("13", survey=survey, data="0" * 12))
    told = "  Data files (choices, municipalities …): changed since it was written (Tokyo)"
    assert told in mail(survey).err.splitlines()


def with_settings(survey: Survey, old: str, new: str) -> None:
    settings = survey.workspace / "survey.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_nothing_is_sent_with_the_examples_of_a_new_round(survey: Survey, server: MailServer) -> None:
    contacts = survey.workspace / "contacts.csv"
    good = contacts.read_text(encoding="utf-8")
    contacts.write_text(good.replace("@pref13.", "@pref."), encoding="utf-8")
    done = mail(survey, "--smtp")
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[-1] == (
        "Nothing was sent, because the list of contacts (contacts.csv) holds addresses of the examples (joho@pref.example.lg.jp). "
        "Put the real ones there and send again."
    )
    contacts.write_text(good, encoding="utf-8")
    with_settings(survey, "phone", "#phone")
    done = mail(survey, "--smtp", lang="ja")
    assert (done.code, done.out, done.err) == (
        2,
        "",
        "担当者又は担当係（secretariat.person）、電話番号（secretariat.phone）が見本のまま又は空欄のため、送信していません。"
        "設定（survey.toml）を修正し、もう一度送信してください。\n",
    )
    assert server.received == []
    assert letters(survey) == {}


def drafted_lines(survey: Survey) -> list[tuple[str, str, str]]:
    return [(each.what, each.subject, each.detail) for each in history_of(survey).lines]


def test_what_is_drafted_is_in_the_record_once(survey: Survey) -> None:
    mail(survey)
    expected = [
        ("generated", "", "3"),
        ("drafted", "2026-invite-01-1", "01_hokkaido.eml"),
        ("drafted", "2026-invite-13-1", "13_tokyo.eml"),
        ("drafted", "2026-invite-47-1", "47_okinawa.eml"),
    ]
    assert drafted_lines(survey) == expected
    mail(survey)
    assert drafted_lines(survey) == expected, "nothing is written down twice"


LOST = (
    "The record (record.csv) does not tell of letters that went out, or of forms or drafts that were written: it may be lost, or an "
    "older copy may stand in its place."
)


@pytest.mark.slow
@pytest.mark.parametrize("by_hand", [False, True])
def test_after_the_record_was_deleted_nothing_is_sent_again(
    survey: Survey, server: MailServer, *, by_hand: bool
) -> None:
    mail(survey, *(() if by_hand else ("--smtp",)))
    sent = len(server.received)
    record_path(survey).unlink()

    done = mail(survey, "--smtp")
    assert done.code == 3
    assert f"{LOST} Nothing was sent, because it is not known whether these were written to before: " in done.err
    assert "Hokkaido, Tokyo, Okinawa." in done.err
    assert LOST in mail(survey).err
    assert LOST in mail(survey).err, "writing drafts ends no doubt"
    assert LOST in command("generate", "--prefecture", "13", workspace=survey.workspace, lang="en").err
    assert mail(survey, "--smtp").code == 3
    assert len(server.received) == sent

    assert command("record", "sent", "invite", "13", workspace=survey.workspace, lang="en").code == 0
    done = mail(survey, "--smtp", "--resend", "all")
    assert done.out.splitlines()[-1] == "Sent 2, sent before 1, not sent 0."
    assert len(server.received) == sent + 2


def test_a_record_that_is_restored_ends_the_doubt(survey: Survey, server: MailServer) -> None:
    mail(survey, "--smtp")
    kept = record_path(survey).read_bytes()
    record_path(survey).unlink()
    assert mail(survey, "--smtp").code == 3
    record_path(survey).write_bytes(kept)
    assert mail(survey, "--smtp").out.splitlines()[-1] == "Sent 0, sent before 3, not sent 0."
    assert len(server.received) == 3


@pytest.mark.slow
@pytest.mark.parametrize(("drafted", "by_hand"), [(False, False), (True, False), (True, True)])
def test_after_an_older_copy_of_the_record_was_put_back_nothing_is_sent_again(
    survey: Survey, server: MailServer, *, drafted: bool, by_hand: bool
) -> None:
    """The older one knows of the drafts where there were any, so that only what went out is missing in it."""
    if drafted:
        mail(survey)
    older = record_path(survey).read_bytes()
    if by_hand:
        command("record", "sent", "invite", *CODES, workspace=survey.workspace, lang="en")
    else:
        mail(survey, "--smtp")
    newer, sent = record_path(survey).read_bytes(), len(server.received)
    assert letters(survey) == {f"2026-invite-{code}-1": "sent" for code in CODES}
    record_path(survey).write_bytes(older)

    done = mail(survey, "--smtp")
    assert (done.code, len(server.received)) == (3, sent)
    assert f"{LOST} Nothing was sent, because it is not known whether these were written to before: " in done.err
    assert "記録が失われたか、古い控えに置き換わった可能性があります。" in mail(survey, lang="ja").err
    assert LOST in command("generate", "--prefecture", "13", workspace=survey.workspace, lang="en").err
    assert mail(survey, "--smtp").code == 3, "writing drafts and forms ends no doubt"

    record_path(survey).write_bytes(newer)
    assert mail(survey, "--smtp").out.splitlines()[-1] == "Sent 0, sent before 3, not sent 0."

    record_path(survey).write_bytes(older)
    assert command("record", "sent", "invite", "13", workspace=survey.workspace, lang="en").code == 0
    assert mail(survey, "--smtp", "--resend", "all").out.splitlines()[-1] == "Sent 2, sent before 1, not sent 0."
    done = mail(survey, "--smtp")
    assert done.out.splitlines()[-1] == "Sent 0, sent before 3, not sent 0.", "then it is known of every letter"
    assert LOST not in done.err


def test_what_was_taken_back_or_saved_by_excel_is_no_older_copy(survey: Survey, server: MailServer) -> None:
    command("record", "sent", "invite", "13", workspace=survey.workspace, lang="en")
    assert command("record", "undo", str(len(history_of(survey).every_line)), workspace=survey.workspace).code == 0
    saved = record_path(survey).read_text("utf-8-sig").replace('"', "").encode("cp932")
    record_path(survey).write_bytes(saved)
    done = mail(survey, "--smtp")
    assert (done.code, LOST in done.err) == (2, False), "only that 44 prefectures have no contact"
    assert len(server.received) == len(CODES)


def test_forms_are_in_the_record_before_they_are_written(tmp_path: Path) -> None:
    for _ in range(2):
        assert command("generate", "--prefecture", "13", workspace=tmp_path, lang="en").code == 0
        survey = open_survey(tmp_path)
        assert drafted_lines(survey) == [("generated", "", "1")]
        assert LOST not in command("mail", "invite", workspace=tmp_path, lang="en").err
