"""Returned files are read as they were typed, from every format, and nothing is changed on the way."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from survey_tool.intake.cells.grid import CellFault, CellValue, Grid, Refused, ReturnedFile, Shown, cell_name
from survey_tool.intake.opening import children, reader, returned_files
from survey_tool.intake.opening.children import ReaderUnavailableError
from survey_tool.intake.opening.reader import read_files
from survey_tool.intake.opening.returned_files import FoundFile, find_files
from survey_tool.settings.limits import Limits
from survey_tool.wording.words import Words
from tests import ROOT, handmade
from tests.handmade import DATE, DATE_TIME, DURATION, MAIN, TIME, ods_text
from tests.hostile import ONE, nested, unmarked_japanese_names
from tests.mails import eml
from tests.office import Format, Office

FIRST_OF_APRIL = 45383
LIMITS = Limits()


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def results(folder: Path, limits: Limits = LIMITS, skip: tuple[str, ...] = ()) -> dict[str, ReturnedFile | Refused]:
    return {result.name: result for result in read_files(find_files([folder], limits), limits, skip=skip)}


def grid(folder: Path, content: bytes, name: str = "form.xlsx", limits: Limits = LIMITS) -> Grid:
    (result,) = results(write(folder, {name: content}), limits).values()
    assert isinstance(result, ReturnedFile), result
    return result.grids[0]


def refusal(folder: Path, content: bytes, name: str = "form.xlsx", limits: Limits = LIMITS) -> Refused:
    (result,) = results(write(folder, {name: content}), limits).values()
    assert isinstance(result, Refused), result
    return result


def test_values_arrive_as_they_were_typed(tmp_path: Path) -> None:
    cells = (
        '<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3"><v>1200</v></c><c r="D3"><v>0.1</v></c>'
        '<c r="E3" t="b"><v>0</v></c><c r="F3"><v>0</v></c><c r="G3" t="inlineStr"><is><t>a_x000D_&#10;b&lt;</t></is></c>'
        '<c r="H3" t="str"><f>A1</f><v>text of a formula</v></c><c r="I3" t="s"><v>1</v></c><c r="J3" s="1"/>'
        '<c r="K3" t="s"><v>2</v></c></row>'
    )
    read = grid(tmp_path, handmade.xlsx(cells, texts=["道路台帳 , &quot;&quot;,", "", '[&quot;", null']))
    assert read.rows == (
        (None,) * 11,
        (None,) * 11,
        (None, '道路台帳 , "",', 1200.0, 0.1, False, 0.0, "a\r\nb<", "text of a formula", None, None, '["", null'),
    )
    assert type(read.value(3, 3)) is float
    assert type(read.value(3, 5)) is bool
    assert read.value(4, 1) is None
    assert read.value(3, 12) is None
    assert read.faults == {}


def test_dates_and_times_arrive_as_such(tmp_path: Path) -> None:
    row = (
        f'<row r="1"><c r="A1" s="{DATE}"><v>{FIRST_OF_APRIL}</v></c>'
        f'<c r="B1" s="{DATE_TIME}"><v>{FIRST_OF_APRIL}.75</v></c><c r="C1" s="{TIME}"><v>0.4375</v></c>'
        f'<c r="D1" s="{DURATION}"><v>1.25</v></c><c r="E1"><v>{FIRST_OF_APRIL}</v></c></row>'
    )
    assert grid(tmp_path, handmade.xlsx(row)).rows == (
        (
            dt.date(2024, 4, 1),
            dt.datetime(2024, 4, 1, 18, 0),
            dt.time(10, 30),
            dt.timedelta(days=1, hours=6),
            float(FIRST_OF_APRIL),
        ),
    )


PERCENT_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="171" formatCode="0.0%"/>'
    '<numFmt numFmtId="172" formatCode="0&quot;%&quot;"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="171"/><xf numFmtId="172"/></cellXfs></styleSheet>'
)


def test_a_percentage_is_read_as_it_stands_there(tmp_path: Path) -> None:
    """Excel makes 12 of 1200 that is typed into such a cell: read as 12 it would be a number that nobody typed."""
    cells = (
        '<row r="1"><c r="A1" s="1"><v>12</v></c><c r="B1" s="2"><v>0.055</v></c><c r="C1" s="3"><v>12</v></c>'
        '<c r="D1" s="1" t="inlineStr"><is><t>12</t></is></c><c r="E1" s="1"/><c r="F1"><v>12</v></c></row>'
    )
    parts = handmade.xlsx_parts(handmade.sheet(cells), styles=PERCENT_STYLES)
    read = grid(tmp_path, handmade.zipped(parts))
    assert read.rows == ((12.0, 0.055, 12.0, "12", None, 12.0),)
    assert {place: (seen.value, seen.behind) for place, seen in read.shown.items()} == {
        (1, 1): ("1200%", 12.0),
        (1, 2): ("5.5%", 0.055),
        (1, 3): ("12%", 12.0),
    }


def test_a_percentage_in_ods(tmp_path: Path) -> None:
    cell = (
        '<table:table-cell office:value-type="percentage" office:value="12"><text:p>1200%</text:p></table:table-cell>'
    )
    assert grid(
        tmp_path, handmade.ods(handmade.table(f"<table:table-row>{cell}</table:table-row>")), "form.ods"
    ).shown == {(1, 1): Shown("format", "1200%", "1200%", 12.0)}


def test_lost_styles_cost_the_formats_only(tmp_path: Path) -> None:
    row = f'<row r="1"><c r="A1" s="{DATE}"><v>{FIRST_OF_APRIL}</v></c></row>'
    parts = handmade.xlsx_parts(handmade.sheet(row))
    del parts["xl/styles.xml"]
    assert grid(tmp_path, handmade.zipped(parts)).rows == ((float(FIRST_OF_APRIL),),)


@pytest.mark.parametrize("word", ["1", "true"])
def test_the_calendar_from_1904_gives_the_same_dates(tmp_path: Path, word: str) -> None:
    row = f'<row r="1"><c r="A1" s="{DATE}"><v>{FIRST_OF_APRIL - 1462}</v></c></row>'
    settings = f'<workbookPr date1904="{word}"/>'
    assert grid(tmp_path, handmade.xlsx(row, settings=settings)).value(1, 1) == dt.date(2024, 4, 1)


def test_the_calendar_from_1904_in_the_binary_formats(tmp_path: Path) -> None:
    number = handmade.xlsb_row(1) + handmade.xlsb_cell(1, 5, struct.pack("<d", FIRST_OF_APRIL - 1462), style=1)
    assert grid(tmp_path / "b", handmade.xlsb(number, is_1904=True)).value(1, 1) == dt.date(2024, 4, 1)
    settings = handmade.xls_record(0x22, b"\x01\x00") + handmade.xls_record(0xE0, struct.pack("<HH16x", 0, 14))
    assert grid(tmp_path / "a", handmade.xls(handmade.xls_number(1, 1, FIRST_OF_APRIL - 1462), settings)).value(
        1, 1
    ) == dt.date(2024, 4, 1)


def test_a_whole_number_in_xlsb_can_be_a_date(tmp_path: Path) -> None:
    """Its short form for whole numbers is read as a number by the library, whatever the cell's format."""
    serial = struct.pack("<i", FIRST_OF_APRIL << 2 | 2)
    records = (
        handmade.xlsb_row(2)
        + handmade.xlsb_cell(2, 2, serial, style=1)
        + handmade.xlsb_cell(3, 2, serial)
        + handmade.xlsb_cell(4, 7, bytes(4))
    )
    read = grid(tmp_path, handmade.xlsb(records, texts=["𠮷田"]))
    assert read.rows[1] == (None, dt.date(2024, 4, 1), float(FIRST_OF_APRIL), "𠮷田")


