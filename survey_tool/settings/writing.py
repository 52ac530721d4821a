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
    "メモ帳などで編集し、UTF-8で保存してください。記載のない項目には、ここに記載の値を使用します。\n"
    "# で始まる行は説明です。#項目 = 値 のように # の直後に項目のある行を使用する場合は、# を削除してください。\n"
    "「独自」とある項目は、公表された定義がないため本ツールで定めた値です。",
    f"The settings of a round ({SETTINGS_FILE})\n"
    "Edit it as text and save it as UTF-8. A setting that is left out has the value given here.\n"
    "A line that begins with # is a comment; to use one that reads #KEY = VALUE, remove the #.\n"
    "What is marked (ours) follows no published rule: it is this tool's choice until you decide.",
)
_OURS = Words("（独自）", " (ours)")


def settings_text(language: Language, stated: Collection[str] = ()) -> str:
    """The text of the file, its comments in one language. It says the same as no settings at all.

    Of the settings that stand there as comments, those of the first part that are `stated` are no comments.
    """
    lines = [*_comment(_HEAD, language), ""]
    tables = []
    for key, field in _fields(Round):
        if table_of(field.annotation):
            tables += ["", *_table(key, field, language)]
        else:
            written = _setting(key, field, language)
            lines += (
                line.removeprefix("#") if key in stated and line.startswith(f"#{key} ") else line for line in written
            )
    return "\n".join([*lines, *tables]) + "\n"


def about(field: FieldInfo) -> About:
    """What a setting means."""
    return next(each for each in field.metadata if isinstance(each, About))


def _fields(table: type[Settings]) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in table.model_fields.items():
        yield field.alias or name, field


def _table(key: str, field: FieldInfo, language: Language) -> Iterator[str]:
    """A table; one that is not there unless it is given stands as a comment."""
    table: Any = table_of(field.annotation)
    absent = "#" if field.default is None else ""
    yield from _comment(about(field).words, language)
    yield f"{absent}[{key}]"
    for inner, setting in _fields(table):
        for line in _setting(inner, setting, language):
            yield line if line.startswith("#") or not line else absent + line


def _setting(key: str, field: FieldInfo, language: Language) -> Iterator[str]:
    said = about(field)
    yield from _comment(said.words + (_OURS if said.ours else NOTHING), language)
    if said.example is not None:
        example = said.example
        yield f"#{key} = {example if example.isdigit() else json.dumps(example)}"
    else:
        yield f"{key} = {_value(field.default)}"


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
