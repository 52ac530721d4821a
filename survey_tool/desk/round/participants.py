"""Which municipalities take part in the cases of a return, as it was typed."""

from __future__ import annotations

from collections.abc import Iterator

from survey_tool.desk.words import TEXTS
from survey_tool.form.contract.answers import Answers, free_row
from survey_tool.form.contract.marker import ALL_KEY
from survey_tool.intake.cells.plain import as_text, plain
from survey_tool.questionnaire.asked.participation import ALL_LABEL
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Words

_DIGITS = 6


def participants_of(survey: Survey, code: str, typed: Answers) -> Iterator[tuple[Words, tuple[str, ...]]]:
    """The municipalities with a mark in any case, each with its marks by case: all at once, those of the prefecture `code` in the order
    of the form, then others."""
    own = [each.code for each in survey.places.municipalities_of(code)]
    marked = dict.fromkeys(row for case in typed.cases for row in case.marks)
    others = [row for row in marked if row not in (ALL_KEY, *own)]
    for row in (ALL_KEY, *own, *others):
        if row in marked:
            yield _called(survey, row, code, typed), tuple(as_text(case.marks.get(row)) for case in typed.cases)


def _called(survey: Survey, row: str, code: str, typed: Answers) -> Words:
    """The municipality of a row; where it cannot be told, what stands there in its place."""
    if row == ALL_KEY:
        return ALL_LABEL
    for number in range(1, len(typed.elsewhere) + 1):
        if row == free_row(number):
            return TEXTS["no_code"].fill(number=number)
    found = survey.places.municipalities.get(plain(row).zfill(_DIGITS))
    if found is None:
        return Words.same(row)
    if found.prefecture_code == code:
        return found.name
    return TEXTS["of_another"].fill(name=found.name, prefecture=survey.places.prefectures[found.prefecture_code].name)
