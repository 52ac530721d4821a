"""What is procured, and how far it has come."""

from __future__ import annotations

from typing import Annotated

from survey_tool.questionnaire.vocabulary.conditions import is_
from survey_tool.questionnaire.vocabulary.facts import CARRIED_OVER
from survey_tool.questionnaire.vocabulary.kinds import FreeText, Listed, Printed, Several
from survey_tool.questionnaire.vocabulary.questions import (
    WHEN_NOT_INVOLVED,
    WHEN_WITHDRAWN,
    AnswerModel,
    Question,
)
from survey_tool.questionnaire.vocabulary.rules import (
    BelongsTo,
    OnlyWhen,
    Required,
    RequiredWhen,
    Unique,
    Without,
)
from survey_tool.wording.words import Words

_NOT_IN_LIST = is_("system_type", "not_in_list")


class Basics(AnswerModel):
    """基本情報."""

    case_id: Annotated[
        str | None,
        Question(
            Printed(),
            Words("事例番号", "Case ID"),
            Words(
                "事務局で付番しています。記入は不要です。前回から継続する事例は、前回と同じ番号です。",
                "Given by the secretariat. A carried-over case keeps its number.",
            ),
            band="case",
            example="00-2026-01",
            scope=WHEN_WITHDRAWN,
        ),
    ] = None
    reviewed: Annotated[
        str | None,
        Question(
            Listed("reviewed"),
            Words("前回からの変更", "Since last round"),
            Words(
                "前回の回答を全て確認した上で、変更の有無を選択してください。",
                "Look through all of last round's answers, then say whether anything has changed.",
            ),
            band="case",
            rules=(RequiredWhen(CARRIED_OVER), OnlyWhen(CARRIED_OVER)),
            internal=True,
        ),
    ] = None
    name: Annotated[
        str | None,
        Question(
            FreeText(100),
            Words("調達名称", "Procurement name"),
            Words(
                "公表する名称を記入してください。他の事例と区別できる名称としてください。",
                "The name to be published; it should tell this case from your others.",
            ),
            band="case",
            example=Words(
                "県・市町村電子契約サービス共同利用",
                "Joint use of an e-contract service by the prefecture and its municipalities",
            ),
            rules=(Required(), Unique()),
            scope=WHEN_NOT_INVOLVED,
        ),
    ] = None
    domain: Annotated[
        str | None,
        Question(
            Listed("domain"),
            Words("領域", "Domain"),
            Words(
                "システムの領域を選択してください。システム種別の選択肢が絞り込まれます。",
                "The domain of the system. It narrows the system types.",
            ),
            band="case",
            example="総務部門",
            rules=(Required(),),
            scope=WHEN_NOT_INVOLVED,
        ),
    ] = None
    system_type: Annotated[
        str | None,
        Question(
            Listed("system_type"),
            Words("システム種別", "System type"),
            Words(
                "最も近い種別を選択してください。複数の種別にわたる場合は、主たるものを選択してください。",
                "The closest type; if the system covers several, the main one.",
            ),
            band="case",
            example="電子契約",
            rules=(Required(), BelongsTo("domain", "system_type")),
            scope=WHEN_NOT_INVOLVED,
        ),
    ] = None
    system_type_other: Annotated[
        str | None,
        Question(
            FreeText(50),
            Words("種別の名称（一覧にない場合）", "Type not in the list"),
            Words("一覧にない種別の名称を記入してください。", "The name of a type that is not in the list."),
            band="case",
            rules=(RequiredWhen(_NOT_IN_LIST), OnlyWhen(_NOT_IN_LIST)),
            scope=WHEN_NOT_INVOLVED,
        ),
    ] = None
    system_types_also: Annotated[
        tuple[str, ...] | None,
        Question(
            Several("system_type"),
            Words("併せて対象とする種別", "Also covers"),
            Words(
                "同じ調達で他の種別も対象とする場合に、種別名を記入してください。他の領域の種別でも差し支えありません。",
                "Other types in the same procurement, of any domain.",
            ),
            band="case",
            rules=(Without("system_type"),),
        ),
    ] = None
    status: Annotated[
        str | None,
        Question(
            Listed("status"),
            Words("現在の段階", "Stage"),
            Words(
                "回答日現在の段階を選択してください。1団体でも利用を始めていれば「運用中」、利用を全て終えた場合は「運用終了」です。",
                'As of the date of reply. "In operation" as soon as one body uses it, "Ended" when none does any more.',
            ),
            band="case",
            example="運用中",
            rules=(Required(),),
        ),
    ] = None
    summary: Annotated[
        str | None,
        Question(
            FreeText(200),
            Words("概要", "Summary"),
            Words(
                "何を、どの団体と、どのように調達し、又は利用しているかを簡潔に記入してください。",
                "In short: what is procured or used, with whom and how.",
            ),
            band="case",
            example=Words(
                "県と23市町村が共通の仕様書により電子契約サービスを調達し、共同で利用している。",
                "The prefecture and 23 municipalities procured an e-contract service on a common specification and use it jointly.",
            ),
        ),
    ] = None
