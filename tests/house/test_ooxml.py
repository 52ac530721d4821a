"""The lint finds each fault in a small workbook made bad on purpose, and nothing in a sound one."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests.ooxml import problems, xsd_problems
from tests.ooxml.schema import VARIABLE

Draw = Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], object]
SHEET1 = "xl/worksheets/sheet1.xml"


def drawn(path: Path, draw: Draw) -> Path:
    """A workbook with a sheet 事例 that `draw` fills."""
    with xlsxwriter.Workbook(path) as workbook:
        draw(workbook, workbook.add_worksheet("事例"))
    return path


def rewritten(path: Path, part: str, old: str, new: str) -> Path:
    """A copy with one text in one part replaced: faults that xlsxwriter itself would not make."""
    copy = path.with_name("rewritten.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == part:
                assert re.search(old, text), f"{old} is not in {text}"
                text = re.sub(old, new, text, count=1)
            target.writestr(name, text)
    return copy


def sound(workbook: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    """A little of everything that the product draws."""
    bold = workbook.add_format({"bold": True, "num_format": '#,##0"千円";[Red]\\-#,##0'})
    lists = workbook.add_worksheet("一覧 と表")
    lists.write_column("A1", ["橋", "道"])
    workbook.define_name("domains", "='一覧 と表'!$A$1:$A$2")
    sheet.add_table("A3:C5", {"name": "T", "columns": [{"header": name} for name in ("ID", "改行\nあり", "金額")]})
    sheet.write_formula("E1", '=IFERROR(INDEX(domains,MATCH(A4,domains,0)),"")', bold, "")
    sheet.write_formula("E2", '=ROWS(T[ID])+SUM(T[[#This Row],[金額]])+_xlfn.IFNA(LOG10(1),0)+COUNTIF($A:$A,"*")')
    sheet.write_array_formula("E3:E3", '{=SMALL(IF(A4:A5<>"",ROW(A4:A5)),1)}', None, 1)
    sheet.data_validation("A10:A20", {"validate": "list", "source": ["橋", "道"], "input_message": "選択"})
    sheet.data_validation("B10:B20", {"validate": "list", "source": "=domains"})
    sheet.conditional_format("A10:B20", {"type": "formula", "criteria": '=$A10="橋"', "format": bold})
    sheet.merge_range("G1:H2", "見出し")
    sheet.write_url("J1", "internal:'一覧 と表'!A1", string="一覧", tip="移動します")
    sheet.write_url("J2", "https://example.jp/", string="資料")
    sheet.write_comment("J3", "要修正")
    sheet.write_rich_string("J4", "太", bold, "字", "です")
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series({"values": "='一覧 と表'!$A$1:$A$2"})
    sheet.insert_chart("L1", chart)
    sheet.add_sparkline("K1", {"range": "事例!A10:A20"})
    sheet.repeat_rows(0, 2)
    sheet.repeat_columns(0, 1)
    sheet.print_area("A1:K20")
    sheet.set_footer("&P / &N")
    sheet.freeze_panes(3, 1)
    sheet.protect("", {"autofilter": True})
    workbook.set_custom_property("marker", "jps1|2026|13")


def test_a_sound_workbook_has_no_problem(tmp_path: Path) -> None:
    assert problems(drawn(tmp_path / "sound.xlsx", sound)) == []


def test_a_sound_workbook_is_valid_by_the_standard(tmp_path: Path) -> None:
    assert xsd_problems(drawn(tmp_path / "sound.xlsx", sound)) == []


def test_the_schemas_find_what_is_not_valid(tmp_path: Path) -> None:
    bad = rewritten(drawn(tmp_path / "bad.xlsx", sound), SHEET1, "<dimension", '<dimension wrong="1"')
    assert any("wrong" in problem for problem in xsd_problems(bad))


def test_without_schemas_the_proof_is_skipped_saying_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(pytest.skip.Exception, match=VARIABLE):
        xsd_problems(drawn(tmp_path / "sound.xlsx", sound))


def formula(text: str) -> Draw:
    return lambda _, sheet: sheet.write_formula("F9", text)


def validation(**options: object) -> Draw:
    return lambda _, sheet: sheet.data_validation("F9", {"validate": "any", **options})


def condition(text: str) -> Draw:
    return lambda _, sheet: sheet.conditional_format("F9", {"type": "formula", "criteria": text})


def table(reference: str) -> Draw:
    def draw(_: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.add_table("A1:B3", {"name": "T", "columns": [{"header": "ID"}, {"header": "名称"}]})
        sheet.write_formula("F9", reference)

    return draw


@pytest.mark.parametrize(
    ("draw", "problem"),
    [
        (formula(f'=LEN("{"あ" * 256}")'), "事例!F9: formula holds a text of 256 characters (at most 255)"),
        (formula(f'=LEN("{"𠮷" * 128}")'), "事例!F9: formula holds a text of 256 characters (at most 255)"),
        (formula("=1" + "+1" * 4096), "事例!F9: formula is 8194 characters long (at most 8192)"),
        (formula("=" + "ABS(" * 65 + "1" + ")" * 65), "事例!F9: formula nests functions 65 deep (at most 64)"),
        (formula(f"=SUM({','.join('1' * 256)})"), "事例!F9: formula gives a function 256 arguments (at most 255)"),
        (formula("=SUM(1"), "事例!F9: formula leaves a bracket open"),
        (formula('=TEXTJOIN("、",TRUE,A1:A3)'), "事例!F9: formula calls TEXTJOIN, which Excel 2016 does not know"),
        (formula("=_xlfn.CONCAT(A1)"), "事例!F9: formula calls CONCAT, which Excel 2016 does not know"),
        (formula("=IFS(A1,1)"), "事例!F9: formula calls IFS, which Excel 2016 does not know"),
        (formula("=IFNA(A1,1)"), "事例!F9: formula calls IFNA, which must be written _xlfn.IFNA"),
        (formula("=SUM(回答者!A1)"), "事例!F9: formula leads to the sheet 回答者, which does not exist"),
        (formula("='[別.xlsx]A'!A1"), "事例!F9: formula leads to another workbook ([別.xlsx]A)"),
        (formula("=事例!A1+#REF!"), "事例!F9: formula holds #REF!"),
        (formula("=domain_list"), "事例!F9: formula names domain_list, which does not exist"),
        (formula("=A1048577"), "事例!F9: formula names A1048577, which does not exist"),
        (table("=ROWS(U[ID])"), "事例!F9: formula refers to a table that does not exist (U[ID])"),
        (table("=ROWS(T[番号])"), "事例!F9: formula refers to a column that the table does not have (T[番号])"),
        (
            table("=ROWS(T[#Data])"),
            "事例!F9: formula refers to a part of a table that does not work everywhere (T[#Data])",
        ),
        (
            validation(input_title="題" * 32, input_message="文" * 255, error_message="文" * 255),
            None,
        ),
        (
            validation(validate="custom", value="=LEN(F9)<" + "1+" * 130 + "1"),
            "事例!F9: a validation's list or formula of 269 characters (at most 255)",
        ),
        (
            validation(validate="list", source="=名簿"),
            "事例!F9: validation formula names 名簿, which does not exist",
        ),
        (
            validation(validate="custom", value='=OR(F9={"橋","道"})'),
            "事例!F9: validation formula holds an array constant, which Excel takes neither in validations nor in"
            " conditional formats",
        ),
        (condition("=XLOOKUP(F9,A:A,B:B)"), "事例!F9: format formula calls XLOOKUP, which Excel 2016 does not know"),
        (
            lambda _, sheet: [
                sheet.data_validation(area, {"validate": "any", "input_message": "文"}) for area in ("A1:B5", "B5:C9")
            ],
            "事例: two validations in row 5",
        ),
        (lambda _, sheet: sheet.write_string("F9", "a\x0bb"), "'a_x000B_b': a control character in a cell"),
        (lambda _, sheet: sheet.set_row(8, 500), "事例: row 9 is 500.25 high (at most 409.5)"),
        (lambda _, sheet: sheet.set_column(0, 0, 300), "事例: column 1 is 300.7109375 wide (at most 255)"),
        (
            lambda _, sheet: sheet.write_url("F9", "internal:Check!A1"),
            "事例!F9: link leads to the sheet Check, which does not exist",
        ),
        (
            lambda workbook, sheet: sheet.write(0, 0, 1, workbook.add_format({"num_format": "0;0;0;0;0"})),
            "number format '0;0;0;0;0': more than four sections",
        ),
        (
            lambda _, sheet: sheet.write_dynamic_array_formula("F9:F10", "=A1:A2*2"),
            "事例!F9: a dynamic array, which Excel 2016 does not know",
        ),
    ],
)
def test_a_fault_is_found_and_named(tmp_path: Path, draw: Draw, problem: str | None) -> None:
    found = problems(drawn(tmp_path / "bad.xlsx", draw))
    assert found == ([] if problem is None else [problem])


@pytest.mark.parametrize(
    ("part", "old", "new", "problem"),
    [
        ("xl/workbook.xml", '"事例"', '"事例/一覧"', "事例/一覧: a sheet's name with one of []:*?/\\"),
        ("xl/workbook.xml", '"事例"', f'"{"事" * 32}"', f"{'事' * 32}: a sheet's name of 32 characters (1 to 31)"),
        ("xl/workbook.xml", '"事例"', '"一覧 と表"', "一覧 と表: two sheets of this name"),
        (
            "xl/workbook.xml",
            'sheetId="1"',
            'sheetId="1" state="hidden"',
            "workbook: the sheet shown first is hidden or missing",
        ),
        ("xl/workbook.xml", '"domains"', '"R1C1"', "R1C1: reads like a cell"),
        ("xl/workbook.xml", '"domains"', '"都道府県・市"', "都道府県・市: has a character that names cannot have"),
        (
            "xl/workbook.xml",
            'localSheetId="0"',
            'localSheetId="7"',
            "_xlnm.Print_Area: belongs to a sheet that does not exist",
        ),
        (
            "xl/tables/table1.xml",
            'name="ID"',
            'name="番号"',
            "table T: column 番号 stands under a header cell that reads 'ID'",
        ),
        ("xl/tables/table1.xml", 'name="金額"', 'name="id"', "table T: 2 columns named id"),
        (
            "xl/tables/table1.xml",
            'displayName="T"',
            'displayName="domains"',
            "table domains: a defined name has this name too",
        ),
        ("xl/tables/table1.xml", 'ref="A3:C5"', 'ref="A3:D5"', "table T: 3 columns over 4 columns of cells"),
        (SHEET1, 'mergeCell ref="G1:H2"', 'mergeCell ref="C5:D5"', "事例: a merged area (C5:D5) meets a table"),
        (SHEET1, "</mergeCells>", '<mergeCell ref="H2:I3"/></mergeCells>', "事例: merged areas overlap at row 2"),
        (SHEET1, 'sqref="A10:A20"', 'sqref="A10:A2097152"', "事例!A10:A2097152: no area for a validation"),
        (
            SHEET1,
            'conditionalFormatting sqref="A10:B20"',
            'conditionalFormatting sqref=""',
            "事例!: no area for a conditional format",
        ),
        (SHEET1, 'dxfId="0"', 'dxfId="9"', "事例!A10:B20: conditional style 9 does not exist"),
        (
            SHEET1,
            'prompt="選択"',
            f'prompt="{"選" * 256}"',
            "事例!A10:A20: an input message of 256 characters (at most 255)",
        ),
        (
            SHEET1,
            'prompt="選択"',
            f'promptTitle="{"選" * 33}"',
            "事例!A10:A20: an input title of 33 characters (at most 32)",
        ),
        (
            SHEET1,
            '"橋,道"',
            f'"{"橋," * 128}"',
            "事例!A10:A20: a validation's list or formula of 256 characters (at most 255)",
        ),
        (SHEET1, '<c r="E1" s="1"', '<c r="E1" s="99"', "事例!E1: style 99 does not exist"),
        (SHEET1, '<c r="E1"', '<c r="Z1"', "事例!G1: a cell out of order or twice"),
        (SHEET1, "<f>ROWS.*?</f><v>0</v>", "<v>nan</v>", "事例!E2: 'nan' as a number"),
        (SHEET1, "<f>ROWS", "<f>=ROWS", "事例!E2: formula begins with =, which files do without"),
        (
            SHEET1,
            "ROWS\\(T\\[ID\\]\\)",
            "ROWS(T[@ID])",
            "事例!E2: formula refers to a part of a table that does not work everywhere (T[@ID])",
        ),
        ("xl/comments1.xml", "(<comment .*</comment>)", "\\1\\1", "事例!J3: 2 notes on one cell"),
        (
            "xl/charts/chart1.xml",
            "一覧 と表",
            "一覧",
            "事例: chart or sparkline: formula '一覧'!$A$1:$A$2 leads to the sheet 一覧, which does not exist",
        ),
        ("xl/styles.xml", 'fontId="1"', 'fontId="77"', "styles: fontId 77 does not exist"),
        ("xl/sharedStrings.xml", "道", "道" * 32_768, f"'{'道' * 20}': 32768 characters in a cell (at most 32767)"),
        (
            "xl/_rels/workbook.xml.rels",
            "worksheets/sheet2",
            "worksheets/sheet9",
            "xl/workbook.xml: relation rId2 leads to xl/worksheets/sheet9.xml, which is missing",
        ),
        (SHEET1, 'drawing r:id="rId.', 'drawing r:id="rId99', f"{SHEET1}: uses relation rId99, which does not exist"),
        (SHEET1, "</worksheet>", "", f"{SHEET1}: no XML: Premature end of data in tag worksheet line 2"),
        ("[Content_Types].xml", "/xl/styles.xml", "/xl/style.xml", "xl/style.xml: has a content type and is missing"),
    ],
)
def test_a_fault_that_a_library_would_not_make_is_found(
    tmp_path: Path, part: str, old: str, new: str, problem: str
) -> None:
    found = problems(rewritten(drawn(tmp_path / "sound.xlsx", sound), part, old, new))
    assert any(one.startswith(problem) for one in found), found


def test_sheets_selected_together_are_found(tmp_path: Path) -> None:
    def select(workbook: xlsxwriter.Workbook, _: object) -> None:
        workbook.add_worksheet("確認").select()

    assert problems(drawn(tmp_path / "bad.xlsx", select)) == [
        "workbook: sheets 事例, 確認 are selected together: typing would go into all of them"
    ]
