"""Binary workbooks of Excel since 2007 (.xlsb): the same package as .xlsx, its sheets as records instead of XML.

Every formula in them carries its last result, so one without a result cannot be told.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from survey_tool.intake.cells.noted import CellFault, Ignored
from survey_tool.intake.formats.errors import ERROR_CODES
from survey_tool.intake.formats.extent import Extent
from survey_tool.intake.formats.inspected import MOST_MERGED, InspectedFile, InspectedSheet
from survey_tool.intake.formats.packages.ooxml import MACRO_SHEETS, arrows_to_sheets
from survey_tool.intake.formats.packages.zipped import store
from survey_tool.intake.formats.refusal import Refusal, damaged
from survey_tool.intake.formats.same_names import refuse_twins
from survey_tool.intake.formats.weight import TextWeight

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from survey_tool.intake.cells.addresses import Area, CellPlace
    from survey_tool.intake.formats.packages.ooxml import Package, Relationship
    from survey_tool.settings.limits import Limits

_ROW, _RK, _ERROR, _FORMULA_ERROR = 0, 2, 3, 11
_FILLED = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 62))
_TEXTS, _TEXT, _SHARED_TEXT, _SHEET, _MERGED = 159, 19, 7, 156, 176
_TEXTS_PART = "xl/sharedStrings.bin"
_SETTINGS, _SHEETS_END, _CALCULATION = 153, 144, 157


class _Entry(NamedTuple):
    name: str
    hidden: bool
    arrow: Relationship


def inspect_workbook(package: Package, main: str, limits: Limits, skip: Collection[str]) -> InspectedFile:
    """Raises `Refusal`. As with .xlsx, the library gets a workbook of our own making around the checked sheets."""
    arrows = package.relationships(main)
    workbook = package.read(main)
    parts = list(_common_parts(package, arrows))
    lengths = _text_lengths(dict(parts).get(_TEXTS_PART, b""), limits)
    weight = TextWeight(limits)
    ignored = package.seen_in_workbook(arrows)
    sheets: list[InspectedSheet] = []
    for entry in _entries(workbook, arrows):
        if entry.arrow.kind != "worksheet":
            ignored.append(Ignored("macros" if entry.arrow.kind in MACRO_SHEETS else "sheet", entry.name, 1))
        elif entry.name not in skip:
            records = bytearray(package.read(entry.arrow.target))
            faults, merged = _inspect_sheet(records, entry.name, limits)
            _weigh(records, lengths, weight)
            sheets.append(InspectedSheet(entry.name, entry.hidden, len(sheets), faults, merged=merged))
            parts.append((f"xl/worksheets/sheet{len(sheets)}.bin", bytes(records)))
            ignored += package.seen_in_sheet(entry.arrow.target, entry.name)
    parts.append(("xl/workbook.bin", _frame(len(sheets), _is_1904(workbook))))
    parts.append(("xl/_rels/workbook.bin.rels", arrows_to_sheets(len(sheets), "bin")))
    return InspectedFile("xlsb", store(parts), sheets, ignored)


def _is_1904(workbook: bytes) -> bool:
    return any(kind == _SETTINGS and length and workbook[place] & 1 for kind, place, length in _records(workbook))


def _frame(sheets: int, is_1904: bool) -> bytes:
    """The records that name the sheets, and after them the one that ends the library's search for more."""
    entries = (
        struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(str(number)) for number in range(1, sheets + 1)
    )
    return b"".join(
        (
            _record(_SETTINGS, struct.pack("<III", is_1904, 0, 0)),
            *(_record(_SHEET, entry) for entry in entries),
            _record(_SHEETS_END, b""),
            _record(_CALCULATION, b""),
        )
    )


def _record(kind: int, content: bytes) -> bytes:
    """A record of less than 128 bytes whose kind takes two bytes."""
    return bytes((kind & 0x7F | 0x80, kind >> 7, len(content))) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _records(data: bytes | bytearray) -> Iterator[tuple[int, int, int]]:
    """Type, place and length of each record. Both numbers are written in groups of seven bits."""
    position, end = 0, len(data)
    while position < end:
        kind = data[position]
        position += 1
        if kind & 0x80 and position < end:
            kind = kind & 0x7F | (data[position] & 0x7F) << 7
            position += 1
        length = shift = 0
        while position < end and shift < 28:
            byte = data[position]
            position += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        if position + length > end:
            raise damaged()
        yield kind, position, length
        position += length


