"""Answer cells that were merged: only the top left one can hold an answer, so the others are asked about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from survey_tool.form.contract.marker import Topic
from survey_tool.intake.cells.addresses import Area
from survey_tool.intake.cells.grid import Grid
from survey_tool.intake.cells.plain import as_text
from survey_tool.intake.locating.form import LocatedForm
from survey_tool.intake.locating.printed_texts import PrintedTexts
from survey_tool.intake.noticing.ignored import LISTED
from survey_tool.questionnaire.findings.cell_names import cell_name
from survey_tool.questionnaire.findings.finding import Finding, finding


def about_merged(form: LocatedForm, printed: PrintedTexts) -> list[Finding]:
    """One warning for each area of merged cells that covers a cell in which an answer, an id or a code is looked for.

    Where a text that a form has `printed` stands in place of a municipality's name, no answer is looked for.
    """
    found: list[Finding] = []
    for sheet in filter(None, (form.respondent, form.cases, form.participants)):
        columns = [each.number for each in sheet.columns]
        rows: Iterable[int] = sheet.keys
        if sheet.topic == "participants":
            columns += [sheet.key_column] if sheet.key_column else []
            rows = (row for row in sheet.keys if sheet.grid.value(row, sheet.label_column) not in printed)
        elif sheet.topic == "cases" and sheet.id_row:
            rows = (sheet.id_row, *sheet.keys)
        found += _of_sheet(sheet.grid, rows, columns, sheet.topic)
    return found


def _of_sheet(grid: Grid, rows: Iterable[int], columns: Iterable[int], topic: Topic) -> list[Finding]:
    if not grid.merged:
        return []
    asked_rows, asked_columns = sorted(rows), sorted(columns)
    told = []
    for top, left, bottom, right in grid.merged:
        answers = _number(asked_rows, top, bottom) * _number(asked_columns, left, right)
        if answers > _number(asked_rows, top, top) * _number(asked_columns, left, left):
            told.append(_finding(grid, (top, left, bottom, right), topic))
    rest = len(told) - LISTED
    return told[:LISTED] + ([finding("ignored-more", {"n": rest}, sheet=grid.name, topic=topic)] if rest > 0 else [])


def _number(ascending: list[int], first: int, last: int) -> int:
    """How many of them lie between two that count too. A sheet may hold thousands of areas."""
    return bisect_right(ascending, last) - bisect_left(ascending, first)


def _finding(grid: Grid, area: Area, topic: Topic) -> Finding:
    top, left, bottom, right = area
    first = cell_name(top, left)
    return finding(
        "ignored-merged",
        {"range": f"{first}:{cell_name(bottom, right)}"},
        sheet=grid.name,
        cell=first,
        value=as_text(grid.value(top, left)).strip() or None,
        topic=topic,
    )
