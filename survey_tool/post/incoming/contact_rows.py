"""The list of contacts prefecture by prefecture: its rows as fields to be filled in, and its text with some of them changed.

What a person has written stays: comments, order, further columns, the rows of other prefectures.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from survey_tool.post.letters.contacts import (
    ADDRESSEE,
    CONTACTS_FILE,
    JAPANESE_HEADINGS,
    PREFECTURE,
    contacts_in,
    kind_written,
    prefecture_of,
)
from survey_tool.questionnaire.vocabulary.lists import CodeList
from survey_tool.wording.handwritten import Mistake, MistakesError, column_called, heading_in, separator_of

FIELDS = (*ADDRESSEE, "kind")
"""What is filled in of an addressee."""
_KIND = "種別"


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A row of the list: the lines of its text, first and last, counted from 1, and what stands in its columns."""

    first: int
    last: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactTable:
    """The list as it is written. `rows` by code of the prefecture; blank for rows of which nobody can tell whose they are."""

    text: str
    columns: tuple[str, ...]
    rows: Mapping[str, tuple[ContactRow, ...]]

    @property
    def fields(self) -> tuple[str, ...]:
        """What can be filled in: a list that somebody has made need not have both names. None where it is no such list."""
        return tuple(each for each in FIELDS if each in self.columns) if "email" in self.columns else ()

    def filled_in(self, code: str) -> list[dict[str, str]]:
        """What stands in the fields of each row of a prefecture."""
        return [self._fields_of(row) for row in self.rows.get(code, ())]

    def addressees(self, code: str) -> list[dict[str, str]]:
        """The same of rows that name somebody."""
        return [each for each in self.filled_in(code) if _names_somebody(each)]

    def _fields_of(self, row: ContactRow) -> dict[str, str]:
        found = dict(zip(self.columns, row.cells, strict=False))
        return {each: found.get(each, "").strip() for each in FIELDS} | {"kind": kind_written(found.get("kind", ""))}


@dataclass(frozen=True, slots=True)
class ChangedContacts:
    """The text of the list with the rows of one prefecture changed, and what is wrong: `at_fields` by number of the row as it was
    filled in (from 0) and field, `elsewhere` in rows of others."""

    text: str
    at_fields: Mapping[tuple[int, str], tuple[Mistake, ...]] = field(default_factory=dict)
    elsewhere: tuple[Mistake, ...] = ()


NO_TABLE = ContactTable("", (), {})


def contact_table(text: str, prefectures: CodeList) -> ContactTable:
    """The list taken apart into rows; no table where its quotes do not match."""
    try:
        return _taken_apart(text, prefectures)
    except csv.Error:
        return NO_TABLE


def _taken_apart(text: str, prefectures: CodeList) -> ContactTable:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    written, columns, begins = heading_in(reader, JAPANESE_HEADINGS)
    if "email" in columns and "kind" not in columns:
        columns.append("kind")
        text = _with_heading(text, begins, "kind" if "email" in written else _KIND)
    rows: dict[str, tuple[ContactRow, ...]] = {}
    for cells in reader:
        first, begins = begins + 1, reader.line_num
        if not "".join(cells).strip() or cells[0].lstrip().startswith("#"):
            continue
        code = prefecture_of(dict(zip(columns, cells, strict=False)), prefectures) or ""
        rows[code] = (*rows.get(code, ()), ContactRow(first, reader.line_num, tuple(cells)))
    return ContactTable(text, tuple(columns), rows)


def _with_heading(text: str, line: int, heading: str) -> str:
    """The list with a further column, so that copies can be told from addressees; rows without a cell in it are addressees."""
    lines = text.split("\n")
    lines[line - 1] += f"{separator_of(text)}{heading}"
    return "\n".join(lines)


def with_contacts(
    table: ContactTable, code: str, filled_in: Sequence[Mapping[str, str]], prefectures: CodeList
) -> ChangedContacts:
    """The list with what was filled in for one prefecture: its rows in their order, then further ones. A row in which nobody is named is
    taken out, unless it is the only one; one that says the same as before is not touched."""
    mine, before = table.rows.get(code, ()), table.filled_in(code)
    kept = [number for number, values in enumerate(filled_in) if _names_somebody(values)]
    kept = kept or [0][: len(mine)]
    lines = table.text.split("\n")
    written = {
        number: lines[mine[number].first - 1 : mine[number].last]
        if number < len(mine) and all(filled_in[number][each] == before[number][each] for each in table.fields)
        else _as_lines(table, _row(table, code, number, filled_in[number], prefectures))
        for number in kept
    }
    end = mine[-1].last if mine else len(lines) - (not lines[-1])
    further = [line for number in kept if number >= len(mine) for line in written[number]]
    lines[end:end] = further
    for number, row in reversed([*enumerate(mine)]):
        lines[row.first - 1 : row.last] = written.get(number, [])
    text = "\n".join(lines)
    placed = (row.first for row in contact_table(text, prefectures).rows.get(code, ()))
    return ChangedContacts(text, *_mistakes(text, dict(zip(placed, kept, strict=False)), prefectures))


def _names_somebody(values: Mapping[str, str]) -> bool:
    return any(values.get(each, "").strip() for each in ADDRESSEE)


def _row(
    table: ContactTable, code: str, number: int, values: Mapping[str, str], prefectures: CodeList
) -> Iterator[str]:
    """The cells of a row: of one that was there everything else as it was, of a further one the prefecture as its other rows have it."""
    mine = table.rows.get(code, ())
    cells = mine[number].cells if number < len(mine) else ()
    usual = {"prefecture_code": code, PREFECTURE: prefectures[code].label.ja}
    known = dict(zip(table.columns, mine[0].cells, strict=False)) if mine else usual
    for position, column in enumerate(table.columns):
        stands = cells[position] if position < len(cells) else "" if cells or column not in usual else known[column]
        if column not in FIELDS:
            yield stands
        elif column == "kind":
            yield stands if stands and kind_written(stands) == values.get(column) else values.get(column, "")
        else:
            yield values.get(column, "")


def _as_lines(table: ContactTable, cells: Iterator[str]) -> list[str]:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator_of(table.text), lineterminator="\n").writerow(cells)
    return text.getvalue().removesuffix("\n").split("\n")


def _mistakes(
    text: str, placed: Mapping[int, int], prefectures: CodeList
) -> tuple[dict[tuple[int, str], tuple[Mistake, ...]], tuple[Mistake, ...]]:
    """What is wrong in the list, at the rows that were filled in and elsewhere."""
    try:
        contacts_in(CONTACTS_FILE, text, prefectures)
    except MistakesError as error:
        at_fields: dict[tuple[int, str], tuple[Mistake, ...]] = {}
        elsewhere: list[Mistake] = []
        for each in error.mistakes:
            column = column_called((each.column or "").partition(" / ")[0], JAPANESE_HEADINGS)
            number = placed.get(each.line or 0)
            if number is not None and column in FIELDS:
                at = number, column
                at_fields[at] = (*at_fields.get(at, ()), each)
            else:
                elsewhere.append(each)
        return at_fields, tuple(elsewhere)
    return {}, ()
