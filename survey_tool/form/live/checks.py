"""The live checks: a hidden sheet that mirrors every answer and judges it by the Excel face of the rules.

    row        one row of cases (those that were printed and a few that people may insert)
    mirror     the canonical value of each answer, found by row and by key, so that moved columns and inserted rows do no harm
    block      for each question the number of its first error (or a hint as text), its warning, and the participants' problem

A number in the block is `severity × 10¹² + sheet × 10¹¹ + row × 10⁵ + sentence`: the smallest of a row is its first problem,
and SMALL over the block lists all problems, errors first, sheet by sheet. Nothing here knows a rule: formulas come from
the questionnaire, this module says where the pieces stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from survey_tool.form.contract.marker import SHEETS, UNIT_ROW, Topic
from survey_tool.form.printed.messages import Messages
from survey_tool.questionnaire.findings.catalogue import Severity
from survey_tool.questionnaire.vocabulary.excel_face import quoted
from survey_tool.questionnaire.vocabulary.judging import QuestionSheet
from survey_tool.questionnaire.vocabulary.kinds import Month
from survey_tool.questionnaire.vocabulary.lists import CodeList
from survey_tool.questionnaire.vocabulary.questions import ERROR_MIRRORED, Question
from survey_tool.wording.words import Language

ERROR, WARNING = 10**12, 2 * 10**12
SHEET, ROW = 10**11, 10**5
RESPONDENT_RANK, CASES_RANK, PARTICIPANTS_RANK = 1, 2, 3
INSERTED_ROWS = 6  # rows that people may insert and that are still judged
SPARE_COLUMNS = 30  # columns that people may insert and that are still looked through


HERE = "said_here"  # the answer, seen from the cell with its error: the same formulas pack better
OFFICE_FINDINGS, OFFICE_FINDING_PLACES = (
    "STANDING",
    "STANDING_AT",
)  # what the secretariat has found and still holds, and where


def office_finding_place(row: str, key: str, severity: Severity) -> str:
    """How the live checks ask for what stands at an answer; `row` is what the hidden sheet has in the column of ids."""
    return f"{row} {key} {severity}"


def sheet_reference(name: str, language: Language) -> str:
    """`'事例'!` and its like."""
    return f"'{SHEETS[name][language]}'!"


def case_position(row: str, cases: str = "") -> str:
    """Which of the judged rows, counted from 1, stands in a row of the cases sheet (`cases`: its reference).

    Counted from the locked row above the first case, so that rows may be inserted anywhere.
    """
    return f"({row}-ROW({cases}$B${UNIT_ROW}))"


@dataclass(frozen=True)
class RowCells:
    """One row as the rules' Excel faces see it (`questionnaire.vocabulary.excel_face.Cells`).

    Every piece is a defined name relative to the row in which it is used, so that one formula serves all rows (and all
    forms): `typed_` the cell itself, `said_` its mirror, `wrong_` its error, `from_`/`until_` the months it may mean.
    """

    language: Language
    lists: Mapping[str, CodeList]
    facts: Mapping[str, str]
    scope: str = "row_scope"
    base: str = "row_base"
    prefix: str = ""
    here: str = ""  # the question whose error is looked for, if the same name means every such question's answer
    stands: bool = False  # whether the form knows what the secretariat has found

    def typed(self, key: str) -> str:
        """The entry cell itself."""
        return f"{self.prefix}typed_{key}"

    def value(self, key: str) -> str:
        return HERE if key == self.here else f"{self.prefix}said_{key}"

    def error(self, key: str) -> str:
        """The number of the first error, a hint as text, or blank."""
        return f"{self.prefix}wrong_{key}"

    def wrong(self, key: str) -> str:
        return f"ISNUMBER({self.error(key)})"

    def or_office_finding(self, otherwise: str, key: str, severity: Severity, row: str = "row_id") -> str:
        """What the secretariat has found at an answer and still holds, else `otherwise`; see `office_findings`."""
        if not self.stands:
            return otherwise
        sought = f'{row}&"{office_finding_place("", key, severity)}"'
        return f"IFERROR({self.base}+INDEX({OFFICE_FINDINGS},MATCH({sought},{OFFICE_FINDING_PLACES},0)),{otherwise})"

    def first_month(self, key: str) -> str:
        return f"{self.prefix}from_{key}"

    def last_month(self, key: str) -> str:
        return f"{self.prefix}until_{key}"

    def everywhere(self, key: str) -> str:
        return f"{self.prefix}all_{key}"

    def labels(self, list_name: str) -> str:
        return f"L_{list_name}"

    def parents(self, list_name: str) -> str:
        return f"P_{list_name}"

    def children(self, list_name: str) -> str:
        return f"C_{list_name}"

    def spellings(self, list_name: str) -> str:
        return f"S_{list_name}"

    def meant(self, list_name: str) -> str:
        return f"M_{list_name}"

    def label(self, list_name: str, choice: str) -> str:
        return quoted(self.lists[list_name][choice].label[self.language])

    def fact(self, name: str) -> str:
        return self.facts[name]


@dataclass
class Columns:
    """Hands out columns of the hidden sheet from left to right."""

    next: int

    def take(self, keys: Iterable[str]) -> dict[str, int]:
        taken = {}
        for key in keys:
            taken[key] = self.next
            self.next += 1
        return taken


@dataclass(frozen=True)
class JudgedColumns:
    """A sheet of questions laid out on the hidden sheet: which columns hold what."""

    sheet: QuestionSheet
    mirrors: dict[str, int]
    errors: dict[str, int]
    warnings: dict[str, int]
    first_months: dict[str, int]
    last_months: dict[str, int]


def warned(sheet: QuestionSheet) -> list[str]:
    """The questions that can have a warning."""
    return [key for key, checks in sheet.checks.items() if any(check.severity == "warning" for check in checks)]


def months(sheet: QuestionSheet) -> list[str]:
    """The months that some rule compares."""
    looked_at = {
        other for checks in sheet.checks.values() for check in checks if check.rule for other in check.rule.looks_at
    }
    own = {key for key, checks in sheet.checks.items() if any(check.code == "order" for check in checks)}
    return [
        key for key, question in sheet.questions.items() if isinstance(question.kind, Month) and key in looked_at | own
    ]


def mirror_formula(key: str, question: Question, cells: RowCells) -> str:
    """The canonical value of the entry cell; an error value becomes a sign of its own."""
    typed, nothing = cells.typed(key), question.kind.none_words
    said = question.kind.mirror(typed, cells)
    if nothing is not None:
        said = f'IF(SUMPRODUCT(--(TRIM({typed})={nothing}))>0,"",{said})'
    return f"=IFERROR({said},{quoted(ERROR_MIRRORED)})"


def month_formulas(kind: Month, key: str, cells: RowCells) -> tuple[str, str]:
    """First and last month index of a mirrored month."""
    value, first = cells.value(key), cells.first_month(key)
    return f'=IFERROR({kind.first_month(value)},"")', f'=IFERROR({kind.last_month(value, first)},"")'


def error_formula(judged: JudgedColumns, key: str, cells: RowCells, messages: Messages, topic: Topic) -> str:
    """The first error at a question as a number, a hint as the text `h` and its number, else blank."""
    if topic == "cases":
        cells = replace(cells, here=key)
    question, value = judged.sheet.questions[key], cells.value(key)
    blank: list[tuple[str, str]] = []
    filled: list[tuple[str, str]] = []
    for position, check in enumerate(judged.sheet.checks[key]):
        if check.severity == "error":
            number = f"{cells.base}+{messages.of_check(topic, check, position)}"
            (blank if check.on_blank else filled).append((check.excel(cells), number))
    hint = question.kind.hint(cells.typed(key), value, cells)
    last = "" if hint is None else f"h{messages.named(topic, key, 'hint')}"
    tail = '""' if hint is None else f'IF({hint},"{last}","")'
    if_blank, if_filled = (cells.or_office_finding(each, key, "error") for each in (quoted(""), tail))
    verdict = f'IF({value}="",{_first(blank, if_blank)},{_first(filled, if_filled)})'
    return f'=IF({cells.scope}<{question.scope},"",{verdict})'


def warning_formula(judged: JudgedColumns, key: str, cells: RowCells, messages: Messages, topic: Topic) -> str:
    """The first warning at a question that has no error, else blank."""
    question, value = judged.sheet.questions[key], cells.value(key)
    found = [
        (check.excel(cells), f"{cells.base}+{WARNING - ERROR}+{messages.of_check(topic, check, position)}")
        for position, check in enumerate(judged.sheet.checks[key])
        if check.severity == "warning"
    ]
    silent = f'OR({cells.scope}<{question.scope},{value}="",{cells.wrong(key)})'
    return f'=IF({silent},"",{_first(found, cells.or_office_finding(quoted(""), key, "warning"))})'


def _first(conditions: list[tuple[str, str]], otherwise: str) -> str:
    for condition, result in reversed(conditions):
        otherwise = result if condition == "TRUE" else f"IF({condition},{result},{otherwise})"
    return otherwise
