"""The release as a page: one HTML file a language that any browser opens, alone and offline, with the figures of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from survey_tool.release.choosing.release import Release
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.tables.all_tables import LEFT_TO_ITS_FILE, Tables
from survey_tool.wording.words import Language


def write_pages(release: Release, tables: Tables, paths: Mapping[Language, Path]) -> None:
    """Write the page in several languages. The same release gives the same bytes."""
    from survey_tool.release.page.assembly import page  # Jinja only where something is written
    from survey_tool.release.page.block import packed

    # The same in every language.
    data = {each.name: packed(each) for each in tables if each.name not in LEFT_TO_ITS_FILE}
    for language, path in paths.items():
        path.write_bytes(page(Facts(release, tables, language), data))
