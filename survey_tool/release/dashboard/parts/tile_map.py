"""The tile map: the 47 prefectures, each a tile of equal size roughly where it lies, with its number of cases."""

from __future__ import annotations

from collections.abc import Iterator

from survey_tool.reference.tiles import TILES
from survey_tool.release.dashboard.contents import UNKNOWN
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import CellContent, Live
from survey_tool.release.dashboard.drawing.charts import shade
from survey_tool.release.dashboard.drawing.formulas import bare, filled
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.selected import SelectedFacts
from survey_tool.release.dashboard.frame.page import Page, fixed
from survey_tool.release.dashboard.hidden.chosen import initial
from survey_tool.release.dashboard.hidden.listed import listed
from survey_tool.wording.words import Words

_WIDE = 3
_TITLE = Words("全国の公表事例数", "Published cases nationwide")
_NOTE = Words(
    "地図は都道府県のおおよその位置を示します。▶ は選択した都道府県、◇ は隣接する都道府県です。"
    "「1＋」は、回答がないか確認中のため、分かっている事例（他の都道府県の回答に挙げられたもの等）のみを数えて、1件以上であることを示します。",
    'The tiles lie roughly where the prefectures lie. ▶ the chosen prefecture, ◇ its neighbours. "1＋": 1 or more, since not all is '
    "known of the prefecture (cases that others name it in are counted).",
)
_TYPE = Words("地図に示す種別", "Type on the map")
_LEGEND = Words("公表事例数", "Published cases")
_NO_DATA = Words(f"{UNKNOWN}　データなし（回答なし又は確認中）", f"{UNKNOWN}　no data (no answer, or being settled)")
_RANGE, _ABOVE = Words("{low}〜{high}件", "{low} to {high}"), Words("{low}件以上", "{low} and over")
_ONE, _ZERO = Words("{low}件", "{low}"), Words("0件", "0")
SHADES: tuple[style.Props, ...] = (
    {"bg_color": style.PALE, "font_color": style.TEXT},
    {"bg_color": style.SOFT, "font_color": style.TEXT},
    {"bg_color": style.STRONG, "font_color": style.WHITE},
    {"bg_color": style.DEEP, "font_color": style.WHITE},
)


def draw_map(drawn: Page, of: SelectedFacts, row: int) -> int:
    """The map with its legend; gives the next free row."""
    facts, canvas = drawn.facts, drawn.canvas
    at = drawn.heading(row, _TITLE, _NOTE) + 1
    canvas.height(at - 1, 6)
    canvas.height(at, 30)
    canvas.put(at, 1, facts(_TYPE), style.BOLD)
    name = "select_map_group"
    drawn.selector((at, 6, 15), initial(of)[name], name, "offered_groups")
    canvas.height(at + 1, 8)
    at += 2
    _legend(drawn, of, at + 1)
    lines = max(line for line, _ in TILES.values()) + 1
    for line in range(lines):
        canvas.height(at + 2 * line, 18)
        canvas.height(at + 2 * line + 1, 20)
    asked = {code: place for code, place in TILES.items() if code in facts.prefecture_position}
    for code, (line, tile) in asked.items():
        _tile(drawn, of, at + 2 * line, 1 + tile * _WIDE, facts.prefecture_position[code])
    end = at + 2 * lines
    canvas.height(end, 14)
    return end + 1


def _tile(drawn: Page, of: SelectedFacts, row: int, column: int, position: int) -> None:
    facts, canvas = drawn.facts, drawn.canvas
    prefecture = facts.prefectures[position - 1]
    name = facts(prefecture.name)
    canvas.box((row, column, row + 1, column + _WIDE - 1), line=style.LINE)
    sign = "▶" if of.selection.prefecture == position else "◇" if position in of.neighbours() else ""
    formula = f'=IF(chosen_prefecture={position},"▶",IF(COUNTIF(listed_neighbour,{position})>0,"◇",""))'
    end = column + _WIDE - 1
    # A long English name has just the room.
    indent = {"indent": 1 if facts.language == "ja" else 0}
    canvas.span((row, column, row, end), name, style.LEFT, indent)
    canvas.put(row + 1, end, Live(formula, sign, ("map_sign", prefecture.code)), style.CENTER)
    number = Live(f"={listed('map_shown', position)}", of.map_shown()[position - 1], ("map", prefecture.code))
    look = {"font_size": 12, "bold": True, "num_format": "0", "align": "left"}
    canvas.span((row + 1, column, row + 1, end - 1), number, look, indent)
    cell = fixed(row + 1, column)
    for step, darker in reversed(list(enumerate(SHADES, start=1))):
        criterion = f"={bare(cell)}>=chosen_map_step_{step}"
        canvas.overlay(shade((row, column, row + 1, end), criterion, darker, stop=True))


def ranges_in_words(facts: Facts, begins: tuple[int, ...]) -> list[str]:
    """The shades' ranges in words, the lightest first."""
    told = []
    for low, next_low in zip(begins, (*begins[1:], None), strict=True):
        words = _ABOVE if next_low is None else _ONE if next_low == low + 1 else _RANGE
        told.append(facts(words).format(low=low, high=(next_low or 0) - 1))
    return told


def _legend(drawn: Page, of: SelectedFacts, row: int) -> None:
    facts, canvas = drawn.facts, drawn.canvas
    canvas.put(row, 1, facts(_LEGEND), style.BOLD)
    told = zip(_live_ranges(facts), ranges_in_words(facts, of.map_steps()), strict=True)
    ranges = [Live(formula, words, ("map_range", str(step))) for step, (formula, words) in enumerate(told, start=1)]
    labels: list[CellContent] = [facts(_ZERO), *ranges]
    for offset, (label, look) in enumerate(zip(labels, (style.ON_WHITE, *SHADES), strict=True)):
        area = (row + 1, 1 + offset * 4, row + 1, 4 + offset * 4)
        canvas.box(area)
        canvas.paint(area, look)
        canvas.put(row + 1, 1 + offset * 4, label, style.INDENT)
    canvas.put(row + 2, 1, facts(_NO_DATA))


def _live_ranges(facts: Facts) -> Iterator[str]:
    """The formulas of the ranges in words."""
    for step in range(1, len(SHADES) + 1):
        low, above = f"chosen_map_step_{step}", f"chosen_map_step_{step + 1}"
        numbers = {"low": low, "high": f"({above}-1)"}
        one, several, over = (filled(facts(words), numbers) for words in (_ONE, _RANGE, _ABOVE))
        yield f"={over}" if step == len(SHADES) else f"=IF({above}={low}+1,{one},{several})"
