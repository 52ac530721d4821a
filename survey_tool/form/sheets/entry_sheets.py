"""The shape of all entry sheets, and the questions on two of them: keys down column A, answers from F on.

A key | B need | C question | D how to answer | E what is open | F… answers
rows 1 to 4: title, ids, names, states; below them a row a question, bands and groups with a heading
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name, xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.heights import points
from survey_tool.drawing.paper import on_a4
from survey_tool.drawing.styles import Styles
from survey_tool.form.contract.answers import Typed
from survey_tool.form.contract.lines import EntryLine
from survey_tool.form.contract.marker import (
    FIRST_ANSWER_COLUMN,
    FIRST_ROW,
    HELP_COLUMN,
    ID_ROW,
    KEY_COLUMN,
    NAME_ROW,
    NEED_COLUMN,
    OPEN_COLUMN,
    QUESTION_COLUMN,
    SHEETS,
    STATE_ROW,
    Marker,
)
from survey_tool.form.entries.cells import add_dropdown, add_note, write_typed
from survey_tool.form.entries.columns import look
from survey_tool.form.live.checks import DOUBTFUL, NONE_OF_SEVERAL, NOT_WANTED, WRONG
from survey_tool.form.printed.entry_sheets import GOOD, label_with_privacy
from survey_tool.questionnaire.findings.catalogue import STATE_LABELS, State
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.questionnaire.vocabulary.judging import QuestionSheet
from survey_tool.questionnaire.vocabulary.kinds import FreeText, Mark, Printed
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.questionnaire.vocabulary.rules import BelongsTo
from survey_tool.wording.words import Language, Words

FIRST = FIRST_ANSWER_COLUMN - 1  # 0-based
_ROW_HEIGHTS = (24, 16, 30, 18)  # points, of the frozen rows
_HIGHEST, _LOWEST = 405, 20  # points, of a row
_SMALL = 8  # points, of the type of help
_CHARACTER = 7  # pixels
_STATE_LOOKS: dict[State, str] = {"wrong": "error", "missing": "missing", "doubtful": "doubtful"}


@dataclass(frozen=True)
class Frame:
    """What stands around the answers of an entry sheet. Widths are in pixels: those of A to E, and of a column of answers."""

    marker: Marker
    lead: Words
    heads: tuple[Words, ...]  # of B to E
    widths: tuple[int, ...]
    answer_width: int
    last_row: int  # 0-based
    heights: tuple[int, ...] = _ROW_HEIGHTS

    @property
    def edition(self) -> Language:
        return self.marker.edition


@dataclass(frozen=True)
class DrawnColumn:
    """A column of answers: whose they are (id, and formulas for name and state), what was typed, and findings at it."""

    identifier: str
    answers: Mapping[str, Typed]
    findings: Mapping[str, list[Finding]]
    marked: frozenset[str] = frozenset()
    """Keys of findings that no live check shows."""
    carried: frozenset[str] = frozenset()
    name: str = ""
    state: str = ""
    id_finding: str = "case_id"


def draw_frame(sheet: Worksheet, frame: Frame, columns: Sequence[DrawnColumn], styles: Styles) -> None:
    """Draws rows 1 to 4, the widths, and what holds for the whole sheet."""
    edition = frame.edition
    last = FIRST + len(columns) - 1
    sheet.hide_gridlines(2)
    for row, height in enumerate(frame.heights):
        sheet.set_row(row, height)
    for column, width in enumerate(frame.widths):
        sheet.set_column_pixels(column, column, width)
    sheet.set_column_pixels(FIRST, last, frame.answer_width)
    sheet.write_string(0, 0, str(frame.marker), styles["marker"])
    sheet.write_string(0, NEED_COLUMN - 1, SHEETS[frame.marker.topic][edition], styles["title"])
    sheet.write_string(0, HELP_COLUMN - 1, frame.lead[edition], styles["entry_lead"])
    for column, head in enumerate(frame.heads, start=1):
        sheet.merge_range(ID_ROW - 1, column, STATE_ROW - 1, column, head[edition], styles["header"])
    for offset, each in enumerate(columns):
        column = FIRST + offset
        sheet.write_string(ID_ROW - 1, column, each.identifier, styles["column_id"])
        _write_formula(sheet, NAME_ROW - 1, column, each.name, styles["case_name"])
        _write_formula(sheet, STATE_ROW - 1, column, each.state, styles["column_state"])
        if found := each.findings.get(each.id_finding):
            add_note(sheet, ID_ROW - 1, column, found, edition)
    sheet.freeze_panes(FIRST_ROW - 1, FIRST)
    on_a4(sheet)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.repeat_rows(ID_ROW - 1, STATE_ROW - 1)


def _write_formula(sheet: Worksheet, row: int, column: int, text: str, style: object) -> None:
    if text.startswith("="):
        sheet.write_formula(row, column, text, style, "")
    else:
        sheet.write_string(row, column, text, style)


def draw_questions(
    sheet: Worksheet,
    frame: Frame,
    lines: Sequence[EntryLine],
    columns: Sequence[DrawnColumn],
    asked: QuestionSheet,
    open_formulas: Mapping[str, str],
    styles: Styles,
) -> None:
    """Draws the rows below; `open_formulas` are those of column E, by key (of a group: `@` and the key of its first)."""
    for row, line in enumerate(lines, start=FIRST_ROW - 1):
        if line.question is None:
            _draw_heading(sheet, frame, row, line, len(columns), open_formulas, styles)
        else:
            _draw_question(sheet, frame, row, line, columns, asked, open_formulas, styles)
            _add_dropdown(sheet, frame, row, line, lines, columns, asked)


def _draw_heading(
    sheet: Worksheet,
    frame: Frame,
    row: int,
    line: EntryLine,
    columns: int,
    open_formulas: Mapping[str, str],
    styles: Styles,
) -> None:
    """A band across the sheet, or what holds for the questions of which one must be answered."""
    edition, style = frame.edition, styles["group" if line.group else "band"]
    note, side = line.note[edition], styles["group_note" if line.group else "band_side"]
    width = (frame.widths[HELP_COLUMN - 1] + frame.widths[OPEN_COLUMN - 1]) / _CHARACTER
    sheet.set_row(row, max(_LOWEST, points((note, width), size=_SMALL) if note else 0))
    sheet.write_blank(row, 0, None, style)
    first_of_note = HELP_COLUMN - 1 if note else OPEN_COLUMN - 1
    for column in range(NEED_COLUMN - 1, first_of_note):
        sheet.write_string(row, column, line.title[edition] if column == NEED_COLUMN - 1 else "", style)
    if note:
        sheet.merge_range(row, HELP_COLUMN - 1, row, OPEN_COLUMN - 1, note, side)
    elif line.group:
        sheet.write_formula(row, OPEN_COLUMN - 1, open_formulas[f"@{line.group}"], styles["open"], "")
    else:
        sheet.write_blank(row, OPEN_COLUMN - 1, None, style)
    cell = open_formulas.get(f"@@{line.group}") if line.group else None
    for column in range(FIRST, FIRST + columns):
        if cell:
            sheet.write_formula(row, column, cell, styles["group_state"], "")
        else:
            sheet.write_blank(row, column, None, style)


def _draw_question(
    sheet: Worksheet,
    frame: Frame,
    row: int,
    line: EntryLine,
    columns: Sequence[DrawnColumn],
    asked: QuestionSheet,
    open_formulas: Mapping[str, str],
    styles: Styles,
) -> None:
    question, key, edition = line.question, line.key, frame.edition
    assert question is not None
    label, told = label_with_privacy(question, edition), asked.how(key)[edition]
    sheet.set_row(row, _height(frame, question, label, told, [each.answers.get(key) for each in columns]))
    sheet.write_string(row, KEY_COLUMN - 1, key, styles["key"])
    sheet.write_string(
        row, NEED_COLUMN - 1, question.need[edition], styles["need_always" if question.is_required else "need"]
    )
    sheet.write_string(row, QUESTION_COLUMN - 1, label, styles["question"])
    sheet.write_string(row, HELP_COLUMN - 1, told, styles["help"])
    sheet.write_formula(row, OPEN_COLUMN - 1, open_formulas[key], styles["open"], "")
    kind = question.kind
    style = "printed" if isinstance(kind, Printed) else look(kind).style
    middle = "" if isinstance(kind, FreeText) and kind.limit >= 200 else "middle"
    for offset, each in enumerate(columns):
        carried = key in each.carried and key in each.answers
        variant = "marked" if key in each.marked else "carried" if carried else ""
        write_typed(sheet, row, FIRST + offset, each.answers.get(key), styles, style, f"{middle} {variant}")
        if found := each.findings.get(key):
            add_note(sheet, row, FIRST + offset, found, edition)


def _height(frame: Frame, question: Question, label: str, told: str, answers: Sequence[Typed]) -> float:
    """Room for label, help and what is answered; of a long text for a few lines before it is typed."""
    widths = [width / _CHARACTER - 1 for width in frame.widths]
    around = max(points((label, widths[QUESTION_COLUMN - 1])), points((told, widths[HELP_COLUMN - 1]), size=_SMALL))
    typed = [(each, frame.answer_width / _CHARACTER - 2) for each in answers if isinstance(each, str)]
    kind = question.kind
    begun = 54 if isinstance(kind, FreeText) and kind.limit >= 200 else 0
    needed = max(around, begun, points(("", 1), *typed))
    return min(max(_LOWEST, needed), _HIGHEST)


def _add_dropdown(
    sheet: Worksheet,
    frame: Frame,
    row: int,
    line: EntryLine,
    lines: Sequence[EntryLine],
    columns: Sequence[DrawnColumn],
    asked: QuestionSheet,
) -> None:
    question = line.question
    if question is None or isinstance(question.kind, Printed):
        return
    told = asked.how(line.key)[frame.edition]
    area = (row, FIRST, row, FIRST + len(columns) - 1)
    strict = not isinstance(question.kind, Mark)
    add_dropdown(sheet, area, question, frame.edition, told, _narrowed(question, lines), strict=strict)


def _narrowed(question: Question, lines: Sequence[EntryLine]) -> str | None:
    """The choices that belong to another answer; all of them while that is not chosen."""
    rule = next((each for each in question.rules if isinstance(each, BelongsTo)), None)
    if rule is None:
        return None
    row = FIRST_ROW - 1 + [line.key for line in lines].index(rule.other)
    parent, name = xl_rowcol_to_cell(row, FIRST, row_abs=True), rule.list_name
    first = f"MATCH({parent},P_{name},0)"
    narrowed = f"INDEX(C_{name},{first}):INDEX(C_{name},{first}+COUNTIF(P_{name},{parent})-1)"
    return f'=IF({parent}="",L_{name},{narrowed})'


def add_states(
    sheet: Worksheet, area: tuple[int, int, int, int], state: str, styles: Styles, *more: tuple[int, int, int, int]
) -> None:
    """Colours the answers of an area (and of more) by what is open there; `state` is the number of the hidden sheet, seen from
    each cell."""
    for criteria, look_name in (
        (f"=AND(ISNUMBER({state}),{state}<{NONE_OF_SEVERAL})", "missing"),
        (f"=AND(ISNUMBER({state}),{state}>={WRONG},{state}<{DOUBTFUL})", "error"),
        (f"=AND(ISNUMBER({state}),{state}>={DOUBTFUL})", "doubtful"),
        (f'={state}="{NOT_WANTED}"', "off"),
    ):
        options = {"type": "formula", "criteria": criteria, "format": styles.conditional(look_name)}
        if more:
            options["multi_range"] = " ".join(xl_range(*each) for each in (area, *more))
        sheet.conditional_format(*area, options)


def add_words(sheet: Worksheet, area: tuple[int, int, int, int], words: Mapping[str, str], styles: Styles) -> None:
    """Colours cells by the word that they hold: of several the first in order stands highest."""
    first = xl_rowcol_to_cell(area[0], area[1])
    for word, look_name in words.items():
        criteria = f'=ISNUMBER(SEARCH("{word}",{first}))'
        options = {"type": "formula", "criteria": criteria, "format": styles.conditional(look_name)}
        sheet.conditional_format(*area, options)


def add_state_words(
    sheet: Worksheet, area: tuple[int, int, int, int], edition: Language, styles: Styles, *, complete: bool = False
) -> None:
    """Colours cells by the state that they name, the gravest first; `complete`: ✔ too."""
    words = {STATE_LABELS[state][edition]: look_name for state, look_name in _STATE_LOOKS.items()}
    add_words(sheet, area, words | ({GOOD: "good"} if complete else {}), styles)


def column_letter(offset: int) -> str:
    """The letter of a column of answers."""
    return str(xl_col_to_name(FIRST + offset))
