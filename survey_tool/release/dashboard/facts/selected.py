"""The selection with everything that follows from it: which cases, which order, which neighbours."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from survey_tool.questionnaire.asked.case import MILESTONES
from survey_tool.questionnaire.vocabulary.kinds import month_span
from survey_tool.release.dashboard.contents import AT_LEAST, UNKNOWN
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.selection import Selection
from survey_tool.release.dashboard.facts.similarity import Similarity
from survey_tool.release.dashboard.facts.steps import steps
from survey_tool.release.tables.figures import CONSIDERED, IMPLEMENTED, NO_DATA, Figures

RANKED_CASES, RANKED_TOWNS, MISSING_TYPES = 15, 10, 10
"""How many rows the lists have that show a part: the cases of similar bodies at a time, the closest municipalities, the types
that neighbours have."""


@dataclass(frozen=True, eq=False)
class SelectedFacts:
    """The selection with everything that the sheets take from it."""

    facts: Facts
    selection: Selection
    similarity: Similarity

    def first_town(self, prefecture: int) -> int:
        """The position of a prefecture's first municipality; 1 where there is no prefecture."""
        codes = [each.prefecture_code for each in self.facts.municipalities]
        return codes.index(self.facts.prefectures[prefecture - 1].code) + 1 if prefecture else 1

    def towns(self, prefecture: int) -> int:
        """The number of a prefecture's municipalities; of all where there is no prefecture."""
        if not prefecture:
            return len(self.facts.municipalities)
        return len(self.facts.survey.places.municipalities_of(self.facts.prefectures[prefecture - 1].code))

    @property
    def group_figures(self) -> Figures:
        """What is counted of the cases of the chosen group."""
        return self.facts.of_group(self.selection.group)

    def group_cases(self) -> list[int]:
        """Positions of the cases of the chosen group."""
        return [case.position for case in self.facts.cases_of_group(self.selection.group)]

    def prefecture_cases(self) -> list[int]:
        """Positions of the cases of the chosen prefecture."""
        return [case.position for case in self.facts.cases_of_prefecture(self.selection.prefecture)]

    def ranked_cases(self) -> list[int]:
        """Positions of the cases of similar bodies that are shown, in their order."""
        return self.similarity.closest_cases(RANKED_CASES, self.selection.similar_before)

    def ranked_towns(self) -> list[int]:
        """Positions of the municipalities that are closest to it."""
        return self.similarity.closest_municipalities(RANKED_TOWNS)

    def neighbours(self) -> list[int]:
        """Positions of the prefectures round the chosen one."""
        return list(self.facts.neighbours[self.selection.prefecture - 1]) if self.selection.prefecture else []

    def count(self, prefecture: int, group: int) -> int | str:
        """Cases of a prefecture in a group that have not ended, as they are shown."""
        return self.facts.as_known(self.facts.lasting_crossing[prefecture, group], prefecture, group)

    def having(self, group: int) -> int:
        """How many neighbours have cases in a group that have not ended."""
        return sum(self.facts.lasting_crossing[each, group] > 0 for each in self.neighbours())

    def missing_score(self, group: int) -> int:
        """The higher, the more neighbours have a group (the earlier one first) of which it is known that the chosen prefecture
        has not; else 0."""
        having = self.having(group) if self.count(self.selection.prefecture, group) == 0 else 0
        return having and having * 1000 - group

    def missing(self) -> list[int]:
        """Groups that neighbours have and the chosen prefecture has not, those of most neighbours first."""
        found = [group.position for group in self.facts.groups if self.missing_score(group.position)]
        return sorted(found, key=self.missing_score, reverse=True)

    def map_shown(self) -> list[int | str]:
        """The number of cases on each tile of the map, as it is shown."""
        facts, group = self.facts, self.selection.map_group
        found: list[int | str] = []
        for position in range(1, len(facts.prefectures) + 1):
            number = facts.crossing[position, group] if group else facts.of_prefecture(position).number
            found.append(facts.as_known(number, position, group))
        return found

    def map_numbers(self) -> list[int]:
        """The same as numbers: 0 where nothing is known."""
        return [
            each if isinstance(each, int) else int(each.removesuffix(AT_LEAST).replace(UNKNOWN, "0"))
            for each in self.map_shown()
        ]

    def map_steps(self) -> tuple[int, int, int, int]:
        """From which number on each shade of the map begins."""
        return steps(self.map_numbers())

    @cached_property
    def standings(self) -> Counter[tuple[str, str]]:
        """Number of municipalities by prefecture and standing for the chosen group."""
        return self.facts.count_standings(self.selection.group)

    def is_silent(self, prefecture: int) -> bool:
        """Whether of none of its municipalities is known that it takes part in the chosen group or considers it, and of some nothing."""
        code = self.facts.prefectures[prefecture - 1].code
        known = self.standings[code, IMPLEMENTED] + self.standings[code, CONSIDERED]
        return not known and self.standings[code, NO_DATA] > 0

    def share(self, prefecture: int) -> float:
        """Which part of its municipalities is known to take part in the chosen group."""
        return self.standings[self.facts.prefectures[prefecture - 1].code, IMPLEMENTED] / self.towns(prefecture)

    def share_score(self, prefecture: int) -> float | str:
        """The higher, the larger that part (the earlier one first); blank where nothing is known."""
        if not self.selection.group or self.is_silent(prefecture):
            return ""
        return math.floor(self.share(prefecture) * 10_000 + 0.5) * 100 + 100 - prefecture

    def by_share(self) -> list[int]:
        """The prefectures by that part, the largest first."""
        told = {each: self.share_score(each) for each in range(1, len(self.facts.prefectures) + 1)}
        return sorted((each for each in told if told[each] != ""), key=lambda each: told[each], reverse=True)

    def silent(self) -> list[str]:
        """The names of the prefectures of which nothing is known."""
        chosen = range(1, len(self.facts.prefectures) + 1) if self.selection.group else ()
        return [self.facts(self.facts.prefectures[each - 1].name) for each in chosen if self.is_silent(each)]

    def months(self) -> list[tuple[int, int] | None]:
        """First and last month of each milestone of the chosen case."""
        if not self.selection.case:
            return [None] * len(MILESTONES)
        case = self.facts.cases[self.selection.case - 1]
        return [month_span(case.text(key)) for key in MILESTONES]


def selected_facts(facts: Facts, selection: Selection) -> SelectedFacts:
    """The selection with what follows from it."""
    return SelectedFacts(facts, selection, Similarity(facts, selection))
