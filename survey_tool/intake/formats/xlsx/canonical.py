"""A sheet written in an unusual but legal way (prefixes, no cell references, other quotes), rewritten as usual."""

from __future__ import annotations

import re

from survey_tool.intake.formats.refusal import MEGABYTE, Refusal
from survey_tool.questionnaire.findings.cell_names import cell_name, column_number

_MOST = 64 * MEGABYTE
_PREFIX = re.compile(rb"<(/?)[\w.-]+:(?=[A-Za-z])")
_TAG = re.compile(rb"""<(/?)(row|c)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/?)>""")
_ANY_TAG = re.compile(rb"</?(?:row|c)[\s/>]")
_ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(rb"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_KEPT = (b"s", b"t")


def canonical(data: bytes, sheet: str) -> bytes:
    """The same cells, each as `<c r="F9" s="…" t="…">`; `Refusal` where a cell is written as no program would."""
    if len(data) > _MOST:
        raise Refusal("file-hostile", "odd-cells", sheet=sheet)
    data = _PREFIX.sub(rb"<\1", data)
    writer = _Writer(sheet)
    rewritten, tags = _TAG.subn(writer.tag, data)
    if tags != len(_ANY_TAG.findall(data)):
        raise Refusal("file-hostile", "odd-cells", sheet=sheet)
    return rewritten


class _Writer:
    """Keeps count of rows and columns, because both may be left out where they follow the one before."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._row = 0
        self._next_column = 1

    def tag(self, found: re.Match[bytes]) -> bytes:
        closing, name, attributes, empty = found.groups()
        if closing:
            return found[0]
        values = {key: value or other for key, value, other in _ATTRIBUTE.findall(attributes)}
        if name == b"row":
            return self._start_row(values, empty)
        return self._start_cell(values, empty)

    def _start_row(self, values: dict[bytes, bytes], empty: bytes) -> bytes:
        digits = values.get(b"r", b"%d" % (self._row + 1))
        if not digits.isdigit() or len(digits) > 7:
            raise self._odd()
        self._row = int(digits)
        self._next_column = 1
        return b'<row r="%d"%s>' % (self._row, empty)

    def _start_cell(self, values: dict[bytes, bytes], empty: bytes) -> bytes:
        column, row = self._next_column, self._row
        reference = values.get(b"r")
        if reference is not None:
            place = _REFERENCE.fullmatch(reference)
            if not place:
                raise self._odd()
            column, row = column_number(place[1].upper()), int(place[2])
        self._next_column = column + 1
        kept = b"".join(b' %s="%s"' % (key, self._plain(values[key])) for key in _KEPT if key in values)
        return b'<c r="%s"%s%s>' % (cell_name(row, column).encode(), kept, empty)

    def _plain(self, value: bytes) -> bytes:
        if not value.isalnum():
            raise self._odd()
        return value

    def _odd(self) -> Refusal:
        return Refusal("file-hostile", "odd-cells", sheet=self._sheet)
