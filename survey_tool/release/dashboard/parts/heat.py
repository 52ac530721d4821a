"""The heat table: prefectures down, system types as tabulated across, the number of cases in each."""

from __future__ import annotations

from typing import Any

from survey_tool.release.dashboard.contents import NO_CASES, NONE, PREFECTURE
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.drawing.charts import shade
from survey_tool.release.dashboard.drawing.formulas import bare
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.showing import LISTING
from survey_tool.release.dashboard.facts.steps import steps
from survey_tool.release.dashboard.frame.page import Page, letters, place
from survey_tool.release.dashboard.hidden.lookups import as_known
from survey_tool.release.dashboard.parts.tile_map import SHADES, ranges_in_words
from survey_tool.wording.widths import width
from survey_tool.wording.words import Words

FIRST = 5
"""The column of the first type."""
_ROW, _HEADS = 19, (60, 330)
_FIRST_PAGE = 22
"""So many prefectures stand on the first of two printed pages, below the longest head; the others above its like."""
_TITLE = Words("都道府県とシステム種別", "Prefectures and system types")
_NOTE = Words(
    "数値は公表事例数（運用終了を含みます。）、「・」は0件、「？」はデータなし（回答なし又は確認中）、「1＋」は1件以上（回答の全ては分からないもの）です。"
    "濃い色ほど多いことを示します（{ranges}）。",
    'Published cases, ended ones included; "·" is none, "？" no data (no answer, or being settled), "1＋" 1 or more (not all is known). '
    "The darker, the more ({ranges}).",
)

_WITHOUT = Words("データなしのため省いた都道府県：{names}", "Left out, no data: {names}")


def draw_heat(drawn: Page, row: int) -> int:
    """The table, whose body is named `heat`; gives the next free row."""
    facts, canvas = drawn.facts, drawn.canvas
    _widen(drawn)
    begins = steps(list(facts.crossing.values()))
    ranges = Words.same(facts(LISTING).join(ranges_in_words(facts, begins)))
    at = drawn.heading(row, _TITLE, _NOTE.fill(ranges=ranges) if facts.groups else NO_CASES)
    folded = _without_data(facts)
    if folded:
        names = Words.same(facts(LISTING).join(facts(facts.prefectures[each - 1].name) for each in folded))
        at = drawn.text(at, _WITHOUT.fill(names=names), style.QUIET)
    last = FIRST + max(1, len(facts.groups)) - 1
    drawn.head(at, [(1, PREFECTURE)], max(last, FIRST), 0)
    tall = max([width(facts(group.label)) for group in facts.groups], default=4)
    canvas.height(at, round(min(max(tall * 7.2 + 16, _HEADS[0]), _HEADS[1])))
    _types(drawn, at, "bottom")
    shown = [at + each for each in range(1, len(facts.prefectures) + 1) if each not in folded]
    canvas.sections.extend(shown[_FIRST_PAGE : _FIRST_PAGE + 1])
    for position, prefecture in enumerate(facts.prefectures, start=1):
        line = at + position
        drawn.line(line, last)
        canvas.height(line, 0 if position in folded else _ROW)  # formulas count in the row all the same
        canvas.put(line, 1, facts(prefecture.name))
        for group in facts.groups:
            formula = f"=COUNTIFS(crossing_prefecture,{position},crossing_group,{group.position})"
            number, figure = facts.crossing[position, group.position], ("heat", prefecture.code, group.name)
            live = as_known(facts, Live(formula, number, figure), position, group.position)
            look = {"num_format": style.or_none("0", facts(NONE)), "align": "center", "indent": 0}
            canvas.put(line, FIRST + group.position - 1, live, look)
    end = at + len(facts.prefectures)
    canvas.overlay(_shaded(canvas.name, (at + 1, FIRST, end, last), begins))
    if not facts.groups:
        return end + 1
    # The types once more below, for the second printed page and for the screen, where the head is out of sight by then.
    drawn.head(end + 1, [(1, PREFECTURE)], last, canvas.heights[at])
    canvas.paint((end + 1, 1, end + 1, last), style.TOP, style.LEFT, {"bottom": 0, "top": 1, "top_color": style.MID})
    _types(drawn, end + 1, "top")
    return end + 2


def _without_data(facts: Facts) -> list[int]:
    """The prefectures of which nothing is known in any type: their rows would hold nothing but the sign for that."""
    types = [group.position for group in facts.groups]
    each = range(1, len(facts.prefectures) + 1)
    return [
        one for one in each if types and all(facts.is_open(one, at) and not facts.crossing[one, at] for at in types)
    ]


def _types(drawn: Page, row: int, valign: str) -> None:
    """The types, written upwards or downwards over their columns."""
    facts = drawn.facts
    look = {"rotation": 270 if facts.language == "ja" else 90, "align": "center", "valign": valign, "indent": 0}
    for group in facts.groups:
        column = FIRST + group.position - 1
        drawn.canvas.put(row, column, facts(group.label), look, {"text_wrap": False, "bold": False})


def _widen(drawn: Page) -> None:
    """Further columns, as wide as the others, where there are more types than the grid holds."""
    widths = drawn.canvas.widths
    lacking = FIRST + len(drawn.facts.groups) - (len(widths) - 1)
    if lacking > 0:
        widths[-1:] = [widths[FIRST]] * lacking + widths[-1:]


def _shaded(name: str, area: tuple[int, int, int, int], begins: tuple[int, ...]) -> Any:
    top, left, bottom, right = area

    def _later(workbook: Any, worksheet: Any) -> None:
        reference = f"${letters(left)}${top + 1}:${letters(right)}${bottom + 1}"
        workbook.define_name("heat", f"='{name}'!{reference}")
        for begin, look in zip(reversed(begins), reversed(SHADES), strict=True):
            darker = shade(area, f"={bare(place(top, left))}>={begin}", look, stop=True)
            darker(workbook, worksheet)

    return _later
