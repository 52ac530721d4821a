"""Every text that a form prints, so that whatever else stands outside the answer cells can be told from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from survey_tool.form.contract.marker import CODE_KEY, EMPLOYEES_KEY, NAME_KEY, POPULATION_KEY, SHEETS
from survey_tool.form.contract.printed import (
    CARRIED,
    CASES_LEAD,
    FREE_ROWS,
    MORE_ROWS,
    PARTICIPANTS_HEADERS,
    PARTICIPANTS_LEAD,
    REQUIRED_SIGN,
    RESPONDENT_HEADERS,
    RESPONDENT_LEAD,
    SOURCE,
    STATE_HEADER,
    TOTALS,
    label_with_privacy,
)
from survey_tool.form.sheets.guide import FACTS, PARTS, TITLE, draw_guide
from survey_tool.form.sheets.reading import draw_definitions, draw_example
from survey_tool.questionnaire.asked.bands import BANDS
from survey_tool.questionnaire.vocabulary.lists import fold
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import LANGUAGES, Language, Words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from survey_tool.drawing.styles import Styles
    from survey_tool.intake.cells.grid import CellValue

    Row = tuple[CellValue, ...]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_ADDRESS = r"[^@]{1,80}@[^@]{1,80}"
_FILLED_IN = {
    "deadline": r"(?:\d{4}年\d{1,2}月\d{1,2}日\(.\)|[a-z]+,\d{1,2}[a-z]+\d{4})",
    "return_address": _ADDRESS,
    "email": _ADDRESS,
}
_SHEETS = 100  # remembered
_REMEMBERED = 20_000  # texts; forms repeat each other, whatever else comes back need not fill the memory


class PrintedTexts:
    """A set of printed texts. A text is one of them if it is known, or if each of its lines is.

    A form puts label and privacy, or requirement and unit, into one cell. Compared as labels are: width, case and blanks
    do not matter. `patterns` are for folded texts that hold what may have been set otherwise when the form was printed.
    """

    def __init__(self, texts: Iterable[str], patterns: Iterable[re.Pattern[str]] = ()) -> None:
        self._patterns = tuple(patterns)
        self._known = {fold(line) for text in texts for line in (text, *text.split("\n"))}
        self._seen: dict[str, bool] = {}
        self._filled: set[tuple[Row, ...]] = set()

    def __contains__(self, text: object) -> bool:
        if not isinstance(text, str):
            return False
        known = self._seen.get(text)
        if known is None:
            folded = fold(text)
            known = (
                folded in self._known
                or all(fold(line).removeprefix(REQUIRED_SIGN) in self._known for line in text.strip().split("\n"))
                or any(pattern.fullmatch(folded) for pattern in self._patterns)
            )
            if len(self._seen) < _REMEMBERED:
                self._seen[text] = known
        return known

    def fill(self, rows: tuple[Row, ...]) -> bool:
        """Whether a sheet holds printed texts and nothing else. Forms repeat each other: most are looked through once."""
        if rows in self._filled:
            return True
        filled = all(value is None or value in self for row in rows for value in row)
        if filled and len(self._filled) < _SHEETS:
            self._filled.add(rows)
        return filled


def entry_texts(survey: Survey) -> PrintedTexts:
    """What stands on the sheets that people fill in, answers and choices apart, in both editions."""
    return PrintedTexts(_entry_texts(survey))


def reading_texts(survey: Survey) -> PrintedTexts:
    """What stands on the sheets that people only read, in both editions."""
    texts = [text for edition in LANGUAGES for text in _reading_sheets(survey, edition)]
    names = [prefecture.name for prefecture in survey.places.prefectures.values()]
    # A deadline that was put off, or another person to ask: the forms that were sent still say what was set before.
    patterns = (_pattern(words[edition]) for words in _guide_templates() for edition in LANGUAGES)
    return PrintedTexts((*texts, *(name[edition] for edition in LANGUAGES for name in names)), patterns)


def _guide_templates() -> Iterator[Words]:
    """The texts of the guide in which settings stand; not those that are nothing but any text."""
    for words in (TITLE, *(value for _, value in FACTS), *(text for _, text in PARTS)):
        _, *names = _PLACEHOLDER.split(words.ja)
        alone = _PLACEHOLDER.fullmatch(words.ja) is not None
        if names and (not alone or names[0] in _FILLED_IN):
            yield words


def _pattern(text: str) -> re.Pattern[str]:
    """Matches a folded text of the guide whatever its placeholders were filled with."""
    pieces = _PLACEHOLDER.split(text)  # texts and names of placeholders in turn
    return re.compile(
        "".join(
            _FILLED_IN.get(piece, ".{1,80}") if number % 2 else re.escape(fold(piece))
            for number, piece in enumerate(pieces)
        )
    )


def _entry_texts(survey: Survey) -> Iterator[str]:
    for words in _words(survey):
        yield from (words.ja, words.en)
    for edition in LANGUAGES:
        for question in _questions(survey):
            yield label_with_privacy(question, edition)
    yield from (CODE_KEY, NAME_KEY, POPULATION_KEY, EMPLOYEES_KEY)
    yield from survey.questionnaire.case.questions()
    yield from survey.questionnaire.respondent.questions()


def _questions(survey: Survey) -> Iterator[Question]:
    yield from survey.questionnaire.respondent.questions().values()
    yield from survey.questionnaire.case.questions().values()


def _words(survey: Survey) -> Iterator[Words]:
    for question in _questions(survey):
        yield from (question.label, question.help, question.kind.unit(), question.requirement)
    for band in BANDS.values():
        yield from (band.title, band.note)
    yield from SHEETS.values()
    yield from (CASES_LEAD, CARRIED, MORE_ROWS, STATE_HEADER)
    yield from (RESPONDENT_LEAD, *RESPONDENT_HEADERS)
    yield from (PARTICIPANTS_LEAD, FREE_ROWS, TOTALS)
    yield from PARTICIPANTS_HEADERS.values()
    places = survey.places
    yield SOURCE.fill(population_date=places.population_date, employees_date=places.employees_date)


def _reading_sheets(survey: Survey, edition: Language) -> Iterable[str]:
    """What is drawn on the guide, the example and the definitions, taken down instead of drawn."""
    notes = _Notes()
    sheet, styles = cast("Worksheet", notes), cast("Styles", notes)
    prefecture = next(iter(survey.places.prefectures.values())).name
    for correction in (False, True):
        draw_guide(sheet, survey.round, prefecture, edition, styles, correction=correction)
    draw_example(sheet, survey.questionnaire, edition, styles)
    draw_definitions(sheet, survey.questionnaire, edition, styles)
    return notes.texts


class _Notes:
    """Stands in for a worksheet and its styles, and keeps the texts that are written."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def write_string(self, _row: int, _column: int, text: str, _style: object = None) -> None:
        self.texts.append(text)

    def write_url(self, _row: int, _column: int, _url: str, _style: object = None, text: str = "") -> None:
        self.texts.append(text)

    def __getitem__(self, _name: str) -> None:
        return None

    def __getattr__(self, _name: str) -> Any:
        return lambda *_arguments, **_options: None
