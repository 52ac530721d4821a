"""OpenDocument spreadsheets (.ods): one part holds all sheets; runs of equal rows and cells are written once.

Such a run costs a few bytes and unfolds to gigabytes when something is in it, so the rows and columns are counted with
their repetitions before the reading library sees the part.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from survey_tool.intake.cells.noted import CellFault
from survey_tool.intake.formats.extent import Extent
from survey_tool.intake.formats.inspected import MOST_MERGED, InspectedFile, InspectedSheet, counted
from survey_tool.intake.formats.packages.ods_looks import OdsStyles, style_name
from survey_tool.intake.formats.packages.xmltext import check, elements, unescape
from survey_tool.intake.formats.packages.zipped import store
from survey_tool.intake.formats.refusal import Refusal, damaged
from survey_tool.intake.formats.same_names import refuse_twins
from survey_tool.intake.formats.weight import TextWeight

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from survey_tool.intake.cells.addresses import Area, CellPlace
    from survey_tool.intake.cells.grid import IgnoredKind
    from survey_tool.intake.cells.noted import Ignored
    from survey_tool.intake.formats.inspected import Look
    from survey_tool.intake.formats.packages.zipped import Archive
    from survey_tool.settings.limits import Limits

MIME_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT = "content.xml"
_NAMED_STYLES = "styles.xml"
_MANIFEST = "META-INF/manifest.xml"
_EMPTY_MANIFEST = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_TAG = re.compile(
    rb"<(/?)table:(table|table-column|table-row|table-cell|covered-table-cell)(?=[\s/>])"
    rb"""((?:[^<>"'/]|/(?!>)|"[^"<]*"|'[^'<]*')*+)(/?)>"""
)
_ANY_TAG = re.compile(rb"</?table:(?:table|table-column|table-row|table-cell|covered-table-cell)(?=[\s/>])")
_NAME = re.compile(rb"""\stable:name\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REPEATED = re.compile(rb"""\stable:number-(?:rows|columns)-repeated\s*=\s*["']([0-9]{1,9})["']""")
_SPANNED = re.compile(rb"""\stable:number-(rows|columns)-spanned\s*=\s*["']([0-9]{1,7})["']""")
_TEXT = re.compile(rb"<text:p(?=[\s/>])[^>]*>([^<]*)")
_SAID = re.compile(rb"<text:p(?:\s[^>]*)?>[^<]*[^<\s]")
_ERROR = re.compile(rb"#[A-Z0-9/]+[!?]?|Err:[0-9]+")
_SAME_CELLS = 1000
_INDENT = re.compile(rb">\s+(?=</?(?:table|office|draw|svg|calcext|dc|style|number|fo):|<text:[ph][\s>/])")
_PICTURE = re.compile(
    rb"""<draw:(?:image|ellipse|circle)[\s>/]|\sdraw:type\s*=\s*["']"""
    rb"""(?:ellipse|ring|flowchart-connector|ooxml-(?:ellipse|donut|flowChartConnector))["']"""
)
_PICTURE_FORMULA = re.compile(rb"""table:formula\s*=\s*["'][^"']*\b(?:DISPIMG|IMAGE)\(""")
_SEEN_IN_SHEET: tuple[tuple[bytes, IgnoredKind], ...] = (
    (b"<office:annotation ", "comments"),
    (b"<draw:image ", "pictures"),
    (b"<draw:object ", "charts"),
    (b"<draw:custom-shape ", "drawings"),
    (b"<draw:text-box", "drawings"),
)


def inspect_workbook(archive: Archive, limits: Limits, skip: Collection[str]) -> InspectedFile:
    """Raises `Refusal`. Sheets named in `skip` are cut out before the library reads the part."""
    for part in (_CONTENT, _MANIFEST):
        if part not in archive.members:
            raise damaged()
    if any(element.name == "encryption-data" for element in elements(archive.read(_MANIFEST), _MANIFEST)):
        raise Refusal("file-encrypted", "ods-password")
    content = check(archive.read(_CONTENT), _CONTENT)
    named = archive.read(_NAMED_STYLES) if _NAMED_STYLES in archive.members else b""
    scan = _Scan(content, OdsStyles(content, named, _NAMED_STYLES), limits, skip)
    scan.run()
    refuse_twins([sheet.name for sheet in scan.sheets])
    parts = (("mimetype", MIME_TYPE), (_MANIFEST, _EMPTY_MANIFEST), (_CONTENT, scan.kept()))
    return InspectedFile("ods", store(parts), scan.sheets, _seen_in_file(archive) + scan.ignored)


def _seen_in_file(archive: Archive) -> list[Ignored]:
    has_macros = any(name.startswith(("Basic/", "Scripts/")) for name in archive.members)
    return counted(["macros"]) if has_macros else []


class _Scan:
    """One pass over the tags of all sheets, in their order."""

    def __init__(self, content: bytes, styles: OdsStyles, limits: Limits, skip: Collection[str]) -> None:
        self._content = content
        self._styles = styles
        self._drawn = b"<draw:" in content
        self._limits = limits
        self._skip = skip
        self._cuts: list[tuple[int, int]] = []
        self._extent: Extent | None = None  # of the sheet that is open
        self._name = ""
        self._start = 0
        self._faults: dict[CellPlace, CellFault] = {}
        self._looks: dict[CellPlace, Look] = {}
        self._pictures: set[CellPlace] = set()
        self._merged: list[Area] = []
        self._filled = False
        self._row = self._column = 0
        self._rows = 1
        self._row_style = ""
        self._column_styles: list[tuple[int, str]] = []  # the last column of each stretch of equal ones
        self._weight = TextWeight(limits)
        self.sheets: list[InspectedSheet] = []
        self.ignored: list[Ignored] = []

    def run(self) -> None:
        """Fill `sheets` and `ignored`."""
        tags = 0
        for tag in _TAG.finditer(self._content):
            tags += 1
            closing, name, attributes, empty = tag.groups()
            if name == b"table":
                self._table(tag, bool(closing))
            elif self._extent is None:  # what was deleted under change tracking stands outside of the sheets
                continue
            elif name == b"table-column" and not closing:
                last = self._column_styles[-1][0] if self._column_styles else 0
                self._column_styles.append((last + self._repeated(attributes), style_name(attributes)))
            elif name == b"table-row":
                self._table_row(attributes, bool(closing), bool(empty))
            elif not closing and name != b"table-column":
                self._cell(tag, attributes)
        if tags != len(_ANY_TAG.findall(self._content)) or self._extent is not None:
            raise self._odd()
        if not tags:
            raise damaged()

    def kept(self) -> bytes:
        """The content without the sheets that were to be skipped, and without the blanks between tags by which some
        programs make it readable: the reading library gives up at them."""
        pieces, end = [], 0
        for start, stop in self._cuts:
            pieces.append(self._content[end:start])
            end = stop
        return _INDENT.sub(b">", b"".join((*pieces, self._content[end:])))

    def _table(self, tag: re.Match[bytes], closing: bool) -> None:
        if closing:
            self._close_table(tag)
            return
        found = _NAME.search(tag[3])
        if self._extent is not None or tag[4] or not found:
            raise self._odd()
        self._name = unescape((found[1] or found[2] or b"").decode("utf-8", "replace"))
        self._extent = Extent(self._name, self._limits)
        self._start = tag.start()
        self._faults, self._looks, self._pictures = {}, {}, set()
        self._merged, self._column_styles = [], []
        self._filled = False
        self._row = self._column = 0

    def _close_table(self, tag: re.Match[bytes]) -> None:
        if self._extent is None:
            raise self._odd()
        if self._name in self._skip:
            self._cuts.append((self._start, tag.end()))
        else:
            self._extent.refuse_wide()
            number = len(self.sheets)
            self.sheets.append(
                InspectedSheet(
                    self._name,
                    False,
                    number,
                    self._faults,
                    self._looks,
                    self._merged,
                    self._pictures,
                    self._filled,
                )
            )
            inside = self._content[self._start : tag.end()]
            kinds = [kind for mark, kind in _SEEN_IN_SHEET for _ in range(inside.count(mark))]
            self.ignored += counted(kinds, self._name)
        self._extent = None

    def _table_row(self, attributes: bytes, closing: bool, empty: bool) -> None:
        if not closing:
            self._rows = self._repeated(attributes)
            self._column = 0
            self._row_style = style_name(attributes)
        if closing or empty:
            self._row += self._rows

    def _cell(self, tag: re.Match[bytes], attributes: bytes) -> None:
        columns = self._repeated(attributes)
        if b"-spanned" in attributes and len(self._merged) < MOST_MERGED:
            self._merge({side: int(number) for side, number in _SPANNED.findall(attributes)})
        inside = b"" if tag[4] else self._content[tag.end() : self._end(tag)]
        if b"office:" in attributes or b"table:formula" in attributes:
            self._weigh(columns, len(inside))
            self._filled = self._filled or bool(_SAID.search(inside))
            if fault := _fault(attributes, inside):
                self._faults.update(dict.fromkeys(self._places(columns), fault))
            elif look := self._styles.look(attributes, self._style(attributes), inside):
                self._looks.update(dict.fromkeys(self._places(columns), look))
        if self._drawn and _PICTURE.search(inside):
            self._pictures.add((self._row + 1, self._column + 1))
        self._column += columns

    def _places(self, columns: int) -> Iterator[CellPlace]:
        """The cells that this tag stands for; of very many equal ones the first."""
        rows = range(self._row + 1, self._row + min(self._rows, _SAME_CELLS) + 1)
        return product(rows, range(self._column + 1, self._column + min(columns, _SAME_CELLS) + 1))

    def _style(self, attributes: bytes) -> str:
        """The style of the cell that comes now: its own, else that of its row or column."""
        column = self._column + 1
        of_column = next((style for last, style in self._column_styles if column <= last), "")
        return style_name(attributes) or self._row_style or of_column

    def _weigh(self, columns: int, length: int) -> None:
        """How far the cells of this tag reach, and what their text of that length weighs where it is repeated."""
        if self._extent is not None and self._name not in self._skip:
            self._extent.reach(self._row + self._rows, self._column + columns)
            if self._rows * columns > 1:
                self._weight.add(self._rows * columns, length)

    def _merge(self, spans: dict[bytes, int]) -> None:
        """Notes the area over which the cell that comes now is spread."""
        rows, columns = spans.get(b"rows", 1), spans.get(b"columns", 1)
        if rows * columns > 1:
            self._merged.append((self._row + 1, self._column + 1, self._row + rows, self._column + columns))

    def _end(self, tag: re.Match[bytes]) -> int:
        """Where the tag begins that closes the cell which this one opens."""
        behind = self._content.find(b"table-cell>", tag.end())
        return max(self._content.rfind(b"<", tag.end(), behind), tag.end())

    def _repeated(self, attributes: bytes) -> int:
        if b"-repeated" not in attributes:
            return 1
        found = _REPEATED.search(attributes)
        if not found:
            raise self._odd()
        return int(found[1])

    def _odd(self) -> Refusal:
        return Refusal("file-hostile", "odd-cells", sheet=self._name)


def _fault(attributes: bytes, inside: bytes) -> CellFault | None:
    """What is wrong with a cell, of its tag and what stands inside."""
    if _PICTURE_FORMULA.search(attributes):
        return CellFault("picture")
    marked, computed = b'calcext:value-type="error"' in attributes, b"table:formula" in attributes
    if not marked and not computed:
        return None
    paragraph = _TEXT.search(inside)
    text = paragraph[1] if paragraph else None
    if text and (marked or _ERROR.fullmatch(text)):
        return CellFault("error-value", text.decode("utf-8", "replace")[:40])
    if text is None and b"office:" not in attributes:  # an empty paragraph is a result: the empty text
        return CellFault("no-cached-value", "")
    return None
