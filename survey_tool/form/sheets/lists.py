"""The hidden sheet `_lists`: everything that dropdowns and live checks look up, each list behind a defined name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

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


class Lists:
    """Lists one below the other, each with a name: across, which packs best, and below them down where one is too long.

    One without entries still has one blank cell, so that its name refers to something.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self.across = {name: values for name, values in lists.items() if len(values) <= _LONGEST_ROW}
        self.down = {name: values for name, values in lists.items() if name not in self.across}

    def write(self, sheet: Worksheet) -> None:
        """Fills the sheet, row by row."""
        for row, (name, values) in enumerate(self.across.items()):
            sheet.write_string(row, 0, name)
            sheet.write_row(row, 1, values)
        downwards = zip_longest(*((name, *values) for name, values in self.down.items()))
        for row, texts in enumerate(downwards, start=len(self.across)):
            sheet.write_row(row, 0, texts)

    def define_names(self, workbook: Workbook) -> None:
        """Names each list."""
        head = len(self.across)
        areas = {name: (row, 1, row, max(len(values), 1)) for row, (name, values) in enumerate(self.across.items())}
        areas |= {name: (head + 1, at, head + len(values), at) for at, (name, values) in enumerate(self.down.items())}
        for name, area in areas.items():
            workbook.define_name(name, f"={LISTS_SHEET}!{xl_range_abs(*area)}")


def lists_of(survey: Survey, edition: Language, found: Messages) -> Lists:
    """The sheet, which is the same in all forms of an edition."""
    several = _asked_for_several(survey.questionnaire)
    participation = survey.questionnaire.lists["participation"]
    lists: dict[str, Sequence[str]] = {}
    for known in survey.questionnaire.lists.values():
        lists |= _lists_of(known, survey, edition, is_translated=known.name not in several)
    lists |= {
        "NONE_WORDS": [*NONE_WORDS, *DASHES],
        "NO_MARKS": [*NO_MARKS, *DASHES],
        stand_ins.NAME: stand_ins.STAND_INS,
        "CIRCLES": spellings(participation["participating"].typed_forms),
        "TRIANGLES": spellings(participation["considering"].typed_forms),
        **municipalities.packed(survey.places, edition),
        "MSG_KEY": [message.key for message in found.all],
        "MSG_LABEL": [message.label[edition] for message in found.all],
        "MSG_SENTENCE": [message.sentence[edition] for message in found.all],
        "MSG_TODO": [message.todo[edition] for message in found.all],
    }
    return Lists(lists)


def _asked_for_several(questionnaire: Questionnaire) -> set[str]:
    """The lists of which only several choices together stand in a cell: nothing there is told by what it means."""
    questions = (*questionnaire.respondent.questions().values(), *questionnaire.case.questions().values())
    by_name: dict[str, set[bool]] = {}
    for each in questions:
        if each.kind.list_name:
            by_name.setdefault(each.kind.list_name, set()).add(isinstance(each.kind, Several))
    return {name for name, several in by_name.items() if several == {True}}


def _lists_of(
    known: CodeList, survey: Survey, edition: Language, *, is_translated: bool
) -> Mapping[str, Sequence[str]]:
    """What is offered, what else may be typed, what that means, to what each choice belongs."""
    meant: dict[str, str] = {}
    for choice in known.unique:
        for spelling in choice.typed_forms:
            meant.setdefault(spelling, choice.label[edition])
    lists = {f"L_{known.name}": known.labels(edition), f"S_{known.name}": list(meant)}
    if is_translated:
        lists[f"M_{known.name}"] = list(meant.values())
    if any(choice.parent for choice in known):
        parents = survey.questionnaire.lists["domain"]
        lists[f"C_{known.name}"] = [choice.label[edition] for choice in known]
        lists[f"P_{known.name}"] = [parents[choice.parent].label[edition] if choice.parent else "" for choice in known]
    return lists


def spellings(texts: Sequence[str]) -> list[str]:
    """Each spelling once."""
    return list(dict.fromkeys(texts))
