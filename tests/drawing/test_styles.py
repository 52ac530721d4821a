"""Formats belong to one workbook, are made once for it, and let it go when it has been written."""

from __future__ import annotations

import gc
import io
import weakref

from xlsxwriter import Workbook

from survey_tool.drawing.styles import Styles


def test_a_workbook_whose_formats_were_made_is_let_go() -> None:
    """A process that draws one form after the other would hold all of them else."""
    workbook = Workbook(io.BytesIO())
    styles = Styles(workbook)
    assert styles["text"] is styles["text"]
    assert styles.conditional("error") is styles.conditional("error")
    workbook.close()
    seen = weakref.ref(workbook)
    del workbook, styles
    gc.collect()
    assert seen() is None
