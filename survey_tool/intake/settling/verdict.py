"""One returned file judged: which form it is, what it answers, and everything that is to be said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from survey_tool.intake.cells.grid import ReturnedFile
from survey_tool.intake.judging.as_typed import answers_as_typed
from survey_tool.intake.judging.cases import CaseVerdict, about_ids, about_marks, any_error, judge_cases, judged_case
from survey_tool.intake.judging.marks import Marks
from survey_tool.intake.judging.order import in_order
from survey_tool.intake.judging.prepared import PreparedRound
from survey_tool.intake.judging.respondent import judge_respondent
from survey_tool.intake.judging.submission import Submission
from survey_tool.intake.locating.form import LocatedForm, locate_form
from survey_tool.intake.locating.landmarks import Landmarks
from survey_tool.intake.locating.owner import NOTHING_KNOWN, Known, Owner, owner_of
from survey_tool.intake.noticing.ignored import ignored_content
from survey_tool.intake.noticing.merged import about_merged
from survey_tool.intake.noticing.missing import about_missing
from survey_tool.intake.noticing.personal_data import NamesOfPlaces, about_personal_data
from survey_tool.questionnaire.findings.cell_names import cell_name
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.reference.survey import Survey
from survey_tool.settings.form import MOST_CASES


@dataclass(frozen=True, slots=True)
class AllAnswers:
    """What a file answers, by question, by case and question, and by case and municipality: put in order when compared."""

    respondent: Mapping[str, object] = field(default_factory=dict)
    cases: Sequence[tuple[str, Mapping[str, object]]] = ()
    marks: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()

    @property
    def in_order(self) -> tuple[object, ...]:
        cases = sorted((case_id, sorted(answers.items())) for case_id, answers in self.cases)
        return sorted(self.respondent.items()), cases, sorted((case_id, sorted(marks)) for case_id, marks in self.marks)


@dataclass(frozen=True)
class JudgedReturn:
    """A submission with what is needed to compare it with others: what it answers and where.

    `sheets` are the names of all sheets in order, `cases_sheet` that of the cases, whose `columns` are by case id and whose
    `rows` by question.
    """

    submission: Submission
    answers: AllAnswers = AllAnswers()
    sheets: tuple[str, ...] = ()
    cases_sheet: str | None = None
    columns: Mapping[str, int] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def content(self) -> str:
        """Equal for files with the same answers, however they were typed."""
        return repr(self.answers.in_order)

    def cell_of_case(self, case_id: str, key: str) -> str | None:
        """Where a case answers a question, as Excel shows it."""
        row, column = self.rows.get(key), self.columns.get(case_id)
        return cell_name(row, column) if row and column else None


class Judge:
    """Judges returned files; prepared once for a round."""

    def __init__(self, survey: Survey, known: Known = NOTHING_KNOWN) -> None:
        """`known`: what helps to say whose files are."""
        self.known = known
        self.survey, self.landmarks, self.prepared = survey, Landmarks(survey), PreparedRound(survey)
        self.names_of_places = NamesOfPlaces.of(survey.places)

    def judge(self, file: ReturnedFile) -> JudgedReturn:
        """The verdict on one file. Never raises for what a file holds."""
        form = locate_form(file.grids, file.name, self.landmarks)
        if form is None:
            said = finding("file-not-ours", file=file.name)
            return JudgedReturn(Submission(file.name, file.sha256, "not_a_submission", findings=(said,)))
        owner = owner_of(form, file, self.landmarks, self.known)
        if owner.code != form.marker.prefecture_code:
            printed = self.survey.places.prefectures[form.marker.prefecture_code].name
            said = finding("form-of-another-prefecture", {"form_prefecture": printed}, file=file.name)
            of_its_form = tuple(each for each in form.findings if each.code == "file-wrong-round")
            return JudgedReturn(Submission(file.name, file.sha256, "unreadable", owner, findings=(*of_its_form, said)))
        form = replace(form, findings=(*form.findings, *owner.doubts))
        if form.marker.round != self.survey.round.name:
            # Its questions are not those of this round: nothing in it is judged.
            return JudgedReturn(_unreadable(file, form, owner, form.findings))
        count = sum(bool(each.column.cells) for each in form.owned.columns)
        if count > MOST_CASES:
            said = finding("too-many-cases", {"n": f"{count:,}", "limit": f"{MOST_CASES:,}"}, file=file.name)
            return JudgedReturn(_unreadable(file, form, owner, (*form.findings, said)))
        return self._verdict(file, form, owner)

    def _verdict(self, file: ReturnedFile, form: LocatedForm, owner: Owner) -> JudgedReturn:
        prepared = self.prepared
        marks = prepared.marks.read(form.participants, form.marked, form.marker) if form.participants else None
        cases = judge_cases(form, marks, prepared)
        respondent = judge_respondent(form, marks, cases, prepared)
        about_file = [*form.findings, *about_missing(form, marks, cases, prepared)]
        findings = [
            *about_file,
            *respondent.findings,
            *about_ids(form, cases, prepared),
            *(found for case in cases for found in case.findings),
            *about_marks(form, marks, cases),
            *about_personal_data(form, respondent, cases, prepared, self.names_of_places),
        ]
        findings += ignored_content(file.ignored, form, marks, self.landmarks, tuple(findings))
        findings += about_merged(form, self.landmarks.printed)
        sheets = tuple(grid.name for grid in file.grids)
        answers = _content(respondent.understood, cases, marks)
        submission = Submission(
            file=file.name,
            sha256=file.sha256,
            status="needs_correction" if any_error(findings) else "accepted",
            owner=owner,
            marker=form.marker,
            findings=in_order(findings, sheets),
            respondent=respondent.faultless,
            cases=tuple(judged_case(each, form, marks, prepared) for each in cases),
            typed=answers_as_typed(form, marks),
            held_back=any_error([*about_file, *respondent.findings]),
            is_blank=not any(answers.in_order),
            ancestors=form.ancestors,
            given_ids={each.owned.column.number: each.case_id for each in cases if each.owned.problem},
            respondent_cells=respondent.cells,
        )
        return JudgedReturn(
            submission,
            answers,
            sheets,
            form.cases.grid.name if form.cases else None,
            {each.case_id: each.owned.column.number for each in cases},
            form.cases.rows if form.cases else {},
        )


def _unreadable(file: ReturnedFile, form: LocatedForm, owner: Owner, findings: tuple[Finding, ...]) -> Submission:
    return Submission(file.name, file.sha256, "unreadable", owner, form.marker, findings)


def _content(respondent: Mapping[str, object], cases: Sequence[CaseVerdict], marks: Marks | None) -> AllAnswers:
    return AllAnswers(
        respondent,
        [(each.case_id, each.understood.answers) for each in cases],
        [(case_id, said) for case_id in marks.by_case if (said := marks.content(case_id))] if marks else (),
    )
