"""An entry sheet located: keys down a column, and beside them columns of answers, as they were typed.

The three sheets that are filled in have one shape. Of the respondent one column is answered, of the cases one a case; on the
participants a key is the code of a municipality, and an answer its mark. Nothing is understood or judged here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from survey_tool.form.contract.answers import Typed
from survey_tool.form.contract.marker import (
    CARRIED_ORIGIN,
    MARKER_ROW,
    META_ANCESTORS_COLUMN,
    META_CARRIED_ANSWERS,
    META_FIRST_ROW,
    PREFECTURE_KEY,
    Topic,
)
from survey_tool.intake.cells.grid import CellFault, CellValue, Grid, Shown
from survey_tool.intake.cells.plain import as_text, is_blank, trimmed
from survey_tool.questionnaire.findings.cell_names import cell_name
from survey_tool.wording.words import Language

TypedCell = CellValue | CellFault | Shown
Content = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """One column of answers: whose they are as it stands above them ("" where nothing does), and the answers by row."""

    number: int
    owner: str
    cells: Mapping[int, TypedCell]


@dataclass(frozen=True)
class EntrySheet:
    """One of the sheets that are filled in.

    `keys` are those of the rows in which answers stand, by row: the key of a question, or what stands in place of a
    municipality's code. `gone` are the questions without a row. `id_row` says whose the columns are, `key_column` holds the
    keys (None: they are gone, and labels or order took their place). `printed` are the columns of name, population and
    employees, by key. `left_out` counts rows beyond the most that are looked at.
    """

    topic: Topic
    grid: Grid
    edition: Language
    keys: Mapping[int, TypedCell]
    columns: tuple[TypedColumn, ...]
    first_column: int
    label_column: int
    key_column: int | None
    id_row: int | None
    gone: tuple[str, ...] = ()
    printed: Mapping[str, int] = field(default_factory=dict)
    left_out: int = 0

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of every question."""
        return {str(key): row for row, key in self.keys.items()}

    @property
    def first_row(self) -> int:
        return min(self.keys, default=1)

    def answers(self, column: TypedColumn) -> dict[str, TypedCell]:
        """The answers to questions that stand in a column, by key."""
        return {str(self.keys[row]): cell for row, cell in column.cells.items()}

    def cell(self, key: str, column: TypedColumn) -> str:
        """As Excel shows it; a question whose row is gone is shown where its case begins."""
        return cell_name(self.rows.get(key, self.id_row or 1), column.number)

    def id_cell(self, column: TypedColumn) -> str | None:
        return cell_name(self.id_row, column.number) if self.id_row else None

    def code_cell(self, row: int) -> str:
        """Where the code of a municipality stands, or its name in place of it."""
        return cell_name(row, self.key_column or self.label_column)

    @property
    def content(self) -> Content:
        """What is answered, for comparing two copies of a sheet."""
        answered = (each for each in self.columns if each.cells)
        return tuple(
            (each.owner, *sorted((repr(self.keys[row]), repr(cell)) for row, cell in each.cells.items()))
            for each in answered
        )


@dataclass(frozen=True, slots=True)
class PrintedIds:
    """What the hidden sheet tells: the ids that the form printed, in order, and whether their cases were carried over
    (None where it does not say), what is known of them from last round, the files from which the form descends, by the
    first digits of their hashes, and by id the questions and municipalities that were answered last round (None where it does not say)."""

    ids: Mapping[str, bool] | None = None
    last: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    ancestors: tuple[str, ...] = ()
    carried: Mapping[str, frozenset[str]] | None = None


def printed_ids(meta: Grid | None) -> PrintedIds:
    """What the hidden sheet says; nothing where it is gone."""
    if meta is None:
        return PrintedIds()
    from survey_tool.questionnaire.asked.case import (
        LAST_ROUND,  # all that is asked, which only a form needs that came back
    )

    rows = [row for row in meta.rows[META_FIRST_ROW - 1 :] if len(row) > 1 and not is_blank(row[0])]
    ids = {text_in(row[0]): text_in(row[1]) == CARRIED_ORIGIN for row in rows}
    heads = meta.rows[META_FIRST_ROW - 2] if len(meta.rows) >= META_FIRST_ROW else ()
    facts = [(str(name), column) for column, name in enumerate(heads) if name in LAST_ROUND]
    last = {
        text_in(row[0]): {name: value for name, column in facts if isinstance(value := row[column], float)}
        for row in rows
    }
    ancestors = text_in(meta.value(MARKER_ROW, META_ANCESTORS_COLUMN)).split()
    return PrintedIds(ids or None, last, tuple(ancestors), _answered_last_round(heads, rows))


def _answered_last_round(heads: Content, rows: Sequence[Sequence[CellValue]]) -> dict[str, frozenset[str]] | None:
    at = next((column for column, name in enumerate(heads) if name == META_CARRIED_ANSWERS), None)
    if at is None:
        return None
    return {text_in(row[0]): frozenset(" ".join(map(text_in, row[at : at + 1])).split()) for row in rows}


def prefecture_cells(sheet: EntrySheet) -> list[tuple[str, CellValue]]:
    """The cells of a respondent sheet in which the form prints the prefecture, and what stands there now."""
    column = sheet.columns[0].number
    rows = (row for row in (sheet.rows.get(PREFECTURE_KEY), sheet.id_row) if row)
    return [(cell_name(row, column), sheet.grid.value(row, column)) for row in rows]


def cell_at(grid: Grid, row: int, column: int) -> CellValue | CellFault:
    """What stands in a cell, an error too."""
    return grid.faults.get((row, column)) or grid.value(row, column)


def answers_in(grid: Grid, column: int, rows: Iterable[int]) -> dict[int, TypedCell]:
    """What is answered in some rows of a column, blanks left out: where it shows something else than it holds, both.

    Pictures alone make no answers: somebody put them beside the cases.
    """
    if not (grid.faults or grid.shown):
        return {row: value for row in rows if (value := grid.value(row, column)) is not None and not is_blank(value)}
    cells = ((row, grid.shown.get((row, column)) or cell_at(grid, row, column)) for row in rows)
    found = {row: cell for row, cell in cells if isinstance(cell, (CellFault, Shown)) or not is_blank(cell)}
    return found if any(not (isinstance(cell, CellFault) and cell.kind == "picture") for cell in found.values()) else {}


def is_struck_out(cell: TypedCell) -> bool:
    """Whether all that stands in a cell is struck out."""
    return isinstance(cell, Shown) and cell.by == "stroke" and is_blank(cell.value)


def cell_text(cell: TypedCell) -> str:
    """What a cell shows, as text; of what is struck out too."""
    return cell.text if isinstance(cell, (CellFault, Shown)) else as_text(cell)


def as_typed(cell: TypedCell) -> Typed:
    """An answer as it is carried into another form: as typed; of an error only the text that it shows is left.

    A stroke or a number format is not carried over, so of such a cell it is what people see; a day that shows as its month
    stays that day.
    """
    if isinstance(cell, Shown):
        is_month = isinstance(cell.behind, dt.date) and cell.value == f"{cell.behind:%Y-%m}"
        return as_typed(cell.behind if is_month else None if is_blank(cell.value) else cell.value)
    if isinstance(cell, (CellFault, dt.timedelta)):
        return cell_text(cell) or None
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def text_in(value: CellValue) -> str:
    """A value as text without outer blanks."""
    return trimmed(as_text(value))
