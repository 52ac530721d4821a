"""Free text: published as typed, except for what no reader and no file can bear.

Outer blanks are dropped, line ends are `\\n`, control characters go, voicing marks join their kana: nobody sees a
difference, so nothing is said. Half-width kana becomes full-width, a date becomes `2026-04-01`: that is said. Full-width
figures and letters stay, and so does a lone `-`: it is what the office wanted to say. Zero widths and marks of direction, which
come with pasted text, go too; that is said only of those that turn round what a reader sees.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from survey_tool.intake.cells.grid import CellValue
from survey_tool.intake.cells.plain import as_text, trimmed
from survey_tool.intake.understanding.reading import BLANK, Reading, changed
from survey_tool.wording.invisible import SHOWS_NOTHING
from survey_tool.wording.words import Words

_HALF_WIDTH_KANA = re.compile(r"[\uff61-\uff9f]+")
_APART = re.compile(r"[\u3041-\u30ff][\u3099\u309a]")
_LINE_ENDS = re.compile(r"_x000D_\n?|\r\n?")
_NOT_TEXT = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff{SHOWS_NOTHING}]")
_UNUSUAL = re.compile(
    rf"_x000D_|[\x00-\x08\x0b-\x1f\x7f\uff61-\uff9f\u3099\u309a\ud800-\udfff\ufffe\uffff{SHOWS_NOTHING}]"
)
_TURNS_ROUND = re.compile(r"[\u202d\u202e]")
_LONE_MARKS = str.maketrans({"\u3099": "゛", "\u309a": "゜"})
_RUN_AS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet that opens the text in a CSV file may take it for a formula."""
    return text.startswith(_RUN_AS_FORMULA)


def read_text(typed: CellValue) -> Reading:
    """Text as typed; numbers and TRUE as they stand in the cell."""
    if not isinstance(typed, str):
        return _not_typed_as_text(typed)
    text = trimmed(typed)
    if _UNUSUAL.search(text) is None:
        return Reading(text, formula_like=is_formula_like(text))
    turned = _TURNS_ROUND.search(text) is not None
    text = _joined(trimmed(_LINE_ENDS.sub("\n", _NOT_TEXT.sub("", text))))
    if not text:
        return BLANK
    wide = _joined(_HALF_WIDTH_KANA.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text))
    formula_like = is_formula_like(wide)
    return Reading(wide, read_as=Words.same(wide) if turned or wide != text else None, formula_like=formula_like)


def _joined(text: str) -> str:
    """With each voicing mark in one character with its kana, or on its own where there is none."""
    return _APART.sub(lambda kana: unicodedata.normalize("NFC", kana[0]), text).translate(_LONE_MARKS)


def _not_typed_as_text(typed: CellValue) -> Reading:
    text = as_text(typed)
    if isinstance(typed, (dt.date, dt.time, dt.timedelta)):
        return changed(text, text)
    return Reading(text, formula_like=is_formula_like(text))
