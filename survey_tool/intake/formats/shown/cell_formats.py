"""Fonts, number formats, and the cell formats made of both: in the binary formats a cell names its own by number."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from survey_tool.intake.formats.shown.number_format import BUILT_IN, shown, telling
from survey_tool.intake.formats.shown.strokes import left_over, runs_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from survey_tool.intake.formats.inspected import Look
    from survey_tool.intake.formats.shown.strokes import FontRun


class CellFormats:
    """Filled in as a file tells them: `struck_fonts` (whether each font strikes out), `codes` of number formats by their
    number, and of each cell format its font and number format (`cells`)."""

    def __init__(self) -> None:
        self.struck_fonts: list[bool] = []
        self.codes: dict[int, str] = dict(BUILT_IN)
        self.cells: list[tuple[int, int]] = []
        self.is_1904 = False
        self.rich: Mapping[int, Sequence[FontRun]] = {}
        """Of the shared texts those in several fonts, by their number."""

    @property
    def any_struck(self) -> bool:
        return any(self.struck_fonts)

    def look(self, number: int, text: int | None = None) -> Look | None:
        """How a cell of the format `number` shows itself; `text` is the number of the shared text in it."""
        return self.look_of(number, self.fonts_of(text))

    def fonts_of(self, text: int | None) -> Sequence[FontRun]:
        """The fonts of a shared text."""
        return () if text is None else self.rich.get(text, ())

    def look_of(self, number: int, fonts: Sequence[FontRun]) -> Look | None:
        """The same where the cell holds its text itself, in these `fonts`."""
        font, code = self.cells[number] if number < len(self.cells) else (0, 0)
        struck = self._is_struck(font)
        runs = runs_of(fonts, self._is_struck)
        if struck or any(run for _, run in runs):
            return partial(left_over, runs=runs, cell=struck)
        form = telling(self.codes.get(code, ""))
        return partial(shown, form, is_1904=self.is_1904) if form else None

    def _is_struck(self, font: int) -> bool:
        return font < len(self.struck_fonts) and self.struck_fonts[font]
