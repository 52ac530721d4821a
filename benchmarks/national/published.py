"""What must stand in the published tables, cell by cell, reckoned from what is reported; and what stands there, read with other
libraries than those that wrote it."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from openpyxl import load_workbook

from benchmarks.national import counted
from benchmarks.national.counted import labels
from benchmarks.national.mailbag import Nation
from benchmarks.national.reported import Reported, fiscal_year
from survey_tool.demo.invented.cases import InventedCase
from survey_tool.questionnaire.vocabulary.kinds import Amount, AnswerKind, Listed, Mark, Month, Number, Several
from survey_tool.questionnaire.vocabulary.lists import CodeList
from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import REASONS
from survey_tool.wording.words import Words

Cells = dict[tuple[str, str, str], str]
"""Table, key of the row, column: what stands there, as text."""
_MARKS = {"○": ("participating", Words("参加", "Participating")), "△": ("considering", Words("検討中", "Considering"))}
_KEYS = {
    "cases": ("case_id",),
    "participation": ("case_id", "municipality_code"),
    "case_system_types": ("case_id", "system_type"),
    "exclusions": ("reason",),
    "series": ("round",),
    "case_prefectures": ("case_id", "prefecture_code"),
    "system_types": ("system_type",),
    "prefectures": ("prefecture_code",),
    "standing": ("municipality_code", "system_type"),
}
_NO_SHEET = ("standing",)
"""Tables that no workbook holds."""
_NEVER = frozenset({"reviewed", "remarks"})
"""What is asked about a case and published nowhere; written here anew, since a flag of the product that is wrong agrees with itself."""
_OF_A_TABLE = re.compile(r"[（(](\w+)[)）]$")


def expected_cells(nation: Nation, told: Sequence[Reported], answered: int) -> Cells:
    """Of all tables that tell of a round, but for its changes; so many prefectures have answered, and every file could be read in the
    end."""
    survey = nation.survey
    shown = [each for each in told if not each.left_out]
    found: Cells = {}
    for each in shown:
        _put(found, "cases", [_case(survey, each)])
        _put(found, "participation", _marks(survey, each.case))
        _put(found, "case_system_types", _types(survey, each.case))
    _put(found, "exclusions", _left_out(survey, told, answered))
    _put(found, "series", [_totals(survey, shown, answered)])
    _put(found, "case_prefectures", counted.case_prefectures(survey, shown))
    _put(found, "system_types", counted.system_types(survey, shown))
    _put(found, "prefectures", counted.prefectures(nation, told))
    _put(found, "standing", counted.standing(nation, told))
    return found


def with_a_sheet(cells: Cells) -> Cells:
    """Those that the workbooks hold too."""
    return {place: text for place, text in cells.items() if place[0] not in _NO_SHEET}


_LABELLED = {"exclusions": ("reason", "count"), "standing": ("standing", "illustrative")}
"""Of a table only these columns, where the others are labels of these."""


def _put(found: Cells, table: str, rows: Iterable[Mapping[str, object]]) -> None:
    seen = Counter[str]()
    for row in rows:
        key = " ".join(str(row[each]) for each in _KEYS[table])
        seen[key] += 1
        key = key if seen[key] == 1 else f"{key}, row {seen[key]} of it"
        held = {column: value for column, value in row.items() if column in _LABELLED.get(table, row)}
        found.update({(table, key, column): as_text(value) for column, value in held.items()})


def as_text(value: object) -> str:
    """A value as a table of text holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _case(survey: Survey, told: Reported) -> dict[str, object]:
    case, answers = told.case, dict(told.case.answers)
    answers["case_id"] = case.case_id
    answers.setdefault("contact_department", told.respondent["department"])
    row: dict[str, object] = {"round": survey.round.name}
    people = [survey.places.municipalities[code] for code, mark in case.marks.items() if mark == "○"]
    inhabitants = sum(each.population for each in people)
    for key, question in survey.questionnaire.case.questions().items():
        if key not in _NEVER:
            row |= _answer(survey, key, question.kind, answers.get(key))
        if isinstance(question.kind, Amount):
            whole = answers.get("cost_basis") == "all_participants"
            row |= _of_an_amount(survey, key, answers.get(key), inhabitants if whole else 0)
    row |= {"prefecture_code": told.code, "prefectures": ";".join(counted.homes_of(told))}
    row |= labels("prefecture", survey.places.prefectures[told.code].name)
    return row | _participants(survey, told, inhabitants, sum(each.employees for each in people))


def _answer(survey: Survey, key: str, kind: AnswerKind, value: object) -> dict[str, object]:
    lists = survey.questionnaire.lists
    match kind:
        case Mark():
            return {key: value or None}
        case Several(name=name):
            return _chosen(key, lists[name], value if isinstance(value, tuple) else ())
        case Listed(name=name):
            return _chosen(key, lists[name], (str(value),) if value else ())
        case Month():
            return {key: value, f"{key}_fiscal_year": fiscal_year(value)}
        case Number() if kind.words:
            return _number(survey, key, kind, value)
    return {key: value}


def _chosen(key: str, known: CodeList, keys: Sequence[str]) -> dict[str, object]:
    told_as = [known[each].label for each in keys]
    told = Words(";".join(each.ja for each in told_as), ";".join(each.en for each in told_as))
    return {key: ";".join(keys), **labels(key, told)}


