"""Forms among the returns in which nobody has answered anything: as they were generated, today or before, or saved with nothing filled in.

Nobody has returned them: they are no returns to be corrected, also once the form was generated again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from survey_tool.form.contract.answers import Answers
from survey_tool.form.contract.file_names import form_paths
from survey_tool.form.drawn import as_drawn
from survey_tool.intake.judging.submission import Submission
from survey_tool.intake.settling.verdict import JudgedReturn
from survey_tool.questionnaire.findings.finding import finding
from survey_tool.reference.survey import Survey

_ASKED_ANEW = "answered_on"
_NOTHING_ANSWERED = "no-cases-no-declaration"
_WRITTEN_ELSEWHERE = "ignored-content"


def told_as_sent(survey: Survey, verdicts: Sequence[JudgedReturn]) -> list[JudgedReturn]:
    """The same, those forms told as what they are. One in which anything stands that was typed is a return."""
    return [_told(survey, each) for each in verdicts]


def _told(survey: Survey, verdict: JudgedReturn) -> JudgedReturn:
    own = verdict.submission
    if own.status != "needs_correction" or own.prefecture_code is None:  # what was sent always lacks an answer
        return verdict
    if _is_as_sent(survey, own, own.prefecture_code):
        return _as_sent(verdict, "form-as-sent")
    return _as_sent(verdict, "form-blank") if _is_blank(own) else verdict


def _is_as_sent(survey: Survey, own: Submission, code: str) -> bool:
    """As it is generated now, by its bytes; or as it was generated before, by its seal, if it was drawn from no return of this round."""
    if any(_digest(path) == own.sha256 for path in form_paths(survey, code)):
        return True
    drawn_from_none = own.marker is not None and not own.marker.parents
    of_last_round = _ASKED_ANEW not in own.typed.respondent and all(each.carried_over for each in own.typed.cases)
    return drawn_from_none and of_last_round and as_drawn(survey.submissions / own.file)


def _is_blank(own: Submission) -> bool:
    """Whether nothing was typed into it, in its cells or elsewhere, and nothing but that is to be said of it."""
    said = {each.code for each in own.findings if each.severity != "info" or each.code == _WRITTEN_ELSEWHERE}
    return own.is_blank and own.typed == Answers() and said == {_NOTHING_ANSWERED}


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _as_sent(verdict: JudgedReturn, what: str) -> JudgedReturn:
    said = finding(what, file=verdict.submission.file)
    own = replace(verdict.submission, status="not_a_submission", findings=(said,), cases=(), held_back=False)
    return JudgedReturn(own)
