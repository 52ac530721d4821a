"""What is shown of each case, in words: the columns from which lists and the page of a case are looked up."""

from __future__ import annotations

from itertools import accumulate

from survey_tool.questionnaire.asked.case import BENEFITS
from survey_tool.release.dashboard.contents import NO_FIGURE, UNANSWERED
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.positions import FactCase, Facts
from survey_tool.release.tables.scales import PER_HEAD
from survey_tool.wording.widths import width
from survey_tool.wording.words import Words

COMPARED_COSTS = ("initial_cost", "annual_cost")
"""The questions whose amounts are compared with each other. Totals are for different years."""

YEARLY_PER_HEAD = Words("人口1人当たり年間運用費", "Annual cost per inhabitant")
TOTAL_PER_HEAD = Words("人口1人当たり総額", "Total per inhabitant")
BENEFITS_FELT = Words("実感された効果", "Benefits felt")
TAKING_PART = Words("参加している市区町村", "Taking part")
CONSIDERING = Words("参加を検討している市区町村", "Considering it")
_MOST_NAMES = 3_600  # half-width characters: what the highest row that Excel has can show on the sheet Case detail
_MORE = Words("ほか{number}団体（事例票にあります）", "{number} more (see its card)")
POPULATION, EMPLOYEES = Words("人口規模", "Population"), Words("職員規模", "Employees")
"""What is told of a case beside its answers, as lists, detail and card name it."""


_COLUMNS = {"total_cost": "cases_total", "subsidy_used": "cases_subsidies"}


def column_of(key: str) -> str:
    """The hidden column that tells an answer in full: with those of the questions that are told beside it."""
    return _COLUMNS.get(key, f"cases_shown_{key}")


def shown_columns(facts: Facts) -> dict[str, list[str]]:
    """What is shown of each case, by the name of the hidden column."""
    return facts.kept("shown_columns", lambda: _shown_columns(facts))


def listed_columns(facts: Facts) -> dict[str, list[str]]:
    """The same, and in short what lists have less room for."""
    return facts.kept("listed_columns", lambda: {**shown_columns(facts), **_short_columns(facts)})


def _short_columns(facts: Facts) -> dict[str, list[str]]:
    return {
        "cases_short": [showing.short_name(case) for case in facts.cases],
        "cases_type_short": [showing.short_type(facts, case) for case in facts.cases],
        **{
            f"cases_{key}_short": [showing.short_amount(facts, case, key) for case in facts.cases]
            for key in COMPARED_COSTS
        },
        "cases_contact": [showing.contact(facts, case) for case in facts.cases],
        "cases_total_cost_short": [showing.short_total(facts, case) for case in facts.cases],
    }


def _shown_columns(facts: Facts) -> dict[str, list[str]]:
    cases = facts.cases
    return {
        "cases_id": [case.id for case in cases],
        "cases_prefectures_shown": [showing.prefectures(facts, case) for case in cases],
        "cases_reporter": [showing.reporter(facts, case) for case in cases],
        "cases_type_shown": [showing.system_type(facts, case) for case in cases],
        "cases_bodies": [showing.bodies(case) for case in cases],
        "cases_population": [showing.people(facts, case, "population") for case in cases],
        "cases_employees": [showing.people(facts, case, "employees") for case in cases],
        "cases_as_of": [_as_of(case) for case in cases],
        **_shown_costs(facts),
        "cases_subsidies": [showing.funding(facts, case) for case in cases],
        "cases_benefits": [showing.marks(facts, case, BENEFITS) for case in cases],
        "cases_names": [_as_many_as_fit(facts, showing.names(facts, case, case.participants)) for case in cases],
        "cases_considering": [_as_many_as_fit(facts, showing.names(facts, case, case.considering)) for case in cases],
        **{f"cases_shown_{key}": [showing.answer(facts, case, key) for case in cases] for key in facts.questions},
    }


def _as_many_as_fit(facts: Facts, names: str) -> str:
    """The first of very many names, and how many more there are: no row shows, and no cell holds, a text of any length."""
    between = facts(showing.LISTING)
    told = names.split(between)
    kept = sum(end <= _MOST_NAMES for end in accumulate(width(each + between) for each in told))
    rest = [facts(_MORE).format(number=f"{len(told) - kept:,}")] if kept < len(told) else []
    return between.join([*told[:kept], *rest])


def _shown_costs(facts: Facts) -> dict[str, list[str]]:
    return {
        "cases_per_head": [_per_head(facts, case, "annual_cost") for case in facts.cases],
        "cases_total_per_head": [_per_head(facts, case, "total_cost") for case in facts.cases],
        "cases_total": [showing.total(facts, case) for case in facts.cases],
    }


def _as_of(case: FactCase) -> str:
    day = case.case.as_of
    return UNANSWERED if day is None else day.isoformat() + showing.sign(case, "as_of")


_YEN = Words("{yen}円", "{yen} yen")


def _per_head(facts: Facts, case: FactCase, key: str) -> str:
    """Yen per inhabitant; of a total with the years that it is for."""
    column = f"{key}{PER_HEAD}"
    yen = case.number(column)
    if yen is None:
        return NO_FIGURE
    of_total = key == "total_cost"
    years, signed = (showing.over_years(facts, case), showing.TOTAL) if of_total else ("", ())
    return facts(_YEN).format(yen=f"{yen:,}") + years + showing.sign(case, column, *signed)
