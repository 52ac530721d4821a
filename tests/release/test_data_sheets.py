"""The data sheets hold every published table, one made for pivot tables among them, and are not printed with the workbook.

Required: section 9 of the design (data sheets as Excel tables with labelled headings, a flat `analysis`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.selection import select
from survey_tool.release.dashboard import write_dashboard
from survey_tool.release.dashboard.data_sheets import data_tables, headings
from survey_tool.release.tables.all_tables import Tables, tables
from survey_tool.release.tables.analysis import analysis_table
from survey_tool.release.tables.scales import population_class
from survey_tool.release.tables.table import Table, number_in
from survey_tool.wording.words import LANGUAGES, Language
from tests.cases import CHIYODA, a_case, a_survey, reported
from tests.ooxml import problems
from tests.releases import empty_release, invented_release
from tests.rounds import a_round


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    return a_survey(tmp_path_factory.mktemp("workspace"))


@pytest.fixture(scope="module")
def told(survey: Survey) -> Tables:
    return tables(select(survey, a_round(survey)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_a_sheet_but_for_the_one_of_75_000_rows(language: Language, told: Tables) -> None:
    published = {each.name for each in fields(told) if isinstance(getattr(told, each.name), Table)}
    shown = {each.name for each in data_tables(told, language).values()}
    assert shown == published - {"standing"} | {"analysis"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_headings_of_a_sheet_are_alike(language: Language, told: Tables) -> None:
    for name, table in data_tables(told, language).items():
        heads = [each.lower() for each in headings(table, language)]
        assert len(set(heads)) == len(heads), name
        assert all(len(each) <= 255 for each in heads)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_weights_of_the_flat_table_add_up_to_the_cases(language: Language, tmp_path: Path) -> None:
    told = tables(invented_release(tmp_path))
    rows = analysis_table(told, language).rows
    weights: dict[str, float] = {}
    for row in rows:
        case_id = str(row["case_id"])
        weights[case_id] = weights.get(case_id, 0) + (number_in(row, "case_weight") or 0)
    assert set(weights) == {str(row["case_id"]) for row in told.cases.rows}
    assert all(abs(weight - 1) < 1e-9 for weight in weights.values())
    by_type = Counter(row["system_type"] for row in {(r["case_id"], r["system_type"]): r for r in rows}.values())
    wanted = {row[f"system_type_{language}"]: row["cases"] for row in told.system_types.rows if row["cases"]}
    assert by_type == wanted
    by_prefecture = Counter(row["prefecture"] for row in {(r["case_id"], r["prefecture"]): r for r in rows}.values())
    assert by_prefecture == {
        row[f"prefecture_{language}"]: row["cases"] for row in told.prefectures.rows if row["cases"]
    }


def test_the_flat_table_says_all_in_words(survey: Survey) -> None:
    case = a_case(survey, "13-2026-01", {CHIYODA: "participating"}, co_prefectures=("14",), system_types_also=("B01",))
    told = tables(select(survey, reported(survey, case)))
    rows = analysis_table(told, "ja").rows
    assert [(row["system_type"], row["prefecture"], row["relation"]) for row in rows] == [
        ("電子契約", "東京都", "回答を掲載"),
        ("電子契約", "神奈川県", "他の都道府県の回答に記載"),
        ("施設予約", "東京都", "回答を掲載"),
        ("施設予約", "神奈川県", "他の都道府県の回答に記載"),
    ]
    first = rows[0]
    assert (first["phase"], first["status"], first["cost_basis"], first["region"]) == (
        "実施", "運用中", "参加団体全体", "関東",
    )  # fmt: skip
    assert (first["annual_cost"], first["annual_cost_band"]) == (13200, "10,000千円以上50,000千円未満")
    assert (first["population_class"], first["case_weight"], first["illustrative"]) == (
        "5万人以上10万人未満",
        0.25,
        False,
    )


@pytest.mark.parametrize(
    ("population", "ja"),
    [
        (None, None),
        (0, "1万人未満"),
        (10_000, "1万人以上5万人未満"),
        (290_000, "10万人以上30万人未満"),
        (990_000, "30万人以上100万人未満"),
        (1_000_000, "100万人以上"),
    ],
)
def test_classes_of_population(population: int | None, ja: str | None) -> None:
    words = population_class(population)
    assert (words.ja if words else None) == ja


@pytest.mark.slow
@pytest.mark.parametrize("empty", [False, True])
def test_only_the_dashboard_is_printed_with_the_workbook(
    empty: bool, survey: Survey, told: Tables, tmp_path: Path
) -> None:
    """What is set to be printed of a data sheet is one cell with nothing in it."""
    release = empty_release(tmp_path) if empty else select(survey, a_round(survey))
    own = tables(release) if empty else told
    path = tmp_path / "dashboard.xlsx"
    write_dashboard(release, own, "en", path)
    assert problems(path) == []
    book: Any = load_workbook(path)
    for name in data_tables(own, "en"):
        left, top, right, bottom = range_boundaries(book[name].print_area.split("!")[-1].replace("$", ""))
        assert (left, top) == (right, bottom), name
        assert left > book[name].max_column
        assert book[name].cell(top, left).value is None
