"""What joint procurement is, against procuring alone, how it goes, and what those who did it say it brought."""

from __future__ import annotations

from survey_tool.questionnaire.asked.case import MILESTONES
from survey_tool.release.dashboard.contents import NOT_ANSWERED
from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Live
from survey_tool.release.dashboard.drawing.charts import bars
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.frame.page import START, Page, page, place
from survey_tool.wording.words import Words

_MEANS = Words(
    "共同調達とは、参加する団体が合意した1つの仕様書に基づき、1者の事業者から同じシステムを調達することをいいます。"
    "共同で利用する場合も含みます。人口の減少に伴い職員の確保が難しくなる中で、都道府県が中心となって取りまとめることにより、"
    "規模の小さな団体も含めて、費用と手間を抑えながらデジタル技術を取り入れることが期待されます。",
    "Joint procurement means that several bodies agree on one specification and obtain the same system from one supplier; "
    "joint use counts too. As staff become harder to find, a prefecture that brings its municipalities together helps even "
    "small ones to introduce digital services with less money and less work.",
)
_COMPARED = Words("単独調達との違い", "Alone and together")
_COMPARED_NOTE = Words(
    "右端の数は、その効果を実感していると回答した事例の数です（公表事例のうち）。",
    "The figure on the right is the number of published cases in which this benefit was felt.",
)
_ALONE, _TOGETHER, _FELT = (
    Words("単独調達", "Procuring alone"),
    Words("共同調達", "Procuring together"),
    Words("実感した事例", "Cases that felt it"),
)
_CASES = Words("件", "cases")
# Aspect, alone, together, and the question whose marks say how often it was felt.
_ASPECTS: tuple[tuple[Words, Words, Words, str], ...] = (
    (
        Words("調達の調整", "Coordination"),
        Words(
            "情報提供依頼、仕様書の作成、事業者の選定、契約を、団体ごとに一から行います。",
            "Every body goes through request for information, specification, selection and contract by itself.",
        ),
        Words(
            "都道府県や協議会などの代表が取りまとめて行い、参加団体の手間が軽くなります。",
            "A prefecture, a council or another lead body does it once for all participants.",
        ),
        "benefit_coordination",
    ),
    (
        Words("費用", "Cost"),
        Words(
            "導入も運用も1団体で負担するため、割高になりやすくなります。",
            "One body bears set-up and operation, so the price tends to be high.",
        ),
        Words(
            "規模が大きくなることで単価が下がり、共通の費用を分け合えます。",
            "Volume lowers the price, and common costs are shared.",
        ),
        "benefit_cost",
    ),
    (
        Words("体制", "Capacity"),
        Words(
            "担当する職員を、それぞれの団体で確保する必要があります。",
            "Every body needs staff of its own for the procurement.",
        ),
        Words(
            "専任の職員を置くことが難しい小規模な団体も導入できます。",
            "Small bodies without staff to spare can take part.",
        ),
        "benefit_small_bodies",
    ),
    (
        Words("専門性・ノウハウ", "Expertise"),
        Words(
            "必要な知識や経験を持つ職員がいないことがあります。",
            "Knowledge and experience may be missing.",
        ),
        Words(
            "参加団体の知識と経験を持ち寄り、互いに補うことができます。",
            "Participants bring together what they know and help one another.",
        ),
        "benefit_expertise",
    ),
    (
        Words("情報・データの連携", "Data linkage"),
        Words(
            "団体ごとに仕様や運用が異なり、データを共有しにくくなります。",
            "Systems and ways of working differ, which makes sharing data hard.",
        ),
        Words(
            "同じ仕組みを使うことで、団体を越えて情報を連携しやすくなります。",
            "With the same system and ways of working, data can be linked across bodies.",
        ),
        "benefit_data_linkage",
    ),
)
_STEPS = Words("進み方", "How it goes")
_STEPS_NOTE = Words(
    "順序は事例により異なることがあります。情報提供依頼を先に行うこともできます。",
    "The order may differ; a request for information can come first.",
)
_ITEM, _MEANING, _NUMBER = Words("区分", "Item"), Words("内容", "Meaning"), Words("事例数", "Cases")


def draw(facts: Facts) -> Page:
    """About joint procurement."""
    drawn = page("about", facts)
    row = drawn.text(START, _MEANS, style.LEAD)
    drawn.canvas.height(row, 8)
    row = _comparison(drawn, row + 1)
    drawn.canvas.height(row, 8)
    drawn.canvas.sections.append(row + 1)
    row = _steps(drawn, row + 1)
    drawn.canvas.height(row, 8)
    drawn.canvas.sections.append(row + 1)
    _contracts(drawn, row + 1)
    return drawn


