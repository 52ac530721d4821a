"""The settings as fields to be filled in, drawn from their own declarations, and their file with some of them changed.

What a person has written stays: comments, order, settings that were not changed.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import tomlkit
from pydantic.fields import FieldInfo
from tomlkit.exceptions import ParseError

from survey_tool.settings.reading import table_of
from survey_tool.settings.round import Round
from survey_tool.settings.tables import About, Bilingual, Settings
from survey_tool.settings.writing import about
from survey_tool.wording.days import day_as_written

Kind = Literal["text", "day", "number", "choice", "numbers", "both"]
_BETWEEN = re.compile(r"[,、，\s]+")
_WHOLE = re.compile(r"-?\d+")


@dataclass(frozen=True, slots=True)
class SettingField:
    """One setting: `key` as in messages (`secretariat.email`), what it means, what stands there as text (of `both` languages two
    texts). `choices` are all that it may be. `optional`: it may be left blank, and means what it usually means then."""

    key: str
    about: About
    kind: Kind
    value: str
    english: str = ""
    choices: tuple[str, ...] = ()
    optional: bool = True


@dataclass(frozen=True, slots=True)
class SettingGroup:
    """Settings of one table, or those above all tables (no key)."""

    key: str
    about: About | None
    fields: tuple[SettingField, ...]

    @property
    def is_first(self) -> bool:
        """Whether something in it has to be set before anything goes out."""
        return any(each.about.first for each in self.fields)


def groups(text: str) -> tuple[SettingGroup, ...]:
    """All settings with what stands in the text of their file, readable as such or not. Raises `tomllib.TOMLDecodeError`."""
    given = tomllib.loads(text)
    top, tables = [], []
    for key, field in _declared(Round):
        table: Any = table_of(field.annotation)
        if table is None:
            top.append(_field(key, field, given.get(key, field.default)))
        else:
            inner = given.get(key)
            own = inner if isinstance(inner, dict) else {}
            fields = tuple(
                _field(f"{key}.{name}", each, own.get(name, _usual(each))) for name, each in _declared(table)
            )
            tables.append(SettingGroup(key, about(field), fields))
    return (SettingGroup("", None, tuple(top)), *sorted(tables, key=lambda each: not each.is_first))


def with_values(text: str, filled_in: Mapping[str, str]) -> str:
    """The text of the file with what was filled in, by key (of texts in both languages `KEY.ja` and `KEY.en`): what says the same as
    before is not touched, what is left blank and may be is taken out. Raises `tomllib.TOMLDecodeError`."""
    shown = {each.key: each for group in groups(text) for each in group.fields}
    try:
        document = tomlkit.parse(text)
    except ParseError as error:
        raise tomllib.TOMLDecodeError(str(error)) from error
    before: list[str] = []
    for key, field in shown.items():
        typed = _typed(field, filled_in)
        if typed is None or typed == (field.value, field.english):
            continue
        _put(document, key, None if field.optional and not any(typed) else _as_toml(field, *typed), before)
    return "".join(before) + tomlkit.dumps(document)


def _declared(table: type[Settings]) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in table.model_fields.items():
        yield field.alias or name, field


def _usual(field: FieldInfo) -> object:
    return None if field.is_required() else field.default


def _field(key: str, field: FieldInfo, value: object) -> SettingField:
    said, annotation = about(field), field.annotation
    choices = tuple(map(str, get_args(annotation))) if getattr(annotation, "__origin__", None) is Literal else ()
    kind: Kind = "choice" if choices else _kind(annotation)
    value, english = _as_text(value)
    return SettingField(key, said, kind, value, english, choices, optional=not said.first)


def _kind(annotation: Any) -> Kind:
    known: tuple[tuple[Any, Kind], ...] = ((dt.date, "day"), (Bilingual, "both"), (int, "number"))
    inside = (annotation, *get_args(annotation))
    if any(getattr(each, "__origin__", None) is tuple for each in inside):
        return "numbers"
    return next((kind for each, kind in known if each in inside), "text")


def _as_text(value: object) -> tuple[str, str]:
    match value:
        case None:
            return "", ""
        case Bilingual():
            return value.ja, value.en
        case dict():
            return str(value.get("ja", "")), str(value.get("en", ""))
        case tuple() | list():
            return ", ".join(map(str, value)), ""
        case dt.date():
            return value.isoformat(), ""
    return str(value), ""


def _typed(field: SettingField, filled_in: Mapping[str, str]) -> tuple[str, str] | None:
    """What was filled in for a setting; nothing where it was not asked."""
    if field.kind != "both":
        return (filled_in[field.key].strip(), "") if field.key in filled_in else None
    both = [filled_in.get(f"{field.key}.{language}") for language in ("ja", "en")]
    return None if None in both else (str(both[0]).strip(), str(both[1]).strip())


def _as_toml(field: SettingField, text: str, english: str) -> object:
    """The value as the file holds it; what is none of its kind as it was typed, so that reading it says what is wrong."""
    match field.kind:
        case "both":
            ja, en = (tomlkit.item(each).as_string() for each in (text, english))
            return tomlkit.value(f"{{ ja = {ja}, en = {en} }}")  # with blanks, as the file was written
        case "day":
            return day_as_written(text) or text
        case "number":
            return _whole(text)
        case "numbers":
            return [_whole(part) for part in _BETWEEN.split(text.strip("[] ")) if part]
    return text


def _whole(text: str) -> int | str:
    return int(text) if _WHOLE.fullmatch(text) else text


def _put(document: tomlkit.TOMLDocument, key: str, value: object, before: list[str]) -> None:
    """Sets or takes out one setting. One above all tables that is not there yet is put `before` the text: behind a table it would be
    one of that."""
    table, _, name = key.rpartition(".")
    if not table and name not in document:
        if value is not None:
            before.append(f"{name} = {tomlkit.item(value).as_string()}\n")
        return
    inner: Any = document if not table else document.get(table)
    if inner is None and value is not None:
        inner = tomlkit.table()
        document.add(tomlkit.nl())
        document.add(table, inner)
    if isinstance(inner, dict):  # a table in one line, or in several places, as well
        if value is None:
            inner.pop(name, None)
        else:
            inner[name] = value
