"""The sheets of the dashboard in their order: name, heading and the line below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from survey_tool.questionnaire.described.columns import STATUSES
from survey_tool.reference.survey import Survey
from survey_tool.release.data.notes import INVENTED
from survey_tool.wording.words import Words

SheetKey = Literal[
    "cover",
    "about",
    "overview",
    "cases",
    "detail",
    "compare",
    "similar",
    "types",
    "prefectures",
    "ahead",
    "changes",
    "notes",
    "definitions",
    "cards",
]


@dataclass(frozen=True, slots=True)
class DashboardSheet:
    """One sheet that people read. `line` stands under the heading, `promise` beside it in the contents."""

    key: SheetKey
    name: Words
    title: Words
    line: Words
    promise: Words
    in_bar: bool = True  # linked from every page
    in_short: Words | None = None  # how the links there call it, where its name is too long for them


PRODUCT = Words("自治体情報システム共同調達ダッシュボード", "Joint procurement of local government systems")

SHEETS: tuple[DashboardSheet, ...] = (
    DashboardSheet(
        "cover",
        Words("表紙", "Cover"),
        PRODUCT,
        Words("", ""),
        Words("", ""),
    ),
    DashboardSheet(
        "about",
        Words("共同調達とは", "About"),
        Words("共同調達とは", "About joint procurement"),
        Words("単独調達との違いと、期待される効果", "How it differs from procuring alone, and what it brings"),
        Words(
            "単独で調達する場合との違い、進み方、実感された効果",
            "How it differs from procuring alone, and what it brings",
        ),
    ),
    DashboardSheet(
        "overview",
        Words("実施状況", "Overview"),
        Words("共同調達の実施状況", "Overview"),
        Words("3つの領域及びシステム種別ごとの件数", "Cases by domain and system type"),
        Words("領域、システム種別、年度ごとの件数", "Cases by domain, system type and fiscal year"),
    ),
    DashboardSheet(
        "cases",
        Words("事例一覧", "Case list"),  # not "Cases": Excel would not tell it from the data sheet `cases`
        Words("事例一覧", "Cases"),
        Words("公表している全ての事例", "All published cases"),
        Words("全ての事例を並べ替え、絞り込む", "All cases, to be sorted and filtered"),
    ),
    DashboardSheet(
        "detail",
        Words("事例詳細", "Case detail"),
        Words("事例詳細", "Case detail"),
        Words("選択欄で事例を選択してください。", "Choose a case in the selection cell."),
        Words("1つの事例の費用、経緯、日程、仕様書、問合せ先", "Cost, background, schedule, specification, contact"),
    ),
    DashboardSheet(
        "compare",
        Words("事例比較", "Compare"),
        Words("事例の比較", "Cases side by side"),
        Words("3件までの事例を並べて比べる", "Up to three cases, question by question"),
        Words(
            "3件までの事例の費用、契約、時期、効果を並べる",
            "Cost, contract, schedule and benefits of up to three cases",
        ),
        in_bar=False,
    ),
    DashboardSheet(
        "similar",
        Words("類似規模検索", "Similar bodies"),
        Words("類似規模の団体が参加する事例", "Cases of bodies of a similar size"),
        Words(
            "市区町村を選択すると、規模の近い団体が多く参加する事例から順に表示します。",
            "Choose a municipality; cases that many bodies of its size have joined come first.",
        ),
        Words("規模の近い団体が参加する事例を探す", "Find cases in which bodies of your size take part"),
        in_short=Words("類似規模検索", "Similar"),
    ),
    DashboardSheet(
        "types",
        Words("システム種別", "By system type"),
        Words("システム種別ごとの状況", "By system type"),
        Words("件数、補助金等の活用、実感された効果、参加状況", "Number, funding, benefits felt, participation"),
        Words("1つの種別の件数、補助金等、効果、費用、参加状況", "Number, funding, benefits, cost and participation"),
        in_short=Words("システム種別", "By type"),
    ),
    DashboardSheet(
        "prefectures",
        Words("都道府県別", "By prefecture"),
        Words("都道府県別の状況", "By prefecture"),
        Words("選択した都道府県と隣接する都道府県", "The chosen prefecture and its neighbours"),
        Words("全国の分布と、隣接する都道府県との比較", "The country at a glance, and neighbours compared"),
    ),
    DashboardSheet(
        "ahead",
        Words("検討と更新", "Ahead"),
        Words("検討中の事例と契約の更新", "Under consideration, and contracts that end"),
        Words(
            "全国で検討されていることと、これから終わる契約",
            "What is being considered nationwide, which contracts end when",
        ),
        Words(
            "検討中の事例とその問合せ先、契約の終了年度",
            "Who considers what, and when contracts end",
        ),
    ),
    DashboardSheet(
        "changes",
        Words("変更点", "Changes"),
        Words("前回公表からの変更点", "Changes since the last release"),
        Words("追加、変更、終了、取下げ等", "Added, changed, ended, withdrawn"),
        Words(
            "前回の公表以降に追加、変更、終了、取下げ等のあった事例",
            "Cases added, changed or withdrawn since the last release",
        ),
    ),
    DashboardSheet(
        "notes",
        Words("留意事項", "Notes"),
        Words("留意事項", "Notes"),
        Words("更新、出典、公表の対象外、正確性", "Updates, sources, what is not published, accuracy"),
        Words("更新、出典、公表の対象外、正確性", "Updates, sources, what is not published, accuracy"),
    ),
    DashboardSheet(
        "definitions",
        Words("データ定義", "Definitions"),
        Words("データ定義", "Definitions"),
        Words("項目、選択肢、集計方法", "Items, choices, how figures are made"),
        Words("項目と選択肢の意味、集計方法", "What each item and choice means, how figures are made"),
    ),
    DashboardSheet(
        "cards",
        Words("事例票", "Case cards"),
        Words("事例票", "Case cards"),
        Words("一覧から移動する、1件ごとの票", "One card a case; every list leads here"),
        Words("全ての事例の回答を1件ずつ（一覧から移動）", "All answers of each case; every list leads here"),
        in_bar=False,
    ),
)

WITH_SELECTORS: frozenset[SheetKey] = frozenset({"detail", "compare", "similar", "types", "prefectures"})
SIGN = "※"
ILLUSTRATIVE = Words("※ 例示（実際の値ではありません）", "※ Illustrative, not a real figure")
WITH_ILLUSTRATIVE = Words(
    "※ 例示（実際の値ではありません）。例示の値を含む件数及び合計には、個別の印を付けていません。",
    "※ Illustrative, not a real figure. Counts and totals that include such values carry no sign of their own.",
)


def illustrative_line(survey: Survey, *, counts: bool = False) -> Words:
    """What a sheet says of illustrative values; with `counts` also of what is reckoned from them."""
    if survey.round.is_invented:
        return INVENTED
    return WITH_ILLUSTRATIVE if counts else ILLUSTRATIVE


NO_CASES = Words("公表事例はありません。", "There are no published cases.")
NUMBER_OF_CASES = Words("事例数（件）", "Number of cases")
UNANSWERED, NOT_ANSWERED = "－", STATUSES["blank"]
"""In place of an answer where nothing was entered; where answers are counted, the word."""
NO_FIGURE = "…"
"""In place of a figure that nothing is there to be worked out from."""
SAID_OF_SIGNS = Words(
    f"「{UNANSWERED}」は記入なし、「{NO_FIGURE}」は計算できない項目です。",
    f' "{UNANSWERED}": left blank; "{NO_FIGURE}": cannot be worked out.',
)
WITHHELD = Words("名称非公表", "Name withheld")
"""In place of the name of a case that was published before and may not be any more."""
NONE = Words("・", "·")
"""The sign of none, in place of 0 where most numbers are: each language's own middle dot."""
NO_DATA, UNKNOWN = Words("データなし", "No data"), "？"
"""In place of a number that would be 0, where the prefecture has not answered or its answer is not settled; the sign where
cells are narrow."""
AT_LEAST = "＋"
"""Behind a number of a prefecture of which not everything is known: so many, or more."""
SIGNS = Words("記号の意味", "What the signs mean")
SIGNS_MEANT: tuple[Words, ...] = (
    Words(
        f"「{UNANSWERED}」：事例のその項目に記入がないもの（空欄で回答されたもの、その事例では回答を求めていないもの、該当する市区町村がないもの）。"
        f"項目ごとの件数では「{NOT_ANSWERED.ja}」と記します。",
        f'"{UNANSWERED}": nothing was entered there: left blank, not asked of such a case, or no municipality named. Where answers are '
        f'counted: "{NOT_ANSWERED.en}"',
    ),
    Words(
        f"「{NO_FIGURE}」：計算の基となる値がなく、数を示せないもの（人口1人当たりの額は、金額の対象が参加団体全体で、参加市区町村がある事例に限り計算します。）",
        f'"{NO_FIGURE}": there is nothing to work a figure out from (costs per inhabitant: only where the amount covers all participants '
        "and municipalities take part)",
    ),
    Words(f"「{NONE.ja}」：0件（該当する事例又は団体がないもの）", f'"{NONE.en}": none'),
    Words(
        f"「{UNKNOWN}」及び「{NO_DATA.ja}」：都道府県の回答がない、又は回答を確認中のため、分からないもの（0件ではありません。）",
        f'"{UNKNOWN}" and "{NO_DATA.en}": the prefecture has not answered, or its answer is being settled. It is not none',
    ),
    Words(
        f"「1{AT_LEAST}」：1件以上（都道府県の回答がない、又は回答を確認中のため、分かっている数のみを示すもの）",
        f'"1{AT_LEAST}": 1 or more. The prefecture has not answered, or its answer is being settled; only what is known is counted',
    ),
    Words("「不明」：「不明」と回答されたもの", '"Unknown": the answer was that it is not known'),
)
CONSIDERING_BODIES = Words("検討中の市区町村 {number}", "{number} considering it")
PREFECTURE, BODIES = Words("都道府県", "Prefecture"), Words("参加市区町村", "Municipalities")


def sheet(key: SheetKey) -> DashboardSheet:
    """The sheet of a key."""
    return next(each for each in SHEETS if each.key == key)
