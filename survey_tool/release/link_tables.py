"""The tables that say what belongs to a case: its participants, its system types, its prefectures. One pair a row."""

from __future__ import annotations

from survey_tool.questionnaire.columns import Cell, Column, label_columns
from survey_tool.questionnaire.lists import Choice
from survey_tool.questionnaire.words import Words
from survey_tool.release.release import PublishedCase, Release
from survey_tool.release.table import Table, table

MARKS = (
    Choice("participating", Words("参加", "Participating")),
    Choice("considering", Words("検討中", "Considering")),
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
        Column(
            "mark",
            "string",
            title,
            Words("基準日（participants_as_of）現在の状況。", "As of the date participants_as_of of the case."),
            {"required": True},
            MARKS,
        ),
        *label_columns("mark", title),
        Column(
            "illustrative",
            "boolean",
            Words("例示", "Illustrative"),
            Words("例示のために加えたもの。", "No real participation, added for illustration."),
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
        [record for case in _in_order(release) for record in _participation(case)],
        key=("case_id", "municipality_code"),
        refers={"case_id": _TO_CASES, "municipality_code": ("municipalities", "municipality_code")},
    )


def case_types_table(release: Release) -> Table:
    """One row a case and system type that it covers."""
    lists = release.survey.questionnaire.lists
    domains = {choice.key: str(choice.parent) for choice in lists["system_type"].unique if choice.key != "not_in_list"}
    records: list[dict[str, Cell]] = [
        {
            "case_id": case.case_id,
            "system_type": each,
            "domain": domains.get(each, str(case["domain"])),
            "main": position == 0,
        }
        for case in _in_order(release)
        for position, each in enumerate(case.system_types)
    ]
    columns = (
        _CASE_ID,
        Column(
            "system_type",
            "string",
            Words("システム種別", "System type"),
            Words("事例が対象とする種別。", "A type that the case covers."),
            {"required": True},
            lists["system_type"].unique,
        ),
        Column(
            "domain",
            "string",
            Words("種別の領域", "Domain of the type"),
            Words("一覧にない種別は、事例の領域。", "That of the case for a type that is not in the list."),
            {"required": True},
            lists["domain"].unique,
        ),
        Column(
            "main",
            "boolean",
            Words("主たる種別", "Main type"),
            Words("併せて対象とする種別はfalse。", "False for a type that is covered besides."),
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
        records,
        key=("case_id", "system_type"),
        refers={"case_id": _TO_CASES, "system_type": ("system_types", "system_type")},
    )


def case_prefectures_table(release: Release) -> Table:
    """One row a case and prefecture under which it is shown."""
    records: list[dict[str, Cell]] = [
        {"case_id": case.case_id, "prefecture_code": code, "kept": position == 0}
        for case in _in_order(release)
        for position, code in enumerate(case.prefecture_codes)
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
        Column(
            "kept",
            "boolean",
            Words("掲載した回答", "Report that is published"),
            Words(
                "falseは、この回答が他の都道府県の回答に統合されたことを示します。",
                "False where this prefecture's report was merged into another one's.",
            ),
            {"required": True},
        ),
    )
    return table(
        "case_prefectures",
        Words("事例の都道府県", "Prefectures of the cases"),
        Words("事例を表示する都道府県。", "Prefectures under which a case is shown."),
        columns,
        records,
        key=("case_id", "prefecture_code"),
        refers={"case_id": _TO_CASES, "prefecture_code": ("prefectures", "prefecture_code")},
    )


_CODE_TITLE = Words("団体コード", "Local government code")
_CODE = Words("全国地方公共団体コード（6桁の文字列）。", "National local government code, six digits as text.")


def _participation(case: PublishedCase) -> list[dict[str, Cell]]:
    labels = {mark.key: mark.label for mark in MARKS}
    return [
        {
            "case_id": case.case_id,
            "municipality_code": code,
            "mark": mark,
            "mark_ja": labels[mark].ja,
            "mark_en": labels[mark].en,
            "illustrative": code in case.illustrative,
        }
        for code, mark in sorted(case.marks.items())
    ]


def _in_order(release: Release) -> list[PublishedCase]:
    return sorted(release.cases, key=lambda case: case.case_id)
