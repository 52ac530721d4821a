"""Who answers for the prefecture, and the declaration that there is nothing to report."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from survey_tool.questionnaire.vocabulary.conditions import LaterThan
from survey_tool.questionnaire.vocabulary.facts import ANY_PARTICIPANT
from survey_tool.questionnaire.vocabulary.kinds import Date, Email, FreeText, Mark, Phone, Printed
from survey_tool.questionnaire.vocabulary.questions import AnswerModel, Question
from survey_tool.questionnaire.vocabulary.rules import Doubtful, Required, RequiredWhen
from survey_tool.wording.words import Words


class Respondent(AnswerModel):
    """The respondent sheet."""

    topic: ClassVar[str] = "respondent"

    prefecture_code: Annotated[
        str | None,
        Question(
            Printed(),
            Words("都道府県コード", "Prefecture code"),
            Words("事務局で設定しています。記入は不要です。", "Set by the secretariat. Nothing to enter."),
            band="respondent",
            example=Words("00 ○○県", "00 XX Prefecture"),  # of no prefecture, as the invented case is of none
        ),
    ] = None
    department: Annotated[
        str | None,
        Question(
            FreeText(100),
            Words("回答担当部署", "Responding department"),
            Words(
                "回答を取りまとめた部署を、部局名から記入してください。「問合せ先部署」が空欄の事例では、この部署を公表します。",
                'The department that compiled this reply, starting with the bureau. Published with cases that leave "Contact department" blank.',
            ),
            band="respondent",
            example=Words("総務部情報政策課", "Information Policy Division, General Affairs Department"),
            rules=(Required(),),
        ),
    ] = None
    person: Annotated[
        str | None,
        Question(
            FreeText(50),
            Words("回答担当者の氏名", "Name of respondent"),
            Words(
                "事務局からの照会に対応される方の氏名を記入してください。公表しません。",
                "The person the secretariat may ask. Not published.",
            ),
            band="respondent",
            example=Words("山田 花子", "Hanako Yamada"),
            rules=(Required(),),
            private=True,
        ),
    ] = None
    phone: Annotated[
        str | None,
        Question(
            Phone(),
            Words("回答担当者の電話番号", "Respondent's phone"),
            Words(
                "市外局番から、ハイフンで区切って記入してください。公表しません。",
                "With area code, separated by hyphens. Not published.",
            ),
            band="respondent",
            example="03-0000-0000",
            rules=(Required(),),
            private=True,
        ),
    ] = None
    extension: Annotated[
        str | None,
        Question(
            FreeText(20),
            Words("内線番号", "Extension"),
            Words("内線がある場合に記入してください。公表しません。", "If there is one. Not published."),
            band="respondent",
            example="2345",
            private=True,
        ),
    ] = None
    email: Annotated[
        str | None,
        Question(
            Email(),
            Words("回答担当者のメールアドレス", "Respondent's e-mail"),
            Words(
                "修正の依頼を受け取れるアドレスを記入してください。課の共用アドレスでも差し支えありません。公表しません。",
                "An address that receives requests for correction; a shared one is fine. Not published.",
            ),
            band="respondent",
            example="joho@pref.example.lg.jp",
            rules=(Required(),),
            private=True,
        ),
    ] = None
    answered_on: Annotated[
        dt.date | None,
        Question(
            Date(),
            Words("回答日", "Date of reply"),
            Words(
                "回答内容が確定した日を記入してください。公表しません。和暦（R8.12.1 など）でも記入できます。",
                "The day on which the answers were final. Not published. Era dates such as R8.12.1 are accepted.",
            ),
            band="respondent",
            example="2026-12-01",
            rules=(Required(),),
            internal=True,
        ),
    ] = None
    as_of: Annotated[
        dt.date | None,
        Question(
            Date(),
            Words("参加状況の基準日", "Participants as of"),
            Words(
                "「参加団体」シートに記入した参加状況がいつの時点のものかを記入してください。公表します。",
                'The day for which the sheet "Participants" is true. Published.',
            ),
            band="respondent",
            example="2026-12-01",
            rules=(
                RequiredWhen(ANY_PARTICIPANT),
                Doubtful(LaterThan("as_of", "answered_on"), "answered_on", "as-of-after-reply"),
            ),
        ),
    ] = None
    no_cases: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("該当事例なし", "Nothing to report"),
            Words(
                "報告する事例がない場合に限り、○を記入してください。この場合も調査票は提出してください。",
                "Put ○ only if there is no case to report. Please return the form all the same.",
            ),
            band="respondent",
            internal=True,
        ),
    ] = None
    respondent_remarks: Annotated[
        str | None,
        Question(
            FreeText(400),
            Words("事務局への連絡事項", "Message to the secretariat"),
            Words(
                "調査全般について事務局に伝えることがあれば記入してください。公表しません。",
                "Anything about the survey as a whole. Not published.",
            ),
            band="respondent",
            example=Words(
                "事例2は11月の議会後に金額が確定します。",
                "The amounts of case 2 will be settled after the November session of the assembly.",
            ),
            private=True,
        ),
    ] = None
