"""Which letters the secretariat gets for what really lies in its folders, with what they say and bring."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from time_machine import travel

from survey_tool.form.generate import form_path
from survey_tool.form.workbook import draw
from survey_tool.intake.redrawing import corrections
from survey_tool.post.acts import sent_by_hand
from survey_tool.post.incoming.opening import came_back, opened
from survey_tool.post.letters.attachments.drawn_forms import form_as_drawn
from survey_tool.post.lost_record import note_generated
from survey_tool.post.record.history import history_of, record_path
from survey_tool.post.record.keeping import append
from survey_tool.post.record.line import Line, line_now
from survey_tool.post.status.whose_turn import not_told_of_extension
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.reference.workspace import write_whole
from tests.commands import Done, command
from tests.drafts import body, drafts
from tests.forms import Paper, case_of, filled, the_survey
from tests.held import held
from tests.mails import eml
from tests.postbag import invited, sent_form


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    """A round whose deadlines are far away, with forms that were sent, and a contact in every prefecture."""
    (tmp_path / "survey.toml").write_text(
        'deadline = 2099-12-11\nsecond_deadline = 2099-12-18\nsent_on = 2026-11-01\nlanguage = "ja"\n'
        '[secretariat]\nname = { ja = "調査事務局", en = "Survey office" }\n'
        'phone = "03-1111-2222"\nemail = "desk@example.lg.jp"\nreturn_address = "desk@example.lg.jp"\n',
        encoding="utf-8",
    )
    found = open_survey(tmp_path)
    rows = ["prefecture_code,department,person,email,kind"]
    note_generated(found, 47)
    for code in found.places.prefectures:
        write_whole(form_path(found, code), sent_form(code, survey=found))
        rows.append(f"{code},情報課,,joho@pref{code}.example.lg.jp,to")
    (tmp_path / "contacts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    invited(found)
    return found


def returned(survey: Survey, name: str, paper: Paper) -> Path:
    """A filled-in form, saved among the submissions."""
    path = survey.submissions / name
    write_whole(path, draw(the_survey(), paper.form()))
    return path


def wrong(code: str) -> Paper:
    """A form in which the name of the first case is missing."""
    paper = filled(code)
    paper.type("cases", "name", None, case_of(code, 1))
    return paper


def draw_plain() -> bytes:
    """A table of somebody's own."""
    book, buffer = Workbook(), BytesIO()
    book.worksheets[0].append(["システム", "団体"])
    book.save(buffer)
    return buffer.getvalue()


def mail(survey: Survey, kind: str, lang: str = "ja", prefectures: Sequence[str] = ()) -> Done:
    return command("mail", kind, *prefectures, workspace=survey.workspace, lang=lang)


def sent(survey: Survey, kind: str, *prefectures: str) -> None:
    """Somebody sent the drafts, and says so."""
    assert command("record", "sent", kind, *prefectures, workspace=survey.workspace).code == 0


def drafts_of(survey: Survey, kind: str) -> dict[str, EmailMessage]:
    """The drafts of a kind by prefecture."""
    return drafts(survey.workspace / "mail" / survey.round.name / kind)


def not_told(survey: Survey) -> list[str]:
    """Who was given longer, and no letter has said so."""
    found, history = opened(survey.workspace)
    assert history
    return not_told_of_extension(found, came_back(found, history), history, dt.date(2026, 12, 2))


@pytest.mark.slow
def test_a_form_under_another_prefectures_name_goes_to_nobody_and_is_said_everywhere(survey: Survey) -> None:
    returned(survey, "香川県.xlsx", wrong("18"))
    asked, reminded = mail(survey, "correct"), mail(survey, "remind")
    told = [
        "どの都道府県の提出かを確認する必要があるため、次のファイルについては作成していません：香川県.xlsx",
        "内容は survey-tool validate で確認できます。",
    ]
    assert asked.err.splitlines() == told
    assert reminded.err.splitlines() == [
        *told,
        "どの都道府県の提出かを確認する必要があるファイルがあるため、督促していません：福井県、香川県",
    ]
    assert asked.out.splitlines()[0] == "送付する相手はいません。"
    assert drafts_of(survey, "correct") == {}
    assert not {"18", "37"} & drafts_of(survey, "remind").keys()
    assert not any((survey.submissions / "corrections").glob("*"))
    assert (
        "  ・どの都道府県の提出かを確認する必要があるファイルがあります（香川県.xlsx）。"
        "内容を確認し、提出元を記録します（survey-tool validate、survey-tool record owner）。"
    ) in command("status", workspace=survey.workspace).out.splitlines()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["correct", pytest.param("remind", marks=pytest.mark.long)])
def test_a_correction_copy_that_somebody_has_changed_is_sent_to_nobody(survey: Survey, kind: str) -> None:
    returned(survey, "01.xlsx", wrong("01"))
    returned(survey, "02.xlsx", wrong("02"))
    assert command("validate", workspace=survey.workspace).code == 1
    assert mail(survey, "correct").code == 0
    sent(survey, "correct")
    changed, _ = sorted((survey.submissions / "corrections").iterdir())
    book = load_workbook(changed)
    book["事例"]["E6"] = "誰かの回答"
    book.save(changed)
    later = dt.timedelta(kind == "remind")  # nobody is reminded on the day of the request
    day = dt.datetime.now().astimezone() + later
    with travel(day):
        done = mail(survey, kind)
    if kind == "correct":
        assert done.code == 2
        assert done.err.splitlines()[0].endswith(f"そのまま残しています：{changed.name}")
        assert done.err.splitlines()[1].endswith("そうでない場合は、削除すると次の実行時に作成し直します。")
        assert done.err.splitlines()[2] == (
            "送付する調査票が作成後に保存されている、又は作成した調査票ではないため作成していません：北海道"
        )
    else:  # what was saved there is an answer that waits, so that nobody is reminded of it
        assert done.code == 0
        assert changed.name in done.out + done.err
    assert "01" not in drafts_of(survey, kind)
    assert "02" in drafts_of(survey, kind)

    changed.unlink()
    with travel(day):
        assert mail(survey, kind).code == 0
    (attached,) = drafts_of(survey, kind)["01"].iter_attachments()
    assert isinstance(attached, EmailMessage)
    assert attached.get_content() == changed.read_bytes()


