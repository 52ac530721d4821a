"""The notice of a later deadline: to those who were given longer after they had got their form, once for each day that they were given."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from survey_tool.intake.judging.submission import Submission
from survey_tool.post.kinds.kind import Due, Kind, Occasion, common, correction_waited_for, with_what_is_owed
from survey_tool.post.letters.correspondence import Enclosed
from survey_tool.post.letters.letter import Letter, Names
from survey_tool.post.status.states import DONE, by_prefecture, state_of
from survey_tool.post.status.whose_turn import not_told_of_extension
from survey_tool.wording.words import Words

_NOT_EXTENDED = Words(
    "期限を延長していません（延長する場合は survey-tool record extend）：{names}",
    "They were not given longer (survey-tool record extend does that): {names}",
)
_DONE = Words(
    "受理しているため、期限の延長を知らせる必要はありません：{names}",
    "Nothing is owed, the return is accepted: {names}",
)
_TOLD = Words(
    "延長後の期限を既に知らせているか、調査票の送付（survey-tool mail invite）で知らせるか、その期限を過ぎています：{names}",
    "They were told already, or will be by the form (survey-tool mail invite), or that day is over: {names}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend(Letter):
    """Tells the deadline as extended. What is to be returned is attached as it says that day: the form or, with `correction_open`, the
    correction copy."""

    kind: ClassVar[str] = "extend"
    headings: ClassVar[Names] = Letter.headings | {
        "correction_open": Words("修正を待っている場合のみ", "Only if a correction is awaited"),
        "form_open": Words("調査票を待っている場合のみ", "Only if the form is awaited"),
    }

    correction_open: bool = False

    @property
    def form_open(self) -> bool:
        """Whether the form is waited for, not its correction."""
        return not self.correction_open

    def about(self) -> tuple[str, ...]:
        """The day: another one is told by another letter."""
        return (f"{self.deadline:%Y%m%d}",)


def _due(occasion: Occasion) -> Due:
    survey, read = occasion.survey, occasion.read
    returns = by_prefecture(survey, read)
    codes = not_told_of_extension(survey, read, occasion.history, occasion.today)
    done = {code for code, own in returns.items() if state_of(own) in DONE}
    given = [code for code in returns if code in survey.extended]
    return Due(
        tuple(_notice(occasion, code, returns[code]) for code in codes),
        needless={
            _NOT_EXTENDED: tuple(code for code in returns if code not in survey.extended),
            _DONE: tuple(code for code in given if code in done),
            _TOLD: tuple(code for code in given if code not in done and code not in codes),
        },
    )


def _notice(occasion: Occasion, code: str, own: Collection[Submission]) -> Enclosed:
    to_correct = correction_waited_for(own)
    letter = Extend(**common(occasion, code), correction_open=to_correct is not None)
    return with_what_is_owed(occasion, code, letter, to_correct)


KIND = Kind(Extend, _due)
