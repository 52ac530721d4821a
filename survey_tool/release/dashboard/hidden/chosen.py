"""From what stands in the selectors to positions: one cell each, by name; and what stands in the selectors at first."""

from __future__ import annotations

from survey_tool.questionnaire.vocabulary.excel_face import escaped_for_match
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.selected import RANKED_CASES, SelectedFacts
from survey_tool.release.dashboard.facts.selection import COMPARED
from survey_tool.release.dashboard.facts.similarity import size
from survey_tool.release.dashboard.hidden.dropdowns import (
    ALL_PREFECTURES,
    all_and_groups,
    similar_ranks,
    similar_stages,
)
from survey_tool.release.dashboard.hidden.lookups import full_name_formula


def initial(of: SelectedFacts) -> dict[str, str]:
    """What stands in each selector."""
    facts, selection = of.facts, of.selection
    town = facts.municipalities[selection.municipality - 1] if selection.municipality else None
    home = facts.prefecture_position[town.prefecture_code] if town else 0
    names = ["", *(facts(each.name) for each in facts.prefectures)]
    return {
        "select_case": _label(facts, selection.case),
        **{f"select_compared_{n}": _label(facts, case) for n, case in enumerate(selection.compared, start=1)},
        "select_similar_group": all_and_groups(facts)[selection.similar_group],
        "select_map_group": all_and_groups(facts)[selection.map_group],
        "select_similar_stage": similar_stages(facts)[selection.similar_stage],
        "select_similar_ranks": similar_ranks(facts)[selection.similar_before // RANKED_CASES],
        "select_case_prefecture": names[selection.case_prefecture] or facts(ALL_PREFECTURES),
        "select_municipality": facts.municipality_labels[town.code] if town else "",
        "select_municipality_prefecture": names[home],
        "select_system_type": facts(facts.groups[selection.group - 1].label) if selection.group else "",
        "select_system_type_prefecture": names[selection.group_prefecture],
        "select_prefecture": names[selection.prefecture],
    }


def _label(facts: Facts, case: int) -> str:
    return showing.label(facts.cases[case - 1]) if case else ""


def singles(of: SelectedFacts) -> dict[str, Live]:
    """The positions and what is reckoned from them, by the name of their cell."""
    facts, selection = of.facts, of.selection
    town = facts.municipalities[selection.municipality - 1] if selection.municipality else None
    home = facts.prefecture_position[town.prefecture_code] if town else 0
    shown = facts.of_prefecture(selection.prefecture).number
    full = full_name_formula(facts, "select_municipality_prefecture", "select_municipality")
    told: dict[str, tuple[str, float]] = {
        "chosen_case": (_case("select_case"), selection.case),
        **{
            f"chosen_compared_{n}": (_case(f"select_compared_{n}"), selection.compared[n - 1])
            for n in range(1, COMPARED + 1)
        },
        "chosen_similar_group": (_place("select_similar_group", "offered_groups"), selection.similar_group),
        "chosen_map_group": (_place("select_map_group", "offered_groups"), selection.map_group),
        **_map_steps(of),
        "chosen_similar_stage": (_place("select_similar_stage", "offered_stages"), selection.similar_stage),
        "chosen_similar_before": (
            f"{_place('select_similar_ranks', 'offered_ranks')}*{RANKED_CASES}",
            selection.similar_before,
        ),
        "chosen_case_home": (_first_found(("select_case_prefecture", "prefectures_label")), selection.case_prefecture),
        "chosen_case_first": (
            f"=IF({taken('prefectures_first', 'chosen_case_home').removeprefix('=')}=0,1,"
            "ROWS(cases_id)+INDEX(prefectures_first,chosen_case_home))",
            len(facts.cases) + first if (first := _first_shown(facts, selection.case_prefecture)) else 1,
        ),
        "chosen_case_count": (
            "=IF(chosen_case_home=0,ROWS(cases_id),MAX(1,INDEX(prefectures_cases,chosen_case_home)))",
            max(1, facts.of_prefecture(home_).number if (home_ := selection.case_prefecture) else len(facts.cases)),
        ),
        "chosen_group": (
            _first_found(("select_system_type", "groups_label"), ("select_system_type", "groups_key")),
            selection.group,
        ),
        "chosen_group_first": (taken("groups_first", "chosen_group"), _first(facts, selection.group)),
        "chosen_group_cases": (taken("groups_cases", "chosen_group"), of.group_figures.number),
        "chosen_group_prefecture": (_prefecture("select_system_type_prefecture"), selection.group_prefecture),
        "chosen_group_first_town": (
            taken("prefectures_first_town", "chosen_group_prefecture"),
            of.first_town(selection.group_prefecture) if selection.group_prefecture else 0,
        ),
        "chosen_group_towns": (
            taken("prefectures_towns", "chosen_group_prefecture"),
            of.towns(selection.group_prefecture) if selection.group_prefecture else 0,
        ),
        "chosen_prefecture": (_prefecture("select_prefecture"), selection.prefecture),
        "chosen_prefecture_open": (
            taken("prefectures_open", "chosen_prefecture"),
            int(facts.is_open(selection.prefecture)),
        ),
        "chosen_prefecture_first": (
            taken("prefectures_first", "chosen_prefecture"),
            _first_shown(facts, selection.prefecture),
        ),
        "chosen_prefecture_cases": (taken("prefectures_cases", "chosen_prefecture"), shown),
        "chosen_home": (_prefecture("select_municipality_prefecture"), home),
        "chosen_municipality": (
            _first_found(
                ('TEXT(select_municipality,"000000")', "municipalities_code"),
                (full, "municipalities_full"),
                ("select_municipality", "municipalities_full"),
            ),
            selection.municipality,
        ),
        "chosen_home_first": (
            "=IF(chosen_home=0,1,INDEX(prefectures_first_town,chosen_home))",
            of.first_town(home),
        ),
        "chosen_home_count": (
            "=IF(chosen_home=0,ROWS(municipalities_label),INDEX(prefectures_towns,chosen_home))",
            of.towns(home),
        ),
        "chosen_population": (
            taken("municipalities_population", "chosen_municipality"),
            town.population if town else 0,
        ),
        "chosen_population_size": (
            taken("municipalities_population_size", "chosen_municipality"),
            size(town.population) if town else 0,
        ),
        "chosen_employees_size": (
            taken("municipalities_employees_size", "chosen_municipality"),
            size(town.employees) if town else 0,
        ),
    }
    return {name: Live(formula, value, ("chosen", name)) for name, (formula, value) in told.items()}


def _first_found(*ways: tuple[str, str]) -> str:
    """The position of the first of several texts that its column holds, 0 where none does."""
    formula = "0"
    for what, column in reversed(ways):
        formula = f"IFERROR(MATCH({escaped_for_match(what)},{column},0),{formula})"
    return f"={formula}"


def _map_steps(of: SelectedFacts) -> dict[str, tuple[str, float]]:
    """From which number on each shade of the map begins, by name (`steps.steps`)."""
    steps = of.map_steps()
    found: dict[str, tuple[str, float]] = {"chosen_map_step_1": ("=1", steps[0])}
    there = 'COUNTIF(listed_map_number,">0")'
    for part in range(1, len(steps)):
        place = f"COUNTIF(listed_map_number,0)+INT({there}*{part}/{len(steps)})+1"
        formula = f"=MAX(chosen_map_step_{part}+1,IF({there}=0,1,SMALL(listed_map_number,{place})))"
        found[f"chosen_map_step_{part + 1}"] = (formula, steps[part])
    return found


def _case(selector: str) -> str:
    """The position of the case whose label or id stands in a selector."""
    return _first_found((f'LEFT({selector},FIND("　",{selector}&"　")-1)', "cases_id"))


def _place(selector: str, offered: str) -> str:
    """The place among what is offered, counted from 0, which is also what stands for anything else."""
    return f"=(MAX(1,{_first_found((selector, offered)).removeprefix('=')})-1)"


def _prefecture(selector: str) -> str:
    return _first_found((selector, "prefectures_label"), (f'TEXT({selector},"00")', "prefectures_code"))


def taken(column: str, position: str) -> str:
    """What a column holds at a position; 0 where there is none."""
    return f"=IF({position}=0,0,INDEX({column},{position}))"


def _first(facts: Facts, group: int) -> int:
    """The first row of a group among the pairs, 0 where there is none."""
    return sum(facts.of_group(each).number for each in range(1, group)) + 1 if group else 0


def _first_shown(facts: Facts, prefecture: int) -> int:
    """The first row of a prefecture among the cases by prefecture, 0 where it has none."""
    if not facts.of_prefecture(prefecture).number:
        return 0
    return sum(facts.of_prefecture(each).number for each in range(1, prefecture)) + 1
