"""How a change is told: what it is about, and how it was before and is after, in words.

An amount is told with what it covers at that time, a total with its years as well: both may have changed with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from survey_tool.questionnaire.vocabulary.kinds import Amount, AnswerKind, Mark, Number, Several
from survey_tool.release.dashboard.contents import UNANSWERED, WITHHELD
from survey_tool.release.dashboard.facts import showing
from survey_tool.release.dashboard.facts.positions import FactCase, Facts
from survey_tool.release.tables.links import MARKS
from survey_tool.release.tables.table import TableRow
from survey_tool.wording.words import Words

Side = Literal["before", "after"]
_NO_CIRCLE, _NOT_TAKING_PART = Words("○なし", "No ○"), Words("参加なし", "Not participating")
"""Of a question that is answered by ○, and of a municipality: it has no mark."""
_BASIS = "cost_basis"


def case_name(facts: Facts, change: TableRow) -> str:
    """The name of the case; of one that may not be published any more that it is withheld."""
    return str(change["case_name"] or facts(WITHHELD))


def about(facts: Facts, change: TableRow) -> str:
    """What a row of the changes is about: an item, or the reason for which a case is gone."""
    return str(change[f"field_{facts.language}"] or change[f"reason_{facts.language}"] or "")


def at(facts: Facts, change: TableRow, side: Side) -> str:
    """What stood there before or stands there after: labels for codes, units for amounts; nothing where the row is of the case
    as a whole."""
    name, value = str(change["field"] or ""), change[side]
    if not name:
        return ""
    if value is None or value == "":
        return _nothing(facts, name)
    text = value.isoformat() if isinstance(value, dt.date) else str(value)
    if name in facts.questions:
        return _amount(facts, change, side, text) if _is_amount(facts, name, text) else _told(facts, name, text)
    if name == "prefectures":
        places = facts.survey.places.prefectures
        return facts(showing.LISTING).join(facts(places[code].name) for code in text.split(";"))
    marks = {choice.key: facts(choice.label) for choice in MARKS}
    return marks.get(text, text)


def _nothing(facts: Facts, name: str) -> str:
    if name not in facts.questions:
        return UNANSWERED if name == "prefectures" else facts(_NOT_TAKING_PART)
    return facts(_NO_CIRCLE) if isinstance(facts.questions[name].kind, Mark) else UNANSWERED


def _told(facts: Facts, key: str, text: str) -> str:
    """An answer from the text of a CSV file; a choice that is on no list any more as it stands there."""
    question = facts.questions[key]
    try:
        answer = _read(question.kind, text)
        return showing.in_words(question, answer, facts.language, facts.survey.questionnaire.lists)
    except KeyError:
        return text


def _is_amount(facts: Facts, key: str, text: str) -> bool:
    return isinstance(facts.questions[key].kind, Amount) and text.isdigit()


def _amount(facts: Facts, change: TableRow, side: Side, text: str) -> str:
    key, covers = str(change["field"]), _then(facts, change, side, _BASIS)
    beside = [_told(facts, _BASIS, covers)] if covers else []
    if key == "total_cost":
        years = _then(facts, change, side, "total_cost_years")
        beside.append(showing.years_told(facts, _read(facts.questions["total_cost_years"].kind, years)))
    brackets = facts(showing.IN_BRACKETS).format(told=facts(showing.LISTING).join(beside)) if beside else ""
    return _told(facts, key, text) + brackets


def _then(facts: Facts, change: TableRow, side: Side, key: str) -> str:
    """Another answer of the same case at that time: as it was changed too, or else as it is; empty where there is none."""
    case_id = str(change["case_id"])
    other = facts.kept("changed answers", lambda: _by_answer(facts)).get((case_id, key))
    told = other[side] if other else facts.kept("cases by id", lambda: _by_id(facts))[case_id].case[key]
    return "" if told is None else str(told)


def _by_answer(facts: Facts) -> Mapping[tuple[str, str], TableRow]:
    return {(str(row["case_id"]), str(row["field"])): row for row in facts.tables.changes.rows if row["field"]}


def _by_id(facts: Facts) -> Mapping[str, FactCase]:
    return {case.id: case for case in facts.cases}


def _read(kind: AnswerKind, text: str) -> object:
    match kind:
        case Mark():
            return text == "true"
        case Number() if text.replace(".", "", 1).isdigit():
            return float(text) if "." in text else int(text)
        case Several():
            return tuple(text.split(";"))
    return text
