"""What came in, written down when it is first seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey_tool.post.record.history import History, history_of, record_path
from survey_tool.post.record.keeping import RecordFileError, RecordInUseError, append
from survey_tool.post.record.line import by_content, line_now, now
from survey_tool.wording.handwritten import MistakesError

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected, Submission
    from survey_tool.reference.survey import Survey


def note_arrivals(survey: Survey, collected: Collected, history: History) -> History | None:
    """Writes down every file that was not seen before. What the record tells then, which is read again only if it has more to tell; None where
    it cannot be written, which keeps nobody from reading."""
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
    if not lines:
        return history
    try:
        append(record_path(survey), lines, once=True)
    except (RecordFileError, RecordInUseError, MistakesError):
        return None
    return history_of(survey)


def _told(each: Submission) -> str:
    mail = each.mail
    return " ".join(filter(None, (each.file, mail.sent_at if mail else "", mail.sender if mail else "")))
