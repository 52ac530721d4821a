"""The sheets of the dashboard are declared once in their order: key, contents and page go together."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from survey_tool.release.dashboard.contents import SHEETS, SheetKey
from survey_tool.release.dashboard.workbook import PAGES


def test_every_sheet_has_a_key_a_line_in_the_contents_and_a_page() -> None:
    assert get_args(SheetKey) == tuple(each.key for each in SHEETS) == tuple(PAGES)


def test_the_questions_of_readers_lead_to_sheets_that_there_are() -> None:
    """At least 40 of 45 in three steps at most."""
    text = (Path(__file__).parents[2] / "docs" / "dashboard.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \d+ \| ([^|]+) \| [^|]+ \| ([^|]+?) \| (\d|－) \|$", text, re.MULTILINE)
    names = {each.name.en for each in SHEETS} | {"analysis", "not told"}
    assert [where for _, where, _ in rows if re.split("[:]", where)[0] not in names] == []
    assert {who for who, _, _ in rows} == {"town of 9,000", "prefecture planning next year", "analyst"}
    assert len(rows) == 45
    answered = sum(steps in "123" for _, _, steps in rows)
    assert answered >= 40
    assert f"{answered} of 45 are answered" in text
