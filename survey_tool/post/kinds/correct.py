"""The request for correction: to those whose return has errors the correction copy with what to mend; of an unreadable
file why it is one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from survey_tool.form.contract.marker import parent_of
from survey_tool.intake.judging.submission import UNREAD, Submission
from survey_tool.intake.redrawing.corrections import as_its_copy_says
from survey_tool.intake.settling.found_out import confirmation
from survey_tool.post.kinds.kind import Due, Kind, Occasion, common_about, last_sent, respondent_of
from survey_tool.post.letters.correspondence import Enclosed
from survey_tool.post.letters.letter import LISTED, AboutReturn, Letter, Mend, Names, counted, listed, mends
from survey_tool.post.status.states import DONE, by_prefecture, state_of
from survey_tool.post.status.whose_turn import to_be_asked
from survey_tool.wording.words import Words

_NOTHING_CAME = Words(
    "調査票が提出されていないため、修正を依頼するものがありません：{names}",
    "No form came back that could be corrected: {names}",
)
_DIFFERING = Words(
    "内容の異なる複数の調査票が提出されているため、修正を依頼していません。"
    "1つにまとめ、どちらが正しいかを確認してください（survey-tool merge）：{names}",
    "Not asked for corrections, because differing forms came. Make one of them, send it and ask which is right (survey-tool merge): {names}",
)
_NOTHING_WRONG = Words("修正を依頼する箇所はありません：{names}", "Nothing is to be corrected: {names}")
_TO_CLEAR_UP = Words(
    "届いたファイルについて事務局で確認することがあるため、修正を依頼していません：{names}",
    "Not asked for corrections, because the secretariat has to clear up what came: {names}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct(AboutReturn):
    """Asks to mend `mends` in the attached correction copy of `file` until `deadline`.

    `answer` are the first 12 hex digits of the SHA-256 of the returned file: each return is answered once.
    `doubts` are answers that may be slips: each says what to do also where it is right, as the copy does.
    `unreadable`: no answers could be read, and the last form that was sent is attached. `blank`: it was read, and holds none.
    """

    kind: ClassVar[str] = "correct"
    placeholders: ClassVar[Names] = Letter.placeholders | {
        "file_name": Words("ファイル名", "file"),
        "count": Words("修正件数", "corrections"),
        "findings": Words("修正箇所", "list of corrections"),
        "unlisted": Words("記載しきれない件数", "corrections not listed"),
        "warnings": Words("要確認の件数", "items to check"),
        "questions": Words("要確認の箇所", "list of items to check"),
        "unlisted_questions": Words("記載しきれない要確認の件数", "items to check not listed"),
    }
    headings: ClassVar[Names] = Letter.headings | {
        "readable": Words("調査票を確認できた場合のみ", "Only if the form could be read"),
        "answered": Words("回答が記入されている場合のみ", "Only if something is filled in"),
        "blank": Words("何も記入されていない場合のみ", "Only if nothing is filled in"),
        "unreadable": Words("ファイルを読み取れない場合のみ", "Only if the file could not be read"),
        "unlisted": Words("修正箇所を記載しきれない場合のみ", "Only if some corrections are not listed"),
        "warnings": Words("要確認がある場合のみ", "Only if there are items to check"),
        "unlisted_questions": Words(
            "要確認の箇所を記載しきれない場合のみ", "Only if some items to check are not listed"
        ),
    }

    answer: str
    doubts: tuple[Mend, ...] = ()
    unreadable: bool = False
    blank: bool = False

    def about(self) -> tuple[str, ...]:
        """The return that the letter answers."""
        return (self.answer,)

    @property
    def warnings(self) -> int:
        """How many answers are to be checked."""
        return counted(self.doubts)

    @property
    def questions(self) -> Words:
        """They, a line each."""
        return listed(self.doubts)

    @property
    def unlisted_questions(self) -> int:
        """How many of them are left to the check sheet."""
        return counted(self.doubts[LISTED:])

    @property
    def readable(self) -> bool:
        """Whether there were answers to judge."""
        return not self.unreadable

    @property
    def answered(self) -> bool:
        """Whether there were any, all of which the attached copy holds."""
        return self.readable and not self.blank


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
    told = [each for each in submission.for_its_prefecture if each.severity == "error"]
    doubtful = [each.as_told_to_its_prefecture for each in submission.questions]
    unreadable = submission.status in UNREAD
    return Correct(
        **common_about(occasion, code, submission),
        answer=parent_of(submission.sha256),
        mends=mends(as_its_copy_says(occasion.survey, submission, told)),
        doubts=mends(as_its_copy_says(occasion.survey, submission, doubtful)),
        asks=tuple(confirmation(each, code) for each in submission.questions),
        unreadable=unreadable,
        blank=not unreadable and submission.is_blank,
    )


KIND = Kind(Correct, _due)
