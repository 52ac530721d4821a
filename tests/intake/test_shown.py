"""A cell is what it shows: number formats that change it, strokes through it, pictures in its place, in every format."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from survey_tool.form.contract.marker import SHEETS
from survey_tool.form.workbook import draw
from survey_tool.intake.cells.grid import CellFault, CellValue, Grid, Ignored, Shown
from survey_tool.intake.cells.noted import ShownBy
from survey_tool.intake.formats.packages import xlsb as xlsb_format
from survey_tool.intake.formats.reasons import REASONS
from survey_tool.intake.formats.shown.number_format import as_number, shown, telling
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.opening.child import answer_for
from survey_tool.intake.redrawing.corrections import corrections
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.settings.limits import Limits
from tests import ROOT
from tests.forms import CARRIED, TOKYO, Paper, case_of, filled, read_back, the_judge, the_survey
from tests.handmade import ods, table, xlsb, xlsb_cell, xlsb_record, xlsb_row, xlsb_wide, zipped
from tests.office import Office
from tests.saved.cells import Picture, SavedCell, SavedSheet
from tests.saved.xlsx import xlsx
from tests.typed import read, refused, said, silent

FIRST, SECOND = (case_of(TOKYO, number) for number in (1, 2))
CHIYODA, CHUO = "131016", "131024"
Ending = Literal["xlsx", "ods", "xls"]
PROGRAMS: tuple[Ending, ...] = ("xlsx", "ods", "xls")
A_PICTURE = next((ROOT / "docs").rglob("*.png"))


# What a number format shows


def seen(code: str, value: CellValue) -> tuple[CellValue, str] | None:
    """What it is read as, and the cell in words; None where it is what it holds."""
    form = telling(code)
    found = shown(form, value) if form else None
    return (found.value, found.text) if found else None


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("#,##0,", 2_500_000.0, (2500.0, "2,500")),
        ("#,##0,;[Red]-#,##0,", -2_500_000.0, (-2500.0, "-2,500")),
        ("0.0,,", 2_500_000.0, (2.5, "2.5")),
        ("[>=1000]#,##0,;0", 25_000.0, (25.0, "25")),
        ("0", 3300.4, (3300.0, "3300")),
        ("#,##0", 3300.0000000000005, None),
        ("0%", 12.0, ("1200%", "1200%")),
        ('0"千円"', 120.0, ("120千円", "120千円")),
        ('#,##0"万円"', 120.0, ("120万円", "120万円")),
        ("G/標準\"団体\"", 12.0, ("12団体", "12団体")),
        ("\\¥#,##0", 2_500_000.0, ("¥2,500,000", "¥2,500,000")),
        ("[$¥-411]#,##0;[$¥-411]-#,##0", 2_500_000.0, ("¥2,500,000", "¥2,500,000")),
        (";;;", 5.0, (None, "")),
        ("#,##0;-#,##0;", 0.0, (None, "")),
        ("0;0", -4.0, (4.0, "4")),
        ("000-0000", 1_234_567.0, ("123-4567", "123-4567")),
        ('yyyy"年度"', dt.date(2023, 4, 1), ("2023年度", "2023年度")),
        ('ggge"年度"', dt.date(2024, 4, 1), ("令和6年度", "令和6年度")),
        ('ggge"年"m"月"', dt.date(2024, 4, 1), ("2024-04", "令和6年4月")),
        ("mmm-yy", dt.date(2024, 4, 1), ("2024-04", "Apr-24")),
        ('m"月"d"日"', dt.date(2024, 4, 1), ("4月1日", "4月1日")),
        ("yyyy", dt.date(2024, 4, 1), ("2024", "2024")),
    ],
)  # fmt: skip
def test_formats_that_change_what_people_see(
    code: str, value: CellValue, expected: tuple[CellValue, str] | None
) -> None:
    assert seen(code, value) == expected


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("General", 3300.4), ("@", 3300.0), ("#,##0", 3300.0), ("#,##0.00", 3300.5), ("#,##0_);(#,##0)", -5.0),
        ("#,##0;[Red]▲#,##0", -5.0), ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 0.0), ("0.00E+00", 3300.0),
        ("# ?/?", 0.5), ("yyyy/m/d", dt.date(2024, 4, 1)), ('[$-411]ggge"年"m"月"d"日";@', dt.date(2024, 4, 1)),
        ("[h]:mm", dt.timedelta(hours=30)), ("#,##0,", "2500"), ("#,##0,", True), ("#,##0,", 1e300),
        ("0" * 300, 5.0), ("0." + "0" * 40, 5.5), ("0" + "%" * 30, 5.5),
    ],
)  # fmt: skip
def test_formats_that_only_dress_it(code: str, value: CellValue) -> None:
    assert seen(code, value) is None


@pytest.mark.libreoffice
def test_the_same_as_libreoffice_shows(office: Office, tmp_path: Path) -> None:
    """A thousand numbers under a few dozen formats; LibreOffice's own words for each stand in the .ods that it writes."""
    codes = [
        "#,##0,", "0.0,,", "#,##0", "0", "0.0", "0.##", "0%", "0.0%", '0"千円"', '#,##0"万円"', "#,##0,\"千\"",
        "#,##0;▲#,##0", "(0);[Red](0)", "#,##0,;-#,##0,;0", "0;0", "00000", "000-0000", "#,##0_ ;-#,##0_ ", "#.0#",
        '[>=1000000]0.0,,"百万";[>=1000]#,##0,"千";0', "[$¥-411]#,##0", "# ##0", "0.000,", "##,##0.0,", "?0.0?",
    ]  # fmt: skip
    chance = random.Random(15)
    values = [chance.choice((-1, 1, 1)) * round(10 ** chance.uniform(-3, 9), chance.randrange(5)) for _ in range(40)]
    path = tmp_path / "formats.xlsx"
    with xlsxwriter.Workbook(path) as book:
        paper = book.add_worksheet()
        for row, code in enumerate(codes):
            style = book.add_format({"num_format": code})
            for column, value in enumerate([0.0, *values]):
                paper.write_number(row, column, value, style)
    cells = (
        (code, value, text)
        for code, words in zip(codes, words_in(office.convert(path, "ods", tmp_path)), strict=False)
        for value, text in zip([0.0, *values], words, strict=False)
        if value >= 0 or not code.startswith("[>")  # programs do not agree on a minus before the last of such sections
    )
    wrong = [each for each in cells if not agrees(*each)]
    assert wrong == []


