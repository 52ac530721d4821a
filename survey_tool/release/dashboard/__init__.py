"""The dashboard workbook: everything that is published of a round, alive in one file that any official opens."""

from __future__ import annotations

from pathlib import Path

from survey_tool.questionnaire.words import Language
from survey_tool.release.release import Release
from survey_tool.release.tables import Tables


def write_dashboard(release: Release, tables: Tables, language: Language, path: Path) -> None:
    """Write the dashboard workbook of a release in one language.

    Every summary figure is a live formula that carries its value: right without recalculation, and the same with it.
    The same release gives the same bytes.
    """
    from survey_tool.release.dashboard.workbook import write_workbook  # xlsxwriter only where something is written

    write_workbook(release, tables, language, path)
