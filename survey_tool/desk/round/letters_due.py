"""The letters that are due at a moment, and what they would say: worked out when a page first asks, and kept as long as the moment lasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from survey_tool.intake.judging.submission import Collected
from survey_tool.post.kinds import kind_of_letter
from survey_tool.post.kinds.kind import Due, Occasion
from survey_tool.post.preparing import contacts_of
from survey_tool.post.record.history import History
from survey_tool.post.sending.still_due import SaidToday, said_today
from survey_tool.reference.survey import Survey

_Asked = tuple[str, int]


@dataclass(frozen=True, slots=True)
class LettersDue:
    """Letters are asked for by their kind and by which of its kind they are. `forms` gives the forms that were drawn, read as if they had
    come back. What cannot be worked out is tried anew each time: why it could not may be over without a file having changed."""

    survey: Survey
    history: History
    collected: Collected
    today: dt.date
    forms: Callable[[], Collected]
    _due: dict[_Asked, Due] = field(default_factory=dict)
    _said: dict[_Asked, Mapping[str, SaidToday]] = field(default_factory=dict)

    def occasion(self, kind: str, number: int = 1) -> Occasion:
        """On what ground they are written now."""
        read = self.forms() if kind_of_letter(kind).from_forms else self.collected
        return Occasion(self.survey, read, self.today, self.history, number)

    def due(self, kind: str, number: int = 1) -> Due:
        """Who is due one, of all prefectures. Nothing is drawn or written for it. Raises `MistakesError` as the kind does."""
        asked = kind, number
        if asked not in self._due:
            kind_of_letter(kind).refuse(self.survey, self.today)
            self._due[asked] = kind_of_letter(kind).due(self.occasion(kind, number))
        return self._due[asked]

    def said(self, kind: str, number: int = 1) -> Mapping[str, SaidToday]:
        """What those that are due would say. Raises as `due` and `contacts_of` do."""
        asked = kind, number
        if asked not in self._said:
            contacts, allowed = contacts_of(self.survey), self.history.copies_allowed
            self._said[asked] = said_today(self.survey, self.due(kind, number).letters, contacts, allowed)
        return self._said[asked]
