"""The hidden sheet `_meta`: what a form knows of itself, for those who read it and for its own live checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.form.contract.answers import CaseAnswers
from survey_tool.form.contract.marker import (
    CARRIED_ORIGIN,
    MARKER_COLUMN,
    MARKER_ROW,
    META_ANCESTORS_COLUMN,
    META_CARRIED_ANSWERS,
    META_FIRST_ROW,
    META_LAST_ROUND_COLUMN,
    META_SETTINGS_COLUMN,
    META_SHEET,
    Marker,
    case_number,
)
from survey_tool.questionnaire.asked.case import LAST_ROUND

_CARRIED_COLUMN = 6  # 0-based
_FIRST = META_FIRST_ROW - 1  # row, 0-based


@dataclass(frozen=True)
class Meta:
    """The marker, the files that the form descends from, its cases, the settings that it prints, by name, and how its prefecture
    is spelled."""

    marker: Marker
    ancestors: tuple[str, ...]
    cases: tuple[CaseAnswers, ...]
    settings: Mapping[str, str]
    own_spellings: Sequence[str]


def write_meta(workbook: Workbook, sheet: Worksheet, meta: Meta) -> None:
    """Fills the sheet and names what the live checks ask of it."""
    sheet.write_string(MARKER_ROW - 1, MARKER_COLUMN - 1, str(meta.marker))
    sheet.write_string(MARKER_ROW - 1, META_ANCESTORS_COLUMN - 1, " ".join(meta.ancestors))
    sheet.write_row(_FIRST - 1, 0, ["case_id", "origin", "short"])
    for row, (case, short) in enumerate(zip(meta.cases, _short_ids(meta.cases), strict=True), start=_FIRST):
        sheet.write_row(row, 0, [case.case_id, CARRIED_ORIGIN if case.carried_over else "new"])
        sheet.write_string(row, 2, short)
    for row, (name, text) in enumerate(meta.settings.items(), start=_FIRST):
        sheet.write_string(row, META_SETTINGS_COLUMN - 1, name)
        sheet.write_string(row, META_SETTINGS_COLUMN, text)
    at = META_LAST_ROUND_COLUMN + len(LAST_ROUND)
    sheet.write_string(_FIRST - 1, at, "own_prefecture")
    sheet.write_column(_FIRST, at, meta.own_spellings)
    _name(workbook, "OWN_PREFECTURE", at, len(meta.own_spellings) + _FIRST)
    carried = [case.case_id for case in meta.cases if case.carried_over]
    sheet.write_string(_FIRST - 1, _CARRIED_COLUMN, CARRIED_ORIGIN)
    sheet.write_column(_FIRST, _CARRIED_COLUMN, carried)
    last = len(meta.cases) + _FIRST
    _name(workbook, "PRINTED_IDS", 0, last)
    _name(workbook, "SHORT_IDS", 2, last)
    _write_last_round(workbook, sheet, meta.cases)
    _name(workbook, "CARRIED_IDS", _CARRIED_COLUMN, max(len(carried), 1) + _FIRST)


def _write_last_round(workbook: Workbook, sheet: Worksheet, cases: tuple[CaseAnswers, ...]) -> None:
    """What rules compare with, and which answers came from there."""
    for at, each in enumerate(LAST_ROUND, start=META_LAST_ROUND_COLUMN - 1):
        sheet.write_string(_FIRST - 1, at, each)
        for row, case in enumerate(cases, start=_FIRST):
            if each in case.last:
                sheet.write_number(row, at, case.last[each])
        _name(workbook, each.upper(), at, len(cases) + _FIRST)
    at = META_LAST_ROUND_COLUMN - 1 + len(LAST_ROUND)
    sheet.write_string(_FIRST - 1, at, META_CARRIED_ANSWERS)
    for row, case in enumerate(cases, start=_FIRST):
        keys = (*case.answers, *case.marks)
        sheet.write_string(row, at, " ".join(sorted(key for key in keys if case.is_carried(key))))


def _name(workbook: Workbook, name: str, column: int, last: int) -> None:
    letter = xl_col_to_name(column)
    workbook.define_name(name, f"={META_SHEET}!${letter}${META_FIRST_ROW}:${letter}${last}")


def _short_ids(cases: tuple[CaseAnswers, ...]) -> list[str]:
    """How column E mentions cases: by their running number, or by round and number where the cases are of several rounds."""
    rounds = {case.case_id.rpartition("-")[0] for case in cases}
    numbers = [case_number(case.case_id) for case in cases]
    if len(rounds) == 1 and None not in numbers:
        return [str(number) for number in numbers]
    return [case.case_id.partition("-")[2] or case.case_id for case in cases]
