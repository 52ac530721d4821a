"""Cells of an .xls that show something else than they hold: fonts, number formats and the cell formats made of both."""

from __future__ import annotations

import struct
from functools import partial
from typing import TYPE_CHECKING

from survey_tool.intake.formats.number_format import BUILT_IN, shown, telling
from survey_tool.intake.formats.strokes import left_over, runs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from survey_tool.intake.formats.inspected import Look
    from survey_tool.intake.formats.strokes import FontRun

_FONT, _FORMAT, _CELL_FORMAT, _DATES = 0x31, 0x041E, 0xE0, 0x22
_STRUCK, _WIDE = 0x08, 0x01
_NO_FONT = 4  # fonts are counted without this number


class Formats:
    """The cell formats of a workbook, by the number that its cells name."""

    def __init__(self) -> None:
        self._fonts: list[bool] = []
        self._codes: dict[int, str] = dict(BUILT_IN)
        self._cells: list[tuple[int, int]] = []
        self._is_1904 = False
        self.rich: dict[int, Sequence[FontRun]] = {}
        """Of the shared texts those in several fonts."""

    def take(self, kind: int, content: bytes) -> None:
        """A record of the workbook's own part."""
        if kind == _FONT and len(content) >= 4:
            if len(self._fonts) == _NO_FONT:
                self._fonts.append(False)
            self._fonts.append(bool(content[2] & _STRUCK))
        elif kind == _FORMAT and len(content) >= 5:
            number, characters, flags = struct.unpack_from("<HHB", content)
            text = content[5:]
            self._codes[number] = (
                text[: 2 * characters].decode("utf-16-le", "replace")
                if flags & _WIDE
                else text[:characters].decode("latin-1")
            )
        elif kind == _CELL_FORMAT and len(content) >= 4:
            self._cells.append(struct.unpack_from("<HH", content))
        elif kind == _DATES and len(content) >= 2:
            self._is_1904 = content[0] == 1

    @property
    def any_struck(self) -> bool:
        return any(self._fonts)

    def look(self, number: int, text: int | None = None) -> Look | None:
        """How a cell of the format `number` shows itself; `text` is the shared text in it."""
        font, code = self._cells[number] if number < len(self._cells) else (0, 0)
        struck = self._is_struck(font)
        runs = () if text is None else runs_of(self.rich.get(text, ()), self._is_struck)
        if struck or any(run for _, run in runs):
            return partial(left_over, runs=runs, cell=struck)
        form = telling(self._codes.get(code, ""))
        return partial(shown, form, is_1904=self._is_1904) if form else None

    def _is_struck(self, font: int) -> bool:
        return font < len(self._fonts) and self._fonts[font]
