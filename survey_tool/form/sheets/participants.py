"""The participants sheet: municipalities down, cases across, a mark where they meet, and live totals above each case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.heights import points
from survey_tool.drawing.styles import Styles
from survey_tool.form.contract.answers import CaseAnswers, Typed, free_row
from survey_tool.form.contract.marker import (
    ALL_KEY,
    CASES_ON_A_PAGE,
    EMPLOYEES_COLUMN,
    FIRST_ROW,
    ID_ROW,
    KEY_COLUMN,
    NAME_COLUMN,
    NAME_ROW,
    NEED_COLUMN,
    PARTICIPANTS_LEAD_ROWS,
    POPULATION_COLUMN,
    Marker,
)
from survey_tool.form.entries import municipalities
from survey_tool.form.entries.cells import add_note, validate, write_typed
from survey_tool.form.live.checks import PLACE
from survey_tool.form.live.layout import CASE_ID, CIRCLES, FREE_CODE_STATE, PLAIN_MARKS, POPULATION, SCOPE, LiveLayout
from survey_tool.form.printed.entry_sheets import (
    ALL,
    ALL_HELP,
    CONSIDERS,
    FIGURES,
    FREE_ROWS,
    NO_NAME,
    PARTICIPANTS_HEADERS,
    PARTICIPANTS_LEAD,
    SOURCE,
    STATE_GAP,
    TAKES_PART,
)
from survey_tool.form.sheets.entry_sheets import (
    FIRST,
    DrawnColumn,
    Frame,
    add_states,
    column_letter,
    draw_frame,
)
from survey_tool.questionnaire.asked.participation import CODE_HELP, CODE_KEY, MARK_HELP, MARK_LABEL
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.questionnaire.vocabulary.excel_face import escaped_for_match, quoted
from survey_tool.reference.places import Municipality, Places
from survey_tool.wording.words import Words

_WIDTHS, _MARK_WIDTH = (62, 6, 140, 84, 84), 150  # pixels
_HEIGHTS = (24, 16, 32, 46)  # points, of the frozen rows
_LINE = 15.75  # points: thirty municipalities on one screen
_ROWS_ON_A_PAGE = 78
_MARKS_NEED = Words("", "")


@dataclass(frozen=True)
class ParticipantsPage:
    """What is drawn: the prefecture's own municipalities, codes of others, and the cases with their marks."""

    marker: Marker
    places: Places
    own: tuple[Municipality, ...]
    free_rows: int
    elsewhere: tuple[Typed, ...]
    cases: tuple[CaseAnswers, ...]
    findings: Mapping[tuple[str, str], list[Finding]]  # (case id or "", municipality code as typed)


def draw_participants(sheet: Worksheet, page: ParticipantsPage, layout: LiveLayout, styles: Styles) -> None:
    """Draws the sheet."""
    edition, places = page.marker.edition, page.places
    free_first = FIRST_ROW - 1 + len(page.own) + PARTICIPANTS_LEAD_ROWS
    last = free_first + max(page.free_rows, 1) - 1
    heads = (_MARKS_NEED, *(PARTICIPANTS_HEADERS[key] for key in list(PARTICIPANTS_HEADERS)[1:]))
    frame = Frame(page.marker, PARTICIPANTS_LEAD, heads, _WIDTHS, _MARK_WIDTH, last, _HEIGHTS)
    columns = _columns(page, layout)
    draw_frame(sheet, frame, columns, styles)
    source = SOURCE.fill(population_date=places.population_date, employees_date=places.employees_date)
    sheet.write_string(FIRST_ROW - 1, KEY_COLUMN - 1, ALL_KEY, styles["printed_code"])
    _draw_row(sheet, FIRST_ROW - 1, (ALL[edition], "", ""), styles)
    _draw_marks(sheet, page, FIRST_ROW - 1, ALL_KEY, styles)
    for row, each in enumerate(page.own, start=FIRST_ROW):
        sheet.write_string(row, KEY_COLUMN - 1, each.code, styles["printed_code"])
        _draw_row(sheet, row, (each.name[edition], each.population, each.employees), styles)
        _draw_marks(sheet, page, row, each.code, styles)
    told = f"{FREE_ROWS[edition]} {source[edition]}"
    sheet.set_row(free_first - 1, points((told, sum(_WIDTHS[2:]) / 7 + 40), size=8))
    sheet.write_string(free_first - 1, NAME_COLUMN - 1, told, styles["aside"])
    for offset in range(page.free_rows):
        code = page.elsewhere[offset] if offset < len(page.elsewhere) else None
        _draw_free(sheet, page, free_first + offset, offset + 1, code, styles)
    _add_dropdowns(sheet, page, free_first, last)
    _add_looks(sheet, (FIRST_ROW - 1, FIRST, last, FIRST + len(page.cases) - 1), free_first, layout, styles)
    _set_pages(sheet, last, max(CASES_ON_A_PAGE, sum(bool(case.answers or case.marks) for case in page.cases)))


