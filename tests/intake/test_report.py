"""The report of a round is complete for programs and short for people; files that could not be read stand in it too."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from survey_tool.intake.cells.grid import CellFault, RefusalCode, Refused, ReturnedFile
from survey_tool.intake.judging.submission import Collected
from survey_tool.intake.report import in_trouble, report, status_label, summary, told, totals
from survey_tool.intake.settling.round import judged, settled
from survey_tool.wording.words import Words
from tests.forms import RESPONDENT, TOKYO, Paper, blank, case_of, filled, the_survey

FIRST, SECOND, THIRD = (case_of(TOKYO, number) for number in (1, 2, 3))
DAMAGED = Refused(
    Path("joint-procurement_2026_27_osaka.xlsx"),
    "joint-procurement_2026_27_osaka.xlsx",
    "ab" * 32,
    12,
    "file-unreadable",
    Words("ファイルの破損", "the file is damaged"),
)
BIG = Refused(
    Path("x.xlsx"),
    "x.xlsx",
    "cd" * 32,
    12,
    "file-too-large",
    Words("大きさ", "size"),
    {"size": "30.1", "limit": "20"},
)
NOTES = Refused(Path("memo.txt"), "memo.txt", "ef" * 32, 12, "file-not-ours", Words("テキスト", "a text file"))


def collected(*papers: Paper, others: Sequence[ReturnedFile | Refused] = ()) -> Collected:
    survey = the_survey()
    return settled(survey, judged(survey, [*(each.file() for each in papers), *others]))


def findings_of(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Those of the only file."""
    (submission,) = result["submissions"]
    return list(submission["findings"])


def nothing_to_report(code: str) -> Paper:
    paper = blank(code)
    paper.fill("respondent", {**RESPONDENT, "no_cases": True})
    return paper


def a_wrong_one() -> Paper:
    paper = filled()
    paper.type("cases", "name", None, FIRST)
    paper.type("cases", "status", "たぶん", SECOND)
    paper.type("cases", "initial_cost", "１２００", THIRD)
    paper.type("respondent", "phone", CellFault("error-value", "#N/A"))
    return paper


def test_the_report_of_a_round() -> None:
    result = report(collected(a_wrong_one(), nothing_to_report("47"), others=[DAMAGED, BIG, NOTES]), "2026", "ja")
    assert list(result) == ["report_version", "round", "submissions", "missing", "totals"]
    assert (result["report_version"], result["round"]) == (2, "2026")
    assert json.loads(json.dumps(result)) == result
    submissions = result["submissions"]
    assert isinstance(submissions, list)
    assert [(each["file"], each["prefecture"], each["status"], each["cases"]) for each in submissions] == [
        ("joint-procurement_2026_13_tokyo.xlsx", "13", "needs_correction", 3),
        ("joint-procurement_2026_27_osaka.xlsx", "27", "unreadable", 0),
        ("joint-procurement_2026_47_okinawa.xlsx", "47", "accepted", 0),
        ("memo.txt", None, "not_a_submission", 0),
        ("x.xlsx", None, "unreadable", 0),
    ]
    assert all(
        list(each) == ["file", "from", "prefecture", "status", "cases", "sha256", "findings"] for each in submissions
    )
    missing = result["missing"]
    assert isinstance(missing, list)
    assert {"01", "27"} <= set(missing)
    assert not {"13", "47"} & set(missing)
    assert result["totals"] == {
        "files": 5,
        "accepted": 1,
        "needs_correction": 1,
        "unreadable": 2,
        "locked": 0,
        "not_a_submission": 1,
        "superseded": 0,
        "conflict": 0,
        "cases": 3,
        "errors": 5,
        "warnings": 0,
        "infos": 2,
        "missing": 45,
    }


