"""What the record says of letters: which went out, which may have."""

from __future__ import annotations

import re
from collections.abc import Iterable

from survey_tool.post.record.line import DELIVERY, Delivery, Line

_DETAIL = re.compile(r"(?P<to>.*?) ?(?P<message_id><[^<>\s]*>)(?: (?P<reply>.*))?")


def of_letters(lines: Iterable[Line]) -> dict[str, Line]:
    """What happened last to each letter, by its id. Of a draft that lies in a folder nothing is told.

    What was sent stays sent whatever other lines follow: none is written after it, but one that was noted by hand, with its day, may
    stand before others once the record was put in the order of its times.
    """
    found: dict[str, Line] = {}
    for line in lines:
        last = found.get(line.subject)
        if line.what in DELIVERY and (line.what == "sent" or last is None or last.what != "sent"):
            found[line.subject] = line
    return found


def delivery(line: Line | None) -> Delivery:
    """Whether a letter is still to be sent, was sent, or may have been."""
    return DELIVERY[line.what] if line else "open"


def mailed(recipients: Iterable[str], message_id: str, reply: str = "") -> str:
    """The detail of a line about a message that a server was offered."""
    return " ".join(filter(None, (", ".join(recipients), message_id, reply)))


def recipients(line: Line) -> str:
    """Whom a message was addressed to, as people read it; blank where it went out by hand."""
    told = _DETAIL.fullmatch(line.detail)
    return told["to"] if told else ""


def message_id(line: Line) -> str | None:
    """Which text of the letter a line tells of; nothing where it went out by hand."""
    told = _DETAIL.fullmatch(line.detail)
    return told["message_id"] if told else None
