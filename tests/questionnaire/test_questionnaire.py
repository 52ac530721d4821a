"""What is asked: keys and their order, what a case must answer, and each rule with both its outcomes.

Requirement: DESIGN.md section 8.
"""

from __future__ import annotations

import csv
import datetime as dt
import pickle
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from survey_tool.questionnaire.asked.case import BENEFITS, COSTS, SUBSIDIES, Case
from survey_tool.questionnaire.asked.choices import CHOICES_FILE, read_choices
from survey_tool.questionnaire.asked.participation_checks import AT_LEAST_ONE, FEWER, ONLY_WHEN
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.asked.respondent import Respondent
from survey_tool.questionnaire.findings.catalogue import STATE_LABELS
from survey_tool.questionnaire.vocabulary.judging import JudgedAnswers
from survey_tool.questionnaire.vocabulary.kinds import FreeText
from survey_tool.reference.survey import open_survey
from survey_tool.wording.handwritten import MistakesError
from survey_tool.wording.words import Words
from tests.forms import the_survey

KEYS = re.findall(
    r"\S+",
    """
reviewed name domain system_type system_type_other system_types_also status summary prefecture_role lead_body_kind lead_body_name
co_prefectures prefecture_participates other_participants initial_cost annual_cost total_cost total_cost_years cost_basis
cost_bearing cost_split subsidy_used subsidy_digital_bond subsidy_garden_city subsidy_new_regional subsidy_prefecture
subsidy_tax_allocation subsidy_other subsidy_other_name procurement_method contract_form vendor contract_on operation_start_on
contract_end_on intention_survey_on rfi_on specification_on selection_on background process_note benefit_coordination
benefit_cost benefit_small_bodies benefit_expertise benefit_data_linkage benefit_staff_workload benefit_standardisation
benefit_users benefit_other benefit_not_yet benefit_note specification contact_department contact_phone contact_email
publication remarks withdrawn
""",
)
LISTS = {
    "reviewed": "unchanged updated",
    "domain": "general_affairs business tools",
    "status": "considering in_preparation in_operation ended",
    "prefecture_role": "lead secretariat member observer none unknown",
    "lead_body_kind": "prefecture council association municipality other unknown",
    "prefecture_participates": "yes no unknown",
    "cost_basis": "all_participants prefecture_share per_participant",
    "cost_bearing": "prefecture_all prefecture_part municipalities_only unknown",
    "cost_split": "population even even_and_population use agreement other unknown",
    "subsidy_used": "yes no unknown",
    "procurement_method": "open_competitive open_proposal designated_competitive negotiated other unknown",
    "contract_form": "prefecture_for_all council_or_association lead_municipality each_body unknown",
    "specification": "available on_request not_available unknown",
    "publication": "publish do_not_publish",
}
NINETEEN = {
    "name": "電子契約", "domain": "general_affairs", "system_type": "G04", "status": "in_operation",
    "prefecture_role": "member", "lead_body_kind": "council", "lead_body_name": "協議会", "annual_cost": 100,
    "cost_basis": "all_participants", "cost_bearing": "municipalities_only", "subsidy_used": "no",
    "procurement_method": "open_proposal", "contract_form": "each_body", "contract_on": "2024-01",
    "operation_start_on": "2024-04", "background": "不明", "benefit_cost": True, "specification": "on_request",
    "publication": "publish",
}  # fmt: skip
"""A running, council-led case without subsidy: these answers and no more."""
FACTS = {
    "as_of_month": 2026 * 12 + 12,
    "usual_amount": 3_000_000,
    "usual_change": 50,
    "usual_loss": 33,
    "usual_per_inhabitant": 10_000,
    "usual_ratio": 300,
    "participating": 3,
}


def judged(facts: Mapping[str, object] | None = None, **changes: object) -> JudgedAnswers:
    answers = {key: value for key, value in (NINETEEN | changes).items() if value is not None}
    return JudgedAnswers(
        the_survey().questionnaire.cases_sheet, answers, {**FACTS, "own_prefecture": "13", **(facts or {})}
    )


def found(facts: Mapping[str, object] | None = None, **changes: object) -> list[tuple[str, str]]:
    return [(check.key, check.code) for check in judged(facts, **changes).findings()]


def test_the_keys_and_their_order() -> None:
    assert list(Case.questions()) == ["case_id", *KEYS]
    assert len(KEYS) == 59
    assert " ".join(Respondent.questions()) == (
        "prefecture_code department person phone extension email answered_on as_of no_cases respondent_remarks"
    )


