"""What each figure must be, by its name, for what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from survey_tool.questionnaire.asked.case import BENEFITS
from tests.dashboard import places, showing
from tests.dashboard.data import Data, Row

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
    compared: tuple[str, ...] = ("", "", "")
    similar_group: str = ""
    map_group: str = ""
    similar_stages: tuple[str, ...] = ("in_operation", "in_preparation", "considering", "ended")
    similar_before: int = 0

    @property
    def group_ids(self) -> list[str]:
        """Cases of the chosen group, in order."""
        return self.data.members.get(self.group, [])

    @property
    def group_cases(self) -> list[Row]:
        return [self.data.cases[case_id] for case_id in self.group_ids]

    @property
    def prefecture_ids(self) -> list[str]:
        return self.data.shown.get(self.prefecture, [])

    @property
    def similar_ids(self) -> list[str]:
        """Cases of similar bodies that are not filtered out, in their order."""
        of_group = self.data.members[self.similar_group] if self.similar_group else self.data.cases
        return [
            case_id
            for case_id in places.ranked_cases(self.data, self.municipality)
            if case_id in of_group and self.data.cases[case_id]["status"] in self.similar_stages
        ]

    @property
    def similar_shown(self) -> list[str]:
        return self.similar_ids[self.similar_before : self.similar_before + 15]


def answer(chosen: Chosen, figure: tuple[str, ...]) -> Value:
    """The value of a figure."""
    return _ANSWERS[figure[0]](chosen, *figure[1:])


def counted(cases: Iterable[Row], name: str) -> int:
    """Cases by the columns of the tables by status."""
    return sum(case["status"] in STATUS_OF[name] for case in cases)


def number(rows: Iterable[Row], key: str, value: str) -> int:
    """Rows with a value in a column."""
    return sum(row[key] == value for row in rows)


def _kpi(chosen: Chosen, name: str) -> Value:
    data = chosen.data
    told = {
        "kpi_cases": list(data.cases),
        "kpi_system_types": {row["system_type"] for row in data["case_system_types"]} - {"not_in_list"},
        "kpi_prefectures": {row["prefecture_code"] for row in data["case_prefectures"]},
        "kpi_municipalities": set(data.joined),
    }
    return len(told[name])


def _cover(chosen: Chosen, _: str) -> Value:
    told = counted(chosen.data["cases"], "implemented")
    return chosen.data.say(f"うち実施 {told}件", f"of which {told} implemented")


def _coverage(chosen: Chosen, key: str) -> int:
    return number(chosen.data["prefectures"], "coverage", key)


def _coverage_share(chosen: Chosen, key: str) -> Value:
    return _coverage(chosen, key) / len(chosen.data["prefectures"])


def _domain(chosen: Chosen, domain: str, name: str = "cases") -> Value:
    return counted((case for case in chosen.data["cases"] if domain in ("all", case["domain"])), name)


def _type(chosen: Chosen, figure: str, name: str) -> Value:
    data = chosen.data
    ids = data.members.get(figure, [])
    if name == "prefectures":
        return len({code for case_id in ids for code in data.homes[case_id]})
    if name == "municipalities":
        return len({code for case_id in ids if data.lasts(case_id) for code in data.bodies[case_id]})
    return counted((data.cases[case_id] for case_id in ids), name)


def _ending(chosen: Chosen, key: str) -> Value:
    """Cases that have not ended, by the fiscal year in which their contract ends."""
    lasting = [case for case in chosen.data["cases"] if case["status"] != "ended"]
    if key in ("unknown", "blank"):
        return number(lasting, "contract_end_on", "" if key == "blank" else key)
    return number(lasting, "contract_end_on_fiscal_year", key)


def _years(data: Data, cases: Iterable[Row], key: str) -> int:
    if key in ("unknown", "blank"):
        return number(cases, "operation_start_on", "" if key == "blank" else key)
    years = [int(case["operation_start_on_fiscal_year"] or 0) for case in cases]
    if key == "before":
        return sum(0 < year < data.survey.round.target_period.first_fiscal_year for year in years)
    return years.count(int(key))


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
        return sum(_banded(case, name) == rest[0] for case in cases)
    if name == "considering_bodies":
        number_ = sum(data.standing.get((code, chosen.group)) == 1 for code in data.towns)
        return data.say(f"検討中の市区町村 {number_}", f"{number_} considering it")
    if not rest or name == "benefits":
        return _marked(cases, name)
    if name.endswith(("_cost", "_cost_per_head")):
        return _range(cases, name, rest[0])
    return number(cases, name, "" if rest[0] == "blank" else rest[0])


def _marked(cases: Iterable[Row], name: str) -> Value:
    """Cases in which a ○ question is marked; of `benefits` those in which none is."""
    if name == "benefits":
        return sum("true" not in {case[key] for key in BENEFITS} for case in cases)
    return number(cases, name, "true")


def _range(cases: Iterable[Row], name: str, function: str) -> Value:
    amounts = [float(case[name]) for case in cases if case["cost_basis"] == "all_participants" and case[name]]
    if function == "COUNT":
        return len(amounts)
    if not amounts:
        return "…"
    return {"MIN": min(amounts), "MEDIAN": median(amounts), "MAX": max(amounts)}[function]


CLASSES = (10_000, 50_000, 100_000, 300_000, 1_000_000)


def _size(chosen: Chosen, place: str, name: str, function: str) -> Value:
    """Amounts by the inhabitants of all participants together, as far as they are published exactly or rounded down."""
    cases = (
        case for case in chosen.data["cases"]
        if case["population"] and sum(float(case["population"]) >= bound for bound in CLASSES) == int(place) - 1
    )  # fmt: skip
    return _range(cases, name, function)


def _size_left_out(chosen: Chosen) -> Value:
    told = [case for case in chosen.data["cases"] if case["annual_cost"]]
    scope = sum(case["cost_basis"] != "all_participants" for case in told)
    nobody = sum(case["cost_basis"] == "all_participants" and not case["population"] for case in told)
    return chosen.data.say(
        f"この表に含まない額：金額の対象が異なる事例{scope}件、参加市区町村のない事例{nobody}件",
        f"Amounts not in this table: {scope} of another scope, {nobody} without municipalities",
    )


def _banded(case: Row, name: str) -> str:
    """The band of an amount for all participants, the scope of another, or the word in its place."""
    if case[name] and case["cost_basis"] != "all_participants":
        return f"scope_{case['cost_basis']}"
    return case[name] or case[f"{name.removesuffix('_band')}_status"]


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
    if name.startswith("scope_"):
        shown = showing.column(chosen.data, chosen.case_id, name.removeprefix("scope_"))
        is_amount = chosen.data.say("千円", "thousand yen") in shown
        return showing.shown(chosen.data, chosen.case_id, "cost_basis") if is_amount else ""
    return showing.column(chosen.data, chosen.case_id, name)


def _compared(chosen: Chosen, number: str, name: str) -> Value:
    case_id = chosen.compared[int(number) - 1]
    if not case_id:
        return ""
    return showing.column(chosen.data, case_id, "cases_shown_name" if name == "title" else name)


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
        "total_cost": "cases_total_cost_short",
        "cost_basis": "cases_shown_cost_basis",
        "reporter": "cases_reporter",
        "start": "cases_shown_operation_start_on",
        "per_head": "cases_per_head",
        "specification": "cases_shown_specification",
        "contact": "cases_contact",
    }
    return showing.column(chosen.data, ids[int(place) - 1], columns[name])


def _notes(chosen: Chosen, name: str) -> Value:
    data = chosen.data
    left_out = sum(int(row["count"]) for row in data["exclusions"] if row["unit"] == "case")
    told: dict[str, Value] = {
        "reported": len(data.cases) + left_out,
        "published": len(data.cases),
        "excluded": left_out,
        "check": data.say("一致", "agrees") if data.reported == len(data.cases) + left_out else "?",
        "no_answer": _coverage(chosen, "no_answer"),
    }
    return told[name]


def _series(chosen: Chosen, name: str, column: str) -> Value:
    """What is counted of a round: as its row says, and of this one as its own tables do."""
    data = chosen.data
    (row,) = (row for row in data["series"] if row["round"] == name)
    if name == data.survey.round.name:
        assert row[column] == str(_of_this_round(chosen, column)), column
    return int(row[column]) if row[column] else data.say("データなし", "No data")


def _of_this_round(chosen: Chosen, column: str) -> Value:
    data = chosen.data
    if column == "prefectures_answered":
        return len(data["prefectures"]) - _coverage(chosen, "no_answer")
    if column in ("cases", "municipalities"):
        return _kpi(chosen, f"kpi_{column}")
    return number(data["cases"], "status", column)


def _list(chosen: Chosen, name: str) -> Value:
    total = len(chosen.data.cases)
    return total if name == "shown" else chosen.data.say(f"／ 全{total:,}件", f"of {total:,}")


_ANSWERS: dict[str, Callable[..., Value]] = {
    "kpi": _kpi,
    "cover": _cover,
    "coverage": _coverage,
    "coverage_share": _coverage_share,
    "cover_domain": _domain,
    "felt": lambda chosen, key: number(chosen.data["cases"], key, "true"),
    "form": lambda chosen, key: number(chosen.data["cases"], "contract_form", "" if key == "blank" else key),
    "overview": lambda chosen, _: len(chosen.data.cases),
    "overview_status": lambda chosen, key: number(chosen.data["cases"], "status", key),
    "domain": _domain,
    "type": _type,
    "year": lambda chosen, key: _years(chosen.data, chosen.data["cases"], key),
    "list": _list,
    "ending": _ending,
    "detail": _detail,
    "timeline": lambda chosen, *figure: places.timeline(chosen.data, chosen.case_id, *figure),
    "compared": _compared,
    "similar": lambda chosen, name: places.similar(chosen, name),
    "similar_case": lambda chosen, place, name: (
        places.closest(chosen, int(place), name)
        if name in ("closest", "near")
        else _row(chosen, chosen.similar_shown, place, name)
    ),
    "similar_town": lambda chosen, place, name: places.similar_town(chosen.data, chosen.municipality, int(place), name),
    "type_page": _type_page,
    "share": _share,
    "standing": lambda chosen, place, name: places.ranked_standing(chosen.data, chosen.group, place, name),
    "standing_silent": lambda chosen: places.silent_line(chosen.data, chosen.group),
    "standing_name": lambda chosen, number: places.standing_name(
        chosen.data, chosen.group, chosen.group_prefecture, int(number)
    ),
    "type_case": lambda chosen, place, name: _row(chosen, chosen.group_ids, place, name),
    "prefecture_page": lambda chosen, name: places.prefecture_page(chosen.data, chosen.prefecture, name, counted),
    "map_sign": lambda chosen, code: places.map_sign(chosen.data, chosen.prefecture, code),
    "map": lambda chosen, code: places.map_number(chosen.data, code, chosen.map_group),
    "map_range": lambda chosen, step: places.map_range(chosen.data, chosen.map_group, int(step)),
    "missing": lambda chosen, place, name: places.missing_type(chosen.data, chosen.prefecture, int(place), name),
    "around": lambda chosen, place, name: places.around(chosen.data, chosen.prefecture, int(place), name),
    "neighbour_name": lambda chosen, place: places.neighbour_name(chosen.data, chosen.prefecture, place),
    "neighbour": lambda chosen, row, name: places.neighbour_row(chosen.data, chosen.prefecture, int(row), name),
    "prefecture_case": lambda chosen, place, name: _row(chosen, chosen.prefecture_ids, place, name),
    "heat": lambda chosen, code, figure: chosen.data.known(chosen.data.crossing[code, figure], code, figure),
    "lasting": lambda chosen, code, figure: chosen.data.known(chosen.data.lasting_crossing[code, figure], code, figure),
    "size": _size,
    "size_left_out": _size_left_out,
    "series": _series,
    "changes": lambda chosen, key: number(chosen.data["changes"], "kind", key),
    "notes": _notes,
    "prefecture": lambda chosen, code: len(chosen.data.shown[code]),
    "prefecture_shown": lambda chosen, code: chosen.data.known(len(chosen.data.shown[code]), code, sign=False),
    "municipality_score": lambda chosen, code: places.score(chosen.data, chosen.municipality, code),
    "participant_score": lambda chosen, _, code: places.score(chosen.data, chosen.municipality, code),
    "case_closest": lambda chosen, case_id: places.case_scores(chosen.data, chosen.municipality).get(case_id, ""),
    "case_near": lambda chosen, case_id: places.near(chosen.data, chosen.municipality, case_id),
    "case_score": lambda chosen, case_id: places.case_score(chosen, case_id),
    "chosen": lambda chosen, name: places.chosen_cell(chosen, name),
    "listed": lambda chosen, name, row: places.listed_cell(chosen, name, int(row)),
}
