"""A question, and the models whose fields are questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from survey_tool.questionnaire.findings.catalogue import CATALOGUE, Severity, State, state_of
from survey_tool.questionnaire.vocabulary.excel_face import Cells
from survey_tool.questionnaire.vocabulary.kinds import Amount, AnswerKind, Fault, Lists, Printed, Several
from survey_tool.questionnaire.vocabulary.labels import Labels, either
from survey_tool.questionnaire.vocabulary.python_face import AnswerSet
from survey_tool.questionnaire.vocabulary.rules import AtLeastOne, Required, RequiredWhen, Rule
from survey_tool.wording.words import PlaceholderError, Words

NEEDS = {
    "printed": Words("自動表示", "Filled in for you"),
    "required": Words("必須", "Required"),
    "in some cases": Words("該当時", "Conditional"),
    "one of several": Words("いずれか", "One of these"),
    "optional": Words("任意", "Optional"),
}
# How much of a case must be in force for a question to be judged at all.
WHEN_WITHDRAWN, WHEN_NOT_INVOLVED, IN_FULL = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Question:
    """One question, declared on the field of a model: everything that any sheet, check or document says about it.

    `rules` are judged in this order, those for a blank answer first. `private` answers are nobody's but the secretariat's;
    `internal` ones are not published either, though nobody need hide them. `scope` says in which cases the question is
    judged: also in withdrawn ones, also in those without the prefecture's involvement, or only in cases in full force.
    `one_of_several` is not declared but read from the rules of all questions (`AnswerModel.questions`).
    """

    kind: AnswerKind
    label: Words
    help: Words
    band: str
    example: str | int | float | Words = ""
    rules: tuple[Rule, ...] = ()
    private: bool = False
    internal: bool = False
    scope: int = IN_FULL
    one_of_several: bool = False

    @property
    def is_required(self) -> bool:
        """Whether an answer is required whatever else is answered."""
        return any(isinstance(rule, Required) for rule in self.rules)

    @property
    def is_published(self) -> bool:
        """Whether its answers may reach what is published."""
        return not (self.private or self.internal)

    @property
    def need(self) -> Words:
        """Whether an answer is needed: always, in some cases, one of several, or as one likes."""
        if isinstance(self.kind, Printed):
            return NEEDS["printed"]
        if self.is_required:
            return NEEDS["required"]
        if self.one_of_several:
            return NEEDS["one of several"]
        return NEEDS["in some cases" if any(isinstance(rule, RequiredWhen) for rule in self.rules) else "optional"]

    @property
    def do(self) -> Words:
        """What to do for somebody who has not answered."""
        return self.kind.do().fill(label=self.label)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """How pydantic validates a field that is declared as this question."""
        return core_schema.with_info_before_validator_function(self._validated, handler(source))

    def _validated(self, value: Any, info: core_schema.ValidationInfo) -> Any:
        code = None if value is None else self.kind.fault(value, (info.context or {})["lists"])
        if code is not None:
            raise PydanticCustomError(code, "{code}", {"code": code})
        return value


class DeclarationError(Exception):
    """A question is declared with a word that names nothing: it says which question, which word and what is near to it."""

    def __init__(self, key: str, what: str, word: str, known: Iterable[str] = ()) -> None:
        near = get_close_matches(word, sorted(known), n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        super().__init__(f'question "{key}": {what} "{word}"{meant}')


@dataclass(frozen=True)
class Check:
    """One thing that may be found at one question: what is said, and its two faces."""

    key: str
    name: str
    code: str
    severity: Severity
    on_blank: bool
    sentence: Words
    todo: Words
    rule: Rule | None
    fault: Fault | None
    fills: Mapping[str, object]
    label: Words

    @property
    def state(self) -> State:
        """What is open there: an answer is missing, wrong or doubtful."""
        return state_of(self.code, self.severity)

    @property
    def id(self) -> str:
        """A stable name: question, catalogue entry and, for rules, which of them."""
        return f"{self.key}:{self.name}"

    def excel(self, cells: Cells) -> str:
        """The Excel face: true where there is something to say."""
        if self.rule is not None:
            return self.rule.excel(cells, self.key)
        value = cells.value(self.key)
        return self.fault.face(value, cells) if self.fault else f'{value}="{ERROR_MIRRORED}"'

    def fills_of(self, answers: AnswerSet, labels: Labels) -> Mapping[str, object]:
        """What can be said only because the answers are known."""
        if self.rule is not None:
            return self.rule.fills_of(answers, self.key, labels)
        value = answers.value(self.key)
        return self.fault.fills_of(value) if self.fault and value is not None else {}


ERROR_MIRRORED = "#!"  # what the form's mirror holds for a cell with an error


class AnswerModel(BaseModel):
    """A set of answers; every field is declared as `Annotated[type | None, Question(...)] = None`.

    Validation judges each answer by its kind and raises pydantic's `ValidationError`, whose `type` is the finding code.
    The code lists are given as `context={"lists": ...}`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    topic: ClassVar[str]

    @classmethod
    @cache
    def questions(cls) -> dict[str, Question]:
        """The questions by key, in the order of the declaration."""
        found: dict[str, Question] = {}
        for key, declared in cls.model_fields.items():
            found[key] = next(each for each in declared.metadata if isinstance(each, Question))
        # The rule stands at the first of them; that any of them will do is to be read at all of them.
        rules = [rule for question in found.values() for rule in question.rules]
        for key in {key for rule in rules if isinstance(rule, AtLeastOne) for key in rule.keys}:
            found[key] = replace(found[key], one_of_several=True)
        return found


