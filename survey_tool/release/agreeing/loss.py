"""What a release that is replaced has and the new one has not: where half of it is gone, files may be missing, not cases."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from survey_tool.release.choosing.release import Release
from survey_tool.release.tables.csvfile import read_csv
from survey_tool.wording.words import Words

_LOST = Words(
    "これまでの公表物（{folder}）にある事例{cases}件のうち{gone}件が、今回の公表物にありません。"
    "事例が1件もなくなる都道府県（{before}団体のうち{lost}団体）：{names}",
    "Of {cases} cases in the release that lies in {folder}, {gone} are not in the new one. Prefectures that would have no case "
    "any more ({lost} of {before}): {names}",
)
_NONE = Words("なし", "none")


@dataclass(frozen=True, slots=True)
class Loss:
    """How many `cases` the release in `folder` has and how many of them are `gone`; how many prefectures reported them (`before`),
    and those of them with none any more. That another names it in a case of its own gives a prefecture none."""

    folder: Path
    cases: int
    gone: int
    before: int
    prefectures: tuple[Words, ...]

    @property
    def is_grave(self) -> bool:
        """Whether all its cases or half of its prefectures are gone."""
        return 0 < self.cases == self.gone or 0 < self.before <= 2 * len(self.prefectures)

    @property
    def sentence(self) -> Words:
        """What would be lost."""
        return _LOST.fill(
            folder=self.folder,
            cases=self.cases,
            gone=self.gone,
            before=self.before,
            lost=len(self.prefectures),
            names=Words.listed(self.prefectures) or _NONE,
        )


def lost_since(folder: Path, release: Release) -> Loss | None:
    """What of the release in a folder the new one has not; None where none lies there, or no table. Raises `OSError` where it cannot be
    opened: half of it may be lost."""
    then = cases_in(folder)
    if then is None:
        return None
    now = {case.case_id for case in release.cases}
    before = _reported_by(then)
    known = release.survey.places.prefectures
    lost = (known[code].name if code in known else Words.same(code) for code in sorted(before - _reported_by(now)))
    return Loss(folder, len(then), len(then - now), len(before), tuple(lost))


def cases_in(folder: Path) -> frozenset[str] | None:
    """The ids of the cases in the release that lies in a folder; None where none lies there, or no table. Raises `OSError`."""
    cases = folder / "data" / "cases.csv"
    try:
        return frozenset(row["case_id"] for row in read_csv(cases, ("case_id",))) if cases.is_file() else None
    except (ValueError, KeyError, csv.Error):
        return None


def _reported_by(case_ids: Iterable[str]) -> set[str]:
    return {case_id[:2] for case_id in case_ids}
