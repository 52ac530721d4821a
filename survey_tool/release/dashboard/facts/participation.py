"""What each municipality has joined: in words, and as a sign for every type as tabulated."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.wording.widths import shortened, width
from survey_tool.wording.words import Words

_SHORT_JOINED = 88  # half-width characters
_MOST_JOINED = 3_600  # half-width characters: what the highest row that Excel has can show on the sheet Similar bodies
_JOINED_NONE = Words("参加している公表事例なし", "Takes part in no published case")
CONSIDERS = Words("（検討中{number}件）", ", considers {number}")
CONSIDERS_ELSE = Words("検討中{number}件。ほかは", "Considers {number}. Otherwise: ")
_NAMED = Words("{id} {name}（{stage}）", "{id} {name} ({stage})")
_MORE = Words("ほか{number}件", "{number} more")
_NO_DATA = Words(
    "データなし（都道府県の回答なし又は回答を確認中）",
    "No data (its prefecture has not answered, or its answer is being settled)",
)


def joined(facts: Facts, position: int) -> str:
    """What a municipality has joined, by types; else why there is nothing."""
    types = dict.fromkeys(showing.system_type(facts, case) for case in facts.joined[position - 1])
    if types:
        return facts(showing.LISTING).join(types)
    home = facts.prefecture_position[facts.municipalities[position - 1].prefecture_code]
    considered = facts.cases_considered[position]
    if facts.is_open(home):
        return (facts(CONSIDERS_ELSE).format(number=considered) if considered else "") + facts(_NO_DATA)
    return facts(_JOINED_NONE) + (facts(CONSIDERS).format(number=considered) if considered else "")


def joined_cases(facts: Facts, position: int) -> str:
    """The cases in which it takes part, by name and stage; else why there are none."""
    told = [
        facts(_NAMED).format(id=case.id, name=case.text("name"), stage=showing.unsigned(facts, case, "status"))
        for case in facts.joined[position - 1]
    ]
    return _as_many_as_fit(facts, told) or joined(facts, position)


def _as_many_as_fit(facts: Facts, told: list[str]) -> str:
    """The first cases, and how many more there are: no row shows a text of any length."""
    between = facts(showing.LISTING)
    kept = sum(end <= _MOST_JOINED for end in accumulate(width(each + between) for each in told))
    rest = [facts(_MORE).format(number=len(told) - kept)] if kept < len(told) else []
    return between.join([*told[:kept], *rest])


def joined_short(facts: Facts, position: int) -> str:
    """The same as a row of a list has room for it."""
    return shortened(joined(facts, position), _SHORT_JOINED)


def taking_part(facts: Facts) -> Iterator[str]:
    """For each municipality a sign a group: 1 where it takes part in a case that has not ended."""
    for cases in facts.joined:
        groups = {group for case in cases for group in case.groups}
        yield "".join("1" if group.position in groups else "0" for group in facts.groups)
