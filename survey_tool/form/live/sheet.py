"""Writes the hidden sheet `_live`: every answer mirrored and judged by formulas that the questionnaire's rules give.

All forms of one edition and length share this sheet to the byte, so it is written once and put into each of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.formulas import FormulaSheet
from survey_tool.form.contract.marker import (
    CODE_KEY,
    FIRST_ROW,
    KEY_ROW,
    LIVE_SHEET,
    PARTICIPANTS_FIRST_CASE_COLUMN,
    UNIT_ROW,
)
from survey_tool.form.entries import municipalities
from survey_tool.form.live.checks import (
    CASES_RANK,
    ERROR,
    PARTICIPANTS_RANK,
    RESPONDENT_RANK,
    ROW,
    SHEET,
    SPARE_COLUMNS,
    RowCells,
    error_formula,
    mirror_formula,
    month_formulas,
    warning_formula,
)
from survey_tool.form.live.layout import (
    BAD_MARK,
    BASE,
    CARRIED,
    CASE_ID,
    CIRCLES,
    FIRST_CASE,
    FIRST_CIRCLE,
    FIRST_MARK,
    MARKS_COLUMN,
    ROW_NUMBER,
    SCOPE,
    LiveLayout,
)
from survey_tool.form.printed.messages import Messages
from survey_tool.questionnaire.asked.participation_checks import AT_LEAST_ONE, MARK_CHECKS, ONLY_WHEN
from survey_tool.questionnaire.vocabulary.excel_face import escaped_for_match
from survey_tool.questionnaire.vocabulary.kinds import Month, Printed
from survey_tool.questionnaire.vocabulary.questions import IN_FULL, WHEN_NOT_INVOLVED, WHEN_WITHDRAWN
from survey_tool.reference.survey import Survey

_BEGINNING, _END = b"<sheetData>", b"</sheetData>"
_SHEET_DATA = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)


def live_sheet_data(survey: Survey, layout: LiveLayout, found: Messages, *, stands: bool) -> bytes:
    """The cells of the hidden sheet as XML; `stands`: of a form that knows what the secretariat has found."""
    return sheet_data(LiveSheet(survey, layout, found, stands=stands).write)


def sheet_data(write: Callable[[Worksheet], None]) -> bytes:
    """Cells as XML, with texts in place: they fit into any workbook."""
    buffer = BytesIO()
    # Only so are texts written where they stand, not as numbers of a table that the sheet does not take with it.
    # It also means: row by row, for what comes to an earlier row is lost.
    workbook = Workbook(buffer, {"constant_memory": True})
    write(workbook.add_worksheet(LIVE_SHEET, FormulaSheet))
    workbook.close()
    with ZipFile(buffer) as parts:
        data = _SHEET_DATA.search(parts.read("xl/worksheets/sheet1.xml"))
    assert data is not None  # a sheet that was written has data
    return data[0]


def with_rows(data: bytes, more: bytes) -> bytes:
    """Cells as XML with rows after the last."""
    return data.removesuffix(_END) + more.removeprefix(_BEGINNING)


def id_placeholder(position: int) -> str:
    """What stands for the id of a printed row in the shared sheet, until a form puts its own in."""
    return f"@case{position}@"


class LiveSheet:
    """Every formula's written value is that of a blank form; a program that opens it recalculates."""

    def __init__(self, survey: Survey, layout: LiveLayout, messages: Messages, *, stands: bool) -> None:
        self.survey, self.layout, self.edition, self.messages = survey, layout, layout.edition, messages
        self.cases, self.respondent = layout.cases, layout.respondent
        self.judged, self.respondent_judged = layout.judged, layout.respondent_judged
        self.problem_column, self.grid_first = layout.problem_column, layout.grid_first
        self.cells = RowCells(self.edition, self.cases.lists, self._facts(), stands=stands)
        self.scope_formula = self._scope_formula()
        self.case_formulas = self._case_formulas()
        self.marks_problem = self._marks_problem()

    def write(self, sheet: Worksheet) -> None:
        """Fills the sheet, row by row."""
        self.sheet = sheet
        self._write_keys()
        for position in range(self.layout.rows):
            self._write_case(FIRST_CASE + position, position)
        self._write_respondent()
        for position in range(self.layout.free):
            self._write_free_row(position)

    def _write_keys(self) -> None:
        for key, column in (*self.judged.mirrors.items(), *self.judged.errors.items(), *self.judged.warnings.items()):
            self.sheet.write_string(0, column, key)
        keys = f"{self.layout.cases_reference()}${KEY_ROW}:${KEY_ROW}"
        blank_column = len(self.cases.questions) + SPARE_COLUMNS + 1
        for key, column in self.judged.mirrors.items():
            place = list(self.cases.questions).index(key) + 2
            self.sheet.write_formula(1, column, f'=IFERROR(MATCH("{key}",{keys},0),{blank_column})', None, place)

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
        write(
            row,
            ROW_NUMBER,
            f"=ROW({self.layout.cases_reference()}$B${UNIT_ROW})+{1 + position}",
            None,
            first_row,
        )
        identifier = id_placeholder(position) if position < self.layout.printed else ""
        write(row, CASE_ID, '=IFERROR(TRIM(typed_case_id),"")', None, identifier)
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
        self._write_marks(row, position)

    def _case_formulas(self) -> list[tuple[int, str]]:
        """The formulas of a case row: the same text in every row, because every reference is a name."""
        cells, found = self.cells, []
        for key, question in self.cases.questions.items():
            if key != "case_id":
                found.append((self.judged.mirrors[key], mirror_formula(key, question, cells)))
                found.append((self.judged.errors[key], error_formula(self.judged, key, cells, self.messages, "cases")))
            if key in self.judged.first_months and isinstance(question.kind, Month):
                first, last = month_formulas(question.kind, key, cells)
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

    def _write_marks(self, row: int, position: int) -> None:
        """Which column of participants belongs to the case, what it holds and what is wrong with it."""
        write = self.sheet.write_formula
        blank_column = PARTICIPANTS_FIRST_CASE_COLUMN - 1 + self.layout.printed + SPARE_COLUMNS
        keys = f"{self.layout.participants_reference()}${KEY_ROW}:${KEY_ROW}"
        column = f'=IFERROR(IF(row_id="",{blank_column},MATCH(row_id,{keys},0)),{blank_column})'
        printed = position < self.layout.printed
        write(row, MARKS_COLUMN, column, None, PARTICIPANTS_FIRST_CASE_COLUMN + position if printed else blank_column)
        # Where the row's id is wrong, its column of marks belongs to another row or to none.
        circles = f"=IF({self.cells.wrong('case_id')},0,SUMPRODUCT(COUNTIF(row_marks,CIRCLES)))"
        write(row, CIRCLES, circles, None, 0)
        said = '(row_signs<>"")*ISNA(MATCH(row_signs,NO_MARKS,0))'
        self._first_row(row, BAD_MARK, f"{said}*ISNA(MATCH(row_signs,S_participation,0))")
        self._first_row(row, FIRST_MARK, said)
        self._first_row(row, FIRST_CIRCLE, "ISNUMBER(MATCH(TRIM(row_marks),CIRCLES,0))")
        write(row, self.problem_column, self.marks_problem, None, "")

    def _first_row(self, row: int, column: int, condition: str) -> None:
        formula = f"{{=IFERROR(MIN(IF({condition},ROW(row_marks))),0)}}"
        self.sheet.write_array_formula(row, column, row, column, formula, None, 0)

    def _marks_problem(self) -> str:
        """What is wrong with the marks of a case: the first of the declared checks, none where the row is not judged."""
        cells, to_participants = self.cells, (PARTICIPANTS_RANK - CASES_RANK) * SHEET
        number = {
            check.name: f"row_base+{to_participants + self.messages.named('participants', check.key, check.name)}"
            for check in MARK_CHECKS
        }
        assert ONLY_WHEN.condition is not None
        assert AT_LEAST_ONE.condition is not None
        too_early = f"AND(row_first_circle>0,{ONLY_WHEN.condition.fails(cells)})"
        lonely = f"AND(row_circles=0,{AT_LEAST_ONE.condition.holds(cells)})"
        of_case = (
            f"IF(row_bad_mark>0,{number['not-in-list']},IF({too_early},{number[ONLY_WHEN.name]},"
            f'IF({lonely},{number[AT_LEAST_ONE.name]},"")))'
        )
        without_case = f'IF(AND(row_first_mark>0,row_carried=0),{number["participant-without-case"]},"")'
        unjudged = f"OR(row_scope<{IN_FULL},{cells.wrong('case_id')})"
        return f'=IF(row_scope=0,{without_case},IF({unjudged},"",{of_case}))'

    def _write_free_row(self, position: int) -> None:
        """A municipality of another prefecture: is its code known, and does it stand only once?"""
        row = self.layout.free_row + position
        n = row + 1
        base = f"{ERROR + PARTICIPANTS_RANK * SHEET}+(ROW(free_first)+$A{n})*{ROW}"
        number = {
            name: f"{base}+{self.messages.named('participants', 'municipality_code', name)}"
            for name in ("required", "municipality-unknown", "duplicate-municipality")
        }
        hint = f'"h{self.messages.named("participants", "municipality_code", "hint")}"'
        write = self.sheet.write_formula
        self.sheet.write_number(row, 0, position)
        write(row, 1, '=IFERROR(IF(ISNUMBER(free_code),TEXT(free_code,"000000"),TRIM(free_code)),"#!")', None, "")
        write(row, 2, '=SUMPRODUCT(--(TRIM(free_marks)<>""))', None, 0)
        readable = f"OR(IFERROR(AND(LEN($B{n})=5,$B{n}+0>0),FALSE),{municipalities.is_name(f'$B{n}')})"
        # What stands at a code stands at every such code: it is known by what is typed, not by its row.
        cells, typed = replace(self.cells, base=base), escaped_for_match("row_id")
        single, doubtful = (cells.or_office_finding(each, CODE_KEY, "error", typed) for each in ('""', hint))
        known = f"IF(COUNTIF(codes_so_far,$B{n})>1,{number['duplicate-municipality']},{single})"
        filled = (
            f"IF({municipalities.is_code(f'$B{n}')},{known},IF({readable},{doubtful},{number['municipality-unknown']}))"
        )
        blank = f'IF($C{n}>0,{number["required"]},"")'
        write(row, self.grid_first, f'=IF($B{n}="",{blank},{filled})', None, "")

    def _write_respondent(self) -> None:
        row, judged, write = self.layout.respondent_row, self.respondent_judged, self.sheet.write_formula
        keys, _ = self.layout.respondent_columns()
        printed = [key for key, question in self.respondent.questions.items() if isinstance(question.kind, Printed)]
        answered = "+".join(f'(r_said_{key}<>"")' for key in self.respondent.questions if key not in printed)
        for key, column in judged.errors.items():
            self.sheet.write_string(row - 1, column, key)
        # A mark without a case and a carried-over case that was cleared are something too: then the form is not blank.
        begun = ",".join(map(self.layout.local, (SCOPE, CARRIED, FIRST_MARK)))
        write(row, SCOPE, f"=IF({answered}+MAX({begun})>0,{IN_FULL},0)", None, 0)
        for key, question in self.respondent.questions.items():
            base = f'({ERROR + RESPONDENT_RANK * SHEET}+IFERROR(MATCH("{key}",{keys},0),0)*{ROW})'
            cells = replace(self.cells, lists=self.respondent.lists, scope="r_scope", base=base, prefix="r_")
            write(row, judged.mirrors[key], mirror_formula(key, question, cells), None, "")
            if key in judged.first_months and isinstance(question.kind, Month):
                first, last = month_formulas(question.kind, key, cells)
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

    def _with_declaration(self, formula: str, cells: RowCells, base: str) -> str:
        """The declaration that there is nothing to report must fit the cases sheet."""
        contradicted, missing = (
            f"{base}+{self.messages.named('respondent', 'no_cases', name)}"
            for name in ("none-declared-but-cases", "no-cases-no-declaration")
        )
        some = f"SUMPRODUCT(--({self.layout.local(SCOPE)}>{WHEN_WITHDRAWN}))"
        any_row = f"SUMPRODUCT(--({self.layout.local(SCOPE)}>0))"
        value, circle = cells.value("no_cases"), cells.label("mark", "yes")
        declared = (
            f'IF(AND({value}={circle},{some}>0),{contradicted},IF(AND(r_scope>0,{value}="",{any_row}=0),{missing},""))'
        )
        own = formula.removeprefix("=")
        return f'=IF(ISNUMBER({own}),{own},IF(ISTEXT({own}),IF({own}="",{declared},{own}),{declared}))'
