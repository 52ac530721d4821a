"""The invitation: every prefecture gets its form, and hears how many cases of its last reply are filled in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from survey_tool.form.contract.file_names import form_there
from survey_tool.post.kinds.kind import Due, Kind, Occasion, common, over
from survey_tool.post.letters.correspondence import Enclosed
from survey_tool.post.letters.letter import Letter, Names
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Words

_NEW_DAY = Words("新しい回答期限を指定してください。", "Give the day by which replies are wanted.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite(Letter):
    """Asks for an answer; the form is attached, with `carried_over` cases of the last reply filled in."""

    kind: ClassVar[str] = "invite"
    placeholders: ClassVar[Names] = Letter.placeholders | {"carried_over": Words("転記した事例数", "cases filled in")}
    headings: ClassVar[Names] = Letter.headings | {
        "carried_over": Words("前回の事例を転記した場合のみ", "Only if last time's cases are filled in")
    }

    carried_over: int = 0


def _due(occasion: Occasion) -> Due:
    """To every prefecture, by the forms themselves."""
    survey = occasion.survey
    filled_in = {
        each.prefecture_code: sum(case.carried_over for case in each.cases) for each in occasion.read.submissions
    }
    letters = {
        code: Invite(**common(occasion, code), carried_over=filled_in.get(code, 0))
        for code in survey.places.prefectures
    }
    return Due(tuple(Enclosed(letter, form_there(survey, code)) for code, letter in letters.items()))


def _refuse(survey: Survey, today: dt.date) -> None:
    """No 47 letters must go out that ask for a reply by a day that is over."""
    if today > survey.round.deadline:
        raise over(survey, "deadline", survey.round.deadline, _NEW_DAY)


KIND = Kind(Invite, _due, from_forms=True, refuse=_refuse)
