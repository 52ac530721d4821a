"""The page of the release says what would be published and what would not; what it writes is what the command writes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands import command
from tests.desks import a_desk, returned


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    (folder / "submissions" / "2026").mkdir(parents=True)
    (folder / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    (folder / "submissions" / "2026" / "13.xlsx").write_bytes(returned("13", wrong=True))
    return folder


def test_what_is_left_out_is_shown_with_its_reason(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        page = desk.get("/release").text
    assert "を公表し、" in page
    assert '<a href="/prefectures/13">東京都</a></td><td>13-2026-02</td><td>修正依頼中</td>' in page
    assert "13.xlsx" in page
    assert "公表物は、まだありません。" in page
    assert not (workspace / "published").exists()
    assert not (workspace / "preview").exists()


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
