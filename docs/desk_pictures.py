"""Makes the pictures of the desk in README.md and README.ja.md from a round that is under way, by Chromium.

python docs/desk_pictures.py            (from the folder of the project; PNG files go to docs/pictures/)
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from survey_tool.form.workbook import draw
from survey_tool.wording.words import LANGUAGES
from tests.browser import Browser
from tests.desk.states import CODES, SETTINGS, busy
from tests.desk.test_everyone import origin_of
from tests.desk.test_serving import running
from tests.forms import case_of, filled, the_survey

PICTURES = Path(__file__).resolve().parent / "pictures"
SIZE = (1366, 768)
SHOWN = {
    "overview": "/",
    "prefecture": "/prefectures/01",
    "letters": "/letters?kind=correct",
    "release": "/release",
    "contacts": "/settings/contacts/13",
}
CAME = (
    "03",
    "06",
    "08",
    "11",
    "14",
    "15",
    "19",
    "20",
    "22",
    "25",
    "28",
    "31",
    "33",
    "35",
    "38",
    "40",
    "43",
    "44",
    "47",
)
DAYS = "deadline = 2099-12-11\nsecond_deadline = 2099-12-18\n"


def _returned(code: str) -> bytes:
    """A form whose cases no other prefecture reports too."""
    paper = filled(code)
    for number in (1, 2, 3):
        paper.type("cases", "name", f"事例{code}の{number}", case_of(code, number))
    return draw(the_survey(), paper.form())


def main() -> None:
    """Makes all pictures anew."""
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        workspace = busy(Path(folder) / "調査2026", SETTINGS.replace(DAYS, ""), "2026-12-25")
        for code in CAME:
            assert code not in CODES
            (workspace / "submissions" / "2026" / f"{code}.xlsx").write_bytes(_returned(code))
        for language in LANGUAGES:
            with running(workspace, language) as (_, address):
                origin, key = origin_of(address)
                with browser.visit_address(origin, key, size=SIZE) as page:
                    for name, path in SHOWN.items():
                        page.tab.goto(origin + path)
                        page.settled()
                        page.tab.screenshot(path=PICTURES / f"desk-{name}_{language}.png")


if __name__ == "__main__":
    main()
