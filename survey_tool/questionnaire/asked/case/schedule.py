"""When each step was taken."""

from __future__ import annotations

from typing import Annotated

from survey_tool.questionnaire.asked.case.circumstances import ENDED, IN_OPERATION, IN_OPERATION_OR_ENDED
from survey_tool.questionnaire.vocabulary.conditions import All
from survey_tool.questionnaire.vocabulary.facts import BeginsAfter
from survey_tool.questionnaire.vocabulary.kinds import Month
from survey_tool.questionnaire.vocabulary.questions import AnswerModel, Question
from survey_tool.questionnaire.vocabulary.rules import Doubtful, NotBefore, RequiredWhen
from survey_tool.wording.words import Words

MILESTONES = (
    "intention_survey_on",
    "rfi_on",
    "specification_on",
    "selection_on",
    "contract_on",
    "operation_start_on",
    "contract_end_on",
)
"""In the order in which they are taken."""
_AFTER_AS_OF = Words("が調査基準日より後の", " lies after the survey's as-of date")
_STARTS_LATER = All((IN_OPERATION, BeginsAfter("operation_start_on", "as_of_month", _AFTER_AS_OF)))


class Schedule(AnswerModel):
    """日程."""

    contract_on: Annotated[
        str | None,
        Question(
            Month(),
            Words("契約の時期", "Contract signed"),
            Words(
                "現在の契約を締結した年月を記入してください。更新した場合は、更新後の契約の年月です。",
                "Month of the present contract; after a renewal, that of the renewed one.",
            ),
            band="schedule",
            example="2024-01",
            rules=(RequiredWhen(IN_OPERATION_OR_ENDED), NotBefore("selection_on")),
        ),
    ] = None
    operation_start_on: Annotated[
        str | None,
        Question(
            Month(),
            Words("運用開始の時期", "Operation started"),
            Words(
                "参加団体のいずれかが最初に利用を開始した年月を記入してください。契約を更新しても変わりません。",
                "Month in which the first body began to use it; a renewal does not change it.",
            ),
            band="schedule",
            example="2024-04",
            rules=(RequiredWhen(IN_OPERATION_OR_ENDED), Doubtful(_STARTS_LATER, "status", "running-before-start")),
        ),
    ] = None
    contract_end_on: Annotated[
        str | None,
        Question(
            Month(),
            Words("契約満了の時期", "Contract ends"),
            Words(
                "現在の契約が満了する年月を記入してください。運用終了の場合は、利用を終えた年月です。",
                "Month in which the present contract expires, or in which use ended.",
            ),
            band="schedule",
            example="2029-03",
            rules=(RequiredWhen(ENDED), NotBefore("contract_on"), NotBefore("operation_start_on")),
        ),
    ] = None
    intention_survey_on: Annotated[
        str | None,
        Question(
            Month(),
            Words("意向調査の時期", "Intention survey"),
            Words(
                "市区町村等に参加の意向を確認した年月（複数回の場合は最初）を記入してください。",
                "Month in which bodies were first asked whether they would take part.",
            ),
            band="schedule",
            example="2023-05",
        ),
    ] = None
    rfi_on: Annotated[
        str | None,
        Question(
            Month(),
            Words("RFI（情報提供依頼）の時期", "Request for information"),
            Words(
                "事業者に情報提供を依頼した年月（複数回の場合は最初）を記入してください。",
                "Month in which suppliers were first asked for information.",
            ),
            band="schedule",
            example="2023-06",
        ),
    ] = None
    specification_on: Annotated[
        str | None,
        Question(
            Month(),
            Words("仕様書確定の時期", "Specification settled"),
            Words(
                "公告又は公募に用いた仕様書を確定した年月を記入してください。",
                "Month in which the specification used for the notice was settled.",
            ),
            band="schedule",
            example="2023-09",
        ),
    ] = None
    selection_on: Annotated[
        str | None,
        Question(
            Month(),
            Words("調達先選定の時期", "Supplier selected"),
            Words("落札者又は契約候補者を決定した年月を記入してください。", "Month in which the supplier was chosen."),
            band="schedule",
            example="2023-12",
        ),
    ] = None
