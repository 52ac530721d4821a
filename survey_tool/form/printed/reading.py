"""What the sheets say that are only read: the example and the definitions, from the declaration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from survey_tool.form.printed.entry_sheets import NEED, PRIVATE
from survey_tool.questionnaire.asked.bands import BANDS
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.vocabulary.kinds import Mark
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.wording.words import Language, Words

EXAMPLE_LEAD = Words(
    "架空の事例です。このシートへの記入は不要です。", "An invented case. Nothing is to be entered on this sheet."
)
EXAMPLE_HEAD = (Words("項目", "Item"), Words("記入例", "Example"), Words("記入要領", "How to fill in"))
DEFINITIONS_LEAD = Words("項目及び選択肢の意味を示します。", "What each item and each choice means.")
ITEM_HEAD = (
    Words("項目", "Item"),
    NEED,
    Words("形式・単位", "Form, unit"),
    Words("公表", "Publication"),
    Words("意味・記入要領", "Meaning, how to fill in"),
)
CHOICES = Words("選択肢", "Choices")
CHOICE_HEAD = (Words("項目", "Item"), Words("選択肢", "Choice"), Words("意味", "Meaning"))
_PUBLISHED = Words("公表", "Published")
_EXPLAIN_THEMSELVES = ("mark", "prefecture", "unknown_word")  # code lists


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """A line of such a sheet: its texts from left to right, or title and note of a band of questions."""

    texts: tuple[str, ...]
    is_band: bool = False


def example_lines(questionnaire: Questionnaire, edition: Language) -> Iterator[ReadingLine]:
    """The invented case, one line a question, band by band."""
    for line in _by_band(questionnaire, edition):
        if isinstance(line, Question):
            example = example_of(line, questionnaire, edition)
            yield ReadingLine((line.label[edition], example, line.help[edition]))
        else:
            yield line


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


def definition_lines(questionnaire: Questionnaire, edition: Language) -> Iterator[ReadingLine]:
    """What each item means, band by band."""
    for line in _by_band(questionnaire, edition):
        if isinstance(line, Question):
            public = _PUBLISHED[edition] if line.is_published else PRIVATE[edition]
            unit, requirement = line.kind.unit()[edition], line.need[edition]
            yield ReadingLine((line.label[edition], requirement, unit, public, line.help[edition]))
        else:
            yield line


def choice_lines(questionnaire: Questionnaire, edition: Language) -> Iterator[ReadingLine]:
    """What each choice means, list by list."""
    told: set[str] = set()
    for question in questionnaire.case.questions().values():
        name = question.kind.list_name
        if name is None or name in told or name in _EXPLAIN_THEMSELVES:
            continue
        told.add(name)
        for position, choice in enumerate(questionnaire.lists[name].unique):
            parent = questionnaire.lists["domain"][choice.parent].label[edition] if choice.parent else ""
            label = question.label[edition] if position == 0 else ""
            yield ReadingLine((label, choice.label[edition], choice.meaning[edition] or parent))


def _by_band(questionnaire: Questionnaire, edition: Language) -> Iterator[Question | ReadingLine]:
    """Every question, before the first of each band the line of the band."""
    band = ""
    for model in (questionnaire.respondent, questionnaire.case):
        for question in model.questions().values():
            if question.band != band:
                band = question.band
                yield ReadingLine((BANDS[band].title[edition], BANDS[band].note[edition]), is_band=True)
            yield question
