"""Pictures in place of answers: put into a cell, made by a formula, or laid over one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from survey_tool.intake.cells.noted import CellFault
from survey_tool.intake.formats.packages.xmltext import elements
from survey_tool.questionnaire.findings.cell_names import column_number

if TYPE_CHECKING:
    from collections.abc import Collection

    from survey_tool.intake.cells.addresses import CellPlace
    from survey_tool.intake.formats.packages.ooxml import Package, Relationship

PICTURE_FORMULA = re.compile(rb"(?<![A-Za-z0-9.])(?:_xlfn\.(?:_xlws\.)?)?(?:DISPIMG|IMAGE)\(")
"""The functions by which Excel and WPS Office put a picture into a cell."""
_PICTURE = CellFault("picture")
_PICTURES = ("_localImage", "_webImage")
_CELL = rb'<c r="([A-Z]+)([0-9]+)"([^>]*)(?<!/)>'
_WITH_RICH_VALUE = re.compile(_CELL)
_RICH_VALUE = re.compile(rb' vm="([0-9]{1,9})"')
_WITH_FORMULA = re.compile(_CELL + rb"\s*<f(?: [^>]*)?>([^<]*)</f>")
_RICH_PARTS = {"sheetMetadata": "metadata", "rdRichValue": "values", "rdRichValueStructure": "structures"}


def picture_values(package: Package, arrows: dict[str, Relationship]) -> frozenset[int]:
    """The numbers in a cell's attribute `vm` that stand for a picture. Errors such as #SPILL! have such a number too."""
    parts = {_RICH_PARTS[arrow.kind]: arrow.target for arrow in arrows.values() if arrow.kind in _RICH_PARTS}
    if len(parts) < len(_RICH_PARTS) or not all(map(package.part, parts.values())):
        return frozenset()
    structures = [each in _PICTURES for each in _said(package, parts["structures"], "s", "t")]
    values = _said(package, parts["values"], "rv", "s")
    rich = _said(package, parts["metadata"], "rvb", "i")
    cells = _said(package, parts["metadata"], "rc", "v", behind="valueMetadata")
    numbers = enumerate(cells, start=1)
    return frozenset(number for number, each in numbers if _at(structures, _at(values, _at(rich, each))))


def _said(package: Package, part: str, name: str, attribute: str, behind: str = "") -> list[str]:
    """One attribute of every element of that name, of those only that follow the element `behind`."""
    tags = elements(package.read(part), part)
    start = next((number for number, each in enumerate(tags) if each.name == behind), len(tags)) if behind else 0
    return [each.attributes.get(attribute, "") for each in tags[start:] if each.name == name]


def _at(items: list[Any], number: object) -> Any:
    text = str(number)
    return items[int(text)] if text.isdecimal() and int(text) < len(items) else None


def note_pictures(data: bytes, values: Collection[int], faults: dict[CellPlace, CellFault]) -> None:
    """Cells that are pictures themselves."""
    if values and b' vm="' in data:
        for letters, digits, attributes in _WITH_RICH_VALUE.findall(data):
            if (found := _RICH_VALUE.search(attributes)) and int(found[1]) in values:
                faults[int(digits), column_number(letters)] = _PICTURE
    if b"IMAGE(" in data or b"DISPIMG(" in data:
        for letters, digits, _, formula in _WITH_FORMULA.findall(data):
            if PICTURE_FORMULA.search(formula):
                faults[int(digits), column_number(letters)] = _PICTURE
