"""One returned file judged: which form it is, what it answers, and everything that is to be said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from survey_tool.form.answers import Answers, CaseRow, Typed
from survey_tool.form.contract import NO_PARENT, SHEETS, Topic
from survey_tool.intake.addresses import cell_name
from survey_tool.intake.binding import (
    BoundCase,
    BoundCases,
    BoundParticipants,
    BoundRespondent,
    Cell,
    Printed,
    as_typed,
    bind_cases,
    bind_participants,
    bind_printed,
    bind_respondent,
    shown,
)
from survey_tool.intake.case_ids import FormIds, Owned, OwnedRow, owned_rows
from survey_tool.intake.finding_the_way import Way, find_the_way
from survey_tool.intake.grid import ReturnedFile
from survey_tool.intake.ignored import Bound, ignored_content
from survey_tool.intake.judging_marks import CaseOfMarks, MarkReader
from survey_tool.intake.judging_rows import Place, RowReader, Understood
from survey_tool.intake.landmarks import CASE_ID_KEY, PREFECTURE_KEY, Landmarks
from survey_tool.intake.order import in_order
from survey_tool.intake.submission import JudgedCase, Submission
from survey_tool.questionnaire.findings import Finding, finding
from survey_tool.questionnaire.judging import JudgedRow
from survey_tool.questionnaire.kinds import Printed as PrintedKind
from survey_tool.questionnaire.participation import CODE_LABEL
from survey_tool.questionnaire.questions import IN_FULL, WHEN_WITHDRAWN
from survey_tool.questionnaire.words import LANGUAGES, Language, Words
from survey_tool.reference.survey import Survey

_DECLARATION = "no_cases"


@dataclass(frozen=True)
class Judged:
    """A submission with what is needed to compare it with others: what it answers and where.

    `sheets` are the names of all sheets in order, `cases_sheet` that of the cases, whose rows stand in `rows` by case id
    and whose columns in `columns` by question.
    """

    submission: Submission
    answers: object = None
    sheets: tuple[str, ...] = ()
    cases_sheet: str | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def content(self) -> str:
        """Equal for files with the same answers, however they were typed."""
        return repr(self.answers)

    def cell_of_case(self, case_id: str, key: str) -> str | None:
        """Where a case answers a question, as Excel shows it."""
        row, column = self.rows.get(case_id), self.columns.get(key)
        return cell_name(row, column) if row and column else None


@dataclass
class _Case:
    """A row of cases on its way to a verdict."""

    owned: OwnedRow
    understood: Understood
    row: JudgedRow
    findings: list[Finding]
    has_error: bool = False


class Judge:
    """Judges returned files; prepared once for a round."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.landmarks = Landmarks(survey)
        self.marks = MarkReader(survey)
        known = survey.questionnaire
        self._respondents = {each: RowReader(known.respondent_sheet, known.respondent, each) for each in LANGUAGES}
        self._cases = {each: RowReader(known.cases_sheet, known.case, each) for each in LANGUAGES}
        self._printed = {
            key
            for model in (known.case, known.respondent)
            for key, question in model.questions().items()
            if isinstance(question.kind, PrintedKind)
        }

    def judge(self, file: ReturnedFile) -> Judged:
        """The verdict on one file. Never raises for what a file holds."""
        way = find_the_way(file.grids, file.name, self.survey, self.landmarks)
        if way is None:
            said = finding("file-not-ours", file=file.name)
            return Judged(Submission(file.name, file.sha256, "not_a_submission", findings=(said,)))
        if way.form.round != self.survey.round.name:
            return Judged(
                Submission(file.name, file.sha256, "unreadable", way.form.prefecture_code, way.form, way.findings)
            )
        return _Verdict(self, file, way).judged()

    def respondents(self, edition: Language) -> RowReader:
        return self._respondents[edition]

    def cases(self, edition: Language) -> RowReader:
        return self._cases[edition]

    def asked(self, cells: Mapping[str, Cell]) -> dict[str, Cell]:
        """The cells that are answers, without what the form prints."""
        return {key: cell for key, cell in cells.items() if key not in self._printed}

    def gone(self, keys: Sequence[str], found: Mapping[str, int]) -> list[str]:
        """The questions whose row or column is not there."""
        return [key for key in keys if key not in found and key not in self._printed]


