"""The hidden sheet `_lists`: everything that dropdowns and live checks look up, each column behind a defined name."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.form.contract.marker import LISTS_SHEET
from survey_tool.form.entries import municipalities
from survey_tool.form.printed.messages import Messages
from survey_tool.questionnaire.vocabulary.lists import DASHES, NO_MARKS, NONE_WORDS, CodeList
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language


class _Writer:
    """Writes columns side by side and names each."""

    def __init__(self, workbook: Workbook, sheet: Worksheet) -> None:
        self.workbook, self.sheet, self.column = workbook, sheet, 0

    def add(self, name: str, values: Sequence[str | int]) -> None:
        """One column named `name`; a list without entries still has one blank cell, so that the name refers to something."""
        self.sheet.write_string(0, self.column, name)
        self.sheet.write_column(1, self.column, values)
        letter = xl_col_to_name(self.column)
        self.workbook.define_name(name, f"={LISTS_SHEET}!${letter}$2:${letter}${max(len(values), 1) + 1}")
        self.column += 1


def write_lists(
    workbook: Workbook, sheet: Worksheet, survey: Survey, edition: Language, prefecture: str, found: Messages
) -> None:
    """Fills the sheet for one prefecture's form."""
    writer = _Writer(workbook, sheet)
    for known in survey.questionnaire.lists.values():
        _write_list(writer, known, survey, edition)
    writer.add("NONE_WORDS", [*NONE_WORDS, *DASHES])
    writer.add("NO_MARKS", [*NO_MARKS, *DASHES])
    participation = survey.questionnaire.lists["participation"]
    writer.add("CIRCLES", _spellings(participation["participating"].all_spellings))
    writer.add("OWN_PREFECTURE", _spellings(survey.questionnaire.lists["prefecture"][prefecture].all_spellings))
    writer.add(municipalities.NAME, municipalities.packed(survey.places, edition))
    _write_messages(writer, found, edition)


def _write_list(writer: _Writer, known: CodeList, survey: Survey, edition: Language) -> None:
    writer.add(f"L_{known.name}", known.labels(edition))
    meant: dict[str, str] = {}
    for choice in known.unique:
        for spelling in choice.typed_forms:
            meant.setdefault(spelling, choice.label[edition])
    writer.add(f"S_{known.name}", list(meant))
    writer.add(f"M_{known.name}", list(meant.values()))
    if any(choice.parent for choice in known):
        parents = survey.questionnaire.lists["domain"]
        writer.add(f"C_{known.name}", [choice.label[edition] for choice in known])
        writer.add(
            f"P_{known.name}", [parents[choice.parent].label[edition] if choice.parent else "" for choice in known]
        )


def _spellings(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _write_messages(writer: _Writer, found: Messages, edition: Language) -> None:
    writer.add("MSG_CODE", [message.code for message in found.all])
    writer.add("MSG_KEY", [message.key for message in found.all])
    writer.add("MSG_LABEL", [message.label[edition] for message in found.all])
    writer.add("MSG_SENTENCE", [message.sentence[edition] for message in found.all])
    writer.add("MSG_TODO", [message.todo[edition] for message in found.all])
