"""Lays the live checks out on the hidden sheet `_live` and says where others find the results."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.form import municipalities
from survey_tool.form.contract import (
    FIRST_ROW,
    KEY_ROW,
    LIVE_SHEET,
    PARTICIPANTS_CODE_COLUMN,
    PARTICIPANTS_FIRST_CASE_COLUMN,
    RESPONDENT_ANSWER_COLUMN,
    RESPONDENT_KEY_COLUMN,
)
from survey_tool.form.live import (
    CASES_RANK,
    ERROR,
    INSERTED_ROWS,
    PARTICIPANTS_RANK,
    RESPONDENT_RANK,
    ROW,
    SHEET,
    SPARE_COLUMNS,
    Columns,
    Judged,
    RowCells,
    error_formula,
    mirror_formula,
    month_formulas,
    months,
    sheet_reference,
    warned,
    warning_formula,
)
from survey_tool.form.messages import Messages
from survey_tool.questionnaire.kinds import Month
from survey_tool.questionnaire.questions import IN_FULL, WHEN_NOT_INVOLVED, WHEN_WITHDRAWN
from survey_tool.questionnaire.words import Language
from survey_tool.reference.survey import Survey

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
    grid_last_column: int
    scopes: str
    bad_marks: str
    filled_cases: str
    free_first_row: int  # 0-based, on the hidden sheet
    free_last_row: int
    respondent_row: int

    def column(self, column: int) -> str:
        """One column of the hidden sheet over all judged case rows."""
        letter = xl_col_to_name(column)
        return f"{LIVE_SHEET}!${letter}${FIRST_CASE + 1}:${letter}${FIRST_CASE + self.cases}"


class LiveSheet:
    """Writes `_live`. Every formula's written value is that of a blank form; a program that opens it recalculates."""

    def __init__(
        self, survey: Survey, edition: Language, messages: Messages, own_municipalities: int, cases: int
    ) -> None:
        self.survey, self.edition, self.messages = survey, edition, messages
        self.printed = cases
        self.rows = cases + INSERTED_ROWS
        self.free = survey.round.form.free_municipalities
        self.own = own_municipalities
        self.cases, self.respondent = survey.questionnaire.cases_sheet, survey.questionnaire.respondent_sheet
        self._lay_out()

    def _lay_out(self) -> None:
        columns = Columns(_FIRST_FREE)
        compared = months(self.cases)
        keys = list(self.cases.questions)
        first, last = columns.take(compared), columns.take(compared)
        mirrors = {**columns.take(key for key in keys if key != "case_id"), "case_id": CASE_ID}
        self.mirror_span = (min(c for k, c in mirrors.items() if k != "case_id"), columns.next - 1)
        self.grid_first = columns.next
        errors = columns.take(keys)
        self.grid_last = columns.next - 1
        warnings = columns.take(warned(self.cases))
        self.problem_column = columns.next
        columns.next += 1
        self.judged = Judged(self.cases, mirrors, errors, warnings, first, last)
        # The respondent and the free rows of participants stand below the cases, their numbers in the same block.
        self.respondent_row = FIRST_CASE + self.rows + 1
        answers = list(self.respondent.questions)
        below = Columns(_FIRST_FREE)
        below_months = months(self.respondent)
        b_first, b_last = below.take(below_months), below.take(below_months)
        b_mirrors = below.take(answers)
        own = Columns(self.grid_first)
        self.respondent_judged = Judged(
            self.respondent, b_mirrors, own.take(answers), own.take(warned(self.respondent)), b_first, b_last
        )
        self.free_row = self.respondent_row + 2
        self.last_row = self.free_row + self.free
        self.cells = RowCells(self.edition, self.cases.lists, self._facts())
        self.scope_formula = self._scope_formula()
        self.case_formulas = self._case_formulas()
        self.marks_problem = self._marks_problem()

    def write(self, workbook: Workbook, sheet: Worksheet) -> LiveMap:
        """Fills the sheet and defines the names that its formulas are made of."""
        self.sheet = sheet
        self._define_names(workbook)
        self._write_keys()
        for position in range(self.rows):
            self._write_case(FIRST_CASE + position, position)
        self._write_respondent()
        for position in range(self.free):
            self._write_free_row(position)
        return self._map()

    def _map(self) -> LiveMap:
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
            grid_last_column=self.grid_last,
            scopes=self._column(SCOPE),
            bad_marks=self._column(BAD_MARK),
            free_first_row=self.free_row,
            free_last_row=self.free_row + max(self.free, 1) - 1,
            respondent_row=self.respondent_row,
            filled_cases=f"SUMPRODUCT(--({self._column(SCOPE)}>{WHEN_WITHDRAWN}))",
        )

    def _column(self, column: int) -> str:
        letter = xl_col_to_name(column)
        return f"{LIVE_SHEET}!${letter}${FIRST_CASE + 1}:${letter}${FIRST_CASE + self.rows}"

    # Cases

    def _write_keys(self) -> None:
        keys = {**self.judged.mirrors}
        for key, column in keys.items():
            self.sheet.write_string(0, column, key)
            last = len(self.cases.questions) + SPARE_COLUMNS
            self.sheet.write_formula(
                1, column, f'=IFERROR(MATCH("{key}",{self._cases()}${KEY_ROW}:${KEY_ROW},0),{last + 1})'
            )
        for key, column in (*self.judged.errors.items(), *self.judged.warnings.items()):
            self.sheet.write_string(0, column, key)

    def _cases(self) -> str:
        return sheet_reference("cases", self.edition)

    def _participants(self) -> str:
        return sheet_reference("participants", self.edition)

    def _define_names(self, workbook: Workbook) -> None:
        """Names relative to the row that uses them (a file stores such names as seen from A1)."""

        def define(name: str, definition: str) -> None:
            workbook.define_name(name, f"={definition}")

        for name, column in _ROW_NAMES.items():
            define(name, f"{LIVE_SHEET}!${xl_col_to_name(column)}1")
        last = xl_col_to_name(len(self.cases.questions) + SPARE_COLUMNS)
        entries = f"{self._cases()}$A:${last}"
        for key, column in self.judged.mirrors.items():
            define(f"typed_{key}", f"INDEX({entries},{LIVE_SHEET}!$A1,{LIVE_SHEET}!${xl_col_to_name(column)}$2)")
        keys, answers = self._respondent_columns()
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
            define(f"all_{key}", self._column(self.judged.mirrors[key]))
        first, end = (xl_col_to_name(column) for column in self.mirror_span)
        define("row_answers", f"{LIVE_SHEET}!${first}1:${end}1")
        define("row_marks", f"INDEX({self._marks_block()},0,{LIVE_SHEET}!${xl_col_to_name(MARKS_COLUMN)}1)")

    def _facts(self) -> dict[str, str]:
        return {
            "carried_over": "row_carried",
            "participating": "row_circles",
            "own_prefecture_spellings": "OWN_PREFECTURE",
            "usual_amount": str(self.survey.round.form.usual_amount),
            "as_of_month": str(self.survey.round.as_of_month),
        }

    def _write_case(self, row: int, position: int) -> None:
        n, write = row + 1, self.sheet.write_formula
        first_row = FIRST_ROW + position
        write(row, ROW_NUMBER, f"=ROW({self._cases()}$B${KEY_ROW})+{FIRST_ROW - KEY_ROW + position}", None, first_row)
        write(row, CASE_ID, '=IFERROR(TRIM(typed_case_id),"")', None, "")
        write(row, SCOPE, self.scope_formula, None, 0)
        write(
            row,
            BASE,
            f"={ERROR + CASES_RANK * SHEET}+row_number*{ROW}",
            None,
            ERROR + CASES_RANK * SHEET + first_row * ROW,
        )
        write(row, CARRIED, '=IF(row_id="",0,COUNTIF(CARRIED_IDS,row_id))', None, 0)
        for column, formula in self.case_formulas:
            write(row, column, formula, None, "")
        write(row, self.judged.errors["case_id"], self._case_id_formula(n), None, "")
        self._write_marks(row)

    def _case_formulas(self) -> list[tuple[int, str]]:
        """The formulas of a case row: the same text in every row, because every reference is a name."""
        cells, found = self.cells, []
        for key, question in self.cases.questions.items():
            if key != "case_id":
                found.append((self.judged.mirrors[key], mirror_formula(key, question, cells)))
                found.append((self.judged.errors[key], error_formula(self.judged, key, cells, self.messages, "cases")))
            if key in self.judged.first_months and isinstance(question.kind, Month):
                first, last = month_formulas(question.kind, cells.value(key))
                found.append((self.judged.first_months[key], first))
                found.append((self.judged.last_months[key], last))
            if key in self.judged.warnings:
                found.append(
                    (self.judged.warnings[key], warning_formula(self.judged, key, cells, self.messages, "cases"))
                )
        return found

    def _scope_formula(self) -> str:
        cells = self.cells
        circle, none = cells.label("mark", "yes"), cells.label("prefecture_role", "none")
        scope = f"IF(said_withdrawn={circle},{WHEN_WITHDRAWN},IF(said_prefecture_role={none},{WHEN_NOT_INVOLVED},{IN_FULL}))"
        return f'=IF(SUMPRODUCT(--(row_answers<>""))=0,0,{scope})'

    def _case_id_formula(self, n: int) -> str:
        dropped, missing, unknown, twice = (
            f"row_base+{self.messages.named('cases', 'case_id', name)}"
            for name in ("case-dropped", "case-id-missing", "case-id-unknown", "duplicate-case-id")
        )
        once = f'IF(COUNTIF($B${FIRST_CASE + 1}:$B{n},row_id)>1,{twice},"")'
        filled = f'IF(row_id="",{missing},IF(COUNTIF(PRINTED_IDS,row_id)=0,{unknown},{once}))'
        return f'=IF(row_scope=0,IF(row_carried>0,{dropped},""),{filled})'

    # Participants

    def _marks_block(self) -> str:
        last_row = FIRST_ROW + self.own + self.free + 1
        return f"{self._participants()}$A${FIRST_ROW}:${self._last_marks_column()}${last_row}"

    def _last_marks_column(self) -> str:
        return str(xl_col_to_name(PARTICIPANTS_FIRST_CASE_COLUMN - 2 + self.printed + SPARE_COLUMNS))

    def _write_marks(self, row: int) -> None:
        """Which column of participants belongs to the case, what it holds and what is wrong with it."""
        write = self.sheet.write_formula
        blank_column = PARTICIPANTS_FIRST_CASE_COLUMN - 1 + self.printed + SPARE_COLUMNS
        keys = f"{self._participants()}${KEY_ROW}:${KEY_ROW}"
        column = f'=IFERROR(IF(row_id="",{blank_column},MATCH(row_id,{keys},0)),{blank_column})'
        write(row, MARKS_COLUMN, column, None, blank_column)
        write(row, CIRCLES, "=SUMPRODUCT(COUNTIF(row_marks,CIRCLES))", None, 0)
        self._first_row(row, BAD_MARK, '(TRIM(row_marks)<>"")*ISNA(MATCH(TRIM(row_marks),S_participation,0))')
        self._first_row(row, FIRST_MARK, 'TRIM(row_marks)<>""')
        self._first_row(row, FIRST_CIRCLE, "ISNUMBER(MATCH(TRIM(row_marks),CIRCLES,0))")
        write(row, self.problem_column, self.marks_problem, None, "")

    def _first_row(self, row: int, column: int, condition: str) -> None:
        formula = f"{{=IFERROR(MIN(IF({condition},ROW(row_marks))),0)}}"
        self.sheet.write_array_formula(row, column, row, column, formula, None, 0)

    def _marks_problem(self) -> str:
        cells = self.cells
        number = {
            each: f"row_base+{(PARTICIPANTS_RANK - CASES_RANK) * SHEET + self.messages.named('participants', 'mark', each)}"
            for each in (
                "not-in-list",
                "participant-without-case",
                "only-when-participants",
                "at-least-one-participant",
            )
        }
        considering, operating = cells.label("status", "considering"), cells.label("status", "in_operation")
        lonely = f'AND(said_status={operating},row_circles=0,said_co_prefectures="")'
        return (
            f'=IF(row_scope=0,IF(row_first_mark>0,{number["participant-without-case"]},""),IF(row_scope<{IN_FULL},"",'
            f"IF(row_bad_mark>0,{number['not-in-list']},"
            f"IF(AND(row_first_circle>0,said_status={considering}),{number['only-when-participants']},"
            f'IF({lonely},{number["at-least-one-participant"]},"")))))'
        )

    def _write_free_row(self, position: int) -> None:
        """A municipality of another prefecture: is its code known, and does it stand only once?"""
        row = self.free_row + position
        n, here = row + 1, FIRST_ROW + self.own + 1 + position  # one line of text stands between
        code_column = xl_col_to_name(PARTICIPANTS_CODE_COLUMN - 1)
        code = f"{self._participants()}${code_column}${here}"
        marks = f"{self._participants()}${xl_col_to_name(PARTICIPANTS_FIRST_CASE_COLUMN - 1)}${here}:${self._last_marks_column()}${here}"
        codes = (
            f"{self._participants()}${code_column}${FIRST_ROW}:${code_column}${FIRST_ROW + self.own + self.free + 1}"
        )
        base = f"{ERROR + PARTICIPANTS_RANK * SHEET}+ROW({code})*{ROW}"
        number = {
            name: f"{base}+{self.messages.named('participants', 'municipality_code', name)}"
            for name in ("required", "municipality-unknown", "duplicate-municipality")
        }
        hint = f'"h{self.messages.named("participants", "municipality_code", "hint")}"'
        write = self.sheet.write_formula
        write(row, 0, f"=ROW({code})", None, here)
        write(row, 1, f'=IFERROR(IF(ISNUMBER({code}),TEXT({code},"000000"),TRIM({code})),"#!")', None, "")
        write(row, 2, f'=SUMPRODUCT(--(TRIM({marks})<>""))', None, 0)
        readable = f"OR(IFERROR(AND(LEN($B{n})=5,$B{n}+0>0),FALSE),{municipalities.is_name(f'$B{n}')})"
        known = f'IF(COUNTIF({codes},$B{n})>1,{number["duplicate-municipality"]},"")'
        filled = (
            f"IF({municipalities.is_code(f'$B{n}')},{known},IF({readable},{hint},{number['municipality-unknown']}))"
        )
        blank = f'IF($C{n}>0,{number["required"]},"")'
        write(row, self.grid_first, f'=IF($B{n}="",{blank},{filled})', None, "")

    # Respondent

    def _write_respondent(self) -> None:
        row, judged, write = self.respondent_row, self.respondent_judged, self.sheet.write_formula
        keys, _ = self._respondent_columns()
        for key, column in judged.errors.items():
            self.sheet.write_string(row - 1, column, key)
        for key, question in self.respondent.questions.items():
            base = f'({ERROR + RESPONDENT_RANK * SHEET}+IFERROR(MATCH("{key}",{keys},0),0)*{ROW})'
            cells = RowCells(self.edition, self.respondent.lists, self._facts(), str(IN_FULL), base, "r_")
            write(row, judged.mirrors[key], mirror_formula(key, question, cells), None, "")
            if key in judged.first_months and isinstance(question.kind, Month):
                first, last = month_formulas(question.kind, cells.value(key))
                write(row, judged.first_months[key], first, None, "")
                write(row, judged.last_months[key], last, None, "")
            formula = error_formula(judged, key, cells, self.messages, "respondent")
            if key == "no_cases":
                formula = self._with_declaration(formula, cells, base)
            write(row, judged.errors[key], formula, None, "")
            if key in judged.warnings:
                write(
                    row,
                    judged.warnings[key],
                    warning_formula(judged, key, cells, self.messages, "respondent"),
                    None,
                    "",
                )

    def _respondent_columns(self) -> tuple[str, str]:
        sheet = sheet_reference("respondent", self.edition)
        keys, answers = xl_col_to_name(RESPONDENT_KEY_COLUMN - 1), xl_col_to_name(RESPONDENT_ANSWER_COLUMN - 1)
        return f"{sheet}${keys}:${keys}", f"{sheet}${answers}:${answers}"

    def _with_declaration(self, formula: str, cells: RowCells, base: str) -> str:
        """The declaration that there is nothing to report must fit the cases sheet."""
        contradicted, missing = (
            f"{base}+{self.messages.named('respondent', 'no_cases', name)}"
            for name in ("none-declared-but-cases", "no-cases-no-declaration")
        )
        scopes = self._column(SCOPE).removeprefix(f"{LIVE_SHEET}!")
        some = f"SUMPRODUCT(--({scopes}>{WHEN_WITHDRAWN}))"
        any_row = f"SUMPRODUCT(--({scopes}>0))"
        value, circle = cells.value("no_cases"), cells.label("mark", "yes")
        declared = f'IF(AND({value}={circle},{some}>0),{contradicted},IF(AND({value}="",{any_row}=0),{missing},""))'
        own = formula.removeprefix("=")
        return f'=IF(ISNUMBER({own}),{own},IF(ISTEXT({own}),IF({own}="",{declared},{own}),{declared}))'
