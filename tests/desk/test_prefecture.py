"""The page of a prefecture shows what came, what was found and who was told, and each act on it does what its command does."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from survey_tool.desk.pages.prefecture import answers_of
from survey_tool.desk.round.participants import participants_of
from survey_tool.form.contract.answers import Answers, CaseAnswers, Form
from survey_tool.form.contract.marker import parent_of
from survey_tool.form.workbook import draw
from survey_tool.intake.settling.found_out import confirmation
from survey_tool.post.record.keeping import append
from survey_tool.post.record.line import line_now
from tests.commands import command
from tests.desks import Asked, a_desk, returned
from tests.forms import case_of, filled, the_survey
from tests.mails import SENT_AT, eml, locked_xlsx


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    (tmp_path / "submissions" / "2026").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def desk(workspace: Path) -> Iterator[Asked]:
    save(workspace, "13.xlsx", returned("13", wrong=True))
    with a_desk(workspace) as asked:
        yield asked


def save(workspace: Path, name: str, content: bytes) -> None:
    path = workspace / "submissions" / "2026" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def seen_on(desk: Asked, *about: str) -> str:
    """By what the form on the page of Tokyo names a doubtful answer."""
    named = "%20".join(about)
    found = re.search(rf'name="seen" value="({named}%20\w+)"', desk.get("/prefectures/13").text)
    assert found
    return found[1]


def recorded(workspace: Path) -> list[tuple[str, str, str]]:
    """What people did, as the record tells it: prefecture, what, detail or subject."""
    with (workspace / "record.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    return [
        (each["prefecture"], each["what"], each["detail"] or each["subject"])
        for each in lines
        if each["what"] != "arrived"
    ]


@pytest.mark.slow
def test_of_a_blank_form_it_tells_since_when_it_lies_there(workspace: Path) -> None:
    """Nobody has answered, so that it is no arrival and stays out of the record; on which day it came was told nowhere."""
    save(workspace, "東京都.xlsx", draw(the_survey(), Form("13")))
    day = dt.datetime(2026, 11, 20, 9).timestamp()
    os.utime(workspace / "submissions" / "2026" / "東京都.xlsx", (day, day))
    with a_desk(workspace) as desk:
        page = desk.get("/prefectures/13").text
        assert "送付したままの調査票です" in page
        assert "保存日：2026-11-20" in page
    assert not (workspace / "record.csv").exists()
    told = command("status", "--json", "-", workspace=workspace).json["prefectures"]
    (line,) = (each for each in told if each["prefecture"] == "13")
    assert (line["state"], line["files"]) == ("not_returned", []), "and no return there either"


@pytest.mark.slow
def test_it_shows_what_came_and_what_was_found_to_the_cell(desk: Asked, workspace: Path) -> None:
    mail = eml({"13-2.xlsx": returned("13")}, subject="回答 <b>", sender="joho@pref.tokyo.example.lg.jp")
    save(workspace, "再提出.eml", bytes(mail))
    page = desk.get("/prefectures/13").text
    assert "複数提出" in page
    assert "13.xlsx　要確認（複数提出）" in page
    assert "再提出.eml/13-2.xlsx　要確認（複数提出）" in page
    assert "joho@pref.tokyo.example.lg.jp" in page
    assert "回答 &lt;b&gt;" in page
    assert "「事例」シート G7「調達名称」：未記入です（必須）。" in page
    assert '<a href="/files/submissions/2026/13.xlsx">' in page
    assert "山田 花子" in page  # what was typed can be read without Excel
    assert desk.get("/prefectures/99").status_code == 404


def test_what_a_mail_without_a_form_says_is_shown_where_the_mail_is(desk: Asked, workspace: Path) -> None:
    """A question was told once, where the mail was dropped, and on no page after that."""
    save(workspace, "秋田県の質問.eml", bytes(eml({}, body="契約を更新した場合の契約年月は、当初のものでしょうか。")))
    page = desk.get("/prefectures/05").text
    assert "メールの本文に連絡事項があります：「契約を更新した場合の契約年月は、当初のものでしょうか。」" in page
    assert "に、調査票が添付されていません" in page
    assert "連絡事項への対応が済んだ" in page


def test_each_act_writes_the_line_that_its_command_writes(desk: Asked, workspace: Path) -> None:
    acts = {
        "extend": {"day": "2026-12-25"},
        "note": {"text": "電話で確認"},
        "allow-copy": {"domain": "pref.tokyo.example.lg.jp"},
        "owner": {"file": "13.xlsx", "owner": "13"},
    }
    for act, data in acts.items():
        answer = desk.post(f"/prefectures/13/{act}", data)
        assert answer.status_code == 303, answer.text
        page = desk.get(answer.headers["location"]).text
        assert 'class="notice good"' in page, act
    at_the_desk = recorded(workspace)
    (workspace / "record.csv").unlink()
    for arguments in (
        ("extend", "13", "2026-12-25"),
        ("note", "13", "電話で確認"),
        ("allow-copy", "13", "pref.tokyo.example.lg.jp"),
        ("owner", str(workspace / "submissions" / "2026" / "13.xlsx"), "13"),
    ):
        assert command("record", *arguments, workspace=workspace).code == 0
    assert recorded(workspace) == at_the_desk
    assert len(at_the_desk) == 4


def test_what_cannot_be_done_is_told_and_writes_nothing(desk: Asked, workspace: Path) -> None:
    wrong = next(confirmation(each, "13") for one in desk.desk.now.moment().of("13") for each in one.errors)
    for act, data, told in (
        ("extend", {"day": "2026-12-01"}, "より後ではありません"),
        ("extend", {"day": "soon"}, "日付を指定してください"),
        ("note", {"text": "  "}, "メモを記入してください"),
        ("allow-copy", {"domain": "no domain"}, "ドメイン"),
        ("owner", {"file": "13.xlsx", "owner": "99"}, "都道府県を選択してください"),
        ("owner", {"file": "../../survey.toml", "owner": "13"}, "提出されたファイルの中にありません"),
        ("set-aside", {"file": "../../survey.toml"}, "提出されたファイルの中にありません"),
        ("unlock", {"file": "/etc/passwd", "password": "x"}, "提出されたファイルの中にありません"),
        ("confirm", {}, "今の回答を確認してください"),
        ("confirm", {"seen": "13-2026-01%20magnitude%20initial_cost%20000000000000"}, "今の回答を確認してください"),
        ("confirm", {"seen": quote(wrong)}, "今の回答を確認してください"),
        ("merge", {}, "まとめる必要のある提出はありません"),
        ("undo", {"line": "99"}, "記録に99行目はありません"),
        ("undo", {"line": "x"}, "記録に0行目はありません"),
        ("undo", {"line": "9" * 5_000}, "記録に0行目はありません"),
        ("more-columns", {"file": "13.xlsx", "cases": "9" * 5_000}, "1以上の整数で入力してください"),
    ):
        answer = desk.post(f"/prefectures/13/{act}", data)
        assert (answer.status_code, told in answer.text) == (409, True), (act, data, answer.text)
    assert desk.post("/prefectures/13/nothing").status_code == 404
    assert recorded(workspace) == []
    assert (workspace / "survey.toml").exists()


def test_a_closed_round_is_only_looked_at(desk: Asked, workspace: Path) -> None:
    assert "未提出" in desk.get("/").text
    assert command("close", "2026", "--yes", workspace=workspace).code == 0
    told = "に終了しました。公表物と記録は残っています。次回の調査は、新しい作業フォルダで始めます。"
    page = desk.get("/").text
    assert told in page
    assert "未提出" not in page, "what came back is gone: nobody owes anything"
    assert "回答期限" not in page, "there is none any more"
    assert "files=" not in page
    letters = desk.get("/letters?kind=remind").text
    assert told in letters
    assert "<form" not in letters[letters.index("<main") :], "nothing is offered that is refused"
    own = desk.get("/prefectures/13").text
    assert told in own
    assert "提出された調査票は、調査の終了に伴い削除しました。" in own
    for false in ("未提出", "提出されたファイルはありません。", "回答期限"):
        assert false not in own, false
    for path in (
        "/prefectures/13/extend",
        "/prefectures/13/merge",
        "/returns/owner",
        "/letters/write",
        "/forms",
        "/release/publish",
    ):
        answer = desk.post(path, {"text": "x", "day": "2099-12-25", "kind": "invite"})
        assert (answer.status_code, told in answer.text) == (409, True), path
    assert [line for line in recorded(workspace) if line[1] != "closed"] == []
    assert not (workspace / "templates").exists()


def test_the_record_of_a_closed_round_is_added_to_as_by_the_commands(desk: Asked, workspace: Path) -> None:
    assert command("close", "2026", "--yes", workspace=workspace).code == 0
    assert '<a href="/prefectures/13">東京都</a>' in desk.get("/").text
    page = desk.get("/prefectures/13").text
    assert 'action="/prefectures/13/note"' in page
    assert 'action="/prefectures/13/extend"' not in page, "nothing is offered that is refused"
    assert desk.post("/prefectures/13/note", {"text": "照会があった"}).status_code == 303
    assert command("record", "note", "13", "また照会があった", workspace=workspace).code == 0
    lines = desk.desk.now.moment().history.every_line
    last = {"line": str(len(lines)), "at": lines[-1].at.isoformat()}
    assert desk.post("/prefectures/13/undo", last).status_code == 303
    assert [line[1:] for line in recorded(workspace)[-3:]] == [
        ("noted", "照会があった"),
        ("noted", "また照会があった"),
        ("retracted", "noted"),
    ]


@pytest.mark.slow
def test_a_doubtful_answer_is_confirmed_and_taken_back(workspace: Path) -> None:
    save(workspace, "13.xlsx", returned("13", doubtful=True))
    with a_desk(workspace) as desk:

        def open_ones() -> set[tuple[str | None, str, str | None]]:
            own = desk.desk.now.moment().of("13")
            return {(found.case_id, found.code, found.key) for each in own for found in each.to_check}

        doubt = ("13-2026-01", "magnitude", "initial_cost")
        before = open_ones()
        assert doubt in before
        confirm = {"seen": seen_on(desk, *doubt), "because": "電話で確認"}
        assert desk.post("/prefectures/13/confirm", confirm).headers["location"].endswith("done=done_confirmed")
        assert open_ones() == before - {doubt}
        assert recorded(workspace) == [("13", "confirmed", "電話で確認")]
        lines = desk.desk.now.moment().history.every_line
        number = next(n for n, line in enumerate(lines, start=1) if line.what == "confirmed")
        assert f'name="line" value="{number}"' in desk.get("/prefectures/13").text
        desk.post("/prefectures/13/undo", {"line": str(number), "at": lines[number - 1].at.isoformat()})
        assert open_ones() == before


def test_the_record_speaks_of_questions_and_letters_without_codes(workspace: Path) -> None:
    save(workspace, "13.xlsx", returned("13", doubtful=True))
    with a_desk(workspace) as desk:
        desk.get("/")
        doubt = {"seen": seen_on(desk, "13-2026-01", "magnitude", "initial_cost"), "because": "電話で確認"}
        assert desk.post("/prefectures/13/confirm", doubt).status_code == 303
        desk.post("/prefectures/13/extend", {"day": "2026-12-25"})
        append(workspace / "record.csv", [line_now("2026", "sent", "13", "2026-invite-13-1")])
        page = " ".join(re.sub("<[^>]+>", "", desk.get("/prefectures/13").text).split())
        lately = " ".join(re.sub("<[^>]+>", "", desk.get("/").text).split())
    for told in (page, lately):
        assert "確認済み 13-2026-01、初期費用 電話で確認" in told
        assert "期限延長 2026年12月25日（金）" in told
        assert "送信 依頼" in told
        assert "magnitude" not in told
        assert "2026-invite-13" not in told


@pytest.mark.slow
def test_what_was_merged_is_at_hand_and_is_not_to_be_merged_again(workspace: Path) -> None:
    save(workspace, "13.xlsx", returned("13"))
    save(workspace, "13-2.xlsx", returned("13", doubtful=True))
    (workspace / "templates" / "2026").mkdir(parents=True)
    (workspace / "templates" / "2026" / "13.xlsx").write_bytes(returned("13"))
    with a_desk(workspace) as desk:
        page = desk.get("/prefectures/13").text
        assert page.count("どれが最終版かを判断できません") == 0, "the page says so once, above"
        assert 'action="/prefectures/13/merge"' in page
        desk.post("/prefectures/13/merge")
        assert desk.works()[0] == "done"
        page = desk.get("/prefectures/13").text
        assert 'action="/prefectures/13/merge"' not in page
        found = re.search(r'class="button" href="(/files/submissions/2026/corrections/[^"]+)"', page)
        assert found
        assert desk.get(found[1]).status_code == 200
        assert "1つにまとめた調査票を、東京都に送付し、確認を依頼します。" in desk.get("/").text


def test_a_file_is_set_aside_and_taken_back(desk: Asked, workspace: Path) -> None:
    desk.post("/prefectures/13/set-aside", {"file": "13.xlsx"})
    assert not (workspace / "submissions/2026/13.xlsx").exists()
    assert desk.get("/status.json").json()["totals"]["needs_correction"] == 0
    page = desk.get("/").text
    assert "対象外としたファイル" in page
    assert desk.post("/take-back", {"file": "../13.xlsx"}).status_code == 409
    assert desk.post("/take-back", {"file": "13.xlsx"}).headers["location"] == "/?done=done_taken_back"
    assert (workspace / "submissions/2026/13.xlsx").read_bytes() == returned("13", wrong=True)


def about_files(page: str) -> tuple[list[str], str]:
    """What the record on the page of a prefecture tells, and the files that were set aside, each without its time."""
    shown = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "", re.sub("<[^>]+>", " ", page))
    record = [" ".join(each.split()) for each in shown.rpartition("記録 ")[2].splitlines() if each.strip()]
    return record, " ".join(shown.partition("対象外としたファイル ")[2].partition("メール")[0].split())


@pytest.mark.slow
def test_a_file_that_was_set_aside_is_told_and_taken_back_on_the_page_of_its_prefecture(
    desk: Asked, workspace: Path
) -> None:
    """It was gone from the page on which somebody had pressed the button, and the record there told of its arrival alone."""
    save(workspace, "回答.eml", bytes(eml({"調査票.xlsx": returned("14")})))
    save(workspace, "秋田県の質問.xlsx", b"no workbook")
    save(
        workspace,
        "質問.eml",
        bytes(eml({}, body="伺います。", subject="質問", sender="岩手県 <joho@pref.iwate.lg.jp>")),
    )
    for code, name in (("13", "13.xlsx"), ("14", "回答.eml"), ("05", "秋田県の質問.xlsx"), ("03", "質問.eml")):
        place = f"/prefectures/{code}"
        shown = desk.get(place).text
        file = re.search(r'name="file" value="([^"]+)"', shown)
        assert file, name
        assert about_files(shown)[1] == "", "nothing is aside yet"
        answer = desk.post(f"{place}/set-aside", {"file": file[1]})
        record, aside = about_files(desk.get(answer.headers["location"]).text)
        assert any(each.startswith(f"対象外とした {name}") for each in record), record
        assert aside == f"{name} 対象に戻す"
        assert name not in desk.get("/prefectures/27").text, "it is nobody else's"
        back = desk.post("/take-back", {"file": name, "back": place}).headers["location"]
        assert back == f"{place}?done=done_taken_back"
        record, aside = about_files(desk.get(back).text)
        assert any(each.startswith(f"対象に戻した {name}") for each in record), record
        assert aside == ""
    assert desk.post("/take-back", {"file": "13.xlsx", "back": "//evil.example"}).status_code == 409


def zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("回答.xlsx", content)
    return packed.getvalue()


@pytest.mark.slow
def test_an_archive_that_was_set_aside_is_nobody_elses_who_sends_one_of_its_name(desk: Asked, workspace: Path) -> None:
    """What one prefecture had sent in an archive stood on the page of another, to be taken back there."""
    save(workspace, "資料.zip", zipped(returned("14")))
    assert desk.post("/prefectures/14/set-aside", {"file": "資料.zip/回答.xlsx"}).has_redirect_location
    save(workspace, "資料.zip", zipped(returned("27")))
    save(workspace, "東京都.eml", bytes(eml({"回答一式.zip": zipped(returned("13"))})))
    save(workspace, "秋田/回答一式.zip", zipped(returned("05")))
    save(workspace, "岩手/回答一式.zip", zipped(returned("03")))
    assert desk.post("/prefectures/05/set-aside", {"file": "秋田/回答一式.zip/回答.xlsx"}).has_redirect_location
    pages = {code: about_files(desk.get(f"/prefectures/{code}").text) for code in ("03", "05", "13", "14", "27")}
    assert {code: aside for code, (_, aside) in pages.items()} == {
        "03": "", "05": "回答一式.zip 対象に戻す", "13": "", "14": "資料.zip 対象に戻す", "27": "",
    }  # fmt: skip
    told = {code for code, (record, _) in pages.items() if any(each.startswith("対象外とした") for each in record)}
    assert told == {"05", "14"}


def test_a_note_beside_a_form_does_not_take_the_form_with_it_unseen(desk: Asked, workspace: Path) -> None:
    """「対象外とする」 beside a covering note set the whole archive aside, with the accepted form in it, without a word."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("神奈川県/調査票.xlsx", returned("14"))
        archive.writestr("神奈川県/送付書.txt", "送付します。")
    save(workspace, "神奈川県回答.zip", packed.getvalue())
    path, note = workspace / "submissions/2026/神奈川県回答.zip", "神奈川県回答.zip/神奈川県/送付書.txt"
    for place in ("/prefectures/14", "/returns"):
        refused = desk.post(f"{place}/set-aside", {"file": note})
        assert refused.status_code == 409
        assert "神奈川県回答.zip/神奈川県/調査票.xlsx（受理）" in refused.text
        assert path.is_file()
    page = desk.get("/prefectures/14").text
    assert (
        "一緒に入っている次のファイルも、集計の対象から除かれます：神奈川県回答.zip/神奈川県/調査票.xlsx（受理）"
        in page
    )
    assert page.count("全てを対象外とする") == 2, "beside the form the note is named"
    seal = re.search(rf'name="file" value="{note}"><input type="hidden" name="goes" value="(\w+)">', page)
    assert seal
    assert desk.post("/prefectures/14/set-aside", {"file": note, "goes": seal[1]}).has_redirect_location
    assert not path.exists()
    assert "一緒に入っている" not in desk.get("/prefectures/13").text, "a file by itself goes alone"


