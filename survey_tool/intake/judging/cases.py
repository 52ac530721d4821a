"""The cases of a form: each judged, its id, its marks, and what is handed on of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from survey_tool.form.contract.marker import CASE_ID_KEY
from survey_tool.intake.judging.answer_sets import AnswerPlaces, FirstPlace, Understood
from survey_tool.intake.judging.marks import Marks
from survey_tool.intake.judging.marks_of_cases import CaseOfMarks, judge_marks
from survey_tool.intake.judging.prepared import PreparedRound
from survey_tool.intake.judging.submission import JudgedCase
from survey_tool.intake.locating.case_ids import OwnedColumn
from survey_tool.intake.locating.entry_sheets import EntrySheet, TypedCell, TypedColumn, cell_text, is_struck_out
from survey_tool.intake.locating.form import LocatedForm
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.questionnaire.vocabulary.judging import JudgedAnswers
from survey_tool.questionnaire.vocabulary.questions import IN_FULL


@dataclass
class CaseVerdict:
    """A case: what was understood, the judged answers and all that is said at its cells.

    `wrong_marks`: an error on the participants sheet holds the case back.
    """

    owned: OwnedColumn
    typed: Mapping[str, TypedCell]
    understood: Understood
    row: JudgedAnswers
    findings: list[Finding]
    wrong_marks: bool = False

    @property
    def case_id(self) -> str:
        return self.owned.case_id

    @property
    def name(self) -> str:
        """The name as typed, to call the case by."""
        return cell_text(self.typed.get("name"))


def judge_cases(form: LocatedForm, marks: Marks | None, prepared: PreparedRound) -> list[CaseVerdict]:
    """Every column with answers, from left to right."""
    reader = prepared.cases[form.marker.edition]
    above: dict[tuple[str, object], FirstPlace] = {}
    judged = []
    for owned in form.owned.columns:
        if (sheet := form.cases) and (typed := sheet.answers(owned.column)) and not is_struck_case(owned):
            understood = reader.read(typed, form.gone)
            cell = partial(sheet.cell, column=owned.column)
            before = _in_cases_before(
                understood, above, {key: FirstPlace(owned.case_id, cell(key)) for key in reader.unique}
            )
            same_above = [{key: understood.answers[key]} for key in before]
            row = reader.judge(understood, _facts(owned.case_id, form, marks, prepared), same_above)
            own_id = owned.case_id if owned.problem is None else None
            place = AnswerPlaces(sheet.grid.name, "cases", cell, own_id, before)
            # A note or a total beside the cases is no case that lacks its answers: only what is there counts.
            found = reader.findings(row, understood, place, blanks=not owned.is_note)
            judged.append(CaseVerdict(owned, typed, understood, row, found))
    return judged


def is_struck_case(owned: OwnedColumn) -> bool:
    """Whether somebody struck out all that is answered in a column."""
    return bool(owned.column.cells) and all(map(is_struck_out, owned.column.cells.values()))


def _struck(form: LocatedForm) -> set[str]:
    return {each.case_id for each in form.owned.columns if is_struck_case(each)}


def _in_cases_before(
    understood: Understood, above: dict[tuple[str, object], FirstPlace], here: Mapping[str, FirstPlace]
) -> dict[str, FirstPlace]:
    """Of the cases before, what rules ask about: where they hold the same answer first, if it must be unique.

    Cases are not handed on whole, because a form may have thousands of them. `here` are the unique answers' own places.
    """
    before = {}
    for key, place in here.items():
        value = understood.answers.get(key)
        first = place if value is None else above.setdefault((key, value), place)
        if first is not place:
            before[key] = first
    return before


def _facts(case_id: str, form: LocatedForm, marks: Marks | None, prepared: PreparedRound) -> dict[str, object]:
    return {
        "carried_over": form.ids.is_carried(case_id),
        "participating": marks.participating(case_id) if marks else 0,
        "participating_population": _population(case_id, marks, prepared),
        **form.ids.last_round(case_id),
        "own_prefecture": form.marker.prefecture_code,
        **prepared.survey.round.facts,
    }


def _population(case_id: str, marks: Marks | None, prepared: PreparedRound) -> int:
    """The inhabitants of the municipalities that take part."""
    known, said = prepared.survey.places.municipalities, marks.of_case(case_id) if marks else {}
    return sum(known[code].population for code, mark in said.items() if mark == "participating" and code in known)


def about_ids(form: LocatedForm, cases: Sequence[CaseVerdict], prepared: PreparedRound) -> list[Finding]:
    """Columns without a right id, and carried-over cases of which nothing is left."""
    sheet = form.cases
    if sheet is None or sheet.id_row is None:
        return []
    at_id = partial(_at_id, sheet, prepared)
    rightful = {each.case_id: each for each in form.owned.columns if each.problem is None}
    told = [
        at_id(owned.problem, owned.column, rightful=rightful.get(form.ids.printed_as(owned.column.owner) or ""))
        for owned in (case.owned for case in cases)
        if owned.problem
    ]
    if form.owned.stray:
        told.append(at_id("case-id-missing", form.owned.stray[0]))
    for owned in filter(is_struck_case, form.owned.columns):
        name = "struck-carried" if form.ids.is_carried(owned.case_id) else "struck-case"
        told.append(at_id(name, owned.column, owned.case_id))
    return told + [at_id("case-dropped", column, case_id) for case_id, column in dropped(form, cases).items()]


def dropped(form: LocatedForm, cases: Sequence[CaseVerdict]) -> dict[str, TypedColumn | None]:
    """The carried-over cases of which nothing is answered, each with its column if that is still there."""
    answered = {each.case_id for each in cases} | _struck(form)
    blank = {each.case_id: each.column for each in form.owned.columns if not each.column.cells}
    carried = dict.fromkeys((*form.ids.carried, *filter(form.ids.is_carried, blank)))
    return {case_id: blank.get(case_id) for case_id in carried if case_id not in answered}


def _at_id(
    sheet: EntrySheet,
    prepared: PreparedRound,
    name: str,
    column: TypedColumn | None,
    case_id: str | None = None,
    rightful: OwnedColumn | None = None,
) -> Finding:
    return finding(
        name,
        {"case_id": case_id, **({"other_cell": sheet.id_cell(rightful.column)} if rightful else {})},
        sheet=sheet.grid.name,
        cell=sheet.id_cell(column) if column else None,
        label=prepared.case_questions[CASE_ID_KEY].label,
        key=CASE_ID_KEY,
        case_id=case_id,
        value=(column.owner or None) if column else None,
        first_at=rightful.case_id if rightful else None,
        topic="cases",
    )


def about_marks(form: LocatedForm, marks: Marks | None, cases: Sequence[CaseVerdict]) -> list[Finding]:
    """What is said on the participants sheet; the cases that it holds back are told so."""
    if marks is None:
        return []
    found = list(marks.findings)
    by_id = {each.case_id: each for each in cases}
    struck = _struck(form)
    for case_id in marks.columns:
        case = by_id.get(case_id)
        silent = form.cases is None or form.ids.is_carried(case_id) or case_id in struck
        about = CaseOfMarks(case_id, case.row if case else None, case.name if case else "", silent)
        told = judge_marks(marks, about)
        found += told
        if case:
            case.wrong_marks = case_id in marks.doubted or any_error(told)
    return found


def judged_case(case: CaseVerdict, form: LocatedForm, marks: Marks | None, prepared: PreparedRound) -> JudgedCase:
    """What later rooms get of a case."""
    reader = prepared.cases[form.marker.edition]
    faulty = any_error(case.findings)
    all_faultless = not faulty and not form.gone and case.row.scope >= IN_FULL  # every answer was judged, none is wrong
    answers = {
        CASE_ID_KEY: case.case_id,
        **(case.understood.answers if all_faultless else reader.faultless(case.understood)),
    }
    wrong = case.wrong_marks or case.owned.problem is not None or faulty
    return JudgedCase(
        case.case_id,
        answers,
        marks.of_case(case.case_id) if marks else {},
        None if wrong else reader.validated(answers),
        form.ids.is_carried(case.case_id),
    )


def any_error(findings: Iterable[Finding]) -> bool:
    """Whether something must be corrected."""
    return any(each.severity == "error" for each in findings)
