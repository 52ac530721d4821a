"""The dashboard workbook is sound: its sheets, names, data and print set-up are all there, and Excel 2016 can take them."""

from __future__ import annotations

import itertools
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any, cast

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from survey_tool.questionnaire.asked.case import Case
from survey_tool.questionnaire.vocabulary.kinds import FreeText
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.survey import open_survey
from survey_tool.release.choosing.release import Release
from survey_tool.release.choosing.selection import select
from survey_tool.release.dashboard import contents, write_dashboard
from survey_tool.release.dashboard.contents import SHEETS, SIGN, WITH_SELECTORS
from survey_tool.release.dashboard.data_sheets import data_tables
from survey_tool.release.dashboard.drawing.canvas import Canvas, Link
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.selection import first_selection
from survey_tool.release.dashboard.facts.steps import steps
from survey_tool.release.dashboard.frame.page import link_areas
from survey_tool.release.dashboard.workbook import pages
from survey_tool.release.tables.all_tables import Tables, tables
from survey_tool.release.tables.rounds.told import release_texts
from survey_tool.wording.words import LANGUAGES, Language, Words
from tests.cases import a_case, reported, which_asks
from tests.ooxml import problems, xsd_problems
from tests.releases import demo_release, empty_release, random_release

DATA_SHEETS = [
    "analysis", "cases", "participation", "case_system_types", "case_prefectures", "system_types", "prefectures",
    "municipalities", "exclusions", "changes_data", "series", "prefecture_neighbours",
]  # fmt: skip
SELECTORS = ["select_case", "select_municipality", "select_system_type", "select_prefecture"]
RESULTS = ["kpi_cases", "kpi_system_types", "kpi_prefectures", "kpi_municipalities"]
# fmt: off
EXCEL_2016 = {
    "ABS", "AND", "CHAR", "COUNT", "COUNTA", "COUNTIF", "COUNTIFS", "FIND", "FREQUENCY", "HYPERLINK", "IF", "IFERROR", "INDEX", "INT",
    "ISNUMBER", "LARGE", "LEFT", "MATCH", "MAX", "MEDIAN", "MID", "MIN", "MOD", "OR", "ROUND", "ROWS", "SMALL",
    "SUBSTITUTE", "SUBTOTAL", "SUM", "SUMPRODUCT", "TEXT", "VALUE",
}
NAMES: dict[Language, list[str]] = {
    "ja": [
        "表紙", "共同調達とは", "実施状況", "事例一覧", "事例詳細", "事例比較", "類似規模検索", "システム種別", "都道府県別",
        "検討と更新", "変更点", "留意事項", "データ定義", "事例票",
    ],
    "en": [
        "Cover", "About", "Overview", "Case list", "Case detail", "Compare", "Similar bodies", "By system type", "By prefecture",
        "Ahead", "Changes", "Notes", "Definitions", "Case cards",
    ],
}
RECONCILED: dict[Language, tuple[str, ...]] = {
    "ja": ("報告された事例", "公表した事例", "公表対象外の事例", "照合（報告 − 公表 − 公表対象外）", "一致"),
    "en": (
        "Reported cases", "Published cases", "Cases not published", "Check: reported less published less excluded",
        "agrees",
    ),
}
# fmt: on


def named(language: Language, key: str) -> str:
    """The name of a sheet."""
    return next(each.name[language] for each in SHEETS if each.key == key)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dashboard")


@cache
def demo(folder: Path) -> tuple[Release, Tables]:
    release = demo_release(folder)
    return release, tables(release)


@cache
def file(folder: Path, language: Language) -> Path:
    path = folder / f"{language}.xlsx"
    write_dashboard(*demo(folder), language, path)
    return path


@cache
def opened(folder: Path, language: Language, *, values: bool = True) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl does not know data bars of Excel 2010
        return load_workbook(file(folder, language), data_only=values)


def value_of(book: Any, name: str) -> object:
    [(sheet, cell)] = book.defined_names[name].destinations
    return book[sheet][cell].value


