"""The states in which a prefecture can be, from all that came from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Literal, get_args

from survey_tool.intake.judging.submission import UNREAD
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected, Submission
    from survey_tool.reference.survey import Survey

State = Literal["not_returned", "unreadable", "conflict", "needs_correction", "accepted", "none_to_report"]
STATES: tuple[State, ...] = get_args(State)
STATE_LABELS: Mapping[State, Words] = {
    "not_returned": Words("未提出", "Not returned"),
    "unreadable": Words("読取不可", "Unreadable"),
    "conflict": Words("複数提出", "Conflict"),
    "needs_correction": Words("要修正", "Needs correction"),
    "accepted": Words("受理", "Accepted"),
    "none_to_report": Words("該当事例なし", "Nothing to report"),
}
STATE_MARKS: Mapping[State, str] = {
    "not_returned": "－",
    "unreadable": "×",
    "conflict": "！",
    "needs_correction": "△",
    "accepted": "○",
    "none_to_report": "◎",
}
DONE: frozenset[State] = frozenset({"accepted", "none_to_report"})
OWING: frozenset[State] = frozenset({"not_returned", "unreadable", "needs_correction"})


def by_prefecture(survey: Survey, collected: Collected) -> dict[str, list[Submission]]:
    """All that came from each prefecture, in the order of codes."""
    found: dict[str, list[Submission]] = {code: [] for code in survey.places.prefectures}
    for each in collected.submissions:
        if each.prefecture_code is not None:
            found[each.prefecture_code].append(each)
    return found


def strangers_of(survey: Survey, collected: Collected) -> dict[str, tuple[str, ...]]:
    """Files that are no form of this survey, by the prefecture of which their names speak: it has sent something."""
    from survey_tool.intake.locating.owner import likely_prefecture  # loaded where files were judged, of no use before

    found: dict[str, tuple[str, ...]] = {}
    for each in collected.submissions:
        if (
            each.status == "not_a_submission"
            and not each.as_sent
            and (code := each.prefecture_code or likely_prefecture(each.file, survey, each.mail))
        ):
            found[code] = (*found.get(code, ()), each.file)
    return found


def state_of(own: Iterable[Submission]) -> State:
    """The state of a prefecture, from all that came from it."""
    found = {each.status: each for each in own}
    if "conflict" in found:
        return "conflict"
    if "needs_correction" in found:
        return "needs_correction"
    if "accepted" in found:
        return "none_to_report" if found["accepted"].none_to_report else "accepted"
    return "unreadable" if UNREAD & found.keys() else "not_returned"


def files_with(statuses: Collection[str], submissions: Iterable[Submission]) -> tuple[str, ...]:
    """The names of the files of these statuses."""
    return tuple(each.file for each in submissions if each.status in statuses)
