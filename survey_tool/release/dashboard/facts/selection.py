"""What is chosen in the selectors: as positions, and at first, when the file is opened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial

from survey_tool.release.dashboard.facts.positions import FactCase, Facts

COMPARED = 3
"""How many cases can be looked at side by side."""
NOT_ENDED = 1
"""What stands for every stage but the last, among the stages."""


@dataclass(frozen=True)
class Selection:
    """What is chosen in the selectors, as positions; 0 where there is nothing to choose.

    `case_prefecture` narrows what the selector of cases offers; 0 is all of them. Of similar bodies `similar_group` and
    `similar_stage` (a stage of `FactCase.stage`, or `NOT_ENDED`) filter the cases, 0 is all of them, and so many
    `similar_before` are passed over. `map_group` is the group that the map shows, 0 is all. `compared` stand side by side.
    """

    case: int
    municipality: int
    group: int
    group_prefecture: int
    prefecture: int
    case_prefecture: int = 0
    similar_group: int = 0
    similar_stage: int = 0
    similar_before: int = 0
    map_group: int = 0
    compared: tuple[int, ...] = (0,) * COMPARED


def first_selection(facts: Facts) -> Selection:
    """What is chosen when the file is opened: the case that tells most, the largest type and prefecture, a middling town."""
    groups = range(1, len(facts.groups) + 1)
    group = max(groups, key=lambda each: (facts.of_group(each).number, -each), default=0)
    prefecture = max(range(1, len(facts.prefectures) + 1), key=lambda each: (facts.of_prefecture(each).number, -each))
    case = max(facts.cases, key=partial(_told, facts)) if facts.cases else None
    return Selection(
        case=case.position if case else 0,
        municipality=_middling(facts, prefecture),
        group=group,
        group_prefecture=_keenest(facts, group, prefecture),
        prefecture=prefecture,
        compared=_alike(facts, case),
    )


def _alike(facts: Facts, case: FactCase | None) -> tuple[int, ...]:
    """A case and those of its types that tell most, as many as are compared; 0 where there are fewer."""
    others = [each for each in facts.cases if case and each != case and set(each.groups) & set(case.groups)]
    told = sorted(others, key=lambda each: (not each.has_ended, _told(facts, each)), reverse=True)
    found = [each.position for each in (case, *told) if each][:COMPARED]
    return (*found, *(0,) * (COMPARED - len(found)))


def _told(facts: Facts, case: FactCase) -> tuple[int, int]:
    """How much a case tells: answers that are no shrug; the earlier case where as many."""
    silent = (None, (), "unknown", "not_disclosed", "not_applicable")
    return sum(case.case[key] not in silent for key in facts.questions), -case.position


def _middling(facts: Facts, prefecture: int) -> int:
    own = facts.survey.places.municipalities_of(facts.prefectures[prefecture - 1].code)
    by_size = sorted(own, key=lambda each: (each.population, each.code))
    return facts.municipality_position[by_size[len(by_size) // 2].code]


def _keenest(facts: Facts, group: int, otherwise: int) -> int:
    """The prefecture with most participations of its municipalities in a group's cases."""
    homes = Counter(
        facts.prefecture_position[facts.municipalities[town - 1].prefecture_code]
        for case in facts.cases_of_group(group)
        for town in case.participants
    )
    return min(homes, key=lambda each: (-homes[each], each), default=otherwise)
