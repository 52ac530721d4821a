"""The vocabulary of rules: each small, each with its two faces.

A rule is attached to the question at which its finding stands. It is judged only where that question is in scope, has no
fault of its own and is blank (`on_blank`) or filled. `broken` is the Python face, `excel` the same as an expression.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from survey_tool.questionnaire.vocabulary.conditions import Condition, Deniable, when
from survey_tool.questionnaire.vocabulary.excel_face import Cells, all_of
from survey_tool.questionnaire.vocabulary.kinds import month_span
from survey_tool.questionnaire.vocabulary.labels import Labels, either
from survey_tool.questionnaire.vocabulary.python_face import AnswerSet
from survey_tool.wording.words import Words


@dataclass(frozen=True)
class Rule(ABC):
    """One rule of the vocabulary. `entry` is its entry in the catalogue of findings: code, severity, sentence."""

    entry: ClassVar[str]
    on_blank: ClassVar[bool] = False
    among_cases: ClassVar[bool] = False
    """Whether it compares an answer with the same one of other cases."""

    @property
    def name(self) -> str:
        """What is said of it, in the catalogue."""
        return self.entry

    @property
    def looks_at(self) -> tuple[str, ...]:
        """The other questions that the rule depends on."""
        return ()

    def months(self, key: str) -> tuple[str, ...]:
        """The questions whose months its Excel face may compare, where it stands at `key`."""
        return self.looks_at

    @abstractmethod
    def broken(self, answers: AnswerSet, key: str) -> bool:
        """Whether the answers break the rule at `key`."""

    @abstractmethod
    def excel(self, cells: Cells, key: str) -> str:
        """The same as an Excel expression."""

    def fills(self, key: str, labels: Labels) -> Mapping[str, object]:
        """What fills the placeholders of its sentence."""
        return {}

    def fills_of(self, answers: AnswerSet, key: str, labels: Labels) -> Mapping[str, object]:
        """What fills them only once the answers that break the rule are known; for the suggestion beside the sentence."""
        return {}


@dataclass(frozen=True)
class Required(Rule):
    """Must be answered."""

    entry: ClassVar[str] = "required"
    on_blank: ClassVar[bool] = True

    def broken(self, answers: AnswerSet, key: str) -> bool:
        return True

    def excel(self, cells: Cells, key: str) -> str:
        return "TRUE"


@dataclass(frozen=True)
class _Conditional(Rule):
    """A rule that depends on a condition; as it stands, it is broken where the condition holds."""

    condition: Condition

    @property
    def looks_at(self) -> tuple[str, ...]:
        return self.condition.keys

    def broken(self, answers: AnswerSet, key: str) -> bool:
        return self.condition.truth(answers) is True

    def excel(self, cells: Cells, key: str) -> str:
        return self.condition.holds(cells)

    def fills(self, key: str, labels: Labels) -> Mapping[str, object]:
        return {"when": when(self.condition, labels)}


@dataclass(frozen=True)
class RequiredWhen(_Conditional):
    """Must be answered when the condition holds."""

    entry: ClassVar[str] = "required-when"
    on_blank: ClassVar[bool] = True


@dataclass(frozen=True)
class AtLeastOne(_Conditional):
    """One of `keys` must be answered when the condition holds. Stands at the first of them; `group` names them all."""

    keys: tuple[str, ...]
    group: Words
    todo: Words
    entry: ClassVar[str] = "at-least-one"
    on_blank: ClassVar[bool] = True

    @property
    def looks_at(self) -> tuple[str, ...]:
        return (*self.keys, *super().looks_at)

    def broken(self, answers: AnswerSet, key: str) -> bool:
        return super().broken(answers, key) and all(answers.blank(each) for each in self.keys)

    def excel(self, cells: Cells, key: str) -> str:
        return all_of(super().excel(cells, key), *(f'{cells.value(each)}=""' for each in self.keys))

    def fills(self, key: str, labels: Labels) -> Mapping[str, object]:
        return {**super().fills(key, labels), "group": self.group, "do": self.todo}


@dataclass(frozen=True)
class OnlyWhen(_Conditional):
    """May be answered only when the condition holds."""

    condition: Deniable
    entry: ClassVar[str] = "only-when"

    def broken(self, answers: AnswerSet, key: str) -> bool:
        return self.condition.truth(answers) is False

    def excel(self, cells: Cells, key: str) -> str:
        return self.condition.fails(cells)

    def fills(self, key: str, labels: Labels) -> Mapping[str, object]:
        others = either(labels.label(each) for each in dict.fromkeys(self.looks_at)) if self.looks_at else None
        look = Words("にするか、{others}の回答を確認してください。", ", or check {others}.") if others else _NO_MORE
        return {"because": self.condition.denial(labels), "look": look.fill(others=others)}


@dataclass(frozen=True)
class Doubtful(_Conditional):
    """A combination that is asked about: `other` should be looked at when the condition holds. `variant` names its words."""

    other: str
    variant: str

    @property
    def name(self) -> str:
        return self.variant

    def fills(self, key: str, labels: Labels) -> Mapping[str, object]:
        return {"other_label": labels.label(self.other)}

    def fills_of(self, answers: AnswerSet, key: str, labels: Labels) -> Mapping[str, object]:
        return _other_value(self.other, answers, labels)


@dataclass(frozen=True)
class _Beside(Rule):
    """A rule that compares an answer with the one at `other`."""

    other: str

    @property
    def looks_at(self) -> tuple[str, ...]:
        return (self.other,)

    def fills(self, key: str, labels: Labels) -> Mapping[str, object]:
        return {"other_label": labels.label(self.other)}


@dataclass(frozen=True)
class NotBefore(_Beside):
    """A month that may not lie before another one. Fiscal years are spans: only a certain reversal is wrong."""

    entry: ClassVar[str] = "order"

    def months(self, key: str) -> tuple[str, ...]:
        return (key, *self.looks_at)

    def broken(self, answers: AnswerSet, key: str) -> bool:
        if answers.wrong(self.other):
            return False
        later, earlier = month_span(answers.value(key)), month_span(answers.value(self.other))
        return later is not None and earlier is not None and later[1] < earlier[0]

    def fills_of(self, answers: AnswerSet, key: str, labels: Labels) -> Mapping[str, object]:
        return _other_value(self.other, answers, labels)

    def excel(self, cells: Cells, key: str) -> str:
        last, first = cells.last_month(key), cells.first_month(self.other)
        return f"IF(AND(ISNUMBER({last}),ISNUMBER({first}),NOT({cells.wrong(self.other)})),{last}<{first},FALSE)"


@dataclass(frozen=True)
class BelongsTo(_Beside):
    """A choice that must belong to the choice made at `other` (a system type to its domain)."""

    list_name: str
    entry: ClassVar[str] = "belongs-to"

    def broken(self, answers: AnswerSet, key: str) -> bool:
        if answers.wrong(self.other) or answers.blank(self.other):
            return False
        return (answers.value(self.other), answers.value(key)) not in answers.parentage(self.list_name)

    def excel(self, cells: Cells, key: str) -> str:
        parents, children = cells.parents(self.list_name), cells.children(self.list_name)
        at_parent, at_child = f"({parents}={cells.value(self.other)})", f"({children}={cells.value(key)})"
        # A spelling that readers know and formulas do not is no label: nothing is said of where it belongs.
        known = f"SUMPRODUCT(--{at_parent})>0,SUMPRODUCT(--{at_child})>0"
        return f"AND(NOT({cells.wrong(self.other)}),{known},SUMPRODUCT({at_parent}*{at_child})=0)"


@dataclass(frozen=True)
class Without(_Beside):
    """Several choices that may not name again what is chosen at `other`."""

    entry: ClassVar[str] = "without"

    def broken(self, answers: AnswerSet, key: str) -> bool:
        value = answers.value(key)
        return not answers.wrong(self.other) and isinstance(value, tuple) and answers.value(self.other) in value

    def excel(self, cells: Cells, key: str) -> str:
        other = cells.value(self.other)
        named = f'ISNUMBER(FIND("、"&{other}&"、","、"&{cells.value(key)}&"、"))'
        return f'IF(OR({other}="",{cells.wrong(self.other)}),FALSE,{named})'


@dataclass(frozen=True)
class WithoutOwnPrefecture(Rule):
    """Several prefectures among which the answering one may not be."""

    entry: ClassVar[str] = "without-own"

    def broken(self, answers: AnswerSet, key: str) -> bool:
        value = answers.value(key)
        return isinstance(value, tuple) and answers.fact("own_prefecture") in value

    def excel(self, cells: Cells, key: str) -> str:
        own = cells.fact("own_prefecture_spellings")
        return f'SUMPRODUCT(--ISNUMBER(FIND("、"&{own}&"、","、"&{cells.value(key)}&"、")))>0'


@dataclass(frozen=True)
class Unique(Rule):
    """A text that no case before it should have (asked about, at the later one)."""

    entry: ClassVar[str] = "duplicate"
    among_cases: ClassVar[bool] = True

    def broken(self, answers: AnswerSet, key: str) -> bool:
        return answers.value(key) in answers.before(key)

    def excel(self, cells: Cells, key: str) -> str:
        here, every = cells.value(key), cells.everywhere(key)
        place = f"ROW({every})+COLUMN({every})<ROW({here})+COLUMN({here})"  # cases stand below or beside one another
        return f"SUMPRODUCT(EXACT({here},{every})*({place}))>0"


def _other_value(other: str, answers: AnswerSet, labels: Labels) -> Mapping[str, object]:
    value = answers.value(other)
    return {} if value is None else {"other_value": labels.answer(other, value)}


_NO_MORE = Words("にしてください。", ".")
