"""What really arrives, in each of the five formats: a row of the table says what somebody did, and everything that is said.

Every mistake is put into one form that is otherwise right, so that none is told twice and nothing else is said. The forms
are written by `tests.saved`, without an office program.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import pytest

from survey_tool.form.contract.marker import SKIPPED_SHEETS, Topic
from survey_tool.intake.cells.grid import CellFault, CellValue, ReturnedFile, Shown
from survey_tool.intake.collect import collect
from survey_tool.intake.judging.submission import Submission
from survey_tool.intake.opening.reader import read_files
from survey_tool.intake.opening.returned_files import find_files
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.settings.limits import Limits
from tests.forms import CONSIDERING, TOKYO, Paper, case_of, filled, read_back, the_judge, the_survey
from tests.handmade import zipped
from tests.mails import compound, eml, locked_xlsx, outlook, winmail
from tests.office import Office
from tests.saved import ENDINGS, WITHOUT_RESULTS, Ending, saved
from tests.saved.cells import CIRCLE

FIRST, SECOND, THIRD = (case_of(TOKYO, number) for number in (1, 2, 3))
CHIYODA, SHINJUKU, UNMARKED = "131016", "131041", "131202"
Typed = CellValue | CellFault | Shown


class Row(NamedTuple):
    """What stands in which cell, what is said of it, and what is read."""

    topic: Topic
    key: str
    case_id: str
    typed: Typed
    code: str
    severity: str
    sentence: str
    suggestion: str
    read: object


def formatted(value: CellValue, text: str, behind: CellValue) -> Shown:
    return Shown("format", value, text, behind)


def struck(kept: str | None, behind: CellValue) -> Shown:
    return Shown("stroke", kept, f"{behind}{' ' if kept and kept[0].isdigit() else ''}{kept or ''}", behind)


ROWS: dict[str, Row] = {
    "thousands left out": Row("cases", "annual_cost", FIRST, formatted(2500.0, "2,500", 2_500_000.0), "shown-otherwise", "warning",
        "表示形式により、セルの実際の値と異なる内容が表示されています。",
        "セルの値は2500000ですが、表示のとおり「2,500千円」として読み取りました。正しい場合、修正は不要です。", 2500),
    "a unit in the format": Row("cases", "initial_cost", FIRST, formatted("330万円", "330万円", 330.0), "shown-otherwise", "warning",
        "表示形式により、セルの実際の値と異なる内容が表示されています。",
        "セルの値は330ですが、表示のとおり「3,300千円」として読み取りました。正しい場合、修正は不要です。", 3300),
    "noise of a calculation": Row("cases", "initial_cost", THIRD, 3300.0000000000005, "", "", "", "", 3300),
    "a fiscal year": Row("cases", "specification_on", FIRST, formatted("2023年度", "2023年度", dt.date(2023, 9, 1)), "shown-otherwise", "warning",
        "表示形式により、セルの実際の値と異なる内容が表示されています。",
        "セルの値は2023-09-01ですが、表示のとおり「2023年度」として読み取りました。正しい場合、修正は不要です。", "2023年度"),
    "nothing shown": Row("cases", "other_participants", FIRST, formatted(None, "", 2.0), "shown-otherwise", "warning",
        "表示形式により、セルの実際の値と異なる内容が表示されています。",
        "セルの値は2ですが、表示のとおり「空欄」として読み取りました。正しい場合、修正は不要です。", None),
    "figures struck out": Row("cases", "total_cost", FIRST, struck("69300", "120"), "struck-out", "warning",
        "一部に取消線が引かれています。",
        "「120」を除き、「69,300千円」として読み取りました。正しい場合は、取り消した部分を削除してください。", 69_300),
    "words struck out": Row("cases", "vendor", FIRST, struck("株式会社○○", "有限会社"), "struck-out", "warning",
        "一部に取消線が引かれています。",
        "「有限会社」を除き、「株式会社○○」として読み取りました。正しい場合は、取り消した部分を削除してください。", "株式会社○○"),
    "an answer struck out": Row("cases", "summary", FIRST, struck(None, "古い概要"), "struck-out", "warning",
        "取消線が引かれています。",
        "記入がないものとして読み取りました。取り消す場合は内容を削除し、取り消さない場合は取消線を解除してください。", None),
    "a required answer struck out": Row("cases", "name", THIRD, struck(None, "古い名称"), "struck-out", "error",
        "必要な回答に取消線が引かれています。",
        "取り消さない場合は取消線を解除し、修正する場合は記入し直してください。", None),
    "○ struck out": Row("participants", CHIYODA, FIRST, struck(None, "○"), "struck-out", "warning",
        "取消線が引かれています。",
        "記入がないものとして読み取りました。取り消す場合は内容を削除し、取り消さない場合は取消線を解除してください。", None),
    "two dots in an address": Row("respondent", "email", "", "joho@pref..example.lg.jp", "bad-format", "error",
        "メールアドレスとして読み取れません。",
        "「joho@pref.example.lg.jp」のことであれば、そのとおり記入してください。", None),
    "a note behind an address": Row("cases", "contact_email", FIRST, "joho@pref.example.lg.jp ※LGWAN", "bad-format", "error",
        "メールアドレスとして読み取れません。",
        "「joho@pref.example.lg.jp」のことであれば、そのとおり記入してください。", None),
    "radicals": Row("cases", "name", FIRST, "⽇本の電子契約", "normalised", "info",
        "「日本の電子契約」として読み取りました。",
        "正しい場合、対応は不要です。", "日本の電子契約"),
    "a lost character": Row("cases", "background", FIRST, "情報\ufffd課の要望", "unshowable", "error",
        "表示できない文字（外字又は文字化け）があります。",
        "3文字目（「情報〓課の要望」の〓）は、どの文字ですか。外字を使用せず、常用漢字等に置き換えて記入してください。", None),
    "a private character": Row("respondent", "department", "", "情報\ue000課", "unshowable", "error",
        "表示できない文字（外字又は文字化け）があります。",
        "3文字目（「情報〓課」の〓）は、どの文字ですか。外字を使用せず、常用漢字等に置き換えて記入してください。", None),
    "〃": Row("cases", "vendor", THIRD, "〃", "stand-in", "error",
        "この欄だけでは内容が分かりません。",
        "公表する際は回答ごとに掲載します。「同上」「別紙のとおり」等とせず、内容を記入してください。", None),
    "同上": Row("cases", "summary", THIRD, "同上", "stand-in", "error",
        "この欄だけでは内容が分かりません。",
        "公表する際は回答ごとに掲載します。「同上」「別紙のとおり」等とせず、内容を記入してください。", None),
    "別紙のとおり": Row("cases", "process_note", THIRD, "別紙のとおり", "stand-in", "error",
        "この欄だけでは内容が分かりません。",
        "公表する際は回答ごとに掲載します。「同上」「別紙のとおり」等とせず、内容を記入してください。", None),
    "a picture": Row("cases", "remarks", THIRD, CellFault("picture"), "picture", "error",
        "回答の欄に、文字ではなく画像又は図形が置かれています。",
        "画像又は図形を削除し、回答を文字、数値又は○で記入してください。", None),
    "a circle drawn for ○": Row("participants", SHINJUKU, THIRD, CellFault("picture", CIRCLE), "picture", "error",
        "回答の欄に、文字ではなく画像又は図形が置かれています。",
        "画像又は図形を削除し、回答を文字、数値又は○で記入してください。", None),
    "figures of a year exchanged": Row("cases", "operation_start_on", THIRD, "2204-04", "year-far-off", "error",
        "この調査では考えられない年です。",
        "「2024-04」のことであれば、そのとおり記入してください。", None),
    "figures of a day exchanged": Row("respondent", "answered_on", "", "2062-12-01", "year-far-off", "error",
        "この調査では考えられない年です。",
        "「2026-12-01」のことであれば、そのとおり記入してください。", None),
    "yen": Row("cases", "annual_cost", THIRD, 2_800_000.0, "magnitude", "warning",
        "金額が想定より大きくなっています（千円単位か確認してください）。",
        "2,800,000千円は約28億円です。円単位で記入した場合は、2,800千円に修正してください。正しい場合、修正は不要です。", 2_800_000),
}  # fmt: skip


@cache
def spoilt() -> tuple[Paper, dict[str, str]]:
    """The form with every mistake of the table in it, and the cell of each."""
    paper = filled()
    return paper, {name: paper.type(row.topic, row.key, row.typed, row.case_id) for name, row in ROWS.items()}


@cache
def judged(ending: Ending) -> Submission:
    paper, _ = spoilt()
    return the_judge().judge(read_back(saved(paper, ending), f"form.{ending}")).submission


def read_at(submission: Submission, row: Row) -> object:
    """What was read there, a mark included; None for nothing."""
    if row.topic == "respondent":
        return submission.respondent.get(row.key)
    case = next(each for each in submission.cases if each.case_id == row.case_id)
    return case.marks.get(row.key) if row.topic == "participants" else case.answers.get(row.key)


def told(found: Finding) -> tuple[str, str, str, str]:
    return found.code, found.severity, found.sentence.ja, found.suggestion.ja


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", ROWS)
def test_each_is_told_at_its_cell_and_read_as_it_was_meant(name: str, ending: Ending) -> None:
    row, submission = ROWS[name], judged(ending)
    paper, cells = spoilt()
    there = [
        each for each in submission.findings if (each.sheet, each.cell) == (paper.sheet(row.topic).name, cells[name])
    ]
    expected = [(row.code, row.severity, row.sentence, row.suggestion)] if row.code else []
    assert [told(each) for each in there] == expected
    assert [each.case_id for each in there] == [row.case_id or None] * len(expected)
    assert read_at(submission, row) == row.read


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_else_is_said(ending: Ending) -> None:
    """The picture and the circle are told at their cells, and not a second time for their sheets."""
    submission = judged(ending)
    others = [each for each in submission.findings if each.cell is None]
    macros = ["マクロは読み取りません。"] if ending == "xlsm" else []
    assert [each.message("ja") for each in others] == macros
    assert len(submission.findings) - len(others) == sum(bool(row.code) for row in ROWS.values())
    assert submission.status == "needs_correction"


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("ending", "to", "lost"), [("xlsx", "ods", frozenset()), ("xls", "xlsx", frozenset({"picture"}))]
)
def test_a_real_program_reads_the_same_in_these_files(
    office: Office, tmp_path: Path, ending: Ending, to: Literal["xlsx", "ods"], lost: frozenset[str]
) -> None:
    """What LibreOffice saves of them again has the same findings: they are what they are meant to be. The shapes of the .xls
    are too bare for it."""
    path = tmp_path / f"form.{ending}"
    path.write_bytes(saved(spoilt()[0], ending))
    again = office.convert(path, to, tmp_path)
    findings = the_judge().judge(read_back(again.read_bytes(), again.name)).submission.findings
    expected = [each for each in judged(ending).findings if each.code not in lost]
    assert [(each.sheet, each.cell, *told(each)) for each in findings] == [
        (each.sheet, each.cell, *told(each)) for each in expected
    ]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_picture_beside_the_answers_is_told_for_its_sheet(ending: Ending) -> None:
    paper = filled()
    cell = paper.type("cases", "remarks", CellFault("picture"), SECOND)
    paper.sheet("cases").put(90, 20, CellFault("picture"))
    found = the_judge().judge(read_back(saved(paper, ending), f"form.{ending}")).submission.findings
    said = [(each.code, each.cell, each.message("ja")) for each in found if each.sheet]
    assert said == [
        ("picture", cell, f"「事例」シート {cell}「備考」：回答の欄に、文字ではなく画像又は図形が置かれています。"),
        ("ignored-content", None, "「事例」シート：画像は読み取りません。"),
    ]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_case_struck_out_as_a_whole_is_no_case(ending: Ending) -> None:
    paper = filled()
    cases = paper.sheet("cases")
    for key, value in CONSIDERING.items():
        row, column = paper.place("cases", key, SECOND)
        typed = cases.at(row, column)
        assert typed is not None, (key, value)
        cases.put(row, column, struck(None, typed))
    submission = the_judge().judge(read_back(saved(paper, ending), f"form.{ending}")).submission
    assert [(each.cell, *told(each)) for each in submission.findings if each.sheet] == [
        (
            paper.cell("cases", "case_id", SECOND),
            "struck-out",
            "warning",
            "この事例の回答の全てに取消線が引かれています。",
            "取り消す場合は回答を削除し、取り消さない場合は取消線を解除してください。",
        )
    ]
    assert [each.case_id for each in submission.cases] == [FIRST, THIRD]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("column", [1, 3])
def test_a_municipality_struck_out_beside_its_mark_is_asked_about(ending: Ending, column: int) -> None:
    """Its code or its name: somebody wanted it gone, or forgot the stroke."""
    paper = filled()
    sheet, (row, _) = paper.sheet("participants"), paper.place("participants", CHIYODA, FIRST)
    name = sheet.at(row, column)
    assert isinstance(name, str)
    sheet.put(row, column, struck(None, name))
    unmarked, _ = paper.place("participants", UNMARKED, FIRST)
    sheet.put(unmarked, column, struck(None, str(sheet.at(unmarked, column))))
    submission = the_judge().judge(read_back(saved(paper, ending), f"form.{ending}")).submission
    assert [(each.cell, each.municipality, *told(each)) for each in submission.findings if each.sheet] == [
        (
            f"A{row}",
            CHIYODA,
            "struck-out",
            "warning",
            "この団体の行に取消線が引かれています。",
            "参加しない場合はこの行の○又は△を削除し、参加する場合は取消線を解除してください。",
        )
    ]
    first = next(each for each in submission.cases if each.case_id == FIRST)
    assert first.marks[CHIYODA] == "participating"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_row_struck_out_with_its_mark_is_told_once(ending: Ending) -> None:
    paper = filled()
    sheet, (row, column) = paper.sheet("participants"), paper.place("participants", CHIYODA, FIRST)
    for each in (1, 3, column):
        sheet.put(row, each, struck(None, str(sheet.at(row, each))))
    submission = the_judge().judge(read_back(saved(paper, ending), f"form.{ending}")).submission
    there = [(each.cell, *told(each)[:3]) for each in submission.findings if each.sheet]
    assert there == [(paper.cell("participants", CHIYODA, FIRST), "struck-out", "warning", "取消線が引かれています。")]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("instead", [" ", "　", ""])
def test_line_breaks_of_printed_texts_are_nothing(ending: Ending, instead: str) -> None:
    paper = filled()
    changed = 0
    for topic in ("respondent", "cases", "participants"):
        sheet = paper.sheet(topic)
        for row, line in enumerate(sheet.rows, start=1):
            for column, value in enumerate(line[:5], start=1):
                if isinstance(value, str) and "\n" in value:
                    sheet.put(row, column, value.replace("\n", instead))
                    changed += 1
    submission = the_judge().judge(read_back(saved(paper, ending), f"form.{ending}")).submission
    assert changed
    assert [each.message("ja") for each in submission.findings if each.sheet] == []
    assert len(submission.cases) == 3


@pytest.mark.parametrize("ending", sorted(WITHOUT_RESULTS))
def test_a_formula_without_its_result_is_told_where_the_format_can_hold_one(ending: Ending) -> None:
    paper = filled()
    cell = paper.type("cases", "annual_cost", CellFault("no-cached-value"), FIRST)
    found = the_judge().judge(read_back(saved(paper, ending), f"form.{ending}")).submission.findings
    assert [(each.cell, *told(each)) for each in found if each.sheet] == [
        (
            cell,
            "no-cached-value",
            "error",
            "数式の計算結果が保存されていません。",
            "Excelで開いて保存し直すか、値を直接記入してください。",
        )
    ]


# Wrapped and locked

CONTAINERS: dict[str, Callable[[str, bytes], tuple[str, bytes]]] = {
    "a mail": lambda name, form: ("m.eml", eml({name: form}).as_bytes()),
    "Outlook's mail": lambda name, form: ("m.msg", compound(outlook({name: form}))),
    "winmail.dat": lambda name, form: ("winmail.dat", winmail({name: form})),
    "a ZIP": lambda name, form: ("z.zip", zipped({name: form})),
    "a ZIP in a ZIP": lambda name, form: ("z.zip", zipped({"y.zip": zipped({name: form})})),
    "a mail in a ZIP": lambda name, form: ("z.zip", zipped({"m.eml": eml({name: form}).as_bytes()})),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_wrapped_is_judged_to_the_cell(tmp_path: Path, ending: Ending) -> None:
    paper = filled("05")  # whose mails those are
    cell = paper.type("cases", "status", "たぶん", "05-2026-01")
    form = saved(paper, ending)
    for kind, wrap in CONTAINERS.items():
        name, content = wrap(f"回答.{ending}", form)
        (tmp_path / f"{kind} {name}").write_bytes(content)
    results = list(read_files(find_files([tmp_path], Limits()), Limits(), skip=SKIPPED_SHEETS))
    assert sorted(each.name.partition("/")[0] for each in results) == sorted(path.name for path in tmp_path.iterdir())
    for result in results:
        assert isinstance(result, ReturnedFile), result
        assert result.name.endswith(f"/回答.{ending}")
        submission = the_judge().judge(result).submission
        assert (submission.status, submission.prefecture_code) == ("needs_correction", "05"), result.name
        (error,) = submission.errors
        assert (error.code, error.cell, error.message("ja")) == (
            "not-in-list",
            cell,
            f"「事例」シート {cell}「現在の段階」：一覧にない回答です。（記入内容：「たぶん」）",
        ), result.name


@pytest.mark.parametrize("ending", ["xlsx", "xlsm", "xlsb"])
def test_what_is_locked_is_named(tmp_path: Path, ending: Ending) -> None:
    """The same lock goes round all three; .xls and .ods have locks of their own (`test_locks`)."""
    (tmp_path / f"東京都.{ending}").write_bytes(locked_xlsx(saved(filled(), ending), "別便"))
    (each,) = collect(the_survey(), [tmp_path]).submissions
    (found,) = each.findings
    assert (each.status, each.prefecture_code) == ("locked", TOKYO)
    assert (found.code, found.severity, found.cell, found.message("ja")) == (
        "file-encrypted",
        "error",
        None,
        f"東京都.{ending}：パスワードが設定されているため、読み取ることができません。",
    )
