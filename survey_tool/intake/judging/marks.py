"""The participants sheet: codes and marks understood, judged against the cases, and everything said at its cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from survey_tool.form.contract.answers import Typed
from survey_tool.form.contract.marker import CODE_KEY, FIRST_ROW, Marker
from survey_tool.intake.cells.grid import CellFault
from survey_tool.intake.judging.submission import Participation
from survey_tool.intake.locating.entry_sheets import (
    LocatedMunicipality,
    LocatedParticipants,
    TypedCell,
    as_typed,
    cell_text,
)
from survey_tool.intake.understanding.answers import Reading, understand_mark, understand_municipality
from survey_tool.questionnaire.asked.participation import CODE_HELP, CODE_LABEL, MARK_KEY, MARK_LABEL
from survey_tool.questionnaire.asked.participation_checks import AT_LEAST_ONE, ONLY_WHEN
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.questionnaire.vocabulary.judging import JudgedAnswers
from survey_tool.questionnaire.vocabulary.questions import IN_FULL
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Words

_LONGEST_NAME = 30
_MOST_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class CaseOfMarks:
    """What the marks of a case are judged by: its judged row, None where the case is not filled in; `name` to call it by.

    `silent`: something else already says that the case is not there, so its marks are not asked about again.
    """

    case_id: str
    row: JudgedAnswers | None
    name: str = ""
    silent: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    row: int
    code: str | None  # canonical, None where the row's code is no good
    key: str  # by which a form that is drawn from these answers knows the row
    cell: TypedCell
    reading: Reading | None  # None for a cell with an error

    @property
    def value(self) -> object:
        return self.reading.value if self.reading and self.reading.fault is None else None

    @property
    def meant_blank(self) -> bool:
        """Whether it says that the municipality does not take part (×)."""
        return _says_blank(self.reading)

    @property
    def meant(self) -> str:
        return str(self.value or cell_text(self.cell))


@dataclass(frozen=True)
class Marks:
    """The marks of a sheet by case, as read, and what is wrong with the codes beside them.

    `doubted` are cases with a mark beside a code that is no good; `elsewhere` the codes as typed that are none of the
    prefecture's own municipalities; `first` is the first row and what a drawn form calls it; `totals` are rows of figures
    that are no municipality's.
    """

    sheet: LocatedParticipants
    by_case: Mapping[str, list[_Mark]]
    findings: tuple[Finding, ...]
    doubted: frozenset[str]
    elsewhere: tuple[Typed, ...]
    first: tuple[int, str] | None
    totals: tuple[LocatedMunicipality, ...] = ()

    @property
    def any_marked(self) -> bool:
        """Whether anything stands there that is more than a sign for nothing (×)."""
        return any(not mark.meant_blank for column in self.by_case.values() for mark in column)

    def participating(self, case_id: str) -> int:
        """How many ○ stand in the column of a case, whatever stands beside them."""
        return sum(mark.value == "participating" for mark in self.by_case.get(case_id, ()))

    def of_case(self, case_id: str) -> dict[str, Participation]:
        """The marks that could be read, by municipality code."""
        found: dict[str, Participation] = {}
        for mark in self.by_case.get(case_id, ()):
            if mark.value is not None and mark.code is not None:
                found.setdefault(mark.code, mark.value)  # type: ignore[arg-type]  # a choice of that list
        return found

    def typed(self, case_id: str) -> dict[str, Typed]:
        """The marks as typed, by what a drawn form calls their rows."""
        found: dict[str, Typed] = {}
        for mark in self.by_case.get(case_id, ()):
            found.setdefault(mark.key, as_typed(mark.cell))
        return found


class MarkReader:
    """Reads and judges participants sheets; prepared once for a round."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self._lists = survey.questionnaire.lists
        self._marks: dict[tuple[type, TypedCell], Reading] = {}
        self._codes: dict[tuple[type, TypedCell], Reading] = {}

    def read(self, sheet: LocatedParticipants, form: Marker) -> Marks:
        """Every code and mark of a sheet."""
        own = {each.code for each in self.survey.places.municipalities_of(form.prefecture_code)}
        first_free = FIRST_ROW + len(own) + 1  # one line of text stands between
        by_case: dict[str, list[_Mark]] = {}
        findings: list[Finding] = []
        doubted: set[str] = set()
        seen: dict[str, tuple[int, str]] = {}
        elsewhere: list[Typed] = []
        first: tuple[int, str] | None = None
        totals = tuple(row for row in sheet.rows if self._is_total(row))
        for row in (each for each in sheet.rows if each not in totals):
            reading = self._reading_of_code(row.code)
            code = str(reading.value) if reading and reading.fault is None else None
            if code in own and code not in seen:
                key = str(code)
            elif row.code is None and not row.marks:
                continue
            else:
                key = cell_text(row.code) or f"row {first_free + len(elsewhere)}"
                elsewhere.append(as_typed(row.code))
            marks = {case_id: (cell, self._reading_of_mark(cell)) for case_id, cell in row.marks.items()}
            meant = [case_id for case_id, (_, reading_of_mark) in marks.items() if not _says_blank(reading_of_mark)]
            found = self._about_code(row, reading, key, sheet, marked=bool(meant), twin=seen.get(code or ""))
            if code is not None:
                seen.setdefault(code, (row.row, key))
            findings += found
            first = first or (row.row, key)
            if any(each.severity == "error" for each in found):
                doubted.update(meant)
            for case_id, (cell, reading_of_mark) in marks.items():
                mark = _Mark(row.row, code, key, cell, reading_of_mark)
                by_case.setdefault(case_id, []).append(mark)
        return Marks(sheet, by_case, tuple(findings), frozenset(doubted), tuple(elsewhere), first, totals)

    def _is_total(self, row: LocatedMunicipality) -> bool:
        """Whether a row without a code counts marks instead of making any: nothing but figures, beside no known name."""
        if row.code is not None or not row.marks or not all(map(_is_figure, row.marks.values())):
            return False
        name = self._reading_of_code(row.name)
        return name is None or (name.value is None and name.nearest is None)

    def _reading_of_mark(self, cell: TypedCell) -> Reading | None:
        if isinstance(cell, CellFault):
            return None
        return _remembered(self._marks, cell, lambda: understand_mark(cell, self._lists))

    def _reading_of_code(self, cell: TypedCell) -> Reading | None:
        if cell is None or isinstance(cell, CellFault):
            return None
        return _remembered(self._codes, cell, lambda: understand_municipality(cell, self.survey.places))

    @staticmethod
    def _about_code(
        row: LocatedMunicipality,
        reading: Reading | None,
        key: str,
        sheet: LocatedParticipants,
        *,
        marked: bool,
        twin: tuple[int, str] | None,
    ) -> list[Finding]:
        """What is to be said about the code of a row; nothing where all of them are gone.

        `twin`: the row in which the same municipality stands first, and what a drawn form calls it.
        """
        if sheet.code_column is None:
            return []
        if marked and (row.code is None or _says_blank(reading)):
            return [_at_code("required", row, key, sheet, {"do": CODE_HELP})]
        if row.code is None:
            return []
        if isinstance(row.code, CellFault):
            return [_at_code(row.code.kind, row, key, sheet)]
        if reading is None:
            return []
        if reading.fault is not None:
            return [_at_code(reading.variant or reading.fault, row, key, sheet, reading.fills)]
        findings = []
        if reading.read_as:
            findings.append(_at_code("normalised", row, key, sheet, reading.fills))
        if twin is not None:
            number, first = twin
            fills = {"other_cell": sheet.code_cell(number)}
            findings.append(_at_code("duplicate-municipality", row, key, sheet, fills, first))
        return findings

    def judge(self, marks: Marks, case: CaseOfMarks) -> list[Finding]:
        """What is to be said about the column of a case."""
        if case.case_id not in marks.sheet.columns:
            return []
        column = marks.by_case.get(case.case_id, [])
        if case.row is None:
            marked = [mark for mark in column if not mark.meant_blank]
            return [] if case.silent or not marked else [_at_mark("participant-without-case", marked[0], marks, case)]
        if case.row.scope < IN_FULL:
            return []
        findings = _misread(column, marks, case)
        if not any(each.severity == "error" for each in findings):
            findings += _against_the_case(column, marks, case, case.row)
        return findings


