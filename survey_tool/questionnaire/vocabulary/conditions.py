"""Conditions on the answers of one respondent or one case: true, false, or not to be said yet.

A condition is an object with three faces: `truth` in Python, `holds`/`fails` in Excel, and its words, which are drawn from
it and never typed by hand. Nothing is concluded from an answer that is itself wrong (or missing where it is required):
then the condition neither holds nor fails, so that one mistake gives one finding.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from survey_tool.questionnaire.vocabulary.excel_face import Cells, all_of, any_of
from survey_tool.questionnaire.vocabulary.labels import Labels, either
from survey_tool.questionnaire.vocabulary.python_face import AnswerSet
from survey_tool.wording.words import Words


class Condition(Protocol):
    """What a rule depends on."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The questions it looks at."""

    def truth(self, answers: AnswerSet) -> bool | None:
        """Whether it holds; None where it cannot be said yet."""

    def holds(self, cells: Cells) -> str:
        """Excel expression: certainly true."""

    def fails(self, cells: Cells) -> str:
        """Excel expression: certainly false."""

    def clause(self, labels: Labels) -> Words:
        """As words that can be followed by 「場合」 or preceded by "when"."""


class Deniable(Condition, Protocol):
    """A condition whose failing can be told as a reason."""

    def denial(self, labels: Labels) -> Words:
        """Why it does not hold: 「…ため」 and "since …"."""


@dataclass(frozen=True)
class Is:
    """One of `keys` is answered with one of `choices` (of the list that these questions share)."""

    keys: tuple[str, ...]
    list_name: str
    choices: tuple[str, ...]

    def truth(self, answers: AnswerSet) -> bool | None:
        return _any(None if answers.wrong(key) else answers.value(key) in self._canonical for key in self.keys)

    @property
    def _canonical(self) -> tuple[object, ...]:
        return (True,) if self.list_name == "mark" else self.choices

    def holds(self, cells: Cells) -> str:
        return any_of(*(f"AND({self._said(key, cells)},NOT({cells.wrong(key)}))" for key in self.keys))

    def fails(self, cells: Cells) -> str:
        return all_of(*(f"NOT(OR({self._said(key, cells)},{cells.wrong(key)}))" for key in self.keys))

    def _said(self, key: str, cells: Cells) -> str:
        return any_of(*(f"{cells.value(key)}={cells.label(self.list_name, choice)}" for choice in self.choices))

    def clause(self, labels: Labels) -> Words:
        if self.list_name == "mark":
            return self._subject(labels) + Words("に○がある", " has ○")
        return self._subject(labels) + Words("が{values}の", " is {values}").fill(values=self._values(labels))

    def opposite_clause(self, labels: Labels) -> Words:
        """The words of the opposite."""
        return self._subject(labels) + Words("が{values}以外の", " is not {values}").fill(values=self._values(labels))

    def denial(self, labels: Labels) -> Words:
        if self.list_name == "mark":
            return Words("", "since ") + self._subject(labels) + Words("に○がないため", " has no ○")
        said = Words("が{values}ではないため", " is not {values}").fill(values=self._values(labels))
        return Words("", "since ") + self._subject(labels) + said

    def _subject(self, labels: Labels) -> Words:
        return either(labels.label(key) for key in self.keys)

    def _values(self, labels: Labels) -> Words:
        return either(labels.choice(self.list_name, choice) for choice in self.choices)


@dataclass(frozen=True)
class HoldsAmount:
    """One of `keys` is answered with a figure, not with a word."""

    keys: tuple[str, ...]

    def truth(self, answers: AnswerSet) -> bool | None:
        return _any(None if answers.wrong(key) else isinstance(answers.value(key), (int, float)) for key in self.keys)

    def holds(self, cells: Cells) -> str:
        return any_of(*(f"AND(ISNUMBER({cells.value(key)}),NOT({cells.wrong(key)}))" for key in self.keys))

    def fails(self, cells: Cells) -> str:
        return all_of(*(f"NOT(OR(ISNUMBER({cells.value(key)}),{cells.wrong(key)}))" for key in self.keys))

    def clause(self, labels: Labels) -> Words:
        some = Words("のいずれか", "") if len(self.keys) > 1 else Words("", "")
        return either(labels.label(key) for key in self.keys) + some + Words("に金額を記入した", " is an amount")


@dataclass(frozen=True)
class MoreThan:
    """`key` is answered with a figure above `least`: a number, or the figure at another question."""

    key: str
    least: int | str

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key, self.least) if isinstance(self.least, str) else (self.key,)

    def truth(self, answers: AnswerSet) -> bool | None:
        if any(answers.wrong(key) for key in self.keys):
            return None
        least = answers.value(self.least) if isinstance(self.least, str) else self.least
        value = answers.value(self.key)
        return isinstance(value, (int, float)) and isinstance(least, (int, float)) and value > least

    def holds(self, cells: Cells) -> str:
        return f"IF({self._figures(cells)},{self._above(cells)},FALSE)"

    def fails(self, cells: Cells) -> str:
        return all_of(*(f"NOT({cells.wrong(key)})" for key in self.keys), f"NOT({self.holds(cells)})")

    def _figures(self, cells: Cells) -> str:
        return all_of(*(f"ISNUMBER({cells.value(key)}),NOT({cells.wrong(key)})" for key in self.keys), "TRUE")

    def _above(self, cells: Cells) -> str:
        least = cells.value(self.least) if isinstance(self.least, str) else self.least
        return f"{cells.value(self.key)}>{least}"

    def clause(self, labels: Labels) -> Words:
        least = labels.label(self.least) if isinstance(self.least, str) else Words.same(str(self.least))
        return either([labels.label(self.key)]) + Words("が{least}を超える", " is above {least}").fill(least=least)

    def opposite_clause(self, labels: Labels) -> Words:
        """The words of the opposite."""
        least = labels.label(self.least) if isinstance(self.least, str) else Words.same(str(self.least))
        said = Words("が{least}を超えない", " is not above {least}").fill(least=least)
        return either([labels.label(self.key)]) + said


