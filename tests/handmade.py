"""Workbooks made byte by byte: every format that is read, with exactly the cells and oddities that a test wants."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Collection, Mapping, Sequence

from survey_tool.intake.formats.inspected import InspectedFile
from survey_tool.intake.formats.packages.ods import MIME_TYPE
from survey_tool.intake.formats.xls import ole
from survey_tool.intake.opening import inspection
from survey_tool.settings.limits import Limits

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
DATE, DATE_TIME, TIME, DURATION = 1, 2, 3, 4
"""Cell formats of `STYLES`, as the attribute `s` of a cell."""
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="170" formatCode="[h]:mm"/></numFmts>'
    '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="170"/>'
    "</cellXfs></styleSheet>"
)
_HIDDEN = ' state="hidden"'
Part = str | bytes


def zipped(parts: Mapping[str, Part] | Sequence[tuple[str, Part]]) -> bytes:
    """A ZIP of these parts."""
    body = io.BytesIO()
    pairs = parts.items() if isinstance(parts, Mapping) else parts
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pairs:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return body.getvalue()


def sheet(cells: str) -> str:
    """A worksheet around `<row>` elements."""
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'


def arrows(*relationships: tuple[str, str, str]) -> str:
    """A part of relationships: id, last word of the type, target."""
    inner = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{to}"/>' for name, kind, to in relationships
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def xlsx_parts(
    *sheets: Part,
    names: Sequence[str] = (),
    texts: Part | None = None,
    settings: str = "",
    styles: Part = STYLES,
    hidden: Collection[str] = (),
) -> dict[str, Part]:
    """The parts of an .xlsx with these worksheets, named S1, S2 … unless `names` says otherwise; `hidden` are names."""
    names = names or [f"S{number}" for number in range(1, len(sheets) + 1)]
    entries = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"{_HIDDEN * (name in hidden)}/>'
        for number, name in enumerate(names, start=1)
    )
    to_sheets = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
    to_others = [("rId901", "styles", "styles.xml")] + (
        [("rId902", "sharedStrings", "sharedStrings.xml")] if texts else []
    )
    parts: dict[str, Part] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{XLSX_TYPE}"/></Types>',
        "_rels/.rels": arrows(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{settings}<sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": arrows(*to_sheets, *to_others),
        "xl/styles.xml": styles,
    }
    if texts is not None:
        parts["xl/sharedStrings.xml"] = texts
    for number, content in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = content
    return parts


def xlsx(*cells: str, texts: Sequence[str] = (), settings: str = "") -> bytes:
    """An .xlsx whose worksheets hold these `<row>` elements; `texts` are the shared strings."""
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    shared = f'<sst xmlns="{MAIN}">{items}</sst>' if texts else None
    return zipped(xlsx_parts(*(sheet(rows) for rows in cells), texts=shared, settings=settings))


def ods(tables: str, manifest: str = "", before: str = "") -> bytes:
    """An .ods whose body holds these `<table:table>` elements."""
    names = "".join(f' xmlns:{name}="urn:{name}"' for name in ("office", "table", "text", "calcext", "draw", "dc"))
    return zipped(
        {
            "mimetype": MIME_TYPE,
            "content.xml": f"{before}<office:document-content{names}><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="urn:manifest">{manifest}</manifest:manifest>',
        }
    )


def table(rows: str, name: str = "S1") -> str:
    """One sheet of an .ods."""
    return f'<table:table table:name="{name}">{rows}</table:table>'


def ods_text(text: str, attributes: str = "") -> str:
    """One cell of an .ods that holds a text."""
    return f'<table:table-cell office:value-type="string"{attributes}><text:p>{text}</text:p></table:table-cell>'


def xlsb(records: bytes, texts: Sequence[str] = (), is_1904: bool = False, behind: bytes = b"") -> bytes:
    """An .xlsb with one sheet, S1, whose cells are these records (see `xlsb_row`, `xlsb_cell`), with others `behind` them."""
    entry = struct.pack("<II", 0, 1) + xlsb_wide("rId1") + xlsb_wide("S1")
    workbook = (
        xlsb_record(153, struct.pack("<III", is_1904, 0, 0))
        + xlsb_record(156, entry)
        + xlsb_record(144)
        + xlsb_record(157)
    )
    shared = b"".join(xlsb_record(19, b"\x00" + xlsb_wide(text)) for text in texts)
    begin = xlsb_record(129) + xlsb_record(148, bytes(16)) + xlsb_record(145)
    formats = b"".join(xlsb_record(47, struct.pack("<HH12x", 0, number)) for number in (0, 14))
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.bin" '
            'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
            "_rels/.rels": arrows(("rId1", "officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": workbook,
            "xl/_rels/workbook.bin.rels": arrows(
                ("rId1", "worksheet", "worksheets/sheet1.bin"),
                ("rId2", "styles", "styles.bin"),
                ("rId3", "sharedStrings", "sharedStrings.bin"),
            ),
            "xl/styles.bin": xlsb_record(0x269, struct.pack("<I", 2)) + formats,
            "xl/sharedStrings.bin": xlsb_record(159, struct.pack("<II", len(texts), len(texts))) + shared,
            "xl/worksheets/sheet1.bin": begin + records + xlsb_record(146) + behind + xlsb_record(130),
        }
    )


def xlsb_row(row: int) -> bytes:
    """The record that starts a row, counted from 1."""
    return xlsb_record(0, struct.pack("<I", row - 1) + bytes(13))


def xlsb_cell(column: int, kind: int, value: bytes, style: int = 0) -> bytes:
    """A cell in a column, counted from 1."""
    return xlsb_record(kind, struct.pack("<II", column - 1, style) + value)


def xlsb_record(kind: int, content: bytes = b"") -> bytes:
    """One record of an .xlsb."""
    head = bytes((kind,)) if kind < 128 else bytes((kind & 127 | 128, kind >> 7))
    length = len(content)
    size = bytes(
        length >> shift & 127 | (128 if length >> shift + 7 else 0)
        for shift in (0, 7, 14)
        if shift == 0 or length >> shift
    )
    return head + size + content


def xlsb_wide(text: str) -> bytes:
    units = text.encode("utf-16-le")
    return struct.pack("<I", len(units) // 2) + units


def xls(records: bytes, workbook_records: bytes = b"", state: int = 0) -> bytes:
    """An .xls with one sheet, S1, whose cells are these records (see `xls_record`)."""
    begin = xls_record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0x600))
    entry = struct.pack("<BBBB", state, 0, 2, 0) + b"S1"
    start = len(begin) + len(workbook_records) + 4 + 4 + len(entry) + 4
    bound = xls_record(0x85, struct.pack("<I", start) + entry)
    inside = xls_record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0x600)) + records
    return ole.pack("Workbook", begin + workbook_records + bound + xls_record(10) + inside + xls_record(10))


def xls_record(kind: int, content: bytes = b"") -> bytes:
    """One record of an .xls."""
    return struct.pack("<HH", kind, len(content)) + content


def xls_number(row: int, column: int, number: float) -> bytes:
    """A number in a cell, both counted from 1."""
    return xls_record(0x203, struct.pack("<HHHd", row - 1, column - 1, 0, number))


def inspect(data: bytes, limits: Limits, skip: Collection[str] = ()) -> InspectedFile:
    """The inspection of a file that is a workbook."""
    inspected = inspection.inspect(data, limits, skip)
    assert isinstance(inspected, InspectedFile)
    return inspected
