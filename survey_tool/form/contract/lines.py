"""The rows of an entry sheet below the frozen ones, in order: headings of bands and of groups, and the questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey_tool.form.contract.answers import Typed, free_row
from survey_tool.form.contract.marker import ALL_KEY, CASE_ID_KEY, FIRST_ROW, PARTICIPANTS_LEAD_ROWS
from survey_tool.questionnaire.asked.bands import BANDS
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.questionnaire.vocabulary.rules import AtLeastOne
from survey_tool.wording.words import NOTHING, Words

_GROUP = Words("{group}：次の{n}項目のうち1つ以上を記入してください。", "{group}: at least one of the next {n} items.")


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One row: a question with its key, or a heading without one.

    `group` is, of the heading of questions of which one must be answered, the key of the first, at which the rule stands.
    """

    title: Words
    key: str = ""
    question: Question | None = None
    note: Words = NOTHING
    group: str = ""


def entry_lines(questions: Mapping[str, Question]) -> tuple[EntryLine, ...]:
    """The rows for the questions of a model. Ids stand above the answers, in no row of their own."""
    return tuple(_lines(questions))


def _lines(questions: Mapping[str, Question]) -> Iterator[EntryLine]:
    band = ""
    for key, question in questions.items():
        if key == CASE_ID_KEY:
            continue
        if question.band != band:
            band = question.band
            yield EntryLine(BANDS[band].title, note=BANDS[band].note)
        for rule in question.rules:
            if isinstance(rule, AtLeastOne):
                yield EntryLine(_GROUP.fill(group=rule.group, n=len(rule.keys)), group=key)
        yield EntryLine(question.label, key, question)


def row_of(questions: Mapping[str, Question], key: str) -> int:
    """The row (from 1) in which a question stands in a form as it is drawn."""
    keys = [line.key for line in entry_lines(questions)]
    return FIRST_ROW + keys.index(key)


def participant_rows(own: Sequence[str], elsewhere: Sequence[Typed]) -> list[tuple[str, int]]:
    """What marks call the rows of participants in a form as it is drawn, each with its row (from 1), from top to bottom.

    `own` are the codes of the prefecture's municipalities, `elsewhere` what stands as code in the free rows.
    """
    names = [free_row(number) if code is None else str(code) for number, code in enumerate(elsewhere, start=1)]
    free_first = FIRST_ROW + len(own) + PARTICIPANTS_LEAD_ROWS
    return [
        *zip((ALL_KEY, *own), range(FIRST_ROW, free_first), strict=False),
        *zip(names, range(free_first, free_first + len(names)), strict=True),
    ]
