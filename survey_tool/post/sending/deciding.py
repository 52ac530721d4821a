"""What somebody has found out about letters whose sending was interrupted: did they arrive?"""

from __future__ import annotations

from collections.abc import Collection

from survey_tool.post.record.history import History, record_path
from survey_tool.post.record.keeping import append
from survey_tool.post.record.line import Line, line_now
from survey_tool.reference.survey import Survey


def found_out(
    survey: Survey, history: History, kind: str, *, arrived: Collection[str], lost: Collection[str]
) -> tuple[Line, ...]:
    """Writes down of letters of a kind, by their ids, that they arrived, or that they are to be sent again; what is not undecided (any
    more) is passed over. Raises as `append` does."""
    lines = [
        line_now(survey.round.name, "sent" if each.subject in arrived else "to-resend", each.prefecture, each.subject)
        for each in history.undecided(kind)
        if each.subject in arrived or each.subject in lost
    ]
    return append(record_path(survey), lines) if lines else ()
