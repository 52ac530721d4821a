"""One sheet: its cells and formulas, merged areas, columns, links, notes, printing, charts."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.ooxml.areas import LAST_COLUMN, LAST_ROW, Area, overlaps
from tests.ooxml.formulas import Place, formula_problems
from tests.ooxml.package import MAIN, NS, RELATIONS
from tests.ooxml.text import text_problems, too_long
from tests.ooxml.workbook import Sheet, Workbook, text_of

MOST_LINKS = 65_530
LONGEST_LINK = 2_079
LONGEST_TIP = 255
LONGEST_HEADER = 255
HIGHEST_ROW = 409.5
WIDEST_COLUMN = 255
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"})


def sheet_problems(workbook: Workbook, sheet: Sheet) -> list[str]:
    """All that is wrong on one sheet, each with its cell."""
    found = itertools.chain(
        _order_problems(sheet.tree),
        _cell_problems(workbook, sheet),
        _merge_problems(sheet.tree),
        _size_problems(sheet.tree),
        _link_problems(workbook, sheet),
        _note_problems(workbook, sheet),
        _print_problems(sheet.tree),
        _drawn_problems(workbook, sheet),
    )
    return [f"{sheet.name}{problem}" for problem in found]


def _order_problems(tree: etree._Element) -> Iterator[str]:
    """Rows and cells must come in order, none twice."""
    last_row = 0
    for row in tree.iterfind("m:sheetData/m:row", NS):
        number = int(str(row.get("r")))
        if not last_row < number <= LAST_ROW:
            yield f": row {number} stands after row {last_row}"
        last_row, last_column = number, 0
        for cell in row:
            area = Area.parse(str(cell.get("r")))
            if area is None or area.top != number or not last_column < area.left <= LAST_COLUMN:
                yield f"!{cell.get('r')}: a cell out of order or twice"
            else:
                last_column = area.left


def _cell_problems(workbook: Workbook, sheet: Sheet) -> Iterator[str]:
    known = workbook.known_on(sheet.name)
    for cell in sheet.tree.iterfind("m:sheetData/m:row/m:c", NS):
        at = f"!{cell.get('r')}: "
        if int(str(cell.get("s", "0"))) >= workbook.style_count:
            yield f"{at}style {cell.get('s')} does not exist"
        if cell.get("cm") is not None:
            yield f"{at}a dynamic array, which Excel 2016 does not know"
        formula = cell.find(f"{{{MAIN}}}f")
        if formula is not None and formula.text:
            yield from (f"{at}formula {problem}" for problem in formula_problems(formula.text, known))
        yield from (f"{at}{problem}" for problem in _value_problems(workbook, cell))


def _value_problems(workbook: Workbook, cell: etree._Element) -> Iterator[str]:
    value = cell.findtext(f"{{{MAIN}}}v")
    match cell.get("t", "n"), value:
        case "inlineStr", _:
            yield from (problem for inline in cell.iterfind("m:is", NS) for problem in text_problems(text_of(inline)))
        case _, None:
            return
        case "s", index if int(str(index)) >= len(workbook.strings):
            yield f"shared string {index} does not exist"
        case "str", text:
            yield from text_problems(str(text))
        case "b", truth if truth not in ("0", "1"):
            yield f"{truth!r} as a truth value"
        case "e", error if error not in ERRORS:
            yield f"{error!r} as an error value"
        case "n", "" if cell.find("m:f", NS) is not None:
            return  # a formula whose value is still to be computed
        case "n", number if not _is_number(str(number)):
            yield f"{number!r} as a number"


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _merge_problems(tree: etree._Element) -> Iterator[str]:
    areas = []
    for merge in tree.iterfind("m:mergeCells/m:mergeCell", NS):
        area = Area.parse(str(merge.get("ref")))
        if area is None or area.is_one_cell:
            yield f"!{merge.get('ref')}: no area to merge"
        else:
            areas.append(area)
    yield from (f": merged areas overlap at row {second.top}" for _, second in overlaps(areas))


def _size_problems(tree: etree._Element) -> Iterator[str]:
    last = 0
    for column in tree.iterfind("m:cols/m:col", NS):
        first, end = int(str(column.get("min"))), int(str(column.get("max")))
        if not last < first <= end <= LAST_COLUMN:
            yield f": columns {first} to {end} overlap others"
        last = end
        if not 0 <= float(str(column.get("width", "0"))) <= WIDEST_COLUMN:
            yield f": column {first} is {column.get('width')} wide (at most {WIDEST_COLUMN})"
    for row in tree.iterfind("m:sheetData/m:row[@ht]", NS):
        if float(str(row.get("ht"))) > HIGHEST_ROW:
            yield f": row {row.get('r')} is {row.get('ht')} high (at most {HIGHEST_ROW})"


def _link_problems(workbook: Workbook, sheet: Sheet) -> Iterator[str]:
    links = sheet.tree.findall("m:hyperlinks/m:hyperlink", NS)
    if len(links) > MOST_LINKS:
        yield f": {len(links)} links (at most {MOST_LINKS})"
    for link in links:
        at = f"!{link.get('ref')}: "
        if Area.parse(str(link.get("ref"))) is None:
            yield f"{at}no place for a link"
        key = link.get(f"{{{RELATIONS}}}id")
        address = workbook.package.relations[sheet.part][key].target if key else ""
        yield from (f"{at}{problem}" for problem in too_long("a link", address, LONGEST_LINK))
        yield from (f"{at}{problem}" for problem in too_long("a link's tip", link.get("tooltip"), LONGEST_TIP))
        # A place behind an outside address (`file.xlsx#Sheet!A1`) is that file's own matter.
        if (location := link.get("location")) and not key:
            found = formula_problems(location, workbook.known_on(sheet.name))
            yield from (f"{at}link {problem}" for problem in found)


def _note_problems(workbook: Workbook, sheet: Sheet) -> Iterator[str]:
    for part in workbook.package.related(sheet.part, "comments"):
        notes = workbook.package.parts[part].findall("m:commentList/m:comment", NS)
        cells = Counter(str(note.get("ref")) for note in notes)
        yield from (f"!{cell}: {count} notes on one cell" for cell, count in cells.items() if count > 1)
        for note in notes:
            text = "".join(text_of(one) for one in note.iterfind("m:text", NS))
            yield from (f"!{note.get('ref')}: note: {problem}" for problem in text_problems(text))


def _print_problems(tree: etree._Element) -> Iterator[str]:
    for line in tree.iterfind("m:headerFooter/*", NS):
        yield from (f": {problem}" for problem in too_long("a header or footer", line.text, LONGEST_HEADER))


def _drawn_problems(workbook: Workbook, sheet: Sheet) -> Iterator[str]:
    """Formulas of charts and sparklines."""
    package = workbook.package
    charts = (
        chart for drawing in package.related(sheet.part, "drawing") for chart in package.related(drawing, "chart")
    )
    formulas: list[tuple[Place, etree._Element]] = [
        ("chart", formula) for chart in charts for formula in package.parts[chart].iterfind(".//c:f", NS)
    ]
    formulas += [("chart", formula) for formula in sheet.tree.iterfind(".//xm:f", NS)]
    for place, formula in formulas:
        found = formula_problems(formula.text or "", workbook.known_on(sheet.name), place)
        yield from (f": chart or sparkline: formula {formula.text} {problem}" for problem in found)
