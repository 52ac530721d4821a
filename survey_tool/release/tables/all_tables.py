"""All tables of a release: what is written as data, shown on the data sheets, and what the figures are reckoned from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from survey_tool.release.choosing.release import Release
from survey_tool.release.tables.cases import case_table
from survey_tool.release.tables.coverage import exclusions_table
from survey_tool.release.tables.figures import Frames
from survey_tool.release.tables.links import case_prefectures_table, case_types_table, participation_table
from survey_tool.release.tables.rounds.changes import changes_table
from survey_tool.release.tables.rounds.series import series_table
from survey_tool.release.tables.rounds.told import ReleaseTexts
from survey_tool.release.tables.standings import neighbours_table, standing_table
from survey_tool.release.tables.summaries import municipalities_table, prefectures_table, system_types_table
from survey_tool.release.tables.table import ROUND, Table, of_round

LEFT_TO_ITS_FILE = frozenset({"standing"})
"""Published as a file alone: 75,000 rows would make the workbook slow to open and the page four times as large."""


@dataclass(frozen=True)
class ReleaseBefore:
    """The release with which another is compared: what it is called and of which day it is, as far as it says so itself."""

    name: str
    updated: str


@dataclass(frozen=True)
class Tables:
    """The published tables in the order in which they are listed.

    `frames` is what figures are reckoned from, `earlier` the release with which this one was compared. Every row of every table
    begins with the round to which it belongs: this one, but for the earlier ones of the series.
    """

    cases: Table
    participation: Table
    case_system_types: Table
    case_prefectures: Table
    system_types: Table
    prefectures: Table
    municipalities: Table
    exclusions: Table
    changes: Table
    series: Table
    standing: Table
    prefecture_neighbours: Table
    frames: Frames
    earlier: ReleaseBefore | None = None

    @property
    def compared(self) -> bool:
        """Whether there was an earlier release, so that no changes are a statement."""
        return self.earlier is not None

    def __iter__(self) -> Iterator[Table]:
        told = (getattr(self, each.name) for each in fields(self))
        return (each for each in told if isinstance(each, Table))


def tables(release: Release, earlier: Sequence[ReleaseTexts] = ()) -> Tables:
    """All tables of a release; `earlier` is what earlier releases told (see `rounds.told`), the last of which it is compared with."""
    survey, before = release.survey, earlier[-1] if earlier else None
    cases, participation = case_table(release), participation_table(release)
    types, prefectures = case_types_table(release), case_prefectures_table(release)
    municipalities = municipalities_table(survey)
    frames = Frames(*(each.frame for each in (cases, participation, types, prefectures, municipalities)))
    by_prefecture = prefectures_table(release, frames)
    told = {
        "cases": cases,
        "participation": participation,
        "case_system_types": types,
        "case_prefectures": prefectures,
        "system_types": system_types_table(survey, frames),
        "prefectures": by_prefecture,
        "municipalities": municipalities,
        "exclusions": exclusions_table(release),
        "changes": changes_table(release, before, cases, participation),
        "series": series_table(survey, earlier, by_prefecture.rows, frames),
        "standing": standing_table(release, frames),
        "prefecture_neighbours": neighbours_table(survey),
    }
    named = {name: each if ROUND in each.columns else of_round(each, survey.round.name) for name, each in told.items()}
    compared = ReleaseBefore(before.name, before.updated) if before else None
    return Tables(**named, frames=frames, earlier=compared)
