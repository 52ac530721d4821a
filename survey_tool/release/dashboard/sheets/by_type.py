"""By system type: choose a type and see number, funding, benefits, contracts, who pays, when, how much, and who takes part."""

from __future__ import annotations

from survey_tool.questionnaire.asked.case import BENEFITS, SUBSIDIES
from survey_tool.release.dashboard.contents import BODIES, CONSIDERING_BODIES, NOT_ANSWERED
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.drawing.charts import column_chart
from survey_tool.release.dashboard.drawing.formulas import filled, how_many
from survey_tool.release.dashboard.facts.positions import SIGNS
from survey_tool.release.dashboard.facts.selected import SelectedFacts
from survey_tool.release.dashboard.frame.page import START, Page, page
from survey_tool.release.dashboard.hidden.chosen import initial
from survey_tool.release.dashboard.hidden.listed import longest_group
from survey_tool.release.dashboard.hidden.shown import BENEFITS_FELT
from survey_tool.release.dashboard.hidden.years import YEAR, counted, year_rows
from survey_tool.release.dashboard.parts.case_rows import case_columns, draw_case_list
from survey_tool.release.dashboard.parts.panels import (
    HEAD,
    LEFT,
    LINE,
    NARROW,
    RIGHT,
    Panel,
    PanelLine,
    draw_panel,
)
from survey_tool.release.dashboard.parts.standings import draw_standing
from survey_tool.release.dashboard.parts.type_costs import cost_bands_panel, cost_summary
from survey_tool.release.dashboard.sheets.overview import CASES, PREFECTURES, TYPE, chart_says, status_cards
from survey_tool.release.tables.figures import CONSIDERED
from survey_tool.wording.words import Words

_HOW = (
    Words(
        "① 青枠のセルを選択し、▼からシステム種別を選びます。", "1. Select the blue cell and choose a type from its ▼."
    ),
    Words(
        "② 下の全ての表とグラフが切り替わります。全国で1件の種別は「その他」にまとめています。",
        '2. Everything below follows. Types with a single case nationwide are in "Others".',
    ),
)
_NOT_FOUND = Words(
    "該当する種別がありません。一覧から選択してください。", "There is no such type. Please choose from the list."
)
_INTRODUCED = Words("運用開始年度（予定を含む）", "Fiscal year of start, planned ones too")
_CHART_TITLE = Words("運用開始年度ごとの件数", "Cases by fiscal year of the start of operation")
_CHART = Words(
    "選択した種別の運用開始年度ごとの件数の縦棒グラフ。数値は左の表と同じです。",
    "Columns: cases of the chosen type by fiscal year of their start. The figures are those of the table on the left.",
)
_LIST = Words("この種別の事例", "Cases of this type")
_FILTER = "pairs_group,chosen_group"


def draw(of: SelectedFacts) -> Page:
    """The sheet for the chosen type."""
    drawn = page("types", of.facts)
    canvas = drawn.canvas
    drawn.selector_row(START, (1, TYPE))
    name = "select_system_type"
    drawn.selector((START, 3, 7), initial(of)[name], name, "groups_label" if of.facts.groups else "", anything=True)
    drawn.not_found((START, 8), _NOT_FOUND, "chosen_group", name, "type_page")
    row = drawn.how_to(START + 2, *_HOW)
    canvas.height(row, 10)
    row = _figures(drawn, of, row + 1) + 1
    row = _answers(drawn, of, row)
    canvas.sections.append(row)
    row = _costs(drawn, of, row)
    canvas.sections.append(row)
    row = _introduced(drawn, of, row)
    canvas.sections.append(row)
    row = draw_standing(drawn, of, row)
    canvas.sections.append(row)
    _list(drawn, of, row)
    return drawn


def _figures(drawn: Page, of: SelectedFacts, row: int) -> int:
    facts, figures = of.facts, of.group_figures
    cards = status_cards(facts, figures, _FILTER, "pairs", "type_page")
    formula = f"=IF(chosen_group=0,0,{how_many('INDEX(heat,0,chosen_group)')})"
    cards.append((PREFECTURES, Live(formula, figures.prefectures, ("type_page", "prefectures")), ""))
    formula = '=IF(chosen_group=0,0,SUMPRODUCT(--(MID(municipalities_taking_part,MAX(1,chosen_group),1)="1")))'
    cards.append((BODIES, Live(formula, figures.municipalities, ("type_page", "municipalities")), _considering(of)))
    end = drawn.cards(row, cards)
    drawn.canvas.height(end, 6)
    return end


def _considering(of: SelectedFacts) -> Live:
    """How many municipalities consider the type: those that the table of participation shows as △."""
    stands = of.facts.count_standings(of.selection.group)
    number = sum(count for (_, standing), count in stands.items() if standing == CONSIDERED)
    sentence = of.facts(CONSIDERING_BODIES)
    counted = f'SUMPRODUCT(--(MID(municipalities_standing,MAX(1,chosen_group),1)="{SIGNS[CONSIDERED]}"))'
    formula = f"={filled(sentence, {'number': f'IF(chosen_group=0,0,{counted})'})}"
    return Live(formula, sentence.format(number=number), ("type_page", "considering_bodies"))


