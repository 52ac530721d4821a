"""The chosen prefecture beside its neighbours: what each has in which type, and what they have and it has not."""

from __future__ import annotations

from survey_tool.release.dashboard.contents import NO_DATA, NONE, PREFECTURE
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.drawing.charts import shade
from survey_tool.release.dashboard.drawing.formulas import bare
from survey_tool.release.dashboard.facts.selected import MISSING_TYPES, SelectedFacts
from survey_tool.release.dashboard.frame.page import Page, letters
from survey_tool.release.dashboard.hidden.listed import beside, listed, longest_beside
from survey_tool.release.dashboard.hidden.lookups import MOST_NEIGHBOURS
from survey_tool.wording.words import Words

_MISSING = Words("隣接する都道府県にあり、この都道府県にない種別", "What neighbours have and this prefecture has not")
_MISSING_NOTE = Words(
    "次の調達を検討する際の手掛かりとして、実施又は検討している隣接都道府県の多い順に示します（最大{number}種別。運用終了の事例及び"
    "データのない種別は除きます）。",
    "Candidates for the next procurement, those of most neighbours first (up to {number} types; ended cases and types without data "
    "left out).",
)
_BESIDE = Words("隣接する都道府県との比較", "Beside its neighbours")
_BESIDE_NOTE = Words(
    "いずれかの都道府県に事例のある種別を示します。数値は運用終了を除く公表事例数、「・」は0件、「？」はデータなし（回答なし又は確認中）、「1＋」は"
    "1件以上（回答の全ては分からないもの）です。「候補」の ● は、隣接する都道府県にあり、この都道府県にない種別です。",
    'Types of which one of them has a case. Published cases that have not ended; "·" is none, "？" no data, "1＋" 1 or more (not all is '
    'known). ● under "Candidate": neighbours have it and this prefecture has not.',
)
_TYPE, _HAVING, _OWN, _CANDIDATE = (
    Words("システム種別", "System type"),
    Words("事例のある隣接都道府県の数", "Neighbours with cases"),
    Words("選択", "Chosen"),
    Words("候補", "Candidate"),
)
_AROUND, _CASES, _REPLY = (
    Words("隣接する都道府県", "Neighbours"),
    Words("公表事例", "Published cases"),
    Words("回答の状況", "Reply"),
)
_HAVING_AT, _MISSING_TO, _AROUND_AT = 24, 25, 28
_NONE = Words("該当する種別はありません。", "There is none.")
_NONE_BESIDE = Words("公表されている事例はありません。", "No case of theirs is published.")
_STEP = 4  # columns for a prefecture; its number stands in the last but one
_OWN_AT, _CANDIDATE_AT, _FIRST = 14, 16, 21
_FIGURE: style.Props = {**style.NUMBER, "indent": 0}
"""A number in a fine column, the column beside it free."""
_LAST = 50


def draw_missing(drawn: Page, of: SelectedFacts, row: int) -> int:
    """The types that neighbours have and it has not; gives the next free row."""
    facts, canvas = of.facts, drawn.canvas
    at = drawn.heading(row, _MISSING, _MISSING_NOTE.fill(number=MISSING_TYPES), last=_MISSING_TO)
    drawn.head(at, [(1, _TYPE)], _MISSING_TO, 28)
    canvas.put(at, _HAVING_AT, facts(_HAVING), _FIGURE)
    told = of.missing()
    drawn.filled_lines((at + 1, 1, at + MISSING_TYPES, _MISSING_TO), height=24)
    for place in range(1, MISSING_TYPES + 1):
        at += 1
        cell = listed("missing_group", place)
        group = told[place - 1] if place <= len(told) else 0
        if_none, said = _nothing(of) if place == 1 else ('""', "")
        label = facts(facts.groups[group - 1].label) if group else said
        formula = f"=IF({cell}=0,{if_none},INDEX(groups_label,{cell}))"
        canvas.put(at, 1, Live(formula, label, ("missing", str(place), "label")))
        having = f"INT((INDEX(listed_missing_score,{cell})+{cell})/1000)"
        number = of.having(group) if group else ""
        canvas.put(
            at,
            _HAVING_AT,
            Live(f'=IF({cell}=0,"",{having})', number, ("missing", str(place), "number")),
            _FIGURE,
            style.BOLD,
        )
    canvas.height(at + 1, 14)
    return at + 2


def _nothing(of: SelectedFacts) -> tuple[str, str]:
    """What is said where there is no such type, as a formula and as it is shown: of a prefecture of which not all is known it is not
    said that there is none."""
    facts, chosen = of.facts, of.selection.prefecture
    formula = f'IF(chosen_prefecture=0,"",IF(chosen_prefecture_open=1,"{facts(NO_DATA)}","{facts(_NONE)}"))'
    return formula, facts(NO_DATA if facts.is_open(chosen) else _NONE) if chosen else ""


