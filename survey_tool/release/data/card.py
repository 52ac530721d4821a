"""The data card: what the published data are, for somebody who has nothing but them. Drawn from the release itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from survey_tool.release.choosing.release import Release
from survey_tool.release.data import notes
from survey_tool.release.data.catalogue import CATALOGUE
from survey_tool.release.data.package import file_name
from survey_tool.release.tables.all_tables import Tables
from survey_tool.release.tables.coverage import BEING_SETTLED, NO_ANSWER, NONE_TO_REPORT, coverage
from survey_tool.release.tables.rounds.changes import cases_by_change
from survey_tool.wording.words import LANGUAGES, NOTHING, Language, Words

NESTED, NESTED_TITLE = (
    "cases.json",
    Words(
        "事例（入れ子のJSON）。answersはcases.schema.jsonのとおり、併せて種別、都道府県及び参加市区町村",
        "The cases as nested JSON: answers as in cases.schema.json, with types, prefectures and municipalities",
    ),
)
OTHER_FILES = (
    (NESTED, NESTED_TITLE),
    (
        "cases.schema.json",
        Words(
            "事例1件のJSON Schema（cases.csvの1行から作る方法を含む。）",
            "JSON Schema of a case, and how to make one from a row of cases.csv",
        ),
    ),
    ("datapackage.json", Words("データの記述（Data Package 2.0）", "Descriptor of the data (Data Package 2.0)")),
    (CATALOGUE, Words("データの記述（DCAT 3及びschema.org）", "Description for catalogues (DCAT 3 and schema.org)")),
    (
        "../joint-procurement_*.xlsx, *.html",
        Words(
            "同じ公表データのダッシュボード（Excelのブック、ブラウザーで開くページ。該当する言語のもの）",
            "The same release as a dashboard: a workbook, and a page for any browser, in each language that was published",
        ),
    ),
    ("../SHA256SUMS", Words("全ファイルのSHA-256", "SHA-256 of every file")),
)
READING = (
    Words(
        "CSVはUTF-8（BOM付き）、全項目を引用符で囲み、改行はLFです。1行目は列のキーで、意味はdatapackage.jsonにあります。",
        "CSV: UTF-8 with BOM, every field quoted, LF. The first row holds the keys; datapackage.json says what they mean.",
    ),
    Words(
        "列の説明のうち調査の項目に係るものは、都道府県に示した記入上の説明です。選択肢はコードで示し、日本語と英語のラベルの列（…_ja、…_en）を添えています。",
        "What a column of answers means is told in the words in which the prefectures were asked. Where there is a list, the column "
        "holds the code, and the columns …_ja and …_en its labels.",
    ),
    Words(
        "回答の列の空欄は、無回答を示します。金額等が空欄の場合は、列「…_status」で理由が分かります。○を付ける項目は、trueが○、空欄が○なしです。",
        'In a column of answers, empty is not answered. Where an amount is empty, the column "…_status" says why. Of what is marked '
        "○, true is ○ and empty is none.",
    ),
    Words(
        "年月の列は、年月（2026-04）、年度（2026年度）、unknown（不明）又は空欄です。列「…_fiscal_year」は、その年度を数値で示します。",
        "Months are a month (2026-04), a fiscal year (2026年度), unknown, or empty; the column …_fiscal_year holds the fiscal year "
        "as a number.",
    ),
    Words(
        "コード（都道府県コード、団体コード等）は文字列です。表計算ソフトでは、先頭の0を失わないよう文字列として取り込んでください。",
        "Codes (prefectures, municipalities) are text. Import them as text, so that no leading zero is lost.",
    ),
    Words(
        "= + - @ 等で始まる文字列には、数式として実行されないよう先頭に「'」を付けています。元の文字列が「'」の連続の後にこれらの記号で始まる場合も"
        "「'」を1つ加えているので、先頭の「'」を1つ除くと元に戻ります。",
        "Text that begins with = + - @ or the like has an apostrophe before it, so that no spreadsheet runs it. Text that "
        "begins with apostrophes before such a sign has one more; taking off one gives back the original.",
    ),
)

TABLE_USE = (
    Words(
        "表はcase_id（事例）、municipality_code（市区町村）、prefecture_code（都道府県）及びsystem_type（種別）で結合します。",
        "Tables are joined by case_id, municipality_code, prefecture_code and system_type.",
    ),
    Words(
        "どの市区町村が参加しているか：participation.csv（markがparticipatingの行）とmunicipalities.csvをmunicipality_codeで結合します。",
        "Who takes part: join participation.csv, where mark is participating, with municipalities.csv by municipality_code.",
    ),
    Words(
        "種別ごとの1人当たりの費用：case_system_types.csvとcases.csvをcase_idで結合し、annual_cost_per_head等（円）を比べます。金額が参加団体"
        "全体のものでない事例は空欄です。",
        "Cost per head by type: join case_system_types.csv with cases.csv by case_id and compare annual_cost_per_head and the like "
        "(yen). It is empty where the amount is not for all participants.",
    ),
    Words(
        "ある市区町村の状況：standing.csvは、全ての市区町村と種別の組について、実施、検討中、公表事例なし又はデータなしを示します。",
        "Where a municipality stands: standing.csv tells for every municipality and type whether it is implemented, considered, without "
        "published case, or without data.",
    ),
    Words(
        "近隣との比較：prefecture_neighbours.csvとcase_prefectures.csvを都道府県コードで結合します。",
        "Compared with neighbours: join prefecture_neighbours.csv with case_prefectures.csv by the code of the prefecture.",
    ),
    Words(
        "複数の回の比較：各表の行にはround（調査名）があるので、回ごとの表を縦に結合できます。回ごとの主な件数は、series.csvにあります。",
        "Several rounds: every row has its round, so that the tables of several releases can be put below each other. What is counted "
        "of each round stands in series.csv.",
    ),
    Words(
        "都道府県別の事例：case_prefectures.csvとcases.csvをcase_idで結合します。relationで、回答を掲載した都道府県、回答を統合した都道府県、回答に挙げられた都道府県を区別します。",
        "Cases by prefecture: join case_prefectures.csv with cases.csv by case_id. Its relation tells the one whose report is "
        "published from those whose reports were merged and those that are only named.",
    ),
)

_CONTENTS = Words("内容", "Contents")
_HEADINGS = {
    "what": Words("概要", "What this is"),
    "coverage": Words("回答と公表の状況", "Coverage"),
    "files": Words("ファイル", "Files"),
    "reading": Words("読み方", "How to read the files"),
    "table_use": Words("表の使い方", "How to use the tables"),
    "definitions": Words("定義", "Definitions"),
    "assumptions": Words(
        "事務局の設定（今後変わることがあります）", "The secretariat's own choices (they may be settled otherwise)"
    ),
    "cite": Words("利用条件と出典の記載", "Licence and how to cite"),
}


def data_card(release: Release, tables: Tables) -> bytes:
    """The card in both languages, as Markdown."""
    parts = ["\n".join(_card(release, tables, language)) for language in LANGUAGES]
    return ("\n\n---\n\n".join(parts) + "\n").encode()


def _card(release: Release, tables: Tables, language: Language) -> Iterator[str]:
    survey = release.survey
    yield f"# {notes.title(survey)[language]}"
    for name, lines in {
        "what": _what(release),
        "coverage": _coverage(release, tables),
        "files": _files(tables),
        "reading": [notes.as_list(READING)],
        "table_use": [notes.as_list(TABLE_USE)],
        "definitions": [_bold(term, meaning) for term, meaning in notes.definitions(survey)],
        "assumptions": [notes.as_list(notes.assumptions(survey))],
        "cite": _cite(release),
    }.items():
        yield f"\n## {_HEADINGS[name][language]}\n"
        yield "\n".join(line[language] for line in lines)


def _what(release: Release) -> list[Words]:
    settings = release.survey.round
    lines = [
        Words(
            "都道府県を中心とする情報システムの共同調達について、都道府県の回答に基づき公表するデータです。",
            "Data on the joint procurement of systems around the prefectures, from the prefectures' own answers.",
        ),
        NOTHING,
        Words("- 作成：{name}", "- Published by: {name}").fill(name=settings.secretariat.name.words),
        Words(f"- 調査：{settings.name}（{settings.as_of}時点）", f"- Round: {settings.name}, as of {settings.as_of}"),
        Words(f"- 更新日：{settings.published_on}", f"- Updated: {settings.published_on}"),
        Words("- 対象期間：{period}", "- Target period: {period}").fill(period=settings.target_period.words),
    ]
    if note := notes.illustrative_note(release):
        lines += [Words("\n**{note}**", "\n**{note}**").fill(note=note)]
    return lines


def _coverage(release: Release, tables: Tables) -> list[Words]:
    told = Counter(coverage(release).values())
    total, silent = told.total(), told[NO_ANSWER.key]
    none, settling = told[NONE_TO_REPORT.key], told[BEING_SETTLED.key]
    published, excluded = len(release.cases), len(release.excluded)
    rows = [
        (
            *(Words(str(each[f"{name}_ja"]), str(each[f"{name}_en"])) for name in ("reason", "unit")),
            Words.same(str(each["count"])),
        )
        for each in tables.exclusions.rows
    ]
    return [
        Words(
            f"- {total}都道府県のうち、回答あり{total - silent}（うち該当事例なし{none}、確認中{settling}）、回答なし{silent}",
            f"- Of {total} prefectures {total - silent} answered ({none} with nothing to report, {settling} being settled), {silent} did not",
        ),
        Words(
            f"- 報告された事例{release.reported}件＝公表{published}件＋公表対象外{excluded}件",
            f"- {release.reported} cases reported = {published} published + {excluded} not published",
        ),
        _changes(tables),
        NOTHING,
        *_grid(
            (Words("公表対象外の理由等", "What is not published"), Words("単位", "Unit"), Words("件数", "Count")), rows
        ),
    ]


def _changes(tables: Tables) -> Words:
    if not tables.compared:
        return Words("- 以前の公表データとの比較はしていません", "- Not compared with an earlier release")
    counts = [label + Words(f"{count}件", f" {count}") for label, count in cases_by_change(tables.changes)]
    return Words("- 以前の公表データからの変更：", "- Changes since the earlier release: ") + Words.listed(counts)


def _files(tables: Tables) -> list[Words]:
    rows = [(Words.same(f"`{file_name(each)}`"), each.title + Words("：", ": ") + each.description) for each in tables]
    rows += [(Words.same(f"`{name}`"), meaning) for name, meaning in OTHER_FILES]
    counts = [Words.same(f"{len(each.rows):,}") for each in tables] + [Words.same("")] * len(OTHER_FILES)
    told = [(file, count, meaning) for (file, meaning), count in zip(rows, counts, strict=True)]
    return list(_grid((Words("ファイル", "File"), Words("行数", "Rows"), _CONTENTS), told))


def _cite(release: Release) -> list[Words]:
    survey = release.survey
    licence, page = survey.round.publication.licence.words, notes.licence_page(survey)
    link = Words.same(f" {page}" if page else "")
    return [
        Words("- 利用条件：", "- Licence: ") + licence + link,
        Words("- 出典の記載例：", "- Name the source like this: ") + notes.citation(survey),
        Words("- 編集・加工した場合は、その旨を記載してください。", "- If you have edited the data, say so."),
        Words("- 参照データ　", "- Reference data. ") + notes.reference_source(survey),
    ]


def _bold(term: Words, meaning: Words) -> Words:
    return Words("- **{term}**：{meaning}", "- **{term}**: {meaning}").fill(term=term, meaning=meaning)


def _grid(headings: Sequence[Words], rows: Sequence[Sequence[Words]]) -> Iterator[Words]:
    yield _row(headings)
    yield Words.same("| " + " | ".join(["---"] * len(headings)) + " |")
    for row in rows:
        yield _row(row)


def _row(cells: Sequence[Words]) -> Words:
    return Words(*("| " + " | ".join(cell[language] for cell in cells) + " |" for language in LANGUAGES))
