"""What the secretariat has found out by asking, which no file says: whose a file is, which doubtful answers are right."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from survey_tool.intake.judging.submission import Submission
from survey_tool.intake.locating.owner import Known
from survey_tool.questionnaire.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class FoundOut:
    """`owners`: the prefecture of a file, by its SHA-256. `confirmed`: answers that are right though they look doubtful, each
    as `confirmation` names it. `addresses`: whose mail addresses and their domains are ("" for what several share)."""

    owners: Mapping[str, str] = field(default_factory=dict)
    confirmed: Collection[str] = frozenset()
    addresses: Mapping[str, str] = field(default_factory=dict)

    @property
    def of_owners(self) -> Known:
        """What of it helps to say whose a file is."""
        return Known(self.owners, self.addresses)


NOTHING_FOUND_OUT = FoundOut()


def confirmation(found: Finding, prefecture_code: str) -> str:
    """Names a doubtful answer: where it stands, what is doubtful, and what stands there, so that another answer is another
    one. What a mail says is its whole text, of which the sentence shows the first line alone."""
    told = f"{found.value or ''}\n{found.sentence.ja}" + (f"\n{found.wording}" if found.wording else "")
    stands = hashlib.sha256(told.encode()).hexdigest()[:12]
    return " ".join((found.case_id or prefecture_code, found.code, found.municipality or found.key or "-", stands))


def with_confirmed(submissions: Sequence[Submission], found_out: FoundOut) -> tuple[Submission, ...]:
    """The same, with the doubtful answers that were confirmed marked as such."""
    if not found_out.confirmed:
        return tuple(submissions)
    return tuple(_marked(each, found_out.confirmed) for each in submissions)


def _marked(submission: Submission, confirmed: Collection[str]) -> Submission:
    """What a mail says is dealt with whosever it was taken for: of a mail without a form nothing but its sender tells that."""
    code, said = submission.prefecture_code, submission.mail_to_read
    anybodys = {name.partition(" ")[2] for name in confirmed} if said else ()

    def is_right(found: Finding) -> bool:
        name = confirmation(found, code or "-")
        if found in said:
            return name.partition(" ")[2] in anybodys
        return found.severity == "warning" and code is not None and name in confirmed

    findings = (replace(found, confirmed=True) if is_right(found) else found for found in submission.findings)
    return replace(submission, findings=tuple(findings))
