"""How a question of each kind looks in a form: its cell style, column width and keyboard (IME) mode."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from survey_tool.questionnaire.vocabulary.kinds import (
    AnswerKind,
    Date,
    Email,
    FreeText,
    Listed,
    Mark,
    Month,
    Number,
    Phone,
    Printed,
    Several,
)

Ime = Literal["hiragana", "off"]


@dataclass(frozen=True, slots=True)
class Look:
    """Style name (see `styles.STYLES`), width in characters, and what the keyboard should be set to."""

    style: str
    width: float
    ime: Ime


def look(kind: AnswerKind) -> Look:
    """The look of a kind of answer."""
    match kind:
        case Printed():
            return Look("printed", 14, "off")
        case Mark():
            return Look("mark", 11, "hiragana")
        case Listed():
            return Look("choice", 20, "hiragana")
        case Number(whole=True):
            return Look("number", 14, "hiragana" if kind.words else "off")
        case Number():
            return Look("decimal", 12, "hiragana" if kind.words else "off")
        case Date():
            return Look("date", 15, "off")
        case Month():
            return Look("month", 14, "off")
        case Phone() | Email():
            return Look("text", 22, "off")
        case Several():
            return Look("text", 22, "hiragana")
        case FreeText(limit=limit):
            return Look("text", 44 if limit >= 400 else 28 if limit >= 100 else 20, "hiragana")
    raise TypeError(kind)
