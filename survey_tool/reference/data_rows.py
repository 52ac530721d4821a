"""The rows of a data file that can be replaced, and what is told where one of its cells cannot be used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from survey_tool.wording.handwritten import FileLine, Mistake, MistakesError, read_table
from survey_tool.wording.words import Words

ONE_OF = Words("使用できる値：{values}", "Allowed: {values}.")
LOCAL_CODE = Words(
    "検査数字を含む6桁の全国地方公共団体コードを記入してください。",
    "Give the local government code: six digits, the last of them its check digit.",
)
_GIVE = Words("値を記入してください。", "Give a value.")
_SIX_DIGITS = re.compile(r"[0-9]{6}")


def data_rows(path: Path, columns: tuple[str, ...], wrong: Callable[[FileLine], Iterable[Mistake]]) -> list[FileLine]:
    """The rows of a file of these columns. Raises `MistakesError` with all its mistakes; `wrong` gives those of a row."""
    rows, mistakes = read_table(path, columns)
    mistakes += (mistake for row in rows for mistake in wrong(row))
    if mistakes:
        raise MistakesError(mistakes)
    return rows


def blank(row: FileLine, columns: Iterable[str]) -> Iterator[Mistake]:
    """That nothing stands in cells that must not be blank."""
    for column in columns:
        if not row.cells[column].strip():
            yield row.mistake(column, _GIVE)


def is_local_code(text: str) -> bool:
    """Whether it is a local government code by its check digit."""
    return bool(_SIX_DIGITS.fullmatch(text)) and check_digit(text[:5]) == text[5]


def check_digit(first_five: str) -> str:
    """The sixth digit of a local government code: weights 6, 5, 4, 3, 2; 11 less the sum modulo 11; its last digit."""
    a, b, c, d, e = map(int, first_five)
    total = 6 * a + 5 * b + 4 * c + 3 * d + 2 * e
    return str((11 - total % 11) % 10)
