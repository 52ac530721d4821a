"""The tables that say what belongs to a case: its participants, its system types, its prefectures. One pair a row."""

from __future__ import annotations

from survey_tool.questionnaire.described.columns import Column
from survey_tool.questionnaire.vocabulary.lists import Choice
from survey_tool.release.choosing.release import PublishedCase, Release
from survey_tool.release.tables.table import Table, TableRow, code_cells, coded, name_columns, table
from survey_tool.wording.words import Words

MARKS = (
    Choice("participating", Words("参加", "Participating")),
    Choice("considering", Words("検討中", "Considering")),
)
RELATIONS = (
    Choice("reported", Words("回答を掲載", "Its report is published")),
    Choice("merged", Words("回答を統合", "Its report was merged")),
    Choice("named", Words("他の都道府県の回答に記載", "Named in another's report")),
)
_TO_CASES = ("cases", "case_id")
_CASE_ID = Column(
    "case_id",
    "string",
    Words("事例番号", "Case ID"),
    Words("casesの事例番号。", "Case ID of the table cases."),
    {"required": True},
)


def participation_table(release: Release) -> Table:
    """One row a case and municipality with ○ or △."""
    title = Words("参加状況", "Participation")
    columns = (
        _CASE_ID,
        Column("municipality_code", "string", _CODE_TITLE, _CODE, {"required": True, "pattern": r"\d{6}"}),
        *coded(
            "mark",
            title,
            Words(
                "事例の基準日（表casesのas_of）現在の状況。participatingは調査票の○、consideringは△。",
                "As of the case's date as_of in the table cases: participating is the form's ○, considering its △.",
            ),
            MARKS,
        ),
        Column(
            "illustrative",
            "boolean",
            Words("例示", "Illustrative"),
            Words(
                "trueは、実際の参加ではなく、例示のために加えたもの。",
                "True where it is no real participation but was added for illustration.",
            ),
            {"required": True},
        ),
    )
    return table(
        "participation",
        title,
        Words(
            "事例に参加し、又は参加を検討している市区町村。1行が1事例1市区町村です。",
            "Municipalities that take part in a case or consider it, a case and a municipality a row.",
        ),
        columns,
        (row for case in _in_order(release) for row in _participation(case)),
        key=("case_id", "municipality_code"),
        refers={"case_id": _TO_CASES, "municipality_code": ("municipalities", "municipality_code")},
    )


def case_types_table(release: Release) -> Table:
    """One row a case and system type that it covers."""
    lists = release.survey.questionnaire.lists
    domains = {choice.key: str(choice.parent) for choice in lists["system_type"].unique if choice.key != "not_in_list"}
    rows: list[TableRow] = [
        {
            "case_id": case.case_id,
            **code_cells("system_type", each, lists["system_type"].unique),
            **code_cells("domain", domains.get(each, str(case["domain"])), lists["domain"].unique),
            "main": position == 0,
        }
        for case in _in_order(release)
        for position, each in enumerate(case.system_types)
    ]
    columns = (
        _CASE_ID,
        *coded(
            "system_type",
            Words("システム種別", "System type"),
            Words("事例が対象とする種別。", "A type that the case covers."),
            lists["system_type"].unique,
        ),
        *coded(
            "domain",
            Words("種別の領域", "Domain of the type"),
            Words(
                "種別が属する領域。一覧にない種別は、事例の領域。",
                "Domain that the type belongs to; that of the case for a type that is not in the list.",
            ),
            lists["domain"].unique,
        ),
        Column(
            "main",
            "boolean",
            Words("主たる種別", "Main type"),
            Words(
                "trueは主たる種別、falseは併せて対象とする種別。",
                "True for the main type, false for one that is covered besides.",
            ),
            {"required": True},
        ),
    )
    return table(
        "case_system_types",
        Words("事例のシステム種別", "System types of the cases"),
        Words(
            "事例が対象とする種別。件数は各種別に計上するため、種別の計は合計と一致しないことがあります。",
            "Types that a case covers. It is counted under each, so the types may not add up to the total.",
        ),
        columns,
        rows,
        key=("case_id", "system_type"),
        refers={"case_id": _TO_CASES, "system_type": ("system_types", "system_type")},
    )


def case_prefectures_table(release: Release) -> Table:
    """One row a case and prefecture under which it is shown."""
    prefectures = release.survey.places.prefectures
    rows: list[TableRow] = [
        {
            "case_id": case.case_id,
            "prefecture_code": code,
            "prefecture_ja": prefectures[code].name.ja,
            "prefecture_en": prefectures[code].name.en,
            **code_cells("relation", _relation(case, code), RELATIONS),
        }
        for case in _in_order(release)
        for code in case.shown_under
    ]
    columns = (
        _CASE_ID,
        Column(
            "prefecture_code",
            "string",
            Words("都道府県コード", "Prefecture code"),
            Words("事例を表示する都道府県。", "A prefecture under which the case is shown."),
            {"required": True, "pattern": r"\d{2}"},
        ),
        *name_columns("prefecture", Words("都道府県", "Prefecture")),
        *coded(
            "relation",
            Words("都道府県と事例の関係", "How the case is the prefecture's"),
            Words(
                "reportedはこの都道府県の回答を掲載した事例、mergedは他の都道府県の回答に統合した事例、namedは他の都道府県の回答が"
                "この都道府県を挙げた事例。",
                "reported: this prefecture's report is published; merged: its report was merged into another one's; named: another "
                "prefecture's report names it.",
            ),
            RELATIONS,
        ),
    )
    return table(
        "case_prefectures",
        Words("事例の都道府県", "Prefectures of the cases"),
        Words(
            "事例を表示する都道府県。1行が1事例1都道府県です。回答を統合した事例及び他の都道府県を挙げた事例は、複数の行になります。",
            "Prefectures under which a case is shown, a case and a prefecture a row; several where reports were merged or others "
            "are named.",
        ),
        columns,
        rows,
        key=("case_id", "prefecture_code"),
        refers={"case_id": _TO_CASES, "prefecture_code": ("prefectures", "prefecture_code")},
    )


def _relation(case: PublishedCase, code: str) -> str:
    if code == case.prefecture_codes[0]:
        return "reported"
    return "merged" if code in case.prefecture_codes else "named"


_CODE_TITLE = Words("団体コード", "Local government code")
_CODE = Words("全国地方公共団体コード（6桁の文字列）。", "National local government code, six digits as text.")


def _participation(case: PublishedCase) -> list[TableRow]:
    return [
        {
            "case_id": case.case_id,
            "municipality_code": code,
            **code_cells("mark", mark, MARKS),
            "illustrative": code in case.illustrative,
        }
        for code, mark in sorted(case.marks.items())
    ]


def _in_order(release: Release) -> list[PublishedCase]:
    return sorted(release.cases, key=lambda case: case.case_id)
