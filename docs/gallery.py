"""Makes the gallery: a picture of every sheet of the form and of the dashboard, in both languages, and the page that shows them.

    survey-tool demo && survey-tool demo --full demo-full && python docs/gallery.py
    (from the folder of the project; docs/gallery.md, docs/pictures/gallery/)

The forms are those of the small demonstration, the dashboard is that of the large one, whose sheets are full. A picture is the first
page of a sheet as it is printed; of the cases, which are printed on several, all of them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
from gallery_forms import STATES, forms
from printing import PICTURES, ROOT, Picture, take

from survey_tool.form.contract.marker import SHEETS
from survey_tool.form.workbook import draw
from survey_tool.reference.survey import open_survey
from survey_tool.release.dashboard import dashboard_name
from survey_tool.release.dashboard.workbook import PAGES
from survey_tool.wording.words import LANGUAGES, Language, Words
from tests.office import Office

GALLERY = PICTURES / "gallery"
PAGE = ROOT / "docs" / "gallery.md"
DPI = 96
ALIKE = ("guide", "example", "definitions")  # the same whatever is filled in
ON_SEVERAL_PAGES = ("cases",)


@dataclass(frozen=True)
class Section:
    """Pictures of one kind of workbook: for each of its sheets, by position, the picture in either language."""

    key: str
    title: Words
    sheets: tuple[dict[Language, Picture], ...]


def main(workspace: Path, full: Path) -> None:
    """Makes all pictures and the page anew."""
    for old in GALLERY.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, Office() as office:
        sections = [*_forms(workspace, Path(folder)), _dashboard(full)]
        shown = {
            picture.path: take(office, picture, Path(folder), DPI)
            for section in sections
            for sheet in section.sheets
            for picture in sheet.values()
        }
    PAGE.write_text(_page(sections, shown), encoding="utf-8")


def _forms(workspace: Path, folder: Path) -> Iterator[Section]:
    survey = open_survey(workspace)
    scratch = replace(survey, workspace=folder)
    books: dict[str, dict[Language, Path]] = {}
    for language in LANGUAGES:
        for state, form in forms(scratch, language):
            path = folder / f"{state}_{language}.xlsx"
            path.write_bytes(draw(survey, form))
            books.setdefault(state, {})[language] = path
    for state, title in STATES.items():
        shown = [key for key in SHEETS if state == "empty" or key not in ALIKE]
        yield Section(state, title, tuple(_form_sheet(books[state], state, key) for key in shown))


def _dashboard(workspace: Path) -> Section:
    survey = open_survey(workspace)
    releases = {language: survey.published / dashboard_name(survey, language) for language in LANGUAGES}
    names = {language: _visible(path) for language, path in releases.items()}
    sheets = tuple(
        {
            language: Picture(GALLERY / f"dashboard-{number:02}_{language}.png", path, names[language][number - 1])
            for language, path in releases.items()
        }
        for number in range(1, len(PAGES) + 1)  # data sheets stand behind them, and are not printed
    )
    return Section("dashboard", Words("ダッシュボード", "The dashboard"), sheets)


def _form_sheet(books: dict[Language, Path], state: str, key: str) -> dict[Language, Picture]:
    pictures = {}
    for language, book in books.items():
        picture = Picture(GALLERY / f"form-{state}-{key}_{language}.png", book, SHEETS[key][language])
        if key in ON_SEVERAL_PAGES and state != "empty":
            picture = replace(picture, pages=None)
        pictures[language] = picture
    return pictures


def _visible(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path, read_only=True)
    names = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    book.close()
    return names


def _page(sections: list[Section], shown: dict[Path, list[Path]]) -> str:
    """The page as Markdown: one table a workbook, the languages side by side."""
    lines = [
        "# Every sheet · 全てのシート",
        "",
        "Made by `python docs/gallery.py`; not to be edited by hand. Each picture is a sheet's first page as it is printed: the forms of "
        "`demo`, the dashboard of `demo --full`, a whole invented country.",
        "",
        "各シートの印刷時の1ページ目です。`python docs/gallery.py` により作成しています。調査票は `demo`、ダッシュボードは架空の全国"
        "（`demo --full`）のものです。",
    ]
    for section in sections:
        lines += ["", f"## {section.title['en']} · {section.title['ja']}"]
        for sheet in section.sheets:
            lines += ["", f"### {sheet['en'].sheet} · {sheet['ja'].sheet}", "", "| English | 日本語 |", "| --- | --- |"]
            lines += [f"| {english} | {japanese} |" for english, japanese in _rows(sheet, shown)]
    return "\n".join(lines) + "\n"


def _rows(sheet: dict[Language, Picture], shown: dict[Path, list[Path]]) -> Iterator[tuple[str, str]]:
    columns = {
        language: [
            f"![{picture.sheet} {number}]({path.relative_to(PAGE.parent).as_posix()})"
            for number, path in enumerate(shown[picture.path], start=1)
        ]
        for language, picture in sheet.items()
    }
    assert len(columns["en"]) == len(columns["ja"]), (
        f"{sheet['en'].sheet} has more pages in one language than the other"
    )
    return zip(columns["en"], columns["ja"], strict=True)


if __name__ == "__main__":
    main(*(map(Path, sys.argv[1:3]) if len(sys.argv) > 1 else (ROOT / "demo", ROOT / "demo-full")))
