"""What the dropdowns offer where it is not a column already: cases, also by prefecture; prefectures with cases; and so on."""

from __future__ import annotations

from survey_tool.release.dashboard.facts import showing
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
    with_cases = {position for case in facts.cases for position in case.prefectures}
    offered = (facts(ALL_PREFECTURES), *(facts(facts.prefectures[each - 1].name) for each in sorted(with_cases)))
    return HiddenSheet(
        "_offered",
        {
            "offered_case_labels": _case_labels(facts),
            "offered_case_prefectures": offered,
            "offered_groups": all_and_groups(facts),
            "offered_stages": similar_stages(facts),
            "offered_ranks": similar_ranks(facts),
        },
    )


def _case_labels(facts: Facts) -> list[str]:
    """All cases; below them those of each prefecture, the ones of others that name it too, in the order of `shown_case`."""
    shown = [case for each in range(1, len(facts.prefectures) + 1) for case in facts.cases_of_prefecture(each)]
    return [showing.label(case) for case in (*facts.cases, *shown)]


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
