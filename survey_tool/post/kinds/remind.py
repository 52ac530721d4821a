"""The reminder: to those from whom nothing came, and those of whom a correction was asked that has not come since."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from survey_tool.form.contract.marker import parent_of
from survey_tool.intake.judging.submission import Submission
from survey_tool.post.kinds.kind import Due, Kind, Occasion, common, last_sent
from survey_tool.post.letters.correspondence import Enclosed
from survey_tool.post.letters.letter import Fill, Letter
from survey_tool.post.record.history import History
from survey_tool.post.status.states import state_of, strangers_of
from survey_tool.post.status.whose_turn import still_to_be_asked, to_be_reminded
from survey_tool.wording.words import NOTHING, Words

_NOT_YET = Words(
    "提出されたファイルの修正をまだ依頼していないため、督促の対象とせず、survey-tool mail correct の対象とする都道府県：{names}",
    "Not reminded, because their returns have not been answered yet (survey-tool mail correct does that): {names}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind(Letter):
    """Reminds of an answer that is due or, with `correction_open`, of a correction; the workbook is attached again.

    `unreadable`: what came could not be read, so that the answer is still due. `other_files`: the names of what came in place
    of a form, blank where nothing did.

    `sent_on` is the day of the request that is reminded of, if known; `new_deadline` the one set after `deadline`.
    """

    kind: ClassVar[str] = "remind"

    today: dt.date
    sent_on: dt.date | None = None
    new_deadline: dt.date | None = None
    correction_open: bool = False
    unreadable: bool = False
    other_files: Words = NOTHING

    def derived(self) -> dict[str, Fill]:
        """Days left until the deadline, and whether it is over."""
        left = (self.deadline - self.today).days
        return {"after_deadline": left < 0, "days_left": max(left, 0)}


def _due(occasion: Occasion) -> Due:
    survey, collected = occasion.survey, occasion.read
    others = strangers_of(survey, collected)
    letters = tuple(
        _reminder(occasion, code, own, Words.listed(others.get(code, ())))
        for code, own in to_be_reminded(survey, collected, occasion.history).items()
    )
    waiting = dict.fromkeys(each.prefecture_code for each in still_to_be_asked(survey, collected, occasion.history))
    names = Words.listed(survey.places.prefectures[code].name for code in waiting if code)
    return Due(letters, noted=_NOT_YET.fill(names=names) if names else NOTHING)


def _reminder(occasion: Occasion, code: str, own: list[Submission], others: Words) -> Enclosed:
    settings, today = occasion.survey.round, occasion.today
    state, deadline = state_of(own), occasion.survey.deadline_of(code)
    to_correct = next((each for each in own if each.status == "needs_correction"), None)
    asked = _day_of(occasion.history, "correct" if to_correct else "invite", code, to_correct)
    if asked is None and to_correct is None and settings.sent_on <= today:
        asked = settings.sent_on
    letter = Remind(
        **common(occasion, code),
        today=today,
        sent_on=asked,
        new_deadline=settings.second_deadline if deadline < today <= settings.second_deadline else None,
        correction_open=to_correct is not None,
        unreadable=state == "unreadable",
        other_files=others if state == "not_returned" else NOTHING,
    )
    parent = parent_of(to_correct.sha256) if to_correct else None
    return Enclosed(letter, last_sent(occasion.survey, code, to_correct), parent=parent)


def _day_of(history: History, kind: str, code: str, answered: Submission | None) -> dt.date | None:
    """The day on which a letter of a kind last went out, if the record knows; a request about `answered`."""
    end = f"-{parent_of(answered.sha256)}" if answered else ""
    return max((line.at.date() for line in history.sent(kind, code) if line.subject.endswith(end)), default=None)


KIND = Kind(_due)
