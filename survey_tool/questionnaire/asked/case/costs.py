"""What it costs, and who pays."""

from __future__ import annotations

from typing import Annotated

from survey_tool.questionnaire.asked.case.circumstances import EXPLAINED, UNDER_WAY
from survey_tool.questionnaire.vocabulary.amounts import UnlikeLastRound, Usual
from survey_tool.questionnaire.vocabulary.conditions import HoldsAmount, MoreThan
from survey_tool.questionnaire.vocabulary.kinds import Amount, Listed, Number
from survey_tool.questionnaire.vocabulary.questions import AnswerModel, Question
from survey_tool.questionnaire.vocabulary.rules import AtLeastOne, Doubtful, RequiredWhen, Rule
from survey_tool.wording.words import Words

COSTS = ("initial_cost", "annual_cost", "total_cost")
_ONE_OF_THEM = AtLeastOne(
    UNDER_WAY,
    COSTS,
    Words("費用", "Cost"),
    Words("3項目のうち1つ以上を記入してください（「不明」も可）。", 'Fill in one of the three; "Unknown" will do.'),
)
_FOR_YEARS = 5  # what is spent at once, or for a whole contract, may be so many times what one year may cost


def _likely(key: str, times: int = _FOR_YEARS) -> tuple[Rule, ...]:
    """What makes an amount doubtful."""
    return Usual(tuple(each for each in COSTS if each != key), times), UnlikeLastRound(EXPLAINED)


class Costs(AnswerModel):
    """費用."""

    initial_cost: Annotated[
        int | str | None,
        Question(
            Amount(),
            Words("初期費用", "Initial cost"),
            Words(
                "設計、構築、データ移行、初期設定、研修等、運用開始までに要した費用の合計を記入してください。",
                "All costs up to the start of operation: design, set-up, migration, training.",
            ),
            band="costs",
            example=3300,
            rules=(_ONE_OF_THEM, *_likely("initial_cost")),
        ),
    ] = None
    annual_cost: Annotated[
        int | str | None,
        Question(
            Amount(),
            Words("年間運用費", "Annual cost"),
            Words(
                "利用料、保守、運用支援等の1年当たりの費用を記入してください。年度により異なる場合は直近の年度の額とします。",
                "Fees, maintenance and support for one year; if it varies, the latest fiscal year.",
            ),
            band="costs",
            example=13200,
            rules=(
                *_likely("annual_cost", times=1),
                Doubtful(MoreThan("annual_cost", "total_cost"), "total_cost", "year-above-total"),
            ),
        ),
    ] = None
    total_cost: Annotated[
        int | str | None,
        Question(
            Amount(),
            Words("契約期間の総額", "Total cost of the contract"),
            Words(
                "初期費用と年間運用費に分けられない場合等に、契約期間全体の額を記入してください。",
                "The amount for the whole contract period, for example when it cannot be split.",
            ),
            band="costs",
            rules=_likely("total_cost"),
        ),
    ] = None
    total_cost_years: Annotated[
        float | str | None,
        Question(
            Number(
                high=20,
                whole=False,
                positive=True,
                words="unknown_word",
                of=Words("年（不明も可）", "years, or Unknown"),
            ),
            Words("総額の対象年数", "Years covered by the total"),
            Words(
                "総額に含まれる年数を記入してください。5年6か月の場合は5.5とします。",
                "Number of years in the total; 5.5 for five years and six months.",
            ),
            band="costs",
            rules=(RequiredWhen(HoldsAmount(("total_cost",))),),
        ),
    ] = None
    cost_basis: Annotated[
        str | None,
        Question(
            Listed("cost_basis"),
            Words("金額の対象", "What the amounts cover"),
            Words(
                "記入した金額が、参加団体全体の額か、都道府県の負担分のみか、1団体当たりの額かを選択してください。",
                "Whether the amounts are those of all participants, the prefecture's share only, or those of one body.",
            ),
            band="costs",
            example="参加団体全体",
            rules=(RequiredWhen(HoldsAmount(COSTS)),),
        ),
    ] = None
    cost_bearing: Annotated[
        str | None,
        Question(
            Listed("cost_bearing"),
            Words("費用の負担", "Who bears the cost"),
            Words(
                "初期費用と年間運用費で異なる場合は、年間運用費について選択してください。",
                "If initial and annual cost are borne differently, say how the annual cost is.",
            ),
            band="costs",
            example="都道府県が一部を負担",
            rules=(RequiredWhen(UNDER_WAY),),
        ),
    ] = None
    cost_split: Annotated[
        str | None,
        Question(
            Listed("cost_split"),
            Words("市区町村等の間の按分方法", "How municipalities share"),
            Words(
                "市区町村等が負担する額の主な算定方法を選択してください（均等割と人口割の併用も一覧にあります）。一覧にない方法や組合せは「その他」とし、内容を「調達の進め方」に記入してください。",
                'The main basis on which municipalities share the cost. For a way or combination that is not in the list choose "Other" and describe it under "How it was procured".',
            ),
            band="costs",
            example="人口割",
        ),
    ] = None
