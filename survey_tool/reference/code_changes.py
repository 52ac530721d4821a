"""Codes of municipalities that changed: by which an earlier round's answers find the municipality that is there today.

Sources of the built-in file: its column `source`, which is for people, and `data/SOURCES.md`. A municipality that was merged, became
a city or took another name has a line; one that was divided has a line for each part, and nothing is carried over of it without a person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from survey_tool.reference.data_rows import LOCAL_CODE, ONE_OF, blank, data_rows, is_local_code
from survey_tool.wording.days import day_as_written
from survey_tool.wording.handwritten import FileLine, Mistake
from survey_tool.wording.words import Words

ChangeKind = Literal["merger", "city_status", "renamed"]
_KINDS: tuple[str, ...] = get_args(ChangeKind)
_COLUMNS = ("old_code", "old_district_ja", "old_name_ja", "old_name_en", "new_code", "day", "kind")
_NAMES = ("old_name_ja", "old_name_en")
_CODES = ("old_code", "new_code")

_DAY = Words("2018-10-01 のように年月日を記入してください。", "Give a day such as 2018-10-01.")
_SAME_CODE = Words(
    "名称の変更（renamed）に限り、前と同じコードを記入できます。",
    "Only after a change of name (renamed) the code stays.",
)


@dataclass(frozen=True, slots=True)
class CodeChange:
    """A municipality that is gone, or is called otherwise, since `day`: its code and name then, and the code that took its place.

    `district` is the 郡 in which a town or village lay, blank for a city.
    """

    old_code: str
    district: str
    old_name: Words
    new_code: str
    day: dt.date
    kind: ChangeKind


def read_code_changes(path: Path) -> tuple[CodeChange, ...]:
    """The changes of a file. Raises `MistakesError` with all its mistakes."""
    return tuple(_change(row.cells) for row in data_rows(path, _COLUMNS, _wrong))


def _wrong(row: FileLine) -> Iterator[Mistake]:
    cells = row.cells
    yield from blank(row, _NAMES)
    yield from (row.mistake(column, LOCAL_CODE) for column in _CODES if not is_local_code(cells[column]))
    if cells["old_code"] == cells["new_code"] and cells["kind"] != "renamed":
        yield row.mistake("new_code", _SAME_CODE)
    if day_as_written(cells["day"]) is None:
        yield row.mistake("day", _DAY)
    if cells["kind"] not in _KINDS:
        yield row.mistake("kind", ONE_OF.fill(values=", ".join(_KINDS)))


def _change(cells: Mapping[str, str]) -> CodeChange:
    day = day_as_written(cells["day"])
    assert day is not None
    return CodeChange(
        cells["old_code"],
        cells["old_district_ja"],
        Words(cells["old_name_ja"], cells["old_name_en"]),
        cells["new_code"],
        day,
        cast("ChangeKind", cells["kind"]),
    )
