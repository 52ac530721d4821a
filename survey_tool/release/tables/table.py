"""A published table: what its columns mean, and its rows as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from survey_tool.questionnaire.described.columns import Column, TableCell, label_columns
from survey_tool.questionnaire.vocabulary.lists import Choice
from survey_tool.wording.words import Words

TableRow = dict[str, TableCell]
"""A row by the names of its columns: `str`, `int`, `float`, `bool`, `datetime.date`, or None where there is nothing."""


def number_in(row: Mapping[str, TableCell], column: str) -> int | float | None:
    """A number of a row, None where there is none."""
    value = row[column]
    return value if isinstance(value, (int, float)) else None


_DTYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "object"}


@dataclass(frozen=True)
class Table:
    """One table. `key` are the columns that tell its rows apart; `refers` says which column names a row of which table.

    Each row has all columns, in their order.
    """

    name: str
    title: Words
    description: Words
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    key: tuple[str, ...] = ()
    refers: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The same for reckoning: nullable types, so that nothing and 0 stay apart."""
        found = pd.DataFrame.from_records([*self.rows], columns=[*self.names])
        return found.astype({column.name: _DTYPES[column.type] for column in self.columns})


ROUND = Column(
    "round",
    "string",
    Words("調査名", "Round"),
    Words(
        "この行が属する調査の名前。複数の回のデータを縦に結合した場合の区別に用います。",
        "The round to which the row belongs, so that the tables of several rounds can be put below each other.",
    ),
    {"required": True},
)


def of_round(told: Table, name: str) -> Table:
    """The table with the name of the round in front of every row."""
    rows = tuple({ROUND.name: name, **row} for row in told.rows)
    return replace(told, columns=(ROUND, *told.columns), rows=rows)


def name_columns(name: str, title: Words) -> tuple[Column, Column]:
    """The two columns that hold a name (or what else is told in words) in both languages."""
    ja, en = label_columns(name, title)
    return replace(ja, description=title), replace(en, description=title)


def coded(
    name: str, title: Words, description: Words, choices: tuple[Choice, ...] = (), *, required: bool = True
) -> tuple[Column, Column, Column]:
    """The column of a code, and the two that hold its labels."""
    limits = {"required": True} if required else {}
    return (Column(name, "string", title, description, limits, choices), *label_columns(name, title))


def code_cells(name: str, key: str | None, choices: Iterable[Choice]) -> TableRow:
    """The cells of these columns."""
    label = next((each.label for each in choices if each.key == key), None)
    return {name: key, f"{name}_ja": label.ja if label else None, f"{name}_en": label.en if label else None}


def table(
    name: str,
    title: Words,
    description: Words,
    columns: tuple[Column, ...],
    rows: Iterable[TableRow],
    key: tuple[str, ...] = (),
    refers: Mapping[str, tuple[str, str]] | None = None,
) -> Table:
    """A table from rows; a row without a column has nothing in it."""
    whole = tuple({column.name: row.get(column.name) for column in columns} for row in rows)
    return Table(name, title, description, columns, whole, key, refers or {})