def test_numbers_are_floats_in_every_format(tmp_path: Path) -> None:
    whole = handmade.xls_record(0x27E, struct.pack("<HHHi", 0, 0, 0, 1200 << 2 | 2))
    value = '<table:table-cell office:value-type="float" office:value="1200"><text:p>1,200</text:p></table:table-cell>'
    files = {
        "a.ods": handmade.ods(handmade.table(f"<table:table-row>{value}</table:table-row>")),
        "b.xls": handmade.xls(whole),
        "c.xlsb": handmade.xlsb(handmade.xlsb_row(1) + handmade.xlsb_cell(1, 2, struct.pack("<i", 1200 << 2 | 2))),
        "d.xlsx": handmade.xlsx('<row r="1"><c r="A1"><v>1200</v></c></row>'),
    }
    for result in results(write(tmp_path, files)).values():
        assert isinstance(result, ReturnedFile)
        assert repr(result.grids[0].rows) == "((1200.0,),)"


def test_faults_stand_beside_the_values(tmp_path: Path) -> None:
    cells = (
        '<row r="9"><c r="F9" t="e"><f>x</f><v>#SPILL!</v></c><c r="G9"><f>1+1</f></c><c r="H9" t="str"><v>#SPILL!</v></c>'
        '<c r="I9"><v>NaN</v></c></row>'
    )
    read = grid(tmp_path, handmade.xlsx(cells))
    assert {cell_name(*place): fault for place, fault in read.faults.items()} == {
        "F9": CellFault("error-value", "#SPILL!"),
        "G9": CellFault("no-cached-value"),
        "I9": CellFault("error-value", "#NUM!"),
    }
    assert read.rows[8] == (None,) * 7 + ("#SPILL!", None)


