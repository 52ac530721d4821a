"""What the file of a page is called."""

from __future__ import annotations

from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language


def page_name(survey: Survey, language: Language) -> str:
    """The file of the page of an edition."""
    return f"joint-procurement_{survey.round.name}_{language}.html"
