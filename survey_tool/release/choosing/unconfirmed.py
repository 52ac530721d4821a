"""What in a release seems to tell of a person, and nobody has confirmed that it may be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.release.choosing.release import PublishedCase, Release

_RESPONDENTS, _CONTACT, _DAY = "department", "contact_department", "as_of"


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """An open finding, the place under which it is confirmed (a case id, else a prefecture code), and the published cases in
    which its answer stands."""

    place: str
    finding: Finding
    case_ids: tuple[str, ...]


def unconfirmed(release: Release, collected: Collected) -> tuple[Unconfirmed, ...]:
    """What is published unconfirmed, by prefecture, in the order in which findings are told."""
    return tuple(
        each
        for code, cases in sorted(_by_prefecture(release).items())
        if (submission := collected.of_prefecture(code)) is not None
        for each in _of_prefecture(code, submission, cases)
    )


def doubtful(release: Release, collected: Collected) -> Counter[str]:
    """How many published answers of each prefecture may be slips that nobody has confirmed; what seems to tell of persons is told for
    itself."""
    cases = _by_prefecture(release)
    return Counter(
        code
        for submission in collected.submissions
        if (code := submission.prefecture_code) in cases
        for found in submission.to_check
        if found.code != "personal-data" and any(_stands_in(each, found, submission) for each in cases[code])
    )


def _by_prefecture(release: Release) -> dict[str, list[PublishedCase]]:
    """The published cases of each prefecture whose report they are."""
    found: dict[str, list[PublishedCase]] = {}
    for case in release.cases:
        found.setdefault(case.prefecture_codes[0], []).append(case)
    return found


def _of_prefecture(code: str, submission: Submission, cases: Sequence[PublishedCase]) -> Iterator[Unconfirmed]:
    for found in submission.to_check:
        standing = tuple(each.case_id for each in cases if _stands_in(each, found, submission))
        if found.code == "personal-data" and standing:
            yield Unconfirmed(found.case_id or code, found, standing)


def _stands_in(case: PublishedCase, found: Finding, submission: Submission) -> bool:
    """Whether a case shows the answer of a finding. Of the respondent's the department stands in for what cases leave blank, and its
    day with their participants."""
    if found.topic != "respondent":
        return case.case_id == found.case_id
    shown = {_RESPONDENTS: case[_CONTACT], _DAY: case.as_of}.get(found.key or "")
    return shown is not None and shown == submission.respondent.get(found.key or "")
