"""A form as .xlsx, and as .xlsm with a macro in it."""

from __future__ import annotations

import datetime as dt
from xml.sax.saxutils import escape, quoteattr

from survey_tool.questionnaire.findings.cell_names import cell_name
from survey_tool.questionnaire.vocabulary.kinds import serial
from tests import handmade
from tests.handmade import MAIN, OFFICE, XLSX_TYPE, Part, arrows
from tests.saved.cells import Look, Numbered, SavedCell, SavedSheet

_XLSM_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_DRAWINGS = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_SHAPES = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE = "<xdr:pic></xdr:pic>"
_CIRCLE = '<xdr:sp><xdr:spPr><a:prstGeom prst="ellipse"/></xdr:spPr></xdr:sp>'
_FIRST_CODE = 170
_STRUCK = "<rPr><strike/></rPr>"


def xlsx(sheets: list[SavedSheet]) -> bytes:
    return handmade.zipped(_parts(sheets))


def xlsm(sheets: list[SavedSheet]) -> bytes:
    parts = _parts(sheets)
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace(XLSX_TYPE, _XLSM_TYPE)
    arrow = '<Relationship Id="rId990" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'
    known = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = known.replace("</Relationships>", f"{arrow}</Relationships>")
    parts["xl/vbaProject.bin"] = b"macros"
    return handmade.zipped(parts)


def _parts(sheets: list[SavedSheet]) -> dict[str, Part]:
    looks, texts = Numbered[Look](), Numbered[str]()
    looks.of(("", False))
    bodies = [_sheet(each, looks, texts) for each in sheets]
    items = "".join(texts.known)
    parts = handmade.xlsx_parts(
        *bodies,
        names=[each.name for each in sheets],
        texts=f'<sst xmlns="{MAIN}">{items}</sst>',
        styles=_styles(looks),
        hidden=[each.name for each in sheets if each.hidden],
    )
    for number, each in enumerate(sheets, start=1):
        if each.pictures:
            to_drawing = ("rId1", "drawing", f"../drawings/drawing{number}.xml")
            parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = arrows(to_drawing)
            parts[f"xl/drawings/drawing{number}.xml"] = drawing(each)
    return parts


def drawing(sheet: SavedSheet) -> str:
    """The pictures over cells."""
    anchors = (
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>{column - 1}</xdr:col><xdr:colOff>9</xdr:colOff><xdr:row>{row - 1}</xdr:row>"
        f"<xdr:rowOff>9</xdr:rowOff></xdr:from><xdr:to><xdr:col>{column}</xdr:col><xdr:row>{row}</xdr:row></xdr:to>"
        f"{_CIRCLE if circle else _PICTURE}<xdr:clientData/></xdr:twoCellAnchor>"
        for row, column, circle in sheet.pictures
    )
    return f'<xdr:wsDr xmlns:xdr="{_DRAWINGS}" xmlns:a="{_SHAPES}">{"".join(anchors)}</xdr:wsDr>'


def _sheet(sheet: SavedSheet, looks: Numbered[Look], texts: Numbered[str]) -> str:
    rows = (
        f'<row r="{row}">{"".join(_cell(each, looks, texts) for each in cells)}</row>' for row, cells in sheet.rows()
    )
    body = handmade.sheet("".join(rows))
    if not sheet.pictures:
        return body
    return body.replace("</worksheet>", f'<drawing xmlns:r="{OFFICE}" r:id="rId1"/></worksheet>')


def _cell(cell: SavedCell, looks: Numbered[Look], texts: Numbered[str]) -> str:
    kind, inside = _content(cell, texts)
    return f'<c r="{cell_name(cell.row, cell.column)}" s="{looks.of(cell.look)}"{kind}>{inside}</c>'


def _content(cell: SavedCell, texts: Numbered[str]) -> tuple[str, str]:
    """What kind of value it is, as an attribute, and the value."""
    value = cell.value
    if cell.formula:
        return "", "<f>1+1</f>"
    if cell.error:
        return ' t="e"', f"<f>NA()</f><v>{escape(cell.error)}</v>"
    if isinstance(value, bool):
        return ' t="b"', f"<v>{value:d}</v>"
    if isinstance(value, dt.date):
        return "", f"<v>{serial(value)}</v>"
    if isinstance(value, (int, float)):
        return "", f"<v>{value!r}</v>"
    return ' t="s"', f"<v>{texts.of(_text(cell))}</v>"


def _text(cell: SavedCell) -> str:
    def piece(text: str) -> str:
        return f'<t xml:space="preserve">{escape(text)}</t>'

    if not cell.runs:
        return f"<si>{piece(str(cell.value))}</si>"
    runs = (f"<r>{_STRUCK if struck else '<rPr><b/></rPr>'}{piece(text)}</r>" for text, struck in cell.runs)
    return f"<si>{''.join(runs)}</si>"


def _styles(looks: Numbered[Look]) -> str:
    codes = Numbered[str]()
    cells = "".join(
        f'<xf numFmtId="{_FIRST_CODE + codes.of(code) if code else 0}" fontId="{struck:d}"/>'
        for code, struck in looks.known
    )
    formats = "".join(
        f'<numFmt numFmtId="{_FIRST_CODE + number}" formatCode={quoteattr(code)}/>' for code, number in codes.known.items()
    )  # fmt: skip
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts><font/><font><strike/></font></fonts>'
        f"<cellXfs>{cells}</cellXfs></styleSheet>"
    )
