"""The forms of 47 prefectures are made at the desk: those that the command makes, told while they are made, stopped when asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from survey_tool.desk.round.work import STOPPED
from tests.commands import command
from tests.desks import a_desk

SETTINGS = 'round = "2026"\n[secretariat]\nphone = "03-1111-2222"\n'


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "survey.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def made(workspace: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (workspace / "templates" / "2026").glob("*.xlsx")}


@pytest.mark.long
@pytest.mark.filterwarnings("error:This process.*is multi-threaded:DeprecationWarning")
def test_the_forms_are_those_of_the_command(workspace: Path, tmp_path: Path) -> None:
    beside = tmp_path / "beside"
    beside.mkdir()
    (beside / "survey.toml").write_text(SETTINGS, encoding="utf-8")
    with a_desk(workspace) as desk:
        assert "調査票を作成する" in desk.get("/").text
        assert desk.post("/forms").headers["location"] == "/progress"
        busy = desk.post("/forms")
        assert (busy.status_code, "「調査票の作成」を実行しています" in busy.text) == (409, True)
        assert desk.get("/letters").status_code == 200  # the page stays usable meanwhile
        state, (written, unset) = desk.works()
        assert (state, written) == ("done", f"調査票を47件作成しました：{workspace / 'templates' / '2026'}")
        assert unset.startswith(
            "事務局について、見本のまま又は空欄の項目があります（事務局の名称（secretariat.name）、"
        ), "as the command says"
        page = desk.get("/progress").text
        assert "見本のまま又は空欄の項目があります（事務局の名称、担当者又は担当係、" in page
        assert re.search(r"secretariat\.|survey\.toml", page) is None, "which nobody sees at the desk"
        assert (desk.desk.works.told.done, desk.desk.works.told.all) == (47, 47)
    assert command("generate", workspace=beside).code == 0
    assert made(workspace) == made(beside)


@pytest.mark.long
def test_what_was_made_before_it_was_stopped_is_whole(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        works = desk.desk.works
        desk.post("/forms")
        while works.told.is_running and not works.told.done:
            works.wait(0.05)
        assert desk.post("/progress/stop").headers["location"] == "/progress"
        assert desk.works() == ("stopped", [STOPPED.ja])
        assert 0 < len(made(workspace)) < 47
        assert STOPPED.ja in desk.get("/progress").text
        desk.post("/forms")
        assert desk.works()[0] == "done"
    assert len(made(workspace)) == 47


@pytest.mark.slow
def test_one_form_is_written_again_with_more_columns(workspace: Path, tmp_path: Path) -> None:
    beside = tmp_path / "beside"
    beside.mkdir()
    (beside / "survey.toml").write_text(SETTINGS, encoding="utf-8")
    with a_desk(workspace) as desk:
        assert "この都道府県の調査票だけを作成し直す" in desk.get("/prefectures/13").text
        wrong = desk.post("/forms", {"prefecture": "13", "cases": "多め"})
        assert "事例の数を、1以上の整数で入力してください。" in wrong.text
        assert desk.post("/forms", {"prefecture": "99"}).status_code == 404, "no forms of a prefecture that is none"
        desk.post("/forms", {"prefecture": "13", "cases": "２０"})
        assert desk.works()[0] == "done"
    assert command("generate", "--prefecture", "13", "--cases", "20", workspace=beside).code == 0
    assert len(made(workspace)) == 1
    assert made(workspace) == made(beside)
