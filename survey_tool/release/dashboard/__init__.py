"""The dashboard workbook: everything that is published of a round, alive in one file that any official opens."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from survey_tool.reference.processes import working
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
    # They are given all of it when they begin, where a process begins as a copy without being sent anything. Whoever stops the command
    # need not wait for the rest of an edition: what is half written is never published.
    with working(workers, _begin, (release, tables), to_its_end=False) as pool:
        writing = [pool.submit(_write_begun, language, path) for language, path in paths.items()]
        for each in writing:
            each.result()


_begun_with: list[tuple[Release, Tables]] = []
"""What a process writes editions of."""


def _begin(release: Release, tables: Tables) -> None:
    _begun_with.append((release, tables))


def _write_begun(language: Language, path: Path) -> None:
    write_dashboard(*_begun_with[0], language, path)


def write_dashboard(release: Release, tables: Tables, language: Language, path: Path) -> None:
    """Write the dashboard workbook of a release in one language.

    Every summary figure is a live formula that carries its value: right without recalculation, and the same with it.
    The same release gives the same bytes.
    """
    from survey_tool.release.dashboard.workbook import write_workbook  # xlsxwriter only where something is written

    write_workbook(release, tables, language, path)
