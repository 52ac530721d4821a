"""How far a sheet's filled cells reach, held against the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey_tool.intake.formats.refusal import Refusal
from survey_tool.questionnaire.findings.cell_names import cell_name

if TYPE_CHECKING:
    from survey_tool.settings.limits import Limits


class Extent:
    """The area from A1 to the farthest filled row and column of one sheet."""

    def __init__(self, sheet: str, limits: Limits) -> None:
        self._sheet = sheet
        self._limits = limits
        self._row = 0
        self._column = 0

    def reach(self, row: int, column: int) -> None:
        """A filled cell; `Refusal` where it stands too far away."""
        if row > self._row:
            self._row = row
        if column > self._column:
            self._column = column
        if row > self._limits.row or column > self._limits.column:
            raise Refusal("file-hostile", "far-cell", sheet=self._sheet, cell=cell_name(row, column))

    def refuse_wide(self) -> None:
        """`Refusal` where the area as a whole is too large, though no single cell stands too far away."""
        if self._row * self._column > self._limits.cells:
            raise Refusal("file-hostile", "many-cells", sheet=self._sheet, cell=cell_name(self._row, self._column))