def agrees(code: str, value: float, text: str) -> bool:
    form = telling(code)
    found = shown(form, value) if form else None
    return found.text == text.strip() if found else as_number(text, value) is None


def words_in(path: Path) -> Iterable[list[str]]:
    """What the cells of an .ods show, row by row."""
    table, text = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "text"))
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))
    for row in root.iter(f"{table}table-row"):
        words: list[str] = []
        for cell in row.iter(f"{table}table-cell"):
            said_there = "".join("".join(each.itertext()) for each in cell.iter(f"{text}p"))
            words += [said_there] * int(cell.get(f"{table}number-columns-repeated", "1"))
        yield words


# What is understood


def formatted(value: CellValue, text: str, behind: CellValue) -> Shown:
    return Shown("format", value, text, behind)


@pytest.mark.parametrize(
    ("key", "cell", "value", "words", "variant"),
    [
        ("annual_cost", formatted(2500.0, "2,500", 2_500_000.0), 2500, "2500", "shown-otherwise"),
        ("annual_cost", formatted("120万円", "120万円", 120.0), 1200, "1200", "shown-otherwise"),
        ("annual_cost", formatted(None, "", 0.0), None, "空欄", "shown-otherwise"),
        ("total_cost_years", formatted(6.0, "6", 5.5), 6, "6", "shown-otherwise"),
        ("contract_on", formatted("2023年度", "2023年度", dt.date(2024, 2, 10)), "2023年度", "2023年度", "shown-otherwise"),
        ("contract_on", formatted("令和6年度", "令和6年度", dt.date(2024, 4, 1)), "2024年度", "2024年度", "shown-otherwise"),
        ("annual_cost", Shown("stroke", "135", "120 135", "120"), 135, "135", "struck-in-part"),
        ("annual_cost", Shown("stroke", None, "120", 120.0), None, "空欄", "struck-out"),
        ("name", Shown("stroke", "新しい名称", "古い名称新しい名称", "古い名称"), "新しい名称", "新しい名称", "struck-in-part"),
        ("subsidy_other", Shown("stroke", None, "○", "○"), None, "空欄", "struck-out"),
    ],
)  # fmt: skip
def test_what_is_shown_is_read_and_said(key: str, cell: Shown, value: object, words: str, variant: str) -> None:
    reading = read(key, cell)
    assert (said(reading), reading.variant) == ((value, words), variant)


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("annual_cost", formatted("120千円", "120千円", 120.0), 120),
        ("contract_on", formatted("2024-04", "令和6年4月", dt.date(2024, 4, 1)), "2024-04"),
        ("contract_on", formatted("2024-04", "Apr-24", dt.date(2024, 4, 1)), "2024-04"),
        ("other_participants", formatted("12団体", "12団体", 12.0), 12),
    ],
)
def test_what_means_the_same_either_way_is_not_said(key: str, cell: Shown, value: object) -> None:
    assert silent(read(key, cell)) == value