def draw_around(drawn: Page, of: SelectedFacts, row: int) -> int:
    """The neighbours with their cases and replies, beside those types; gives the next free row."""
    facts, canvas = of.facts, drawn.canvas
    at = drawn.heading(row, _AROUND, column=_AROUND_AT) + 1
    drawn.head(at, [(_AROUND_AT, PREFECTURE), (_AROUND_AT + 13, _REPLY)], _LAST, 28)
    canvas.put(at, _AROUND_AT + 11, facts(_CASES), _FIGURE)
    around, rows = of.neighbours(), facts.tables.prefectures.rows
    drawn.filled_lines((at + 1, _AROUND_AT, at + MOST_NEIGHBOURS, _LAST))
    for place in range(1, MOST_NEIGHBOURS + 1):
        at += 1
        cell = listed("neighbour", place)
        position = around[place - 1] if place <= len(around) else 0
        told = (
            ("label", _AROUND_AT, facts(facts.prefectures[position - 1].name) if position else ""),
            ("shown", _AROUND_AT + 11, _shown(of, position)),
            ("coverage", _AROUND_AT + 13, str(rows[position - 1][f"coverage_{facts.language}"]) if position else ""),
        )
        for column, left, value in told:
            formula = f'=IF({cell}=0,"",INDEX(prefectures_{column},{cell}))'
            canvas.put(
                at,
                left,
                Live(formula, value, ("around", str(place), column)),
                _FIGURE if column == "shown" else style.LEFT,
            )
    return at + 2


def _shown(of: SelectedFacts, prefecture: int) -> int | str:
    if not prefecture:
        return ""
    return of.facts.as_known(of.facts.of_prefecture(prefecture).number, prefecture, unknown=of.facts(NO_DATA))


def draw_neighbours(drawn: Page, of: SelectedFacts, row: int) -> int:
    """The table of types by prefecture; gives the next free row."""
    facts, canvas = of.facts, drawn.canvas
    at = drawn.heading(row, _BESIDE, _BESIDE_NOTE)
    drawn.head(at, [(1, _TYPE), (_CANDIDATE_AT, _CANDIDATE)], _LAST, 28)
    for right in (_OWN_AT, *range(_FIRST, _LAST, _STEP)):
        canvas.paint((at, right, at, right), _FIGURE)
    own = facts(facts.prefectures[of.selection.prefecture - 1].name) if of.selection.prefecture else facts(_OWN)
    formula = f'=IF(chosen_prefecture=0,"{facts(_OWN)}",INDEX(prefectures_label,chosen_prefecture))'
    canvas.put(at, _OWN_AT, Live(formula, own, ("neighbour_name", "own")), {"font_color": style.DEEP})
    around = of.neighbours()
    for place in range(1, MOST_NEIGHBOURS + 1):
        cell = listed("neighbour", place)
        name = facts(facts.prefectures[around[place - 1] - 1].name) if place <= len(around) else ""
        live = Live(f'=IF({cell}=0,"",INDEX(prefectures_label,{cell}))', name, ("neighbour_name", str(place)))
        canvas.put(at, _FIRST + _STEP * (place - 1), live)
    first, last = at + 1, at + longest_beside(facts)
    for right in (_OWN_AT, *range(_FIRST, _LAST, _STEP)):
        cell = f"${letters(right)}{first + 1}"
        pale = {"bg_color": style.PALE, "bold": True, "bottom": 1, "bottom_color": style.LINE}
        area = (first, right - _STEP + 2, last, right + 1)
        canvas.overlay(shade(area, f"={bare(cell)}>0", pale, stop=True))
    drawn.filled_lines((first, 1, last, _LAST), height=24)
    groups = beside(of)
    for place in range(1, last - first + 2):
        _counts(drawn, of, at + place, place, groups[place - 1] if place <= len(groups) else 0)
    canvas.apart(first, last)
    canvas.height(last + 1, 14)
    return last + 2


def _counts(drawn: Page, of: SelectedFacts, row: int, place: int, group: int) -> None:
    """A line of that table: a type with the numbers of all of them; nothing where there are no more types."""
    facts, canvas, around = of.facts, drawn.canvas, of.neighbours()
    cell = listed("beside_group", place)

    def _put(column: int, name: str, formula: str, value: str | int, *look: style.Props, otherwise: str = '""') -> None:
        live = Live(f"=IF({cell}=0,{otherwise},{formula})", value, ("neighbour", str(place), name))
        canvas.put(row, column, live, *look)

    first = place == 1 and of.selection.prefecture
    nothing = f'IF(chosen_prefecture=0,"","{facts(_NONE_BESIDE)}")' if place == 1 else '""'
    label = facts(facts.groups[group - 1].label) if group else facts(_NONE_BESIDE) if first else ""
    _put(1, "label", f"INDEX(groups_label,{cell})", label, style.LEFT, otherwise=nothing)
    candidate = "●" if group in of.missing() else ""
    _put(
        _CANDIDATE_AT,
        "candidate",
        f'IF(INDEX(listed_missing_score,{cell})>0,"●","")',
        candidate,
        style.BOLD,
        {"font_color": style.STRONG, "indent": 0},
    )
    look = {**_FIGURE, "num_format": style.or_none("0", facts(NONE))}
    own = of.count(of.selection.prefecture, group) if group else ""
    _put(_OWN_AT, "own", f"INDEX(listed_own_cases,{cell})", own, look, style.BOLD)
    for number in range(1, MOST_NEIGHBOURS + 1):
        value = of.count(around[number - 1], group) if group and number <= len(around) else ""
        formula = f"INDEX(listed_neighbour_{number}_cases,{cell})"
        _put(_FIRST + _STEP * (number - 1), str(number), formula, value, look)
