"""Answers about time, size and place: timelines, similar bodies, standings, prefectures and their neighbours."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from survey_tool.questionnaire.asked.case import MILESTONES
from tests.dashboard import showing
from tests.dashboard.data import Data

if TYPE_CHECKING:
    from tests.dashboard.answers import Chosen

STEPS = 38
SYMBOLS = {0: "・", 1: "△", 2: "●", 3: "？"}
Value = str | float


# --- the line of time ------------------------------------------------------------------------------------------------


def months(data: Data, case_id: str) -> Any:
    """First and last month of each milestone that is known."""
    row = data.cases.loc[case_id, list(MILESTONES)]
    known = row[row.str.match(r"\d{4}(-\d\d|年度)$")]
    year, month = known.str[:4].astype(int), pd.to_numeric(known.str[5:7], errors="coerce")
    return pd.DataFrame({"first": year * 12 + month.fillna(4), "last": year * 12 + month.fillna(15)}, dtype=float)


def timeline(data: Data, case_id: str, name: str, step: str) -> Value:
    known: Any = months(data, case_id) if case_id else pd.DataFrame({"first": [], "last": []}, dtype=float)
    if known.empty:
        return ""
    start, scale = known["first"].min(), max(1.0, known["last"].max() - known["first"].min())
    if name == "year":
        years = [int((start + int(at * scale / (STEPS - 1)) - 1) // 12) for at in range(STEPS)]
        here = int(step)
        return str(years[here]) if here == 0 or years[here] != years[here - 1] else ""
    if name not in known.index:
        return ""
    first, last = (np.floor((known.loc[name, each] - start) / scale * (STEPS - 1) + 0.5) for each in ("first", "last"))
    if not first <= int(step) <= last:
        return ""
    return "●" if known.loc[name, "first"] == known.loc[name, "last"] else "━"


# --- similar bodies --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def distances(data: Data, code: str) -> Any:
    """How far every other municipality is, in whole ten-thousandths, then its position."""
    towns = data.towns
    own = towns.loc[code]
    apart = (towns["size_population"] - own["size_population"]).abs()
    apart += (towns["size_employees"] - own["size_employees"]).abs()
    scores = np.floor(apart * 10_000 + 0.5) + towns["position"] / 10_000
    return scores.drop(code)


def score(data: Data, chosen: str, code: str) -> Value:
    return "" if not chosen or code == chosen else float(distances(data, chosen)[code])


@lru_cache(maxsize=8)
def case_scores(data: Data, chosen: str) -> Any:
    """The lowest score of a case's participants, the chosen one left out."""
    others = data.taking_part[data.taking_part["municipality_code"] != chosen]
    return others["municipality_code"].map(distances(data, chosen)).groupby(others["case_id"]).min()


def case_score(data: Data, chosen: str, case_id: str) -> Value:
    if not chosen or case_id not in case_scores(data, chosen).index:
        return ""
    return float(case_scores(data, chosen)[case_id] + data.cases.loc[case_id, "position"] / 100_000_000)


def ranked_cases(data: Data, chosen: str) -> list[str]:
    if not chosen:
        return []
    scores = case_scores(data, chosen).rename("score").reset_index()
    return list(scores.sort_values(["score", "case_id"])["case_id"].head(15))


def ranked_towns(data: Data, chosen: str) -> list[str]:
    return list(distances(data, chosen).sort_values().head(10).index) if chosen else []


def similar(data: Data, chosen: str, name: str) -> Value:
    if not chosen:
        return data.say("市区町村を選択してください。", "Please choose a municipality.") if name == "name" else ""
    return _town(data, chosen, "full" if name == "name" else name)


def similar_town(data: Data, chosen: str, place: int, name: str) -> Value:
    ranked = ranked_towns(data, chosen)
    return _town(data, ranked[place - 1], name) if place <= len(ranked) else ""


def _town(data: Data, code: str, name: str) -> Value:
    if name == "joined":
        return showing.joined(data, code)
    if name == "joined_short":
        return showing.cut(showing.joined(data, code), showing.WIDTHS["joined"])
    if name == "cases":
        return int((data.taking_part["municipality_code"] == code).sum())
    value = data.towns.loc[code, name]
    return value if isinstance(value, str) else int(value)


