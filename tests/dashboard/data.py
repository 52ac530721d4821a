"""The published CSV files as pandas frames, and what they do not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import Release
from survey_tool.release.tables.csvfile import plain
from survey_tool.wording.words import Language

NAMES = (
    "cases",
    "participation",
    "case_system_types",
    "case_prefectures",
    "system_types",
    "prefectures",
    "municipalities",
    "exclusions",
    "changes",
)


@dataclass(frozen=True, eq=False)
class Data:
    """All text, as in the files; numbers are made where they are needed. `gaps` are types by prefecture without data."""

    survey: Survey
    language: Language
    frames: Mapping[str, Any]
    gaps: Mapping[str, frozenset[str]]
    reported: int
    unreadable: int

    def __getitem__(self, name: str) -> Any:
        return self.frames[name]

    def say(self, ja: str, en: str) -> str:
        return ja if self.language == "ja" else en

    @cached_property
    def cases(self) -> Any:
        """By case id, with the position at which the workbook has it."""
        frame = self["cases"].set_index("case_id", drop=False)
        return frame.assign(position=range(1, len(frame) + 1))

    @cached_property
    def towns(self) -> Any:
        """Municipalities by code, with position, numbers, size on the scale of comparison and what they are called."""
        frame = self["municipalities"].set_index("municipality_code", drop=False)
        numbers = frame[["population", "employees"]].astype(int)
        sizes = np.log(numbers.clip(lower=1)).round(9).add_prefix("size_")
        label = frame[f"municipality_{self.language}"]
        alike = frame.assign(label=label).duplicated(["prefecture_code", "label"], keep=False)
        other = self.say("（{}）", " ({})")
        label = label.where(~alike, label + frame["municipality_ja"].map(other.format))
        home = frame["prefecture_code"].map(self.prefectures["name"])
        return frame.assign(
            position=range(1, len(frame) + 1), **numbers, **sizes, label=label, full=home + self.say("", ", ") + label
        )

    @cached_property
    def prefectures(self) -> Any:
        frame = self["prefectures"].set_index("prefecture_code", drop=False)
        return frame.assign(position=range(1, len(frame) + 1), name=frame[f"prefecture_{self.language}"])

    @cached_property
    def groups(self) -> Any:
        """The types as tabulated: domain, key (type or others), label, in the order of the dropdown."""
        types = self["system_types"]
        found = self.links[["domain", "shown_as"]].drop_duplicates()
        rows = []
        for domain, own in types[types["domain"] != ""].groupby("domain", sort=False):
            labels = dict(zip(own["system_type"], own[f"system_type_{self.language}"], strict=True))
            name = own[f"domain_{self.language}"].iloc[0]
            labels["others"] = self.say(f"その他（{name}）", f"Others ({name})")
            here = set(found.loc[found["domain"] == domain, "shown_as"])
            rows += [(domain, key, label) for key, label in labels.items() if key in here]
        frame = pd.DataFrame(rows, columns=["domain", "key", "label"])
        return frame.assign(position=range(1, len(frame) + 1), figure=frame["domain"] + ":" + frame["key"])

    @cached_property
    def links(self) -> Any:
        """Cases and types, with the type's tabulation."""
        shown = self["system_types"].set_index("system_type")["shown_as"]
        links = self["case_system_types"]
        return links.assign(shown_as=links["system_type"].map(shown))

    @cached_property
    def members(self) -> Any:
        """Cases and groups, each pair once, with the group's figure name and position."""
        pairs = self.links[["case_id", "domain", "shown_as"]].drop_duplicates()
        return pairs.merge(self.groups, left_on=["domain", "shown_as"], right_on=["domain", "key"])

    @cached_property
    def shown(self) -> Any:
        """Cases and the prefectures under which they stand."""
        return self["case_prefectures"]

    @cached_property
    def taking_part(self) -> Any:
        frame = self["participation"]
        return frame[frame["mark"] == "participating"]

    @cached_property
    def crossing(self) -> Any:
        """Number of cases by prefecture code and group figure."""
        told = self.shown.merge(self.members, on="case_id")
        return told.groupby(["prefecture_code", "figure"])["case_id"].nunique()

    @cached_property
    def neighbours(self) -> dict[str, list[str]]:
        pairs = self.survey.places.neighbour_pairs
        codes = list(self.prefectures.index)
        return {code: [each for each in codes if {(code, each), (each, code)} & pairs] for code in codes}

    @cached_property
    def standing(self) -> Any:
        """For each municipality (down) and group (across) one of 2 1 0 3, and whether it is only illustrative."""
        lasting = self.cases.loc[self.cases["status"] != "ended", "case_id"]
        marks = self["participation"]
        marks = marks[marks["case_id"].isin(lasting)].merge(self.members, on="case_id")
        level = marks["mark"].map({"participating": 2, "considering": 1})
        best = marks.assign(level=level).groupby(["municipality_code", "figure"])["level"].max()
        wide = best.unstack("figure").reindex(index=self.towns.index, columns=self.groups["figure"])
        types = self.links.merge(self.groups, left_on=["domain", "shown_as"], right_on=["domain", "key"])
        for figure, own in types.groupby("figure")["system_type"]:
            without = [code for code, missing in self.gaps.items() if missing & set(own)]
            silent = self.towns["prefecture_code"].isin(without)
            wide[figure] = wide[figure].where(wide[figure].notna(), np.where(silent, 3, 0))
        return wide.astype(int)

    @cached_property
    def only_illustrative(self) -> set[tuple[str, str]]:
        """Municipality and group whose standing rests on illustrative marks alone."""
        lasting = self.cases.loc[self.cases["status"] != "ended", "case_id"]
        marks = self["participation"]
        marks = marks[marks["case_id"].isin(lasting)].merge(self.members, on="case_id")
        marks = marks.assign(level=marks["mark"].map({"participating": 2, "considering": 1}))
        best = marks.groupby(["municipality_code", "figure"])["level"].transform("max")
        decisive = marks[marks["level"] == best]
        real = decisive.assign(real=decisive["illustrative"] != "true").groupby(["municipality_code", "figure"])["real"]
        return {pair for pair, any_real in real.any().items() if not any_real}


def read_data(folder: Path, release: Release, gaps: Mapping[str, frozenset[str]], language: Language) -> Data:
    """Read the CSV files of a release."""
    frames: dict[str, Any] = {}
    for name in NAMES:
        raw = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
        frames[name] = raw.map(plain)
    return Data(release.survey, language, frames, gaps, release.reported, release.unreadable_files)
