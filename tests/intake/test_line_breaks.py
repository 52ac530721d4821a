"""What a form prints is known again whatever became of its line breaks and blanks: other programs and people change them.

Requirement: where the line ends of what is printed are replaced by blanks, dropped or added, a return has no finding more.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import pytest

from survey_tool.form.contract.marker import FIRST_ANSWER_COLUMN, FIRST_ROW, META_SHEET, SHEETS
from survey_tool.form.workbook import draw
from survey_tool.intake.cells.grid import CellValue
from survey_tool.wording.words import LANGUAGES, Language
from tests.forms import Paper, filled, read_back, the_judge, the_survey

Change = Callable[[str], str]
ENTRY = ("respondent", "cases", "participants")


def changed(edition: Language, change: Change, *, without_keys: bool = False) -> tuple[Paper, int]:
    """A form that was filled in and calculated, with each of its own texts changed, and how many those are."""
    paper = filled("05", edition)
    grids = read_back(draw(the_survey(), paper.form())).grids
    count = 0
    for sheet, grid in zip(paper.sheets, grids, strict=True):
        entry = grid.name in {SHEETS[name][edition] for name in ENTRY}
        before = [list(row) for row in grid.rows]
        rows = (
            before if grid.name == META_SHEET else [_changed(*row, change, entry=entry) for row in enumerate(before, 1)]
        )
        count += sum(a != b for a, b in zip(chain(*before), chain(*rows), strict=True))
        sheet.name, sheet.rows = grid.name, _without_keys(rows) if without_keys and entry else rows
    return paper, count


def _without_keys(rows: list[list[CellValue]]) -> list[list[CellValue]]:
    return [[None, *values[1:]] if row >= FIRST_ROW else values for row, values in enumerate(rows, start=1)]


def _changed(row: int, values: list[CellValue], change: Change, *, entry: bool) -> list[CellValue]:
    return [
        change(value) if isinstance(value, str) and not (entry and _is_answer_or_id(row, column)) else value
        for column, value in enumerate(values, start=1)
    ]


def _is_answer_or_id(row: int, column: int) -> bool:
    answer = row >= FIRST_ROW and column >= FIRST_ANSWER_COLUMN
    return answer or row < FIRST_ROW - 1 or column == 1


@pytest.mark.slow
@pytest.mark.parametrize("edition", LANGUAGES)
@pytest.mark.parametrize(
    ("change", "texts"),
    [
        (lambda text: text.replace("\n", " "), 5),
        (lambda text: text.replace("\n", "　"), 5),
        (lambda text: text.replace("\n", ""), 5),
        (lambda text: text.replace("\n", "\r\n"), 5),
        (lambda text: text.replace("、", "、\n").replace(". ", ".\n"), 60),
        (lambda text: f" {text}\n", 300),
        (lambda text: "\n".join(text[at : at + 7] for at in range(0, len(text), 7)), 100),
    ],
    ids=("blank", "wide blank", "nothing", "CR LF", "more breaks", "around", "every seventh"),
)
def test_a_return_has_no_finding_more(edition: Language, change: Change, texts: int) -> None:
    paper, count = changed(edition, change)
    assert count >= texts
    assert [(each.code, each.sheet, each.cell, each.value) for each in paper.judged().submission.findings] == []


@pytest.mark.slow
@pytest.mark.parametrize("edition", LANGUAGES)
def test_rows_are_found_by_their_labels_whatever_their_breaks(edition: Language) -> None:
    paper, _ = changed(
        edition, lambda text: "\n".join(text[at : at + 4] for at in range(0, len(text), 4)), without_keys=True
    )
    judged = the_judge().judge(paper.file()).submission
    assert {each.code for each in judged.findings} <= {"column-missing", "municipality-row-missing"}
    assert {case.case_id: dict(case.answers) for case in judged.cases} == {
        case.case_id: dict(case.answers) for case in filled("05", edition).judged().submission.cases
    }
