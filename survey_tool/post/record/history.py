"""What the record tells of a round: what went out, what came when, what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from survey_tool.post.record.keeping import RECORD_FILE, Record, read_record
from survey_tool.post.record.letters import delivery, of_letters
from survey_tool.post.record.line import Line, content_of, is_of_a_day, of_round, standing
from survey_tool.wording.days import day_as_written
from survey_tool.wording.handwritten import Mistake

if TYPE_CHECKING:
    from pathlib import Path

    from survey_tool.intake.settling.found_out import FoundOut
    from survey_tool.reference.survey import Survey


@dataclass(frozen=True)
class History:
    """The lines of a round that stand, in order, and what in the record cannot be read; `every_line` are those too that were taken
    back or take others back."""

    lines: tuple[Line, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    every_line: tuple[Line, ...] = ()

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

    def undecided(self, kind: str) -> tuple[Line, ...]:
        """The letters of a kind of which it is not known whether they went out, in the order of their ids."""
        return tuple(
            line
            for id, line in sorted(self.letters.items())
            if delivery(line) == "undecided" and id.startswith(f"{line.round}-{kind}-{line.prefecture}-")
        )

    @cached_property
    def asked(self) -> Mapping[str, dt.datetime]:
        """The doubtful answers about which a letter went out, each as `found_out.confirmation` names it, and when the last one did."""
        told = (line.subject.partition(" ") for line in self.lines if line.what == "listed")
        letters = {id: line.at for id, line in self.letters.items() if delivery(line) == "sent"}
        found = sorted((letters[id], asked) for id, _, asked in told if id in letters)
        return {asked: at for at, asked in found}

    @cached_property
    def arrived(self) -> Mapping[str, dt.datetime]:
        """When each file was first seen, by its SHA-256."""
        return {content_of(line.subject): line.at for line in self.lines if line.what == "arrived"}

    @cached_property
    def came_from(self) -> frozenset[str]:
        """The prefectures from which something has arrived that was not set aside since, by itself or with the mail that held it."""
        moved = {line.subject: line for line in self.lines if line.what in ("set-aside", "taken-back")}
        aside = {subject: line.detail for subject, line in moved.items() if line.what == "set-aside"}
        arrived = (line for line in self.lines if line.what == "arrived" and line.subject not in aside)
        there = (line for line in arrived if not any(_is_or_was_in(line.detail, name) for name in aside.values()))
        return frozenset(self.found_out.owners.get(content_of(line.subject), line.prefecture) for line in there)

    def is_since(self, one: dt.datetime, other: dt.datetime) -> bool:
        """Whether what the line of one time tells came after what that of the other tells: it was written later, since a clock may have
        been wrong for either. A letter that is noted later with the day on which it went out came before what is of a later day."""
        is_later = self._places.get(one, 0) > self._places.get(other, len(self.lines))
        if is_of_a_day(one):
            return is_later and one.date() >= other.date()
        return is_later or (is_of_a_day(other) and one > other)

    @cached_property
    def _places(self) -> Mapping[dt.datetime, int]:
        """Where each line stands, by its time, which no two share."""
        return {line.at: place for place, line in enumerate(self.lines)}

    @cached_property
    def extended(self) -> Mapping[str, dt.date]:
        """The day until which a prefecture was given, by its code."""
        return {
            line.prefecture: day
            for line in self.lines
            if line.what == "extended" and (day := day_as_written(line.subject))
        }

    @property
    def closed_on(self) -> dt.date | None:
        """The day on which the round was closed, if it was; the last one where that was run again."""
        return next((line.day for line in reversed(self.lines) if line.what == "closed"), None)

    @cached_property
    def copies_allowed(self) -> frozenset[tuple[str, str]]:
        """Prefecture codes, each with a domain to whose addresses letters may go in copy."""
        return frozenset((line.prefecture, line.subject) for line in self.lines if line.what == "copy-allowed")

    @cached_property
    def found_out(self) -> FoundOut:
        """Whose files are, and which doubtful answers are right."""
        from survey_tool.intake.settling.found_out import FoundOut  # of no use where nothing was returned

        owners = {content_of(line.subject): line.prefecture for line in self.lines if line.what == "owner"}
        return FoundOut(owners, frozenset(line.subject for line in self.lines if line.what == "confirmed"))


def _is_or_was_in(arrived: str, name: str) -> bool:
    """Whether what the line of an arrival tells is the file of that name, or was in it."""
    return f"{arrived} ".startswith(f"{name} ") or f"/{name}/" in f"/{arrived}"


_ABOVE = 2  # WORKSPACE/submissions/ROUND
UNRECORDED = History()
"""Of a round of which nothing was written down yet."""


def record_path(survey: Survey) -> Path:
    """Where the record of a workspace lies."""
    return survey.workspace / RECORD_FILE


def history_of(survey: Survey) -> History:
    """What the record tells of the round. Raises `RecordFileError`."""
    return _of_round(read_record(record_path(survey)), survey.round.name)


def workspaces_around(folder: Path) -> Sequence[Path]:
    """The folders one of which is the workspace of the returns that lie in a folder."""
    return folder.absolute().parents[:_ABOVE]


def earlier_history(folder: Path, round_name: str) -> History:
    """What the record tells of the round whose returns lie in a folder: the record of the workspace around it. Raises
    `RecordFileError`."""
    there = (each / RECORD_FILE for each in (folder.absolute(), *workspaces_around(folder)))
    path = next((each for each in there if each.is_file()), None)
    if path is None:
        return UNRECORDED
    return _of_round(read_record(path), round_name)


def _of_round(record: Record, name: str) -> History:
    return History(tuple(standing(record.lines, name)), record.mistakes, tuple(of_round(record.lines, name)))
