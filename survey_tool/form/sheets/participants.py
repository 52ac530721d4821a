"""The participants sheet: municipalities down, cases across, a mark where they meet, and live totals above each case."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.heights import points
from survey_tool.drawing.styles import Styles
from survey_tool.form.contract.answers import CaseRow, Typed
from survey_tool.form.contract.marker import (
    EMPLOYEES_KEY,
    FIRST_ROW,
    HEADER_ROW,
    KEY_ROW,
    LIVE_SHEET,
    NAME_KEY,
    PARTICIPANTS_CODE_COLUMN,
    PARTICIPANTS_FIRST_CASE_COLUMN,
    PARTICIPANTS_NAME_COLUMN,
    POPULATION_KEY,
    SHEETS,
    UNIT_ROW,
    Marker,
)
from survey_tool.form.entries import municipalities
from survey_tool.form.entries.cells import add_note, validate, write_typed
from survey_tool.form.live.checks import ROW
from survey_tool.form.live.layout import CASE_ID, SCOPE, LiveMap
from survey_tool.form.printed.entry_sheets import FREE_ROWS, PARTICIPANTS_HEADERS, PARTICIPANTS_LEAD, SOURCE, TOTALS
from survey_tool.form.printed.messages import Messages
from survey_tool.questionnaire.asked.participation import CODE_HELP, CODE_KEY, MARK_HELP, MARK_LABEL
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.questionnaire.vocabulary.excel_face import escaped_for_match
from survey_tool.reference.places import Municipality, Places
from survey_tool.wording.words import Language, Words

NO_NAME = Words("（調達名称が未入力）", "(no name yet)")
_NOT_LISTED = Words("○又は△を一覧から選択してください。", "Please choose ○ or △ from the list.")


_WIDTHS = {CODE_KEY: 10, NAME_KEY: 18, POPULATION_KEY: 11, EMPLOYEES_KEY: 10}
_CASE_WIDTH = 12
_NAMES_HEIGHT, _MOST_FOR_NAMES = 80, 160  # points


@dataclass(frozen=True)
class ParticipantsPage:
    """What is drawn: the prefecture's own municipalities, codes of others, and the cases with their marks."""

    marker: Marker
    places: Places
    own: tuple[Municipality, ...]
    free_rows: int
    elsewhere: tuple[Typed, ...]
    cases: tuple[CaseRow, ...]
    findings: dict[tuple[str, str], list[Finding]]  # (case id or "", municipality code as typed)


def draw_participants(
    sheet: Worksheet, page: ParticipantsPage, live: LiveMap, found: Messages, name_column: int, styles: Styles
) -> None:
    """Draws the sheet; `name_column` is where the hidden sheet mirrors the names of the cases."""
    edition = page.marker.edition
    first_case = PARTICIPANTS_FIRST_CASE_COLUMN - 1
    last_case = first_case + len(page.cases) - 1
    free_first = FIRST_ROW + len(page.own)  # 0-based: one line of text stands before it
    last = free_first + page.free_rows - 1
    _draw_head(sheet, page, styles)
    for offset, case in enumerate(page.cases):
        _draw_case_head(sheet, page, first_case + offset, case, live, name_column, last, styles)
    for offset, municipality in enumerate(page.own):
        _draw_own(sheet, page, FIRST_ROW - 1 + offset, municipality, styles)
    _draw_lead_of_free_rows(sheet, free_first - 1, edition, styles)
    for offset in range(page.free_rows):
        code = page.elsewhere[offset] if offset < len(page.elsewhere) else None
        _draw_free(sheet, page, free_first + offset, code, styles)
    _add_dropdowns(sheet, page, last)
    _add_live_marks(sheet, (FIRST_ROW - 1, first_case, last, last_case), live, found, styles)
    sheet.freeze_panes(FIRST_ROW - 1, first_case)
    _set_up_print(sheet, last, last_case)


def _draw_head(sheet: Worksheet, page: ParticipantsPage, styles: Styles) -> None:
    edition, places = page.marker.edition, page.places
    source = SOURCE.fill(population_date=places.population_date, employees_date=places.employees_date)
    sheet.hide_gridlines(2)
    sheet.set_default_row(18)
    sheet.set_row(0, 30)
    sheet.set_row(KEY_ROW - 1, 4, None, {"hidden": True})
    sheet.set_row(KEY_ROW, 26)
    names = ((str(case.answers.get("name") or ""), _CASE_WIDTH) for case in page.cases)
    sheet.set_row(HEADER_ROW - 1, min(max(_NAMES_HEIGHT, points(("", 1), *names)), _MOST_FOR_NAMES))
    sheet.set_row(UNIT_ROW - 1, 52)
    sheet.set_column(0, 0, 3)
    sheet.write_string(0, 0, str(page.marker), styles["marker"])
    sheet.write_string(0, 1, SHEETS["participants"][edition], styles["title"])
    sheet.write_string(0, 5, PARTICIPANTS_LEAD[edition], styles["lead"])
    sheet.merge_range(KEY_ROW, 1, KEY_ROW, PARTICIPANTS_FIRST_CASE_COLUMN - 2, source[edition], styles["source"])
    for column, (key, width) in enumerate(_WIDTHS.items(), start=1):
        sheet.set_column(column, column, width)
        sheet.write_string(KEY_ROW - 1, column, key, styles["key"])
        sheet.write_string(HEADER_ROW - 1, column, PARTICIPANTS_HEADERS[key][edition], styles["header"])
        sheet.write_string(UNIT_ROW - 1, column, TOTALS[edition] if key == EMPLOYEES_KEY else "", styles["unit"])


