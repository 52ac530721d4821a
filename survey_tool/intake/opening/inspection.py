"""The inspection before reading: what a file is by its bytes, never by its name, and whether it may be read at all.

On a good form it costs about as much as the reading itself. It holds on platforms where a process cannot be limited:
what passes it fits into memory and ends. It runs in the child process all the same, and imports the standard library
only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from survey_tool.intake.formats.mails.mail import OUTLOOK, TNEF
from survey_tool.intake.formats.packages import ods, xlsb
from survey_tool.intake.formats.packages.ooxml import Package
from survey_tool.intake.formats.packages.xmltext import elements
from survey_tool.intake.formats.packages.zipped import Archive, is_zip
from survey_tool.intake.formats.refusal import MEGABYTE, Refusal, too_large
from survey_tool.intake.formats.xls import ole
from survey_tool.intake.formats.xls import workbook as xls
from survey_tool.intake.formats.xlsx import workbook as xlsx
from survey_tool.intake.opening import contents, locks

if TYPE_CHECKING:
    from collections.abc import Collection

    from survey_tool.intake.formats.inspected import InspectedFile
    from survey_tool.settings.limits import Limits

Inspected: TypeAlias = "InspectedFile | contents.Container"
_CONTENT_TYPES = "[Content_Types].xml"
_EXCEL_WORDS = ("spreadsheetml", "ms-excel")
_OTHER_MAGICS = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"{\\rtf",
)  # fmt: skip
_OLD_BINARY = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_OLD_XML = (
    b"urn:schemas-microsoft-com:office:spreadsheet",
    b"urn:schemas-microsoft-com:office:excel",
    b"application/vnd.oasis.opendocument.spreadsheet",
)
_RIGHTS = "\x09DRMContent"


def inspect(data: bytes, limits: Limits, skip: Collection[str] = ()) -> Inspected:
    """What may be read of this file, or the files that it holds. Raises `Refusal` with the reason where it is nothing.

    Sheets named in `skip` are left out, which saves the time that they would take.
    """
    if len(data) > limits.file_mb * MEGABYTE:
        raise too_large("file-size", len(data), limits.file_mb)
    if is_zip(data):
        archive = Archive(data, limits)
        return (
            _inspect_zip(archive, limits, skip)
            if contents.is_package(archive)
            else contents.of_archive(archive, limits)
        )
    if data.startswith(ole.MAGIC):
        return _inspect_compound_file(data, limits, skip)
    if data.startswith(TNEF):
        return contents.of_wrapped(data)
    head = data[: contents.HEAD]
    if contents.is_mail(head):
        return contents.of_text(data)
    raise _no_workbook(head)


def refused_for_itself(data: bytes) -> Refusal | None:
    """Why a file needs no opening, if its first bytes say that it does not."""
    head = data[: contents.HEAD]
    return None if contents.can_be_opened(head) else _no_workbook(head)


def _inspect_zip(archive: Archive, limits: Limits, skip: Collection[str]) -> InspectedFile:
    if archive.locked:
        raise Refusal("file-encrypted", "archive-password")
    if "mimetype" in archive.members:
        if not archive.read("mimetype").startswith(ods.MIME_TYPE):
            raise Refusal("file-not-ours", "other-kind")
        return ods.inspect_workbook(archive, limits, skip)
    package = Package(archive)
    main = package.main_part()
    if not main:
        raise Refusal("file-not-ours", "no-workbook")
    if not _is_excel(package, main):
        raise Refusal("file-not-ours", "other-kind")
    if main.lower().endswith(".bin"):
        return xlsb.inspect_workbook(package, main, limits, skip)
    return xlsx.inspect_workbook(package, main, limits, skip)


def _is_excel(package: Package, main: str) -> bool:
    """By the declared type of the main part; by its folder where the package declares none."""
    part = package.part(_CONTENT_TYPES)
    for element in elements(package.archive.read(part), part) if part else []:
        if element.attributes.get("PartName", "").lower() == f"/{main}".lower():
            return any(word in element.attributes.get("ContentType", "") for word in _EXCEL_WORDS)
    return main.lower().startswith("xl/")


def _inspect_compound_file(data: bytes, limits: Limits, skip: Collection[str]) -> Inspected:
    container = ole.CompoundFile(data)
    if OUTLOOK in container:
        return contents.of_outlook(data)
    if _RIGHTS in container or ("EncryptedPackage" in container and locks.needs_rights(data)):
        raise Refusal("file-encrypted", "rights")
    if "EncryptedPackage" in container:
        return inspect(_opened(data), limits, skip)
    if "Workbook" in container:
        try:
            return xls.inspect_workbook(container, limits, skip)
        except Refusal as refusal:
            if refusal.reason != "password":
                raise
        return xls.inspect_workbook(ole.CompoundFile(_opened(data)), limits, skip)
    if "Book" in container:
        raise Refusal("file-unreadable", "old-spreadsheet")
    raise Refusal("file-not-ours", "other-kind")


def _opened(data: bytes) -> bytes:
    """A workbook under the password that Excel itself sets, which it opens without asking anybody."""
    try:
        return locks.opened_workbook(data, locks.EXCELS_OWN)
    except (locks.WrongPasswordError, Refusal):  # scrambled or locked: locked is what people can do something about
        raise Refusal("file-encrypted", "password") from None


def _no_workbook(head: bytes) -> Refusal:
    if not head:
        return Refusal("file-not-ours", "empty")
    if kind := contents.packed_as(head):
        return Refusal("file-unreadable", "packed", kind=kind)
    if head.startswith(_OTHER_MAGICS):
        return Refusal("file-not-ours", "other-kind")
    if head.startswith(_OLD_BINARY) or any(word in head for word in _OLD_XML):
        return Refusal("file-unreadable", "old-spreadsheet")
    return Refusal("file-not-ours", "text" if _is_text(head) else "unknown")


def _is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return head.startswith((b"\xff\xfe", b"\xfe\xff"))  # UTF-16
    cut_short = 3  # the last character may be incomplete
    for encoding in ("utf-8", "cp932"):
        for end in range(len(head), max(len(head) - cut_short, 0) - 1, -1):
            try:
                head[:end].decode(encoding)
            except UnicodeDecodeError:
                continue
            return end > 0
    return False
