"""From what stands in the selectors to positions: the hidden sheets between the choice and everything that follows it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from survey_tool.questionnaire.asked.case import MILESTONES
from survey_tool.questionnaire.vocabulary.excel_face import escaped_for_match
from survey_tool.questionnaire.vocabulary.kinds import month_span
from survey_tool.release.dashboard.contents import UNKNOWN
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.positions import SIGNS, Facts
from survey_tool.release.dashboard.facts.selection import COMPARED, Selection
from survey_tool.release.dashboard.facts.similarity import Similarity, size
from survey_tool.release.dashboard.facts.steps import steps
from survey_tool.release.dashboard.frame.page import letters
from survey_tool.release.dashboard.hidden.dropdowns import (
    ALL_PREFECTURES,
    RANKED_CASES,
    all_and_groups,
    dropdowns,
    first_own,
    own,
    similar_ranks,
    similar_stages,
)
from survey_tool.release.dashboard.hidden.lookups import MOST_NEIGHBOURS, full_name_formula
from survey_tool.release.dashboard.hidden.sheet import HiddenSheet
from survey_tool.release.tables.figures import IMPLEMENTED, NO_DATA, Figures

RANKED_TOWNS, MISSING_TYPES = 10, 10

CHOSEN, LISTED = "_chosen", "_listed"


@dataclass(frozen=True, eq=False)
class SelectedFacts:
    """The selection with everything that the sheets take from it."""

    facts: Facts
    selection: Selection
    similarity: Similarity

    def first_town(self, prefecture: int) -> int:
        """The position of a prefecture's first municipality; 1 where there is no prefecture."""
        codes = [each.prefecture_code for each in self.facts.municipalities]
        return codes.index(self.facts.prefectures[prefecture - 1].code) + 1 if prefecture else 1

    def towns(self, prefecture: int) -> int:
        """The number of a prefecture's municipalities; of all where there is no prefecture."""
        if not prefecture:
            return len(self.facts.municipalities)
        return len(self.facts.survey.places.municipalities_of(self.facts.prefectures[prefecture - 1].code))

    @property
    def group_figures(self) -> Figures:
        """What is counted of the cases of the chosen group."""
        return self.facts.of_group(self.selection.group)

    def group_cases(self) -> list[int]:
        """Positions of the cases of the chosen group."""
        return [case.position for case in self.facts.cases_of_group(self.selection.group)]

    def prefecture_cases(self) -> list[int]:
        """Positions of the cases of the chosen prefecture."""
        return [case.position for case in self.facts.cases_of_prefecture(self.selection.prefecture)]

    def ranked_cases(self) -> list[int]:
        """Positions of the cases of similar bodies that are shown, in their order."""
        return self.similarity.closest_cases(RANKED_CASES, self.selection.similar_before)

    def ranked_towns(self) -> list[int]:
        """Positions of the municipalities that are closest to it."""
        return self.similarity.closest_municipalities(RANKED_TOWNS)

    def neighbours(self) -> list[int]:
        """Positions of the prefectures round the chosen one."""
        return list(self.facts.neighbours[self.selection.prefecture - 1]) if self.selection.prefecture else []

    def count(self, prefecture: int, group: int) -> int | str:
        """Cases of a prefecture in a group that have not ended, as they are shown."""
        return self.facts.as_known(self.facts.lasting_crossing[prefecture, group], prefecture, group)

    def having(self, group: int) -> int:
        """How many neighbours have cases in a group that have not ended."""
        return sum(self.facts.lasting_crossing[each, group] > 0 for each in self.neighbours())

    def missing_score(self, group: int) -> int:
        """The higher, the more neighbours have a group (the earlier one first) of which it is known that the chosen prefecture
        has not; else 0."""
        having = self.having(group) if self.count(self.selection.prefecture, group) == 0 else 0
        return having and having * 1000 - group

    def missing(self) -> list[int]:
        """Groups that neighbours have and the chosen prefecture has not, those of most neighbours first."""
        found = [group.position for group in self.facts.groups if self.missing_score(group.position)]
        return sorted(found, key=self.missing_score, reverse=True)

    def map_numbers(self) -> list[int | str]:
        """The number of cases on each tile of the map, as it is shown."""
        facts, group = self.facts, self.selection.map_group
        found: list[int | str] = []
        for position in range(1, len(facts.prefectures) + 1):
            number = facts.crossing[position, group] if group else facts.of_prefecture(position).number
            found.append(facts.as_known(number, position, group))
        return found

    def map_steps(self) -> tuple[int, int, int, int]:
        """From which number on each shade of the map begins."""
        return steps([number for number in self.map_numbers() if isinstance(number, int)])

    @cached_property
    def standings(self) -> Counter[tuple[str, str]]:
        """Number of municipalities by prefecture and standing for the chosen group."""
        return self.facts.count_standings(self.selection.group)

    def is_silent(self, prefecture: int) -> bool:
        """Whether it is not known if any of its municipalities takes part in the chosen group."""
        code = self.facts.prefectures[prefecture - 1].code
        return not self.standings[code, IMPLEMENTED] and self.standings[code, NO_DATA] > 0

    def share(self, prefecture: int) -> float:
        """Which part of its municipalities takes part in the chosen group."""
        return self.standings[self.facts.prefectures[prefecture - 1].code, IMPLEMENTED] / self.towns(prefecture)

    def share_score(self, prefecture: int) -> float | str:
        """The higher, the larger that part (the earlier one first); blank where it is not known."""
        if not self.selection.group or self.is_silent(prefecture):
            return ""
        return math.floor(self.share(prefecture) * 10_000 + 0.5) * 100 + 100 - prefecture

    def by_share(self) -> list[int]:
        """The prefectures by that part, the largest first."""
        told = {each: self.share_score(each) for each in range(1, len(self.facts.prefectures) + 1)}
        return sorted((each for each in told if told[each] != ""), key=lambda each: told[each], reverse=True)

    def silent(self) -> list[str]:
        """The names of the prefectures of which it is not known."""
        chosen = range(1, len(self.facts.prefectures) + 1) if self.selection.group else ()
        return [self.facts(self.facts.prefectures[each - 1].name) for each in chosen if self.is_silent(each)]

    def months(self) -> list[tuple[int, int] | None]:
        """First and last month of each milestone of the chosen case."""
        if not self.selection.case:
            return [None] * len(MILESTONES)
        case = self.facts.cases[self.selection.case - 1]
        return [month_span(case.text(key)) for key in MILESTONES]


