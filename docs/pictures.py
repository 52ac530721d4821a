"""Makes the pictures of README.md and README.ja.md from the workbooks of a demonstration round, by LibreOffice.

    survey-tool demo && python docs/pictures.py            (from the folder of the project; PNG files go to docs/pictures/)

A picture is the upper part of a sheet as it is printed.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from printing import PICTURES, ROOT, Picture, take

from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.marker import SHEETS
from survey_tool.form.generate import form_path
from survey_tool.form.workbook import draw
from survey_tool.intake.collect import collect
from survey_tool.intake.redrawing.corrections import write_corrections
from survey_tool.post.status.round_status import round_status
from survey_tool.post.status.workbook import write_status_workbook
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.release.dashboard import dashboard_name
from survey_tool.wording.words import LANGUAGES
from tests.office import Office

DPI = 110
SHOWN = "16"  # Toyama: five cases, three mistakes


def main(workspace: Path) -> None:
    """Makes all pictures anew."""
    with tempfile.TemporaryDirectory() as folder, Office() as office:
        for picture in _pictures(open_survey(workspace), Path(folder)):
            take(office, picture, Path(folder), DPI)


def _pictures(survey: Survey, folder: Path) -> Iterator[Picture]:
    returned = [path for path in sorted(survey.submissions.glob("*.xlsx")) if "_correction-" not in path.name]
    first = collect(survey, returned)
    copies = write_corrections(survey, first, folder / "corrections").needed
    copy = next(path for path in copies if f"_{SHOWN}_" in path.name)
    status = round_status(survey, first, survey.round.deadline - dt.timedelta(days=4))
    form_en = folder / "form_en.xlsx"
    form_en.write_bytes(draw(survey, Form(SHOWN, "en")))
    for language in LANGUAGES:
        form = form_path(survey, SHOWN) if language == "ja" else form_en
        circulated = folder / f"status_{language}.xlsx"
        write_status_workbook(survey, status, circulated, language)
        release = survey.published / dashboard_name(survey, language)
        yield _picture(f"form-guide_{language}", form, SHEETS["guide"][language], 0.8)
        yield _picture(f"status_{language}", circulated, "状況" if language == "ja" else "Status", 0.75)
        yield _picture(f"overview_{language}", release, "実施状況" if language == "ja" else "Overview", 0.5)
    yield replace(
        _picture("form-cases_ja", copy, SHEETS["cases"]["ja"], 0.515), right=0.82
    )  # up to where the columns end
    yield _picture("form-check_ja", copy, SHEETS["check"]["ja"], 0.42)
    yield _picture("form-participants_ja", copy, SHEETS["participants"]["ja"], 0.6)


def _picture(name: str, workbook: Path, sheet: str, bottom: float) -> Picture:
    return Picture(PICTURES / f"{name}.png", workbook, sheet, bottom)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "demo")
