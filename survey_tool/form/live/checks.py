"""What one cell of the hidden sheet holds: formulas made of the Excel faces of the questionnaire's rules.

The hidden sheet mirrors every answer and judges it, a row a case (a column of the cases sheet):

    mirror     the canonical value of each answer, found by key and by the case's column
    block      for each question the number of what is open there, "-" where no answer is wanted, else nothing

A number is `state × 10¹² + sheet × 10¹¹ + column × 10⁵ + sentence` (of the respondent and of codes: row in place of column).
The smallest of a case is the first thing to do, and SMALL over the block lists all, state by state, sheet by sheet. Nothing
here knows a rule: formulas come from the questionnaire, this module says where the pieces stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from survey_tool.form.contract.marker import SHEETS, Topic
from survey_tool.form.printed.messages import Message, Messages
from survey_tool.questionnaire.findings.catalogue import Severity
from survey_tool.questionnaire.vocabulary.excel_face import quoted
from survey_tool.questionnaire.vocabulary.judging import QuestionSheet
from survey_tool.questionnaire.vocabulary.kinds import Month
from survey_tool.questionnaire.vocabulary.lists import CodeList
from survey_tool.questionnaire.vocabulary.questions import ERROR_MIRRORED, Check, Question
from survey_tool.wording.words import Language

STATE, SHEET, PLACE = 10**12, 10**11, 10**5
MISSING, NONE_OF_SEVERAL, WRONG, DOUBTFUL = (STATE * number for number in range(1, 5))
RESPONDENT_RANK, CASES_RANK, PARTICIPANTS_RANK = 1, 2, 3
INSERTED_COLUMNS = 4  # cases that people may insert and that are still judged
SPARE = 30  # columns, beyond those printed, that are still looked through
NOT_WANTED = "-"

# The answer and its entry cell, seen from the cell with its error, and the latter from its mirror: the same formulas pack better.
HERE, TYPED_HERE, TYPED_FOR_MIRROR = "said_here", "typed_here", "typed_for_mirror"
OFFICE_FINDINGS, OFFICE_FINDING_PLACES = "OFFICE_FINDINGS", "OFFICE_FINDINGS_AT"


def state_of(message: Message) -> int:
    """The state of a message as the first figure of its number."""
    if message.is_of_group:
        return NONE_OF_SEVERAL
    return {"missing": MISSING, "wrong": WRONG, "doubtful": DOUBTFUL}[message.state]


def office_finding_place(case: str, key: str, severity: Severity) -> str:
    """How the live checks ask for what the secretariat found at an answer; `case` is what stands in the column of ids."""
    return f"{case} {key} {severity}"


def sheet_reference(name: str, language: Language) -> str:
    """`'事例'!` and its like."""
    return f"'{SHEETS[name][language]}'!"


@dataclass(frozen=True)
class AnswerCells:
    """The answers of one case or of the respondent as the rules' Excel faces see them (`questionnaire.vocabulary.excel_face.Cells`).

    Every piece is a defined name relative to the row in which it is used, so that one formula serves all cases (and all
    forms): `typed_` the cell itself, `said_` its mirror, `open_` its error, `from_`/`until_` the months it may mean.
    """

    language: Language
    lists: Mapping[str, CodeList]
    facts: Mapping[str, str]
    scope: str = "row_scope"
    base: str = "row_base"
    prefix: str = ""
    here: str = ""  # the question whose error is looked for, if the same name means every such question's answer
    has_findings: bool = False  # whether the form knows what the secretariat has found

    def typed(self, key: str) -> str:
        """The entry cell itself."""
        return TYPED_HERE if key == self.here and not self.prefix else f"{self.prefix}typed_{key}"

    def value(self, key: str) -> str:
        return HERE if key == self.here else f"{self.prefix}said_{key}"

    def found(self, key: str) -> str:
        """The number of what is open at an answer, warnings apart; or a text."""
        return f"{self.prefix}open_{key}"

    def wrong(self, key: str) -> str:
        return f"({self.found(key)}<{DOUBTFUL})"  # a text is more than any number

    def or_office_finding(self, otherwise: str, key: str, severity: Severity, case: str = "row_id") -> str:
        """What the secretariat has found at an answer and still holds, else `otherwise`; see `office_findings`."""
        if not self.has_findings:
            return otherwise
        sought = f'{case}&"{office_finding_place("", key, severity)}"'
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
    """The questions of a sheet laid out on the hidden sheet: which columns hold what, by key.

    `shown` is what the form shows; `errors` the same where no warning can hide behind it, else a column of its own.
    """

    sheet: QuestionSheet
    mirrors: dict[str, int]
    shown: dict[str, int]
    errors: dict[str, int]
    first_months: dict[str, int]
    last_months: dict[str, int]


def warned(sheet: QuestionSheet) -> list[str]:
    """The questions that can have a warning."""
    return [key for key in sheet.questions if key in sheet.warned]


def months(sheet: QuestionSheet) -> list[str]:
    """The months that some rule compares."""
    rules = ((key, check.rule) for key, checks in sheet.checks.items() for check in checks if check.rule)
    compared = {month for key, rule in rules for month in rule.months(key)}
    return [key for key, question in sheet.questions.items() if isinstance(question.kind, Month) and key in compared]


def mirror_formula(key: str, question: Question, cells: AnswerCells, topic: Topic) -> str:
    """The canonical value of the entry cell; an error value becomes a sign of its own."""
    typed = TYPED_FOR_MIRROR if topic == "cases" else cells.typed(key)
    nothing = question.kind.none_words
    said = question.kind.mirror(typed, cells)
    if nothing is not None:
        said = f'IF(SUMPRODUCT(--(TRIM(CLEAN({typed}))={nothing}))>0,"",{said})'
    return f'=IFERROR(IF({typed}="","",{said}),{quoted(ERROR_MIRRORED)})'


def month_formulas(kind: Month, key: str, cells: AnswerCells) -> tuple[str, str]:
    """First and last month index of a mirrored month."""
    value, first = cells.value(key), cells.first_month(key)
    return f'=IFERROR({kind.first_month(value)},"")', f'=IFERROR({kind.last_month(value, first)},"")'


def error_formula(
    sheet: QuestionSheet, key: str, cells: AnswerCells, messages: Messages, topic: Topic, *, apart: bool = False
) -> str:
    """The first error at a question as a number, else a doubt about its writing, else whether an answer is wanted.

    `apart`: in a column of its own, from which the answer stands elsewhere than from those that are shown.
    """
    if not apart:
        cells = replace(cells, here=key)
    question, value = sheet.questions[key], cells.value(key)
    told = partial(_told, sheet, key, cells, messages, topic)
    blank = told("error", lambda check: check.on_blank)
    faults = told("error", lambda check: not check.on_blank and check.rule is None)
    ruled_out = told("error", lambda check: not check.on_blank and check.rule is not None)
    if topic == "cases" and blank:
        blank.insert(0, ('row_id=""', quoted("")))  # a note or a total beside the cases is no case that lacks answers
    hint = question.kind.hint(cells.typed(key), value, cells)
    doubt = quoted("") if hint is None else f'IF({hint},{number(messages.named(topic, key, "hint"), cells)},"")'
    unwanted = sheet.unwanted(key, cells)
    if_blank = cells.or_office_finding(f'IF({unwanted},"{NOT_WANTED}","")' if unwanted else quoted(""), key, "error")
    # A rule is silent about an answer that the secretariat could not read.
    if_filled = _first(faults, cells.or_office_finding(_first(ruled_out, doubt), key, "error"))
    verdict = f'IF({value}="",{_first(blank, if_blank)},{if_filled})'
    return f'=IF({cells.scope}<{question.scope},IF({cells.scope}=0,"","{NOT_WANTED}"),{verdict})'


def shown_formula(sheet: QuestionSheet, key: str, cells: AnswerCells, messages: Messages, topic: Topic) -> str:
    """Its error, else its warning, else what stands in place of an error."""
    question, value, error = sheet.questions[key], cells.value(key), cells.found(key)
    found = _told(sheet, key, cells, messages, topic, "warning")
    silent = f'OR({cells.scope}<{question.scope},{value}="",{cells.wrong(key)})'
    return f"=IF({silent},{error},{_first(found, cells.or_office_finding(error, key, 'warning'))})"


def _told(
    sheet: QuestionSheet,
    key: str,
    cells: AnswerCells,
    messages: Messages,
    topic: Topic,
    severity: Severity,
    among: Callable[[Check], bool] = lambda _: True,
) -> list[tuple[str, str]]:
    """Of the checks of a question, each one's condition with the number of its message."""
    return [
        (check.excel(cells), number(messages.of_check(topic, check, position), cells))
        for position, check in enumerate(sheet.checks[key])
        if check.severity == severity and among(check)
    ]


def number(message: Message, cells: AnswerCells) -> str:
    """The number of a message at the case or respondent to whom `cells` belong."""
    return f"{cells.base}+{state_of(message) - STATE + message.number}"


def _first(conditions: list[tuple[str, str]], otherwise: str) -> str:
    for condition, result in reversed(conditions):
        otherwise = result if condition == "TRUE" else f"IF({condition},{result},{otherwise})"
    return otherwise