@pytest.mark.slow
def test_differing_returns_become_the_form_that_merge_makes(
    desk: Asked, workspace: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    save(workspace, "13-2.xlsx", returned("13"))
    beside = tmp_path_factory.mktemp("beside") / "workspace"
    shutil.copytree(workspace, beside)
    assert "内容が異なります" in desk.get("/prefectures/13").text
    answer = desk.post("/prefectures/13/merge")
    state, told = desk.works()
    said = command("merge", "13", workspace=beside).out
    assert (state, told[0]) == ("done", said.split("\n  ！")[0].strip().replace(str(beside), str(workspace)))
    found = {path.relative_to(workspace) for path in workspace.rglob("*.xlsx")}
    assert found == {path.relative_to(beside) for path in beside.rglob("*.xlsx")}
    assert len(found) == 3
    for path in found:
        assert (workspace / path).read_bytes() == (beside / path).read_bytes()
    assert answer.headers["location"] == "/progress"


@pytest.mark.slow
def test_a_locked_file_is_opened_by_its_password(workspace: Path) -> None:
    save(workspace, "13東京都.xlsx", locked_xlsx(returned("13"), "ひみつ"))
    with a_desk(workspace) as desk:
        assert 'type="password"' in desk.get("/prefectures/13").text
        wrong = desk.post("/prefectures/13/unlock", {"file": "13東京都.xlsx", "password": "wrong"})
        assert (wrong.status_code, "パスワードが違います" in wrong.text) == (409, True)
        assert "wrong" not in wrong.text
        right = desk.post("/prefectures/13/unlock", {"file": "13東京都.xlsx", "password": "ひみつ"})
        assert right.headers["location"] == "/prefectures/13?done=done_unlocked"
        assert desk.get("/status.json").json()["totals"]["accepted"] == 1
        aside = " ".join(
            re.sub("<[^>]+>", "", desk.get("/").text.partition('id="aside"')[2].partition("</section>")[0]).split()
        )
        assert "13東京都.xlsx パスワードを解除する前のもの" in aside, "nobody has set it aside"
    assert (workspace / "submissions/2026/set-aside/13東京都.xlsx").exists()


@pytest.mark.slow
def test_an_answer_that_nobody_has_seen_is_not_confirmed(workspace: Path) -> None:
    save(workspace, "13.xlsx", returned("13", doubtful=True))
    with a_desk(workspace) as desk:
        read = {"seen": seen_on(desk, "13-2026-01", "magnitude", "initial_cost"), "because": "電話で確認"}
        paper = filled("13")
        paper.type("cases", "initial_cost", 7_000_000, "13-2026-01")
        save(workspace, "13.xlsx", draw(the_survey(), paper.form()))
        answer = desk.post("/prefectures/13/confirm", read)
        told = "この画面を開いた後に回答が変わったため、確認済みとしていません。"
        assert (answer.status_code, told in answer.text) == (409, True)
        assert recorded(workspace) == []
        again = {**read, "seen": seen_on(desk, "13-2026-01", "magnitude", "initial_cost")}
        assert again != read
        assert desk.post("/prefectures/13/confirm", again).status_code == 303
    assert recorded(workspace) == [("13", "confirmed", "電話で確認")]


@pytest.mark.slow
def test_what_a_newer_return_has_replaced_is_confirmed_no_more(workspace: Path) -> None:
    save(workspace, "13.xlsx", returned("13", doubtful=True))
    with a_desk(workspace) as desk:
        read = {"seen": seen_on(desk, "13-2026-01", "magnitude", "initial_cost")}
        paper = filled("13")
        paper.type("cases", "initial_cost", 7_000_000, "13-2026-01")
        parent = parent_of(hashlib.sha256(returned("13", doubtful=True)).hexdigest())
        save(workspace, "13-2.xlsx", draw(the_survey(), replace(paper.form(), parent=parent)))
        assert {each.status for each in desk.desk.now.moment().of("13")} == {"superseded", "accepted"}
        answer = desk.post("/prefectures/13/confirm", read)
        assert (answer.status_code, "今の回答を確認してください" in answer.text) == (409, True)
    assert recorded(workspace) == []


def test_only_the_line_that_somebody_has_seen_is_taken_back(desk: Asked, workspace: Path) -> None:
    desk.post("/prefectures/13/note", {"text": "一つ目（2026-99-99T10:00）"})
    desk.post("/prefectures/13/note", {"text": "二つ目"})
    page = desk.get("/prefectures/13").text
    (second, at), (first, _) = re.findall(
        r'name="line" value="(\d+)"><input type="hidden" name="at" value="([^"]+)"', page
    )
    for wrong in ({"line": first, "at": at}, {"line": second}):
        answer = desk.post("/prefectures/13/undo", wrong)
        told = "この画面を開いた後に記録が変わったため、取り消していません。"
        assert (answer.status_code, told in answer.text) == (409, True), wrong
    assert [what for _, what, _ in recorded(workspace)] == ["noted", "noted"]
    assert desk.post("/prefectures/13/undo", {"line": second, "at": at}).status_code == 303
    assert [what for _, what, _ in recorded(workspace)] == ["noted", "noted", "retracted"]


def test_who_takes_part_can_be_read(workspace: Path) -> None:
    save(workspace, "13.xlsx", returned("13"))
    with a_desk(workspace) as desk:
        page = desk.get("/prefectures/13").text
    table = page.partition('scope="rowgroup" colspan="4">参加団体</th>')[2].partition("</table>")[0]
    rows = [re.findall(r"<t[hd][^>]*>([^<]*)<", row) for row in re.findall(r"<tr>.*?</tr>", table)]
    assert rows == [
        ["千代田区", "○", "", ""],
        ["中央区", "", "△", ""],
        ["港区", "○", "", ""],
        ["新宿区", "△", "", ""],
        ["文京区", "", "", "○"],
    ]


def test_a_row_of_participants_is_called_by_what_it_is_or_what_stands_there() -> None:
    typed = Answers(
        cases=(
            CaseAnswers("13-2026-01", marks={"112011": "○", "all": "○", "free 2": "△", "131016": "×"}),
            CaseAnswers("13-2026-02", marks={"１１２０１１": "△", "999999": "○"}),
        ),
        elsewhere=("112011", None, "１１２０１１", "999999"),
    )
    told = [(name.ja, marks) for name, marks in participants_of(the_survey(), "13", typed)]
    assert told == [
        ("全団体", ("○", "")),
        ("千代田区", ("×", "")),
        ("川越市（埼玉県）", ("○", "")),
        ("団体コードのない行（2）", ("△", "")),
        ("川越市（埼玉県）", ("", "△")),
        ("999999", ("", "○")),
    ]


@pytest.mark.parametrize(
    ("sent", "told"), [(SENT_AT, None), ("9999-12-31T23:59:00-12:00", "9999-12-31 23:59:00-12:00")]
)
def test_when_a_mail_was_sent_is_told_as_other_times_are(workspace: Path, sent: str, told: str | None) -> None:
    mail = eml({"13.xlsx": returned("13")}, sender="joho@pref.tokyo.example.lg.jp", subject="回答")
    date = format_datetime(dt.datetime.fromisoformat(sent))
    del mail["Date"]
    mail["Date"] = date
    save(workspace, "回答.eml", bytes(mail))
    told = told or f"{dt.datetime.fromisoformat(sent).astimezone():%Y-%m-%d %H:%M}"
    with a_desk(workspace) as desk:
        page = desk.get("/prefectures/13").text
    assert f"メール：joho@pref.tokyo.example.lg.jp　{told}　回答" in page
    assert page.count(told) == 2, "in the record too"


@pytest.mark.slow
def test_a_returned_form_is_written_again_with_more_columns_as_by_the_command(
    desk: Asked, workspace: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    beside = tmp_path_factory.mktemp("beside")
    shutil.copytree(workspace, beside, dirs_exist_ok=True)
    page = desk.get("/prefectures/13").text
    assert "事例の列を増やした調査票を作り直す" in page
    for given, told in (("x", "事例の数を、1以上の整数で入力してください。"), ("1", "事例の列は1では足りません。")):
        refused = desk.post("/prefectures/13/more-columns", {"file": "13.xlsx", "cases": given})
        assert told in refused.text, refused.text
    assert not (workspace / "templates").exists()
    answer = desk.post("/prefectures/13/more-columns", {"file": "13.xlsx", "cases": "20"})
    assert answer.headers["location"] == "/prefectures/13?done=done_more_columns", answer.text
    command("generate", "--answers", beside / "submissions" / "2026" / "13.xlsx", "--cases", "20", workspace=beside)
    (written,) = (workspace / "templates" / "2026").iterdir()
    assert written.read_bytes() == (beside / "templates" / "2026" / written.name).read_bytes()
    assert f'<a href="/files/templates/2026/{written.name}">' in desk.get("/prefectures/13").text


def test_amounts_and_months_read_as_people_write_them(desk: Asked) -> None:
    page = desk.get("/prefectures/13").text
    assert re.search(r"<td>\d{1,3}(,\d{3})+千円</td>", page)
    assert re.search(r"<td>\d{4}-\d\d</td>", page)


def test_an_amount_that_a_cell_holds_as_text_reads_as_the_others() -> None:
    paper = filled()
    paper.type("cases", "annual_cost", "13200", case_of("13", 1))
    paper.type("cases", "total_cost", "約13200", case_of("13", 1))
    shown = answers_of(the_survey(), paper.judged().submission)
    assert shown is not None
    told = {label.ja: values[0].ja for label, values in shown.rows}
    assert (told["年間運用費"], told["契約期間の総額"]) == ("13,200千円", "約13200"), "else as it was typed"
