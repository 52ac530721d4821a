"""Makes the pictures of docs/page.md: every view of the page, wide and on a telephone, by Chromium.

    survey-tool demo && python docs/page_pictures.py        (from the folder of the project; docs/pictures/page/)

A picture is what is seen first; of the telephone twice as much.
"""

from __future__ import annotations

import sys
from pathlib import Path

from printing import PICTURES, ROOT

from survey_tool.reference.survey import open_survey
from survey_tool.release.page.names import page_name
from survey_tool.wording.words import Language
from tests.browser import Browser

FOLDER = PICTURES / "page"
WIDE, NARROW = (1366, 900), (360, 1200)
VIEWS: dict[str, str] = {
    "overview": "#overview",
    "cases": "#cases?status=in_operation&q=電子",
    "case": "#case?id=16-2026-03",
    "compare": "#compare?ids=16-2026-03,01-2026-01,27-2026-02",
    "similar": "#similar?m=162019",
    "types": "#types?t=general_affairs:G01",
    "prefectures": "#prefectures?p=16",
    "ahead": "#ahead",
    "changes": "#changes",
    "notes": "#notes",
}
IN_ENGLISH = ("overview", "cases")


def main(workspace: Path) -> None:
    """Makes all pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with Browser() as browser:
        for name in VIEWS:
            _take(browser, workspace, name, "ja")
        for name in IN_ENGLISH:
            _take(browser, workspace, name, "en")


def _take(browser: Browser, workspace: Path, name: str, language: Language) -> None:
    survey = open_survey(workspace)
    for kind, size in (("wide", WIDE), ("narrow", NARROW)):
        with browser.visit(survey.published / page_name(survey, language), VIEWS[name], size=size) as page:
            page.settled()
            page.tab.screenshot(path=FOLDER / f"{name}-{kind}_{language}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "demo")
