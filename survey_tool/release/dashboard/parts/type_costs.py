"""What the cases of a type cost: how many in each band, and the range of those amounts that can be compared."""

from __future__ import annotations

from survey_tool.release.dashboard.contents import NO_FIGURE, NOT_ANSWERED
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.facts.selected import SelectedFacts
from survey_tool.release.dashboard.frame.page import Page
from survey_tool.release.dashboard.hidden.shown import COMPARED_COSTS
from survey_tool.release.dashboard.parts.case_rows import AMOUNT
from survey_tool.release.dashboard.parts.panels import LEFT, Panel, PanelLine
from survey_tool.release.tables.cases import WHOLE_COST
from survey_tool.release.tables.figures import OTHER_SCOPE
from survey_tool.release.tables.scales import PER_HEAD, cost_bands
from survey_tool.wording.words import Words

_BANDS = Words("費用の規模（千円、{whole}の額）", "How much it costs (1,000 yen, {whole})")
OF_SCOPE = Words("金額の対象：{scope}", "Covers: {scope}")
_TOTALS = Words("契約期間の総額", "Total of the contract")
_NOT_COMPARED = Words("年数が異なるため比較しない", "not compared: the years differ")
_RANGE = Words("費用の幅と人口1人当たりの額", "Range of costs, and cost per inhabitant")
_RANGE_NOTE = Words(
    "{question}が「{whole}」の事例に限ります。人口1人当たりは参加市区町村の人口によります。",
    'Only where "{question}" is "{whole}"; per inhabitant of the participating municipalities.',
)
_WHAT, _LEAST, _MIDDLE, _MOST, _NUMBER = (
    Words("項目（単位）", "Item (unit)"),
    Words("最小", "Least"),
    Words("中央値", "Median"),
    Words("最大", "Most"),
    Words("事例数", "Cases"),
)
_FOR_ONE = Words("{cost}／人（円）", "{cost} per head (yen)")
_ITEMS = (
    *((key, key, AMOUNT) for key in COMPARED_COSTS),
    *((key, f"{key}{PER_HEAD}", _FOR_ONE) for key in COMPARED_COSTS),
)
"""The question, the figure, what it is called."""


def cost_bands_panel(of: SelectedFacts) -> Panel:
    """Number of cases by band; then the words in place of an amount, and those left blank. Totals are for different years."""
    facts = of.facts
    lists = facts.survey.questionnaire.lists
    # The heading tells the unit once: with it in each line the longest would not fit.
    bands = [(band.key, facts(band.label)) for band in cost_bands(facts.survey.round.publication.cost_bands, unit="")]
    scopes = [
        (f"{OTHER_SCOPE}{each.key}", facts(OF_SCOPE.fill(scope=each.label)))
        for each in lists["cost_basis"].unique
        if each.key != WHOLE_COST
    ]
    words = [(word.key, facts(word.label)) for word in lists["amount_words"].unique]
    told = [*bands, *scopes, *words, ("blank", facts(NOT_ANSWERED))]
    counted = {key: of.group_figures.banded(key) for key in COMPARED_COSTS}
    rows = [
        PanelLine(label, tuple(_band(key, band, counted[key][band]) for key in COMPARED_COSTS)) for band, label in told
    ]
    heads = tuple(facts.questions[key].label for key in COMPARED_COSTS)
    whole = lists["cost_basis"][WHOLE_COST].label
    return Panel(_BANDS.fill(whole=Words(whole["ja"], whole["en"].lower())), heads, rows)


def _band(key: str, band: str, number: int) -> Live:
    formula = f'=COUNTIFS(pairs_group,chosen_group,pairs_{key}_band,"{band}")'
    return Live(formula, number, ("type_page", f"{key}_band", band))


def cost_summary(drawn: Page, of: SelectedFacts, row: int) -> int:
    """Least, middle and largest amount; gives the next free row."""
    facts, canvas = of.facts, drawn.canvas
    basis = facts.survey.questionnaire.lists["cost_basis"][WHOLE_COST].label
    note = _RANGE_NOTE.fill(question=facts.questions["cost_basis"].label, whole=basis)
    at = drawn.heading(row, _RANGE, note, LEFT[0])
    drawn.head(at, [(1, _WHAT), (3, _LEAST), (4, _MIDDLE), (5, _MOST), (6, _NUMBER)], 6, 28)
    canvas.paint((at, 3, at, 6), style.RIGHT)
    for key, item, label in _ITEMS:
        at += 1
        canvas.at_least(at, 26)
        drawn.line(at, 6)
        canvas.put(at, 1, facts(label.fill(cost=facts.questions[key].label)))
        spread = of.group_figures.spread(item)
        block = f"INDEX(pairs_{item},chosen_group_first):INDEX(pairs_{item},chosen_group_first+chosen_group_cases-1)"
        told = (("MIN", spread.least), ("MEDIAN", spread.median), ("MAX", spread.most))
        for column, (function, value) in enumerate(told, start=3):
            formula = f'=IF(chosen_group_cases=0,"{NO_FIGURE}",IF(COUNT({block})=0,"{NO_FIGURE}",{function}({block})))'
            look = style.NUMBER_OR_SMALL if item.endswith(PER_HEAD) else style.NUMBER
            canvas.put(
                at, column, Live(formula, NO_FIGURE if value is None else value, ("type_page", item, function)), look
            )
        formula = f"=IF(chosen_group_cases=0,0,COUNT({block}))"
        canvas.put(at, 6, Live(formula, spread.number, ("type_page", item, "COUNT")), style.NUMBER)
    return _totals(drawn, of, at + 1)


def _totals(drawn: Page, of: SelectedFacts, row: int) -> int:
    """How many totals there are: for different years, so that none is compared with another; gives the next free row."""
    canvas = drawn.canvas
    canvas.at_least(row, 26)
    drawn.line(row, 6)
    canvas.put(row, 1, of.facts(_TOTALS))
    canvas.put(row, 3, of.facts(_NOT_COMPARED), style.QUIET)
    block = "INDEX(pairs_total_cost,chosen_group_first):INDEX(pairs_total_cost,chosen_group_first+chosen_group_cases-1)"
    number = of.group_figures.spread("total_cost").number
    formula = f"=IF(chosen_group_cases=0,0,COUNT({block}))"
    canvas.put(row, 6, Live(formula, number, ("type_page", "total_cost", "COUNT")), style.NUMBER)
    canvas.at_least(row + 1, 12)
    return row + 2
