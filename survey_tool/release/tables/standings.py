"""Where each municipality stands for each system type, and which prefectures are neighbours: what readers would else reckon
from several tables, and reckon otherwise."""

from __future__ import annotations

from survey_tool.questionnaire.described.columns import Column
from survey_tool.questionnaire.vocabulary.lists import Choice
from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import Release
from survey_tool.release.tables.coverage import gaps
from survey_tool.release.tables.figures import (
    CONSIDERED,
    IMPLEMENTED,
    NO_CASE,
    NO_DATA,
    UNLISTED,
    Frames,
    only_illustrative,
    standing,
)
from survey_tool.release.tables.table import Table, TableRow, code_cells, coded, name_columns, table
from survey_tool.wording.words import Words

STANDINGS = (
    Choice(IMPLEMENTED, Words("実施", "Implemented")),
    Choice(CONSIDERED, Words("検討中", "Considering")),
    Choice(NO_CASE, Words("公表事例なし（未実施）", "No published case")),
    Choice(NO_DATA, Words("データなし", "No data")),
)
_TOWN = Words("全国地方公共団体コード（6桁の文字列）。", "National local government code, six digits as text.")
_PREFECTURE = Words("JIS X 0401（2桁の文字列）。", "JIS X 0401, two digits as text.")


def standing_table(release: Release, frames: Frames) -> Table:
    """One row a municipality and listed type. Who has joined something on no list stands in the participation."""
    types = [each.key for each in release.survey.questionnaire.lists["system_type"].unique if each.key != UNLISTED]
    stands = standing(frames, frames.types, "system_type", types, gaps(release))
    added, is_invented = only_illustrative(frames, frames.types, "system_type"), release.survey.round.is_invented
    cells = {each.key: code_cells("standing", each.key, STANDINGS) for each in STANDINGS}
    rows: list[TableRow] = [
        {
            "municipality_code": code,
            "system_type": key,
            **cells[told],
            "illustrative": (code, key) in added or is_invented,
        }
        for code, row in zip(stands.index, stands.to_numpy().tolist(), strict=True)
        for key, told in zip(types, row, strict=True)
    ]
    return table(
        "standing",
        Words("市区町村の種別ごとの状況", "Where municipalities stand by system type"),
        Words(
            "1行が1市区町村1種別です。運用終了を除く公表事例によります。公表事例がないことは、システムがないことを意味しません。",
            "A municipality and a type a row, from published cases that have not ended. No published case does not mean that there "
            "is no such system.",
        ),
        (
            Column("municipality_code", "string", Words("団体コード", "Local government code"), _TOWN, {"required": True, "pattern": r"\d{6}"}),
            Column("system_type", "string", Words("システム種別", "System type"), Words("種別のコード。", "Code of the type."), {"required": True}),
            *coded("standing", Words("状況", "Standing"), _STANDING, STANDINGS),
            Column("illustrative", "boolean", Words("例示", "Illustrative"), _ADDED, {"required": True}),
        ),
        rows,
        key=("municipality_code", "system_type"),
        refers={
            "municipality_code": ("municipalities", "municipality_code"),
            "system_type": ("system_types", "system_type"),
        },
    )  # fmt: skip


def neighbours_table(survey: Survey) -> Table:
    """One row an ordered pair of neighbouring prefectures."""
    places = survey.places
    rows: list[TableRow] = [
        {
            "prefecture_code": code,
            "neighbour_code": other,
            "neighbour_ja": places.prefectures[other].name.ja,
            "neighbour_en": places.prefectures[other].name.en,
        }
        for code in places.prefectures
        for other in places.neighbours_of(code)
    ]
    limits = {"required": True, "pattern": r"\d{2}"}
    return table(
        "prefecture_neighbours",
        Words("隣接する都道府県", "Neighbouring prefectures"),
        Words(
            "参照データ。陸地で接し、又は橋若しくはトンネルで結ばれている都道府県。1組を両方の向きで示します。",
            "Reference data: prefectures that share a border or are joined by a bridge or a tunnel; each pair in both directions.",
        ),
        (
            Column("prefecture_code", "string", Words("都道府県コード", "Prefecture code"), _PREFECTURE, limits),
            Column(
                "neighbour_code",
                "string",
                Words("隣接する都道府県コード", "Code of the neighbour"),
                _PREFECTURE,
                limits,
            ),
            *name_columns("neighbour", Words("隣接する都道府県", "Neighbour")),
        ),
        rows,
        key=("prefecture_code", "neighbour_code"),
        refers={
            "prefecture_code": ("prefectures", "prefecture_code"),
            "neighbour_code": ("prefectures", "prefecture_code"),
        },
    )


_STANDING = Words(
    "implementedは○、consideringは△のある市区町村。no_dataは、都道府県の回答がないか、その種別の回答を確認中であることを示します。",
    "implemented with ○, else considering with △; no_data where the prefecture has not answered, or its answer for that type is "
    "being settled.",
)
_ADDED = Words(
    "trueは、例示のために加えた参加のみによるもの。",
    "True where it rests on participation that was added for illustration alone.",
)
