"""The tile map: the 47 prefectures, each a tile of equal size roughly where it lies, with its number of cases."""

from __future__ import annotations

from collections.abc import Sequence

from survey_tool.reference.tiles import TILES
from survey_tool.release.dashboard.contents import UNKNOWN
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.drawing.charts import shade
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.frame.page import Page, fixed
from survey_tool.release.dashboard.hidden.selected import SelectedFacts
from survey_tool.wording.words import Words

_WIDE = 3
_TITLE = Words("全国の公表事例数", "Published cases nationwide")
_NOTE = Words(
    "地図は都道府県のおおよその位置を示します。▶ は選択した都道府県、◇ は隣接する都道府県です。",
    "The tiles lie roughly where the prefectures lie. ▶ the chosen prefecture, ◇ its neighbours.",
)
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


def steps(numbers: Sequence[int]) -> tuple[int, int, int, int]:
    """From which number on each shade begins: one, then where a quarter, a half, three quarters of what is there lie below."""
    there = sorted(number for number in numbers if number > 0) or [1]
    found = [1]
    for part in (1, 2, 3):
        found.append(max(found[-1] + 1, there[len(there) * part // 4]))
    return (found[0], found[1], found[2], found[3])


def draw_map(drawn: Page, of: SelectedFacts, row: int) -> int:
    """The map with its legend; gives the next free row."""
    facts, canvas = drawn.facts, drawn.canvas
    at = drawn.heading(row, _TITLE, _NOTE)
    numbers = [facts.of_prefecture(position).number for position in range(1, len(facts.prefectures) + 1)]
    begins = steps(numbers)
    _legend(drawn, at + 1, begins)
    lines = max(line for line, _ in TILES.values()) + 1
    for line in range(lines):
        canvas.height(at + 2 * line, 18)
        canvas.height(at + 2 * line + 1, 20)
    asked = {code: place for code, place in TILES.items() if code in facts.prefecture_position}
    for code, (line, tile) in asked.items():
        _tile(drawn, of, at + 2 * line, 1 + tile * _WIDE, facts.prefecture_position[code], begins)
    end = at + 2 * lines
    canvas.height(end, 14)
    return end + 1


def _tile(drawn: Page, of: SelectedFacts, row: int, column: int, position: int, begins: tuple[int, ...]) -> None:
    facts, canvas = drawn.facts, drawn.canvas
    prefecture = facts.prefectures[position - 1]
    name, number = facts(prefecture.name), facts.of_prefecture(position).number
    canvas.box((row, column, row + 1, column + _WIDE - 1), line=style.LINE)
    sign = "▶" if of.selection.prefecture == position else "◇" if position in of.neighbours() else ""
    formula = f'=IF(chosen_prefecture={position},"▶",IF(COUNTIF(listed_neighbour,{position})>0,"◇",""))&INDEX(prefectures_label,{position})'
    end = column + _WIDE - 1
    look: style.Props = {"font_size": 9, "align": "left", "indent": 1, "shrink": True}
    canvas.span((row, column, row, end), Live(formula, sign + name, ("map_name", prefecture.code)), look)
    count = f"INDEX(prefectures_shown,{position})"
    formula, value = f'=IF(ISNUMBER({count}),{count},"{UNKNOWN}")', facts.as_known(number, position)
    look = {"font_size": 12, "bold": True, "num_format": "0", "align": "left", "indent": 1}
    canvas.span((row + 1, column, row + 1, end), Live(formula, value, ("map", prefecture.code)), look)
    cell = fixed(row + 1, column)
    for begin, darker in zip(reversed(begins), reversed(SHADES), strict=True):
        criterion = f"=AND(ISNUMBER({cell}),{cell}>={begin})"
        canvas.overlay(shade((row, column, row + 1, end), criterion, darker, stop=True))


def ranges_in_words(facts: Facts, begins: tuple[int, ...]) -> list[str]:
    """The shades' ranges in words, the lightest first."""
    told = []
    for low, next_low in zip(begins, (*begins[1:], None), strict=True):
        words = _ABOVE if next_low is None else _ONE if next_low == low + 1 else _RANGE
        told.append(facts(words).format(low=low, high=(next_low or 0) - 1))
    return told


def _legend(drawn: Page, row: int, begins: tuple[int, ...]) -> None:
    facts, canvas = drawn.facts, drawn.canvas
    canvas.put(row, 1, facts(_LEGEND), style.SMALL, style.BOLD)
    told = [(facts(_ZERO), style.ON_WHITE), *zip(ranges_in_words(facts, begins), SHADES, strict=True)]
    for offset, (label, look) in enumerate(told):
        area = (row + 1, 1 + offset * 4, row + 1, 4 + offset * 4)
        canvas.box(area)
        canvas.paint(area, look, style.SMALL)
        canvas.put(row + 1, 1 + offset * 4, label, style.INDENT)
    canvas.put(row + 2, 1, facts(_NO_DATA), style.SMALL)
