"""Entry cells: what is written into them as typed, their dropdowns, input messages, and notes of findings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.styles import Styles
from survey_tool.form.contract.answers import Typed
from survey_tool.questionnaire.findings.catalogue import SEVERITY_LABELS
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.questionnaire.vocabulary.kinds import Listed, Mark
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.wording.words import Language, Words

_TITLE, _MESSAGE = 32, 255
_DATED = ("date", "month")  # styles whose number format shows days
_NOT_LISTED = Words("一覧から選択してください。", "Please choose from the list.")

ERROR_VALUES = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")


class FormMistake(Exception):
    """A form that Excel would not take as drawn."""


def write_typed(
    sheet: Worksheet, row: int, column: int, value: Typed, styles: Styles, style: str, variant: str = ""
) -> None:
    """Writes an answer exactly as it was typed; text is never taken for a formula, a number or a link.

    An error stays an error: as a text it would be an answer that nobody gave.
    """
    write_value(sheet, row, column, value, styles.named(_showing(style, value), variant))


def _showing(style: str, value: Typed) -> str:
    """The style of an entry cell, another one where its number format would hide what was typed."""
    match value:
        case dt.datetime() if value.time() != dt.time():
            return "moment"
        case dt.time():
            return "time"
        case dt.date() if style not in _DATED:
            return "date"
        case int() | float() if style in _DATED:
            return "choice"
        case float() if style == "number" and not value.is_integer():
            return "decimal"
    return style


def write_value(sheet: Worksheet, row: int, column: int, value: Typed, style: Format | None = None) -> None:
    """Writes a value as what it is."""
    match value:
        case None | "":
            sheet.write_blank(row, column, None, style)
        case bool():
            sheet.write_boolean(row, column, value, style)
        case int() | float():
            sheet.write_number(row, column, value, style)
        case dt.datetime() | dt.date() | dt.time():
            sheet.write_datetime(row, column, value, style)
        case str() if value in ERROR_VALUES:
            sheet.write_formula(row, column, f"={value}", style, value)  # of which only the value is kept at last
        case _:
            sheet.write_string(row, column, str(value), style)


def add_dropdown(
    sheet: Worksheet,
    area: tuple[int, int, int, int],
    question: Question,
    edition: Language,
    told: str,
    source: str | None,
    *,
    strict: bool,
) -> None:
    """The input message of an entry range and, where the answer comes from a list, its dropdown.

    `strict`: nothing else is let in. Signs are, because they are typed in many ways that are read alike.
    """
    options: dict[str, Any] = {
        "validate": "any",
        "input_title": question.label[edition][:_TITLE],
        "input_message": told if len(told) <= _MESSAGE else question.help[edition],
    }
    if isinstance(question.kind, (Listed, Mark)):
        options |= {
            "validate": "list",
            "source": source or f"=L_{question.kind.list_name}",
            "error_title": question.label[edition][:_TITLE],
            "error_message": _NOT_LISTED[edition],
            "show_error": strict,
        }
    validate(sheet, area, options)


def validate(sheet: Worksheet, area: tuple[int, int, int, int], options: dict[str, Any]) -> None:
    """Adds a data validation; xlsxwriter only warns where Excel has limits, here it is an error."""
    if sheet.data_validation(*area, options) != 0:
        raise FormMistake(f"{sheet.get_name()}: a dropdown or input message exceeds a limit of Excel: {options}")


def add_note(sheet: Worksheet, row: int, column: int, findings: list[Finding], edition: Language) -> None:
    """A note at a cell: every finding there, in words."""
    text = "\n".join(note_line(finding, edition) for finding in findings)
    sheet.write_comment(row, column, text, {"x_scale": 2.2, "y_scale": 1.2, "font_size": 9, "color": "#FFF4D6"})


def note_line(finding: Finding, edition: Language) -> str:
    """【要修正】what is the matter, what to do."""
    severity = SEVERITY_LABELS[finding.severity][edition]
    said, todo = finding.sentence[edition], finding.suggestion[edition]
    return f"【{severity}】{said}{todo}" if edition == "ja" else f"{severity}: {said} {todo}"