def selected_facts(facts: Facts, selection: Selection) -> SelectedFacts:
    """The selection with what follows from it."""
    return SelectedFacts(facts, selection, Similarity(facts, selection))


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
    "map_number",
    *(f"standing_{sign}" for sign in SIGNS.values()),
    "share_score",
    "by_share",
    "silent",
    "milestone_first",
    "milestone_last",
)
_LETTERS = {name: letters(place) for place, name in enumerate(LISTED_COLUMNS)}


def selection_sheets(of: SelectedFacts) -> Iterator[HiddenSheet]:
    """The two hidden sheets, and what the dropdowns offer."""
    yield HiddenSheet(CHOSEN, {name: [live] for name, live in _singles(of).items()})
    yield HiddenSheet(LISTED, {f"listed_{name}": [*_listed(name, of)] for name in LISTED_COLUMNS})
    yield dropdowns(of.facts)


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


def _singles(of: SelectedFacts) -> dict[str, Live]:
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
            "=IF(chosen_case_home=0,1,INDEX(prefectures_first_own,chosen_case_home))",
            first_own(facts, selection.case_prefecture) if selection.case_prefecture else 1,
        ),
        "chosen_case_count": (
            "=IF(chosen_case_home=0,ROWS(cases_id),MAX(1,INDEX(prefectures_own,chosen_case_home)))",
            max(1, own(facts, selection.case_prefecture) if selection.case_prefecture else len(facts.cases)),
        ),
        "chosen_group": (
            _first_found(("select_system_type", "groups_label"), ("select_system_type", "groups_key")),
            selection.group,
        ),
        "chosen_group_first": (_taken("groups_first", "chosen_group"), _first(facts, selection.group)),
        "chosen_group_cases": (_taken("groups_cases", "chosen_group"), of.group_figures.number),
        "chosen_group_prefecture": (_prefecture("select_system_type_prefecture"), selection.group_prefecture),
        "chosen_group_first_town": (
            _taken("prefectures_first_town", "chosen_group_prefecture"),
            of.first_town(selection.group_prefecture) if selection.group_prefecture else 0,
        ),
        "chosen_group_towns": (
            _taken("prefectures_towns", "chosen_group_prefecture"),
            of.towns(selection.group_prefecture) if selection.group_prefecture else 0,
        ),
        "chosen_prefecture": (_prefecture("select_prefecture"), selection.prefecture),
        "chosen_prefecture_open": (
            _taken("prefectures_open", "chosen_prefecture"),
            int(facts.is_open(selection.prefecture)),
        ),
        "chosen_prefecture_first": (_taken("prefectures_first", "chosen_prefecture"), _first_shown(of)),
        "chosen_prefecture_cases": (_taken("prefectures_cases", "chosen_prefecture"), shown),
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
            _taken("municipalities_population", "chosen_municipality"),
            town.population if town else 0,
        ),
        "chosen_population_size": (
            _taken("municipalities_population_size", "chosen_municipality"),
            size(town.population) if town else 0,
        ),
        "chosen_employees_size": (
            _taken("municipalities_employees_size", "chosen_municipality"),
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


def _taken(column: str, position: str) -> str:
    return f"=IF({position}=0,0,INDEX({column},{position}))"


def _first(facts: Facts, group: int) -> int:
    """The first row of a group among the pairs, 0 where there is none."""
    return sum(facts.of_group(each).number for each in range(1, group)) + 1 if group else 0


def _first_shown(of: SelectedFacts) -> int:
    if not of.facts.of_prefecture(of.selection.prefecture).number:
        return 0
    return sum(of.facts.of_prefecture(each).number for each in range(1, of.selection.prefecture)) + 1


def longest_group(facts: Facts) -> int:
    """How many cases the largest group has: so long is the list on the sheet."""
    return max((facts.of_group(group.position).number for group in facts.groups), default=1)


def longest_prefecture(facts: Facts) -> int:
    """How many cases the prefecture with most of them has."""
    return max(1, *(facts.of_prefecture(each).number for each in range(1, len(facts.prefectures) + 1)))


def _listed(name: str, of: SelectedFacts) -> Iterator[Live]:
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
        formula = _taken(f"prefectures_neighbour_{row}", "chosen_prefecture")
        yield formula, told[row - 1] if row <= len(told) else 0


def _beside(of: SelectedFacts, place: int) -> Iterator[tuple[str, float | str]]:
    around = of.neighbours()
    return _crossings(of, listed("neighbour", place), around[place - 1] if place <= len(around) else 0)


def _crossings(of: SelectedFacts, prefecture: str, position: int) -> Iterator[tuple[str, float | str]]:
    """For each group the cases of one prefecture that have not ended."""
    for group in of.facts.groups:
        formula = f'=IF({prefecture}=0,"",INDEX(lasting,{prefecture},{group.position}))'
        yield formula, of.count(position, group.position) if position else ""


def _map_numbers(of: SelectedFacts) -> Iterator[tuple[str, float | str]]:
    for position, number in enumerate(of.map_numbers(), start=1):
        every = f"INDEX(prefectures_shown,{position})"
        formula = (
            f'=IF(chosen_map_group=0,IF(ISNUMBER({every}),{every},"{UNKNOWN}"),'
            f"INDEX(heat,{position},MAX(1,chosen_map_group)))"
        )
        yield formula, number


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
        joined = listed(f"standing_{SIGNS[IMPLEMENTED]}", position)
        share = f"ROUND({joined}/INDEX(prefectures_towns,{position})*10000,0)*100+{100 - position}"
        yield f'=IF(chosen_group=0,"",IF(ISNUMBER({joined}),{share},""))', of.share_score(position)


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
        having = f'COUNTIF(${first}{row}:${last}{row},">0")'
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


def _milestones(of: SelectedFacts, which: str, place: int) -> Iterator[tuple[str, float | str]]:
    for key, span in zip(MILESTONES, of.months(), strict=True):
        column = f"cases_{which}_{key}"
        formula = f'=IF(chosen_case=0,"",IF(INDEX({column},chosen_case)=0,"",INDEX({column},chosen_case)))'
        yield formula, span[place] if span else ""
