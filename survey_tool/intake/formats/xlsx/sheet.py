"""One sheet of an .xlsx: how far it reaches, which cells show an error or lack a result, in one pass over its bytes.

The reading library allocates the whole area up to the farthest cell and aborts the process if that fails; it takes an
error for a blank; and it refuses a whole sheet for an error that it does not know (#SPILL!). So the sheet is inspected at
first. Spreadsheet programs all write cells as `<c r="F9" s="3" t="s"><v>…`, so the patterns expect that; a sheet that
is written in another legal way is brought into this form before.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from survey_tool.intake.cells.noted import CellFault
from survey_tool.intake.formats.extent import Extent
from survey_tool.intake.formats.inspected import MOST_MERGED
from survey_tool.intake.formats.packages.xmltext import refuse_doctype, refuse_encoding
from survey_tool.intake.formats.packages.zipped import too_large_part
from survey_tool.intake.formats.refusal import MEGABYTE, damaged
from survey_tool.intake.formats.xlsx.canonical import canonical
from survey_tool.questionnaire.findings.cell_names import column_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from survey_tool.intake.cells.addresses import Area, CellPlace
    from survey_tool.intake.formats.packages.zipped import Archive
    from survey_tool.settings.limits import Limits

_SIFTED_FROM = 4 * MEGABYTE
_LONGEST_ROW = 8 * MEGABYTE
_BLANK_ROWS = re.compile(
    rb'(?:<row r="[0-9]+"[^<>]*(?:/>|>(?:<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")? ?(?:/>|></c>))*</row>)\s*)+'
)
_ROW_WITHOUT_NUMBER = re.compile(rb"<(?:[\w.-]+:)?row(?![^<>]* r=)[\s/>]")
_NEAR_ROW, _NEAR_COLUMN = 9999, 702  # four digits, two letters
_BLANK = rb'(?: s="[0-9]++")? ?/>'  # says nothing, wherever it stands: forms of ours leave its address out
_NOT_NEAR = re.compile(rb"<c(?!" + _BLANK + rb'| r="[A-Z]{1,2}+[1-9][0-9]{0,3}+"(?: [a-z]++="[^"<>&]*+")*+ ?/?>)[\s/>]')
_UNUSUAL_CELL = re.compile(
    rb"<c(?!" + _BLANK + rb'| r="[A-Z]{1,3}+[1-9][0-9]{0,6}+"(?: [a-z]++="[^"<>&]*+")*+ ?/?>)[\s/>]'
)
_PREFIXED = re.compile(rb":(?:c|row|sheetData)[\s/>]")
_FILLED = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*(?<!/)>(?!</c>)')
_ERROR = re.compile(
    rb'(<c r="([A-Z]+)([0-9]+)"[^>]* t="e"[^>]*>\s*(?:<f(?: [^>]*)?(?:/>|>[^<]*</f>)\s*)?<v(?: [^>]*)?>)([^<]*)(?=</v>)'
)
_UNCACHED = re.compile(
    rb'<c r="([A-Z]++)([0-9]++)"([^>]*+)>\s*+<f(?:[\s/][^>]*+)?+(?:(?<=/)>|>[^<]*+</f>)\s*+'
    rb"(<v(?:[\s/][^>]*+)?+(?:(?<=/)>|></v>)\s*+)?+</c>"
)
_END_OF_CELLS = b"</sheetData>"
_MERGED = re.compile(
    rb"""<mergeCell\s(?:[^<>]*\s)?ref\s*=\s*["']([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})["']"""
)
_NO_RESULT = CellFault("no-cached-value", "")
_KNOWN_ERRORS = (b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!")


def inspect_at_sheet(
    archive: Archive, part: str, sheet: str, limits: Limits
) -> tuple[bytes, dict[CellPlace, CellFault]]:
    """The bytes that the reading library may see, and the faults. Raises `Refusal`."""
    data = _unpack(archive, part, limits)
    refuse_encoding(data)
    refuse_doctype(data, part)
    stray = _NOT_NEAR.search(data)
    if (stray and _UNUSUAL_CELL.search(data, stray.start())) or _PREFIXED.search(data):
        data = canonical(data, sheet)
        stray = _NOT_NEAR.search(data)
    if stray or not _near_is_fine(limits):
        _refuse_far(data, sheet, limits)
    faults: dict[CellPlace, CellFault] = {}
    if b'"e"' in data:
        data = _note_errors(data, faults)
    if b"<f" in data:
        _note_uncached(data, faults)
    return data, faults


def merged_areas(data: bytes) -> list[Area]:
    """The areas of merged cells, which a sheet names behind its cells."""
    areas = []
    for found in islice(_MERGED.finditer(data, max(data.rfind(_END_OF_CELLS), 0)), MOST_MERGED):
        left, top, right, bottom = found.groups()
        areas.append((int(top), column_number(left), int(bottom), column_number(right)))
    return areas


def _unpack(archive: Archive, part: str, limits: Limits) -> bytes:
    chunks = archive.chunks(part, limits.sheet_mb)
    if archive.members[part].file_size <= _SIFTED_FROM:
        return b"".join(chunks)
    return _join_some(part, _without_blank_rows(chunks), limits.part_mb)


def _join_some(part: str, chunks: Iterator[bytes], most_mb: int) -> bytes:
    """What is left without the blank rows is kept in memory several times, so it is held to the common limit."""
    kept, size = [], 0
    for chunk in chunks:
        kept.append(chunk)
        size += len(chunk)
        if size > most_mb * MEGABYTE:
            raise too_large_part(part, size, most_mb)
    data = b"".join(kept)
    if _ROW_WITHOUT_NUMBER.search(data):  # its place followed from rows that are gone
        raise damaged()
    return data


def _without_blank_rows(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """A million formatted blank rows weigh 200 MB and say nothing: left out as they stream by."""
    rest = b""
    for chunk in chunks:
        data = rest + chunk
        cut = data.rfind(b"<", 0, max(data.rfind(b"row "), 0))  # the row may carry a prefix
        if cut <= 0:
            if len(data) > _LONGEST_ROW:
                raise damaged()
            rest = data
            continue
        rest = data[cut:]
        yield _BLANK_ROWS.sub(b"", data[:cut])
    yield _BLANK_ROWS.sub(b"", rest)


def _near_is_fine(limits: Limits) -> bool:
    return limits.row >= _NEAR_ROW and limits.column >= _NEAR_COLUMN and limits.cells >= _NEAR_ROW * _NEAR_COLUMN


def _refuse_far(data: bytes, sheet: str, limits: Limits) -> None:
    filled = _FILLED.findall(data)
    row = max(map(int, {digits for _, digits in filled}), default=0)
    column = max(map(column_number, {letters for letters, _ in filled}), default=0)
    extent = Extent(sheet, limits)
    if row > limits.row or column > limits.column:
        for letters, digits in filled:  # one by one only where the first of them is to be named
            extent.reach(int(digits), column_number(letters))
    extent.reach(row, column)
    extent.refuse_wide()


def _note_errors(data: bytes, faults: dict[CellPlace, CellFault]) -> bytes:
    def note(found: re.Match[bytes]) -> bytes:
        text = found[4]
        faults[int(found[3]), column_number(found[2])] = CellFault("error-value", text.decode("utf-8", "replace")[:40])
        return found[0] if text in _KNOWN_ERRORS else found[1] + b"#N/A"

    return _ERROR.sub(note, data)


def _note_uncached(data: bytes, faults: dict[CellPlace, CellFault]) -> None:
    """`t="str"` with an empty `<v>` is a formula whose result is the empty text: nothing is missing there."""
    for letters, digits, attributes, value in _UNCACHED.findall(data):
        if not (value and b't="str"' in attributes):
            faults.setdefault((int(digits), column_number(letters)), _NO_RESULT)
