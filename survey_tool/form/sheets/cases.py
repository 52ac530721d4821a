"""The cases sheet: one row a case, one column a question, with live marks."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.heights import points
from survey_tool.drawing.styles import Styles
from survey_tool.form.contract.answers import CaseRow
from survey_tool.form.contract.marker import BAND_ROW, FIRST_ROW, HEADER_ROW, KEY_ROW, SHEETS, UNIT_ROW, Marker
from survey_tool.form.entries.cells import add_dropdown, add_note, write_typed
from survey_tool.form.entries.columns import look
from survey_tool.form.live.checks import ROW, case_position
from survey_tool.form.live.layout import LiveMap
from survey_tool.form.live.stored_values import StoredValues
from survey_tool.form.printed.entry_sheets import (
    CASES_LEAD,
    COLON,
    GOOD,
    MORE_ROWS,
    STATE_HEADER,
    label_with_privacy,
    requirement_with_sign,
)
from survey_tool.questionnaire.asked.bands import BANDS
from survey_tool.questionnaire.findings.catalogue import SEVERITY_LABELS
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.questionnaire.vocabulary.kinds import Printed
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.wording.words import Language, Words

_STATE_WIDTH, _STATE_SIZE = 48, 9  # characters; points, of its type
_ROW_HEIGHT, _HIGHEST_ROW = 36, 200  # points; two lines of the state, which are enough for nearly all it may say
_UNIT_SIZE = 8
_A3, _PRINT_SCALE = 8, 58  # paper and per cent: as little paper as can still be read
_PAGE_WIDTH = 315  # characters on such a page, in the widest of the fonts that may be at hand
_NAME_KEY = "name"


@dataclass(frozen=True)
class CasesPage:
    """What is drawn: rows in order, findings by (case id, key)."""

    marker: Marker
    questions: dict[str, Question]
    rows: tuple[CaseRow, ...]
    findings: dict[tuple[str, str], list[Finding]]
    marked: frozenset[tuple[str, str]]  # findings that no live check shows
    first: StoredValues


def column_of(questions: dict[str, Question], key: str) -> int:
    """0-based column of a question; column A holds the state."""
    return list(questions).index(key) + 1


def page_breaks(questions: dict[str, Question]) -> list[int]:
    """The columns (0-based) before which a new page begins: whole bands on a page where they fit, none cut off.

    The id and the name are repeated on every page, the state stands on the first.
    """
    name = column_of(questions, _NAME_KEY)
    widths = [look(question.kind).width for question in questions.values()]
    room = _PAGE_WIDTH - sum(widths[:name])
    breaks, left = [], room - _STATE_WIDTH
    for column, (question, width) in enumerate(zip(questions.values(), widths, strict=True), start=1):
        if column <= name:
            continue
        rest = [look(each.kind).width for each in list(questions.values())[column - 1 :] if each.band == question.band]
        begins = column > name + 1 and list(questions.values())[column - 2].band != question.band
        if width > left or (begins and left < sum(rest) <= room):
            breaks.append(column)
            left = room
        left -= width
    return breaks


def draw_cases(sheet: Worksheet, page: CasesPage, live: LiveMap, styles: Styles) -> None:
    """Draws the sheet."""
    edition = page.marker.edition
    _draw_head(sheet, page, styles)
    for position, row in enumerate(page.rows):
        _draw_row(sheet, page, FIRST_ROW - 1 + position, row, live, styles)
    last = FIRST_ROW - 2 + len(page.rows)
    sheet.write_string(last + 1, 1, MORE_ROWS[edition], styles["lead"])
    _add_dropdowns(sheet, page, last)
    _add_live_marks(sheet, page, last, live, styles)
    sheet.autofilter(UNIT_ROW - 1, 0, last, len(page.questions))
    sheet.freeze_panes(FIRST_ROW - 1, column_of(page.questions, _NAME_KEY) + 1)
    _set_up_print(sheet, page, last)


def _draw_head(sheet: Worksheet, page: CasesPage, styles: Styles) -> None:
    edition = page.marker.edition
    sheet.set_default_row(_ROW_HEIGHT)
    sheet.set_row(0, 30)
    sheet.set_row(KEY_ROW - 1, 4, None, {"hidden": True})
    sheet.set_row(BAND_ROW - 1, 20)
    sheet.set_row(HEADER_ROW - 1, 46)
    units = ((_unit(question, edition), look(question.kind).width) for question in page.questions.values())
    sheet.set_row(UNIT_ROW - 1, points(*units, size=_UNIT_SIZE))
    sheet.write_string(0, 0, str(page.marker), styles["marker"])
    sheet.write_string(0, 1, SHEETS["cases"][edition], styles["title"])
    # Beyond the columns that are repeated on every page, so that it is on the first alone, and whole.
    sheet.write_string(0, column_of(page.questions, _NAME_KEY) + 1, CASES_LEAD[edition], styles["lead"])
    sheet.set_column(0, 0, _STATE_WIDTH)
    sheet.write_string(BAND_ROW - 1, 0, "", styles["band"])
    sheet.write_string(HEADER_ROW - 1, 0, STATE_HEADER[edition], styles["header"])
    sheet.write_string(UNIT_ROW - 1, 0, Words("自動表示", "Filled in for you")[edition], styles["unit"])
    band = ""
    for column, (key, question) in enumerate(page.questions.items(), start=1):
        appearance = look(question.kind)
        sheet.set_column(column, column, appearance.width)
        sheet.write_string(KEY_ROW - 1, column, key, styles["key"])
        title = BANDS[question.band].title[edition] if question.band != band else ""
        band = question.band
        sheet.write_string(BAND_ROW - 1, column, title, styles["band"])
        sheet.write_string(HEADER_ROW - 1, column, label_with_privacy(question, edition), styles["header"])
        sheet.write_string(UNIT_ROW - 1, column, _unit(question, edition), styles["unit"])


def _unit(question: Question, edition: Language) -> str:
    unit, requirement = question.kind.unit()[edition], requirement_with_sign(question, edition)
    return f"{requirement}\n{unit}" if unit else requirement


def _draw_row(sheet: Worksheet, page: CasesPage, row: int, case: CaseRow, live: LiveMap, styles: Styles) -> None:
    edition = page.marker.edition
    state = first_state(page.first, case, edition)
    sheet.set_row(row, _height(page, case, state))
    sheet.write_formula(row, 0, _state_formula(live, edition), styles["state"], state)
    for column, (key, question) in enumerate(page.questions.items(), start=1):
        style = look(question.kind).style
        value = case.case_id if key == "case_id" else case.answers.get(key)
        place = (case.case_id, key)
        variant = "marked" if place in page.marked else "carried" if case.carried_over and key in case.answers else ""
        write_typed(sheet, row, column, value, styles, style, variant)
        if found := page.findings.get(place):
            add_note(sheet, row, column, found, edition)


def _height(page: CasesPage, case: CaseRow, state: str) -> float:
    """Room for long answers at first; the row grows further with what is typed."""
    texts = (
        (value, look(page.questions[key].kind).width) for key, value in case.answers.items() if key in page.questions
    )
    needed = points(("", 1), *((value, width) for value, width in texts if isinstance(value, str)))
    needed = max(needed, points((state, _STATE_WIDTH), size=_STATE_SIZE))
    return max(_ROW_HEIGHT, min(needed, _HIGHEST_ROW))


def first_state(first: StoredValues, case: CaseRow, edition: Language) -> str:
    """The written result of the state, blank where it is not known."""
    problems = first.of_case(case)
    if not problems:
        return "" if problems is None else GOOD
    sign = f"{SEVERITY_LABELS['warning'][edition]} " if problems[0].message.severity == "warning" else ""
    return f"{sign}{problems[0].message.said[edition]}"


def _state_formula(live: LiveMap, edition: Language) -> str:
    """✔, or the first problem in the validator's own words; hints and warnings where there is no error."""
    here = case_position("ROW()")
    grid, warnings = f"INDEX({live.grid},{here},0)", f"INDEX({live.warnings},{here},0)"
    problems = live.column(live.participants_column)
    problem = f"INDEX({problems},{here})"
    scope = f"INDEX({live.scopes},{here})"
    first = f"MOD(MIN({grid},{problem}),{ROW})"
    hint = f'MID(INDEX({grid},MATCH("h*",{grid},0)),2,9)+0'
    warning = f"MOD(MIN({warnings}),{ROW})"
    check = SEVERITY_LABELS["warning"][edition]
    return (
        f"=IF(COUNT({grid},{problem})>0,{_said(first, edition)},"
        f'IF(COUNTIF({grid},"h*")>0,{_said(hint, edition)},'
        f'IF({scope}=0,"",IF(COUNT({warnings})>0,"{check} "&{_said(warning, edition)},"{GOOD}"))))'
    )


