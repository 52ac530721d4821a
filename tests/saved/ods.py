"""A form as .ods."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from survey_tool.intake.formats.packages.ods import MIME_TYPE
from tests import handmade
from tests.saved.cells import Look, Numbered, SavedCell, SavedSheet

_NAMESPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("draw", "drawing"),
        ("number", "datastyle"),
    )
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME_TYPE.decode()}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_STRUCK = '<style:text-properties style:text-line-through-style="solid"/>'
_STRUCK_SPAN = f'<style:style style:name="struck" style:family="text">{_STRUCK}</style:style>'
_HIDDEN = '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>'
_DAY_PARTS = {"y": "<number:year/>", "m": "<number:month/>", "d": "<number:day/>"}
_PICTURE = "<draw:frame><draw:image /></draw:frame>"
_CIRCLE = '<draw:custom-shape draw:name="1"><draw:enhanced-geometry draw:type="ooxml-ellipse"/></draw:custom-shape>'
_BLANKS = re.compile(r"^ +| {2,}| +$")


def ods(sheets: list[SavedSheet]) -> bytes:
    looks = Numbered[Look]()
    tables = "".join(_table(each, looks) for each in sheets)
    styles = _STRUCK_SPAN + _HIDDEN + "".join(_style(*each) for each in looks.known.items())
    return handmade.zipped(
        {
            "mimetype": MIME_TYPE,
            "content.xml": f'<office:document-content{_NAMESPACES} office:version="1.3"><office:automatic-styles>{styles}</office:automatic-styles>'
            f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": _MANIFEST,
        }
    )


def _style(look: Look, number: int) -> str:
    code, struck = look
    shown = f' style:data-style-name="d{number}"' if code.startswith(("y", "m")) else ""
    parts = "".join(inside for letter, inside in _DAY_PARTS.items() if letter in code)
    day = f'<number:date-style style:name="d{number}">{parts}</number:date-style>' if shown else ""
    return (
        f'{day}<style:style style:name="ce{number}" style:family="table-cell"{shown}>{_STRUCK * struck}</style:style>'
    )


def _table(sheet: SavedSheet, looks: Numbered[Look]) -> str:
    rows = {row: {each.column: each for each in cells} for row, cells in sheet.rows()}
    for picture in sheet.pictures:
        rows.setdefault(picture.row, {})
    hidden = ' table:style-name="hidden"' * sheet.hidden
    return f"<table:table table:name={quoteattr(sheet.name)}{hidden}>{''.join(_rows(sheet, rows, looks))}</table:table>"


def _rows(sheet: SavedSheet, rows: dict[int, dict[int, SavedCell]], looks: Numbered[Look]) -> Iterator[str]:
    before = 0
    for row, cells in sorted(rows.items()):
        if row > before + 1:
            yield f'<table:table-row table:number-rows-repeated="{row - before - 1}"/>'
        pictures = {each.column: each.circle for each in sheet.pictures if each.row == row}
        yield f"<table:table-row>{''.join(_cells(cells, pictures, looks))}</table:table-row>"
        before = row


def _cells(cells: dict[int, SavedCell], pictures: dict[int, bool], looks: Numbered[Look]) -> Iterator[str]:
    before = 0
    for column in sorted(pictures.keys() | cells.keys()):
        if column > before + 1:
            yield f'<table:table-cell table:number-columns-repeated="{column - before - 1}"/>'
        cell = cells.get(column)
        over = _CIRCLE if pictures.get(column) else _PICTURE
        yield _cell(cell, looks.of(cell.look)) if cell else f"<table:table-cell>{over}</table:table-cell>"
        before = column


def _cell(cell: SavedCell, look: int) -> str:
    attributes, inside = _content(cell)
    return f'<table:table-cell table:style-name="ce{look}"{attributes}>{inside}</table:table-cell>'


def _content(cell: SavedCell) -> tuple[str, str]:
    """The attributes that hold the value, and the text that shows it."""
    value = cell.value
    if cell.formula:
        return ' table:formula="of:=1+1"', ""
    if cell.error:
        kind = ' table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"'
        return kind, _paragraphs(cell.error)
    if isinstance(value, bool):
        return f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"', _paragraphs(
            str(value).upper()
        )
    if isinstance(value, dt.date):
        return f' office:value-type="date" office:date-value="{value.isoformat()}"', _paragraphs(cell.text)
    if isinstance(value, (int, float)):
        return f' office:value-type="float" office:value="{value!r}"', _paragraphs(cell.text)
    return ' office:value-type="string"', _rich(cell) if cell.runs else _paragraphs(str(value))


def _rich(cell: SavedCell) -> str:
    pieces = (
        f'<text:span text:style-name="struck">{_spaced(text)}</text:span>' if struck else _spaced(text)
        for text, struck in cell.runs
    )
    return f"<text:p>{''.join(pieces)}</text:p>"


def _paragraphs(text: str) -> str:
    return "".join(f"<text:p>{_spaced(line)}</text:p>" for line in text.split("\n"))


def _spaced(text: str) -> str:
    """Blanks that XML would lose have a tag of their own."""
    return _BLANKS.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', escape(text))