def test_every_finding_with_its_place() -> None:
    assert findings_of(report(collected(a_wrong_one()), "2026", "ja")) == [
        {
            "code": "error-value",
            "severity": "error",
            "confirmed": False,
            "sheet": "回答者",
            "cell": "F9",
            "key": "phone",
            "case_id": None,
            "value": "#N/A",
            "message": "「回答者」シート F9「回答担当者の電話番号」：セルにエラー値があります。（記入内容：「#N/A」）",
            "suggestion": "数式ではなく、値を記入してください。",
        },
        {
            "code": "required",
            "severity": "error",
            "confirmed": False,
            "sheet": "事例",
            "cell": "F7",
            "key": "name",
            "case_id": "13-2026-01",
            "value": None,
            "message": "「事例」シート F7「調達名称」：未記入です（必須）。",
            "suggestion": "「調達名称」を記入してください。",
        },
        {
            "code": "not-in-list",
            "severity": "error",
            "confirmed": False,
            "sheet": "事例",
            "cell": "G12",
            "key": "status",
            "case_id": "13-2026-02",
            "value": "たぶん",
            "message": "「事例」シート G12「現在の段階」：一覧にない回答です。（記入内容：「たぶん」）",
            "suggestion": "一覧から選択してください。",
        },
        {
            "code": "normalised",
            "severity": "info",
            "confirmed": False,
            "sheet": "事例",
            "cell": "H23",
            "key": "initial_cost",
            "case_id": "13-2026-03",
            "value": "１２００",
            "message": "「事例」シート H23「初期費用」：「1,200千円」として読み取りました。（記入内容：「１２００」）",
            "suggestion": "正しい場合、対応は不要です。",
        },
    ]


def test_the_report_in_english() -> None:
    first, second, *_ = findings_of(report(collected(a_wrong_one()), "2026", "en"))
    assert first["message"] == 'Sheet "回答者", F9 "Respondent\'s phone": The cell holds an error. (entered: "#N/A")'
    assert second["message"] == 'Sheet "事例", F7 "Procurement name": This has not been answered (required).'
    assert second["suggestion"] == 'Enter "Procurement name".'


def test_files_that_cannot_be_read_say_why() -> None:
    damaged, big, notes = (collected(others=[each]).submissions[0].findings[0] for each in (DAMAGED, BIG, NOTES))
    assert damaged.message("ja").startswith("joint-procurement_2026_27_osaka.xlsx：ファイルを開くことができません。")
    assert big.message("ja") == "x.xlsx：ファイルの大きさが30.1MBあり、上限の20MBを超えています。"
    assert (notes.code, notes.severity) == ("file-not-ours", "info")


def test_encrypted_and_hostile_files() -> None:
    codes: dict[RefusalCode, str] = {"file-encrypted": "パスワード", "file-hostile": "（循環する内部構造）"}
    for code, said in codes.items():
        file = Refused(Path("a"), "a", "", 0, code, Words("循環する内部構造", "a circle"))
        (found,) = collected(others=[file]).submissions[0].findings
        assert (found.code, found.severity, found.file) == (code, "error", "a")
        assert said in found.message("ja")


def test_errors_come_first_then_sheets_as_they_stand_then_cells() -> None:
    paper = filled()
    paper.type("participants", "131059", "?", FIRST)
    paper.type("cases", "publication", None, SECOND)
    paper.type("cases", "name", None, THIRD)
    paper.type("cases", "total_cost", 9_000_000.0, FIRST)
    paper.type("respondent", "answered_on", "R8.12.1")
    paper.type("respondent", "email", None)
    found = paper.judged().submission.findings
    assert [(each.severity, each.sheet, each.cell) for each in found] == [
        ("error", "回答者", "F11"),
        ("error", "事例", "G73"),
        ("error", "事例", "H7"),
        ("error", "参加団体", "F10"),
        ("warning", "事例", "F25"),
        ("info", "回答者", "F12"),
    ]


def test_the_same_answers_are_reported_the_same() -> None:
    assert report(collected(a_wrong_one()), "2026", "ja") == report(collected(a_wrong_one()), "2026", "ja")


