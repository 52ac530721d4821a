"""Municipalities that were merged or became cities between two rounds: what was answered of them then stands at the municipality
of today, and where ○ and △ of two that were merged differ, that is told.
"""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from survey_tool.form.contract.answers import Answers, CaseAnswers, Form
from survey_tool.form.contract.marker import FIRST_ANSWER_COLUMN, SHEETS
from survey_tool.form.workbook import draw
from survey_tool.intake.judging.submission import Participation
from survey_tool.intake.settling.verdict import Judge
from survey_tool.intake.understanding.answers import understand_municipality
from survey_tool.reference.code_changes import CodeChange
from survey_tool.reference.data_rows import check_digit
from survey_tool.reference.places import MUNICIPALITIES, Places, read_places
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.release.publish import publish
from survey_tool.release.tables.csvfile import read_csv
from survey_tool.wording.words import Words
from tests import cases
from tests.commands import Done, command
from tests.form.test_form_carried import a_case, typed_of, without
from tests.forms import RESPONDENT, case_of, filled
from tests.rounds import no_dashboard

TOYAMA, ASAHI, NYUZEN, KUROBE = "16", "163431", "163422", "162078"
ONLY_GONE, BOTH, CIRCLE_GONE, CIRCLE_LEFT = (f"16-2025-{number:02}" for number in range(1, 5))
MARKS = {
    ONLY_GONE: {ASAHI: "△"},
    BOTH: {ASAHI: "○", NYUZEN: "○"},
    CIRCLE_GONE: {ASAHI: "○", NYUZEN: "△"},
    CIRCLE_LEFT: {ASAHI: "△", NYUZEN: "○"},
}
HEAD = "old_code,old_district_ja,old_name_ja,old_name_en,new_code,day,kind\n"
MERGED = f"{HEAD}{ASAHI},下新川郡,朝日町,Asahi-machi,{NYUZEN},2026-04-01,merger\n"
SETTINGS = '{head}\n[files]\nmunicipalities = "municipalities.csv"\ncode_changes = "code_changes.csv"\n'


