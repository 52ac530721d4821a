"""A line of the record: what was done, when, about which prefecture, by whom."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict

from survey_tool.wording.days import day_as_written

_BY_CONTENT = "sha256:"
What = Literal[
    "arrived",
    "drafted",
    "listed",
    "sending",
    "sent",
    "refused",
    "to-resend",
    "extended",
    "confirmed",
    "noted",
    "set-aside",
    "taken-back",
    "owner",
    "copy-allowed",
    "merged",
    "unlocked",
    "generated",
    "previewed",
    "published",
    "closed",
    "retracted",
]
"""What a line tells. A letter was sent where its last line says `sent`; `sending` alone leaves that open."""

EVENTS: tuple[What, ...] = get_args(What)
Delivery = Literal["open", "undecided", "sent"]
DELIVERY: Mapping[What, Delivery] = {
    "sending": "undecided",  # and nothing after it: the tool stopped between the server's acceptance and this record
    "sent": "sent",
    "refused": "open",
    "to-resend": "open",
}
"""What the lines that tell of a letter make of it."""


class Line(BaseModel):
    """One line. `subject` says what about: a file's hash, a letter's id, a day, a case with a code; `detail` is for people.

    `prefecture` is a code, blank where the line is about the whole round. `at` names a line: no two share it.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)  # a round that has just begun has no lines

    at: AwareDatetime
    round: str
    what: What
    prefecture: str = ""
    subject: str = ""
    detail: str = ""
    by: str = ""

    @property
    def day(self) -> dt.date:
        """The day on which it was here, wherever the line was written."""
        return self.at.astimezone().date()


def by_content(sha256: str) -> str:
    """How the record names a file: by what is in it, since its name may change."""
    return f"{_BY_CONTENT}{sha256}"


def content_of(subject: str) -> str:
    """The SHA-256 of the file that a line names by its content."""
    return subject.removeprefix(_BY_CONTENT)


def now() -> dt.datetime:
    """The time on this machine's clock with its offset."""
    return dt.datetime.now().astimezone()


_BY_HAND = dt.time(12)


def on_day(day: dt.date) -> dt.datetime:
    """When something was done by hand of which the day alone is known."""
    return dt.datetime.combine(day, _BY_HAND).astimezone()


def is_of_a_day(at: dt.datetime) -> bool:
    """Whether such a time tells a day alone; none that a clock tells does, but in one second of the day."""
    return at.time().replace(microsecond=0) == _BY_HAND


def somebody() -> str:
    """Who sits at this computer, by the name of the account; blank where that is not known."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no account, no variable, no such module on Windows
        return ""


def line_now(
    round_name: str,
    what: What,
    prefecture: str = "",
    subject: str = "",
    detail: str = "",
    *,
    at: dt.datetime | None = None,
) -> Line:
    """The line that somebody at this computer writes now; `at` another time, where that is known."""
    return Line(
        at=at or now(),
        round=round_name,
        prefecture=prefecture,
        what=what,
        subject=subject,
        detail=detail,
        by=somebody(),
    )


def of_round(lines: Iterable[Line], round_name: str) -> list[Line]:
    """All lines of a round, in order, those too that were taken back."""
    return [line for line in lines if line.round == round_name]


def standing(lines: Iterable[Line], round_name: str) -> list[Line]:
    """The lines of a round, in order, without those that were taken back and those that take them back."""
    own = of_round(lines, round_name)
    gone = retracted(own)
    return [line for line in own if line.what != "retracted" and line.at.isoformat() not in gone]


def told_by(line: Line) -> tuple[tuple[str, ...], str]:
    """What a line is about, its round first, and what it tells of that. Of several about the same the last one holds; one that tells what
    holds already says nothing new."""
    about: tuple[str, str] = (line.what, line.subject)
    told = ""
    match line.what:
        case what if what in DELIVERY:
            about, told = ("letter", line.subject), what
        case "set-aside" | "taken-back":
            about, told = ("place", line.subject), line.what
        case "owner":
            told = line.prefecture
        case "extended":
            about, told = (line.what, line.prefecture), str(day_as_written(line.subject))  # as Excel writes it, too
        case "copy-allowed":
            about = (line.what, f"{line.prefecture} {line.subject}")
        case "generated" | "previewed" | "published":
            about, told = (line.what, ""), f"{line.subject} {line.detail}"
    return (line.round, *about), told


def retracted(lines: Iterable[Line]) -> set[str]:
    """The lines that others take back, each by its time."""
    return {line.subject for line in lines if line.what == "retracted"}
