"""Cells and areas as readers of files speak of them; their names are those under which findings tell them."""

from __future__ import annotations

from survey_tool.questionnaire.findings.cell_names import cell_name as cell_name
from survey_tool.questionnaire.findings.cell_names import column_letters as column_letters
from survey_tool.questionnaire.findings.cell_names import column_number as column_number

CellPlace = tuple[int, int]
"""Row and column, counted from 1."""

Area = tuple[int, int, int, int]
"""First row and column, last row and column, counted from 1."""
