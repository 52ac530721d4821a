"""By prefecture: the country at a glance; a chosen prefecture with its cases, its types, and those of its neighbours."""

from __future__ import annotations

from survey_tool.release.dashboard.contents import AT_LEAST, BODIES, NO_DATA, PREFECTURE
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.drawing.formulas import filled
from survey_tool.release.dashboard.facts.selected import SelectedFacts
from survey_tool.release.dashboard.frame.page import FINE, START, Page, page
from survey_tool.release.dashboard.hidden.chosen import initial
from survey_tool.release.dashboard.hidden.listed import longest_prefecture
from survey_tool.release.dashboard.parts.case_rows import case_columns, draw_case_list
from survey_tool.release.dashboard.parts.heat import draw_heat
from survey_tool.release.dashboard.parts.neighbours import draw_around, draw_missing, draw_neighbours
from survey_tool.release.dashboard.parts.tile_map import draw_map
from survey_tool.release.dashboard.sheets.overview import status_cards
from survey_tool.release.tables.table import number_in
from survey_tool.wording.words import Words

_HOW = (
    Words(
        "① 青枠のセルを選択し、▼から都道府県を選びます。", "1. Select the blue cell and choose a prefecture from its ▼."
    ),
    Words(
        "② 事例、隣接する都道府県との比較、地図の印が切り替わります。下の一覧表は全国の状況です。",
        "2. Cases, neighbours and the signs on the map follow. The heat table at the end shows the whole country.",
    ),
)
_NOT_FOUND = Words("該当する都道府県がありません。", "There is no such prefecture.")
_STATE, _OF_TOTAL = Words("回答の状況", "Reply"), Words("全{number}市区町村のうち", "of {number}")
_CONSIDERING = Words("（検討中 {number}）", " ({number} considering)")
_STATE_AT = 43
"""The column of the card with the state of the reply: words, and longer than a number."""
_LIST = Words(
    "この都道府県の事例（他の都道府県の回答に挙げられたものを含む）",
    "Cases of this prefecture, those named in another's report too",
)


def draw(of: SelectedFacts) -> Page:
    """The sheet for the chosen prefecture."""
    facts = of.facts
    drawn = page("prefectures", facts, FINE)
    canvas = drawn.canvas
    drawn.selector_row(START, (1, PREFECTURE))
    name = "select_prefecture"
    drawn.selector((START, 6, 15), initial(of)[name], name, "prefectures_label", anything=True)
    drawn.not_found((START, 17), _NOT_FOUND, "chosen_prefecture", name, "prefecture_page", indent=0)
    row = drawn.how_to(START + 2, *_HOW)
    canvas.height(row, 10)
    row = _figures(drawn, of, row + 1) + 1
    row = draw_map(drawn, of, row)
    canvas.sections.append(row)
    row = max(draw_missing(drawn, of, row), draw_around(drawn, of, row))
    canvas.sections.append(row)
    row = draw_neighbours(drawn, of, row)
    canvas.sections.append(row)
    row = _list(drawn, of, row)
    canvas.sections.append(row)
    draw_heat(drawn, row)
    return drawn


def _figures(drawn: Page, of: SelectedFacts, row: int) -> int:
    facts, figures = of.facts, of.facts.of_prefecture(of.selection.prefecture)
    chosen = of.selection.prefecture
    cards = [
        (label, _as_known(of, live), note)
        for label, live, note in status_cards(
            facts, figures, "shown_prefecture,chosen_prefecture", "shown", "prefecture_page"
        )
        if isinstance(live, Live)
    ]
    told = facts.tables.prefectures.rows[chosen - 1] if chosen else {}
    bodies = Live(
        "="
        + "+".join(
            f'COUNTIFS(municipalities_prefecture,chosen_prefecture,municipalities_cases,"{some}")'
            for some in (">0", f"*{AT_LEAST}")
        ),
        (number_in(told, "municipalities") or 0) if told else 0,
        ("prefecture_page", "municipalities"),
    )
    cards.append((BODIES, _as_known(of, bodies), _of_all(of)))
    state = Live(
        '=IF(chosen_prefecture=0,"",INDEX(prefectures_coverage,chosen_prefecture))',
        str(told[f"coverage_{facts.language}"]) if told else "",
        ("prefecture_page", "coverage"),
    )
    cards.append((_STATE, state, ""))
    drawn.cards(row, cards)
    canvas = drawn.canvas
    canvas.paint((row + 1, _STATE_AT, row + 1, _STATE_AT), {"font_size": 14, "text_wrap": True})
    drawn.canvas.at_least(row + 2, 38)  # the note of the municipalities takes two lines
    drawn.canvas.height(row + 3, 10)
    return row + 3


def _as_known(of: SelectedFacts, counted: Live) -> Live:
    """A number of the chosen prefecture as it is shown (`Facts.as_known`)."""
    no_data, formula = of.facts(NO_DATA), counted.formula.removeprefix("=")
    number = int(counted.value)
    return Live(
        f'=IF(chosen_prefecture_open=0,{formula},IF({formula}=0,"{no_data}",{formula}&"{AT_LEAST}"))',
        of.facts.as_known(number, of.selection.prefecture, unknown=no_data),
        counted.figure,
    )


def _of_all(of: SelectedFacts) -> Live:
    """Of how many municipalities, and how many consider something."""
    facts, chosen = of.facts, of.selection.prefecture
    total, considering = facts(_OF_TOTAL), facts(_CONSIDERING)
    counted = 'COUNTIFS(municipalities_prefecture,chosen_prefecture,municipalities_considered,">0")'
    formula = (
        f'=IF(chosen_prefecture=0,"",{filled(total, {"number": "INDEX(prefectures_towns,chosen_prefecture)"})}'
        f'&IF({counted}=0,"",{filled(considering, {"number": counted})}))'
    )
    told = ""
    if chosen:
        own = range(of.first_town(chosen), of.first_town(chosen) + of.towns(chosen))
        number = sum(facts.cases_considered[town] > 0 for town in own)
        told = total.format(number=of.towns(chosen)) + (considering.format(number=number) if number else "")
    return Live(formula, told, ("prefecture_page", "towns"))


def _list(drawn: Page, of: SelectedFacts, row: int) -> int:
    names = ("id", "type", "name", "status", "bodies", "reporter", "start")
    columns = case_columns(names, (1, 6, 16, 28, 39, 41, 47))  # a number ends a fine column before what follows it
    rows = longest_prefecture(of.facts)
    end = draw_case_list(drawn, row, _LIST, columns, "prefecture_case", of.prefecture_cases(), rows)
    drawn.canvas.height(end, 14)
    return end + 1