def after_the_merger(folder: Path, changes: str = MERGED) -> Survey:
    """A round in which 朝日町 has been merged into 入善町, which nobody has in mind."""
    without(folder, MUNICIPALITIES, "municipalities.csv", lambda row: row["code"] == ASAHI)
    (folder / "code_changes.csv").write_text(changes, encoding="utf-8")
    (folder / "survey.toml").write_text(SETTINGS.format(head='round = "2026"'), encoding="utf-8")
    return open_survey(folder)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Toyama returned a year ago, and the data of this year."""
    folder = tmp_path_factory.mktemp("合併")
    (folder / "survey.toml").write_text('round = "2025"\n', encoding="utf-8")
    survey = open_survey(folder)
    answered = []
    for identifier, marks in MARKS.items():
        case = a_case(survey, identifier, status="in_preparation", co_prefectures=("17",))
        answered.append(CaseAnswers(identifier, case.answers, {"162019": "○", **marks}))
    typed = typed_of(survey.questionnaire.respondent.questions(), RESPONDENT)
    returned = folder / "submissions" / "2025" / "富山県.xlsx"
    returned.parent.mkdir(parents=True)
    returned.write_bytes(draw(survey, Form(TOYAMA, answers=Answers(typed, tuple(answered)))))
    after_the_merger(folder)
    return folder


def generate(workspace: Path, lang: str = "ja") -> Done:
    last = workspace / "submissions" / "2025"
    return command("generate", "--prefecture", TOYAMA, "--previous", last, workspace=workspace, lang=lang)


def marks_by_code(path: Path) -> dict[str, list[object]]:
    sheet = openpyxl.load_workbook(path)[SHEETS["participants"].ja]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    at = FIRST_ANSWER_COLUMN - 1
    return {str(row[0]): list(row[at : at + len(MARKS)]) for row in rows if row[0]}


@pytest.mark.slow
def test_a_participant_that_is_gone_stands_at_its_successor(workspace: Path) -> None:
    done = generate(workspace)

    marks = marks_by_code(workspace / "templates" / "2026" / "joint-procurement_2026_16_toyama.xlsx")
    assert ASAHI not in marks, "nothing is left to be looked up"
    assert marks[NYUZEN] == ["△", "○", "○", "○"], "two that had ○ are one that has ○"
    assert marks["162019"] == ["○"] * 4
    assert done.code == 0
    assert (
        f"合併等により団体コードが変わったため、現在の団体に転記しました：朝日町（{ASAHI}）→入善町（{NYUZEN}）\n"
        in done.err
    )
    assert (
        f"合併前の団体の間で○と△が異なるため、○を転記した事例：{CIRCLE_GONE}, {CIRCLE_LEFT}\n"
        "正しいかどうかを、都道府県に確認してください。\n"
    ) in done.err
    english = generate(workspace, "en").err
    assert f"since codes have changed: Asahi-machi ({ASAHI}) → Nyuzen-machi ({NYUZEN})\n" in english


@pytest.mark.slow
def test_without_the_table_it_is_left_to_be_looked_up_as_before(workspace: Path, tmp_path: Path) -> None:
    shutil.copytree(workspace, tmp_path / "round")
    after_the_merger(tmp_path / "round", HEAD)

    done = generate(tmp_path / "round")

    marks = marks_by_code(tmp_path / "round" / "templates" / "2026" / "joint-procurement_2026_16_toyama.xlsx")
    assert marks[ASAHI] == ["△", "○", "○", "△"]
    assert "団体コードが変わった" not in done.err


# What comes back


def test_an_old_code_in_a_return_is_read_and_said(tmp_path: Path) -> None:
    survey = after_the_merger(tmp_path)
    paper, case = filled(TOYAMA), case_of(TOYAMA, 1)  # drawn before the merger: 朝日町 still has a row
    paper.mark(case, {ASAHI: "○", NYUZEN: "△"})

    submission = Judge(survey).judge(paper.file()).submission

    row, _ = paper.place("participants", ASAHI, case)
    said = {each.code: each for each in submission.findings if each.municipality == ASAHI}
    assert set(said) == {"normalised", "predecessors-differ"}
    assert (said["normalised"].severity, said["normalised"].cell) == ("info", f"A{row}")
    assert said["normalised"].sentence.ja == (
        f"合併等による団体コード又は名称の変更のため、「{NYUZEN}（富山県入善町）」として読み取りました。"
    )
    differ = said["predecessors-differ"]
    assert (differ.severity, differ.cell, differ.case_id) == ("warning", paper.cell("participants", ASAHI, case), case)
    assert differ.sentence.ja == "合併前の団体の間で○と△が異なるため、○として読み取りました。"
    assert {each.case_id: each.marks for each in submission.cases}[case][NYUZEN] == "participating"


# The table


def places_with(*changes: tuple[str, str], gone: tuple[str, ...]) -> Places:
    known = read_places()
    table = tuple(
        CodeChange(old, "", Words.same(f"旧{old}"), new, dt.date(2026, 4, 1), "merger") for old, new in changes
    )
    left = {code: each for code, each in known.municipalities.items() if code not in gone}
    return replace(known, municipalities=left, code_changes=table)


def test_who_took_the_place_of_whom() -> None:
    assert read_places().successors("162019") == ("162019",)
    assert read_places().successors("999999") == ()
    twice = places_with((ASAHI, NYUZEN), (NYUZEN, KUROBE), gone=(ASAHI, NYUZEN))
    assert (twice.successors(ASAHI), twice.successor(ASAHI)) == ((KUROBE,), KUROBE)
    assert twice.successor(KUROBE) is None, "still there"
    divided = places_with((ASAHI, NYUZEN), (ASAHI, KUROBE), gone=(ASAHI,))
    assert (divided.successors(ASAHI), divided.successor(ASAHI)) == ((NYUZEN, KUROBE), None)
    circle = places_with((ASAHI, NYUZEN), (NYUZEN, ASAHI), gone=(ASAHI, NYUZEN))
    assert circle.successors(ASAHI) == ()
    older = places_with((ASAHI, NYUZEN), gone=())
    assert older.successor(ASAHI) is None, "data of before the merger"


def test_a_divided_municipality_is_not_carried_over_by_itself() -> None:
    reading = understand_municipality(ASAHI, places_with((ASAHI, NYUZEN), (ASAHI, KUROBE), gone=(ASAHI,)))

    assert reading.fault == "municipality-unknown"
    assert reading.nearest is not None
    assert NYUZEN in reading.nearest.ja
    assert KUROBE in reading.nearest.ja


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("403059", "402311"),
        (403059.0, "402311"),
        ("40305", "402311"),
        ("403059（那珂川町）", "402311"),
        ("403059（福岡県那珂川町）", "402311"),
        ("福岡県那珂川町", "402311"),
        ("筑紫郡那珂川町", "402311"),
        ("篠山市", "282219"),
        ("282219 篠山市", "282219"),
        ("岩舟町", "092037"),
        (33057.0, "032166"),
    ],
)
def test_codes_and_names_of_before_are_read_as_those_of_today(typed: str | float, code: str) -> None:
    reading = understand_municipality(typed, read_places())

    assert (reading.value, reading.fault, reading.variant) == (code, None, "code-succeeded")
    assert reading.read_as is not None
    assert code in reading.read_as.ja


@pytest.mark.parametrize(
    ("typed", "code"), [("那珂川町", "094111"), ("栃木県那珂川町", "094111"), ("那珂川市", "402311")]
)
def test_a_name_that_is_somebody_s_today_is_theirs(typed: str, code: str) -> None:
    reading = understand_municipality(typed, read_places())

    assert (reading.value, reading.variant) == (code, None)


def test_the_built_in_table_holds_codes_that_lead_to_a_municipality_of_today() -> None:
    known = read_places()
    for change in known.code_changes:
        for code in (change.old_code, change.new_code):
            assert check_digit(code[:5]) == code[5]
        assert len(known.successors(change.old_code)) == 1, change
        assert change.kind == "renamed" or change.old_code not in known.municipalities
    assert [change.day for change in known.code_changes] == sorted(change.day for change in known.code_changes)


# What is published


@pytest.mark.slow
def test_no_change_is_told_of_a_municipality_that_only_got_another_code(tmp_path: Path) -> None:
    before, survey = cases.a_survey(tmp_path), after_the_merger(tmp_path)
    identifier = f"{TOYAMA}-2026-01"
    then = cases.a_case(before, identifier, {ASAHI: "participating", "162019": "participating"})
    publish(before, cases.reported(before, then), (), (), write_dashboards=no_dashboard)
    earlier = Path(shutil.copytree(before.published, tmp_path / "earlier"))

    def changes(mark: Participation) -> list[tuple[str, str, str]]:
        now = cases.a_case(survey, identifier, {"162019": "participating", NYUZEN: mark})
        publish(survey, cases.reported(survey, now), (), (earlier,), write_dashboards=no_dashboard)
        return [
            (row["field"], row["before"], row["after"]) for row in read_csv(survey.published / "data" / "changes.csv")
        ]

    assert changes("participating") == []
    assert changes("considering") == [(NYUZEN, "participating", "considering")]
