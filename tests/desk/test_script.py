"""What the script of the desk does beside the forms: it takes what is dropped or says why not, notices what changes, and says when the
desk is no more there."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
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


@pytest.fixture
def page(browser: Browser, workspace: Path) -> Iterator[Visit]:
    with running(workspace) as (_, address), browser.visit_address(*origin_of(address)) as visit:
        yield visit


def saved(workspace: Path) -> dict[str, bytes]:
    folder = workspace / "submissions" / "2026"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def let_go(page: Visit, *paths: Path) -> None:
    """Drops files or folders of this computer on the page, as the system does."""
    session: Any = page.tab.context.new_cdp_session(page.tab)
    brought = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": 300, "y": 300, "data": brought})


@pytest.mark.slow
def test_a_file_that_is_dropped_where_none_is_taken_leaves_the_page_there(
    page: Visit, workspace: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    form = tmp_path_factory.mktemp("elsewhere") / "13.xlsx"
    form.write_bytes(returned("13"))
    for path in ("/progress", "/rounds", "/close"):
        page.go(path)
        let_go(page, form)
        page.tab.wait_for_selector("#told:not([hidden])", timeout=PATIENCE)
        assert page.text("#told").startswith("このページではファイルを追加できません。"), path
        assert page.tab.url == page.address + path
    with page.refused(404):
        page.go("/nothing")
    let_go(page, form)
    assert page.text("#told").startswith("このページではファイルを追加できません。")
    assert saved(workspace) == {}


@pytest.mark.slow
def test_a_folder_is_told_and_a_file_of_it_is_taken(
    page: Visit, workspace: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("届いたもの")
    (folder / "13.xlsx").write_bytes(returned("13"))
    let_go(page, folder)
    page.tab.wait_for_selector("#told:not([hidden])", timeout=PATIENCE)
    assert page.text("#told") == "フォルダは追加できません。フォルダを開き、中のファイルをドラッグしてください。"
    assert saved(workspace) == {}
    with page.tab.expect_navigation(timeout=PATIENCE):
        let_go(page, folder / "13.xlsx")
    assert "「13.xlsx」を保存しました。" in page.text("main")
    assert saved(workspace) == {"13.xlsx": returned("13")}


@pytest.mark.slow
def test_what_is_dropped_meanwhile_does_not_replace_what_is_being_brought(page: Visit, workspace: Path) -> None:
    def files(code: str) -> list[list[str]]:
        return [[f"{code}.xlsx", base64.b64encode(returned(code)).decode()]]

    held: list[Any] = []
    page.tab.route("**/returns", lambda route: held.append(route))
    page.run("files => { window.again = files; }", files("14"))
    # While it goes to another page nothing can be asked of this one from outside.
    page.run(f"() => document.addEventListener('submit', () => setTimeout(() => ({DROP})(window.again), 200))")
    page.run(
        """() => {
            const told = document.querySelector("#told");
            const say = () => told.hidden || console.info(told.innerText);
            new MutationObserver(say).observe(told, { attributes: true });
        }"""
    )
    page.run(DROP, files("13"))
    while not (held and page.complaints):
        page.tab.wait_for_timeout(20)
    (told,) = page.complaints
    page.complaints.clear()
    assert told.startswith("info: 先に追加したファイルを保存しています。")
    assert len(held) == 1
    with page.tab.expect_navigation(timeout=PATIENCE):
        held[0].continue_()
    assert saved(workspace) == {"13.xlsx": returned("13")}


@pytest.mark.slow
def test_more_than_may_come_at_once_is_told_before_it_is_brought(page: Visit, workspace: Path) -> None:
    asked = len(page.requests)
    page.run(DROP, [[f"{number}.xlsx", "eA=="] for number in range(501)])
    assert page.text("#told") == "一度に追加できるファイルは500件までです。いくつかに分けて追加してください。"
    page.run("() => { document.querySelector('form[data-drop]').dataset.octets = 10; }")
    page.run(DROP, [["13.xlsx", base64.b64encode(bytes(11)).decode()]])
    assert page.text("#told").startswith("一度に追加できる量（512MB）を超えています。")
    assert [each for each in page.requests[asked:] if not each.endswith("/pulse")] == []
    assert saved(workspace) == {}
    page.run("() => { delete document.querySelector('form[data-drop]').dataset.octets; }")
    page.drop({"13.xlsx": returned("13")})
    assert saved(workspace) == {"13.xlsx": returned("13")}


@pytest.mark.slow
def test_a_file_that_is_saved_beside_the_page_shows_up_by_itself(page: Visit, workspace: Path) -> None:
    assert page.text(".totals .accepted b") == "0"
    (workspace / "submissions" / "2026").mkdir(parents=True)
    (workspace / "submissions" / "2026" / "13.xlsx").write_bytes(returned("13"))
    page.tab.wait_for_selector(".totals .accepted b:text-is('1')", timeout=PATIENCE)


@pytest.mark.slow
def test_who_is_typing_is_told_and_loses_nothing(page: Visit, workspace: Path) -> None:
    page.go("/prefectures/13")
    page.tab.fill("#text", "電話で確認した内容")
    (workspace / "submissions" / "2026").mkdir(parents=True)
    (workspace / "submissions" / "2026" / "13.xlsx").write_bytes(returned("13"))
    page.tab.wait_for_selector("#news:not([hidden])", timeout=PATIENCE)
    assert page.text("#news") == "このページを開いた後に、内容が変わりました。 最新の内容を表示する"
    assert page.tab.input_value("#text") == "電話で確認した内容"
    page.press("#news a")
    assert "13.xlsx 受理" in page.text("#return-1 h3")


@pytest.mark.slow
def test_two_windows_agree_and_both_know_when_the_desk_has_ended(browser: Browser, workspace: Path) -> None:
    with running(workspace) as (process, address):
        origin, key = origin_of(address)
        with browser.visit_address(origin, key) as first, browser.visit_address(origin, key) as second:
            second.go("/prefectures/13")
            first.go("/prefectures/13")
            first.tab.fill("#text", "電話で確認")
            first.press("form[action$='/note'] button")
            second.tab.wait_for_selector("#record ~ .events :text('電話で確認')", timeout=PATIENCE)
            first.press("form[action='/end'] button")
            process.wait(timeout=60)
            second.tab.wait_for_selector("#told:not([hidden])", timeout=PATIENCE)
            assert second.text("#told").startswith("調査の画面は閉じられています。")
            refused = [each for each in second.complaints if re.search("ERR_CONNECTION_(REFUSED|RESET)", each)]
            assert len(refused) >= 3
            second.complaints[:] = [each for each in second.complaints if each not in refused]


@pytest.mark.slow
def test_a_page_that_the_browser_has_kept_is_made_usable_again(page: Visit) -> None:
    page.go("/rounds")
    page.run("() => { document.querySelector('button').disabled = true; }")
    with page.tab.expect_navigation(timeout=PATIENCE):
        page.run("() => setTimeout(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))")
    assert page.run("() => document.querySelectorAll('button:disabled').length") == 0
    with page.tab.expect_navigation(timeout=PATIENCE):
        page.tab.evaluate(
            """() => { const form = document.createElement('form');
            form.method = 'post'; form.action = '/settings'; document.body.append(form); form.submit(); }"""
        )
    page.complaints.clear()  # of what was refused
    page.run(
        """() => { document.querySelector('button').disabled = true;
        dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); }"""
    )
    assert page.run("() => document.querySelectorAll('button:disabled').length") == 0
    assert page.tab.url.endswith("/settings"), "what answers a form is not asked for again"