def _answer_line(of: SelectedFacts, key: str, answer: str, label: str) -> PanelLine:
    """How many cases of the type gave one answer to a question; `answer` is empty for those that gave none."""
    value = of.group_figures.answered(key)[answer or "blank"]
    formula = (
        f'=COUNTIFS({_FILTER},pairs_{key},"{answer}")'
        if answer
        else f'=COUNTIFS({_FILTER})-COUNTIFS({_FILTER},pairs_{key},"?*")'
    )
    return PanelLine(label, (Live(formula, value, ("type_page", key, answer or "blank")),))


def _marked_line(of: SelectedFacts, key: str, *, part: bool = False) -> PanelLine:
    figure = Live(f"=COUNTIFS({_FILTER},pairs_{key},1)", of.group_figures.marked(key), ("type_page", key))
    return PanelLine(of.facts(of.facts.questions[key].label), (figure,), part)


def _no_benefit_line(of: SelectedFacts) -> PanelLine:
    """In how many cases nothing is said of benefits, not even that none is seen yet."""
    figure = ("type_page", "benefits", "blank")
    counted_ = Live(f"=COUNTIFS({_FILTER},pairs_no_benefit,1)", of.group_figures.unmarked(BENEFITS), figure)
    return PanelLine(of.facts(NOT_ANSWERED), (counted_,))


def _listed_lines(of: SelectedFacts, key: str, list_name: str) -> list[PanelLine]:
    facts = of.facts
    choices = facts.survey.questionnaire.lists[list_name].unique
    rows = [_answer_line(of, key, choice.key, facts(choice.label)) for choice in choices]
    return [*rows, _answer_line(of, key, "", facts(NOT_ANSWERED))]


def _total(of: SelectedFacts) -> Live:
    return Live("=chosen_group_cases", of.group_figures.number, ("chosen", "chosen_group_cases"))


def _answers(drawn: Page, of: SelectedFacts, row: int) -> int:
    facts = of.facts
    total = _total(of)
    subsidies = _listed_lines(of, "subsidy_used", "subsidy_used")
    sources = [_marked_line(of, key, part=True) for key in SUBSIDIES]
    benefits = [*(_marked_line(of, key) for key in BENEFITS), _no_benefit_line(of)]
    used = [subsidies[0], *sources, *subsidies[1:]]
    first = draw_panel(drawn, row, LEFT, Panel(facts.questions["subsidy_used"].label, (CASES,), used, of=total))
    second = draw_panel(drawn, row, RIGHT, Panel(BENEFITS_FELT, (CASES,), benefits, of=total))
    row = max(first, second)
    drawn.canvas.sections.append(row)
    method = _listed_lines(of, "procurement_method", "procurement_method")
    form = _listed_lines(of, "contract_form", "contract_form")
    first = draw_panel(drawn, row, LEFT, Panel(facts.questions["procurement_method"].label, (CASES,), method, of=total))
    second = draw_panel(drawn, row, RIGHT, Panel(facts.questions["contract_form"].label, (CASES,), form, of=total))
    return max(first, second)


def _costs(drawn: Page, of: SelectedFacts, row: int) -> int:
    bearing, total = _listed_lines(of, "cost_bearing", "cost_bearing"), _total(of)
    first = draw_panel(drawn, row, LEFT, Panel(of.facts.questions["cost_bearing"].label, (CASES,), bearing, of=total))
    left = cost_summary(drawn, of, first)
    right = draw_panel(drawn, row, RIGHT, cost_bands_panel(of))
    return max(left, right)


def _introduced(drawn: Page, of: SelectedFacts, row: int) -> int:
    facts, canvas = of.facts, drawn.canvas
    numbers, rows = counted(facts, of.group_figures), []
    for each in year_rows(facts):
        formula = f"=COUNTIFS({_FILTER},pairs_year,{each.criterion})"
        rows.append(PanelLine(each.label, (Live(formula, numbers[each.key], ("type_page", "year", each.key)),)))
    end = draw_panel(drawn, row, NARROW, Panel(_INTRODUCED, (CASES,), rows, YEAR))
    top = row + 1
    areas = ((top + 1, 1, top + len(rows), 1), (top + 1, 4, top + len(rows), 4))
    size = (780, HEAD + LINE * len(rows))
    canvas.overlay(column_chart(canvas, top, 5, *areas, chart_says(facts, _CHART_TITLE, YEAR, _CHART), size))
    return end


def _list(drawn: Page, of: SelectedFacts, row: int) -> None:
    costs = ("initial_cost", "annual_cost", "total_cost", "cost_basis")
    names = ("id", "prefecture", "name", "status", "bodies", *costs, "start")
    columns = case_columns(names, (1, 2, 3, 6, 7, 8, 9, 10, 11, 12), narrow=True)
    draw_case_list(drawn, row, _LIST, columns, "group_case", of.group_cases(), longest_group(of.facts), wrapped=True)
