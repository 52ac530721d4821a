"""How the supplier was selected, and who signs."""

from __future__ import annotations

from typing import Annotated

from survey_tool.questionnaire.asked.case.circumstances import UNDER_WAY
from survey_tool.questionnaire.vocabulary.kinds import FreeText, Listed
from survey_tool.questionnaire.vocabulary.questions import AnswerModel, Question
from survey_tool.questionnaire.vocabulary.rules import RequiredWhen
from survey_tool.wording.words import Words


class Procurement(AnswerModel):
    """調達・契約."""

    procurement_method: Annotated[
        str | None,
        Question(
            Listed("procurement_method"),
            Words("調達先の選定方式", "Selection method"),
            Words(
                "調達先を選定した方式を選択してください。プロポーザルの後に随意契約をした場合は「公募型プロポーザル」です。",
                "How the supplier was selected. A negotiated contract that followed an open proposal counts as open proposal.",
            ),
            band="procurement",
            example="公募型プロポーザル",
            rules=(RequiredWhen(UNDER_WAY),),
        ),
    ] = None
    contract_form: Annotated[
        str | None,
        Question(
            Listed("contract_form"),
            Words("契約主体", "Who signs the contract"),
            Words(
                "事業者と契約を締結した団体を選択してください。基本協定等を結び、契約は各団体が行う場合は「各団体が個別に契約」です。",
                'Who signs with the supplier. A framework agreement with contracts by each body counts as "each body".',
            ),
            band="procurement",
            example="各団体が個別に契約",
            rules=(RequiredWhen(UNDER_WAY),),
        ),
    ] = None
    vendor: Annotated[
        str | None,
        Question(
            FreeText(100),
            Words("調達先事業者", "Supplier"),
            Words(
                "契約の相手方の名称を記入してください。複数の場合は「、」で区切ってください。",
                "The contracting supplier; separate several by 、.",
            ),
            band="procurement",
            example=Words("株式会社○○", "XX Co., Ltd."),
        ),
    ] = None