@pytest.mark.slow
def test_a_return_that_came_after_the_request_is_answered_before_anybody_is_reminded(survey: Survey) -> None:
    returned(survey, "01.xlsx", wrong("01"))
    done = mail(survey, "remind")
    not_asked = (
        "届いたファイルについて修正の依頼を送信した記録がないため、督促していません。修正を依頼するメール（survey-tool mail correct）"
        "を送信し、送信したことを記録してください（survey-tool record sent correct）：北海道"
    )
    assert done.err.splitlines() == [not_asked]
    assert len(drafts_of(survey, "remind")) == 46

    mail(survey, "correct")
    assert mail(survey, "remind").err.splitlines() == [not_asked], "it is drafted, not sent"
    sent(survey, "correct")
    asked_today = "本日連絡を送信したため、督促していません（翌日から督促の対象となります。）：北海道\n"
    assert mail(survey, "remind").err == asked_today, "nobody is reminded on the day on which they were asked"
    assert "01" not in drafts_of(survey, "remind")
    with travel(dt.datetime.now().astimezone() + dt.timedelta(1)):
        assert mail(survey, "remind").err == ""
        assert "修正後の調査票の提出を確認できておりません" in body(drafts_of(survey, "remind")["01"])
        assert len(drafts_of(survey, "remind")) == 47

    (survey.submissions / "01.xlsx").unlink()
    again = wrong("01")
    again.type("cases", "summary", "直したが、名称がない", case_of("01", 1))
    returned(survey, "01 (2).xlsx", again)
    assert mail(survey, "remind").err.endswith("：北海道\n")
    assert "01" not in drafts_of(survey, "remind")
    assert mail(survey, "correct").code == 0
    assert "01 (2).xlsx" in body(drafts_of(survey, "correct")["01"])


@pytest.mark.slow
def test_who_sent_something_else_is_thanked_and_asked_for_the_form(survey: Survey) -> None:
    write_whole(survey.submissions / "群馬県.pdf", b"%PDF-1.7")
    write_whole(survey.submissions / "千葉県" / "一覧.xlsx", draw_plain())
    assert mail(survey, "remind").code == 0
    letters = {code: body(each) for code, each in drafts_of(survey, "remind").items()}
    for code, file in (("10", "群馬県.pdf"), ("12", "一覧.xlsx")):
        assert f"標記調査について、ファイル（{file}）を提出いただき、ありがとうございます。" in letters[code]
        assert "添付の調査票に記入して提出してください。" in letters[code]
        assert "に依頼した標記調査について" not in letters[code]
    assert "に依頼した標記調査について" in letters["13"]
    assert "ありがとうございます" not in letters["13"]

    shown = command("status", workspace=survey.workspace).out.splitlines()
    (gumma,) = (line for line in shown if line.startswith("10 "))
    assert "－ 未提出" in gumma
    assert gumma.endswith("群馬県.pdf")
    assert (
        "  survey-tool mail remind 10　群馬県から調査票以外のファイルが届いています（群馬県.pdf）。"
        "内容を確認し、調査票での提出を求める場合は、督促のメールで依頼します。"
    ) in shown


@pytest.mark.slow
def test_what_is_no_form_is_not_told_any_more_once_the_form_has_come(survey: Survey) -> None:
    write_whole(survey.submissions / "群馬県.pdf", b"%PDF-1.7")
    shown = command("status", workspace=survey.workspace).out
    assert "－ 未提出（調査票以外を受領）" in shown
    assert "調査票ではないファイル：群馬県.pdf" in shown
    returned(survey, "群馬県.xlsx", filled("10"))
    shown = command("status", workspace=survey.workspace).out
    assert "○ 受理" in shown
    assert "調査票以外を受領" not in shown
    assert "群馬県.pdf" not in shown + command(workspace=survey.workspace).out


@pytest.mark.slow
def test_who_sent_something_else_is_asked_for_the_form_though_given_longer(survey: Survey) -> None:
    command("record", "extend", "10", "2099-12-25", workspace=survey.workspace)
    longer = replace(survey, extended={"10": dt.date(2099, 12, 25)})
    write_whole(form_path(survey, "10"), sent_form("10", survey=longer))
    assert mail(survey, "remind", prefectures=["10"]).err.startswith("期限を延長しているため")
    write_whole(survey.submissions / "群馬県.pdf", b"%PDF-1.7")
    assert mail(survey, "remind", prefectures=["10"]).err == ""
    assert "（群馬県.pdf）を提出いただき" in body(drafts_of(survey, "remind")["10"])


@pytest.mark.slow
def test_a_return_among_the_forms_to_be_sent_is_pointed_out_and_its_prefecture_is_not_reminded(survey: Survey) -> None:
    write_whole(survey.templates / "東京都.xlsx", draw(the_survey(), filled("13").form()))
    write_whole(form_path(survey, "14"), draw(the_survey(), filled("14").form()))
    with ZipFile(form_path(survey, "14"), "a") as saved_since:
        saved_since.writestr("docProps/added.xml", b"")
    with ZipFile(survey.templates / "東京都.xlsx", "a") as saved_since:
        saved_since.writestr("docProps/added.xml", b"")
    names = f"{form_path(survey, '14').name}、東京都.xlsx"
    told = (
        f"送付する調査票のフォルダ（{survey.templates}）に、作成した後に保存された調査票又は他のファイルが2件あります（{names}）。"
        f"提出されたものの場合は、{survey.submissions} に移してください（このままでは確認の対象になりません）。"
    )
    for arguments in ((), ("validate",), ("status",), ("mail", "remind")):
        assert told in command(*arguments, workspace=survey.workspace).err.splitlines(), arguments
    assert not {"13", "14"} & drafts_of(survey, "remind").keys()
    assert "15" in drafts_of(survey, "remind")


