"""Forms among the returns that are, byte by byte, what was generated: nobody has returned them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from survey_tool.form.contract.file_names import form_paths
from survey_tool.intake.settling.verdict import JudgedReturn
from survey_tool.questionnaire.findings.finding import finding
from survey_tool.reference.survey import Survey


def told_as_sent(survey: Survey, verdicts: Sequence[JudgedReturn]) -> list[JudgedReturn]:
    """The same, those forms told as what they are. One that was opened and saved is a return, answered or not."""
    return [_as_sent(each) if _is_as_sent(survey, each) else each for each in verdicts]


def _is_as_sent(survey: Survey, verdict: JudgedReturn) -> bool:
    own = verdict.submission
    if own.status != "needs_correction" or own.prefecture_code is None:  # what was sent always lacks an answer
        return False
    return any(_digest(path) == own.sha256 for path in form_paths(survey, own.prefecture_code))


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _as_sent(verdict: JudgedReturn) -> JudgedReturn:
    said = finding("form-as-sent", file=verdict.submission.file)
    own = replace(verdict.submission, status="not_a_submission", findings=(said,), cases=(), held_back=False)
    return JudgedReturn(own)
