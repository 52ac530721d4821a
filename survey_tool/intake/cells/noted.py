"""What a reader notes besides values: errors in cells, and objects that are seen and not read.

Of the standard library alone, because the child process that reads a file sends them as they are.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

FaultKind = Literal["error-value", "no-cached-value"]
IgnoredKind = Literal[
    "macros", "external-links", "pictures", "drawings", "charts", "comments", "embedded-files", "pivot-tables", "sheet"
]
"""`drawings`: shapes and text boxes. `sheet`: a chart sheet, macro sheet or dialog, which has no cells to read."""


class CellFault(NamedTuple):
    """A cell that shows an error, or holds a formula whose result the file does not carry. Its value reads as None."""

    kind: FaultKind
    text: str = ""
    """The error as the sheet shows it ("#N/A"); "" for a formula without a result."""


class Ignored(NamedTuple):
    """Something in the file that was seen and not read, with the sheet where that is known."""

    kind: IgnoredKind
    sheet: str | None = None
    times: int = 1
