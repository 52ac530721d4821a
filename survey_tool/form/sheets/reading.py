"""The sheets that are only read: the example and the definitions, both drawn from the declaration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from survey_tool.drawing.heights import points
from survey_tool.form.contract.marker import SHEETS
from survey_tool.form.contract.printed import PRIVATE, requirement_with_sign
from survey_tool.questionnaire.asked.bands import BANDS
from survey_tool.questionnaire.vocabulary.kinds import Mark
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from survey_tool.drawing.styles import Styles
    from survey_tool.questionnaire.asked.questionnaire import Questionnaire
    from survey_tool.questionnaire.vocabulary.questions import Question
    from survey_tool.wording.words import Language

EXAMPLE_LEAD = Words(
    "架空の事例です。このシートへの入力は不要です。", "An invented case. Nothing is to be entered on this sheet."
)
DEFINITIONS_LEAD = Words("項目及び選択肢の意味を示します。", "What each item and each choice means.")
_PUBLISHED = Words("公表", "Published")
_EXAMPLE_HEAD = (Words("項目", "Item"), Words("記入例", "Example"), Words("記入要領", "How to fill in"))
_ITEM_HEAD = (
    Words("項目", "Item"),
    Words("必須", "Required"),
    Words("形式・単位", "Form, unit"),
    Words("公表", "Publication"),
    Words("意味・記入要領", "Meaning, how to fill in"),
)
_CHOICE_HEAD = (Words("項目", "Item"), Words("選択肢", "Choice"), Words("意味", "Meaning"))
_EXAMPLE_WIDTHS = (4, 30, 54, 80)
_DEFINITION_WIDTHS = (4, 32, 24, 34, 18, 84)
_CHOICES = Words("選択肢", "Choices")


def draw_example(sheet: Worksheet, questionnaire: Questionnaire, edition: Language, styles: Styles) -> None:
    """The invented case, one row a question, band by band."""
    _head(sheet, "example", EXAMPLE_LEAD, edition, _EXAMPLE_WIDTHS, styles)
    row = _heading_row(sheet, 3, _EXAMPLE_HEAD, edition, styles)
    for band, key, question in _by_band(questionnaire):
        if key is None:
            row = _band_row(sheet, row, band, 3, edition, styles)
            continue
        example = example_of(question, questionnaire, edition)
        _texts(sheet, row, (question.label[edition], example, question.help[edition]), _EXAMPLE_WIDTHS, styles)
        row += 1
    sheet.freeze_panes(4, 2)
    sheet.repeat_rows(3)
    _print(sheet, row, 3)


def example_of(question: Question, questionnaire: Questionnaire, edition: Language) -> str:
    """The example as it would be typed in the edition's language."""
    example = question.example
    if isinstance(example, Words):
        return example[edition]
    if isinstance(example, str) and question.kind.list_name and not isinstance(question.kind, Mark):
        known = questionnaire.lists[question.kind.list_name]
        key = known.find(example)
        return known[key].label[edition] if key else example
    return f"{example:,}" if isinstance(example, (int, float)) else example


def draw_definitions(sheet: Worksheet, questionnaire: Questionnaire, edition: Language, styles: Styles) -> None:
    """What each item means, then what each choice means."""
    _head(sheet, "definitions", DEFINITIONS_LEAD, edition, _DEFINITION_WIDTHS, styles)
    row = _heading_row(sheet, 3, _ITEM_HEAD, edition, styles)
    for band, key, question in _by_band(questionnaire):
        if key is None:
            row = _band_row(sheet, row, band, 5, edition, styles)
            continue
        public = PRIVATE[edition] if question.private else _PUBLISHED[edition]
        unit, requirement = question.kind.unit()[edition], requirement_with_sign(question, edition)
        texts = (question.label[edition], requirement, unit, public, question.help[edition])
        _texts(sheet, row, texts, _DEFINITION_WIDTHS, styles)
        row += 1
    row += 1
    sheet.write_string(row, 1, _CHOICES[edition], styles["section"])
    row = _heading_row(sheet, row + 1, _CHOICE_HEAD, edition, styles)
    sheet.merge_range(row - 1, 3, row - 1, 5, _CHOICE_HEAD[2][edition], styles["header"])
    for label, choice, meaning in _choices(questionnaire, edition):
        across = (*_DEFINITION_WIDTHS[:3], sum(_DEFINITION_WIDTHS[3:]))
        _texts(sheet, row, (label, choice, meaning), across, styles)
        sheet.merge_range(row, 3, row, 5, meaning, styles["table"])
        row += 1
    sheet.freeze_panes(0, 2)  # the heads of items are not those of choices
    _print(sheet, row, 5)


def _choices(questionnaire: Questionnaire, edition: Language) -> Iterator[tuple[str, str, str]]:
    told: set[str] = set()
    for question in questionnaire.case.questions().values():
        name = question.kind.list_name
        if name is None or name in told or name in ("mark", "prefecture", "unknown_word"):
            continue
        told.add(name)
        for position, choice in enumerate(questionnaire.lists[name].unique):
            parent = questionnaire.lists["domain"][choice.parent].label[edition] if choice.parent else ""
            label = question.label[edition] if position == 0 else ""
            yield label, choice.label[edition], choice.meaning[edition] or parent


def _by_band(questionnaire: Questionnaire) -> Iterator[tuple[str, str | None, Question]]:
    """Every question, before the first of each band a row for the band itself (key None)."""
    band = ""
    for model in (questionnaire.respondent, questionnaire.case):
        for key, question in model.questions().items():
            if question.band != band:
                band = question.band
                yield band, None, question
            yield band, key, question


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


def _band_row(sheet: Worksheet, row: int, band: str, columns: int, edition: Language, styles: Styles) -> int:
    title, note = BANDS[band].title[edition], BANDS[band].note[edition]
    sheet.write_string(row, 1, title, styles["band"])
    for column in range(2, columns + 1):
        sheet.write_string(row, column, note if column == columns else "", styles["band_note"])
    sheet.set_row(row, points((note, 80)) if note else 20)
    return row + 1


def _texts(sheet: Worksheet, row: int, texts: tuple[str, ...], widths: tuple[int, ...], styles: Styles) -> None:
    sheet.set_row(row, points(*zip(texts, widths[1:], strict=False)))
    for column, text in enumerate(texts, start=1):
        sheet.write_string(row, column, text, styles["item" if column == 1 else "table"])


def _print(sheet: Worksheet, last: int, columns: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last, columns)
    sheet.set_footer("&L&8&A&R&8&P / &N")
