"""A correction copy holds every answer as it was typed and every finding at its cell; the return itself stays as it came."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from survey_tool.form.contract.marker import META_SHEET, SHEETS, parent_of
from survey_tool.form.workbook import draw
from survey_tool.intake.cells.grid import CellFault
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.redrawing.corrections import Copies, corrections, write_corrections
from survey_tool.questionnaire.findings.finding import finding
from survey_tool.wording.words import LANGUAGES, Language
from tests.forms import CARRIED, TOKYO, Paper, Sheet, case_of, filled, read_back, the_judge, the_survey

FIRST, SECOND, THIRD = (case_of(TOKYO, number) for number in (1, 2, 3))


def spoilt(edition: Language = "ja") -> Paper:
    """A return with mistakes of many kinds, on all sheets."""
    paper = filled(edition=edition, carried=[CARRIED])
    paper.type("cases", "name", None, FIRST)
    paper.type("cases", "total_cost", "たくさん", FIRST)
    paper.type("cases", "annual_cost", CellFault("error-value", "#REF!"), FIRST)
    paper.type("cases", "initial_cost", "１，２００", FIRST)
    paper.type("cases", "contract_on", dt.date(2024, 1, 15), FIRST)
    paper.type("cases", "summary", "=1+1", SECOND)
    paper.type("cases", "case_id", None, THIRD)
    paper.sheet("cases").put(paper.place("cases", "name", FIRST)[0], 18, "13件目")
    paper.type("participants", "131059", "×?", FIRST)
    paper.type("participants", "131067", "△", case_of(TOKYO, 8))
    marks = paper.sheet("participants")
    marks.put(69, 1, "141011")
    marks.put(69, 9, "○")
    marks.put(70, 1, 11002.0)
    marks.put(71, 9, "△")
    paper.type("respondent", "phone", "内線2345")
    return paper


def redrawn(submission: Submission) -> Submission:
    """The correction copy, read as if it came back untouched."""
    (copy,) = corrections(the_survey(), Collected((submission,), ()))
    return the_judge().judge(read_back(draw(the_survey(), copy.form), copy.name)).submission


@pytest.mark.slow
@pytest.mark.parametrize("edition", LANGUAGES)
def test_a_copy_holds_all_answers_as_typed(edition: Language) -> None:
    before = spoilt(edition).judged().submission
    after = redrawn(before)
    assert after.typed == before.typed
    assert after.marker is not None
    assert (after.marker.parent, after.marker.edition) == (parent_of(before.sha256), edition)
    assert after.prefecture_code == before.prefecture_code


@pytest.mark.slow
def test_a_copy_has_the_same_mistakes_but_for_ids_that_it_gives() -> None:
    def said(submission: Submission) -> set[tuple[str, str | None, str | None]]:
        return {(each.code, each.key, each.value) for each in submission.findings if each.severity == "error"}

    before = spoilt().judged().submission
    after = redrawn(before)
    given = {found for found in said(before) if found[0] == "case-id-missing"}
    assert given
    assert ("error-value", "annual_cost", "#REF!") in said(before)
    assert said(before) - given <= said(after)
    assert not {found for found in said(after) if found[0] == "case-id-missing"}


@pytest.mark.slow
def test_a_copy_gives_ids_and_their_columns_of_marks() -> None:
    before = spoilt().judged().submission
    assert before.given_ids == {9: THIRD, 18: "13-2026-12"}
    after = redrawn(before)
    assert [each.case_id for each in after.cases] == [CARRIED, FIRST, SECOND, THIRD, "13-2026-12"]
    assert after.cases[3].validated is None  # its mark beside a wrong code is still there
    assert [each.carried_over for each in after.cases] == [True, False, False, False, False]


@pytest.mark.slow
def test_every_finding_stands_at_its_cell() -> None:
    before = spoilt().judged().submission
    (copy,) = corrections(the_survey(), Collected((before,), ()))
    book = openpyxl.load_workbook(io.BytesIO(draw(the_survey(), copy.form)))
    cases, marks, respondent = book["事例"], book["参加団体"], book["回答者"]
    noted = {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in (cases, marks, respondent)
        for line in sheet.iter_rows()
        for cell in line
        if cell.comment
    }
    row = {line[0].value: line[0].row for sheet in (cases, marks, respondent) for line in sheet.iter_rows()}
    column = {cell.value: get_column_letter(number) for number, cell in enumerate(cases[2], start=1)}
    assert "「調達名称」を記入してください。" in noted[f"事例!{column[FIRST]}{row['name']}"]
    assert "セルにエラー値があります。" in noted[f"事例!{column[FIRST]}{row['annual_cost']}"]
    assert "一覧にない回答です。" in noted[f"参加団体!{column[FIRST]}{row['131059']}"]
    assert "電話番号" in noted[f"回答者!F{row['phone']}"]
    assert "事例番号のない" in noted[f"事例!{column['13-2026-12']}2"]


def test_a_copy_has_room_for_every_municipality_that_came_back() -> None:
    paper = filled()
    marks = paper.sheet("participants")
    others = [each.code for each in the_survey().places.municipalities_of("14")][:15]
    for offset, code in enumerate(others):
        marks.put(69 + offset, 1, code)
        marks.put(69 + offset, 6, "○")
    paper.type("cases", "name", None, SECOND)
    before = paper.judged().submission
    (copy,) = corrections(the_survey(), Collected((before,), ()))
    assert copy.form.answers.elsewhere == tuple(others)


def test_only_returns_that_need_it_get_a_copy() -> None:
    wrong, right = spoilt().judged().submission, filled("14").judged().submission
    others = [replace(wrong, status=status) for status in ("superseded", "conflict", "unreadable")]
    copies = list(corrections(the_survey(), Collected((wrong, right, *others), ())))
    assert [each.submission for each in copies] == [wrong]
    assert copies[0].name == f"joint-procurement_2026_13_tokyo_correction-{wrong.sha256[:6]}.xlsx"


def returned_once() -> Collected:
    paper = filled()
    paper.type("cases", "name", None, FIRST)
    return Collected((paper.judged().submission,), ())


def test_no_copy_is_made_of_what_may_be_another_prefectures() -> None:
    paper = filled(name="香川県.xlsx")
    paper.type("cases", "name", None, FIRST)
    submission = paper.judged().submission
    assert submission.status == "needs_correction"
    assert list(corrections(the_survey(), Collected((submission,), ()))) == []


@pytest.mark.slow
def test_the_folder_of_copies_is_made_anew(tmp_path: Path) -> None:
    survey, folder = the_survey(), tmp_path / "corrections"
    (path,) = write_corrections(survey, returned_once(), folder).needed
    content = path.read_bytes()
    (again,) = write_corrections(survey, returned_once(), folder).needed
    assert (again, again.read_bytes()) == (path, content)
    assert list(folder.iterdir()) == [path]
    assert write_corrections(survey, Collected((), ()), folder) == Copies(())
    assert list(folder.iterdir()) == []


def test_no_copy_is_removed_while_a_return_cannot_be_read_here(tmp_path: Path) -> None:
    """It may be the one that the copy was drawn from, held by another program for a moment."""
    survey = the_survey()
    (path,) = write_corrections(survey, returned_once(), tmp_path).needed
    held = Submission("13.xlsx", "", "unreadable", findings=(finding("file-not-readable-here", {"reason": "-"}),))
    assert write_corrections(survey, Collected((held,), ()), tmp_path) == Copies(())
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.slow
def test_many_copies_are_as_each_alone_and_those_of_some_leave_the_others(tmp_path: Path) -> None:
    papers = [filled(code) for code in ("13", "14", "27", "40")]
    for paper in papers:
        paper.type("cases", "name", None, case_of(paper.code, 1))
    collected, survey = Collected(tuple(paper.judged().submission for paper in papers), ()), the_survey()
    told: list[tuple[int, int]] = []

    needed = write_corrections(survey, collected, tmp_path, lambda *done: told.append(done)).needed

    drawn = {tmp_path / each.name: draw(survey, each.form) for each in corrections(survey, collected)}
    assert {path: path.read_bytes() for path in needed} == drawn
    assert told == [(done, 4) for done in range(5)]
    for path in needed[:2]:
        path.unlink()
    assert write_corrections(survey, collected, tmp_path, of={"13"}).needed == needed
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == {
        path: drawn[path] for path in (needed[0], *needed[2:])
    }


@pytest.mark.slow
@pytest.mark.parametrize("still_needed", [True, False])
def test_nothing_is_lost_that_somebody_may_have_worked_on(tmp_path: Path, still_needed: bool) -> None:
    survey, folder = the_survey(), tmp_path
    (path,) = write_corrections(survey, returned_once(), folder).needed
    book = openpyxl.load_workbook(path)
    book["事例"]["R6"] = 3300
    book.save(path)
    saved = path.read_bytes()
    note = folder / "メモ_correction-abcdef.xlsx"
    note.write_text("no workbook")
    (folder / "memo.txt").write_text("mine")
    there = sorted(folder.iterdir())
    copies = write_corrections(survey, returned_once() if still_needed else Collected((), ()), folder)
    assert copies == Copies((path,) if still_needed else (), kept=(path, note))
    assert sorted(folder.iterdir()) == there
    assert path.read_bytes() == saved


def test_where_there_is_no_folder_nothing_is_made(tmp_path: Path) -> None:
    assert write_corrections(the_survey(), Collected((), ()), tmp_path / "none") == Copies(())
    assert not (tmp_path / "none").exists()


def test_a_copy_that_cannot_be_written_leaves_nothing_half_done(tmp_path: Path) -> None:
    folder = tmp_path / "corrections"
    folder.write_text("a file is in the way")
    with pytest.raises(OSError, match="corrections"):
        write_corrections(the_survey(), returned_once(), folder)
    assert folder.read_text() == "a file is in the way"


@pytest.mark.slow
def test_meta_of_a_copy_names_its_line() -> None:
    paper = filled(parent="0123456789ab")
    paper.type("cases", "name", None, FIRST)
    before = paper.judged().submission
    (copy,) = corrections(the_survey(), Collected((before,), ()))
    grids = read_back(draw(the_survey(), copy.form)).grids
    meta = next(each for each in grids if each.name == META_SHEET)
    assert meta.value(1, 2) == "0123456789ab"
    assert redrawn(before).ancestors == (parent_of(before.sha256), "0123456789ab")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edition", "said", "until"),
    [
        (
            "ja",
            "修正用調査票です。「確認」シートに、修正又は確認をお願いする項目の一覧があります。",
            ("回答期限", "修正又は確認を依頼したメールに記載の期限"),
        ),
        (
            "en",
            'This is a correction copy. The sheet "Check" lists what is to be corrected or checked.',
            ("Reply by", "The day named in the e-mail that asks for corrections"),
        ),
    ],
)
def test_a_copy_says_what_it_is_and_opens_where_the_mistakes_are(
    edition: Language, said: str, until: tuple[str, str]
) -> None:
    (copy,) = corrections(the_survey(), Collected((spoilt(edition).judged().submission,), ()))
    book = openpyxl.load_workbook(io.BytesIO(draw(the_survey(), copy.form)))
    assert book[SHEETS["guide"][edition]]["B3"].value == said
    assert tuple(cell.value for cell in book[SHEETS["guide"][edition]]["B6:C6"][0]) == until, "the letter names the day"
    assert book.active is book[SHEETS["check"][edition]]


def test_what_stands_outside_the_answers_is_quoted_to_the_secretariat_alone() -> None:
    """It may have been pasted in from another prefecture's form: the copy says where it stands."""
    paper = filled()
    paper.type("cases", "name", None, FIRST)
    paper.sheet("cases").put(80, 2, "大阪府の内部メモ")
    paper.sheet("guide").put(30, 2, "大阪府の内部メモ")
    paper.sheets.append(Sheet("内訳", [["大阪府の内部メモ", "年度"], ["委託料", 3.0]]))
    submission = paper.judged().submission
    seen = [(each.sheet, each.cell, each.value) for each in submission.findings if each.code == "ignored-content"]
    assert seen == [
        ("はじめに", "B30", "大阪府の内部メモ"),
        ("事例", "B80", "大阪府の内部メモ"),
        ("内訳", None, "大阪府の内部メモ"),
    ]
    told = [each for each in submission.for_its_prefecture if each.code == "ignored-content"]
    assert [(each.told.ja, each.value) for each in told] == [
        ("「はじめに」シート B30：回答欄の外に記入がありますが、回答として扱いません。", None),
        ("「事例」シート B80：回答欄の外に記入がありますが、回答として扱いません。", None),
        ("「内訳」シート：調査票にないシートは、回答として扱いません。", None),
    ]
    (copy,) = corrections(the_survey(), Collected((submission,), ()))
    with zipfile.ZipFile(io.BytesIO(draw(the_survey(), copy.form))) as parts:
        assert [name for name in parts.namelist() if "内部メモ" in parts.read(name).decode("utf-8", "replace")] == []