def labels_of(questions: Mapping[str, Question], lists: Lists) -> Labels:
    """What sentences about these questions are drawn from."""
    labels = {key: question.label for key, question in questions.items()}
    return Labels(labels, {key: question.kind for key, question in questions.items()}, lists)


def checks(questions: Mapping[str, Question], lists: Lists) -> dict[str, tuple[Check, ...]]:
    """All that may be found, question by question, in the order in which it is told: errors first, then warnings.

    Raises `DeclarationError` where a question, a list, a choice or a finding is named that there is not, or a sentence
    holds a placeholder that nothing fills.
    """
    labels = labels_of(questions, lists)
    return {key: tuple(_named(key, question, labels)) for key, question in questions.items()}


def _named(key: str, question: Question, labels: Labels) -> list[Check]:
    """The checks of a question, every word in its declaration being known."""
    if (name := question.kind.list_name) is not None and name not in labels.lists:
        raise DeclarationError(key, "there is no list", name, labels.lists)
    try:
        return _checks(key, question, labels)
    except PlaceholderError as unfilled:
        raise DeclarationError(key, "its sentence cannot be told:", str(unfilled)) from unfilled
    except KeyError as unknown:
        choices = {choice.key for known in labels.lists.values() for choice in known}
        known = {*labels.questions, *labels.lists, *choices, *CATALOGUE}
        raise DeclarationError(
            key, "no question, list, choice or finding is called", str(unknown.args[0]), known
        ) from unknown


def _checks(key: str, question: Question, labels: Labels) -> list[Check]:
    blank = [_of_rule(rule, key, question, labels) for rule in question.rules if rule.on_blank]
    filled = [_of_rule(rule, key, question, labels) for rule in question.rules if not rule.on_blank]
    faults = [
        _check(fault.variant or fault.code, key, question, fault.fills, fault=fault) for fault in question.kind.faults()
    ]
    error = [] if isinstance(question.kind, Printed) else [_check("error-value", key, question, {})]
    return blank + error + faults + sorted(filled, key=lambda check: check.severity == "warning")


_BETTER_SAID: Mapping[tuple[type[AnswerKind], str], str] = {
    (Several, "duplicate"): "repeated",
    (Several, "not-in-list"): "not-all-in-list",
    (Amount, "not-a-number"): "not-an-amount",
}
"""The catalogue's entry that says a fault better than that of its code where it stands in an answer of some kind."""


def _of_rule(rule: Rule, key: str, question: Question, labels: Labels) -> Check:
    fills = dict(rule.fills(key, labels))
    if rule.looks_at:
        fills.setdefault("others", either(labels.label(other) for other in dict.fromkeys(rule.looks_at)))
    return _check(rule.name, key, question, fills, rule)


def _check(
    name: str,
    key: str,
    question: Question,
    fills: Mapping[str, object],
    rule: Rule | None = None,
    fault: Fault | None = None,
) -> Check:
    if rule is None:
        name = _BETTER_SAID.get((type(question.kind), name), name)
    entry = CATALOGUE[name]
    filled = {"do": question.do, "others": Words("他の項目", "the other items"), **fills}
    return Check(
        key=key,
        name=name,
        code=entry.code,
        severity=entry.severity,
        on_blank=rule.on_blank if rule else False,
        sentence=entry.sentence.fill(**filled),
        todo=entry.todo.fill(**filled),
        rule=rule,
        fault=fault,
        fills=filled,
        label=question.label,
    )