class _Verdict:
    """One file on its way to a verdict."""

    def __init__(self, judge: Judge, file: ReturnedFile, way: Way) -> None:
        self.judge, self.file, self.way, self.form = judge, file, way, way.form
        landmarks, sheets = judge.landmarks, way.sheets
        self.printed: Printed = bind_printed(way.meta)
        self.ids = FormIds(self.printed.ids, way.form)
        self.respondent = bind_respondent(sheets["respondent"], landmarks) if "respondent" in sheets else None
        self.cases = bind_cases(sheets["cases"], landmarks) if "cases" in sheets else None
        self.participants = bind_participants(sheets["participants"], landmarks) if "participants" in sheets else None
        self.owned = owned_rows(self.cases, self.ids) if self.cases else Owned((), (), ())
        self.marks = judge.marks.read(self.participants, way.form) if self.participants else None

    def judged(self) -> Judged:
        cases = self._judged_cases()
        about_file = [*self.way.findings, *self._unrecognised(), *self._columns_missing(cases)]
        about_respondent, respondent, answers = self._judged_respondent(cases)
        about_cases = [*self._about_ids(cases), *(each for case in cases for each in case.findings)]
        bound = Bound(self.respondent, self.cases, self.participants, self.owned.texts, self.owned.stray)
        ignored = ignored_content(self.file.ignored, self.way, bound, self.judge.landmarks)
        findings = [*about_file, *about_respondent, *about_cases, *self._about_marks(cases), *ignored]
        submission = Submission(
            file=self.file.name,
            sha256=self.file.sha256,
            status="needs_correction" if _any_error(findings) else "accepted",
            prefecture_code=self.form.prefecture_code,
            marker=self.form,
            findings=in_order(findings, [grid.name for grid in self.file.grids]),
            respondent={PREFECTURE_KEY: self.form.prefecture_code, **respondent},
            cases=tuple(self._judged_case(each) for each in cases),
            typed=self._typed(),
            held_back=_any_error([*about_file, *about_respondent]),
            ancestors=self._ancestors(),
            given_ids={each.owned.row.row: each.owned.case_id for each in cases if each.owned.problem},
        )
        return Judged(
            submission,
            self._content(answers, cases),
            tuple(grid.name for grid in self.file.grids),
            self.cases.grid.name if self.cases else None,
            {each.owned.case_id: each.owned.row.row for each in cases},
            self.cases.columns if self.cases else {},
        )

    def _ancestors(self) -> tuple[str, ...]:
        if self.form.parent == NO_PARENT:
            return ()
        return tuple(dict.fromkeys((self.form.parent, *self.printed.ancestors)))

    # What is not there

    def _unrecognised(self) -> list[Finding]:
        bound: dict[Topic, object] = {
            "respondent": self.respondent,
            "cases": self.cases,
            "participants": self.participants,
        }
        lost = ((topic, grid) for topic, grid in self.way.sheets.items() if bound[topic] is None)
        return [finding("sheet-missing", sheet=grid.name, topic=topic) for topic, grid in lost]

    def _gone(self, sheet: BoundRespondent | BoundCases | None) -> list[str]:
        """The questions of a sheet that are not in it; an older form need not have them all."""
        if isinstance(sheet, BoundRespondent):
            return self.judge.gone(self.judge.landmarks.respondent_keys, sheet.rows)
        return self.judge.gone(self.judge.landmarks.case_keys, sheet.columns) if sheet else []

    def _columns_missing(self, cases: Sequence[_Case]) -> list[Finding]:
        if self.way.is_old_version:
            return []
        known = self.judge.survey.questionnaire
        asked = known.respondent.questions()
        found = [_missing("row-missing", self.respondent, asked[key].label, key) for key in self._gone(self.respondent)]
        if self.cases:
            gone = self._gone(self.cases)
            if CASE_ID_KEY not in self.cases.columns:
                gone.insert(0, CASE_ID_KEY)
            found += [_missing("column-missing", self.cases, known.case.questions()[key].label, key) for key in gone]
        if self.participants:
            if self.participants.code_column is None:
                found.append(_missing("column-missing", self.participants, CODE_LABEL, None))
            for case in cases:
                if self._lacks_marks(case):
                    label = Words.same(_name(case.owned) or case.owned.case_id)
                    found.append(_missing("column-missing", self.participants, label, None, case.owned.case_id))
        return found

    def _lacks_marks(self, case: _Case) -> bool:
        """Whether the column of a printed case is gone. Ids that were never printed have none yet."""
        gone = self.participants is not None and case.owned.case_id not in self.participants.columns
        return gone and case.owned.problem is None and case.row.scope >= IN_FULL

    # Cases

    def _judged_cases(self) -> list[_Case]:
        """Every row with answers, judged from top to bottom: a rule may look at the rows above."""
        reader = self.judge.cases(self.form.edition)
        gone = self._gone(self.cases)
        above: list[Mapping[str, object]] = []
        judged = []
        for owned in self.owned.rows:
            if owned.row.answers and self.cases:
                understood = reader.read(self.judge.asked(owned.row.answers), gone)
                row = reader.judge(understood, self._facts(owned), above)
                place = Place(self.cases.grid.name, "cases", partial(self.cases.cell, owned.row.row), _own_id(owned))
                # A note below the table is no case that lacks its answers: where there is no id, only what is there counts.
                blanks = owned.problem != "case-id-missing"
                # Told at once: what stands in `above` later is none of this row's business.
                judged.append(_Case(owned, understood, row, reader.findings(row, understood, place, blanks)))
                above.append(understood.answers)
        return judged

    def _facts(self, owned: OwnedRow) -> dict[str, object]:
        settings = self.judge.survey.round
        return {
            "carried_over": self.ids.is_carried(owned.case_id),
            "participating": self.marks.participating(owned.case_id) if self.marks else 0,
            "own_prefecture": self.form.prefecture_code,
            "usual_amount": settings.form.usual_amount,
            "as_of_month": settings.as_of_month,
        }

    def _about_ids(self, cases: Sequence[_Case]) -> list[Finding]:
        """Rows without a right id, and carried-over cases of which nothing is left."""
        if self.cases is None or CASE_ID_KEY not in self.cases.columns:
            return []
        told = [self._at_id(each.owned.problem, each.owned.row) for each in cases if each.owned.problem]
        if self.owned.stray:
            told.append(self._at_id("case-id-missing", self.owned.stray[0]))
        answered = {each.owned.case_id for each in cases}
        blank = {each.case_id: each.row for each in self.owned.rows if not each.row.answers}
        carried = dict.fromkeys((*self.ids.carried, *filter(self.ids.is_carried, blank)))
        for case_id in carried:
            if case_id not in answered:
                told.append(self._at_id("case-dropped", blank.get(case_id), case_id))
        return told

    def _at_id(self, name: str, row: BoundCase | None, case_id: str | None = None) -> Finding:
        sheet = self.cases.grid.name if self.cases else SHEETS["cases"][self.form.edition]
        return finding(
            name,
            {"case_id": case_id},
            sheet=sheet,
            cell=self.cases.cell(row.row, CASE_ID_KEY) if self.cases and row else None,
            label=self.judge.survey.questionnaire.case.questions()[CASE_ID_KEY].label,
            key=CASE_ID_KEY,
            case_id=case_id,
            value=(row.case_id or None) if row else None,
            topic="cases",
        )

    def _about_marks(self, cases: Sequence[_Case]) -> list[Finding]:
        """What stands on the participants sheet, which also holds cases back."""
        if self.marks is None:
            return []
        found = list(self.marks.findings)
        by_id = {each.owned.case_id: each for each in cases}
        for case_id in self.marks.sheet.columns:
            case = by_id.get(case_id)
            row = case.row if case else None
            silent = self.cases is None or self.ids.is_carried(case_id)
            told = self.judge.marks.judge(
                self.marks, CaseOfMarks(case_id, row, _name(case.owned) if case else "", silent)
            )
            found += told
            if case and (case_id in self.marks.doubted or _any_error(told)):
                case.has_error = True
        return found

    def _judged_case(self, case: _Case) -> JudgedCase:
        reader = self.judge.cases(self.form.edition)
        case_id = case.owned.case_id
        answers = {CASE_ID_KEY: case_id, **reader.sound(case.understood)}
        wrong = case.has_error or case.owned.problem is not None or _any_error(case.findings)
        return JudgedCase(
            case_id,
            answers,
            self.marks.of_case(case_id) if self.marks else {},
            None if wrong else reader.record(answers),
            self.ids.is_carried(case_id),
        )

    # Respondent

    def _judged_respondent(
        self, cases: Sequence[_Case]
    ) -> tuple[list[Finding], dict[str, object], Mapping[str, object]]:
        """What is to be said, the sound answers, and all answers as understood."""
        if self.respondent is None:
            return [], {}, {}
        reader = self.judge.respondents(self.form.edition)
        understood = reader.read(self.judge.asked(self.respondent.answers), self._gone(self.respondent))
        row = reader.judge(understood, {})
        place = Place(self.respondent.grid.name, "respondent", self.respondent.cell)
        found = reader.findings(row, understood, place)
        if self.cases is not None and _DECLARATION in self.respondent.rows and not row.wrong(_DECLARATION):
            name = _declaration(row.value(_DECLARATION) is True, cases)
            if name:
                found.append(self._at_declaration(name, self.respondent))
        return found, reader.sound(understood), understood.answers

    def _at_declaration(self, name: str, respondent: BoundRespondent) -> Finding:
        value = respondent.answers.get(_DECLARATION)
        return finding(
            name,
            sheet=respondent.grid.name,
            cell=respondent.cell(_DECLARATION),
            label=self.judge.survey.questionnaire.respondent.questions()[_DECLARATION].label,
            key=_DECLARATION,
            value=shown(value) or None,
            topic="respondent",
        )

    # Answers as typed

    def _typed(self) -> Answers:
        """All answers, for a form to be drawn from; of a row without a right id under the id that it is given."""
        respondent = _typed(self.judge.asked(self.respondent.answers)) if self.respondent else {}
        rows: dict[str, CaseRow] = {}
        for owned in self.owned.rows:
            if owned.row.answers:
                rows[owned.case_id] = self._case_row(owned.case_id, _typed(self.judge.asked(owned.row.answers)))
        marked = self.marks.by_case if self.marks else ()
        for case_id in (*self.ids.carried, *marked):
            rows.setdefault(case_id, self._case_row(case_id, {}))
        order = {case_id: place for place, case_id in enumerate(self.ids.printed or ())}
        in_printed_order = sorted(rows.values(), key=lambda row: order.get(row.case_id, len(order)))
        return Answers(respondent, tuple(in_printed_order), self.marks.elsewhere if self.marks else ())

    def _case_row(self, case_id: str, answers: Mapping[str, Typed]) -> CaseRow:
        marks = self.marks.typed(case_id) if self.marks else {}
        return CaseRow(case_id, answers, marks, self.ids.is_carried(case_id))

    def _content(self, respondent: Mapping[str, object], cases: Sequence[_Case]) -> object:
        marks = self.marks.by_case if self.marks else {}
        return (
            sorted(respondent.items()),
            sorted((each.owned.case_id, sorted(each.understood.answers.items())) for each in cases),
            sorted((case_id, sorted((mark.key, mark.shown) for mark in column)) for case_id, column in marks.items()),
        )


def _missing(
    name: str,
    sheet: BoundRespondent | BoundCases | BoundParticipants | None,
    label: Words,
    key: str | None,
    case_id: str | None = None,
) -> Finding:
    grid = sheet.grid.name if sheet else None
    return finding(name, {"label": label}, sheet=grid, key=key, case_id=case_id)


def _declaration(declared: bool, cases: Sequence[_Case]) -> str | None:
    """Whether the declaration of no cases fits the cases; a withdrawn one contradicts nothing."""
    if declared and any(case.row.scope > WHEN_WITHDRAWN for case in cases):
        return "none-declared-but-cases"
    return "no-cases-no-declaration" if not declared and not cases else None


def _own_id(owned: OwnedRow) -> str | None:
    return owned.case_id if owned.problem is None else None


def _name(owned: OwnedRow) -> str:
    return shown(owned.row.answers.get("name"))


def _any_error(findings: Sequence[Finding]) -> bool:
    return any(each.severity == "error" for each in findings)


def _typed(answers: Mapping[str, Cell]) -> dict[str, Typed]:
    typed = ((key, as_typed(cell)) for key, cell in answers.items())
    return {key: value for key, value in typed if value is not None}
