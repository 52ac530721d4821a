"""Fonts and formats of an .xls, as the records of its workbook tell them."""

from __future__ import annotations

import struct

from survey_tool.intake.formats.shown.cell_formats import CellFormats

_FONT, _FORMAT, _CELL_FORMAT, _DATES = 0x31, 0x041E, 0xE0, 0x22
_STRUCK, _WIDE = 0x08, 0x01
_NO_FONT = 4  # fonts are counted without this number


def take(formats: CellFormats, kind: int, content: bytes) -> None:
    """A record of the workbook's own part, added to the `formats` if it is about them."""
    if kind == _FONT and len(content) >= 4:
        if len(formats.struck_fonts) == _NO_FONT:
            formats.struck_fonts.append(False)
        formats.struck_fonts.append(bool(content[2] & _STRUCK))
    elif kind == _FORMAT and len(content) >= 5:
        number, characters, flags = struct.unpack_from("<HHB", content)
        text = content[5:]
        wide = flags & _WIDE
        code = text[: 2 * characters].decode("utf-16-le", "replace") if wide else text[:characters].decode("latin-1")
        formats.codes[number] = code
    elif kind == _CELL_FORMAT and len(content) >= 4:
        formats.cells.append(struct.unpack_from("<HH", content))
    elif kind == _DATES and len(content) >= 2:
        formats.is_1904 = content[0] == 1
