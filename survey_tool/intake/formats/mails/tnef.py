"""winmail.dat (TNEF): how Exchange wraps attachments for programs that it takes for Outlook."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from survey_tool.intake.formats.mails.charsets import decoded
from survey_tool.intake.formats.mails.mail import TNEF, Attachment
from survey_tool.intake.formats.mails.properties import (
    BINARY,
    DATA,
    LONG_NAME,
    OBJECT,
    STRING,
    UNICODE,
    Properties,
    attached_file,
    attached_mail,
    mail_of,
    text,
)
from survey_tool.intake.formats.refusal import Refusal, damaged

_BEGINS, _CONTENT, _TITLE, _PROPERTIES, _OF_THE_MAIL = 0x00069002, 0x0006800F, 0x00018010, 0x00069005, 0x00069003
_WIDE = frozenset({0x0005, 0x0006, 0x0007, 0x0014, 0x0040})  # types of eight bytes
_GUID = 0x0048
_VARIABLE = frozenset({STRING, UNICODE, BINARY, OBJECT})
_MANY = 0x1000
_NAMED = 0x8000
_DEEP = 5


def attachments(data: bytes, depth: int = 0) -> list[Attachment]:
    """What is wrapped in it. Raises `Refusal` where it is damaged or nested too deeply."""
    return _unwrapped(data, depth)[1]


def _unwrapped(data: bytes, depth: int) -> tuple[Properties, list[Attachment]]:
    if depth > _DEEP:
        raise Refusal("file-hostile", "nested-parts")
    mail: Properties = {}
    found: list[dict[int, bytes]] = []
    for kind, content in _attributes(data):
        if kind == _OF_THE_MAIL:
            mail = _properties(content)
        elif kind == _BEGINS:
            found.append({})
        elif found:
            found[-1][kind] = content
    return mail, [each for attributes in found for each in _attachments(attributes, depth)]


def _attachments(attributes: dict[int, bytes], depth: int) -> list[Attachment]:
    properties = _properties(attributes.get(_PROPERTIES, b""))
    name = text(properties, LONG_NAME) or decoded(attributes.get(_TITLE, b"").rstrip(b"\x00"), None)
    if (wrapped := properties.get((DATA, OBJECT), b"")[16:]).startswith(TNEF):  # after the name of its interface
        return [attached_mail(name, mail_of(*_unwrapped(wrapped, depth + 1)))]
    return attached_file(name, attributes.get(_CONTENT) or properties.get((DATA, BINARY), b""), properties)


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 6  # after the signature and a key
    while place + 9 <= len(data):
        kind, length = struct.unpack_from("<II", data, place + 1)
        if place + 9 + length > len(data):
            raise damaged()
        yield kind, data[place + 9 : place + 9 + length]
        place += 9 + length + 2  # a checksum follows


def _properties(data: bytes) -> Properties:
    """Those of one value. What follows on something that is cut short is left."""
    found: dict[tuple[int, int], bytes] = {}
    try:
        count, place = struct.unpack_from("<I", data, 0)[0] if data else 0, 4
        for _ in range(min(count, len(data) // 8)):
            kind, number = struct.unpack_from("<HH", data, place)
            place = _after_name(data, place + 4) if number >= _NAMED else place + 4
            place, values = _values(data, place, kind)
            if number < _NAMED and values and not kind & _MANY:
                found[number, kind] = values[0]
    except struct.error:
        pass
    return found


def _after_name(data: bytes, place: int) -> int:
    by_text, length = struct.unpack_from("<II", data, place + 16)
    return place + 24 + (-(-length // 4) * 4 if by_text else 0)


def _values(data: bytes, place: int, kind: int) -> tuple[int, list[bytes]]:
    plain = kind & ~_MANY
    count = 1
    if kind & _MANY or plain in _VARIABLE:
        count, place = struct.unpack_from("<I", data, place)[0], place + 4
    values: list[bytes] = []
    for _ in range(min(count, len(data))):
        if plain in _VARIABLE:
            length, place = struct.unpack_from("<I", data, place)[0], place + 4
        else:
            length = 16 if plain == _GUID else 8 if plain in _WIDE else 4
        if place + length > len(data):
            raise struct.error
        values.append(data[place : place + length])
        place += -(-length // 4) * 4
    return place, values
