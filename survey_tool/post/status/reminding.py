"""Who is reminded, and who is not and why.

A prefecture is reminded of what it was asked for by a letter that went out (a draft that lies in a folder did not), unless
something waits that may be its answer: whatever it is, wherever it was saved, under whichever name. While this computer cannot read a
file of which nothing says whose it is, as when it is still being copied, that may be anybody's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from survey_tool.post.status.states import DONE, by_prefecture, state_of, strangers_of
from survey_tool.post.status.whose_turn import anybodys_files, still_to_be_asked

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected, Submission
    from survey_tool.post.record.history import History
    from survey_tool.reference.survey import Survey

WhyNot = Literal[
    "done",
    "conflict",
    "misplaced",
    "in doubt",
    "up to the secretariat",
    "gone",
    "not asked",
    "not invited",
    "extended",
    "asked today",
    "reminded",
]

REMIND_AGAIN = 3
"""Days after a reminder in which there is no other, unless the deadline passes meanwhile."""

_ASKING = ("invite", "correct", "extend")
"""The letters with which the workbook goes that is reminded of."""

REMIND_WITHIN = 3
"""Days before the deadline; from then on a reminder is no nuisance."""


@dataclass(frozen=True, slots=True)
class Reminding:
    """`due`: whom to remind, with all that came from each. `not_due`: all other prefectures, each with the first reason."""

    due: Mapping[str, list[Submission]]
    not_due: Mapping[str, WhyNot]


def reminding(
    survey: Survey, collected: Collected, history: History, today: dt.date, *, again: bool = False
) -> Reminding:
    """Who owes something and knows it. Whose latest return has not been answered has done what was asked; who was given longer
    is left alone until shortly before that day, who was asked today until tomorrow, and who was just reminded for some days, unless it is
    to be `again`."""
    returns = by_prefecture(survey, collected)
    known = _Known(
        collected,
        history,
        frozenset(each.prefecture_code or "" for each in still_to_be_asked(survey, collected, history)),
        frozenset(code for each in collected.submissions if _in_doubt(each) for code in each.owner.others),
        frozenset(code for code, day in survey.extended.items() if (day - today).days > REMIND_WITHIN),
        frozenset() if again else _asked_today(survey, history, today),
        frozenset() if again else _just_reminded(survey, history, today),
        frozenset(strangers_of(survey, collected)),
        bool(anybodys_files(collected)),
    )
    why = {code: _why_not(code, own, known) for code, own in returns.items()}
    return Reminding(
        {code: own for code, own in returns.items() if why[code] is None},
        {code: reason for code, reason in why.items() if reason},
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """`unanswered`: whose return nobody was written to about. `doubted`: whose a return may be that came as another's. `given_longer`:
    whose deadline was extended to a day that is not near yet. `asked_today`: who was asked for it today. `sent_others`: who has sent
    something that is no form, and may take it for the answer. `something_anybodys`: something may be the answer of any of them."""

    collected: Collected
    history: History
    unanswered: frozenset[str]
    doubted: frozenset[str]
    given_longer: frozenset[str]
    asked_today: frozenset[str]
    just_reminded: frozenset[str]
    sent_others: frozenset[str]
    something_anybodys: bool


def _why_not(code: str, own: list[Submission], known: _Known) -> WhyNot | None:
    state = state_of(own)
    conditions: tuple[tuple[WhyNot, bool], ...] = (
        ("done", state in DONE),
        ("conflict", state == "conflict"),
        ("misplaced", code in known.collected.waiting),
        ("in doubt", code in known.doubted or any(map(_in_doubt, own))),
        ("up to the secretariat", code in known.collected.up_to_the_secretariat),
        ("gone", code in known.history.came_from and not own and code not in known.sent_others),
        ("not asked", code in known.unanswered),
        ("not invited", state == "not_returned" and not known.history.sent("invite", code)),
        ("extended", code in known.given_longer - known.sent_others),
        ("asked today", code in known.asked_today - known.sent_others),
        ("reminded", code in known.just_reminded),
        ("up to the secretariat", known.something_anybodys),
    )
    return next((reason for reason, holds in conditions if holds), None)


def _asked_today(survey: Survey, history: History, today: dt.date) -> frozenset[str]:
    """To whom a form or a copy to correct went out today: nobody is reminded on the day on which they were asked."""
    return frozenset(
        code
        for code in survey.places.prefectures
        if any(line.day == today for kind in _ASKING for line in history.sent(kind, code))
    )


def _just_reminded(survey: Survey, history: History, today: dt.date) -> frozenset[str]:
    """To whom a reminder went out lately, and not before a deadline that is over by now."""
    lately = today - dt.timedelta(REMIND_AGAIN - 1)
    return frozenset(
        code
        for code in survey.places.prefectures
        for line in history.sent("remind", code)
        if line.day >= lately and not line.day <= survey.deadline_of(code) < today
    )


def _in_doubt(submission: Submission) -> bool:
    """Whether somebody has to find out whose it is; nobody asks that of what was replaced."""
    return bool(submission.about_its_owner)
