"""Data validations and conditional formats of a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.ooxml.areas import Area, overlaps, parse_list
from tests.ooxml.formulas import Place, formula_problems
from tests.ooxml.package import NS
from tests.ooxml.text import length, too_long
from tests.ooxml.workbook import Sheet, Workbook

LONGEST_TITLE = 32
LONGEST_MESSAGE = 255
LONGEST_VALIDATION = 255
MOST_VALIDATIONS = 65_534


def validation_problems(workbook: Workbook, sheet: Sheet) -> list[str]:
    """Messages, lists, formulas and areas of the data validations."""
    validations = sheet.tree.findall("m:dataValidations/m:dataValidation", NS)
    found = []
    if len(validations) > MOST_VALIDATIONS:
        found.append(f"{sheet.name}: {len(validations)} validations (at most {MOST_VALIDATIONS})")
    areas: list[Area] = []
    for validation in validations:
        where = str(validation.get("sqref"))
        of_this = parse_list(where)
        if of_this is None:
            found.append(f"{sheet.name}!{where}: no area for a validation")
        areas += of_this or []
        found += [f"{sheet.name}!{where}: {problem}" for problem in _message_problems(validation)]
        found += [f"{sheet.name}!{where}: {problem}" for problem in _criterion_problems(validation)]
        found += _formula_problems(workbook, sheet, where, validation, "validation")
        found += [f"{sheet.name}!{where}: {problem}" for problem in _list_problems(workbook, validation)]
    found += [f"{sheet.name}: two validations in row {second.top}" for _, second in overlaps(areas)]
    return found


def format_problems(workbook: Workbook, sheet: Sheet) -> list[str]:
    """Areas, styles and formulas of the conditional formats."""
    found = []
    for formatting in sheet.tree.iterfind("m:conditionalFormatting", NS):
        where = str(formatting.get("sqref"))
        if parse_list(where) is None:
            found.append(f"{sheet.name}!{where}: no area for a conditional format")
        for rule in formatting.iterfind("m:cfRule", NS):
            style = rule.get("dxfId")
            if style is not None and int(style) >= workbook.difference_count:
                found.append(f"{sheet.name}!{where}: conditional style {style} does not exist")
            if int(str(rule.get("priority", "0"))) < 1:
                found.append(f"{sheet.name}!{where}: a conditional format without priority")
            found += _formula_problems(workbook, sheet, where, rule, "format")
    return found


def _message_problems(validation: etree._Element) -> Iterator[str]:
    yield from too_long("an input title", validation.get("promptTitle"), LONGEST_TITLE)
    yield from too_long("an error title", validation.get("errorTitle"), LONGEST_TITLE)
    yield from too_long("an input message", validation.get("prompt"), LONGEST_MESSAGE)
    yield from too_long("an error message", validation.get("error"), LONGEST_MESSAGE)


def _criterion_problems(validation: etree._Element) -> Iterator[str]:
    for criterion in validation.iterfind("*", NS):
        text = criterion.text or ""
        size = length(text[1:-1].replace('""', '"')) if _is_list(validation, text) else length(text)
        if size > LONGEST_VALIDATION:
            yield f"a validation's list or formula of {size} characters (at most {LONGEST_VALIDATION})"


def _list_problems(workbook: Workbook, validation: etree._Element) -> Iterator[str]:
    """A list behind a name that is longer than its filled part shows blank lines, and then Excel lets any text in."""
    name = validation.findtext("m:formula1", "", NS)
    area = workbook.area_of(name) if validation.get("type") == "list" else None
    if area is not None:
        sheet, cells = area
        filled = sum(cells.top <= row <= cells.bottom and column == cells.left for row, column in sheet.filled)
        if filled < cells.bottom - cells.top + 1:
            yield f"the list {name} holds blank lines"


def _formula_problems(workbook: Workbook, sheet: Sheet, where: str, rule: etree._Element, place: Place) -> list[str]:
    found = []
    for formula in rule.iterfind("*", NS):
        text = formula.text or ""
        if etree.QName(formula).localname.startswith("formula") and not _is_list(rule, text):
            problems = formula_problems(text, workbook.known_on(sheet.name), place)
            found += [f"{sheet.name}!{where}: {place} formula {problem}" for problem in problems]
    return found


def _is_list(rule: etree._Element, text: str) -> bool:
    """A list written into the validation, `"橋,道"`: no formula, though it stands where one would."""
    return rule.get("type") == "list" and text.startswith('"')
