"""The demonstration data are 41 real public cases, and everything that was added to them says so."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import survey_tool
from survey_tool.questionnaire.asked.choices import read_choices, read_system_types
from survey_tool.questionnaire.findings.catalogue import CATALOGUE
from survey_tool.questionnaire.vocabulary.judging import JudgedAnswers
from survey_tool.questionnaire.vocabulary.lists import CodeList
from tests.forms import the_survey

PACKAGE = Path(survey_tool.__file__).parent
DATA = PACKAGE / "demo" / "data"
SECOND_REPORT = "C18-33"

# What the public sources say, written out again here so that the data cannot drift from them unnoticed.
MUNICIPALITIES_COUNTED = {
    "C01": 23, "C02": 11, "C03": 6, "C04": 13, "C05": 4, "C06": 2, "C09": 32, "C10": 42, "C11": 44, "C14": 23,
    "C15": 59, "C16": 19, "C17": 19, "C20": 29, "C22": 9, "C23": 5, "C24": 11, "C25": 14, "C26": 8, "C27": 15,
    "C28": 4, "C29": 11, "C30": 17, "C31": 2, "C32": 30, "C33": 18, "C34": 6, "C35": 4, "C41": 6,
}  # fmt: skip
WHOLE_PREFECTURE = ("C08", "C10", "C11", "C16", "C17", "C20", "C27", "C30")
NAMED = {
    "C05": {"豊能町", "河南町", "千早赤阪村", "島本町"},
    "C06": {"須坂市", "箕輪町"},
    "C31": {"上越市", "柏崎市"},
    "C35": {"八代市", "宇土市", "小国町", "西原村"},
    "C38": {"新富町"},
    "C41": {"草津市", "守山市", "栗東市", "湖南市", "米原市", "甲賀市"},
}
AMOUNTS_IN_SOURCES = {
    ("C09", "total_cost"): "280000",
    ("C10", "initial_cost"): "360000",
    ("C10", "annual_cost"): "70000",
    ("C15", "initial_cost"): "790000",
    ("C16", "total_cost"): "15660",
    ("C19", "total_cost"): "32000",
}
PREFECTURES_WITH_CASES = {
    "01", "03", "08", "12", "14", "15", "16", "18", "19", "20", "21",
    "22", "24", "25", "26", "27", "30", "31", "42", "43", "45",
}  # fmt: skip
NEVER_KNOWN = {"contact_department", "specification", "publication"}
ABOUT_THE_ROW = ["prefecture_code", "source_id", "source_url", "source_note"]
AMOUNTS = ("initial_cost", "annual_cost", "total_cost")

Row = dict[str, str]


@cache
def table(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def cases() -> list[Row]:
    return table(DATA / "cases.csv")


def real() -> list[Row]:
    return [row for row in cases() if row["source_id"] != SECOND_REPORT]


def case(source_id: str) -> Row:
    return next(row for row in cases() if row["source_id"] == source_id)


def marks(source_id: str, mark: str = "○") -> list[Row]:
    return [row for row in table(DATA / "participants.csv") if row["source_id"] == source_id and row["mark"] == mark]


def illustrative(row: Row) -> list[str]:
    return [key for key in row["illustrative"].split(";") if key]


@cache
def municipalities() -> dict[str, Row]:
    found = list(PACKAGE.joinpath("reference").rglob("municipalities.csv"))
    assert found, "the reference data hold no municipalities.csv"
    return {row["code"]: row for row in table(found[0])}


def lists() -> dict[str, CodeList]:
    return {each.name: each for each in read_choices()}


def test_41_real_cases_of_21_prefectures() -> None:
    assert [row["source_id"] for row in real()] == [f"C{number:02}" for number in range(1, 42)]
    assert {row["prefecture_code"] for row in real()} == PREFECTURES_WITH_CASES
    assert all(row["source_url"].startswith("http") and row["source_note"] for row in cases())


def test_every_chosen_answer_is_in_its_list() -> None:
    for key in cases()[0]:
        found = lists().get(key)
        if found is not None:
            wrong = [row["source_id"] for row in cases() if row[key] and row[key] not in found]
            assert wrong == [], key


@pytest.mark.parametrize("row", cases(), ids=lambda row: str(row["source_id"]))
def test_system_types_belong_to_their_domain(row: Row) -> None:
    types = read_system_types(lists()["domain"])
    under = {choice.key for choice in types.under(row["domain"])}
    also = row["system_types_also"].split("、") if row["system_types_also"] else []
    assert row["system_type"] in under
    assert all(key in types and key not in ("not_in_list", row["system_type"]) for key in also)
    assert bool(row["system_type_other"]) == (row["system_type"] == "not_in_list")


@pytest.mark.parametrize("row", cases(), ids=lambda row: str(row["source_id"]))
def test_illustrative_keys_are_answered_questions(row: Row) -> None:
    marked = illustrative(row)
    assert len(marked) == len(set(marked))
    assert [key for key in marked if key in ABOUT_THE_ROW or not row.get(key)] == []
    assert set(marked) >= NEVER_KNOWN, "no source gives these: they are ours"


def test_no_amount_without_a_source() -> None:
    given = {(row["source_id"], key): row[key] for row in cases() for key in AMOUNTS if row[key].isdigit()}
    assert given == AMOUNTS_IN_SOURCES
    assert all(row[key] in ("unknown", "") or row[key].isdigit() for row in cases() for key in AMOUNTS)
    assert all(row["cost_basis"] for row in cases() if any(row[key].isdigit() for key in AMOUNTS))


def test_periods_behind_the_totals() -> None:
    years = {row["source_id"]: row["total_cost_years"] for row in cases() if row["total_cost"].isdigit()}
    assert years == {"C09": "6", "C16": "5", "C19": "unknown"}


@pytest.mark.parametrize(("source_id", "number"), MUNICIPALITIES_COUNTED.items())
def test_participants_are_as_many_as_the_source_says(source_id: str, number: int) -> None:
    assert len(marks(source_id)) == number


@pytest.mark.parametrize("source_id", WHOLE_PREFECTURE)
def test_cases_of_all_municipalities_are_real_to_the_last(source_id: str) -> None:
    prefecture = case(source_id)["prefecture_code"]
    everyone = {code for code, row in municipalities().items() if row["prefecture_code"] == prefecture}
    assert {row["municipality_code"] for row in marks(source_id)} == everyone
    assert not any(row["illustrative"] for row in marks(source_id))


@pytest.mark.parametrize(("source_id", "names"), NAMED.items())
def test_named_municipalities_are_the_named_ones(source_id: str, names: set[str]) -> None:
    assert {municipalities()[row["municipality_code"]]["name_ja"] for row in marks(source_id)} == names
    assert not any(row["illustrative"] for row in marks(source_id))


def test_all_other_participants_are_marked_illustrative() -> None:
    chosen = [row for row in table(DATA / "participants.csv") if row["source_id"] not in {*WHOLE_PREFECTURE, *NAMED}]
    assert {row["illustrative"] for row in chosen} == {"○"}


def test_marks_stand_at_known_municipalities_of_the_case() -> None:
    rows = table(DATA / "participants.csv")
    assert {row["mark"] for row in rows} == {"○", "△"}
    assert Counter((row["source_id"], row["municipality_code"]) for row in rows).most_common(1)[0][1] == 1
    for row in rows:
        place = municipalities()[row["municipality_code"]]
        assert place["prefecture_code"] == case(row["source_id"])["prefecture_code"], row


def test_participants_have_a_date() -> None:
    participating = {row["prefecture_code"] for row in cases() if marks(row["source_id"])}
    assert {row["prefecture_code"] for row in table(DATA / "respondents.csv") if row["as_of"]} == participating


@pytest.mark.parametrize("row", cases(), ids=lambda row: str(row["source_id"]))
def test_cases_in_operation_have_participants(row: Row) -> None:
    participating = bool(marks(row["source_id"]))
    assert participating or row["co_prefectures"] or row["status"] != "in_operation"


def test_names_differ_throughout_the_country_except_in_the_double_report() -> None:
    # Equal names of equal types would be suspected to be one case reported twice.
    repeated = [name for name, times in Counter(row["name"] for row in cases()).items() if times > 1]
    assert repeated == [case(SECOND_REPORT)["name"]]


def test_double_report_is_merged_and_adds_no_case() -> None:
    first, second = case("C18"), case(SECOND_REPORT)
    assert (first["prefecture_code"], first["co_prefectures"]) == ("31", "33")
    assert (second["prefecture_code"], second["co_prefectures"]) == ("33", "31")
    assert [first[key] for key in ("name", "system_type")] == [second[key] for key in ("name", "system_type")]
    asked = [key for key in second if key not in (*ABOUT_THE_ROW, "illustrative")]
    assert illustrative(second) == [key for key in asked if second[key]]


def test_what_is_not_published_has_its_true_reason() -> None:
    roles = {row["source_id"]: row["prefecture_role"] for row in cases()}
    assert {key: role for key, role in roles.items() if role in ("none", "unknown")} == {
        "C39": "unknown",
        "C40": "unknown",
        "C41": "none",
    }
    ends = {row["source_id"]: row["contract_end_on"] for row in cases()}
    over = {key: end for key, end in ends.items() if end not in ("unknown", "")}
    assert over == {"C21": "2009-03", "C34": "2018-03"}, "one outside the target period, one ended inside it"
    assert all({"status", "contract_end_on"} <= set(illustrative(case(source_id))) for source_id in over)
    assert {row["publication"] for row in cases()} == {"publish"}


def test_respondents_answer_for_the_cases_and_eight_have_nothing_to_report() -> None:
    rows = table(DATA / "respondents.csv")
    nothing = {row["prefecture_code"] for row in rows if row["no_cases"] == "○"}
    answering = {row["prefecture_code"] for row in rows} - nothing
    assert len(rows) == 30
    assert len(nothing) == 8
    assert answering == PREFECTURES_WITH_CASES | {"33"}
    assert [row["prefecture_code"] for row in rows] == sorted(answering | nothing)


@pytest.mark.parametrize("row", table(DATA / "respondents.csv"), ids=lambda row: str(row["prefecture_code"]))
def test_respondents_are_obviously_nobody(row: Row) -> None:
    assert row["department"].startswith("（例示）")
    assert row["person"].startswith("例示 ")
    assert row["phone"] == f"00-0000-00{row['prefecture_code']}"
    assert row["email"].endswith(".example.jp")
    assert dt.date(2026, 11, 24) <= dt.date.fromisoformat(row["answered_on"]) <= dt.date(2026, 12, 10)
    answers = [key for key in row if key not in ("prefecture_code", "illustrative") and row[key]]
    assert illustrative(row) == answers


def test_mistakes_are_told_of_real_rows_and_are_mistakes() -> None:
    rows = table(DATA / "mistakes.csv")
    codes = {entry.code for entry in CATALOGUE.values()}
    right = {row["prefecture_code"]: row for row in table(DATA / "respondents.csv")}
    assert len(rows) >= 12
    assert len({row["prefecture_code"] for row in rows}) == 6
    for row in rows:
        assert row["code"] in codes, row
        assert row["why"], row
        if row["sheet"] == "respondent":
            assert right[row["prefecture_code"]][row["key"]] != row["typed"]
        else:
            assert case(row["source_id"])["prefecture_code"] == row["prefecture_code"]
        if row["sheet"] == "cases":
            assert case(row["source_id"])[row["key"]] != row["typed"]


def test_mistakes_in_participants_are_what_they_say() -> None:
    found = {row["code"]: row for row in table(DATA / "mistakes.csv") if row["sheet"] == "participants"}
    assert set(found) == {"at-least-one", "municipality-unknown"}
    assert found["municipality-unknown"]["typed"] not in municipalities(), "a ward is no municipality"
    assert found["at-least-one"]["typed"] == ""
    assert case(found["at-least-one"]["source_id"])["status"] == "in_operation"
    assert marks(found["at-least-one"]["source_id"]), "what is blank first is right in the end"


@pytest.mark.parametrize(("times", "asked"), [(1, 0), (1000, len(AMOUNTS_IN_SOURCES))])
def test_no_real_amount_is_taken_for_yen_and_each_in_yen_is(times: int, asked: int) -> None:
    """What may be a slip of the unit is measured on what is known of real amounts: they are few, but none is a false alarm."""
    survey = the_survey()
    found = 0
    for row in real():
        amounts = {key: int(row[key]) * times for key in AMOUNTS if row[key].isdigit()}
        people = sum(
            survey.places.municipalities[each["municipality_code"]].population
            for each in table(DATA / "participants.csv")
            if each["source_id"] == row["source_id"] and each["mark"] == "○"
        )
        facts = survey.round.facts | {"participating_population": people}
        judged = JudgedAnswers(survey.questionnaire.cases_sheet, amounts, facts)
        found += sum(check.code == "magnitude" for check in judged.findings())
    assert found == asked
