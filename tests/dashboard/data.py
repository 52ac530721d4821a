"""The published CSV files as rows of texts, what belongs together in them, and what they do not hold."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import Release
from survey_tool.wording.formulas import plain
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
    "series",
)
"""The tables that figures are reckoned from a second time. What follows from them (standings) is reckoned too, not read."""
LEVELS = {"participating": 2, "considering": 1}
"""How strong a mark is; a municipality without one has 0, or 3 where there is no data."""
Row = dict[str, str]


@dataclass(frozen=True)
class Town:
    """A municipality: its numbers, its size on the scale of comparison and what it is called."""

    code: str
    prefecture: str
    position: int
    population: int
    employees: int
    label: str
    full: str

    @property
    def sizes(self) -> tuple[float, float]:
        return round(math.log(max(self.population, 1)), 9), round(math.log(max(self.employees, 1)), 9)


@dataclass(frozen=True)
class Group:
    """A type as tabulated, or the others of a domain; `figure` is what figures call it."""

    figure: str
    label: str


@dataclass(frozen=True, eq=False)
class Data:
    """All text, as in the files; numbers are made where they are needed. `gaps` are types by prefecture without data."""

    survey: Survey
    language: Language
    tables: Mapping[str, list[Row]]
    gaps: Mapping[str, set[str]]
    reported: int

    def __getitem__(self, name: str) -> list[Row]:
        return self.tables[name]

    def say(self, ja: str, en: str) -> str:
        return ja if self.language == "ja" else en

    @cached_property
    def cases(self) -> dict[str, Row]:
        """By case id, in the order in which the workbook has them."""
        return {row["case_id"]: row for row in self["cases"]}

    @cached_property
    def positions(self) -> dict[str, int]:
        """Of cases, by id."""
        return {case_id: position for position, case_id in enumerate(self.cases, start=1)}

    @cached_property
    def prefectures(self) -> dict[str, Row]:
        """By code, with the name in the edition's language."""
        rows = self["prefectures"]
        return {row["prefecture_code"]: {**row, "name": row[f"prefecture_{self.language}"]} for row in rows}

    @cached_property
    def towns(self) -> dict[str, Town]:
        """Municipalities by code."""
        rows, column = self["municipalities"], f"municipality_{self.language}"
        alike = Counter((row["prefecture_code"], row[column]) for row in rows)
        found = {}
        for position, row in enumerate(rows, start=1):
            home, label = row["prefecture_code"], row[column]
            if alike[home, label] > 1:
                label += self.say("（{}）", " ({})").format(row["municipality_ja"])
            full = self.prefectures[home]["name"] + self.say("", ", ") + label
            numbers = (int(row["population"]), int(row["employees"]))
            found[row["municipality_code"]] = Town(row["municipality_code"], home, position, *numbers, label, full)
        return found

    @cached_property
    def towns_of(self) -> dict[str, list[Town]]:
        """By prefecture code."""
        return {code: [town for town in self.towns.values() if town.prefecture == code] for code in self.prefectures}

    @cached_property
    def types(self) -> dict[str, dict[str, set[str]]]:
        """For each group's figure its cases, with the types that they bring under it."""
        shown = {row["system_type"]: row["shown_as"] for row in self["system_types"]}
        found: dict[str, dict[str, set[str]]] = {}
        for row in self["case_system_types"]:
            figure = f"{row['domain']}:{shown[row['system_type']]}"
            found.setdefault(figure, {}).setdefault(row["case_id"], set()).add(row["system_type"])
        return found

    @cached_property
    def groups(self) -> list[Group]:
        """In the order of the dropdown: the types of each domain, then its others."""
        by_domain: dict[str, list[Group]] = {}
        others = {}
        for row in self["system_types"]:
            if row["domain"]:
                name = row[f"domain_{self.language}"]
                others[row["domain"]] = Group(
                    f"{row['domain']}:others", self.say(f"その他（{name}）", f"Others ({name})")
                )
                label = row[f"system_type_{self.language}"]
                by_domain.setdefault(row["domain"], []).append(Group(f"{row['domain']}:{row['system_type']}", label))
        listed = [group for domain, own in by_domain.items() for group in (*own, others[domain])]
        return [group for group in listed if group.figure in self.types]

    @cached_property
    def members(self) -> dict[str, list[str]]:
        """Case ids by group."""
        return {figure: sorted(own) for figure, own in self.types.items()}

    @cached_property
    def shown(self) -> dict[str, list[str]]:
        """Case ids by the prefecture under which they stand."""
        found: dict[str, list[str]] = {code: [] for code in self.prefectures}
        for row in self["case_prefectures"]:
            found[row["prefecture_code"]].append(row["case_id"])
        return {code: sorted(ids) for code, ids in found.items()}

    @cached_property
    def homes(self) -> dict[str, list[str]]:
        """The prefectures under which each case stands, in the order of the table."""
        found: dict[str, list[str]] = {}
        for row in self["case_prefectures"]:
            found.setdefault(row["case_id"], []).append(row["prefecture_code"])
        return found

    @cached_property
    def bodies(self) -> dict[str, list[str]]:
        """Codes of the municipalities with ○, by case."""
        found: dict[str, list[str]] = {case_id: [] for case_id in self.cases}
        for row in self["participation"]:
            if row["mark"] == "participating":
                found[row["case_id"]].append(row["municipality_code"])
        return found

    @cached_property
    def joined(self) -> dict[str, list[str]]:
        """Ids of cases that have not ended, by the municipality that takes part."""
        found: dict[str, list[str]] = {}
        for case_id, codes in sorted(self.bodies.items()):
            for code in codes if self.lasts(case_id) else ():
                found.setdefault(code, []).append(case_id)
        return found

    def lasts(self, case_id: str) -> bool:
        """Whether a case has not ended."""
        return self.cases[case_id]["status"] != "ended"

    @cached_property
    def considered(self) -> set[str]:
        """Municipalities with △ in a case that has not ended."""
        rows = (row for row in self["participation"] if row["mark"] == "considering" and self.lasts(row["case_id"]))
        return {row["municipality_code"] for row in rows}

    @cached_property
    def crossing(self) -> Counter[tuple[str, str]]:
        """Number of cases by prefecture code and group."""
        return self._crossing(self.cases)

    @cached_property
    def lasting_crossing(self) -> Counter[tuple[str, str]]:
        """The same without those that have ended."""
        return self._crossing([case_id for case_id in self.cases if self.lasts(case_id)])

    def _crossing(self, among: Collection[str]) -> Counter[tuple[str, str]]:
        pairs = ((figure, case_id) for figure, ids in self.members.items() for case_id in ids if case_id in among)
        return Counter((code, figure) for figure, case_id in pairs for code in self.homes[case_id])

    def is_silent(self, code: str, figure: str = "") -> bool:
        """Whether something is not known of a prefecture (in a group)."""
        types = set().union(*self.types[figure].values()) if figure else None
        missing = self.gaps.get(code, set())
        return bool(missing & types if types is not None else missing)

    def known(self, number: int, code: str, figure: str = "", *, sign: bool = True) -> str | float:
        """A number of a prefecture; where not all is known never 0, and marked as the least that it can be."""
        if not self.is_silent(code, figure):
            return number
        if number:
            return f"{number}＋"
        return "？" if sign else self.say("データなし", "No data")

    @cached_property
    def neighbours(self) -> dict[str, list[str]]:
        pairs = self.survey.places.neighbour_pairs
        codes = list(self.prefectures)
        return {code: [each for each in codes if {(code, each), (each, code)} & pairs] for code in codes}

    @cached_property
    def _marks(self) -> dict[tuple[str, str], list[Row]]:
        """The marks of cases that have not ended, by municipality and group."""
        groups = {case_id: [figure for figure, own in self.types.items() if case_id in own] for case_id in self.cases}
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self["participation"]:
            if self.cases[row["case_id"]]["status"] != "ended":
                for figure in groups[row["case_id"]]:
                    found.setdefault((row["municipality_code"], figure), []).append(row)
        return found

    @cached_property
    def standing(self) -> dict[tuple[str, str], int]:
        """For each municipality and group one of 2 1 0 3."""
        silent = {
            (code, figure)
            for code, missing in self.gaps.items()
            for figure, own in self.types.items()
            if missing & set().union(*own.values())
        }
        found = {}
        for town in self.towns.values():
            for figure in self.types:
                levels = [LEVELS[row["mark"]] for row in self._marks.get((town.code, figure), [])]
                found[town.code, figure] = max(levels, default=3 if (town.prefecture, figure) in silent else 0)
        return found

    @cached_property
    def only_illustrative(self) -> set[tuple[str, str]]:
        """Municipality and group whose standing rests on illustrative marks alone."""
        decisive = {
            pair: [row for row in rows if LEVELS[row["mark"]] == self.standing[pair]]
            for pair, rows in self._marks.items()
        }
        return {pair for pair, rows in decisive.items() if all(row["illustrative"] == "true" for row in rows)}


def read_data(folder: Path, release: Release, language: Language) -> Data:
    """Read the CSV files of a release."""
    return Data(
        release.survey, language, {name: _rows(folder, name) for name in NAMES}, silence(release), release.reported
    )


def _rows(folder: Path, name: str) -> list[Row]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [{column: plain(text) for column, text in row.items()} for row in csv.DictReader(file)]


def silence(release: Release) -> dict[str, set[str]]:
    """The types of which nothing can be said, by prefecture: it has not answered, or its answer is not settled."""
    every = {choice.key for choice in release.survey.questionnaire.lists["system_type"]}
    silent = set(release.survey.places.prefectures) - release.answered | release.unsettled
    found = {code: set(every) for code in silent}
    for case in release.excluded:
        if case.reason in ("needs_correction", "conflict"):
            found.setdefault(case.prefecture_code, set()).update(case.system_types or every)
    return found
