"""Draws the sheets that are only read: the example and the definitions."""

from __future__ import annotations

from collections.abc import Iterable

from xlsxwriter.worksheet import Worksheet

from survey_tool.drawing.heights import points
from survey_tool.drawing.paper import on_a4
from survey_tool.drawing.styles import Styles
from survey_tool.form.contract.marker import SHEETS
from survey_tool.form.printed.reading import (
    CHOICE_HEAD,
    CHOICES,
    DEFINITIONS_LEAD,
    EXAMPLE_HEAD,
    EXAMPLE_LEAD,
    ITEM_HEAD,
    ReadingLine,
    choice_lines,
    definition_lines,
    example_lines,
)
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.wording.words import Language, Words

_EXAMPLE_WIDTHS = (4, 30, 54, 80)
_DEFINITION_WIDTHS = (2, 28, 20, 28, 14, 84)  # characters: seen whole on a screen of 1366


def draw_example(sheet: Worksheet, questionnaire: Questionnaire, edition: Language, styles: Styles) -> None:
    """The invented case, one row a question, band by band."""
    _head(sheet, "example", EXAMPLE_LEAD, edition, _EXAMPLE_WIDTHS, styles)
    row = _heading_row(sheet, 3, EXAMPLE_HEAD, edition, styles)
    row = _lines(sheet, row, example_lines(questionnaire, edition), _EXAMPLE_WIDTHS, styles)
    sheet.freeze_panes(4, 2)
    sheet.repeat_rows(3)
    _print(sheet, row, 3)


def draw_definitions(sheet: Worksheet, questionnaire: Questionnaire, edition: Language, styles: Styles) -> None:
    """What each item means, then what each choice means."""
    _head(sheet, "definitions", DEFINITIONS_LEAD, edition, _DEFINITION_WIDTHS, styles)
    row = _heading_row(sheet, 3, ITEM_HEAD, edition, styles)
    row = _lines(sheet, row, definition_lines(questionnaire, edition), _DEFINITION_WIDTHS, styles) + 1
    sheet.write_string(row, 1, CHOICES[edition], styles["section"])
    row = _heading_row(sheet, row + 1, CHOICE_HEAD, edition, styles)
    sheet.merge_range(row - 1, 3, row - 1, 5, CHOICE_HEAD[2][edition], styles["header"])
    across = (*_DEFINITION_WIDTHS[:3], sum(_DEFINITION_WIDTHS[3:]))
    for line in choice_lines(questionnaire, edition):
        _texts(sheet, row, line.texts, across, styles)
        sheet.merge_range(row, 3, row, 5, line.texts[-1], styles["table"])
        row += 1
    sheet.freeze_panes(0, 2)  # the heads of items are not those of choices
    _print(sheet, row, 5)


def _head(sheet: Worksheet, name: str, lead: Words, edition: Language, widths: tuple[int, ...], styles: Styles) -> None:
    sheet.hide_gridlines(2)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 30)
    sheet.write_string(0, 1, SHEETS[name][edition], styles["title"])
    sheet.write_string(1, 1, lead[edition], styles["lead"])


def _heading_row(sheet: Worksheet, row: int, headings: tuple[Words, ...], edition: Language, styles: Styles) -> int:
    for column, heading in enumerate(headings, start=1):
        sheet.write_string(row, column, heading[edition], styles["header"])
    return row + 1


def _lines(sheet: Worksheet, row: int, lines: Iterable[ReadingLine], widths: tuple[int, ...], styles: Styles) -> int:
    """Draws lines from `row` on and returns the row below."""
    for line in lines:
        if line.is_band:
            _band(sheet, row, *line.texts, columns=len(widths) - 1, styles=styles)
        else:
            _texts(sheet, row, line.texts, widths, styles)
        row += 1
    return row


def _band(sheet: Worksheet, row: int, title: str, note: str, *, columns: int, styles: Styles) -> None:
    sheet.write_string(row, 1, title, styles["band"])
    for column in range(2, columns + 1):
        sheet.write_string(row, column, note if column == columns else "", styles["band_note"])
    sheet.set_row(row, points((note, 80)) if note else 20)


def _texts(sheet: Worksheet, row: int, texts: tuple[str, ...], widths: tuple[int, ...], styles: Styles) -> None:
    sheet.set_row(row, points(*zip(texts, widths[1:], strict=False)))
    for column, text in enumerate(texts, start=1):
        sheet.write_string(row, column, text, styles["item" if column == 1 else "table"])


def _print(sheet: Worksheet, last: int, columns: int) -> None:
    sheet.set_landscape()
    on_a4(sheet)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last, columns)