@pytest.mark.parametrize(
    ("key", "cell", "fault", "nearest"),
    [
        ("annual_cost", formatted("1200%", "1200%", 12.0), "not-a-number", "1,200"),
        ("annual_cost", formatted("¥2,500,000", "¥2,500,000", 2_500_000.0), "not-a-number", "2,500"),
        ("annual_cost", formatted("120台", "120台", 120.0), "not-a-number", "120"),
        ("contract_on", formatted("2024", "2024", dt.date(2024, 4, 1)), "not-a-month", "2024年度"),
        ("answered_on", formatted("4月1日", "4月1日", dt.date(2026, 4, 1)), "not-a-date", "2026-04-01"),
        ("answered_on", formatted("2026-04", "2026年4月", dt.date(2026, 4, 1)), "not-a-date", "2026-04-01"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_as_shown_is_asked_about(key: str, cell: Shown, fault: str, nearest: str) -> None:
    assert refused(read(key, cell)) == (fault, nearest)


def test_a_rounded_amount_is_told_as_the_form_tells_it() -> None:
    assert silent(read("annual_cost", formatted(3300.0, "3,300", 3300.4))) == 3300.4, "an error of its kind: not-whole"
    assert silent(read("annual_cost", 3300.0000000000005)) == 3300


# What is said


def about(paper: Paper, cell: str) -> list[Finding]:
    return [each for each in paper.judged().submission.findings if each.cell == cell]


def answered(submission: Submission, case_id: str, key: str) -> object:
    return next(each for each in submission.cases if each.case_id == case_id).answers.get(key)


def test_both_are_named() -> None:
    paper = filled()
    cell = paper.type("cases", "annual_cost", formatted(2500.0, "2,500", 2_500_000.0), FIRST)
    (found,) = about(paper, cell)
    assert (found.code, found.severity, found.value) == ("shown-otherwise", "warning", "2,500")
    assert found.message("ja") == (
        f"「事例」シート {cell}「{found.label.ja}」：表示形式により、セルの実際の値と異なる内容が表示されています。（記入内容：「2,500」）"
    )
    assert found.suggestion.ja == (
        "セルの値は2500000ですが、表示のとおり「2,500千円」として読み取りました。正しい場合、修正は不要です。"
    )
    assert found.suggestion.en == (
        'The cell holds 2500000; as shown, it was read as "2,500 thousand yen". If that is right, leave it.'
    )
    submission = paper.judged().submission
    assert (answered(submission, FIRST, "annual_cost"), submission.status) == (2500, "accepted")


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        ("stroke", "必要な回答に取消線が引かれています。"),
        ("format", "セルに値がありますが、表示形式により何も表示されていません。"),
    ],
)
def test_a_needed_answer_that_is_struck_out_or_hidden_is_one_error(by: ShownBy, sentence: str) -> None:
    paper = filled()
    text = "古い名称" if by == "stroke" else ""
    cell = paper.type("cases", "name", Shown(by, None, text, "古い名称"), FIRST)
    (found,) = about(paper, cell)
    code = {"stroke": "struck-out", "format": "shown-otherwise"}[by]
    assert (found.code, found.severity, found.sentence.ja) == (code, "error", sentence)


def test_an_answer_that_need_not_be_there_is_asked_about() -> None:
    paper = filled()
    cell = paper.type("cases", "summary", Shown("stroke", None, "古い概要", "古い概要"), FIRST)
    (found,) = about(paper, cell)
    assert (found.code, found.severity) == ("struck-out", "warning")
    assert found.message("ja").endswith("取消線が引かれています。（記入内容：「古い概要」）")
    submission = paper.judged().submission
    assert (answered(submission, FIRST, "summary"), submission.status) == (None, "accepted")


def test_a_struck_circle_does_not_count() -> None:
    paper = filled()
    before = next(each for each in paper.judged().submission.cases if each.case_id == FIRST).marks
    cell = paper.type("participants", CHIYODA, Shown("stroke", None, "○", "○"), FIRST)
    (found,) = about(paper, cell)
    assert (found.code, found.severity, found.municipality, found.value) == ("struck-out", "warning", CHIYODA, "○")
    after = next(each for each in paper.judged().submission.cases if each.case_id == FIRST).marks
    assert {**after, CHIYODA: "participating"} == before
    assert CHIYODA not in after


@pytest.mark.parametrize(("case_id", "severity"), [(SECOND, "warning"), (CARRIED, "error")])
def test_a_case_that_is_struck_out_is_one_finding_and_no_case(case_id: str, severity: str) -> None:
    paper = filled(carried=[CARRIED])
    cases = paper.sheet("cases")
    row, column = paper.place("cases", "name", case_id)
    for number in range(row - 1, len(cases.rows) + 1):
        value = cases.at(number, column)
        if number > 4 and value is not None:
            cases.put(number, column, Shown("stroke", None, str(value), value))
    submission = paper.judged().submission
    cell = paper.cell("cases", "case_id", case_id)
    told = [
        (each.code, each.severity, each.cell, each.case_id) for each in submission.findings if each.severity != "info"
    ]
    assert told == [("struck-out", severity, cell, case_id)]
    assert case_id not in [each.case_id for each in submission.cases]


def test_a_picture_in_place_of_an_answer() -> None:
    paper = filled()
    cell = paper.type("cases", "annual_cost", CellFault("picture"), FIRST)
    mark = paper.type("participants", CHUO, CellFault("picture"), FIRST)
    said_there = [*about(paper, cell), *about(paper, mark)]
    assert [(each.code, each.severity, each.key) for each in said_there] == [
        ("picture", "error", "annual_cost"),
        ("picture", "error", "mark"),
    ]
    assert said_there[0].sentence.ja == "回答の欄に、文字ではなく画像又は図形が置かれています。"


def test_a_picture_beside_the_cases_begins_none() -> None:
    paper = filled()
    third = case_of(TOKYO, 4)
    paper.type("cases", "remarks", CellFault("picture"), third)
    assert [each for each in paper.judged().submission.findings if each.severity == "error"] == []


def test_the_correction_copy_holds_what_was_seen() -> None:
    """A stroke or a number format does not go with it; what they say must not be lost when the copy is returned."""
    paper = filled()
    paper.type("cases", "annual_cost", formatted(2500.0, "2,500", 2_500_000.0), FIRST)
    paper.type("cases", "total_cost", Shown("stroke", "69300", "70000 69300", "70000"), FIRST)
    paper.type("cases", "name", Shown("stroke", None, "古い名称", "古い名称"), FIRST)
    (copy,) = corrections(the_survey(), Collected((paper.judged().submission,), ()))
    first = next(each for each in copy.form.answers.cases if each.case_id == FIRST)
    assert (first.answers["annual_cost"], first.answers["total_cost"]) == (2500, "69300")
    assert "name" not in first.answers


# Every format


def spoilt_form(tmp_path: Path) -> Path:
    """A form filled in without a mistake, as it comes back after people formatted, struck out and corrected in it."""
    path = tmp_path / "form.xlsx"
    paper = filled()
    path.write_bytes(draw(the_survey(), paper.form()))
    book = openpyxl.load_workbook(path)
    cases, marks = book[SHEETS["cases"].ja], book[SHEETS["participants"].ja]
    cost = cases[paper.cell("cases", "annual_cost", FIRST)]
    cost.value, cost.number_format = 2_500_000, "#,##0,"
    month = cases[paper.cell("cases", "contract_on", FIRST)]
    month.value, month.number_format = dt.date(2023, 4, 1), 'yyyy"年度"'
    cases[paper.cell("cases", "total_cost", FIRST)] = CellRichText(
        TextBlock(InlineFont(strike=True), "120"), TextBlock(InlineFont(), "69300")
    )
    cases[paper.cell("cases", "summary", FIRST)].font = Font(strike=True)
    marks[paper.cell("participants", CHIYODA, FIRST)].font = Font(strike=True)
    book.save(path)
    return path


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("ending", PROGRAMS)
def test_a_form_in_every_format(office: Office, tmp_path: Path, ending: Ending) -> None:
    path = spoilt_form(tmp_path)
    saved = path if ending == "xlsx" else office.convert(path, ending, tmp_path)
    submission = the_judge().judge(read_back(saved.read_bytes(), saved.name)).submission
    told = {(each.key, each.code, each.severity, each.value) for each in submission.findings if each.severity != "info"}
    summary = next(each.value for each in submission.findings if each.key == "summary")
    assert told == {
        ("annual_cost", "shown-otherwise", "warning", "2,500"),
        ("contract_on", "shown-otherwise", "warning", "2023年度"),
        ("total_cost", "struck-out", "warning", "120 69300"),
        ("summary", "struck-out", "warning", summary),
        ("mark", "struck-out", "warning", "○"),
    }
    read_values = {
        key: answered(submission, FIRST, key) for key in ("annual_cost", "contract_on", "total_cost", "summary")
    }
    assert read_values == {"annual_cost": 2500, "contract_on": "2023年度", "total_cost": 69300, "summary": None}
    assert CHIYODA not in next(each for each in submission.cases if each.case_id == FIRST).marks


def pictured() -> bytes:
    """A cell with a picture over it, one with a picture in it, one with a picture's formula, and one that is answered."""
    body = io.BytesIO()
    with xlsxwriter.Workbook(body) as book:
        paper = book.add_worksheet("S1")
        paper.write_string("A1", "回答")
        paper.insert_image("A1", A_PICTURE)
        paper.insert_image("B2", A_PICTURE)
        paper.embed_image("B6", A_PICTURE)
        paper.write_formula("B8", '=_xlfn.IMAGE("https://pref.example.lg.jp/a.png")', None, "")
        paper.write_formula("B9", '=_xlfn.DISPIMG("ID_1",1)', None, '=DISPIMG("ID_1",1)')
        paper.write_formula("B10", "=NA()", None, "#N/A")
    return body.getvalue()


def faults(grid: Grid) -> dict[tuple[int, int], str]:
    return {place: fault.kind for place, fault in grid.faults.items()}


def test_pictures_in_xlsx() -> None:
    assert faults(read_back(pictured()).grids[0]) == {
        (2, 2): "picture",
        (6, 2): "picture",
        (8, 2): "picture",
        (9, 2): "picture",
        (10, 2): "error-value",
    }


@pytest.mark.libreoffice
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_pictures_in_other_formats(office: Office, tmp_path: Path, ending: Ending) -> None:
    path = tmp_path / "pictures.xlsx"
    path.write_bytes(pictured())
    grid = read_back(office.convert(path, ending, tmp_path).read_bytes(), f"p.{ending}").grids[0]
    assert faults(grid).get((2, 2)) == "picture"
    assert (1, 1) not in grid.faults


@pytest.mark.libreoffice
@pytest.mark.parametrize(("ending", "told"), [("ods", {(5, 3): "picture"}), ("xls", {})])
def test_drawn_circles_in_other_formats(
    office: Office, tmp_path: Path, ending: Ending, told: dict[tuple[int, int], str]
) -> None:
    """LibreOffice turns a circle of an .xlsx into an outline of no name in an .xls: there only a shape is seen."""
    cells = (SavedCell(1, 1, "回答"), SavedCell(9, 9, "回答"))
    path = tmp_path / "circles.xlsx"
    path.write_bytes(xlsx([SavedSheet("S1", False, cells, (Picture(5, 3, True), Picture(9, 9, True)))]))
    elsewhere = office.convert(path, ending, tmp_path)
    drawn, converted = (read_back(each.read_bytes(), each.name) for each in (path, elsewhere))
    assert (faults(drawn.grids[0]), faults(converted.grids[0])) == ({(5, 3): "picture"}, told)
    assert drawn.ignored == converted.ignored == (Ignored("drawings", "S1", 2),)


# Binary workbooks, which no program here writes: made record by record, as Microsoft's specification says


def xlsb_styles() -> bytes:
    """Cell formats 0 General, 1 `#,##0,`, 2 struck out, 3 `yyyy"年度"`; font 1 strikes out."""
    fonts = b"".join(xlsb_record(43, struct.pack("<HH", 220, flags) + bytes(30)) for flags in (0, 0x08))
    codes = {170: "#,##0,", 171: 'yyyy"年度"'}
    numbers = b"".join(xlsb_record(44, struct.pack("<H", each) + xlsb_wide(code)) for each, code in codes.items())
    named = xlsb_record(626) + xlsb_record(47, struct.pack("<HHH10x", 0xFFFF, 170, 1)) + xlsb_record(627)
    formats = [(0, 0), (170, 0), (0, 1), (171, 0)]
    cells = b"".join(xlsb_record(47, struct.pack("<HHH10x", 0, code, font)) for code, font in formats)
    numbers = xlsb_record(615, struct.pack("<I", 2)) + numbers + xlsb_record(616)
    return numbers + fonts + named + xlsb_record(617, struct.pack("<I", 4)) + cells + xlsb_record(618)


def xlsb_styled(records: bytes, texts: bytes = b"") -> Grid:
    """The sheet of an .xlsb with these styles."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(xlsb(records))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/styles.bin"] = xlsb_styles()
    parts["xl/sharedStrings.bin"] = xlsb_record(159, struct.pack("<II", 1, 1)) + texts
    return read_back(zipped(parts), "form.xlsb").grids[0]


def test_xlsb_shows_something_else_than_it_holds() -> None:
    number = struct.pack("<d", 2_500_000.0)
    struck = b"\x01" + xlsb_wide("120135") + struct.pack("<IHHHH", 2, 0, 1, 3, 0)
    cells = (
        xlsb_row(1)
        + xlsb_cell(1, 5, number, 1)
        + xlsb_cell(2, 5, number)
        + xlsb_cell(3, 6, xlsb_wide("○"), 2)
        + xlsb_cell(4, 7, struct.pack("<I", 0))
        + xlsb_cell(5, 62, struck)
        + xlsb_cell(6, 5, struct.pack("<d", 45017.0), 3)
    )
    grid = xlsb_styled(cells, xlsb_record(19, struck))
    assert grid.rows == ((2_500_000.0, 2_500_000.0, "○", "120135", "120135", dt.date(2023, 4, 1)),)
    assert grid.shown == {
        (1, 1): Shown("format", 2500.0, "2,500", 2_500_000.0),
        (1, 3): Shown("stroke", None, "○", "○"),
        (1, 4): Shown("stroke", "135", "120 135", "120"),
        (1, 5): Shown("stroke", "135", "120 135", "120"),
        (1, 6): Shown("format", "2023年度", "2023年度", dt.date(2023, 4, 1)),
    }


def test_xlsb_with_cells_in_their_short_form() -> None:
    """Such a cell names no column: it stands beside the one before it."""

    def short(kind: int, value: bytes = b"", style: int = 0) -> bytes:
        return xlsb_record(kind, struct.pack("<I", style) + value)

    cells = (
        xlsb_row(1)
        + short(17, xlsb_wide("名称"))
        + short(16, struct.pack("<d", 2_500_000.0), 1)
        + short(12)
        + short(13, struct.pack("<i", 7 << 2 | 2))
        + short(14, b"\x2a")
        + short(15, b"\x01")
        + xlsb_row(3)
        + xlsb_cell(2, 5, struct.pack("<d", 1.5))
        + short(18, struct.pack("<I", 0))
        + short(17, xlsb_wide("長" * 100))
    )
    grid = xlsb_styled(cells, xlsb_record(19, b"\x00" + xlsb_wide("共有")))
    assert grid.rows == (
        ("名称", 2_500_000.0, None, 7.0, None, True),
        (None,) * 6,
        (None, 1.5, "共有", "長" * 100, None, None),
    )
    assert grid.faults == {(1, 5): CellFault("error-value", "#N/A")}
    assert grid.shown == {(1, 2): Shown("format", 2500.0, "2,500", 2_500_000.0)}


# Unusual writers


def test_ods_with_indented_xml() -> None:
    rows = """
      <table:table-row>
        <table:table-cell office:value-type="string">
          <text:p>一行目</text:p>
          <text:p>二行目 <text:span>続き</text:span></text:p>
        </table:table-cell>
        <table:table-cell office:value-type="float" office:value="2500">
          <text:p>2,500</text:p>
        </table:table-cell>
        <table:table-cell table:number-columns-repeated="3"/>
      </table:table-row>
    """
    grid = read_back(ods(f"\n  {table(rows)}\n"), "form.ods").grids[0]
    assert (grid.rows, dict(grid.shown), dict(grid.faults)) == ((("一行目\n二行目 続き", 2500.0),), {}, {})


def test_cells_that_the_reader_does_not_see_are_not_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    """Better no reading at all than a form in which every answer is said to be missing."""
    monkeypatch.setattr(xlsb_format, "_USUAL", {})
    monkeypatch.setattr(xlsb_format, "_FILLED", frozenset((16,)))
    monkeypatch.setattr(xlsb_format, "_SURELY_FILLED", frozenset((16,)))
    cells = xlsb_row(1) + xlsb_record(16, struct.pack("<Id", 0, 1.0))
    answer = answer_for(xlsb(cells), Limits(), frozenset()).said
    assert json.loads(answer)["refused"] == ["file-unreadable", "unread-cells", {"sheet": "S1"}]
    assert REASONS["unread-cells"].fill(sheet="S1").ja == "「S1」シートのセルの、読み取ることのできない記述"