@pytest.mark.parametrize("name", LISTS)
def test_the_choices_and_their_order(name: str) -> None:
    assert [choice.key for choice in the_survey().questionnaire.lists[name]] == LISTS[name].split()


@pytest.mark.parametrize("domain", ["general_affairs", "business", "tools"])
def test_the_last_type_of_each_domain_is_none_of_those_listed(domain: str) -> None:
    assert the_survey().questionnaire.lists["system_type"].under(domain)[-1].key == "not_in_list"


def test_a_running_council_led_case_without_subsidy_must_answer_nineteen_questions() -> None:
    assert len(NINETEEN) == 19
    assert found() == []
    needless = [key for key in NINETEEN if not found(**{key: None})]
    assert needless == []


@pytest.mark.parametrize(
    ("key", "limit"),
    [("name", 100), ("system_type_other", 50), ("summary", 200), ("lead_body_name", 100), ("subsidy_other_name", 100),
     ("vendor", 100), ("background", 400), ("process_note", 400), ("benefit_note", 400), ("contact_department", 100),
     ("remarks", 400)],
)  # fmt: skip
def test_how_long_a_text_may_be(key: str, limit: int) -> None:
    kind = Case.questions()[key].kind
    assert isinstance(kind, FreeText)
    assert (kind.fault("字" * limit, {}), kind.fault("字" * (limit + 1), {})) == (None, "too-long")
    assert kind.fault("𠮷" * (limit // 2 + 1), {}) == "too-long"  # as Excel counts


def test_what_is_never_published() -> None:
    private = {key for model in (Respondent, Case) for key, each in model.questions().items() if each.private}
    assert {key for key, each in Respondent.questions().items() if each.is_published} == {
        "prefecture_code", "department", "as_of",
    }  # fmt: skip
    assert private == {"person", "phone", "extension", "email", "respondent_remarks", "remarks"}


CARRIED = {"carried_over": True}
LAST = {**CARRIED, "last_annual_cost": 300}
EXPLAINED = {"reviewed": "updated", "remarks": "契約を更新した。"}


@pytest.mark.parametrize(
    ("key", "code", "broken", "kept"),
    [
        ("reviewed", "required-when", ({"facts": CARRIED}), ({"facts": CARRIED, "reviewed": "unchanged"})),
        ("reviewed", "only-when", {"reviewed": "unchanged"}, {}),
        ("withdrawn", "only-when", {"withdrawn": True}, {"facts": CARRIED, "withdrawn": True}),
        ("system_type", "not-in-list", {"system_type": "B01"}, {"system_type": "not_in_list", "system_type_other": "x"}),
        ("system_type_other", "required-when", {"system_type": "not_in_list"}, {}),
        ("system_type_other", "only-when", {"system_type_other": "x"}, {}),
        ("system_types_also", "duplicate", {"system_types_also": ("G04", "B01")}, {"system_types_also": ("B01",)}),
        ("lead_body_kind", "inconsistent", {"lead_body_kind": "prefecture"},
         {"lead_body_kind": "prefecture", "co_prefectures": ("14",)}),
        ("lead_body_name", "required-when", {"lead_body_kind": "prefecture", "lead_body_name": None},
         {"lead_body_kind": "unknown", "lead_body_name": None}),
        ("lead_body_name", "required-when", {"lead_body_name": None},
         {"lead_body_kind": "prefecture", "prefecture_role": "lead", "lead_body_name": None}),
        ("co_prefectures", "not-in-list", {"co_prefectures": ("13",)}, {"co_prefectures": ("14",)}),
        ("initial_cost", "at-least-one", {"annual_cost": None}, {"annual_cost": "unknown", "cost_basis": None}),
        ("annual_cost", "magnitude", {"annual_cost": 3_000_001}, {"annual_cost": 3_000_000}),
        ("annual_cost", "inconsistent", {"total_cost": 99, "total_cost_years": 5}, {"total_cost": 100, "total_cost_years": 5}),
        ("annual_cost", "unlike-last-round", {"facts": LAST, "reviewed": "unchanged"},
         {"facts": {**LAST, "last_annual_cost": 200}, "reviewed": "unchanged"}),
        ("annual_cost", "unlike-last-round", {"facts": LAST, "reviewed": "updated"}, {"facts": LAST, **EXPLAINED}),
        ("total_cost_years", "required-when", {"total_cost": 500}, {"total_cost": "unknown"}),
        ("total_cost_years", "out-of-range", {"total_cost_years": 0}, {"total_cost_years": 0.05}),
        ("total_cost_years", "out-of-range", {"total_cost_years": 20.5}, {"total_cost_years": 20}),
        ("cost_basis", "required-when", {"cost_basis": None}, {"cost_basis": None, "annual_cost": "not_disclosed"}),
        ("subsidy_digital_bond", "at-least-one", {"subsidy_used": "yes"}, {"subsidy_used": "yes", "subsidy_prefecture": True}),
        ("subsidy_prefecture", "only-when", {"subsidy_prefecture": True}, {"subsidy_used": "yes", "subsidy_prefecture": True}),
        ("subsidy_other_name", "required-when", {"subsidy_used": "yes", "subsidy_other": True},
         {"subsidy_used": "yes", "subsidy_other": True, "subsidy_other_name": "x"}),
        ("subsidy_other_name", "only-when", {"subsidy_other_name": "x"}, {}),
        ("contract_on", "order", {"selection_on": "2024-02"}, {"selection_on": "2024-01"}),
        ("contract_on", "order", {"selection_on": "2024年度"}, {"selection_on": "2023年度"}),
        ("contract_end_on", "order", {"contract_end_on": "2023-12", "operation_start_on": "2023-01"}, {"contract_end_on": "2024-04"}),
        ("contract_end_on", "order", {"contract_end_on": "2024-03"}, {"contract_end_on": "unknown"}),
        ("contract_end_on", "required-when", {"status": "ended"}, {"status": "ended", "contract_end_on": "2025年度"}),
        ("operation_start_on", "inconsistent", {"operation_start_on": "2027-01"}, {"operation_start_on": "2026-12"}),
        ("background", "required-when", {"background": None}, {"status": "in_preparation", "background": None}),
        ("benefit_coordination", "at-least-one", {"benefit_cost": None}, {"benefit_cost": None, "benefit_not_yet": True}),
        ("benefit_not_yet", "only-when", {"benefit_not_yet": True}, {"benefit_cost": None, "benefit_not_yet": True}),
        ("benefit_note", "required-when", {"benefit_other": True}, {"benefit_other": True, "benefit_note": "x"}),
    ],
)  # fmt: skip
def test_a_rule_speaks_where_it_is_broken_and_only_there(
    key: str, code: str, broken: dict[str, Any], kept: dict[str, Any]
) -> None:
    assert (key, code) in found(**broken)
    assert key not in {each for each, _ in found(**kept)}


CONSIDERING = {"name": "x", "domain": "tools", "system_type": "T01", "status": "considering", "prefecture_role": "lead",
               "lead_body_kind": "prefecture", "publication": "publish"}  # fmt: skip


def alone(answers: Mapping[str, object], facts: Mapping[str, object] | None = None) -> list[tuple[str, str]]:
    sheet = the_survey().questionnaire.cases_sheet
    return [(check.key, check.code) for check in JudgedAnswers(sheet, answers, facts or {}).findings()]


def test_a_case_under_consideration_must_answer_little() -> None:
    assert alone(CONSIDERING) == []


def test_of_a_case_without_the_prefecture_four_answers_are_judged() -> None:
    none = {"prefecture_role": "none", "summary": "長" * 500}
    assert alone(none, CARRIED) == [(key, "required") for key in ("name", "domain", "system_type")]


def test_of_a_withdrawn_case_nothing_but_its_id_is_judged() -> None:
    assert alone({"withdrawn": True, "summary": "長" * 500, "status": "nonsense"}, CARRIED) == []


@pytest.mark.parametrize(("circles", "as_of", "expected"), [(0, None, []), (1, None, ["required-when"]), (1, dt.date(2026, 12, 1), [])])  # fmt: skip
def test_the_day_of_the_participation_is_needed_where_any_municipality_takes_part(
    circles: int, as_of: dt.date | None, expected: list[str]
) -> None:
    sheet = the_survey().questionnaire.respondent_sheet
    answers = {} if as_of is None else {"as_of": as_of}
    told = JudgedAnswers(sheet, answers, {"participating": circles}).findings()
    assert [check.code for check in told if check.key == "as_of"] == expected


@pytest.mark.parametrize(
    ("changes", "lonely"),
    [({}, True), ({"co_prefectures": ("14",)}, False), ({"other_participants": 1}, False), ({"other_participants": 0}, True),
     ({"status": "in_preparation"}, False)],
)  # fmt: skip
def test_a_case_in_operation_needs_a_participant_of_some_kind(changes: dict[str, Any], lonely: bool) -> None:
    assert AT_LEAST_ONE.condition is not None
    assert (AT_LEAST_ONE.condition.truth(judged(**changes)) is True) == lonely


@pytest.mark.parametrize(("status", "fits"), [("considering", False), ("in_preparation", True), ("ended", True)])
def test_a_circle_says_that_it_is_decided(status: str, fits: bool) -> None:
    assert ONLY_WHEN.condition is not None
    assert (ONLY_WHEN.condition.truth(judged(status=status)) is True) == fits


@pytest.mark.parametrize(
    ("last", "changes", "asked"),
    [(5, {"reviewed": "unchanged"}, True), (4, {"reviewed": "unchanged"}, False), (None, {}, False), (9, EXPLAINED, False),
     (9, {"reviewed": "updated"}, True)],
)  # fmt: skip
def test_a_case_that_lost_a_third_of_its_participants_is_asked_about(
    last: int | None, changes: dict[str, object], asked: bool
) -> None:
    assert FEWER.condition is not None
    answers = judged({**CARRIED, "last_participating": last}, **changes)
    assert (FEWER.condition.truth(answers) is True) == asked


def test_what_it_was_last_round_is_said() -> None:
    sheet, answers = the_survey().questionnaire.cases_sheet, judged(LAST, reviewed="unchanged")
    check = next(each for each in answers.findings() if each.code == "unlike-last-round")
    assert check.fills_of(answers, sheet.labels) == {"last": Words("300千円", "300 thousand yen")}


def test_what_is_open_is_missing_wrong_or_doubtful() -> None:
    checks = [check for each in the_survey().questionnaire.cases_sheet.checks.values() for check in each]
    assert {check.state for check in checks if check.code in ("required", "required-when", "at-least-one")} == {
        "missing"
    }
    assert {check.state for check in checks if check.code in ("order", "only-when", "too-long")} == {"wrong"}
    assert {check.state for check in checks if check.severity == "warning"} == {"doubtful"}
    assert AT_LEAST_ONE.state == "missing"
    assert [words.ja for words in STATE_LABELS.values()] == ["未記入", "要修正", "要確認"]


def test_whether_an_answer_is_needed_is_told_from_the_rules() -> None:
    sheet = the_survey().questionnaire.cases_sheet
    needs = {key: question.need.ja for key, question in sheet.questions.items()}
    assert {key for key, need in needs.items() if need == "必須"} == {
        "name", "domain", "system_type", "status", "prefecture_role", "lead_body_kind", "publication",
    }  # fmt: skip
    assert {key for key, need in needs.items() if need == "いずれか"} == {*COSTS, *SUBSIDIES, *BENEFITS}
    assert (needs["background"], needs["summary"]) == ("該当時", "任意")
    assert sheet.how("background").ja.endswith("（400字以内）「現在の段階」が「運用中」の場合は必須です。")
    assert sheet.how("cost_bearing").en.endswith('Required unless "Stage" is "Under consideration".')
    assert [check.key for check in sheet.groups] == ["initial_cost", "subsidy_digital_bond", "benefit_coordination"]


def test_every_question_has_a_label_and_help_in_both_languages() -> None:
    for model in (Respondent, Case):
        for question in model.questions().values():
            for words in (question.label, question.help):
                assert words.ja
                assert words.en
                assert "入力" not in words.ja  # 記入 is the one word for it


def test_choices_can_be_renamed_in_a_file_but_not_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "choices.csv"
    shutil.copy(CHOICES_FILE, path)
    path.write_text(path.read_text(encoding="utf-8").replace("運用中", "稼働中"), encoding="utf-8")
    (tmp_path / "survey.toml").write_text('[files]\nchoices = "choices.csv"\n', encoding="utf-8")
    known = open_survey(tmp_path).questionnaire
    assert known.lists["status"]["in_operation"].label.ja == "稼働中"
    assert "「稼働中」" in known.cases_sheet.how("background").ja
    lines = [line for line in csv.reader(path.read_text(encoding="utf-8").splitlines()) if line[1] != "ended"]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    with pytest.raises(MistakesError) as caught:
        read_choices(path)
    assert [(each.column, each.wrong.en) for each in caught.value.mistakes] == [
        ("status ended", "There is no row for this choice.")
    ]


def test_a_questionnaire_goes_to_other_processes_after_it_was_used() -> None:
    """Two editions of a large release are written at the same time."""
    used = Questionnaire(the_survey().questionnaire.shared)
    assert used.cases_sheet.checks
    assert used.respondent_sheet.checks
    there = pickle.loads(pickle.dumps(used))
    assert there == used
    assert there.cases_sheet.questions.keys() == used.cases_sheet.questions.keys()
