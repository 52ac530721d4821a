"""How an answer is told in a flat table: the columns of a question, and the cells of an answer in them.

One question gives one column, or a few where one cell would have to hold two things: a choice is told by its key and both
labels, an amount by its number and by what stands in place of a number. Table Schema, CSV and data sheets all come from here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from survey_tool.questionnaire.vocabulary.kinds import (
    Amount,
    AnswerKind,
    Date,
    FreeText,
    Listed,
    Lists,
    Mark,
    Month,
    Number,
    Several,
    month_span,
)
from survey_tool.questionnaire.vocabulary.lists import Choice, CodeList
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.questionnaire.vocabulary.rules import Required
from survey_tool.wording.words import NOTHING, Words

TableCell = str | int | float | bool | dt.date | None
CellType = Literal["string", "integer", "number", "boolean", "date"]
SEPARATOR = ";"  # between the entries of one cell
MONTH_PATTERN = r"(199\d|20[0-4]\d)-(0[1-9]|1[0-2])"
FISCAL_YEAR_PATTERN = r"(199\d|20[0-4]\d)年度"

STATUSES = {
    "amount": Words("金額", "Amount"),
    "number": Words("数値", "Number"),
    "blank": Words("無回答", "Not answered"),
}
"""What is said in place of an answer that is none, and of one that is. A prefecture that sends nothing is 回答なし/No answer."""
_STATUS, _YEAR = "_status", "_fiscal_year"


@dataclass(frozen=True)
class Column:
    """A column of a published table. `limits` are constraints of Table Schema; `choices` the codes that may stand in it."""

    name: str
    type: CellType
    title: Words
    description: Words = NOTHING
    limits: Mapping[str, object] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class AnswerColumn:
    """One column of a question and how its cell is taken from the canonical answer (None where blank)."""

    column: Column
    cell: Callable[[Any], TableCell]


def answer_columns(key: str, question: Question, lists: Lists) -> tuple[AnswerColumn, ...]:
    """The columns of a question; the first is named like it."""
    kind = question.kind
    if isinstance(kind, Mark):
        return (AnswerColumn(_with_note(_column(key, question, "boolean"), _MARKED), _itself),)
    if isinstance(kind, Listed):
        return _choice(key, question, lists[kind.name].unique)
    if isinstance(kind, Several):
        return _several(key, question, lists[kind.name].unique)
    if isinstance(kind, Number):
        return _number(key, question, kind, lists)
    if isinstance(kind, Month):
        return _month(key, question, lists[kind.list_name or ""].unique)
    if isinstance(kind, Date):
        return (AnswerColumn(_column(key, question, "date"), _itself),)
    return (AnswerColumn(_column(key, question, "string", _length(kind)), _itself),)


def canonical_text(question: tuple[AnswerColumn, ...], cells: Mapping[str, str]) -> str:
    """An answer again as one text, from the texts of its cells: the value, or the word that stands in its place."""
    value, status = (cells.get(question[0].column.name + ending, "") for ending in ("", _STATUS))
    return value or ("" if status in STATUSES else status)


def label_columns(name: str, title: Words) -> tuple[Column, Column]:
    """The two columns that hold the labels of the code in column `name`."""
    return (
        Column(
            f"{name}_ja", "string", title + Words("（日本語）", " (Japanese)"), _label_of(name, "日本語", "Japanese")
        ),
        Column(f"{name}_en", "string", title + Words("（英語）", " (English)"), _label_of(name, "英語", "English")),
    )


def fiscal_year(answer: str | None) -> int | None:
    """The fiscal year (April to March) in which a canonical month or fiscal year begins; None for anything else."""
    span = month_span(answer)
    return None if span is None else (span[0] - 4) // 12


def _choice(key: str, question: Question, choices: tuple[Choice, ...]) -> tuple[AnswerColumn, ...]:
    by_key = {choice.key: choice.label for choice in choices}
    ja, en = label_columns(key, question.label)
    return (
        AnswerColumn(_column(key, question, "string", choices=choices), _itself),
        AnswerColumn(ja, lambda answer: by_key[answer].ja if answer is not None else None),
        AnswerColumn(en, lambda answer: by_key[answer].en if answer is not None else None),
    )


def _several(key: str, question: Question, choices: tuple[Choice, ...]) -> tuple[AnswerColumn, ...]:
    by_key = {choice.key: choice.label for choice in choices}
    ja, en = label_columns(key, question.label)
    entry = f"({'|'.join(map(re.escape, by_key))})"
    column = _column(key, question, "string", {"pattern": f"{entry}({SEPARATOR}{entry})*"})
    several = Words(f"複数の場合は「{SEPARATOR}」区切り。", f"Several entries are separated by {SEPARATOR}")
    return (
        AnswerColumn(_with_note(column, several), lambda answer: _joined(answer or ())),
        AnswerColumn(ja, lambda answer: _joined(by_key[each].ja for each in answer or ())),
        AnswerColumn(en, lambda answer: _joined(by_key[each].en for each in answer or ())),
    )


def _number(key: str, question: Question, kind: Number, lists: Lists) -> tuple[AnswerColumn, ...]:
    value = _column(key, question, "integer" if kind.whole else "number", number_limits(kind))
    exact = AnswerColumn(value, _whole if kind.whole else _fractional)
    return (exact, *_in_place_of_a_number(key, question, kind, lists[kind.words])) if kind.words else (exact,)


def _in_place_of_a_number(key: str, question: Question, kind: Number, words: CodeList) -> tuple[AnswerColumn, ...]:
    given = "amount" if isinstance(kind, Amount) else "number"
    choices = (Choice(given, STATUSES[given]), *words.unique, Choice("blank", STATUSES["blank"]))
    title, labels = question.label + Words("の回答区分", ": kind of answer"), {each.key: each.label for each in choices}
    ja, en = label_columns(key + _STATUS, title)
    description = Words(
        f"{given}の場合は{key}に値があり、それ以外はその代わりの回答（blankは無回答）。",
        f"Where it is {given}, {key} has a value; else what was answered instead (blank is not answered).",
    )

    def status(answer: Any) -> str:
        return answer if isinstance(answer, str) else "blank" if answer is None else given

    return (
        AnswerColumn(Column(key + _STATUS, "string", title, description, {"required": True}, choices), status),
        AnswerColumn(ja, lambda answer: labels[status(answer)].ja),
        AnswerColumn(en, lambda answer: labels[status(answer)].en),
    )


def number_limits(kind: Number) -> dict[str, object]:
    """The limits of a number, as schemas name them."""
    return {"exclusiveMinimum" if kind.positive else "minimum": kind.low, "maximum": kind.high}


def _whole(answer: Any) -> int | None:
    return None if answer is None or isinstance(answer, str) else int(answer)


def _fractional(answer: Any) -> float | None:
    return None if answer is None or isinstance(answer, str) else float(answer)


def _month(key: str, question: Question, words: tuple[Choice, ...]) -> tuple[AnswerColumn, ...]:
    pattern = "|".join((MONTH_PATTERN, FISCAL_YEAR_PATTERN, *(word.key for word in words)))
    year = Column(
        key + _YEAR,
        "integer",
        question.label + Words("の年度", ": fiscal year"),
        Words(
            f"{key}が属する年度（4月から翌年3月まで）。月も年度も分からない場合は空欄。",
            f"Fiscal year (April to March) of {key}; empty where neither month nor year is known.",
        ),
    )
    column = _with_note(_column(key, question, "string", {"pattern": pattern}), _in_place_of_a_month(words))
    return (AnswerColumn(column, _itself), AnswerColumn(year, fiscal_year))


_MARKED = Words("trueは○、空欄は○なし。", "True is ○, empty is no ○.")


def _in_place_of_a_month(words: tuple[Choice, ...]) -> Words:
    own = [Words(f"{word.key}は{word.label.ja}", f"{word.key} is {word.label.en.lower()}") for word in words]
    told = [*own, Words("空欄は無回答", "empty is not answered")]
    return Words.listed(told) + Words("。", ".")


def _column(
    name: str,
    question: Question,
    type_: CellType,
    limits: Mapping[str, object] | None = None,
    choices: tuple[Choice, ...] = (),
) -> Column:
    unit = question.kind.unit()
    described = question.help + (Words(f"（{unit.ja}）", f" ({unit.en})") if unit else NOTHING)
    required = {"required": True} if any(isinstance(rule, Required) for rule in question.rules) else {}
    return Column(name, type_, question.label, described, {**required, **(limits or {})}, choices)


def _with_note(column: Column, note: Words) -> Column:
    return replace(column, description=column.description + Words("", " ") + note)


def _label_of(name: str, ja: str, en: str) -> Words:
    return Words(f"{name}の{ja}ラベル", f"{en} label of {name}")


def _length(kind: AnswerKind) -> dict[str, object]:
    return {"maxLength": kind.limit} if isinstance(kind, FreeText) else {}


def _itself(answer: Any) -> TableCell:
    cell: TableCell = answer  # its type is that of the kind
    return cell


def _joined(entries: Iterable[str]) -> str | None:
    return SEPARATOR.join(entries) or None