def _number(survey: Survey, key: str, kind: Number, value: object) -> dict[str, object]:
    """A number, and what stands in its place."""
    status = "amount" if isinstance(kind, Amount) else "number"
    label = Words("金額", "Amount") if isinstance(kind, Amount) else Words("数値", "Number")
    if value is None:
        status, label = "blank", Words("無回答", "Not answered")
    if isinstance(value, str):
        status, label = value, survey.questionnaire.lists[str(kind.words)][value].label
    number = None if isinstance(value, str) else value
    return {key: number, f"{key}_status": status, **labels(f"{key}_status", label)}


def _of_an_amount(survey: Survey, key: str, value: object, inhabitants: int) -> dict[str, object]:
    """The band of an amount, and what it is for each inhabitant where all participants bear it."""
    band, label, each = "", Words("", ""), None
    if isinstance(value, int):
        band, label = _band(value, survey.round.publication.cost_bands)
        each = _for_each(value, inhabitants) if inhabitants else None
    return {f"{key}_band": band, **labels(f"{key}_band", label), f"{key}_per_head": each}


def _band(amount: int, bounds: Sequence[int]) -> tuple[str, Words]:
    if not amount:
        return "zero", Words("0円", "0")
    high = next((bound for bound in bounds if amount < bound), None)
    low = max((bound for bound in bounds if bound <= amount), default=1)
    if high is None:
        return f"from_{low}", Words(f"{low:,}千円以上", f"{low:,} and over")
    if low == 1:
        return f"under_{high}", Words(f"{high:,}千円未満", f"Under {high:,}")
    return f"under_{high}", Words(f"{low:,}千円以上{high:,}千円未満", f"{low:,} to under {high:,}")


def _for_each(amount: int, inhabitants: int) -> float:
    """Yen, rounded half up: whole ones, below ten with two decimals."""
    exact = Decimal(amount) * 1000 / inhabitants
    cents = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return float(cents if cents < 10 else exact.quantize(Decimal(1), ROUND_HALF_UP))


def _participants(survey: Survey, told: Reported, inhabitants: int, employees: int) -> dict[str, object]:
    marks = Counter(told.case.marks.values())
    row: dict[str, object] = {
        "participants_count": marks["○"],
        "considering_count": marks["△"],
        "as_of": told.respondent.get("as_of") if told.case.marks else None,
        "illustrative": None,
    }
    rounding, places = survey.round.publication, survey.places
    row |= _people("population", inhabitants, rounding.population_rounding, places.population_date, bool(marks["○"]))
    return row | _people("employees", employees, rounding.employees_rounding, places.employees_date, bool(marks["○"]))


def _people(key: str, total: int, step: int, day: dt.date, are_any: bool) -> dict[str, object]:
    """A rounded number of people; blank where nobody takes part."""
    if not are_any:
        return {key: None, f"{key}_date": None, **labels(key, Words("", ""))}
    rounded = total - total % step
    words = Words(f"{_in_japanese(rounded)}人", f"{rounded:,}")
    few = Words(f"{_in_japanese(step)}人未満", f"Under {step:,}")
    return {key: rounded, f"{key}_date": day, **labels(key, words if rounded else few)}


def _in_japanese(people: int) -> str:
    return f"{people // 10_000:,}万" if people and not people % 10_000 else f"{people:,}"


def _marks(survey: Survey, case: InventedCase) -> Iterator[Mapping[str, object]]:
    for code, sign in case.marks.items():
        mark, label = _MARKS[sign]
        row = {"round": survey.round.name, "case_id": case.case_id, "municipality_code": code, "mark": mark}
        yield {**row, **labels("mark", label), "illustrative": False}


def _types(survey: Survey, case: InventedCase) -> Iterator[Mapping[str, object]]:
    lists = survey.questionnaire.lists
    for number, key in enumerate(counted.types_of(case.answers)):
        kind = lists["system_type"][key]
        domain = str(kind.parent)
        row: dict[str, object] = {"round": survey.round.name, "case_id": case.case_id, "system_type": key}
        row |= {"domain": domain, "main": not number, **labels("system_type", kind.label)}
        yield row | labels("domain", lists["domain"][domain].label)


def _left_out(survey: Survey, told: Sequence[Reported], answered: int) -> Iterator[Mapping[str, object]]:
    counts = Counter(each.left_out for each in told)
    counts.update({"no_answer": len(survey.places.prefectures) - answered})
    for reason in (*REASONS, "no_answer", "unreadable"):
        yield {"reason": reason, "count": counts[reason]}


def _totals(survey: Survey, shown: Sequence[Reported], answered: int) -> Mapping[str, object]:
    return {
        "round": survey.round.name,
        "published_on": survey.round.published_on,
        **counted.counts(shown),
        "prefectures_answered": answered,
        "municipalities": len(counted.taking_part(shown)),
    }


def cells_of_files(folder: Path) -> Cells:
    """What stands in the same tables as they were published."""
    found: Cells = {}
    for table in _KEYS:
        with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            _put(found, table, csv.DictReader(file))
    return found


def cells_of_workbook(path: Path) -> Cells:
    """And as the workbook holds them, on its plain sheets."""
    book = load_workbook(path, read_only=True)
    found: Cells = {}
    for table in (each for each in _KEYS if each not in _NO_SHEET):
        heads, *rows = book[table].iter_rows(values_only=True)
        columns = [_OF_A_TABLE.search(str(head)) for head in heads]
        names = [each[1] if each else "" for each in columns]
        _put(found, table, (dict(zip(names, row, strict=True)) for row in rows))
    return found
