"""A commented `survey.toml` with every setting there is, drawn from the settings' own declarations."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator
from typing import Any

from pydantic.fields import FieldInfo

from survey_tool.settings import SETTINGS_FILE
from survey_tool.settings.reading import table_of
from survey_tool.settings.round import Round
from survey_tool.settings.tables import About, Bilingual, Settings
from survey_tool.wording.words import NOTHING, Language, Words

_HEAD = Words(
    f"調査の設定（{SETTINGS_FILE}）\n"
    'メモ帳などで編集し、UTF-8で保存してください。文字列は半角の " で囲み、日付は 2026-12-11 のように記入します。\n'
    "# で始まる行は説明です。#項目 = 値 のように # の直後に項目のある行は、記載の値が使用されます。変更する場合は、# を削除し、"
    "値を修正してください。\n"
    "「独自」とある項目は、公表された定義がないため本ツールで定めた値です。",
    f"The settings of a round ({SETTINGS_FILE})\n"
    "Edit it as text and save it as UTF-8: texts in quotes, days as 2026-12-11.\n"
    "A line that begins with # is a comment. One that reads #KEY = VALUE shows the value that holds; to change it, remove the #.\n"
    "What is marked (ours) follows no published rule: it is this tool's choice until you decide.",
)
_FIRST = Words("──── 初めに設定する項目 ────", "---- To be set first ----")
_OTHERS = Words(
    "──── 必要な場合に限り変更する項目（# を削除すると有効になります）────",
    "---- To be changed only where needed (remove the # to use a line) ----",
)
_OURS = Words("（独自）", " (ours)")


def settings_text(language: Language, stated: Collection[str] = ()) -> str:
    """The text of the file, its comments in one language. It says the same as no settings at all.

    What has to be set first comes first; the rest stands there as comments, but for settings of the first part that are
    `stated`.
    """
    lines = [*_comment(_HEAD, language), "", *_comment(_FIRST, language)]
    first: list[str] = []
    others: list[str] = []
    for key, field in _fields(Round):
        table: Any = table_of(field.annotation)
        if table is None:
            lines += _setting(key, field, language, stated=key in stated)
        elif any(about(each).first for _, each in _fields(table)):
            first += ["", *_table(key, field, language)]
        else:
            others += ["", *_table(key, field, language)]
    return "\n".join([*lines, *first, "", *_comment(_OTHERS, language), *others]) + "\n"


def about(field: FieldInfo) -> About:
    """What a setting means."""
    return next(each for each in field.metadata if isinstance(each, About))


def _fields(table: type[Settings]) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in table.model_fields.items():
        yield field.alias or name, field


def _table(key: str, field: FieldInfo, language: Language) -> Iterator[str]:
    """A table; one that is not there unless it is given stands as a comment."""
    table: Any = table_of(field.annotation)
    yield from _comment(about(field).words, language)
    yield f"{'#' if field.default is None else ''}[{key}]"
    for inner, setting in _fields(table):
        yield from _setting(inner, setting, language)


def _setting(key: str, field: FieldInfo, language: Language, *, stated: bool = False) -> Iterator[str]:
    said = about(field)
    yield from _comment(said.words + (_OURS if said.ours else NOTHING), language)
    live = "" if said.first or stated else "#"
    yield f"{live}{key} = {_value(field.default) if said.example is None else _example(said.example)}"


def _example(text: str) -> str:
    return text if text.isdigit() else json.dumps(text)


def _comment(words: Words, language: Language) -> list[str]:
    return [f"# {line}" for line in words[language].split("\n")]


def _value(value: object) -> str:
    match value:
        case dt.date():
            return value.isoformat()
        case Bilingual():
            return f"{{ ja = {_value(value.ja)}, en = {_value(value.en)} }}"
        case tuple():
            return f"[{', '.join(_value(each) for each in value)}]"
        case str():
            return json.dumps(value, ensure_ascii=False)
    return str(value)
