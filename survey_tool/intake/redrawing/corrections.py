"""Correction copies: for every return with errors a form that holds all its answers and shows every finding at its cell.

The folder of copies is made anew each time: what is needed is written, a copy that is no longer needed is removed. A file
that was not made here is left alone, and so is a copy that somebody has saved since: it may be what a prefecture is going
to get, or a corrected return that was saved in the wrong folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from survey_tool.form.contract.answers import Form
from survey_tool.form.contract.file_names import name_of_drawn
from survey_tool.form.contract.marker import parent_of
from survey_tool.form.drawn import as_drawn
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.opening.names import CORRECTIONS
from survey_tool.intake.opening.returned_files import copies_in
from survey_tool.questionnaire.findings.cell_names import row_and_column
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.reference.survey import Survey
from survey_tool.reference.workspace import patiently


@dataclass(frozen=True)
class Copies:
    """The copies that are needed, and copies, needed or not, that somebody has saved since: these are as they were found."""

    needed: tuple[Path, ...]
    kept: tuple[Path, ...] = ()


@dataclass(frozen=True)
class CorrectionCopy:
    """A copy to be drawn: under which name, from which answers, for which return."""

    name: str
    form: Form
    submission: Submission


def corrections(survey: Survey, collected: Collected, also: Collection[str] = ()) -> Iterator[CorrectionCopy]:
    """One copy for every return that needs correction and is clearly one of that prefecture; also for those with these SHA-256
    that need none, but are asked about."""
    for each in collected.submissions:
        wanted = each.status == "needs_correction" or (each.status == "accepted" and each.sha256 in also)
        if wanted and each.marker and each.owner.certain:
            yield CorrectionCopy(copy_name(survey, each), _copy(each, each.for_its_prefecture), each)


def as_its_copy_says(survey: Survey, submission: Submission, findings: Collection[Finding]) -> tuple[Finding, ...]:
    """Findings of a return at the sheets and cells of its correction copy, for whoever has that in front of them; as they are where no
    copy can be drawn of it."""
    if submission.marker is None or not submission.owner.certain:
        return tuple(findings)
    from survey_tool.form.live.placed_findings import PlacedFindings  # loading what draws takes a tenth of a second
    from survey_tool.form.printed.messages import messages
    from survey_tool.form.workbook import cases_to_draw

    form = _copy(submission, findings)
    return PlacedFindings(survey, form, cases_to_draw(survey, form), messages(survey.questionnaire)).all


def _copy(submission: Submission, findings: Collection[Finding]) -> Form:
    placed = tuple(_in_the_copy(found, submission) for found in findings)
    return replace(form_with_answers(submission), findings=placed)


def copy_name(survey: Survey, submission: Submission) -> str:
    """Like the name of the form that was sent, with the first digits of the return's hash."""
    return name_of_drawn(survey, submission.owner.certainly, "correction", submission.sha256)


def merged_name(survey: Survey, returns: Sequence[Submission], *, is_copy: bool) -> str:
    """The name of the form in which differing returns of a prefecture become one: a correction copy, or itself a return."""
    digest = hashlib.sha256("".join(sorted(each.sha256 for each in returns)).encode()).hexdigest()
    return name_of_drawn(survey, returns[0].owner.certainly, "correction" if is_copy else "merged", digest)


def merged_copy(survey: Survey, collected: Collected, code: str) -> Path | None:
    """The form that was made of the returns that differ now and is still to be confirmed by the prefecture; None where there is none."""
    returns = collected.in_conflict(code)
    if not returns or not all(each.owner.certain for each in returns):
        return None
    path = survey.submissions / CORRECTIONS / merged_name(survey, returns, is_copy=True)
    return path if path.is_file() else None


def _merged_copies(survey: Survey, collected: Collected) -> set[str]:
    """The names of copies in which differing returns were merged: they are needed as long as those differ."""
    differing = filter(None, map(collected.in_conflict, survey.places.prefectures))
    own = (returns for returns in differing if all(each.owner.certain for each in returns))
    return {merged_name(survey, returns, is_copy=True) for returns in own}


def _copies_to_ask_with(survey: Survey, collected: Collected) -> set[str]:
    """The names of copies with which doubtful answers were asked about: they are needed as long as there are any."""
    return {
        copy_name(survey, each)
        for each in collected.submissions
        if each.status == "accepted" and each.owner.certain and each.questions
    }


def write_corrections(
    survey: Survey,
    collected: Collected,
    folder: Path,
    progress: Callable[[int, int], None] = lambda *_: None,
    *,
    whole_round: bool = True,
    also: Collection[str] = (),
    of: Collection[str] | None = None,
) -> Copies:
    """Writes all copies into `folder`, those `of` some prefectures alone if these are given; `also` of the returns with these SHA-256
    that are only asked about. Where `collected` is the whole round, removes those no longer needed, unless some of it cannot be read
    on this computer: they may be needed for that. `progress` is told how many of how many are done.

    Raises OSError where it cannot write, and what `progress` raises.
    """
    there = copies_in(folder)
    kept = tuple(path for path in there if not as_drawn(path))
    wanted = {folder / each.name: each.form for each in corrections(survey, collected, also)}
    asked = {path: form for path, form in wanted.items() if of is None or form.prefecture_code in of}
    if to_draw := {path: form for path, form in asked.items() if path not in kept}:
        _draw(survey, to_draw, progress)
    if whole_round and not collected.not_readable_here:
        others = _merged_copies(survey, collected) | _copies_to_ask_with(survey, collected)
        for path in there:
            if path not in wanted and path not in kept and path.name not in others:
                patiently(path.unlink)
    return Copies(tuple(wanted), kept)


def _draw(survey: Survey, forms: Mapping[Path, Form], progress: Callable[[int, int], None]) -> None:
    from survey_tool.form.generate import write_forms  # loading what draws takes a tenth of a second

    done = count()
    progress(next(done), len(forms))
    write_forms(survey, [(form, path) for path, form in forms.items()], lambda _: progress(next(done), len(forms)))


def form_with_answers(submission: Submission) -> Form:
    """The form that holds all answers of a return as they were typed, and supersedes it. Raises `OwnerInDoubtError`."""
    assert submission.marker is not None
    return Form(
        prefecture_code=submission.owner.certainly,
        edition=submission.marker.edition,
        answers=submission.typed,
        parent=parent_of(submission.sha256),
        ancestors=submission.ancestors,
    )


def _in_the_copy(found: Finding, submission: Submission) -> Finding:
    """A finding in a column without an id stands in the copy where the id has been given."""
    if found.topic != "cases" or found.case_id is not None:
        return found
    _, column = row_and_column(found.cell)
    return replace(found, case_id=submission.given_ids.get(column))
