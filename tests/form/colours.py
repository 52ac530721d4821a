"""Which cells of a form are filled with which colour once it is calculated.

LibreOffice does not say which conditional format it shows. So each format's own condition is put as a formula into the same
cell of a sheet of its own (names in it are relative to row and column), and calculated there.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter.utility import xl_rowcol_to_cell

from survey_tool.form.contract.marker import SHEETS
from survey_tool.wording.words import Language
from tests.office import Office

_OF_THIS_SHEET = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]+(:\$?[A-Z]{1,3}\$?[0-9]+)?")


Look = tuple[str, str]
"""A sheet and a colour."""


def coloured(
    office: Office, data: bytes, folder: Path, edition: Language, looks: Collection[Look]
) -> dict[Look, set[str]]:
    """The cells of each sheet that a live format fills with each colour."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    pages: dict[str, Look] = {}
    for topic, fill in looks:
        sheet = book[SHEETS[topic][edition]]
        for origin, area, condition in _conditions(sheet, fill):
            page = book.create_sheet(f"condition {len(pages)}")
            pages[page.title] = (topic, fill)
            for cell in itertools.chain.from_iterable(sheet[area]):
                seen = Translator(condition, origin).translate_formula(cell.coordinate).removeprefix("=")
                page[cell.coordinate].value = f"=IFERROR(({_named(seen, sheet.title)})*1,0)"
    path = folder / "coloured.xlsx"
    book.save(path)
    shown = office.recalculate(path)
    found: dict[Look, set[str]] = {look: set() for look in pages.values()}
    assert set(looks) == set(found), "a colour that the sheet does not know"
    for page, look in pages.items():
        found[look] |= {
            xl_rowcol_to_cell(row - 1, column - 1) for (row, column), value in shown[page].items() if value == 1
        }
    return found


def _conditions(sheet: Worksheet, fill: str) -> Iterator[tuple[str, str, str]]:
    """First cell, area and condition of every format with a colour."""
    for area, rule in _rules(sheet):
        colour = rule.dxf.fill.bgColor.rgb if rule.dxf.fill else None
        if rule.type == "expression" and colour == f"FF{fill.removeprefix('#')}":
            whole = area if ":" in area else f"{area}:{area}"
            yield whole.partition(":")[0], whole, f"={rule.formula[0]}"


def _rules(sheet: Worksheet) -> Iterator[tuple[str, Any]]:
    """Every area of the sheet with each rule of its format."""
    for formats in sheet.conditional_formatting:
        yield from itertools.product(str(formats.sqref).split(), formats.rules)


def _named(formula: str, sheet: str) -> str:
    """A formula in which what stood without a sheet names it."""
    tokens = Tokenizer(f"={formula}").items
    return "".join(
        f"'{sheet}'!{each.value}"
        if each.subtype == Token.RANGE and _OF_THIS_SHEET.fullmatch(each.value)
        else str(each.value)
        for each in tokens
    )