def people_sheets(book: Any) -> Iterator[Any]:
    return (book[name] for name in book.sheetnames[: len(SHEETS)])


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_stand_in_their_order_and_helpers_are_hidden(language: Language, folder: Path) -> None:
    book = opened(folder, language)
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert visible == NAMES[language] + DATA_SHEETS
    assert all(sheet.title.startswith("_") for sheet in book if sheet.sheet_state != "visible")
    assert book.active.title == NAMES[language][0]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_names_for_outsiders_lead_to_the_published_figures(language: Language, folder: Path) -> None:
    book, wanted = opened(folder, language), demo(folder)[1].frames.figures
    told = [value_of(book, name) for name in RESULTS]
    assert told == [wanted.number, wanted.system_types, wanted.prefectures, wanted.municipalities] == [37, 15, 21, 393]
    assert all(value_of(book, name) for name in SELECTORS)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_selector_has_a_dropdown_and_is_unlocked(language: Language, folder: Path) -> None:
    book = opened(folder, language)
    for name in (name for name in book.defined_names if name.startswith("select_")):
        [(sheet, cell)] = book.defined_names[name].destinations
        place = cell.replace("$", "")
        lists = [each for each in book[sheet].data_validations.dataValidation if place in str(each.sqref)]
        assert [each.type for each in lists] == ["list"], name
        assert lists[0].formula1 in book.defined_names, name
        assert not book[sheet][place].protection.locked, name


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_with_selectors_are_protected_without_a_password(language: Language, folder: Path) -> None:
    book = opened(folder, language)
    protected = {sheet.title for sheet in book if sheet.protection.sheet}
    assert protected == {each.name[language] for each in SHEETS if each.key in WITH_SELECTORS}
    assert all(not sheet.protection.password for sheet in book)