def _said(number: str, edition: Language) -> str:
    return f'INDEX(MSG_LABEL,{number})&"{COLON[edition]}"&INDEX(MSG_SENTENCE,{number})'


def _add_dropdowns(sheet: Worksheet, page: CasesPage, last: int) -> None:
    first = FIRST_ROW - 1
    for column, (key, question) in enumerate(page.questions.items(), start=1):
        if isinstance(question.kind, Printed):
            continue
        source = _narrowed(page.questions, first) if key == "system_type" else None
        add_dropdown(sheet, (first, column, last, column), question, page.marker.edition, source)


def _narrowed(questions: dict[str, Question], first: int) -> str:
    """The types of the chosen domain; all of them while none is chosen."""
    domain = xl_rowcol_to_cell(first, column_of(questions, "domain"), col_abs=True)
    narrowed = f"OFFSET(C_system_type,MATCH({domain},P_system_type,0)-1,0,COUNTIF(P_system_type,{domain}),1)"
    return f'=IF({domain}="",L_system_type,{narrowed})'


def _add_live_marks(sheet: Worksheet, page: CasesPage, last: int, live: LiveMap, styles: Styles) -> None:
    first, end = FIRST_ROW - 1, len(page.questions)
    here = case_position("ROW()")
    key = xl_rowcol_to_cell(KEY_ROW - 1, 1, row_abs=True)
    at = f"INDEX({live.grid},{here},MATCH({key},{live.grid_keys},0))"
    warned = f"INDEX({live.warnings},{here},MATCH({key},{live.warning_keys},0))"
    for criteria, look_name in (
        (f"=ISNUMBER({at})", "error"),
        (f"=IFERROR(ISNUMBER({warned}),FALSE)", "warning"),
        (f'=LEFT({at},1)="h"', "hint"),
    ):
        options = {"type": "formula", "criteria": criteria, "format": styles.conditional(look_name)}
        sheet.conditional_format(first, 1, last, end, options)
    state = {"type": "cell", "criteria": "==", "value": f'"{GOOD}"', "format": styles.conditional("good")}
    sheet.conditional_format(first, 0, last, 0, state)
    problem = f"=COUNT(INDEX({live.grid},{here},0),INDEX({live.column(live.participants_column)},{here}))>0"
    sheet.conditional_format(
        first, 0, last, 0, {"type": "formula", "criteria": problem, "format": styles.conditional("error")}
    )


def _set_up_print(sheet: Worksheet, page: CasesPage, last: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.repeat_rows(BAND_ROW - 1, UNIT_ROW - 1)
    name = column_of(page.questions, _NAME_KEY)
    sheet.repeat_columns(1, name)
    sheet.print_area(0, 0, last, len(page.questions))
    sheet.set_print_scale(_PRINT_SCALE)
    sheet.set_v_pagebreaks(page_breaks(page.questions))
    sheet.print_across()
    sheet.set_footer("&L&8&A&R&8&P / &N")
