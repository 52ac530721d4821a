"""The question about answers that may be slips: to those whose return is accepted, each answer once.

What needs correction is asked for by a request for correction, whose copy shows the doubtful answers too and says that they stay as
they are where they are right: they have been asked about then. A confirmed answer is never asked about; another answer is.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from survey_tool.form.contract.marker import parent_of
from survey_tool.intake.judging.submission import Submission
from survey_tool.intake.redrawing.corrections import as_its_copy_says
from survey_tool.post.kinds.kind import Due, Kind, Occasion, common_about, last_sent, respondent_of
from survey_tool.post.letters.correspondence import Enclosed
from survey_tool.post.letters.letter import AboutReturn, Letter, Names, mends
from survey_tool.post.status.states import DONE, by_prefecture, state_of
from survey_tool.post.status.whose_turn import DoubtfulReturn, doubtful, left_unchanged, still_doubtful
from survey_tool.wording.words import Words

_WAITING = Words(
    "提出されたものと思われるファイルが、確認の対象とならない場所に保存されているため、確認をお願いしていません：{names}",
    "Not asked, because a file that may be theirs lies where nobody looks for returns: {names}",
)
_TO_CLEAR_UP = Words(
    "届いたファイルを事務局で解凍するか、読み取ることができるようにする必要があるため、確認をお願いしていません：{names}",
    "Not asked, because the secretariat has to unpack what came or make it readable: {names}",
)
_ASKED = Words(
    "要確認の回答について、確認をお願いしています。回答があった場合は、確認済みであることを記録してください（survey-tool record confirm）：{names}",
    "They were asked about what is to be checked. Note what they answer (survey-tool record confirm): {names}",
)
_UNCHANGED = Words(
    "確認をお願いした回答が、変更されずに再提出されています。正しいことを確認できた場合は、そのことを記録してください"
    "（survey-tool record confirm 都道府県）：{names}",
    "What they were asked about came back unchanged. Once it is known to be right, note that (survey-tool record confirm "
    "PREFECTURE): {names}",
)
_WITH_THE_CORRECTION = Words(
    "要確認の回答は、修正の依頼（survey-tool mail correct）と併せて示します：{names}",
    "What is to be checked is told with the request for correction (survey-tool mail correct): {names}",
)
_NOTHING = Words("確認をお願いする回答はありません：{names}", "Nothing is to be checked: {names}")
_NOT_SETTLED = Words(
    "受理した調査票がないため、確認をお願いするものがありません：{names}",
    "No return is accepted that could be asked about: {names}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(AboutReturn):
    """Asks whether the answers in `mends` are right, of the accepted return `file`. They stand in the attached copy too, in which
    they can be corrected. `questions` tells these answers from others."""

    kind: ClassVar[str] = "ask"
    placeholders: ClassVar[Names] = Letter.placeholders | {
        "file_name": Words("ファイル名", "file"),
        "count": Words("確認件数", "questions"),
        "findings": Words("確認箇所", "list of questions"),
        "unlisted": Words("記載しきれない件数", "questions not listed"),
    }
    headings: ClassVar[Names] = Letter.headings | {
        "unlisted": Words("確認箇所を記載しきれない場合のみ", "Only if some questions are not listed"),
    }

    questions: str

    def about(self) -> tuple[str, ...]:
        """The answers that the letter asks about."""
        return (self.questions,)


def _due(occasion: Occasion) -> Due:
    survey, read, due = occasion.survey, occasion.read, _asked_about(occasion)
    waiting = ((_WAITING, read.waiting), (_TO_CLEAR_UP, read.up_to_the_secretariat))
    held = {why: codes for why, those in waiting if (codes := tuple(code for code in due if code in those))}
    letters = tuple(
        Enclosed(
            _question(occasion, code, each),
            last_sent(survey, code, each.submission),
            respondent_of(survey, code, each.submission),
            parent_of(each.submission.sha256),
        )
        for code, each in due.items()
        if not any(code in codes for codes in held.values())
    )
    return Due(letters, not_due=held, needless=_needless(occasion, due))


def _asked_about(occasion: Occasion) -> dict[str, DoubtfulReturn]:
    """What was not asked yet; all, where a further letter is asked for."""
    if occasion.number > 1:
        return doubtful(occasion.survey, occasion.read)
    return still_doubtful(occasion.survey, occasion.read, occasion.history)


def _needless(occasion: Occasion, due: Collection[str]) -> dict[Words, tuple[str, ...]]:
    """The prefectures that are not asked, by the reason."""
    asked = doubtful(occasion.survey, occasion.read)
    unchanged = left_unchanged(occasion.survey, occasion.read, occasion.history)
    found: dict[Words, tuple[str, ...]] = {}
    for code, own in by_prefecture(occasion.survey, occasion.read).items():
        if code not in due:
            why = _UNCHANGED if code in unchanged else _ASKED if code in asked else _why_nothing(own)
            found[why] = (*found.get(why, ()), code)
    return found


def _why_nothing(own: Collection[Submission]) -> Words:
    if state_of(own) in DONE:
        return _NOTHING
    with_errors = (each for each in own if each.status == "needs_correction")
    return _WITH_THE_CORRECTION if any(each.questions for each in with_errors) else _NOT_SETTLED


def _question(occasion: Occasion, code: str, each: DoubtfulReturn) -> Ask:
    told = tuple(found.as_told_to_its_prefecture for found in each.findings.values())
    return Ask(
        **common_about(occasion, code, each.submission),
        asks=tuple(each.findings),
        questions=each.digest,
        mends=mends(as_its_copy_says(occasion.survey, each.submission, told)),
    )


def _copied(occasion: Occasion) -> tuple[str, ...]:
    return tuple(each.submission.sha256 for each in _asked_about(occasion).values())


KIND = Kind(Ask, _due, copied=_copied)
