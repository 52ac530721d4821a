"""Where everything stands on the hidden sheet `_live`, and the names through which formulas find it.

Names are relative to the row that uses them, so that the formulas are the same text in every row and in every form; what
differs between forms (how many municipalities stand on the participants sheet) is in the names alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook

from survey_tool.form.contract.marker import (
    FIRST_ROW,
    LIVE_SHEET,
    PARTICIPANTS_CODE_COLUMN,
    PARTICIPANTS_FIRST_CASE_COLUMN,
    RESPONDENT_ANSWER_COLUMN,
    RESPONDENT_KEY_COLUMN,
)
from survey_tool.form.live.checks import (
    HERE,
    INSERTED_ROWS,
    SPARE_COLUMNS,
    Columns,
    JudgedColumns,
    months,
    sheet_reference,
    warned,
)
from survey_tool.questionnaire.vocabulary.excel_face import escaped_for_match
from survey_tool.questionnaire.vocabulary.questions import WHEN_WITHDRAWN
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language

# Columns of a judged case row, 0-based.
ROW_NUMBER, CASE_ID, SCOPE, BASE, CARRIED, MARKS_COLUMN, CIRCLES, BAD_MARK, FIRST_MARK, FIRST_CIRCLE = range(10)
_FIRST_FREE = 10
_ROW_NAMES = {
    "row_number": ROW_NUMBER,
    "row_id": CASE_ID,
    "row_scope": SCOPE,
    "row_base": BASE,
    "row_carried": CARRIED,
    "row_circles": CIRCLES,
    "row_bad_mark": BAD_MARK,
    "row_first_mark": FIRST_MARK,
    "row_first_circle": FIRST_CIRCLE,
}
FIRST_CASE = 2  # 0-based row of the first case on the hidden sheet


@dataclass(frozen=True)
class LiveMap:
    """What other sheets need to know of the hidden sheet."""

    block: str  # all numbers, for SMALL
    grid: str  # the cases' errors and hints, rows × questions, for marks at the cells
    grid_keys: str  # the keys of the grid's columns
    warnings: str
    warning_keys: str
    cases: int  # judged rows
    first_case: int
    respondent_numbers: str  # the respondent's errors, in the order of the questions
    respondent_keys: str
    participants_column: int
    grid_first_column: int
    scopes: str
    filled_cases: str
    free_first_row: int  # 0-based, on the hidden sheet
    free_last_row: int
    started: str  # 0 while nothing is filled in

    def column(self, column: int) -> str:
        """One column of the hidden sheet over all judged case rows."""
        letter = xl_col_to_name(column)
        return f"{LIVE_SHEET}!${letter}${FIRST_CASE + 1}:${letter}${FIRST_CASE + self.cases}"

    def row_of_mark(self, sentence: str, first: int, position: str, first_cell: str) -> str:
        """The row of the participants sheet where a problem with the marks of the case at `position` stands.

        `first` is the number of the first sentence about marks (they are in the order of `MARK_CHECKS`), `first_cell` any
        cell of the first row of marks.
        """
        rows = ",".join(f"INDEX({self.column(column)},{position})" for column in (FIRST_MARK, BAD_MARK, FIRST_CIRCLE))
        return f"CHOOSE({sentence}-{first - 1},{rows},ROW({first_cell}))"


class LiveLayout:
    """The hidden sheet of one form: columns, rows and names."""

    def __init__(self, survey: Survey, edition: Language, own_municipalities: int, cases: int, free: int) -> None:
        self.edition, self.own, self.printed, self.free = edition, own_municipalities, cases, free
        self.rows = cases + INSERTED_ROWS
        self.cases, self.respondent = survey.questionnaire.cases_sheet, survey.questionnaire.respondent_sheet
        self._lay_out()

    def _lay_out(self) -> None:
        columns = Columns(_FIRST_FREE)
        compared = months(self.cases)
        keys = list(self.cases.questions)
        first, last = columns.take(compared), columns.take(compared)
        self.grid_first = columns.next
        errors = columns.take(keys)
        self.grid_last = columns.next - 1
        warnings = columns.take(warned(self.cases))
        self.problem_column = columns.next
        columns.next += 1
        # As many columns behind its error as every other one, so that one name means the answer in all columns of errors.
        self.to_mirror = columns.next - self.grid_first
        mirrors = {**columns.take(keys), "case_id": CASE_ID}
        self.mirror_span = (min(c for k, c in mirrors.items() if k != "case_id"), columns.next - 1)
        self.judged = JudgedColumns(self.cases, mirrors, errors, warnings, first, last)
        # The respondent and the free rows of participants stand below the cases, their numbers in the same block.
        self.respondent_row = FIRST_CASE + self.rows + 1
        answers = list(self.respondent.questions)
        below = Columns(self.mirror_span[0])
        below_months = months(self.respondent)
        b_first, b_last = below.take(below_months), below.take(below_months)
        b_mirrors = below.take(answers)
        own = Columns(self.grid_first)
        self.respondent_judged = JudgedColumns(
            self.respondent, b_mirrors, own.take(answers), own.take(warned(self.respondent)), b_first, b_last
        )
        self.free_row = self.respondent_row + 2
        self.last_row = self.free_row + self.free

    def map(self) -> LiveMap:
        name, first, last = xl_col_to_name, FIRST_CASE + 1, FIRST_CASE + self.rows
        grid = f"{LIVE_SHEET}!${name(self.grid_first)}${{0}}:${name(self.grid_last)}${{1}}"
        warnings = f"{LIVE_SHEET}!${name(self.grid_last + 1)}${{0}}:${name(self.problem_column - 1)}${{1}}"
        answers = len(self.respondent.questions)
        respondent = f"{LIVE_SHEET}!${name(self.grid_first)}${{0}}:${name(self.grid_first + answers - 1)}${{0}}"
        return LiveMap(
            block=f"{LIVE_SHEET}!${name(self.grid_first)}${first}:${name(self.problem_column)}${self.last_row}",
            grid=grid.format(first, last),
            grid_keys=grid.format(1, 1),
            warnings=warnings.format(first, last),
            warning_keys=warnings.format(1, 1),
            cases=self.rows,
            first_case=FIRST_CASE,
            respondent_numbers=respondent.format(self.respondent_row + 1),
            respondent_keys=respondent.format(self.respondent_row),
            participants_column=self.problem_column,
            grid_first_column=self.grid_first,
            scopes=self.column(SCOPE),
            free_first_row=self.free_row,
            free_last_row=self.free_row + max(self.free, 1) - 1,
            started="r_scope",
            filled_cases=f"SUMPRODUCT(--({self.column(SCOPE)}>{WHEN_WITHDRAWN}))",
        )

    def column(self, column: int) -> str:
        letter = xl_col_to_name(column)
        return f"{LIVE_SHEET}!${letter}${FIRST_CASE + 1}:${letter}${FIRST_CASE + self.rows}"

    def local(self, column: int) -> str:
        return self.column(column).removeprefix(f"{LIVE_SHEET}!")

    def cases_reference(self) -> str:
        return sheet_reference("cases", self.edition)

    def participants_reference(self) -> str:
        return sheet_reference("participants", self.edition)

    def define_names(self, workbook: Workbook) -> None:
        """Names relative to the row that uses them (a file stores such names as seen from A1)."""

        def define(name: str, definition: str) -> None:
            workbook.define_name(name, f"={definition}")

        for name, column in _ROW_NAMES.items():
            define(name, f"{LIVE_SHEET}!${xl_col_to_name(column)}1")
        define(HERE, f"{LIVE_SHEET}!{xl_col_to_name(self.to_mirror)}1")
        define("r_scope", f"{LIVE_SHEET}!${xl_col_to_name(SCOPE)}${self.respondent_row + 1}")
        last = xl_col_to_name(len(self.cases.questions) + SPARE_COLUMNS)
        entries = f"{self.cases_reference()}$A:${last}"
        for key, column in self.judged.mirrors.items():
            define(f"typed_{key}", f"INDEX({entries},{LIVE_SHEET}!$A1,{LIVE_SHEET}!${xl_col_to_name(column)}$2)")
        keys, answers = self.respondent_columns()
        for key in self.respondent.questions:
            define(f"r_typed_{key}", f'INDEX({answers},IFERROR(MATCH("{key}",{keys},0),1000))')
        for prefix, judged in (("", self.judged), ("r_", self.respondent_judged)):
            for kind, columns in (
                ("said", judged.mirrors),
                ("wrong", judged.errors),
                ("from", judged.first_months),
                ("until", judged.last_months),
            ):
                for key, column in columns.items():
                    define(f"{prefix}{kind}_{key}", f"{LIVE_SHEET}!${xl_col_to_name(column)}1")
        for key in self.judged.warnings:
            define(f"all_{key}", self.column(self.judged.mirrors[key]))
        first, end = (xl_col_to_name(column) for column in self.mirror_span)
        define("row_answers", f"{LIVE_SHEET}!${first}1:${end}1")
        participants = self.participants_reference()
        code = xl_col_to_name(PARTICIPANTS_CODE_COLUMN - 1)
        first_mark, last_mark = xl_col_to_name(PARTICIPANTS_FIRST_CASE_COLUMN - 1), self._last_marks_column()
        last_row = FIRST_ROW + self.own + self.free + 1
        define("free_first", f"{participants}${code}${FIRST_ROW + self.own + 1}")  # one line of text stands before it
        free_code = f"INDEX({participants}${code}:${code},ROW(free_first)+{LIVE_SHEET}!$A1)"
        define("free_code", free_code)
        define("free_marks", f"INDEX({participants}${first_mark}:${last_mark},ROW(free_first)+{LIVE_SHEET}!$A1,0)")
        codes = f"{participants}${code}${FIRST_ROW}:${code}${last_row}"
        define("free_codes", codes)
        define("codes_so_far", f"INDEX({codes},1):{free_code}")
        define("row_marks", f"INDEX({self._marks_block()},0,{LIVE_SHEET}!${xl_col_to_name(MARKS_COLUMN)}1)")
        define("row_signs", escaped_for_match("TRIM(row_marks)"))

    def _marks_block(self) -> str:
        last_row = FIRST_ROW + self.own + self.free + 1
        return f"{self.participants_reference()}$A${FIRST_ROW}:${self._last_marks_column()}${last_row}"

    def _last_marks_column(self) -> str:
        return str(xl_col_to_name(PARTICIPANTS_FIRST_CASE_COLUMN - 2 + self.printed + SPARE_COLUMNS))

    def respondent_columns(self) -> tuple[str, str]:
        sheet = sheet_reference("respondent", self.edition)
        keys, answers = xl_col_to_name(RESPONDENT_KEY_COLUMN - 1), xl_col_to_name(RESPONDENT_ANSWER_COLUMN - 1)
        return f"{sheet}${keys}:${keys}", f"{sheet}${answers}:${answers}"
