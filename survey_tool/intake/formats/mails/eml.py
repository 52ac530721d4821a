"""Mails as text (.eml, .mht): RFC 5322 with MIME, as mail programs save them."""

from __future__ import annotations

import datetime as dt
import mimetypes
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from email.utils import collapse_rfc2231_value, parsedate_to_datetime

from survey_tool.intake.formats.mails import tnef
from survey_tool.intake.formats.mails.charsets import decoded, header_text, text_of_page
from survey_tool.intake.formats.mails.mail import (
    MOST_ATTACHMENTS,
    TNEF,
    Attachment,
    Mail,
    moment,
    too_many,
    with_names_apart,
)
from survey_tool.intake.formats.refusal import Refusal, damaged

_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?(?:From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]*:[ \t\S]")
_HEADERS = re.compile(
    rb"^(from|to|subject|date|received|return-path|delivered-to|message-id|mime-version|content-type|x-unsent):",
    re.IGNORECASE | re.MULTILINE,
)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_NESTING = re.compile(rb"boundary\s*=|message/rfc822", re.IGNORECASE)
_MOST_NESTING = 100  # real mails have about five; each costs time at every line
_PARTS = re.compile(rb"^--", re.MULTILINE)
_MOST_PARTS = 20_000  # lines that may begin a part, rules of dashes included
_NO_ATTACHMENTS = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")


class _AsTheyStand(Compat32):
    """Headers as their bytes are: signs that were never encoded would else be lost before anybody can guess what they are."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value


def is_mail(head: bytes) -> bool:
    """By the first bytes: headers, two of which every mail has."""
    if not _FIRST.match(head):
        return False
    headers = _BLANK_LINE.split(head, 1)[0]
    return len({name.lower() for name in _HEADERS.findall(headers)}) >= 2


def read_mail(data: bytes) -> Mail:
    """Raises `Refusal` where it is nested, or has more attachments, than any mail that people send."""
    if len(_NESTING.findall(data)) > _MOST_NESTING:
        raise Refusal("file-hostile", "nested-parts")
    if len(_PARTS.findall(data)) > _MOST_PARTS:
        raise too_many()
    try:
        return _mail(BytesParser(policy=_AsTheyStand()).parsebytes(data.removeprefix(b"\xef\xbb\xbf")))
    except (MessageError, RecursionError, LookupError, ValueError, TypeError, AssertionError) as error:
        raise damaged() from error


def _mail(message: Message) -> Mail:
    texts: dict[str, str] = {}
    attached: list[Attachment] = []
    for part in _leaves(message):
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and not _file_name(part) and kind not in texts:
            texts[kind] = decoded(_content(part), part.get_content_charset())
        else:
            attached += _attachments(part, kind)
            if len(attached) > MOST_ATTACHMENTS:
                raise too_many()
    text = texts.get("text/plain") or text_of_page(texts.get("text/html", ""))
    return Mail(
        header_text(message["From"]),
        _sent_at(message),
        header_text(message["Subject"]),
        text,
        with_names_apart(attached),
    )


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, from the first to the last; a mail that is attached is one of them."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting += [each for each in reversed(inside) if isinstance(each, Message)]
        else:
            yield part


def _attachments(part: Message, kind: str) -> Iterator[Attachment]:
    name = _file_name(part)
    inside = part.get_payload()
    if isinstance(inside, list):  # a mail, or the report of a mail server about one
        for each in inside:
            if isinstance(each, Message) and kind == "message/rfc822":
                mail = _mail(each)
                yield Attachment(name or f"{mail.subject or 'mail'}.eml", mail)
        return
    if kind in _NO_ATTACHMENTS or (part["Content-ID"] and part.get_content_maintype() == "image"):
        return  # a signature, or a picture that the text shows
    content = _content(part)
    if content.startswith(TNEF):
        yield from tnef.attachments(content)
    elif content or name:
        yield Attachment(name or f"attachment{mimetypes.guess_extension(kind) or '.bin'}", content)


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _file_name(part: Message) -> str:
    """RFC 2231, RFC 2047, raw bytes: whatever the sender's program made of it."""
    name = part.get_param("filename", header="content-disposition") or part.get_param("name")
    if isinstance(name, tuple):
        return header_text(collapse_rfc2231_value(name))
    return header_text(name)


def _sent_at(message: Message) -> str:
    try:
        at: dt.datetime | None = parsedate_to_datetime(str(message["Date"]))
    except (ValueError, TypeError, IndexError, OverflowError):
        at = None
    return moment(at)
