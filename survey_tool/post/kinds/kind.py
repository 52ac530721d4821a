"""What every kind of letter has in common: the occasion on which it is written, and what is due then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from survey_tool.form.contract.file_names import form_there
from survey_tool.form.contract.marker import parent_of
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.opening.names import CORRECTIONS
from survey_tool.intake.redrawing.corrections import copy_name
from survey_tool.post.letters.contacts import Contact, respondent
from survey_tool.post.letters.correspondence import Enclosed
from survey_tool.post.letters.letter import Letter, signature
from survey_tool.post.record.history import UNRECORDED, History
from survey_tool.reference.survey import Survey
from survey_tool.settings.reading import settings_mistake
from survey_tool.wording.handwritten import MistakesError
from survey_tool.wording.words import NOTHING, Words

_NEW_DAY = Words("修正後の調査票の回答期限を指定してください。", "Give the day by which corrected forms are wanted.")
_IN_THE_FORM = Words(
    "{prefecture}から提出された調査票（「{sheet}」シート {cell}）", 'the form of {prefecture} (sheet "{sheet}", {cell})'
)
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
    """The letters that are due, and who gets none: `not_due` for a reason of which somebody has to know, `needless` where nothing
    is left to be written, each by the reason: a sentence in which `names` stands for the prefectures. `noted` is about the round.
    """

    letters: tuple[Enclosed, ...]
    not_due: Mapping[Words, tuple[str, ...]] = field(default_factory=dict)
    needless: Mapping[Words, tuple[str, ...]] = field(default_factory=dict)
    noted: Words = NOTHING

    def of(self, codes: Collection[str]) -> Due:
        """The same for some prefectures alone."""
        return Due(
            tuple(each for each in self.letters if each.letter.prefecture_code in codes),
            _of(codes, self.not_due),
            _of(codes, self.needless),
            self.noted,
        )


@dataclass(frozen=True, slots=True)
class Kind:
    """How letters of one kind come about.

    `letter` is what they say; `due` gives them; it raises `MistakesError` where no deadline is left to name.
    `copied` gives the returns, by SHA-256, of which a copy goes with them though they need no correction.
    `from_forms`: what counts is what the forms hold, not what came back. `refuse` raises `MistakesError` on a day on which
    none of them may go out.
    """

    letter: type[Letter]
    due: Callable[[Occasion], Due]
    copied: Callable[[Occasion], Collection[str]] = lambda _: ()
    from_forms: bool = False
    refuse: Callable[[Survey, dt.date], None] = lambda _, __: None


def _of(codes: Collection[str], reasons: Mapping[Words, tuple[str, ...]]) -> dict[Words, tuple[str, ...]]:
    chosen = {why: tuple(code for code in having if code in codes) for why, having in reasons.items()}
    return {why: having for why, having in chosen.items() if having}


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


def common_about(occasion: Occasion, code: str, submission: Submission) -> dict[str, Any]:
    """What a letter about a return says: the fields of `AboutReturn` but for what was found. Raises
    `MistakesError` where no deadline is left."""
    deadline = _reply_by(occasion.survey, code, occasion.today)
    return common(occasion, code) | {"deadline": deadline, "file": submission.file}


def last_sent(survey: Survey, code: str, to_correct: Submission | None) -> Path:
    """The workbook that the prefecture is to return: its correction copy, else its form."""
    if to_correct is None:
        return form_there(survey, code)
    return survey.submissions / CORRECTIONS / copy_name(survey, to_correct)


def correction_waited_for(own: Iterable[Submission]) -> Submission | None:
    """The return of a prefecture that is to come back corrected, if there is one."""
    return next((each for each in own if each.status == "needs_correction"), None)


def with_what_is_owed(occasion: Occasion, code: str, letter: Letter, to_correct: Submission | None) -> Enclosed:
    """A letter that asks for what a prefecture owes, with that: its correction copy, else its form."""
    parent = parent_of(to_correct.sha256) if to_correct else None
    return Enclosed(letter, last_sent(occasion.survey, code, to_correct), parent=parent)


def respondent_of(survey: Survey, code: str, submission: Submission) -> Contact | None:
    """Who filled in a return, to whom a copy of what is asked about it goes, with where the return says so."""
    sheet, cell = submission.respondent_cells.get("email", ("", ""))
    where = _IN_THE_FORM.fill(prefecture=survey.places.prefectures[code].name, sheet=sheet, cell=cell)
    return respondent(code, submission.respondent, where)


def over(survey: Survey, key: str, day: dt.date, allowed: Words) -> MistakesError:
    """That a day of the settings by which replies are wanted is over."""
    return MistakesError([settings_mistake(survey.workspace, key, _PAST.fill(day=day), allowed)])


def _reply_by(survey: Survey, code: str, today: dt.date) -> dt.date:
    """The day by which an answer about a return is wanted: the next of the deadlines. Raises `MistakesError` where all are over."""
    settings = survey.round
    for day in (survey.deadline_of(code), settings.second_deadline):
        if today <= day:
            return day
    raise over(survey, "second_deadline", settings.second_deadline, _NEW_DAY)
