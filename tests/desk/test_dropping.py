"""Whoever loads the page again while files are being brought is asked first, and loses nothing either way."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from tests.browser import DROP, PATIENCE, Browser, Visit
from tests.desk.test_everyone import origin_of
from tests.desk.test_serving import running
from tests.desks import returned


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    return tmp_path


def loaded_again(page: Visit, *, stays: bool) -> tuple[Any, list[str]]:
    """Drops a return, of which nothing reaches the desk yet, and loads the page again, staying on it or leaving it where that is asked;
    what lets the return go on, and what was asked."""
    held: list[Any] = []
    told: list[str] = []

    def answer(dialog: Any) -> None:
        told.append(dialog.type)
        dialog.dismiss() if stays else dialog.accept()

    page.tab.on("dialog", answer)
    page.tab.route("**/returns", lambda route: held.append(route))
    page.tab.click("h1")  # a browser asks only those who have done something on the page
    # While it goes to another page nothing can be asked of this one from outside.
    page.run("() => document.addEventListener('submit', () => setTimeout(() => location.reload(), 500))")
    page.run(DROP, [["13.xlsx", base64.b64encode(returned("13")).decode()]])
    while not (held and told):
        page.tab.wait_for_timeout(20)
    return held[0], told


def saved(workspace: Path) -> dict[str, bytes]:
    folder = workspace / "submissions" / "2026"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


@pytest.mark.long
def test_who_stays_gets_the_answer(browser: Browser, workspace: Path) -> None:
    with running(workspace) as (_, address), browser.visit_address(*origin_of(address)) as page:
        going, told = loaded_again(page, stays=True)
        assert told == ["beforeunload"]
        going.continue_()
        page.tab.wait_for_url("**/returns/1", timeout=PATIENCE)
        page.tab.reload()
        assert "「13.xlsx」を保存しました。" in page.text("main"), "and can look at it again without being asked"
    assert saved(workspace) == {"13.xlsx": returned("13")}


@pytest.mark.long
def test_who_leaves_has_added_nothing_by_halves_and_adds_it_again(browser: Browser, workspace: Path) -> None:
    with running(workspace) as (_, address), browser.visit_address(*origin_of(address)) as page:
        going, told = loaded_again(page, stays=False)
        assert told == ["beforeunload"]
        going.abort()
        page.tab.unroute("**/returns")
        page.go("/")
        assert saved(workspace) == {}
        page.drop({"13.xlsx": returned("13")})
    assert saved(workspace) == {"13.xlsx": returned("13")}
