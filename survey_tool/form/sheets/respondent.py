"""The respondent sheet: one row a question, the answer in column C, the live check beside it."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.styles import Styles
from survey_tool.form.contract.answers import Typed
from survey_tool.form.contract.marker import RESPONDENT_ANSWER_COLUMN, RESPONDENT_FIRST_ROW, SHEETS, Marker
from survey_tool.form.entries.cells import add_dropdown, add_note, write_typed
from survey_tool.form.entries.columns import look
from survey_tool.form.live.checks import ROW
from survey_tool.form.live.layout import LiveMap
from survey_tool.form.live.stored_values import StoredValues
from survey_tool.form.printed.entry_sheets import (
    COLON,
    GOOD,
    RESPONDENT_HEADERS,
    RESPONDENT_LEAD,
    label_with_privacy,
    requirement_with_sign,
)
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.questionnaire.vocabulary.kinds import FreeText, Printed
from survey_tool.questionnaire.vocabulary.questions import Question

_WIDTHS = (3, 26, 40, 20, 32, 50)


@dataclass(frozen=True)
class RespondentPage:
    """What is drawn: answers by key, findings by key, the printed prefecture."""

    marker: Marker
    questions: dict[str, Question]
    prefecture: str
    answers: dict[str, Typed]
    findings: dict[str, list[Finding]]
    marked: frozenset[str]
    first: StoredValues


def draw_respondent(sheet: Worksheet, page: RespondentPage, live: LiveMap, styles: Styles) -> None:
    """Draws the sheet."""
    edition = page.marker.edition
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, str(page.marker), styles["marker"])
    sheet.write_string(0, 1, SHEETS["respondent"][edition], styles["title"])
    sheet.write_string(0, 3, RESPONDENT_LEAD[edition], styles["lead"])
    for column, heading in enumerate(RESPONDENT_HEADERS[1:], start=1):
        sheet.write_string(RESPONDENT_FIRST_ROW - 2, column, heading[edition], styles["header"])
    for offset, (key, question) in enumerate(page.questions.items()):
        _draw_question(sheet, page, RESPONDENT_FIRST_ROW - 1 + offset, key, question, styles)
        _draw_state(sheet, page, RESPONDENT_FIRST_ROW - 1 + offset, key, live, styles)
    _add_live_marks(sheet, page, live, styles)
    sheet.freeze_panes(RESPONDENT_FIRST_ROW - 1, 3)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 1, RESPONDENT_FIRST_ROW - 2 + len(page.questions), len(_WIDTHS) - 1)
    sheet.set_footer("&L&8&A&R&8&P / &N")


def _draw_question(
    sheet: Worksheet, page: RespondentPage, row: int, key: str, question: Question, styles: Styles
) -> None:
    edition, column = page.marker.edition, RESPONDENT_ANSWER_COLUMN - 1
    tall = isinstance(question.kind, FreeText) and question.kind.limit >= 400
    sheet.set_row(row, 90 if tall else 36)
    sheet.write_string(row, 0, key, styles["key"])
    sheet.write_string(row, 1, label_with_privacy(question, edition), styles["header_left"])
    unit, requirement = question.kind.unit()[edition], requirement_with_sign(question, edition)
    sheet.write_string(row, 3, f"{requirement}\n{unit}" if unit else requirement, styles["unit"])
    sheet.write_string(row, 5, question.help[edition], styles.named("printed_wrapped", "middle"))
    if isinstance(question.kind, Printed):
        sheet.write_string(row, column, page.prefecture, styles.named("printed", "middle"))
        return
    style, marked = look(question.kind).style, "marked" if key in page.marked else ""
    middle = "" if tall else "middle"
    write_typed(sheet, row, column, page.answers.get(key), styles, style, f"{middle} {marked}")
    add_dropdown(sheet, (row, column, row, column), question, edition, None)
    if found := page.findings.get(key):
        add_note(sheet, row, column, found, edition)


def _draw_state(sheet: Worksheet, page: RespondentPage, row: int, key: str, live: LiveMap, styles: Styles) -> None:
    at = f"INDEX({live.respondent_numbers},MATCH($A{row + 1},{live.respondent_keys},0))"
    number, hint = f"MOD({at},{ROW})", f"MID({at},2,9)+0"
    colon = COLON[page.marker.edition]
    fault = f'INDEX(MSG_LABEL,{number})&"{colon}"&INDEX(MSG_SENTENCE,{number})'
    hinted = f'INDEX(MSG_LABEL,{hint})&"{colon}"&INDEX(MSG_SENTENCE,{hint})'
    filled = xl_rowcol_to_cell(row, RESPONDENT_ANSWER_COLUMN - 1, col_abs=True)
    formula = f'=IFERROR(IF(ISNUMBER({at}),{fault},IF({at}<>"",{hinted},IF(OR({live.started}=0,TRIM({filled})=""),"","{GOOD}"))),"")'
    sheet.write_formula(row, 4, formula, styles.named("state", "middle"), _first_state(page, key))


def _first_state(page: RespondentPage, key: str) -> str:
    """The written result of the state; where nothing is the matter it may still be a hint, so nothing is said."""
    problem = page.first.of_answer(key)
    return problem.message.said[page.marker.edition] if problem else ""


def _add_live_marks(sheet: Worksheet, page: RespondentPage, live: LiveMap, styles: Styles) -> None:
    first, last = RESPONDENT_FIRST_ROW - 1, RESPONDENT_FIRST_ROW - 2 + len(page.questions)
    at = f"INDEX({live.respondent_numbers},MATCH($A{first + 1},{live.respondent_keys},0))"
    wrong = {"type": "formula", "criteria": f"=IFERROR(ISNUMBER({at}),FALSE)", "format": styles.conditional("error")}
    sheet.conditional_format(first, 2, last, 2, wrong)
    sheet.conditional_format(first, 4, last, 4, wrong)
    good = {"type": "cell", "criteria": "==", "value": f'"{GOOD}"', "format": styles.conditional("good")}
    sheet.conditional_format(first, 4, last, 4, good)
