"""Where the round stands: for each prefecture what came back, what is open, and what to do next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected, Submission
    from survey_tool.reference.survey import Survey
    from survey_tool.wording.words import Language

STATUS_VERSION = 1

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
ONLY_TO_CHECK = Words(
    "要確認のみの都道府県：{names}（下書きは作成しません。内容は survey-tool validate で確認できます。）",
    "Nothing to correct, but something to check: {names}. No letter is written about that; survey-tool validate tells what.",
)
OWING: frozenset[State] = frozenset({"not_returned", "unreadable", "needs_correction"})


@dataclass(frozen=True, slots=True)
class PrefectureStatus:
    """One line of the status.

    `files` are the returns that count, by name: one, in a conflict several. `unreadable` came from the prefecture and
    could not be read; `strangers` are no forms, but came under its name. `answered_on` is the day that the reply itself
    gives; `saved_on` that of the file.
    """

    code: str
    name: Words
    state: State
    files: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    cases: int = 0
    errors: int = 0
    warnings: int = 0
    answered_on: dt.date | None = None
    saved_on: dt.date | None = None

    @property
    def came(self) -> tuple[str, ...]:
        """The files to look at: what counts or cannot be read, else what came in place of a form."""
        return (*self.files, *self.unreadable) or self.strangers


@dataclass(frozen=True, slots=True)
class RoundStatus:
    """All prefectures in the order of their codes, and files that are nobody's."""

    round: str
    today: dt.date
    deadline: dt.date
    prefectures: tuple[PrefectureStatus, ...]
    unreadable: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()

    @property
    def days_left(self) -> int:
        """Days until the deadline; below zero when it is over."""
        return (self.deadline - self.today).days

    @property
    def totals(self) -> dict[State, int]:
        """Number of prefectures by state."""
        return {state: sum(each.state == state for each in self.prefectures) for state in STATES}

    @property
    def cases(self) -> int:
        return sum(each.cases for each in self.prefectures)

    def having(self, *states: State) -> tuple[PrefectureStatus, ...]:
        """The prefectures in one of these states."""
        return tuple(each for each in self.prefectures if each.state in states)


def round_status(survey: Survey, collected: Collected, today: dt.date) -> RoundStatus:
    """Where each prefecture stands, from the files alone."""
    others = strangers_of(survey, collected)
    return RoundStatus(
        survey.round.name,
        today,
        survey.round.deadline,
        tuple(
            _prefecture(survey, code, own, others.get(code, ()))
            for code, own in by_prefecture(survey, collected).items()
        ),
        unreadable=_named(collected.submissions, "unreadable"),
        strangers=_named(collected.submissions, "not_a_submission"),
    )


def status_report(status: RoundStatus, language: Language) -> dict[str, object]:
    """The same for programs, as plain JSON values."""
    totals = {**{str(state): count for state, count in status.totals.items()}, "cases": status.cases}
    return {
        "status_version": STATUS_VERSION,
        "round": status.round,
        "today": status.today.isoformat(),
        "deadline": status.deadline.isoformat(),
        "days_left": status.days_left,
        "totals": totals,
        "prefectures": [_line(each, language) for each in status.prefectures],
        "unreadable": list(status.unreadable),
        "not_a_submission": list(status.strangers),
    }


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
    for file in _named(collected.submissions, "not_a_submission"):
        if code := likely_prefecture(file, survey):
            found[code] = (*found.get(code, ()), file)
    return found


def to_be_asked(survey: Survey, collected: Collected) -> list[Submission]:
    """The returns about which their prefecture is to be written to, in the order of codes: what needs correction, and
    what cannot be read unless something else came that needs none. Not those that may be another prefecture's."""
    return [
        each
        for own in by_prefecture(survey, collected).values()
        if state_of(own) in OWING
        for status in ("needs_correction", "unreadable")
        for each in own
        if each.status == status and not each.about_its_owner
    ]


def only_to_check(survey: Survey, collected: Collected) -> Words:
    """The prefectures whose return is accepted though something in it may be a slip: nobody is written to about that."""
    return Words.listed(
        survey.places.prefectures[code].name
        for code, own in by_prefecture(survey, collected).items()
        if state_of(own) in DONE
        and any(found.severity == "warning" for each in own if each.status == "accepted" for found in each.findings)
    )


def to_be_cleared_up(collected: Collected) -> tuple[str, ...]:
    """The files of which somebody has to find out which prefecture they came from."""
    return tuple(each.file for each in collected.submissions if each.about_its_owner)


def state_of(own: Iterable[Submission]) -> State:
    """The state of a prefecture, from all that came from it."""
    found = {each.status: each for each in own}
    if "conflict" in found:
        return "conflict"
    if "needs_correction" in found:
        return "needs_correction"
    if "accepted" in found:
        return "none_to_report" if found["accepted"].none_to_report else "accepted"
    return "unreadable" if "unreadable" in found else "not_returned"


def _prefecture(survey: Survey, code: str, own: list[Submission], strangers: tuple[str, ...]) -> PrefectureStatus:
    counting = [each for each in own if each.status in ("accepted", "needs_correction", "conflict")]
    severities = [found.severity for each in counting for found in each.findings]
    answered = [day for each in counting if isinstance(day := each.respondent.get("answered_on"), dt.date)]
    return PrefectureStatus(
        code,
        survey.places.prefectures[code].name,
        state_of(own),
        files=tuple(each.file for each in counting),
        unreadable=tuple(each.file for each in own if each.status == "unreadable"),
        strangers=strangers,
        cases=len({case.case_id for each in counting for case in each.cases}),
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        answered_on=max(answered, default=None),
        saved_on=max(filter(None, (_saved_on(survey.submissions / each.file) for each in own)), default=None),
    )


def _saved_on(path: Path) -> dt.date | None:
    """The day of the file; of one inside an archive that of the archive."""
    for place in (path, *path.parents):
        if place.is_file():
            return dt.datetime.fromtimestamp(place.stat().st_mtime).astimezone().date()
    return None


def _named(submissions: Iterable[Submission], status: str) -> tuple[str, ...]:
    return tuple(each.file for each in submissions if each.status == status)


def _line(each: PrefectureStatus, language: Language) -> dict[str, object]:
    return {
        "prefecture": each.code,
        "name": each.name[language],
        "state": each.state,
        "files": list(each.files),
        "unreadable": list(each.unreadable),
        "not_a_submission": list(each.strangers),
        "cases": each.cases,
        "errors": each.errors,
        "warnings": each.warnings,
        "answered_on": each.answered_on.isoformat() if each.answered_on else None,
        "saved_on": each.saved_on.isoformat() if each.saved_on else None,
    }
