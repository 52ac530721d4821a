"""What tests of understanding share: the questions of the built-in survey, and short names for what was read."""

from __future__ import annotations

from functools import cache

from survey_tool.intake.cells.grid import CellValue, Shown
from survey_tool.intake.understanding.answers import Reading, understand
from survey_tool.questionnaire.asked.questionnaire import Questionnaire, questionnaire
from survey_tool.questionnaire.vocabulary.kinds import Lists
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.places import Places, read_places
from survey_tool.wording.words import Language


@cache
def places() -> Places:
    return read_places()


@cache
def asked() -> Questionnaire:
    return questionnaire(places().prefecture_list)


def lists() -> Lists:
    return asked().lists


@cache
def questions() -> dict[str, Question]:
    return {**asked().case.questions(), **asked().respondent.questions()}


def read(key: str, typed: CellValue | Shown, language: Language = "ja") -> Reading:
    """What is understood at the question `key`."""
    return understand(questions()[key], typed, lists(), language)


def silent(reading: Reading) -> object:
    """The value of a reading that says nothing."""
    assert (reading.fault, reading.read_as, reading.nearest) == (None, None, None)
    return reading.value


def said(reading: Reading) -> tuple[object, str | None]:
    """The value of a reading, and what it is said to be read as."""
    assert (reading.fault, reading.nearest) == (None, None)
    return reading.value, reading.read_as.ja if reading.read_as else None


def refused(reading: Reading) -> tuple[str | None, str | None]:
    """The fault of a reading, and what is suggested."""
    assert (reading.value, reading.read_as) == (None, None)
    return reading.fault, reading.nearest.ja if reading.nearest else None
