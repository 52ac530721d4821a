"""The page of the release says what would be published and what would not; what it writes is what the command writes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from survey_tool.desk.round.work import STOPPED, Work, WorkAtHand
from survey_tool.form.workbook import draw
from survey_tool.wording.words import Words
from tests.commands import command
from tests.desks import Asked, a_desk, returned
from tests.forms import blank, filled, the_survey
from tests.held import held


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    (folder / "submissions" / "2026").mkdir(parents=True)
    (folder / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    (folder / "submissions" / "2026" / "13.xlsx").write_bytes(returned("13", wrong=True))
    return folder


def telling(code: str, number: str) -> bytes:
    """A form in which a published answer names a telephone number."""
    paper = filled(code)
    paper.type("cases", "summary", f"担当者 山田太郎（{number}）に照会", f"{code}-2026-01")
    return draw(the_survey(), paper.form())


def test_what_is_left_out_is_shown_with_its_reason(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        page = desk.get("/release").text
    assert "を公表し、" in page
    assert '<a href="/prefectures/13">東京都</a></td><td>13-2026-02</td><td>要修正</td>' in page
    assert "13.xlsx" in page
    assert "公表物は、まだありません。" in page
    box = page.partition('<section class="next">')[2].partition("</section>")[0]
    assert "回答のない都道府県（46）：北海道、" in box, "whoever publishes without them knows it"
    assert page.count("回答のない都道府県") == 1, "and is told once"
    assert not (workspace / "published").exists()
    assert not (workspace / "preview").exists()


@pytest.mark.slow
def test_who_returned_a_blank_form_is_told_among_those_without_an_answer(workspace: Path) -> None:
    (workspace / "submissions" / "2026" / "22.xlsx").write_bytes(draw(the_survey(), blank("22").form()))
    with a_desk(workspace) as desk:
        page = desk.get("/release").text
    told = page.partition("回答のない都道府県（46）：")[2].partition("</p>")[0]
    assert "静岡県" in told
    assert "東京都" not in told


def test_the_desk_sees_a_return_as_soon_as_another_program_lets_go_of_it(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    those = held(monkeypatch, "13.xlsx")
    with a_desk(workspace) as desk:
        assert "13-2026-02" not in desk.get("/release").text
        those.clear()  # which changes nothing of what the system tells of the file
        assert "13-2026-02" in desk.get("/release").text


@pytest.mark.long
def test_preview_and_release_are_those_of_the_commands(workspace: Path, tmp_path: Path) -> None:
    beside = tmp_path / "beside"
    shutil.copytree(workspace, beside)
    with a_desk(workspace) as desk:
        for act, folder in (("preview", "preview"), ("publish", "published")):
            assert desk.post(f"/release/{act}").headers["location"] == "/progress"
            state, told = desk.works()
            assert (state, len(told) >= 2) == ("done", True), told
            assert f'href="/files/{folder}/2026/' in desk.get("/release").text
        assert desk.get("/files/published/2026/data/cases.csv").status_code == 200
    command("publish", "--preview", beside / "preview" / "2026", workspace=beside)
    command("publish", workspace=beside)
    for folder in ("preview", "published"):
        files = {path.relative_to(workspace) for path in (workspace / folder).rglob("*") if path.is_file()}
        assert files == {path.relative_to(beside) for path in (beside / folder).rglob("*") if path.is_file()}
        assert files
        for path in files:
            assert (workspace / path).read_bytes() == (beside / path).read_bytes(), path


@pytest.mark.long
def test_an_older_release_that_cannot_be_read_is_left_out_of_the_series_and_said(workspace: Path) -> None:
    command("publish", workspace=workspace)
    for name in ("2024", "2025"):
        shutil.copytree(workspace / "published" / "2026", workspace / "published" / name)
    damaged = workspace / "published" / "2024" / "data" / "cases.csv"
    damaged.write_bytes(damaged.read_bytes() + b"\n")
    with a_desk(workspace) as desk:
        desk.post("/release/publish")
        state, told = desk.works()
    assert state == "done"
    assert [each for each in told if "2024" in each] == [
        f"{damaged.parent.parent}：cases.csvが公表時の内容と異なるため、比較することができません。公表したままのフォルダを指定してください。"
        "回ごとの推移には含めません。"
    ]


@pytest.mark.long
def test_what_may_tell_of_persons_is_asked_about_and_only_that_is_agreed_to(workspace: Path) -> None:
    place = workspace / "submissions" / "2026" / "14.xlsx"
    place.write_bytes(telling("14", "080-1234-5678"))
    with a_desk(workspace) as desk:
        for agreed in ("", "yes"):
            desk.post("/release/publish", {"agreed": agreed})
            state, told = desk.works()
            assert state == "failed"
            assert told[0] == "個人に関する記載等が未確認の事例：1件"
            assert told[1].startswith("14-2026-01　「事例」シート")
            assert told[-1].startswith("公表物は、まだ作成していません。")
            assert not (workspace / "published").exists()
        page = desk.get("/progress").text
        assert "次の内容を確認してください。" in page
        seal = re.search(r'name="agreed" value="(\w+)"', page)
        assert seal
        place.write_bytes(telling("14", "080-8765-4321"))
        desk.post("/release/publish", {"agreed": seal[1]})
        assert desk.works()[0] == "failed", "that was agreed to of another answer"
        seal = re.search(r'name="agreed" value="(\w+)"', desk.get("/progress").text)
        assert seal
        desk.post("/release/publish", {"agreed": seal[1]})
        assert desk.works()[0] == "done"
        assert 'name="agreed"' not in desk.get("/progress").text
    assert (workspace / "published" / "2026" / "data" / "cases.csv").is_file()


def test_the_files_of_a_release_are_called_by_what_they_are(workspace: Path) -> None:
    folder = workspace / "published" / "2026"
    (folder / "data").mkdir(parents=True)
    names = ("SHA256SUMS", "data/cases.csv", "joint-procurement_2026_en.xlsx", "joint-procurement_2026_ja.html")
    for name in names:
        (folder / name).write_bytes(b"x")
    with a_desk(workspace) as desk:
        page = desk.get("/release").text
        called = re.findall(r'<li><a href="/files/published/2026/([^"]+)">([^<]+)</a>', page)
        assert called == [
            (names[3], "ウェブページ（日本語）"),
            (names[2], "Excelブック（英語）"),
            (names[0], names[0]),
            (names[1], names[1]),
        ]
        assert "オープンデータなど（2件）" in page
        assert "公表物を作成し直す" in page


@pytest.mark.long
def test_only_the_languages_that_were_chosen_are_written(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        desk.post("/release/preview", {"edition": "ja"})
        assert desk.works()[0] == "done"
    found = sorted(path.name for path in (workspace / "preview" / "2026").glob("joint-procurement_*"))
    assert found == ["joint-procurement_2026_ja.html", "joint-procurement_2026_ja.xlsx"]


def test_a_round_is_closed_after_its_name_was_typed(workspace: Path, tmp_path: Path) -> None:
    (workspace / "contacts.csv").write_text("prefecture_code,department,person,email,kind\n", encoding="utf-8")
    beside = tmp_path / "beside"
    shutil.copytree(workspace, beside)
    with a_desk(workspace) as desk:
        page = desk.get("/close").text
        assert "提出された調査票、修正用調査票：1ファイル" in page
        assert "公表していない回答も削除されます。" in page
        assert "連絡先の一覧（氏名及びメールアドレスを含みます。" in page
        assert "作業フォルダから削除してください。）：contacts.csv" in page
        refused = desk.post("/close", {"round": "2025"})
        assert (refused.status_code, "調査名（2026）を入力してください" in refused.text) == (409, True)
        assert (workspace / "submissions" / "2026" / "13.xlsx").exists()
        seal = sealed(desk)
        desk.post("/close", {"round": "2026", "goes": seal})
        assert desk.works() == ("done", ["調査「2026」を終了しました（削除したファイル：1件）。"])
        assert desk.post("/close", {"round": "2026", "goes": seal}).status_code == 409
        assert 'action="/close"' not in desk.get("/close").text
    assert command("close", "2026", "--yes", workspace=beside).code == 0
    left = {path.relative_to(workspace) for path in workspace.rglob("*") if not path.name.startswith(".")}
    assert left == {path.relative_to(beside) for path in beside.rglob("*") if not path.name.startswith(".")}


@pytest.mark.slow
def test_the_release_of_a_closed_round_is_told_as_it_stands(workspace: Path) -> None:
    """What came back is gone: no count of it is a count of the round."""
    with a_desk(workspace) as desk:
        told = "に終了しました。"
        assert command("publish", "--edition", "ja", "--yes", workspace=workspace).code in (0, 1)
        assert command("close", "2026", "--yes", workspace=workspace).code == 0
        page = desk.get("/release").text
        assert told in page
        assert re.search("公表物の事例は[1-9][0-9]*件です。[^<]+に作成しました。", page)
        assert "Excelブック（日本語）" in page
        for false in ("報告された事例", "回答のない都道府県", "公表しない事例", 'action="/release/'):
            assert false not in page, false
        (workspace / "published" / "2026").rename(workspace / "elsewhere")
        assert "公表物はありません。" in desk.get("/release").text


def sealed(desk: Asked) -> str:
    """By what the page names that which it says is removed."""
    found = re.search(r'name="goes" value="(\w+)"', desk.get("/close").text)
    assert found
    return found[1]


@pytest.mark.slow
def test_what_came_after_the_page_was_shown_is_not_removed_unseen(workspace: Path) -> None:
    came = workspace / "submissions" / "2026" / "14.xlsx"
    with a_desk(workspace) as desk:
        seen = sealed(desk)
        came.write_bytes(returned("14"))
        for seal in (seen, ""):
            answer = desk.post("/close", {"round": "2026", "goes": seal})
            told = "このページを開いた後に、削除するファイルが変わりました。何も削除していません。"
            assert (answer.status_code, told in answer.text) == (409, True)
        assert came.read_bytes() == returned("14")
        assert "提出された調査票、修正用調査票：2ファイル" in desk.get("/close").text
        desk.post("/close", {"round": "2026", "goes": sealed(desk)})
        assert desk.works() == ("done", ["調査「2026」を終了しました（削除したファイル：2件）。"])
    assert not came.exists()


def test_releases_that_were_replaced_can_be_opened_and_no_other_round_s(workspace: Path) -> None:
    kept = workspace / "published" / "replaced"
    for name in ("2026-20270301-120000", "2026-2-20270301-120000", "2025-20260301-120000"):
        (kept / name / "data").mkdir(parents=True)
        (kept / name / "data" / "cases.csv").write_text(name)
    with a_desk(workspace) as desk:
        page = desk.get("/release").text
        assert "以前の公表物（1）" in page
        assert desk.get("/files/published/replaced/2026-20270301-120000/data/cases.csv").text == "2026-20270301-120000"
        for other in ("2026-2-20270301-120000", "2025-20260301-120000", "../2026"):
            assert desk.get(f"/files/published/replaced/{other}/data/cases.csv").status_code == 404, other


@pytest.mark.slow
def test_answers_that_may_be_slips_are_told_before_they_are_published(tmp_path: Path) -> None:
    folder = tmp_path / "submissions" / "2026"
    folder.mkdir(parents=True)
    (tmp_path / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    paper = filled("13")
    paper.type("cases", "annual_cost", 9_999_999, "13-2026-01")
    (folder / "13.xlsx").write_bytes(draw(the_survey(), paper.form()))
    with a_desk(tmp_path) as desk:
        page = desk.get("/release").text
    assert "確認が済んでいない回答" in page
    assert re.search(r'<a href="/prefectures/13">東京都（\d+件）</a>', page)


def test_a_release_that_is_stopped_leaves_nothing_and_how_it_ended_is_seen_on_every_page(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        stop_at_the_first_step(desk)
        desk.post("/release/publish")
        desk.desk.works.join()
        other = desk.get("/settings").text
        assert "公表物の作成：中止しました。" in other
        assert '<a href="/progress">' in other
        page = desk.get("/progress").text
        assert STOPPED.ja in page
        assert page.count("中止しました。") == 1, "it is not told twice"
        assert '<a href="/progress">' not in desk.get("/settings").text, "it was seen"
    assert not (workspace / "published" / "2026").exists()


@pytest.mark.parametrize("act", ["publish", "preview"])
def test_why_nothing_is_written_while_a_return_is_still_being_copied_is_told_with_its_name(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    held(monkeypatch, "13.xlsx")
    with a_desk(workspace) as desk:
        desk.post(f"/release/{act}")
        desk.desk.works.join()
        page = desk.get("/progress").text
    assert "公表物は作成していません。この端末で読み取ることのできないファイルがあります（13.xlsx）。" in page
    assert not (workspace / "published" / "2026").exists()
    assert not (workspace / "preview").exists()


def stop_at_the_first_step(desk: Asked) -> None:
    """Somebody asks for the end as soon as the work tells how far it is."""
    works = desk.desk.works
    start = works.start

    def started(title: Words, work: Work, back: str = "/", *, can_stop: bool = True) -> None:
        def stopped(at_hand: WorkAtHand) -> Sequence[Words]:
            works.stop()
            return work(at_hand)

        start(title, stopped, back, can_stop=can_stop)

    works.start = started  # type: ignore[method-assign]  # the test stands between the desk and its work
