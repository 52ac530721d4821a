"""Which cells of an .xlsx show a percentage. 12 in such a cell stands there as 1200%, and Excel makes 12 of 1200 typed into it.

The reading library knows of no such format, so what people see would silently become a hundredth of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from survey_tool.intake.cells.addresses import column_number
from survey_tool.intake.formats.packages.xmltext import elements

if TYPE_CHECKING:
    from collections.abc import Collection

    from survey_tool.intake.cells.addresses import CellPlace

_BUILT_IN = ("9", "10")
_HINT = re.compile(rb'%|numFmtId="(?:9|10)"')
_NO_SIGN = re.compile(r'"[^"]*"|\\.')  # a % in quotes or behind a backslash is text
_STYLED = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*? s="([0-9]+)"[^>]*(?<!/)>(?!</c>)')


def percent_styles(styles: bytes, part: str) -> frozenset[bytes]:
    """The cell formats (the attribute `s` of a cell) that show a percentage; none in a form as it was sent."""
    if not _HINT.search(styles):
        return frozenset()
    formats, found = set(_BUILT_IN), set()
    number = -1  # outside of the list of cell formats
    for name, attributes in elements(styles, part):
        if name == "numFmt" and "%" in _NO_SIGN.sub("", attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
        elif name in ("cellXfs", "cellStyles", "dxfs"):
            number = 0 if name == "cellXfs" else -1
        elif name == "xf" and number >= 0:
            if attributes.get("numFmtId") in formats:
                found.add(b"%d" % number)
            number += 1
    return frozenset(found)


def percentages(data: bytes, styles: Collection[bytes]) -> frozenset[CellPlace]:
    """The filled cells of a sheet that have one of these formats."""
    if not styles:
        return frozenset()
    return frozenset(
        (int(digits), column_number(letters)) for letters, digits, style in _STYLED.findall(data) if style in styles
    )