@pytest.mark.slow
@pytest.mark.parametrize("name", DATA_SHEETS)
def test_data_sheets_hold_the_tables_and_nothing_else(name: str, folder: Path) -> None:
    table, sheet = data_tables(demo(folder)[1], "ja")[name], opened(folder, "ja", values=False)[name]
    rows = list(sheet.iter_rows(values_only=True))[: len(table.rows) + 1]
    assert rows[0] == tuple(f"{each.title.ja}（{each.name}）" for each in table.columns)
    [listed] = sheet.tables.values()
    assert (listed.name, listed.ref.split(":")[0]) == (f"table_{name}", "A1")
    assert range_boundaries(listed.ref)[2:] == (len(table.names), max(len(table.rows), 1) + 1)
    for row, wanted in zip(rows[1:], (each.values() for each in table.rows), strict=True):
        shown = tuple(getattr(cell, "date", lambda cell=cell: cell)() for cell in row)
        assert shown == tuple(cell or None if isinstance(cell, str) else cell for cell in wanted)
    assert not sheet.merged_cells.ranges
    assert not sheet._charts
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_numbers_are_numbers_and_codes_are_text(folder: Path) -> None:
    sheet = opened(folder, "ja")["municipalities"]
    first = dict(
        zip(next(sheet.iter_rows(values_only=True)), next(sheet.iter_rows(min_row=2, values_only=True)), strict=True)
    )
    assert (first["団体コード（municipality_code）"], first["都道府県コード（prefecture_code）"]) == ("011002", "01")
    assert isinstance(first["人口（population）"], int)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_excel_would_refuse_nothing(language: Language, folder: Path) -> None:
    assert problems(file(folder, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_valid_by_the_standard(language: Language, folder: Path) -> None:
    assert xsd_problems(file(folder, language)) == []


@pytest.mark.slow
@pytest.mark.parametrize(("make", "name"), [(empty_release, "none"), (lambda path: random_release(path, 300), "many")])
def test_excel_would_refuse_nothing_in_other_sizes(make: Callable[[Path], Release], name: str, tmp_path: Path) -> None:
    release = make(tmp_path)
    path = tmp_path / f"{name}.xlsx"
    write_dashboard(release, tables(release), "en", path)
    assert problems(path) == []


def formulas(folder: Path) -> Iterator[str]:
    for sheet in opened(folder, "ja", values=False):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield str(cell.value)


def test_formulas_use_only_what_excel_2016_knows_and_nothing_volatile(folder: Path) -> None:
    used = {name for formula in formulas(folder) for name in re.findall(r"([A-Z][A-Z0-9.]+)\(", formula)}
    assert used <= EXCEL_2016, used - EXCEL_2016


def test_no_formula_looks_through_a_whole_column(folder: Path) -> None:
    book = opened(folder, "ja", values=False)
    whole = re.compile(r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}(?!\d)")
    assert [each for each in formulas(folder) if whole.search(each)] == []
    assert [name for name, each in book.defined_names.items() if whole.search(each.attr_text)] == []


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_formula_carries_its_value(language: Language, folder: Path) -> None:
    shown, written = opened(folder, language), opened(folder, language, values=False)
    for sheet in written:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and shown[sheet.title][cell.coordinate].value is None:
                    # An empty text is stored as one: openpyxl reads it as nothing.
                    assert '""' in str(cell.value) or "&" in str(cell.value) or "=_" in str(cell.value), cell.coordinate


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_for_people_are_ready_to_print(language: Language, folder: Path) -> None:
    for sheet in people_sheets(opened(folder, language)):
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize) == ("landscape", 9)
        assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
        assert not sheet.sheet_view.showGridLines
        assert sheet.freeze_panes
        assert "&P" in str(sheet.oddFooter.right.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_fit_a_laptop_at_full_size(language: Language, folder: Path) -> None:
    for sheet in people_sheets(opened(folder, language)):
        last = range_boundaries(sheet.print_area.split("!")[-1].replace("$", ""))[2]
        pixels = sum(round((each.width or 0) * 7) for each in sheet.column_dimensions.values() if each.max <= last)
        assert pixels <= 1_366 - 40, sheet.title
        assert (sheet.sheet_view.zoomScale or 100) == 100


def targets(sheet: Any) -> set[str]:
    """Where the links of a sheet lead within the workbook."""
    links = (cell.hyperlink for row in sheet.iter_rows() for cell in row)
    return {str(link.location) for link in links if link is not None and link.location}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_leads_back_to_the_cover(language: Language, folder: Path) -> None:
    cover, *others = people_sheets(opened(folder, language))
    for sheet in others:
        assert f"'{cover.title}'!A1" in targets(sheet), sheet.title
    reached = {target.split("!")[0].strip("'") for target in targets(cover)}
    assert {sheet.title for sheet in others} <= reached


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_every_sheet_that_stands_in_the_bar(language: Language, folder: Path) -> None:
    facts = Facts(*demo(folder), language)
    names = {each.name[language] for each in SHEETS if each.in_bar}
    linked = {}
    for each in pages(facts, first_selection(facts)):
        told = {content.tip for row, _, content, _ in each.canvas.cells() if row == 1 and isinstance(content, Link)}
        linked[each.key] = told | {each.name(each.key)}
    narrow = {
        "compare": ("cover", "detail", "compare", "similar"),
        "definitions": ("cover", "notes", "definitions", "cards"),
        "cards": ("cover", "definitions", "cards"),
    }
    for key, keys in narrow.items():
        assert linked.pop(cast(contents.SheetKey, key)) == {named(language, each) for each in keys}
    assert len(linked) == len(SHEETS) - len(narrow)
    assert [key for key, told in linked.items() if told != names] == []


def test_a_page_without_room_for_all_links_is_refused() -> None:
    widths = (22, 90, 70, 60, 120, 22)
    assert link_areas(widths, [80, 80, 80]) == [(1, 1), (2, 3), (4, 4)]
    assert link_areas(widths, [40, 110, 110]) == [(1, 1), (2, 3), (4, 4)]
    assert link_areas(widths, [140, 50, 100]) == [(1, 2), (3, 3), (4, 4)]
    with pytest.raises(ValueError, match="4 columns have no room for links to 5 sheets"):
        link_areas(widths, [50] * 5)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_says_what_it_shows(language: Language, folder: Path) -> None:
    with zipfile.ZipFile(file(folder, language)) as package:
        drawings = [package.read(name).decode() for name in package.namelist() if "drawings/drawing" in name]
    frames = [
        frame for text in drawings for frame in re.findall(r"<xdr:graphicFrame.*?</xdr:graphicFrame>", text, re.DOTALL)
    ]
    assert len(frames) == 4
    assert all(re.search(r'<xdr:cNvPr [^>]*descr="[^"]{20,}"', frame) for frame in frames)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_has_a_title_and_names_its_axes(language: Language, folder: Path) -> None:
    with zipfile.ZipFile(file(folder, language)) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 4
    units = {"ja": ("事例数（件）", "円"), "en": ("Number of cases", "yen")}[language]
    for chart in charts:
        titles = re.findall(r"<c:title>.*?</c:title>", chart, re.DOTALL)
        told = ["".join(re.findall(r"<a:t>(.*?)</a:t>", title)) for title in titles]
        assert len(told) == 3, told  # its own, and one of each axis
        assert all(told), told
        assert set(units) & set(told), told


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_id_leads_to_the_card_of_its_case(language: Language, folder: Path) -> None:
    book = opened(folder, language)
    listed, cards = (book[named(language, key)] for key in ("cases", "cards"))
    names = {case.case_id: str(case["name"]) for case in demo(folder)[0].cases}
    links = {cell.value: str(cell.hyperlink.location) for cell in listed["B"] if cell.hyperlink and cell.value in names}
    assert links.keys() == names.keys()
    for case_id, target in links.items():
        sheet, area = target.split("!")
        assert sheet == f"'{cards.title}'"
        rows = cards[area]
        assert rows[0][0].value == names[case_id]
        assert str(rows[1][0].value).endswith(case_id)
        assert all(row[0].value for row in rows), case_id
        assert cards.cell(rows[-1][0].row + 1, 2).value is None


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_id_that_follows_a_choice_leads_to_the_card_of_its_case(language: Language, folder: Path) -> None:
    book = opened(folder, language, values=False)
    cards, names = book[named(language, "cards")], {case.case_id: str(case["name"]) for case in demo(folder)[0].cases}
    targets, ids = (column_of(book, name) for name in ("cases_card", "cases_id"))
    assert sorted(ids) == sorted(names)
    for target, case_id in zip(targets, ids, strict=True):
        rows = cards[target]
        assert rows[0][0].value == names[case_id]
        assert str(rows[1][0].value).endswith(case_id)
    link = re.compile(
        rf"""=IF\((.+)=0,"",HYPERLINK\("#'{cards.title}'!"&INDEX\(cases_card,\1\),INDEX\(cases_id,\1\)(&"")?\)\)"""
    )
    for key in ("compare", "similar", "types", "prefectures"):
        cells = (str(cell.value) for row in book[named(language, key)] for cell in row)
        links = [text for text in cells if "HYPERLINK" in text]
        assert links, key
        assert [text for text in links if not link.fullmatch(text)] == [], key


def column_of(book: Any, name: str) -> list[str]:
    """What stands in a named column of a hidden sheet."""
    [(sheet, area)] = book.defined_names[name].destinations
    return [str(cell.value) for (cell,) in book[sheet][area.replace("$", "")]]


def test_without_an_earlier_release_no_change_is_counted(folder: Path) -> None:
    sheet = opened(folder, "ja")["変更点"]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert texts.count("…") == 6
    assert 0 not in texts


@pytest.mark.slow
def test_what_came_and_went_stands_before_changed_answers(tmp_path: Path) -> None:
    path = tmp_path / "order.xlsx"
    changes(path, random_release(tmp_path, 12, seed=3), random_release(tmp_path, 14, seed=4))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        sheet = cast(Any, load_workbook(path, data_only=True))["変更点"]
    kinds = list(dict.fromkeys(row[4].value for row in sheet.iter_rows(min_row=15)))
    assert kinds == ["追加", "終了", "今回報告なし", "公表対象外", "変更"]
    assert sheet.auto_filter.ref.startswith("B14:")


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_have_no_merged_cells(language: Language, folder: Path) -> None:
    book = opened(folder, language)
    for sheet in people_sheets(book):
        heads = list(table_heads(sheet))
        for merged in sheet.merged_cells.ranges:
            for row, first, last in heads:
                inside = merged.min_col <= last and merged.max_col >= first
                assert not (inside and merged.min_row == row), f"{sheet.title}: {merged}"
    for name in (each.name[language] for each in SHEETS if each.key in ("cases", "definitions")):
        assert all(merged.max_row <= 2 for merged in book[name].merged_cells.ranges), name


def table_heads(sheet: Any) -> Iterator[tuple[int, int, int]]:
    """Row, first and last column of each head of a table, known by its fill and the line under it."""
    for row in sheet.iter_rows():
        head = [
            cell.column
            for cell in row
            if cell.fill.fgColor.rgb == "FFD9E6FF" and cell.border.bottom.style and cell.font.b
        ]
        if head:
            yield row[0].row, min(head), max(head)


def test_illustrative_values_carry_a_sign_and_the_sheet_says_what_it_means(folder: Path) -> None:
    book = opened(folder, "ja")
    detail = next(sheet for sheet in book if sheet.title == "事例詳細")
    texts = [str(cell.value) for row in detail.iter_rows() for cell in row if cell.value]
    assert any(text == f"個別に相談 {SIGN}" for text in texts)
    assert any(text.startswith("※ 例示（実際の値ではありません）") for text in texts)
    cards = {str(cell.value) for row in book["事例票"].iter_rows() for cell in row if cell.value}
    assert f"個別に相談 {SIGN}" in cards


def test_no_value_that_is_filtered_carries_a_sign_and_italics_say_which_is_illustrative(folder: Path) -> None:
    listed = opened(folder, "ja")["事例一覧"]
    cases = {case.case_id: case.illustrative for case in demo(folder)[0].cases}
    rows = [row for row in listed.iter_rows() if row[1].value in cases]
    assert len(rows) == len(cases)
    for row in rows:
        signed = [cell.coordinate for cell in row if SIGN in f"{cell.value}{cell.number_format}"]
        assert signed == ([row[2].coordinate] if row[2].value else []), row[1].value
        assert not any(cell.font.i for cell in row) or row[2].value == SIGN
    assert any(cell.font.i for row in rows for cell in row)


@pytest.mark.slow
def test_a_release_without_illustrative_values_shows_no_sign(tmp_path: Path) -> None:
    release = empty_release(tmp_path)
    path = tmp_path / "plain.xlsx"
    write_dashboard(release, tables(release), "ja", path)
    book: Any = load_workbook(path, data_only=True)
    shown = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if SIGN in str(cell.value)]
    assert shown == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "said"), [("ja", "公表事例はありません。"), ("en", "There are no published cases.")]
)
def test_where_nothing_is_published_the_sheets_say_so(language: Language, said: str, tmp_path: Path) -> None:
    release = empty_release(tmp_path)
    path = tmp_path / "none.xlsx"
    write_dashboard(release, tables(release), language, path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        book: Any = load_workbook(path, data_only=True)
    for key in ("overview", "cases", "prefectures", "cards"):
        sheet = book[named(language, key)]
        assert any(cell.value == said for row in sheet.iter_rows() for cell in row), sheet.title


@pytest.mark.slow
@pytest.mark.parametrize(("cases", "language"), [(0, "ja"), (1, "en"), (60, "ja")])
def test_reported_is_published_and_excluded(cases: int, language: Language, tmp_path: Path) -> None:
    release = random_release(tmp_path, cases, seed=2) if cases else empty_release(tmp_path)
    path = tmp_path / "notes.xlsx"
    told = tables(release)
    write_dashboard(release, told, language, path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        sheet = cast(Any, load_workbook(path, data_only=True))[named(language, "notes")]
    rows = list(sheet.iter_rows())
    shown = {str(row[1].value).strip(): row[6].value for row in rows if row[1].value}
    shown |= {str(row[8].value): row[12].value for row in rows if row[8].value and row[12].value is not None}
    reported, published, excluded, check, agrees = RECONCILED[language]
    assert shown[reported] == shown[published] + shown[excluded] == release.reported
    for row in told.exclusions.rows:
        assert shown[str(row[f"reason_{language}"])] == row["count"], row["reason"]
    assert shown[check] == agrees


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_with_a_selector_says_in_two_lines_how_to_use_it(language: Language, folder: Path) -> None:
    first, second = {"ja": ("①", "②"), "en": ("1. ", "2. ")}[language]
    for sheet in people_sheets(opened(folder, language)):
        if sheet.protection.sheet:
            texts = [str(cell.value or "") for row in sheet.iter_rows(max_row=14) for cell in row]
            assert [text[: len(first)] for text in texts if text.startswith((first, second))] == [first, second]


def test_the_notes_say_why_the_list_is_not_named_cases(folder: Path) -> None:
    sheet = opened(folder, "en")["Notes"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(
        'The list is not named "Cases" because Excel takes two such names for the same.' in each for each in texts
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_that_stand_side_by_side_keep_their_indent_in_libreoffice(language: Language, folder: Path) -> None:
    for sheet in people_sheets(opened(folder, language)):
        for row in sheet.iter_rows():
            right = [cell for cell in row if cell.alignment.horizontal == "right" and cell.alignment.indent]
            for cell, after in itertools.pairwise(right):
                beside = after.column == cell.column + 1
                assert not beside or cell.font.color.rgb != after.font.color.rgb, f"{sheet.title} {cell.coordinate}"


@pytest.mark.parametrize(
    ("heights", "ends"),
    [
        ((50, 30, 20), []),
        ((50, 50, 10), [2]),  # the page is just full
        ((50, 60), [1]),
        ((80, 130, 60), [1]),  # a section longer than a page begins on a new one, as most of this one is used
        ((60, 130, 60), [2]),
        ((40, 130, 20), []),
    ],
)
def test_a_printed_page_ends_before_a_section_that_has_no_room(heights: tuple[int, ...], ends: list[int]) -> None:
    canvas = rows_of(heights)
    canvas.repeat = (0, -1)
    canvas.sections += range(1, len(heights))
    assert canvas.breaks(100) == ends


def rows_of(heights: tuple[int, ...]) -> Canvas:
    canvas = Canvas("x", [100])
    for row, height in enumerate(heights):
        canvas.put(row, 0, "x")
        canvas.height(row, height)
    return canvas


def test_rows_that_are_printed_on_every_page_take_room_there() -> None:
    canvas = rows_of((20, 70, 70, 30, 70))
    canvas.sections += range(1, 5)
    assert canvas.breaks(100) == [2, 3, 4]  # 20 of the first row, 70, 30 left too few for the last


def test_a_table_of_texts_fills_printed_pages_but_keeps_two_rows_with_its_head_and_its_last_ones_together() -> None:
    canvas = rows_of((10,) * 24)
    canvas.repeat = (0, -1)
    canvas.sections.append(8)  # heading and head in rows 8 and 9
    canvas.apart(10, 23)
    assert canvas.breaks(100) == [8, 18]
    canvas.sections[0] = 6
    assert canvas.breaks(100) == [6, 16]
    canvas.sections[0] = 0
    assert canvas.breaks(120) == [12]
    assert canvas.breaks(230) == [22]


@pytest.mark.parametrize(
    ("numbers", "begins"),
    [
        ([], (1, 2, 3, 4)),
        ([1, 1, 1, 1], (1, 2, 3, 4)),
        ([0, 1, 2, 3, 4, 5, 6, 7, 40], (1, 3, 5, 7)),  # one prefecture with very many does not make the others pale
    ],
)
def test_each_shade_of_the_map_holds_about_as_many_prefectures(numbers: list[int], begins: tuple[int, ...]) -> None:
    assert steps(numbers) == begins


def test_the_notes_name_sources_dates_and_what_is_the_secretariats_own(folder: Path) -> None:
    told: tuple[tuple[Language, tuple[str, ...]], ...] = (
        ("ja", ("2022-01-01", "2020-04-01", "住民基本台帳", "費用の区分", "公共データ利用規約")),
        ("en", ("2022-01-01", "2020-04-01", "resident register", "Cost bands", "Public Data License")),
    )
    for language, wanted in told:
        sheet = opened(folder, language)[named(language, "notes")]
        text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
        assert all(each in text for each in wanted), language


def changes(path: Path, before: Release, now: Release) -> list[tuple[str, ...]]:
    """The rows of the sheet of changes (Japanese): item, before, after."""
    earlier = tables(before)
    told = tables(now, [release_texts(earlier.cases, earlier.participation)])
    write_dashboard(now, told, "ja", path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        sheet = cast(Any, load_workbook(path, data_only=True))["変更点"]
    rows = [tuple(str(row[column].value) for column in (5, 7, 10)) for row in sheet.iter_rows(min_row=15)]
    assert len(rows) == len(told.changes.rows)
    return rows


@pytest.mark.slow
def test_changed_answers_are_told_in_words_and_units(tmp_path: Path) -> None:
    rows = changes(
        tmp_path / "changes.xlsx", random_release(tmp_path, 60, seed=3), random_release(tmp_path, 60, seed=4)
    )
    shown = {text for _, *sides in rows for text in sides}
    assert not [text for text in shown if re.fullmatch("[a-z]+(_[a-z]+)*", text)]
    assert {"○", "○なし", "非公表", "123,456千円（参加団体全体）", "5.5年", "参加"} <= shown
    assert "参加なし" in shown, "a municipality without a mark is no question without an answer"
    assert not [row for row in rows if row[0] == "－"], "a case that is new is about nothing in particular"


@pytest.mark.slow
def test_changed_prefectures_are_told_by_name(tmp_path: Path) -> None:
    survey = open_survey(tmp_path)
    alone = select(survey, reported(survey, a_case(survey, "13-2026-01")))
    both = select(survey, reported(survey, a_case(survey, "13-2026-01", co_prefectures=("14",))))
    rows = changes(tmp_path / "changes.xlsx", alone, both)
    assert ("共同で調達する他の都道府県", "－", "神奈川県") in rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_definitions_come_from_the_declaration(language: Language, folder: Path) -> None:
    release = demo(folder)[0]
    sheet = opened(folder, language)[named(language, "definitions")]
    rows = {row[5].value: (row[2].value, row[3].value) for row in sheet.iter_rows() if row[5].value}
    for key, question in release.survey.questionnaire.case.questions().items():
        if not question.is_published:
            assert key not in rows
        else:
            assert key in {row[5].value for row in sheet.iter_rows()}
            assert (question.label[language], question.help[language]) in {
                (row[2].value, row[3].value) for row in sheet.iter_rows()
            }, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_every_data_sheet_is_defined(language: Language, folder: Path) -> None:
    """Labels of codes are told of together, in the line below the heading."""
    told = demo(folder)[1]
    sheet = opened(folder, language)[named(language, "definitions")]
    rows = {tuple(row[at].value for at in (5, 2, 3)): str(row[1].value) for row in sheet.iter_rows() if row[5].value}
    every = {**data_tables(told, language), "standing.csv": told.standing}
    for name, table in every.items():
        labels = {f"{each}_{end}" for each in table.names for end in LANGUAGES}
        for column in table.columns:
            where = rows.get((column.name, column.title[language], column.description[language]), "")
            assert column.name in labels or name in where or where == {"ja": "全ての表", "en": "All tables"}[language]
            assert column.description[language], (name, column.name)


@pytest.mark.slow
def test_private_answers_are_in_no_cell(tmp_path: Path) -> None:
    release = random_release(tmp_path, 30, seed=9)
    path = tmp_path / "private.xlsx"
    write_dashboard(release, tables(release), "ja", path)
    with zipfile.ZipFile(path) as package:
        texts = package.read("xl/sharedStrings.xml").decode()
    remarks = release.survey.questionnaire.case.questions()["remarks"]
    assert all(case["remarks"] for case in release.cases)
    assert str(remarks.example) not in texts
    assert remarks.label.ja not in texts


@pytest.mark.slow
def test_the_same_release_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    write_dashboard(*demo(folder), "ja", again)
    assert again.read_bytes() == file(folder, "ja").read_bytes()


def test_both_editions_have_the_same_figures(folder: Path) -> None:
    release, told = demo(folder)
    first = first_selection(Facts(release, told, "ja"))
    assert first == first_selection(Facts(release, told, "en"))
    shown = [
        [
            cell.value
            for sheet in people_sheets(opened(folder, language))
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, (int, float))
        ]
        for language in LANGUAGES
    ]
    assert shown[0] == shown[1]


class LongerCase(Case):
    """The declaration with one more question, and nothing else changed."""

    cloud: Annotated[
        str | None,
        Question(
            FreeText(50),
            Words("利用する基盤", "Platform used"),
            Words("どの基盤で動くかを記入してください。", "The platform that it runs on."),
            band="procurement",
            example="共同利用基盤",
        ),
    ] = None


@pytest.mark.slow
def test_a_new_question_needs_no_other_edit(tmp_path: Path) -> None:
    survey = open_survey(tmp_path)
    survey = which_asks(replace(survey.questionnaire, case=LongerCase), survey)
    release = select(survey, reported(survey, a_case(survey, "13-2026-01")))
    path = tmp_path / "longer.xlsx"
    write_dashboard(release, tables(release), "ja", path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        book: Any = load_workbook(path, data_only=True)
    shown = {name: {cell.value for row in book[name].iter_rows() for cell in row} for name in book.sheetnames}
    assert {"利用する基盤", "共同利用基盤"} <= shown["事例詳細"]
    assert {"利用する基盤", "どの基盤で動くかを記入してください。", "cloud"} <= shown["データ定義"]
    assert {"利用する基盤（cloud）", "共同利用基盤"} <= shown["cases"]
    assert problems(path) == []
