"""What each figure must be, by its name, for what is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from tests.dashboard import places, showing
from tests.dashboard.data import Data

IMPLEMENTED = ("in_operation", "in_preparation")
STATUS_OF = {
    "cases": ("in_operation", "in_preparation", "considering", "ended"),
    "implemented": IMPLEMENTED,
    "considering": ("considering",),
    "ended": ("ended",),
}
Value = str | float


@dataclass(frozen=True, eq=False)
class Chosen:
    """What is chosen, by code; empty where nothing is."""

    data: Data
    case_id: str = ""
    municipality: str = ""
    group: str = ""
    group_prefecture: str = ""
    prefecture: str = ""
    case_prefecture: str = ""

    @cached_property
    def group_ids(self) -> list[str]:
        """Cases of the chosen group, in order."""
        members = self.data.members
        return sorted(members.loc[members["figure"] == self.group, "case_id"])

    @cached_property
    def group_cases(self) -> Any:
        return self.data.cases.loc[self.group_ids]

    @cached_property
    def prefecture_ids(self) -> list[str]:
        shown = self.data.shown
        return sorted(shown.loc[shown["prefecture_code"] == self.prefecture, "case_id"])


def answer(chosen: Chosen, figure: tuple[str, ...]) -> Value:
    """The value of a figure."""
    return _ANSWERS[figure[0]](chosen, *figure[1:])


def counted(cases: Any, name: str) -> int:
    """Cases by the columns of the tables by status."""
    return int(cases["status"].isin(STATUS_OF[name]).sum())


def _kpi(chosen: Chosen, name: str) -> Value:
    data = chosen.data
    listed = data["case_system_types"]["system_type"]
    return {
        "kpi_cases": len(data.cases),
        "kpi_system_types": int(listed[listed != "not_in_list"].nunique()),
        "kpi_prefectures": int(data.shown["prefecture_code"].nunique()),
        "kpi_municipalities": int(data.taking_part["municipality_code"].nunique()),
    }[name]


def _cover(chosen: Chosen, _: str) -> Value:
    number = counted(chosen.data.cases, "implemented")
    return chosen.data.say(f"うち実施 {number}件", f"of which {number} implemented")


def _coverage(chosen: Chosen, key: str) -> Value:
    return int((chosen.data["prefectures"]["coverage"] == key).sum())


def _coverage_share(chosen: Chosen, key: str) -> Value:
    return float((chosen.data["prefectures"]["coverage"] == key).mean())


def _domain(chosen: Chosen, domain: str, name: str = "cases") -> Value:
    cases = chosen.data.cases
    return counted(cases if domain == "all" else cases[cases["domain"] == domain], name)


def _type(chosen: Chosen, figure: str, name: str) -> Value:
    data = chosen.data
    ids = data.members.loc[data.members["figure"] == figure, "case_id"]
    if name == "prefectures":
        return int(data.shown.loc[data.shown["case_id"].isin(ids), "prefecture_code"].nunique())
    if name == "municipalities":
        return int(data.taking_part.loc[data.taking_part["case_id"].isin(ids), "municipality_code"].nunique())
    return counted(data.cases.loc[ids], name)


def _years(data: Data, cases: Any, key: str) -> int:
    years = pd.to_numeric(cases["operation_start_on_fiscal_year"])
    if key == "before":
        return int((years < data.survey.round.target_period.first_fiscal_year).sum())
    if key in ("unknown", "blank"):
        return int((cases["operation_start_on"] == ("" if key == "blank" else key)).sum())
    return int((years == int(key)).sum())


def _type_page(chosen: Chosen, name: str, *rest: str) -> Value:
    data, cases = chosen.data, chosen.group_cases
    if name == "problem":
        return ""
    if name in STATUS_OF:
        return counted(cases, name)
    if name in ("prefectures", "municipalities"):
        return _type(chosen, chosen.group, name)
    if name == "year":
        return _years(data, cases, rest[0])
    if name.endswith("_band"):
        key = name.removesuffix("_band")
        told = cases[name].where(cases[name] != "", cases[f"{key}_status"])
        return int((told == rest[0]).sum())
    if not rest:
        return int((cases[name] == "true").sum())
    if name.endswith(("_cost", "_cost_per_head")):
        return _range(cases, name, rest[0])
    return int((cases[name] == ("" if rest[0] == "blank" else rest[0])).sum())


def _range(cases: Any, name: str, function: str) -> Value:
    amounts = pd.to_numeric(cases.loc[cases["cost_basis"] == "all_participants", name]).dropna()
    if function == "COUNT":
        return len(amounts)
    return "－" if amounts.empty else float(amounts.agg(function.lower()))


def _share(chosen: Chosen, *figure: str) -> Value:
    total = len(chosen.group_cases)
    part = answer(chosen, figure)
    return float(part) / total if total else ""


def _detail(chosen: Chosen, name: str) -> Value:
    if not chosen.case_id:
        missing = chosen.data.say(
            "該当する事例がありません。一覧から選択してください。",
            "There is no such case. Please choose from the list.",
        )
        return missing if name == "title" else ""
    if name == "title":
        return showing.shown(chosen.data, chosen.case_id, "name")
    if name == "line":
        columns = ("cases_prefectures_shown", "cases_shown_domain", "cases_type_shown", "cases_id")
        return "　｜　".join(showing.column(chosen.data, chosen.case_id, each) for each in columns)
    return showing.column(chosen.data, chosen.case_id, name)


def _row(chosen: Chosen, ids: list[str], place: str, name: str) -> Value:
    if int(place) > len(ids):
        return ""
    columns = {
        "id": "cases_id",
        "prefecture": "cases_prefectures_shown",
        "type": "cases_type_short",
        "name": "cases_short",
        "status": "cases_shown_status",
        "bodies": "cases_bodies",
        "population": "cases_population",
        "initial_cost": "cases_initial_cost_short",
        "annual_cost": "cases_annual_cost_short",
        "start": "cases_shown_operation_start_on",
    }
    return showing.column(chosen.data, ids[int(place) - 1], columns[name])


def _notes(chosen: Chosen, name: str) -> Value:
    data = chosen.data
    excluded = data["exclusions"]
    left_out = int(excluded.loc[excluded["unit"] == "case", "count"].astype(int).sum())
    told: dict[str, Value] = {
        "reported": len(data.cases) + left_out,
        "published": len(data.cases),
        "excluded": left_out,
        "check": data.say("一致", "agrees") if data.reported == len(data.cases) + left_out else "?",
        "no_answer": int((data["prefectures"]["coverage"] == "no_answer").sum()),
    }
    return told[name]


def _list(chosen: Chosen, name: str) -> Value:
    number = len(chosen.data.cases)
    return number if name == "shown" else chosen.data.say(f"／ 全{number:,}件", f"of {number:,}")


def _changes(chosen: Chosen, key: str) -> Value:
    return int((chosen.data["changes"]["change"] == key).sum())


_ANSWERS: dict[str, Callable[..., Value]] = {
    "kpi": _kpi,
    "cover": _cover,
    "coverage": _coverage,
    "coverage_share": _coverage_share,
    "cover_domain": _domain,
    "felt": lambda chosen, key: int((chosen.data.cases[key] == "true").sum()),
    "form": lambda chosen, key: int((chosen.data.cases["contract_form"] == key).sum()),
    "overview": lambda chosen, _: len(chosen.data.cases),
    "overview_status": lambda chosen, key: int((chosen.data.cases["status"] == key).sum()),
    "domain": _domain,
    "type": _type,
    "year": lambda chosen, key: _years(chosen.data, chosen.data.cases, key),
    "list": _list,
    "detail": _detail,
    "timeline": lambda chosen, *figure: places.timeline(chosen.data, chosen.case_id, *figure),
    "similar": lambda chosen, name: places.similar(chosen.data, chosen.municipality, name),
    "similar_case": lambda chosen, place, name: (
        places.closest(chosen.data, chosen.municipality, int(place), name)
        if name.startswith("closest") or name == "near"
        else _row(chosen, places.ranked_cases(chosen.data, chosen.municipality), place, name)
    ),
    "similar_town": lambda chosen, place, name: places.similar_town(chosen.data, chosen.municipality, int(place), name),
    "type_page": _type_page,
    "share": _share,
    "standing": lambda chosen, code, level: places.standing(chosen.data, chosen.group, code, int(level)),
    "standing_name": lambda chosen, number: places.standing_name(
        chosen.data, chosen.group, chosen.group_prefecture, int(number)
    ),
    "type_case": lambda chosen, place, name: _row(chosen, chosen.group_ids, place, name),
    "prefecture_page": lambda chosen, name: places.prefecture_page(chosen.data, chosen.prefecture, name, counted),
    "map_name": lambda chosen, code: places.map_name(chosen.data, chosen.prefecture, code),
    "map": lambda chosen, code: places.map_number(chosen.data, code),
    "missing": lambda chosen, place, name: places.missing_type(chosen.data, chosen.prefecture, int(place), name),
    "around": lambda chosen, place, name: places.around(chosen.data, chosen.prefecture, int(place), name),
    "neighbour_name": lambda chosen, place: places.neighbour_name(chosen.data, chosen.prefecture, place),
    "neighbour": lambda chosen, figure, place: places.neighbour(chosen.data, chosen.prefecture, figure, place),
    "prefecture_case": lambda chosen, place, name: _row(chosen, chosen.prefecture_ids, place, name),
    "heat": lambda chosen, code, figure: int(chosen.data.crossing.get((code, figure), 0)),
    "changes": _changes,
    "notes": _notes,
    "prefecture": lambda chosen, code: int((chosen.data.shown["prefecture_code"] == code).sum()),
    "municipality_score": lambda chosen, code: places.score(chosen.data, chosen.municipality, code),
    "participant_score": lambda chosen, _, code: places.score(chosen.data, chosen.municipality, code),
    "case_score": lambda chosen, case_id: places.case_score(chosen.data, chosen.municipality, case_id),
    "chosen": lambda chosen, name: places.chosen_cell(chosen, name),
    "listed": lambda chosen, name, row: places.listed_cell(chosen, name, int(row)),
}
