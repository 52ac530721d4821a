"""What every test may ask for: `office` (LibreOffice), `browser` (Chromium), and the marks that go with them."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from tests import ROOT
from tests.browser import Browser, BrowserMissingError
from tests.mailserver import Certificate, make_certificate
from tests.office import Office, OfficeMissingError, find_programs
from tools.page_lint import NodeMissingError, install

# No test fails for being slow; CI draws the same examples each time, everyone else new ones.
settings.register_profile("house", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("house")

# Who starts the tests in the background of a shell hands down that Ctrl-C is ignored, to every process they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


if "coverage" in sys.modules:
    from tests.measuring import measure_readers

    measure_readers()


SLOWEST_FIRST = (
    "house/test_benchmarks.py",
    "desk/test_round.py",
    "demo/test_demo.py",
    "post/test_sending.py",
    "release/test_dashboard_agreement.py",
    "demo/test_round.py",
    "post/test_letters.py",
    "release/test_privacy_files.py",
    "release/test_dashboard.py",
    "cli/test_losing_nothing.py",
    "release/test_data.py",
    "house/test_house.py",
)
"""Files that take longest: begun with, so that no process is left alone with one of them at the end."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--sample N`: one in N of the long tests, others every day."""
    parser.addoption("--sample", type=int, default=1, metavar="N", help="run one in N of the long tests")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whoever asks for `office` is a LibreOffice test, so that `-m "not libreoffice"` leaves all of them out; `browser` alike.

    In English it belongs to the long suite: both editions are drawn by the same code, and the short one has the Japanese.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.chromium)
        if "office" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.libreoffice)
            if "en" in getattr(getattr(item, "callspec", None), "params", {}).values():
                item.add_marker(pytest.mark.long)
    _sample(config, items)
    places = {ROOT / "tests" / name: place for place, name in enumerate(SLOWEST_FIRST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


def _sample(config: pytest.Config, items: list[pytest.Item]) -> None:
    # Counted over all files: those with one such test are not all run on one day.
    one_in, turn = config.getoption("--sample"), 0
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        is_long = item.get_closest_marker("long") is not None
        is_todays = (dt.date.today().toordinal() + turn) % one_in == 0
        turn += is_long
        (left_out if is_long and not is_todays else kept).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """One LibreOffice for each process of the run. Skips where there is none, except under CI, where it fails."""
    try:
        find_programs()
    except OfficeMissingError as missing:
        leave_out(str(missing))
    with Office() as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for each process of the run; where there is none as for `office`."""
    try:
        running = Browser()
    except BrowserMissingError as missing:
        leave_out(str(missing))
        return
    with running:
        yield running


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, for `tests.accessibility`; where there is no Node as for `office`."""
    try:
        return (install() / "axe-core" / "axe.min.js").read_text("utf-8")
    except NodeMissingError as missing:
        leave_out(str(missing))
        return ""


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """That of the mail servers of the tests; where there is no openssl as for `office`."""
    made = make_certificate(tmp_path_factory.mktemp("certificate"))
    if made is None:
        leave_out("the program openssl is not installed")
    assert made
    return made


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Members of packages are begun as they are there."""
    as_here = zipfile.ZipInfo.__init__

    def as_there(self: zipfile.ZipInfo, *arguments: Any, **named: Any) -> None:
        as_here(self, *arguments, **named)
        self.create_system = 0

    monkeypatch.setattr(zipfile.ZipInfo, "__init__", as_there)


def leave_out(reason: str) -> None:
    """Skip for a reason that this machine gives; under CI nothing may be missing, so there it fails."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
