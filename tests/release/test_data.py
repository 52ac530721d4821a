"""The published data are valid by their own descriptor, whole when read back, and say what the release says."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import re
import subprocess
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # comes with frictionless

from survey_tool.intake.judging.submission import Collected
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.vocabulary.kinds import Amount
from survey_tool.questionnaire.vocabulary.lists import CodeList
from survey_tool.reference.survey import Survey
from survey_tool.release.capacity import TooMuchForExcel
from survey_tool.release.choosing.release import Release
from survey_tool.release.choosing.selection import select
from survey_tool.release.data import notes
from survey_tool.release.data.card import TABLE_USE
from survey_tool.release.publish import LeftToCorrect, Published, publish
from survey_tool.release.tables.all_tables import Tables, tables
from survey_tool.release.tables.csvfile import as_text, read_csv
from survey_tool.wording.formulas import plain, safe
from survey_tool.wording.words import Words
from tests.cases import (
    CHIYODA,
    CHUO,
    a_case,
    a_submission,
    a_survey,
    case_answers,
    collected,
    reported,
    unreadable,
    which_asks,
)
from tests.office import Office, find_programs
from tests.questionnaire.test_schemas import CaseWithMore
from tests.rounds import SAPPORO, SMALL, a_round, no_dashboard

Row = dict[str, str]

FORMULA_SIGNS = (*"=+-@＝＋－＠", *"\t\r\n")  # what Excel and LibreOffice take for the beginning of a formula


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return a_survey(tmp_path)


def published(survey: Survey, given: Collected, **more: Any) -> Published:
    """A release without the workbooks."""
    return publish(survey, given, ("ja",), write_dashboards=no_dashboard, **more)


def data(survey: Survey) -> Path:
    return survey.published / "data"


def rows(survey: Survey, name: str) -> list[Row]:
    """The rows of a file exactly as they are written, apostrophes and all."""
    with (data(survey) / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def descriptor(survey: Survey) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((data(survey) / "datapackage.json").read_text(encoding="utf-8"))
    return found


def assert_valid(survey: Survey, leave_out: Collection[str] = ("standing",)) -> None:
    """What `frictionless validate` judges: descriptor, types, constraints, keys, sizes and hashes. The table of 75,000 rows is
    left out where it is not what a test is about."""
    package = Package(str(data(survey) / "datapackage.json"))
    for name in leave_out:
        package.remove_resource(name)
    report = package.validate()
    assert report.valid, report.flatten(["title", "fieldName", "rowNumber", "message"])


ODD = "=cmd|'/C calc'!A1"
ROUNDS: dict[str, Callable[[Survey], Collected]] = {
    "a round": a_round,
    "nobody answered": collected,
    "nothing to report": lambda survey: collected(survey, a_submission(survey, "01")),
    "only unreadable": lambda survey: collected(survey, unreadable("x.xlsx")),
    "odd text": lambda survey: reported(
        survey, a_case(survey, "01-2026-01", name=ODD, summary='"a",\nb\r\n;', vendor="'=1", background="　全角　")
    ),
    "no figure known": lambda survey: reported(
        survey,
        a_case(survey, "01-2026-01", initial_cost="unknown", annual_cost="not_applicable", total_cost="not_disclosed",
               total_cost_years=None, cost_basis=None, contract_on="unknown", operation_start_on="2005年度"),
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", ROUNDS)
def test_every_release_is_a_valid_data_package(survey: Survey, name: str) -> None:
    published(survey, ROUNDS[name](survey))
    assert_valid(survey)


@pytest.mark.slow
def test_frictionless_finds_what_is_broken(survey: Survey) -> None:
    """The proof above can fail: a participant of a case that is not there, a code that is none."""
    published(survey, a_round(survey))
    path = data(survey) / "participation.csv"
    broken = path.read_bytes().replace(b'"01-2026-01","011002"', b'"01-2026-99","11002"')
    path.write_bytes(broken)
    found = descriptor(survey)
    resource = next(each for each in found["resources"] if each["name"] == "participation")
    resource |= {"bytes": len(broken), "hash": f"sha256:{hashlib.sha256(broken).hexdigest()}"}
    report = Package(found, basepath=str(data(survey))).validate()
    assert {error[0] for error in report.flatten(["type"])} == {"foreign-key", "constraint-error"}


@pytest.mark.slow
def test_a_question_that_is_added_is_published_as_declared(survey: Survey) -> None:
    more = which_asks(Questionnaire(survey.questionnaire.lists, CaseWithMore), survey)
    case = a_case(more, "01-2026-01", cloud="yes", cloud_note="甲")
    published(more, reported(more, case))
    assert_valid(more)
    (row,) = rows(more, "cases.csv")
    assert (row["cloud"], row["cloud_ja"], row["cloud_en"], row["cloud_note"]) == ("yes", "利用する", "Yes", "甲")
    schema = json.loads((data(more) / "cases.schema.json").read_text(encoding="utf-8"))
    assert "cloud" in schema["required"]


@pytest.mark.slow
def test_a_list_that_the_secretariat_edits_is_published_as_edited(survey: Survey) -> None:
    lists = survey.questionnaire.lists
    types = list(lists["system_type"])
    types[3] = replace(types[3], key="G.04(x)", label=Words("電子契約A", "E-contract A"))
    edited = which_asks(Questionnaire({**lists, "system_type": CodeList("system_type", tuple(types))}), survey)
    published(edited, reported(edited, a_case(edited, "01-2026-01", system_type="G05", system_types_also=("G.04(x)",))))
    assert_valid(edited)
    assert [row["system_types_also_ja"] for row in rows(edited, "cases.csv")] == ["電子契約A"]


@pytest.mark.slow
def test_the_files_of_a_release(survey: Survey) -> None:
    result = published(survey, a_round(survey))
    tables_ = ("case_prefectures", "case_system_types", "cases", "changes", "exclusions", "municipalities",
               "participation", "prefecture_neighbours", "prefectures", "series", "standing", "system_types")  # fmt: skip
    data_files = {f"data/{each}.csv" for each in tables_} | {
        "data/README.md", "data/cases.json", "data/cases.schema.json", "data/datapackage.json", "data/dcat.jsonld",
    }  # fmt: skip
    assert set(result.files) == data_files | {
        "joint-procurement_2026_ja.html", "joint-procurement_2026_ja.xlsx", "SHA256SUMS",
    }  # fmt: skip
    on_disk = {path.relative_to(survey.published).as_posix() for path in survey.published.rglob("*") if path.is_file()}
    assert on_disk == set(result.files)


@pytest.mark.slow
def test_csv_is_quoted_with_bom_and_lf(survey: Survey) -> None:
    odd = a_case(survey, "01-2026-01", summary='"a",\r\nb\rc')
    published(survey, reported(survey, odd, a_case(survey, "13-2026-01")))
    for path in data(survey).glob("*.csv"):
        content = path.read_bytes()
        assert content.startswith(b'\xef\xbb\xbf"'), path.name
        assert b"\r" not in content
        assert content.endswith(b'"\n')
        assert re.fullmatch(r'(("([^"]|"")*",)*"([^"]|"")*"\n)+', content.decode("utf-8-sig")), path.name


@pytest.mark.slow
def test_checksums_are_those_of_the_files(survey: Survey) -> None:
    result = published(survey, a_round(survey))
    lines = (survey.published / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    assert sorted(sums) == sorted(set(result.files) - {"SHA256SUMS"})
    for name, digest in sums.items():
        assert hashlib.sha256((survey.published / name).read_bytes()).hexdigest() == digest


@pytest.mark.slow
def test_what_is_written_is_what_the_release_tells(survey: Survey) -> None:
    release = select(survey, a_round(survey))
    told = tables(release)
    published(survey, a_round(survey))
    for table in told:
        back = read_csv(data(survey) / f"{table.name}.csv")
        assert back == [{name: as_text(cell) for name, cell in row.items()} for row in table.rows], table.name


@pytest.mark.slow
def test_reported_is_published_and_excluded(survey: Survey) -> None:
    result = published(survey, a_round(survey))
    excluded = {row["reason"]: int(row["count"]) for row in rows(survey, "exclusions.csv") if row["unit"] == "case"}
    assert len(rows(survey, "cases.csv")) + sum(excluded.values()) == result.release.reported == 10
    assert {reason: count for reason, count in excluded.items() if count} == {
        "needs_correction": 1, "not_consented": 1, "double_report": 1,
    }  # fmt: skip
    beside = {
        row["reason"]: (row["unit"], row["count"]) for row in rows(survey, "exclusions.csv") if row["unit"] != "case"
    }
    assert beside == {"no_answer": ("prefecture", "42"), "unreadable": ("file", "1")}
    assert set(rows(survey, "exclusions.csv")[0]) == {
        "round", "reason", "reason_ja", "reason_en", "unit", "unit_ja", "unit_en", "count",
    }  # fmt: skip


@pytest.mark.slow
def test_five_answers_about_an_amount_stay_five(survey: Survey) -> None:
    told = {"01": 0, "02": "not_disclosed", "03": "unknown", "04": "not_applicable", "05": None}
    cases = [a_case(survey, f"{code}-2026-01", initial_cost=answer) for code, answer in told.items()]
    published(survey, reported(survey, *cases))
    found = [
        (row["initial_cost"], row["initial_cost_status"], row["initial_cost_band"]) for row in rows(survey, "cases.csv")
    ]
    assert found == [
        ("0", "amount", "zero"), ("", "not_disclosed", ""), ("", "unknown", ""), ("", "not_applicable", ""), ("", "blank", ""),
    ]  # fmt: skip


@pytest.mark.slow
def test_keys_and_both_labels_stand_side_by_side(survey: Survey) -> None:
    published(survey, a_round(survey))
    row = next(each for each in rows(survey, "cases.csv") if each["case_id"] == "01-2026-02")
    assert (row["system_type"], row["system_type_ja"]) == ("G05", "文書管理・電子決裁")
    assert (row["system_types_also"], row["system_types_also_en"]) == ("B01", "Facility reservation")
    assert (row["prefecture_code"], row["prefecture_ja"], row["prefecture_en"]) == ("01", "北海道", "Hokkaido")
    assert (row["status"], row["status_ja"], row["status_en"]) == ("in_operation", "運用中", "In operation")
    marks = [
        (each["municipality_code"], each["mark"], each["mark_ja"]) for each in rows(survey, "participation.csv")[:2]
    ]
    assert marks == [(SAPPORO, "participating", "参加"), ("012025", "considering", "検討中")]


@pytest.mark.slow
def test_every_code_of_a_list_has_its_labels_beside_it(survey: Survey) -> None:
    """In every table, as the descriptor tells the list; only the reference of another table's key goes without."""
    published(survey, a_round(survey))
    coded = 0
    for resource in descriptor(survey)["resources"]:
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        names = list(fields)
        for name in (name for name, field in fields.items() if "categories" in field):
            coded += 1
            at = names.index(name)
            assert names[at + 1 : at + 3] == [f"{name}_ja", f"{name}_en"], (resource["name"], name)
            labels = {"": "", **{each["value"]: each["label"] for each in fields[name]["categories"]}}
            for row in rows(survey, resource["path"]):
                told = " / ".join(dict.fromkeys((row[f"{name}_ja"], row[f"{name}_en"])))
                assert told == labels[row[name]], (resource["name"], name)
    assert coded > 30


