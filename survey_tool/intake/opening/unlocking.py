"""A readable copy of what is locked: of a workbook, of an archive, of a mail or archive with one of these in it.

Runs in the reader process. A copy of a mail is a mail of the same sender, day and subject, with its text and attachments; of an
archive one of the same files.
"""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from survey_tool.intake.formats.packages.zipped import Archive, is_zip, store
from survey_tool.intake.formats.refusal import Refusal
from survey_tool.intake.opening import contents, locks
from survey_tool.intake.opening.inspection import inspect
from survey_tool.intake.opening.names import MAIL_ENDINGS

if TYPE_CHECKING:
    from survey_tool.settings.limits import Limits

_DEEP = 3
_NO_PASSWORD_OPENS = ("ods-password", "rights")


class Unlocked(NamedTuple):
    """The copy, how many locks in it were opened, and how many did not open with this password."""

    content: bytes
    opened: int = 0
    wrong: int = 0
    is_mail: bool = False


def unlock(data: bytes, limits: Limits, password: str, depth: int = 0) -> Unlocked:
    """Raises `Refusal` where the file cannot be opened at all, or by no password."""
    try:
        held = inspect(data, limits)
    except Refusal as refusal:
        if refusal.code != "file-encrypted" or (refusal.reason in _NO_PASSWORD_OPENS and depth == 0):
            if depth == 0:
                raise
            return Unlocked(data)
        return _opened(data, limits, password, refusal.reason, depth)
    if not isinstance(held, contents.Container) or depth >= _DEEP:
        return Unlocked(data)
    return _with_open_contents(held, limits, password, depth)


def _opened(data: bytes, limits: Limits, password: str, reason: str, depth: int) -> Unlocked:
    if not password:
        return Unlocked(data, wrong=1)
    try:
        if reason == "password":
            return Unlocked(locks.opened_workbook(data, password), 1)
        if is_zip(data):
            members = [
                (name, unlock(content, limits, password, depth + 1).content)
                for name, content in locks.opened_members(Archive(data, limits), data, password, limits.file_mb)
            ]
            return Unlocked(store(members), 1)
    except locks.WrongPasswordError:
        return Unlocked(data, wrong=1)
    return Unlocked(data)


def _with_open_contents(held: contents.Container, limits: Limits, password: str, depth: int) -> Unlocked:
    """The container made anew around what could be opened."""
    inner = [(item.name, _inside(item, limits, password, depth)) for item in held.items]
    opened, wrong = sum(each.opened for _, each in inner), sum(each.wrong for _, each in inner)
    if not opened:
        return Unlocked(b"", 0, wrong)
    parts = [(_as_mail(name) if each.is_mail else name, each.content) for name, each in inner]
    if held.mail is None:
        return Unlocked(store(parts), opened, wrong)
    message = EmailMessage()
    mail = held.mail
    sent_at = format_datetime(dt.datetime.fromisoformat(mail.sent_at)) if mail.sent_at else ""
    for header, value in (("From", mail.sender), ("Date", sent_at), ("Subject", mail.subject)):
        if value:
            message[header] = " ".join(value.split())
    message.set_content(mail.text)
    for name, content in parts:
        message.add_attachment(content, "application", "octet-stream", filename=name)
    digests = (sha256(content).digest() for _, content in parts)
    message.set_boundary(f"=_{sha256(b''.join(digests)).hexdigest()}")  # drawn by chance otherwise
    return Unlocked(message.as_bytes(), opened, wrong, is_mail=True)


def _inside(item: contents.Item, limits: Limits, password: str, depth: int) -> Unlocked:
    if isinstance(item.content, contents.Container):
        return _with_open_contents(item.content, limits, password, depth + 1)
    if isinstance(item.content, Refusal):
        return Unlocked(b"")
    return unlock(item.content, limits, password, depth + 1)


def _as_mail(name: str) -> str:
    stem = next((name[: -len(end)] for end in MAIL_ENDINGS if name.lower().endswith(end)), name)
    return f"{stem}.eml"
