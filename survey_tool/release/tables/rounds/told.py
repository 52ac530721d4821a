"""What a release tells in its tables, read back as texts: the one before with which another is compared, and those before it."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from survey_tool.release.tables.csvfile import as_text, fingerprint, read_csv
from survey_tool.release.tables.table import ROUND, Table
from survey_tool.wording.words import Words

Texts = Mapping[str, str]


@dataclass(frozen=True)
class ReleaseTexts:
    """What a release tells of its cases, as texts: cells by column, and marks by municipality code, for each case id.

    `name` says which release it is, `updated` of which day (2027-03-01), as far as its descriptor does; `round` of which survey.
    `prefectures` and `series` are the rows of these tables, none where the release has no such table.
    """

    cases: Mapping[str, Texts]
    marks: Mapping[str, Texts]
    name: str = ""
    updated: str = ""
    round: str = ""
    prefectures: Sequence[Texts] = ()
    series: Sequence[Texts] = ()


class NotARelease(Exception):
    """A directory that holds no release to compare with."""

    def __init__(self, directory: Path) -> None:
        self.sentence = Words(
            f"{directory}：比較する公表データ（data/cases.csv及びdata/participation.csv）を読み取れません。",
            f"{directory}: no release to compare with (data/cases.csv and data/participation.csv) can be read there.",
        )
        super().__init__(self.sentence.en)


class Damaged(NotARelease):
    """A release whose tables are not those that were published: what differs from them would be no change."""

    def __init__(self, directory: Path, file: str) -> None:
        super().__init__(directory)
        self.sentence = Words(
            f"{directory}：{file}が公表時の内容と異なるため、比較することができません。公表したままのフォルダを指定してください。",
            f"{directory}: {file} is not as it was published, so there is nothing to compare with. Give the release as it was.",
        )


class OfAnotherWorld(NotARelease):
    """A release with invented answers beside one with real ones: what differs between them is no change."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.sentence = Words(
            f"{directory}：架空の回答による公表データと実際の回答による公表データは、比較することができません。",
            f"{directory}: a release of invented answers and one of real answers cannot be compared.",
        )


def read_release_texts(directory: Path) -> ReleaseTexts:
    """What an earlier release tells. `directory` is a release or its `data`. Raises `NotARelease`."""
    data = directory / "data" if (directory / "data").is_dir() else directory
    try:
        descriptor = _descriptor(data / "datapackage.json")
        hashes = {resource["path"]: resource.get("hash") for resource in descriptor.get("resources", [])}
        for name in (*_NEEDED, *_WHERE_THERE):
            if name in hashes and (data / name).exists() and hashes[name] != fingerprint((data / name).read_bytes()):
                raise Damaged(directory, name)
        cases, participation = (read_csv(data / name, columns) for name, columns in _NEEDED.items())
        prefectures, series = (
            read_csv(data / name, columns) if (data / name).exists() else [] for name, columns in _WHERE_THERE.items()
        )
    except (OSError, ValueError, csv.Error, KeyError, TypeError, AttributeError) as error:
        raise NotARelease(directory) from error
    name, updated = (str(descriptor.get(key) or "") for key in ("name", "version"))
    return ReleaseTexts(
        _by_case(cases),
        _marks(participation),
        f"{name} {updated}".strip(),
        updated,
        _round(*cases, *prefectures) or data.resolve().parent.name,
        prefectures,
        series,
    )


_NEEDED = {"cases.csv": ("case_id",), "participation.csv": ("case_id", "municipality_code", "mark")}
"""The tables, and the columns that a release of any layout has in every row."""
_WHERE_THERE: Mapping[str, tuple[str, ...]] = {"prefectures.csv": (), "series.csv": (ROUND.name,)}
"""Those that not every release has."""


def _descriptor(path: Path) -> dict[str, Any]:
    """The descriptor of a release; nothing where its tables were handed on without one."""
    return dict(json.loads(path.read_bytes())) if path.exists() else {}


def release_texts(cases: Table, participation: Table, prefectures: Table | None = None) -> ReleaseTexts:
    """What this release tells."""
    told, others = _texts(cases), _texts(prefectures) if prefectures else []
    return ReleaseTexts(_by_case(told), _marks(_texts(participation)), round=_round(*told, *others), prefectures=others)


def _round(*rows: Texts) -> str:
    """The round that rows say they belong to; nothing where they do not."""
    return next((row[ROUND.name] for row in rows if row.get(ROUND.name)), "")


def _by_case(cases: Sequence[Texts]) -> dict[str, Texts]:
    return {row["case_id"]: row for row in cases}


def _marks(participation: Sequence[Texts]) -> dict[str, dict[str, str]]:
    marks: dict[str, dict[str, str]] = {}
    for row in participation:
        marks.setdefault(row["case_id"], {})[row["municipality_code"]] = row["mark"]
    return marks


def _texts(of: Table) -> list[dict[str, str]]:
    return [{name: as_text(cell) for name, cell in row.items()} for row in of.rows]
