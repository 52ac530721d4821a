"""The request for correction: to those whose return has errors the correction copy with what to mend; of an unreadable
file why it is one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from survey_tool.form.contract.marker import parent_of
from survey_tool.intake.judging.submission import UNREAD, Submission
from survey_tool.intake.settling.found_out import confirmation
from survey_tool.post.kinds.kind import Due, Kind, Occasion, common, last_sent, reply_by, respondent_of
from survey_tool.post.letters.correspondence import Enclosed
from survey_tool.post.letters.letter import Fill, Letter
from survey_tool.post.letters.mends import Mend, listed, mend
from survey_tool.post.status.states import DONE, by_prefecture, state_of
from survey_tool.post.status.whose_turn import to_be_asked
from survey_tool.wording.handwritten import one_line
from survey_tool.wording.words import Words

_NOTHING_CAME = Words(
    "調査票が提出されていないため、修正を依頼するものがありません：{names}",
    "No form came back that could be corrected: {names}",
)
_DIFFERING = Words(
    "内容の異なる複数の調査票が提出されているため、修正を依頼していません（survey-tool merge で1つにまとめてください）：{names}",
    "Not asked for corrections, because differing forms came (survey-tool merge makes one of them): {names}",
)
_NOTHING_WRONG = Words("修正を依頼する箇所はありません：{names}", "Nothing is to be corrected: {names}")
_TO_CLEAR_UP = Words(
    "届いたファイルについて事務局で確認することがあるため、修正を依頼していません：{names}",
    "Not asked for corrections, because the secretariat has to clear up what came: {names}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct(Letter):
    """Asks to mend `mends` in the attached correction copy of `file` until `deadline`.

    `answer` are the first 12 hex digits of the SHA-256 of the returned file: each return is answered once.
    `unreadable`: no answers could be read, and the last form that was sent is attached.
    """

    kind: ClassVar[str] = "correct"

    file: str
    answer: str
    mends: tuple[Mend, ...]
    warnings: int = 0
    received_on: dt.date | None = None
    unreadable: bool = False

    def about(self) -> tuple[str, ...]:
        """The return that the letter answers."""
        return (self.answer,)

    def derived(self) -> dict[str, Fill]:
        """The list of what to mend, and how many there are."""
        return {"errors": len(self.mends), **listed(self.mends)}

    def values(self) -> dict[str, Fill]:
        """Every placeholder of the letter's template with its value."""
        values = Letter.values(self)
        del values["mends"]  # stands in the text as `findings`
        return values | {"file": one_line(self.file)}


def _due(occasion: Occasion) -> Due:
    survey = occasion.survey
    asked = to_be_asked(survey, occasion.read)
    to_correct = {each.prefecture_code: each for each in asked if each.status == "needs_correction"}
    letters = tuple(
        Enclosed(
            _request(occasion, code, each),
            last_sent(survey, code, to_correct.get(code)),
            respondent_of(survey, code, each),
            parent_of(to_correct[code].sha256) if code in to_correct else None,
        )
        for each in asked
        if (code := each.prefecture_code) is not None
    )
    return Due(letters, needless=_needless(occasion, {each.prefecture_code for each in asked}))


def _needless(occasion: Occasion, asked: Collection[str | None]) -> dict[Words, tuple[str, ...]]:
    """The prefectures of which no correction is asked, by the reason."""
    states = {code: state_of(own) for code, own in by_prefecture(occasion.survey, occasion.read).items()}
    left = {code: state for code, state in states.items() if code not in asked}
    return {
        words: tuple(code for code, state in left.items() if state in those)
        for words, those in ((_NOTHING_CAME, {"not_returned"}), (_DIFFERING, {"conflict"}), (_NOTHING_WRONG, DONE))
    } | {_TO_CLEAR_UP: tuple(code for code, state in left.items() if state in ("needs_correction", "unreadable"))}


def _request(occasion: Occasion, code: str, submission: Submission) -> Correct:
    said = common(occasion, code)
    said["deadline"] = reply_by(occasion.survey, code, occasion.today)
    return Correct(
        **said,
        file=submission.file,
        answer=parent_of(submission.sha256),
        mends=tuple(map(mend, submission.errors)),
        warnings=len(submission.questions),
        asks=tuple(confirmation(each, code) for each in submission.questions),
        unreadable=submission.status in UNREAD,
    )


KIND = Kind(_due)