def _entries(workbook: bytes, arrows: dict[str, Relationship]) -> list[_Entry]:
    entries = []
    for kind, place, length in _records(workbook):
        if kind == _SHEET:
            state = struct.unpack_from("<I", workbook, place)[0] if length >= 16 else 0
            identifier, after = _wide_text(workbook, place + 8, place + length)
            name, _ = _wide_text(workbook, after, place + length)
            arrow = arrows.get(identifier)
            if arrow is None:
                raise damaged()
            entries.append(_Entry(name, state != 0, arrow))
    refuse_twins([entry.name for entry in entries])
    return entries


def _wide_text(data: bytes, place: int, end: int) -> tuple[str, int]:
    if place + 4 > end:
        raise damaged()
    after = place + 4 + 2 * struct.unpack_from("<I", data, place)[0]
    if after > end:
        raise damaged()
    return data[place + 4 : after].decode("utf-16-le", "replace"), after


def _inspect_sheet(records: bytearray, sheet: str, limits: Limits) -> tuple[dict[CellPlace, CellFault], list[Area]]:
    extent = Extent(sheet, limits)
    faults: dict[CellPlace, CellFault] = {}
    merged: list[Area] = []
    row = 0
    for kind, place, length in _records(records):
        if kind == _ROW and length >= 4:
            row = struct.unpack_from("<I", records, place)[0] + 1
        elif kind in _FILLED and length >= 9:
            column = struct.unpack_from("<I", records, place)[0] + 1
            extent.reach(row, column)
            if kind in (_ERROR, _FORMULA_ERROR):
                faults[row, column] = CellFault("error-value", _known_error(records, place + 8))
            elif kind == _RK and length >= 12:
                _as_fraction(records, place + 8)
        elif kind == _MERGED and length >= 16 and len(merged) < MOST_MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", records, place)
            merged.append((top + 1, left + 1, bottom + 1, right + 1))
    extent.refuse_wide()
    return faults, merged


def _as_fraction(records: bytearray, place: int) -> None:
    """Whole numbers have a short form, in which the library overlooks that the cell is a date: use the other one."""
    packed = struct.unpack_from("<i", records, place)[0]
    if packed & 3 == 2:
        plain = struct.pack("<d", packed >> 2)
        if plain[:4] == b"\x00\x00\x00\x00" and not plain[4] & 3:
            records[place : place + 4] = plain[4:]


def _known_error(records: bytearray, place: int) -> str:
    """The error's text; one that the reading library does not know is turned into one that it does."""
    text = ERROR_CODES.get(records[place], "#N/A")
    if records[place] not in ERROR_CODES:
        records[place] = 0x2A
    return text


def _common_parts(package: Package, arrows: dict[str, Relationship]) -> Iterator[tuple[str, bytes]]:
    for arrow in arrows.values():
        if arrow.kind == "styles":
            yield "xl/styles.bin", package.read(arrow.target)
        elif arrow.kind == "sharedStrings":
            yield _TEXTS_PART, package.read(arrow.target)


def _text_lengths(texts: bytes, limits: Limits) -> list[int]:
    lengths = []
    for kind, place, length in _records(texts):
        if kind == _TEXT:
            lengths.append(length)
        elif kind == _TEXTS and length >= 8 and struct.unpack_from("<I", texts, place + 4)[0] > limits.texts:
            raise Refusal("file-hostile", "many-texts", limit=str(limits.texts))
    return lengths


def _weigh(records: bytearray, lengths: list[int], weight: TextWeight) -> None:
    for kind, place, length in _records(records):
        if kind == _SHARED_TEXT and length >= 12:
            number = struct.unpack_from("<I", records, place + 8)[0]
            weight.add(1, lengths[number] if number < len(lengths) else 0)
