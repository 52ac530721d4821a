"""Similar bodies: choose a municipality and see who of its size takes part in what."""

from __future__ import annotations

from collections.abc import Sequence

from survey_tool.drawing.heights import lines_in_pixels
from survey_tool.release.dashboard.contents import PREFECTURE
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.drawing.formulas import filled
from survey_tool.release.dashboard.facts.participation import joined_cases, joined_short
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.selected import RANKED_CASES, RANKED_TOWNS, SelectedFacts
from survey_tool.release.dashboard.facts.showing import bodies
from survey_tool.release.dashboard.frame.page import LINE_HEIGHT, MARGIN, START, Card, Page, page
from survey_tool.release.dashboard.hidden.chosen import initial
from survey_tool.release.dashboard.hidden.listed import listed
from survey_tool.release.dashboard.hidden.lookups import full_name
from survey_tool.release.dashboard.parts.case_rows import case_columns, draw_case_head, draw_case_row, height_of_rows
from survey_tool.wording.words import Words

_HOW = (
    Words(
        "① 青枠のセルで、都道府県、市区町村の順に▼から選びます。",
        "1. In the blue cells choose first the prefecture, then the municipality.",
    ),
    Words(
        "② 種別と段階で絞り込み、「表示する順位」で続きを表示します。事例番号を選択すると、その事例の票に移動します。",
        "2. Narrow the cases by type and stage, and choose which part of the list is shown. A case ID leads to its card.",
    ),
)
_MUNICIPALITY = Words("市区町村", "Municipality")
_CHOSEN, _POPULATION, _EMPLOYEES, _JOINED = (
    Words("選択した団体", "Chosen municipality"),
    Words("人口", "Population"),
    Words("職員数", "Employees"),
    Words("参加している公表事例", "Published cases it takes part in"),
)
_NOT_FOUND = Words("都道府県、市区町村の順に選択してください。", "Please choose a prefecture, then a municipality.")
_AS_OF = Words("{day}現在", "as of {day}")
_CASES = Words("規模の近い団体が参加する事例", "Cases in which bodies of this size take part")
_CASES_NOTE = Words(
    "「近い規模」（人口が選択した団体の2分の1から2倍まで）の参加団体が多い事例から、同数の場合は参加団体の規模がより近いものから順に示します。",
    'Those with the most participants "of this size" (half to twice the population) first; among as many, the closest.',
)
_SHOWN = Words("比較できる{all}件のうち、{first}～{last}件目", "{first} to {last} of {all} that can be compared")
_NONE = Words("該当する事例はありません。", "There is no such case.")
_BEYOND = Words(
    "該当する事例は{all}件です。「表示する順位」を選び直してください。",
    "There are {all} in all. Choose another part of the list.",
)
_TYPE, _STAGE, _RANKS = (
    Words("種別", "Type"),
    Words("段階", "Stage"),
    Words("表示する順位", "Ranks shown"),
)
_TOWNS = Words("規模の近い市区町村と、参加している事例の種別", "Municipalities of this size, and what they have joined")
_TOWNS_NOTE = Words("全国の市区町村から、近い順に示します。", "Of all municipalities, the closest first.")
_CLOSEST, _NEAR = Words("最も近い\n参加団体", "Closest\nparticipant"), Words("近い規模／\n参加", "Of this\nsize /\nall")
_PEOPLE = Words("人口{number}人", "pop. {number}")
_NAME, _TYPES, _COUNT = (
    Words("市区町村", "Municipality"),
    Words("参加している種別", "Types it takes part in"),
    Words("事例数", "Cases"),
)
_TAKES_PART = Words("参加している事例", "Takes part in")
_WIDTHS = (MARGIN, 112, 84, 112, 118, 106, 78, 110, 84, 106, 86, 98, 130, MARGIN)
"""No longest word of an answer in English is wider than its column."""


