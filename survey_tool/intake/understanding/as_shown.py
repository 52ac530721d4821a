"""Cells that show something else than they hold: what people see counts, and where that makes a difference it is said.

| the cell holds | and shows | read as |
| --- | --- | --- |
| 2500000 | 2,500 (`#,##0,`) | 2500, with a warning that names both |
| 1200 (thousand yen) | 1200千円, 3,300 (3300.0000001), 令和6年4月 | the same either way: nothing is said |
| 120 | 120万円 (`0"万円"`) | 1200, with a warning |
| 12, 2500000 | 1200%, ¥2,500,000 | fault, as if that had been typed: the number suggested |
| 2024-02-10 | 2024年度 (`yyyy"年度"`) | 2024年度, with a warning |
| 2024-04-01 | 2024, 4月 | fault, the fiscal year or the month suggested |
| 0, 2500 | nothing (`;;;`) | blank, with a warning; an error where the answer is required |
| 3300.4 | 3,300 where whole numbers are asked | fault `not-whole`, as the form says: 3300 suggested |
| 120135, the 120 struck out | 135 | 135, with a warning |
| 120, all of it struck out | nothing that counts | blank, with a warning; an error where the answer is required |
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from survey_tool.intake.cells.grid import CellValue, Shown
from survey_tool.intake.cells.plain import as_text, is_blank
from survey_tool.intake.understanding.reading import MEANT_BLANK, Reading
from survey_tool.wording.words import Words

_WHOLE = "not-whole"


def understand_shown(
    cell: Shown, read: Callable[[CellValue], Reading], fault: Callable[[object], str | None], as_words: bool = False
) -> Reading:
    """The reading of such a cell. `read` is how its question reads what is typed, `fault` what is wrong with a value.

    `as_words`: the answer is a text, so the words that stand there are what is meant.
    """
    value = cell.text if as_words and cell.by == "format" else cell.value
    seen = MEANT_BLANK if is_blank(value) else read(value)
    if cell.by == "stroke":
        return _said(seen, value, "struck-out" if is_blank(value) else "struck-in-part")
    held = read(cell.behind)
    same = seen.fault is None and seen.value == held.value
    if held.fault is not None or same or fault(held.value) == _WHOLE:
        return held
    if seen.fault is not None:
        return seen if seen.nearest else replace(seen, nearest=held.read_as or Words.same(as_text(cell.behind)))
    return _said(seen, value, "shown-otherwise")


def _said(reading: Reading, value: CellValue, variant: str) -> Reading:
    if reading.fault is not None:
        return reading
    return replace(reading, read_as=reading.read_as or Words.same(as_text(value)), variant=variant)
