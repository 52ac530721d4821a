"""Whom other bodies may ask, and for what."""

from __future__ import annotations

from typing import Annotated

from survey_tool.questionnaire.asked.case.circumstances import UNDER_WAY
from survey_tool.questionnaire.vocabulary.kinds import Email, FreeText, Listed, Phone
from survey_tool.questionnaire.vocabulary.questions import AnswerModel, Question
from survey_tool.questionnaire.vocabulary.rules import RequiredWhen
from survey_tool.wording.words import Words


class CaseContact(AnswerModel):
    """仕様書・問合せ先."""

    specification: Annotated[
        str | None,
        Question(
            Listed("specification"),
            Words("仕様書提供の可否", "Specification available"),
            Words(
                "他の地方公共団体から求めがあった場合に仕様書を提供できるかを選択してください。",
                "Whether other local governments may have the specification on request.",
            ),
            band="contact",
            example="個別に相談",
            rules=(RequiredWhen(UNDER_WAY),),
        ),
    ] = None
    contact_department: Annotated[
        str | None,
        Question(
            FreeText(100),
            Words("問合せ先部署", "Contact department"),
            Words(
                "他の地方公共団体からの問合せを受ける部署を記入してください。公表します。空欄の場合は、「回答担当部署」を公表します。",
                'Department that answers other local governments. Published; if blank, "Responding department" is published in its place.',
            ),
            band="contact",
            example=Words("総務部情報政策課", "Information Policy Division, General Affairs Department"),
        ),
    ] = None
    contact_phone: Annotated[
        str | None,
        Question(
            Phone(),
            Words("問合せ先の電話番号", "Contact phone"),
            Words("部署の代表番号を記入してください。公表します。", "The department's number. Published."),
            band="contact",
            example="03-0000-0000",
        ),
    ] = None
    contact_email: Annotated[
        str | None,
        Question(
            Email(),
            Words("問合せ先のメールアドレス", "Contact e-mail"),
            Words(
                "部署の共用アドレスを記入してください。公表します。個人のアドレスは記入しないでください。",
                "The department's shared address. Published; please give no personal address.",
            ),
            band="contact",
            example="joho@pref.example.lg.jp",
        ),
    ] = None
