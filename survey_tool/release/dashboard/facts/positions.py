"""What the sheets show, in the order and by the positions in which the formulas find it.

Positions count from 1, as MATCH and INDEX do: of cases (order of the case table), municipalities, prefectures, and groups
(system types as they are tabulated).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

import pandas as pd

from survey_tool.questionnaire.vocabulary.lists import Choice
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.places import Municipality, Prefecture
from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import PublishedCase, Release
from survey_tool.release.dashboard.contents import AT_LEAST, NO_DATA, PRODUCT, UNKNOWN
from survey_tool.release.data.notes import marked
from survey_tool.release.tables import figures
from survey_tool.release.tables.all_tables import Tables
from survey_tool.release.tables.cases import public_questions
from survey_tool.release.tables.coverage import gaps
from survey_tool.release.tables.figures import (
    CONSIDERED,
    IMPLEMENTED,
    NO_CASE,
    OTHERS,
    Figures,
    count_by,
    count_standings,
    grouped,
    only_illustrative,
    standing,
)
from survey_tool.release.tables.summaries import OTHERS_LABEL
from survey_tool.release.tables.table import TableRow, number_in
from survey_tool.wording.words import Language, Words

_T = TypeVar("_T")
STATUSES = ("in_operation", "in_preparation", "considering", "ended")
IMPLEMENTED_STATUSES = ("in_operation", "in_preparation")
_OTHERS_OF = Words("{others}（{domain}）", "{others} ({domain})")
WITH_OTHER = Words("{name}（{other}）", "{name} ({other})")
SIGNS = {
    NO_CASE: "0",
    CONSIDERED: "1",
    IMPLEMENTED: "2",
    figures.NO_DATA: "3",
}  # a municipality's standing, one sign a group


@dataclass(frozen=True)
class Group:
    """A system type as it is tabulated, or the others of a domain. `types` are the types that it stands for."""

    position: int
    domain: str
    key: str
    label: Words
    types: frozenset[str]

    @property
    def name(self) -> str:
        """What the figures call it."""
        return f"{self.domain}:{self.key}"


@dataclass(frozen=True)
class FactCase:
    """A published case with its row of the case table and everything that it belongs to, as positions."""

    position: int
    case: PublishedCase
    row: TableRow
    groups: tuple[int, ...]
    prefectures: tuple[int, ...]
    participants: tuple[int, ...]
    considering: tuple[int, ...]

    @property
    def id(self) -> str:
        return self.case.case_id

    @cached_property
    def signed(self) -> frozenset[str]:
        """The columns whose values are illustrative."""
        return frozenset(str(self.row["illustrative"] or "").split(";"))

    @property
    def stage(self) -> int:
        """Its status as a number that can be chosen by, beginning with 2."""
        return STATUSES.index(self.text("status")) + 2

    @property
    def has_ended(self) -> bool:
        """Whether nobody uses it any more."""
        return self.row["status"] == "ended"

    def number(self, column: str) -> int | float | None:
        """A number of the case table, None where there is none."""
        return number_in(self.row, column)

    def text(self, column: str) -> str:
        """A text of the case table, empty where there is none."""
        value = self.row[column]
        return "" if value is None else str(value)


@dataclass(frozen=True, eq=False)
class Facts:
    """A release and its tables, ready to be drawn in one language."""

    release: Release
    tables: Tables
    language: Language

    def __call__(self, words: Words) -> str:
        """A text in the language of the edition."""
        return words[self.language]

    @property
    def survey(self) -> Survey:
        return self.release.survey

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The questions whose answers are published."""
        return public_questions(self.survey)

    @cached_property
    def prefectures(self) -> tuple[Prefecture, ...]:
        return tuple(self.survey.places.prefectures.values())

    @cached_property
    def municipalities(self) -> tuple[Municipality, ...]:
        return tuple(self.survey.places.municipalities.values())

    @cached_property
    def prefecture_position(self) -> dict[str, int]:
        """Position by code."""
        return {each.code: position for position, each in enumerate(self.prefectures, start=1)}

    @cached_property
    def municipality_position(self) -> dict[str, int]:
        """Position by code."""
        return {each.code: position for position, each in enumerate(self.municipalities, start=1)}

    @cached_property
    def municipality_labels(self) -> dict[str, str]:
        """What each municipality is called, by code; within a prefecture no two are called alike."""
        found: dict[str, str] = {}
        for prefecture in self.prefectures:
            own = self.survey.places.municipalities_of(prefecture.code)
            names = [self(each.name) for each in own]
            for each, name in zip(own, names, strict=True):
                alike = names.count(name) > 1
                found[each.code] = self(WITH_OTHER).format(name=name, other=each.name.ja) if alike else name
        return found

    @property
    def product(self) -> str:
        """What the dashboard calls itself on every sheet."""
        return self(marked(self.survey, PRODUCT))

    @cached_property
    def has_illustrative(self) -> bool:
        """Whether any value was added for illustration."""
        return any(case.illustrative for case in self.release.cases)

    @cached_property
    def _type_links(self) -> list[tuple[str, str, str]]:
        """For each pair of a case and a type the id of the case, the name of the group and the type."""
        shown = {row["system_type"]: row["shown_as"] for row in self.tables.system_types.rows}
        told = [(row["case_id"], row["domain"], row["system_type"]) for row in self.tables.case_system_types.rows]
        return [(str(case_id), f"{domain}:{shown[each]}", str(each)) for case_id, domain, each in told]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The types as tabulated, in the order of the code list; after each domain its others."""
        lists = self.survey.questionnaire.lists
        covered: dict[str, set[str]] = {}
        for _, name, system_type in self._type_links:
            covered.setdefault(name, set()).add(system_type)
        groups: list[Group] = []
        for domain in lists["domain"]:
            others = Choice(OTHERS, _OTHERS_OF.fill(others=OTHERS_LABEL, domain=domain.label))
            for choice in (*lists["system_type"].under(domain.key), others):
                if types := covered.get(f"{domain.key}:{choice.key}"):
                    groups.append(Group(len(groups) + 1, domain.key, choice.key, choice.label, frozenset(types)))
        return tuple(groups)

    @cached_property
    def cases(self) -> tuple[FactCase, ...]:
        """The cases in the order of the case table."""
        by_id = {case.case_id: case for case in self.release.cases}
        positions = {group.name: group.position for group in self.groups}
        groups: dict[str, set[int]] = {}
        for case_id, name, _ in self._type_links:
            groups.setdefault(case_id, set()).add(positions[name])
        found = []
        for position, row in enumerate(self.tables.cases.rows, start=1):
            case = by_id[str(row["case_id"])]
            found.append(
                FactCase(
                    position=position,
                    case=case,
                    row=row,
                    groups=tuple(sorted(groups[case.case_id])),
                    prefectures=tuple(self.prefecture_position[code] for code in case.shown_under),
                    participants=tuple(self.municipality_position[code] for code in case.participants),
                    considering=tuple(self.municipality_position[code] for code in case.considering),
                )
            )
        return tuple(found)

    @cached_property
    def _kept(self) -> dict[str, object]:
        return {}

    def kept(self, name: str, reckon: Callable[[], _T]) -> _T:
        """What was reckoned under this name before, or else now."""
        if name not in self._kept:
            self._kept[name] = reckon()
        return cast("_T", self._kept[name])

    def cases_of_group(self, position: int) -> list[FactCase]:
        """The cases under a group."""
        return [case for case in self.cases if position in case.groups]

    def cases_of_prefecture(self, position: int) -> list[FactCase]:
        """The cases shown under a prefecture."""
        return [case for case in self.cases if position in case.prefectures]

    @cached_property
    def figures(self) -> Figures:
        """What is counted of all cases."""
        return self.tables.frames.figures

    def of_group(self, position: int) -> Figures:
        """What is counted of the cases under a group; of no case where there is no group."""
        name = self.groups[position - 1].name if position else ""
        return self.kept(f"group {name}", lambda: self.tables.frames.under(self.group_links, "group", name))

    def of_prefecture(self, position: int) -> Figures:
        """What is counted of the cases shown under a prefecture; of no case where there is no prefecture."""
        code, frames = self.prefectures[position - 1].code if position else "", self.tables.frames
        return self.kept(f"prefecture {code}", lambda: frames.under(frames.prefectures, "prefecture_code", code))

    @cached_property
    def group_links(self) -> pd.DataFrame:
        return grouped(self.tables.frames)

    @cached_property
    def crossing(self) -> Counter[tuple[int, int]]:
        """Number of cases by prefecture and group."""
        return self._crossing(self.tables.frames.prefectures)

    @cached_property
    def lasting_crossing(self) -> Counter[tuple[int, int]]:
        """The same without those that have ended."""
        frames = self.tables.frames
        return self._crossing(frames.prefectures[frames.prefectures["case_id"].isin(frames.lasting)])

    def _crossing(self, links: pd.DataFrame) -> Counter[tuple[int, int]]:
        counted = count_by(links.merge(self.group_links, on="case_id"), "prefecture_code", "group")
        position = {group.name: group.position for group in self.groups}
        return Counter({(self.prefecture_position[c], position[group]): n for (c, group), n in counted.items()})

    @cached_property
    def _gaps(self) -> dict[str, frozenset[str]]:
        return gaps(self.release)

    def is_open(self, prefecture: int, group: int = 0) -> bool:
        """Whether something is not known of a prefecture (of its cases in a group): no answer, or none that is settled."""
        missing = self._gaps.get(self.prefectures[prefecture - 1].code, frozenset()) if prefecture else frozenset()
        return bool(self.groups[group - 1].types & missing if group else missing)

    def as_known(self, number: int, prefecture: int, group: int = 0, unknown: str = UNKNOWN) -> int | str:
        """A number of a prefecture as it is shown: where not all is known never 0, and marked as the least that it can be."""
        if not self.is_open(prefecture, group):
            return number
        return f"{number}{AT_LEAST}" if number else unknown

    @cached_property
    def cases_joined(self) -> Counter[int]:
        """For each municipality, by position, the number of cases that have not ended in which it takes part."""
        return self._cases_of(self.tables.frames.participating)

    @cached_property
    def cases_considered(self) -> Counter[int]:
        """The same for those that it considers."""
        return self._cases_of(self.tables.frames.considering)

    def _cases_of(self, participation: pd.DataFrame) -> Counter[int]:
        counted = count_by(participation, "municipality_code")
        return Counter({self.municipality_position[code]: number for code, number in counted.items()})

    def shown_joined(self, municipality: int) -> int | str:
        """In how many cases that have not ended a municipality takes part, as it is shown."""
        home = self.prefecture_position[self.municipalities[municipality - 1].prefecture_code]
        return self.as_known(self.cases_joined[municipality], home, unknown=self(NO_DATA))

    @cached_property
    def neighbours(self) -> tuple[tuple[int, ...], ...]:
        """For each prefecture the positions of its neighbours."""
        places, position = self.survey.places, self.prefecture_position
        return tuple(tuple(position[code] for code in places.neighbours_of(each.code)) for each in self.prefectures)

    @cached_property
    def _stands(self) -> pd.DataFrame:
        """Where each municipality (by code) stands for each group (by name)."""
        gaps_by_group = {
            code: [group.name for group in self.groups if group.types & missing] for code, missing in self._gaps.items()
        }
        names = [group.name for group in self.groups]
        return standing(self.tables.frames, self.group_links, "group", names, gaps_by_group)

    @cached_property
    def standings(self) -> tuple[str, ...]:
        """For each municipality one sign a group: 2 takes part, 1 considers it, 3 no data, 0 no published case."""
        stands = dict(zip(self._stands.index, self._stands.to_numpy().tolist(), strict=True))
        return tuple("".join(SIGNS[each] for each in stands[town.code]) for town in self.municipalities)

    def count_standings(self, group: int) -> Counter[tuple[str, str]]:
        """Number of municipalities by the code of their prefecture and their standing for a group; none without a group."""
        return count_standings(self.tables.frames, self._stands[self.groups[group - 1].name]) if group else Counter()

    @cached_property
    def added(self) -> tuple[str, ...]:
        """For each municipality a sign a group: 1 where its standing rests on values added for illustration alone."""
        found = only_illustrative(self.tables.frames, self.group_links, "group")
        names = [group.name for group in self.groups]
        return tuple(
            "".join("1" if (town.code, name) in found else "0" for name in names) for town in self.municipalities
        )

    @cached_property
    def joined(self) -> tuple[tuple[FactCase, ...], ...]:
        """For each municipality the cases that have not ended in which it takes part."""
        found: list[list[FactCase]] = [[] for _ in self.municipalities]
        for case in self.cases:
            if case.has_ended:
                continue
            for position in case.participants:
                found[position - 1].append(case)
        return tuple(tuple(each) for each in found)
