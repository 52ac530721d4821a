"""Where everything stands on the hidden sheet `_live`, and the names through which formulas find it.

Names are relative to the cell that uses them, so that the formulas are the same text in every row and in every form; what
differs between forms (how many municipalities stand on the participants sheet) is in the names alone.
"""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook

from survey_tool.form.contract.lines import entry_lines
from survey_tool.form.contract.marker import (
    FIRST_ANSWER_COLUMN,
    FIRST_ROW,
    ID_ROW,
    LIVE_SHEET,
    OPEN_COLUMN,
    PARTICIPANTS_LEAD_ROWS,
    Topic,
)
from survey_tool.form.live.checks import (
    HERE,
    INSERTED_COLUMNS,
    PLACE,
    SHEET,
    SPARE,
    TYPED_FOR_MIRROR,
    TYPED_HERE,
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

# Columns of a case on the hidden sheet, 0-based.
(
    CASE_COLUMN,
    CASE_ID,
    SCOPE,
    BASE,
    CARRIED,
    MARKS_COLUMN,
    CIRCLES,
    BAD_MARK,
    FIRST_MARK,
    FIRST_CIRCLE,
    SHORT_ID,
    PLAIN_MARKS,
    POPULATION,
) = range(13)
_FIRST_FREE = 13
_ROW_NAMES = {
    "row_column": CASE_COLUMN,
    "row_id": CASE_ID,
    "row_scope": SCOPE,
    "row_base": BASE,
    "row_carried": CARRIED,
    "row_circles": CIRCLES,
    "row_population": POPULATION,
    "row_bad_mark": BAD_MARK,
    "row_first_mark": FIRST_MARK,
    "row_first_circle": FIRST_CIRCLE,
    "row_plain": PLAIN_MARKS,
}
FIRST_CASE = 2  # 0-based row of the first case on the hidden sheet
NOWHERE = 1_000  # a row of the entry sheets in which nothing stands
# Names that the other sheets use.
CASE_STATES, ANSWER_STATE, QUESTION_STATES = "case_states", "answer_state", "question_states"
RESPONDENT_STATE, FREE_CODE_STATE = "respondent_state", "free_code_state"


INSERTED_BEFORE: dict[Topic, int] = {"cases": 0, "participants": 2}  # the key of ids stands between them
"""In which column of the first row of the hidden sheet stands how many columns are inserted before the keys of a sheet."""


def counted_from_a(topic: Topic, column: str) -> str:
    """A column of a sheet counted from the one that holds the keys, for INDEX over areas that begin there."""
    return f"{column}-{LIVE_SHEET}!${xl_col_to_name(INSERTED_BEFORE[topic])}$1"


class LiveLayout:
    """The hidden sheet of one form: columns, rows and names."""

    def __init__(
        self, survey: Survey, edition: Language, own_municipalities: int, cases: int, free: int, first_of_marks: int
    ) -> None:
        self.edition, self.own, self.printed, self.free = edition, own_municipalities, cases, free
        self.rows = cases + INSERTED_COLUMNS
        self.cases, self.respondent = survey.questionnaire.cases_sheet, survey.questionnaire.respondent_sheet
        self.lines = entry_lines(self.cases.questions)
        self.first_of_marks = (
            first_of_marks  # the number of the first sentence about marks, in the order of MARK_CHECKS
        )
        self._lay_out()

    def _lay_out(self) -> None:
        columns = Columns(_FIRST_FREE)
        compared = months(self.cases)
        keys = list(self.cases.questions)
        first, last = columns.take(compared), columns.take(compared)
        hidden = columns.take(warned(self.cases))
        self.grid_first = columns.next
        shown = columns.take(keys)
        self.grid_last = columns.next - 1
        self.problem_column = columns.next
        columns.next += 1
        # As many columns behind its error as every other one, so that one name means the answer in all columns of errors.
        self.to_mirror = columns.next - self.grid_first
        mirrors = {**columns.take(keys), "case_id": CASE_ID}
        self.mirror_span = (min(c for k, c in mirrors.items() if k != "case_id"), columns.next - 1)
        self.judged = JudgedColumns(self.cases, mirrors, shown, {**shown, **hidden}, first, last)
        # The respondent and the free rows of participants stand below the cases, their numbers in the same block.
        self.respondent_row = FIRST_CASE + self.rows + 1
        answers = list(self.respondent.questions)
        below = Columns(self.grid_first + self.to_mirror)
        b_mirrors, b_hidden = below.take(answers), below.take(warned(self.respondent))
        below_months = months(self.respondent)
        b_first, b_last = below.take(below_months), below.take(below_months)
        b_shown = Columns(self.grid_first).take(answers)
        self.respondent_judged = JudgedColumns(
            self.respondent, b_mirrors, b_shown, {**b_shown, **b_hidden}, b_first, b_last
        )
        self.free_row = self.respondent_row + 2
        self.last_row = self.free_row + self.free

    # What other sheets ask for.

    @property
    def block(self) -> str:
        """All numbers, for SMALL and COUNTIF."""
        first, last = xl_col_to_name(self.grid_first), xl_col_to_name(self.problem_column)
        return f"{LIVE_SHEET}!${first}${FIRST_CASE + 1}:${last}${self.last_row}"

    @property
    def grid(self) -> str:
        """What is open in the cases: rows × questions, and what is open at their marks."""
        return self._area(self.grid_first, self.problem_column)

    @property
    def grid_keys(self) -> str:
        first, last = xl_col_to_name(self.grid_first), xl_col_to_name(self.grid_last)
        return f"{LIVE_SHEET}!${first}$1:${last}$1"

    @property
    def mirrors(self) -> str:
        """The answers as they are read, rows × questions, in the order of `grid_keys`."""
        first = self.grid_first + self.to_mirror
        return self._area(first, first + self.grid_last - self.grid_first)

    def place_in_grid(self, key: str) -> int:
        """Which column of `grid` and of `mirrors` a question has, from 1."""
        return self.judged.shown[key] - self.grid_first + 1

    @property
    def question_rows(self) -> str:
        """The rows in which the questions stand on the cases sheet, in the order of `grid_keys`."""
        first = self.grid_first + self.to_mirror
        a, b = xl_col_to_name(first), xl_col_to_name(first + self.grid_last - self.grid_first)
        return f"{LIVE_SHEET}!${a}$2:${b}$2"

    def row_of_question(self, key: str) -> str:
        """The cell that holds the row in which a question stands on the cases sheet."""
        return f"{LIVE_SHEET}!${xl_col_to_name(self.judged.mirrors[key])}$2"

    @property
    def respondent_states(self) -> str:
        """What is open at the respondent's answers."""
        first = xl_col_to_name(self.grid_first)
        last = xl_col_to_name(self.grid_first + len(self.respondent.questions) - 1)
        return f"{LIVE_SHEET}!${first}${self.respondent_row + 1}:${last}${self.respondent_row + 1}"

    @property
    def respondent_keys(self) -> str:
        first = xl_col_to_name(self.grid_first)
        last = xl_col_to_name(self.grid_first + len(self.respondent.questions) - 1)
        return f"{LIVE_SHEET}!${first}${self.respondent_row}:${last}${self.respondent_row}"

    @property
    def filled_cases(self) -> str:
        """How many cases are filled in; withdrawn ones are not counted."""
        return f"SUMPRODUCT(--({self.column(SCOPE)}>{WHEN_WITHDRAWN}))"

    def column(self, column: int) -> str:
        """One column of the hidden sheet over all judged cases."""
        return self._area(column, column)

    def local(self, column: int) -> str:
        return self.column(column).removeprefix(f"{LIVE_SHEET}!")

    def _area(self, first: int, last: int) -> str:
        a, b = xl_col_to_name(first), xl_col_to_name(last)
        return f"{LIVE_SHEET}!${a}${FIRST_CASE + 1}:${b}${FIRST_CASE + self.rows}"

    def cases_reference(self) -> str:
        return sheet_reference("cases", self.edition)

    def participants_reference(self) -> str:
        return sheet_reference("participants", self.edition)

    def respondent_reference(self) -> str:
        return sheet_reference("respondent", self.edition)

    def before_cases(self) -> str:
        """The column number left of the first case: a locked column, so that columns may be inserted behind it.

        SUM, because in names and formats Excel takes a column for a list of one.
        """
        return f"SUM(COLUMN({self.cases_reference()}${xl_col_to_name(OPEN_COLUMN - 1)}${ID_ROW}))"

    def case_position(self, number: str) -> str:
        """Which of the judged cases, counted from 1, a number of the block is about."""
        return f"(INT(MOD({number},{SHEET})/{PLACE})-{self.before_cases()})"

    def row_of_mark(self, sentence: str, position: str) -> str:
        """The row of the participants sheet where a problem with the marks of the case at `position` stands."""
        rows = ",".join(f"INDEX({self.column(column)},{position})" for column in (FIRST_MARK, BAD_MARK, FIRST_CIRCLE))
        head = "SUM(ROW(marks_head))"  # of what the column as a whole lacks
        return f"CHOOSE({sentence}-{self.first_of_marks - 1},{rows},{head},{head})"

    # Names.

    def define_names(self, workbook: Workbook) -> None:
        """Names relative to the cell that uses them (a file stores such names as seen from A1)."""
        names = {name: f"{LIVE_SHEET}!${xl_col_to_name(column)}1" for name, column in _ROW_NAMES.items()}
        names |= {**self._of_answers(), **self._of_marks(), **self._of_other_sheets()}
        for name, definition in names.items():
            workbook.define_name(name, f"={definition}")

    def _of_answers(self) -> dict[str, str]:
        names = {HERE: f"{LIVE_SHEET}!{xl_col_to_name(self.to_mirror)}1"}
        names["r_scope"] = f"{LIVE_SHEET}!${xl_col_to_name(SCOPE)}${self.respondent_row + 1}"
        cases, last = self.cases_reference(), xl_col_to_name(self._last_case_column())
        within = counted_from_a("cases", f"{LIVE_SHEET}!$A1")
        rows = {f"typed_{key}": self.row_of_question(key) for key in self.judged.mirrors}
        rows[TYPED_FOR_MIRROR] = f"{LIVE_SHEET}!A$2"
        rows[TYPED_HERE] = f"{LIVE_SHEET}!{xl_col_to_name(self.to_mirror)}$2"
        names |= {name: f"INDEX({cases}$A:${last},{row},{within})" for name, row in rows.items()}
        names["typed_case_id"] = f"INDEX({cases}$A${ID_ROW}:${last}${ID_ROW},1,{within})"
        answers = f"{self.respondent_reference()}${xl_col_to_name(FIRST_ANSWER_COLUMN - 1)}:${xl_col_to_name(FIRST_ANSWER_COLUMN - 1)}"
        for key in self.respondent.questions:
            names[f"r_typed_{key}"] = (
                f'INDEX({answers},IFERROR(MATCH("{key}",{self.respondent_reference()}$A:$A,0),{NOWHERE}))'
            )
        for prefix, judged in (("", self.judged), ("r_", self.respondent_judged)):
            for kind, columns in (
                ("said", judged.mirrors),
                ("open", judged.errors),
                ("from", judged.first_months),
                ("until", judged.last_months),
            ):
                for key, column in columns.items():
                    names[f"{prefix}{kind}_{key}"] = f"{LIVE_SHEET}!${xl_col_to_name(column)}1"
        names |= {f"all_{key}": self.column(self.judged.mirrors[key]) for key in warned(self.cases)}
        first, end = (xl_col_to_name(column) for column in self.mirror_span)
        names["row_answers"] = f"{LIVE_SHEET}!${first}1:${end}1"
        return names

    def _of_marks(self) -> dict[str, str]:
        participants, last = self.participants_reference(), xl_col_to_name(self._last_case_column())
        first_row, last_row = FIRST_ROW + 1, FIRST_ROW + self.own + PARTICIPANTS_LEAD_ROWS + self.free
        column = counted_from_a("participants", f"{LIVE_SHEET}!${xl_col_to_name(MARKS_COLUMN)}1")
        free_code = f"INDEX({participants}$A:$A,SUM(ROW(free_first))+{LIVE_SHEET}!$A1)"
        codes = f"{participants}$A${FIRST_ROW}:$A${last_row}"
        return {
            "marks_head": f"{participants}$A${FIRST_ROW}",
            "own_codes": f"{participants}$A${first_row}:$A${FIRST_ROW + self.own}",
            "population_below": f"{participants}$D${first_row}:$D${last_row}",
            "own_population": f"{participants}$D${first_row}:$D${FIRST_ROW + self.own}",
            "own_employees": f"{participants}$E${first_row}:$E${FIRST_ROW + self.own}",
            "row_marks": f"INDEX({participants}$A${FIRST_ROW}:${last}${last_row},0,{column})",
            "row_marks_below": f"INDEX({participants}$A${first_row}:${last}${last_row},0,{column})",
            "row_own_marks": f"INDEX({participants}$A${first_row}:${last}${FIRST_ROW + self.own},0,{column})",
            "row_signs_below": escaped_for_match("LEFT(TRIM(row_marks_below),100)"),
            "row_signs": escaped_for_match("LEFT(TRIM(row_marks),100)"),
            "free_first": f"{participants}$A${FIRST_ROW + self.own + PARTICIPANTS_LEAD_ROWS}",
            "free_code": free_code,
            "free_marks": f"INDEX({participants}$F:${last},SUM(ROW(free_first))+{LIVE_SHEET}!$A1,0)",
            "free_codes": codes,
            "codes_so_far": f"INDEX({codes},1):{free_code}",
        }

    def _of_other_sheets(self) -> dict[str, str]:
        cases, respondent = self.cases_reference(), self.respondent_reference()
        position = f"SUM(COLUMN({cases}A$1))-{self.before_cases()}"
        column, participants = xl_col_to_name(self.grid_first), self.participants_reference()
        free_first = f"{participants}$A${FIRST_ROW + self.own + PARTICIPANTS_LEAD_ROWS}"
        return {
            "case_position": position,
            CASE_STATES: f"INDEX({self.grid},{position},0)",
            ANSWER_STATE: f"INDEX({self.grid},{position},MATCH({cases}$A1,{self.grid_keys},0))",
            QUESTION_STATES: f"INDEX({self.grid},0,MATCH({cases}$A1,{self.grid_keys},0))",
            RESPONDENT_STATE: f"INDEX({self.respondent_states},1,MATCH({respondent}$A1,{self.respondent_keys},0))",
            FREE_CODE_STATE: f"INDEX({LIVE_SHEET}!${column}:${column},SUM(ROW({participants}$A1))-SUM(ROW({free_first}))+{self.free_row + 1})",
        }

    @property
    def last_case_letter(self) -> str:
        return str(xl_col_to_name(self._last_case_column()))

    def _last_case_column(self) -> int:
        """0-based: the last column of the entry sheets that is looked through."""
        return FIRST_ANSWER_COLUMN - 2 + self.printed + SPARE
