"""Answers about time, size and place: timelines, similar bodies, standings, prefectures and their neighbours."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from survey_tool.questionnaire.asked.case import MILESTONES
from tests.dashboard import showing
from tests.dashboard.data import Data, Row

if TYPE_CHECKING:
    from tests.dashboard.answers import Chosen

STEPS = 38
SYMBOLS = {1: "△", 2: "●", 3: "？"}
Value = str | float


# --- the line of time ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def months(data: Data, case_id: str) -> dict[str, tuple[int, int]]:
    """First and last month of each milestone that is known, counted from the year 0."""
    found = {}
    for key in MILESTONES if case_id else ():
        told = data.cases[case_id][key]
        if re.fullmatch(r"\d{4}-\d\d", told):
            month = int(told[:4]) * 12 + int(told[5:])
            found[key] = (month, month)
        elif told.endswith("年度"):
            found[key] = (int(told[:4]) * 12 + 4, int(told[:4]) * 12 + 15)
    return found


def timeline(data: Data, case_id: str, name: str, step: str) -> Value:
    known, here = months(data, case_id), int(step)
    if not known:
        return ""
    start = min(first for first, _ in known.values())
    scale = max(last for _, last in known.values()) - start
    if scale == 0:
        return ""
    if name == "year":
        year, before = ((start + int(at * scale / (STEPS - 1)) - 1) // 12 for at in (here, here - 1))
        return str(year) if here == 0 or year != before else ""
    if name not in known:
        return ""
    first, last = (math.floor((month - start) / scale * (STEPS - 1) + 0.5) for month in known[name])
    if not first <= here <= last:
        return ""
    return "●" if known[name][0] == known[name][1] else "━"


# --- similar bodies --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def distances(data: Data, code: str) -> dict[str, float]:
    """How far every other municipality is, in whole ten-thousandths, then its position."""
    own = data.towns[code].sizes
    apart = {
        town.code: sum(abs(there - here) for there, here in zip(town.sizes, own, strict=True))
        for town in data.towns.values()
        if town.code != code
    }
    return {other: math.floor(far * 10_000 + 0.5) + data.towns[other].position / 10_000 for other, far in apart.items()}


def score(data: Data, chosen: str, code: str) -> Value:
    return "" if not chosen or code == chosen else distances(data, chosen)[code]


@lru_cache(maxsize=8)
def case_scores(data: Data, chosen: str) -> dict[str, float]:
    """The lowest score of a case's participants, the chosen one left out; of cases that have one."""
    if not chosen:
        return {}
    far = distances(data, chosen)
    scores = {case_id: [far[code] for code in codes if code != chosen] for case_id, codes in data.bodies.items()}
    return {case_id: min(told) for case_id, told in scores.items() if told}


def near(data: Data, chosen: str, case_id: str) -> int:
    """How many participants of a case have half to twice the population of the chosen one."""
    if not chosen:
        return 0
    own = data.towns[chosen].population
    return sum(own / 2 <= data.towns[code].population <= own * 2 for code in data.bodies[case_id] if code != chosen)


def case_score(chosen: Chosen, case_id: str) -> Value:
    data = chosen.data
    if case_id not in chosen.similar_ids:
        return ""
    far = math.floor(case_scores(data, chosen.municipality)[case_id])
    return (2_000 - near(data, chosen.municipality, case_id)) * 1_000_000 + far + data.positions[case_id] / 100_000


@lru_cache(maxsize=8)
def ranked_cases(data: Data, chosen: str) -> list[str]:
    """All that can be compared, in their order."""
    scores = case_scores(data, chosen)
    ranks = {each: (-near(data, chosen, each), math.floor(far), data.positions[each]) for each, far in scores.items()}
    return sorted(scores, key=ranks.__getitem__)


@lru_cache(maxsize=8)
def ranked_towns(data: Data, chosen: str) -> list[str]:
    return sorted(distances(data, chosen), key=distances(data, chosen).__getitem__)[:10] if chosen else []


def similar(chosen: Chosen, name: str) -> Value:
    data = chosen.data
    if not chosen.municipality:
        return (
            data.say("都道府県、市区町村の順に選択してください。", "Please choose a prefecture, then a municipality.")
            if name == "name"
            else ""
        )
    if name == "shown":
        number, first = len(chosen.similar_ids), chosen.similar_before + 1
        last = min(number, first + 14)
        if not number:
            return data.say("該当する事例はありません。", "There is no such case.")
        if first > number:
            return data.say(
                f"該当する事例は{number:,}件です。「表示する順位」を選び直してください。",
                f"There are {number:,} in all. Choose another part of the list.",
            )
        return data.say(
            f"比較できる{number:,}件のうち、{first}～{last}件目",
            f"{first} to {last} of {number:,} that can be compared",
        )
    return _town(data, chosen.municipality, "full" if name == "name" else name)