def _draw_case_head(
    sheet: Worksheet,
    page: ParticipantsPage,
    column: int,
    case: CaseRow,
    live: LiveMap,
    name_column: int,
    last: int,
    styles: Styles,
) -> None:
    edition = page.marker.edition
    sheet.set_column(column, column, _CASE_WIDTH)
    sheet.write_string(KEY_ROW - 1, column, case.case_id, styles["key"])
    sheet.write_string(KEY_ROW, column, case.case_id, styles["unit"])
    letter = xl_col_to_name(column)
    row = f"MATCH({letter}${KEY_ROW},{live.column(CASE_ID)},0)"
    name = f"INDEX({live.column(name_column)},{row})"
    scope = f"INDEX({live.column(SCOPE)},{row})"
    formula = f'=IFERROR(IF({scope}=0,"",IF({name}="","{NO_NAME[edition]}",{name})),"")'
    shown = case.answers.get("name")
    sheet.write_formula(HEADER_ROW - 1, column, formula, styles["case_name"], str(shown) if shown else "")
    sheet.write_formula(UNIT_ROW - 1, column, _figures(letter, last, edition), styles["figures"], "")


def _figures(letter: str, last: int, edition: Language) -> str:
    """Number, population and employees of the ○ in a column, in one cell of three lines."""
    marks = f"{letter}${FIRST_ROW}:{letter}${last + 1}"
    count = f"SUMPRODUCT(COUNTIF({marks},CIRCLES))"
    population = f"SUMPRODUCT(SUMIF({marks},CIRCLES,$D${FIRST_ROW}:$D${last + 1}))"
    employees = f"SUMPRODUCT(SUMIF({marks},CIRCLES,$E${FIRST_ROW}:$E${last + 1}))"
    units = ('"団体"', '"人口 "', '"職員 "') if edition == "ja" else ('" bodies"', '"Pop. "', '"Staff "')
    text = (
        f'TEXT({count},"#,##0")&{units[0]}&CHAR(10)&{units[1]}&TEXT({population},"#,##0")'
        f'&CHAR(10)&{units[2]}&TEXT({employees},"#,##0")'
    )
    return f'=IF({count}=0,"",{text})'


def _draw_lead_of_free_rows(sheet: Worksheet, row: int, edition: Language, styles: Styles) -> None:
    """Within the columns that are repeated on every page, so that no page cuts it; not over the codes."""
    width = sum(_WIDTHS[key] for key in (NAME_KEY, POPULATION_KEY, EMPLOYEES_KEY))
    sheet.set_row(row, points((FREE_ROWS[edition], width)))
    first, last = PARTICIPANTS_NAME_COLUMN - 1, PARTICIPANTS_FIRST_CASE_COLUMN - 2
    sheet.merge_range(row, first, row, last, FREE_ROWS[edition], styles["lead_wrapped"])


def _draw_own(sheet: Worksheet, page: ParticipantsPage, row: int, municipality: Municipality, styles: Styles) -> None:
    sheet.write_string(row, PARTICIPANTS_CODE_COLUMN - 1, municipality.code, styles["printed_code"])
    sheet.write_string(
        row, PARTICIPANTS_NAME_COLUMN - 1, municipality.name[page.marker.edition], styles["printed_name"]
    )
    sheet.write_number(row, PARTICIPANTS_NAME_COLUMN, municipality.population, styles["printed_number"])
    sheet.write_number(row, PARTICIPANTS_NAME_COLUMN + 1, municipality.employees, styles["printed_number"])
    _draw_marks(sheet, page, row, municipality.code, styles)


def _draw_free(sheet: Worksheet, page: ParticipantsPage, row: int, code: Typed, styles: Styles) -> None:
    cell = xl_rowcol_to_cell(row, PARTICIPANTS_CODE_COLUMN - 1, col_abs=True)
    write_typed(sheet, row, PARTICIPANTS_CODE_COLUMN - 1, code, styles, "code")
    typed = f'IF(ISNUMBER({cell}),TEXT({cell},"000000"),TRIM({cell}))'
    for column, formula, style in (
        (PARTICIPANTS_NAME_COLUMN - 1, municipalities.name_of(typed), "printed_name"),
        (PARTICIPANTS_NAME_COLUMN, municipalities.population_of(typed), "printed_number"),
        (PARTICIPANTS_NAME_COLUMN + 1, municipalities.employees_of(typed), "printed_number"),
    ):
        sheet.write_formula(row, column, f'=IFERROR({formula},"")', styles[style], "")
    _draw_marks(sheet, page, row, str(code) if code is not None else f"row {row + 1}", styles)
    if findings := page.findings.get(("", str(code))):
        add_note(sheet, row, PARTICIPANTS_CODE_COLUMN - 1, findings, page.marker.edition)


