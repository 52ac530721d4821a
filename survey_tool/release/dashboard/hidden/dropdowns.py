"""What the dropdowns offer where it is not a column already: the prefectures with cases, and where each one's cases stand."""

from __future__ import annotations

from survey_tool.release.dashboard.facts.positions import STATUSES, Facts
from survey_tool.release.dashboard.facts.selected import RANKED_CASES
from survey_tool.release.dashboard.hidden.sheet import HiddenSheet
from survey_tool.wording.words import Words

ALL_PREFECTURES = Words("全ての都道府県", "All prefectures")
ALL_TYPES, ALL_STAGES = Words("全ての種別", "All types"), Words("全ての段階", "All stages")
NOT_ENDED = Words("運用終了を除く", "Not ended")
_RANKS = Words("{first}～{last}件目", "{first} to {last}")


def dropdowns(facts: Facts) -> HiddenSheet:
    """What the dropdowns offer where it is not a column already."""
    with_cases = dict.fromkeys(case.prefectures[0] for case in facts.cases)
    prefectures = range(1, len(facts.prefectures) + 1)
    offered = (facts(ALL_PREFECTURES), *(facts(facts.prefectures[each - 1].name) for each in sorted(with_cases)))
    return HiddenSheet(
        "_offered",
        {
            "offered_case_prefectures": offered,
            "offered_groups": all_and_groups(facts),
            "offered_stages": similar_stages(facts),
            "offered_ranks": similar_ranks(facts),
            "prefectures_own": [own(facts, each) for each in prefectures],
            "prefectures_first_own": [first_own(facts, each) for each in prefectures],
        },
    )


def all_and_groups(facts: Facts) -> list[str]:
    """By which type something can be narrowed: all, then each as tabulated."""
    return [facts(ALL_TYPES), *(facts(group.label) for group in facts.groups)]


def similar_stages(facts: Facts) -> list[str]:
    """By which stage: all, all but the last, then each (`FactCase.stage`)."""
    labels = facts.survey.questionnaire.lists["status"]
    return [facts(ALL_STAGES), facts(NOT_ENDED), *(facts(labels[key].label) for key in STATUSES)]


def similar_ranks(facts: Facts) -> list[str]:
    """Which part of the list is shown; there is always a first one."""
    firsts = range(1, max(1, len(facts.cases)) + 1, RANKED_CASES)
    return [facts(_RANKS).format(first=first, last=first + RANKED_CASES - 1) for first in firsts]


def own(facts: Facts, prefecture: int) -> int:
    """How many cases a prefecture has reported itself."""
    return sum(case.prefectures[0] == prefecture for case in facts.cases)


def first_own(facts: Facts, prefecture: int) -> int:
    """The first of them; 1 where there is none, because a reference needs a row."""
    return next((case.position for case in facts.cases if case.prefectures[0] == prefecture), 1)
