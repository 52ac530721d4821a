"""Workbooks that are packed while they are written, or handed over in their parts, read by programs that did not write them."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.workbook import Workbook

from survey_tool.drawing.formulas import FormulaSheet
from survey_tool.drawing.packing import PackedWorkbook, RowsSheet
from survey_tool.drawing.parts import WorkbookInParts, ready_made
from survey_tool.drawing.strict import WorkbookMistake
from tests.ooxml import problems

ROWS = 2_500
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fedccc59e70000000049454e44ae426082"
)


def drawn(sheet: Any, held: list[int]) -> Iterator[int]:
    for row in range(1, ROWS):
        sheet.write_string(row, 0, f"第{row}行")
        sheet.write_formula(row, 1, f"=ROW(A{row})", None, row)
        if row == 7:
            sheet.set_row(row, 30)
        held.append(len(sheet.table))
        yield row


def written(path: Path) -> list[int]:
    held: list[int] = []
    with PackedWorkbook(path) as book:
        first = book.add_worksheet("人が見る表", FormulaSheet)
        first.write_string(0, 0, "合計")
        first.write_formula(0, 1, "=SUM(B2:B3)", None, 3)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"categories": ["人が見る表", 0, 0, 0, 0], "values": ["人が見る表", 0, 1, 0, 1]})
        first.insert_chart("D2", chart)
        first.insert_image("D20", "a.png", {"image_data": BytesIO(PICTURE)})
        rows = book.add_worksheet("行の多い表", RowsSheet)
        rows.write_string(0, 0, "名称")
        rows.write_string(0, 1, "合計")
        rows.follow(drawn(rows, held), ROWS - 1, 1)
    return held


def test_rows_come_one_by_one_and_all_of_them_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert set(written(path)) == {1}

    expected = [["名称", "合計"], *([f"第{row}行", row] for row in range(1, ROWS))]
    book = load_workbook(path, data_only=True)
    assert [list(row) for row in book["行の多い表"].iter_rows(values_only=True)] == expected
    assert book["行の多い表"].dimensions == f"A1:B{ROWS}"
    assert book["行の多い表"].row_dimensions[8].height == 30
    assert CalamineWorkbook.from_path(path).get_sheet_by_name("行の多い表").to_python() == expected
    assert load_workbook(path)["行の多い表"]["B8"].value == "=ROW(A7)"
    assert problems(path) == []


def test_charts_and_pictures_are_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    written(path)
    with ZipFile(path) as parts:
        assert "合計" in parts.read("xl/charts/chart1.xml").decode()
        assert parts.read("xl/media/image1.png") == PICTURE
        assert parts.namelist()[0] == "[Content_Types].xml"
        assert len(set(parts.namelist())) == len(parts.namelist())


@pytest.mark.usefixtures("on_windows")
def test_neither_the_clock_nor_the_system_is_in_it(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx")
    with ZipFile(tmp_path / "a.xlsx") as parts:
        members = {(each.create_system, each.date_time, each.compress_type) for each in parts.infolist()}
    assert members == {(3, (1980, 1, 1, 0, 0, 0), ZIP_DEFLATED)}


def test_ready_made_sheets_fit_into_a_workbook_that_begins_with_their_texts() -> None:
    def listed(sheet: Any) -> None:
        sheet.write_row(0, 0, ["種別", "名称", "種別"])

    made = ready_made(listed, lambda sheet: sheet.write_formula(1, 0, '=A1&"x"', None, "種別x"))
    assert made.texts == ("種別", "名称")

    book = WorkbookInParts()
    first, _, _ = (book.add_worksheet() for _ in range(3))
    book.begin_with(made.texts)
    first.write_row(0, 0, ["名称", "別"])
    parts = book.parts()
    for number, cells in enumerate(made.cells, start=2):
        name = f"xl/worksheets/sheet{number}.xml"
        assert parts[name].count(b"<sheetData/>") == 1
        parts[name] = parts[name].replace(b"<sheetData/>", cells)
    packed = BytesIO()
    with ZipFile(packed, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    read = load_workbook(packed)
    told = [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in read]
    assert told == [[["名称", "別"]], [["種別", "名称", "種別"]], [[None], ['=A1&"x"']]]


@pytest.mark.parametrize(
    "formula",
    ['=IF(A1>1,"x",SUM(B1:B2))', "=_xlfn.UNICODE(A1)", "=UNICODE(A1)", "=XLOOKUP(1,A1:A2,B1:B2)", "=SORT(A1:A3)", "=1+2", '=A1&"FILTER("'],
)  # fmt: skip
@pytest.mark.parametrize("expanded", [False, True])
def test_formulas_are_what_the_library_makes_of_them(formula: str, expanded: bool) -> None:
    plain, ours = Workbook(BytesIO()).add_worksheet(), FormulaSheet()
    assert ours._prepare_formula(formula, expanded) == plain._prepare_formula(formula, expanded)


def failing(sheet: Any, error: BaseException) -> Iterator[int]:
    sheet.write_string(1, 0, "第1行")
    yield 1
    raise error


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), FileCreateError),
        (WorkbookMistake("row 2"), WorkbookMistake),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
    ids=["full disk", "mistake", "Ctrl-C"],
)
def test_what_ends_the_writing_is_told_as_what_it_is(
    tmp_path: Path, error: BaseException, told: type[BaseException]
) -> None:
    path = tmp_path / "a.xlsx"
    book = PackedWorkbook(path)
    rows = book.add_worksheet("行の多い表", RowsSheet)
    rows.write_string(0, 0, "名称")
    rows.follow(failing(rows, error), 2, 0)
    with pytest.raises(told) as raised:
        book.close()
    assert error in (raised.value, *raised.value.args)
    path.unlink()  # nobody holds it open


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_as_such() -> None:
    book = PackedWorkbook(Path("/dev/full"))
    rows = book.add_worksheet("行の多い表", RowsSheet)
    rows.write_string(0, 0, "名称")
    rows.follow(drawn(rows, []), ROWS - 1, 1)
    with pytest.raises(FileCreateError) as raised:
        book.close()
    (told,) = raised.value.args
    assert (type(told), told.errno) == (OSError, errno.ENOSPC)


def test_texts_that_only_come_with_rows_are_declared(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with PackedWorkbook(path) as book:
        rows = book.add_worksheet("行の多い表", RowsSheet)
        rows.write_number(0, 0, 1)
        rows.follow(drawn(rows, []), ROWS - 1, 1)
    assert load_workbook(path)["行の多い表"]["A2"].value == "第1行"
    assert problems(path) == []
