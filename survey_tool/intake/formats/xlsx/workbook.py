"""Workbooks of Excel since 2007 (.xlsx, .xlsm).

The reading library gets a workbook of our own making around the sheets that were checked. So it and we cannot disagree
on which part is which sheet, and macro sheets or a workbook part of another name, which it refuses, do no harm.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from survey_tool.intake.cells.noted import Ignored
from survey_tool.intake.formats.inspected import InspectedFile, InspectedSheet
from survey_tool.intake.formats.packages.ooxml import MACRO_SHEETS, OFFICE, PACKAGE, arrows_part, arrows_to_sheets
from survey_tool.intake.formats.packages.xmltext import check, elements
from survey_tool.intake.formats.packages.zipped import store
from survey_tool.intake.formats.refusal import Refusal, damaged
from survey_tool.intake.formats.same_names import refuse_twins
from survey_tool.intake.formats.weight import TextWeight
from survey_tool.intake.formats.xlsx.looks import cell_styles, looks, rich_texts
from survey_tool.intake.formats.xlsx.pictures import note_pictures, picture_values
from survey_tool.intake.formats.xlsx.sheet import inspect_at_sheet, merged_areas

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from survey_tool.intake.formats.packages.ooxml import Package, Relationship
    from survey_tool.intake.formats.packages.xmltext import Element
    from survey_tool.settings.limits import Limits

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


_DEFINED_NAMES = re.compile(rb"<definedNames>.*?</definedNames>", re.DOTALL)  # many, and of no use here
_TEXTS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_SHARED = b't="s"'
_SHARED_TEXT = re.compile(rb't="s"[^>]*>\s*<v(?: [^>]*)?>\s*([0-9]{1,9})\s*<')


class _Entry(NamedTuple):
    name: str
    hidden: bool
    arrow: Relationship


def inspect_workbook(package: Package, main: str, limits: Limits, skip: Collection[str]) -> InspectedFile:
    """Raises `Refusal`. Sheets named in `skip` are neither checked nor read."""
    arrows = package.relationships(main)
    tags = elements(_DEFINED_NAMES.sub(b"", package.read(main)), main)
    entries = _entries(tags, arrows)
    parts: list[tuple[str, bytes]] = []
    sheets: list[InspectedSheet] = []
    ignored = package.seen_in_workbook(arrows)
    shared = dict(_common_parts(package, arrows, limits))
    styles = cell_styles(shared.get(_STYLES, b""), _STYLES)
    texts = rich_texts(shared.get(_TEXTS, b""), styles)
    pictures, is_1904 = picture_values(package, arrows), _is_1904(tags)
    for entry in entries:
        if entry.arrow.kind != "worksheet":
            ignored.append(Ignored("macros" if entry.arrow.kind in MACRO_SHEETS else "sheet", entry.name, 1))
        elif entry.name not in skip:
            part = package.part(entry.arrow.target)
            if part is None:
                raise damaged()
            data, faults = inspect_at_sheet(package.archive, part, entry.name, limits)
            note_pictures(data, pictures, faults)
            objects, pictures_over = package.seen_in_sheet(entry.arrow.target, entry.name)
            sheets.append(
                InspectedSheet(
                    entry.name,
                    entry.hidden,
                    len(sheets),
                    faults,
                    looks(data, styles, texts, is_1904),
                    merged_areas(data),
                    pictures_over,
                )
            )
            parts.append((f"xl/worksheets/sheet{len(sheets)}.xml", data))
            ignored += objects
    _refuse_repeated_texts([data for _, data in parts], shared.get(_TEXTS, b""), limits)
    parts += shared.items()
    parts += _frame(len(sheets), is_1904)
    has_macros = any(seen.kind == "macros" for seen in ignored)
    return InspectedFile("xlsm" if has_macros else "xlsx", store(parts), sheets, ignored)


def _entries(tags: list[Element], arrows: dict[str, Relationship]) -> list[_Entry]:
    entries = []
    for tag in tags:
        if tag.name != "sheet":
            continue
        arrow = arrows.get(tag.attributes.get("id", ""))
        if arrow is None:
            raise damaged()
        hidden = tag.attributes.get("state", "visible") != "visible"
        entries.append(_Entry(tag.attributes.get("name", ""), hidden, arrow))
    refuse_twins([entry.name for entry in entries])
    return entries


def _is_1904(tags: list[Element]) -> bool:
    return any(tag.name == "workbookPr" and tag.attributes.get("date1904") in ("1", "true") for tag in tags)


def _common_parts(package: Package, arrows: dict[str, Relationship], limits: Limits) -> Iterator[tuple[str, bytes]]:
    for arrow in arrows.values():
        if arrow.kind == "styles" and package.part(arrow.target):  # without them days are numbers: no harm
            yield _STYLES, check(package.read(arrow.target), arrow.target)
        elif arrow.kind == "sharedStrings":
            texts = check(package.read(arrow.target), arrow.target)
            if len(texts) > limits.texts and texts.count(b"/si>") + texts.count(b"si/>") > limits.texts:
                raise Refusal("file-hostile", "many-texts", limit=str(limits.texts))
            yield _TEXTS, texts


def _refuse_repeated_texts(sheets: list[bytes], texts: bytes, limits: Limits) -> None:
    """Weighed exactly only where the number of cells times the longest text leaves a doubt."""
    weight = TextWeight(limits)
    cells = sum(data.count(_SHARED) for data in sheets)
    if cells * len(texts) <= weight.most:
        return
    lengths = [len(item) for item in texts.split(b"/si>")]
    if cells * max(lengths) <= weight.most:
        return
    for data in sheets:
        for number in _SHARED_TEXT.findall(data):
            weight.add(1, lengths[int(number)] if int(number) < len(lengths) else 0)


def _frame(sheets: int, is_1904: bool) -> Iterator[tuple[str, bytes]]:
    """The parts that hold a workbook together, for `sheets` sheets of ours."""
    numbers = range(1, sheets + 1)
    entries = "".join(f'<sheet name="{number}" sheetId="{number}" r:id="rId{number}"/>' for number in numbers)
    settings = f'<workbookPr date1904="{int(is_1904)}"/>'
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE}">{settings}<sheets>{entries}</sheets></workbook>'.encode(),
    )
    yield "xl/_rels/workbook.xml.rels", arrows_to_sheets(sheets, "xml")
    root = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    yield "_rels/.rels", arrows_part(root)
    yield "[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"></Types>'.encode()
