"""What the check sheet of a form lists once it is calculated, and what the validator says of the same form: in the same terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from survey_tool.form.contract.marker import SHEETS, TOPICS, Topic
from survey_tool.form.live.checks import PLACE
from survey_tool.form.printed.messages import Message, messages
from survey_tool.questionnaire.findings.catalogue import STATE_LABELS, State
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.wording.words import Language, Words
from tests.forms import read_back, the_judge, the_survey
from tests.office import Document, Office
from tests.office.document import Value

VERDICT = "A3"
_STATE, _SHEET, _CASE, _CELL, _STANDS, _SENTENCE, _TODO, _NUMBER = 0, 1, 2, 5, 6, 7, 8, 9
_THIS_CASE = Words("（この列）", "(this column)")


@dataclass(frozen=True, order=True)
class OpenThing:
    """One line: what is open where, and the sentence that says so."""

    state: State
    topic: Topic
    cell: str
    code: str
    sentence: str


@dataclass(frozen=True)
class Line:
    """One line with everything else that it shows."""

    thing: OpenThing
    key: str
    case_id: str
    stands: str
    todo: str
    is_hint: bool


@cache
def _messages() -> Mapping[int, Message]:
    return {message.number: message for message in messages(the_survey().questionnaire).all}


def listed(document: Document, edition: Language) -> list[Line]:
    """The lines of a calculated form, in their order; their sheets are named as they were printed."""
    topics = {SHEETS[topic][edition]: topic for topic in TOPICS}
    return [
        _line(row, topics, edition)
        for row in document.get(SHEETS["check"][edition])
        if len(row) > _NUMBER and isinstance(row[_NUMBER], float)
    ]


def _line(row: list[Value], topics: Mapping[str, Topic], edition: Language) -> Line:
    message = _messages()[int(float(row[_NUMBER]) % PLACE)]
    assert row[_STATE] == STATE_LABELS[message.state][edition]
    topic = topics[str(row[_SHEET])]
    assert topic == message.topic
    thing = OpenThing(message.state, topic, str(row[_CELL]), message.code, str(row[_SENTENCE]))
    return Line(thing, message.key, str(row[_CASE]), str(row[_STANDS]), str(row[_TODO]), message.is_hint)


def problems(lines: Collection[Line]) -> Counter[OpenThing]:
    """What is open, doubts about the writing apart: those are not the validator's."""
    return Counter(line.thing for line in lines if not line.is_hint)


def verdict(document: Document, edition: Language) -> str:
    """What the check sheet says of the whole."""
    return str(document.get(SHEETS["check"][edition], VERDICT)[0][0])


def calculated(office: Office, path: Path, edition: Language) -> tuple[Counter[OpenThing], str]:
    """The problems and the verdict of a form that is opened and calculated."""
    with office.document(path) as document:
        document.recalculate()
        return problems(listed(document, edition)), verdict(document, edition)


def judged(data: bytes, edition: Language, name: str = "form.xlsx") -> Counter[OpenThing]:
    """What the validator says, as far as it is live."""
    return as_listed(the_judge().judge(read_back(data, name)).submission.findings, edition)


def as_listed(findings: Collection[Finding], edition: Language) -> Counter[OpenThing]:
    """Findings as the form lists them: those that it knows, in its own words for "this case"."""
    live = {message.code for message in _messages().values() if not message.is_hint}
    return Counter(
        OpenThing(
            each.state,
            each.topic,  # type: ignore[arg-type]  # where a code is live, its finding stands on an entry sheet
            each.cell or "",
            each.code,
            _of_this_case(each, edition),
        )
        for each in findings
        if each.severity != "info" and each.code in live
    )


def _of_this_case(found: Finding, edition: Language) -> str:
    said, case_id = found.sentence[edition], found.case_id
    named = f" {case_id} " if edition == "ja" else case_id
    return said.replace(named, _THIS_CASE[edition]) if case_id and named else said
