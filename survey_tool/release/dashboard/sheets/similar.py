"""Similar bodies: choose a municipality and see who of its size takes part in what."""

from __future__ import annotations

from collections.abc import Sequence

from survey_tool.drawing.heights import lines_in_pixels
from survey_tool.release.dashboard.contents import PREFECTURE
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.facts.participation import joined, joined_short
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.frame.page import START, Card, Page, page
from survey_tool.release.dashboard.hidden.lookups import full_name
from survey_tool.release.dashboard.hidden.selected import RANKED_CASES, RANKED_TOWNS, SelectedFacts, initial, listed
from survey_tool.release.dashboard.parts.case_rows import case_columns, draw_case_row
from survey_tool.wording.words import Words

_HOW = (
    Words(
        "① 青枠のセルで、都道府県、市区町村の順に▼から選びます。",
        "1. In the blue cells choose first the prefecture, then the municipality.",
    ),
    Words(
        "② 人口と職員数の比が近い団体ほど上に並びます。事例番号を選択すると、その事例の票に移動します。",
        "2. The closer population and employees, the higher in the list. A case ID leads to its card.",
    ),
)
_MUNICIPALITY = Words("市区町村", "Municipality")
_CHOSEN, _POPULATION, _EMPLOYEES, _JOINED = (
    Words("選択した団体", "Chosen municipality"),
    Words("人口", "Population"),
    Words("職員数", "Employees"),
    Words("参加している公表事例", "Published cases it takes part in"),
)
_NOT_FOUND = Words("市区町村を選択してください。", "Please choose a municipality.")
_AS_OF = Words("{day}現在", "as of {day}")
_CASES = Words("規模の近い団体が参加する事例", "Cases in which bodies of this size take part")
_CASES_NOTE = Words(
    "事例ごとに、選択した団体に最も近い参加団体を示します。「近い規模」は人口が選択した団体の2分の1から2倍までの参加団体の数です。"
    "運用終了の事例も、段階とともに示します。",
    'For each case its closest participant. "Of this size" counts participants with half to twice the population. '
    "Cases that have ended are listed too, with their stage.",
)
_SHOWN = Words("比較できる{all}件のうち、近い順に{shown}件", "{shown} of {all} that can be compared, the closest first")
_TOWNS = Words("規模の近い市区町村と、参加している事例の種別", "Municipalities of this size, and what they have joined")
_TOWNS_NOTE = Words("全国の市区町村から、近い順に示します。", "Of all municipalities, the closest first.")
_CLOSEST, _NEAR = Words("最も近い参加団体", "Closest participant"), Words("近い規模", "Of this size")
_NAME, _TYPES, _COUNT = (
    Words("市区町村", "Municipality"),
    Words("参加している種別", "Types it takes part in"),
    Words("事例数", "Cases"),
)


def draw(of: SelectedFacts) -> Page:
    """The sheet for the chosen municipality."""
    facts = of.facts
    drawn = page("similar", facts)
    values = initial(of)
    drawn.selector_row(START, (1, PREFECTURE), (5, _MUNICIPALITY))
    for name, columns, source in (
        ("select_municipality_prefecture", (2, 3), "prefectures_label"),
        ("select_municipality", (6, 8), "offered_municipalities"),
    ):
        drawn.selector((START, *columns), values[name], name, source, anything=True)
    row = drawn.how_to(START + 2, *_HOW)
    drawn.canvas.height(row, 10)
    row = _chosen(drawn, of, row + 1)
    row = _cases(drawn, of, row + 1)
    drawn.canvas.sections.append(row)
    _towns(drawn, of, row)
    return drawn


def _of_chosen(of: SelectedFacts, column: str, value: str | int, name: str) -> Live:
    formula = f'=IF(chosen_municipality=0,"",INDEX({column},chosen_municipality))'
    return Live(formula, value if of.selection.municipality else "", ("similar", name))


def _chosen(drawn: Page, of: SelectedFacts, row: int) -> int:
    facts, position = of.facts, of.selection.municipality
    places = facts.survey.places
    town = facts.municipalities[position - 1] if position else None
    name = Live(
        f'=IF(chosen_municipality=0,"{facts(_NOT_FOUND)}",INDEX(municipalities_full,chosen_municipality))',
        full_name(facts, town) if town else facts(_NOT_FOUND),
        ("similar", "name"),
    )
    cards: Sequence[Card] = (
        (_CHOSEN, name, ""),
        (
            _POPULATION,
            _of_chosen(of, "municipalities_population", town.population if town else 0, "population"),
            facts(_AS_OF).format(day=places.population_date.isoformat()),
        ),
        (
            _EMPLOYEES,
            _of_chosen(of, "municipalities_employees", town.employees if town else 0, "employees"),
            facts(_AS_OF).format(day=places.employees_date.isoformat()),
        ),
        (
            _JOINED,
            _of_chosen(of, "municipalities_cases", facts.shown_joined(position) if position else "", "cases"),
            "",
        ),
    )
    at = drawn.cards(row, cards, {"font_size": 16, "num_format": "#,##0", "shrink": True})
    canvas = drawn.canvas
    canvas.box((at, 1, at, 12))
    canvas.put(at, 1, facts(_TYPES), style.SMALL, style.BOLD, style.INDENT)
    types = _of_chosen(of, "municipalities_joined", joined(facts, position) if position else "", "joined")
    canvas.span((at, 3, at, 12), types, style.WRAP_MIDDLE)
    tall = max(
        lines_in_pixels(joined(facts, each), canvas.pixels(3, 12)) for each in range(1, len(facts.municipalities) + 1)
    )
    canvas.height(at, tall * 18 + 10)
    canvas.height(at + 1, 10)
    return at + 1


