"""Who takes part in a type: the four standings, counted by prefecture, and town by town for a chosen prefecture."""

from __future__ import annotations

from survey_tool.drawing.heights import lines_in_pixels
from survey_tool.release.dashboard.contents import NONE, PREFECTURE, SIGN, UNKNOWN
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.drawing.charts import bars, shade
from survey_tool.release.dashboard.drawing.formulas import filled
from survey_tool.release.dashboard.facts.positions import SIGNS
from survey_tool.release.dashboard.facts.selected import SelectedFacts
from survey_tool.release.dashboard.facts.showing import LISTING
from survey_tool.release.dashboard.frame.page import LINE_HEIGHT, Page, letters
from survey_tool.release.dashboard.hidden.chosen import initial
from survey_tool.release.dashboard.hidden.listed import listed
from survey_tool.release.tables import standings
from survey_tool.release.tables.figures import CONSIDERED, IMPLEMENTED, NO_CASE, NO_DATA
from survey_tool.wording.words import Words

_SYMBOL = {IMPLEMENTED: Words.same("●"), CONSIDERED: Words.same("△"), NO_CASE: NONE, NO_DATA: Words.same(UNKNOWN)}
STANDINGS = tuple((each.key, _SYMBOL[each.key], each.label) for each in standings.STANDINGS)
"""Each standing: its key, its sign, what it is called."""
_TITLE = Words("市区町村の参加状況", "Participation of the municipalities")
_NOTE = Words(
    "● 実施　△ 検討中　・ 公表事例なし（未実施）　？ データなし（都道府県の回答なし、又は同じ種別の回答を確認中）。"
    "公表事例がないことは、システムがないことを意味しません。",
    "● implemented, △ considering, · no published case, ？ no data (the prefecture has not answered, or its answer for this "
    "type is being settled). No published case does not mean that there is no such system.",
)
_CHOOSE = Words("都道府県を選択", "Choose a prefecture")
_ALL = Words("全国", "Nationwide")
_SHARE = Words("実施の\n割合", "Share\nof ●")
_WITHOUT = Words("データなしのため下の表にない都道府県：{names}", "Not in the table, no data: {names}")
_SHARE_AT = 6
_LAST_NAME, _ACROSS, _STEP = 12, 3, 2

_LOOKS: dict[str, style.Props] = {
    "●": {"bold": True, "font_color": style.DEEP, "bg_color": style.PALE},
    "△": {"bold": True, "font_color": style.STRONG},
    "？": {"font_color": style.NOTE, "italic": True},
}
"""How a name looks, over all the columns that it runs over."""


def draw_standing(drawn: Page, of: SelectedFacts, row: int) -> int:
    """Both tables side by side; gives the next free row."""
    at = drawn.heading(row, _TITLE)
    at = _silent(drawn, of, drawn.text(at, _NOTE, style.QUIET))
    counted = _by_prefecture(drawn, of, at)
    named = _names(drawn, of, at)
    end = max(counted, named)
    drawn.canvas.apart(at + 1, end - 1)
    drawn.canvas.height(end, 12)
    return end + 1


def _silent(drawn: Page, of: SelectedFacts, row: int) -> int:
    """The prefectures without data, which the table leaves out, with room for all of whom not everything is known; gives the next
    free row."""
    facts, silent = of.facts, listed("silent", len(of.facts.prefectures))
    separator, without = facts(LISTING), facts(_WITHOUT)
    told = separator.join(of.silent())
    most = [facts(each.name) for place, each in enumerate(facts.prefectures, start=1) if facts.is_open(place)]
    live = Live(
        f'=IF({silent}="","",{filled(without, {"names": silent})})',
        without.format(names=told) if told else "",
        ("standing_silent",),
    )
    longest = without.format(names=separator.join(most))
    last = drawn.right
    drawn.canvas.height(row, lines_in_pixels(longest, drawn.canvas.pixels(1, last)) * LINE_HEIGHT + 4 if most else 4)
    drawn.canvas.span((row, 1, row, last), live, style.QUIET, style.WRAP)
    return row + 1


def _by_prefecture(drawn: Page, of: SelectedFacts, row: int) -> int:
    """All municipalities, then the prefectures by the part of theirs that takes part."""
    facts, canvas = of.facts, drawn.canvas
    heads = [
        (1 + place, f"{facts(symbol)}\n{facts(label)}".replace("（", "\n（"))
        for place, (_, symbol, label) in enumerate(STANDINGS, start=1)
    ]
    drawn.head(row, [(1, PREFECTURE), *heads, (_SHARE_AT, _SHARE)], _SHARE_AT, 54)
    canvas.paint((row, 2, row, _SHARE_AT), {"text_wrap": True}, style.RIGHT)
    row += 1
    canvas.paint((row, 1, row, _SHARE_AT), style.TOTAL)
    canvas.put(row, 1, facts(_ALL))
    for offset, (key, _, _) in enumerate(STANDINGS):
        value = sum(of.standings[prefecture.code, key] for prefecture in facts.prefectures)
        live = Live(f"=SUM(listed_standing_{SIGNS[key]})", value, ("standing", "all", SIGNS[key]))
        canvas.put(row, 2 + offset, live, style.NUMBER)
    ranked = of.by_share()
    last = row + len(facts.prefectures)
    canvas.overlay(bars((row + 1, _SHARE_AT, last, _SHARE_AT), 1))
    drawn.filled_lines((row + 1, 1, last, _SHARE_AT), height=22)
    for place in range(1, len(facts.prefectures) + 1):
        position = ranked[place - 1] if place <= len(ranked) else 0
        _ranked_row(drawn, of, row + place, place, position)
    return last + 1


