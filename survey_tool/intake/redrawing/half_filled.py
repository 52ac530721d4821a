"""A half-filled form that is to be drawn again with more room: the larger one holds its answers and supersedes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from survey_tool.form.contract.answers import Form
from survey_tool.form.drawn import CARRIED_PROPERTY, kinds_in
from survey_tool.intake.collect import collect
from survey_tool.intake.judging.submission import Submission
from survey_tool.intake.redrawing.corrections import form_with_answers
from survey_tool.intake.settling.found_out import FoundOut
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.reference.survey import Survey

_READ = frozenset({"accepted", "needs_correction"})
LEFT_BEHIND = frozenset({"ignored-content", "sheet-missing", "column-missing"})


@dataclass(frozen=True)
class HalfFilled:
    """What a file holds: the form to be drawn, or None where it is not one readable form of this round with answers.

    `told` says why there is none; where there is one, what of the file is not in it.
    """

    form: Form | None
    told: tuple[Finding, ...] = ()
    number: int = 1
    """How many files there are: an archive may hold several, or none."""


def half_filled(survey: Survey, path: Path, found_out: FoundOut | None = None) -> HalfFilled:
    """The form in a file. Its answers stand as they were typed, under the ids that their cases have."""
    submissions = collect(survey, [path], found_out=found_out).submissions
    if len(submissions) != 1:
        return HalfFilled(None, number=len(submissions))
    (one,) = submissions
    doubts = one.owner.doubts or _doubts_of_the_same(survey, one, found_out)
    if one.status not in _READ or doubts:
        return HalfFilled(None, doubts or one.findings)
    left_behind = tuple(each for each in one.findings if each.code in LEFT_BEHIND)
    form = replace(form_with_answers(one), carried_from=kinds_in(path).get(CARRIED_PROPERTY, ""))
    return HalfFilled(form if _answers(one) else None, left_behind)


def _doubts_of_the_same(survey: Survey, one: Submission, found_out: FoundOut | None) -> tuple[Finding, ...]:
    """The doubts about the same answers among the returns of the round, unless something says that these are its own."""
    if one.owner.confirmed or not survey.submissions.is_dir():
        return ()
    returned = collect(survey, [survey.submissions], found_out=found_out).submissions
    same = (each for each in returned if each.sha256 == one.sha256 or (each.typed == one.typed and _answers(one)))
    return next((each.owner.doubts for each in same if each.owner.doubts), ())


def _answers(submission: Submission) -> bool:
    return bool(submission.typed.respondent or submission.typed.cases)
