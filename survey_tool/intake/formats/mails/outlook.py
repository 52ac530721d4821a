"""Mails as Outlook saves them (.msg): a compound file, a stream for each property, a storage for each attachment."""

from __future__ import annotations

import struct
from io import BytesIO

import olefile

from survey_tool.intake.formats.mails import tnef
from survey_tool.intake.formats.mails.mail import MOST_ATTACHMENTS, OUTLOOK, TNEF, Attachment, Mail, too_many
from survey_tool.intake.formats.mails.properties import (
    BINARY,
    DATA,
    LONG_NAME,
    OBJECT,
    SHORT_NAME,
    TIME,
    Properties,
    attached_file,
    attached_mail,
    mail_of,
    text,
)
from survey_tool.intake.formats.refusal import Refusal, damaged

_STREAM, _ATTACHMENT = "__substg1.0_", "__attach_version1.0_"
_EMBEDDED = f"{_STREAM}{DATA:04X}{OBJECT:04X}"
_DEEP = 5
_TOP, _INNER, _OF_ATTACHMENT = 32, 24, 8  # bytes before the first property of fixed length


def read_mail(data: bytes) -> Mail:
    """Raises `Refusal` where it is damaged, nested too deeply, or unfolds to more than it holds."""
    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            return _Storage(container, len(data)).mail((), _TOP)
    except Refusal:
        raise
    except Exception as error:  # the library lets out half a dozen kinds of exceptions on scrambled input
        raise damaged() from error


class _Storage:
    """A compound file, of which together no more is read than it holds."""

    def __init__(self, container: olefile.OleFileIO, size: int) -> None:
        self._container, self._left = container, size
        self._inside: dict[tuple[str, ...], list[str]] = {}
        for *folder, name in container.listdir(streams=True, storages=True):
            self._inside.setdefault(tuple(folder), []).append(name)

    def mail(self, folder: tuple[str, ...], head: int, depth: int = 0) -> Mail:
        if depth > _DEEP:
            raise Refusal("file-hostile", "nested-parts")
        properties = self._properties(folder, head)
        storages = [name for name in self._inside.get(folder, ()) if name.lower().startswith(_ATTACHMENT)]
        if len(storages) > MOST_ATTACHMENTS:
            raise too_many()
        return mail_of(properties, (each for name in storages for each in self._attachments((*folder, name), depth)))

    def _attachments(self, folder: tuple[str, ...], depth: int) -> list[Attachment]:
        properties = self._properties(folder, _OF_ATTACHMENT)
        name = text(properties, LONG_NAME, SHORT_NAME)
        if _EMBEDDED in self._inside.get(folder, ()):
            return [attached_mail(name, self.mail((*folder, _EMBEDDED), _INNER, depth + 1))]
        content = properties.get((DATA, BINARY), b"")
        return tnef.attachments(content) if content.startswith(TNEF) else attached_file(name, content, properties)

    def _properties(self, folder: tuple[str, ...], head: int) -> Properties:
        found = {}
        for name in self._inside.get(folder, ()):
            if name.startswith(_STREAM) and len(name) == len(_STREAM) + 8:
                number, kind = int(name[-8:-4], 16), int(name[-4:], 16)
                if kind != OBJECT:
                    found[number, kind] = self._read((*folder, name))
            elif name == OUTLOOK:
                fixed = self._read((*folder, name))
                for place in range(head, len(fixed) - 15, 16):
                    kind, number = struct.unpack_from("<HH", fixed, place)
                    if kind == TIME:
                        found[number, kind] = fixed[place + 8 : place + 16]
        return found

    def _read(self, path: tuple[str, ...]) -> bytes:
        with self._container.openstream(list(path)) as stream:
            content: bytes = stream.read()
        self._left -= len(content)
        if self._left < 0:
            raise Refusal("file-hostile", "overlap")
        return content
