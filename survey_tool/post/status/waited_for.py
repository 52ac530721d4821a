"""About which returns their prefectures have been written to, and who is therefore waited for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from survey_tool.form.contract.marker import parent_of
from survey_tool.post.letters.folders import drafts_folder
from survey_tool.post.status.states import OWING, by_prefecture, state_of, to_be_asked

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected, Submission
    from survey_tool.post.letters.letter import LetterKind
    from survey_tool.reference.survey import Survey


def drafts_of(survey: Survey, kind: LetterKind) -> list[str]:
    """The drafts of one kind that lie in the workspace, by name, without ending."""
    return [path.stem for path in drafts_folder(survey, kind).glob("[0-9][0-9]_*.eml")]


def still_to_be_asked(survey: Survey, collected: Collected, letters: Iterable[str]) -> list[Submission]:
    """The returns about which a letter is due that is neither drafted nor among the `letters` (ids) of the journal."""
    asked = {name.split("_")[2] for name in drafts_of(survey, "correct")}
    asked.update(each.rpartition("-")[2] for each in letters if "-correct-" in each)
    return [each for each in to_be_asked(survey, collected) if parent_of(each.sha256) not in asked]


def to_be_reminded(survey: Survey, collected: Collected, letters: Iterable[str]) -> dict[str, list[Submission]]:
    """The prefectures that owe something and know it, with all that came from them.

    Whose latest return has not been answered has done what was asked: a request for correction is due, no reminder. Nor is
    anybody reminded by means of a return that may be another prefecture's.
    """
    unanswered = {each.prefecture_code for each in still_to_be_asked(survey, collected, letters)}
    return {
        code: own
        for code, own in by_prefecture(survey, collected).items()
        if state_of(own) in OWING
        and code not in unanswered
        and not any(each.status == "needs_correction" and each.about_its_owner for each in own)
    }
