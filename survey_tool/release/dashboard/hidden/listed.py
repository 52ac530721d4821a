"""Columns that follow the choice: positions in the order in which a sheet shows them, and the numbers beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from survey_tool.questionnaire.asked.case import MILESTONES
from survey_tool.release.dashboard.contents import NO_DATA as WITHOUT
from survey_tool.release.dashboard.contents import UNKNOWN
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.drawing.formulas import bare, how_many
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.positions import SIGNS, Facts
from survey_tool.release.dashboard.facts.selected import MISSING_TYPES, RANKED_CASES, RANKED_TOWNS, SelectedFacts
from survey_tool.release.dashboard.frame.page import letters
from survey_tool.release.dashboard.hidden.chosen import taken
from survey_tool.release.dashboard.hidden.lookups import MOST_NEIGHBOURS
from survey_tool.release.tables.figures import CONSIDERED, IMPLEMENTED, NO_DATA

LISTED = "_listed"


def listed(column: str, row: int) -> str:
    """The reference of a cell in a column of `_listed`; rows count from 1."""
    return f"{LISTED}!${_LETTERS[column]}${row + 1}"


LISTED_COLUMNS = (
    "group_case",
    "prefecture_case",
    "ranked_case",
    "ranked_town",
    "neighbour",
    "own_cases",
    *(f"neighbour_{place}_cases" for place in range(1, MOST_NEIGHBOURS + 1)),
    "missing_score",
    "missing_group",
    "beside_type",
    "beside_group",
    "map_shown",
    "map_number",
    *(f"standing_{sign}" for sign in SIGNS.values()),
    "share_score",
    "by_share",
    "silent",
    "milestone_first",
    "milestone_last",
)
_LETTERS = {name: letters(place) for place, name in enumerate(LISTED_COLUMNS)}


def longest_group(facts: Facts) -> int:
    """How many cases the largest group has: so long is the list on the sheet."""
    return max((facts.of_group(group.position).number for group in facts.groups), default=1)


def longest_prefecture(facts: Facts) -> int:
    """How many cases the prefecture with most of them has."""
    return max(1, *(facts.of_prefecture(each).number for each in range(1, len(facts.prefectures) + 1)))


def longest_beside(facts: Facts) -> int:
    """How many types a prefecture and its neighbours have together, where they have most."""
    return max(1, *(len(_having(facts, (each, *around))) for each, around in enumerate(facts.neighbours, start=1)))


def beside(of: SelectedFacts) -> list[int]:
    """The groups of which the chosen prefecture or a neighbour has a case that has not ended."""
    return _having(of.facts, (of.selection.prefecture, *of.neighbours()))


def _having(facts: Facts, prefectures: Sequence[int]) -> list[int]:
    lasting = facts.lasting_crossing
    return [group.position for group in facts.groups if any(lasting[each, group.position] for each in prefectures)]


def column(name: str, of: SelectedFacts) -> Iterator[Live]:
    """A column of the sheet, from its first row on."""
    facts = of.facts
    columns: dict[str, Callable[[], Iterator[tuple[str, float | str]]]] = {
        "group_case": lambda: _nth("group", "pairs_case", of.group_cases(), longest_group(facts)),
        "prefecture_case": lambda: _nth("prefecture", "shown_case", of.prefecture_cases(), longest_prefecture(facts)),
        "ranked_case": lambda: _ranked("cases_score", of.ranked_cases(), RANKED_CASES, "chosen_similar_before+"),
        "ranked_town": lambda: _ranked("municipalities_score", of.ranked_towns(), RANKED_TOWNS),
        "neighbour": lambda: _neighbours(of),
        "own_cases": lambda: _crossings(of, "chosen_prefecture", of.selection.prefecture),
        **{f"neighbour_{place}_cases": partial(_beside, of, place) for place in range(1, MOST_NEIGHBOURS + 1)},
        "missing_score": lambda: _missing_scores(of),
        "missing_group": lambda: _missing(of),
        "beside_type": lambda: _beside_types(of),
        "beside_group": lambda: _beside_groups(of),
        "map_shown": lambda: _map_shown(of),
        "map_number": lambda: _map_numbers(of),
        **{f"standing_{sign}": partial(_standings, of, key) for key, sign in SIGNS.items()},
        "share_score": lambda: _share_scores(of),
        "by_share": lambda: _by_share(of),
        "silent": lambda: _silent(of),
        "milestone_first": lambda: _milestones(of, "first", 0),
        "milestone_last": lambda: _milestones(of, "last", 1),
    }
    for row, (formula, value) in enumerate(columns[name](), start=1):
        yield Live(formula, value, ("listed", name, str(row)))


def _nth(which: str, column: str, positions: list[int], rows: int) -> Iterator[tuple[str, float]]:
    for row in range(1, rows + 1):
        formula = f"=IF({row}>chosen_{which}_cases,0,INDEX({column},chosen_{which}_first+{row - 1}))"
        yield formula, positions[row - 1] if row <= len(positions) else 0


def _ranked(scores: str, positions: list[int], rows: int, before: str = "") -> Iterator[tuple[str, float]]:
    for row in range(1, rows + 1):
        formula = f"=IF({before}{row}>COUNT({scores}),0,MATCH(SMALL({scores},{before}{row}),{scores},0))"
        yield formula, positions[row - 1] if row <= len(positions) else 0


def _neighbours(of: SelectedFacts) -> Iterator[tuple[str, float]]:
    told = of.neighbours()
    for row in range(1, MOST_NEIGHBOURS + 1):
        formula = taken(f"prefectures_neighbour_{row}", "chosen_prefecture")
        yield formula, told[row - 1] if row <= len(told) else 0


def _beside(of: SelectedFacts, place: int) -> Iterator[tuple[str, float | str]]:
    around = of.neighbours()
    return _crossings(of, listed("neighbour", place), around[place - 1] if place <= len(around) else 0)


def _crossings(of: SelectedFacts, prefecture: str, position: int) -> Iterator[tuple[str, float | str]]:
    """For each group the cases of one prefecture that have not ended."""
    for group in of.facts.groups:
        formula = f'=IF({prefecture}=0,"",INDEX(lasting,{prefecture},{group.position}))'
        yield formula, of.count(position, group.position) if position else ""


def _map_shown(of: SelectedFacts) -> Iterator[tuple[str, float | str]]:
    no_data = of.facts(WITHOUT)
    for position, number in enumerate(of.map_shown(), start=1):
        every = f"INDEX(prefectures_shown,{position})"
        formula = (
            f'=IF(chosen_map_group=0,IF({every}="{no_data}","{UNKNOWN}",{every}),'
            f"INDEX(heat,{position},MAX(1,chosen_map_group)))"
        )
        yield formula, number


def _map_numbers(of: SelectedFacts) -> Iterator[tuple[str, float]]:
    for position, number in enumerate(of.map_numbers(), start=1):
        yield f"={bare(listed('map_shown', position))}", number


def _standings(of: SelectedFacts, key: str) -> Iterator[tuple[str, float | str]]:
    """For each prefecture how many of its municipalities stand so for the chosen group."""
    first = 1
    for position, prefecture in enumerate(of.facts.prefectures, start=1):
        number = of.towns(position)
        cells = f"_municipalities!$I${first + 1}:$I${first + number}"
        counted, silent = (
            f'SUMPRODUCT(--(MID({cells},MAX(1,chosen_group),1)="{SIGNS[each]}"))' for each in (key, NO_DATA)
        )
        formula = f'=IF(chosen_group=0,0,IF({counted}=0,IF({silent}>0,"{UNKNOWN}",0),{counted}))'
        yield formula, of.standings[prefecture.code, key] or (UNKNOWN if of.standings[prefecture.code, NO_DATA] else 0)
        first += number


def _share_scores(of: SelectedFacts) -> Iterator[tuple[str, float | str]]:
    for position in range(1, len(of.facts.prefectures) + 1):
        joined, considered = (listed(f"standing_{SIGNS[each]}", position) for each in (IMPLEMENTED, CONSIDERED))
        share = f"ROUND(N({joined})/INDEX(prefectures_towns,{position})*10000,0)*100+{100 - position}"
        formula = f'=IF(OR(chosen_group=0,COUNT({joined},{considered})=0),"",{share})'
        yield formula, of.share_score(position)


def _by_share(of: SelectedFacts) -> Iterator[tuple[str, float]]:
    told, scores = of.by_share(), "listed_share_score"
    for row in range(1, len(of.facts.prefectures) + 1):
        formula = f"=IF({row}>COUNT({scores}),0,MATCH(LARGE({scores},{row}),{scores},0))"
        yield formula, told[row - 1] if row <= len(told) else 0


def _silent(of: SelectedFacts) -> Iterator[tuple[str, str]]:
    """The names of the prefectures without data, each row with those before it: 2016 joins no column of texts."""
    facts, names = of.facts, set(of.silent())
    separator, told = facts(showing.LISTING), ""
    for row, prefecture in enumerate(facts.prefectures, start=1):
        before = listed("silent", row - 1) if row > 1 else '""'
        name = f'IF({before}="","","{separator}")&INDEX(prefectures_label,{row})'
        silent = f'AND(chosen_group>0,{listed("share_score", row)}="")'
        if (label := facts(prefecture.name)) in names:
            told += (separator if told else "") + label
        yield f'={before}&IF({silent},{name},"")', told


def _missing_scores(of: SelectedFacts) -> Iterator[tuple[str, float]]:
    first, last = _LETTERS["neighbour_1_cases"], _LETTERS[f"neighbour_{MOST_NEIGHBOURS}_cases"]
    for row, group in enumerate(of.facts.groups, start=2):
        having = how_many(f"${first}{row}:${last}{row}")
        known = f"COUNTIF(${_LETTERS['own_cases']}{row},0)"  # neither any nor not known
        formula = f"=IF(OR({having}=0,{known}=0),0,{having}*1000-{group.position})"
        yield formula, of.missing_score(group.position)


def _missing(of: SelectedFacts) -> Iterator[tuple[str, float]]:
    told = of.missing()
    for row in range(1, MISSING_TYPES + 1):
        formula = (
            f'=IF({row}>COUNTIF(listed_missing_score,">0"),0,'
            f"MATCH(LARGE(listed_missing_score,{row}),listed_missing_score,0))"
        )
        yield formula, told[row - 1] if row <= len(told) else 0


def _beside_types(of: SelectedFacts) -> Iterator[tuple[str, float | str]]:
    """Each group where the chosen prefecture or a neighbour has any."""
    first, last, told = _LETTERS["own_cases"], _LETTERS[f"neighbour_{MOST_NEIGHBOURS}_cases"], beside(of)
    for row, group in enumerate(of.facts.groups, start=2):
        having = how_many(f"${first}{row}:${last}{row}")
        yield f'=IF({having}=0,"",{group.position})', group.position if group.position in told else ""


def _beside_groups(of: SelectedFacts) -> Iterator[tuple[str, float]]:
    """The same without gaps."""
    told = beside(of)
    for row in range(1, longest_beside(of.facts) + 1):
        formula = f"=IF({row}>COUNT(listed_beside_type),0,SMALL(listed_beside_type,{row}))"
        yield formula, told[row - 1] if row <= len(told) else 0


def _milestones(of: SelectedFacts, which: str, place: int) -> Iterator[tuple[str, float | str]]:
    for key, span in zip(MILESTONES, of.months(), strict=True):
        column = f"cases_{which}_{key}"
        formula = f'=IF(chosen_case=0,"",IF(INDEX({column},chosen_case)=0,"",INDEX({column},chosen_case)))'
        yield formula, span[place] if span else ""
