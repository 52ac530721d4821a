"""One flat table for pivot tables: a row a case, system type and prefecture, everything in words, in one language.

It holds nothing that the other tables do not, and is made for the workbook alone: whoever works with files joins them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from survey_tool.questionnaire.described.columns import Column, TableCell
from survey_tool.release.tables.all_tables import Tables
from survey_tool.release.tables.scales import population_class
from survey_tool.release.tables.table import ROUND, Table, TableRow, number_in, table
from survey_tool.wording.words import Language, Words

_ABOUT_THE_CASE = (
    "status", "prefecture_role", "lead_body_kind", "prefecture_participates", "procurement_method", "contract_form",
    "cost_bearing", "cost_split", "subsidy_used", "specification", "cost_basis", "initial_cost", "initial_cost_band",
    "annual_cost", "annual_cost_band", "annual_cost_per_head", "total_cost", "total_cost_years", "total_cost_band",
    "total_cost_per_head", "participants_count", "considering_count", "population", "employees",
    "operation_start_on_fiscal_year", "contract_end_on_fiscal_year",
)  # fmt: skip
"""Columns of the cases; of one that holds codes the label. One that a questionnaire does not have is left out."""
_PHASES = {"considering": Words("検討中", "Considering"), "ended": Words("運用終了", "Ended")}
_PHASE_OF_OTHERS = Words("実施", "Implemented")


ANALYSIS = "analysis"


def analysis_table(tables: Tables, language: Language) -> Table:
    """The table in the language of an edition. The weights of the rows of a case add up to 1."""
    types, prefectures = _by_case(tables.case_system_types.rows), _by_case(tables.case_prefectures.rows)
    regions = {row["prefecture_code"]: row[f"region_{language}"] for row in tables.prefectures.rows}
    homes = {
        case_id: [_home(row, regions[row["prefecture_code"]], language) for row in own]
        for case_id, own in prefectures.items()
    }
    rows: list[TableRow] = []
    for case in tables.cases.rows:
        of_types, of_homes = types[str(case["case_id"])], homes[str(case["case_id"])]
        weight = 1 / (len(of_types) * len(of_homes))
        about = {"case_weight": weight, **_about(case, tables.cases.names, language)}
        rows += [_type(kind, language) | home | about for kind in of_types for home in of_homes]
    titles = {each.name: each for each in tables.cases.columns}
    return table(
        ANALYSIS,
        Words("分析用の表", "For analysis"),
        Words(
            "1行が1事例1種別1都道府県です。件数は「事例の重み」の合計で求めます。",
            "A case, a type and a prefecture a row. To count cases, add up the weights.",
        ),
        (
            *(titles[name] for name in (ROUND.name, "case_id", "name")),
            *_COLUMNS,
            *(titles[name] for name in _ABOUT_THE_CASE if name in titles),
            _POPULATION_CLASS,
        ),
        rows,
        key=("case_id", "system_type", "prefecture"),
    )


def _type(row: TableRow, language: Language) -> TableRow:
    return {"main": row["main"], **{name: row[f"{name}_{language}"] for name in ("domain", "system_type")}}


def _home(row: TableRow, region: TableCell, language: Language) -> TableRow:
    return {"region": region, **{name: row[f"{name}_{language}"] for name in ("prefecture", "relation")}}


def _by_case(rows: Iterable[TableRow]) -> Mapping[str, list[TableRow]]:
    found: dict[str, list[TableRow]] = {}
    for row in rows:
        found.setdefault(str(row["case_id"]), []).append(row)
    return found


def _about(case: TableRow, names: Iterable[str], language: Language) -> TableRow:
    known = set(names)
    told = {name: case.get(f"{name}_{language}", case[name]) for name in _ABOUT_THE_CASE if name in known}
    for name in ("population", "employees"):
        told[name] = case[name]  # the number: its words are for reading
    people = population_class(number_in(case, "population"))
    phase = _PHASES.get(str(case["status"]), _PHASE_OF_OTHERS)
    return {
        **{name: case[name] for name in (ROUND.name, "case_id", "name")},
        "phase": phase[language],
        "illustrative": case["illustrative"] is not None,
        **told,
        "population_class": people[language] if people else None,
    }


_COLUMNS = (
    Column(
        "domain",
        "string",
        Words("種別の領域", "Domain of the type"),
        Words("この行の種別が属する領域。", "The domain to which the row's type belongs."),
    ),
    Column(
        "system_type",
        "string",
        Words("システム種別", "System type"),
        Words(
            "事例の種別の1つ。種別が複数の事例は、種別ごとに行があります。",
            "One of the case's types; a case with several has a row for each.",
        ),
    ),
    Column(
        "main",
        "boolean",
        Words("主たる種別", "Main type"),
        Words("この行の種別が、事例の主たる種別であるか。", "Whether it is the main type of the case."),
    ),
    Column(
        "region",
        "string",
        Words("地方", "Region"),
        Words("この行の都道府県が属する地方。", "The region in which the row's prefecture lies."),
    ),
    Column(
        "prefecture",
        "string",
        Words("都道府県", "Prefecture"),
        Words(
            "事例を表示する都道府県の1つ。複数の都道府県の事例は、都道府県ごとに行があります。",
            "One of the prefectures under which the case is shown; a case of several has a row for each.",
        ),
    ),
    Column(
        "relation",
        "string",
        Words("都道府県と事例の関係", "How the case is the prefecture's"),
        Words(
            "都道府県の回答を掲載したか、統合したか、他の都道府県の回答に記載されたものか。",
            "Whether its report is published, was merged into another, or it is named in another's report.",
        ),
    ),
    Column(
        "case_weight",
        "number",
        Words("事例の重み", "Weight of the row"),
        Words(
            "1を事例の行数で除した数。合計すると事例の件数となり、複数行の事例も1件と数えます。",
            "1 by the number of the case's rows: added up they count cases, one with several rows once.",
        ),
    ),
    Column(
        "phase",
        "string",
        Words("実施の区分", "Phase"),
        Words(
            "実施段階を3つにまとめたもの。「実施」は運用中及び準備中です。",
            'The stage in three: "Implemented" is in operation and in preparation.',
        ),
    ),
    Column(
        "illustrative",
        "boolean",
        Words("例示の値を含む", "Holds illustrative values"),
        Words("実際の値でない、例示の値が事例にあるか。", "Whether the case holds values that are no real ones."),
    ),
)
_POPULATION_CLASS = Column(
    "population_class",
    "string",
    Words("参加団体の人口の区分", "Class of population"),
    Words(
        "参加市区町村の人口の計（切り捨てた数）の区分。",
        "Class of the population of all participants together, as rounded down.",
    ),
)
