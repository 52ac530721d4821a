"""For whom the round waits beside those that have not answered: what was asked of them, or why they were asked nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Literal

from survey_tool.post.letters.contacts import CONTACTS_FILE, read_contacts
from survey_tool.post.status.states import by_prefecture, state_of
from survey_tool.post.status.whose_turn import (
    doubtful,
    drafts_of,
    left_unchanged,
    still_doubtful,
    still_to_be_asked,
    to_be_asked,
)
from survey_tool.wording.handwritten import MistakesError
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected
    from survey_tool.post.record.history import History
    from survey_tool.reference.survey import Survey

WaitedFor = Literal["an address", "the form to go out", "confirmation", "correction", "unchanged"]
IN_WORDS: Mapping[WaitedFor, Words] = {
    "an address": Words("宛先なし", "no addressee"),
    "the form to go out": Words("送付の記録なし", "not noted as sent"),
    "confirmation": Words("確認の回答待ち", "asked whether it is right"),
    "correction": Words("再提出待ち", "asked for a correction"),
    "unchanged": Words("確認をお願いした箇所は変更なし", "what was asked about is unchanged"),
}
"""As it stands beside the state of a prefecture."""
_NAMED = 6
_LISTED = Words("一覧は survey-tool status で表示します", "survey-tool status lists them")


def waited_for(survey: Survey, collected: Collected, history: History) -> dict[str, WaitedFor]:
    """What each prefecture is waited for, but for the form that it was sent: those of which nothing else is due are not in it."""
    found: dict[str, WaitedFor] = {}
    if is_invited(survey, history):
        without = without_contact(survey)
        for code in not_written_to(survey, collected, history):
            found[code] = "an address" if code in without else "the form to go out"
    found.update(dict.fromkeys(asked_to_confirm(survey, collected, history), "confirmation"))
    found.update(dict.fromkeys(left_unchanged(survey, collected, history), "unchanged"))
    found.update(dict.fromkeys(asked_to_correct(survey, collected, history), "correction"))
    return found


def is_invited(survey: Survey, history: History) -> bool:
    """Whether anybody's invitation was drafted or sent: the forms may go out in another way, of which nothing is known."""
    return bool(drafts_of(survey, "invite")) or any("-invite-" in each for each in history.letters)


def not_written_to(survey: Survey, collected: Collected, history: History) -> list[str]:
    """The prefectures whose invitation did not go out and lies nowhere as a draft that is about to, and from which nothing came,
    in the order of codes."""
    drafted = {name.partition("_")[0] for name in drafts_of(survey, "invite")}
    return [
        code
        for code, own in by_prefecture(survey, collected).items()
        if state_of(own) == "not_returned"
        and code not in drafted
        and code not in collected.waiting
        and not history.sent("invite", code)
    ]


def without_contact(survey: Survey) -> tuple[str, ...]:
    """The prefectures in which nobody can be written to; what is wrong with the list is told when letters are written."""
    try:
        contacts = read_contacts(survey.workspace / CONTACTS_FILE, survey.places.prefecture_list)
    except (MistakesError, OSError):
        return ()
    return contacts.missing(survey.places.prefectures)


def asked_to_confirm(survey: Survey, collected: Collected, history: History) -> list[str]:
    """The prefectures that were asked whether what may be a slip is right, all of it, and have neither said nor sent it back
    as it was."""
    settled = still_doubtful(survey, collected, history).keys() | left_unchanged(survey, collected, history).keys()
    return [code for code in doubtful(survey, collected) if code not in settled]


def asked_to_correct(survey: Survey, collected: Collected, history: History) -> list[str]:
    """The prefectures that were asked to correct a return, each once for each of its returns."""
    still = {each.sha256 for each in still_to_be_asked(survey, collected, history)}
    return [each.prefecture_code or "" for each in to_be_asked(survey, collected) if each.sha256 not in still]


def few_or_where(survey: Survey, codes: Collection[str]) -> Words:
    """The names of prefectures, or where they are listed, if they are many."""
    if len(codes) > _NAMED:
        return _LISTED
    return Words.listed(survey.places.prefectures[code].name for code in dict.fromkeys(codes))
