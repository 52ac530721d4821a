"""A form as .xlsb."""

from __future__ import annotations

import datetime as dt
import struct

from survey_tool.intake.formats.errors import ERROR_CODES
from survey_tool.questionnaire.vocabulary.kinds import serial
from tests import handmade
from tests.handmade import PACKAGE, Part, arrows, xlsb_cell, xlsb_record, xlsb_row, xlsb_wide
from tests.saved.cells import Look, Numbered, SavedCell, SavedSheet
from tests.saved.xlsx import drawing

_ERRORS = {text: code for code, text in ERROR_CODES.items()}
_FIRST_CODE = 170
_NUMBER, _BOOLEAN, _ERROR, _SHARED_TEXT = 5, 4, 3, 7


def xlsb(sheets: list[SavedSheet]) -> bytes:
    looks, texts = Numbered[Look](), Numbered[bytes]()
    looks.of(("", False))
    numbers = range(1, len(sheets) + 1)
    to_sheets = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.bin") for number in numbers]
    to_others = [("rId901", "styles", "styles.bin"), ("rId902", "sharedStrings", "sharedStrings.bin")]
    parts: dict[str, Part] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.bin" '
        'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        "_rels/.rels": arrows(("rId1", "officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": _workbook(sheets),
        "xl/_rels/workbook.bin.rels": arrows(*to_sheets, *to_others),
    }
    for number, each in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{number}.bin"] = _sheet(each, looks, texts)
        if each.pictures:
            to_drawing = ("rId1", "drawing", f"../drawings/drawing{number}.xml")
            parts[f"xl/worksheets/_rels/sheet{number}.bin.rels"] = arrows(to_drawing)
            parts[f"xl/drawings/drawing{number}.xml"] = drawing(each)
    count = struct.pack("<II", len(texts.known), len(texts.known))
    items = b"".join(xlsb_record(19, text) for text in texts.known)
    return handmade.zipped(
        {**parts, "xl/styles.bin": _styles(looks), "xl/sharedStrings.bin": xlsb_record(159, count) + items}
    )


def _workbook(sheets: list[SavedSheet]) -> bytes:
    entries = (
        struct.pack("<II", each.hidden, number) + xlsb_wide(f"rId{number}") + xlsb_wide(each.name)
        for number, each in enumerate(sheets, start=1)
    )
    named = b"".join(xlsb_record(156, entry) for entry in entries)
    return xlsb_record(153, bytes(12)) + named + xlsb_record(144) + xlsb_record(157)


def _sheet(sheet: SavedSheet, looks: Numbered[Look], texts: Numbered[bytes]) -> bytes:
    rows = (
        xlsb_row(row) + b"".join(_cell(each, looks.of(each.look), texts) for each in cells)
        for row, cells in sheet.rows()
    )
    begin = xlsb_record(129) + xlsb_record(148, bytes(16)) + xlsb_record(145)
    return begin + b"".join(rows) + xlsb_record(146) + xlsb_record(130)


def _cell(cell: SavedCell, look: int, texts: Numbered[bytes]) -> bytes:
    value = cell.value
    if cell.error:
        return xlsb_cell(cell.column, _ERROR, bytes((_ERRORS[cell.error],)), look)
    if isinstance(value, bool):
        return xlsb_cell(cell.column, _BOOLEAN, bytes((value,)), look)
    if isinstance(value, dt.date):
        value = float(serial(value))
    if isinstance(value, (int, float)):
        return xlsb_cell(cell.column, _NUMBER, struct.pack("<d", value), look)
    return xlsb_cell(cell.column, _SHARED_TEXT, struct.pack("<I", texts.of(_text(cell))), look)


def _text(cell: SavedCell) -> bytes:
    """With where in it which font begins, in UTF-16 units; font 1 strikes out."""
    if not cell.runs:
        return b"\x00" + xlsb_wide(str(cell.value))
    starts, place = b"", 0
    for text, struck in cell.runs:
        starts += struct.pack("<HH", place, struck)
        place += len(text.encode("utf-16-le")) // 2
    return b"\x01" + xlsb_wide(str(cell.value)) + struct.pack("<I", len(cell.runs)) + starts


def _styles(looks: Numbered[Look]) -> bytes:
    codes = Numbered[str]()
    cells = [(_FIRST_CODE + codes.of(code) if code else 0, struck) for code, struck in looks.known]
    formats = (
        xlsb_record(44, struct.pack("<H", _FIRST_CODE + number) + xlsb_wide(code))
        for code, number in codes.known.items()
    )
    fonts = (xlsb_record(43, struct.pack("<HH", 220, flags) + bytes(30)) for flags in (0, 0x08))
    records = (xlsb_record(47, struct.pack("<HHH10x", 0, code, font)) for code, font in cells)
    return b"".join(
        (
            xlsb_record(615, struct.pack("<I", len(codes.known))),
            *formats,
            xlsb_record(616),
            *fonts,
            xlsb_record(617, struct.pack("<I", len(cells))),
            *records,
            xlsb_record(618),
        )
    )