@pytest.mark.slow
def test_another_reminder_is_due_after_some_days_and_numbered_by_itself(survey: Survey) -> None:
    def on(day: int) -> travel:
        return travel(dt.datetime(2026, 12, day, 9).astimezone(), tick=False)

    with on(1):
        mail(survey, "remind", prefectures=["13"])
        sent(survey, "remind")
    just_reminded = "督促を送信してから3日を経過していないため、督促していません：東京都\n"
    with on(3):
        assert mail(survey, "remind", prefectures=["13"]).err == just_reminded
        assert drafts_of(survey, "remind") == {}
        assert command("mail", "remind", "13", "--number", "2", workspace=survey.workspace).err == ""
        assert "13" in drafts_of(survey, "remind"), "somebody has asked for it"
    with on(4):
        assert mail(survey, "remind", prefectures=["13"]).err == ""
        sent(survey, "remind")
        assert mail(survey, "remind", prefectures=["13"]).err == just_reminded
    ids = [line.subject for line in history_of(survey).lines if "-remind-" in line.subject and line.what == "sent"]
    assert ids == ["2026-remind-13-1", "2026-remind-13-2"]


@pytest.mark.slow
def test_nobody_is_reminded_on_the_day_on_which_a_form_went_out_by_the_clock_of_this_place(survey: Survey) -> None:
    """Of a letter that was noted late in the evening of another place the next day here counts, and of one that gives longer too."""
    told = "本日連絡を送信したため、督促していません（翌日から督促の対象となります。）：沖縄県\n"
    at = dt.datetime(2026, 12, 2, 1).astimezone()
    evening = at.astimezone(dt.timezone((at.utcoffset() or dt.timedelta()) - dt.timedelta(hours=3)))
    append(
        record_path(survey), [Line(at=evening, round="2026", what="sent", prefecture="47", subject="2026-invite-47-2")]
    )
    with travel(dt.datetime(2026, 12, 2, 10).astimezone(), tick=False):
        assert mail(survey, "remind", prefectures=["47"]).err == told
    with travel(dt.datetime(2026, 12, 3, 10).astimezone(), tick=False):
        assert mail(survey, "remind", prefectures=["47"]).err == ""
        append(record_path(survey), [line_now("2026", "sent", "47", "2026-extend-47-1")])
        assert mail(survey, "remind", prefectures=["47"]).err == told


@pytest.mark.slow
def test_a_reminder_after_the_deadline_waits_for_none_before_it(survey: Survey) -> None:
    with travel(dt.datetime(2099, 12, 11, 9).astimezone(), tick=False):
        mail(survey, "remind", prefectures=["13"])
        sent(survey, "remind")
    with travel(dt.datetime(2099, 12, 12, 9).astimezone(), tick=False):
        assert mail(survey, "remind", prefectures=["13"]).err == ""
        assert str(drafts_of(survey, "remind")["13"]["Subject"]).startswith("【再依頼】")


@pytest.mark.slow
def test_who_was_given_longer_after_the_form_went_out_is_told_once_for_each_day(survey: Survey) -> None:
    def extend(day: str) -> str:
        said = command("record", "extend", "13", day, workspace=survey.workspace).out
        longer = replace(survey, extended={"13": dt.date.fromisoformat(day)})
        write_whole(form_path(survey, "13"), sent_form("13", survey=longer))
        return said

    assert mail(survey, "extend", prefectures=["13"]).err == (
        "期限を延長していません（延長する場合は survey-tool record extend）：東京都\n"
    )
    assert extend("2099-12-25").splitlines()[1] == (
        "survey-tool generate --prefecture 13 で調査票を作成し直した後、survey-tool mail extend 13 で、延長後の期限を知らせる"
        "メールの下書きを作成してください。"
    )
    assert next_of(survey) == ["survey-tool mail extend　期限の延長を知らせるメールの下書きを作成します（1件）。"]
    assert mail(survey, "extend").code == 0
    (letter,) = drafts_of(survey, "extend").values()
    assert letter["Subject"] == "【期限延長の御連絡】自治体情報システムの共同調達に関する調査（2026年度、東京都）"
    assert "延長後の回答期限　2099年12月25日（金）" in body(letter).splitlines()
    assert "修正" not in body(letter)
    assert next_of(survey) == [
        "survey-tool record sent extend　作成済みの下書きを送信し、送信した後に記録します（1件）。"
    ]
    sent(survey, "extend")
    assert next_of(survey) == []
    assert mail(survey, "extend", prefectures=["13"]).err.startswith("延長後の期限を既に知らせているか")
    assert drafts_of(survey, "extend") == {}
    extend("2099-12-28")
    assert mail(survey, "extend").code == 0
    assert "12月28日" in body(drafts_of(survey, "extend")["13"])
    returned(survey, "13.xlsx", filled("13"))
    assert mail(survey, "extend", prefectures=["13"]).err == (
        "受理しているため、期限の延長を知らせる必要はありません：東京都\n"
    )


@pytest.mark.slow
def test_who_is_to_correct_something_and_was_given_longer_gets_the_copy(survey: Survey) -> None:
    returned(survey, "01.xlsx", wrong("01"))
    mail(survey, "correct")
    sent(survey, "correct")
    command("record", "extend", "01", "2099-12-25", workspace=survey.workspace)
    assert mail(survey, "extend").code == 0
    letter = drafts_of(survey, "extend")["01"]
    assert "延長後の期限を記載した修正用調査票を添付します。" in body(letter)
    (attached,) = letter.iter_attachments()
    content = attached.get_payload(decode=True)
    assert isinstance(content, bytes)
    form = form_as_drawn(content)
    assert form is not None
    assert form.marker.parents, "it is the correction copy"


