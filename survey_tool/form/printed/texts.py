"""Every text of a form at a glance, for those who tell answers from what was printed around them."""

from __future__ import annotations

from collections.abc import Iterator

from survey_tool.form.contract.marker import CODE_KEY, EMPLOYEES_KEY, NAME_KEY, POPULATION_KEY, SHEETS
from survey_tool.form.printed.entry_sheets import ENTRY_WORDS, SOURCE, label_with_privacy
from survey_tool.form.printed.guide import FACTS, GUIDE_WORDS, PARTS, TITLE, guide_fills
from survey_tool.form.printed.messages import messages
from survey_tool.form.printed.reading import READING_WORDS, choice_lines, definition_lines, example_lines
from survey_tool.questionnaire.asked.bands import BANDS
from survey_tool.questionnaire.findings.catalogue import SEVERITY_LABELS
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
    for message in messages(survey.questionnaire).all:
        yield from (message.said[edition] for edition in LANGUAGES)
        yield from (f"{SEVERITY_LABELS['warning'][edition]} {message.said[edition]}" for edition in LANGUAGES)
    yield from (CODE_KEY, NAME_KEY, POPULATION_KEY, EMPLOYEES_KEY, *case, *respondent)


def _entry_words(survey: Survey) -> Iterator[Words]:
    known, places = survey.questionnaire, survey.places
    for question in (*known.respondent.questions().values(), *known.case.questions().values()):
        yield from (question.label, question.help, question.kind.unit(), question.requirement)
    for band in BANDS.values():
        yield from (band.title, band.note)
    yield from (*SHEETS.values(), *ENTRY_WORDS)
    yield SOURCE.fill(population_date=places.population_date, employees_date=places.employees_date)


def reading_texts(survey: Survey) -> Iterator[str]:
    """What stands on the sheets that people only read, in both editions."""
    known, prefectures = survey.questionnaire, survey.places.prefectures.values()
    fills = guide_fills(survey.round, next(iter(prefectures)).name)
    filled = (words.fill(**fills) for words in GUIDE_TEMPLATES)
    for words in (*SHEETS.values(), *filled, *GUIDE_WORDS, *READING_WORDS, *(each.name for each in prefectures)):
        yield from (words.ja, words.en)
    for edition in LANGUAGES:
        for lines in (example_lines, definition_lines, choice_lines):
            for line in lines(known, edition):
                yield from line.texts
