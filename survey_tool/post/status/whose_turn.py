"""Whose turn it is: the secretariat's, about what came back, or the prefecture's, which knows what it owes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from survey_tool.form.contract.marker import parent_of
from survey_tool.intake.judging.submission import UNREAD
from survey_tool.intake.settling.found_out import confirmation
from survey_tool.post.letters.folders import drafts_folder
from survey_tool.post.record.letters import delivery
from survey_tool.post.status.states import DONE, OWING, by_prefecture, state_of

if TYPE_CHECKING:
    import datetime as dt

    from survey_tool.intake.judging.submission import Collected, Status, Submission
    from survey_tool.post.record.history import History
    from survey_tool.questionnaire.findings.finding import Finding
    from survey_tool.reference.survey import Survey

_ASKED: tuple[Status, ...] = ("needs_correction", "unreadable", "locked")
"""The states of a return about which its prefecture is written to, the first first."""


def to_be_cleared_up(collected: Collected) -> tuple[str, ...]:
    """The files of which somebody has to find out which prefecture they came from."""
    return tuple(each.file for each in collected.submissions if each.about_its_owner)


def nobodys_files(collected: Collected) -> tuple[str, ...]:
    """The files that cannot be read and of which nothing says whose they are."""
    return tuple(each.file for each in collected.submissions if each.status in UNREAD and each.prefecture_code is None)


def anybodys_files(collected: Collected) -> tuple[str, ...]:
    """Those that may be read a moment later, and then tell whose they are: until then they may be anybody's."""
    return collected.not_readable_of({None})


@dataclass(frozen=True, slots=True)
class DoubtfulReturn:
    """An accepted return with answers that may be slips: all of them (`findings`), in their order, each under its name
    (`found_out.confirmation`)."""

    submission: Submission
    findings: Mapping[str, Finding]

    def but(self, asked: Collection[str]) -> DoubtfulReturn | None:
        """The same without those that were asked about; nothing where none is left."""
        left = {name: found for name, found in self.findings.items() if name not in asked}
        return DoubtfulReturn(self.submission, left) if left else None

    @property
    def digest(self) -> str:
        """Tells these questions from others: the same ones are asked once, whichever return they stand in."""
        return hashlib.sha256("\n".join(sorted(self.findings)).encode()).hexdigest()[:8]


def doubtful(survey: Survey, collected: Collected) -> dict[str, DoubtfulReturn]:
    """The returns that need no correction, but in which something may be a slip, by prefecture. What needs correction is asked
    about together with that."""
    found = {}
    for code, own in by_prefecture(survey, collected).items():
        accepted = next((each for each in own if each.status == "accepted"), None)
        if accepted and state_of(own) in DONE and accepted.owner.certain and accepted.questions:
            found[code] = DoubtfulReturn(accepted, {confirmation(each, code): each for each in accepted.questions})
    return found


def still_doubtful(survey: Survey, collected: Collected, history: History) -> dict[str, DoubtfulReturn]:
    """The same with what no letter has asked yet."""
    left = {code: each.but(history.asked) for code, each in doubtful(survey, collected).items()}
    return {code: each for code, each in left.items() if each}


def left_unchanged(survey: Survey, collected: Collected, history: History) -> dict[str, DoubtfulReturn]:
    """Of what was asked about that which stands as it was in a return that came since, or of which the copy came back as it was sent:
    its prefecture has answered, by leaving it."""
    given_back = {
        parent for each in collected.submissions if each.as_sent and each.marker for parent in each.marker.parents
    }
    found = {}
    for code, each in doubtful(survey, collected).items():
        sha256 = each.submission.sha256
        came = history.arrived.get(sha256)  # what is not in the record yet came in just now
        open_ones = {
            name
            for name in each.findings
            if not (asked := history.asked.get(name))
            or not (parent_of(sha256) in given_back or came is None or history.is_since(came, asked))
        }
        if left := each.but(open_ones):
            found[code] = left
    return found


def not_told_of_extension(survey: Survey, collected: Collected, history: History, today: dt.date) -> list[str]:
    """The prefectures that were given longer and owe something, to whom no letter went out since that names the later deadline. Not
    those that have no form yet: it will name that day."""
    given = {
        line.prefecture: line.at
        for line in history.lines
        if line.what == "extended" and line.prefecture in survey.extended
    }
    sent = [line for line in history.letters.values() if delivery(line) == "sent" and line.prefecture in given]
    told = {
        line.prefecture
        for line in sent
        if history.is_since(line.at, given[line.prefecture])
        or line.subject.endswith(f"-{survey.extended[line.prefecture]:%Y%m%d}")
    }
    untold = {line.prefecture for line in sent} - told
    owing = (code for code, own in by_prefecture(survey, collected).items() if state_of(own) not in DONE)
    return [code for code in owing if code in untold and survey.extended[code] >= today]


def to_be_asked(survey: Survey, collected: Collected) -> list[Submission]:
    """The returns about which their prefecture is to be written to, in the order of codes: what needs correction, and
    what cannot be read unless something else came that needs none. Not those that may be another prefecture's, nor those of
    prefectures of which something is to be unpacked or made readable first: it may be the correction."""
    held = collected.up_to_the_secretariat
    return [
        each
        for code, own in by_prefecture(survey, collected).items()
        if state_of(own) in OWING and code not in held
        for status in _ASKED
        for each in own
        if each.status == status and each.owner.certain
    ]


def still_to_be_asked(survey: Survey, collected: Collected, history: History) -> list[Submission]:
    """The returns about which a letter is due that did not go out yet, drafted or not."""
    asked = {
        id.rpartition("-")[2] for id, line in history.letters.items() if "-correct-" in id and delivery(line) == "sent"
    }
    return [each for each in to_be_asked(survey, collected) if parent_of(each.sha256) not in asked]


def to_be_drafted(survey: Survey, collected: Collected, history: History) -> list[Submission]:
    """Those of them of which no draft lies in the workspace."""
    drafted = {name.split("_")[2] for name in drafts_of(survey, "correct")}
    waiting = still_to_be_asked(survey, collected, history)
    return [each for each in waiting if parent_of(each.sha256) not in drafted]


def to_be_confirmed(survey: Survey, collected: Collected, history: History) -> list[str]:
    """The prefectures to be asked about doubtful answers of which no draft lies in the workspace."""
    drafted = {name.split("_")[2] for name in drafts_of(survey, "ask")}
    return [code for code, each in still_doubtful(survey, collected, history).items() if each.digest not in drafted]


def drafts_of(survey: Survey, kind: str) -> list[str]:
    """The drafts of one kind that lie in the workspace, by name, without ending."""
    return [path.stem for path in drafts_folder(survey, kind).glob("[0-9][0-9]_*.eml")]
