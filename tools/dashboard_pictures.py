"""Pictures of every sheet of a dashboard workbook, to be looked at as a mayor's office would.

python -m tools.dashboard_pictures published/2026/joint-procurement_2026_ja.xlsx pictures/

Asks LibreOffice to print each sheet for people and turns the pages into PNG files. Column widths depend on the fonts of
the machine: without Calibri, LibreOffice makes them up to a third wider than Excel does.
"""

from __future__ import annotations

import sys
from pathlib import Path

from openpyxl import load_workbook

from survey_tool.release.dashboard.contents import SHEETS
from tests.office import Office

DPI = 80


def pictures(workbook: Path, folder: Path) -> list[Path]:
    """The pictures of all sheets that people read, in their order, in `folder`."""
    names = load_workbook(workbook, read_only=True).sheetnames[: len(SHEETS)]
    with Office() as office:
        return [each for name in names for each in office.pictures(workbook, folder, dpi=DPI, sheet=name)]


if __name__ == "__main__":
    for path in pictures(Path(sys.argv[1]), Path(sys.argv[2])):
        print(path)