def _set_pages(sheet: Worksheet, last: int, cases: int) -> None:
    """As many pages as let the marks be read on paper, each with the names of the municipalities."""
    sheet.set_portrait()
    sheet.fit_to_pages(ceil(cases / CASES_ON_A_PAGE), 1 if last <= _ROWS_ON_A_PAGE else 0)
    sheet.repeat_columns(0, FIRST - 1)
    sheet.print_area(0, 0, last, FIRST + cases - 1)


def _columns(page: ParticipantsPage, layout: LiveLayout) -> list[DrawnColumn]:
    edition = page.marker.edition
    columns = []
    for offset, case in enumerate(page.cases):
        letter = column_letter(offset)
        at = f"MATCH({letter}${ID_ROW},{layout.column(CASE_ID)},0)"
        name, scope = (f"INDEX({layout.column(each)},{at})" for each in (layout.judged.mirrors["name"], SCOPE))
        shown = f'=IFERROR(IF({scope}=0,"",IF({name}="","{NO_NAME[edition]}",{name})),"")'
        columns.append(
            DrawnColumn(case.case_id, case.marks, {}, name=shown,
                         state=_figures(letter, at, page, layout))
        )  # fmt: skip
    return columns


def _figures(letter: str, at: str, page: ParticipantsPage, layout: LiveLayout) -> str:
    """How many ○ and △ stand in a column, and population and employees of the ○, in one cell of three lines."""
    edition, first, own_last = page.marker.edition, FIRST_ROW + 1, FIRST_ROW + len(page.own)
    last = own_last + PARTICIPANTS_LEAD_ROWS + page.free_rows
    count = f"INDEX({layout.column(CIRCLES)},{at})"
    marks, own = f"{letter}${first}:{letter}${last}", f"{letter}${first}:{letter}${own_last}"
    everybody = f"ISNUMBER(MATCH(TRIM({letter}${FIRST_ROW}),CIRCLES,0))"

    marked = escaped_for_match(f"LEFT(TRIM({marks}),100)")
    plain, circle = (
        f"INDEX({layout.column(PLAIN_MARKS)},{at})",
        quoted(layout.cases.lists["participation"]["participating"].label[edition]),
    )

    figures = f"$E${first}:$E${last}"
    spelled_out = f'IF({everybody},SUMPRODUCT((TRIM({own})="")*own_employees),0)'
    marked_so = f"SUMPRODUCT(--ISNUMBER(MATCH({marked},CIRCLES,0)),{figures})"
    staff_of_circles = f"IF({plain},SUMIF({marks},{circle},{figures}),{marked_so})+{spelled_out}"
    population, employees = (
        f'TEXT({each},"#,##0")' for each in (f"INDEX({layout.column(POPULATION)},{at})", staff_of_circles)
    )
    considering = (
        f"SUMPRODUCT(COUNTIF({marks},TRIANGLES))"
        f'+IF(ISNUMBER(MATCH(TRIM({letter}${FIRST_ROW}),TRIANGLES,0)),SUMPRODUCT(--(TRIM({own})="")),0)'
    )
    bodies, people, staff = (quoted(each) for each in FIGURES[edition])
    gap, take_part, consider = (quoted(each) for each in (STATE_GAP[edition], TAKES_PART, CONSIDERS))
    circles = f'IF({count}=0,"",{gap}&{take_part}&TEXT({count},"#,##0")&{bodies})'
    triangles = f'IF({considering}=0,"",{gap}&{consider}&TEXT({considering},"#,##0")&{bodies})'
    beside = f'IF({count}=0,"",CHAR(10)&{people}&{population}&CHAR(10)&{staff}&{employees})'
    return f'=IFERROR(MID({circles}&{triangles},{len(STATE_GAP[edition]) + 1},99)&{beside},"")'


def _draw_row(sheet: Worksheet, row: int, told: tuple[str, str | int, str | int], styles: Styles) -> None:
    sheet.set_row(row, _LINE)
    sheet.write_blank(row, NEED_COLUMN - 1, None, styles["printed_name"])
    for column, value, style in zip(
        (NAME_COLUMN, POPULATION_COLUMN, EMPLOYEES_COLUMN),
        told,
        ("printed_name", "printed_number", "printed_number"),
        strict=True,
    ):
        sheet.write(row, column - 1, value, styles[style])


