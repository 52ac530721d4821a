"""The numbered sentences that the live checks fetch: one table in the form, one number a thing that may be said.

Numbers follow the columns of the form, so that the smallest number of a row is its first problem.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from survey_tool.form.contract.marker import Topic
from survey_tool.form.printed.entry_sheets import COLON
from survey_tool.questionnaire.asked.participation import CODE_KEY, CODE_LABEL
from survey_tool.questionnaire.asked.participation_checks import CODE_CHECKS, MARK_CHECKS, ParticipationCheck
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.findings.catalogue import CATALOGUE, HINT, HINT_TODO, Severity, State, state_of
from survey_tool.questionnaire.vocabulary.judging import QuestionSheet
from survey_tool.questionnaire.vocabulary.questions import Check
from survey_tool.wording.words import Words

CASE_ID_CHECKS = ("case-dropped", "case-id-missing", "case-id-unknown", "duplicate-case-id")
RESPONDENT_CHECKS = ("none-declared-but-cases", "no-cases-no-declaration")
_THIS_CASE = Words("（この列）", "(this column)")


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence of the table."""

    number: int
    topic: Topic
    key: str
    name: str
    code: str
    severity: Severity
    label: Words
    sentence: Words
    todo: Words

    @property
    def state(self) -> State:
        """How the form tells it apart, in colour and word."""
        return state_of(self.code, self.severity)

    @property
    def is_of_group(self) -> bool:
        """Whether one of several answers is missing, which is said at the heading of them all."""
        return self.code == "at-least-one" and self.topic == "cases"

    @property
    def is_hint(self) -> bool:
        return self.name == "hint"

    @property
    def said(self) -> Words:
        """The sentence with the item it is about, as the states beside the answers say it."""
        return self.label + COLON + self.sentence


@dataclass
class Messages:
    """All sentences that a form can say, and where each has its number."""

    all: list[Message] = field(default_factory=list)
    _by_place: dict[tuple[Topic, str, int | str], Message] = field(default_factory=dict)

    def of_check(self, topic: Topic, check: Check, position: int) -> Message:
        """What the check at `position` among those of its question says."""
        return self._by_place[topic, check.key, position]

    @property
    def first_of_marks(self) -> int:
        """The number of the first sentence about marks; the others follow in the order of `MARK_CHECKS`."""
        return self.named("participants", "mark", MARK_CHECKS[0].name).number

    def named(self, topic: Topic, key: str, name: str) -> Message:
        """A hint (`name` = "hint") or a sentence that belongs to no rule of a question."""
        return self._by_place[topic, key, name]

    def add(self, topic: Topic, key: str, position: int | str, message: Message) -> None:
        self._by_place[topic, key, position] = message
        self.all.append(message)


def messages(questionnaire: Questionnaire) -> Messages:
    """The table for a questionnaire."""
    found = Messages()
    _add_sheet(found, "respondent", questionnaire.respondent_sheet)
    for name in RESPONDENT_CHECKS:
        if "no_cases" in questionnaire.respondent_sheet.questions:
            _add_named(
                found, "respondent", "no_cases", name, questionnaire.respondent_sheet.questions["no_cases"].label
            )
    for name in CASE_ID_CHECKS:
        _add_named(found, "cases", "case_id", name, questionnaire.cases_sheet.questions["case_id"].label)
    _add_sheet(found, "cases", questionnaire.cases_sheet)
    for check in (*MARK_CHECKS, *CODE_CHECKS):
        _add_participation(found, check)
    _add_hint(found, "participants", CODE_KEY, CODE_LABEL)
    return found


def _add_sheet(found: Messages, topic: Topic, sheet: QuestionSheet) -> None:
    for key, question in sheet.questions.items():
        for position, check in enumerate(sheet.checks[key]):
            found.add(
                topic,
                key,
                position,
                Message(
                    len(found.all) + 1,
                    topic,
                    key,
                    check.name,
                    check.code,
                    check.severity,
                    check.label,
                    check.sentence,
                    check.todo,
                ),
            )
        _add_hint(found, topic, key, question.label)


def _add_named(found: Messages, topic: Topic, key: str, name: str, label: Words) -> None:
    entry = CATALOGUE[name]
    sentence = _of_this_case(entry.sentence) if "{case_id}" in entry.sentence.ja else entry.sentence
    todo = (
        entry.todo.fill(do=Words("{label}を記入してください。", 'Enter "{label}".').fill(label=label))
        if "{do}" in entry.todo.ja
        else entry.todo
    )
    number = len(found.all) + 1
    found.add(topic, key, name, Message(number, topic, key, name, entry.code, entry.severity, label, sentence, todo))


def _of_this_case(sentence: Words) -> Words:
    """A sentence that names a case, said in the case's own row: an id wants blanks around it, Japanese words do not."""
    return Words(sentence.ja.replace(" {case_id} ", "{case_id}"), sentence.en).fill(case_id=_THIS_CASE)


def _add_participation(found: Messages, check: ParticipationCheck) -> None:
    said = check.label, check.sentence, check.todo
    message = Message(len(found.all) + 1, "participants", check.key, check.name, check.code, check.severity, *said)
    found.add("participants", check.key, check.name, message)


def _add_hint(found: Messages, topic: Topic, key: str, label: Words) -> None:
    number = len(found.all) + 1
    found.add(topic, key, "hint", Message(number, topic, key, "hint", "normalised", "info", label, HINT, HINT_TODO))
