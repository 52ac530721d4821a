"""`validate --xlsx`: all findings for colleagues who have Excel and nothing else.

Requirement: one line a finding with state (colour and word), file, cell (links), what stands there and what to do, in both languages; a
table to filter, printable; a file that this program did not write is never replaced.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator

from survey_tool.form.workbook import draw
from survey_tool.reference.workspace import write_whole
from survey_tool.wording.words import Language
from tests.commands import command
from tests.forms import case_of, filled, the_survey
from tests.ooxml import problems

FIRST = case_of("05", 1)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A round with one return that has three findings, and a file that cannot be read."""
    (tmp_path / "survey.toml").touch()
    paper = filled("05")
    paper.type("cases", "name", None, FIRST)
    paper.type("cases", "summary", "同上", FIRST)
    paper.type("cases", "annual_cost", "１２００", FIRST)
    paper.type("cases", "background", "=1+1", FIRST)
    folder = tmp_path / "submissions" / "2026"
    write_whole(folder / "秋田県 回答.xlsx", draw(the_survey(), paper.form()))
    write_whole(folder / "壊れた.xlsx", b"PK\x03\x04 damaged")
    return tmp_path


def table(path: Path) -> tuple[Worksheet, list[dict[str, object]]]:
    sheet = openpyxl.load_workbook(path).active
    assert isinstance(sheet, Worksheet)
    heads = [cell.value for cell in sheet[4]]
    return sheet, [
        dict(zip(map(str, heads), (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=5)
    ]


@pytest.mark.slow
def test_one_line_a_finding(workspace: Path) -> None:
    path = workspace / "一覧.xlsx"
    done = command("validate", "--no-corrections", "--xlsx", workspace / "一覧", workspace=workspace)
    assert done.code == 1
    assert f"作成しました：{path}" in done.err + done.out
    sheet, lines = table(path)
    by_code = {str(line["コード"]): line for line in lines}
    assert list(by_code) == ["required", "stand-in", "normalised", "formula-like-text", "file-unreadable"]
    assert [line["状態"] for line in lines] == ["○ 未記入", "× 要修正", "・ 参考", "・ 参考", "× 要修正"]
    stand_in = by_code["stand-in"]
    assert (stand_in["都道府県"], stand_in["ファイル"], stand_in["シート"]) == ("05 秋田県", "秋田県 回答.xlsx", "事例")
    assert (stand_in["項目"], stand_in["記入内容"], stand_in["事例番号"]) == ("概要", "同上", FIRST)
    assert stand_in["指摘"] == "この欄だけでは内容が分かりません。"
    assert str(stand_in["対応"]).startswith("公表する際は回答ごとに掲載します。")
    assert by_code["formula-like-text"]["記入内容"] == "=1+1"
    cell = sheet.cell(6, 6)
    assert cell.hyperlink is not None
    assert cell.hyperlink.target == "submissions\\2026\\秋田県%20回答.xlsx"  # as Excel writes it
    assert cell.hyperlink.location == f"'事例'!{stand_in['セル']}"
    assert sheet.cell(5, 1).fill.fgColor.rgb != sheet.cell(6, 1).fill.fgColor.rgb
    assert sheet.tables["findings"].autoFilter is not None
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) == ("C5", "$4:$4", "landscape")
    assert problems(path) == []
    assert OpenXmlValidator().validate(path).errors == []


@pytest.mark.parametrize(("language", "state"), [("ja", "○ 未記入"), ("en", "○ To answer")])
def test_in_both_languages_and_always_the_same(workspace: Path, language: Language, state: str) -> None:
    written = []
    for _ in range(2):
        command("validate", "--no-corrections", "--xlsx", workspace / "a.xlsx", workspace=workspace, lang=language)
        written.append((workspace / "a.xlsx").read_bytes())
    assert written[0] == written[1]
    sheet, _ = table(workspace / "a.xlsx")
    assert sheet.cell(5, 1).value == state


def test_nothing_found_is_a_table_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "survey.toml").touch()
    done = command("validate", "--xlsx", tmp_path / "a.xlsx", workspace=tmp_path)
    assert done.code == 0
    assert OpenXmlValidator().validate(tmp_path / "a.xlsx").errors == []


def test_what_somebody_made_or_saved_is_not_replaced(workspace: Path) -> None:
    path = workspace / "a.xlsx"
    command("validate", "--no-corrections", "--xlsx", path, workspace=workspace)
    book = openpyxl.load_workbook(path)
    book.save(path)
    for content in (path.read_bytes(), b"notes of a colleague"):
        path.write_bytes(content)
        done = command("validate", "--no-corrections", "--xlsx", path, workspace=workspace)
        assert done.code == 3
        assert f"「{path}」は、作成した後に変更されたか、他のファイルであるため、上書きしません。" in done.err
        assert path.read_bytes() == content