def similar_town(data: Data, chosen: str, place: int, name: str) -> Value:
    ranked = ranked_towns(data, chosen)
    return _town(data, ranked[place - 1], name) if place <= len(ranked) else ""


def _town(data: Data, code: str, name: str) -> Value:
    if name == "joined":
        return showing.joined_cases(data, code)
    if name == "joined_short":
        return showing.cut(showing.joined(data, code), showing.WIDTHS["joined"])
    if name == "cases":
        return data.known(len(data.joined.get(code, [])), data.towns[code].prefecture, sign=False)
    town = data.towns[code]
    told: dict[str, Value] = {"full": town.full, "population": town.population, "employees": town.employees}
    return told[name]


def closest(chosen: Chosen, place: int, name: str) -> Value:
    """The closest participant of a case that is shown with its population; or how many are near, of how many."""
    data, ranked = chosen.data, chosen.similar_shown
    if place > len(ranked):
        return ""
    case_id = ranked[place - 1]
    if name == "near":
        return f"{near(data, chosen.municipality, case_id)}／{showing.column(data, case_id, 'cases_bodies')}"
    others = [code for code in data.bodies[case_id] if code != chosen.municipality]
    town = data.towns[min(others, key=distances(data, chosen.municipality).__getitem__)]
    return f"{town.full}\n{data.say(f'人口{town.population:,}人', f'pop. {town.population:,}')}"


# --- standings -------------------------------------------------------------------------------------------------------


def standing(data: Data, group: str, code: str, level: int) -> Value:
    if not group:
        return 0
    towns = data.towns.values() if code == "all" else data.towns_of[code]
    number, silent = (sum(data.standing[town.code, group] == each for town in towns) for each in (level, 3))
    return "？" if code != "all" and not number and silent else number


@lru_cache(maxsize=8)
def by_share(data: Data, group: str) -> list[tuple[str, float]]:
    """The prefectures by the part of their municipalities that takes part, with that part as far as it is known; those of which nothing
    is known left out."""
    told = []
    for code, towns in data.towns_of.items() if group else ():
        joined, considered = (standing(data, group, code, level) for level in (2, 1))
        if {joined, considered} != {"？"}:
            told.append((code, 0.0 if joined == "？" else float(joined) / len(towns)))
    return sorted(told, key=lambda each: (-math.floor(each[1] * 10_000 + 0.5), each[0]))


def ranked_standing(data: Data, group: str, place: str, name: str) -> Value:
    """A row of the table by share: the name, the number in a standing, or the part that takes part."""
    if place == "all":
        return standing(data, group, "all", int(name))
    ranked = by_share(data, group)
    if int(place) > len(ranked):
        return ""
    code, share = ranked[int(place) - 1]
    if name == "name":
        return data.prefectures[code]["name"]
    if name == "share":
        return "？" if standing(data, group, code, 3) else share
    return standing(data, group, code, int(name))


def silent_names(data: Data, group: str, first: int = 47) -> str:
    """The prefectures of which it is not known, among so many first ones."""
    known = {code for code, _ in by_share(data, group)}
    codes = [code for code in data.prefectures if group and code not in known and int(code) <= first]
    return data.say("、", ", ").join(data.prefectures[code]["name"] for code in codes)


def silent_line(data: Data, group: str) -> Value:
    names = silent_names(data, group)
    return (
        data.say(f"データなしのため下の表にない都道府県：{names}", f"Not in the table, no data: {names}")
        if names
        else ""
    )


def standing_name(data: Data, group: str, prefecture: str, number: int) -> Value:
    towns = data.towns_of[prefecture]
    if not group or number >= len(towns):
        return ""
    town = towns[number]
    added = " ※" if (town.code, group) in data.only_illustrative else ""
    return f"{SYMBOLS.get(data.standing[town.code, group]) or data.say('・', '·')} {town.label}{added}"


# --- prefectures -----------------------------------------------------------------------------------------------------


def prefecture_page(data: Data, prefecture: str, name: str, counted: Callable[[Iterable[Row], str], int]) -> Value:
    if name == "problem":
        return ""
    own = data.towns_of[prefecture]
    if name == "towns":
        considering = sum(town.code in data.considered for town in own)
        more = data.say(f"（検討中 {considering}）", f" ({considering} considering)") if considering else ""
        return data.say(f"全{len(own)}市区町村のうち", f"of {len(own)}") + more
    if name == "municipalities":
        return data.known(sum(town.code in data.joined for town in own), prefecture, sign=False)
    if name == "coverage":
        return data.prefectures[prefecture][f"coverage_{data.language}"]
    number = counted((data.cases[case_id] for case_id in data.shown[prefecture]), name)
    return data.known(number, prefecture, sign=False)


