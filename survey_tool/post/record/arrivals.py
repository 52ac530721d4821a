"""What came in, written down when it is first seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey_tool.post.record.history import History, record_path
from survey_tool.post.record.keeping import append
from survey_tool.post.record.line import Line, line_now, now

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected, Submission
    from survey_tool.reference.survey import Survey


def by_content(sha256: str) -> str:
    """How the record names a file: by what is in it, since its name may change."""
    return f"sha256:{sha256}"


def note_arrivals(survey: Survey, collected: Collected, history: History) -> tuple[Line, ...]:
    """A line for every file that was not seen before; those lines. Raises as `append` does."""
    seen = {line.subject for line in history.lines if line.what == "arrived"}
    new = {
        by_content(each.sha256): each
        for each in reversed(collected.submissions)
        if each.sha256 and not each.as_sent and by_content(each.sha256) not in seen
    }
    at = now()
    lines = [
        line_now(survey.round.name, "arrived", each.prefecture_code or "", subject, _told(each), at=at)
        for subject, each in reversed(new.items())
    ]
    return append(record_path(survey), lines) if lines else ()


def _told(each: Submission) -> str:
    mail = each.mail
    return " ".join(filter(None, (each.file, mail.sent_at if mail else "", mail.sender if mail else "")))
