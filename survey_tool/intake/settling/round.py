"""The returns of a round settled: file by file, then prefecture by prefecture, then between prefectures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from survey_tool.intake.cells.grid import Refused, ReturnedFile
from survey_tool.intake.formats.reasons import REASONS
from survey_tool.intake.judging.order import in_order
from survey_tool.intake.judging.submission import Collected, JudgedCase, Submission
from survey_tool.intake.locating.owner import likely_prefecture
from survey_tool.intake.settling.doubles import Report, suspected
from survey_tool.intake.settling.lineage import settle
from survey_tool.intake.settling.verdict import Judge, JudgedReturn
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Words

_OTHER_PREFECTURES = "co_prefectures"
_READABLE = frozenset({"accepted", "needs_correction", "superseded", "conflict"})
_COUNTING = frozenset({"accepted", "needs_correction"})


def judged(survey: Survey, results: Iterable[ReturnedFile | Refused]) -> list[JudgedReturn]:
    """The verdict on each file, in the order of their names."""
    judge = Judge(survey)
    verdicts = [
        JudgedReturn(_refused(survey, each)) if isinstance(each, Refused) else judge.judge(each) for each in results
    ]
    return sorted(verdicts, key=lambda each: (each.submission.file, each.submission.sha256))


def settled(survey: Survey, verdicts: Sequence[JudgedReturn]) -> Collected:
    """The round as a whole: which return of a prefecture counts, who is missing, what may have been reported twice."""
    of_prefecture: dict[str, list[int]] = {}
    for number, each in enumerate(verdicts):
        code = each.submission.prefecture_code
        if code is not None and each.submission.status in _READABLE:
            of_prefecture.setdefault(code, []).append(number)
    submissions = [each.submission for each in verdicts]
    for numbers in of_prefecture.values():
        for number, submission in zip(numbers, settle([verdicts[each] for each in numbers]), strict=True):
            submissions[number] = submission
    missing = tuple(code for code in survey.places.prefectures if code not in of_prefecture)
    return Collected(_with_doubles(survey, submissions, verdicts), missing)


_BY_REASON = {
    REASONS["empty"]: "file-empty",
    REASONS["archive-password"]: "archive-encrypted",
    REASONS["nested"]: "archive-in-archive",
}


def _refused(survey: Survey, file: Refused) -> Submission:
    """A file that was not read. Its name may say whose it is, so that somebody can be written to."""
    ours = file.code != "file-not-ours"
    said = finding(
        _BY_REASON.get(file.reason, file.code) if ours else file.code,
        {"reason": file.reason, **file.details},
        file=file.name,
    )
    return Submission(
        file.name,
        file.sha256,
        "unreadable" if ours else "not_a_submission",
        likely_prefecture(file.name, survey) if ours else None,
        findings=(said,),
    )


def _with_doubles(
    survey: Survey, submissions: Sequence[Submission], verdicts: Sequence[JudgedReturn]
) -> tuple[Submission, ...]:
    """The same with a question at cases that another prefecture may have reported too."""
    places = {
        case.case_id: (number, case)
        for number, each in enumerate(submissions)
        if each.status in _COUNTING
        for case in each.cases
    }
    reports = (_report(case) for _, case in places.values() if case.answers.get("withdrawn") is not True)
    more: dict[int, list[Finding]] = {}
    for pair in suspected(reports):
        for own, other in (pair, pair[::-1]):
            if not own.names(other) or other.names(own):
                number, case = places[own.case_id]
                more.setdefault(number, []).append(_double(survey, case, other, verdicts[number]))
    with_more = list(submissions)
    for number, findings in more.items():
        each = submissions[number]
        with_more[number] = replace(each, findings=in_order((*each.findings, *findings), verdicts[number].sheets))
    return tuple(with_more)


def _report(case: JudgedCase) -> Report:
    return Report(case.case_id, case.case_id[:2], case.answers)


def _double(survey: Survey, case: JudgedCase, other: Report, verdict: JudgedReturn) -> Finding:
    fills = {
        "other_prefecture": survey.places.prefectures[other.prefecture_code].name,
        "other_case_id": other.case_id,
        "other_name": Words.same(str(other.answers.get("name") or "")),
    }
    question = survey.questionnaire.case.questions()[_OTHER_PREFECTURES]
    return finding(
        "double-report-suspected",
        fills,
        sheet=verdict.cases_sheet,
        cell=verdict.cell_of_case(case.case_id, _OTHER_PREFECTURES),
        label=question.label,
        key=_OTHER_PREFECTURES,
        case_id=case.case_id,
        topic="cases",
    )
