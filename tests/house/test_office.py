"""The harness itself: what is typed, pasted, moved and recalculated in LibreOffice comes back as such."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tests.conftest import leave_out
from tests.office import CellError, Office, OfficeRefusedError

SHEET = "事例"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A form in small: text, number and date columns to type into, a locked check column D."""
    path = tmp_path / "form.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet: Worksheet = workbook.add_worksheet(SHEET)
        for column, number_format in enumerate(("@", "#,##0", "yyyy-mm-dd")):
            cell = workbook.add_format({"num_format": number_format, "locked": False})
            for row in range(5):
                sheet.write_blank(row, column, None, cell)
        for row in range(1, 6):
            sheet.write_formula(f"D{row}", f'=IF(A{row}="","",B{row}*2)', None, "stale")
        sheet.write_formula("E1", "=NA()")
        sheet.data_validation("A1:A5", {"validate": "list", "source": ["橋", "道"]})
        sheet.protect()
        workbook.add_worksheet("隠し").hide()
    return path


def test_recalculates_what_the_file_holds_stale(office: Office, form: Path) -> None:
    assert office.recalculate(form) == {SHEET: {(1, 5): CellError("#N/A")}, "隠し": {}}


def test_error_cells_are_told_from_text(office: Office, form: Path) -> None:
    with office.document(form) as document:
        document.set({(SHEET, "A1"): "#N/A"})
        document.recalculate()
        (text,), (error,) = document.get(SHEET, "A1")[0], document.get(SHEET, "E1")[0]
    assert (text, error) == ("#N/A", "#N/A")
    assert (type(text), type(error)) == (str, CellError)


def test_pasted_values_stay_what_they_are(office: Office, form: Path) -> None:
    with office.document(form) as document:
        document.set(
            {
                (SHEET, "A1"): "001",
                (SHEET, "B1"): "約1,200",
                (SHEET, "C1"): dt.date(2026, 4, 1),
                (SHEET, "A2"): "道",
                (SHEET, "B2"): 1200,
                (SHEET, "C2"): None,
            }
        )
        document.recalculate()
        assert document.get(SHEET, "A1:D2") == [
            ["001", "約1,200", 46113.0, CellError("#VALUE!")],
            ["道", 1200.0, "", 2400.0],
        ]
        assert document.invalid(SHEET) == ["A1"]


@pytest.mark.parametrize(
    ("cell", "typed", "read"),
    [
        ("A1", "1,200", "1,200"),
        ("A1", "=1+1", "=1+1"),
        ("B1", "1,200", 1200.0),
        ("B1", "１２００", 1200.0),
        ("B1", 1200, 1200.0),
        ("B1", "非公表", "非公表"),
        ("C1", "2026/4/1", 46113.0),
        ("C1", dt.date(2026, 4, 1), 46113.0),
    ],
)
def test_typing_is_read_as_the_cell_reads_it(
    office: Office, form: Path, cell: str, typed: str | float | dt.date, read: str | float
) -> None:
    with office.document(form) as document:
        document.type({(SHEET, cell): typed})
        assert document.get(SHEET, cell) == [[read]]


@pytest.mark.parametrize("way", ["set", "type"])
def test_locked_cells_refuse_until_unprotected(office: Office, form: Path, way: str) -> None:
    with office.document(form) as document:
        with pytest.raises(OfficeRefusedError, match="locked"):
            getattr(document, way)({(SHEET, "D1"): "✔"})
        document.unprotect(SHEET)
        getattr(document, way)({(SHEET, "D1"): "✔"})
        assert document.get(SHEET, "D1") == [["✔"]]


def test_rows_columns_and_ranges_move(office: Office, form: Path) -> None:
    with office.document(form) as document:
        document.set({(SHEET, "A1"): "橋", (SHEET, "B1"): 3})
        document.unprotect(SHEET)
        document.insert_rows(SHEET, 1)
        document.insert_columns(SHEET, 1, 2)
        document.recalculate()
        assert document.get(SHEET, "A2:F2") == [["", "", "橋", 3.0, "", 6.0]]
        document.move_range(SHEET, "C2:D2", "C6")
        document.copy(SHEET, "F2", "F9")
        document.recalculate()
        assert document.get(SHEET, "C2:D2") == [["", ""]]
        assert document.get(SHEET, "C6:D6") == [["橋", 3.0]]
        assert document.get(SHEET, "F2") == [[6.0]], "the formula follows what was cut and pasted"
        assert document.formulas(SHEET, "F9") == [['=IF(C13="";"";D13*2)']]
        document.remove_rows(SHEET, 1)
        assert document.get(SHEET, "C5") == [["橋"]]


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_fills_and_saves_in_each_format(office: Office, form: Path, tmp_path: Path, ending: str) -> None:
    before = form.read_bytes()
    saved = office.fill(form, {(SHEET, "A2"): "道", (SHEET, "B2"): 7}, tmp_path / f"returned.{ending}")
    assert office.recalculate(saved)[SHEET][2, 4] == 14.0
    assert form.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_converts_and_photographs_one_sheet(office: Office, form: Path, tmp_path: Path) -> None:
    assert office.convert(form, "ods", tmp_path).read_bytes()[:2] == b"PK"
    pages = office.pictures(form, tmp_path / "pages", sheet=SHEET)
    assert [page.name for page in pages] == [f"form_{SHEET}-1.png"]
    assert pages[0].read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
@pytest.mark.usefixtures("office")  # that there is a LibreOffice; the one that crashes is another
def test_a_crash_is_survived_with_all_that_was_done(form: Path) -> None:
    with Office() as own, own.document(form) as document:
        document.set({(SHEET, "A1"): "橋", (SHEET, "B1"): 4})
        own._bridge.stop()
        document.recalculate()
        assert document.get(SHEET, "D1") == [[8.0]]
        assert own._bridge.generation == 2


def test_an_unknown_sheet_is_named(office: Office, form: Path) -> None:
    with office.document(form) as document, pytest.raises(OfficeRefusedError, match="Cases"):
        document.get("Cases", "A1")


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_a_missing_libreoffice_fails_ci_and_is_skipped_elsewhere(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="not installed"):
        leave_out("LibreOffice (soffice) is not installed")
