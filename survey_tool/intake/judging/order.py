"""The order in which findings are told: errors first, then sheet by sheet as they stand in the file, then cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from survey_tool.intake.cells.addresses import column_number
from survey_tool.questionnaire.findings.catalogue import CODES
from survey_tool.questionnaire.findings.finding import Finding

_RANKS = {"error": 0, "warning": 1, "info": 2}
_CELL = re.compile(r"([A-Z]+)(\d+)", re.ASCII)
_NOWHERE = (0, 0)


def row_and_column(cell: str | None) -> tuple[int, int]:
    """F9 → (9, 6); (0, 0) for no cell."""
    found = _CELL.fullmatch(cell) if cell else None
    return (int(found[2]), column_number(found[1].encode())) if found else _NOWHERE


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
