"""Texts that are written once and shown many times: a few bytes a cell, unfolded by whoever reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey_tool.intake.formats.refusal import MEGABYTE, Refusal

if TYPE_CHECKING:
    from survey_tool.settings.limits import Limits

_SHARE = 8  # a text is held by the library, as a value of ours, and in the answer


class TextWeight:
    """What all cells of a file would weigh if each held its text."""

    def __init__(self, limits: Limits) -> None:
        self._bytes = 0
        self.most = limits.memory_mb * MEGABYTE // _SHARE

    def add(self, cells: int, length: int) -> None:
        """So many cells show a text of so many bytes; `Refusal` where it becomes too much."""
        self._bytes += cells * length
        if self._bytes > self.most:
            raise Refusal("file-hostile", "repeated-texts")
