"""What each municipality has joined: in words, and as a sign for every type as tabulated."""

from __future__ import annotations

from collections.abc import Iterator

from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.wording.widths import shortened
from survey_tool.wording.words import Words

_SHORT_JOINED = 88  # half-width characters
_NO_PUBLISHED_CASE = Words("公表事例なし", "No published case")
_NO_DATA = Words("データなし（都道府県が未回答）", "No data (its prefecture has not answered)")


def joined(facts: Facts, position: int) -> str:
    """What a municipality has joined, by types; else why there is nothing."""
    types = dict.fromkeys(showing.system_type(facts, case) for case in facts.joined[position - 1])
    if types:
        return facts(showing.LISTING).join(types)
    answered = facts.municipalities[position - 1].prefecture_code in facts.release.answered
    return facts(_NO_PUBLISHED_CASE if answered else _NO_DATA)


def joined_short(facts: Facts, position: int) -> str:
    """The same as a row of a list has room for it."""
    return shortened(joined(facts, position), _SHORT_JOINED)


def taking_part(facts: Facts) -> Iterator[str]:
    """For each municipality a sign a group: 1 where it takes part in a case, an ended one included."""
    for cases in facts.joined:
        groups = {group for case in cases for group in case.groups}
        yield "".join("1" if group.position in groups else "0" for group in facts.groups)