def closest(data: Data, chosen: str, place: int, name: str) -> Value:
    ranked = ranked_cases(data, chosen)
    if place > len(ranked):
        return ""
    bodies = data.taking_part.loc[data.taking_part["case_id"] == ranked[place - 1], "municipality_code"]
    others = bodies[bodies != chosen]
    if name == "near":
        own, people = data.towns.loc[chosen, "population"], data.towns.loc[others, "population"]
        return int(people.between(own / 2, own * 2).sum())
    return _town(data, str(distances(data, chosen)[others].idxmin()), name.removeprefix("closest_"))


# --- standings -------------------------------------------------------------------------------------------------------


def standing(data: Data, group: str, code: str, level: int) -> Value:
    if not group:
        return 0
    own = data.standing[group]
    return int((own if code == "all" else own[data.towns["prefecture_code"] == code]).eq(level).sum())


def standing_name(data: Data, group: str, prefecture: str, number: int) -> Value:
    towns = data.towns[data.towns["prefecture_code"] == prefecture]
    if not group or number >= len(towns):
        return ""
    town = towns.iloc[number]
    code = str(town["municipality_code"])
    added = " ※" if (code, group) in data.only_illustrative else ""
    return f"{SYMBOLS[int(data.standing.loc[code, group])]} {town['label']}{added}"


# --- prefectures -----------------------------------------------------------------------------------------------------


def _ids(data: Data, prefecture: str) -> Any:
    return data.shown.loc[data.shown["prefecture_code"] == prefecture, "case_id"]


def prefecture_page(data: Data, prefecture: str, name: str, counted: Callable[[Any, str], int]) -> Value:
    if name == "problem":
        return ""
    row = data.prefectures.loc[prefecture]
    if name == "towns":
        total = int((data.towns["prefecture_code"] == prefecture).sum())
        return data.say(f"全{total}市区町村のうち", f"of {total}")
    if name == "municipalities":
        codes = data.taking_part["municipality_code"].drop_duplicates()
        return int((data.towns.loc[codes, "prefecture_code"] == prefecture).sum())
    if name == "coverage":
        return str(row[f"coverage_{data.language}"])
    return counted(data.cases.loc[_ids(data, prefecture)], name)


def map_name(data: Data, prefecture: str, code: str) -> Value:
    around = data.neighbours[prefecture]
    return ("▶" if code == prefecture else "◇" if code in around else "") + str(data.prefectures.loc[code, "name"])


def map_number(data: Data, code: str) -> Value:
    number = len(_ids(data, code))
    return "－" if number == 0 and data.prefectures.loc[code, "coverage"] == "no_answer" else number


def missing(data: Data, prefecture: str) -> list[tuple[str, int]]:
    """Groups that neighbours have and the prefecture has not, with the number of such neighbours."""
    wide = data.crossing.unstack("figure", fill_value=0)
    wide = wide.reindex(index=data.prefectures.index, columns=data.groups["figure"], fill_value=0)
    having = (wide.loc[data.neighbours[prefecture]] > 0).sum()
    found = having[(having > 0) & (wide.loc[prefecture] == 0)]
    order = {figure: place for place, figure in enumerate(data.groups["figure"])}
    return sorted(((str(figure), int(n)) for figure, n in found.items()), key=lambda each: (-each[1], order[each[0]]))


def missing_type(data: Data, prefecture: str, place: int, name: str) -> Value:
    told = missing(data, prefecture)
    if place > len(told):
        none = data.say("該当する種別はありません。", "There is none.")
        return none if name == "label" and place == 1 else ""
    figure, number = told[place - 1]
    return number if name == "number" else str(data.groups.set_index("figure").loc[figure, "label"])


def around(data: Data, prefecture: str, place: int, name: str) -> Value:
    codes = data.neighbours[prefecture]
    if place > len(codes):
        return ""
    code = codes[place - 1]
    if name == "cases":
        return len(_ids(data, code))
    return str(data.prefectures.loc[code, "name" if name == "label" else f"coverage_{data.language}"])