def _cases(drawn: Page, of: SelectedFacts, row: int) -> int:
    facts, canvas = of.facts, drawn.canvas
    at = drawn.heading(row, _CASES, _CASES_NOTE)
    _how_many(drawn, of, at)
    at += 1
    columns = case_columns(("id", "prefecture", "name", "status", "bodies"), (1, 2, 3, 6, 7), narrow=True)
    heads = ((8, _NEAR), (9, _CLOSEST), (11, _POPULATION), (12, _EMPLOYEES))
    drawn.head(at, [*((each.place, each.head) for each in columns), *heads], 12)
    canvas.paint((at, 7, at, 8), style.RIGHT)
    canvas.paint((at, 11, at, 12), style.RIGHT)
    ranked = of.ranked_cases()
    for place in range(1, RANKED_CASES + 1):
        at += 1
        drawn.line(at, 12, style.SMALL, height=23)
        canvas.paint((at, 7, at, 7), style.RIGHT)
        position = ranked[place - 1] if place <= len(ranked) else 0
        cell = listed("ranked_case", place)
        draw_case_row(drawn, at, columns, cell, position, ("similar_case", str(place)))
        near = (
            f'=IF({cell}=0,"",COUNTIFS(participants_case,{cell},'
            'participants_population,">="&INDEX(municipalities_population,chosen_municipality)/2,'
            'participants_population,"<="&INDEX(municipalities_population,chosen_municipality)*2)'
            f"-COUNTIFS(participants_case,{cell},participants_municipality,chosen_municipality))"
        )
        canvas.put(at, 8, Live(near, _near(of, position), ("similar_case", str(place), "near")), style.NUMBER)
        closest = of.similarity.closest_participant(position) if position else 0
        told = _told(facts, closest)
        for column, name, look in (
            (9, "full", style.LEFT),
            (11, "population", style.NUMBER),
            (12, "employees", style.NUMBER),
        ):
            score = f"INDEX(cases_score,{cell})"
            formula = f'=IF({cell}=0,"",INDEX(municipalities_{name},ROUND(({score}-INT({score}))*10000,0)))'
            canvas.put(at, column, Live(formula, told[name], ("similar_case", str(place), f"closest_{name}")), look)
    canvas.height(at + 1, 12)
    return at + 2


def _how_many(drawn: Page, of: SelectedFacts, row: int) -> None:
    """How many of the cases that can be compared are shown."""
    compared = sum(score is not None for score in of.similarity.cases)
    shown = drawn.facts(_SHOWN).format(shown=min(compared, RANKED_CASES), all=f"{compared:,}")
    before, between, after = drawn.facts(_SHOWN).replace("{shown}", "{all}").split("{all}")
    first, second = (f"MIN({RANKED_CASES},COUNT(cases_score))", 'TEXT(COUNT(cases_score),"#,##0")')
    if drawn.facts.language == "ja":
        first, second = second, first
    formula = f'=IF(chosen_municipality=0,"","{before}"&{first}&"{between}"&{second}&"{after}")'
    value = shown if of.selection.municipality else ""
    drawn.canvas.at_least(row, 20)
    drawn.canvas.put(row, 1, Live(formula, value, ("similar", "shown")), style.QUIET)


def _near(of: SelectedFacts, position: int) -> int | str:
    """How many participants of a case have half to twice the population of the chosen municipality."""
    if not position:
        return ""
    towns = of.facts.municipalities
    own = towns[of.selection.municipality - 1].population
    others = (each for each in of.facts.cases[position - 1].participants if each != of.selection.municipality)
    return sum(own / 2 <= towns[each - 1].population <= own * 2 for each in others)


def _towns(drawn: Page, of: SelectedFacts, row: int) -> int:
    facts, canvas = of.facts, drawn.canvas
    at = drawn.heading(row, _TOWNS, _TOWNS_NOTE)
    drawn.head(at, [(1, _NAME), (4, _POPULATION), (5, _EMPLOYEES), (6, _COUNT), (7, _TYPES)], 12)
    canvas.paint((at, 4, at, 6), style.RIGHT)
    ranked = of.ranked_towns()
    for place in range(1, RANKED_TOWNS + 1):
        at += 1
        drawn.line(at, 12, style.SMALL, height=23)
        cell = listed("ranked_town", place)
        position = ranked[place - 1] if place <= len(ranked) else 0
        told = _told(facts, position)
        for column, name, look in _TOWN_COLUMNS:
            formula = f'=IF({cell}=0,"",INDEX(municipalities_{name},{cell}))'
            canvas.put(at, column, Live(formula, told[name], ("similar_town", str(place), name)), look)
    return at + 1


_TOWN_COLUMNS = (
    (1, "full", style.LEFT),
    (4, "population", style.NUMBER),
    (5, "employees", style.NUMBER),
    (6, "cases", style.NUMBER),
    (7, "joined_short", style.LEFT),
)


def _told(facts: Facts, position: int) -> dict[str, str | int]:
    if not position:
        return dict.fromkeys((name for _, name, _ in _TOWN_COLUMNS), "")
    town = facts.municipalities[position - 1]
    return {
        "full": full_name(facts, town),
        "population": town.population,
        "employees": town.employees,
        "cases": facts.shown_joined(position),
        "joined_short": joined_short(facts, position),
    }
