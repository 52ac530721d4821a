"""The order in which findings are told: errors first, then sheet by sheet as they stand in the file, then cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from survey_tool.questionnaire.findings.catalogue import CODES
from survey_tool.questionnaire.findings.cell_names import row_and_column
from survey_tool.questionnaire.findings.finding import Finding

_RANKS = {"error": 0, "warning": 1, "info": 2}


def in_order(findings: Iterable[Finding], sheets: Sequence[str]) -> tuple[Finding, ...]:
    """Findings of one file; `sheets` are its sheets by name. What concerns the whole file comes before its sheets, and of the cases
    one is told after the other."""
    places = {name: place for place, name in enumerate(sheets, start=1)}
    codes = {name: place for place, name in enumerate(CODES)}

    def place(each: Finding) -> tuple[object, ...]:
        sheet = 0 if each.sheet is None else places.get(each.sheet, len(places) + 1)
        row, column = row_and_column(each.cell)
        cell = (column, row) if each.topic == "cases" else (row, column)
        return _RANKS[each.severity], sheet, *cell, codes[each.code], each.sentence.ja

    return tuple(sorted(findings, key=place))