@dataclass(frozen=True)
class LaterThan:
    """`key` is answered with a day after the one at `other`."""

    key: str
    other: str

    @property
    def keys(self) -> tuple[str, ...]:
        return self.key, self.other

    def truth(self, answers: AnswerSet) -> bool | None:
        if any(answers.wrong(key) for key in self.keys):
            return None
        day, other = answers.value(self.key), answers.value(self.other)
        return isinstance(day, dt.date) and isinstance(other, dt.date) and day > other

    def holds(self, cells: Cells) -> str:
        days = all_of(*(f"ISNUMBER({cells.value(key)}),NOT({cells.wrong(key)})" for key in self.keys))
        return f"IF({days},INT({cells.value(self.key)})>INT({cells.value(self.other)}),FALSE)"  # a day may hold a time

    def fails(self, cells: Cells) -> str:
        return all_of(*(f"NOT({cells.wrong(key)})" for key in self.keys), f"NOT({self.holds(cells)})")

    def clause(self, labels: Labels) -> Words:
        other = labels.label(self.other)
        return either([labels.label(self.key)]) + Words("が{other}より後の", " is after {other}").fill(other=other)


@dataclass(frozen=True)
class Filled:
    """`key` is answered."""

    key: str

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key,)

    def truth(self, answers: AnswerSet) -> bool | None:
        return None if answers.wrong(self.key) else not answers.blank(self.key)

    def holds(self, cells: Cells) -> str:
        return f'AND({cells.value(self.key)}<>"",NOT({cells.wrong(self.key)}))'

    def fails(self, cells: Cells) -> str:
        return f'AND({cells.value(self.key)}="",NOT({cells.wrong(self.key)}))'

    def clause(self, labels: Labels) -> Words:
        return either([labels.label(self.key)]) + Words("に記入がある", " is filled in")

    def opposite_clause(self, labels: Labels) -> Words:
        """The words of the opposite."""
        return either([labels.label(self.key)]) + Words("が空欄の", " is blank")


@dataclass(frozen=True)
class NoneMarked:
    """None of `keys`, which stand side by side in the form, is marked."""

    keys: tuple[str, ...]

    def truth(self, answers: AnswerSet) -> bool | None:
        return all(answers.blank(key) for key in self.keys)

    def holds(self, cells: Cells) -> str:
        return all_of(*(f'{cells.value(key)}=""' for key in self.keys))

    def fails(self, cells: Cells) -> str:
        return f"NOT({self.holds(cells)})"

    def clause(self, labels: Labels) -> Words:
        return either(labels.label(key) for key in self.keys) + Words("のいずれにも○がない", " are all without ○")

    def denial(self, labels: Labels) -> Words:
        return Words("", "since ") + either(labels.label(key) for key in self.keys) + Words("に○があるため", " has ○")


@dataclass(frozen=True)
class Not:
    """The opposite of a condition."""

    of: Is | Filled | MoreThan

    @property
    def keys(self) -> tuple[str, ...]:
        return self.of.keys

    def truth(self, answers: AnswerSet) -> bool | None:
        inner = self.of.truth(answers)
        return None if inner is None else not inner

    def holds(self, cells: Cells) -> str:
        return self.of.fails(cells)

    def fails(self, cells: Cells) -> str:
        return self.of.holds(cells)

    def clause(self, labels: Labels) -> Words:
        return self.of.opposite_clause(labels)


@dataclass(frozen=True)
class All:
    """Several conditions at once."""

    of: tuple[Condition, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for each in self.of for key in each.keys)

    def truth(self, answers: AnswerSet) -> bool | None:
        truths = [each.truth(answers) for each in self.of]
        return False if False in truths else None if None in truths else True

    def holds(self, cells: Cells) -> str:
        return all_of(*(each.holds(cells) for each in self.of))

    def fails(self, cells: Cells) -> str:
        return any_of(*(each.fails(cells) for each in self.of))

    def clause(self, labels: Labels) -> Words:
        clauses = [each.clause(labels) for each in self.of]
        ja = "場合で、かつ、".join(each.ja for each in clauses)
        return Words(ja, " and ".join(each.en for each in clauses))


def when(condition: Condition, labels: Labels) -> Words:
    """The condition as 「…場合は」 and "when …", its opposite as 「…場合を除き」 and "unless …"."""
    if isinstance(condition, Not):
        return Words("", "unless ") + condition.of.clause(labels) + Words("場合を除き", "")
    return Words("", "when ") + condition.clause(labels) + Words("場合は", "")


def _any(truths: Iterable[bool | None]) -> bool | None:
    found = list(truths)
    return True if True in found else None if None in found else False


def is_(key: str, *choices: str, of: str | None = None) -> Is:
    """`key` (whose list is named like it unless `of` says otherwise) is one of `choices`."""
    return Is((key,), of or key, choices)


def ticked(key: str) -> Is:
    """`key` is marked with ○."""
    return Is((key,), "mark", ("yes",))