@pytest.mark.slow
def test_every_column_is_described_and_names_only_columns_that_are_there(survey: Survey) -> None:
    published(survey, a_round(survey))
    for resource in descriptor(survey)["resources"]:
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        for name, field in fields.items():
            assert len(field["description"].split(" / ")) >= 2, (resource["name"], name)
            labelled = re.match(r"(\w+?)の(日本語|英語)ラベル", field["description"])
            assert labelled is None or labelled[1] in fields, (resource["name"], name)


@pytest.mark.slow
def test_values_added_for_illustration_are_marked_cell_by_cell(survey: Survey) -> None:
    (survey.workspace / "illustrative.csv").write_text(
        f"case_id,key\n13-2026-01,specification\n13-2026-01,initial_cost\n13-2026-01,remarks\n13-2026-01,{CHUO}\n",
        encoding="utf-8",
    )
    case = a_case(survey, "13-2026-01", {CHIYODA: "participating", CHUO: "participating"}, initial_cost="unknown")
    published(survey, reported(survey, case, a_case(survey, "01-2026-01")))
    assert {row["case_id"]: row["illustrative"] for row in rows(survey, "cases.csv")} == {
        "01-2026-01": "",
        # What is reckoned from an added participant is marked too; a private question is not even named.
        "13-2026-01": "initial_cost;annual_cost_per_head;total_cost_per_head;specification;participants_count;population;employees",
    }
    marks = {row["municipality_code"]: row["illustrative"] for row in rows(survey, "participation.csv")}
    assert (marks[CHIYODA], marks[CHUO]) == ("false", "true")
    assert notes.ILLUSTRATIVE.ja in (data(survey) / "README.md").read_text(encoding="utf-8")
    assert_valid(survey)


