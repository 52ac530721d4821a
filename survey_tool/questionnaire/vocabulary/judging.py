"""The Python face of the rules: the canonical answers of one respondent or case, judged question by question.

At each question at most one error is told (the first), else at most one warning. An answer that is itself wrong is no
ground for a conclusion about another one: `JudgedAnswers.wrong` is asked by the conditions, and answers by judging that
question first. The declaration holds no circle (a test proves it).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from survey_tool.questionnaire.findings.catalogue import Severity
from survey_tool.questionnaire.vocabulary.excel_face import Cells, any_of
from survey_tool.questionnaire.vocabulary.kinds import Listed, Lists
from survey_tool.questionnaire.vocabulary.labels import Labels
from survey_tool.questionnaire.vocabulary.questions import (
    IN_FULL,
    WHEN_NOT_INVOLVED,
    WHEN_WITHDRAWN,
    Check,
    Question,
    labels_of,
)
from survey_tool.questionnaire.vocabulary.rules import AtLeastOne, OnlyWhen, RequiredWhen
from survey_tool.wording.words import NOTHING, Words

Turn = tuple[str, Severity, bool]
"""A question, a severity, and whether it is the turn of blank answers or of others."""


@dataclass(frozen=True)
class Faulty:
    """An answer that is no canonical value: what stands there and the code (or variant) of what is wrong with it."""

    code: str
    shown: str = ""


@dataclass(frozen=True)
class QuestionSheet:
    """What answers are judged against: the questions of a model, all checks by question, and the code lists."""

    questions: Mapping[str, Question]
    checks: Mapping[str, tuple[Check, ...]]
    lists: Lists

    @cached_property
    def labels(self) -> Labels:
        return labels_of(self.questions, self.lists)

    @cached_property
    def groups(self) -> tuple[Check, ...]:
        """The checks that ask for at least one of several answers; `rule.keys` and `rule.group` say which."""
        return tuple(check for checks in self.checks.values() for check in checks if isinstance(check.rule, AtLeastOne))

    def how(self, key: str) -> Words:
        """How to answer: the help, the form of the answer, and when it is needed though it is not always."""
        question = self.questions[key]
        needed = [check for check in self.checks[key] if isinstance(check.rule, RequiredWhen)]
        unit = NOTHING if isinstance(question.kind, Listed) else question.kind.unit()
        whens = [Words("{when}必須です。", "Required {when}.").fill(**check.fills) for check in needed]
        parts = [question.help, *([Words(f"（{unit.ja}）", f"({unit.en})")] if unit else []), *whens]
        return Words("".join(each.ja for each in parts), " ".join(each.en for each in parts))

    def unwanted(self, key: str, cells: Cells) -> str | None:
        """Excel expression: true where no answer is wanted, as far as the other answers tell; None: always wanted."""
        rules = [check.rule for check in self.checks[key] if isinstance(check.rule, OnlyWhen)]
        return any_of(*(f"NOT({rule.condition.holds(cells)})" for rule in rules)) if rules else None

    @cached_property
    def parentage(self) -> dict[str, frozenset[tuple[object, object]]]:
        """For each list the pairs (parent, choice)."""
        return {name: frozenset((each.parent, each.key) for each in known) for name, known in self.lists.items()}

    @cached_property
    def turns(self) -> dict[Turn, tuple[Check, ...]]:
        """The checks that have their turn; none: no entry."""
        found: dict[Turn, tuple[Check, ...]] = {}
        for key, checks in self.checks.items():
            for check in checks:
                turn = key, check.severity, check.on_blank
                found[turn] = (*found.get(turn, ()), check)
        return found

    @cached_property
    def rules(self) -> dict[Turn, tuple[Check, ...]]:
        """Those of them that an answer without a fault of its own can still break; most questions have none."""
        found = {turn: tuple(check for check in checks if check.rule) for turn, checks in self.turns.items()}
        return {turn: checks for turn, checks in found.items() if checks}

    @cached_property
    def warned(self) -> frozenset[str]:
        """The questions that can have a warning; most cannot."""
        return frozenset(key for key, severity, _ in self.turns if severity == "warning")


@dataclass
class JudgedAnswers:
    """The answers of one respondent or case. `answers` holds canonical values or `Faulty`, blanks left out."""

    sheet: QuestionSheet
    answers: Mapping[str, object]
    facts: Mapping[str, object] = field(default_factory=dict)
    cases_before: Sequence[Mapping[str, object]] = ()
    _errors: dict[str, Check | None] = field(default_factory=dict)

    def value(self, key: str) -> object:
        """The canonical answer, None where it is blank or faulty."""
        value = self.answers.get(key)
        return None if isinstance(value, Faulty) else value

    def blank(self, key: str) -> bool:
        return self.answers.get(key) is None

    def wrong(self, key: str) -> bool:
        return self.error(key) is not None

    def before(self, key: str) -> list[object]:
        return [case[key] for case in self.cases_before if case.get(key) is not None]

    def fact(self, name: str) -> object:
        return self.facts.get(name)

    def parentage(self, list_name: str) -> frozenset[tuple[object, object]]:
        return self.sheet.parentage[list_name]

    @cached_property
    def scope(self) -> int:
        """How much of them is judged. A new case cannot be withdrawn: its other answers are told about at once."""
        if self.answers.get("withdrawn") is True and self.fact("carried_over") is not False:
            return WHEN_WITHDRAWN
        return WHEN_NOT_INVOLVED if self.answers.get("prefecture_role") == "none" else IN_FULL

    def error(self, key: str) -> Check | None:
        """The first error at a question."""
        if key in self._errors:
            return self._errors[key]
        self._errors[key] = None  # a question never depends on itself
        found = self._errors[key] = self._first(key, "error")
        return found

    def warning(self, key: str) -> Check | None:
        """The first warning at a question that has no error."""
        return None if self.wrong(key) else self._first(key, "warning")

    def findings(self) -> list[Check]:
        """At most one check a question, in the order of the declaration."""
        warned = self.sheet.warned
        found = (self.error(key) or (self.warning(key) if key in warned else None) for key in self.sheet.questions)
        return [check for check in found if check is not None]

    def _first(self, key: str, severity: Severity) -> Check | None:
        value = self.answers.get(key)
        fault = None if value is None else self._fault(key, value)
        checks = (self.sheet.rules if fault is None else self.sheet.turns).get((key, severity, value is None))
        if checks is None or self.sheet.questions[key].scope > self.scope:
            return None
        for check in checks:
            if self._broken(check, key, fault):
                return check
        return None

    def _fault(self, key: str, value: object) -> str | None:
        """What is wrong with an answer by itself."""
        if isinstance(value, Faulty):
            return value.code
        return self.sheet.questions[key].kind.fault(value, self.sheet.lists)

    def _broken(self, check: Check, key: str, fault: str | None) -> bool:
        if check.rule is None:
            return fault == (check.name if check.fault and check.fault.variant else check.code)
        return not isinstance(self.answers.get(key), Faulty) and check.rule.broken(self, key)
