"""The hidden sheet `_lists`: everything that dropdowns and live checks look up, each list behind a defined name."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_tool.form.contract.marker import LISTS_SHEET
from survey_tool.form.entries import municipalities
from survey_tool.form.printed.messages import Messages
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.vocabulary.kinds import Several, stand_ins
from survey_tool.questionnaire.vocabulary.lists import DASHES, NO_MARKS, NONE_WORDS, CodeList
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Language

_LONGEST_ROW = 250  # an .xls has 256 columns


class _Writer:
    """Writes lists one below the other and names each: across, which packs best, and below them down where one is too long."""

    def __init__(self, workbook: Workbook, sheet: Worksheet) -> None:
        self.workbook, self.sheet = workbook, sheet
        self.lists: dict[str, Sequence[str | int]] = {}

    def add(self, name: str, values: Sequence[str | int]) -> None:
        """One list named `name`; one without entries still has one blank cell, so that the name refers to something."""
        self.lists[name] = values

    def write(self) -> None:
        """Fills the sheet."""
        across = {name: values for name, values in self.lists.items() if len(values) <= _LONGEST_ROW}
        down = {name: values for name, values in self.lists.items() if name not in across}
        for row, (name, values) in enumerate(across.items()):
            self.sheet.write_string(row, 0, name)
            self.sheet.write_row(row, 1, values)
            self._define(name, xl_range_abs(row, 1, row, max(len(values), 1)))
        for column, (name, values) in enumerate(down.items()):
            self.sheet.write_string(len(across), column, name)
            self.sheet.write_column(len(across) + 1, column, values)
            self._define(name, xl_range_abs(len(across) + 1, column, len(across) + len(values), column))

    def _define(self, name: str, area: str) -> None:
        self.workbook.define_name(name, f"={LISTS_SHEET}!{area}")


def write_lists(
    workbook: Workbook, sheet: Worksheet, survey: Survey, edition: Language, prefecture: str, found: Messages
) -> None:
    """Fills the sheet for one prefecture's form."""
    writer = _Writer(workbook, sheet)
    several = _asked_for_several(survey.questionnaire)
    for known in survey.questionnaire.lists.values():
        _write_list(writer, known, survey, edition, is_translated=known.name not in several)
    writer.add("NONE_WORDS", [*NONE_WORDS, *DASHES])
    writer.add("NO_MARKS", [*NO_MARKS, *DASHES])
    writer.add(stand_ins.NAME, stand_ins.STAND_INS)
    participation = survey.questionnaire.lists["participation"]
    writer.add("CIRCLES", _spellings(participation["participating"].typed_forms))
    writer.add("TRIANGLES", _spellings(participation["considering"].typed_forms))
    writer.add("OWN_PREFECTURE", _spellings(survey.questionnaire.lists["prefecture"][prefecture].all_spellings))
    for name, texts in municipalities.packed(survey.places, edition).items():
        writer.add(name, texts)
    _write_messages(writer, found, edition)
    writer.write()


def _asked_for_several(questionnaire: Questionnaire) -> set[str]:
    """The lists of which only several choices together stand in a cell: nothing there is told by what it means."""
    questions = (*questionnaire.respondent.questions().values(), *questionnaire.case.questions().values())
    by_name: dict[str, set[bool]] = {}
    for each in questions:
        if each.kind.list_name:
            by_name.setdefault(each.kind.list_name, set()).add(isinstance(each.kind, Several))
    return {name for name, several in by_name.items() if several == {True}}


def _write_list(writer: _Writer, known: CodeList, survey: Survey, edition: Language, *, is_translated: bool) -> None:
    writer.add(f"L_{known.name}", known.labels(edition))
    meant: dict[str, str] = {}
    for choice in known.unique:
        for spelling in choice.typed_forms:
            meant.setdefault(spelling, choice.label[edition])
    writer.add(f"S_{known.name}", list(meant))
    if is_translated:
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
    writer.add("MSG_KEY", [message.key for message in found.all])
    writer.add("MSG_LABEL", [message.label[edition] for message in found.all])
    writer.add("MSG_SENTENCE", [message.sentence[edition] for message in found.all])
    writer.add("MSG_TODO", [message.todo[edition] for message in found.all])
