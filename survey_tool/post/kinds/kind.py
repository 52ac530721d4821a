"""What every kind of letter has in common: the occasion on which it is written, and what is due then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from survey_tool.form.contract.file_names import form_there
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.opening.names import CORRECTIONS
from survey_tool.intake.redrawing.corrections import copy_name
from survey_tool.post.letters.correspondence import Enclosed
from survey_tool.post.letters.letter import Letter, signature
from survey_tool.post.record.history import UNRECORDED, History
from survey_tool.reference.survey import Survey
from survey_tool.settings.reading import settings_mistake
from survey_tool.wording.handwritten import MistakesError
from survey_tool.wording.words import NOTHING, Words

_PAST = Words("{day}を過ぎています。", "{day} is over.")


@dataclass(frozen=True, slots=True)
class Occasion:
    """When letters are written and on what ground: `read` is what came back, or the forms, as their kind asks.

    `history` is what the record tells; `number` which letter of its kind to a prefecture this one is.
    """

    survey: Survey
    read: Collected
    today: dt.date
    history: History = UNRECORDED
    number: int = 1


@dataclass(frozen=True, slots=True)
class Due:
    """The letters that are due, and what the secretariat is told: who needs none (`said`), who gets none yet (`noted`)."""

    letters: tuple[Enclosed, ...]
    said: Words = NOTHING
    noted: Words = NOTHING


@dataclass(frozen=True, slots=True)
class Kind:
    """How letters of one kind come about.

    `letter` is what they say; `due` gives them; it raises `MistakesError` where no deadline is left to name.
    `from_forms`: what counts is what the forms hold, not what came back. `refuse` raises `MistakesError` on a day on which
    none of them may go out.
    """

    letter: type[Letter]
    due: Callable[[Occasion], Due]
    from_forms: bool = False
    refuse: Callable[[Survey, dt.date], None] = lambda _, __: None


def common(occasion: Occasion, code: str) -> dict[str, Any]:
    """What a letter to a prefecture says whatever its kind: the fields of `Letter`."""
    survey = occasion.survey
    secretariat = survey.round.secretariat
    return {
        "round": survey.round.name,
        "prefecture_code": code,
        "prefecture": survey.places.prefectures[code].name,
        "secretariat": secretariat.name.words,
        "signature": signature(secretariat),
        "deadline": survey.deadline_of(code),
        "extended": code in survey.extended,
        "number": occasion.number,
    }


def last_sent(survey: Survey, code: str, to_correct: Submission | None) -> Path:
    """The workbook that the prefecture is to return: its correction copy, else its form."""
    if to_correct is None:
        return form_there(survey, code)
    return survey.submissions / CORRECTIONS / copy_name(survey, to_correct)


def over(survey: Survey, key: str, day: dt.date, allowed: Words) -> MistakesError:
    """That a day of the settings by which replies are wanted is over."""
    return MistakesError([settings_mistake(survey.workspace, key, _PAST.fill(day=day), allowed)])
