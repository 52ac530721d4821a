"""What was added so that nobody has to reckon it from several tables: standings, neighbours, nested cases, the round in each row.

Required: section 9 of the design (`standing.csv`, `prefecture_neighbours.csv`, `cases.json`, a `round` column in every table).
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # comes with frictionless

from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import Release
from survey_tool.release.choosing.selection import select
from survey_tool.release.dashboard.facts.positions import SIGNS, Facts
from survey_tool.release.tables.all_tables import tables
from survey_tool.release.tables.csvfile import read_csv
from survey_tool.release.writing import write_data
from tests.cases import CHIYODA, a_case, a_submission, a_survey, a_wrong_case, collected
from tests.releases import invented_release
from tests.rounds import HAKODATE, SAPPORO, SMALL, a_round


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    return a_survey(tmp_path_factory.mktemp("workspace"))


@pytest.fixture(scope="module")
def release(survey: Survey) -> Release:
    return select(survey, a_round(survey))


@pytest.fixture(scope="module")
def folder(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("release") / "data"
    write_data(release, tables(release), found)
    return found


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    return read_csv(folder / f"{name}.csv")


def test_every_row_of_every_table_begins_with_the_round(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            assert (reader.fieldnames or [""])[0] == "round", path.name
            told = list(reader)
        assert {row["round"] for row in told} <= {"2026"}, path.name
    fields = {each["name"]: each["schema"]["fields"][0]["name"] for each in package(folder)["resources"]}
    assert set(fields.values()) == {"round"}


def package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_bytes())
    return found


def test_standings_are_told_for_every_municipality_and_listed_type(survey: Survey, folder: Path) -> None:
    told = {(row["municipality_code"], row["system_type"]): row for row in rows(folder, "standing")}
    types = [each.key for each in survey.questionnaire.lists["system_type"].unique if each.key != "not_in_list"]
    assert len(told) == 1741 * len(types)
    stands = {
        (SAPPORO, "G04"): "implemented",
        (HAKODATE, "G04"): "considering",
        (SAPPORO, "G05"): "no_published_case",
        (SMALL, "B01"): "implemented",  # covered as well
        ("131032", "G04"): "no_published_case",  # its case has ended
        (SAPPORO, "G07"): "no_data",  # that case awaits correction
        (CHIYODA, "G08"): "no_published_case",  # publication not agreed: it shows by no blank
        ("022012", "G04"): "no_data",  # Aomori has not answered
        ("472018", "G04"): "no_published_case",  # Okinawa has nothing to report
    }
    assert {pair: told[pair]["standing"] for pair in stands} == stands
    assert told[SAPPORO, "G07"]["standing_ja"] == "データなし"
    assert {row["illustrative"] for row in told.values()} == {"false"}


@pytest.mark.slow
def test_standings_are_those_of_the_dashboard(tmp_path: Path) -> None:
    release = invented_release(tmp_path)
    told = tables(release)
    facts = Facts(release, told, "ja")
    alone = [group for group in facts.groups if group.key != "others"]
    shown = Counter((group.key, signs[group.position - 1]) for signs in facts.standings for group in alone)
    keys = {group.key for group in alone}
    counted = Counter(
        (str(row["system_type"]), SIGNS[str(row["standing"])])
        for row in told.standing.rows
        if row["system_type"] in keys
    )
    assert counted == shown
    assert {row["illustrative"] for row in told.standing.rows} == {True}


@pytest.mark.slow
def test_the_largest_table_is_valid_too(folder: Path) -> None:
    report = Package(str(folder / "datapackage.json")).validate(limit_rows=5_000)
    assert report.valid, report.flatten(["title", "fieldName", "rowNumber", "message"])


def test_neighbours_stand_in_both_directions(survey: Survey, folder: Path) -> None:
    told = {(row["prefecture_code"], row["neighbour_code"]) for row in rows(folder, "prefecture_neighbours")}
    assert len(told) == 2 * len(survey.places.neighbour_pairs)
    assert all((other, code) in told for code, other in told)
    assert {other for code, other in told if code == "01"} == {"02"}
    assert not any(code == "47" for code, _ in told)


def test_a_nested_case_holds_all_that_belongs_to_it(folder: Path) -> None:
    told = json.loads((folder / "cases.json").read_bytes())
    assert (told["round"], told["published_on"]) == ("2026", "2027-03-01")
    schema = json.loads((folder / "cases.schema.json").read_bytes())
    faults = [
        error.message for case in told["cases"] for error in Draft202012Validator(schema).iter_errors(case["answers"])
    ]
    assert faults == []
    assert [case["case_id"] for case in told["cases"]] == [row["case_id"] for row in rows(folder, "cases")]
    merged = next(case for case in told["cases"] if case["case_id"] == "31-2026-01")
    assert merged["prefectures"] == [
        {"prefecture_code": "31", "relation": "reported"}, {"prefecture_code": "33", "relation": "merged"},
    ]  # fmt: skip
    assert merged["participation"] == [
        {"municipality_code": "312011", "mark": "participating", "illustrative": False},
        {"municipality_code": "331007", "mark": "participating", "illustrative": False},
    ]
    second = next(case for case in told["cases"] if case["case_id"] == "01-2026-02")
    assert second["system_types"] == [{"system_type": "G05", "main": True}, {"system_type": "B01", "main": False}]
    assert second["as_of"] == "2026-10-01"


def test_private_answers_are_in_no_nested_case(folder: Path, release: Release) -> None:
    text = (folder / "cases.json").read_text(encoding="utf-8")
    questions = release.survey.questionnaire.case.questions()
    assert [key for key, each in questions.items() if not each.is_published and f'"{key}"' in text] == []


def test_an_unsettled_prefecture_is_without_data_for_all_that_it_may_still_say(survey: Survey) -> None:
    held_back = collected(
        survey, a_submission(survey, "13", a_wrong_case(survey, "13-2026-01"), status="needs_correction", held_back=True),
        a_submission(survey, "27", a_case(survey, "27-2026-01", {})),
    )  # fmt: skip
    told = tables(select(survey, held_back)).standing
    stands = {(row["municipality_code"], row["standing"]) for row in told.rows}
    assert (CHIYODA, "no_data") in stands
    assert not any(code == CHIYODA and standing != "no_data" for code, standing in stands)
