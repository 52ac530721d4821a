"""Binary workbooks of Excel since 2007 (.xlsb): the same package as .xlsx, its sheets as records instead of XML.

The reading library knows cells only in their long form, which names the column. Some programs write the short one, which
follows its neighbour, and texts in several fonts inside the cell: both are brought into the usual form before.

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
from survey_tool.intake.formats.shown.cell_formats import CellFormats
from survey_tool.intake.formats.weight import TextWeight

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from survey_tool.intake.cells.addresses import Area, CellPlace
    from survey_tool.intake.formats.inspected import Look
    from survey_tool.intake.formats.packages.ooxml import Package, Relationship
    from survey_tool.intake.formats.shown.strokes import FontRun
    from survey_tool.settings.limits import Limits

_ROW, _RK, _ERROR, _FORMULA_ERROR = 0, 2, 3, 11
_FILLED = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 11))
_CELLS = frozenset((1, *_FILLED))
_SURELY_FILLED = frozenset((2, 4, 5, 7))
_RICH_TEXT, _OWN_TEXT = 62, 6
_USUAL = {12: 1, 13: 2, 14: 3, 15: 4, 16: 5, 17: _OWN_TEXT, 18: 7}
"""Cells in their short form, and the same in the long one."""
_FONT, _FORMAT, _CELL_FORMAT, _CELL_FORMATS, _CELL_FORMATS_END = 43, 44, 47, 617, 618
_STRUCK, _RICH = 0x08, 0x01
_STYLES_PART = "xl/styles.bin"
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
    shared, is_1904 = dict(_common_parts(package, arrows)), _is_1904(workbook)
    texts = shared.get(_TEXTS_PART, b"")
    lengths = _text_lengths(texts, limits)
    formats = _formats(shared.get(_STYLES_PART, b""), texts, is_1904)
    weight = TextWeight(limits)
    ignored = package.seen_in_workbook(arrows)
    parts = [*shared.items()]
    sheets: list[InspectedSheet] = []
    for entry in _entries(workbook, arrows):
        if entry.arrow.kind != "worksheet":
            ignored.append(Ignored("macros" if entry.arrow.kind in MACRO_SHEETS else "sheet", entry.name, 1))
        elif entry.name not in skip:
            records, own_texts = _as_usual(package.read(entry.arrow.target))
            objects, pictures = package.seen_in_sheet(entry.arrow.target, entry.name)
            sheet = InspectedSheet(entry.name, entry.hidden, len(sheets), {}, pictures=pictures)
            sheets.append(_inspect_sheet(records, sheet, formats, own_texts, limits))
            _weigh(records, lengths, weight)
            parts.append((f"xl/worksheets/sheet{len(sheets)}.bin", bytes(records)))
            ignored += objects
    parts.append(("xl/workbook.bin", _frame(len(sheets), is_1904)))
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
    """Both numbers in groups of seven bits."""
    head = bytes((kind,)) if kind < 0x80 else bytes((kind & 0x7F | 0x80, kind >> 7))
    length = len(content)
    size = bytearray()
    while length >= 0x80:
        size.append(length & 0x7F | 0x80)
        length >>= 7
    return head + bytes(size) + bytes((length,)) + content


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


def _as_usual(records: bytes) -> tuple[bytearray, dict[CellPlace, list[FontRun]]]:
    """The records of a sheet, cells in their long form, and the fonts of texts that stood in the cells themselves."""
    if not any(kind in _USUAL or kind == _RICH_TEXT for kind, _, _ in _records(records)):
        return bytearray(records), {}
    usual = bytearray()
    fonts: dict[CellPlace, list[FontRun]] = {}
    row = column = 0
    for kind, place, length in _records(records):
        content = records[place : place + length]
        if kind == _ROW and length >= 4:
            row, column = struct.unpack_from("<I", content)[0] + 1, 0
        elif kind in _USUAL:
            kind, content = _USUAL[kind], struct.pack("<I", column) + content
            column += 1
        elif (kind in _CELLS or kind == _RICH_TEXT) and length >= 4:
            column = struct.unpack_from("<I", content)[0] + 1
        if kind == _RICH_TEXT and length >= 13:
            fonts[row, column] = _fonts_of(content, 8)
            kind, content = _OWN_TEXT, content[:8] + content[9 : _wide_text(content, 9, length)[1]]
        usual += _record(kind, content)
    return usual, fonts


def _fonts_of(data: bytes, place: int) -> list[FontRun]:
    """Where in a rich text which font begins. `place`: of its flags."""
    if place >= len(data) or not data[place] & _RICH:
        return []
    _, after = _wide_text(data, place + 1, len(data))
    runs = struct.unpack_from("<I", data, after)[0] if after + 4 <= len(data) else 0
    behind = data[after + 4 : after + 4 + 4 * min(runs, len(data) // 4)]
    return list(struct.iter_unpack("<HH", behind[: len(behind) // 4 * 4]))


def _formats(styles: bytes, texts: bytes, is_1904: bool) -> CellFormats:
    formats = CellFormats()
    formats.is_1904 = is_1904
    of_cells = False  # those of named styles are records of the same kind
    for kind, place, length in _records(styles):
        if kind in (_CELL_FORMATS, _CELL_FORMATS_END):
            of_cells = kind == _CELL_FORMATS
        elif kind == _FONT and length >= 4:
            formats.struck_fonts.append(bool(styles[place + 2] & _STRUCK))
        elif kind == _FORMAT and length >= 6:
            number = struct.unpack_from("<H", styles, place)[0]
            formats.codes[number] = _wide_text(styles, place + 2, place + length)[0]
        elif kind == _CELL_FORMAT and of_cells and length >= 6:
            _, code, font = struct.unpack_from("<HHH", styles, place)
            formats.cells.append((font, code))
    if formats.any_struck:
        formats.rich = _rich(texts)
    return formats


def _rich(texts: bytes) -> dict[int, list[FontRun]]:
    """Of the shared texts those in several fonts, by their number."""
    items = (texts[place : place + length] for kind, place, length in _records(texts) if kind == _TEXT)
    return {number: fonts for number, item in enumerate(items) if (fonts := _fonts_of(item, 0))}


def _inspect_sheet(
    records: bytearray,
    sheet: InspectedSheet,
    formats: CellFormats,
    own_texts: Mapping[CellPlace, list[FontRun]],
    limits: Limits,
) -> InspectedSheet:
    """The sheet with what its records tell of errors, merged areas, and cells that show something else than they hold."""
    extent = Extent(sheet.name, limits)
    looks: dict[CellPlace, Look] = {}
    merged: list[Area] = []
    row = 0
    filled = False
    for kind, place, length in _records(records):
        if kind == _ROW and length >= 4:
            row = struct.unpack_from("<I", records, place)[0] + 1
        elif kind in _FILLED and length >= 9:
            column, style = struct.unpack_from("<II", records, place)
            extent.reach(row, column + 1)
            filled |= kind in _SURELY_FILLED
            if fault := _mended(records, kind, place, length):
                sheet.faults[row, column + 1] = fault
            fonts = own_texts.get((row, column + 1)) or formats.fonts_of(_shared(records, kind, place, length))
            if look := formats.look_of(style & 0xFFFFFF, fonts):
                looks[row, column + 1] = look
        elif kind == _MERGED and length >= 16:
            merged.append(_area(records, place))
    extent.refuse_wide()
    return sheet._replace(looks=looks, merged=merged[:MOST_MERGED], filled=filled)


def _area(records: bytearray, place: int) -> Area:
    """Merged cells: rows first, then columns."""
    top, bottom, left, right = struct.unpack_from("<IIII", records, place)
    return top + 1, left + 1, bottom + 1, right + 1


def _mended(records: bytearray, kind: int, place: int, length: int) -> CellFault | None:
    """The error in a cell; a number that the reading library would misread is rewritten."""
    if kind in (_ERROR, _FORMULA_ERROR):
        return CellFault("error-value", _known_error(records, place + 8))
    if kind == _RK and length >= 12:
        _as_fraction(records, place + 8)
    return None


def _shared(records: bytearray, kind: int, place: int, length: int) -> int | None:
    """The number of the shared text in a cell."""
    return struct.unpack_from("<I", records, place + 8)[0] if kind == _SHARED_TEXT and length >= 12 else None


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
            yield _STYLES_PART, package.read(arrow.target)
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
        if (number := _shared(records, kind, place, length)) is not None:
            weight.add(1, lengths[number] if number < len(lengths) else 0)