def _draw_marks(sheet: Worksheet, page: ParticipantsPage, row: int, code: str, styles: Styles) -> None:
    for offset, case in enumerate(page.cases):
        column = PARTICIPANTS_FIRST_CASE_COLUMN - 1 + offset
        variant = "carried" if case.carried_over and code in case.marks else ""
        write_typed(sheet, row, column, case.marks.get(code), styles, "sign", variant)
        if findings := page.findings.get((case.case_id, code)):
            add_note(sheet, row, column, findings, page.marker.edition)


def _add_dropdowns(sheet: Worksheet, page: ParticipantsPage, last: int) -> None:
    edition, first = page.marker.edition, PARTICIPANTS_FIRST_CASE_COLUMN - 1
    area = (FIRST_ROW - 1, first, last, first + len(page.cases) - 1)
    validate(
        sheet,
        area,
        {
            "validate": "list",
            "source": "=L_participation",
            "input_title": MARK_LABEL[edition],
            "input_message": MARK_HELP[edition],
            "error_title": MARK_LABEL[edition],
            "error_message": _NOT_LISTED[edition],
        },
    )
    if page.free_rows:
        codes = (last - page.free_rows + 1, PARTICIPANTS_CODE_COLUMN - 1, last, PARTICIPANTS_CODE_COLUMN - 1)
        message = {"input_title": PARTICIPANTS_HEADERS[CODE_KEY][edition], "input_message": CODE_HELP[edition]}
        validate(sheet, codes, {"validate": "any", **message})


def _add_live_marks(
    sheet: Worksheet, area: tuple[int, int, int, int], live: LiveMap, found: Messages, styles: Styles
) -> None:
    """A cell that holds no mark or the first problem of its case, and the columns in which nothing is to be marked yet."""
    first, column = area[0], area[1]
    cell = xl_rowcol_to_cell(first, column)
    typed = escaped_for_match(f"TRIM({cell})")
    bad = f'=AND(TRIM({cell})<>"",ISNA(MATCH({typed},S_participation,0)),ISNA(MATCH({typed},NO_MARKS,0)))'
    sheet.conditional_format(*area, {"type": "formula", "criteria": bad, "format": styles.conditional("error")})
    case = xl_rowcol_to_cell(KEY_ROW - 1, column, row_abs=True)
    position = f"MATCH({case},{live.column(CASE_ID)},0)"
    problem = f"INDEX({live.column(live.participants_column)},{position})"
    row = live.row_of_mark(f"MOD({problem},{ROW})", found.first_of_marks, position, f"$B${FIRST_ROW}")
    here = f"=IFERROR({row}=ROW(),FALSE)"
    sheet.conditional_format(*area, {"type": "formula", "criteria": here, "format": styles.conditional("error")})
    head = (HEADER_ROW - 1, column, HEADER_ROW - 1, area[3])
    sheet.conditional_format(
        *head, {"type": "formula", "criteria": f"=ISNUMBER({problem})", "format": styles.conditional("error")}
    )
    name = xl_rowcol_to_cell(HEADER_ROW - 1, column, row_abs=True)
    off = {"type": "formula", "criteria": f'=AND({name}="",{cell}="")', "format": styles.conditional("off")}
    sheet.conditional_format(*area, off)
    wrong_code = {
        "type": "formula",
        "criteria": f"=ISNUMBER(INDEX({LIVE_SHEET}!${xl_col_to_name(live.grid_first_column)}:${xl_col_to_name(live.grid_first_column)},"
        f"ROW()-ROW(free_first)+{live.free_first_row + 1}))",
        "format": styles.conditional("error"),
    }
    free = area[2] - (live.free_last_row - live.free_first_row)
    sheet.conditional_format(free, PARTICIPANTS_CODE_COLUMN - 1, area[2], PARTICIPANTS_CODE_COLUMN - 1, wrong_code)


def _set_up_print(sheet: Worksheet, last: int, last_case: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.repeat_rows(KEY_ROW, UNIT_ROW - 1)
    sheet.repeat_columns(1, PARTICIPANTS_FIRST_CASE_COLUMN - 2)
    sheet.print_area(0, 1, last, last_case)
    # Down, then over: the first pages hold the first cases, the last ones those that are seldom filled in.
    sheet.set_print_scale(60)
    sheet.set_footer("&L&8&A&R&8&P / &N")
