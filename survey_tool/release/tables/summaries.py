"""The tables of what cases are counted by: system types, prefectures, municipalities."""

from __future__ import annotations

from dataclasses import replace

from survey_tool.questionnaire.described.columns import Column
from survey_tool.questionnaire.vocabulary.lists import Choice
from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import Release
from survey_tool.release.tables.coverage import COVERAGE, coverage, gaps
from survey_tool.release.tables.figures import OTHERS, UNLISTED, Figures, Frames, count_by, shown_as
from survey_tool.release.tables.table import Table, TableRow, code_cells, coded, name_columns, table
from survey_tool.wording.words import Words

OTHERS_LABEL = Words("その他", "Others")
KINDS = (
    Choice("designated_city", Words("指定都市", "Designated city")),
    Choice("city", Words("市", "City")),
    Choice("town", Words("町", "Town")),
    Choice("village", Words("村", "Village")),
    Choice("special_ward", Words("特別区", "Special ward")),
)


def system_types_table(survey: Survey, frames: Frames) -> Table:
    """One row a system type of the code list, with its counts and under what it is tabulated."""
    types, domains = survey.questionnaire.lists["system_type"].unique, survey.questionnaire.lists["domain"]
    statuses, tabulated = statuses_of(survey), shown_as(count_by(frames.types, "system_type"))
    shown_under = (*types, Choice(OTHERS, OTHERS_LABEL))
    rows: list[TableRow] = []
    for choice in types:
        domain = None if choice.key == UNLISTED else domains[choice.parent or ""]
        own = frames.under(frames.types, "system_type", choice.key)
        rows.append(
            {
                **code_cells("system_type", choice.key, types),
                **code_cells("domain", domain.key if domain else None, domains.unique),
                **code_cells("shown_as", tabulated.get(choice.key), shown_under),
                **_counts(own, statuses),
                "municipalities": own.municipalities,
            }
        )
    columns = (
        *coded("system_type", Words("システム種別", "System type"), Words("種別のコード。", "Code of the type.")),
        *coded("domain", Words("領域", "Domain"), _DOMAIN, domains.unique, required=False),
        *coded("shown_as", Words("集計上の種別", "Tabulated as"), _SHOWN_AS, shown_under, required=False),
        *count_columns(statuses),
        Column("municipalities", "integer", BODIES, BODIES_NOTE, _COUNT),
    )
    return table(
        "system_types",
        Words("システム種別ごとの件数", "Cases by system type"),
        Words(
            "複数の種別を対象とする事例は各種別に計上するため、種別の計は合計と一致しないことがあります。",
            "A case that covers several types is counted under each, so the types may not add up to the total.",
        ),
        columns,
        rows,
        key=("system_type",),
    )


def prefectures_table(release: Release, frames: Frames) -> Table:
    """One row a prefecture, with its coverage and counts."""
    places, statuses = release.survey.places, statuses_of(release.survey)
    covered, open_ones = coverage(release), gaps(release)
    homes = frames.participating.merge(frames.municipalities, on="municipality_code")
    bodies = count_by(homes, "prefecture_code", of="municipality_code")
    rows: list[TableRow] = [
        {
            "prefecture_code": code,
            "local_government_code": each.local_government_code,
            "prefecture_ja": each.name.ja,
            "prefecture_en": each.name.en,
            "region_ja": each.region.ja,
            "region_en": each.region.en,
            **code_cells("coverage", covered[code], COVERAGE),
            **_as_known(
                {
                    **_counts(frames.under(frames.prefectures, "prefecture_code", code), statuses),
                    "municipalities": bodies[code],
                },
                is_known=code not in open_ones,
            ),
            "municipalities_total": len(places.municipalities_of(code)),
        }
        for code, each in places.prefectures.items()
    ]
    columns = (
        Column("prefecture_code", "string", _PREFECTURE, _PREFECTURE_NOTE, {"required": True, "pattern": r"\d{2}"}),
        Column("local_government_code", "string", _CODE, _CODE_NOTE, {"required": True, "pattern": r"\d{6}"}),
        *name_columns("prefecture", Words("都道府県", "Prefecture")),
        *name_columns("region", Words("地方", "Region")),
        *coded("coverage", Words("回答の状況", "Coverage"), _COVERAGE_NOTE, COVERAGE),
        *map(_may_be_unknown, count_columns(statuses)),
        _may_be_unknown(Column("municipalities", "integer", BODIES, BODIES_NOTE, _COUNT)),
        Column("municipalities_total", "integer", Words("市区町村の総数", "All municipalities"), _ALL_NOTE, _COUNT),
    )
    return table(
        "prefectures",
        Words("都道府県ごとの件数", "Cases by prefecture"),
        Words(
            "複数の都道府県の回答を統合した事例及び他の都道府県を挙げた事例は各都道府県に計上するため、計は合計と一致しないことがあります。",
            "A case merged from the reports of several prefectures, or that names others, is counted under each, so they may not "
            "add up.",
        ),
        columns,
        rows,
        key=("prefecture_code",),
    )


