"""Who procures, and who takes part besides municipalities."""

from __future__ import annotations

from typing import Annotated

from survey_tool.questionnaire.vocabulary.conditions import All, Filled, Not, is_
from survey_tool.questionnaire.vocabulary.kinds import FreeText, Listed, Number, Several
from survey_tool.questionnaire.vocabulary.questions import WHEN_NOT_INVOLVED, AnswerModel, Question
from survey_tool.questionnaire.vocabulary.rules import Doubtful, Required, RequiredWhen, WithoutOwnPrefecture
from survey_tool.wording.words import Words

_BY_ANOTHER_BODY = is_("lead_body_kind", "council", "association", "municipality", "other")
_BY_ANOTHER_PREFECTURE = All((is_("lead_body_kind", "prefecture"), Not(is_("prefecture_role", "lead"))))
# Silent where another prefecture takes part, because that one may be the lead body.
_OWN_LEAD_UNCLEAR = All((*_BY_ANOTHER_PREFECTURE.of, Not(Filled("co_prefectures"))))


class Organisation(AnswerModel):
    """推進体制."""

    prefecture_role: Annotated[
        str | None,
        Question(
            Listed("prefecture_role"),
            Words("都道府県の関与", "Prefecture's role"),
            Words(
                "貴都道府県の立場を選択してください。複数に当たる場合は、一覧で上にあるものを選択してください。",
                "Your prefecture's part. If several apply, choose the one higher in the list.",
            ),
            band="organisation",
            example="事務局",
            rules=(Required(),),
            scope=WHEN_NOT_INVOLVED,
        ),
    ] = None
    lead_body_kind: Annotated[
        str | None,
        Question(
            Listed("lead_body_kind"),
            Words("調達主体の区分", "Kind of lead body"),
            Words(
                "仕様書の取りまとめと事業者の選定を中心となって行う団体の区分を選択してください。",
                "The kind of body that compiles the specification and selects the supplier.",
            ),
            band="organisation",
            example="協議会等",
            rules=(Required(), Doubtful(_OWN_LEAD_UNCLEAR, "prefecture_role", "lead-without-role")),
        ),
    ] = None
    lead_body_name: Annotated[
        str | None,
        Question(
            FreeText(100),
            Words("調達主体の名称", "Name of lead body"),
            Words("正式な名称を記入してください。", "Its full name."),
            band="organisation",
            example=Words(
                "○○県市町村DX推進協議会", "Council of the Prefecture and its Municipalities for Digital Transformation"
            ),
            rules=(RequiredWhen(_BY_ANOTHER_BODY), RequiredWhen(_BY_ANOTHER_PREFECTURE)),
        ),
    ] = None
    co_prefectures: Annotated[
        tuple[str, ...] | None,
        Question(
            Several("prefecture", by_key=True),
            Words("共同で調達する他の都道府県", "Other prefectures"),
            Words(
                "他の都道府県と共同で調達する場合に、名称又はコードを記入してください。貴都道府県は含めません。",
                "Names or codes of prefectures that procure jointly with yours. Leave out your own.",
            ),
            band="organisation",
            rules=(WithoutOwnPrefecture(),),
        ),
    ] = None
    prefecture_participates: Annotated[
        str | None,
        Question(
            Listed("prefecture_participates"),
            Words("都道府県自身の利用", "Used by the prefecture itself"),
            Words(
                "貴都道府県自身がこのシステムを利用しているか（利用する予定か）を選択してください。空欄は「不明」として公表します。",
                "Whether your prefecture itself uses the system, or will. Blank is published as unknown.",
            ),
            band="organisation",
            example="利用する",
        ),
    ] = None
    other_participants: Annotated[
        int | None,
        Question(
            Number(high=999, of=Words("団体", "bodies")),
            Words("市区町村以外の参加団体数", "Other participating bodies"),
            Words(
                "一部事務組合、広域連合、企業団等の数を記入してください。都道府県は含めません。参加市区町村数には算入しません。",
                "Number of associations, unions, public enterprises and the like, without prefectures. Not counted as participating municipalities.",
            ),
            band="organisation",
            example=2,
        ),
    ] = None
