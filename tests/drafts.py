"""The drafts that `survey-tool mail` has written, read as mail programs read them."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path


def drafts(folder: Path) -> dict[str, EmailMessage]:
    """The drafts in a folder, one a prefecture, by its code."""
    found = {}
    for path in sorted(folder.glob("*.eml")):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert isinstance(message, EmailMessage)
        assert path.name[:2] not in found
        found[path.name[:2]] = message
    return found


def body(message: EmailMessage) -> str:
    """What the message says."""
    part = message.get_body()
    assert isinstance(part, EmailMessage)
    return str(part.get_content())
