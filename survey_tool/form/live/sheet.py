"""Writes the hidden sheet `_live`: every answer mirrored and judged by formulas that the questionnaire's rules give.

All forms of one edition and length share this sheet but for the ids of their cases, so it is written once and put into each of them.
"""

from __future__ import annotations

from dataclasses import replace

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from survey_tool.form.contract.lines import row_of
from survey_tool.form.contract.marker import CODE_KEY, FIRST_ANSWER_COLUMN, FIRST_ROW, ID_ROW, Topic
from survey_tool.form.entries import municipalities
from survey_tool.form.live.checks import (
    CASES_RANK,
    PARTICIPANTS_RANK,
    PLACE,
    RESPONDENT_RANK,
    SHEET,
    SPARE,
    STATE,
    AnswerCells,
    JudgedColumns,
    error_formula,
    mirror_formula,
    month_formulas,
    number,
    sheet_reference,
    shown_formula,
)
from survey_tool.form.live.layout import (
    BAD_MARK,
    BASE,
    CARRIED,
    CASE_COLUMN,
    CASE_ID,
    CIRCLES,
    FIRST_CASE,
    FIRST_CIRCLE,
    FIRST_MARK,
    INSERTED_BEFORE,
    MARKS_COLUMN,
    NOWHERE,
    PLAIN_MARKS,
    POPULATION,
    SCOPE,
    SHORT_ID,
    LiveLayout,
)
from survey_tool.form.printed.messages import Messages
from survey_tool.questionnaire.asked.case import LAST_ROUND
from survey_tool.questionnaire.asked.participation_checks import AT_LEAST_ONE, FEWER, MARK_CHECKS, ONLY_WHEN
from survey_tool.questionnaire.vocabulary.excel_face import escaped_for_match, quoted
from survey_tool.questionnaire.vocabulary.kinds import Month, Printed
from survey_tool.questionnaire.vocabulary.questions import (
    ERROR_MIRRORED,
    IN_FULL,
    WHEN_NOT_INVOLVED,
    WHEN_WITHDRAWN,
    Question,
)
from survey_tool.reference.survey import Survey


def id_placeholder(position: int) -> str:
    """What stands for the id of a printed row in the shared sheet, until a form puts its own in."""
    return f"@case{position}@"


