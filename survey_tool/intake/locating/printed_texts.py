"""Every text that a form prints, so that whatever else stands outside the answer cells can be told from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from survey_tool.form.printed.states import live_patterns
from survey_tool.form.printed.texts import GUIDE_TEMPLATES, entry_texts, reading_texts
from survey_tool.intake.cells.grid import CellValue
from survey_tool.questionnaire.vocabulary.lists import fold
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import LANGUAGES, Words

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
                or all(fold(line) in self._known for line in text.strip().split("\n"))
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


def printed_to_fill_in(survey: Survey) -> PrintedTexts:
    """What stands on the sheets that people fill in, answers and choices apart, in both editions."""
    return PrintedTexts(entry_texts(survey), live_patterns())


def printed_to_read(survey: Survey) -> PrintedTexts:
    """What stands on the sheets that people only read, in both editions."""
    # A deadline that was put off, or another person to ask: the forms that were sent still say what was set before.
    patterns = (_pattern(words[edition]) for words in _guide_templates() for edition in LANGUAGES)
    return PrintedTexts(reading_texts(survey), patterns)


def _guide_templates() -> Iterator[Words]:
    """Those of the guide's texts that hold more than any text."""
    for words in GUIDE_TEMPLATES:
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
