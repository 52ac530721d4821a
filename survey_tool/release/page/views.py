"""What the templates show without script: every case and every figure, as plain rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd

from survey_tool.questionnaire.asked.case import BENEFITS, COSTS, SUBSIDIES
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.ahead import considered, ending, without_end
from survey_tool.release.dashboard.facts.over_rounds import numbers, rounds
from survey_tool.release.dashboard.facts.positions import IMPLEMENTED_STATUSES, STATUSES, FactCase, Facts
from survey_tool.release.dashboard.hidden.years import counted, year_rows
from survey_tool.release.page.words import TEXTS
from survey_tool.release.tables.coverage import BEING_SETTLED, NO_ANSWER, coverage
from survey_tool.release.tables.figures import count_by
from survey_tool.release.tables.rounds.series import DAY
from survey_tool.release.tables.table import ROUND, number_in
from survey_tool.wording.words import Words

COUNTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cases", STATUSES),
    ("implemented", IMPLEMENTED_STATUSES),
    ("considering_status", ("considering",)),
    ("ended", ("ended",)),
)
"""The columns of counts, by the text of their head."""
_AND = Words("{first}及び{second}", "{first} and {second}")


@dataclass(frozen=True)
class Row:
    """A row of a table of counts. `counts` are None where nothing is known; `facet` is that which leads to its cases."""

    key: str
    label: str
    counts: tuple[int | None, ...]
    under: str = ""
    facet: str = ""
    is_open: bool = False  # the least that they can be

    @property
    def first(self) -> int:
        return self.counts[0] or 0


@dataclass(frozen=True)
class CaseRow:
    """A case as the list shows it."""

    id: str
    name: str
    prefectures: str
    type: str
    also: str
    status: str
    status_label: str
    bodies: str
    population: str
    costs: dict[str, str]
    scope: str
    start: str
    end: str
    considering: int
    contact: str
    vendor: str


def kpis(facts: Facts) -> list[tuple[str, int, str]]:
    """The key figures: name, figure, what stands below it."""
    figures, lists = facts.figures, facts.survey.questionnaire.lists
    listed = len(lists["system_type"].unique) - 1
    return [
        ("cases", figures.number, _text(facts, "kpi_cases_note", n=figures.with_status(IMPLEMENTED_STATUSES))),
        ("system_types", figures.system_types, _text(facts, "kpi_types_note", n=listed)),
        ("prefectures", figures.prefectures, _text(facts, "kpi_prefectures_note", n=len(facts.prefectures))),
        (
            "municipalities",
            figures.municipalities,
            _text(facts, "kpi_municipalities_note", n=f"{len(facts.municipalities):,}"),
        ),
    ]


def domains(facts: Facts) -> list[Row]:
    """Cases by domain."""
    counted = _by_status(facts, facts.tables.frames.cases[["case_id", "domain"]], "domain")
    listed = facts.survey.questionnaire.lists["domain"].unique
    return [Row(each.key, facts(each.label), _statuses(counted, each.key)) for each in listed]


def answered(facts: Facts) -> str:
    """How many prefectures have answered, and of which others not everything is known."""
    counted, total = Counter(coverage(facts.release).values()), len(facts.prefectures)
    silent, settling = counted[NO_ANSWER.key], counted[BEING_SETTLED.key]
    said = TEXTS["coverage_line" if silent else "coverage_all"].fill(total=total, answered=total - silent)
    open_ones = (("coverage_silent", silent), ("coverage_settling", settling))
    which = [TEXTS[name].fill(number=number) for name, number in open_ones if number]
    if which:
        both = _AND.fill(first=which[0], second=which[1]) if which[1:] else which[0]
        said += TEXTS["coverage_not_known"].fill(which=both)
    return facts(said)


def totals(facts: Facts) -> Row:
    """All cases."""
    cases = facts.tables.frames.cases.assign(all="all")[["case_id", "all"]]
    return Row("all", _text(facts, "total"), _statuses(_by_status(facts, cases, "all"), "all"))


def types(facts: Facts) -> list[tuple[str, list[Row]]]:
    """Cases by type as tabulated, under the name of each domain that has any; further prefectures and municipalities."""
    counted, found = _by_status(facts, facts.group_links, "group"), []
    for domain in facts.survey.questionnaire.lists["domain"].unique:
        own = [each for each in facts.groups if each.domain == domain.key]
        rows = [
            Row(
                each.name,
                facts(each.label),
                (*_statuses(counted, each.name), of.prefectures, of.municipalities),
                _others(facts, each),
            )
            for each in own
            for of in [facts.of_group(each.position)]
        ]
        if rows:
            found.append((facts(domain.label), rows))
    return found


def _others(facts: Facts, group: Any) -> str:
    """Which types stand behind others."""
    if group.key in group.types:
        return ""
    listed = facts.survey.questionnaire.lists["system_type"].unique
    return facts(showing.LISTING).join(facts(each.label) for each in listed if each.key in group.types)


def prefectures(facts: Facts) -> list[tuple[Row, dict[str, Any]]]:
    """Cases by prefecture, unknown where it has not answered; with what else is told of it."""
    links = facts.tables.frames.prefectures[["case_id", "prefecture_code"]]
    numbers, found = _by_status(facts, links, "prefecture_code"), []
    for row in facts.tables.prefectures.rows:
        position = facts.prefecture_position[str(row["prefecture_code"])]
        counted = (*_statuses(numbers, str(row["prefecture_code"])), int(number_in(row, "municipalities") or 0))
        is_open = facts.is_open(position)
        told = tuple(number or (None if is_open else 0) for number in counted)
        name = str(row[f"prefecture_{facts.language}"])
        more = {"coverage": str(row[f"coverage_{facts.language}"]), "towns": row["municipalities_total"]}
        found.append(
            (Row(str(row["prefecture_code"]), name, told, is_open=is_open), {**more, "tile": _short(facts, name)})
        )
    return found


def _short(facts: Facts, name: str) -> str:
    """The name as a tile has room for it."""
    return name if facts.language == "en" or name == "北海道" else name[:-1]


def benefits(facts: Facts) -> list[Row]:
    """In how many cases each benefit was felt."""
    return [_marked(facts, key, "benefit") for key in BENEFITS]


def funding(facts: Facts) -> list[Row]:
    """Whether funding was used, and which."""
    told = facts.figures.answered("subsidy_used")
    choices = facts.survey.questionnaire.lists["subsidy_used"].unique
    labels = {**{each.key: facts(each.label) for each in choices}, "blank": _text(facts, "blank")}
    used = [Row(key, label, (told[key],), facet="subsidy_used") for key, label in labels.items()]
    return [*used, *(_marked(facts, key, "subsidy") for key in SUBSIDIES)]


def years(facts: Facts) -> list[Row]:
    """Cases by the fiscal year of their start."""
    numbers = counted(facts, facts.figures)
    return [Row(each.key, each.label, (numbers[each.key],)) for each in year_rows(facts)]


def cases(facts: Facts) -> list[CaseRow]:
    """Every case in the order of the table."""
    return [_case(facts, each) for each in facts.cases]


def _case(facts: Facts, case: FactCase) -> CaseRow:
    also = case.row[f"system_types_also_{facts.language}"]
    return CaseRow(
        id=case.id,
        name=case.text("name"),
        prefectures=showing.prefectures(facts, case),
        type=showing.system_type(facts, case),
        also=str(also).replace(";", facts(showing.LISTING)) if also else "",
        status=case.text("status"),
        status_label=showing.answer(facts, case, "status"),
        bodies=showing.bodies(case),
        population=showing.people(facts, case, "population"),
        costs=_costs(facts, case),
        scope=_scope(facts, case),
        start=showing.answer(facts, case, "operation_start_on"),
        end=showing.answer(facts, case, "contract_end_on"),
        considering=len(case.considering),
        contact=showing.contact_in_full(facts, case, "\n"),
        vendor=showing.answer(facts, case, "vendor"),
    )


def _costs(facts: Facts, case: FactCase) -> dict[str, str]:
    """What it costs, by the text of the heading; a total only where it is an amount, with its years."""
    found = {
        "initial": showing.answer(facts, case, "initial_cost"),
        "annual": showing.answer(facts, case, "annual_cost"),
    }
    return found if case.number("total_cost") is None else {**found, "whole": showing.total(facts, case)}


def _scope(facts: Facts, case: FactCase) -> str:
    """For whom the amounts are; empty where there is none."""
    told = any(case.number(key) is not None for key in COSTS)
    return showing.answer(facts, case, "cost_basis") if told else ""


def ahead(facts: Facts) -> list[CaseRow]:
    """The cases that somebody considers."""
    return [_case(facts, each) for each in considered(facts)]


def contract_ends(facts: Facts) -> list[tuple[str, list[CaseRow]]]:
    """Cases that have not ended, by the fiscal year in which their contract ends; those of which nobody knows it at the end."""
    by_year = groupby(ending(facts), lambda case: case.number("contract_end_on_fiscal_year"))
    found = [(_text(facts, "fiscal", year=year), list(cases)) for year, cases in by_year]
    found += [(_text(facts, f"end_{told}"), without_end(facts, told)) for told in ("unknown", "blank")]
    return [(title, [_case(facts, each) for each in cases]) for title, cases in found if cases]


@dataclass(frozen=True)
class RoundRow:
    """A round with what is counted of its release, None where that is not known."""

    name: str
    day: str
    counts: tuple[int | None, ...]


def series(facts: Facts) -> tuple[list[tuple[str, str]], list[RoundRow], list[Row]]:
    """How the numbers have developed: the heads of the numbers with their look, the rounds, and their cases for the chart; no
    rounds where this one is the only one."""
    columns = numbers(facts)
    told = [
        RoundRow(
            str(row[ROUND.name]),
            str(row[DAY] or _text(facts, "no_data")),
            tuple(None if (value := number_in(row, each.name)) is None else int(value) for each in columns),
        )
        for row in rounds(facts)
    ]
    bars = [Row(each.name, each.name, each.counts[:1]) for each in told]
    return [(facts(each.title), "figure") for each in columns], told, bars


def definitions(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """Every published item: its label, what it means, its choices."""
    lists = facts.survey.questionnaire.lists
    for question in facts.questions.values():
        name = getattr(question.kind, "name", None)
        listed = [facts(each.label) for each in lists[name].unique] if name in lists else []
        choices = _text(facts, "choices", names=facts(showing.LISTING).join(listed)) if listed else ""
        yield facts(question.label), facts(question.help), choices


def _by_status(facts: Facts, links: pd.DataFrame, column: str) -> Counter[tuple[str, str]]:
    """Number of cases for each pair of a value that they are linked to and a status."""
    return count_by(links.merge(facts.tables.frames.cases[["case_id", "status"]], on="case_id"), column, "status")


def _statuses(counted: Counter[tuple[str, str]], value: str) -> tuple[int, ...]:
    return tuple(sum(counted[value, status] for status in statuses) for _, statuses in COUNTS)


def _marked(facts: Facts, key: str, facet: str) -> Row:
    return Row(key, facts(facts.questions[key].label), (facts.figures.marked(key),), facet=facet)


def _text(facts: Facts, key: str, **values: object) -> str:
    return facts(TEXTS[key].fill(**values))
