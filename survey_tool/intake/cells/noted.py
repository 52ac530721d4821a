"""What stands in cells, and what a reader notes besides: errors, cells that show something else than they hold, and
objects that are seen and not read.

Of the standard library alone, because the child process that reads a file sends them as they are.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

CellValue = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
"""What stands in a cell. Every number is a float (1200 arrives as 1200.0), in every format; blank is None."""
FaultKind = Literal["error-value", "no-cached-value", "picture"]
ShownBy = Literal["format", "stroke"]
IgnoredKind = Literal[
    "macros", "external-links", "pictures", "drawings", "charts", "comments", "embedded-files", "pivot-tables", "sheet"
]
"""`drawings`: shapes and text boxes. `sheet`: a chart sheet, macro sheet or dialog, which has no cells to read."""


class CellFault(NamedTuple):
    """A cell that shows an error or a picture, or holds a formula whose result the file does not carry. Its value reads as
    None."""

    kind: FaultKind
    text: str = ""
    """The error as the sheet shows it ("#N/A"); "" for a formula without a result."""


class Shown(NamedTuple):
    """A cell in which people see something else than it holds: by its number format, or because of a stroke through it.

    `value` is what stands there for whoever looks: typed in words, a number (2500 where 2500000 is shown in thousands), None
    where nothing is left. `text` is the cell in words. `behind` is what they do not see: the number that the cell holds, or
    what is struck out.
    """

    by: ShownBy
    value: CellValue
    text: str
    behind: CellValue


class Ignored(NamedTuple):
    """Something in the file that was seen and not read, with the sheet where that is known."""

    kind: IgnoredKind
    sheet: str | None = None
    times: int = 1
