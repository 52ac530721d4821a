"""A case is published exactly when the rule says so, and one reason, the first that applies, is counted for each other."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from survey_tool.intake.judging.submission import JudgedCase, Status
from survey_tool.intake.settling.doubles import Report, groups, suspected
from survey_tool.intake.settling.round import settled
from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import REASONS
from survey_tool.release.choosing.selection import in_period, select
from survey_tool.release.tables.coverage import coverage, exclusions_table, gaps
from survey_tool.settings.target_period import TargetPeriod
from tests.cases import (
    CHIYODA,
    CHUO,
    MINATO,
    a_case,
    a_submission,
    a_survey,
    a_wrong_case,
    collected,
    reported,
    unreadable,
)
from tests.forms import blank, filled

PERIOD = TargetPeriod(first_fiscal_year=2017, last_fiscal_year=2026)
ENDED = {"status": "ended"}
OUTSIDE = {"selection_on": "2010-01", "contract_on": "2010-02", "operation_start_on": "2010-03", "contract_end_on": "2015-03"}  # fmt: skip


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return a_survey(tmp_path)


def test_a_correct_case_is_published_with_its_participants(survey: Survey) -> None:
    release = select(
        survey, reported(survey, a_case(survey, "13-2026-01", {CHUO: "participating", CHIYODA: "considering"}))
    )
    (case,) = release.cases
    assert (case.case_id, case.prefecture_codes) == ("13-2026-01", ("13",))
    assert case.participants == (CHUO,)
    assert case.considering == (CHIYODA,)
    assert case["name"] == "県・市町村電子契約サービス共同利用"
    assert release.excluded == ()


# Each line adds to a publishable case all that speaks against it from there on; the first reason is the one counted.
REASONS_IN_ORDER: list[tuple[str, dict[str, Any]]] = [
    ("withdrawn", {"withdrawn": True, "publication": "do_not_publish", "prefecture_role": "none", **OUTSIDE}),
    ("not_consented", {"publication": "do_not_publish", "prefecture_role": "none", **OUTSIDE}),
    ("no_prefecture_involved", {"prefecture_role": "none", **OUTSIDE}),
    ("role_unclear", {"prefecture_role": "unknown", **OUTSIDE}),
    ("outside_period", OUTSIDE),
]


@pytest.mark.parametrize(("reason", "changes"), REASONS_IN_ORDER)
def test_the_first_reason_is_counted(survey: Survey, reason: str, changes: dict[str, Any]) -> None:
    release = select(survey, reported(survey, a_case(survey, "13-2026-01", **changes)))
    assert [each.reason for each in release.excluded] == [reason]
    assert release.excluded[0].system_types == ("G04",)
    assert release.cases == ()


def test_an_error_comes_before_every_other_reason(survey: Survey) -> None:
    wrong = a_wrong_case(survey, "13-2026-01", publication="do_not_publish", withdrawn=True)
    versions = [a_submission(survey, "13", wrong, status="conflict", file=name) for name in ("a.xlsx", "b.xlsx")]
    for returned in ([a_submission(survey, "13", wrong, status="needs_correction")], versions):
        assert [each.reason for each in select(survey, collected(survey, *returned)).excluded] == ["needs_correction"]


def test_an_error_in_the_file_holds_back_all_its_cases(survey: Survey) -> None:
    cases = a_case(survey, "13-2026-01"), a_case(survey, "13-2026-02", name="別の調達")
    held_back = a_submission(survey, "13", *cases, status="needs_correction", held_back=True)
    assert [each.reason for each in select(survey, collected(survey, held_back)).excluded] == ["needs_correction"] * 2


def test_a_wrong_case_holds_back_itself_only(survey: Survey) -> None:
    cases = a_case(survey, "13-2026-01"), a_wrong_case(survey, "13-2026-02")
    release = select(survey, collected(survey, a_submission(survey, "13", *cases, status="needs_correction")))
    assert [each.case_id for each in release.cases] == ["13-2026-01"]
    assert [(each.case_id, each.reason) for each in release.excluded] == [("13-2026-02", "needs_correction")]


def test_each_case_of_a_conflict_is_counted_once(survey: Survey) -> None:
    first, second = a_case(survey, "13-2026-01"), a_case(survey, "13-2026-02")
    changed = a_case(survey, "13-2026-01", name="別の名称")
    versions = (
        a_submission(survey, "13", first, second, status="conflict", file="a.xlsx"),
        a_submission(survey, "13", changed, status="conflict", file="b.xlsx"),
    )
    release = select(survey, collected(survey, *versions))
    assert [(each.case_id, each.reason) for each in release.excluded] == [
        ("13-2026-01", "conflict"),
        ("13-2026-02", "conflict"),
    ]
    assert "13" in release.answered


def test_a_superseded_file_counts_nowhere(survey: Survey) -> None:
    old = a_submission(survey, "13", a_case(survey, "13-2026-09"), status="superseded", file="old.xlsx")
    new = a_submission(survey, "13", a_case(survey, "13-2026-01"), file="new.xlsx")
    release = select(survey, collected(survey, old, new))
    assert [each.case_id for each in release.cases] == ["13-2026-01"]
    assert release.reported == 1


def test_what_is_counted_beside_the_cases(survey: Survey) -> None:
    returned = collected(
        survey,
        a_submission(survey, "01"),
        a_submission(survey, "13", a_case(survey, "13-2026-01")),
        unreadable("broken.xlsx"),
        unreadable("locked.xlsx"),
    )
    release = select(survey, returned)
    assert release.none_to_report == {"01"}
    assert release.answered == {"01", "13"}
    assert len(release.unanswered) == 45
    assert release.unreadable_files == 2
    assert release.reported == 1


@pytest.mark.slow
def test_who_returns_a_blank_form_has_not_answered(survey: Survey) -> None:
    some = blank("24")
    some.type("respondent", "department", "総務部")
    wrong = blank("25")
    wrong.type("respondent", "phone", "不明")
    judged = [each.judged() for each in (blank("22"), blank("23", name="空欄.xlsx"), filled("23"), some, wrong)]
    release = select(survey, settled(survey, judged))
    assert release.answered == {"23", "24", "25"}, "an answer is one, be it short or wrong"
    assert release.unsettled == {"24", "25"}
    assert "22" in release.unanswered
    told = coverage(release)
    assert [told[code] for code in ("22", "23", "24", "01")] == ["no_answer", "answered", "being_settled", "no_answer"]
    assert gaps(release)["22"] == gaps(release)["01"]
    beside = [(row["reason"], row["count"]) for row in exclusions_table(release).rows if row["unit"] == "prefecture"]
    assert beside == [("no_answer", 44)]


@pytest.mark.parametrize("status", ["superseded", "needs_correction", "conflict"])
def test_only_an_accepted_declaration_says_that_there_is_nothing(survey: Survey, status: Status) -> None:
    release = select(survey, collected(survey, a_submission(survey, "01", status=status)))
    assert release.none_to_report == frozenset()
    assert "01" in release.answered


def test_reported_is_published_and_excluded_together(survey: Survey) -> None:
    cases = [
        a_case(survey, f"{code}-2026-{number:02}", name=f"調達{code}{number}", **changes)
        for code in ("01", "13", "27")
        for number, (_, changes) in enumerate(REASONS_IN_ORDER, start=1)
    ]
    sound = [a_case(survey, f"{code}-2026-90", name=f"調達{code}") for code in ("01", "13")]
    release = select(survey, reported(survey, *cases, *sound))
    assert release.reported == len(release.cases) + len(release.excluded) == len(cases) + len(sound)
    assert Counter(each.reason for each in release.excluded) == {reason: 3 for reason, _ in REASONS_IN_ORDER}
    assert {each.reason for each in release.excluded} <= set(REASONS)


@pytest.mark.parametrize(
    ("status", "start", "end", "inside"),
    [
        ("in_operation", "2027-03", None, True),
        ("in_operation", "2027-04", None, False),
        ("in_operation", "2026年度", None, True),
        ("in_operation", "2027年度", None, False),
        ("in_operation", "unknown", None, True),
        ("in_operation", None, None, True),
        ("in_operation", "1999-04", "unknown", True),
        ("in_operation", "1999-04", None, True),
        ("in_operation", "1999-04", "2017-04", True),
        ("in_operation", "1999-04", "2017-03", False),
        ("in_operation", "1999-04", "2017年度", True),
        ("in_operation", "1999-04", "2016年度", False),
        ("ended", "unknown", "2017-03", False),
        ("ended", "2001-04", "2017-04", True),
        ("considering", "2030-04", None, True),
        ("in_preparation", "2030-04", None, True),
        ("in_preparation", None, "2010-03", True),
    ],
)
def test_the_target_period(status: str, start: str | None, end: str | None, inside: bool) -> None:
    assert in_period(status, start, end, PERIOD) is inside


def a_double_report(
    survey: Survey, first: dict[str, Any] | None = None, second: dict[str, Any] | None = None
) -> list[JudgedCase]:
    """The same procurement told by Tottori and Okayama."""
    return [
        a_case(survey, "31-2026-01", {"312011": "participating"}, **{"co_prefectures": ("33",), **(first or {})}),
        a_case(survey, "33-2026-01", {"331007": "participating"}, **{"co_prefectures": ("31",), **(second or {})}),
    ]


def test_double_reports_are_merged_into_that_of_the_lowest_code(survey: Survey) -> None:
    release = select(survey, reported(survey, *a_double_report(survey)))
    (case,) = release.cases
    assert case.case_id == "31-2026-01"
    assert case.prefecture_codes == ("31", "33")
    assert case.participants == ("312011", "331007")
    assert [(each.case_id, each.reason) for each in release.excluded] == [("33-2026-01", "double_report")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"publication": "do_not_publish"}),
        ({}, {"co_prefectures": None}),
        ({}, {"system_type": "G05"}),
        ({"name": "鳥取"}, {"name": "岡山", "contract_on": "2024-02"}),
        ({"name": "鳥取", "contract_on": "2023年度"}, {"name": "岡山", "contract_on": "2023年度"}),
        ({"name": "鳥取", "contract_on": "unknown"}, {"name": "岡山", "contract_on": "unknown"}),
    ],
    ids=["not both publishable", "one-sided", "other type", "neither name nor month", "fiscal year", "unknown month"],
)
def test_less_than_that_is_not_merged(survey: Survey, first: dict[str, Any], second: dict[str, Any]) -> None:
    release = select(survey, reported(survey, *a_double_report(survey, first, second)))
    assert "double_report" not in [each.reason for each in release.excluded]
    assert all(len(case.prefecture_codes) == 1 for case in release.cases)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"name": "鳥取"}, {"name": "岡山"}),
        ({"name": "共同 調達（Ａ）", "contract_on": "unknown"}, {"name": "共同調達(A)", "contract_on": "2024-01"}),
        ({"system_type": "G05", "system_types_also": ("G06",)}, {"system_type": "G06"}),
    ],
    ids=["same month", "same name", "type in common beside the main one"],
)
def test_enough_to_be_merged(survey: Survey, first: dict[str, Any], second: dict[str, Any]) -> None:
    release = select(survey, reported(survey, *a_double_report(survey, first, second)))
    assert [each.reason for each in release.excluded] == ["double_report"]


def test_who_participates_in_one_report_participates(survey: Survey) -> None:
    first = a_case(survey, "31-2026-01", {"312011": "participating", "331007": "considering"}, co_prefectures=("33",))
    second = a_case(survey, "33-2026-01", {"312011": "considering", "331007": "participating"}, co_prefectures=("31",))
    (case,) = select(survey, reported(survey, first, second)).cases
    assert case.participants == ("312011", "331007")
    assert case.considering == ()


def a_report(case_id: str, *others: str, name: str = "共同調達", month: str = "2024-01", type_: str = "G01") -> Report:
    answers = {"name": name, "contract_on": month, "system_type": type_, "co_prefectures": others}
    return Report(case_id, case_id[:2], answers)


def ids(group: tuple[Report, ...]) -> tuple[str, ...]:
    return tuple(each.case_id for each in group)


def test_three_prefectures_report_one_case() -> None:
    three = a_report("31-1", "33", "34"), a_report("34-1", "31", "33"), a_report("33-1", "31", "34")
    assert [ids(group) for group in groups(three)] == [("31-1", "33-1", "34-1")]
    assert suspected(three) == ()


def test_of_two_cases_of_a_prefecture_the_one_of_the_same_name_is_meant() -> None:
    reports = a_report("31-1", "33", name="甲"), a_report("31-2", "33", name="乙"), a_report("33-1", "31", name="乙")
    assert [ids(group) for group in groups(reports)] == [("31-2", "33-1")]
    assert [ids(pair) for pair in suspected(reports)] == [("31-1", "33-1")]


def test_where_it_cannot_be_said_which_is_meant_nothing_is_merged() -> None:
    reports = a_report("31-1", "33", name="甲"), a_report("31-2", "33", name="乙"), a_report("33-1", "31", name="丙")
    assert groups(reports) == ()
    assert [ids(pair) for pair in suspected(reports)] == [("31-1", "33-1"), ("31-2", "33-1")]


def test_a_chain_back_to_the_same_prefecture_is_not_merged() -> None:
    chain = (
        a_report("31-1", "33", name="甲"), a_report("33-1", "31", "34", name="甲"),
        a_report("34-1", "33", "31", name="乙"), a_report("31-2", "34", name="乙"),
    )  # fmt: skip
    assert groups(chain) == ()


def test_what_is_suspected() -> None:
    assert suspected((a_report("31-1"), a_report("33-1")))  # the same name
    assert suspected((a_report("31-1", "33", name="甲"), a_report("33-1")))  # one names the other
    assert not suspected((a_report("31-1", name="甲"), a_report("33-1")))  # a month in common says nothing
    assert not suspected((a_report("31-1"), a_report("33-1", type_="G02")))
    assert not suspected((a_report("31-1"), a_report("31-2")))  # one prefecture: another check's business


def test_values_added_for_illustration_are_carried_to_what_is_published(survey: Survey) -> None:
    case = a_case(survey, "13-2026-01", {CHIYODA: "participating", CHUO: "participating"})
    added = {"13-2026-01": frozenset({"specification", CHUO, MINATO}), "13-2026-77": frozenset({"name"})}
    (published,) = select(survey, reported(survey, case), added).cases
    assert published.illustrative == {"specification", CHUO}


def test_a_participant_that_one_report_really_names_is_not_illustrative(survey: Survey) -> None:
    first = a_case(survey, "31-2026-01", {"312011": "participating", "312029": "participating"}, co_prefectures=("33",))
    second = a_case(survey, "33-2026-01", {"312011": "participating"}, co_prefectures=("31",))
    added = {"31-2026-01": frozenset({"312011", "312029", "name"}), "33-2026-01": frozenset({"specification"})}
    (case,) = select(survey, reported(survey, first, second), added).cases
    assert case.illustrative == {"312029", "name"}


def test_a_case_without_a_department_to_ask_names_the_one_that_answered(survey: Survey) -> None:
    blank, own = a_case(survey, "13-2026-01", contact_department=None), a_case(survey, "13-2026-02", name="乙")
    returned = a_submission(survey, "13", blank, own, respondent={"department": "デジタル課"})
    added = {each.case_id: frozenset({"department"}) for each in (blank, own)}
    first, second = select(survey, collected(survey, returned), added).cases
    assert (first["contact_department"], second["contact_department"]) == (
        "デジタル課",
        own.answers["contact_department"],
    )
    assert (first.illustrative, second.illustrative) == (frozenset({"contact_department"}), frozenset())


def test_participants_are_told_as_of_the_day_that_the_respondent_gave(survey: Survey) -> None:
    told = a_case(survey, "13-2026-01")
    nobody = a_case(survey, "13-2026-02", {}, name="乙", status="considering", operation_start_on=None)
    returned = a_submission(survey, "13", told, nobody, respondent={"as_of": dt.date(2026, 11, 1)})
    added = {"13-2026-01": frozenset({"as_of"})}
    first, second = select(survey, collected(survey, returned), added).cases
    assert (first.as_of, second.as_of) == (dt.date(2026, 11, 1), None)
    assert (first.illustrative, second.illustrative) == (frozenset({"as_of"}), frozenset())


def test_a_merged_case_keeps_the_day_and_the_department_of_the_report_that_is_published(survey: Survey) -> None:
    both = [
        a_submission(
            survey,
            code,
            a_case(
                survey, f"{code}-2026-01", {town: "participating"}, co_prefectures=(other,), contact_department=None
            ),
            respondent={"as_of": dt.date(2026, month, 1), "department": f"{code}の課"},
        )
        for code, town, other, month in (("31", "312011", "33", 10), ("33", "331007", "31", 11))
    ]
    (case,) = select(survey, collected(survey, *both)).cases
    assert (case.as_of, case["contact_department"]) == (dt.date(2026, 10, 1), "31の課")
    assert case.participants == ("312011", "331007")
