"""LibreOffice for tests: recalculate, convert, type into and photograph workbooks.

def test_total(office: Office) -> None:  # the fixture of tests/conftest.py
    values = office.recalculate(path)["事例"]  # {(6, 1): "✔", (6, 9): 1200.0, …}
    with office.document(path) as document:
        document.set({("事例", "F6"): "道路台帳", ("事例", "K6"): None})
        document.recalculate()
        assert document.get("事例", "A6") == [["✔"]]
"""

from __future__ import annotations

from tests.office.bridge import OfficeMissingError, OfficeRefusedError, find_programs
from tests.office.document import CellError, Document
from tests.office.office import Format, Office

__all__ = ["CellError", "Document", "Format", "Office", "OfficeMissingError", "OfficeRefusedError", "find_programs"]
