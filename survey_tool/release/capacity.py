"""What a workbook cannot hold, said before anything is written."""

from __future__ import annotations

from collections.abc import Iterable

from survey_tool.release.tables.table import Table
from survey_tool.wording.words import Words

MOST_ROWS = 1_048_576
"""Rows of a sheet, the header's included: a limit of Excel's files."""

_TOO_MANY = Words(
    "表「{name}」が{rows}行になり、Excelの1シートの上限（{limit}行）を超えるため、公表物を作成することができません。"
    "調査を分けるなど、1回に公表する事例を減らしてください。以前の公表物は変更されていません。",
    'The table "{name}" would have {rows} rows, and a sheet of Excel holds {limit}: nothing was published. '
    "Publish fewer cases at a time, for example in several rounds. The release before is as it was.",
)


class TooMuchForExcel(Exception):
    """A release cannot be written as a workbook; the sentence says which table is too long."""

    def __init__(self, sentence: Words) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


def refuse_too_long(tables: Iterable[Table]) -> None:
    """Raise `TooMuchForExcel` where the rows of a table and its header are more than a sheet has."""
    for each in tables:
        rows = len(each.rows) + 1
        if rows > MOST_ROWS:
            raise TooMuchForExcel(_TOO_MANY.fill(name=each.name, rows=f"{rows:,}", limit=f"{MOST_ROWS:,}"))