def test_what_is_trouble_and_what_is_none() -> None:
    assert not in_trouble(collected(nothing_to_report("47"), others=[NOTES]))
    assert not in_trouble(collected())
    assert in_trouble(collected(a_wrong_one()))
    assert in_trouble(collected(others=[DAMAGED]))
    other = filled(name="b.xlsx")
    other.type("cases", "summary", "別の回答", FIRST)
    assert in_trouble(collected(filled(), other))


def test_a_form_under_another_prefectures_name_is_trouble_though_it_counts_no_more() -> None:
    twice = collected(filled(name="東京都.xlsx"), filled(name="香川県.xlsx"))
    assert [each.status for each in twice.submissions] == ["accepted", "superseded"]
    assert in_trouble(twice)
    assert totals(twice)["errors"] == 1


def test_statuses_in_words() -> None:
    first, second = collected(filled(), nothing_to_report("47")).submissions
    assert (status_label(first).ja, status_label(second).ja) == ("受理", "受理（該当事例なし）")


def test_repeated_findings_of_a_question_are_told_once() -> None:
    paper = filled()
    for case_id in (FIRST, SECOND, THIRD):
        paper.type("cases", "publication", None, case_id)
    paper.type("cases", "name", None, SECOND)
    (file,) = summary(collected(paper), "ja")
    assert (file.status.ja, file.counts) == ("要修正", {"missing": 4, "wrong": 0, "doubtful": 0})
    assert [(each.text, each.suggestion, each.cells) for each in file.lines] == [
        ("「事例」シート F73、G73、H73「公表の可否」：未記入です（必須）。", "「公表の可否」を一覧から選択してください。", ("F73", "G73", "H73")),
        ("「事例」シート G7「調達名称」：未記入です（必須）。", "「調達名称」を記入してください。", ("G7",)),
    ]  # fmt: skip


def test_cells_that_show_no_value_are_told_once_whichever_questions_they_answer() -> None:
    paper = filled()
    for case_id in (FIRST, SECOND):
        for key in ("initial_cost", "annual_cost", "total_cost"):
            paper.type("cases", key, CellFault("error-value", "#REF!"), case_id)
    paper.type("cases", "name", CellFault("error-value", "#N/A"), THIRD)
    lines = [line for line in told(paper.judged().submission.findings, "ja") if line.severity == "error"]
    assert [(line.text, line.cells) for line in lines] == [
        (
            "「事例」シート F23:G25、H7：セルにエラー値があります。（記入内容：「#REF!」、「#N/A」）",
            ("F23", "F24", "F25", "G23", "G24", "G25", "H7"),
        )
    ]


def test_advice_that_differs_is_told_each_with_its_cell() -> None:
    paper = filled()
    paper.type("cases", "status", "運用", FIRST)
    paper.type("cases", "status", "検討", SECOND)
    lines = told(paper.judged().submission.findings, "ja")
    assert [(line.text, line.suggestion) for line in lines] == [
        (
            "「事例」シート F12「現在の段階」：一覧にない回答です。（記入内容：「運用」）",
            "一覧から選択してください。「運用中」に近い内容です。",
        ),
        (
            "「事例」シート G12「現在の段階」：一覧にない回答です。（記入内容：「検討」）",
            "一覧から選択してください。「検討中」に近い内容です。",
        ),
    ]
    long = "運用しているが、来年度に更新する予定である。", "運用しているが、契約の内容を見直しているところである。"
    for case, text in zip((FIRST, SECOND), long, strict=True):
        paper.type("cases", "status", text, case)
    (line,) = told(paper.judged().submission.findings, "ja")
    assert line.text == "「事例」シート F12、G12「現在の段階」：一覧にない回答です。"


