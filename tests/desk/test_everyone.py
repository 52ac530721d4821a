"""Everyone can use the desk: with a screen reader, by the keyboard alone, on a small laptop, in either language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from survey_tool.post.kinds import KINDS
from survey_tool.wording.words import LANGUAGES, Language
from tests.accessibility import violations
from tests.browser import Browser, Visit
from tests.commands import command
from tests.desk.states import CODES, busy
from tests.desk.test_serving import running
from tests.desks import returned

PAGES = (
    "/",
    *(f"/prefectures/{code}" for code in (*CODES, "47")),
    *(f"/letters?kind={kind}" for kind in KINDS),
    "/release",
    "/settings",
    "/settings/contacts/13",
    "/rounds",
    "/close",
    "/progress",
)
LAPTOP = (1366, 768)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return busy(tmp_path_factory.mktemp("busy") / "workspace")


@pytest.fixture(scope="module")
def address(workspace: Path) -> Iterator[str]:
    with running(workspace) as (_, found):
        yield found


def origin_of(address: str) -> tuple[str, str]:
    """Where the desk is, and the place that lets somebody in."""
    split = urlsplit(address)
    return f"http://{split.netloc}", f"/?{split.query}"


def speaks(page: Visit, language: Language) -> None:
    """Switches the desk to a language, as its button does."""
    if page.run("() => document.documentElement.lang") != language:
        with page.tab.expect_navigation():
            page.press("button[name=language]")
    assert page.run("() => document.documentElement.lang") == language


def is_too_wide(page: Visit) -> bool:
    found: bool = page.run("() => document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_for_everyone_and_fits_a_laptop(
    browser: Browser, address: str, axe: str, language: Language
) -> None:
    origin, key = origin_of(address)
    with browser.visit_address(origin, key, size=LAPTOP, bypass_policy=True) as page:
        speaks(page, language)
        for path in PAGES:
            page.tab.goto(origin + path)
            page.run("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")
            page.run(axe)
            assert violations(page) == [], path
            assert not is_too_wide(page), path


@pytest.mark.slow
def test_every_page_fits_a_narrow_window(browser: Browser, address: str) -> None:
    """The fields of names in two languages ran out of the settings."""
    origin, key = origin_of(address)
    with browser.visit_address(origin, key, size=(390, 844)) as page:
        for path in PAGES:
            page.tab.goto(origin + path)
            page.run("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")
            assert not is_too_wide(page), path


def lines_of(page: Visit, selector: str) -> set[int]:
    """In how many lines the texts of such elements stand."""
    script = """(selector) => [...document.querySelectorAll(selector)].map((each) => {
      const text = new Range();
      text.selectNodeContents(each);
      return new Set([...text.getClientRects()].map((line) => Math.round(line.bottom))).size;
    })"""
    return set(page.run(script, selector))


@pytest.mark.slow
def test_a_date_stays_on_one_line_in_a_narrow_window(browser: Browser, address: str) -> None:
    """In the list of prefectures days and names stood letter below letter: that page was ten thousand pixels long."""
    origin, key = origin_of(address)
    with browser.visit_address(origin, key, size=(700, 900)) as page:
        assert lines_of(page, "td:nth-last-child(2):not(:empty)") == {1}, "the days on which files were saved"
        assert lines_of(page, "td .day") == {1}, "and those until which somebody may answer"
        assert lines_of(page, "th[scope=row]") == {1}
        assert not is_too_wide(page)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_answers_a_form_is_for_everyone_too(
    browser: Browser, axe: str, language: Language, tmp_path: Path
) -> None:
    """An empty folder, what was added, settings with mistakes, what could not be done, the end."""

    def see(page: Visit) -> None:
        page.run(axe)
        assert violations(page) == []
        assert not is_too_wide(page)

    with running(tmp_path, language) as (_, address):
        origin, key = origin_of(address)
        with browser.visit_address(origin, key, size=LAPTOP, bypass_policy=True) as page:
            see(page)
            page.tab.goto(f"{origin}/settings")
            see(page)
            page.press("main form[action='/begin'] button")
            page.tab.fill("[name='secretariat.email']", "nobody")
            see(page)
            page.press("main form[action='/settings'] button >> nth=0")
            assert page.tab.locator("[aria-invalid=true]").count() == 1
            see(page)
            page.tab.goto(origin)
            page.tab.set_input_files(
                "#files", [{"name": "13.xlsx", "mimeType": "", "buffer": returned("13", wrong=True)}]
            )
            page.press("#drop button")
            assert page.tab.locator("article.answer .finding").count() > 0
            see(page)
            page.tab.goto(f"{origin}/prefectures/13")
            page.tab.evaluate("() => document.querySelector('#text').removeAttribute('required')")
            page.press("form[action='/prefectures/13/note'] button")
            assert page.tab.locator("[role=alert]").count() == 1
            see(page)
            page.press("form[action='/end'] button")
            see(page)
            # Chromium complains of the settings that were refused.
            refused = [each for each in page.complaints if "status of 422" in each]
            assert len(refused) == 1
            page.complaints[:] = [each for each in page.complaints if each not in refused]


@pytest.mark.slow
def test_a_closed_round_is_for_everyone(browser: Browser, axe: str, tmp_path: Path) -> None:
    (tmp_path / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    (tmp_path / "submissions" / "2026").mkdir(parents=True)
    (tmp_path / "submissions" / "2026" / "13.xlsx").write_bytes(returned("13"))
    command("validate", workspace=tmp_path)
    assert command("close", "2026", "--yes", workspace=tmp_path).code == 0
    with running(tmp_path) as (_, address):
        origin, key = origin_of(address)
        with browser.visit_address(origin, key, size=LAPTOP, bypass_policy=True) as page:
            for path in ("/", "/letters", "/release"):
                page.tab.goto(origin + path)
                page.run(axe)
                assert violations(page) == [], path


REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter((each) => each.checkVisibility() && !each.disabled && each.type !== 'hidden')
    .filter((each) => each.type !== 'radio' || each.checked).length"""
