"""What a reader hands over, the same whatever program wrote the file: grids of cells, or the reason why there are none.

Cells are addressed as people count them: row 1, column 1 is A1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from survey_tool.intake.cells.addresses import Area
from survey_tool.intake.cells.noted import CellFault, CellValue, FaultKind, Ignored, IgnoredKind, Shown
from survey_tool.questionnaire.findings.cell_names import cell_name, column_letters
from survey_tool.wording.words import Words

__all__ = [
    "CellFault",
    "CellValue",
    "CoveringMail",
    "FaultKind",
    "Format",
    "Grid",
    "Ignored",
    "IgnoredKind",
    "RefusalCode",
    "Refused",
    "ReturnedFile",
    "Shown",
    "cell_name",
    "column_letters",
]

Format = Literal["xlsx", "xlsm", "xls", "ods", "xlsb"]
RefusalCode = Literal[
    "file-unreadable", "file-encrypted", "file-too-large", "file-hostile", "file-not-ours", "file-not-readable-here"
]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. `rows` starts at A1, is rectangular, and ends at the last row and column that hold anything.

    `merged` are areas of merged cells, of which only the top left one can hold anything. `shown` are the cells that show
    something else than the value which stands in `rows`.
    """

    name: str
    hidden: bool
    rows: tuple[tuple[CellValue, ...], ...]
    faults: Mapping[tuple[int, int], CellFault] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()
    shown: Mapping[tuple[int, int], Shown] = field(default_factory=dict)

    def value(self, row: int, column: int) -> CellValue:
        """The cell's value; None too for a cell beyond the last one that is filled."""
        if 1 <= row <= len(self.rows) and 1 <= column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None


@dataclass(frozen=True, slots=True)
class CoveringMail:
    """The mail to which a file was attached: the name of its file, and what it says of itself ("" where it does not).

    `sent_at` is ISO 8601. `says` is the first line of its body that says more than mails usually do, `wording` tells its whole
    text from that of another mail. `within` is the mail to which it was attached itself.
    """

    file: str
    sender: str = ""
    sent_at: str = ""
    subject: str = ""
    says: str = ""
    wording: str = ""
    within: CoveringMail | None = None


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A workbook that could be read. `name` is what to show: `outer.zip/inner.xlsx` for a file inside another."""

    path: Path
    name: str
    sha256: str
    size: int
    format: Format
    grids: tuple[Grid, ...]
    ignored: tuple[Ignored, ...] = ()
    mail: CoveringMail | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not read. `reason` is a noun phrase that fits the sentence of the finding `code`.

    `details` are placeholders: `size` and `limit` in MB for `file-too-large`. `why` is the key of the reason.
    """

    path: Path
    name: str
    sha256: str
    size: int
    code: RefusalCode
    reason: Words
    details: Mapping[str, str] = field(default_factory=dict)
    mail: CoveringMail | None = None
    why: str = ""
