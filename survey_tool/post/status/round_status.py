"""Where the round stands: for each prefecture what came back and what is open, for people and for programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.intake.judging.submission import REPORTING, UNREAD
from survey_tool.post.status.states import STATES, State, by_prefecture, files_with, state_of, strangers_of
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected, Submission
    from survey_tool.reference.survey import Survey
    from survey_tool.wording.words import Language

STATUS_VERSION = 1
_LEFT = Words("あと{days}日", "days left: {days}")
_OVER = Words("{days}日超過", "days over: {days}")
_OF_A_DAY = Words("{file}（{day}）", "{file} ({day})")


@dataclass(frozen=True, slots=True)
class PrefectureStatus:
    """One line of the status.

    `files` are the returns that count, by name: one, in a conflict several. `unreadable` came from the prefecture and
    could not be read; `strangers` are no forms, but came under its name. `answered_on` is the day that the reply itself
    gives; `saved` that of each file. `waiting` are files that were saved where nobody looks for returns. `extended_to`: the
    day until which this prefecture alone may answer. `unanswered` counts the questions that must be answered and are not, `wrong` what
    else is to be corrected.
    """

    code: str
    name: Words
    state: State
    files: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    cases: int = 0
    unanswered: int = 0
    wrong: int = 0
    warnings: int = 0
    answered_on: dt.date | None = None
    saved: Mapping[str, dt.date] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()
    extended_to: dt.date | None = None

    @property
    def came(self) -> tuple[str, ...]:
        """The files to look at: what counts or cannot be read, else what came in place of a form."""
        return (*self.files, *self.unreadable) or self.strangers or self.waiting

    @property
    def came_told(self) -> Words:
        """The same in words, each with its day where they are of several days."""
        days = {self.saved.get(each) for each in self.came}
        dated = {each: _OF_A_DAY.fill(file=each, day=day) for each, day in self.saved.items() if len(days) > 1}
        return Words.listed(dated.get(each, each) for each in self.came)

    @property
    def saved_on(self) -> dt.date | None:
        """The newest day of these files."""
        return max((self.saved[each] for each in self.came if each in self.saved), default=None)


@dataclass(frozen=True, slots=True)
class RoundStatus:
    """All prefectures in the order of their codes, and files that are nobody's."""

    round: str
    today: dt.date
    deadline: dt.date
    prefectures: tuple[PrefectureStatus, ...]
    unreadable: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()

    @property
    def days_left(self) -> int:
        """Days until the deadline; below zero when it is over."""
        return (self.deadline - self.today).days

    @property
    def left(self) -> Words:
        """The same in words."""
        return (_LEFT if self.days_left >= 0 else _OVER).fill(days=abs(self.days_left))

    @property
    def totals(self) -> dict[State, int]:
        """Number of prefectures by state."""
        return {state: sum(each.state == state for each in self.prefectures) for state in STATES}

    @property
    def cases(self) -> int:
        return sum(each.cases for each in self.prefectures)

    def having(self, *states: State) -> tuple[PrefectureStatus, ...]:
        """The prefectures in one of these states."""
        return tuple(each for each in self.prefectures if each.state in states)


def round_status(survey: Survey, collected: Collected, today: dt.date) -> RoundStatus:
    """Where each prefecture stands, from the files alone."""
    others = strangers_of(survey, collected)
    return RoundStatus(
        survey.round.name,
        today,
        survey.round.deadline,
        tuple(
            replace(_prefecture(survey, code, own, others.get(code, ())), waiting=collected.waiting.get(code, ()))
            for code, own in by_prefecture(survey, collected).items()
        ),
        unreadable=files_with(UNREAD, collected.submissions),
        strangers=files_with(("not_a_submission",), collected.submissions),
    )


def status_report(status: RoundStatus, language: Language) -> dict[str, object]:
    """The same for programs, as plain JSON values."""
    totals = {**{str(state): count for state, count in status.totals.items()}, "cases": status.cases}
    return {
        "status_version": STATUS_VERSION,
        "round": status.round,
        "today": status.today.isoformat(),
        "deadline": status.deadline.isoformat(),
        "days_left": status.days_left,
        "totals": totals,
        "prefectures": [_line(each, language) for each in status.prefectures],
        "unreadable": list(status.unreadable),
        "not_a_submission": list(status.strangers),
    }


def _prefecture(survey: Survey, code: str, own: list[Submission], strangers: tuple[str, ...]) -> PrefectureStatus:
    counting = [each for each in own if each.status in REPORTING]
    answered = [day for each in counting if isinstance(day := each.respondent.get("answered_on"), dt.date)]
    came = (*(each.file for each in own), *strangers)
    return PrefectureStatus(
        code,
        survey.places.prefectures[code].name,
        state_of(own),
        files=tuple(each.file for each in counting),
        unreadable=tuple(each.file for each in own if each.status in UNREAD),
        strangers=strangers,
        cases=len({case.case_id for each in counting for case in each.cases}),
        unanswered=sum(len(each.unanswered) for each in counting),
        wrong=sum(len(each.errors) - len(each.unanswered) for each in counting),
        warnings=sum(len(each.to_check) for each in counting),
        answered_on=max(answered, default=None),
        extended_to=survey.extended.get(code),
        saved={file: day for file in came if (day := _saved_on(survey.submissions / file))},
    )


def _saved_on(path: Path) -> dt.date | None:
    """The day of the file; of one inside an archive that of the archive."""
    for place in (path, *path.parents):
        if place.is_file():
            return dt.datetime.fromtimestamp(place.stat().st_mtime).astimezone().date()
    return None


def _line(each: PrefectureStatus, language: Language) -> dict[str, object]:
    return {
        "prefecture": each.code,
        "name": each.name[language],
        "state": each.state,
        "files": list(each.files),
        "unreadable": list(each.unreadable),
        "not_a_submission": list(each.strangers),
        "waiting": list(each.waiting),
        "cases": each.cases,
        "errors": each.unanswered + each.wrong,
        "unanswered": each.unanswered,
        "warnings": each.warnings,
        "answered_on": each.answered_on.isoformat() if each.answered_on else None,
        "saved_on": each.saved_on.isoformat() if each.saved_on else None,
        "extended_to": each.extended_to.isoformat() if each.extended_to else None,
    }