class LiveSheet:
    """Every formula's written value is that of a blank form; a program that opens it recalculates."""

    def __init__(self, survey: Survey, layout: LiveLayout, messages: Messages, *, has_findings: bool = False) -> None:
        self.survey, self.layout, self.edition, self.messages = survey, layout, layout.edition, messages
        self.cases, self.respondent = layout.cases, layout.respondent
        self.judged, self.respondent_judged = layout.judged, layout.respondent_judged
        self.problem_column, self.grid_first = layout.problem_column, layout.grid_first
        self.cells = AnswerCells(self.edition, self.cases.lists, self._facts(), has_findings=has_findings)
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
        for topic, column in INSERTED_BEFORE.items():
            # SUM, because Excel may take a column for a list of one.
            before = f"=SUM(COLUMN({sheet_reference(topic, self.edition)}$A$1))-1"
            self.sheet.write_formula(0, column, before, None, 0)
        for key, column in (*self.judged.mirrors.items(), *self.judged.errors.items(), *self.judged.shown.items()):
            self.sheet.write_string(0, column, key)
        keys = f"{self.layout.cases_reference()}$A:$A"
        rows = {line.key: row for row, line in enumerate(self.layout.lines, start=FIRST_ROW)}
        for key, column in self.judged.mirrors.items():
            if key in rows:
                self.sheet.write_formula(1, column, f'=IFERROR(MATCH("{key}",{keys},0),{NOWHERE})', None, rows[key])

    def _facts(self) -> dict[str, str]:
        return {
            "carried_over": "row_carried",
            "participating": "row_circles",
            "participating_population": "row_population",
            "own_prefecture_spellings": "OWN_PREFECTURE",
            **{name: str(value) for name, value in self.survey.round.facts.items()},
            **{name: _last_round(name) for name in LAST_ROUND},
        }

    def _write_case(self, row: int, position: int) -> None:
        write = self.sheet.write_formula
        column = FIRST_ANSWER_COLUMN + position
        write(row, CASE_COLUMN, f"={self.layout.before_cases()}+{1 + position}", None, column)
        identifier = id_placeholder(position) if position < self.layout.printed else ""
        write(row, CASE_ID, '=IFERROR(TRIM(typed_case_id),"")', None, identifier)
        write(row, SCOPE, self.scope_formula, None, 0)
        base = STATE + CASES_RANK * SHEET
        write(row, BASE, f"={base}+row_column*{PLACE}", None, base + column * PLACE)
        write(row, CARRIED, '=IF(row_id="",0,COUNTIF(CARRIED_IDS,row_id))', None, 0)
        short = str(position + 1) if position < self.layout.printed else "?"
        write(row, SHORT_ID, '=IFERROR(INDEX(SHORT_IDS,MATCH(row_id,PRINTED_IDS,0)),"?")', None, short)
        for at, formula in self.case_formulas:
            write(row, at, formula, None, "")
        write(row, self.judged.shown["case_id"], self._case_id_formula(row + 1), None, "")
        self._write_marks(row, position)

    def _case_formulas(self) -> list[tuple[int, str]]:
        """The formulas of a case: the same text for every case, because every reference is a name."""
        cells, judged, found = self.cells, self.judged, []
        for key, question in self.cases.questions.items():
            if key != "case_id":
                found.append((judged.mirrors[key], mirror_formula(key, question, cells, "cases")))
                found += self._verdicts(key, judged, cells, "cases")
            if key in judged.first_months and isinstance(question.kind, Month):
                first, last = month_formulas(question.kind, key, cells)
                found += [(judged.first_months[key], first), (judged.last_months[key], last)]
        return found

    def _verdicts(self, key: str, judged: JudgedColumns, cells: AnswerCells, topic: Topic) -> list[tuple[int, str]]:
        """What is open at an answer; where there may be a warning, what is wrong stands apart."""
        shown, hidden = judged.shown[key], judged.errors[key]
        if shown == hidden:
            return [(shown, error_formula(judged.sheet, key, cells, self.messages, topic))]
        error = error_formula(judged.sheet, key, cells, self.messages, topic, apart=True)
        return [(hidden, error), (shown, shown_formula(judged.sheet, key, cells, self.messages, topic))]

    def _scope_formula(self) -> str:
        cells = self.cells
        circle, none = cells.label("mark", "yes"), cells.label("prefecture_role", "none")
        withdrawn = f"AND(said_withdrawn={circle},row_carried>0)"
        scope = f"IF({withdrawn},{WHEN_WITHDRAWN},IF(said_prefecture_role={none},{WHEN_NOT_INVOLVED},{IN_FULL}))"
        return f'=IF(SUMPRODUCT(--(row_answers<>""))=0,0,{scope})'

    def _case_id_formula(self, n: int) -> str:
        dropped, missing, unknown, twice = (
            number(self.messages.named("cases", "case_id", name), self.cells)
            for name in ("case-dropped", "case-id-missing", "case-id-unknown", "duplicate-case-id")
        )
        once = f'IF(COUNTIF($B${FIRST_CASE + 1}:$B{n},row_id)>1,{twice},"")'
        filled = f'IF(row_id="",{missing},IF(COUNTIF(PRINTED_IDS,row_id)=0,{unknown},{once}))'
        return f'=IF(row_scope=0,IF(row_carried>0,{dropped},""),{filled})'

    def _write_marks(self, row: int, position: int) -> None:
        """Which column of participants belongs to the case, what it holds and what is wrong with it."""
        write = self.sheet.write_formula
        blank_column = FIRST_ANSWER_COLUMN - 1 + self.layout.printed + SPARE
        ids = f"{self.layout.participants_reference()}${ID_ROW}:${ID_ROW}"
        column = f'=IFERROR(IF(row_id="",{blank_column},MATCH(row_id,{ids},0)),{blank_column})'
        printed = position < self.layout.printed
        write(row, MARKS_COLUMN, column, None, FIRST_ANSWER_COLUMN + position if printed else blank_column)
        self._write_places_of_marks(row)
        circle = self.cells.label("participation", "participating")
        circles = _of_circles(f"COUNTIF(row_marks_below,{circle})")
        # Where the case's id is wrong, its column of marks belongs to another case or to none.
        write(row, CIRCLES, f"=IF({self.cells.wrong('case_id')},0,{circles})", None, 0)
        below, own = ",population_below", "*own_population"
        inhabitants = _of_circles(f"SUMIF(row_marks_below,{circle}{below})", below, own)
        write(row, POPULATION, f"=IF(row_circles=0,0,{inhabitants})", None, 0)
        write(row, self.problem_column, self.marks_problem, None, "")

    def _write_places_of_marks(self, row: int) -> None:
        """The rows of the first mark, the first wrong one and the first ○.

        Where a case has no mark but those that the dropdown offers, they are found at once; else sign by sign, as they are read.
        """
        circle, triangle = (self.cells.label("participation", key) for key in ("participating", "considering"))
        plain = "=SUMPRODUCT(COUNTIF(row_marks,L_participation))=COUNTA(row_marks)"
        self.sheet.write_formula(row, PLAIN_MARKS, plain, None, True)
        above = "SUM(ROW(marks_head))-1"
        either = ",".join(f"IFERROR(MATCH({sign},row_marks,0),{PLACE})" for sign in (circle, triangle))
        said = '(row_signs<>"")*ISERROR(MATCH(row_signs,NO_MARKS,0))'
        self._first_row(row, BAD_MARK, "0", f"{said}*ISERROR(MATCH(row_signs,S_participation,0))")
        self._first_row(row, FIRST_MARK, f"IF(COUNTA(row_marks)=0,0,{above}+MIN({either}))", said)
        at_once = f"IFERROR({above}+MATCH({circle},row_marks,0),0)"
        self._first_row(row, FIRST_CIRCLE, at_once, "ISNUMBER(MATCH(row_signs,CIRCLES,0))")

    def _first_row(self, row: int, column: int, if_plain: str, condition: str) -> None:
        formula = f"{{=IF(row_plain,{if_plain},IFERROR(MIN(IF({condition},ROW(row_marks))),0))}}"
        self.sheet.write_array_formula(row, column, row, column, formula, None, 0)

    def _marks_problem(self) -> str:
        """What is wrong with the marks of a case: the first of the declared checks, none where the case is not judged."""
        cells = replace(self.cells, base=f"row_base+{(PARTICIPANTS_RANK - CASES_RANK) * SHEET}")
        said = {
            check.name: number(self.messages.named("participants", check.key, check.name), cells)
            for check in MARK_CHECKS
        }
        assert ONLY_WHEN.condition is not None
        assert AT_LEAST_ONE.condition is not None
        assert FEWER.condition is not None
        too_early = f"AND(row_first_circle>0,{ONLY_WHEN.condition.fails(cells)})"
        lonely = f"AND(row_circles=0,{AT_LEAST_ONE.condition.holds(cells)})"
        fewer = f'IF({FEWER.condition.holds(cells)},{said[FEWER.name]},"")'
        of_case = (
            f"IF(row_bad_mark>0,{said['not-in-list']},IF({too_early},{said[ONLY_WHEN.name]},"
            f"IF({lonely},{said[AT_LEAST_ONE.name]},{fewer})))"
        )
        without_case = f'IF(AND(row_first_mark>0,row_carried=0),{said["participant-without-case"]},"")'
        unjudged = f"OR(row_scope<{IN_FULL},{cells.wrong('case_id')})"
        return f'=IF(row_scope=0,{without_case},IF({unjudged},"",{of_case}))'

    def _write_free_row(self, position: int) -> None:
        """A municipality of another prefecture: is its code known, and does it stand only once?"""
        row = self.layout.free_row + position
        n = row + 1
        base = f"{STATE + PARTICIPANTS_RANK * SHEET}+(SUM(ROW(free_first))+$A{n})*{PLACE}"
        cells = replace(self.cells, base=base)
        said = {
            name: number(self.messages.named("participants", CODE_KEY, name), cells)
            for name in ("required", "municipality-unknown", "duplicate-municipality", "hint")
        }
        write = self.sheet.write_formula
        self.sheet.write_number(row, 0, position)
        write(
            row,
            1,
            f'=IFERROR(IF(ISNUMBER(free_code),TEXT(free_code,"000000"),TRIM(free_code)),{quoted(ERROR_MIRRORED)})',
            None,
            "",
        )
        write(row, 2, '=SUMPRODUCT(--(TRIM(free_marks)<>""))', None, 0)
        certain = f'OR($B{n}="{ERROR_MIRRORED}",{municipalities.is_no_municipality(f"$B{n}", "free_code")})'
        # What stands at a code stands at every such code: it is known by what is typed, not by its row.
        typed = escaped_for_match("LEFT(row_id,200)")
        single, doubtful = (cells.or_office_finding(each, CODE_KEY, "error", typed) for each in ('""', said["hint"]))
        known = f'IF(SUMPRODUCT(--(codes_so_far&""=$B{n}))>1,{said["duplicate-municipality"]},{single})'
        filled = (
            f"IF({municipalities.is_code(f'$B{n}')},{known},IF({certain},{said['municipality-unknown']},{doubtful}))"
        )
        blank = f'IF($C{n}>0,{said["required"]},"")'
        write(row, self.grid_first, f'=IF($B{n}="",{blank},{filled})', None, "")

    def _write_respondent(self) -> None:
        row, judged = self.layout.respondent_row, self.respondent_judged
        for key, column in judged.shown.items():
            self.sheet.write_string(row - 1, column, key)
        answers = f"{self.layout.respondent_reference()}$A:$A"
        for key, column in judged.mirrors.items():
            base = f'={STATE + RESPONDENT_RANK * SHEET}+IFERROR(MATCH("{key}",{answers},0),0)*{PLACE}'
            at = row_of(self.respondent.questions, key)
            self.sheet.write_formula(row - 1, column, base, None, STATE + RESPONDENT_RANK * SHEET + at * PLACE)
        self._write_begun(row)
        for key, question in self.respondent.questions.items():
            self._write_respondent_answer(row, key, question)

    def _write_begun(self, row: int) -> None:
        """A mark without a case and a carried-over case that was cleared are something too: then the form is not blank."""
        asked = (key for key, question in self.respondent.questions.items() if not isinstance(question.kind, Printed))
        answered = "+".join(f'(r_said_{key}<>"")' for key in asked)
        begun = ",".join(map(self.layout.local, (SCOPE, CARRIED, FIRST_MARK)))
        self.sheet.write_formula(row, SCOPE, f"=IF({answered}+MAX({begun})>0,{IN_FULL},0)", None, 0)

    def _write_respondent_answer(self, row: int, key: str, question: Question) -> None:
        judged, write = self.respondent_judged, self.sheet.write_formula
        facts = {**self.cells.facts, "participating": f"SUM({self.layout.local(CIRCLES)})"}
        base = xl_rowcol_to_cell(row - 1, judged.mirrors[key], row_abs=True, col_abs=True)
        cells = replace(self.cells, lists=self.respondent.lists, facts=facts, scope="r_scope", base=base, prefix="r_")
        if not isinstance(question.kind, Printed):
            write(row, judged.mirrors[key], mirror_formula(key, question, cells, "respondent"), None, "")
        if key in judged.first_months and isinstance(question.kind, Month):
            first, last = month_formulas(question.kind, key, cells)
            write(row, judged.first_months[key], first, None, "")
            write(row, judged.last_months[key], last, None, "")
        for column, formula in self._verdicts(key, judged, cells, "respondent"):
            declared = key == "no_cases" and column == judged.shown[key]
            write(row, column, self._with_declaration(formula, cells) if declared else formula, None, "")

    def _with_declaration(self, formula: str, cells: AnswerCells) -> str:
        """The declaration that there is nothing to report must fit the cases sheet."""
        contradicted, missing = (
            number(self.messages.named("respondent", "no_cases", name), cells)
            for name in ("none-declared-but-cases", "no-cases-no-declaration")
        )
        some = f"SUMPRODUCT(--({self.layout.local(SCOPE)}>{WHEN_WITHDRAWN}))"
        any_case = f"SUMPRODUCT(--({self.layout.local(SCOPE)}>0))"
        value, circle = cells.value("no_cases"), cells.label("mark", "yes")
        declared = (
            f'IF(AND({value}={circle},{some}>0),{contradicted},IF(AND(r_scope>0,{value}="",{any_case}=0),{missing},""))'
        )
        own = formula.removeprefix("=")
        return f"=IF(ISNUMBER({own}),{own},{declared})"


def _last_round(name: str) -> str:
    """A figure of last round, "" where it is not known."""
    kept = f"INDEX({name.upper()},MATCH(row_id,PRINTED_IDS,0))"
    return f'IFERROR(IF({kept}="","",{kept}),"")'


def _of_circles(if_plain: str, weighed: str = "", of_others: str = "") -> str:
    """How many ○ a case has, or what is `weighed` by them; ○ for all stands for everybody whose own row is blank."""
    any_way = f"SUMPRODUCT(--ISNUMBER(MATCH(row_signs_below,CIRCLES,0)){weighed})"
    others = f'SUMPRODUCT((own_codes<>"")*(TRIM(row_own_marks)=""){of_others})'
    everybody = f"IF(ISNUMBER(MATCH(TRIM(INDEX(row_marks,1)),CIRCLES,0)),{others},0)"
    return f"IF(row_plain,{if_plain},{any_way})+{everybody}"
