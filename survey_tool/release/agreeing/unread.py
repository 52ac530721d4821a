"""Returns that this computer cannot read at this moment: nothing is published without them, whoever agrees to it.

What is still being copied, or held by another program, is there and says something. A release without it would tell of its prefecture
what is not so, and would be another one a minute later.
"""

from __future__ import annotations

from survey_tool.intake.judging.submission import Collected
from survey_tool.wording.file_troubles import not_readable_here
from survey_tool.wording.words import Words

_NOT_WRITTEN = Words("公表物は作成していません。{why}", "No release was written. {why}")


class NotReadHere(Exception):
    """No release was written: some of what came back cannot be read on this computer."""

    def __init__(self, files: tuple[str, ...]) -> None:
        self.sentence = _NOT_WRITTEN.fill(why=not_readable_here(files))
        super().__init__(self.sentence.en)


def see_that_all_can_be_read(collected: Collected) -> None:
    """Raises `NotReadHere`."""
    if files := collected.not_readable_here:
        raise NotReadHere(files)
