"""Texts round the views: name, ways through the page, what it is based on, notes and downloads."""

from __future__ import annotations

from survey_tool.questionnaire.described.columns import STATUSES
from survey_tool.release.dashboard.contents import AT_LEAST, NONE, SIGNS
from survey_tool.release.dashboard.facts.over_rounds import SERIES_NOTE
from survey_tool.release.tables.rounds.series import TITLE, UPDATED
from survey_tool.release.tables.table import ROUND
from survey_tool.wording.words import Words

TEXTS: dict[str, Words] = {
    "skip": Words("本文へ移動", "Skip to content"),
    "views": Words("ページ内の画面", "Views"),
    "other_language": Words("English", "日本語"),
    "updated": Words(
        "{day}更新（{as_of}時点の回答、調査名：{round}）", "Updated {day} (replies as of {as_of}, survey {round})"
    ),
    "missing": Words(
        "リンクで指定された次の項目は、このページにありません：", "This page does not have what the link names: "
    ),
    "listing": Words("、", ", "),
    "colon": Words("：", ": "),
    "blank": STATUSES["blank"],
    "unknown": Words("不明", "Unknown"),
    "no_data": Words("データなし", "No data"),
    "none": NONE,
    "at_least": Words.same(f"{{n}}{AT_LEAST}"),
    "nav_overview": Words("概要", "Overview"),
    "nav_cases": Words("事例", "Cases"),
    "nav_similar": Words("類似団体", "Similar bodies"),
    "nav_types": Words("種別", "Types"),
    "nav_prefectures": Words("都道府県", "Prefectures"),
    "nav_ahead": Words("検討・更新", "Ahead"),
    "nav_changes": Words("変更点", "Changes"),
    "nav_notes": Words("説明・データ", "Notes and data"),
    "without_script": Words(
        "このブラウザでは絞り込み等の機能を使用できないため、全ての事例と集計を表で示しています。事例の名称を選択すると、その詳細に移動します。",
        "Filters and the like do not work in this browser; all cases and figures stand below as tables. The name of a case leads "
        "to everything that is published of it.",
    ),
    "ahead_title": Words("検討中の調達と契約の更新", "Under consideration, and contracts that end"),
    "ahead_lead": Words(
        "これから参加や相談ができる可能性のある調達です。",
        "Procurements that others may still be able to join or to learn from.",
    ),
    "considered": Words("検討されている調達", "What is being considered"),
    "considered_note": Words(
        "検討中の事例と、参加を検討している市区町村のある事例（運用終了を除く）を、システム種別順に示します。参加を検討する場合は、"
        "問合せ先に御相談ください。",
        "Cases under consideration and cases that municipalities consider joining, ended ones left out, by system type. Ask the contact "
        "about taking part.",
    ),
    "considered_none": Words("検討されている公表事例はありません。", "No published case is being considered."),
    "considering_bodies": Words("検討中の市区町村", "Municipalities considering"),
    "contact": Words("問合せ先", "Contact"),
    "contract_ends": Words("契約が満了する年度ごとの事例", "Cases by the fiscal year in which the contract ends"),
    "contract_ends_note": Words(
        "運用終了を除く公表事例です。満了後の次の調達は、参加を検討する機会となります。",
        "Published cases that have not ended. The procurement that follows is a chance to take part.",
    ),
    "contract_end": Words("契約満了", "Contract ends"),
    "vendor": Words("事業者", "Supplier"),
    "end_unknown": Words("満了の時期が不明", "End unknown"),
    "end_blank": Words("満了の時期が無回答", "End not answered"),
    "fiscal": Words("{year}年度", "FY{year}"),
    "changes_title": Words("前回公表からの変更点", "Changes since the last release"),
    "changes_not_compared": Words(
        "今回は、比較する前回の公表データがありません。", "This release has not been compared with an earlier one."
    ),
    "changes_none": Words("前回の公表から変更はありません。", "Nothing has changed since the last release."),
    "series": TITLE,
    "series_note": SERIES_NOTE,
    "series_chart": Words("回ごとの公表事例数（件）", "Published cases by round (number)"),
    "round": ROUND.title,
    "updated_on": UPDATED,
    "change": Words("区分", "Change"),
    "item_or_reason": Words("項目・理由", "Item or reason"),
    "before": Words("変更前", "Before"),
    "after": Words("変更後", "After"),
    "notes_title": Words("説明・定義・データ", "Notes, definitions, data"),
    "downloads": Words("データのダウンロード", "Data to download"),
    "downloads_note": Words(
        "このページに含まれる表を、CSV（UTF-8）として保存できます。同じ表は、公表フォルダの data/ にもあります。",
        "Each table of this page can be saved as CSV (UTF-8). The same tables stand in the folder data/ of the release.",
    ),
    "workbook": Words("ダッシュボード（Excel）", "Dashboard (Excel)"),
    "workbook_note": Words(
        "このファイルと同じフォルダに置かれている場合に開くことができます。",
        "Opens where it lies in the same folder as this file.",
    ),
    "table_file": Words("表", "Table"),
    "rows": Words("行数", "Rows"),
    "contents": Words("内容", "Contents"),
    "in_its_file": Words("data/ のファイルのみ", "Only the file in data/"),
    "save": Words("保存", "Save"),
    "coverage_title": Words("公表の範囲", "What is covered"),
    "coverage_line": Words(
        "{total}都道府県のうち{answered}が回答しています。", "{answered} of {total} prefectures have answered."
    ),
    "coverage_all": Words("{total}都道府県の全てが回答しています。", "All {total} prefectures have answered."),
    "coverage_silent": Words("回答のない{number}都道府県", "the {number} without an answer"),
    "coverage_settling": Words("回答を確認中の{number}都道府県", "the {number} whose answer is being settled"),
    "coverage_not_known": Words(
        "{which}について、分からない数は「データなし」又は「1＋」（1以上）のように示し、0とはしません。",
        " Of {which}, what is not known is shown as no data or as 1＋ (1 or more), not as none.",
    ),
    "reconciled": Words(
        "報告された事例{reported}件＝公表{published}件＋公表対象外{excluded}件",
        "{reported} cases reported = {published} published + {excluded} not published",
    ),
    "reason": Words("公表対象外の理由等", "What is not published"),
    "count": Words("件数", "Number"),
    "unit": Words("単位", "Unit"),
    "definitions": Words("用語と集計の定義", "Terms, and how figures are made"),
    "questions": Words("項目の意味", "What each item means"),
    "item": Words("項目", "Item"),
    "choices": Words("選択肢：{names}", "Choices: {names}"),
    "signs": SIGNS,
    "assumptions": Words("事務局において定めた取扱い", "What the secretariat has chosen itself"),
    "accuracy": Words("正確性", "Accuracy"),
    "accuracy_text": Words(
        "掲載内容は各都道府県の回答に基づきます。形式上の誤りは確認していますが、内容の全てを確かめたものではありません。"
        "公表事例がないことは、その団体にシステムがないことを意味しません。費用は、対象とする団体、期間及び業務の範囲が事例により"
        "異なるため、単純に比較することはできません。",
        "All contents come from the prefectures' replies. Their form has been checked; not every content has been verified. Where "
        "there is no published case, there may well be a system. Costs differ in bodies, period and scope and cannot simply be "
        "compared.",
    ),
    "sources": Words("出典", "Sources"),
    "licence": Words("利用条件", "Licence"),
    "published_by": Words("作成：{name}", "Published by {name}"),
    "report_mistakes": Words(
        "誤りに気付かれた場合は、{email} までお知らせください。", "Please report mistakes to {email}."
    ),
}