@pytest.mark.slow
def test_of_the_respondent_only_the_department_and_the_day_are_published(survey: Survey) -> None:
    private = {
        "person": "山田 花子",
        "phone": "03-1111-2222",
        "email": "x@example.jp",
        "respondent_remarks": "連絡事項",
    }
    respondent = {
        "department": "デジタル課",
        "as_of": dt.date(2026, 11, 1),
        "answered_on": dt.date(2026, 11, 30),
        **private,
    }
    case = a_case(survey, "13-2026-01", {CHIYODA: "participating"}, contact_department=None, contact_email=None)
    published(survey, collected(survey, a_submission(survey, "13", case, respondent=respondent)))
    (row,) = rows(survey, "cases.csv")
    assert (row["contact_department"], row["as_of"]) == ("デジタル課", "2026-11-01")
    texts = "".join(path.read_text(encoding="utf-8") for path in data(survey).iterdir())
    assert [text for text in (*private.values(), "2026-11-30") if text in texts] == []
    assert_valid(survey)


@pytest.mark.slow
def test_text_that_a_spreadsheet_would_run_is_kept_as_text(survey: Survey) -> None:
    told: dict[str, Any] = {
        "name": ODD,
        "summary": "@SUM(1)",
        "vendor": "＝1+1",
        "process_note": "\t=1",
        "background": "a=1",
    }
    published(survey, reported(survey, a_case(survey, "01-2026-01", **told)))
    (row,) = rows(survey, "cases.csv")
    assert row["name"] == "'" + ODD
    assert row["background"] == "a=1"
    for path in data(survey).glob("*.csv"):
        for record in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")):
            assert not any(text.startswith(FORMULA_SIGNS) for text in record.values()), path.name
    (back,) = read_csv(data(survey) / "cases.csv")
    assert {key: back[key] for key in told} == told