def _ranked_row(drawn: Page, of: SelectedFacts, row: int, place: int, position: int) -> None:
    """A prefecture by its place: how many of its municipalities stand where, and which part takes part."""
    facts, cell = of.facts, listed("by_share", place)

    def _put(column: int, formula: str, value: str | float, name: str, *look: style.Props) -> None:
        live = Live(f'=IF({cell}=0,"",{formula})', value if position else "", ("standing", str(place), name))
        drawn.canvas.put(row, column, live, *look)

    code = facts.prefectures[position - 1].code if position else ""
    name = facts(facts.prefectures[position - 1].name) if position else ""
    _put(1, f"INDEX(prefectures_label,{cell})", name, "name")
    for offset, (key, _, _) in enumerate(STANDINGS):
        value = of.standings[code, key] or (UNKNOWN if of.standings[code, NO_DATA] else 0)
        formula = f"INDEX(listed_standing_{SIGNS[key]},{cell})"
        _put(2 + offset, formula, value, SIGNS[key], style.NUMBER, {"num_format": style.or_none("#,##0", facts(NONE))})
    part = f"INDEX(listed_standing_{SIGNS[IMPLEMENTED]},{cell})/INDEX(prefectures_towns,{cell})"
    # Where others of its municipalities may take part as well, the part that is known is no share.
    share = f'IF(INDEX(listed_standing_{SIGNS[NO_DATA]},{cell})>0,"{UNKNOWN}",{part})'
    known: float | str = of.share(position) if position and not of.standings[code, NO_DATA] else UNKNOWN
    _put(_SHARE_AT, share, known, "share", style.SHARE, {"num_format": style.or_none("0%", facts(NONE))})


def _names(drawn: Page, of: SelectedFacts, row: int) -> int:
    """The municipalities of one prefecture by name, with the sign of their standing."""
    facts, canvas = of.facts, drawn.canvas
    canvas.put(row, 7, facts(_CHOOSE), style.BOLD, {"indent": 3})
    name = "select_system_type_prefecture"
    drawn.selector((row, 9, 10), initial(of)[name], name, "prefectures_label", anything=True)
    begin = _LAST_NAME + 1 - _ACROSS * _STEP
    longest = max(of.towns(position) for position in range(1, len(facts.prefectures) + 1))
    rows = -(-longest // _ACROSS)
    for number in range(longest):
        line, place = divmod(number, _ACROSS)
        canvas.put(row + 1 + line, begin + place * _STEP, _name(of, number), {"indent": 1 if place else 3})
        canvas.height(row + 1 + line, 22)
    for symbol, look in _LOOKS.items():
        for left in range(begin, _LAST_NAME + 1, _STEP):
            criterion = f'=LEFT(${letters(left)}{row + 2},1)="{symbol}"'
            canvas.overlay(shade((row + 1, left, row + rows, left + _STEP - 1), criterion, look))
    return row + rows + 1


def _name(of: SelectedFacts, number: int) -> Live:
    """The n-th municipality, counted from 0."""
    facts, selection = of.facts, of.selection
    symbols = "".join(facts(symbol) for _, symbol, _ in sorted(STANDINGS, key=lambda each: SIGNS[each[0]]))
    at = f"chosen_group_first_town+{number}"
    group = "MAX(1,chosen_group)"
    standing = f"MID(INDEX(municipalities_standing,{at}),{group},1)"
    sign = f'IF(MID(INDEX(municipalities_added,{at}),{group},1)="1"," {SIGN}","")'
    formula = (
        f'=IF(OR(chosen_group=0,{number}>=chosen_group_towns),"",'
        f'MID("{symbols}",{standing}+1,1)&" "&INDEX(municipalities_label,{at})&{sign})'
    )
    told = ""
    if selection.group and selection.group_prefecture and number < of.towns(selection.group_prefecture):
        position = of.first_town(selection.group_prefecture) + number
        code = facts.municipalities[position - 1].code
        symbol = symbols[int(facts.standings[position - 1][selection.group - 1])]
        marked = f" {SIGN}" if facts.added[position - 1][selection.group - 1] == "1" else ""
        told = f"{symbol} {facts.municipality_labels[code]}{marked}"
    return Live(formula, told, ("standing_name", str(number)))
