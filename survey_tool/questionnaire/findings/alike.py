"""The same thing found at several cells: told once, with all of them.

One cause often shows at many cells: a question that nobody answers, a column of formulas of which none has a value. Whoever has to mend
it mends one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from survey_tool.questionnaire.findings.cell_names import cell_name, row_and_column
from survey_tool.questionnaire.findings.entries.cells import CELLS
from survey_tool.questionnaire.findings.finding import Finding, entered
from survey_tool.wording.words import NOTHING, Words

_ABOUT_THE_CELL = frozenset(entry.code for entry in CELLS)  # whichever question it is, the cause is one
_OUTSIDE = "ignored-content"  # of no question, wherever it stands on a sheet
_SHORT = 40  # signs that several values may have together
FEW = 3  # cells that are seen at a glance: named one by one, and nobody has to count them
_Block = tuple[int, int, int, int]  # first and last row, first and last column

_AT = Words("「{sheet}」シート {cells}", 'Sheet "{sheet}", {cells}')
_CALLED = Words("「{label}」", ' "{label}"')


def alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings in their order, the same things at several cells together: of a question, or of the marks of a case, and what is the matter
    with the cells themselves in whatever question.

    What is to be done elsewhere in another way is apart, since its advice is the best there is.
    Things that stand twice are one only where they stand first at the same cell: that cell is named.
    """
    groups: dict[object, list[Finding]] = {}
    for number, found in enumerate(findings):
        said = found.severity, found.code, found.sentence, found.suggestion, found.confirmed, found.left_behind
        same = (found.sheet, _cause(found), said) if found.cell else number
        groups.setdefault(same, []).append(found)
    return list(groups.values())


def _cause(found: Finding) -> object:
    if found.code == _OUTSIDE or (found.code in _ABOUT_THE_CELL and found.severity == "error"):
        return found.topic
    row, column = row_and_column(found.cell)
    return row if found.topic == "cases" else column, found.label, found.first_at


def cells_of(group: Sequence[Finding]) -> tuple[str, ...]:
    """The cells at which something was found, one by one."""
    return tuple(found.cell for found in group if found.cell)


def named_cells(group: Sequence[Finding]) -> Words:
    """The same as people name them, those of a block from its first to its last."""
    return Words.listed(_spans(cells_of(group)))


def place_of(group: Sequence[Finding]) -> Words:
    """The sheet, the cells, and of which questions they are unless they are many."""
    at = _AT.fill(sheet=group[0].sheet or "", cells=named_cells(group))
    labels = list(dict.fromkeys(found.label for found in group if found.label["ja"]))
    return at + _CALLED.fill(label=labels[0]) if len(labels) == 1 else at


def entered_in(group: Sequence[Finding]) -> Words:
    """What stands in the cells, in their order; of many cells, or where all hold the same, each thing once. Nothing where that would be a
    line of its own."""
    values = [found.shown for found in group]
    if len(values) > FEW or len(set(values)) == 1:
        values = list(dict.fromkeys(values))
    short = all(values) and sum(map(len, values)) <= _SHORT
    return entered(*values) if short else NOTHING


def _spans(cells: Sequence[str]) -> list[str]:
    """Cells as people name them: F7:F20 where more than a few lie in one block, else one by one."""
    named = []
    for first_row, last_row, first, last in _blocks(sorted(map(row_and_column, cells), key=lambda cell: cell[::-1])):
        if (last_row - first_row + 1) * (last - first + 1) > FEW:
            named.append(f"{cell_name(first_row, first)}:{cell_name(last_row, last)}")
        else:
            named += [
                cell_name(row, column) for column in range(first, last + 1) for row in range(first_row, last_row + 1)
            ]
    return named


def _blocks(cells: Sequence[tuple[int, int]]) -> list[_Block]:
    """Cells, column by column, in blocks: what follows below, then columns side by side that are alike."""
    runs = [[cells[0]]]
    for before, cell in pairwise(cells):
        if cell == (before[0] + 1, before[1]):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    blocks: list[_Block] = []
    for run in runs:
        first_row, last_row, column = run[0][0], run[-1][0], run[0][1]
        beside = next((each for each in blocks if each[:2] == (first_row, last_row) and each[3] == column - 1), None)
        if beside is None:
            blocks.append((first_row, last_row, column, column))
        else:
            blocks[blocks.index(beside)] = (first_row, last_row, beside[2], column)
    return blocks
