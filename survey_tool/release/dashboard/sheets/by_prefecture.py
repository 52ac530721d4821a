"""By prefecture: the country at a glance; a chosen prefecture with its cases, its types, and those of its neighbours."""

from __future__ import annotations

from survey_tool.release.dashboard.contents import BODIES, PREFECTURE
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.frame.page import FINE, START, Page, page
from survey_tool.release.dashboard.hidden.selected import SelectedFacts, initial, longest_prefecture
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
_LIST = Words("この都道府県の事例", "Cases of this prefecture")


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
    cards = status_cards(facts, figures, "shown_prefecture,chosen_prefecture", "shown", "prefecture_page")
    prefecture = facts.prefectures[of.selection.prefecture - 1] if of.selection.prefecture else None
    told = facts.tables.prefectures.rows[of.selection.prefecture - 1] if prefecture else {}
    bodies = Live(
        '=COUNTIFS(municipalities_prefecture,chosen_prefecture,municipalities_cases,">0")',
        (number_in(told, "municipalities") or 0) if told else 0,
        ("prefecture_page", "municipalities"),
    )
    before, after = facts(_OF_TOTAL).split("{number}")
    total = of.towns(of.selection.prefecture) if prefecture else 0
    note = Live(
        f'=IF(chosen_prefecture=0,"","{before}"&INDEX(prefectures_towns,chosen_prefecture)&"{after}")',
        f"{before}{total}{after}" if prefecture else "",
        ("prefecture_page", "towns"),
    )
    cards.append((BODIES, bodies, note))
    state = Live(
        '=IF(chosen_prefecture=0,"",INDEX(prefectures_coverage,chosen_prefecture))',
        str(told[f"coverage_{facts.language}"]) if told else "",
        ("prefecture_page", "coverage"),
    )
    cards.append((_STATE, state, ""))
    drawn.cards(row, cards, {"shrink": True})
    drawn.canvas.height(row + 3, 10)
    return row + 3


def _list(drawn: Page, of: SelectedFacts, row: int) -> int:
    names = ("id", "type", "name", "status", "bodies", "population", "start")
    columns = case_columns(names, (1, 6, 14, 28, 33, 38, 44))
    rows = longest_prefecture(of.facts)
    end = draw_case_list(drawn, row, _LIST, columns, "prefecture_case", of.prefecture_cases(), rows)
    drawn.canvas.height(end, 14)
    return end + 1