def municipalities_table(survey: Survey) -> Table:
    """The reference data of all municipalities."""
    places = survey.places
    rows: list[TableRow] = [
        {
            "municipality_code": each.code,
            "prefecture_code": each.prefecture_code,
            "municipality_ja": each.name.ja,
            "municipality_en": each.name.en,
            "municipality_kana": each.kana,
            **code_cells("kind", each.kind, KINDS),
            "population": each.population,
            "population_date": places.population_date,
            "employees": each.employees,
            "employees_date": places.employees_date,
        }
        for each in places.municipalities.values()
    ]
    day = Words("データの基準日。", "The date of the data.")
    columns = (
        Column("municipality_code", "string", _CODE, _CODE_NOTE, {"required": True, "pattern": r"\d{6}"}),
        Column("prefecture_code", "string", _PREFECTURE, _PREFECTURE_NOTE, {"required": True, "pattern": r"\d{2}"}),
        *name_columns("municipality", Words("市区町村", "Municipality")),
        Column("municipality_kana", "string", Words("よみ", "Reading"), Words("ひらがな。", "In hiragana.")),
        *coded("kind", Words("区分", "Kind"), Words("団体の区分。", "Kind of body."), KINDS),
        Column(
            "population",
            "integer",
            Words("人口", "Population"),
            Words("住民基本台帳人口（人）。", "Registered residents."),
            _COUNT,
        ),
        Column("population_date", "date", Words("人口の基準日", "Population as of"), day),
        Column(
            "employees",
            "integer",
            Words("職員数", "Employees"),
            Words("全職種（人）。", "All job types, persons."),
            _COUNT,
        ),
        Column("employees_date", "date", Words("職員数の基準日", "Employees as of"), day),
    )
    return table(
        "municipalities",
        Words("市区町村", "Municipalities"),
        Words(
            "参照データ。特別区を含み、指定都市の行政区は含みません。",
            "Reference data: special wards included, wards of designated cities not.",
        ),
        columns,
        rows,
        key=("municipality_code",),
        refers={"prefecture_code": ("prefectures", "prefecture_code")},
    )


def _counts(of: Figures, statuses: tuple[Choice, ...]) -> TableRow:
    return {"cases": of.number, **{each.key: of.with_status([each.key]) for each in statuses}}


def _as_known(counts: TableRow, *, is_known: bool) -> TableRow:
    """Counts of a prefecture; nothing in place of 0 where its answer is missing or not settled."""
    return {name: value if value or is_known else None for name, value in counts.items()}


def _may_be_unknown(column: Column) -> Column:
    return replace(column, description=column.description + _NO_DATA, limits={"minimum": 0})


def statuses_of(survey: Survey) -> tuple[Choice, ...]:
    """The stages of a case, by which it is counted."""
    return survey.questionnaire.lists["status"].unique


def count_columns(statuses: tuple[Choice, ...]) -> tuple[Column, ...]:
    """The columns of the number of cases, of all and of those at each stage."""
    return (
        Column("cases", "integer", Words("公表事例数", "Published cases"), _CASES_NOTE, _COUNT),
        *(Column(each.key, "integer", each.label, _OF_WHICH.fill(status=each.key), _COUNT) for each in statuses),
    )


_COUNT = {"required": True, "minimum": 0}
_CASES_NOTE = Words(
    "公表した事例の数。運用終了を含みます。", "Number of published cases, those that have ended included."
)
_OF_WHICH = Words(
    "そのうち、現在の段階（status）が{status}の事例の数。", "Of these, cases at the stage (status) {status}."
)
BODIES = Words("参加市区町村数", "Participating municipalities")
BODIES_NOTE = Words(
    "運用終了でない事例に○のある市区町村の数（重複を除く）。",
    "Number of different municipalities with ○ in a case that has not ended.",
)
_NO_DATA = Words(
    "空欄は、データなし（都道府県の回答がないか、回答を確認中）。0ではありません。coverageがno_answer又はbeing_settledの都道府県の数は、分かっている最小の数です。",
    " Empty is no data (the prefecture has not answered, or its answer is being settled), not 0. With the coverage no_answer or "
    "being_settled, a number is the least that it can be.",
)
_ALL_NOTE = Words("域内の市区町村の数。", "Number of municipalities in the prefecture.")
_DOMAIN = Words("一覧にない種別は、事例により異なるため空欄。", "Empty for types not in the list: it differs by case.")
_SHOWN_AS = Words(
    "全国で2件以上の種別はその種別、1件の種別と一覧にない種別はothers（その他）、事例がない場合は空欄。",
    "The type itself with two or more cases nationwide, others with a single case or not in the list, empty without cases.",
)
_PREFECTURE = Words("都道府県コード", "Prefecture code")
_PREFECTURE_NOTE = Words("JIS X 0401（2桁の文字列）。", "JIS X 0401, two digits as text.")
_CODE = Words("団体コード", "Local government code")
_CODE_NOTE = Words("全国地方公共団体コード（6桁の文字列）。", "National local government code, six digits as text.")
_COVERAGE_NOTE = Words(
    "調査票の回答の状況。回答が何も記入されていない調査票は、no_answerとします。no_answerの都道府県に事例がないとは限りません。being_settledは、要修正又は複数提出の確認中の回答がある都道府県。",
    "Whether the prefecture has answered; with a blank form it has not. One with no_answer may well have cases; being_settled has answers that need "
    "correction or contradict each other.",
)
