"""A mail as it is handed on, whatever program saved it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

from survey_tool.intake.formats.refusal import Refusal

TNEF = b"\x78\x9f\x3e\x22"
"""How a winmail.dat begins."""
OUTLOOK = "__properties_version1.0"
"""The stream that makes a compound file a mail of Outlook's."""
MOST_ATTACHMENTS = 300
"""Of one mail and the mails attached to it: more than any prefecture has municipalities, each with a file of its own."""
_NAME = 120


class Mail(NamedTuple):
    """`sender` as its program wrote it, `sent_at` as ISO 8601; both "" where they are not known. `text` is the body."""

    sender: str
    sent_at: str
    subject: str
    text: str
    attachments: list[Attachment]


class Attachment(NamedTuple):
    """A file that is attached, or a mail."""

    name: str
    content: bytes | Mail


def with_names_apart(attachments: Iterable[Attachment]) -> list[Attachment]:
    """The same with names that can stand in a path, each once. Raises `Refusal` where there are too many."""
    taken: set[str] = set()
    apart: list[Attachment] = []
    for each in attachments:
        name = re.split(r"[/\\]", each.name)[-1].strip()[-_NAME:] or f"attachment{len(apart) + 1}"
        stem, dot, ending = name.rpartition(".")
        number = 1
        while name in taken:
            number += 1
            name = f"{stem or ending}({number}){dot and stem and dot + ending}"
        taken.add(name)
        apart.append(Attachment(name, each.content))
        if len(apart) > MOST_ATTACHMENTS:
            raise too_many()
    return apart


def too_many() -> Refusal:
    """The refusal of a mail with more attachments than anybody sends."""
    return Refusal("file-hostile", "many-attachments", limit=str(MOST_ATTACHMENTS))


def moment(at: dt.datetime | None) -> str:
    """A moment as ISO 8601, to the second."""
    return at.isoformat(timespec="seconds") if at else ""