def neighbour_name(data: Data, prefecture: str, place: str) -> Value:
    codes = [prefecture] if place == "own" else data.neighbours[prefecture]
    at = 0 if place == "own" else int(place) - 1
    return str(data.prefectures.loc[codes[at], "name"]) if at < len(codes) else ""


def neighbour(data: Data, prefecture: str, figure: str, place: str) -> Value:
    if place == "candidate":
        return "●" if figure in dict(missing(data, prefecture)) else ""
    codes = [prefecture] if place == "own" else data.neighbours[prefecture]
    at = 0 if place == "own" else int(place) - 1
    return int(data.crossing.get((codes[at], figure), 0)) if at < len(codes) else ""


# --- the cells between the choice and the sheets ---------------------------------------------------------------------


def chosen_cell(chosen: Chosen, name: str) -> Value:
    data = chosen.data
    figures = list(data.groups["figure"])
    group = figures.index(chosen.group) + 1 if chosen.group else 0
    town = data.towns.loc[chosen.municipality] if chosen.municipality else None
    home = str(town["prefecture_code"]) if town is not None else ""
    before = data.members.loc[data.members["position"] < group, "case_id"]
    own = data.cases[data.cases["prefecture_code"] == chosen.case_prefecture] if chosen.case_prefecture else data.cases
    shown_before = data.shown["prefecture_code"] < chosen.prefecture
    homes = data.towns["prefecture_code"]
    return {
        "chosen_case": int(data.cases.loc[chosen.case_id, "position"]) if chosen.case_id else 0,
        "chosen_case_home": int(chosen.case_prefecture or 0),
        "chosen_case_first": 1 if own.empty else int(own["position"].iloc[0]),
        "chosen_case_count": max(1, len(own)),
        "chosen_group": group,
        "chosen_group_first": len(before) + 1 if group else 0,
        "chosen_group_cases": len(chosen.group_ids),
        "chosen_group_prefecture": int(chosen.group_prefecture or 0),
        "chosen_group_first_town": int((homes < chosen.group_prefecture).sum()) + 1,
        "chosen_group_towns": int((homes == chosen.group_prefecture).sum()),
        "chosen_prefecture": int(chosen.prefecture),
        "chosen_prefecture_first": int(shown_before.sum()) + 1 if chosen.prefecture_ids else 0,
        "chosen_prefecture_cases": len(chosen.prefecture_ids),
        "chosen_home": int(home or 0),
        "chosen_home_first": int((homes < home).sum()) + 1,
        "chosen_home_count": int((homes == home).sum()),
        "chosen_municipality": int(town["position"]) if town is not None else 0,
        "chosen_population_size": float(town["size_population"]) if town is not None else 0,
        "chosen_employees_size": float(town["size_employees"]) if town is not None else 0,
    }[name]


def listed_cell(chosen: Chosen, name: str, row: int) -> Value:
    data = chosen.data
    figures = list(data.groups["figure"])
    if name in ("group_case", "prefecture_case", "ranked_case"):
        ids = {
            "group_case": chosen.group_ids,
            "prefecture_case": chosen.prefecture_ids,
            "ranked_case": ranked_cases(data, chosen.municipality),
        }[name]
        return int(data.cases.loc[ids[row - 1], "position"]) if row <= len(ids) else 0
    if name == "ranked_town":
        ranked = ranked_towns(data, chosen.municipality)
        return int(data.towns.loc[ranked[row - 1], "position"]) if row <= len(ranked) else 0
    if name == "neighbour":
        codes = data.neighbours[chosen.prefecture]
        return int(codes[row - 1]) if row <= len(codes) else 0
    if name.endswith("_cases"):
        place = "own" if name == "own_cases" else name.split("_")[1]
        return neighbour(data, chosen.prefecture, figures[row - 1], place)
    told = missing(data, chosen.prefecture)
    if name == "missing_group":
        return figures.index(told[row - 1][0]) + 1 if row <= len(told) else 0
    if name == "missing_score":
        return dict(told).get(figures[row - 1], 0) * 1000 - row if figures[row - 1] in dict(told) else 0
    known: Any = months(data, chosen.case_id) if chosen.case_id else pd.DataFrame()
    key = MILESTONES[row - 1]
    return float(known.loc[key, name.removeprefix("milestone_")]) if key in known.index else ""
