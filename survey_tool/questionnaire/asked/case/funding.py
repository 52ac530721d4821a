"""Grants, subsidies and bonds."""

from __future__ import annotations

from typing import Annotated

from survey_tool.questionnaire.asked.case.circumstances import UNDER_WAY
from survey_tool.questionnaire.vocabulary.conditions import is_, ticked
from survey_tool.questionnaire.vocabulary.kinds import FreeText, Listed, Mark
from survey_tool.questionnaire.vocabulary.questions import AnswerModel, Question
from survey_tool.questionnaire.vocabulary.rules import AtLeastOne, OnlyWhen, RequiredWhen
from survey_tool.wording.words import Words

SUBSIDIES = (
    "subsidy_digital_bond",
    "subsidy_garden_city",
    "subsidy_new_regional",
    "subsidy_prefecture",
    "subsidy_tax_allocation",
    "subsidy_other",
)
_SUBSIDISED = is_("subsidy_used", "yes")
_ONE_OF_THEM = AtLeastOne(
    _SUBSIDISED,
    SUBSIDIES,
    Words("活用した補助金等", "Which funding was used"),
    Words("該当するものに○を記入してください（複数可）。", "Put ○ at each that was used."),
)


class Funding(AnswerModel):
    """補助金等."""

    subsidy_used: Annotated[
        str | None,
        Question(
            Listed("subsidy_used"),
            Words("補助金等の活用", "Funding used"),
            Words(
                "補助金、交付金、地方債等を活用したかを選択してください。参加団体のいずれかが活用した場合も「活用した」です。",
                "Whether grants, subsidies or bonds were used, by the prefecture or by any participant.",
            ),
            band="funding",
            example="活用した",
            rules=(RequiredWhen(UNDER_WAY),),
        ),
    ] = None
    subsidy_digital_bond: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("デジタル活用推進事業債", "Digital utilisation bond"),
            Words("該当する場合に○を記入してください。", "○ if used."),
            band="funding",
            rules=(_ONE_OF_THEM, OnlyWhen(_SUBSIDISED)),
        ),
    ] = None
    subsidy_garden_city: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("デジタル田園都市国家構想交付金", "Digital Garden City grant"),
            Words(
                "該当する場合に○を記入してください。名称に「推進」が付く年度のものを含みます。",
                "○ if used, earlier names included.",
            ),
            band="funding",
            example="○",
            rules=(OnlyWhen(_SUBSIDISED),),
        ),
    ] = None
    subsidy_new_regional: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("新しい地方経済・生活環境創生交付金", "New regional economy grant"),
            Words(
                "該当する場合に○を記入してください。",
                "○ if used (full name: grant for the new regional economy and living environment).",
            ),
            band="funding",
            rules=(OnlyWhen(_SUBSIDISED),),
        ),
    ] = None
    subsidy_prefecture: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("都道府県単独の補助", "Prefecture's own subsidy"),
            Words(
                "都道府県が独自に市区町村等へ補助した場合に○を記入してください。",
                "○ if the prefecture subsidised participants from its own budget.",
            ),
            band="funding",
            rules=(OnlyWhen(_SUBSIDISED),),
        ),
    ] = None
    subsidy_tax_allocation: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("地方交付税措置", "Local allocation tax measure"),
            Words(
                "普通交付税又は特別交付税の措置を受けた場合に○を記入してください。地方債の元利償還金に係るものを除きます。",
                "○ for ordinary or special allocation tax, except on bond repayments.",
            ),
            band="funding",
            rules=(OnlyWhen(_SUBSIDISED),),
        ),
    ] = None
    subsidy_other: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("その他の補助金等", "Other funding"),
            Words(
                "上記以外を活用した場合に○を記入し、次の欄に名称を記入してください。",
                "○ for anything else; name it below.",
            ),
            band="funding",
            rules=(OnlyWhen(_SUBSIDISED),),
        ),
    ] = None
    subsidy_other_name: Annotated[
        str | None,
        Question(
            FreeText(100),
            Words("その他の補助金等の名称", "Name of other funding"),
            Words("補助金等の正式な名称を記入してください。", "Its full name."),
            band="funding",
            rules=(RequiredWhen(ticked("subsidy_other")), OnlyWhen(ticked("subsidy_other"))),
        ),
    ] = None