def _draw_free(sheet: Worksheet, page: ParticipantsPage, row: int, number: int, code: Typed, styles: Styles) -> None:
    cell = xl_rowcol_to_cell(row, KEY_COLUMN - 1, col_abs=True)
    sheet.set_row(row, _LINE)
    write_typed(sheet, row, KEY_COLUMN - 1, code, styles, "code")
    sheet.write_blank(row, NEED_COLUMN - 1, None, styles["printed_name"])
    typed = f'IF(ISNUMBER({cell}),TEXT({cell},"000000"),TRIM({cell}))'
    for column, formula, style in (
        (NAME_COLUMN, municipalities.name_of(typed), "printed_name"),
        (POPULATION_COLUMN, municipalities.population_of(typed), "printed_number"),
        (EMPLOYEES_COLUMN, municipalities.employees_of(typed), "printed_number"),
    ):
        sheet.write_formula(row, column - 1, f'=IF({cell}="","",IFERROR({formula},""))', styles[style], "")
    _draw_marks(sheet, page, row, free_row(number) if code is None else str(code), styles)
    if findings := page.findings.get(("", str(code))):
        add_note(sheet, row, KEY_COLUMN - 1, findings, page.marker.edition)


def _draw_marks(sheet: Worksheet, page: ParticipantsPage, row: int, code: str, styles: Styles) -> None:
    for offset, case in enumerate(page.cases):
        variant = "carried" if case.is_carried(code) and code in case.marks else ""
        write_typed(sheet, row, FIRST + offset, case.marks.get(code), styles, "sign", variant)
        if findings := page.findings.get((case.case_id, code)):
            add_note(sheet, row, FIRST + offset, findings, page.marker.edition)


def _add_dropdowns(sheet: Worksheet, page: ParticipantsPage, free_first: int, last: int) -> None:
    """○ and △ are offered; what else is typed is let in, because 〇, ◯ or ▲ are read alike, and judged at once."""
    edition, right = page.marker.edition, FIRST + len(page.cases) - 1
    offered = {"validate": "list", "source": "=L_participation", "show_error": False}
    title = {"input_title": MARK_LABEL[edition]}
    validate(
        sheet,
        (FIRST_ROW - 1, FIRST, FIRST_ROW - 1, right),
        {**offered, "input_title": ALL[edition], "input_message": ALL_HELP[edition]},
    )
    validate(sheet, (FIRST_ROW, FIRST, last, right), {**offered, **title, "input_message": MARK_HELP[edition]})
    if page.free_rows:
        message = {"input_title": PARTICIPANTS_HEADERS[CODE_KEY][edition], "input_message": CODE_HELP[edition]}
        validate(sheet, (free_first, KEY_COLUMN - 1, last, KEY_COLUMN - 1), {"validate": "any", **message})


def _add_looks(
    sheet: Worksheet,
    area: tuple[int, int, int, int],
    free_first: int,
    layout: LiveLayout,
    styles: Styles,
) -> None:
    """A cell that holds no mark, the first one that is wrong in its case, and names of cases in which something is open."""
    first, column, last, right = area
    cell = xl_rowcol_to_cell(first, column)
    typed = escaped_for_match(f"LEFT(TRIM({cell}),100)")
    bad = f'=AND(TRIM({cell})<>"",ISERROR(MATCH({typed},S_participation,0)),ISERROR(MATCH({typed},NO_MARKS,0)))'
    sheet.conditional_format(*area, {"type": "formula", "criteria": bad, "format": styles.conditional("error")})
    case = xl_rowcol_to_cell(ID_ROW - 1, column, row_abs=True)
    position = f"MATCH({case},{layout.column(CASE_ID)},0)"
    problem = f"INDEX({layout.column(layout.problem_column)},{position})"
    row = layout.row_of_mark(f"MOD({problem},{PLACE})", position)
    at = f'IF(ROWS({xl_rowcol_to_cell(0, column, row_abs=True)}:{cell})={row},{problem},"")'
    add_states(sheet, area, at, styles)
    add_states(sheet, (NAME_ROW - 1, column, NAME_ROW - 1, right), problem, styles)
    if free_first <= last:
        add_states(sheet, (free_first, KEY_COLUMN - 1, last, KEY_COLUMN - 1), FREE_CODE_STATE, styles)
