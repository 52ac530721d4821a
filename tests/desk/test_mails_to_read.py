"""What a prefecture writes in its mail is on every list of what is to be done, until somebody has noted that it is dealt with; it is told to
nobody else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from survey_tool.form.workbook import draw
from tests.commands import command
from tests.desks import Asked, a_desk
from tests.forms import filled, the_survey
from tests.mails import POLITE, eml

NOTE = "事例1の初期費用は13,500千円に訂正してください。"
BODY = POLITE.replace("標記の件につきまして、別添のとおり回答いたします。", NOTE)
STEP = "メールの本文に連絡事項があります（{}）。本文を確認し、"
BEFORE = "メールの本文の連絡事項で、対応が済んだことを確認していないもの：1件（秋田県）"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    (tmp_path / "submissions" / "2026").mkdir(parents=True)
    (tmp_path / "templates" / "2026").mkdir(parents=True)
    (tmp_path / "templates" / "2026" / "joint-procurement_2026_05_akita.xlsx").write_bytes(
        draw(the_survey(), filled("05").form())
    )
    return tmp_path


def came(
    workspace: Path, wrong: bool = False, attached: bool = True, body: str = BODY, name: str = "秋田県.eml"
) -> None:
    paper = filled("05")
    if wrong:
        paper.type("cases", "status", "たぶん", "05-2026-01")
    mail = eml({"回答.xlsx": draw(the_survey(), paper.form())} if attached else {}, body)
    (workspace / "submissions" / "2026" / name).write_bytes(mail.as_bytes())


def confirmed_at_the_desk(desk: Asked, code: str) -> None:
    page = desk.get(f"/prefectures/{code}").text
    assert "連絡事項への対応が済んだ" in page
    seen = re.search(
        rf'action="/prefectures/{code}/confirm"><input type="hidden" name="seen" value="([^"]*mail-says[^"]*)"', page
    )
    assert seen, page
    assert desk.post(f"/prefectures/{code}/confirm", {"seen": seen[1], "because": "電話済み"}).status_code == 303


@pytest.mark.slow
def test_it_is_a_step_until_it_is_dealt_with_and_stops_the_release(workspace: Path) -> None:
    came(workspace)
    told = command("status", workspace=workspace, lang="ja").out.replace("\n", "")
    assert STEP.format("秋田県") in told
    refused = command("publish", "--edition", "ja", workspace=workspace, lang="ja")
    assert (refused.code, BEFORE in refused.err) == (2, True), refused.err
    assert not (workspace / "published" / "2026").exists()
    assert command("record", "confirm", "05", "mail-says", "--because", "電話済み", workspace=workspace).code == 0
    assert "メールの本文" not in command("status", workspace=workspace, lang="ja").out


@pytest.mark.slow
def test_strict_waits_until_it_is_dealt_with(workspace: Path) -> None:
    came(workspace)
    folder = workspace / "案"
    for besides in ((), ("--yes",), ("--preview", folder)):
        refused = command("publish", "--strict", *besides, workspace=workspace, lang="ja")
        assert (refused.code, refused.out) == (1, ""), besides
        assert refused.err.splitlines()[-2:] == [
            "メールの本文の連絡事項への対応が済んでいないため、公表しません。",
            BEFORE,
        ]
    assert not (workspace / "published" / "2026").exists()
    assert not folder.exists()


@pytest.mark.slow
def test_it_is_dealt_with_at_the_desk(workspace: Path) -> None:
    came(workspace)
    with a_desk(workspace) as desk:
        page = desk.get("/").text
        assert STEP.format("秋田県") in page
        assert re.search(r'href="/prefectures/05">\s*メールの連絡事項を見る', page)
        release = desk.get("/release").text
        assert "対応が済んでいないメールの連絡事項" in release
        assert '<a href="/prefectures/05">秋田県（1件）</a>' in release
        assert "修正した調査票の提出を依頼してください。" in desk.get("/prefectures/05").text
        confirmed_at_the_desk(desk, "05")
        assert "メールの本文に連絡事項" not in desk.get("/").text
        assert "対応が済んでいないメールの連絡事項" not in desk.get("/release").text
        assert "連絡事項への対応が済んだ" not in desk.get("/prefectures/05").text


@pytest.mark.slow
def test_so_is_that_of_a_mail_without_a_form_and_of_a_form_that_was_replaced(workspace: Path) -> None:
    came(workspace, attached=False)
    with a_desk(workspace) as desk:
        assert STEP.format("秋田県") in desk.get("/").text
        confirmed_at_the_desk(desk, "05")
        assert "メールの本文に連絡事項" not in desk.get("/").text
    came(workspace)
    (workspace / "submissions" / "2026" / "a.xlsx").write_bytes(draw(the_survey(), filled("05").form()))
    assert "メールの本文に連絡事項" not in command("status", workspace=workspace, lang="ja").out, "the same words"
    record = workspace / "record.csv"
    record.unlink()
    with a_desk(workspace) as desk:
        confirmed_at_the_desk(desk, "05")
        assert "メールの本文に連絡事項" not in desk.get("/").text


@pytest.mark.slow
def test_what_nobody_knows_whose_it_is_is_told_where_that_is_found_out(workspace: Path) -> None:
    mail = eml({}, "内容を訂正したいので、御連絡ください。", subject="調査について", sender="x <x@example.com>")
    (workspace / "submissions" / "2026" / "m.eml").write_bytes(mail.as_bytes())
    with a_desk(workspace) as desk:
        page = desk.get("/").text
        assert STEP.format("提出元不明") in page
        assert re.search(r'href="/#nobodys">\s*メールの連絡事項を見る', page)
        assert desk.post("/returns/owner", {"file": "m.eml", "owner": "05", "back": "/"}).status_code == 303
        assert STEP.format("秋田県") in desk.get("/").text
        confirmed_at_the_desk(desk, "05")
        assert "メールの本文に連絡事項" not in desk.get("/").text


@pytest.mark.slow
def test_what_is_confirmed_is_the_whole_text_of_a_mail_not_its_first_sentence(workspace: Path) -> None:
    first, second = (
        POLITE.replace("標記の件につきまして、別添のとおり回答いたします。", f"以下のとおり修正願います。\n・{item}")
        for item in ("事例1　初期費用：13,500千円", "事例2は公表しないでください。")
    )
    came(workspace, body=first)
    assert command("record", "confirm", "05", "mail-says", workspace=workspace).code == 0
    came(workspace, body=first.replace("\n", " \n\n"), name="again.eml", attached=False)
    assert "メールの本文" not in command("status", workspace=workspace, lang="ja").out, "the same text"
    came(workspace, body=second, name="second.eml", attached=False)
    assert STEP.format("秋田県") in command("status", workspace=workspace, lang="ja").out.replace("\n", "")
    refused = command("publish", "--edition", "ja", workspace=workspace, lang="ja")
    assert (refused.code, BEFORE in refused.err) == (2, True), refused.err
    with a_desk(workspace) as desk:
        confirmed_at_the_desk(desk, "05")
    assert "メールの本文" not in command("status", workspace=workspace, lang="ja").out


@pytest.mark.slow
def test_of_a_mail_from_an_unknown_sender_it_is_said_that_its_owner_is_noted_first(workspace: Path) -> None:
    mail = eml({}, "内容を訂正したいので、御連絡ください。", subject="調査について", sender="x <x@example.com>")
    (workspace / "submissions" / "2026" / "m.eml").write_bytes(mail.as_bytes())
    first = "先に提出元を記録します（survey-tool record owner ファイル 都道府県）。"
    assert first in command("status", workspace=workspace, lang="ja").out.replace("\n", "")
    refused = command("record", "confirm", "05", "mail-says", workspace=workspace, lang="ja")
    assert (refused.code, "先に提出元を記録してください" in refused.err, "m.eml" in refused.err) == (2, True, True), (
        refused.err
    )
    refused = command("record", "confirm", "05", "mail-says", workspace=workspace, lang="en")
    assert "note first whose it is (survey-tool record owner FILE PREFECTURE): m.eml." in refused.err
    assert command("record", "owner", "m.eml", "05", workspace=workspace).code == 0
    told = command("status", workspace=workspace, lang="ja").out.replace("\n", "")
    assert STEP.format("秋田県") in told
    assert first not in told
    assert command("record", "confirm", "05", "mail-says", workspace=workspace).code == 0
    assert "メールの本文" not in command("status", workspace=workspace, lang="ja").out


@pytest.mark.slow
def test_no_letter_tells_it(workspace: Path) -> None:
    came(workspace, wrong=True)
    (workspace / "contacts.csv").write_text(
        "prefecture_code,department,person,email,kind\n05,課,佐藤,digital@pref.akita.lg.jp,to\n", encoding="utf-8"
    )
    assert command("mail", "correct", "05", workspace=workspace).code == 0
    drafts = list((workspace / "mail").rglob("*.txt"))
    assert drafts
    for each in drafts:
        text = each.read_text(encoding="utf-8-sig")
        assert "13,500" not in text
        assert "連絡事項があります" not in text
