"""A form as .xls (BIFF8)."""

from __future__ import annotations

import datetime as dt
import struct
from itertools import accumulate

from survey_tool.intake.formats.errors import ERROR_CODES
from survey_tool.intake.formats.xls import ole
from survey_tool.questionnaire.vocabulary.kinds import serial
from tests.handmade import xls_record
from tests.saved.cells import Look, Numbered, Picture, SavedCell, SavedSheet

_ERRORS = {text: code for code, text in ERROR_CODES.items()}
_FIRST_CODE = 170
_FONTS = (0, 0, 0, 0, 0x08)
_STRUCK = 5  # the fifth font: fonts are counted without the number 4
_LONGEST = 8224
_BOOK, _SHEET = 5, 16
_SHAPE, _PICTURE = 30, 8
_ELLIPSE = struct.pack("<HHIII", 3 << 4 | 2, 0xF00A, 8, 1, 0xA00)
Text = tuple[str, tuple[tuple[str, bool], ...]]


def xls(sheets: list[SavedSheet]) -> bytes:
    looks, texts = Numbered[Look](), Numbered[Text]()
    looks.of(("", False))
    bodies = [_begin(_SHEET) + _sheet(each, looks, texts) + xls_record(10) for each in sheets]
    before = _begin(_BOOK) + _styles(looks)
    bounds = [_bound(each) for each in sheets]
    behind = _texts(list(texts.known)) + xls_record(10)
    start = len(before) + sum(8 + len(bound) for bound in bounds) + len(behind)
    listed = b""
    for bound, body in zip(bounds, bodies, strict=True):
        listed += xls_record(0x85, struct.pack("<I", start) + bound)
        start += len(body)
    return ole.pack("Workbook", before + listed + behind + b"".join(bodies))


def _begin(kind: int) -> bytes:
    return xls_record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0x600))


def _bound(sheet: SavedSheet) -> bytes:
    return struct.pack("<BBBB", sheet.hidden, 0, len(sheet.name), 1) + sheet.name.encode("utf-16-le")


def _styles(looks: Numbered[Look]) -> bytes:
    codes = Numbered[str]()
    cells = [(_STRUCK if struck else 0, _FIRST_CODE + codes.of(code) if code else 0) for code, struck in looks.known]
    formats = (
        xls_record(0x41E, struct.pack("<HHB", _FIRST_CODE + number, len(code), 1) + code.encode("utf-16-le"))
        for code, number in codes.known.items()
    )
    fonts = (
        xls_record(0x31, struct.pack("<HHHHHBBBxBB", 220, flags, 0x7FFF, 400, 0, 0, 0, 128, 1, 0) + b"A")
        for flags in _FONTS
    )
    return b"".join((*fonts, *formats, *(xls_record(0xE0, struct.pack("<HH16x", *each)) for each in cells)))


def _sheet(sheet: SavedSheet, looks: Numbered[Look], texts: Numbered[Text]) -> bytes:
    cells = (_cell(each, looks.of(each.look), texts) for each in sheet.cells)
    return b"".join((*cells, *map(_picture, sheet.pictures)))


def _cell(cell: SavedCell, look: int, texts: Numbered[Text]) -> bytes:
    value, head = cell.value, struct.pack("<HHH", cell.row - 1, cell.column - 1, look)
    if cell.error:
        return xls_record(0x205, head + bytes((_ERRORS[cell.error], 1)))
    if isinstance(value, bool):
        return xls_record(0x205, head + bytes((value, 0)))
    if isinstance(value, dt.date):
        value = float(serial(value))
    if isinstance(value, (int, float)):
        return xls_record(0x203, head + struct.pack("<d", value))
    return xls_record(0xFD, head + struct.pack("<I", texts.of((str(value), cell.runs))))


def _picture(over: Picture) -> bytes:
    """Where a shape lies, and the object that it is."""
    row, column, circle = over
    anchor = b"\x00\x00\x10\xf0\x12\x00\x00\x00" + struct.pack("<9H", 0, column - 1, 9, row - 1, 9, column, 9, row, 9)
    kind = _SHAPE if circle else _PICTURE
    drawing = xls_record(0xEC, _ELLIPSE * circle + anchor)
    return drawing + xls_record(0x5D, struct.pack("<HHHHH12x", 0x15, 0x12, kind, 1, 0))


def _texts(texts: list[Text]) -> bytes:
    """The list of texts, continued in further records."""
    pieces = [bytearray(struct.pack("<II", len(texts), len(texts)))]
    for text, runs in texts:
        units = text.encode("utf-16-le")
        flags, count = (9, struct.pack("<H", len(runs))) if runs else (1, b"")
        _append(pieces, struct.pack("<HB", len(units) // 2, flags) + count)
        _append_units(pieces, units)
        starts = accumulate((len(piece.encode("utf-16-le")) // 2 for piece, _ in runs), initial=0)
        fonts = (_STRUCK if struck else 0 for _, struck in runs)
        _append(pieces, b"".join(struct.pack("<HH", *each) for each in zip(starts, fonts, strict=False)))
    return b"".join(xls_record(0x3C if number else 0xFC, bytes(piece)) for number, piece in enumerate(pieces))


def _append(pieces: list[bytearray], content: bytes) -> None:
    """What is never cut, in the last record or a new one."""
    if len(pieces[-1]) + len(content) > _LONGEST:
        pieces.append(bytearray())
    pieces[-1] += content


def _append_units(pieces: list[bytearray], units: bytes) -> None:
    """The characters of a text; one that is cut says anew in the next record how wide they are."""
    while units:
        here = (_LONGEST - len(pieces[-1])) // 2 * 2
        pieces[-1] += units[:here]
        units = units[here:]
        if units:
            pieces.append(bytearray(b"\x01"))
