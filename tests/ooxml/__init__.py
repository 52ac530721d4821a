"""What Excel would refuse in a generated .xlsx and LibreOffice lets pass: a lint, and a proof against the standard.

assert problems(path) == []          # each as "事例!F9: …"
assert xsd_problems(path) == []      # skips the test, saying so, where $OOXML_XSD is not set
"""

from __future__ import annotations

from pathlib import Path

from tests.ooxml.package import Package
from tests.ooxml.schema import xsd_problems
from tests.ooxml.sheets import sheet_problems
from tests.ooxml.tables import table_problems
from tests.ooxml.validations import format_problems, validation_problems
from tests.ooxml.workbook import Workbook, name_problems, style_problems, workbook_problems

__all__ = ["problems", "xsd_problems"]


def problems(path: Path) -> list[str]:
    """Everything about a workbook that Excel 2016 would refuse, repair or show as an error; empty for a sound one."""
    package = Package.read(path)
    found = package.problems()
    if found:
        return found  # a workbook whose parts do not hold together cannot be looked at further
    workbook = Workbook.of(package)
    found += workbook_problems(workbook) + name_problems(workbook) + style_problems(workbook)
    found += table_problems(workbook)
    for sheet in workbook.sheets:
        found += sheet_problems(workbook, sheet)
        found += validation_problems(workbook, sheet) + format_problems(workbook, sheet)
    return found
