"""Every text of a form at a glance, for those who tell answers from what was printed around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import ModuleType

from survey_tool.form.contract.lines import entry_lines
from survey_tool.form.contract.marker import ALL_KEY, CODE_KEY, EMPLOYEES_KEY, NAME_KEY, POPULATION_KEY, SHEETS
from survey_tool.form.printed import check, entry_sheets, guide, reading
from survey_tool.form.printed.entry_sheets import FREE_ROWS, SOURCE, label_with_privacy
from survey_tool.form.printed.guide import FACTS, PARTS, TITLE, guide_fills
from survey_tool.form.printed.reading import choice_lines, definition_lines, example_lines
from survey_tool.form.printed.states import live_texts
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import LANGUAGES, Words

GUIDE_TEMPLATES = (TITLE, *(value for _, value in FACTS), *(text for _, text in PARTS))
"""The texts of the guide in which settings stand, as {placeholders}."""


def entry_texts(survey: Survey) -> Iterator[str]:
    """What stands on the sheets that people fill in, answers and choices apart, and what their checks can say, in both editions."""
    for words in _entry_words(survey):
        yield from (words.ja, words.en)
    case, respondent = survey.questionnaire.case.questions(), survey.questionnaire.respondent.questions()
    for question in (*respondent.values(), *case.values()):
        yield from (label_with_privacy(question, edition) for edition in LANGUAGES)
    yield from live_texts(survey.questionnaire)
    yield from (ALL_KEY, CODE_KEY, NAME_KEY, POPULATION_KEY, EMPLOYEES_KEY, *case, *respondent)


def _entry_words(survey: Survey) -> Iterator[Words]:
    known, places = survey.questionnaire, survey.places
    for sheet in (known.respondent_sheet, known.cases_sheet):
        for line in entry_lines(sheet.questions):
            yield from (line.title, line.note)
            if line.question:
                asked = line.question
                yield from (asked.need, asked.help, asked.kind.unit(), sheet.how(line.key))
    yield from (*SHEETS.values(), *_declared_in(entry_sheets))
    source = SOURCE.fill(population_date=places.population_date, employees_date=places.employees_date)
    yield FREE_ROWS + Words.same(" ") + source


def reading_texts(survey: Survey) -> Iterator[str]:
    """What stands on the sheets that people only read, in both editions."""
    known, prefectures = survey.questionnaire, survey.places.prefectures.values()
    fills = guide_fills(survey.round, next(iter(prefectures)).name, survey.round.deadline)
    filled = (words.fill(**fills) for words in GUIDE_TEMPLATES)
    for words in (
        *SHEETS.values(),
        *filled,
        *(each for module in (guide, reading, check) for each in _declared_in(module)),
        *(each.name for each in prefectures),
    ):
        yield from (words.ja, words.en)
    for edition in LANGUAGES:
        for lines in (example_lines, definition_lines, choice_lines):
            for line in lines(known, edition):
                yield from line.texts


def _declared_in(module: ModuleType) -> Iterator[Words]:
    """Every text that a module declares, so that none has to be named here again."""
    for value in vars(module).values():
        yield from _words_in(value)


def _words_in(value: object) -> Iterator[Words]:
    if isinstance(value, Words):
        yield value
    elif isinstance(value, tuple | list):
        yield from (words for each in value for words in _words_in(each))
    elif isinstance(value, Mapping):
        yield from (words for each in value.values() for words in _words_in(each))
