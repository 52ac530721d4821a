"""Texts of the overview and of the system types: what is counted, and how."""

from __future__ import annotations

from survey_tool.release.dashboard.hidden.years import STARTS_NOTE
from survey_tool.wording.words import Words

TEXTS: dict[str, Words] = {
    "lead": Words(
        "複数の自治体が同じ仕様で情報システムを調達した事例を、都道府県の回答に基づき公表しています。",
        "How local governments in Japan procure information systems together, as told by the prefectures.",
    ),
    "kpi_cases": Words("公表事例", "Published cases"),
    "kpi_cases_note": Words("うち実施{n}件", "{n} of them implemented"),
    "kpi_system_types": Words("システム種別", "System types"),
    "kpi_types_note": Words("一覧にある{n}種別のうち", "of {n} on the list"),
    "kpi_prefectures": Words("事例のある都道府県", "Prefectures with cases"),
    "kpi_prefectures_note": Words("{n}都道府県のうち", "of {n}"),
    "kpi_municipalities": Words("参加市区町村", "Municipalities"),
    "kpi_municipalities_note": Words("全国{n}市区町村のうち（重複を除く）", "of {n}, each counted once"),
    "find_cases": Words("事例を探す", "Find cases"),
    "find_cases_hint": Words("名称、団体、事業者、経緯の文章など", "Names, bodies, vendors, texts"),
    "find_similar": Words("同じ規模の団体を探す", "Find bodies of your size"),
    "find_similar_hint": Words("市区町村名（よみがな可）", "Name of a municipality"),
    "find": Words("検索", "Search"),
    "domains": Words("領域ごとの件数", "By domain"),
    "domains_note": Words(
        "「実施」は運用中と準備中の計です。複数の領域にわたる事例は、主たる種別の領域に計上しています。",
        '"Implemented" = in operation and in preparation. A case counts in the domain of its main type.',
    ),
    "domain": Words("領域", "Domain"),
    "cases": Words("公表事例", "Cases"),
    "implemented": Words("実施", "Implemented"),
    "considering_status": Words("検討中", "Considering"),
    "ended": Words("運用終了", "Ended"),
    "total": Words("合計", "Total"),
    "map": Words("都道府県ごとの件数", "By prefecture"),
    "map_note": Words(
        "位置はおおよそです。色が濃いほど件数が多く、斜線はデータなし（回答なし又は回答を確認中）、「1＋」は全ては分からず1件以上であることを示します。選択すると詳細に移動します。",
        "Positions are approximate. The darker, the more cases; hatched: no data (no answer, or being settled); "
        "1＋: 1 or more, since not all is known. Select a tile for more.",
    ),
    "all_types": Words("全ての種別", "All types"),
    "types_nationwide": Words("システム種別ごとの件数（全国）", "By system type, nationwide"),
    "types_note": Words(
        "全国で2件以上の種別を示し、1件の種別及び一覧にない種別は「その他」としています。複数の種別にわたる事例は各種別に計上するため、"
        "種別の計は合計と一致しないことがあります。",
        'Types with two or more cases; types with one, or on no list, are put together as "Others". A case that covers several '
        "types counts under each, so the types may not add up to the total.",
    ),
    "no_cases": Words("公表事例はありません。", "There are no published cases."),
    "benefits": Words("実感された効果", "Benefits felt"),
    "benefits_note": Words(
        "公表事例{n}件のうち、回答した事例の数です（複数回答）。", "Of {n} published cases; several may apply."
    ),
    "funding": Words("補助金等の活用", "Funding used"),
    "years": Words("運用開始年度ごとの件数", "By fiscal year of the start of operation"),
    "years_note": STARTS_NOTE,
    "year": Words("年度", "Fiscal year"),
    "types_title": Words("システム種別ごとの状況", "By system type"),
    "types_lead": Words(
        "種別を選択すると、事例、効果、補助金等、費用、市区町村の状況を表示します。",
        "Choose a type to see its cases, benefits, funding, costs and where municipalities stand.",
    ),
    "cases_of_type": Words("この種別の事例", "Cases of this type"),
    "cost_range": Words("費用の幅", "Range of costs"),
    "cost_note": Words(
        "金額の対象が「参加団体全体」の事例に限ります。", 'Only amounts whose scope is "All participants" are compared.'
    ),
    "thousand_yen": Words("{cost}（千円）", "{cost} (1,000 yen)"),
    "yen_per_head": Words("人口1人当たりの{cost}（円）", "{cost} per inhabitant (yen)"),
    "least": Words("最小", "Least"),
    "median": Words("中央値", "Median"),
    "most": Words("最大", "Most"),
    "none_told": Words("回答はありません。", "Nothing was answered."),
    "standings": Words("市区町村の状況", "Where municipalities stand"),
    "standings_note": Words(
        "運用終了を除く公表事例によります。「公表事例なし」は、システムがないことを意味しません。「データなし」は、都道府県の回答がないか、"
        "同じ種別の回答を確認中であるため、分からないことを示します。",
        'From published cases that have not ended. "No published case" does not mean that there is no system; "No data": the '
        "prefecture has not answered, or its answer for this type is being settled.",
    ),
    "considering": Words("検討中", "Considering"),
    "no_published_case": Words("公表事例なし", "No published case"),
}
