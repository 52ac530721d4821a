"""What a case costs a year by how many inhabitants its participants have together: a table, and a chart of the middle per inhabitant."""

from __future__ import annotations

import itertools
from collections import Counter

import pandas as pd

from survey_tool.release.dashboard.contents import NO_FIGURE
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.drawing.charts import Said, column_chart
from survey_tool.release.dashboard.drawing.formulas import filled
from survey_tool.release.dashboard.facts.positions import FactCase, Facts
from survey_tool.release.dashboard.frame.page import Page
from survey_tool.release.dashboard.hidden.sheet import HiddenSheet
from survey_tool.release.tables.cases import WHOLE_COST
from survey_tool.release.tables.figures import Figures
from survey_tool.release.tables.scales import PER_HEAD, POPULATION_CLASSES, population_class
from survey_tool.wording.words import Words

_COST, _FOR_ONE = "annual_cost", f"annual_cost{PER_HEAD}"
_LEFT_OUT = Words(
    "この表に含まない額：金額の対象が異なる事例{scope}件、参加市区町村のない事例{nobody}件",
    "Amounts not in this table: {scope} of another scope, {nobody} without municipalities",
)
_TITLE = Words("参加団体の規模ごとの年間運用費", "Annual cost by size of the participants together")
_NOTE = Words(
    "{question}が「{whole}」の事例の額に限ります。規模は、参加市区町村の人口の計です。運用終了の事例を含みます。",
    'Only amounts where "{question}" is "{whole}". Size: inhabitants of all participating municipalities together. Ended cases included.',
)
_SIZE, _CASES, _MIDDLE, _PER_HEAD = (
    Words("人口の計", "Inhabitants together"),
    Words("額のある\n事例", "Cases with\nan amount"),
    Words("中央値\n（千円）", "Median\n(1,000 yen)"),
    Words("1人当たり\n中央値（円）", "Median per\nhead (yen)"),
)
_LEAST, _MOST = Words("最小\n（千円）", "Least\n(1,000 yen)"), Words("最大\n（千円）", "Most\n(1,000 yen)")
_CHART = Words("人口1人当たり年間運用費の中央値", "Median annual cost per inhabitant")
_YEN = Words("円", "yen")
_ALT = Words(
    "参加団体の人口の計ごとの、人口1人当たり年間運用費の中央値の横棒グラフ。数値は左の表と同じです。",
    "Bars: median annual cost per inhabitant by size. The figures are those of the table on the left.",
)
_ON_BARS = '[=0]"";[<10]0.00;#,##0'
"""How numbers look on the bars: as in the table, none where there is no bar."""
_ROW = 30


def cases_by_size(facts: Facts) -> HiddenSheet:
    """The amounts that can be compared, sorted by size, so that those of one size stand together."""
    told = [case for own in _by_size(facts) for case in own]
    return HiddenSheet(
        "_sizes",
        {
            **{f"sizes_{key}": [case.number(key) for case in told] for key in (_COST, _FOR_ONE)},
            "sizes_left_out": _left_out(facts),
        },
    )


def _by_size(facts: Facts) -> list[list[FactCase]]:
    """The cases with an annual amount for all participants, by class of population."""
    told = [case for case in facts.cases if case.number(_COST) is not None and case.row["cost_basis"] == WHOLE_COST]
    return [
        [case for case in told if population_class(case.number("population")) == words] for words in POPULATION_CLASSES
    ]


def _left_out(facts: Facts) -> list[str]:
    """Why each amount is in no class that is in none: it is for others than all participants, or no municipality takes part."""
    told = [case for case in facts.cases if case.number(_COST) is not None]
    return [
        "nobody" if case.row["cost_basis"] == WHOLE_COST else "scope"
        for case in told
        if case.row["cost_basis"] != WHOLE_COST or case.number("population") is None
    ]


def _told_of_the_rest(facts: Facts) -> Live:
    """How many amounts the table leaves out, and why."""
    counted, sentence = Counter(_left_out(facts)), facts(_LEFT_OUT)
    reasons = ("scope", "nobody")
    formulas = {each: f'COUNTIF(sizes_left_out,"{each}")' for each in reasons}
    told = sentence.format(**{each: counted[each] for each in reasons})
    return Live("=" + filled(sentence, formulas), told, ("size_left_out",))


def draw_size_costs(drawn: Page, row: int) -> int:
    """The table with its chart; gives the next free row."""
    facts, canvas = drawn.facts, drawn.canvas
    basis = facts.survey.questionnaire.lists["cost_basis"][WHOLE_COST].label
    note = _NOTE.fill(question=facts.questions["cost_basis"].label, whole=basis)
    at = drawn.heading(row, _TITLE, note)
    heads = (_CASES, _LEAST, _MIDDLE, _MOST, _PER_HEAD)
    drawn.head(at, [(1, _SIZE), *((3 + offset, head) for offset, head in enumerate(heads))], 7, 44)
    canvas.paint((at, 3, at, 7), style.RIGHT)
    by_size = _by_size(facts)
    firsts = itertools.accumulate((len(own) for own in by_size), initial=1)
    for place, (words, own, first) in enumerate(zip(POPULATION_CLASSES, by_size, firsts, strict=False), start=1):
        drawn.line(at + place, 7, height=_ROW)
        canvas.put(at + place, 1, facts(words))
        _figures(drawn, at + place, str(place), own, first)
    end = at + len(POPULATION_CLASSES)
    says = Said(facts(_CHART), facts(_SIZE), facts(_YEN), facts(_ALT))
    canvas.overlay(
        column_chart(
            canvas,
            at,
            8,
            (at + 1, 1, end, 1),
            (at + 1, 7, end, 7),
            says,
            (490, 44 + _ROW * (len(POPULATION_CLASSES) + 2)),
            lying=True,
            number=_ON_BARS,
        )
    )
    for extra in (end + 1, end + 2):
        canvas.height(extra, _ROW)
    canvas.span((end + 1, 1, end + 1, 7), _told_of_the_rest(facts), style.QUIET, style.WRAP_MIDDLE)
    return end + 3


def _figures(drawn: Page, row: int, size: str, own: list[FactCase], first: int) -> None:
    facts, number = drawn.facts, len(own)
    figures = Figures(facts.tables.frames, pd.Series([case.id for case in own], dtype=str))
    cost, per_head = figures.spread(_COST), figures.spread(_FOR_ONE)
    told = (
        ("MIN", _COST, cost.least),
        ("MEDIAN", _COST, cost.median),
        ("MAX", _COST, cost.most),
        ("MEDIAN", _FOR_ONE, per_head.median),
    )
    cells = {key: f"INDEX(sizes_{key},{first}):INDEX(sizes_{key},{first + number - 1})" for key in (_COST, _FOR_ONE)}
    counted = Live(f"=COUNT({cells[_COST]})" if number else "=0", cost.number, ("size", size, _COST, "COUNT"))
    drawn.canvas.put(row, 3, counted, style.NUMBER)
    for column, (function, key, value) in enumerate(told, start=4):
        block = cells[key]
        formula = f'=IF(COUNT({block})=0,"{NO_FIGURE}",{function}({block}))' if number else f'="{NO_FIGURE}"'
        look = style.NUMBER_OR_SMALL if key == _FOR_ONE else style.NUMBER
        shown = NO_FIGURE if value is None else value
        drawn.canvas.put(row, column, Live(formula, shown, ("size", size, key, function)), look)