def _comparison(drawn: Page, row: int) -> int:
    """Cards side by side: the aspect, alone, together, and how many felt it."""
    facts, canvas = drawn.facts, drawn.canvas
    at = drawn.heading(row, _COMPARED, _COMPARED_NOTE)
    canvas.height(at, 30)
    canvas.span((at, 3, at, 6), facts(_ALONE), style.BOLD, style.CENTER, {"bg_color": style.LINE})
    canvas.span((at, 7, at, 10), facts(_TOGETHER), style.BOLD, style.CENTER, style.ON_DEEP)
    canvas.span((at, 11, at, 12), facts(_FELT), style.BOLD, style.CENTER, style.ON_PALE)
    for aspect, alone, together, key in _ASPECTS:
        at += 1
        canvas.height(at, 42)
        for left, right in ((1, 2), (3, 6), (7, 10), (11, 12)):
            canvas.box((at, left, at, right))
        canvas.span((at, 1, at, 2), facts(aspect), style.BOLD, style.INDENT, style.WRAP_MIDDLE)
        canvas.span((at, 3, at, 6), facts(alone), style.INDENT, style.WRAP_MIDDLE)
        canvas.span((at, 7, at, 10), facts(together), style.INDENT, style.WRAP_MIDDLE, {"font_color": style.DEEP})
        live = Live(f"=COUNTIF(cases_{key},TRUE)", facts.figures.marked(key), ("felt", key))
        look = {"font_size": 16, "bold": True, "font_color": style.DEEP, "num_format": f'#,##0" {facts(_CASES)}"'}
        canvas.span((at, 11, at, 12), live, style.CENTER, look)
    return at + 1


def _steps(drawn: Page, row: int) -> int:
    """The milestones as a row of arrows, two columns each but the last."""
    facts, canvas = drawn.facts, drawn.canvas
    at = drawn.heading(row, _STEPS, _STEPS_NOTE)
    canvas.height(at, 44)
    canvas.height(at + 1, 28)
    steps = MILESTONES[:-1]
    for order, key in enumerate(steps):
        left = 1 + 2 * order
        shade = style.DEEP if order == len(steps) - 1 else style.STRONG
        label = f"{order + 1}　{facts(facts.questions[key].label).removesuffix('の時期')}"
        canvas.span(
            (at, left, at, left + 1),
            label + ("" if order == len(steps) - 1 else " ▶"),
            style.BOLD,
            style.CENTER,
            {"bg_color": shade, "font_color": style.WHITE, "right": 2, "right_color": style.BACK, "text_wrap": True},
        )
        canvas.span(
            (at + 1, left, at + 1, left + 1), facts(_EXPLAINED[key]), style.QUIET, style.WRAP, style.LEFT, style.INDENT
        )
    return at + 2


_EXPLAINED = {
    "intention_survey_on": Words("参加の意向を確認する", "Who would take part?"),
    "rfi_on": Words("事業者に情報を求める", "What can suppliers offer?"),
    "specification_on": Words("共通の仕様に合意する", "Agree on one specification"),
    "selection_on": Words("事業者を決める", "Choose the supplier"),
    "contract_on": Words("契約を結ぶ", "Sign"),
    "operation_start_on": Words("利用を始める", "Begin to use it"),
}


def _contracts(drawn: Page, row: int) -> int:
    """Who signs the contract, with the number of cases."""
    facts, canvas = drawn.facts, drawn.canvas
    forms = facts.survey.questionnaire.lists["contract_form"].unique
    numbers = facts.figures.answered("contract_form")
    at = drawn.heading(row, facts.questions["contract_form"].label)
    drawn.head(at, [(1, _ITEM), (5, _MEANING), (12, _NUMBER)], 12, 26)
    canvas.paint((at, 12, at, 12), style.RIGHT)
    first = at + 1
    for form in forms:
        at += 1
        drawn.line(at, 12, height=22)
        canvas.put(at, 1, facts(form.label))
        canvas.put(at, 5, facts(form.meaning), style.QUIET)
        formula = f'=COUNTIF(cases_contract_form,"{form.key}")'
        canvas.put(at, 12, Live(formula, numbers[form.key], ("form", form.key)), style.NUMBER)
    at += 1
    drawn.line(at, 12, height=22)
    canvas.put(at, 1, facts(NOT_ANSWERED))
    rest = f"=kpi_cases-SUM({place(first, 12)}:{place(at - 1, 12)})"
    canvas.put(at, 12, Live(rest, numbers["blank"], ("form", "blank")), style.NUMBER)
    canvas.overlay(bars((first, 12, at, 12)))
    return at + 1
