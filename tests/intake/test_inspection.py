"""The inspection before reading: what a file is, what may be read of it, and what the reading library would not tell."""

from __future__ import annotations

import struct

import pytest

from survey_tool.intake.cells.noted import CellFault, Ignored
from survey_tool.intake.formats.inspected import InspectedFile
from survey_tool.intake.formats.reasons import REASONS
from survey_tool.intake.formats.refusal import Refusal
from survey_tool.intake.formats.xls import ole
from survey_tool.settings.limits import Limits
from survey_tool.settings.writing import about
from tests import ROOT, handmade
from tests.handmade import OFFICE, inspect, ods_text
from tests.hostile import LIGHT, ONE, Hostile

LIMITS = Limits()
RETURNED = ROOT / "tests" / "returned"


def refused(data: bytes, limits: Limits = LIMITS) -> tuple[str, str]:
    with pytest.raises(Refusal) as refusal:
        inspect(data, limits)
    return refusal.value.code, refusal.value.reason


def faults_of(data: bytes, number: int = 0) -> dict[tuple[int, int], CellFault]:
    return inspect(data, LIMITS).sheets[number].faults


def names_of(inspected: InspectedFile) -> list[str]:
    return [entry.name for entry in inspected.sheets]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (handmade.xlsx(ONE), "xlsx"),
        (handmade.ods(handmade.table("")), "ods"),
        (handmade.xls(handmade.xls_number(1, 1, 1.0)), "xls"),
        (handmade.xlsb(handmade.xlsb_row(1)), "xlsb"),
    ],
)
def test_a_file_is_what_its_bytes_say(data: bytes, kind: str) -> None:
    inspected = inspect(data, LIMITS)
    assert inspected.format == kind
    assert names_of(inspected) == ["S1"]


