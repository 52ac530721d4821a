"""Generated answers for tests: right and wrong ones for every question, drawn from the questionnaire itself."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from survey_tool.form.contract.answers import Typed
from survey_tool.questionnaire.vocabulary.judging import Faulty
from survey_tool.questionnaire.vocabulary.kinds import (
    AnswerKind,
    Date,
    Email,
    FreeText,
    Listed,
    Lists,
    Mark,
    Month,
    Number,
    Phone,
    Printed,
    Several,
)
from survey_tool.wording.words import Language


@dataclass(frozen=True)
class Given:
    """One answer: what is typed, and the canonical value (or the fault) it amounts to; None, None is a blank."""

    typed: Typed
    value: object


BLANK = Given(None, None)
BAD_ADDRESSES = (
    "a@pref..lg.jp",
    "a.@pref.lg.jp",
    "a@pref_b.lg.jp",
    "あ@pref.lg.jp",
    "a@-b.lg.jp",
    "a@b.lg.j",
    "a@b.lg.12",
)
MONTHS = ("2015-03", "2019-04", "2021-12", "2022-01", "2024-04", "2026-11", "2026-12", "2027-05", "2031-03")
YEARS = ("2016年度", "2021年度", "2023年度", "2024年度", "2029年度")


def right(kind: AnswerKind, lists: Lists, language: Language, chance: random.Random) -> Given:
    """A right answer to a question of this kind, as the dropdown or number format would let it in."""
    value = _canonical(kind, lists, chance)
    return Given(typed_as(kind, value, lists, language, chance), value)


def typed_as(
    kind: AnswerKind, value: Any, lists: Lists, language: Language, chance: random.Random | None = None
) -> Typed:
    """The canonical value as a person gets it into the cell."""
    if isinstance(kind, Month) and value[4:5] == "-" and (chance is None or chance.random() < 0.7):
        return dt.date(int(value[:4]), int(value[5:]), 1)
    return kind.show(value, language, lists)


def _canonical(kind: AnswerKind, lists: Lists, chance: random.Random) -> object:
    match kind:
        case Mark():
            return True
        case Listed(name=name):
            return chance.choice(lists[name].unique).key
        case Number():
            if kind.words and chance.random() < 0.3:
                return chance.choice(lists[kind.words].unique).key
            if not kind.whole:
                return chance.choice((1, 2.5, 5, 20))
            return chance.choice((0, 1, 12, 350, *((200_000, 2_800_000, 5_000_000) if kind.high > 5_000_000 else (7,))))
        case Date():
            return dt.date(2020, 1, 1) + dt.timedelta(days=chance.randrange(2500))
        case Month():
            return chance.choice((*MONTHS, *YEARS, "unknown"))
        case Several(name=name):
            keys = [choice.key for choice in lists[name].unique]
            return tuple(chance.sample(keys, chance.randint(1, 3)))
        case Phone():
            return chance.choice(("03-1234-5678", "0776-20-0000", "090-1234-5678", "0312345678"))
        case Email():
            return chance.choice(("joho@pref.example.lg.jp", "a.b@example.jp"))
        case FreeText(limit=limit):
            return chance.choice(("情報", "Text with two  blanks", "行\n行", "あ" * limit))
    raise TypeError(kind)


def wrong(kind: AnswerKind, lists: Lists, language: Language, chance: random.Random) -> Given | None:
    """A wrong answer that the form can recognise with certainty; None for kinds that take anything."""
    match kind:
        case Printed():
            return None
        case Listed():
            return Given("該当しない回答", Faulty("not-in-list"))
        case Number():
            options = [Given("たくさん", Faulty("not-a-number")), Given(-1, -1), Given(kind.high + 1, kind.high + 1)]
            return chance.choice([*options, Given(2.5, 2.5)] if kind.whole else options)
        case Date():
            return chance.choice(
                (
                    Given("来年の春", Faulty("not-a-date")),
                    Given(12.0, Faulty("not-a-date")),
                    Given(dt.date(2062, 4, 1), dt.date(2062, 4, 1)),
                )
            )
        case Month():
            return chance.choice(
                (
                    Given("来春", Faulty("not-a-month")),
                    Given(chance.choice((2024.0, "令和2年", "2020")), Faulty("year-without-month")),
                    *map(_same, ("2203-04", "2062年度")),
                )
            )
        case Several():
            one = lists[kind.name].unique[0]
            again = Given(f"{one.label[language]}、{one.label[language]}", (one.key, one.key))
            return chance.choice((Given("存在しない", Faulty("not-in-list")), again))
        case Phone():
            return chance.choice((Given("電話", Faulty("bad-format")), Given("3-1234-5678", "3-1234-5678")))
        case Email():
            return chance.choice(
                (Given("joho.example.jp", "joho.example.jp"), Given("a@b", "a@b"), *map(_same, BAD_ADDRESSES))
            )
        case FreeText(limit=limit):
            return _same(
                chance.choice(("長" * (limit + 1), "同上", "（別紙のとおり）", "〃", "情\ue000報", "情\ufffd報"))
            )
    raise TypeError(kind)


def _same(text: str) -> Given:
    return Given(text, text)


def values(row: Mapping[str, Given]) -> dict[str, object]:
    """The canonical side of a row, blanks left out."""
    return {key: given.value for key, given in row.items() if given.value is not None}


def typed(row: Mapping[str, Given]) -> dict[str, Typed]:
    """The typed side of a row, blanks left out."""
    return {key: given.typed for key, given in row.items() if given.typed is not None}
