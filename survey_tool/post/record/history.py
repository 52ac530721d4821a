"""What the record tells of a round: what went out, what came when, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from survey_tool.post.record.keeping import RECORD_FILE, read_record
from survey_tool.post.record.letters import delivery, of_letters
from survey_tool.post.record.line import Line, standing
from survey_tool.wording.handwritten import Mistake

if TYPE_CHECKING:
    from pathlib import Path

    from survey_tool.reference.survey import Survey


@dataclass(frozen=True)
class History:
    """The lines of a round that stand, in order, and what in the record cannot be read."""

    lines: tuple[Line, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    @cached_property
    def letters(self) -> Mapping[str, Line]:
        """What happened last to each letter, by its id."""
        return of_letters(self.lines)

    def sent(self, kind: str, code: str) -> tuple[Line, ...]:
        """The letters of a kind that went out to a prefecture, in the order of their ids."""
        return tuple(
            line
            for id, line in sorted(self.letters.items())
            if line.prefecture == code and delivery(line) == "sent" and id.startswith(f"{line.round}-{kind}-{code}-")
        )


UNRECORDED = History()
"""Of a round of which nothing was written down yet."""


def record_path(survey: Survey) -> Path:
    """Where the record of a workspace lies."""
    return survey.workspace / RECORD_FILE


def history_of(survey: Survey) -> History:
    """What the record tells of the round. Raises `RecordFileError`."""
    record = read_record(record_path(survey))
    return History(tuple(standing(record.lines, survey.round.name)), record.mistakes)
