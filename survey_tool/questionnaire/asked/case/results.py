"""How it came about, how it went, and what it brings."""

from __future__ import annotations

from typing import Annotated

from survey_tool.questionnaire.asked.case.circumstances import IN_OPERATION
from survey_tool.questionnaire.vocabulary.conditions import NoneMarked, ticked
from survey_tool.questionnaire.vocabulary.kinds import FreeText, Mark
from survey_tool.questionnaire.vocabulary.questions import AnswerModel, Question
from survey_tool.questionnaire.vocabulary.rules import AtLeastOne, OnlyWhen, RequiredWhen
from survey_tool.wording.words import Words

BENEFITS = (
    "benefit_coordination",
    "benefit_cost",
    "benefit_small_bodies",
    "benefit_expertise",
    "benefit_data_linkage",
    "benefit_staff_workload",
    "benefit_standardisation",
    "benefit_users",
    "benefit_other",
    "benefit_not_yet",
)
_ONE_OF_THEM = AtLeastOne(
    IN_OPERATION,
    BENEFITS,
    Words("効果", "What it has brought"),
    Words("該当するものに○を記入してください（複数可）。", "Put ○ at each that applies."),
)
_FELT = Words("実感している効果に○を記入してください（複数可）。", "○ at each benefit that has been felt.")


class Results(AnswerModel):
    """経緯と効果."""

    background: Annotated[
        str | None,
        Question(
            FreeText(400),
            Words("調達の経緯", "Background"),
            Words(
                "共同調達に至った課題、きっかけ、合意までの経過を記入してください。経過が分からない場合は「不明」としてください。",
                'The problem, what started it and how agreement was reached; "Unknown" if nobody can tell any more.',
            ),
            band="background",
            example=Words(
                "押印の見直しに伴い複数の町村から要望があり、協議会の部会で検討を開始した。",
                "When seals were reviewed, several towns and villages asked for it, and a working group of the council took it up.",
            ),
            rules=(RequiredWhen(IN_OPERATION),),
        ),
    ] = None
    process_note: Annotated[
        str | None,
        Question(
            FreeText(400),
            Words("調達の進め方", "How it was procured"),
            Words(
                "役割分担や費用按分の考え方、苦労した点（仕様の統一、日程の調整、首長・議会への説明等）とその対応を記入してください。",
                "Division of work, cost shares, and what was hard (one specification, schedules, explaining to mayors and assemblies) and how it was solved.",
            ),
            band="background",
            example=Words(
                "県が仕様書案を作成し、部会で3回協議した。契約約款の扱いが団体により異なり、共通のひな形を作成した。",
                "The prefecture drafted the specification; the working group discussed it three times. Contract terms differed from body to body, so a common template was made.",
            ),
        ),
    ] = None
    benefit_coordination: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("調達調整の負担軽減", "Less coordination work"),
            _FELT,
            band="background",
            example="○",
            rules=(_ONE_OF_THEM,),
        ),
    ] = None
    benefit_cost: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("コスト削減", "Lower cost"),
            _FELT,
            band="background",
            example="○",
        ),
    ] = None
    benefit_small_bodies: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("小規模団体の導入促進", "Within reach of small bodies"),
            _FELT,
            band="background",
            example="○",
        ),
    ] = None
    benefit_expertise: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("専門性・ノウハウの補完", "Shared expertise"),
            _FELT,
            band="background",
        ),
    ] = None
    benefit_data_linkage: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("情報・データの連携", "Data linkage"),
            _FELT,
            band="background",
        ),
    ] = None
    benefit_staff_workload: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("職員の業務負担の軽減", "Less work for staff"),
            _FELT,
            band="background",
        ),
    ] = None
    benefit_standardisation: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("業務・手続の標準化", "Standardised procedures"),
            _FELT,
            band="background",
        ),
    ] = None
    benefit_users: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("住民・事業者の利便性向上", "Easier for residents and firms"),
            _FELT,
            band="background",
            example="○",
        ),
    ] = None
    benefit_other: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("その他の効果", "Other benefit"),
            Words(
                "上記以外の効果がある場合に○を記入し、内容を「効果の内容」に記入してください。",
                '○ for anything else; describe it under "Benefits in detail".',
            ),
            band="background",
        ),
    ] = None
    benefit_not_yet: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("効果は未確認", "No benefit seen yet"),
            Words(
                "効果をまだ確認していない場合に○を記入してください。他の効果の○と併せて記入することはできません。",
                "○ if no benefit has been seen or measured yet; not together with any other.",
            ),
            band="background",
            rules=(OnlyWhen(NoneMarked(BENEFITS[:-1])),),
        ),
    ] = None
    benefit_note: Annotated[
        str | None,
        Question(
            FreeText(400),
            Words("効果の内容", "Benefits in detail"),
            Words(
                "削減額や削減時間等、効果を示す数値があれば併せて記入してください。",
                "Add figures such as money or hours saved if you have them.",
            ),
            band="background",
            example=Words(
                "単独導入の見積りに比べ、1団体当たりの利用料が約3割低い。",
                "The fee of each body is about 30% lower than the quotation for a system of its own.",
            ),
            rules=(RequiredWhen(ticked("benefit_other")),),
        ),
    ] = None
