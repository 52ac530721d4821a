"""Texts of similar bodies and of the prefectures."""

from __future__ import annotations

from survey_tool.release.dashboard.facts.participation import CONSIDERS, CONSIDERS_ELSE
from survey_tool.release.dashboard.hidden.dropdowns import ALL_STAGES, NOT_ENDED
from survey_tool.wording.words import Words

TEXTS: dict[str, Words] = {
    "similar_title": Words("同じ規模の団体が参加する事例", "Cases of bodies of a similar size"),
    "similar_lead": Words(
        "市区町村名を入力すると、人口と職員数が近い団体と、その参加する事例を示します。",
        "Type a municipality's name to see bodies close in population and staff, and what they take part in.",
    ),
    "town": Words("市区町村", "Municipality"),
    "towns_n": Words("{n}団体が該当します。選択してください。", "{n} found. Choose one."),
    "towns_more": Words(
        "{n}団体が該当します（{shown}団体を表示）。続けて入力すると絞り込めます。",
        "{n} found, {shown} shown. Type more to narrow them down.",
    ),
    "towns_none": Words("該当する市区町村がありません。", "There is no such municipality."),
    "town_of": Words("{prefecture}{name}", "{name} ({prefecture})"),
    "inhabitants": Words("人口{n}人", "population {n}"),
    "inhabitants_label": Words("人口", "Population"),
    "staff": Words("職員数", "Staff"),
    "joined": Words("参加している公表事例", "Published cases it takes part in"),
    "similar_cases": Words("規模の近い団体が参加する事例", "Cases in which bodies of this size take part"),
    "similar_cases_note": Words(
        "「近い規模」（人口が2分の1から2倍まで）の参加団体が多い事例から、同数の場合は規模のより近いものから順に、15件まで示します。",
        'Up to 15, those with the most participants "of this size" (half to twice the population) first; among as many, the closest.',
    ),
    "all_stages": ALL_STAGES,
    "not_ended": NOT_ENDED,
    "similar_none": Words("該当する事例はありません。", "No case fits."),
    "closest": Words("最も近い参加団体", "Closest participant"),
    "of_this_size": Words("近い規模／参加団体", "Of this size / all"),
    "like_towns": Words("規模の近い市区町村", "Municipalities of this size"),
    "like_towns_note": Words(
        "ほかの{all}団体のうち、人口と職員数が最も近い{n}団体です。",
        "Of the other {all}, the {n} closest in population and staff.",
    ),
    "considers": CONSIDERS.fill(number="{n}"),
    "considers_else": CONSIDERS_ELSE.fill(number="{n}"),
    "joined_types": Words("参加している種別", "Types it takes part in"),
    "home_open": Words(
        "{name}は、回答がないか、回答を確認中です。「データなし」は、事例がないことを示すものではありません。",
        '{name} has not answered, or its answer is being settled. "No data" does not mean that there is nothing.',
    ),
    "prefectures_title": Words("都道府県ごとの状況", "By prefecture"),
    "prefectures_lead": Words(
        "都道府県を選択すると、事例、隣接する都道府県との比較、検討の手掛かりになる種別を表示します。",
        "Choose a prefecture to see its cases beside its neighbours', and what they have and it has not.",
    ),
    "prefectures": Words("都道府県数", "Prefectures"),
    "coverage": Words("回答の状況", "Reply"),
    "of_all_towns": Words("市区町村の総数", "All municipalities"),
    "candidates": Words(
        "隣接する都道府県にあり、この都道府県にない種別", "What neighbours have and this prefecture has not"
    ),
    "candidates_note": Words(
        "次の調達を検討する際の手掛かりとして、多くの隣接都道府県にあるものから順に示します。運用を終了した事例は含みません。",
        "Candidates for a next procurement, those of most neighbours first. Cases that have ended are left out.",
    ),
    "no_candidates": Words("該当する種別はありません。", "There is none."),
    "cases_of_prefecture": Words("この都道府県の事例", "Cases of this prefecture"),
    "prefectures_note": Words(
        "「データなし」は、回答がないか、回答を確認中であることを示し、0件ではありません。「1＋」は、同様に全ては分からず、1件以上であることを示します。",
        "No data: no answer, or an answer that is being settled. It is not 0. 1＋: 1 or more, since not all is known.",
    ),
    "reported_by": Words("回答した都道府県", "Reported by"),
    "beside": Words("隣接する都道府県との比較", "Beside its neighbours"),
    "beside_note": Words(
        "数値は、運用終了を除く公表事例の数です。「データなし」は、回答がないか、回答を確認中であること、「1＋」は、全ては分からず1件以上であることを示します。",
        "Published cases that have not ended. No data: no answer, or an answer that is being settled. 1＋: 1 or more, since not all is "
        "known.",
    ),
}