def map_sign(data: Data, prefecture: str, code: str) -> Value:
    around = data.neighbours[prefecture]
    return "▶" if code == prefecture else "◇" if code in around else ""


def map_number(data: Data, code: str, group: str) -> Value:
    number = data.crossing[code, group] if group else len(data.shown[code])
    return data.known(number, code, group) if group else data.known(number, code)


def map_steps(data: Data, group: str) -> list[int]:
    """From which number on each shade begins: quarters of the numbers that are there."""
    numbers = (data.crossing[code, group] if group else len(data.shown[code]) for code in data.prefectures)
    there = sorted(number for number in numbers if number) or [1]
    found = [1]
    for part in (1, 2, 3):
        found.append(max(found[-1] + 1, there[len(there) * part // 4]))
    return found


def map_range(data: Data, group: str, step: int) -> Value:
    steps = map_steps(data, group)
    low = steps[step - 1]
    if step == 4:
        return data.say(f"{low}件以上", f"{low} and over")
    high = steps[step] - 1
    return data.say(f"{low}件", f"{low}") if low == high else data.say(f"{low}〜{high}件", f"{low} to {high}")


@lru_cache(maxsize=8)
def missing(data: Data, prefecture: str) -> list[tuple[str, int]]:
    """Groups that neighbours have and the prefecture has not, with the number of such neighbours."""
    found = []
    for place, group in enumerate(data.groups):
        having = sum(data.lasting_crossing[code, group.figure] > 0 for code in data.neighbours[prefecture])
        if having and data.known(data.lasting_crossing[prefecture, group.figure], prefecture, group.figure) == 0:
            found.append((-having, place, group.figure))
    return [(figure, -having) for having, _, figure in sorted(found)]


def missing_type(data: Data, prefecture: str, place: int, name: str) -> Value:
    told = missing(data, prefecture)
    if place > len(told):
        none = data.say("該当する種別はありません。", "There is none.")
        if data.is_silent(prefecture):
            none = data.say("データなし", "No data")
        return none if name == "label" and place == 1 else ""
    figure, number = told[place - 1]
    return number if name == "number" else next(group.label for group in data.groups if group.figure == figure)


def around(data: Data, prefecture: str, place: int, name: str) -> Value:
    codes = data.neighbours[prefecture]
    if place > len(codes):
        return ""
    code = codes[place - 1]
    if name == "shown":
        return data.known(len(data.shown[code]), code, sign=False)
    return data.prefectures[code]["name" if name == "label" else f"coverage_{data.language}"]


def neighbour_name(data: Data, prefecture: str, place: str) -> Value:
    code = _beside(data, prefecture, place)
    return data.prefectures[code]["name"] if code else ""


def _beside(data: Data, prefecture: str, place: str) -> str:
    """The prefecture itself (`own`), or its neighbour at a place; empty where it has not so many."""
    codes = [prefecture] if place == "own" else data.neighbours[prefecture]
    at = 0 if place == "own" else int(place) - 1
    return codes[at] if at < len(codes) else ""


@lru_cache(maxsize=8)
def beside(data: Data, prefecture: str) -> list[str]:
    """Groups of which the prefecture or a neighbour has a case that has not ended."""
    codes = [prefecture, *data.neighbours[prefecture]]
    return [each.figure for each in data.groups if any(data.lasting_crossing[code, each.figure] for code in codes)]


def neighbour_row(data: Data, prefecture: str, row: int, name: str) -> Value:
    """A line of the table of the prefecture beside its neighbours: its type, a number, or whether it is a candidate."""
    told = beside(data, prefecture)
    if row > len(told):
        none = data.say("公表されている事例はありません。", "No case of theirs is published.")
        return none if name == "label" and row == 1 else ""
    if name == "label":
        return next(group.label for group in data.groups if group.figure == told[row - 1])
    return neighbour(data, prefecture, told[row - 1], name)


def neighbour(data: Data, prefecture: str, figure: str, place: str) -> Value:
    if place == "candidate":
        return "●" if figure in dict(missing(data, prefecture)) else ""
    code = _beside(data, prefecture, place)
    return data.known(data.lasting_crossing[code, figure], code, figure) if code else ""


# --- the cells between the choice and the sheets ---------------------------------------------------------------------


def _stage(wanted: tuple[str, ...]) -> int:
    """The place of what is offered: all, all but the last, or one."""
    each = ("in_operation", "in_preparation", "considering", "ended")
    return {each: 0, each[:3]: 1}[wanted] if len(wanted) > 1 else each.index(wanted[0]) + 2


def chosen_cell(chosen: Chosen, name: str) -> Value:
    data = chosen.data
    figures = [group.figure for group in data.groups]
    group = figures.index(chosen.group) + 1 if chosen.group else 0
    town = data.towns[chosen.municipality] if chosen.municipality else None
    home, homes = town.prefecture if town else "", [each.prefecture for each in data.towns.values()]
    of_prefecture = data.shown[chosen.case_prefecture] if chosen.case_prefecture else []
    before = sum(len(ids) for code, ids in data.shown.items() if code < chosen.case_prefecture)
    return {
        "chosen_case": data.positions[chosen.case_id] if chosen.case_id else 0,
        **{
            f"chosen_compared_{n}": data.positions[case_id] if case_id else 0
            for n, case_id in enumerate(chosen.compared, start=1)
        },
        "chosen_map_group": figures.index(chosen.map_group) + 1 if chosen.map_group else 0,
        **{f"chosen_map_step_{n}": step for n, step in enumerate(map_steps(data, chosen.map_group), start=1)},
        "chosen_similar_group": figures.index(chosen.similar_group) + 1 if chosen.similar_group else 0,
        "chosen_similar_stage": _stage(chosen.similar_stages),
        "chosen_similar_before": chosen.similar_before,
        "chosen_population": town.population if town else 0,
        "chosen_case_home": int(chosen.case_prefecture or 0),
        "chosen_case_first": len(data.cases) + before + 1 if of_prefecture else 1,
        "chosen_case_count": max(1, len(of_prefecture if chosen.case_prefecture else data.cases)),
        "chosen_group": group,
        "chosen_group_first": sum(len(data.members[each]) for each in figures[: group - 1]) + 1 if group else 0,
        "chosen_group_cases": len(chosen.group_ids),
        "chosen_group_prefecture": int(chosen.group_prefecture or 0),
        "chosen_group_first_town": sum(each < chosen.group_prefecture for each in homes) + 1,
        "chosen_group_towns": homes.count(chosen.group_prefecture),
        "chosen_prefecture": int(chosen.prefecture),
        "chosen_prefecture_open": int(data.is_silent(chosen.prefecture)),
        "chosen_prefecture_first": sum(len(ids) for code, ids in data.shown.items() if code < chosen.prefecture) + 1
        if chosen.prefecture_ids
        else 0,
        "chosen_prefecture_cases": len(chosen.prefecture_ids),
        "chosen_home": int(home or 0),
        "chosen_home_first": sum(each < home for each in homes) + 1,
        "chosen_home_count": homes.count(home),
        "chosen_municipality": town.position if town else 0,
        "chosen_population_size": town.sizes[0] if town else 0,
        "chosen_employees_size": town.sizes[1] if town else 0,
    }[name]


def listed_cell(chosen: Chosen, name: str, row: int) -> Value:
    data = chosen.data
    figures = [group.figure for group in data.groups]
    lists = {
        "group_case": lambda: [data.positions[case_id] for case_id in chosen.group_ids],
        "prefecture_case": lambda: [data.positions[case_id] for case_id in chosen.prefecture_ids],
        "ranked_case": lambda: [data.positions[each] for each in chosen.similar_shown],
        "ranked_town": lambda: [data.towns[code].position for code in ranked_towns(data, chosen.municipality)],
        "neighbour": lambda: [int(code) for code in data.neighbours[chosen.prefecture]],
        "by_share": lambda: [int(code) for code, _ in by_share(data, chosen.group)],
        "missing_group": lambda: [figures.index(figure) + 1 for figure, _ in missing(data, chosen.prefecture)],
        "beside_group": lambda: [figures.index(figure) + 1 for figure in beside(data, chosen.prefecture)],
    }
    if name.startswith("standing_"):
        return standing(data, chosen.group, f"{row:02}", int(name[-1]))
    if name == "share_score":
        share = dict(by_share(data, chosen.group)).get(f"{row:02}")
        return "" if share is None else math.floor(share * 10_000 + 0.5) * 100 + 100 - row
    if name == "map_shown":
        return map_number(data, f"{row:02}", chosen.map_group)
    if name == "map_number":
        code = f"{row:02}"
        return data.crossing[code, chosen.map_group] if chosen.map_group else len(data.shown[code])
    if name == "silent":
        return silent_names(data, chosen.group, row)
    if name in lists:
        told = lists[name]()
        return told[row - 1] if row <= len(told) else 0
    if name == "beside_type":
        return row if figures[row - 1] in beside(data, chosen.prefecture) else ""
    if name.endswith("_cases"):
        place = "own" if name == "own_cases" else name.split("_")[1]
        return neighbour(data, chosen.prefecture, figures[row - 1], place)
    if name == "missing_score":
        having = dict(missing(data, chosen.prefecture)).get(figures[row - 1])
        return having * 1000 - row if having else 0
    span = months(data, chosen.case_id).get(MILESTONES[row - 1])
    return span[name == "milestone_last"] if span else ""
