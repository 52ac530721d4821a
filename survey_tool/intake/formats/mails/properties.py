"""The properties by which Outlook names what a mail and its attachments have, in .msg and in winmail.dat, and what they say
together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from survey_tool.intake.formats.mails.charsets import decoded, text_of_page
from survey_tool.intake.formats.mails.mail import Attachment, Mail, moment, with_names_apart

_SUBJECT, _TEXT, _PAGE = 0x0037, 0x1000, 0x1013
_SENDER_NAME, _SENDER_ADDRESS, _SENDER_MAIL = 0x0C1A, 0x0C1F, 0x5D01
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
DATA, LONG_NAME, SHORT_NAME, _CONTENT_ID = 0x3701, 0x3707, 0x3704, 0x3712
UNICODE, STRING, BINARY, OBJECT, TIME = 0x001F, 0x001E, 0x0102, 0x000D, 0x0040

Properties = Mapping[tuple[int, int], bytes]
"""By number and type, as they stand in the file."""


_FILES = (b"PK", b"\xd0\xcf")  # workbooks and archives begin so: no pictures


def mail_of(properties: Properties, attachments: Iterable[Attachment]) -> Mail:
    """The mail that has these properties."""
    return Mail(
        _sender(properties),
        _sent_at(properties),
        text(properties, _SUBJECT),
        _body(properties),
        with_names_apart(attachments),
    )


def attached_mail(name: str, mail: Mail) -> Attachment:
    """A mail as an attachment, called by its subject where it has no name."""
    return Attachment(f"{(name or mail.subject or 'mail').removesuffix('.msg')}.msg", mail)


def attached_file(name: str, content: bytes, properties: Properties) -> list[Attachment]:
    """A file as an attachment; nothing where it is a picture that the text shows, or is not there at all."""
    shown_in_text = text(properties, _CONTENT_ID) and not content.startswith(_FILES)
    return [Attachment(name, content)] if (content or name) and not shown_in_text else []


def text(properties: Properties, *numbers: int) -> str:
    """The first of these that is there."""
    for number in numbers:
        if (content := properties.get((number, UNICODE))) is not None:
            found = content.decode("utf-16-le", "replace")
        else:
            found = decoded(properties.get((number, STRING), b"").rstrip(b"\x00"), None)
        if found := found.rstrip("\x00"):
            return found
    return ""


def _sender(properties: Properties) -> str:
    """Name and address; an address of Exchange's own (/o=…) tells nobody anything."""
    name, address = text(properties, _SENDER_NAME), text(properties, _SENDER_MAIL, _SENDER_ADDRESS)
    if "@" not in address or address == name:
        return name
    return f"{name} <{address}>" if name else address


def _sent_at(properties: Properties) -> str:
    """When it was sent, else when it arrived, as ISO 8601 in UTC."""
    for number in (_SUBMITTED, _DELIVERED):
        content = properties.get((number, TIME), b"")
        if len(content) >= 8 and (ticks := int.from_bytes(content[:8], "little")):
            try:
                return moment(dt.datetime(1601, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=ticks // 10))
            except OverflowError:
                continue
    return ""


def _body(properties: Properties) -> str:
    """The text, else what the page shows."""
    if plain := text(properties, _TEXT):
        return plain
    page = properties.get((_PAGE, BINARY))
    return text_of_page(decoded(page, None) if page is not None else text(properties, _PAGE))
