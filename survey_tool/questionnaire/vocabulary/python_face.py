"""What the Python face of a rule may look at: the answers of one respondent or one case, and what is known beside them."""

from __future__ import annotations

from typing import Protocol


class AnswerSet(Protocol):
    """The answers of one respondent or one case as rules see them in Python."""

    def value(self, key: str) -> object:
        """The canonical answer, None where blank. Only to be concluded from where `wrong` is False."""

    def blank(self, key: str) -> bool:
        """Whether nothing was answered (an answer that cannot be understood is not blank)."""

    def wrong(self, key: str) -> bool:
        """Whether the answer has an error of its own."""

    def before(self, key: str) -> list[object]:
        """The answers to the same question in the cases before that count."""

    def fact(self, name: str) -> object:
        """A fact about them that is no answer."""

    def parentage(self, list_name: str) -> frozenset[tuple[object, object]]:
        """The pairs (parent, choice) of a list."""
