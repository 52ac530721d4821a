"""What the page must show, reckoned by pandas from the published tables: filters, counts, standings."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from survey_tool.questionnaire.asked.case import BENEFITS, SUBSIDIES
from survey_tool.release.choosing.release import Release
from survey_tool.release.page import write_pages
from survey_tool.release.page.names import page_name
from survey_tool.release.tables.all_tables import Tables, tables
from survey_tool.release.tables.csvfile import as_text
from survey_tool.release.tables.rounds.told import release_texts
from survey_tool.release.tables.scales import POPULATION_BOUNDS
from survey_tool.wording.words import LANGUAGES, Language

Chosen = dict[str, list[str]]
LISTED = ("domain", "status", "subsidy_used", "contract_form", "procurement_method", "specification")
MARKS = {"subsidy": SUBSIDIES, "benefit": BENEFITS}
COSTS = ("annual_cost", "initial_cost")


@dataclass(frozen=True, eq=False)
class Pages:
    """The pages of a release, and its tables."""

    release: Release
    tables: Tables
    paths: dict[Language, Path]

    @cached_property
    def values(self) -> dict[str, dict[str, set[str]]]:
        """For each facet, by case id, the values under which it counts."""
        cases, frames = self.tables.frames.cases.set_index("case_id"), self.tables.frames
        population = cases["population"].astype(float)
        classes = (
            pd.cut(population, [-1, *POPULATION_BOUNDS, float("inf")], right=False)
            .cat.codes.astype(str)
            .replace("-1", "none")
        )
        return {
            **{key: _single(cases[key].fillna("blank")) for key in LISTED},
            "type": _linked(frames.types, "system_type"),
            "prefecture": _linked(frames.prefectures, "prefecture_code"),
            **{key: _marked(cases, questions) for key, questions in MARKS.items()},
            **{key: _single(cases.apply(_cost, axis=1, key=key)) for key in COSTS},
            "size": _single(classes),
        }

    def left(self, chosen: Chosen) -> set[str]:
        """The ids of the cases that a filter leaves."""
        ids = set(self.tables.frames.cases["case_id"])
        return {
            case
            for case in ids
            if all(self.values[key][case] & set(wanted) for key, wanted in chosen.items() if wanted)
        }

    def counts(self, chosen: Chosen, key: str) -> dict[str, int]:
        """How many cases there would be of each value of a facet under what else is chosen; those that are none left out."""
        others = self.left({each: wanted for each, wanted in chosen.items() if each != key})
        told = pd.Series([value for case in others for value in self.values[key][case]], dtype="string")
        return {str(value): int(number) for value, number in told.value_counts().items()}

    def some_filter(self, dice: random.Random) -> Chosen:
        """A filter that may be chosen on the page."""
        keys = dice.sample(sorted(self.values), dice.randint(1, 4))
        offered = {key: sorted(set().union(*self.values[key].values())) for key in keys}
        return {
            key: dice.sample(values, min(len(values), dice.randint(1, 3))) for key, values in offered.items() if values
        }


def _single(values: pd.Series[str]) -> dict[str, set[str]]:
    return {str(case): {str(value)} for case, value in values.items()}


def _linked(links: pd.DataFrame, column: str) -> dict[str, set[str]]:
    return {str(case): set(own[column]) for case, own in links.groupby("case_id")}


def _marked(cases: pd.DataFrame, questions: tuple[str, ...]) -> dict[str, set[str]]:
    marks = cases[[*questions]].fillna(False)
    return {str(case): {each for each in questions if row[each]} for case, row in marks.iterrows()}


def _cost(row: Any, key: str) -> str:
    if pd.isna(row[f"{key}_band"]):
        return str(row[f"{key}_status"])
    return str(row[f"{key}_band"] if row["cost_basis"] == "all_participants" else f"scope_{row['cost_basis']}")


def write(release: Release, folder: Path, since: Iterable[Release] = ()) -> Pages:
    """The pages of a release in a folder, with the changes since the last of earlier ones and the series over all."""
    before = [tables(each) for each in since]
    told = tables(release, [release_texts(each.cases, each.participation, each.prefectures) for each in before])
    paths = {language: folder / page_name(release.survey, language) for language in LANGUAGES}
    write_pages(release, told, paths)
    return Pages(release, told, paths)


def place(view: str, chosen: Chosen) -> str:
    """The address of a filter."""
    return f"#{view}?" + "&".join(f"{key}={','.join(values)}" for key, values in chosen.items())


def block(path: Path) -> dict[str, Any]:
    """The data of a page."""
    found = re.search(
        r'<script type="application/json" id="release">(.*?)</script>', path.read_text("utf-8"), re.DOTALL
    )
    assert found
    return dict(json.loads(found[1]))


def unpacked(packed: dict[str, Any]) -> list[list[str]]:
    """The rows of a table of the block as texts, in the order of its columns: what the CSV says."""

    def cell(name: str, row: int) -> Any:
        if name in packed["columns"]:
            column = packed["columns"][name]
            return None if column is None else column[row]
        code = cell(name[:-3], row)
        return None if code is None else packed["labels"][name[:-3]][as_text(code)][name.endswith("_en")]

    return [[as_text(cell(name, row)) for name in packed["order"]] for row in range(packed["rows"])]
