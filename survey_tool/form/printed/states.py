"""What the live formulas of the entry sheets can say, as patterns: programs that save a form store it as values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from survey_tool.form.printed.entry_sheets import (
    AND_MORE,
    CASE_MENTION,
    COLON,
    COMPLETE,
    CONSIDERS,
    FIGURES,
    NEXT,
    NO_NAME,
    NONE_OF_SEVERAL,
    STATE_GAP,
    TAKES_PART,
)
from survey_tool.form.printed.messages import messages
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.findings.catalogue import STATE_LABELS
from survey_tool.questionnaire.vocabulary.lists import fold
from survey_tool.wording.words import LANGUAGES, Language


def live_patterns() -> Iterator[re.Pattern[str]]:
    """Patterns of folded texts: states of cases and questions, totals above the marks. Sentences are `live_texts`."""
    for edition in LANGUAGES:
        yield from map(re.compile, _patterns(edition))


def live_texts(questionnaire: Questionnaire) -> Iterator[str]:
    """What stands in whole beside an answer, in both editions."""
    for edition in LANGUAGES:
        yield from (COMPLETE[edition], NONE_OF_SEVERAL[edition], NO_NAME[edition])
        yield from (label[edition] for label in STATE_LABELS.values())
        for message in messages(questionnaire).all:
            yield f"{STATE_LABELS[message.state][edition]}{COLON[edition]}{message.sentence[edition]}"


def _patterns(edition: Language) -> Iterator[str]:
    word = _one_of(label[edition] for label in STATE_LABELS.values())
    gap, next_one = _folded(STATE_GAP[edition]), _folded(NEXT[edition])
    yield rf"{word}\d+(?:{gap}{word}\d+)*"
    case = r"(?:[0-9a-z-]{1,20}|\?)"
    mention = _folded(CASE_MENTION[edition])
    yield rf"(?:{mention}{case}(?:{next_one}{case})*(?:{_folded(AND_MORE[edition])})?{_folded(COLON[edition])}{word})+"
    bodies, population, employees = (_folded(each) for each in FIGURES[edition])
    part, considers = (rf"{_folded(sign)}[\d,]+{bodies}" for sign in (TAKES_PART, CONSIDERS))
    yield rf"(?:{part}(?:{gap}{considers})?{population}[\d,]+{employees}[\d,]+|{considers})"


def _one_of(texts: Iterable[str]) -> str:
    return f"(?:{'|'.join(_folded(each) for each in texts)})"


def _folded(text: str) -> str:
    return re.escape(fold(text))
