"""The dashboard workbook: everything that is published of a round, alive in one file that any official opens."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from survey_tool.reference.processes import beginning
from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import Release
from survey_tool.release.tables.all_tables import Tables
from survey_tool.wording.words import Language

_WORTH_PROCESSES = 100  # cases; below that starting processes costs more than it saves


def dashboard_name(survey: Survey, language: Language) -> str:
    """The file of the dashboard workbook of an edition."""
    return f"joint-procurement_{survey.round.name}_{language}.xlsx"


def write_dashboards(release: Release, tables: Tables, paths: Mapping[Language, Path]) -> None:
    """Write several editions of the dashboard workbook, large ones at the same time on the cores there are."""
    workers = min(os.cpu_count() or 1, len(paths))
    if workers < 2 or len(release.cases) < _WORTH_PROCESSES:
        for language, path in paths.items():
            write_dashboard(release, tables, language, path)
        return
    with ProcessPoolExecutor(workers, beginning()) as pool:
        writing = [pool.submit(write_dashboard, release, tables, language, path) for language, path in paths.items()]
        for each in writing:
            each.result()


def write_dashboard(release: Release, tables: Tables, language: Language, path: Path) -> None:
    """Write the dashboard workbook of a release in one language.

    Every summary figure is a live formula that carries its value: right without recalculation, and the same with it.
    The same release gives the same bytes.
    """
    from survey_tool.release.dashboard.workbook import write_workbook  # xlsxwriter only where something is written

    write_workbook(release, tables, language, path)
