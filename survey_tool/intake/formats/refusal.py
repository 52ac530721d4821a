"""The exception that ends the inspection of one file. Light, because the child process imports it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from survey_tool.intake.cells.grid import RefusalCode
    from survey_tool.intake.formats.reasons import ReasonKey


class Refusal(Exception):
    """A file is not read: `code` is the finding's, `reason` names the words in `reasons.py`, `details` fill them in."""

    def __init__(self, code: RefusalCode, reason: ReasonKey, **details: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason
        self.details = details

    @property
    def plain(self) -> list[Any]:
        """As the child process sends it."""
        return [self.code, self.reason, self.details]

    @classmethod
    def of(cls, plain: Sequence[Any]) -> Self:
        """The same again from its plain values."""
        code, reason, details = plain
        return cls(code, reason, **details)


def damaged() -> Refusal:
    """What is wrong with most files that cannot be read: a part of it is missing or scrambled."""
    return Refusal("file-unreadable", "damaged")


MEGABYTE = 1024 * 1024


def too_large(reason: ReasonKey, size: int, limit_mb: int) -> Refusal:
    """`size` in bytes; shown with one decimal, rounded up, so that it never equals the limit it exceeds."""
    tenths = -(-size * 10 // MEGABYTE)
    return Refusal("file-too-large", reason, size=f"{tenths / 10:.1f}", limit=str(limit_mb))
