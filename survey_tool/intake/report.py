"""What is reported of a round's returns: complete for programs, in short for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from survey_tool.intake.cells.grid import CoveringMail
from survey_tool.intake.judging.submission import REPORTING, UNSETTLED, Collected, Status, Submission, Yielding
from survey_tool.questionnaire.findings.alike import alike, cells_of, entered_in, place_of
from survey_tool.questionnaire.findings.catalogue import STATE_LABELS, Severity, State, state_of
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.wording.words import Language, Words

REPORT_VERSION = 2
STATUS_LABELS: dict[Status, Words] = {
    "accepted": Words("受理", "Accepted"),
    "needs_correction": Words("要修正", "Needs correction"),
    "unreadable": Words("読取不可", "Unreadable"),
    "locked": Words("パスワード等による保護", "Locked"),
    "not_a_submission": Words("調査票以外", "Not a submission"),
    "superseded": Words("差替え済み", "Superseded"),
    "conflict": Words("要確認（複数提出）", "Conflict: several versions"),
}
_YIELDING_LABELS: dict[Yielding, Words] = {
    "superseded": STATUS_LABELS["superseded"],
    "superseded-same": Words("不使用（同じ内容の提出あり）", "Not counted: same answers in another file"),
    "superseded-blank": Words("不使用（回答なし）", "Not counted: no answers"),
}
NONE_TO_REPORT = Words("受理（該当事例なし）", "Accepted, nothing to report")
_CONFIRMED = Words("（確認済み）", " (confirmed)")
_SAID = Words("{place}：{said}", "{place}: {said}")


def report(collected: Collected, round_name: str, language: Language) -> dict[str, object]:
    """The report of `validate --json` (version 2), with messages in one language. Only plain JSON values."""
    return {
        "report_version": REPORT_VERSION,
        "round": round_name,
        "submissions": [_submission(each, language) for each in collected.submissions],
        "missing": list(collected.missing),
        "totals": totals(collected),
    }


def totals(collected: Collected) -> dict[str, int]:
    """Files by status, cases in files that count, findings by severity, prefectures without a readable file."""
    statuses = Counter(each.status for each in collected.submissions)
    severities = Counter(found.severity for each in collected.submissions for found in each.findings)
    return {
        "files": len(collected.submissions),
        **{status: statuses[status] for status in get_args(Status)},
        "cases": sum(len(each.cases) for each in collected.submissions if each.status in REPORTING),
        "errors": severities["error"],
        "warnings": severities["warning"],
        "infos": severities["info"],
        "missing": len(collected.missing),
    }


def in_trouble(collected: Collected) -> bool:
    """Whether anything came back that has to be mended: an error, a conflict, a file that cannot be read."""
    return any(each.status in UNSETTLED or each.errors for each in collected.submissions)


def status_label(submission: Submission) -> Words:
    """The status in words."""
    if submission.status == "accepted" and submission.none_to_report:
        return NONE_TO_REPORT
    if submission.yields:
        return _YIELDING_LABELS[submission.yields]
    return STATUS_LABELS[submission.status]


def _submission(each: Submission, language: Language) -> dict[str, object]:
    return {
        "file": each.file,
        "from": _mail(each.mail) if each.mail else None,
        "prefecture": each.prefecture_code,
        "status": each.status,
        "cases": len(each.cases),
        "sha256": each.sha256,
        "findings": [_finding(found, language) for found in each.findings],
    }


def _mail(mail: CoveringMail) -> dict[str, object]:
    return {
        "mail": mail.file,
        "sent_at": mail.sent_at or None,
        "sender": mail.sender or None,
        "subject": mail.subject or None,
    }


def _finding(found: Finding, language: Language) -> dict[str, object]:
    return {
        "code": found.code,
        "severity": found.severity,
        "confirmed": found.confirmed,
        "sheet": found.sheet,
        "cell": found.cell,
        "key": found.key,
        "case_id": found.case_id,
        "value": found.value or None,
        "message": found.message(language),
        "suggestion": found.suggestion[language] or None,
    }


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line about a file: one finding, or the same said of several cells. `is_open`: somebody has to look at it."""

    severity: Severity
    code: str
    text: str
    suggestion: str
    cells: tuple[str, ...] = ()
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class FileSummary:
    """What is said about one file in short. `counts` are what is open in it, by state, none grouped, nothing that was confirmed."""

    submission: Submission
    status: Words
    lines: tuple[ReportLine, ...]
    counts: dict[State, int]


def summary(collected: Collected, language: Language) -> tuple[FileSummary, ...]:
    """File by file what is to be told on a console. Repeated findings are told once, with all cells."""
    return tuple(
        FileSummary(
            each,
            status_label(each),
            tuple(told(each.findings, language)),
            _open(each.findings),
        )
        for each in collected.submissions
    )


def _open(findings: Iterable[Finding]) -> dict[State, int]:
    told = Counter(
        state_of(each.code, each.severity) for each in findings if each.severity != "info" and not each.confirmed
    )
    return {state: told[state] for state in STATE_LABELS}


def told(findings: Iterable[Finding], language: Language) -> list[ReportLine]:
    """Findings as lines, in their order, the same things at several cells in one."""
    return [_line(group, language) for group in alike(findings)]


def _line(group: list[Finding], language: Language) -> ReportLine:
    first = group[0]
    text = first.message(language) if len(group) == 1 else _several(group)[language]
    suggestion = first.suggestion[language]
    if first.confirmed:
        text, suggestion = text + _CONFIRMED[language], ""
    return ReportLine(first.severity, first.code, text, suggestion, cells_of(group), first.is_open)


def _several(group: list[Finding]) -> Words:
    return _SAID.fill(place=place_of(group), said=group[0].sentence + entered_in(group))
