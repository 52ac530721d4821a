"""Last round's answers, to be filled into this round's forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from survey_tool.form.contract.answers import Answers, Typed
from survey_tool.form.contract.marker import SKIPPED_SHEETS
from survey_tool.intake.collect import Progress
from survey_tool.intake.judging.submission import Submission
from survey_tool.intake.opening.reader import read_files
from survey_tool.intake.opening.returned_files import find_files
from survey_tool.intake.settling.round import judged, settled
from survey_tool.intake.settling.verdict import JudgedReturn
from survey_tool.reference.survey import Survey

# What is asked anew each time; whom to ask mostly stays as it was.
_ASKED_ANEW = frozenset({"prefecture_code", "answered_on", "no_cases", "respondent_remarks"})


@dataclass(frozen=True)
class LastRound:
    """The answers by prefecture, and the prefectures whose returns contradict each other, so that nothing is carried over."""

    round: str
    answers: dict[str, Answers]
    contradictory: tuple[str, ...] = ()

    @property
    def filled_in(self) -> dict[str, Answers]:
        """The answers of those who have answered anything."""
        return {code: found for code, found in self.answers.items() if found.respondent or found.cases}


def last_round(survey: Survey, folder: Path, progress: Progress | None = None) -> LastRound:
    """What came back in an earlier round, as typed: faults too, which the new form then shows, and nothing that is withdrawn.

    The round is the one to which most files of the folder belong.
    """
    limits = survey.round.limits
    files = list(read_files(find_files([folder], limits), limits, skip=SKIPPED_SHEETS, progress=progress))
    name = _round_of(judged(survey, files)) or survey.round.name
    earlier = replace(survey, round=survey.round.model_copy(update={"name": name}))
    collected = settled(earlier, judged(earlier, files))
    answers = {}
    for code in survey.places.prefectures:
        submission = collected.of_prefecture(code)
        if submission is not None:
            answers[code] = _carried(submission)
    contradictory = {each.prefecture_code for each in collected.submissions if each.status == "conflict"}
    return LastRound(name, answers, tuple(code for code in survey.places.prefectures if code in contradictory))


def _round_of(verdicts: Iterable[JudgedReturn]) -> str | None:
    rounds = Counter(each.submission.marker.round for each in verdicts if each.submission.marker)
    return rounds.most_common(1)[0][0] if rounds else None


def _carried(submission: Submission) -> Answers:
    withdrawn = {case.case_id for case in submission.cases if case.answers.get("withdrawn") is True}
    return Answers(
        respondent=_without(submission.typed.respondent.items(), _ASKED_ANEW),
        cases=tuple(replace(row, carried_over=True) for row in submission.typed.cases if row.case_id not in withdrawn),
        elsewhere=submission.typed.elsewhere,
    )


def _without(answers: Iterable[tuple[str, Typed]], keys: frozenset[str]) -> dict[str, Typed]:
    return {key: value for key, value in answers if key not in keys}
