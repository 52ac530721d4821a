"""The sheets of the dashboard are declared once in their order: key, contents and page go together."""

from __future__ import annotations

from typing import get_args

from survey_tool.release.dashboard.contents import SHEETS, SheetKey
from survey_tool.release.dashboard.workbook import PAGES


def test_every_sheet_has_a_key_a_line_in_the_contents_and_a_page() -> None:
    assert get_args(SheetKey) == tuple(each.key for each in SHEETS) == tuple(PAGES)
