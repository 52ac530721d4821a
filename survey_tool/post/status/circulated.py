"""What the workbooks for colleagues have in common: who made them and when, how they are printed, links to returned files."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.paper import on_a4
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language


def say_whose(workbook: Workbook, survey: Survey, title: str, day: dt.date, language: Language) -> None:
    """Title, author and day of a workbook."""
    workbook.set_properties(
        {
            "title": title,
            "author": survey.round.secretariat.name.words[language],
            "created": dt.datetime.combine(day, dt.time()),
        }
    )


def print_across(sheet: Worksheet) -> None:
    """A sheet printed on A4 across, one page wide."""
    sheet.set_landscape()
    on_a4(sheet)
    sheet.fit_to_pages(1, 0)


def path_to(file: str, survey: Survey, folder: Path) -> str | None:
    """The way from `folder` to a returned file; None where there is none (another drive, inside an archive, a name with #)."""
    path = survey.submissions / file
    try:
        return os.path.relpath(path, folder) if path.is_file() and "#" not in file else None
    except ValueError:
        return None
