"""Where the letters of a round and their texts lie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.reference.folders import LETTERS, MAIL

if TYPE_CHECKING:
    from survey_tool.reference.survey import Survey

LETTERS_FOLDER = LETTERS
GUIDE = "README.txt"
"""Among the texts of the letters: how they are edited."""
NOT_DUE = "not-due"
"""Beside the folders of drafts: where those go that are no longer to be sent."""


def mail_folder(survey: Survey) -> Path:
    """All letters of a round."""
    return survey.workspace / MAIL / survey.round.name


def drafts_folder(survey: Survey, kind: str) -> Path:
    """The drafts of one kind of letter, such as `mail/2026/remind`."""
    return mail_folder(survey) / kind
