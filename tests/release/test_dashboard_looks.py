"""The dashboard can be read on paper: its pages fit and no text is cut, as another program finds it in the file."""

from __future__ import annotations

import re
import warnings
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from openpyxl import load_workbook

from survey_tool.drawing.heights import lines_in_pixels
from survey_tool.questionnaire.described.columns import STATUSES
from survey_tool.reference.survey import open_survey
from survey_tool.release.choosing.selection import select
from survey_tool.release.dashboard import write_dashboard
from survey_tool.release.dashboard.contents import NONE, NOT_ANSWERED, PRODUCT, SHEETS, SheetKey
from survey_tool.release.dashboard.contents import sheet as sheet_of
from survey_tool.release.dashboard.drawing.canvas import ROW_HEIGHT, Link, Live
from survey_tool.release.dashboard.drawing.style import BACK, LINE
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.dashboard.facts.selection import Selection, first_selection
from survey_tool.release.dashboard.frame.page import Page, link_width, place
from survey_tool.release.dashboard.workbook import pages
from survey_tool.release.data.notes import definitions
from survey_tool.release.tables.all_tables import tables
from survey_tool.wording.widths import width
from survey_tool.wording.words import LANGUAGES, Language, Words
from tests.cases import a_case, reported
from tests.releases import demo_release

A4_WIDE, A4_HIGH = 11.69, 8.27  # inches
PIXELS = 7  # of a character of the width of columns
LINE_PIXELS = 16  # of a line of type of ten points
MOST_PAGES = {"cases": 16, "participation": 14, "municipalities": 30}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dashboard")


@cache
def opened(folder: Path, language: Language) -> Any:
    release = demo_release(folder)
    path = folder / f"{language}.xlsx"
    write_dashboard(release, tables(release), language, path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl does not know data bars of Excel 2010
        return load_workbook(path)


def columns(sheet: Any) -> dict[int, float]:
    """The widths by column; neighbours of one width are stored together."""
    return {n: each.width for each in sheet.column_dimensions.values() for n in range(each.min, each.max + 1)}


@pytest.mark.slow
@pytest.mark.parametrize("name", MOST_PAGES)
def test_a_data_sheet_is_printed_on_few_pages_with_its_heads(name: str, folder: Path) -> None:
    sheet = opened(folder, "ja")[name]
    setup, margins = sheet.page_setup, sheet.page_margins
    assert sheet.print_title_rows == "$1:$1"
    assert setup.paperSize == 9
    widths = [each * PIXELS * 0.75 for each in columns(sheet).values()]
    wide, high = (A4_WIDE, A4_HIGH) if setup.orientation == "landscape" else (A4_HIGH, A4_WIDE)
    room = ((wide - margins.left - margins.right) * 72, (high - margins.top - margins.bottom) * 72)
    tall = sum(sheet.row_dimensions[row].height or 15 for row in range(1, sheet.max_row + 1))
    if sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage:
        assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)
        scale = min(1.0, room[0] / sum(widths))
        across = 1.0
    else:
        assert sheet.print_title_cols == "$A:$A"
        assert sheet.page_setup.scale == 50
        scale = setup.scale / 100
        across = sum(widths) * scale / (room[0] - widths[0] * scale)
    assert scale >= 0.5  # or else nobody can read it
    assert across * max(1.0, tall * scale / room[1]) < MOST_PAGES[name]


