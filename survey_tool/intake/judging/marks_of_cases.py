"""The marks of a case judged against it: what is no mark, what was read otherwise, and what does not go with its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from survey_tool.form.contract.marker import ALL_KEY
from survey_tool.intake.cells.grid import CellFault
from survey_tool.intake.judging.marks import Marks, TypedMark
from survey_tool.intake.locating.entry_sheets import cell_text
from survey_tool.questionnaire.asked.participation import MARK_KEY, MARK_LABEL
from survey_tool.questionnaire.asked.participation_checks import AT_LEAST_ONE, FEWER, ONLY_WHEN
from survey_tool.questionnaire.findings.cell_names import cell_name
from survey_tool.questionnaire.findings.finding import Finding, finding
from survey_tool.questionnaire.vocabulary.judging import JudgedAnswers
from survey_tool.questionnaire.vocabulary.questions import IN_FULL
from survey_tool.wording.words import Words

_LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class CaseOfMarks:
    """What the marks of a case are judged by: its judged row, None where the case is not filled in; `name` to call it by.

    `silent`: something else already says that the case is not there, so its marks are not asked about again.
    """

    case_id: str
    row: JudgedAnswers | None
    name: str = ""
    silent: bool = False


def judge_marks(marks: Marks, case: CaseOfMarks) -> list[Finding]:
    """What is to be said about the column of a case."""
    if case.case_id not in marks.columns:
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


def _misread(column: list[TypedMark], marks: Marks, case: CaseOfMarks) -> list[Finding]:
    """Every cell that is no mark, and every one that was read otherwise than it stands there."""
    findings = []
    all_marked = any(mark.key == ALL_KEY and mark.value is not None for mark in column)
    for mark in column:
        if isinstance(mark.cell, CellFault):
            findings.append(_at_mark(mark.cell.kind, mark, marks, case))
        elif mark.reading and mark.reading.fault is not None:
            findings.append(_at_mark(mark.reading.variant or mark.reading.fault, mark, marks, case, mark.reading.fills))
        elif mark.reading and mark.reading.variant:
            findings.append(_at_mark(mark.reading.variant, mark, marks, case, mark.reading.fills))
        elif mark.meant_blank and all_marked and mark.key != ALL_KEY:
            findings.append(_at_mark("left-out-of-all", mark, marks, case))
        elif mark.is_nothing:
            continue
        elif mark.reading and mark.reading.read_as:
            findings.append(_at_mark("normalised", mark, marks, case, mark.reading.fills))
    return findings + [_at_mark("predecessors-differ", mark, marks, case) for mark in marks.differing(case.case_id)]


def _against_the_case(column: list[TypedMark], marks: Marks, case: CaseOfMarks, row: JudgedAnswers) -> list[Finding]:
    circles = [mark for mark in column if mark.value == "participating"]
    if circles and ONLY_WHEN.condition and ONLY_WHEN.condition.truth(row) is False:
        return [_at_mark(ONLY_WHEN.name, circles[0], marks, case)]
    if marks.first is None:
        return []
    number, key = marks.first
    first = next((each for each in column if each.row == number), None) or TypedMark(number, key, (), None, None)
    if not circles and AT_LEAST_ONE.condition and AT_LEAST_ONE.condition.truth(row) is True:
        return [_at_mark(AT_LEAST_ONE.name, first, marks, case)]
    if FEWER.condition and FEWER.condition.truth(row) is True:
        fills = {"last": row.fact("last_participating"), "n": row.fact("participating")}
        return [_at_mark(FEWER.name, first, marks, case, fills)]
    return []


def _at_mark(
    name: str, mark: TypedMark, marks: Marks, case: CaseOfMarks, fills: Mapping[str, object] | None = None
) -> Finding:
    return finding(
        name,
        fills,
        sheet=marks.sheet.grid.name,
        cell=cell_name(mark.row, marks.columns[case.case_id].number),
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
