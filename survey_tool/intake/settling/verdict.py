"""One returned file judged: which form it is, what it answers, and everything that is to be said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from survey_tool.intake.cells.addresses import cell_name
from survey_tool.intake.cells.grid import ReturnedFile
from survey_tool.intake.judging.bound_form import BoundForm, answers_as_typed, bind_form
from survey_tool.intake.judging.cases import CaseVerdict, about_ids, about_marks, any_error, judge_cases, judged_case
from survey_tool.intake.judging.order import in_order
from survey_tool.intake.judging.preparation import Bench
from survey_tool.intake.judging.respondent import judge_respondent
from survey_tool.intake.judging.submission import Submission
from survey_tool.intake.locating.owner import about_the_respondent
from survey_tool.intake.locating.sheets import Way, find_the_way
from survey_tool.intake.noticing.ignored import ignored_content
from survey_tool.intake.noticing.merged import about_merged
from survey_tool.intake.noticing.missing import about_missing
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.reference.survey import Survey
from survey_tool.settings.round import MOST_CASES


@dataclass(frozen=True, slots=True)
class Content:
    """What a file answers, by question, by case and question, and by case and municipality: put in order when compared."""

    respondent: Mapping[str, object] = field(default_factory=dict)
    cases: Sequence[tuple[str, Mapping[str, object]]] = ()
    marks: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()

    @property
    def in_order(self) -> object:
        cases = sorted((case_id, sorted(answers.items())) for case_id, answers in self.cases)
        return sorted(self.respondent.items()), cases, sorted((case_id, sorted(marks)) for case_id, marks in self.marks)


@dataclass(frozen=True)
class Judged:
    """A submission with what is needed to compare it with others: what it answers and where.

    `sheets` are the names of all sheets in order, `cases_sheet` that of the cases, whose rows stand in `rows` by case id
    and whose columns in `columns` by question.
    """

    submission: Submission
    answers: Content = Content()
    sheets: tuple[str, ...] = ()
    cases_sheet: str | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def content(self) -> str:
        """Equal for files with the same answers, however they were typed."""
        return repr(self.answers.in_order)

    def cell_of_case(self, case_id: str, key: str) -> str | None:
        """Where a case answers a question, as Excel shows it."""
        row, column = self.rows.get(case_id), self.columns.get(key)
        return cell_name(row, column) if row and column else None


class Judge:
    """Judges returned files; prepared once for a round."""

    def __init__(self, survey: Survey) -> None:
        self.survey, self.bench = survey, Bench(survey)

    def judge(self, file: ReturnedFile) -> Judged:
        """The verdict on one file. Never raises for what a file holds."""
        way = find_the_way(file.grids, file.name, self.survey, self.bench.landmarks)
        if way is None:
            said = finding("file-not-ours", file=file.name)
            return Judged(Submission(file.name, file.sha256, "not_a_submission", findings=(said,)))
        if way.form.round != self.survey.round.name:
            # Its questions are not those of this round: nothing in it is judged.
            return Judged(_unreadable(file, way, way.findings))
        bound = bind_form(way, self.bench)
        count = sum(bool(each.row.answers) for each in bound.owned.rows)
        if count > MOST_CASES:
            said = finding("too-many-cases", {"n": f"{count:,}", "limit": f"{MOST_CASES:,}"}, file=file.name)
            return Judged(_unreadable(file, way, (*way.findings, said)))
        return _verdict(file, way, bound, self.bench)


def _unreadable(file: ReturnedFile, way: Way, findings: tuple[Finding, ...]) -> Submission:
    return Submission(file.name, file.sha256, "unreadable", way.form.prefecture_code, way.form, findings)


def _verdict(file: ReturnedFile, way: Way, bound: BoundForm, bench: Bench) -> Judged:
    cases = judge_cases(bound, bench)
    respondent = judge_respondent(bound, cases, bench)
    typed_over = about_the_respondent(way.form, bound.respondent, bench.landmarks)
    about_file = [*way.findings, *typed_over, *about_missing(way, bound, cases, bench)]
    about_cases = [*about_ids(bound, cases, bench), *(each for case in cases for each in case.findings)]
    findings = [*about_file, *respondent.findings, *about_cases, *about_marks(bound, cases, bench)]
    findings += [
        *ignored_content(file.ignored, way, bound, bench.landmarks),
        *about_merged(bound, bench.landmarks.printed),
    ]
    sheets = tuple(grid.name for grid in file.grids)
    submission = Submission(
        file=file.name,
        sha256=file.sha256,
        status="needs_correction" if any_error(findings) else "accepted",
        prefecture_code=way.form.prefecture_code,
        marker=way.form,
        findings=in_order(findings, sheets),
        respondent=respondent.sound,
        cases=tuple(judged_case(each, bound, bench) for each in cases),
        typed=answers_as_typed(bound, bench),
        held_back=any_error([*about_file, *respondent.findings]),
        ancestors=bound.ancestors,
        given_ids={each.owned.row.row: each.case_id for each in cases if each.owned.problem},
    )
    return Judged(
        submission,
        _content(respondent.understood, cases, bound),
        sheets,
        bound.cases.grid.name if bound.cases else None,
        {each.case_id: each.owned.row.row for each in cases},
        bound.cases.columns if bound.cases else {},
    )


def _content(respondent: Mapping[str, object], cases: Sequence[CaseVerdict], bound: BoundForm) -> Content:
    marks = bound.marks.by_case if bound.marks else {}
    return Content(
        respondent,
        [(each.case_id, each.understood.answers) for each in cases],
        [(case_id, [(mark.key, mark.shown) for mark in column]) for case_id, column in marks.items()],
    )
