"""What holds other files: ZIP archives, mails, winmail.dat. Opened in the reader process, one layer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from survey_tool.intake.formats.mails.mail import TNEF, with_names_apart
from survey_tool.intake.formats.packages.zipped import Archive, is_zip
from survey_tool.intake.formats.refusal import Refusal, too_large
from survey_tool.intake.formats.xls import ole
from survey_tool.intake.opening.names import WORKBOOK_ENDINGS, left_out, left_out_member

if TYPE_CHECKING:
    from survey_tool.intake.formats.mails.mail import Attachment, Mail
    from survey_tool.settings.limits import Limits

_PACKAGE = ("[Content_Types].xml", "_rels/.rels", "mimetype", "xl/workbook.xml")
HEAD = 4096
"""So many of its first bytes tell what a file is."""
_COLON_WITHIN = 200
_PACKED = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "RAR",
    b"\x1f\x8b": "GZIP",
    b"MSCF": "CAB",
}
_LZH_AT = slice(2, 4)


class Item(NamedTuple):
    """A file in a container: its bytes, a mail that is opened already, or why it is not looked at."""

    name: str
    content: bytes | Container | Refusal
    size: int = 0


class Container(NamedTuple):
    """What a file holds, and of a mail the mail itself."""

    items: list[Item]
    mail: Mail | None = None


def is_package(archive: Archive) -> bool:
    """A workbook or another document of an office program, no archive of files."""
    return any(name in archive.members for name in _PACKAGE)


def packed_as(head: bytes) -> str | None:
    """The kind of an archive that is not opened here."""
    if head[_LZH_AT] == b"-l" and head[6:7] == b"-":
        return "LZH"
    return next((kind for magic, kind in _PACKED.items() if head.startswith(magic)), None)


def can_be_opened(head: bytes) -> bool:
    """Whether what begins so is a workbook or holds other files."""
    return is_zip(head) or head.startswith((ole.MAGIC, TNEF)) or is_mail(head)


def is_mail(head: bytes) -> bool:
    """By the first bytes; what looks closer is loaded only where a line begins like a header."""
    if b":" not in head[:_COLON_WITHIN]:
        return False
    from survey_tool.intake.formats.mails import eml

    return eml.is_mail(head)


def of_outlook(data: bytes) -> Container:
    """A mail as Outlook saves it. Raises `Refusal` where it is damaged or hostile, as the others do."""
    from survey_tool.intake.formats.mails.outlook import read_mail

    return of_mail(read_mail(data))


def of_text(data: bytes) -> Container:
    """A mail as every other program saves it."""
    from survey_tool.intake.formats.mails.eml import read_mail

    return of_mail(read_mail(data))


def of_wrapped(data: bytes) -> Container:
    """A winmail.dat by itself. One that holds nothing is told of all the same: no file is passed over in silence."""
    from survey_tool.intake.formats.mails.tnef import attachments

    items = _attached(with_names_apart(attachments(data)))
    if not items:
        raise Refusal("file-not-ours", "no-workbook")
    return Container(items)


def of_mail(mail: Mail) -> Container:
    """A mail with its attachments; mails that are attached to it are opened already."""
    return Container(_attached(mail.attachments), mail)


def _attached(attachments: list[Attachment]) -> list[Item]:
    return [
        Item(each.name, each.content, len(each.content))
        if isinstance(each.content, bytes)
        else Item(each.name, of_mail(each.content))
        for each in attachments
        if not left_out(each.name)
    ]


def of_archive(archive: Archive, limits: Limits) -> Container:
    """The files of an archive. Raises `Refusal` where it is locked, or nothing in it looks like a return."""
    if archive.locked:
        raise Refusal("file-encrypted", "archive-password")
    names = [name for name in sorted(archive.members) if not left_out_member(name)]
    if not any(_may_be_return(name, archive.head(name, HEAD)) for name in names):
        raise Refusal("file-not-ours", "no-workbook")
    return Container(list(_members(archive, names, limits)))


def _members(archive: Archive, names: list[str], limits: Limits) -> Iterator[Item]:
    for name in names:
        size = archive.members[name].file_size
        try:
            yield Item(name, archive.read(name, limits.file_mb), size)
        except Refusal as refusal:
            yield Item(name, _as_a_file(refusal, size, limits), size)


def _as_a_file(refusal: Refusal, size: int, limits: Limits) -> Refusal:
    """A member that is too large is so as a file, for itself."""
    return too_large("file-size", size, limits.file_mb) if refusal.code == "file-too-large" else refusal


def _may_be_return(name: str, head: bytes) -> bool:
    return name.lower().endswith(WORKBOOK_ENDINGS) or packed_as(head) is not None or can_be_opened(head)
