"""Whose turn it is: the secretariat's, about what came back, or the prefecture's, which knows what it owes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey_tool.form.contract.marker import parent_of
from survey_tool.post.letters.folders import drafts_folder
from survey_tool.post.status.states import DONE, OWING, by_prefecture, state_of
from survey_tool.wording.words import NOTHING, Words

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected, Status, Submission
    from survey_tool.post.record.history import History
    from survey_tool.reference.survey import Survey

_ONLY_TO_CHECK = Words(
    "要確認のみの都道府県：{names}（下書きは作成しません。内容は survey-tool validate で確認できます。）",
    "Nothing to correct, but something to check: {names}. No letter is written about that; survey-tool validate tells what.",
)
_ASKED: tuple[Status, ...] = ("needs_correction", "unreadable", "locked")
"""The states of a return about which its prefecture is written to, the first first."""


def to_be_cleared_up(collected: Collected) -> tuple[str, ...]:
    """The files of which somebody has to find out which prefecture they came from."""
    return tuple(each.file for each in collected.submissions if each.about_its_owner)


def only_to_check(survey: Survey, collected: Collected) -> Words:
    """Whose return is accepted though something in it may be a slip, in a sentence: nobody is written to about that."""
    names = Words.listed(
        survey.places.prefectures[code].name
        for code, own in by_prefecture(survey, collected).items()
        if state_of(own) in DONE and any(each.to_check for each in own if each.status == "accepted")
    )
    return _ONLY_TO_CHECK.fill(names=names) if names else NOTHING


def to_be_asked(survey: Survey, collected: Collected) -> list[Submission]:
    """The returns about which their prefecture is to be written to, in the order of codes: what needs correction, and
    what cannot be read unless something else came that needs none. Not those that may be another prefecture's, nor archives
    that the secretariat can unpack itself."""
    return [
        each
        for own in by_prefecture(survey, collected).values()
        if state_of(own) in OWING
        for status in _ASKED
        for each in own
        if each.status == status and each.owner.certain and not each.up_to_the_secretariat
    ]


def drafts_of(survey: Survey, kind: str) -> list[str]:
    """The drafts of one kind that lie in the workspace, by name, without ending."""
    return [path.stem for path in drafts_folder(survey, kind).glob("[0-9][0-9]_*.eml")]


def still_to_be_asked(survey: Survey, collected: Collected, history: History) -> list[Submission]:
    """The returns about which a letter is due that is neither drafted nor in the record."""
    asked = {name.split("_")[2] for name in drafts_of(survey, "correct")}
    asked.update(each.rpartition("-")[2] for each in history.letters if "-correct-" in each)
    return [each for each in to_be_asked(survey, collected) if parent_of(each.sha256) not in asked]


def to_be_reminded(survey: Survey, collected: Collected, history: History) -> dict[str, list[Submission]]:
    """The prefectures that owe something and know it, with all that came from them.

    Whose latest return has not been answered has done what was asked: a request for correction is due, no reminder. Nor is
    anybody reminded by means of a return that may be another prefecture's, nor whose file waits where it was saved by mistake.
    """
    unanswered = {each.prefecture_code for each in still_to_be_asked(survey, collected, history)}
    return {
        code: own
        for code, own in by_prefecture(survey, collected).items()
        if state_of(own) in OWING
        and code not in unanswered
        and code not in collected.waiting
        and not any((each.status in _ASKED and not each.owner.certain) or each.up_to_the_secretariat for each in own)
    }