@pytest.mark.slow
def test_a_request_tells_what_was_typed_and_for_which_case(survey: Survey) -> None:
    paper = filled("01")
    paper.type("cases", "status", "実施中", case_of("01", 2))
    returned(survey, "01.xlsx", paper)
    mail(survey, "correct")
    lines = body(drafts_of(survey, "correct")["01"]).splitlines()
    (line,) = (line for line in lines if line.startswith("1　"))
    assert line.startswith(
        "1　「事例」シート G12「現在の段階」（01-2026-02）：一覧にない回答です。（記入内容：「実施中」）"
        "一覧から選択してください。"
    )


@pytest.mark.slow
def test_who_sent_an_empty_file_is_told_to_attach_it_again(survey: Survey) -> None:
    write_whole(survey.submissions / "香川県.xlsx", b"")
    write_whole(survey.submissions / "徳島県.xlsx", b"PK\x03\x04 damaged")
    write_whole(survey.submissions / "高知県.docx", b"PK\x03\x04 damaged")
    write_whole(survey.submissions / "愛媛県.zip", b"PK\x03\x04 damaged")
    shown = command("validate", workspace=survey.workspace).out.splitlines()
    assert "  × 香川県.xlsx：ファイルが空（0バイト）です。" in shown
    mail(survey, "correct")
    empty, damaged = (body(drafts_of(survey, "correct")[code]) for code in ("37", "36"))
    assert "元の調査票を開いて内容を確認し、もう一度添付して提出してください。" in empty
    assert "保存し直し" not in empty
    assert "Excelで開いて「Excelブック（.xlsx）」として保存し直し、再度提出してください。" in damaged
    assert "添付の調査票に記入し、" not in damaged, "that is said of a blank form"
    for code in ("38", "39"):  # what is no workbook cannot be saved again as one
        text = body(drafts_of(survey, "correct")[code])
        assert "調査票（Excelブック）をそのまま添付し、再度提出してください。" in text
        assert "Excelで開いて" not in text


def respondent_at(survey: Survey, code: str, address: str) -> Path:
    paper = wrong(code)
    paper.type("respondent", "email", address)
    return returned(survey, f"joint-procurement_2026_{code}_returned.xlsx", paper)


def copies_to(survey: Survey, code: str) -> str | None:
    found = drafts_of(survey, "correct")[code]["Cc"]
    return None if found is None else str(found)


@pytest.mark.slow
def test_a_copy_to_an_address_that_nobody_vouches_for_is_left_out_until_it_is_allowed(survey: Survey) -> None:
    respondent_at(survey, "13", "hanako@pref.tokyo.example.jp")
    done = mail(survey, "correct", lang="en")
    left_out = (
        "No copy goes to hanako@pref.tokyo.example.jp, which stands in the form of Tokyo: it is not known to be its own. Once you "
        "know that it is, let copies go there (survey-tool record allow-copy 13 pref.tokyo.example.jp)."
    )
    assert done.err.count(left_out) == 1
    assert copies_to(survey, "13") is None
    assert (
        "東京都から提出された調査票に記入されたアドレス（hanako@pref.tokyo.example.jp）は、東京都のものと確認できないため、"
        "写しの送付先から除きました。確認できた場合は、写しの送付を認めることができます（survey-tool record allow-copy 13 pref.tokyo.example.jp）。"
    ) in mail(survey, "correct").err

    command("record", "allow-copy", "14", "pref.tokyo.example.jp", workspace=survey.workspace)
    assert left_out in mail(survey, "correct", lang="en").err, "it was allowed for another prefecture"
    command("record", "allow-copy", "13", "pref.tokyo.example.jp", workspace=survey.workspace)
    assert "No copy" not in mail(survey, "correct", lang="en").err
    assert "hanako@pref.tokyo.example.jp" in str(copies_to(survey, "13"))


@pytest.mark.slow
def test_no_copy_goes_to_the_contact_of_another_prefecture(survey: Survey) -> None:
    respondent_at(survey, "13", "joho@pref27.example.lg.jp")
    command("record", "allow-copy", "13", "pref27.example.lg.jp", workspace=survey.workspace)
    done = mail(survey, "correct", lang="en")
    assert (
        "No copy goes to joho@pref27.example.lg.jp, which stands in the form of Tokyo: "
        "the list of contacts (contacts.csv) has it as another prefecture's."
    ) in done.err
    assert copies_to(survey, "13") is None


@pytest.mark.slow
def test_a_copy_goes_to_a_colleague_of_a_contact(survey: Survey) -> None:
    respondent_at(survey, "13", "hanako@pref13.example.lg.jp")
    assert "No copy" not in mail(survey, "correct", lang="en").err
    assert "hanako@pref13.example.lg.jp" in str(copies_to(survey, "13"))


