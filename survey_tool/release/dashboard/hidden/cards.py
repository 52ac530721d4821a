"""The cards of all cases, one below the other: what stands on each, and in which rows, so that lists can lead to it.

No formula can choose a case by a click, and no link can type into a cell: each case therefore has a card of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from survey_tool.drawing.heights import lines_in_pixels
from survey_tool.questionnaire.asked.case import BENEFITS, MILESTONES
from survey_tool.release.dashboard.contents import NO_FIGURE, UNANSWERED
from survey_tool.release.dashboard.drawing.canvas import HIGHEST, Link
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.positions import FactCase, Facts
from survey_tool.release.dashboard.facts.showing import LISTING, TOLD_WITH_OTHERS
from survey_tool.release.dashboard.frame.page import MARGIN, START, letters, sheet_link
from survey_tool.release.dashboard.hidden.shown import (
    BENEFITS_FELT,
    CONSIDERING,
    EMPLOYEES,
    POPULATION,
    TAKING_PART,
    TOTAL_PER_HEAD,
    YEARLY_PER_HEAD,
    column_of,
    shown_columns,
)
from survey_tool.wording.widths import width
from survey_tool.wording.words import Words

FIRST, LAST = 1, 4
WIDTHS = (MARGIN, 210, 410, 210, 410, MARGIN)
"""The columns of a card: label, answer, label, answer; their widths in pixels, the margins beside them."""
LINE, AIR, INSET = 17, 7, 12  # pixels: a line of an answer, what a row has beside them, what no text of a cell reaches
_FIRST_ROW, _HEAD, _GAP = START + 2, 2, 1
_SHORT = 60  # characters: longer answers stand below the shorter ones
_BESIDE, _ACROSS = WIDTHS[2] - INSET, sum(WIDTHS[2:5]) - INSET
"""The room of an answer that has another beside it, and of one that has the whole line."""
_TALL = 12  # lines: taller answers have the whole line
_MOST = int((HIGHEST - AIR) // LINE * _ACROSS / 7 * 0.85)
"""Half-width characters of the highest row, as names are kept whole where lines end."""
_CONTINUED = Words("（続き）", " (continued)")
_IN_THE_HEAD = frozenset({"case_id", "name", "domain", "system_type", "withdrawn", "publication"})


Item = tuple[str, str]
"""A label with its answer."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """One row of a card: an answer or two side by side, or one that has the whole line."""

    items: tuple[Item, ...]
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """The card of a case: its first row, and below the head its answers, those without answer left out, the shorter ones first."""

    top: int
    rows: tuple[CardRow, ...]

    @property
    def bottom(self) -> int:
        """The last row."""
        return self.top + _HEAD + len(self.rows) - 1

    @property
    def area(self) -> str:
        """The whole card, so that a jump to it brings all of it into view."""
        return f"{letters(FIRST)}{self.top + 1}:{letters(LAST)}{self.bottom + 1}"


def cards(facts: Facts) -> list[Card]:
    """The cards in the order of the cases."""
    return facts.kept("cards", lambda: list(_cards(facts)))


def _cards(facts: Facts) -> Iterator[Card]:
    top, labels = _FIRST_ROW, _labels(facts)
    for case in facts.cases:
        card = Card(top, tuple(_rows(facts, _items(facts, case, labels))))
        yield card
        top = card.bottom + 1 + _GAP


def _items(facts: Facts, case: FactCase, labels: dict[str, str]) -> list[Item]:
    shown = {column: texts[case.position - 1] for column, texts in shown_columns(facts).items()}
    shown["cases_names"] = showing.names(facts, case, case.participants)  # all of them
    shown["cases_considering"] = showing.names(facts, case, case.considering)
    told = [(label, shown[column]) for column, label in labels.items()]
    answered = [each for each in told if each[1] not in (UNANSWERED, NO_FIGURE, "")]
    return sorted(answered, key=lambda each: len(each[1]) > _SHORT)


def _rows(facts: Facts, items: Sequence[Item]) -> Iterator[CardRow]:
    """The answers two by two, then those that are too long to stand beside another, continued where no row is high enough."""
    whole = [item for item in items if lines_in_pixels(item[1], _BESIDE) > _TALL]
    beside = [item for item in items if item not in whole]
    yield from (CardRow(tuple(beside[at : at + 2])) for at in range(0, len(beside), 2))
    for label, text in whole:
        labels = itertools.chain([label], itertools.repeat(label + facts(_CONTINUED)))
        for of, part in zip(labels, _parts(text, facts(LISTING)), strict=False):
            yield CardRow(((of, part),), is_whole=True)


def _parts(text: str, between: str) -> Iterator[str]:
    """A text in parts that a row has room for, parted between two of the names that it lists."""
    part: list[str] = []
    used = 0
    for name in text.split(between):
        taken = width(name + between)
        if part and used + taken > _MOST:
            yield between.join(part) + between.rstrip()
            part, used = [], 0
        part.append(name)
        used += taken
    yield between.join(part)


def _labels(facts: Facts) -> dict[str, str]:
    """What is told of a case, by the column that holds it: every question, and what is reckoned from the answers."""
    found: dict[str, Words] = {}
    for key in _in_order(facts):
        if key not in _IN_THE_HEAD | TOLD_WITH_OTHERS and key not in BENEFITS:
            found[column_of(key)] = facts.questions[key].label
        if key == "total_cost":
            found |= {"cases_per_head": YEARLY_PER_HEAD, "cases_total_per_head": TOTAL_PER_HEAD}
    found |= {
        "cases_benefits": BENEFITS_FELT,
        "cases_population": POPULATION,
        "cases_employees": EMPLOYEES,
        "cases_as_of": facts.survey.questionnaire.respondent.questions()["as_of"].label,
        "cases_names": TAKING_PART,
        "cases_considering": CONSIDERING,
    }
    return {column: facts(label) for column, label in found.items()}


def _in_order(facts: Facts) -> list[str]:
    """The questions, the months of a case in the order of time where the form asks the first of them."""
    keys = list(facts.questions)
    months = [key for key in MILESTONES if key in keys]
    first = min(map(keys.index, months), default=0)
    return [*keys[:first], *months, *(key for key in keys[first:] if key not in months)]


def card_link(facts: Facts, position: int, text: str) -> Link:
    """A link to the card of a case."""
    return sheet_link(facts, "cards", text, cards(facts)[position - 1].area)