def _is_figure(cell: TypedCell) -> bool:
    return isinstance(cell, CellFault) or type(cell) in (int, float)


def _says_blank(reading: Reading | None) -> bool:
    """Whether something is typed whose only meaning is that there is nothing."""
    return reading is not None and reading.fault is None and reading.value is None


def _remembered(
    known: dict[tuple[type, TypedCell], Reading], cell: TypedCell, understand: Callable[[], Reading]
) -> Reading:
    """Marks and codes repeat from form to form; what does not repeat need not fill the memory."""
    reading = known.get((type(cell), cell))
    if reading is None:
        reading = understand()
        if len(known) < _MOST_REMEMBERED:
            known[type(cell), cell] = reading
    return reading


def _at_code(
    name: str,
    row: LocatedMunicipality,
    key: str,
    sheet: LocatedParticipants,
    fills: Mapping[str, object] | None = None,
    twin: str | None = None,
) -> Finding:
    return finding(
        name,
        fills,
        sheet=sheet.grid.name,
        cell=sheet.code_cell(row.row),
        label=CODE_LABEL,
        key=CODE_KEY,
        municipality=key,
        value=cell_text(row.code) or None,
        twin=twin,
        topic="participants",
    )


def _misread(column: list[_Mark], marks: Marks, case: CaseOfMarks) -> list[Finding]:
    """Every cell that is no mark, and every one that was read otherwise than it stands there."""
    findings = []
    for mark in column:
        if isinstance(mark.cell, CellFault):
            findings.append(_at_mark(mark.cell.kind, mark, marks, case))
        elif mark.reading and mark.reading.fault is not None:
            findings.append(_at_mark(mark.reading.variant or mark.reading.fault, mark, marks, case, mark.reading.fills))
        elif mark.reading and mark.reading.read_as:
            findings.append(_at_mark("normalised", mark, marks, case, mark.reading.fills))
    return findings


