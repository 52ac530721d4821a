"""What is dropped on the desk is saved once, never over anything, under a safe name, and answered in words to the cell."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from tests.commands import command
from tests.desks import ORIGIN, a_desk, returned
from tests.mails import eml, locked_xlsx

SETTINGS = 'round = "2026"\n'


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "survey.toml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


def saved(workspace: Path) -> dict[str, bytes]:
    folder = workspace / "submissions" / "2026"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def alert(page: str) -> str:
    """What a page says that refuses something."""
    found = re.search(r'role="alert">\s*<p>(.*?)</p>', page)
    assert found
    return found[1]


@pytest.mark.slow
def test_a_form_is_saved_judged_and_shown_everywhere(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        page = desk.drop(("東京都.xlsx", returned("13"))).text
        assert "「東京都.xlsx」を保存しました。" in page
        assert "東京都　受理" in page
        told = desk.get("/status.json").json()
        assert {each["prefecture"]: each["state"] for each in told["prefectures"]}["13"] == "accepted"
        overview = desk.get("/").text
    assert saved(workspace) == {"東京都.xlsx": returned("13")}
    assert '<a class="tile accepted" href="/prefectures/13">' in overview
    assert "到着" in overview


def test_the_answer_can_be_loaded_again_and_tells_each_file_once(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        sent = [("files", (name, returned("13", wrong=True))) for name in ("13.xlsx", "同じ.xlsx")]
        answer = desk.client.post("/returns", files=sent, headers={"Origin": ORIGIN})
        assert (answer.status_code, answer.headers["location"]) == (303, "/returns/1")
        for _ in range(2):
            page = desk.get("/returns/1").text
            assert page.count("「調達名称」：未記入です（必須）。") == 1
            assert "「同じ.xlsx」は、内容の同じファイルが既にあるため、保存していません：13.xlsx" in page
            assert "要修正 <b>1</b>" in " ".join(page.split())
        assert list(saved(workspace)) == ["13.xlsx"]
        assert desk.get("/returns/2").headers["location"] == "/"


def test_where_one_file_is_settled_the_others_stay_in_sight(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        page = desk.drop(("送付状.pdf", b"%PDF-1.4"), ("地図.pdf", b"%PDF-1.5")).text
        assert 'name="back" value="/returns/1"' in page
        for back, led in (("/returns/1", "/returns/1?done=done_set_aside"), ("//evil", "/?done=done_set_aside")):
            file = {"/returns/1": "送付状.pdf"}.get(back, "地図.pdf")
            assert desk.post("/returns/set-aside", {"file": file, "back": back}).headers["location"] == led


def test_what_is_wrong_is_told_to_the_cell(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        page = desk.drop(("13.xlsx", returned("13", wrong=True))).text
    assert "東京都　要修正" in page
    assert "「事例」シート G7「調達名称」：未記入です（必須）。" in page


def test_the_same_content_is_kept_once_and_nothing_is_written_over(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        first = desk.drop_json(("13.xlsx", returned("13")))
        again = desk.drop_json(("別の名前.xlsx", returned("13")), ("13.xlsx", returned("13", wrong=True)))
    assert [(each["fate"], each["file"]) for each in first + again] == [
        ("saved", "13.xlsx"),
        ("there", "13.xlsx"),
        ("saved", "13-2.xlsx"),
    ]
    assert saved(workspace) == {"13.xlsx": returned("13"), "13-2.xlsx": returned("13", wrong=True)}


def test_what_was_set_aside_does_not_come_back_by_mistake(workspace: Path) -> None:
    aside = workspace / "submissions" / "2026" / "set-aside"
    aside.mkdir(parents=True)
    (aside / "old.xlsx").write_bytes(returned("13"))
    with a_desk(workspace) as desk:
        (told,) = desk.drop_json(("13.xlsx", returned("13")))
    assert told["fate"] == "set_aside"
    assert told["message"] == "「13.xlsx」は、対象外としたファイル（old.xlsx）と同じ内容のため、保存していません。"
    assert list(saved(workspace)) == ["set-aside/old.xlsx"]


@pytest.mark.slow
def test_mails_and_archives_are_answered_file_by_file(workspace: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("01.xlsx", returned("01"))
    mail = bytes(eml({"13.xlsx": returned("13")}, sender="joho@pref.example.lg.jp", subject="調査票の提出"))
    with a_desk(workspace) as desk:
        told = desk.drop_json(("受信.zip", buffer.getvalue()), ("提出.eml", mail))
    inside = [(each["file"], each["prefecture"], each["status"]) for one in told for each in one["submissions"]]
    assert inside == [("受信.zip/01.xlsx", "01", "accepted"), ("提出.eml/13.xlsx", "13", "accepted")]


def test_a_hostile_name_stays_in_the_folder(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        desk.drop(("../../survey.toml", b"no workbook"), ("..\\..\\CON.xlsx", b"neither"))
    assert saved(workspace) == {"survey.toml": b"no workbook", "_CON.xlsx": b"neither"}
    assert (workspace / "survey.toml").read_text(encoding="utf-8") == SETTINGS


def test_a_hostile_return_runs_nothing_in_the_page(workspace: Path) -> None:
    said = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    mail = bytes(eml({"13.xlsx": returned("13", wrong=True)}, said, said, "joho@pref.example.lg.jp"))
    with a_desk(workspace) as desk:
        pages = [desk.drop(("<b>13</b>.eml", mail)).text, desk.get("/").text]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<b>13" not in page
    assert "&lt;script&gt;alert(1)" in pages[0]


def test_nothing_chosen_and_nothing_in_it_are_told(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        assert "ファイルが選択されていません。" in desk.drop().text
        page = desk.drop(("13.xlsx", b"")).text
    assert "「13.xlsx」は空のファイルのため、保存していません。" in page
    assert saved(workspace) == {}


def test_more_than_the_limits_allow_is_refused_before_it_is_kept(workspace: Path) -> None:
    (workspace / "survey.toml").write_text(SETTINGS + "[limits]\ntotal_mb = 1\n", encoding="utf-8")
    with a_desk(workspace) as desk:
        desk.get("/")
        answer = desk.drop(("large.xlsx", bytes(1024 * 1024 + 1)))
    assert answer.status_code == 413
    assert alert(answer.text).startswith("一度に追加できる量（1MB）を超えています。")
    assert saved(workspace) == {}


def test_more_files_than_may_come_at_once_are_refused_with_their_number(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        answer = desk.drop(*((f"{number}.xlsx", b"x") for number in range(501)))
    assert answer.status_code == 400
    assert alert(answer.text) == "一度に追加できるファイルは500件までです。いくつかに分けて追加してください。"
    assert saved(workspace) == {}


def test_a_return_above_the_limit_of_a_file_is_kept_and_told(workspace: Path) -> None:
    (workspace / "survey.toml").write_text(SETTINGS + "[limits]\nfile_mb = 1\n", encoding="utf-8")
    with a_desk(workspace) as desk:
        (told,) = desk.drop_json(("13東京都.xlsx", b"PK\3\4" + bytes(1024 * 1024)))
    assert [each["status"] for each in told["submissions"]] == ["unreadable"]


def test_settings_with_mistakes_are_told_and_nothing_is_saved(workspace: Path) -> None:
    (workspace / "survey.toml").write_text("round = 2026 年\n", encoding="utf-8")
    with a_desk(workspace) as desk:
        answers = [desk.get("/"), desk.drop(("13.xlsx", returned("13"))), desk.get("/status.json")]
    assert [each.status_code for each in answers] == [409, 409, 409]
    assert "survey.toml 1行目" in answers[0].text
    assert "survey.toml 1行目" in answers[2].json()["message"][0]
    assert saved(workspace) == {}


def test_what_a_command_does_beside_it_is_seen_at_once(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        before = desk.get("/pulse").json()["version"]
        assert desk.get("/pulse").json()["version"] == before
        folder = workspace / "submissions" / "2026"
        folder.mkdir(parents=True)
        (folder / "01.xlsx").write_bytes(returned("01"))
        assert desk.get("/pulse").json()["version"] != before
        assert '<a class="tile accepted" href="/prefectures/01">' in desk.get("/").text


@pytest.mark.slow
def test_a_file_that_is_no_form_is_shown_as_of_the_prefecture_on_whose_page_it_stands(workspace: Path) -> None:
    """Where it was dropped somebody was asked whose it is, while the overview said so."""
    with a_desk(workspace) as desk:
        page = desk.drop(("回答（東京都）.pdf", b"%PDF-1.7")).text
        assert "回答（東京都）.pdf" in desk.get("/prefectures/13").text
    assert "<h3>東京都　調査票以外</h3>" in page
    assert 'href="/prefectures/13"' in page
    assert 'action="/returns/owner"' not in page


@pytest.mark.slow
def test_of_a_file_of_nobody_it_is_said_whose_it_is_where_it_is_shown(workspace: Path) -> None:
    assert command("generate", "--prefecture", "13", workspace=workspace).code == 0
    locked = locked_xlsx(returned("13"), "ひみつ")
    with a_desk(workspace) as desk:
        page = desk.drop(("回答.xlsx", locked), ("不明.xlsx", b"no workbook")).text
        for act in ("unlock", "owner", "set-aside"):
            assert f'action="/returns/{act}"' in page, act
        overview = desk.get("/").text
        assert '<a class="button plain" href="/#nobodys">提出元を確認する</a>' in overview
        assert 'href="/#nobodys">パスワードを入力する</a>' in overview
        assert desk.post("/returns/nothing").status_code == 404
        refused = desk.post("/returns/owner", {"file": "不明.xlsx", "owner": ""})
        assert (refused.status_code, "都道府県を選択してください" in refused.text) == (409, True)
        done = desk.post("/returns/unlock", {"file": "回答.xlsx", "password": "ひみつ"})
        assert done.headers["location"] == "/?done=done_unlocked"
        again = desk.post("/returns/unlock", {"file": "回答_unlocked.xlsx", "password": "x"})
        assert (again.status_code, "パスワードは設定されていません" in again.text) == (409, True), "nothing was made"
        assert desk.post("/returns/owner", {"file": "不明.xlsx", "owner": "14"}).headers["location"] == (
            "/?done=done_owner"
        )
        states = {each["prefecture"]: each["state"] for each in desk.get("/status.json").json()["prefectures"]}
        assert (states["13"], states["14"]) == ("accepted", "not_returned")
        assert "不明.xlsx" in desk.get("/prefectures/14").text
        assert "不明.xlsx" not in desk.get("/").text.split("都道府県の状況")[0], "it is known whose it is"
        assert desk.post("/returns/set-aside", {"file": "不明.xlsx"}).headers["location"] == "/?done=done_set_aside"
    assert sorted(saved(workspace)) == ["set-aside/不明.xlsx", "set-aside/回答.xlsx", "回答_unlocked.xlsx"]