@given(st.text(alphabet=st.sampled_from("'=+-@＝\t \u3000\u00a0\u200b\ufeffab"), max_size=8))
def test_escaped_text_comes_back(text: str) -> None:
    assert plain(safe(text)) == text
    assert not safe(text).startswith(FORMULA_SIGNS)
    assert not safe(text).strip("\t \u3000\u00a0\u200b\ufeff").startswith(tuple("=+-@＝"))


@pytest.mark.slow
def test_the_descriptor_names_licence_sources_and_both_languages(survey: Survey) -> None:
    published(survey, a_round(survey))
    found = descriptor(survey)
    assert found["licenses"] == [
        {
            "name": "PDL-1.0",
            "path": "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
            "title": "公共データ利用規約（第1.0版）（PDL1.0） / Public Data License (Version 1.0)",
        }
    ]
    assert any("住民基本台帳に基づく人口" in source["title"] for source in found["sources"])
    assert (found["version"], found["created"]) == ("2027-03-01", "2027-03-01T00:00:00+09:00")
    for resource in found["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["title"], (resource["name"], field["name"])
            labelled = field["title"] if "description" not in field else field["title"] + field["description"]
            assert re.search(r"[A-Za-z]", labelled), field["name"]
            assert re.search(r"[ぁ-んァ-ン一-龠]", labelled), field["name"]


def test_foreign_keys_lead_from_participants_to_cases_and_municipalities(survey: Survey) -> None:
    published(survey, a_round(survey))
    schemas = {each["name"]: each["schema"] for each in descriptor(survey)["resources"]}
    assert schemas["participation"]["foreignKeys"] == [
        {"fields": ["case_id"], "reference": {"resource": "cases", "fields": ["case_id"]}},
        {"fields": ["municipality_code"], "reference": {"resource": "municipalities", "fields": ["municipality_code"]}},
    ]
    assert schemas["participation"]["primaryKey"] == ["case_id", "municipality_code"]


@pytest.mark.slow
def test_every_published_case_fits_the_published_schema(survey: Survey) -> None:
    release = select(survey, a_round(survey))
    published(survey, a_round(survey))
    schema = json.loads((data(survey) / "cases.schema.json").read_text(encoding="utf-8"))
    for case in release.cases:
        answers = {key: answer for key, answer in case.answers if answer is not None and key in schema["properties"]}
        errors = Draft202012Validator(schema).iter_errors(json.loads(json.dumps(answers, default=str)))
        assert [error.message for error in errors] == []


def test_a_row_of_the_table_becomes_a_case_as_the_schema_says(survey: Survey) -> None:
    """By what is published alone: the way from a row to an object is that of the schema's description."""
    published(survey, a_round(survey))
    schema = json.loads((data(survey) / "cases.schema.json").read_text(encoding="utf-8"))
    (resource,) = (each for each in descriptor(survey)["resources"] if each["name"] == "cases")
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    judge = Draft202012Validator(schema)
    assert "「…_status」" in schema["description"]
    for row in read_csv(data(survey) / "cases.csv"):
        case = {
            key: found for key in schema["properties"] if (found := _answer(key, row, types[key], schema)) is not None
        }
        assert [error.message for error in judge.iter_errors(case)] == []
        assert not list(judge.iter_errors({**case, "initial_cost": 3300}))
        assert list(judge.iter_errors({**case, "status": "運用中"}))


def _answer(key: str, row: Row, type_: str, schema: dict[str, Any]) -> object:
    text, status = row[key], row.get(f"{key}_status", "blank")
    if not text:
        return None if status == "blank" else status
    if type_ == "boolean":
        return text == "true"
    if type_ in ("integer", "number"):
        return json.loads(text)
    return text.split(";") if schema["properties"][key].get("type") == "array" else text


@pytest.mark.slow
def test_the_card_s_recipes_answer_an_outsider(survey: Survey) -> None:
    """Who takes part, and what a type costs a head, by the joins that the card names and nothing else."""
    published(survey, a_round(survey))
    told = {path.stem: pd.read_csv(path, dtype="string", keep_default_na=False) for path in data(survey).glob("*.csv")}
    bodies = (
        told["participation"].query("mark == 'participating'").merge(told["municipalities"], on="municipality_code")
    )
    assert set(bodies.loc[bodies["case_id"] == "13-2026-01", "municipality_ja"]) == {"千代田区", "中央区"}
    costs = told["case_system_types"].merge(told["cases"], on="case_id", suffixes=("", "_of_case"))
    population = {row["municipality_code"]: int(row["population"]) for row in rows(survey, "municipalities.csv")}
    both = costs.loc[costs["case_id"] == "01-2026-02", ["system_type", "annual_cost", "annual_cost_per_head"]]
    assert sorted(both["system_type"]) == ["B01", "G05"]
    for _, row in both.iterrows():
        assert int(row["annual_cost_per_head"]) == round(int(row["annual_cost"]) * 1000 / population[SMALL])
    shown = told["case_prefectures"].merge(told["cases"], on="case_id")
    assert set(shown.loc[shown["case_id"] == "31-2026-01", "prefecture_ja_x"]) == {"鳥取県", "岡山県"}
    card = (data(survey) / "README.md").read_text(encoding="utf-8")
    for each in TABLE_USE:
        assert each.ja in card
        assert each.en in card


@pytest.mark.slow
def test_the_data_card_says_what_the_release_holds(survey: Survey) -> None:
    published(survey, a_round(survey))
    card = (data(survey) / "README.md").read_text(encoding="utf-8")
    assert "報告された事例10件＝公表7件＋公表対象外3件" in card
    assert "10 cases reported = 7 published + 3 not published" in card
    assert "47都道府県のうち、回答あり5（うち該当事例なし1、確認中1）、回答なし42" in card
    assert "| 要修正 | 事例 | 1 |" in card
    assert "| Unreadable files | files | 1 |" in card
    for table in tables(select(survey, a_round(survey))):
        assert f"| `{table.name}.csv` | {len(table.rows):,} |" in card
    for term, meaning in notes.definitions(survey):
        assert all(text in card for text in (term.ja, meaning.ja, term.en, meaning.en))
    for each in notes.assumptions(survey):
        assert each.ja in card
        assert each.en in card
    assert "2017年度から2026年度まで" in card
    assert notes.ILLUSTRATIVE.ja not in card


@pytest.mark.slow
def test_a_licence_of_ones_own_has_no_address_of_another(tmp_path: Path) -> None:
    survey = a_survey(tmp_path, publication={"licence": {"ja": "独自の規約", "en": "Own terms"}})
    published(survey, a_round(survey))
    assert descriptor(survey)["licenses"] == [{"name": "other", "title": "独自の規約 / Own terms"}]
    assert "digital.go.jp" not in (data(survey) / "README.md").read_text(encoding="utf-8")


def test_publish_says_what_is_left_out_and_why(survey: Survey) -> None:
    result = published(survey, a_round(survey))
    assert {label.ja: count for label, count in result.left_out} == {
        "要修正": 1, "公表不可の回答": 1, "他の都道府県の回答に統合": 1,
    }  # fmt: skip
    assert {label.ja: count for label, count in result.beside} == {"回答のない都道府県": 42, "読取不可のファイル": 1}
    assert result.changes is None
    assert [each.file for each in result.unsettled] == ["broken.xlsx", "joint-procurement_2026_01.xlsx"]


@pytest.mark.slow
def test_strict_refuses_while_something_is_left_to_correct(survey: Survey) -> None:
    with pytest.raises(LeftToCorrect) as refusal:
        published(survey, a_round(survey), strict=True)
    assert "broken.xlsx" in refusal.value.sentence.ja
    assert not survey.published.exists()
    published(survey, reported(survey, a_case(survey, "01-2026-01", publication="do_not_publish")), strict=True)


@pytest.mark.slow
def test_more_rows_than_a_sheet_holds_are_refused_before_anything_is_written(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(survey, reported(survey, a_case(survey, "01-2026-01")))
    before = (survey.published / "SHA256SUMS").read_bytes()
    monkeypatch.setattr("survey_tool.release.capacity.MOST_ROWS", 2)
    with pytest.raises(TooMuchForExcel) as refusal:
        published(survey, reported(survey, a_case(survey, "01-2026-01"), a_case(survey, "13-2026-01")))
    assert "「cases」が3行になり、Excelの1シートの上限（2行）を超える" in refusal.value.sentence.ja
    assert "would have 3 rows, and a sheet of Excel holds 2" in refusal.value.sentence.en
    assert (survey.published / "SHA256SUMS").read_bytes() == before


@pytest.mark.slow
def test_the_cost_columns_of_every_amount(survey: Survey) -> None:
    """Any question about an amount brings its status, band and cost per head with it."""
    published(survey, a_round(survey))
    amounts = [key for key, each in survey.questionnaire.case.questions().items() if isinstance(each.kind, Amount)]
    assert amounts == ["initial_cost", "annual_cost", "total_cost"]
    names = {
        f"{key}{ending}" for key in amounts for ending in ("", "_status", "_band", "_band_ja", "_band_en", "_per_head")
    }
    assert names <= set(rows(survey, "cases.csv")[0])


@pytest.mark.slow
@pytest.mark.libreoffice
def test_csv_opens_in_libreoffice_with_the_right_types(survey: Survey, office: Office) -> None:
    """Imported as the schema says (codes as text), every number is a number and every text is whole."""
    case = a_case(
        survey, "01-2026-01", name=ODD, summary='"引用",\n改行;と、区切り', vendor="0012", total_cost_years=5.5
    )
    release = select(survey, reported(survey, case))
    published(survey, reported(survey, case))
    assert office
    for table in tables(release):
        if not table.rows:
            continue
        types = [column.type for column in table.columns]
        sheet = list(_opened(data(survey) / f"{table.name}.csv", types, survey.workspace / "opened"))
        assert list(sheet[0]) == list(table.names)
        for shown, record in zip(sheet[1:], rows(survey, f"{table.name}.csv"), strict=True):
            for cell, (name, text), type_ in zip(shown, record.items(), types, strict=True):
                meant = _meant(text, type_)
                assert (cell, isinstance(cell, bool)) == (meant, isinstance(meant, bool)), (table.name, name)


def _meant(text: str, type_: str) -> object:
    """What a text of a CSV is in a cell: a blank is none."""
    if type_ == "boolean":
        return {"true": True, "false": False}.get(text)
    return (float(text) if type_ in ("integer", "number") else text) if text else None


def _opened(path: Path, types: Sequence[str], folder: Path) -> Iterator[tuple[Any, ...]]:
    """The cells of a CSV as LibreOffice imports it: text and dates as text, the rest as it understands it."""
    soffice = find_programs().soffice
    columns = "/".join(f"{n}/{2 if type_ in ('string', 'date') else 1}" for n, type_ in enumerate(types, start=1))
    options = f"44,34,76,1,{columns},0,false,true,false"
    command = [str(soffice), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
               f"--infilter=Text - txt - csv (StarCalc):{options}", "--convert-to", "xlsx", "--outdir", str(folder), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with closing(openpyxl.load_workbook(folder / f"{path.stem}.xlsx", read_only=True)) as book:
        yield from book.worksheets[0].iter_rows(values_only=True)


def test_no_two_columns_have_one_name(survey: Survey) -> None:
    for table in tables(Release(survey, ())):
        assert len(set(table.names)) == len(table.names), table.name
        assert set(table.key) | set(table.refers) <= set(table.names)


@pytest.mark.slow
def test_the_tables_of_a_release_are_all_written(survey: Survey) -> None:
    told: Tables = tables(Release(survey, ()))
    published(survey, collected(survey))
    assert {f"{each.name}.csv" for each in told} == {path.name for path in data(survey).glob("*.csv")}


@pytest.mark.slow
def test_a_new_case_needs_no_edit_here(survey: Survey) -> None:
    """Every question that is published has its column, named like it; no other has."""
    published(survey, reported(survey, a_case(survey, "01-2026-01")))
    names = set(rows(survey, "cases.csv")[0])
    for key, question in survey.questionnaire.case.questions().items():
        assert (key in names) is question.is_published
    assert set(case_answers(survey)) - {"remarks"} <= names