def _against_the_case(column: list[_Mark], marks: Marks, case: CaseOfMarks, row: JudgedAnswers) -> list[Finding]:
    circles = [mark for mark in column if mark.value == "participating"]
    if circles and ONLY_WHEN.condition and ONLY_WHEN.condition.truth(row) is False:
        return [_at_mark(ONLY_WHEN.name, circles[0], marks, case)]
    if not circles and AT_LEAST_ONE.condition and AT_LEAST_ONE.condition.truth(row) is True and marks.first:
        number, key = marks.first
        mark = next((each for each in column if each.row == number), None)
        return [_at_mark(AT_LEAST_ONE.name, mark or _Mark(number, None, key, None, None), marks, case)]
    return []


def _at_mark(
    name: str, mark: _Mark, marks: Marks, case: CaseOfMarks, fills: Mapping[str, object] | None = None
) -> Finding:
    return finding(
        name,
        fills,
        sheet=marks.sheet.grid.name,
        cell=marks.sheet.cell(mark.row, case.case_id),
        label=_called(case),
        key=MARK_KEY,
        case_id=case.case_id,
        municipality=mark.key,
        value=cell_text(mark.cell) or None,
        topic="participants",
    )


def _called(case: CaseOfMarks) -> Words:
    """A column of participants goes by the name of its case."""
    if not case.name:
        return MARK_LABEL + Words(f"（{case.case_id}）", f" ({case.case_id})")
    return Words.same(case.name if len(case.name) <= _LONGEST_NAME else case.name[: _LONGEST_NAME - 1] + "…")