def test_findings_about_the_file_are_never_grouped() -> None:
    paper = filled(name="joint-procurement_2026_14_kanagawa.xlsx")
    paper.sheets.remove(paper.sheet("participants"))
    lines = told(paper.judged().submission.findings, "ja")
    assert [each.code for each in lines] == ["prefecture-mismatch", "sheet-missing"]


# The same procurement reported by two prefectures


def reported_twice(named_by: tuple[bool, bool]) -> Collected:
    papers = filled("13"), filled("14")
    for paper, names, other in zip(papers, named_by, ("神奈川県", "東京都"), strict=True):
        for number in (2, 3):
            paper.type("cases", "name", f"{paper.code}だけの事例{number}", case_of(paper.code, number))
        paper.type("cases", "co_prefectures", other if names else None, case_of(paper.code, 1))
    return collected(*papers)


def doubts(result: Collected) -> list[tuple[str, str | None, str | None]]:
    return [
        (each.prefecture_code or "", found.cell, found.case_id)
        for each in result.submissions
        for found in each.findings
        if found.code == "double-report-suspected"
    ]


def told_outside(result: Collected) -> list[tuple[str, str]]:
    """What prefectures are told of it: sentence and suggestion."""
    return [
        (found.sentence.ja, found.suggestion.ja)
        for each in result.submissions
        for found in each.for_its_prefecture
        if found.code == "double-report-suspected"
    ]


def test_a_pair_that_seems_to_be_one_case_is_told_once() -> None:
    result = reported_twice((False, False))
    assert doubts(result) == [("13", "F18", "13-2026-01")]
    assert all(each.status == "accepted" for each in result.submissions)
    (found,) = (each for each in result.submissions[0].findings if each.severity == "warning")
    assert found.message("ja") == (
        "「事例」シート F18「共同で調達する他の都道府県」：神奈川県の事例 14-2026-01「県・市町村電子契約サービス共同利用」と"
        "同じ調達の可能性があります。"
    ), "the secretariat is told all of it"
    assert told_outside(result) == [
        (
            "他の都道府県と共同で調達しているかどうか、確認をお願いします。",
            "共同で調達している場合は、相手方の都道府県を記入してください。共同でない場合、修正は不要です。",
        )
    ], "nothing of the other's answers, not even that there are any"


@pytest.mark.parametrize(
    ("named_by", "own", "other"), [((True, False), "14", "東京都"), ((False, True), "13", "神奈川県")]
)
def test_only_the_one_that_does_not_name_the_other_is_asked(named_by: tuple[bool, bool], own: str, other: str) -> None:
    result = reported_twice(named_by)
    assert doubts(result) == [(own, "F18", f"{own}-2026-01")]
    assert told_outside(result) == [
        (
            f"{other}から、貴都道府県と共同で調達しているとの回答があります。この事例は、同じ調達の可能性があります。",
            f"同じ調達の場合は、「共同で調達する他の都道府県」に{other}を記入してください。別の調達の場合、修正は不要です。",
        )
    ]


def test_two_that_name_each_other_but_agree_in_nothing_are_told_once() -> None:
    papers = filled("13"), filled("14")
    for paper, other, month in zip(papers, ("神奈川県", "東京都"), ("2024-04", "2024-05"), strict=True):
        for number in (1, 2, 3):
            paper.type("cases", "name", f"{paper.code}だけの事例{number}", case_of(paper.code, number))
        paper.type("cases", "co_prefectures", other, case_of(paper.code, 1))
        paper.type("cases", "contract_on", month, case_of(paper.code, 1))
    result = collected(*papers)
    assert doubts(result) == [("13", "F18", "13-2026-01")]
    ((sentence, suggestion),) = told_outside(result)
    assert (
        sentence
        == "神奈川県と互いに共同で調達しているとの回答ですが、同じ調達についての回答であることを確認できません。"
    )
    assert suggestion.startswith("神奈川県に確認し、")
    assert "14だけの事例" not in sentence + suggestion


