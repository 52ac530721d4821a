"""Of the workspace only files of the round are given out, to be saved and never to be run, whatever is asked for."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from tests.desks import a_desk

BYTES = b"<script>run()</script>"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    for name in ("submissions/2026", "submissions/2025", "published/2026/data", "templates", "mail"):
        (folder / name).mkdir(parents=True)
    for name in (
        "survey.toml",
        "contacts.csv",
        "record.csv",
        "submissions/2026/.hidden.xlsx",
        "submissions/2025/13.xlsx",
    ):
        (folder / name).write_text("", encoding="utf-8")
    (folder / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    (folder / "submissions/2026/東京 都.html").write_bytes(BYTES)
    (tmp_path / "outside.txt").write_text("root:", encoding="utf-8")
    return folder


def test_a_return_is_given_out_to_be_saved(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        answer = desk.get("/files/submissions/2026/東京 都.html")
    assert (answer.status_code, answer.content) == (200, BYTES)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == (
        f"attachment; filename=\"____.html\"; filename*=utf-8''{quote('東京 都')}.html"
    )
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "/../survey.toml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/static/../../survey.toml",
        "/static/..%2f..%2fsurvey.toml",
        "/static/desk.html",
        "/files/survey.toml",
        "/files/contacts.csv",
        "/files/record.csv",
        "/files/submissions/2026/../../survey.toml",
        "/files/submissions/2026/%2e%2e/%2e%2e/survey.toml",
        "/files/submissions/2026/..%2f..%2fsurvey.toml",
        "/files/submissions/2026/..%5c..%5csurvey.toml",
        "/files/submissions/2026//etc/passwd",
        "/files//etc/passwd",
        "/files/%2fetc%2fpasswd",
        "/files/submissions/2026/.hidden.xlsx",
        "/files/submissions/2025/13.xlsx",
        "/files/submissions/2026",
        "/files/published/2026/data",
        "/files/submissions/2026/13.xlsx%00.html",
        "/files/D:/Windows/win.ini",
    ],
)
def test_nothing_else_is_given_out(workspace: Path, path: str) -> None:
    with a_desk(workspace) as desk:
        answer = desk.get(path)
    assert answer.status_code == 404, path
    assert "deadline" not in answer.text
    assert "root:" not in answer.text


def test_a_link_leads_nowhere(workspace: Path, tmp_path: Path) -> None:
    (workspace / "submissions/2026/link.txt").symlink_to(tmp_path / "outside.txt")
    (workspace / "submissions/2026/folder").symlink_to(tmp_path)
    (workspace / "templates/2026").symlink_to(tmp_path)
    (workspace / "submissions/2026/inside.txt").symlink_to(workspace / "survey.toml")
    with a_desk(workspace) as desk:
        for path in (
            "submissions/2026/link.txt",
            "submissions/2026/folder/outside.txt",
            "templates/2026/outside.txt",
            "submissions/2026/inside.txt",
        ):
            assert desk.get(f"/files/{path}").status_code == 404, path
