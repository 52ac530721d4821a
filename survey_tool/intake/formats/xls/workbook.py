"""Workbooks of Excel 97 to 2003 (.xls): one stream of records in a compound file.

The reading library reserves the area that a sheet declares, true or not, and takes an error for a blank. So the records
are walked once: the farthest cell, the errors, and what is seen and not read.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from survey_tool.intake.cells.noted import CellFault, Ignored
from survey_tool.intake.formats.errors import ERROR_CODES
from survey_tool.intake.formats.extent import Extent
from survey_tool.intake.formats.inspected import MOST_MERGED, InspectedFile, InspectedSheet, counted
from survey_tool.intake.formats.refusal import Refusal, damaged
from survey_tool.intake.formats.same_names import refuse_twins
from survey_tool.intake.formats.shown.cell_formats import CellFormats
from survey_tool.intake.formats.xls import ole
from survey_tool.intake.formats.xls.looks import take
from survey_tool.intake.formats.xls.texts import fonts_in, refuse_repeated_texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from survey_tool.intake.cells.addresses import Area, CellPlace
    from survey_tool.intake.cells.grid import IgnoredKind
    from survey_tool.intake.formats.inspected import Look
    from survey_tool.settings.limits import Limits

_END, _PASSWORD, _EXTERNAL_BOOK, _SHEET, _DIMENSIONS = 0x0A, 0x2F, 0x01AE, 0x85, 0x0200
_FORMULA, _ERROR_OR_BOOLEAN, _OBJECT, _MERGED = 0x06, 0x0205, 0x5D, 0xE5
_TEXTS, _CONTINUED, _SHARED_TEXT = 0xFC, 0x3C, 0xFD
_FILLED = {0x0203, 0x0204, 0x0205, 0x027E, 0xFD, 0x06, 0xD6}
_MANY = 0xBD
_LONGEST_FORMAT = 600
_DRAWING = 0xEC
_ANCHOR = b"\x00\x00\x10\xf0\x12\x00\x00\x00"  # the head of where a shape lies
_PICTURES = (3, 8)  # ovals, pictures
_ROUND = tuple(struct.pack("<HHI", kind << 4 | 2, 0xF00A, 8) for kind in (3, 23, 120))
"""The heads of shapes that are ellipses, rings or round connectors: some programs call every shape an object of no kind."""
_OWN_BOOK = (b"\x01\x04", b"\x01\x3a")  # references inside the workbook, and to add-ins
_WORKSHEET = 0
_MACRO_SHEETS = (1, 6)
_OBJECTS: dict[int, IgnoredKind] = {5: "charts", 8: "pictures", 25: "comments"}
_ARROWS_OF_LISTS = 20  # the buttons of filters and dropdowns are objects too


class _Bound(NamedTuple):
    name: str
    hidden: bool
    kind: int
    start: int


def inspect_workbook(container: ole.CompoundFile, limits: Limits, skip: Collection[str]) -> InspectedFile:
    """Raises `Refusal`. The library reads all sheets at once, so the skipped ones are checked too."""
    stream = bytearray(container.stream("Workbook"))
    formats = CellFormats()
    bounds, ignored = _globals(stream, limits, formats)
    texts = _texts(stream)
    if formats.any_struck:
        formats.rich = fonts_in(texts)
    if any(name.startswith("_vba_project") for name in container.names):
        ignored.insert(0, Ignored("macros", None, 1))
    sheets: list[InspectedSheet] = []
    shown: list[int] = []
    for number, bound in enumerate(bounds):
        if bound.kind != _WORKSHEET:
            ignored.append(Ignored("macros" if bound.kind in _MACRO_SHEETS else "sheet", bound.name, 1))
            continue
        seen = _SheetRecords(stream, bound, limits, shown, formats)
        if bound.name not in skip:
            sheets.append(
                InspectedSheet(bound.name, bound.hidden, number, seen.faults, seen.looks, seen.merged, seen.pictures)
            )
            ignored += seen.ignored
    refuse_repeated_texts(shown, texts, limits)
    return InspectedFile("xls", ole.pack("Workbook", bytes(stream)), sheets, ignored)


def _records(stream: bytearray, start: int) -> Iterator[tuple[int, int, int]]:
    """Type, place and length of each record up to the end of this part of the stream."""
    position, end = start, len(stream)
    while position + 4 <= end:
        kind, length = struct.unpack_from("<HH", stream, position)
        position += 4
        if position + length > end:
            raise damaged()
        yield kind, position, length
        if kind == _END:
            return
        position += length
    raise damaged()


def _globals(stream: bytearray, limits: Limits, formats: CellFormats) -> tuple[list[_Bound], list[Ignored]]:
    bounds: list[_Bound] = []
    outside = 0
    for kind, place, length in _records(stream, 0):
        if kind == _PASSWORD and stream[place : place + 2] != b"\x00\x00":
            raise Refusal("file-encrypted", "password")
        take(formats, kind, bytes(stream[place : place + min(length, _LONGEST_FORMAT)]))
        if kind == _SHEET:
            bounds.append(_bound(stream, place, length))
        elif kind == _EXTERNAL_BOOK and bytes(stream[place + 2 : place + 4]) not in _OWN_BOOK:
            outside += 1
        elif kind == _TEXTS and length >= 8 and struct.unpack_from("<I", stream, place + 4)[0] > limits.texts:
            raise Refusal("file-hostile", "many-texts", limit=str(limits.texts))
    refuse_twins([bound.name for bound in bounds])
    return bounds, [Ignored("external-links", None, outside)] if outside else []


def _bound(stream: bytearray, place: int, length: int) -> _Bound:
    if length < 8:
        raise damaged()
    start, state, kind, characters, wide = struct.unpack_from("<IBBBB", stream, place)
    if start >= len(stream):
        raise damaged()
    raw = bytes(stream[place + 8 : place + length])
    name = raw[: characters * 2].decode("utf-16-le", "replace") if wide & 1 else raw[:characters].decode("latin-1")
    return _Bound(name.replace("\x00", ""), state & 3 != 0, kind, start)


def _texts(stream: bytearray) -> list[bytes]:
    """The records of the list of texts: one, and those that continue it."""
    pieces: list[bytes] = []
    for kind, place, length in _records(stream, 0):
        if kind == _TEXTS or (pieces and kind == _CONTINUED):
            pieces.append(bytes(stream[place : place + length]))
        elif pieces:
            break
    return pieces


class _SheetRecords:
    """What the records of one sheet show: its extent, errors, looks, merged areas, objects, and which shared texts."""

    def __init__(
        self, stream: bytearray, bound: _Bound, limits: Limits, shown: list[int], formats: CellFormats
    ) -> None:
        self.faults: dict[CellPlace, CellFault] = {}
        self.looks: dict[CellPlace, Look] = {}
        self.merged: list[Area] = []
        self.pictures: set[CellPlace] = set()
        self._stream, self._name, self._shown, self._formats = stream, bound.name, shown, formats
        self._anchor: CellPlace | None = None
        self._round = False
        self._extent = Extent(bound.name, limits)
        self._kinds: list[IgnoredKind] = []
        for kind, place, length in _records(stream, bound.start):
            self._take(kind, place, length)
        self._extent.refuse_wide()

    @property
    def ignored(self) -> list[Ignored]:
        return counted(self._kinds, self._name)

    def _take(self, kind: int, place: int, length: int) -> None:
        stream = self._stream
        if kind in _FILLED and length >= 6:
            self._cell(kind, place, length)
        elif kind == _MANY and length >= 6:
            self._many(place, length)
        elif kind == _DIMENSIONS and length >= 12:
            stream[place : place + 12] = bytes(12)  # only ever a hint, and one that reserves memory
        elif kind == _OBJECT and length >= 6:
            self._shape(struct.unpack_from("<H", stream, place + 4)[0])
        elif kind == _DRAWING:
            drawing = bytes(stream[place : place + length])
            self._anchor, self._round = _anchor(drawing), any(head in drawing for head in _ROUND)
        elif kind == _MERGED and len(self.merged) < MOST_MERGED:
            self.merged += _areas(bytes(stream[place + 2 : place + length]))

    def _cell(self, kind: int, place: int, length: int) -> None:
        row, column = struct.unpack_from("<HH", self._stream, place)
        self._extent.reach(row + 1, column + 1)
        if kind == _SHARED_TEXT and length >= 10:
            text = struct.unpack_from("<I", self._stream, place + 6)[0]
            self._shown.append(text)
            self._look(row, column, struct.unpack_from("<H", self._stream, place + 4)[0], text)
        else:
            self._look(row, column, struct.unpack_from("<H", self._stream, place + 4)[0])
        if error := _error(self._stream, kind, place, length):
            self.faults[row + 1, column + 1] = CellFault("error-value", error)

    def _many(self, place: int, length: int) -> None:
        """Numbers in neighbouring cells."""
        row, column = struct.unpack_from("<HH", self._stream, place)
        self._extent.reach(row + 1, struct.unpack_from("<H", self._stream, place + length - 2)[0] + 1)
        for nth in range((length - 6) // 6):
            self._look(row, column + nth, struct.unpack_from("<H", self._stream, place + 4 + 6 * nth)[0])

    def _shape(self, shape: int) -> None:
        self._kinds += _object(shape)
        if self._anchor and (shape in _PICTURES or self._round):
            self.pictures.add(self._anchor)
        self._anchor = None

    def _look(self, row: int, column: int, form: int, text: int | None = None) -> None:
        if look := self._formats.look(form, text):
            self.looks[row + 1, column + 1] = look


def _anchor(drawing: bytes) -> CellPlace | None:
    """The cell in which the shape begins that comes now."""
    head = drawing.rfind(_ANCHOR) + len(_ANCHOR)
    if head < len(_ANCHOR) or head + 8 > len(drawing):
        return None
    column, row = struct.unpack_from("<2xH2xH", drawing, head)
    return row + 1, column + 1


def _object(shape: int) -> list[IgnoredKind]:
    return [] if shape == _ARROWS_OF_LISTS else [_OBJECTS.get(shape, "drawings")]


def _areas(content: bytes) -> list[Area]:
    """Areas of merged cells: rows first, then columns."""
    areas = struct.iter_unpack("<HHHH", content[: len(content) // 8 * 8])
    return [(top + 1, left + 1, bottom + 1, right + 1) for top, bottom, left, right in areas]


def _error(stream: bytearray, kind: int, place: int, length: int) -> str:
    """The error that a cell shows, "" for none."""
    if kind == _ERROR_OR_BOOLEAN and length >= 8 and stream[place + 7] == 1:
        return _known_error(stream, place + 6)
    if kind == _FORMULA and length >= 14 and stream[place + 12 : place + 14] == b"\xff\xff" and stream[place + 6] == 2:
        return _known_error(stream, place + 8)
    return ""


def _known_error(stream: bytearray, place: int) -> str:
    """The error's text; one that the reading library does not know is turned into one that it does."""
    text = ERROR_CODES.get(stream[place], "#N/A")
    if stream[place] not in ERROR_CODES:
        stream[place] = 0x2A
    return text