@pytest.mark.parametrize(
    ("data", "code", "reason"),
    [
        (b"", "file-not-ours", "empty"),
        ("都道府県,件数\n13,4\n".encode("cp932"), "file-not-ours", "text"),
        ("都道府県,件数\n".encode() * 1000, "file-not-ours", "text"),
        ("都道府県\t件数".encode("utf-16"), "file-not-ours", "text"),
        (b"%PDF-1.7\n\x80\x81", "file-not-ours", "other-kind"),
        (b"\x89PNG\r\n\x1a\n\x00", "file-not-ours", "other-kind"),
        (bytes(range(256)), "file-not-ours", "unknown"),
        (ole.pack("WordDocument", b"x"), "file-not-ours", "other-kind"),
        (ole.pack("Book", b"x"), "file-unreadable", "old-spreadsheet"),
        (handmade.zipped({"photo.png": b"\x89PNG"}), "file-not-ours", "no-workbook"),
        (handmade.zipped({}), "file-not-ours", "no-workbook"),
        (handmade.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "file-not-ours", "other-kind"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "file-unreadable",
         "old-spreadsheet"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_said_to_be_none(data: bytes, code: str, reason: str) -> None:
    assert refused(data) == (code, reason)


def test_a_word_document_is_no_submission() -> None:
    document = {
        "[Content_Types].xml": '<Types><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": handmade.arrows(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": "<document/>",
    }
    assert refused(handmade.zipped(document)) == ("file-not-ours", "other-kind")


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_password_is_recognised_in_real_files(ending: str) -> None:
    reason = "ods-password" if ending == "ods" else "password"
    assert refused((RETURNED / f"password.{ending}").read_bytes()) == ("file-encrypted", reason)


@pytest.mark.parametrize("case", [case for case in LIGHT if not case.left_to_reader], ids=lambda case: case.name)
def test_the_look_alone_refuses_hostile_files(case: Hostile) -> None:
    """Where a process cannot be limited, nothing else stands between such a file and the machine."""
    with pytest.raises(Refusal) as refusal:
        inspect(case.build(), LIMITS)
    assert refusal.value.code in (case.code, "file-not-ours")
    assert REASONS[refusal.value.reason].fill(**refusal.value.details)["en"]


def test_limits_are_settings() -> None:
    small = {"file_mb": 1, "part_mb": 1, "total_mb": 1, "sheet_mb": 1}
    assert refused(bytes(2_000_000), Limits(**small)) == ("file-too-large", "file-size")
    long = handmade.xlsx("".join(f'<row r="{row}"><c r="A{row}"><v>{row**5}</v></c></row>' for row in range(1, 30_000)))
    assert inspect(long, LIMITS).format == "xlsx"
    assert refused(long, Limits(**small)) == ("file-too-large", "unpacked-size")
    assert refused(long, Limits(row=20_000)) == ("file-hostile", "far-cell")
    assert refused(handmade.xlsx('<row r="1"><c r="CW1"><v>1</v></c></row>'), Limits(column=100)) == (
        "file-hostile",
        "far-cell",
    )
    wide = handmade.xlsx('<row r="5000"><c r="CV5000"><v>1</v></c></row>')
    assert refused(wide, Limits(cells=100_000)) == ("file-hostile", "many-cells")
    assert refused(handmade.xlsx(ONE, texts=["x"] * 2000), Limits(texts=1000)) == ("file-hostile", "many-texts")
    assert refused(handmade.zipped({f"p{n}": b"" for n in range(20)}), Limits(members=10)) == (
        "file-hostile",
        "many-parts",
    )


def test_every_limit_is_described() -> None:
    assert all(about(field).ja and about(field).en for field in Limits.model_fields.values())


def test_the_size_is_told_in_megabytes() -> None:
    with pytest.raises(Refusal) as refusal:
        inspect(bytes(1024 * 1024 + 1), Limits(file_mb=1))
    assert refusal.value.details == {"size": "1.1", "limit": "1"}


def test_errors_and_formulas_without_a_result_are_found_in_xlsx() -> None:
    cells = (
        '<row r="4"><c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C4" s="1" t="e"><v>#N/A</v></c>'
        '<c r="D4" t="e"><f t="shared" si="0"/><v>#SPILL!</v></c><c r="E4" t="str"><f>""</f><v></v></c>'
        '<c r="F4"><f>1+1</f></c><c r="G4" s="2"><f>1+1</f><v/></c><c r="H4"><f>1+1</f><v></v></c>'
        '<c r="I4"><f>1+1</f><v>2</v></c><c r="J4" t="str"><f>A1</f></c><c r="AA4"><f aca="false">1</f> </c></row>'
    )
    assert faults_of(handmade.xlsx(cells)) == {
        (4, 2): CellFault("error-value", "#DIV/0!"),
        (4, 3): CellFault("error-value", "#N/A"),
        (4, 4): CellFault("error-value", "#SPILL!"),
        (4, 6): CellFault("no-cached-value", ""),
        (4, 7): CellFault("no-cached-value", ""),
        (4, 8): CellFault("no-cached-value", ""),
        (4, 10): CellFault("no-cached-value", ""),
        (4, 27): CellFault("no-cached-value", ""),
    }


@pytest.mark.parametrize(
    "cells",
    [
        "<row r='7'><c s='1' r='B7' t='e'><v>#REF!</v></c></row>",
        '<row r="6"/><row><c/><c t="e"><v>#REF!</v></c></row>',
        '<row r="7"><c s="1"/><c r="B7" t="e"><v>#REF!</v></c><c s="1"/><c/></row>',
        '<row spans="1:2" r="7"><c  r="B7"\n t="e" ><v>#REF!</v></c ></row>',
        '<row r="7"><c t="e" r="b7"><v>#REF!</v></c></row>',
    ],
)
def test_sheets_written_in_unusual_ways_are_understood(cells: str) -> None:
    assert faults_of(handmade.xlsx(cells)) == {(7, 2): CellFault("error-value", "#REF!")}


def test_a_prefix_on_every_element_is_understood() -> None:
    plain = handmade.sheet('<row r="7"><c r="B7" t="e"><v>#REF!</v></c><c r="C7"><f>1</f></c></row>')
    head, _, body = plain.partition("?>")
    prefixed = body.replace("</", "<~/").replace("<", "<x:").replace("<x:~/", "</x:").replace("xmlns=", "xmlns:x=")
    found = faults_of(handmade.zipped(handmade.xlsx_parts(f"{head}?>{prefixed}")))
    assert found == {(7, 2): CellFault("error-value", "#REF!"), (7, 3): CellFault("no-cached-value", "")}


def test_errors_are_found_in_the_binary_formats() -> None:
    binary = (
        handmade.xlsb_row(3)
        + handmade.xlsb_cell(6, 3, b"\x2a")
        + handmade.xlsb_cell(7, 3, b"\x2d")
        + handmade.xlsb_cell(8, 11, b"\x07\x00\x00")
    )
    assert faults_of(handmade.xlsb(binary)) == {
        (3, 6): CellFault("error-value", "#N/A"),
        (3, 7): CellFault("error-value", "#N/A"),
        (3, 8): CellFault("error-value", "#DIV/0!"),
    }
    formula = struct.pack("<HHH", 4, 1, 0) + b"\x02\x00\x17\x00\x00\x00\xff\xff" + bytes(8)
    old = handmade.xls_record(0x205, struct.pack("<HHHBB", 2, 2, 0, 0x2A, 1)) + handmade.xls_record(0x06, formula)
    assert faults_of(handmade.xls(old)) == {
        (3, 3): CellFault("error-value", "#N/A"),
        (5, 2): CellFault("error-value", "#REF!"),
    }


def test_errors_and_formulas_without_a_result_are_found_in_ods() -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row><table:table-row><table:covered-table-cell/>"
        + ods_text("#N/A", ' table:formula="of:=NA()" calcext:value-type="error"')
        + ods_text("Err:502", ' table:formula="of:=FOO()"')
        + '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>'
        '<table:table-cell table:formula="of:=A1&gt;1"/>'
        + ods_text("#N/A")
        + ods_text("#REF!", ' calcext:value-type="error" table:number-columns-repeated="2"')
        + "</table:table-row>"
    )
    assert faults_of(handmade.ods(handmade.table(rows))) == {
        (3, 2): CellFault("error-value", "#N/A"),
        (3, 3): CellFault("error-value", "Err:502"),
        (3, 5): CellFault("no-cached-value", ""),
        (3, 7): CellFault("error-value", "#REF!"),
        (3, 8): CellFault("error-value", "#REF!"),
    }


def test_what_is_seen_and_not_read_is_noted() -> None:
    parts = handmade.xlsx_parts(
        handmade.sheet(ONE), handmade.sheet(ONE), handmade.sheet(ONE), names=("A", "マクロ", "グラフ")
    )
    parts["xl/_rels/workbook.xml.rels"] = handmade.arrows(
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "xlMacrosheet", "macrosheets/sheet1.xml"),
        ("rId3", "chartsheet", "chartsheets/sheet1.xml"),
        ("rId4", "vbaProject", "vbaProject.bin"),
        ("rId5", "externalLink", "externalLinks/externalLink1.xml"),
        ("rId6", "externalLink", "externalLinks/externalLink2.xml"),
    )
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = handmade.arrows(
        ("rId1", "comments", "../comments1.xml"),
        ("rId2", "drawing", "../drawings/drawing1.xml"),
        ("rId3", "oleObject", "../embeddings/oleObject1.bin"),
    ).replace("</", f'<Relationship Id="x" Type="{OFFICE}/hyperlink" Target="http://x" TargetMode="External"/></', 1)
    parts["xl/drawings/drawing1.xml"] = "<d><pic/><pic/><sp><txBody/></sp><graphicFrame/></d>"
    inspected = inspect(handmade.zipped(parts), LIMITS)
    assert inspected.format == "xlsm"
    assert names_of(inspected) == ["A"]
    assert inspected.ignored == [
        Ignored("macros", None, 1),
        Ignored("external-links", None, 2),
        Ignored("comments", "A", 1),
        Ignored("pictures", "A", 2),
        Ignored("drawings", "A", 1),
        Ignored("charts", "A", 1),
        Ignored("embedded-files", "A", 1),
        Ignored("macros", "マクロ", 1),
        Ignored("sheet", "グラフ", 1),
    ]


def test_what_is_seen_in_the_other_formats_is_noted() -> None:
    note = '<office:annotation office:name="n"><text:p>see #N/A</text:p></office:annotation>'
    cell = ods_text("x").replace("<text:p>", note + "<text:p>", 1)
    rows = f"<table:table-row>{cell}</table:table-row>"
    assert inspect(handmade.ods(handmade.table(rows)), LIMITS).ignored == [Ignored("comments", "S1", 1)]
    objects = [handmade.xls_record(0x5D, struct.pack("<HHH", 0x15, 18, shape)) for shape in (25, 8, 6, 20)]
    outside = handmade.xls_record(0x1AE, struct.pack("<HH", 1, 9) + b"x")
    assert inspect(handmade.xls(b"".join(objects), outside), LIMITS).ignored == [
        Ignored("external-links", None, 1),
        Ignored("comments", "S1", 1),
        Ignored("pictures", "S1", 1),
        Ignored("drawings", "S1", 1),
    ]


def test_sheets_that_are_not_wanted_are_left_out_of_the_book() -> None:
    far = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    inspected = inspect(
        handmade.zipped(handmade.xlsx_parts(handmade.sheet(ONE), handmade.sheet(far), names=("A", "_live"))),
        LIMITS,
        ["_live"],
    )
    assert names_of(inspected) == ["A"]
    assert b"1048576" not in inspected.book
    rows = f"<table:table-row>{ods_text('secret')}</table:table-row>"
    inspected = inspect(handmade.ods(handmade.table(rows, "_live") + handmade.table("", "A&amp;B")), LIMITS, ["_live"])
    assert names_of(inspected) == ["A&B"]
    assert b"secret" not in inspected.book


def test_a_workbook_part_of_another_name_is_found() -> None:
    parts = handmade.xlsx_parts(handmade.sheet(ONE))
    parts["xl/workbook22.xml"] = parts.pop("xl/workbook.xml")
    parts["xl/_rels/workbook22.xml.rels"] = parts.pop("xl/_rels/workbook.xml.rels")
    parts["_rels/.rels"] = handmade.arrows(("rId1", "officeDocument", "/xl/workbook22.xml"))
    del parts["[Content_Types].xml"]
    assert names_of(inspect(handmade.zipped(parts), LIMITS)) == ["S1"]


def test_backslashes_between_folders_are_understood() -> None:
    parts = {name.replace("/", "\\"): content for name, content in handmade.xlsx_parts(handmade.sheet(ONE)).items()}
    assert names_of(inspect(handmade.zipped(parts), LIMITS)) == ["S1"]


def test_the_library_sees_only_what_was_looked_at() -> None:
    parts = handmade.xlsx_parts(handmade.sheet(ONE)) | {
        "xl/vbaProject.bin": b"MACRO" * 99,
        "docProps/custom.xml": "<custom/>",
    }
    inspected = inspect(handmade.zipped(parts), LIMITS)
    assert b"MACRO" not in inspected.book
    assert b"custom" not in inspected.book


@pytest.mark.parametrize("size", [0, 5, 3000, 5000, 70_000, 9_000_000])
def test_a_packed_compound_file_holds_its_stream(size: int) -> None:
    content = bytes(range(256)) * (size // 256) + bytes(size % 256)
    assert ole.CompoundFile(ole.pack("Workbook", content)).stream("workbook")[:size] == content


def test_reasons_have_both_languages() -> None:
    for words in REASONS.values():
        assert words.ja
        assert words.en
        assert not words.ja.endswith("。")


def test_every_reason_is_one_that_some_file_can_have() -> None:
    """Each key of the catalogue stands in the code that raises it."""
    sources = "".join(path.read_text("utf-8") for path in sorted((ROOT / "survey_tool" / "intake").rglob("*.py")))
    for key in REASONS:
        assert sources.count(f'"{key}"') > 2, key
