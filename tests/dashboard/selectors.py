"""Which selector each figure follows, and choices that go through all that a selector offers."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from typing import Any

from survey_tool.release.dashboard.facts.positions import STATUSES, Facts
from survey_tool.release.dashboard.facts.selected import RANKED_CASES
from survey_tool.release.dashboard.facts.selection import COMPARED, Selection

SELECTORS = (
    "select_case",
    "select_case_prefecture",
    "select_compared_1",
    "select_compared_2",
    "select_compared_3",
    "select_municipality",
    "select_similar_group",
    "select_similar_stage",
    "select_similar_ranks",
    "select_system_type",
    "select_system_type_prefecture",
    "select_prefecture",
    "select_map_group",
)
_BY_KIND = {
    **dict.fromkeys(("detail", "timeline"), "select_case"),
    **dict.fromkeys(("similar", "similar_case", "similar_town"), "select_municipality"),
    **dict.fromkeys(("municipality_score", "participant_score", "case_closest", "case_near"), "select_municipality"),
    "case_score": "select_similar_group",
    **dict.fromkeys(("type_page", "share", "standing", "standing_silent", "type_case"), "select_system_type"),
    "standing_name": "select_system_type_prefecture",
    **dict.fromkeys(("map", "map_range"), "select_map_group"),
    **dict.fromkeys(("prefecture_page", "map_sign", "missing", "around"), "select_prefecture"),
    **dict.fromkeys(("neighbour_name", "neighbour", "prefecture_case"), "select_prefecture"),
}
# Cells between the selectors and the sheets, by how their names begin; the longer beginning counts.
_BY_NAME = {
    "chosen_case": "select_case",
    "chosen_case_": "select_case_prefecture",
    "chosen_group": "select_system_type",
    "chosen_group_prefecture": "select_system_type_prefecture",
    "chosen_group_first_town": "select_system_type_prefecture",
    "chosen_group_towns": "select_system_type_prefecture",
    "chosen_prefecture": "select_prefecture",
    "chosen_home": "select_municipality",
    "chosen_municipality": "select_municipality",
    "chosen_population": "select_municipality",
    "chosen_map": "select_map_group",
    "map_": "select_map_group",
    **dict.fromkeys(("standing_", "share_score", "by_share", "silent"), "select_system_type"),
    **{f"chosen_compared_{n}": f"select_compared_{n}" for n in range(1, 4)},
    "chosen_similar_group": "select_similar_group",
    "chosen_similar_stage": "select_similar_stage",
    "chosen_similar_before": "select_similar_ranks",
    "chosen_employees_size": "select_municipality",
    "group_case": "select_system_type",
    "ranked": "select_municipality",
    "milestone": "select_case",
    **dict.fromkeys(("prefecture_case", "neighbour", "own_cases", "missing", "beside"), "select_prefecture"),
}


def selector_of(figure: tuple[str, ...]) -> str | None:
    """The selector that a figure follows; None for one that follows none."""
    if figure[0] == "compared":
        return f"select_compared_{figure[1]}"
    if figure[0] not in ("chosen", "listed"):
        return _BY_KIND.get(figure[0])
    begins = max((each for each in _BY_NAME if figure[1].startswith(each)), key=len)
    return _BY_NAME[begins]


def random_choices(facts: Facts, dice: random.Random) -> Selection:
    """One choice in each selector."""
    return next(choices(facts, dice))


def choices(facts: Facts, dice: random.Random) -> Iterator[Selection]:
    """Without end, a choice in each selector; each goes through all it offers, in random order, before one comes again."""
    streams = {name: _shuffled(numbers, dice) for name, numbers in offered(facts).items()}
    compared = _shuffled(range(len(facts.cases) + 1), dice)
    while True:
        by_name: dict[str, Any] = {name: next(stream) for name, stream in streams.items()}
        yield Selection(**by_name, compared=tuple(next(compared) for _ in range(COMPARED)))


def offered(facts: Facts) -> dict[str, range]:
    """What each selector but those of the comparison offers, as positions."""
    return {
        "case": range(1, len(facts.cases) + 1),
        "municipality": range(1, len(facts.municipalities) + 1),
        "group": range(1, len(facts.groups) + 1),
        "group_prefecture": range(1, len(facts.prefectures) + 1),
        "prefecture": range(1, len(facts.prefectures) + 1),
        "case_prefecture": range(len(facts.prefectures) + 1),
        "map_group": range(len(facts.groups) + 1),
        "similar_group": range(len(facts.groups) + 1),
        "similar_stage": range(len(STATUSES) + 2),
        "similar_before": range(0, max(1, len(facts.cases)), RANKED_CASES),
    }


def _shuffled(offered: range, dice: random.Random) -> Iterator[int]:
    """Nothing (0) where nothing is offered."""
    while True:
        yield from dice.sample(offered, len(offered)) or itertools.repeat(0)
