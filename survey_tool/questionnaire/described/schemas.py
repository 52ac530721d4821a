"""The questionnaire for programs: as JSON Schema and as Table Schema.

The JSON Schema is pydantic's own of the model, in which every answer is narrowed by the kind of its question. A blank answer
is a property that is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.questionnaire.described.columns import (
    FISCAL_YEAR_PATTERN,
    MONTH_PATTERN,
    Column,
    answer_columns,
    number_limits,
)
from survey_tool.questionnaire.vocabulary import kinds
from survey_tool.questionnaire.vocabulary.kinds import AnswerKind, Lists
from survey_tool.questionnaire.vocabulary.lists import Choice, CodeList
from survey_tool.questionnaire.vocabulary.questions import IN_FULL, WHEN_NOT_INVOLVED, AnswerModel, Question
from survey_tool.questionnaire.vocabulary.rules import Required
from survey_tool.wording import addresses
from survey_tool.wording.words import Language, Words

Say = Callable[[Words], str]
Schema = dict[str, Any]
DAY_PATTERN = MONTH_PATTERN + r"-(0[1-9]|[12]\d|3[01])"
JSON_SCHEMA = "https://json-schema.org/draft/2020-12/schema"
TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"


def in_language(language: Language) -> Say:
    """Texts in one language."""
    return lambda words: words[language]


def in_both(words: Words) -> str:
    """Texts in both languages, in one."""
    return words.ja if words.ja == words.en else f"{words.ja} / {words.en}"


def questionnaire_schema(questionnaire: Questionnaire, say: Say) -> Schema:
    """The JSON Schema of a case as it is answered, with that of the respondent beside it in `$defs`."""
    case = json_schema(questionnaire.case, questionnaire.lists, say)
    respondent = json_schema(questionnaire.respondent, questionnaire.lists, say)
    return {"$schema": JSON_SCHEMA, "title": say(_CASE), **case, "$defs": {"respondent": respondent}}


def published_case_schema(questionnaire: Questionnaire, say: Say = in_both) -> Schema:
    """The JSON Schema of a published case: its public questions; what must be answered is."""
    schema = json_schema(questionnaire.case, questionnaire.lists, say)
    public = {key: each for key, each in questionnaire.case.questions().items() if each.is_published}
    return {
        "$schema": JSON_SCHEMA,
        "title": say(_CASE),
        "type": "object",
        "properties": {key: schema["properties"][key] for key in public},
        "required": ["case_id", *_required(public, IN_FULL)],
        "additionalProperties": False,
    }


def questionnaire_table_schema(questionnaire: Questionnaire, say: Say) -> Schema:
    """The Table Schema of the questions about a case, as they are told in the columns of a table."""
    questions = questionnaire.case.questions()
    columns = [
        each.column for key, asked in questions.items() for each in answer_columns(key, asked, questionnaire.lists)
    ]
    return table_schema(columns, ("case_id",), {}, say)


def json_schema(model: type[AnswerModel], lists: Lists, say: Say) -> Schema:
    """The JSON Schema of a model. `private` marks answers that are never published."""
    own, questions = model.model_json_schema(), model.questions()
    properties = {key: _property(own["properties"][key], each, lists, say) for key, each in questions.items()}
    schema = {"type": "object", "properties": properties, "additionalProperties": own["additionalProperties"]}
    if "withdrawn" not in questions:
        return {**schema, "required": _required(questions, IN_FULL)}
    # Of a withdrawn case nothing must be answered, of one without the prefecture's involvement little.
    withdrawn = {"properties": {"withdrawn": {"const": True}}, "required": ["withdrawn"]}
    not_involved = {"properties": {"prefecture_role": {"const": "none"}}, "required": ["prefecture_role"]}
    whole = {"if": {"not": not_involved}, "then": {"required": _required(questions, IN_FULL)}}
    little = {"required": _required(questions, WHEN_NOT_INVOLVED), **whole}
    return {**schema, "required": ["case_id"], "if": {"not": withdrawn}, "then": little}


def table_schema(columns: Iterable[Column], key: tuple[str, ...], refers: Mapping[str, tuple[str, str]], say: Say = in_both) -> Schema:  # fmt: skip
    """The Table Schema of a table; `refers` says which column names a row of which table, and by which column there."""
    schema: Schema = {
        "$schema": TABLE_SCHEMA,
        "fields": [_field(column, say) for column in columns],
        "missingValues": [""],
    }
    if key:
        schema["primaryKey"] = list(key)
    if refers:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": table, "fields": [there]}}
            for column, (table, there) in refers.items()
        ]
    return schema


_CASE = Words("共同調達の事例", "A case of joint procurement")


def _field(column: Column, say: Say) -> Schema:
    field: Schema = {"name": column.name, "type": column.type, "title": say(column.title)}
    if column.description:
        field["description"] = say(column.description)
    if column.type == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    limits = dict(column.limits)
    if column.choices:
        limits["enum"] = [choice.key for choice in column.choices]
        field["categories"] = [{"value": choice.key, "label": say(choice.label)} for choice in column.choices]
    return {**field, "constraints": limits} if limits else field


def _property(own: Schema, question: Question, lists: Lists, say: Say) -> Schema:
    unit = question.kind.unit()
    described = question.help + (Words(f"（{unit.ja}）", f" ({unit.en})") if unit else unit)
    answers = [_narrowed(each, question.kind, lists, say) for each in own["anyOf"] if each["type"] != "null"]
    return {
        "title": say(question.label),
        "description": say(described),
        **(answers[0] if len(answers) == 1 else {"anyOf": answers}),
        **({"private": True} if question.private else {}),
    }


def _narrowed(own: Schema, kind: AnswerKind, lists: Lists, say: Say) -> Schema:
    """pydantic's schema of one type of answer, narrowed by the kind of the question."""
    match own["type"], kind:
        case "integer" | "number", kinds.Number():
            return {**own, **number_limits(kind)}
        case "boolean", kinds.Mark():
            return {**own, "const": True}
        case "array", kinds.Several():
            return {"type": "array", "items": _one_of(lists[kind.name], say), "uniqueItems": True, "minItems": 1}
        case "string", kinds.FreeText():
            return {**own, "maxLength": kind.limit}
        case "string", kinds.Date():
            return {**own, "pattern": f"^{DAY_PATTERN}$"}
        case "string", kinds.Month():
            return {**own, "oneOf": [*_months(), *_consts(lists[kind.list_name or ""], say)]}
        case "string", kinds.Phone():
            return {**own, "pattern": _whole(kinds.PHONE_PATTERN)}
        case "string", kinds.Email():
            return {**own, "pattern": f"^{addresses.PATTERN}$", "maxLength": addresses.LONGEST}
        case "string", _ if kind.list_name is not None:
            return _one_of(lists[kind.list_name], say)
    return own


def _one_of(known: CodeList, say: Say) -> Schema:
    return {"type": "string", "oneOf": _consts(known, say)}


def _consts(known: CodeList, say: Say) -> list[Schema]:
    return [_const(choice, say) for choice in known.unique]


def _const(choice: Choice, say: Say) -> Schema:
    meaning = {"description": say(choice.meaning)} if choice.meaning else {}
    return {"const": choice.key, "title": say(choice.label), **meaning}


def _months() -> list[Schema]:
    return [{"pattern": f"^{pattern}$"} for pattern in (MONTH_PATTERN, FISCAL_YEAR_PATTERN)]


def _whole(pattern: re.Pattern[str]) -> str:
    return f"^(?:{pattern.pattern})$"


def _required(questions: Mapping[str, Question], scope: int) -> list[str]:
    return [
        key
        for key, each in questions.items()
        if each.scope <= scope and any(isinstance(rule, Required) for rule in each.rules)
    ]
