"""Tables: names, columns against the header cells, areas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from tests.ooxml.areas import Area, overlaps
from tests.ooxml.formulas import formula_problems
from tests.ooxml.package import NS
from tests.ooxml.text import too_long
from tests.ooxml.workbook import Sheet, Table, Workbook, spelling_problems, text_of

LONGEST_HEADER = 255


def table_problems(workbook: Workbook) -> list[str]:
    """All that is wrong with the tables of a workbook, each under its name."""
    return [
        *_shared_names(workbook),
        *chain.from_iterable(_sheet_problems(workbook, sheet) for sheet in workbook.sheets),
    ]


def _shared_names(workbook: Workbook) -> Iterator[str]:
    names = Counter(table.name.lower() for table in workbook.tables)
    defined = workbook.known_on(None).names
    yield from (f"table {name}: {count} tables of this name" for name, count in names.items() if count > 1)
    yield from (f"table {name}: a defined name has this name too" for name in sorted(names.keys() & defined))
    ids = Counter(str(table.tree.get("id")) for table in workbook.tables)
    yield from (f"table id {key}: used {count} times" for key, count in ids.items() if count > 1)


def _sheet_problems(workbook: Workbook, sheet: Sheet) -> Iterator[str]:
    tables = [table for table in workbook.tables if table.sheet == sheet.name]
    for table in tables:
        problems = chain(spelling_problems(table.name), _column_problems(workbook, sheet, table))
        yield from (f"table {table.name}: {problem}" for problem in problems)
    if tables:
        yield from (f"{sheet.name}: {problem}" for problem in _area_problems(sheet, tables))


def _column_problems(workbook: Workbook, sheet: Sheet, table: Table) -> Iterator[str]:
    area = Area.parse(str(table.tree.get("ref")))
    if area is None or area.top == area.bottom:
        yield f"{table.tree.get('ref')} is no area with a header and a row"
        return
    if len(table.columns) != area.width:
        yield f"{len(table.columns)} columns over {area.width} columns of cells"
    for name, count in Counter(column.lower() for column in table.columns).items():
        if count > 1:
            yield f"{count} columns named {name}"
    for column in table.columns:
        yield from too_long("a column's name", column, LONGEST_HEADER)
    if table.tree.get("headerRowCount") != "0":
        shown = _texts(workbook, sheet, area)
        for offset, column in enumerate(table.columns):
            text = shown.get(area.left + offset)
            if text is None or text != column.replace("_x000a_", "\n"):
                yield f"column {column} stands under a header cell that reads {text!r}"
    for formula in table.tree.iterfind(".//m:calculatedColumnFormula", NS):
        yield from formula_problems(formula.text or "", workbook.known_on(sheet.name))


def _texts(workbook: Workbook, sheet: Sheet, area: Area) -> dict[int, str]:
    """The texts of an area's first row, by column; a number is no header."""
    found: dict[int, str] = {}
    for cell in sheet.tree.iterfind(f"m:sheetData/m:row[@r='{area.top}']/m:c", NS):
        at = Area.parse(str(cell.get("r")))
        if at is not None and cell.get("t") == "s":
            found[at.left] = workbook.strings[int(cell.findtext("m:v", "0", NS))]
        elif at is not None and cell.get("t") == "inlineStr":
            found[at.left] = "".join(text_of(inline) for inline in cell.iterfind("m:is", NS))
    return found


def _area_problems(sheet: Sheet, tables: list[Table]) -> Iterator[str]:
    areas = [area for table in tables if (area := Area.parse(str(table.tree.get("ref"))))]
    yield from (f"tables overlap in row {second.top}" for _, second in overlaps(areas))
    others = [
        ("a merged area", sheet.tree.iterfind("m:mergeCells/m:mergeCell", NS)),
        ("the sheet's own filter", sheet.tree.iterfind("m:autoFilter", NS)),
    ]
    for what, elements in others:
        for element in elements:
            other = Area.parse(str(element.get("ref")))
            if other is not None and any(other.meets(area) for area in areas):
                yield f"{what} ({element.get('ref')}) meets a table"
