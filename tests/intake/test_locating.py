"""A form is found, and every answer in it, wherever people moved them; what is not there, or not read, is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import pytest

from survey_tool.form.contract.marker import CASE_ID_KEY, FORM_VERSION, ID_ROW, META_SHEET, Marker
from survey_tool.intake.cells.grid import Ignored
from survey_tool.intake.noticing.ignored import LISTED
from survey_tool.intake.settling.verdict import Judge
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.wording.days import day_in_words
from survey_tool.wording.words import LANGUAGES, Language
from tests.forms import CARRIED, TOKYO, Paper, Sheet, blank, case_of, filled, the_survey

FIRST, SECOND, THIRD = (case_of(TOKYO, number) for number in (1, 2, 3))
Spoil = Callable[[Paper], None]


def places(paper: Paper) -> list[tuple[str, str | None, str | None]]:
    return [(found.code, found.sheet, found.cell) for found in paper.judged().submission.findings]


def messages(paper: Paper) -> list[str]:
    return [found.message("ja") for found in paper.judged().submission.findings]


def only(paper: Paper) -> Finding:
    (found,) = paper.judged().submission.findings
    return found


def answered(paper: Paper) -> object:
    """Everything that was understood."""
    submission = paper.judged().submission
    cases = [(each.case_id, dict(each.answers), dict(each.marks), each.has_error) for each in submission.cases]
    return submission.prefecture_code, dict(submission.respondent), sorted(cases, key=str)


def rename(paper: Paper) -> None:
    for number, sheet in enumerate(paper.sheets):
        if not sheet.name.startswith("_"):
            sheet.name = f"Sheet{number}"


def reorder(paper: Paper) -> None:
    paper.sheets.reverse()


def insert_rows(paper: Paper) -> None:
    for topic in ("respondent", "cases", "participants"):
        for before in (1, 3, 5, 8, 20):
            paper.sheet(topic).insert_row(before)


def insert_columns(paper: Paper) -> None:
    for topic in ("respondent", "cases", "participants"):
        for before in (1, 3, 5, 7, 9):
            paper.sheet(topic).insert_column(before)


def move_rows_and_columns(paper: Paper) -> None:
    cases, marks = paper.sheet("cases"), paper.sheet("participants")
    cases.move_column(6, 9)
    cases.move_column(1, 4)
    for key, before in (("remarks", 7), ("name", 40)):
        cases.move_row(cases.row_of(key), before)
    marks.move_column(6, 9)
    marks.move_row(marks.row_of("131032"), 30)
    paper.sheet("respondent").move_row(paper.sheet("respondent").row_of("email"), 6)


def lose_keys_of_questions(paper: Paper) -> None:
    for topic in ("respondent", "cases"):
        sheet = paper.sheet(topic)
        for row in range(2, len(sheet.rows) + 1):
            sheet.put(row, 1, None)


def lose_labels(paper: Paper) -> None:
    for topic in ("respondent", "cases"):
        paper.sheet(topic).clear_column(3, 5)


def lose_column_of_keys(paper: Paper) -> None:
    """The respondent and the cases by their labels; without codes there is no more to say of the participants."""
    for topic in ("respondent", "cases"):
        paper.sheet(topic).delete_column(1)


def lose_ids_of_marks(paper: Paper) -> None:
    marks = paper.sheet("participants")
    for column in range(6, len(marks.rows[0]) + 1):
        marks.put(ID_ROW, column, None)


def lose_an_id_of_marks(paper: Paper) -> None:
    marks = paper.sheet("participants")
    marks.put(ID_ROW, marks.column_of(SECOND, ID_ROW), None)


def lose_markers(paper: Paper) -> None:
    for topic in ("respondent", "cases", "participants"):
        paper.sheet(topic).put(1, 1, None)


def lose_markers_and_meta(paper: Paper) -> None:
    lose_markers(paper)
    paper.sheets.remove(paper.sheet(META_SHEET))


def lose_everything_hidden(paper: Paper) -> None:
    lose_markers_and_meta(paper)
    lose_column_of_keys(paper)
    rename(paper)


def move_markers(paper: Paper) -> None:
    for topic in ("respondent", "cases", "participants"):
        sheet = paper.sheet(topic)
        sheet.put(1, 7, sheet.at(1, 1))
        sheet.put(1, 1, None)


def copy_sheet(paper: Paper) -> None:
    again = deepcopy(paper.sheet("cases"))
    again.name = "事例 (2)"
    paper.sheets.insert(0, again)


def copy_blank_sheet(paper: Paper) -> None:
    again = blank(paper.code, paper.edition).sheet("cases")
    again.name = "事例 (2)"
    paper.sheets.insert(0, again)


def ghost_rows(paper: Paper) -> None:
    paper.sheet("cases").put(41, 25, "　 ")
    paper.sheet("cases").put(90, 9, "\u200b")
    paper.sheet("participants").put(90, 7, " ")


def full_width_id(paper: Paper) -> None:
    paper.type("cases", "case_id", "１３－２０２６－０１", FIRST)


HARMLESS: tuple[Spoil, ...] = (
    rename, reorder, insert_rows, insert_columns, move_rows_and_columns, lose_keys_of_questions, lose_labels, lose_column_of_keys,
    lose_ids_of_marks, lose_an_id_of_marks, lose_markers, lose_markers_and_meta, lose_everything_hidden, move_markers,
    copy_sheet, copy_blank_sheet, ghost_rows, full_width_id,
)  # fmt: skip


@pytest.mark.parametrize("edition", LANGUAGES)
@pytest.mark.parametrize("spoil", HARMLESS, ids=lambda spoil: spoil.__name__)
def test_moving_things_does_no_harm(spoil: Spoil, edition: Language) -> None:
    paper = filled(edition=edition)
    meant = answered(paper)
    spoil(paper)
    assert places(paper) == []
    assert answered(paper) == meant


def test_a_damaged_marker_counts_as_lost_and_is_listed() -> None:
    paper = filled()
    sheet = paper.sheet("cases")
    sheet.put(1, 1, str(sheet.at(1, 1)).replace("|13|", "|14|"))
    assert places(paper) == [("ignored-content", "事例", "A1")]
    assert paper.judged().submission.prefecture_code == TOKYO


@pytest.mark.parametrize("code", ["01", "13", "47"])
@pytest.mark.parametrize("edition", LANGUAGES)
def test_a_form_as_it_was_sent_holds_nothing_that_is_not_its_own(code: str, edition: Language) -> None:
    found = blank(code, edition).judged().submission.findings
    assert [(each.code, each.cell) for each in found] == [("no-cases-no-declaration", None)]


def test_a_workbook_of_somebody_else_is_no_submission() -> None:
    paper = filled()
    paper.sheets = [Sheet("予算", [["項目", "金額"], ["委託料", 120.0]]), Sheet("Sheet2", [])]
    submission = paper.judged().submission
    assert submission.status == "not_a_submission"
    assert [each.code for each in submission.findings] == ["file-not-ours"]
    assert submission.findings[0].message("ja").startswith("joint-procurement_2026_13_tokyo.xlsx：本調査の調査票である")


def test_a_form_of_another_round_is_not_judged() -> None:
    paper = filled()
    for topic in ("respondent", "cases", "participants"):
        paper.sheet(topic).put(1, 1, str(Marker("2025", TOKYO, topic, "ja")))
    submission = paper.judged().submission
    assert (submission.status, submission.prefecture_code) == ("unreadable", TOKYO)
    assert [each.code for each in submission.findings] == ["file-wrong-round"]
    assert "2025年度の調査票です。今回は2026年度の調査票です。" in submission.findings[0].message("ja")


def test_a_form_of_an_older_layout_is_read_as_far_as_it_goes() -> None:
    paper = filled()
    for topic in ("respondent", "cases", "participants"):
        paper.sheet(topic).put(1, 1, str(Marker("2026", TOKYO, topic, "ja", version="jps0")))
    cases = paper.sheet("cases")
    cases.delete_row(cases.row_of("summary"))
    submission = paper.judged().submission
    assert submission.status == "needs_correction"
    assert submission.held_back
    found = only(paper)
    assert found.code == "file-old-version"
    assert f"（jps0）の調査票です。現在の版は{FORM_VERSION}です" in found.message("ja")
    assert submission.typed.cases[0].answers["name"] == "県・市町村電子契約サービス共同利用"


def test_the_file_name_may_not_contradict_the_form() -> None:
    found = only(filled(name="joint-procurement_2026_14_kanagawa (1).xlsx"))
    assert found.code == "prefecture-mismatch"
    assert "ファイル名は神奈川県ですが、調査票は東京都のものです。" in found.message("ja")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("香川県.xlsx", "香川県"),
        ("東京都.zip/【京都府】回答（最終）.xlsx", "京都府"),
        ("Re_joint-procurement_2026_14_kanagawa.xlsx", "神奈川県"),
    ],
)
def test_a_name_of_somebodys_own_may_not_contradict_the_form_either(name: str, said: str) -> None:
    found = only(filled(name=name))
    assert (found.code, found.severity, found.cell) == ("prefecture-mismatch", "error", None)
    assert found.message("ja") == f"{name}：ファイル名は{said}ですが、調査票は東京都のものです。"
    assert "提出元を記録してください（survey-tool record owner ファイル 都道府県）。" in found.suggestion["ja"]


@pytest.mark.parametrize(
    "name",
    [
        "回答.xlsx",
        "attachments.zip/東京都.xlsx",
        "joint-procurement_2026_13_tokyo（修正）.xlsx",
        "joint-procurement_2026_13_tokyo（香川県と共同）.xlsx",
        "東京都府中市.xlsx",
        "東京都・神奈川県.xlsx",
    ],
)
def test_other_file_names_say_nothing(name: str) -> None:
    assert places(filled(name=name)) == []


def test_a_copy_with_other_answers_is_asked_about() -> None:
    paper = filled()
    copy_sheet(paper)
    paper.sheets[0].put(*paper.place("cases", "name", FIRST), "別の名称")
    found = only(paper)
    assert (found.code, found.sheet, found.cell) == ("marker-disagrees", "事例", None)
    assert "「事例 (2)」シートと同じシートがもう1つあり、回答が異なります。" in found.message("ja")
    assert paper.judged().submission.held_back


def test_a_sheet_of_another_prefecture_is_not_read() -> None:
    paper = filled()
    foreign = filled("14").sheet("participants")
    foreign.name = "参加団体 (神奈川)"
    paper.sheets.append(foreign)
    found = only(paper)
    assert (found.code, found.sheet, found.cell) == ("marker-disagrees", "参加団体 (神奈川)", "A1")
    assert "「2026 14 神奈川県」で、他のシートの「2026 13 東京都」と異なります。" in found.message("ja")
    assert answered(paper) == answered(filled())


def test_a_sheet_of_another_prefecture_in_place_of_its_own_is_one_mistake() -> None:
    paper = filled()
    foreign = filled("14").sheet("participants")
    paper.sheets[paper.sheets.index(paper.sheet("participants"))] = foreign
    assert places(paper) == [("marker-disagrees", "参加団体", "A1")]


@pytest.mark.slow
def test_a_sheet_of_an_earlier_copy_of_the_form_is_read_and_said() -> None:
    paper, first = filled(parent="0123456789ab"), filled()
    paper.sheets[paper.sheets.index(paper.sheet("cases"))] = first.sheet("cases")
    assert places(paper) == [("marker-disagrees", "事例", "A1")]
    assert [each.case_id for each in paper.judged().submission.cases] == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("topic", ["respondent", "cases", "participants"])
def test_a_sheet_that_is_gone_is_said_once(topic: str) -> None:
    paper = filled()
    gone = paper.sheet(topic)
    paper.sheets.remove(gone)
    assert places(paper) == [("sheet-missing", gone.name, None)]
    assert messages(paper) == [f"「{gone.name}」シート：シートが見つかりません。"]


@pytest.mark.parametrize("topic", ["cases", "participants"])
def test_a_sheet_of_which_keys_and_labels_are_gone_is_not_called_missing(topic: str) -> None:
    paper = filled()
    sheet = paper.sheet(topic)
    marker = sheet.at(1, 1)
    for _ in range(5):
        sheet.delete_column(1)
    sheet.put(1, 1, marker)
    found, *others = paper.judged().submission.findings
    assert (found.code, found.sheet, found.cell) == ("sheet-missing", sheet.name, None)
    assert (
        found.message("ja")
        == f"「{sheet.name}」シート：シートの見出しが失われているため、回答を読み取ることができません。"
    )
    assert {each.code for each in others} <= {"ignored-content"}
    assert not [each.value for each in others if each.value and each.value.startswith("13-2026-")]


@pytest.mark.slow
def test_a_row_that_is_gone_is_said_once_and_nothing_is_concluded_from_it() -> None:
    for key, question in the_survey().questionnaire.case.questions().items():
        if key != CASE_ID_KEY:
            paper = filled()
            cases = paper.sheet("cases")
            cases.delete_row(cases.row_of(key))
            found = only(paper)
            assert (found.code, found.sheet, found.cell, found.key) == ("column-missing", "事例", None, key)
            assert found.message("ja") == f"「事例」シート：「{question.label.ja}」の行が見つかりません。"


def test_a_row_of_the_respondent_that_is_gone_is_said_once() -> None:
    for key in ("department", "email", "no_cases", "respondent_remarks"):
        paper = filled()
        respondent = paper.sheet("respondent")
        respondent.delete_row(respondent.row_of(key))
        found = only(paper)
        assert (found.code, found.key) == ("column-missing", key)
        assert "の行が見つかりません。" in found.message("ja")


def test_without_ids_columns_keep_the_order_in_which_ids_were_printed() -> None:
    paper = filled()
    paper.sheet("cases").delete_row(ID_ROW)
    found = only(paper)
    assert (found.code, found.sheet, found.cell, found.key) == ("column-missing", "事例", None, "case_id")
    assert found.message("ja") == "「事例」シート：「事例番号」の行が見つかりません。"
    assert [case.case_id for case in paper.judged().submission.typed.cases] == [FIRST, SECOND, THIRD]


def test_a_lost_column_of_marks_is_said_where_its_case_is_filled_in() -> None:
    paper = filled()
    marks = paper.sheet("participants")
    marks.delete_column(marks.column_of(case_of(TOKYO, 9), ID_ROW))
    assert places(paper) == []
    marks.delete_column(marks.column_of(THIRD, ID_ROW))
    found = only(paper)
    assert (found.code, found.sheet, found.case_id) == ("column-missing", "参加団体", THIRD)
    assert found.message("ja") == "「参加団体」シート：「その他の共同調達」の列が見つかりません。"


def test_without_the_column_of_codes_the_marks_are_kept_for_the_correction() -> None:
    paper = filled()
    marker = paper.sheet("participants").at(1, 1)
    paper.sheet("participants").delete_column(1)
    paper.sheet("participants").put(1, 2, marker)
    found = only(paper)
    assert (found.code, found.sheet) == ("column-missing", "参加団体")
    assert found.message("ja") == "「参加団体」シート：「団体コード」の列が見つかりません。"
    assert found.suggestion.ja.endswith("誤りがないか確認してください。")
    assert paper.judged().submission.typed.cases[0].marks == {"131016": "○", "131032": "○", "131041": "△"}


BEYOND = 18  # the first column beyond the twelve printed ones


def test_answers_in_a_column_without_an_id() -> None:
    paper = filled()
    row, _ = paper.place("cases", "name", FIRST)
    paper.sheet("cases").put(row, BEYOND, "13件目の事例")
    found = only(paper)
    assert (found.code, found.cell, found.case_id) == ("case-id-missing", "R2", None)
    assert "修正用調査票で番号を付けています" in found.suggestion.ja
    submission = paper.judged().submission
    assert submission.given_ids == {BEYOND: "13-2026-13"}
    assert submission.typed.cases[-1].case_id == "13-2026-13"
    assert submission.typed.cases[-1].answers == {"name": "13件目の事例"}


@pytest.mark.parametrize(
    ("typed", "code"), [(None, "case-id-missing"), (FIRST, "duplicate"), (case_of(TOKYO, 13), "case-id-unknown")]
)
def test_a_case_copied_beyond_the_printed_columns_keeps_its_marks(typed: str | None, code: str) -> None:
    paper = filled()
    for topic, value in (("cases", "五つ目の事例"), ("participants", None)):
        sheet = paper.sheet(topic)
        source = sheet.column_of(FIRST, ID_ROW)
        for row in range(ID_ROW + 1, len(sheet.rows) + 1):
            sheet.put(row, BEYOND, sheet.at(row, source))
        sheet.put(ID_ROW, BEYOND, typed)
        if value:
            sheet.put(sheet.row_of("name", 1), BEYOND, value)
    found = only(paper)
    assert (found.code, found.severity, found.sheet, found.cell) == (code, "error", "事例", "R2")
    assert "添付の修正用調査票" in found.suggestion.ja
    given = paper.judged().submission.cases[-1]
    assert given.case_id == case_of(TOKYO, 13)
    assert given.marks == paper.judged().submission.cases[0].marks
    assert paper.judged().submission.typed.cases[-1].marks == {"131016": "○", "131032": "○", "131041": "△"}


def test_a_word_above_a_column_of_notes_is_listed_too() -> None:
    paper = filled()
    for row in (3, 8):
        paper.sheet("cases").put(row, BEYOND + 2, "メモ")
    assert places(paper) == [("ignored-content", "事例", f"T{row}") for row in (3, 8)]


def test_a_word_beside_the_cases_is_a_note_and_no_case() -> None:
    paper = filled()
    row, _ = paper.place("cases", "initial_cost", FIRST)
    paper.sheet("cases").put(row, BEYOND, "単位に注意")
    assert places(paper) == [("ignored-content", "事例", f"R{row}")]
    assert paper.judged().submission.status == "accepted"
    for key in ("annual_cost", "summary"):
        paper.sheet("cases").put(paper.place("cases", key, FIRST)[0], BEYOND, 3.0)
    assert [(found.code, found.cell) for found in paper.judged().submission.errors] == [
        ("case-id-missing", "R2"),
        ("not-a-number", f"R{row}"),
    ]


def test_a_column_that_lost_its_id_gets_it_back() -> None:
    paper = filled()
    cell = paper.type("cases", "case_id", None, SECOND)
    assert places(paper) == [("case-id-missing", "事例", cell)]
    assert paper.judged().submission.given_ids == {7: SECOND}


def test_an_id_that_was_never_printed() -> None:
    paper = filled()
    cell = paper.type("cases", "case_id", "13-2026-99", SECOND)
    found = only(paper)
    assert (found.code, found.cell, found.value) == ("case-id-unknown", cell, "13-2026-99")
    assert paper.judged().submission.given_ids == {7: SECOND}


@pytest.mark.parametrize("word", ["合計", "※税込み"])
def test_a_total_beside_the_cases_is_no_case_that_lacks_its_answers(word: str) -> None:
    paper = filled()
    row, _ = paper.place("cases", "initial_cost", SECOND)
    paper.sheet("cases").put(ID_ROW, BEYOND, word)
    paper.sheet("cases").put(row, BEYOND, 99_999)
    found = only(paper)
    assert (found.code, found.cell, found.value) == ("case-id-unknown", "R2", word)
    assert "送付した調査票にない事例番号です。" in found.message("ja")


def test_an_id_twice() -> None:
    paper = filled()
    cell = paper.type("cases", "case_id", FIRST, SECOND)
    found = only(paper)
    assert (found.code, found.cell) == ("duplicate", cell)
    assert "同じ事例番号が他の" in found.message("ja")
    assert paper.judged().submission.given_ids == {7: SECOND}


def test_an_inserted_column_does_not_take_the_id_of_its_neighbour() -> None:
    paper = filled()
    row, column = paper.place("cases", "name", SECOND)
    paper.sheet("cases").insert_column(column)
    paper.sheet("cases").put(row, column, "間に挿入した事例")
    assert places(paper) == [("case-id-missing", "事例", "G2")]
    assert paper.judged().submission.given_ids == {7: "13-2026-13"}


def test_a_lost_id_of_a_carried_over_case_is_not_guessed() -> None:
    paper = filled(carried=[CARRIED])
    paper.type("cases", "case_id", None, CARRIED)
    assert places(paper) == [
        ("case-dropped", "事例", None),
        ("case-id-missing", "事例", "F2"),
        ("only-when", "事例", "F6"),
    ]
    assert paper.judged().submission.given_ids == {6: "13-2026-12"}


def test_a_carried_over_case_that_was_cleared_or_deleted_is_asked_about() -> None:
    paper = filled(carried=[CARRIED])
    first, column = paper.place("cases", "reviewed", CARRIED)
    paper.sheet("cases").clear_column(column, first)
    found = only(paper)
    assert (found.code, found.cell, found.case_id) == ("case-dropped", "F2", CARRIED)
    assert f"前回回答のあった事例 {CARRIED} の回答が見つかりません。" in found.message("ja")
    paper.sheet("cases").delete_column(column)
    found = only(paper)
    assert (found.code, found.cell, found.case_id) == ("case-dropped", None, CARRIED)
    assert paper.judged().submission.typed.cases[0].case_id == CARRIED


def test_a_sheet_pasted_over_costs_little() -> None:
    paper = filled()
    cases = paper.sheet("cases")
    row, _ = paper.place("cases", "name", FIRST)
    for number in range(900):
        cases.put(row, BEYOND + number, f"列 {number}")
    found = paper.judged().submission.findings
    assert sum(each.code == "case-id-missing" for each in found) == 201
    assert sum(each.code == "ignored-content" for each in found) == LISTED + 1
    assert "「事例」シート：ほか599か所も回答として扱いません。" in [each.message("ja") for each in found]


@pytest.mark.slow
def test_a_sheet_of_marks_pasted_over_costs_little() -> None:
    paper = filled()
    marks = paper.sheet("participants")
    for number in range(1000):
        marks.put(70 + number, 1, f"番号 {number}")
    found = paper.judged().submission.findings
    assert {each.code for each in found} == {"municipality-unknown", "ignored-content"}
    assert sum(each.code == "municipality-unknown" for each in found) == 299
    assert "「参加団体」シート：ほか701か所も回答として扱いません。" in [each.message("ja") for each in found]


# What was not read


def test_text_outside_the_answer_cells_is_listed_at_its_cell() -> None:
    paper = filled()
    row, _ = paper.place("cases", "status", FIRST)
    paper.sheet("cases").put(row, 30, "要相談")
    paper.sheet("cases").put(1, 20, "メモ欄")
    paper.sheet("cases").put(row, 5, "済み")
    paper.sheet("cases").put(80, 2, "以上")
    paper.sheet("participants").put(3, 4, "別紙参照")
    paper.sheet("participants").put(72, 3, "箱根町")
    paper.sheet("respondent").put(18, 6, "よろしくお願いします")
    assert places(paper) == [
        ("ignored-content", "回答者", "F18"),
        ("ignored-content", "事例", "B80"),
        ("ignored-content", "事例", f"E{row}"),
        ("ignored-content", "事例", "T1"),
        ("ignored-content", "事例", f"AD{row}"),
        ("ignored-content", "参加団体", "D3"),
        ("ignored-content", "参加団体", "C72"),
    ]
    assert paper.judged().submission.status == "accepted"
    assert (
        messages(paper)[0]
        == "「回答者」シート F18：回答欄の外に「よろしくお願いします」とありますが、回答として扱いません。"
    )


def test_a_changed_name_of_the_prefecture_is_listed() -> None:
    paper = filled()
    row = paper.sheet("respondent").row_of("prefecture_code", 1)
    paper.sheet("respondent").put(row, 6, "東京都（総務局）")
    assert places(paper) == [("ignored-content", "回答者", f"F{row}")]


def test_another_prefecture_typed_over_the_printed_one_is_an_error_at_its_cell() -> None:
    paper = filled()
    row = paper.sheet("respondent").row_of("prefecture_code", 1)
    for typed in ("香川県", "37 香川県", "37"):
        paper.sheet("respondent").put(row, 6, typed)
        found = only(paper)
        assert (found.code, found.severity, found.sheet) == ("prefecture-mismatch", "error", "回答者")
        assert (found.cell, found.key) == (f"F{row}", "prefecture_code")
        assert found.message("ja") == (
            f"「回答者」シート F{row}「{found.label.ja}」：印刷済みの都道府県が別の都道府県に変更されています。"
            f"調査票は東京都のものです。（記入内容：「{typed}」）"
        )
        assert paper.judged().submission.held_back
    for typed in ("東京都", "13"):
        paper.sheet("respondent").put(row, 6, typed)
        assert places(paper) == []


def test_what_is_typed_into_the_sheets_to_read_is_listed() -> None:
    paper = filled()
    paper.sheet("example").put(6, 5, "うちの事例")
    paper.sheet("guide").put(30, 2, 2027.0)
    assert places(paper) == [("ignored-content", "はじめに", "B30"), ("ignored-content", "記入例", "E6")]


@pytest.mark.parametrize("edition", LANGUAGES)
def test_a_setting_that_changed_after_the_forms_were_sent_makes_no_content_of_the_guide(edition: Language) -> None:
    survey = the_survey()
    office = survey.round.secretariat.model_copy(
        update={"phone": "03-9999-0000", "return_address": "new@example.go.jp"}
    )
    changed = {"deadline": dt.date(2027, 1, 15), "secretariat": office}
    judge = Judge(replace(survey, round=survey.round.model_copy(update=changed)))
    paper = filled(edition=edition)
    assert judge.judge(paper.file()).submission.findings == ()
    row = paper.sheet("guide").row_of(day_in_words(survey.round.deadline)[edition])
    paper.sheet("guide").put(row, 3, "期限は厳しいです。")
    (found,) = judge.judge(paper.file()).submission.findings
    assert (found.code, found.cell, found.value) == ("ignored-content", f"C{row}", "期限は厳しいです。")


def test_a_foreign_sheet_is_listed_once() -> None:
    paper = filled()
    paper.sheets.append(Sheet("内訳", [[None, "年度"], ["委託料", 3.0]]))
    paper.sheets.append(Sheet("空白", [[None]]))
    found = only(paper)
    assert (found.code, found.sheet, found.cell, found.value) == ("ignored-content", "内訳", None, "年度")


def test_formulas_of_the_form_are_no_content() -> None:
    paper = filled()
    cases, marks = paper.sheet("cases"), paper.sheet("participants")
    cases.put(3, 6, "県・市町村電子契約サービス共同利用")
    cases.put(4, 6, "未記入 2・要確認 1")
    marks.put(3, 6, "県・市町村電子契約サービス共同利用")
    marks.put(4, 6, "2団体\n人口 100,000\n職員 1,000")
    paper.sheet("respondent").put(3, 6, "✔")
    paper.sheet("check").put(8, 1, "要修正")
    assert places(paper) == []


def test_objects_are_said_and_not_read() -> None:
    paper = filled()
    paper.ignored = (Ignored("macros"), Ignored("pictures", "事例", 2), Ignored("comments", "事例"))
    assert messages(paper) == [
        "マクロは読み取りません。",
        "「事例」シート：コメントは読み取りません。",
        "「事例」シート：画像は読み取りません。",
    ]
    assert {each.code for each in paper.judged().submission.findings} == {"ignored-content"}


def test_the_notes_of_a_correction_copy_are_its_own() -> None:
    paper = filled(parent="0123456789ab")
    paper.ignored = (Ignored("comments", "事例", 4), Ignored("drawings", "事例"), Ignored("external-links"))
    assert messages(paper) == ["他のファイルへのリンクは読み取りません。"]


def test_a_row_of_a_municipality_that_is_gone_is_asked_about() -> None:
    paper = filled()
    marks = paper.sheet("participants")
    marks.delete_row(marks.row_of("131091"))
    found = only(paper)
    assert (found.code, found.severity, found.sheet) == ("municipality-row-missing", "warning", "参加団体")
    assert found.message("ja") == "「参加団体」シート：市区町村の行が1行見つかりません（品川区）。"
    assert found.suggestion.ja.startswith("参加又は検討している場合は、修正用調査票の該当する行に印を付けてください。")


def test_a_code_that_was_changed_is_told_at_its_cell_and_its_row_is_there() -> None:
    paper = filled()
    marks = paper.sheet("participants")
    changed = marks.row_of("131083")
    marks.put(changed, 1, "999999")
    assert places(paper) == [("municipality-unknown", "参加団体", f"A{changed}")]
    marks.delete_row(marks.row_of("131091"))
    said = {each.code: each for each in paper.judged().submission.findings}
    assert said.keys() == {"municipality-unknown", "municipality-row-missing"}
    assert said["municipality-row-missing"].message("ja") == (
        "「参加団体」シート：市区町村の行が1行見つかりません（品川区）。"
    )
