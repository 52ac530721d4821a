"""Whether the case may be published, and what only the secretariat reads."""

from __future__ import annotations

from typing import Annotated

from survey_tool.questionnaire.vocabulary.facts import CARRIED_OVER
from survey_tool.questionnaire.vocabulary.kinds import FreeText, Listed, Mark
from survey_tool.questionnaire.vocabulary.questions import WHEN_WITHDRAWN, AnswerModel, Question
from survey_tool.questionnaire.vocabulary.rules import OnlyWhen, Required
from survey_tool.wording.words import Words


class CasePublication(AnswerModel):
    """公表."""

    publication: Annotated[
        str | None,
        Question(
            Listed("publication"),
            Words("公表の可否", "Publication"),
            Words(
                "この事例をダッシュボード及びデータとして公表してよいかを選択してください。公表不可の事例は統計にも含めません。",
                "Whether this case may be published on the dashboard and as data. If not, it is in no statistic either.",
            ),
            band="publication",
            example="公表可",
            rules=(Required(),),
        ),
    ] = None
    remarks: Annotated[
        str | None,
        Question(
            FreeText(400),
            Words("備考", "Remarks"),
            Words(
                "この事例について事務局に伝えることがあれば記入してください。公表しません。",
                "Anything about this case for the secretariat. Not published.",
            ),
            band="publication",
            example=Words("来年度に参加団体が増える見込みです。", "More bodies are expected to join next fiscal year."),
            private=True,
        ),
    ] = None
    withdrawn: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("取下げ", "Withdrawn"),
            Words(
                "誤って報告した、又は検討を取りやめた事例に○を記入してください。利用を終えた事例は、「現在の段階」を「運用終了」としてください。新しい事例では使用しません。",
                'Put ○ if a case was reported in error or is no longer considered. If its use has ended, choose "Ended" at "Stage" instead. Not for new cases.',
            ),
            band="publication",
            rules=(OnlyWhen(CARRIED_OVER),),
            scope=WHEN_WITHDRAWN,
        ),
    ] = None
