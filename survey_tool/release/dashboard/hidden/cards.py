"""The cards of all cases, one below the other: what stands on each, and in which rows, so that lists can lead to it.

No formula can choose a case by a click, and no link can type into a cell: each case therefore has a card of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from survey_tool.questionnaire.asked.case import BENEFITS, MILESTONES
from survey_tool.release.dashboard.contents import NO_FIGURE, UNANSWERED
from survey_tool.release.dashboard.drawing.canvas import Link
from survey_tool.release.dashboard.facts.positions import FactCase, Facts
from survey_tool.release.dashboard.facts.showing import TOLD_WITH_OTHERS
from survey_tool.release.dashboard.frame.page import START, letters, sheet_link
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
from survey_tool.wording.words import Words

FIRST, LAST = 1, 4
"""The columns of a card: label, answer, label, answer."""
_FIRST_ROW, _HEAD, _GAP = START + 2, 2, 1
_SHORT = 60  # characters: longer answers stand below the shorter ones
_IN_THE_HEAD = frozenset({"case_id", "name", "domain", "system_type", "withdrawn", "publication"})


@dataclass(frozen=True, slots=True)
class Card:
    """The card of a case: its first row, and its answers by label, those without answer left out, the shorter ones first."""

    top: int
    items: tuple[tuple[str, str], ...]

    @property
    def pairs(self) -> Iterator[tuple[tuple[str, str], ...]]:
        """The answers two by two, as they stand in the rows below the head."""
        return (self.items[at : at + 2] for at in range(0, len(self.items), 2))

    @property
    def bottom(self) -> int:
        """The last row."""
        return self.top + _HEAD + (len(self.items) + 1) // 2 - 1

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
        card = Card(top, _items(facts, case, labels))
        yield card
        top = card.bottom + 1 + _GAP


def _items(facts: Facts, case: FactCase, labels: dict[str, str]) -> tuple[tuple[str, str], ...]:
    shown = shown_columns(facts)
    told = [(label, shown[column][case.position - 1]) for column, label in labels.items()]
    answered = [each for each in told if each[1] not in (UNANSWERED, NO_FIGURE, "")]
    return tuple(sorted(answered, key=lambda each: len(each[1]) > _SHORT))


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
