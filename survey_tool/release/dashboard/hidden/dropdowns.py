"""What the dropdowns offer where it is not a column already: the prefectures with cases, and where each one's cases stand."""

from __future__ import annotations

from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.hidden.sheet import HiddenSheet
from survey_tool.wording.words import Words

ALL_PREFECTURES = Words("全ての都道府県", "All prefectures")


def dropdowns(facts: Facts) -> HiddenSheet:
    """What the dropdowns offer where it is not a column already."""
    with_cases = dict.fromkeys(case.prefectures[0] for case in facts.cases)
    prefectures = range(1, len(facts.prefectures) + 1)
    offered = (facts(ALL_PREFECTURES), *(facts(facts.prefectures[each - 1].name) for each in sorted(with_cases)))
    return HiddenSheet(
        "_offered",
        {
            "offered_case_prefectures": offered,
            "prefectures_own": [own(facts, each) for each in prefectures],
            "prefectures_first_own": [first_own(facts, each) for each in prefectures],
        },
    )


def own(facts: Facts, prefecture: int) -> int:
    """How many cases a prefecture has reported itself."""
    return sum(case.prefectures[0] == prefecture for case in facts.cases)


def first_own(facts: Facts, prefecture: int) -> int:
    """The first of them; 1 where there is none, because a reference needs a row."""
    return next((case.position for case in facts.cases if case.prefectures[0] == prefecture), 1)
