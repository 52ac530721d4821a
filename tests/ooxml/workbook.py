"""The workbook around the sheets: their names, defined names, styles, shared strings, tables."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from xlsxwriter.utility import xl_rowcol_to_cell

from tests.ooxml.areas import Area
from tests.ooxml.formulas import Known, formula_problems
from tests.ooxml.package import NS, RELATIONS, Package
from tests.ooxml.text import length, text_problems, too_long

LONGEST_SHEET_NAME = 31
LONGEST_NAME = 255
MOST_STYLES = 64_000
MOST_FONTS = 512
MOST_NUMBER_FORMATS = 200
LONGEST_NUMBER_FORMAT = 255

_NAME = re.compile(r"(?:_xlnm\.|[^\W\d]|\\)[\w.\\]*")
_R1C1 = re.compile(r"R[0-9]*C[0-9]*|R[0-9]*|C[0-9]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: its name, its part and the tree of it."""

    name: str
    part: str
    tree: etree._Element
    state: str

    @property
    def filled(self) -> Iterator[tuple[int, int]]:
        """Row and column, from 1, of every cell that holds anything."""
        for cell in self.tree.iterfind(".//m:sheetData/m:row/m:c", NS):
            area = Area.parse(str(cell.get("r")))
            if area is not None and len(cell):
                yield area.top, area.left


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name and columns as its part has them, and the sheet it lies on."""

    part: str
    tree: etree._Element
    sheet: str

    @property
    def name(self) -> str:
        return str(self.tree.get("displayName"))

    @property
    def columns(self) -> list[str]:
        return [str(column.get("name")) for column in self.tree.iterfind(".//m:tableColumn", NS)]


@dataclass(frozen=True, eq=False)
class Workbook:
    """What every check looks at."""

    package: Package
    part: str
    tree: etree._Element
    sheets: tuple[Sheet, ...]
    tables: tuple[Table, ...]
    strings: tuple[str, ...]
    """The shared strings, as text."""
    styles: etree._Element

    @classmethod
    def of(cls, package: Package) -> Workbook:
        """The workbook of a package whose parts hold together."""
        (part,) = package.related("", "officeDocument")
        tree = package.parts[part]
        sheets = tuple(_sheets(package, part, tree))
        tables = tuple(
            Table(name, package.parts[name], sheet.name)
            for sheet in sheets
            for name in package.related(sheet.part, "table")
        )
        strings = [text_of(one) for name in package.related(part, "sharedStrings") for one in package.parts[name]]
        (styles,) = package.related(part, "styles")
        return cls(package, part, tree, sheets, tables, tuple(strings), package.parts[styles])

    @functools.cached_property
    def _names(self) -> dict[str | None, set[str]]:
        """Defined names in lower case, by the index of the sheet they belong to (None = the whole workbook)."""
        found: dict[str | None, set[str]] = {}
        for name in self.tree.iterfind(".//m:definedName", NS):
            found.setdefault(name.get("localSheetId"), set()).add(str(name.get("name")).lower())
        return found

    @functools.cache  # noqa: B019 (a workbook is looked at once)
    def known_on(self, sheet: str | None) -> Known:
        """What a formula on a sheet (None: outside any) may name."""
        own = [str(index) for index, one in enumerate(self.sheets) if one.name == sheet]
        names = set().union(*(self._names.get(key, set()) for key in (None, *own)))
        return Known(
            sheets=frozenset(one.name.lower() for one in self.sheets),
            names=frozenset(names),
            tables={one.name.lower(): frozenset(map(str.lower, one.columns)) for one in self.tables},
        )

    def area_of(self, name: str) -> tuple[Sheet, Area] | None:
        """Where a defined name leads, if it is a plain area of one column."""
        for defined in self.tree.iterfind(".//m:definedName", NS):
            sheet, _, cells = (defined.text or "").rpartition("!")
            area = Area.parse(cells)
            if defined.get("name") == name and area is not None and area.left == area.right:
                return next(each for each in self.sheets if each.name == sheet.strip("'")), area
        return None

    @functools.cached_property
    def style_count(self) -> int:
        return len(self.styles.findall(".//m:cellXfs/m:xf", NS))

    @functools.cached_property
    def difference_count(self) -> int:
        """How many differential styles conditional formats may name."""
        return len(self.styles.findall(".//m:dxfs/m:dxf", NS))


def text_of(element: etree._Element) -> str:
    """The text of a shared or inline string, rich runs joined, without its furigana."""
    runs = element.iterfind("m:t", NS) if element.find("m:t", NS) is not None else element.iterfind("m:r/m:t", NS)
    return "".join(run.text or "" for run in runs)


def workbook_problems(workbook: Workbook) -> list[str]:
    """Names of sheets, what shows first, and every shared string."""
    found = []
    for sheet in workbook.sheets:
        found += [f"{sheet.name}: {problem}" for problem in _sheet_name_problems(sheet.name)]
    found += [f"{name}: two sheets of this name" for name in _twice(sheet.name for sheet in workbook.sheets)]
    found += _view_problems(workbook)
    for text in workbook.strings:
        found += [f"{text[:20]!r}: {problem}" for problem in text_problems(text)]
    return found


def name_problems(workbook: Workbook) -> list[str]:
    """Defined names that Excel takes for cells, cannot read, or that lead nowhere."""
    found = []
    names = workbook.tree.findall(".//m:definedName", NS)
    for name in names:
        label = str(name.get("name"))
        where = name.get("localSheetId")
        if where is not None and int(where) >= len(workbook.sheets):
            found.append(f"{label}: belongs to a sheet that does not exist")
            continue
        sheet = workbook.sheets[int(where)].name if where is not None else None
        found += [f"{label}: {problem}" for problem in spelling_problems(label)]
        for part in _alternatives(name.text or ""):
            found += [f"{label}: {one}" for one in formula_problems(part, workbook.known_on(sheet), "name")]
    keys = (f"{name.get('name')} ({name.get('localSheetId') or 'workbook'})" for name in names)
    return found + [f"{name}: defined twice" for name in _twice(keys)]


def spelling_problems(name: str) -> Iterator[str]:
    """What keeps a name from being one, for defined names and tables alike."""
    if not _NAME.fullmatch(name):
        yield "has a character that names cannot have"
    elif _R1C1.fullmatch(name) or Area.parse(name) is not None:
        yield "reads like a cell"
    yield from too_long("a name", name, LONGEST_NAME)


def style_problems(workbook: Workbook) -> list[str]:
    """Counts, and styles that point at parts that are not there."""
    styles = workbook.styles
    found = []
    for what, most in (("cellXfs", MOST_STYLES), ("fonts", MOST_FONTS), ("numFmts", MOST_NUMBER_FORMATS)):
        count = len(styles.findall(f"m:{what}/*", NS))
        if count > most:
            found.append(f"styles: {count} {what} (at most {most})")
    for attribute, table in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
        count = len(styles.findall(f"m:{table}/*", NS))
        used = {int(str(xf.get(attribute, "0"))) for xf in styles.iterfind(".//m:xf", NS)}
        found += [f"styles: {attribute} {one} does not exist" for one in sorted(used) if one >= count]
    for number_format in styles.iterfind("m:numFmts/m:numFmt", NS):
        code = str(number_format.get("formatCode"))
        found += [f"number format {code[:30]!r}: {problem}" for problem in _number_format_problems(code)]
    return found


def _sheets(package: Package, part: str, tree: etree._Element) -> Iterator[Sheet]:
    for sheet in tree.iterfind("m:sheets/m:sheet", NS):
        target = package.relations[part][str(sheet.get(f"{{{RELATIONS}}}id"))].target
        _address_cells(package.parts[target])
        yield Sheet(str(sheet.get("name")), target, package.parts[target], str(sheet.get("state", "visible")))


def _address_cells(tree: etree._Element) -> None:
    """Gives each cell the address that follows from the one before, where it has none."""
    for row in tree.iterfind("m:sheetData/m:row", NS):
        column = 0
        for cell in row:
            area = Area.parse(str(cell.get("r", "")))
            column = area.left if area else column + 1
            if cell.get("r") is None:
                cell.set("r", xl_rowcol_to_cell(int(str(row.get("r"))) - 1, column - 1))


def _sheet_name_problems(name: str) -> Iterator[str]:
    if not 1 <= length(name) <= LONGEST_SHEET_NAME:
        yield f"a sheet's name of {length(name)} characters (1 to {LONGEST_SHEET_NAME})"
    if any(character in name for character in "[]:*?/\\"):
        yield "a sheet's name with one of []:*?/\\"
    if name.startswith("'") or name.endswith("'"):
        yield "a sheet's name that begins or ends with an apostrophe"
    if name.lower() == "history":
        yield "a sheet's name that Excel keeps for itself"


def _view_problems(workbook: Workbook) -> list[str]:
    if all(sheet.state != "visible" for sheet in workbook.sheets):
        return ["workbook: no visible sheet"]
    view = workbook.tree.find("m:bookViews/m:workbookView", NS)
    active = int(str(view.get("activeTab", "0"))) if view is not None else 0
    found = []
    if active >= len(workbook.sheets) or workbook.sheets[active].state != "visible":
        found.append("workbook: the sheet shown first is hidden or missing")
    chosen = [one.name for one in workbook.sheets if one.tree.find(".//m:sheetView[@tabSelected='1']", NS) is not None]
    if len(chosen) > 1:
        found.append(f"workbook: sheets {', '.join(chosen)} are selected together: typing would go into all of them")
    return found


def _alternatives(text: str) -> list[str]:
    """Print titles name two areas with a comma; each is looked at alone."""
    return text.split(",") if re.fullmatch(r"[^()\"]*![^()\"]*,[^()\"]*![^()\"]*", text) else [text]


def _number_format_problems(code: str) -> Iterator[str]:
    yield from too_long("a number format", code, LONGEST_NUMBER_FORMAT)
    bare = re.sub(r'\\.|"[^"]*"', "", code)
    if '"' in bare:
        yield "an open quote"
    if bare.count(";") > 3:
        yield "more than four sections"


def _twice(names: Iterator[str]) -> list[str]:
    counts = Counter(name.lower() for name in names)
    return sorted(name for name, count in counts.items() if count > 1)
