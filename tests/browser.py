"""Chromium for tests of the page: what it shows, asks for and complains of.

def test_kpis(browser: Browser) -> None:  # the fixture of tests/conftest.py
    with browser.visit(path) as page:
        page.at("#cases?status=ended")
        assert page.text("#found") == "37件中 1件"

with browser.visit_address(origin, place) as page:  # of a desk
    page.drop({"13.xlsx": content})

Whoever visits may ask for nothing but the file or the server itself, and hears of every complaint: leaving a visit fails where there
was one.
"""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, NARROW = (1366, 900), (360, 740)
PATIENCE = 300_000  # milliseconds, on a machine that is busy


DROP = """(files) => {
  const brought = new DataTransfer();
  for (const [name, content] of files) {
    brought.items.add(new File([Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))], name));
  }
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: brought, bubbles: true, cancelable: true }));
  }
}"""


class BrowserMissingError(Exception):
    """Chromium, or what drives it, is not to be had on this machine; the text says which."""


class Visit:
    """One page in a tab of its own."""

    def __init__(self, tab: Any, address: str) -> None:
        """`address` begins everything that may be asked for."""
        self.tab, self.address = tab, address
        self.complaints: list[str] = []
        self.requests: list[str] = []
        tab.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("request", lambda request: self.requests.append(request.url))

    def at(self, place: str) -> None:
        """Goes to a place of the page as a link does."""
        self.tab.evaluate("place => { location.hash = place; }", place)
        self.settled()

    def settled(self) -> None:
        """Waits until what was to be shown is shown."""
        self.tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")

    def all(self, selector: str) -> list[str]:
        """The visible texts of all such elements, blanks and lines as one blank."""
        found = self.tab.evaluate(
            "selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).map(e => e.innerText)",
            selector,
        )
        return [" ".join(str(each).split()) for each in found]

    def text(self, selector: str) -> str:
        """The visible text of the one such element."""
        (found,) = self.all(selector)
        return found

    def go(self, path: str) -> None:
        """Opens another page of the same server."""
        self.tab.goto(self.address + path)

    def press(self, selector: str) -> None:
        """Presses the button that leads to another page."""
        with self.tab.expect_navigation(timeout=PATIENCE):
            self.tab.click(selector)

    def drop(self, files: Mapping[str, bytes]) -> None:
        """Drops files on the page, by name, as from another window; what is brought leads to another page."""
        brought = [[name, base64.b64encode(content).decode()] for name, content in files.items()]
        with self.tab.expect_navigation(timeout=PATIENCE):
            self.tab.evaluate(DROP, brought)

    @contextmanager
    def refused(self, status: int) -> Iterator[None]:
        """Does what is answered by a page with this status, of which the console complains, once, and of nothing else."""
        before = len(self.complaints)
        yield
        said, self.complaints[before:] = self.complaints[before:], []
        assert [f"status of {status} " in each for each in said] == [True], said

    def run(self, script: str, argument: object = None) -> Any:
        """What a script gives back."""
        return self.tab.evaluate(script, argument)


class Browser:
    """One Chromium, driven by Playwright."""

    def __init__(self) -> None:
        program = shutil.which("chromium")
        if program is None:
            raise BrowserMissingError("chromium is not installed")
        try:
            from playwright.sync_api import sync_playwright
        except ImportError as missing:
            raise BrowserMissingError(str(missing)) from missing
        self._manager: Any = sync_playwright().start()
        self._chromium: Any = self._manager.chromium.launch(executable_path=program, args=[*FLAGS])

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._chromium.close()
        self._manager.stop()

    @contextmanager
    def visit(
        self, path: Path, place: str = "", *, size: tuple[int, int] = WIDE, script: bool = True, zoom: float = 1
    ) -> Iterator[Visit]:
        """Opens a file; fails at the end where it asked for anything else, or complained."""
        width, height = (int(each / zoom) for each in size)
        with self._visiting(path.as_uri(), place, (width, height), java_script_enabled=script) as visit:
            yield visit

    @contextmanager
    def visit_address(
        self, origin: str, place: str, *, size: tuple[int, int] = WIDE, bypass_policy: bool = False
    ) -> Iterator[Visit]:
        """Opens a page of a server of this computer (`http://127.0.0.1:PORT`); fails at the end where anything else was asked for, or
        where it complained. `bypass_policy`: scripts of the test may do what the pages forbid."""
        with self._visiting(origin, place, size, bypass_csp=bypass_policy) as visit:
            yield visit

    @contextmanager
    def _visiting(self, address: str, place: str, size: tuple[int, int], **options: Any) -> Iterator[Visit]:
        width, height = size
        context = self._chromium.new_context(
            viewport={"width": width, "height": height}, accept_downloads=True, **options
        )
        try:
            visit = Visit(context.new_page(), address)
            visit.tab.goto(visit.address + place)
            yield visit
            asked = [each for each in visit.requests if not each.startswith((visit.address, "data:", "blob:"))]
            assert asked == []
            assert visit.complaints == []
        finally:
            context.close()
