"""Whose a file is: what its name says, what is typed on it, and whether that is the prefecture of the form inside."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from survey_tool.form.contract.marker import PREFECTURE_KEY
from survey_tool.intake.locating.entry_sheets import EntrySheet, prefecture_cells
from survey_tool.questionnaire.findings.finding import Finding, finding

if TYPE_CHECKING:
    from survey_tool.form.contract.marker import Marker
    from survey_tool.intake.cells.grid import CoveringMail
    from survey_tool.intake.locating.landmarks import Landmarks
    from survey_tool.reference.survey import Survey

_FILE_NAME = re.compile(r"joint-procurement_[0-9A-Za-z-]{1,16}_(\d{2})_")
_ALONE = "(?<!東){name}"  # 東京都府中市 is not in 京都府


def prefecture_of_name(name: str) -> str | None:
    """The code that a file's name says, if it is named as forms go out, whatever was added."""
    found = _FILE_NAME.search(name.rpartition("/")[2])
    return found[1] if found else None


def likely_prefecture(name: str, survey: Survey, mail: CoveringMail | None = None) -> str | None:
    """The one prefecture of which a file's name speaks, or else the folder that it lies in, or the mail that it came with.

    For a file that cannot tell itself, so that somebody can be asked.
    """
    for part in (*reversed(name.split("/")), *((mail.subject, mail.sender) if mail else ())):
        if spoken_of := _spoken_of(part, survey):
            return spoken_of[0] if len(spoken_of) == 1 else None
    return None


def about_the_name(form: Marker, name: str, survey: Survey) -> list[Finding]:
    """Whether a file's own name speaks of another prefecture than the form in it, and of that one alone."""
    named = _spoken_of(name.rpartition("/")[2], survey)
    if len(named) != 1 or named[0] == form.prefecture_code:
        return []
    places = survey.places.prefectures
    fills = {"file_prefecture": places[named[0]].name, "form_prefecture": places[form.prefecture_code].name}
    return [finding("prefecture-mismatch", fills, file=name)]


def about_the_respondent(form: Marker, sheet: EntrySheet | None, landmarks: Landmarks) -> list[Finding]:
    """Whether another prefecture has been typed over the one that the form printed."""
    places = landmarks.survey.places.prefectures
    label = landmarks.survey.questionnaire.respondent.questions()[PREFECTURE_KEY].label
    for cell, typed in prefecture_cells(sheet) if sheet else ():
        code = landmarks.prefecture_of(typed)
        if sheet and code is not None and code != form.prefecture_code:
            said = finding(
                "prefecture-typed-over",
                {"form_prefecture": places[form.prefecture_code].name},
                sheet=sheet.grid.name,
                cell=cell,
                label=label,
                key=PREFECTURE_KEY,
                value=str(typed).strip(),
                topic="respondent",
            )
            return [said]
    return []


def _spoken_of(part: str, survey: Survey) -> list[str]:
    """The prefectures of which a part of a path speaks: by the name of a form alone, else by their own names."""
    places = survey.places.prefectures
    sent_as = prefecture_of_name(part)
    if sent_as is not None:
        return [sent_as] if sent_as in places else []
    plain = unicodedata.normalize("NFKC", part)
    return [code for code, each in places.items() if re.search(_ALONE.format(name=each.name.ja), plain)]