def draw(of: SelectedFacts) -> Page:
    """The sheet for the chosen municipality."""
    facts = of.facts
    drawn = page("similar", facts, _WIDTHS)
    values = initial(of)
    drawn.selector_row(START, (1, PREFECTURE), (4, _MUNICIPALITY))
    for name, columns, source in (
        ("select_municipality_prefecture", (2, 3), "prefectures_label"),
        ("select_municipality", (5, 7), "offered_municipalities"),
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
    at = drawn.cards(row, cards, {"font_size": 14, "num_format": "#,##0", "text_wrap": True})
    canvas = drawn.canvas
    canvas.box((at, 1, at, 12))
    canvas.put(at, 1, facts(_TAKES_PART), style.BOLD, style.INDENT)
    names = _of_chosen(of, "municipalities_joined_cases", joined_cases(facts, position) if position else "", "joined")
    canvas.span((at, 3, at, 12), names, style.WRAP_MIDDLE)
    tall = max(
        lines_in_pixels(joined_cases(facts, each), canvas.pixels(3, 12))
        for each in range(1, len(facts.municipalities) + 1)
    )
    canvas.height(at, tall * LINE_HEIGHT + 10)
    canvas.height(at + 1, 10)
    return at + 1


def _cases(drawn: Page, of: SelectedFacts, row: int) -> int:
    canvas = drawn.canvas
    at = drawn.heading(row, _CASES, _CASES_NOTE)
    at = _filters(drawn, of, at)
    _how_many(drawn, of, at)
    at += 1
    columns = case_columns(
        (
            "id",
            "prefecture",
            "type",
            "name",
            "status",
            "annual_cost",
            "cost_basis",
            "per_head",
            "specification",
            "contact",
        ),
        (1, 2, 3, 4, 5, 8, 9, 10, 11, 12),
        narrow=True,
    )
    draw_case_head(drawn, at, columns, 12, [(6, _NEAR), (7, _CLOSEST)])
    ranked, tall = of.ranked_cases(), max(height_of_rows(drawn, columns), _height_of_closest(drawn))
    for place in range(1, RANKED_CASES + 1):
        at += 1
        drawn.line(at, 12, style.WRAP_MIDDLE, height=tall)
        canvas.paint((at, 1, at, 1), {"text_wrap": False})
        position = ranked[place - 1] if place <= len(ranked) else 0
        cell, figure = listed("ranked_case", place), ("similar_case", str(place))
        draw_case_row(drawn, at, columns, cell, position, figure)
        canvas.put(at, 6, _near(of, cell, position, (*figure, "near")))
        canvas.put(at, 7, _closest(of, cell, position, (*figure, "closest")))
    canvas.apart(at - RANKED_CASES + 1, at)
    canvas.height(at + 1, 12)
    return at + 2


def _filters(drawn: Page, of: SelectedFacts, row: int) -> int:
    """By what the cases are narrowed, and which part of them is shown; gives the next free row."""
    canvas, values = drawn.canvas, initial(of)
    canvas.height(row, 6)
    row += 1
    canvas.height(row, 30)
    for label_at, words, which, offered, columns in (
        (1, _TYPE, "group", "groups", (2, 4)),
        (5, _STAGE, "stage", "stages", (6, 7)),
        (9, _RANKS, "ranks", "ranks", (10, 11)),
    ):
        look = (style.BOLD,) if label_at == 1 else (style.BOLD, style.RIGHT, style.INDENT)
        canvas.put(row, label_at, drawn.facts(words), *look)
        name = f"select_similar_{which}"
        drawn.selector((row, *columns), values[name], name, f"offered_{offered}")
    canvas.height(row + 1, 6)
    return row + 2


def _how_many(drawn: Page, of: SelectedFacts, row: int) -> None:
    """Which of the cases that can be compared are shown."""
    facts, chosen = drawn.facts, of.selection
    number = sum(score is not None for score in of.similarity.cases)
    first, last = chosen.similar_before + 1, min(number, chosen.similar_before + RANKED_CASES)
    said = _NONE if number == 0 else _BEYOND if first > number else _SHOWN
    told = facts(said).format(all=f"{number:,}", first=first, last=last) if chosen.municipality else ""
    numbers = {
        "all": 'TEXT(COUNT(cases_score),"#,##0")',
        "first": "(chosen_similar_before+1)",
        "last": f"MIN(COUNT(cases_score),chosen_similar_before+{RANKED_CASES})",
    }
    formula = (
        f'=IF(chosen_municipality=0,"",IF(COUNT(cases_score)=0,"{facts(_NONE)}",'
        f"IF(chosen_similar_before>=COUNT(cases_score),{filled(facts(_BEYOND), numbers)},{filled(facts(_SHOWN), numbers)})))"
    )
    drawn.canvas.at_least(row, 20)
    drawn.canvas.put(row, 1, Live(formula, told, ("similar", "shown")), style.QUIET)


def _height_of_closest(drawn: Page) -> int:
    """As high as the longest name of a participant needs, its population below."""
    facts, pixels = drawn.facts, drawn.canvas.pixels(7, 7)
    towns = {facts.municipalities[position - 1] for case in facts.cases for position in case.participants}
    names = max((lines_in_pixels(full_name(facts, town), pixels) for town in towns), default=1)
    return (names + 1) * LINE_HEIGHT + 6


def _near(of: SelectedFacts, cell: str, position: int, figure: tuple[str, ...]) -> Live:
    """How many participants of a case are of this size, and how many there are."""
    told = f"{of.similarity.near[position - 1]}／{bodies(of.facts.cases[position - 1])}" if position else ""
    return Live(f'=IF({cell}=0,"",INDEX(cases_near,{cell})&"／"&INDEX(cases_bodies,{cell}))', told, figure)


def _closest(of: SelectedFacts, cell: str, position: int, figure: tuple[str, ...]) -> Live:
    """The closest participant of a case by name, its population below."""
    facts, told = of.facts, ""
    if position:
        town = facts.municipalities[of.similarity.closest_participant(position) - 1]
        told = f"{full_name(facts, town)}\n{facts(_PEOPLE).format(number=f'{town.population:,}')}"
    score = f"INDEX(cases_closest,{cell})"
    town_at = f"ROUND(({score}-INT({score}))*10000,0)"
    people = filled(facts(_PEOPLE), {"number": f'TEXT(INDEX(municipalities_population,{town_at}),"#,##0")'})
    formula = f'=IF({cell}=0,"",INDEX(municipalities_full,{town_at})&CHAR(10)&{people})'
    return Live(formula, told, figure)


def _towns(drawn: Page, of: SelectedFacts, row: int) -> int:
    facts, canvas = of.facts, drawn.canvas
    at = drawn.heading(row, _TOWNS, _TOWNS_NOTE)
    drawn.head(at, [(1, _NAME), (4, _POPULATION), (5, _EMPLOYEES), (6, _COUNT), (7, _TYPES)], 12)
    canvas.paint((at, 4, at, 6), style.RIGHT)
    ranked = of.ranked_towns()
    for place in range(1, RANKED_TOWNS + 1):
        at += 1
        drawn.line(at, 12, height=23)
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