@pytest.mark.slow
def test_what_stands_beside_the_form_travels_into_no_copy(survey: Survey) -> None:
    path = returned(survey, "joint-procurement_2026_13_returned.xlsx", wrong("13"))
    book = load_workbook(path)
    hidden = book.create_sheet("内部メモ")
    hidden["A1"] = "TOKEN-HIDDEN"
    hidden.sheet_state = "hidden"
    book["事例"]["AZ400"] = "TOKEN-BESIDE"
    book["はじめに"]["Z90"] = "TOKEN-GUIDE"
    book.save(path)

    mail(survey, "correct")
    (attached,) = drafts_of(survey, "correct")["13"].iter_attachments()
    content = attached.get_payload(decode=True)
    assert isinstance(content, bytes)
    with ZipFile(BytesIO(content)) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    assert re.findall(rb"TOKEN-\w+", everything) == [], "it may be pasted in from another's form"
    for place in (b"AZ400", b"Z90"):
        assert place in everything, "where it stands is told"
    book = load_workbook(BytesIO(content))
    assert "内部メモ" not in book.sheetnames
    assert book["事例"]["AZ400"].value is None
    assert book["はじめに"]["Z90"].value is None
    assert b"TOKEN" not in b"".join(message.as_bytes() for message in drafts_of(survey, "correct").values())


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["correct", "remind"])
def test_correction_copies_that_were_swapped_go_to_nobody(
    survey: Survey, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between drawing and attaching, as a file server that restores another version would."""
    for code in ("13", "14"):
        returned(survey, f"joint-procurement_2026_{code}_returned.xlsx", wrong(code))
    mail(survey, "correct")
    today = dt.datetime.now().astimezone()
    if kind == "remind":
        sent(survey, "correct")  # so that a reminder is due from the next day on
    write = corrections.write_corrections

    def swapped(*arguments: Any, **options: Any) -> corrections.Copies:
        done = write(*arguments, **options)
        one, other = done.needed
        here, there = one.read_bytes(), other.read_bytes()
        one.write_bytes(there)
        other.write_bytes(here)
        return done

    monkeypatch.setattr(corrections, "write_corrections", swapped)
    with travel(today + dt.timedelta(kind == "remind")):
        done = mail(survey, kind, lang="en")
    assert "Not written, because what lies there is not the workbook that belongs to the letter: Tokyo (" in done.err
    assert "is the form of Kanagawa)" in done.err
    assert not {"13", "14"} & drafts_of(survey, kind).keys()


@pytest.mark.slow
def test_a_file_that_cannot_be_opened_here_is_told_to_the_secretariat_alone(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    returned(survey, "joint-procurement_2026_13_tokyo.xlsx", wrong("13"))
    held(monkeypatch, "joint-procurement_2026_13_tokyo.xlsx", folder=survey.submissions)
    assert "file-not-readable-here" in command("validate", "--json", "-", workspace=survey.workspace).out
    assert mail(survey, "correct").out == "送付する相手はいません。\n"
    mail(survey, "remind")
    assert "13" not in drafts_of(survey, "remind")
    assert "14" in drafts_of(survey, "remind"), "others are reminded"
    assert "arrived" not in {line.what for line in history_of(survey).lines}


@pytest.mark.slow
def test_nobody_is_told_to_correct_what_a_newer_file_may_correct_that_is_still_being_copied(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in ("13", "14"):
        returned(survey, f"{code}.xlsx", wrong(code))
    returned(survey, "東京都（修正）.xlsx", filled("13"))
    held(monkeypatch, "東京都（修正）.xlsx")
    done = mail(survey, "correct", prefectures=["13", "14"])
    assert drafts_of(survey, "correct").keys() == {"14"}
    assert "事務局で確認することがあるため、修正を依頼していません：東京都\n" in done.err


@pytest.mark.slow
def test_nobody_is_asked_about_what_a_newer_file_may_change_that_is_still_being_copied(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in ("13", "14"):
        returned(survey, f"{code}.xlsx", unusual(code))
    returned(survey, "東京都（修正）.xlsx", filled("13"))
    held(monkeypatch, "東京都（修正）.xlsx")
    done = mail(survey, "ask", lang="en")
    assert drafts_of(survey, "ask").keys() == {"14"}
    assert "Not asked, because the secretariat has to unpack what came or make it readable: Tokyo\n" in done.err


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["remind", "correct", "ask", "extend"])
def test_no_letter_is_written_while_a_file_cannot_be_read_of_which_nobody_knows_whose_it_is(
    survey: Survey, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Its prefecture would be told that nothing has come, or to correct what it has corrected."""
    returned(survey, "13.xlsx", wrong("13"))
    returned(survey, "回答.xlsx", filled("14"))
    held(monkeypatch, "回答.xlsx")
    done = mail(survey, kind)
    assert (done.code, done.out) == (3, "")
    assert "メールは作成していません。この端末で読み取ることのできないファイルがあります（回答.xlsx）。" in done.err
    assert not drafts_of(survey, kind)


@pytest.mark.slow
def test_no_form_is_sent_whose_filled_in_cases_cannot_be_counted(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letter would say that none are filled in."""
    name = form_path(survey, "13").name
    held(monkeypatch, name)
    done = mail(survey, "invite", prefectures=["13"])
    assert (done.code, done.out) == (3, "")
    assert f"この端末で読み取ることのできないファイルがあります（{name}）。" in done.err
    assert mail(survey, "invite", prefectures=["14"]).code == 0


@pytest.mark.slow
def test_nobody_is_reminded_whose_return_came_and_is_not_there_at_this_moment(survey: Survey) -> None:
    """Its folder may be renamed, or on a drive that cannot be reached."""
    returned(survey, "13.xlsx", filled("13"))
    assert command("status", workspace=survey.workspace).code == 0
    away = survey.submissions.rename(survey.workspace / "away")
    done = mail(survey, "remind", prefectures=["13", "14"])
    assert drafts_of(survey, "remind").keys() == {"14"}
    assert "届いたことが記録（record.csv）にあるファイルが見当たらないため、督促していません" in done.err
    assert "東京都\n" in done.err
    away.rename(survey.submissions)
    command("record", "set-aside", str(survey.submissions / "13.xlsx"), workspace=survey.workspace)
    mail(survey, "remind", prefectures=["13", "14"])
    assert drafts_of(survey, "remind").keys() == {"13", "14"}, "what was set aside is not missed"


@pytest.mark.slow
def test_what_is_gone_is_missed_though_another_file_of_its_name_was_set_aside(survey: Survey) -> None:
    survey.submissions.mkdir(parents=True, exist_ok=True)
    letter = survey.submissions / "tokyo.eml"
    letter.write_bytes(eml({"回答.xlsx": draw(the_survey(), filled("13").form())}).as_bytes())
    assert command("status", workspace=survey.workspace).code == 0
    (survey.submissions / "回答.xlsx").write_bytes(draw_plain())
    command("record", "set-aside", "回答.xlsx", workspace=survey.workspace)
    letter.rename(survey.workspace / "tokyo.eml")
    done = mail(survey, "remind", prefectures=["13", "14"])
    assert drafts_of(survey, "remind").keys() == {"14"}
    assert "届いたことが記録（record.csv）にあるファイルが見当たらないため、督促していません" in done.err


@pytest.mark.slow
def test_what_is_gone_is_missed_of_the_prefecture_whose_it_was_found_out_to_be(survey: Survey) -> None:
    path = returned(survey, "13.xlsx", filled("13"))
    command("status", workspace=survey.workspace)
    command("record", "owner", str(path), "14", workspace=survey.workspace)
    path.unlink()
    mail(survey, "remind", prefectures=["13", "14"])
    assert drafts_of(survey, "remind").keys() == {"13"}


# Doubtful answers


def unusual(code: str, amount: int = 99_000_000) -> Paper:
    """A form without a mistake in which one amount is larger than usual."""
    paper = filled(code)
    paper.type("cases", "initial_cost", amount, case_of(code, 1))
    return paper


def next_of(survey: Survey, lang: str = "ja") -> list[str]:
    """What `survey-tool` alone says of the letters."""
    lines = command(workspace=survey.workspace, lang=lang).out.splitlines()
    return [line.strip() for line in lines if "mail " in line or "record " in line]


@pytest.mark.slow
def test_doubtful_answers_of_an_accepted_return_are_asked_about_until_that_was_sent(survey: Survey) -> None:
    returned(survey, "05.xlsx", unusual("05"))
    assert next_of(survey) == [
        "survey-tool mail ask　要確認の回答について、確認をお願いするメールの下書きを作成します（1件）。",
    ]
    assert "送付する相手はいません。" in mail(survey, "correct").out
    assert mail(survey, "ask").code == 0
    (letter,) = drafts_of(survey, "ask").values()
    assert letter["Subject"] == "【確認のお願い】自治体情報システムの共同調達に関する調査（2026年度、秋田県）"
    lines = body(letter).splitlines()
    assert "提出いただいた調査票（05.xlsx）を受理しました。ありがとうございます。" in lines
    assert "次の1件について、記入内容のとおりで正しいか、確認をお願いいたします。" in lines
    (line,) = (line for line in lines if line.startswith("1　"))
    assert line.startswith(
        "1　「事例」シート F23「初期費用」（05-2026-01）：金額が想定より大きくなっています（千円単位か確認してください）。"
        "（記入内容：「99000000」）99,000,000千円は約990億円です。"
    )
    assert line.endswith("正しい場合、修正は不要です。")
    (attached,) = letter.iter_attachments()
    content = attached.get_payload(decode=True)
    assert isinstance(content, bytes)
    form = form_as_drawn(content)
    assert form is not None
    sha256 = hashlib.sha256((survey.submissions / "05.xlsx").read_bytes()).hexdigest()
    assert (form.marker.prefecture_code, form.marker.parents) == ("05", (sha256[:12],)), (
        "what is corrected supersedes it"
    )

    assert next_of(survey) == ["survey-tool record sent ask　作成済みの下書きを送信し、送信した後に記録します（1件）。"]
    sent(survey, "ask")
    asked = (
        "確認をお願いした1団体について、回答を待っています（秋田県）。"
        "回答があった場合は、確認済みであることを記録します（survey-tool record confirm）。"
    )
    assert next_of(survey) == [f"・{asked}"]
    assert mail(survey, "ask").out.splitlines()[0] == "送付する相手はいません。"
    assert drafts_of(survey, "ask") == {}, "what was asked is not asked again"
    told = mail(survey, "ask", prefectures=["秋田"]).err.splitlines()
    assert told == [
        "要確認の回答について、確認をお願いしています。回答があった場合は、確認済みであることを記録してください（survey-tool record confirm）：秋田県"
    ]
    command("record", "confirm", "05-2026-01", "magnitude", workspace=survey.workspace)
    assert next_of(survey) == []
    assert mail(survey, "ask", prefectures=["05"]).err.splitlines() == ["確認をお願いする回答はありません：秋田県"]
    assert not list((survey.submissions / "corrections").glob("*.xlsx")), "the copy is of no use any more"


@pytest.mark.slow
@pytest.mark.parametrize("as_sent", [True, False])
def test_an_answer_that_comes_back_unchanged_is_told_and_settled_by_its_prefecture(
    survey: Survey, as_sent: bool
) -> None:
    returned(survey, "05.xlsx", unusual("05"))
    mail(survey, "ask")
    (attached,) = drafts_of(survey, "ask")["05"].iter_attachments()
    content = attached.get_payload(decode=True)
    assert isinstance(content, bytes)
    sent(survey, "ask")
    if as_sent:
        write_whole(survey.submissions / "05 (2).xlsx", content)
    else:
        (survey.submissions / "05.xlsx").unlink()
        paper = unusual("05")
        paper.type("cases", "summary", "内容を補った。", case_of("05", 1))
        returned(survey, "05 (2).xlsx", paper)
    told = (
        "確認をお願いした回答が、変更されずに再提出されています（秋田県）。正しいことを確認できた場合は、記録します。"
    )
    for _ in range(2):
        assert next_of(survey) == [f"survey-tool record confirm 05　{told}"]
    shown = command("status", workspace=survey.workspace).out.splitlines()
    (akita,) = (line for line in shown if line.startswith("05 "))
    assert "○ 受理（確認をお願いした箇所は変更なし）" in akita
    assert mail(survey, "ask", prefectures=["秋田"]).err.splitlines() == [
        "確認をお願いした回答が、変更されずに再提出されています。正しいことを確認できた場合は、そのことを記録してください"
        "（survey-tool record confirm 都道府県）：秋田県"
    ]
    done = command("record", "confirm", "秋田県", workspace=survey.workspace)
    assert done.out == "記録しました（1件）。\n"
    assert next_of(survey) == []


@pytest.mark.slow
def test_a_clock_that_was_put_back_hides_no_answer(survey: Survey) -> None:
    """What the record tells after a letter went out came after it, whatever the clock said."""
    at = dt.datetime(2026, 12, 2, 10).astimezone()
    with travel(at):
        returned(survey, "05.xlsx", unusual("05"))
        mail(survey, "ask")
        sent(survey, "ask")
    with travel(at - dt.timedelta(days=1)):
        (survey.submissions / "05.xlsx").unlink()
        paper = unusual("05")
        paper.type("cases", "summary", "内容を補った。", case_of("05", 1))
        returned(survey, "05 (2).xlsx", paper)
        command("status", workspace=survey.workspace)
    assert next_of(survey)[0].startswith("survey-tool record confirm 05　")


def test_a_clock_that_was_put_back_lets_nobody_be_told_twice_of_a_later_day(survey: Survey) -> None:
    at = dt.datetime(2026, 12, 2, 10).astimezone()
    with travel(at):
        invited(survey, "05")
        assert command("record", "extend", "05", "2099-12-25", workspace=survey.workspace).code == 0
    assert "05" in not_told(survey)
    with travel(at - dt.timedelta(hours=1)):
        append(record_path(survey), [line_now("2026", "sent", "05", "2026-remind-05-1")])
    assert not_told(survey) == []


@pytest.mark.slow
def test_a_clock_that_was_ahead_for_a_letter_does_not_make_it_tell_of_a_later_day_that_was_given_since(
    survey: Survey,
) -> None:
    with travel(dt.datetime(2027, 1, 15, 10).astimezone()):
        append(record_path(survey), [line_now("2026", "sent", "05", "2026-invite-05-1")])
    with travel(dt.datetime(2026, 12, 2, 10).astimezone()):
        assert command("record", "extend", "05", "2099-12-25", workspace=survey.workspace).code == 0
    assert not_told(survey) == ["05"]


@pytest.mark.slow
def test_a_letter_that_is_noted_later_with_its_day_tells_of_no_day_that_was_given_after_it(survey: Survey) -> None:
    letter = [("06", "2026-remind-06-1")]
    with travel(dt.datetime(2026, 12, 3, 10).astimezone()):
        assert command("record", "extend", "06", "2099-12-25", workspace=survey.workspace).code == 0
    with travel(dt.datetime(2026, 12, 5, 10).astimezone()):
        sent_by_hand(survey, history_of(survey), "remind", letter, dt.date(2026, 12, 1))
    assert not_told(survey) == ["06"]


@pytest.mark.slow
def test_what_was_seen_while_the_clock_was_ahead_is_no_answer_to_a_letter_that_went_out_since(survey: Survey) -> None:
    with travel(dt.datetime(2027, 1, 15, 10).astimezone()):
        returned(survey, "05.xlsx", unusual("05"))
        command("status", workspace=survey.workspace)
    with travel(dt.datetime(2026, 12, 2, 10).astimezone()):
        mail(survey, "ask")
        sent(survey, "ask")
        assert not any(each.startswith("survey-tool record confirm") for each in next_of(survey)), "nothing came back"


@pytest.mark.slow
def test_what_nobody_was_asked_about_is_confirmed_one_by_one(survey: Survey) -> None:
    returned(survey, "05.xlsx", unusual("05"))
    shown = command("validate", workspace=survey.workspace).out.splitlines()
    assert [
        line
        for line in shown
        if line.startswith("  ！ ") and "F23「初期費用」" in line and line.endswith("［magnitude］")
    ]
    assert shown[-1] == (
        "要確認の回答については、survey-tool mail ask で確認をお願いする下書きを作成します。正しいことを確認した場合は、"
        "survey-tool record confirm 05-2026-01 magnitude のように、［ ］の内容を付けて記録します。"
    )
    done = command("record", "confirm", "05", workspace=survey.workspace)
    assert (done.code, done.err) == (
        2,
        "05 に、確認をお願いした要確認の回答はありません。確認済みとする場合の指定：05-2026-01 magnitude initial_cost（初期費用）\n",
    )
    assert command("record", "confirm", "05-2026-01", "magnitude", workspace=survey.workspace).code == 0
    assert "［" not in command("validate", workspace=survey.workspace).out


@pytest.mark.slow
def test_another_doubtful_answer_is_asked_about_again_and_alone(survey: Survey) -> None:
    returned(survey, "05.xlsx", unusual("05"))
    mail(survey, "ask")
    sent(survey, "ask")
    (survey.submissions / "05.xlsx").unlink()
    paper = unusual("05")
    paper.type("cases", "annual_cost", 88_000_000, case_of("05", 1))
    returned(survey, "05 (2).xlsx", paper)
    mail(survey, "ask")
    lines = [line for line in body(drafts_of(survey, "ask")["05"]).splitlines() if re.match(r"\d+　", line)]
    assert lines
    assert not [line for line in lines if "F23「初期費用」" in line and "99000000" in line and "想定より大きく" in line]
    assert [line for line in lines if "F24「年間運用費」" in line and "88000000" in line]


@pytest.mark.slow
def test_what_a_request_for_correction_has_shown_is_not_asked_about_again(survey: Survey) -> None:
    paper = unusual("01")
    paper.type("cases", "name", None, case_of("01", 1))
    returned(survey, "01.xlsx", paper)
    told = mail(survey, "ask", prefectures=["北海道"])
    assert told.err.splitlines() == ["要確認の回答は、修正の依頼（survey-tool mail correct）と併せて示します：北海道"]
    assert mail(survey, "correct").code == 0
    asked = body(drafts_of(survey, "correct")["01"])
    assert "また、次の項目について、確認をお願いいたします。正しい場合の対応も、項目ごとに記載しています。" in asked
    (line,) = (each for each in asked.splitlines() if "F23「初期費用」" in each)
    assert "想定より大きく" in line
    assert line.endswith("正しい場合、修正は不要です。"), "as the copy says it"
    (survey.submissions / "01.xlsx").unlink()
    returned(survey, "01 (2).xlsx", unusual("01"))
    mail(survey, "ask")
    assert list(drafts_of(survey, "ask")) == ["01"], "the request lies there as a draft: nobody has seen it"

    returned(survey, "01.xlsx", paper)
    (survey.submissions / "01 (2).xlsx").unlink()
    mail(survey, "correct")
    sent(survey, "correct")
    (survey.submissions / "01.xlsx").unlink()
    returned(survey, "01 (2).xlsx", unusual("01"))
    mail(survey, "ask")
    assert drafts_of(survey, "ask") == {}, "they were shown it, and left it as it is"


@pytest.mark.slow
def test_what_differs_from_last_time_is_answered_as_the_copy_says(survey: Survey) -> None:
    """Letter and copy said otherwise what to do where it is right, and the letter did not name it."""
    paper = filled("05", carried=["05-2025-01"])
    paper.remember("05-2025-01", {"last_annual_cost": 100})
    paper.type("cases", "annual_cost", 12_000, "05-2025-01")
    paper.type("cases", "name", None, case_of("05", 1))
    returned(survey, "05.xlsx", paper)
    mail(survey, "correct")
    text = body(drafts_of(survey, "correct")["05"])
    (line,) = (each for each in text.splitlines() if "前回の回答と大きく異なります" in each)
    assert line.endswith("正しい場合は、「前回からの変更」で「変更あり」を選択し、理由を「備考」に記入してください。")
    assert "修正不要" not in text


@pytest.mark.slow
def test_who_used_the_form_of_another_prefecture_is_told_of_the_attachment_once(survey: Survey) -> None:
    path = returned(survey, "群馬県回答.xlsx", filled("11"))
    command("record", "owner", path, "10", workspace=survey.workspace)
    mail(survey, "correct")
    text = body(drafts_of(survey, "correct")["10"])
    assert "1　埼玉県の調査票に記入されています。貴都道府県の調査票に記入し直してください。" in text.splitlines()
    assert text.count("添付") == 1


@pytest.mark.slow
def test_nobody_is_asked_whose_next_file_lies_in_the_wrong_folder(survey: Survey) -> None:
    returned(survey, "05.xlsx", unusual("05"))
    write_whole(survey.submissions.parent / "秋田県.xlsx", (survey.submissions / "05.xlsx").read_bytes())
    done = mail(survey, "ask")
    assert drafts_of(survey, "ask") == {}
    assert done.err.splitlines()[-1] == (
        "提出されたものと思われるファイルが、確認の対象とならない場所に保存されているため、確認をお願いしていません：秋田県"
    )


# Some prefectures


@pytest.mark.slow
def test_letters_to_some_leave_the_drafts_to_others_as_they_are(survey: Survey) -> None:
    mail(survey, "remind")
    folder = survey.workspace / "mail" / "2026" / "remind"
    before = {path.name: path.read_bytes() for path in folder.glob("*.eml")}
    assert len(before) == 47
    returned(survey, "東京都.xlsx", filled("13"))
    returned(survey, "大阪府.xlsx", filled("27"))
    done = mail(survey, "remind", prefectures=["東京", "京都府", "14"])
    assert done.code == 0
    assert done.err.splitlines() == ["受理しているため、督促は不要です：東京都"]
    assert done.out.splitlines()[0] == f"下書きを2件作成しました：{folder}"
    left = {path.name: path.read_bytes() for path in folder.glob("*.eml")}
    assert before.keys() - left.keys() == {"13_tokyo.eml"}, "Osaka was not looked at"
    assert [path.name for path in (folder.parent / "not-due").glob("*.eml")] == ["13_tokyo.eml"]
    wrong_name = mail(survey, "remind", prefectures=["東亰"])
    assert (wrong_name.code, wrong_name.out) == (2, "")
    assert "「東亰」という都道府県はありません。" in wrong_name.err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("01", "調査票が提出されていないため、修正を依頼するものがありません：北海道"),
        ("13", "修正を依頼する箇所はありません：東京都"),
        ("18", "届いたファイルについて事務局で確認することがあるため、修正を依頼していません：福井県"),
    ],
)
def test_why_somebody_is_not_asked_for_corrections_is_told_where_it_was_named(
    survey: Survey, code: str, said: str
) -> None:
    returned(survey, "東京都.xlsx", filled("13"))
    returned(survey, "香川県.xlsx", wrong("18"))
    assert mail(survey, "correct", prefectures=[code]).err.splitlines()[-1] == said
    assert said not in mail(survey, "correct").err


@pytest.mark.slow
def test_a_draft_is_also_there_as_text_to_copy(survey: Survey) -> None:
    done = mail(survey, "remind", prefectures=["13"])
    assert (
        "  未送信のメールとして開かない場合（新しい Outlook など）は、同じ名称のフォルダの mail.txt を新しいメールに貼り付けてください。"
    ) in done.out.splitlines()
    folder = survey.workspace / "mail" / "2026" / "remind" / "13_tokyo"
    letter = drafts_of(survey, "remind")["13"]
    text = (folder / "mail.txt").read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    assert text.endswith(body(letter).replace("\r\n", "\n"))
    assert "■ 宛先\njoho@pref13.example.lg.jp\n" in text
    (attached,) = letter.iter_attachments()
    name = attached.get_filename()
    assert name == "joint-procurement_2026_13_tokyo.xlsx"
    assert (folder / name).read_bytes() == attached.get_payload(decode=True)

    (folder / "mail.txt").write_text("書き直した本文", encoding="utf-8")
    assert (
        "編集された下書きがあるため、上書きせず、そのまま残しています：13_tokyo\n"
        in mail(survey, "remind", prefectures=["13"]).err
    )
    returned(survey, "東京都.xlsx", filled("13"))
    mail(survey, "remind", prefectures=["13"])
    assert list((survey.workspace / "mail" / "2026" / "remind").iterdir()) == []
    assert (survey.workspace / "mail" / "2026" / "not-due" / "13_tokyo" / "mail.txt").read_text(
        "utf-8"
    ) == "書き直した本文"