@pytest.mark.slow
@pytest.mark.parametrize("name", MOST_PAGES)
def test_no_text_of_a_data_sheet_is_cut(name: str, folder: Path) -> None:
    """A text fits its column or is wrapped in a row that is high enough for it."""
    sheet = opened(folder, "ja")[name]
    widths = columns(sheet)
    for cell in (cell for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, str)):
        width = sum(2 if ord(sign) > 0x2000 else 1 for sign in cell.value)
        lines = -(-width // int(widths[cell.column] / 0.9))
        assert cell.alignment.wrap_text, cell.coordinate
        assert lines * 12 <= (sheet.row_dimensions[cell.row].height or 15), cell.coordinate


def cut(page: Page) -> list[str]:
    """The wrapped texts of a sheet for people whose rows are too low for them."""
    canvas, found = page.canvas, []
    merged = {area[:2]: area for area in canvas.merged}
    for row, column, content, props in canvas.cells():
        text = content.value if isinstance(content, Live) else content.text if isinstance(content, Link) else content
        if not isinstance(text, str) or not text or not props.get("text_wrap"):
            continue
        _, _, bottom, right = merged.get((row, column), (row, column, row, column))
        size = float(str(props.get("font_size", 10)))
        needed = lines_in_pixels(text, canvas.pixels(column, right), size) * LINE_PIXELS * size / 10
        if needed > sum(canvas.heights.get(each, ROW_HEIGHT) for each in range(row, bottom + 1)):
            found.append(f"{page.key} {place(row, column)} {text[:40]}")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wrapped_text_of_a_sheet_for_people_is_cut(language: Language, folder: Path) -> None:
    release = demo_release(folder)
    facts = Facts(release, tables(release), language)
    assert [text for page in pages(facts, first_selection(facts)) for text in cut(page)] == []


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_long_answers_and_many_names_are_not_cut(language: Language, tmp_path: Path) -> None:
    """A department may have 100 characters, a case all municipalities of the country; Excel's highest row has 409 points."""
    survey = open_survey(tmp_path)
    places = survey.places.municipalities
    hokkaido = {code: "participating" for code in places if code.startswith("01")}
    release = select(
        survey,
        reported(
            survey,
            a_case(survey, "01-2026-01", cast(Any, hokkaido), contact_department="情" * 100),
            a_case(survey, "13-2026-01", cast(Any, dict.fromkeys(places, "considering")), name="名" * 80),
        ),
    )
    facts = Facts(release, tables(release), language)
    chosen = Selection(1, facts.municipality_position["011002"], 1, 1, 1)
    drawn = [*pages(facts, chosen), *pages(facts, Selection(2, 1, 1, 1, 1), ["detail"])]
    assert [text for page in drawn for text in cut(page)] == []
    assert max(height for page in drawn for height in page.canvas.heights.values()) * 0.75 <= 409
    [card] = (page.canvas for page in drawn if page.key == "cards")
    texts = "\n".join(str(content) for _, _, content, _ in card.cells() if isinstance(content, str))
    missing = [label for label in facts.municipality_labels.values() if label not in texts]
    assert missing == []
    write_dashboard(
        release, tables(release), language, tmp_path / "long.xlsx"
    )  # no text is longer than a cell may hold


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_touches_its_frame_because_it_has_no_side(language: Language, folder: Path) -> None:
    """Of a text that stands at the top of its cell an indent is only written where it stands left or right."""
    release = demo_release(folder)
    facts = Facts(release, tables(release), language)
    told = [
        f"{page.key} {place(row, column)}"
        for page in pages(facts, first_selection(facts))
        for row, column, content, props in page.canvas.cells()
        if content and props.get("indent") and props["valign"] == "top" and not props.get("align")
    ]
    assert told == []


NUMBERS = frozenset({"bodies", "initial_cost", "annual_cost", "total_cost", "per_head"})
LISTS: tuple[SheetKey, ...] = ("similar", "types", "prefectures")


@pytest.mark.parametrize("key", LISTS)
def test_numbers_in_lists_of_cases_end_below_each_other_and_below_their_heads(key: SheetKey, folder: Path) -> None:
    release = demo_release(folder)
    facts = Facts(release, tables(release), "en")
    [page] = pages(facts, first_selection(facts), [key])
    looks = {(row, column): props for row, column, _, props in page.canvas.cells()}
    told = {
        (row, column): content.figure[1:]
        for row, column, content, _ in page.canvas.cells()
        if isinstance(content, Live) and content.figure[0] in ("similar_case", "type_case", "prefecture_case")
    }
    numbers = {place: figure for place, figure in told.items() if figure[1] in NUMBERS}
    assert numbers
    assert {looks[place].get("align") for place in numbers} == {"right"}
    heads = [looks[row - 1, column] for (row, column), (number, _) in numbers.items() if number == "1"]
    assert {(look.get("align"), look.get("bold")) for look in heads} == {("right", True)}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_how_figures_are_made_is_as_wide_as_its_text(language: Language, folder: Path) -> None:
    sheet = opened(folder, language)[sheet_of("definitions").name[language]]
    told = [meaning[language] for _, meaning in definitions(demo_release(folder).survey)]
    rows = [cell.row for cell in sheet["D"] if cell.value in told]
    assert len(rows) == len(told)
    ruled = {cell.column_letter for row in rows for cell in sheet[row] if cell.border.bottom.style}
    assert ruled == {"B", "C", "D"}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tile_of_the_map_has_a_line_round_it(language: Language, folder: Path) -> None:
    sheet = opened(folder, language)[sheet_of("prefectures").name[language]]
    signs = [cell for row in sheet for cell in row if '>0,"◇",""))' in str(cell.value)]
    names = [sheet.cell(cell.row - 1, cell.column - 2) for cell in signs]
    assert {cell.value for cell in names} >= {"Okinawa" if language == "en" else "沖縄県"}
    assert len(names) == 47
    lines = {getattr(cell.border, side).color.rgb for cell in names for side in ("left", "top")}
    assert lines == {f"FF{LINE.removeprefix('#')}"}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_row_of_the_overview_is_not_at_the_edge_of_what_is_printed(language: Language, folder: Path) -> None:
    sheet = opened(folder, language)[sheet_of("overview").name[language]]
    last = max(cell.row for row in sheet for cell in row if cell.value is not None)
    ends = [chart.anchor.to for chart in sheet._charts]
    charts = max(end.row + bool(end.rowOff) for end in ends)
    assert int(sheet.print_area.rsplit("$", 1)[-1]) == max(last, charts) + 1


@pytest.mark.parametrize("item", ["initial_cost", "annual_cost"])
def test_a_cost_per_head_of_less_than_ten_yen_is_shown_with_decimals(item: str, folder: Path) -> None:
    sheet = opened(folder, "ja")[sheet_of("types").name["ja"]]
    cells = [cell for row in sheet for cell in row if f"MEDIAN(INDEX(pairs_{item}_per_head" in str(cell.value)]
    assert [cell.number_format for cell in cells] == ["[=0]0;[<10]0.00;#,##0"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_written_smaller_than_ten_points(language: Language, folder: Path) -> None:
    workbook = opened(folder, language)
    shown = [sheet for sheet in workbook if sheet.sheet_state == "visible"]
    cells = [cell for sheet in shown for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [f"{cell.parent.title} {cell.coordinate} {cell.font.sz}" for cell in cells if cell.font.sz < 10] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_shrunk_to_fit(language: Language, folder: Path) -> None:
    """What is shrunk is smaller than ten points, on a narrow column too small to be seen."""
    shown = [sheet for sheet in opened(folder, language) if sheet.sheet_state == "visible"]
    shrunk = [
        f"{sheet.title} {cell.coordinate}"
        for sheet in shown
        for row in sheet
        for cell in row
        if cell.alignment.shrink_to_fit
    ]
    assert shrunk == []


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_bar_has_room_for_its_text(language: Language, folder: Path) -> None:
    release = demo_release(folder)
    facts = Facts(release, tables(release), language)
    for each in pages(facts, first_selection(facts)):
        bar = [area for area in each.canvas.merged if area[0] == 1]
        links = {area: each.canvas.content(1, area[1]) for area in bar}
        cut = [
            text
            for (_, first, _, last), content in links.items()
            for text in [content.text if isinstance(content, Link) else str(content)]
            if link_width(text, bold=not isinstance(content, Link)) > each.canvas.pixels(first, last)
        ]
        assert (each.key, cut) == (each.key, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_shade_follows_from_a_text_compared_with_a_number(language: Language, folder: Path) -> None:
    """To Excel every text is larger than any number: "？" would have the darkest shade."""
    areas = (area for sheet in opened(folder, language) for area in sheet.conditional_formatting)
    rules = [rule for area in areas for rule in area.rules]
    assert "cellIs" not in {rule.type for rule in rules}
    compared = {formula for rule in rules for formula in rule.formula if re.search(r">=|>\d", formula)}
    assert compared
    assert {formula for formula in compared if "VALUE(SUBSTITUTE(" not in formula} == set()


def cells_for_people(folder: Path, language: Language) -> list[Any]:
    sheets = (sheet for sheet in opened(folder, language) if sheet.sheet_state == "visible")
    return [cell for sheet in sheets for row in sheet for cell in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_one_sign_of_none(language: Language, folder: Path) -> None:
    other = NONE["en" if language == "ja" else "ja"]
    cells = cells_for_people(folder, language)
    assert [cell.coordinate for cell in cells if other in cell.number_format] == []
    assert [cell.value for cell in cells if str(cell.value).strip('「」"') == other] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_in_place_of_a_number_fit_their_column(language: Language, folder: Path) -> None:
    """A number does not run over into the next column: "Under 10,000" would be ###."""
    sheet = opened(folder, language)[sheet_of("cases").name[language]]
    told = {
        (cell.column, words)
        for row in sheet
        for cell in row
        for words in re.findall('"([^"]+)"', cell.number_format)
        if isinstance(cell.value, int)
    }
    assert told
    room = columns(sheet)
    assert [words for column, words in told if width(words) * 7.5 + 14 > room[column] * PIXELS + 5] == []


def test_there_is_one_word_for_no_answer(folder: Path) -> None:
    texts = {str(cell.value) for cell in cells_for_people(folder, "ja") if cell.data_type == "s"}
    assert {text for text in texts if re.search("未記入・未定|空欄は回答なし|blankは回答なし", text)} == set()
    assert "無回答" in texts
    assert STATUSES["blank"] == NOT_ANSWERED == Words("無回答", "Not answered")


@pytest.mark.parametrize("language", LANGUAGES)
def test_prefectures_without_data_fold_into_one_line(language: Language, folder: Path) -> None:
    sheet = opened(folder, language)[sheet_of("prefectures").name[language]]
    begins = {"ja": "データなしのため省いた都道府県：", "en": "Left out, no data: "}[language]
    (line,) = (cell for row in sheet for cell in row if str(cell.value).startswith(begins))
    named = str(line.value).removeprefix(begins).replace("、", ", ").split(", ")
    rows = {str(sheet.cell(row, 2).value): row for row in range(line.row + 2, line.row + 49)}
    hidden = [name for name, row in rows.items() if sheet.row_dimensions[row].hidden]
    assert hidden == named
    assert len(rows) == 47 > len(named) > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_line_of_a_list_that_follows_a_choice_does_not_show(language: Language, folder: Path) -> None:
    """It is white and ruled only where it holds something."""
    sheet = opened(folder, language)[sheet_of("types").name[language]]
    lines = [cell for row in sheet for cell in row if "INDEX(cases_short," in str(cell.value)]
    assert lines
    assert {cell.fill.fgColor.rgb for cell in lines} == {f"FF{BACK.removeprefix('#')}"}
    assert {cell.border.bottom.style for cell in lines} == {None}
    areas = [
        area
        for area in sheet.conditional_formatting
        if any('<>""' in text for rule in area.rules for text in rule.formula)
    ]
    assert [cell.coordinate for cell in lines if not any(cell.coordinate in area.cells for area in areas)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_cell_says_which_sheet_of_which_workbook_it_is(language: Language, folder: Path) -> None:
    workbook = opened(folder, language)
    told = {each.key: str(workbook[each.name[language]]["A1"].value) for each in SHEETS}
    assert [key for key, text in told.items() if not text.startswith(PRODUCT[language])] == []
    assert [each.key for each in SHEETS[1:] if not told[each.key].endswith(each.name[language])] == []


def test_no_word_of_an_english_head_is_longer_than_its_column(folder: Path) -> None:
    """Excel breaks such a word anywhere."""
    workbook = opened(folder, "en")
    told = [cell for each in SHEETS for cell in heads(workbook[each.name["en"]])]
    assert [f"{cell.parent.title} {cell.coordinate} {cell.value!r}" for cell in told if is_too_long(cell)] == []


def heads(sheet: Any) -> list[Any]:
    """What stands in bold type and wrapped in one column, formulas apart."""
    merged = {cell for area in sheet.merged_cells.ranges for row in area.rows for cell in row}
    bold = (cell for row in sheet.iter_rows() for cell in row if cell.font.b and cell.alignment.wrap_text)
    return [cell for cell in bold if cell.data_type == "s" and (cell.row, cell.column) not in merged]


def is_too_long(cell: Any) -> bool:
    """A sign of bold type takes about 7.6 pixels, frame and indent 14."""
    room = columns(cell.parent)[cell.column] * PIXELS + 5 - 14
    return max(map(len, cell.value.split())) * 7.6 > room


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bar_says_as_many_decimals_as_the_table_beside_it(language: Language, folder: Path) -> None:
    """3.45 yen on the left and 3 on the bar would be two figures. A class without amounts has neither bar nor number."""
    sheet = opened(folder, language)[sheet_of("overview").name[language]]
    per_head = [cell for row in sheet for cell in row if "MEDIAN(INDEX(sizes_annual_cost_per_head" in str(cell.value)]
    labels = [series.dLbls.numFmt for chart in sheet._charts for series in chart.series]
    assert labels[-1] == '[=0]"";[<10]0.00;#,##0'
    assert {cell.number_format for cell in per_head} == {"[=0]0;[<10]0.00;#,##0"}
