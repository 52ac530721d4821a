"""A case of joint procurement: every question about it, with its rules, declared once.

To add a question, add a field here: form, checks, report, schemas and definitions follow.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from survey_tool.questionnaire.vocabulary.conditions import (
    ANY_PARTICIPANT,
    CARRIED_OVER,
    All,
    BeginsAfter,
    Filled,
    HoldsAmount,
    Is,
    NoneMarked,
    Not,
    is_,
    ticked,
)
from survey_tool.questionnaire.vocabulary.kinds import (
    Amount,
    Date,
    Email,
    FreeText,
    Listed,
    Mark,
    Month,
    Number,
    Phone,
    Printed,
    Several,
)
from survey_tool.questionnaire.vocabulary.questions import WHEN_NOT_INVOLVED, WHEN_WITHDRAWN, AnswerModel, Question
from survey_tool.questionnaire.vocabulary.rules import (
    AtLeastOne,
    BelongsTo,
    Doubtful,
    NotBefore,
    OnlyWhen,
    Required,
    RequiredWhen,
    Unique,
    Usual,
    Without,
    WithoutOwnPrefecture,
)
from survey_tool.wording.words import Words

BODIES = Words("団体", "bodies")
YEARS = Words("年（不明も可）", "years, or Unknown")

COSTS = ("initial_cost", "annual_cost", "total_cost")
SUBSIDIES = (
    "subsidy_digital_bond",
    "subsidy_garden_city",
    "subsidy_new_regional",
    "subsidy_prefecture",
    "subsidy_tax_allocation",
    "subsidy_other",
)
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
MILESTONES = (
    "intention_survey_on",
    "rfi_on",
    "specification_on",
    "selection_on",
    "contract_on",
    "operation_start_on",
    "contract_end_on",
)

UNDER_WAY = Not(is_("status", "considering"))
_NOT_IN_LIST = is_("system_type", "not_in_list")
_SUBSIDISED = is_("subsidy_used", "yes")
_MUNICIPALITIES_PAY = Is(
    ("cost_sharing_initial", "cost_sharing_annual"), "cost_sharing", ("prefecture_part", "municipalities_only")
)
# Silent where another prefecture takes part, because that one may be the lead body.
_OWN_LEAD_UNCLEAR = All(
    (is_("lead_body_kind", "prefecture"), Not(is_("prefecture_role", "lead")), Not(Filled("co_prefectures")))
)
_STARTS_LATER = All(
    (
        is_("status", "in_operation"),
        BeginsAfter(
            "operation_start_on", "as_of_month", Words("が調査基準日より後の", " lies after the survey's as-of date")
        ),
    )
)
_BENEFIT_HELP = Words(
    "実感している効果に○を選択してください（複数可）。", "Choose ○ for each benefit that has been felt."
)


class Case(AnswerModel):
    """One row of the cases sheet."""

    topic: ClassVar[str] = "cases"

    case_id: Annotated[
        str | None,
        Question(
            Printed(),
            Words("事例番号", "Case ID"),
            Words(
                "事務局で付番しています。入力は不要です。前回から継続する事例は、前回と同じ番号です。",
                "Given by the secretariat. A carried-over case keeps its number.",
            ),
            band="case",
            example="00-2026-01",
            scope=WHEN_WITHDRAWN,
        ),
    ] = None
    name: Annotated[
        str | None,
        Question(
            FreeText(100),
            Words("調達名称", "Procurement name"),
            Words(
                "公表する名称を記入してください。同じ都道府県の中で事例を区別できる名称としてください。",
                "The name to be published; it should tell this case from your others.",
            ),
            band="case",
            example=Words(
                "県・市町村電子契約サービス共同利用",
                "Joint use of an e-contract service by the prefecture and its municipalities",
            ),
            rules=(
                Required(),
                Unique(),
            ),
            scope=WHEN_NOT_INVOLVED,
        ),
    ] = None
    withdrawn: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("取下げ", "Withdrawn"),
            Words(
                "前回回答した事例の掲載を終える場合に○を選択してください。行は削除しないでください。",
                "Choose ○ if a case from your last reply should no longer be listed. Please do not delete the row.",
            ),
            band="case",
            rules=(OnlyWhen(CARRIED_OVER),),
            scope=WHEN_WITHDRAWN,
        ),
    ] = None
    domain: Annotated[
        str | None,
        Question(
            Listed("domain"),
            Words("領域", "Domain"),
            Words(
                "調達するシステムの領域を選択してください。先に選択すると、システム種別の選択肢が絞り込まれます。",
                "The domain of the system. Choosing it first narrows the system types.",
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
                "最も近い種別を選択してください。複数の種別にわたる場合は主たるものを選択し、他は「併せて対象とする種別」に記入してください。",
                "The closest type. If the system covers several, choose the main one here.",
            ),
            band="case",
            example="電子契約",
            rules=(
                Required(),
                BelongsTo("domain", "system_type"),
            ),
            scope=WHEN_NOT_INVOLVED,
        ),
    ] = None
    system_type_other: Annotated[
        str | None,
        Question(
            FreeText(50),
            Words("種別の名称（一覧にない場合）", "Type not in the list"),
            Words(
                "システム種別で「一覧にない種別」を選択した場合に、種別の名称を記入してください。",
                'Name the type if you chose "Not in the list".',
            ),
            band="case",
            rules=(
                RequiredWhen(_NOT_IN_LIST),
                OnlyWhen(_NOT_IN_LIST),
            ),
            scope=WHEN_NOT_INVOLVED,
        ),
    ] = None
    system_types_also: Annotated[
        tuple[str, ...] | None,
        Question(
            Several("system_type"),
            Words("併せて対象とする種別", "Also covers"),
            Words(
                "同じ調達で他の種別も対象とする場合に、種別名を「、」で区切って記入してください。件数は各種別に計上し、合計では1件とします。",
                "Other types in the same procurement, separated by 、. Counted under each type, once in every total.",
            ),
            band="case",
            rules=(Without("system_type"),),
        ),
    ] = None
    summary: Annotated[
        str | None,
        Question(
            FreeText(400),
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
    status: Annotated[
        str | None,
        Question(
            Listed("status"),
            Words("実施状況", "Status"),
            Words(
                "回答日現在の状況を選択してください。参加団体の一部でも利用を始めていれば「運用中」です。利用を全て終えた場合は「運用終了」です。",
                'As of the date of reply. "In operation" as soon as one body uses it, "Ended" when none does any more.',
            ),
            band="case",
            example="運用中",
            rules=(Required(),),
        ),
    ] = None
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
            rules=(
                Required(),
                Doubtful(_OWN_LEAD_UNCLEAR, "prefecture_role"),
            ),
        ),
    ] = None
    lead_body_name: Annotated[
        str | None,
        Question(
            FreeText(100),
            Words("調達主体の名称", "Name of lead body"),
            Words(
                "調達主体が都道府県以外の場合に、正式な名称を記入してください。他の都道府県が主体の場合も記入してください。",
                "Full name, unless the lead body is your prefecture; also if it is another prefecture.",
            ),
            band="organisation",
            example=Words(
                "○○県市町村DX推進協議会", "Council of the Prefecture and its Municipalities for Digital Transformation"
            ),
            rules=(
                RequiredWhen(is_("lead_body_kind", "council", "association", "municipality", "other")),
                RequiredWhen(All((is_("lead_body_kind", "prefecture"), Not(is_("prefecture_role", "lead"))))),
            ),
        ),
    ] = None
    co_prefectures: Annotated[
        tuple[str, ...] | None,
        Question(
            Several("prefecture", by_key=True),
            Words("共同で調達する他の都道府県", "Other prefectures"),
            Words(
                "他の都道府県と共同で調達する場合に、名称又はコードを「、」で区切って記入してください。貴都道府県は含めません。",
                "Names or codes of prefectures that procure jointly with yours, separated by 、. Leave out your own.",
            ),
            band="organisation",
            rules=(WithoutOwnPrefecture(),),
        ),
    ] = None
    prefecture_participates: Annotated[
        str | None,
        Question(
            Listed("prefecture_participates"),
            Words("都道府県の利用", "Used by the prefecture"),
            Words(
                "貴都道府県自身がこのシステムを利用しているか（利用する予定か）を選択してください。",
                "Whether your prefecture itself uses the system, or will.",
            ),
            band="organisation",
            example="利用する",
            rules=(RequiredWhen(UNDER_WAY),),
        ),
    ] = None
    other_participants: Annotated[
        int | None,
        Question(
            Number(high=999, of=BODIES),
            Words("市区町村以外の参加団体数", "Other participating bodies"),
            Words(
                "一部事務組合、広域連合、企業団等の数を記入してください。都道府県は含めません。参加市区町村数には算入しません。",
                "Number of associations, unions, public enterprises and the like, without prefectures. Not counted as participating municipalities.",
            ),
            band="organisation",
            example=2,
        ),
    ] = None
    participants_as_of: Annotated[
        dt.date | None,
        Question(
            Date(),
            Words("参加団体の基準日", "Participants as of"),
            Words(
                "「参加団体」シートに記入した参加状況がいつの時点のものかを記入してください。",
                'The date for which the sheet "Participants" is true.',
            ),
            band="organisation",
            example="2026-10-01",
            rules=(RequiredWhen(ANY_PARTICIPANT),),
        ),
    ] = None
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
            rules=(
                AtLeastOne(UNDER_WAY, COSTS),
                Usual(),
            ),
        ),
    ] = None
    annual_cost: Annotated[
        int | str | None,
        Question(
            Amount(),
            Words("年間運用費", "Annual operating cost"),
            Words(
                "利用料、保守、運用支援等の1年当たりの費用を記入してください。年度により異なる場合は直近の年度の額とします。",
                "Fees, maintenance and support for one year; if it varies, the latest fiscal year.",
            ),
            band="costs",
            example=13200,
            rules=(Usual(),),
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
            rules=(Usual(),),
        ),
    ] = None
    total_cost_years: Annotated[
        float | str | None,
        Question(
            Number(low=0.1, high=20, whole=False, words="unknown_word", of=YEARS),
            Words("総額の対象年数", "Years covered by the total"),
            Words(
                "総額に含まれる年数を記入してください。5年6か月の場合は5.5とし、分からない場合は「不明」としてください。",
                'Number of years in the total; 5.5 for five years and six months; "Unknown" if not known.',
            ),
            band="costs",
            rules=(RequiredWhen(HoldsAmount(("total_cost",))),),
        ),
    ] = None
    cost_basis: Annotated[
        str | None,
        Question(
            Listed("cost_basis"),
            Words("金額の範囲", "Scope of the amounts"),
            Words(
                "記入した金額が参加団体全体のものか、都道府県負担分のみかを選択してください。",
                "Whether the amounts are for all participants or the prefecture's share only.",
            ),
            band="costs",
            example="参加団体全体",
            rules=(RequiredWhen(HoldsAmount(COSTS)),),
        ),
    ] = None
    cost_sharing_initial: Annotated[
        str | None,
        Question(
            Listed("cost_sharing"),
            Words("初期費用の負担", "Who bears the initial cost"),
            Words(
                "初期費用について、都道府県と市区町村等との負担の区分を選択してください。都道府県のみで調達する場合は「都道府県が全額を負担」です。",
                'How the initial cost is borne. If prefectures procure alone, choose "All by the prefecture".',
            ),
            band="costs",
            example="都道府県が全額を負担",
            rules=(RequiredWhen(UNDER_WAY),),
        ),
    ] = None
    cost_sharing_annual: Annotated[
        str | None,
        Question(
            Listed("cost_sharing"),
            Words("年間運用費の負担", "Who bears the annual cost"),
            Words("年間運用費について、同様に選択してください。", "The same for the annual operating cost."),
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
                "市区町村等が負担する額の主な算定方法を選択してください。複数の方法を併用する場合は「その他（併用を含む）」とし、内容を調達の進め方に記入してください。",
                'The main basis on which municipalities share the cost. For a combination choose "Other (or a combination)" and describe it under "How it was procured".',
            ),
            band="costs",
            example="人口割",
            rules=(RequiredWhen(_MUNICIPALITIES_PAY),),
        ),
    ] = None
    subsidy_used: Annotated[
        str | None,
        Question(
            Listed("subsidy_used"),
            Words("財政措置の活用", "Funding used"),
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
            Words("該当する場合に○を選択してください。", "Choose ○ if used."),
            band="funding",
            rules=(
                AtLeastOne(_SUBSIDISED, SUBSIDIES),
                OnlyWhen(_SUBSIDISED),
            ),
        ),
    ] = None
    subsidy_garden_city: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("デジタル田園都市国家構想交付金", "Digital Garden City grant"),
            Words(
                "該当する場合に○を選択してください。名称に「推進」が付く年度のものを含みます。",
                "Choose ○ if used, earlier names included.",
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
                "該当する場合に○を選択してください。",
                "Choose ○ if used (full name: grant for the new regional economy and living environment).",
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
                "都道府県が独自に市区町村等へ補助した場合に○を選択してください。",
                "Choose ○ if the prefecture subsidised participants from its own budget.",
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
                "普通交付税又は特別交付税の措置を受けた場合に○を選択してください。地方債の元利償還金に係るものを除きます。",
                "Choose ○ for ordinary or special allocation tax, except on bond repayments.",
            ),
            band="funding",
            rules=(OnlyWhen(_SUBSIDISED),),
        ),
    ] = None
    subsidy_other: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("その他の財政措置", "Other funding"),
            Words(
                "上記以外を活用した場合に○を選択し、次の欄に名称を記入してください。",
                "Choose ○ for anything else and name it in the next column.",
            ),
            band="funding",
            rules=(OnlyWhen(_SUBSIDISED),),
        ),
    ] = None
    subsidy_other_name: Annotated[
        str | None,
        Question(
            FreeText(100),
            Words("その他の財政措置の名称", "Name of other funding"),
            Words(
                "「その他の財政措置」に○を選択した場合に、補助金等の正式な名称を記入してください。",
                'Its full name, if you chose "Other funding".',
            ),
            band="funding",
            rules=(
                RequiredWhen(ticked("subsidy_other")),
                OnlyWhen(ticked("subsidy_other")),
            ),
        ),
    ] = None
    intention_survey_on: Annotated[
        str | None,
        Question(
            Month(),
            Words("意向調査", "Intention survey"),
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
            Words("RFI（情報提供依頼）", "Request for information"),
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
            Words("仕様書の確定", "Specification settled"),
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
            Words("調達先の選定", "Supplier selected"),
            Words("落札者又は契約候補者を決定した年月を記入してください。", "Month in which the supplier was chosen."),
            band="schedule",
            example="2023-12",
        ),
    ] = None
    contract_on: Annotated[
        str | None,
        Question(
            Month(),
            Words("契約の締結", "Contract signed"),
            Words(
                "現在の契約を締結した年月を記入してください。更新した場合は、更新後の契約の年月です。",
                "Month of the present contract; after a renewal, that of the renewed one.",
            ),
            band="schedule",
            example="2024-01",
            rules=(
                RequiredWhen(is_("status", "in_operation", "ended")),
                NotBefore("selection_on"),
            ),
        ),
    ] = None
    operation_start_on: Annotated[
        str | None,
        Question(
            Month(),
            Words("運用開始", "Operation started"),
            Words(
                "参加団体のいずれかが最初に利用を開始した年月を記入してください。契約を更新しても変わりません。",
                "Month in which the first body began to use it; a renewal does not change it.",
            ),
            band="schedule",
            example="2024-04",
            rules=(
                RequiredWhen(is_("status", "in_operation", "ended")),
                Doubtful(_STARTS_LATER, "status"),
            ),
        ),
    ] = None
    contract_end_on: Annotated[
        str | None,
        Question(
            Month(),
            Words("契約の満了", "Contract ends"),
            Words(
                "現在の契約が満了する年月を記入してください。運用終了の場合は、利用を終えた年月です。",
                "Month in which the present contract expires, or in which use ended.",
            ),
            band="schedule",
            example="2029-03",
            rules=(
                RequiredWhen(is_("status", "ended")),
                NotBefore("contract_on"),
                NotBefore("operation_start_on"),
            ),
        ),
    ] = None
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
            Words("契約の形態", "Form of contract"),
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
    background: Annotated[
        str | None,
        Question(
            FreeText(1000),
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
            rules=(RequiredWhen(is_("status", "in_operation")),),
        ),
    ] = None
    process_note: Annotated[
        str | None,
        Question(
            FreeText(1000),
            Words("調達の進め方", "How it was procured"),
            Words(
                "役割分担、費用按分の考え方等、進め方の要点を記入してください。",
                "Division of work, how costs are shared and other main points.",
            ),
            band="background",
            example=Words(
                "県が仕様書案を作成し、部会で3回協議した。",
                "The prefecture drafted the specification; the working group discussed it three times.",
            ),
        ),
    ] = None
    benefit_coordination: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("調達調整の負担軽減", "Less coordination work"),
            _BENEFIT_HELP,
            band="background",
            example="○",
            rules=(AtLeastOne(is_("status", "in_operation"), BENEFITS),),
        ),
    ] = None
    benefit_cost: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("コスト削減", "Lower cost"),
            _BENEFIT_HELP,
            band="background",
            example="○",
        ),
    ] = None
    benefit_small_bodies: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("小規模団体の導入促進", "Within reach of small bodies"),
            _BENEFIT_HELP,
            band="background",
            example="○",
        ),
    ] = None
    benefit_expertise: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("専門性・ノウハウの補完", "Shared expertise"),
            _BENEFIT_HELP,
            band="background",
        ),
    ] = None
    benefit_data_linkage: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("情報・データの連携", "Data linkage"),
            _BENEFIT_HELP,
            band="background",
        ),
    ] = None
    benefit_staff_workload: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("職員の業務負担の軽減", "Less work for staff"),
            _BENEFIT_HELP,
            band="background",
        ),
    ] = None
    benefit_standardisation: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("業務・手続の標準化", "Standardised procedures"),
            _BENEFIT_HELP,
            band="background",
        ),
    ] = None
    benefit_users: Annotated[
        bool | None,
        Question(
            Mark(),
            Words("住民・事業者の利便性向上", "Easier for residents and firms"),
            _BENEFIT_HELP,
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
                "上記以外の効果がある場合に○を選択し、内容を「効果の内容」に記入してください。",
                'Choose ○ for anything else and describe it under "Benefits in detail".',
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
                "効果をまだ確認していない場合に○を選択してください。他の効果と同時には選択できません。",
                "Choose ○ if no benefit has been seen or measured yet; not together with any other.",
            ),
            band="background",
            rules=(OnlyWhen(NoneMarked(BENEFITS[:-1])),),
        ),
    ] = None
    benefit_note: Annotated[
        str | None,
        Question(
            FreeText(1000),
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
    difficulties: Annotated[
        str | None,
        Question(
            FreeText(1000),
            Words("課題と対応", "Difficulties and answers"),
            Words(
                "仕様の統一、費用負担、日程の調整、首長・議会への説明等で苦労した点と、その対応を記入してください。",
                "What was hard (one specification, cost shares, schedules, explaining to mayors and assemblies) and how it was solved.",
            ),
            band="background",
            example=Words(
                "契約約款の扱いが団体により異なり、共通のひな形を作成した。",
                "Contract terms differed from body to body, so a common template was made.",
            ),
        ),
    ] = None
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
                "他の地方公共団体からの問合せを受ける部署を記入してください。公表します。個人名は記入しないでください。",
                "Department that answers other local governments. Published; please give no personal names.",
            ),
            band="contact",
            example=Words("総務部情報政策課", "Information Policy Division, General Affairs Department"),
            rules=(Required(),),
        ),
    ] = None
    contact_phone: Annotated[
        str | None,
        Question(
            Phone(),
            Words("問合せ先電話番号", "Contact phone"),
            Words("部署の代表番号を記入してください。公表します。", "The department's number. Published."),
            band="contact",
            example="03-0000-0000",
        ),
    ] = None
    contact_email: Annotated[
        str | None,
        Question(
            Email(),
            Words("問合せ先メールアドレス", "Contact e-mail"),
            Words(
                "部署の共用アドレスを記入してください。公表します。個人のアドレスは記入しないでください。",
                "The department's shared address. Published; please give no personal address.",
            ),
            band="contact",
            example="joho@pref.example.lg.jp",
        ),
    ] = None
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
            FreeText(1000),
            Words("備考", "Remarks"),
            Words(
                "この事例について事務局に伝えることがあれば記入してください。公表しません。",
                "Anything about this case for the secretariat. Not published.",
            ),
            band="publication",
            example=Words(
                "金額は議決後に変更の可能性があります。", "The amounts may change after the vote of the assembly."
            ),
            private=True,
        ),
    ] = None
