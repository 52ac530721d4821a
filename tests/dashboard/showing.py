"""How answers are shown: the same words, written a second time."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from survey_tool.questionnaire.asked.case import BENEFITS, MILESTONES, SUBSIDIES
from tests.dashboard.data import Data, Row

WIDTHS = {"short": 40, "type": 34, "joined": 88, "joined cases": 3_600, "names": 3_600}


def sign(row: Row, *columns: str) -> str:
    return " ※" if set(columns) & set(str(row["illustrative"]).split(";")) else ""


def shown(data: Data, case_id: str, key: str) -> str:
    """An answer to a question."""
    row = data.cases[case_id]
    text = unsigned(data, row, key)
    return text if text == "－" else text + sign(row, key)


def unsigned(data: Data, row: Row, key: str) -> str:
    """The same without its sign."""
    return _text(data, row, key) or "－"


def _text(data: Data, row: Row, key: str) -> str:
    questions = data.survey.questionnaire.case.questions()
    if f"{key}_{data.language}" in row:
        return str(row[f"{key}_{data.language}"]).replace(";", data.say("、", ", "))
    if f"{key}_status" in row and row[key] == "":
        status = str(row[f"{key}_status"])
        words = data.survey.questionnaire.lists[questions[key].kind.list_name or ""]
        return "" if status == "blank" else words[status].label[data.language]
    if f"{key}_status" in row and key.endswith("_cost"):
        return data.say("{:,}千円", "{:,} thousand yen").format(int(row[key]))
    if key == "total_cost_years":
        return data.say("{}年", "{} years").format(row[key])
    if key == "other_participants" and row[key]:
        return data.say("{}団体", "{}").format(row[key])
    if key in MILESTONES:
        return month(data, str(row[key]))
    if row[key] in ("true", "false"):
        return "○" if row[key] == "true" else ""
    return str(row[key])


def month(data: Data, text: str) -> str:
    if text == "unknown":
        return data.say("不明", "Unknown")
    return data.say(text, f"FY{text[:4]}") if text.endswith("年度") else text


def column(data: Data, case_id: str, name: str) -> str:
    """What a hidden column of cases holds."""
    row = data.cases[case_id]
    listing = data.say("、", ", ")
    if name.startswith("cases_shown_"):
        return shown(data, case_id, name.removeprefix("cases_shown_"))
    if name.endswith("_cost_short") and name != "cases_total_cost_short":
        key = name.removeprefix("cases_").removesuffix("_short")
        return f"{int(row[key]):,}{sign(row, key)}" if row[key] else shown(data, case_id, key)
    match name:
        case "cases_id":
            return case_id
        case "cases_short":
            return cut(str(row["name"]), WIDTHS["short"])
        case "cases_prefectures_shown":
            return listing.join(data.prefectures[code]["name"] for code in data.homes[case_id])
        case "cases_type_shown" | "cases_type_short":
            label, other = row[f"system_type_{data.language}"], row["system_type_other"]
            full = f"{label}{data.say(f'（{other}）', f' ({other})') if other else ''}"
            return cut(full, WIDTHS["type"]) if name.endswith("short") else full
        case "cases_bodies":
            return f"{row['participants_count']}{sign(row, 'participants_count')}"
        case "cases_population" | "cases_employees":
            people = name.removeprefix("cases_")
            text = row[f"{people}_{data.language}"]
            return f"{text}{sign(row, people)}" if text else "…"
        case "cases_contact":
            whom = (shown(data, case_id, key) for key in ("contact_department", "contact_phone"))
            return "\n".join(each for each in whom if each != "－") or "－"
        case "cases_reporter":
            return data.prefectures[data.homes[case_id][0]]["name"]
        case "cases_total" | "cases_total_cost_short":
            return total(data, row, unit=name == "cases_total")
        case "cases_total_per_head":
            return per_head(data, row, "total_cost_per_head", over_years(data, row))
        case "cases_as_of":
            return f"{row['as_of']}{sign(row, 'as_of')}" if row["as_of"] else "－"
        case "cases_per_head":
            return per_head(data, row, "annual_cost_per_head")
        case "cases_subsidies" | "cases_benefits":
            told = listing.join(marks(data, row, SUBSIDIES if name == "cases_subsidies" else BENEFITS))
            return told or (shown(data, case_id, "subsidy_used") if name == "cases_subsidies" else "－")
        case "cases_names" | "cases_considering":
            return first_names(data, names(data, case_id, "participating" if name == "cases_names" else "considering"))
    raise AssertionError(name)


def marks(data: Data, row: Row, keys: Iterable[str]) -> Iterator[str]:
    """The labels of the marked ones, the other funding by its name."""
    questions = data.survey.questionnaire.case.questions()
    for key in keys:
        if row[key] == "true":
            other = row["subsidy_other_name"] if key == "subsidy_other" else ""
            named = data.say(f"（{other}）", f" ({other})") if other else ""
            yield questions[key].label[data.language] + named + sign(row, key, f"{key}_name")


def per_head(data: Data, row: Row, key: str, years: str = "") -> str:
    if not row[key]:
        return "…"
    yen = float(row[key])
    told = data.say("{:,}円", "{:,} yen").format(int(yen) if yen.is_integer() else yen) + years
    return told + sign(row, key, *(["total_cost_years"] if years else []))


def over_years(data: Data, row: Row) -> str:
    """For how many years a total is."""
    years = row["total_cost_years"]
    return data.say(f"（{years}年分）", f" ({years} yrs)") if years else data.say("（年数不明）", " (years unknown)")


def total(data: Data, row: Row, *, unit: bool) -> str:
    signed = sign(row, "total_cost", "total_cost_years")
    if not row["total_cost"]:
        word = _text(data, row, "total_cost")
        years = over_years(data, row) if row["total_cost_years"] else ""
        return word + years + signed if word else "－"
    amount = f"{int(row['total_cost']):,}" + (data.say("千円", " thousand yen") if unit else "")
    return amount + over_years(data, row) + signed


def first_names(data: Data, text: str) -> str:
    """As many names as the detail has room for, and how many more there are."""
    listing = data.say("、", ", ")
    told = text.split(listing)
    ends = itertools.accumulate(sum(map(wide, each + listing)) for each in told)
    if (more := len(told) - sum(end <= WIDTHS["names"] for end in ends)) == 0:
        return text
    return listing.join(
        [*told[:-more], data.say(f"ほか{more:,}団体（事例票にあります）", f"{more:,} more (see its card)")]
    )


def names(data: Data, case_id: str, mark: str) -> str:
    """The municipalities of a case by name."""
    own = [row for row in data["participation"] if row["case_id"] == case_id and row["mark"] == mark]
    if not own:
        return "－"
    told = []
    for row in sorted(own, key=lambda row: row["municipality_code"]):
        town = data.towns[row["municipality_code"]]
        name, prefecture = town.label, town.prefecture
        home = data.prefectures[prefecture]["name"]
        full = name if prefecture in data.homes[case_id] else data.say(f"{home}{name}", f"{name} ({home})")
        told.append((full, row["illustrative"] == "true"))
    listing = data.say("、", ", ")
    if all(added for _, added in told):
        return data.say("（※ 全て例示）", "(※ all illustrative) ") + listing.join(name for name, _ in told)
    return listing.join(name + (" ※" if added else "") for name, added in told)


def cut(text: str, limit: int) -> str:
    """As much of a text as `limit` half-width characters hold."""
    widths = [*map(wide, text)]
    if sum(widths) <= limit:
        return text
    kept = sum(total + 2 <= limit for total in itertools.accumulate(widths))
    return text[:kept].rstrip() + "…"


def wide(sign: str) -> int:
    """How many half-width characters one is as wide as."""
    return 2 if ord(sign) > 0x2E7F or sign in "…―─×÷○△※①②③●◇▶・、。〜" else 1


def joined_cases(data: Data, code: str) -> str:
    """The cases that a municipality has joined, by name and stage, or why there are none."""
    told = [
        data.say("{id} {name}（{stage}）", "{id} {name} ({stage})").format(
            id=case_id, name=data.cases[case_id]["name"], stage=data.cases[case_id][f"status_{data.language}"]
        )
        for case_id in data.joined.get(code, [])
    ]
    listing = data.say("、", ", ")
    ends = itertools.accumulate(sum(map(wide, each + listing)) for each in told)
    fit = sum(end <= WIDTHS["joined cases"] for end in ends)
    rest = [data.say(f"ほか{len(told) - fit}件", f"{len(told) - fit} more")] if fit < len(told) else []
    return listing.join([*told[:fit], *rest]) or joined(data, code)


def joined(data: Data, code: str) -> str:
    """The types that a municipality has joined, or why there are none."""
    types = dict.fromkeys(column(data, case_id, "cases_type_shown") for case_id in data.joined.get(code, []))
    if types:
        return data.say("、", ", ").join(types)
    silent = data.say(
        "データなし（都道府県の回答なし又は回答を確認中）",
        "No data (its prefecture has not answered, or its answer is being settled)",
    )
    rows = (row for row in data["participation"] if row["municipality_code"] == code and row["mark"] == "considering")
    number = sum(data.lasts(row["case_id"]) for row in rows)
    if data.is_silent(data.towns[code].prefecture):
        return (data.say(f"検討中{number}件。ほかは", f"Considers {number}. Otherwise: ") if number else "") + silent
    none = data.say("参加している公表事例なし", "Takes part in no published case")
    return none + (data.say(f"（検討中{number}件）", f", considers {number}") if number else "")
