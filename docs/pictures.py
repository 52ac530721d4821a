"""Makes the pictures of README.md and README.ja.md from the workbooks of a demonstration round, by LibreOffice.

    survey-tool demo && python docs/pictures.py            (from the folder of the project; PNG files go to docs/pictures/)

A picture is the upper part of a sheet as it is printed.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the office of the tests, which is no part of the package

from survey_tool.form.answers import Form  # noqa: E402
from survey_tool.form.contract import SHEETS  # noqa: E402
from survey_tool.form.generate import form_path  # noqa: E402
from survey_tool.form.workbook import draw  # noqa: E402
from survey_tool.intake.collect import collect  # noqa: E402
from survey_tool.intake.corrections import write_corrections  # noqa: E402
from survey_tool.post.status import round_status  # noqa: E402
from survey_tool.post.status_workbook import write_status_workbook  # noqa: E402
from survey_tool.questionnaire.words import LANGUAGES  # noqa: E402
from survey_tool.reference.survey import Survey, open_survey  # noqa: E402
from survey_tool.release.publish import dashboard_name  # noqa: E402
from tests.office import Office  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
DPI = 110
A4_LANDSCAPE = (11.69, 8.27)  # inches
MARGIN = 0.05  # of the page's height, above what is printed
SHOWN = "16"  # Toyama: five cases, three mistakes


@dataclass(frozen=True)
class Picture:
    """A sheet of a workbook, cut off below a share of its first page."""

    name: str
    workbook: Path
    sheet: str
    share: float


def main(workspace: Path) -> None:
    """Makes all pictures anew."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Office() as office:
        for picture in _pictures(open_survey(workspace), Path(folder)):
            _make(office, picture, Path(folder))


def _pictures(survey: Survey, folder: Path) -> Iterator[Picture]:
    returned = [path for path in sorted(survey.submissions.glob("*.xlsx")) if "_correction-" not in path.name]
    first = collect(survey, returned)
    copies = write_corrections(survey, first, folder / "corrections")
    copy = next(path for path in copies if f"_{SHOWN}_" in path.name)
    status = round_status(survey, first, survey.round.deadline - dt.timedelta(days=4))
    form_en = folder / "form_en.xlsx"
    form_en.write_bytes(draw(survey, Form(SHOWN, "en")))
    for language in LANGUAGES:
        form = form_path(survey, SHOWN) if language == "ja" else form_en
        circulated = folder / f"status_{language}.xlsx"
        write_status_workbook(survey, status, circulated, language)
        release = survey.published / dashboard_name(survey, language)
        yield Picture(f"form-guide_{language}", form, SHEETS["guide"][language], 0.8)
        yield Picture(f"status_{language}", circulated, "状況" if language == "ja" else "Status", 0.75)
        yield Picture(f"overview_{language}", release, "実施状況" if language == "ja" else "Overview", 0.5)
    yield Picture("form-cases_ja", copy, SHEETS["cases"]["ja"], 0.42)
    yield Picture("form-check_ja", copy, SHEETS["check"]["ja"], 0.35)
    yield Picture("form-participants_ja", copy, SHEETS["participants"]["ja"], 0.6)


def _make(office: Office, picture: Picture, folder: Path) -> None:
    with office.document(picture.workbook) as document:
        document.recalculate()
        document.show_only(picture.sheet)
        pdf = document.store(folder / f"{picture.name}.pdf")
    width, height = (inches * DPI for inches in A4_LANDSCAPE)
    edges = {"-x": 0.0, "-y": height * MARGIN, "-W": width, "-H": height * (picture.share - MARGIN)}
    cut = [part for option, pixels in edges.items() for part in (option, str(round(pixels)))]
    command = ["pdftoppm", "-r", str(DPI), "-f", "1", "-l", "1", "-singlefile", *cut, "-png"]
    subprocess.run([*command, pdf, PICTURES / picture.name], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "demo")