# A day has places for year, month and day, each reached by itself.
FOCUSED = """() => {
    const at = document.activeElement;
    if (!window.met) window.met = new Set();
    const before = window.met.size;
    if (at !== document.body) window.met.add(at);
    const style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    return { met: window.met.size, isNew: window.met.size > before || at.type === 'date',
        outline: style.outlineStyle, width: parseFloat(style.outlineWidth),
        isSeen: box.bottom > 0 && box.top < innerHeight && box.width > 0, html: at.outerHTML.slice(0, 120) };
}"""


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/", "/prefectures/02", "/prefectures/27", "/letters?kind=invite", "/release"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser: Browser, address: str, path: str) -> None:
    origin, key = origin_of(address)
    with browser.visit_address(origin, key, size=LAPTOP) as page:
        page.tab.goto(origin + path)
        page.run("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        wanted = page.run(REACHABLE)
        met = 0
        for _ in range(wanted + 40):
            page.tab.keyboard.press("Tab")
            found: dict[str, Any] = page.run(FOCUSED)
            if not found["isNew"]:
                break
            met = found["met"]
            assert (found["outline"], found["width"] >= 2, found["isSeen"]) == ("solid", True, True), found["html"]
        assert met == wanted


@pytest.mark.slow
def test_a_doubtful_answer_is_confirmed_by_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    busy(tmp_path)
    with running(tmp_path) as (_, address):
        origin, key = origin_of(address)
        with browser.visit_address(origin, key, size=LAPTOP) as page:
            page.tab.goto(f"{origin}/prefectures/02")
            keys = page.tab.keyboard

            def is_at(selector: str) -> bool:
                found: bool = page.run("selector => document.activeElement.matches(selector)", selector)
                return found

            while not is_at(".finding summary"):
                keys.press("Tab")
            keys.press("Enter")
            keys.press("Tab")
            assert is_at("input[name=because]")
            keys.press("Escape")
            assert is_at(".finding summary")
            assert page.run("() => document.activeElement.parentElement.open") is False
            keys.press("Enter")
            keys.press("Tab")
            keys.type("電話で確認")
            keys.press("Enter")
            page.tab.wait_for_url("**/prefectures/02?done=done_confirmed")
            assert "確認済みとしました。" in page.text("[role=status].notice")


@pytest.mark.slow
def test_the_language_is_switched_where_somebody_is(browser: Browser, tmp_path: Path) -> None:
    busy(tmp_path)
    with running(tmp_path) as (_, address):
        origin, key = origin_of(address)
        with browser.visit_address(origin, key, size=LAPTOP) as page:
            page.tab.goto(f"{origin}/letters?kind=remind")
            speaks(page, "en")
            assert page.tab.url == f"{origin}/letters?kind=remind"
            assert page.text("h1") == "Letters"
            page.tab.goto(f"{origin}/prefectures/13")
            assert page.text("h1").startswith("13 Tokyo")
            speaks(page, "ja")
            assert page.text("h1").startswith("13 東京都")