def test_blank_rows_and_columns_at_the_end_cost_nothing(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="str"><f>x</f><v></v></c><c r="B1"><v>1</v></c><c r="Z1" t="str"><v></v></c></row>'
    rows += "".join(f'<row r="{row}"><c r="A{row}" t="str"><f>x</f><v></v></c></row>' for row in range(2, 50))
    assert grid(tmp_path, handmade.xlsx(rows)).rows == ((None, 1.0),)


def test_long_texts_are_cut(tmp_path: Path) -> None:
    limits = Limits(text_length=1000)
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    texts = ["あ" * 1001, "い" * 1000]
    assert grid(tmp_path, handmade.xlsx(row, texts=texts), limits=limits).rows == (("あ" * 1000, "い" * 1000),)


def test_hidden_sheets_are_read_and_unwanted_ones_are_not(tmp_path: Path) -> None:
    parts = handmade.xlsx_parts(
        handmade.sheet(ONE),
        handmade.sheet(ONE),
        handmade.sheet(ONE),
        handmade.sheet("<broken"),
        names=("事例", "_meta", "very", "_live"),
    )
    workbook = str(parts["xl/workbook.xml"])
    workbook = workbook.replace('name="_meta"', 'name="_meta" state="hidden"')
    parts["xl/workbook.xml"] = workbook.replace('name="very"', 'name="very" state="veryHidden"')
    (result,) = results(write(tmp_path, {"form.xlsx": handmade.zipped(parts)}), skip=("_live",)).values()
    assert isinstance(result, ReturnedFile)
    assert [(read.name, read.hidden) for read in result.grids] == [("事例", False), ("_meta", True), ("very", True)]


@pytest.mark.parametrize("program", ["xlsx", "xls", "ods"])
def test_every_format_of_libreoffice_says_the_same(office: Office, tmp_path: Path, program: Format) -> None:
    path = office.convert(office_form(tmp_path / "form.xlsx"), program, tmp_path / "saved")
    (result,) = read_files(find_files([path], LIMITS), LIMITS)
    assert isinstance(result, ReturnedFile)
    assert result.format == program
    assert [(read.name, read.hidden) for read in result.grids] == [("事例", False), ("_meta", True)]
    cases = result.grids[0]
    expected: tuple[CellValue, ...] = (
        None, "道路台帳", 1200.0, 0.25, dt.date(2024, 4, 1), dt.date(2024, 4, 1), dt.datetime(2024, 4, 1, 10, 30),
        dt.time(10, 30), "two\nlines", "merged", None, "bold and plain", "𠮷田", " = ",
    )  # fmt: skip
    assert cases.rows[2] == expected
    assert cases.value(4, 2) is None
    assert cases.value(4, 3) is None
    assert cases.value(4, 4) == 2.0
    assert {cell_name(*place): fault.text for place, fault in cases.faults.items()} == {"B4": "#DIV/0!", "C4": "#N/A"}
    assert len(cases.rows) == 4
    assert {(seen.kind, seen.sheet) for seen in result.ignored} == {("comments", "事例"), ("drawings", "事例")}


def office_form(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        cases = workbook.add_worksheet("事例")
        day, moment, clock, era, bold = (
            workbook.add_format(properties)
            for properties in (
                {"num_format": "yyyy-mm-dd"},
                {"num_format": "yyyy-mm-dd hh:mm"},
                {"num_format": "hh:mm"},
                {"num_format": '[$-411]ggge"年"m"月"d"日";@'},
                {"bold": True},
            )
        )
        cases.write_row("B3", ["道路台帳", 1200, 0.25])
        cases.write_datetime("E3", dt.date(2024, 4, 1), day)
        cases.write_datetime("F3", dt.date(2024, 4, 1), era)
        cases.write_datetime("G3", dt.datetime(2024, 4, 1, 10, 30), moment)
        cases.write_datetime("H3", dt.time(10, 30), clock)
        cases.write_string("I3", "two\nlines")
        cases.merge_range("J3:K3", "merged")
        cases.write_rich_string("L3", bold, "bold", " and plain")
        cases.write_string("M3", "𠮷田")
        cases.write_string("N3", " = ")
        cases.write_formula("B4", "=1/0", None, "#DIV/0!")
        cases.write_formula("C4", "=NA()", None, "#N/A")
        cases.write_formula("D4", "=1+1", None, 2)
        cases.write_blank("C60", None, bold)
        cases.write_comment("B3", "a note")
        cases.insert_textbox("P9", "an answer in a box")
        hidden = workbook.add_worksheet("_meta")
        hidden.write("A1", "jps1")
        hidden.hide()
    return path


def test_files_are_found_in_one_order_whatever_the_file_system_says(tmp_path: Path) -> None:
    good = handmade.xlsx(ONE)
    write(
        tmp_path,
        {
            "b.xlsx": good,
            "a/z.xlsx": good,
            "a/~$z.xlsx": good,
            "a/Thumbs.db": b"x",
            "Desktop.ini": b"x",
            ".hidden.xlsx": good,
            ".git/x.xlsx": good,
            "corrections/c.xlsx": good,
            "set-aside/s.xlsx": good,
            "a/Set-Aside/s.xlsx": good,
            "set_aside/s.xlsx": good,
            "a/Set aside/s.xlsx": good,
            "setaside/s.xlsx": good,
            "mail.zip": handmade.zipped(
                {
                    "送付/form.xlsx": good,
                    "a.txt": b"hello",
                    "__MACOSX/._form.xlsx": b"x",
                    "~$form.xlsx": b"x",
                    "Thumbs.db": b"x",
                    "set-aside/f.xlsx": good,
                    "corrections/f.xlsx": good,
                }
            ),
            "photos.zip": handmade.zipped({"p1.png": b"\x89PNG", "p2.png": b"\x89PNG"}),
            "notes.txt": b"notes",
            "wrong.txt": good,
        },
    )
    found = [file.name for file in find_files([tmp_path, tmp_path / "corrections" / "c.xlsx"], LIMITS)]
    assert found == [
        "b.xlsx",
        "mail.zip",
        "notes.txt",
        "photos.zip",
        "wrong.txt",
        "a/z.xlsx",
        "c.xlsx",
    ]
    read = results(tmp_path)
    codes = {name: result.code if isinstance(result, Refused) else result.format for name, result in read.items()}
    assert codes == {
        "b.xlsx": "xlsx",
        "mail.zip/a.txt": "file-not-ours",
        "mail.zip/送付/form.xlsx": "xlsx",
        "notes.txt": "file-not-ours",
        "photos.zip": "file-not-ours",
        "wrong.txt": "xlsx",
        "a/z.xlsx": "xlsx",
    }
    assert read["mail.zip/送付/form.xlsx"].path == tmp_path / "mail.zip"
    assert read["mail.zip/送付/form.xlsx"].sha256 == hashlib.sha256(good).hexdigest()


def test_names_in_the_code_page_of_a_japanese_windows_are_readable(tmp_path: Path) -> None:
    assert list(results(write(tmp_path, {"m.zip": unmarked_japanese_names()}))) == ["m.zip/表調査票.xlsx"]


def test_an_archive_inside_an_archive_is_read_three_deep(tmp_path: Path) -> None:
    four_deep = handmade.zipped({"4.zip": handmade.zipped({"form.xlsx": handmade.xlsx(ONE)})})
    read = results(
        write(
            tmp_path,
            {
                "m.zip": handmade.zipped(
                    {"2.zip": handmade.zipped({"3.zip": four_deep, "form.xlsx": handmade.xlsx(ONE)})}
                )
            },
        )
    )
    inner = read["m.zip/2.zip/3.zip/4.zip"]
    assert isinstance(inner, Refused)
    assert (inner.code, inner.reason["en"]) == ("file-unreadable", "archives or mails nested too many times")
    assert isinstance(read["m.zip/2.zip/form.xlsx"], ReturnedFile)


def test_an_archive_that_climbs_out_is_refused_as_a_whole(tmp_path: Path) -> None:
    refused = refusal(tmp_path, handmade.zipped({"../../form.xlsx": handmade.xlsx(ONE)}), "m.zip")
    assert (refused.code, refused.name) == ("file-hostile", "m.zip")
    assert refused.reason["ja"] == "不正なファイル名「../../form.xlsx」"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m.zip"]


def test_an_archive_with_a_password_says_so(tmp_path: Path) -> None:
    content = bytearray(handmade.zipped({"form.xlsx": handmade.xlsx(ONE)}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    refused = refusal(tmp_path, bytes(content), "m.zip")
    assert (refused.code, refused.reason["ja"]) == ("file-encrypted", "ZIPのパスワード")


def test_unpacking_an_archive_stops_at_the_limits(tmp_path: Path) -> None:
    bomb = handmade.zipped({"form.xlsx": bytes(70_000_000)})
    refused = refusal(tmp_path, bomb, "m.zip")
    assert (refused.code, refused.reason["en"]) == ("file-hostile", 'extreme compression of "form.xlsx"')
    assert refused.sha256 == hashlib.sha256(bomb).hexdigest()


def test_a_file_that_is_too_large_is_refused_with_its_hash(tmp_path: Path) -> None:
    content = b"PK\x03\x04[Content_Types].xml" + bytes(3 * 1024 * 1024)
    refused = refusal(tmp_path, content, limits=Limits(file_mb=2))
    assert (refused.code, dict(refused.details)) == ("file-too-large", {"size": "3.1", "limit": "2"})
    assert (refused.size, refused.sha256) == (len(content), hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(("name", "code"), [("form.xlsx", "file-unreadable"), ("leer.dat", "file-not-ours")])
def test_an_empty_file_counts_by_what_it_was_meant_to_be(tmp_path: Path, name: str, code: str) -> None:
    assert refusal(tmp_path, b"", name).code == code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this platform")
def test_a_pipe_among_the_files_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    (result,) = results(tmp_path).values()
    assert isinstance(result, Refused)
    assert result.code == "file-not-readable-here"


def test_a_file_that_vanished_is_no_fault_of_who_sent_it(tmp_path: Path) -> None:
    (result,) = read_files(find_files([tmp_path / "gone.xlsx"], LIMITS), LIMITS)
    assert isinstance(result, Refused)
    assert (result.code, result.sha256, result.reason["en"][:13]) == (
        "file-not-readable-here",
        "",
        "no permission",
    )


def copied_in_pieces(path: Path, content: bytes, pieces: int, seconds: float) -> threading.Thread:
    """Writes a file piece by piece, as somebody's slow copying does; the first piece is there already."""
    step = -(-len(content) // pieces)
    path.write_bytes(content[:step])

    def rest() -> None:
        for place in range(step, len(content), step):
            time.sleep(seconds)
            with path.open("ab") as file:
                file.write(content[place : place + step])

    copying = threading.Thread(target=rest)
    copying.start()
    return copying


def test_a_file_that_is_still_being_copied_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "PATIENCE", 60)  # however slow the machine is
    content = handmade.xlsx(ONE)
    copying = copied_in_pieces(tmp_path / "form.xlsx", content, 4, 0.1)
    (result,) = results(tmp_path).values()
    copying.join()
    assert isinstance(result, ReturnedFile)
    assert result.sha256 == hashlib.sha256(content).hexdigest()


def test_a_file_that_never_ends_is_told_as_still_being_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "PATIENCE", 0.3)
    copying = copied_in_pieces(tmp_path / "form.xlsx", handmade.xlsx(ONE)[:-60], 20, 0.1)
    (result,) = results(tmp_path).values()
    copying.join()
    assert isinstance(result, Refused)
    assert (result.code, result.sha256) == ("file-not-readable-here", "")
    assert result.reason == Words("保存又はコピーの途中のファイル", "it is still being written")


def test_a_file_that_comes_in_fits_and_starts_is_still_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "PATIENCE", 0.3)
    copying = copied_in_pieces(tmp_path / "form.xlsx", handmade.xlsx(ONE)[:-60], 20, 0.6)
    (result,) = results(tmp_path).values()
    monkeypatch.setattr(time, "sleep", lambda _: None)
    copying.join()
    assert isinstance(result, Refused)
    assert result.code == "file-not-readable-here"


@pytest.mark.parametrize("room", [0, 60])
def test_a_copy_that_ends_while_its_half_is_looked_at_is_read_anew_whatever_time_it_is_given(
    tmp_path: Path, room: int
) -> None:
    """Whoever copies a file gives it the time of the original in the end."""
    content, path = handmade.xlsx(ONE), tmp_path / "form.xlsx"
    path.write_bytes(content[:-60] + bytes(room))  # Explorer takes room for all of it at once
    contents = [path.read_bytes()]

    def load() -> bytes:
        if contents:
            path.write_bytes(content)
            os.utime(path, (0, 0))
            return contents.pop()
        return path.read_bytes()

    (result,) = read_files([FoundFile(path, path.name, load)], LIMITS)
    assert isinstance(result, ReturnedFile), result
    assert result.sha256 == hashlib.sha256(content).hexdigest()


def test_a_mail_that_is_still_being_saved_is_not_told_as_one_without_a_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = bytes(eml({"form.xlsx": handmade.xlsx(ONE)}))
    path = tmp_path / "answer.eml"
    path.write_bytes(content[:400])
    monkeypatch.setattr(reader, "PATIENCE", 60)  # however slow the machine is
    monkeypatch.setattr(time, "sleep", lambda _: path.write_bytes(content))  # saved to its end while it is waited for
    (result,) = results(tmp_path).values()
    assert isinstance(result, ReturnedFile), result


def test_a_damaged_file_that_nobody_writes_to_is_damaged(tmp_path: Path) -> None:
    assert refusal(tmp_path, handmade.xlsx(ONE)[:-60]).code == "file-unreadable"


@pytest.mark.parametrize("frees_it", [True, False])
def test_a_file_that_another_program_holds_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, frees_it: bool
) -> None:
    tries: list[Path] = []
    monkeypatch.setattr(returned_files, "PATIENCE", 0.3)
    opened = returned_files._open

    def held(path: Path) -> Any:
        tries.append(path)
        if frees_it and len(tries) > 1:
            return opened(path)
        error = PermissionError(13, "in use")
        error.winerror = 32  # type: ignore[attr-defined]  # Windows only
        raise error

    monkeypatch.setattr(returned_files, "_open", held)
    (result,) = results(write(tmp_path, {"form.xlsx": handmade.xlsx(ONE)})).values()
    assert isinstance(result, ReturnedFile if frees_it else Refused)
    if isinstance(result, Refused):
        assert result.code == "file-not-readable-here"


def test_control_characters_in_names_are_not_shown(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no such names")
    named = {"a\x1b[31m\n.xlsx": "a\ufffd[31m\ufffd.xlsx", "b\u202excod.xlsx": "b\ufffdxcod.xlsx"}
    assert list(results(write(tmp_path, dict.fromkeys(named, handmade.xlsx(ONE))))) == list(named.values())


@pytest.mark.parametrize(
    "name",
    [
        "Ａ\u3000Ｂ県.xlsx",  # the blank of Japanese typing
        "回答\u00a0最終.xlsx",
        "\ue000田.xlsx",  # a character of somebody's own
        "\U000323b0.xlsx",  # younger than this Python
        "か\u3099.xlsx",  # as macOS writes が
        "\u845b\U000e0100.xlsx",
    ],
)
def test_any_name_that_can_be_seen_is_shown_as_it_is(tmp_path: Path, name: str) -> None:
    assert list(results(write(tmp_path, {name: handmade.xlsx(ONE)}))) == [name]


def test_results_come_in_order_and_progress_is_told(tmp_path: Path) -> None:
    write(tmp_path, {f"{number:03d}.xlsx": handmade.xlsx(ONE) if number % 7 else b"broken" for number in range(150)})
    told: list[tuple[int, int]] = []
    names = [
        result.name
        for result in read_files(
            find_files([tmp_path], LIMITS), LIMITS, workers=3, progress=lambda *seen: told.append(seen)
        )
    ]
    assert names == [f"{number:03d}.xlsx" for number in range(150)]
    assert all(count == 150 for _, count in told)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_submission_is_opened_once_and_never_for_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read-only for the file system as well: the mode is taken away, hash and times are compared."""
    write(
        tmp_path,
        {"a.xlsx": handmade.xlsx(ONE), "b.xls": handmade.xls(b""), "c.xlsx": b"PK\x03\x04broken", "m.zip": nested()},
    )
    before = {
        path: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()
    }
    modes: list[tuple[str, str]] = []
    opened = Path.open

    def watched(path: Path, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        modes.append((path.name, mode))
        return opened(path, mode, *arguments, **named)

    monkeypatch.setattr(Path, "open", watched)
    for path in tmp_path.iterdir():
        path.chmod(0o444)
    read = list(read_files(find_files([tmp_path], LIMITS), LIMITS))
    after = {
        path: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()
    }
    assert before == after
    assert {mode for _, mode in modes} == {"rb"}
    assert all(result.sha256 in {digest for digest, _ in before.values()} for result in read if "/" not in result.name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xls", "c.xlsx", "m.zip"]


SICK_CHILD = """
import sys, os, time
sys.path[:] = sys.argv[1:]
from survey_tool.intake.opening import child
healthy = child.answer_for
def answer_for(data, limits, skip, password=None):
    if b"SLEEP" in data: time.sleep(60)
    if b"ABORT" in data: os.abort()
    if b"MEMORY" in data: bytearray(3 << 30)
    if b"PANIC" in data: raise KeyboardInterrupt
    if b"NONSENSE" in data: return child.Answer(False, "[1,")
    if b"DATE" in data: return child.Answer(False, '{"date":"tomorrow"}')
    if b"SHAPE" in data: return child.Answer(False, '{"format":"xlsx","sheets":[{}],"ignored":[]}')
    if b"FLOOD" in data: return child.Answer(False, "x" * (300 << 20))
    return healthy(data, limits, skip)
child.answer_for = answer_for
child.main()
"""


@pytest.mark.parametrize(
    ("word", "code", "reason"),
    [
        ("SLEEP", "file-hostile", "1秒を超える読取り時間"),
        ("ABORT", "file-hostile", "読取り中の異常終了を起こす内容"),
        ("PANIC", "file-hostile", "読取り中の異常終了を起こす内容"),
        ("NONSENSE", "file-hostile", "読取り中の異常終了を起こす内容"),
        ("DATE", "file-hostile", "読取り中の異常終了を起こす内容"),
        ("SHAPE", "file-hostile", "読取り中の異常終了を起こす内容"),
        ("FLOOD", "file-hostile", "読取り中の異常終了を起こす内容"),
    ],
)
def test_a_file_that_ends_its_reader_costs_its_own_report_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, code: str, reason: str
) -> None:
    monkeypatch.setattr(children, "_BOOT", SICK_CHILD)
    files = {f"{number}.xlsx": handmade.xlsx(ONE) for number in range(6)}
    seconds = 1 if word == "SLEEP" else 60  # a slow machine must not take for sleep what ends by itself
    read = results(write(tmp_path, files | {"2a.xlsx": word.encode()}), Limits(seconds=seconds, memory_mb=256))
    sick = read.pop("2a.xlsx")
    assert isinstance(sick, Refused)
    assert (sick.code, sick.reason["ja"]) == (code, reason)
    assert all(isinstance(result, ReturnedFile) for result in read.values())
    assert len(read) == 6


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process reliably")
def test_a_reader_may_not_take_more_memory_than_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "_BOOT", SICK_CHILD)
    assert refusal(tmp_path, b"MEMORY").reason["en"] == "content that makes the reader break down"


def test_an_installation_that_cannot_read_is_not_blamed_on_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "_BOOT", "raise ImportError")
    with pytest.raises(ReaderUnavailableError):
        results(write(tmp_path, {"a.xlsx": handmade.xlsx(ONE)}))


def test_readers_end_with_the_iterator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def watched(*arguments: Any, **named: Any) -> subprocess.Popen[bytes]:
        started.append(start(*arguments, **named))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", watched)
    reading = read_files(
        find_files([write(tmp_path, {f"{n}.xlsx": handmade.xlsx(ONE) for n in range(20)})], LIMITS), LIMITS
    )
    assert isinstance(next(reading), ReturnedFile)
    assert any(process.poll() is None for process in started)
    reading.close()
    assert all(process.poll() is not None for process in started)


INTERRUPTED = """
import sys
from pathlib import Path
from survey_tool.intake.opening import children
from survey_tool.intake.opening.returned_files import find_files
from survey_tool.settings.limits import Limits
from survey_tool.intake.opening.reader import read_files
LIMITS = Limits()
children._BOOT = sys.argv[2]
start = children.subprocess.Popen
def watched(*arguments, **named):
    process = start(*arguments, **named)
    print("reader", process.pid, flush=True)
    return process
children.subprocess.Popen = watched
try:
    for result in read_files(find_files([Path(sys.argv[1])], LIMITS), LIMITS):
        print(result.name, flush=True)
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a test cannot press Ctrl-C there")
def test_ctrl_c_ends_the_readers_at_once(tmp_path: Path) -> None:
    write(tmp_path, {"a.xlsx": handmade.xlsx(ONE), "b.xlsx": b"SLEEP", "c.xlsx": b"SLEEP", "d.xlsx": b"SLEEP"})
    arguments = [sys.executable, "-c", INTERRUPTED, str(tmp_path), SICK_CHILD]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        lines = iter(process.stdout.readline, b"a.xlsx\n")
        readers = [int(line.split()[1]) for line in lines]
        assert readers
        assert all(is_running(reader) for reader in readers)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr.read() == b""
    assert not any(is_running(reader) for reader in readers)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_found_file_is_read_when_its_turn_comes(tmp_path: Path) -> None:
    loads: list[str] = []

    def load() -> bytes:
        loads.append("x")
        return handmade.xlsx(ONE)

    (result,) = read_files([FoundFile(tmp_path, "made.xlsx", load)], LIMITS)
    assert (loads, result.name) == (["x"], "made.xlsx")
    table_of_none = handmade.ods(handmade.table(f"<table:table-row>{ods_text('x')}</table:table-row>"))
    assert grid(tmp_path, table_of_none, "f.ods").value(1, 1) == "x"


def test_readers_share_the_memory_however_many_cores_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one reader may take is the same everywhere, so that the verdict on a file is; what all take together is limited."""
    at_work, most, lock = 0, 0, threading.Lock()
    ask = children.Children.ask

    def counted(*arguments: Any, **named: Any) -> Any:
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
        try:
            return ask(*arguments, **named)
        finally:
            with lock:
                at_work -= 1

    monkeypatch.setattr(children.Children, "ask", counted)
    write(tmp_path, {f"{number}.xlsx": handmade.xlsx(ONE) for number in range(40)})
    for limits, at_once in (
        (LIMITS, 2),
        (Limits(memory_mb=256, memory_total_mb=800), 3),
        (Limits(memory_mb=900, memory_total_mb=256), 1),
    ):
        most = 0
        assert len(list(read_files(find_files([tmp_path], limits), limits, workers=8))) == 40
        assert most <= at_once == limits.at_once
    assert LIMITS.at_once * LIMITS.memory_mb <= LIMITS.memory_total_mb == 1024


def test_large_files_are_not_read_far_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their grids would wait in this process, beside what the readers may take."""
    monkeypatch.setattr(reader, "_OCTETS_AHEAD", 1)
    asked: list[str] = []

    def told(file: FoundFile, **_: Any) -> list[reader.Result]:
        asked.append(file.name)
        return [Refused(file.path, file.name, "", 1, "file-hostile", Words.same("x"))]

    monkeypatch.setattr(reader, "_read", told)
    write(tmp_path, {f"{number:02}.xlsx": b"x" for number in range(20)})
    for taken, result in enumerate(read_files(find_files([tmp_path], LIMITS), LIMITS, workers=4), start=1):
        assert result.name == f"{taken - 1:02}.xlsx"
        assert len(asked) < taken + LIMITS.at_once
    assert len(asked) == 20
