"""Makes the pictures of docs/page.md: every view of the page in both languages, wide, on a telephone and on paper, by Chromium.

    survey-tool demo && python docs/page_pictures.py        (from the folder of the project; docs/pictures/page/)

A picture is what is seen first; of the telephone more than that; of paper the first sheet (A4), by poppler-utils.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from printing import PICTURES, ROOT, small_png

from survey_tool.reference.survey import Survey, open_survey
from survey_tool.release.page.names import page_name
from survey_tool.wording.words import LANGUAGES, Language
from tests.browser import Browser, Visit

FOLDER = PICTURES / "page"
WIDE, NARROW = (1366, 768), (390, 1200)
PAPER_DPI = 70
VIEWS: dict[str, str] = {
    "overview": "#overview",
    "cases": "#cases?status=in_operation&q=電子",
    "case": "#case?id=01-2026-01",
    "compare": "#compare?ids=16-2026-03,01-2026-01,27-2026-02",
    "similar": "#similar?m=162019",
    "types": "#types?t=general_affairs:G01",
    "prefectures": "#prefectures?p=16",
    "ahead": "#ahead",
    "changes": "#changes",
    "notes": "#notes",
}


def main(workspace: Path) -> None:
    """Makes all pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    survey = open_survey(workspace)
    with Browser() as browser:
        for language in LANGUAGES:
            for name in VIEWS:
                _take(browser, survey, name, language)


def _take(browser: Browser, survey: Survey, name: str, language: Language) -> None:
    for kind, size in (("wide", WIDE), ("narrow", NARROW)):
        with browser.visit(survey.published / page_name(survey, language), VIEWS[name], size=size) as page:
            page.settled()
            page.tab.screenshot(path=FOLDER / f"{name}-{kind}_{language}.png")
            if kind == "wide":
                _print(page, FOLDER / f"{name}-paper_{language}.png")


def _print(page: Visit, path: Path) -> None:
    """The first sheet."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        page.tab.pdf(path=file.name, format="A4")
        told = subprocess.run(["pdftoppm", "-r", str(PAPER_DPI), "-l", "1", file.name], check=True, capture_output=True)
    path.write_bytes(small_png(told.stdout))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "demo")