@pytest.mark.slow
def test_a_case_that_may_be_those_of_several_prefectures_is_told_once() -> None:
    papers = [filled(code) for code in ("12", "13", "14", "15")]
    for paper in papers:
        for number in (2, 3):
            paper.type("cases", "name", f"{paper.code}だけの事例{number}", case_of(paper.code, number))
        paper.type("cases", "co_prefectures", "東京都" if paper.code == "12" else None, case_of(paper.code, 1))
    result = collected(*papers)
    name = "県・市町村電子契約サービス共同利用"
    (tokyo,) = (each for each in result.submissions if each.prefecture_code == "13")
    (found,) = (each for each in tokyo.findings if each.code == "double-report-suspected")
    assert found.message("ja") == (
        f"「事例」シート F18「共同で調達する他の都道府県」：千葉県の事例 12-2026-01「{name}」、"
        f"神奈川県の事例 14-2026-01「{name}」、新潟県の事例 15-2026-01「{name}」と同じ調達の可能性があります。"
    ), "the secretariat sees all of them in one sentence"
    (told_tokyo,) = (each for each in tokyo.for_its_prefecture if each.code == "double-report-suspected")
    assert (told_tokyo.cell, told_tokyo.case_id) == ("F18", "13-2026-01")
    assert told_tokyo.sentence == Words(
        "千葉県から、貴都道府県と共同で調達しているとの回答があります。この事例は、同じ調達の可能性があります。"
        "他の都道府県と共同で調達しているかどうか、確認をお願いします。",
        "Joint procurement with your prefecture has been reported by Chiba. This case may be that procurement. "
        "Please check whether this is procured jointly with another prefecture.",
    ), "nothing of those that have not named it"
    assert told_tokyo.suggestion.ja == (
        "同じ調達の場合は、「共同で調達する他の都道府県」に千葉県を記入してください。別の調達の場合、修正は不要です。"
        "共同で調達している場合は、相手方の都道府県を記入してください。共同でない場合、修正は不要です。"
    )


def test_what_several_prefectures_did_not_name_is_asked_in_one_sentence() -> None:
    papers = [filled(code) for code in ("13", "14", "15", "16")]
    for paper in papers:
        paper.type("cases", "co_prefectures", None, case_of(paper.code, 1))
    at_first = [each for each in told(collected(*papers).submissions[0].for_its_prefecture, "ja") if "F18" in each.text]
    assert [each.text for each in at_first if each.code == "double-report-suspected"] == [
        "「事例」シート F18、G18、H18「共同で調達する他の都道府県」：他の都道府県と共同で調達しているかどうか、確認をお願いします。"
    ]


def test_where_both_name_each_other_there_is_no_doubt() -> None:
    assert doubts(reported_twice((True, True))) == []


def test_totals_count_conflicting_cases_but_not_replaced_ones() -> None:
    again = filled(name="b.xlsx")
    assert totals(collected(filled(), again))["cases"] == 3
    again.type("cases", "summary", "別の回答", FIRST)
    assert totals(collected(filled(), again))["cases"] == 6


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("mail/joint-procurement_2026_27_osaka（修正）.xlsx", "27"),
        ("福井県.xlsx", "18"),
        ("送付.zip/【東京都】回答.xlsx", "13"),
        ("京都府 回答.xlsx", "26"),
        ("神奈川県（ﾊﾟｽﾜｰﾄﾞ有）.xlsx", "14"),
        ("福井県・石川県.xlsx", None),
        ("福井県/回答.xlsx", "18"),
        ("joint-procurement_2026_99_nowhere.xlsx", None),
        ("scan.xlsx", None),
    ],
)
def test_the_name_of_an_unreadable_file_tells_whom_to_ask(name: str, code: str | None) -> None:
    (submission,) = collected(others=[replace(DAMAGED, name=name)]).submissions
    assert (submission.status, submission.prefecture_code) == ("unreadable", code)
