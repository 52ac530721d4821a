"""The inspection before reading: what a file is by its bytes, never by its name, and whether it may be read at all.

On a good form it costs about as much as the reading itself. It holds on platforms where a process cannot be limited:
what passes it fits into memory and ends. It runs in the child process all the same, and imports the standard library
only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey_tool.intake.formats.packages import ods, xlsb
from survey_tool.intake.formats.packages.ooxml import Package
from survey_tool.intake.formats.packages.xmltext import elements
from survey_tool.intake.formats.packages.zipped import Archive, is_zip
from survey_tool.intake.formats.refusal import MEGABYTE, Refusal, too_large
from survey_tool.intake.formats.xls import ole
from survey_tool.intake.formats.xls import workbook as xls
from survey_tool.intake.formats.xlsx import workbook as xlsx

if TYPE_CHECKING:
    from collections.abc import Collection

    from survey_tool.intake.formats.inspected import InspectedFile
    from survey_tool.settings.limits import Limits

_CONTENT_TYPES = "[Content_Types].xml"
_EXCEL_WORDS = ("spreadsheetml", "ms-excel")
_OTHER_MAGICS = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b",
)  # fmt: skip
_OLD_BINARY = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_OLD_XML = (
    b"urn:schemas-microsoft-com:office:spreadsheet",
    b"urn:schemas-microsoft-com:office:excel",
    b"application/vnd.oasis.opendocument.spreadsheet",
)
_HEAD = 4096


def inspect(data: bytes, limits: Limits, skip: Collection[str] = ()) -> InspectedFile:
    """What may be read of this file. Raises `Refusal` with the reason where it is nothing.

    Sheets named in `skip` are left out, which saves the time that they would take.
    """
    if len(data) > limits.file_mb * MEGABYTE:
        raise too_large("file-size", len(data), limits.file_mb)
    if is_zip(data):
        return _inspect_zip(Archive(data, limits), limits, skip)
    if data.startswith(ole.MAGIC):
        return _inspect_compound_file(ole.CompoundFile(data), limits, skip)
    raise _no_workbook(data)


def _inspect_zip(archive: Archive, limits: Limits, skip: Collection[str]) -> InspectedFile:
    if archive.encrypted:
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


def _inspect_compound_file(container: ole.CompoundFile, limits: Limits, skip: Collection[str]) -> InspectedFile:
    if "EncryptedPackage" in container:
        raise Refusal("file-encrypted", "password")
    if "Workbook" in container:
        return xls.inspect_workbook(container, limits, skip)
    if "Book" in container:
        raise Refusal("file-unreadable", "old-spreadsheet")
    raise Refusal("file-not-ours", "other-kind")


def _no_workbook(data: bytes) -> Refusal:
    head = data[:_HEAD]
    if not head:
        return Refusal("file-not-ours", "empty")
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
