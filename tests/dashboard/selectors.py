"""Which selector each figure follows, and choices that go through all that a selector offers."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.selection import Selection

SELECTORS = (
    "select_case",
    "select_case_prefecture",
    "select_municipality",
    "select_system_type",
    "select_system_type_prefecture",
    "select_prefecture",
)
_BY_KIND = {
    **dict.fromkeys(("detail", "timeline"), "select_case"),
    **dict.fromkeys(("similar", "similar_case", "similar_town"), "select_municipality"),
    **dict.fromkeys(("municipality_score", "participant_score", "case_score"), "select_municipality"),
    **dict.fromkeys(("type_page", "share", "standing", "type_case"), "select_system_type"),
    "standing_name": "select_system_type_prefecture",
    **dict.fromkeys(("prefecture_page", "map_name", "missing", "around"), "select_prefecture"),
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
    "chosen_population_size": "select_municipality",
    "chosen_employees_size": "select_municipality",
    "group_case": "select_system_type",
    "ranked": "select_municipality",
    "milestone": "select_case",
    **dict.fromkeys(("prefecture_case", "neighbour", "own_cases", "missing"), "select_prefecture"),
}


def selector_of(figure: tuple[str, ...]) -> str | None:
    """The selector that a figure follows; None for one that follows none."""
    if figure[0] not in ("chosen", "listed"):
        return _BY_KIND.get(figure[0])
    begins = max((each for each in _BY_NAME if figure[1].startswith(each)), key=len)
    return _BY_NAME[begins]


def random_choices(facts: Facts, dice: random.Random) -> Selection:
    """One choice in each selector."""
    return next(choices(facts, dice))


def choices(facts: Facts, dice: random.Random) -> Iterator[Selection]:
    """Without end, a choice in each selector; each goes through all it offers, in random order, before one comes again."""
    offered = {
        "case": range(1, len(facts.cases) + 1),
        "municipality": range(1, len(facts.municipalities) + 1),
        "group": range(1, len(facts.groups) + 1),
        "group_prefecture": range(1, len(facts.prefectures) + 1),
        "prefecture": range(1, len(facts.prefectures) + 1),
        "case_prefecture": range(len(facts.prefectures) + 1),
    }
    streams = {name: _shuffled(numbers, dice) for name, numbers in offered.items()}
    while True:
        yield Selection(**{name: next(stream) for name, stream in streams.items()})


def _shuffled(offered: range, dice: random.Random) -> Iterator[int]:
    """Nothing (0) where nothing is offered."""
    while True:
        yield from dice.sample(offered, len(offered)) or itertools.repeat(0)
