"""Reads the settings of a round, and says of every mistake where it stands, what is wrong and what is allowed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from survey_tool.settings import SETTINGS_FILE
from survey_tool.settings.mail_server import HOST_PATTERN
from survey_tool.settings.round import MONTH_PATTERN, ROUND_PATTERN, Round
from survey_tool.settings.tables import ADDRESS_PATTERN, IN_WORDS, Bilingual
from survey_tool.settings.toml_mistakes import likely
from survey_tool.wording.handwritten import Mistake, MistakesError, read_handwritten
from survey_tool.wording.words import NOTHING, Words

_NOT_TOML = Words("設定として読み取ることができません。", "This cannot be read as settings ({reason}).")
_TWICE = Words("同じ項目又は見出しが2回あります。", "This setting or heading stands twice.")
_ONCE = Words("1回だけ記入してください。", "Give it only once.")
_HOW_TOML = Words(
    '「項目 = 値」の形で、文字列は半角の " で囲み、日付は 2026-12-11 のように記入してください。',
    'Write KEY = VALUE, texts in quotes ("…"), dates as 2026-12-11.',
)
_NOT_USABLE = Words("「{value}」は使用できません。", '"{value}" cannot be used.')
_NOT_GIVEN = Words("値がありません。", "There is no value.")
_UNKNOWN_KEY = Words("この項目はありません。", "There is no such setting.")
_KNOWN_KEYS = Words("使用できる項目：{keys}", "Allowed: {keys}.")
_NEAREST_KEY = Words("「{key}」ではありませんか。", 'Did you mean "{key}"?')
_ELSEWHERE = Words("ここでは使用できません。", "It does not belong here.")
_BELOW_HEADING = Words("[{table}] の見出しの下に記入してください。", "Write it below the heading [{table}].")
_HEADING_TOO = Words("[{table}] の行の先頭の # も削除してください。", "Remove the # before [{table}] as well.")
_ABOVE_HEADINGS = Words(
    "最初の [ ] の見出しより上に記入してください。", "Write it above the first heading in brackets."
)
_NOT_KNOWN = Words("（{message}）", "({message})")
_SHOWN = 60

_TEXT = Words('" で囲んだ文字列を指定してください。', 'Give a text in quotes ("…").')
_WHOLE = Words("整数を指定してください。", "Give a whole number.")
_NUMBER = Words("数値を指定してください。", "Give a number.")
_DAY = Words("2026-12-11 のように年月日を指定してください。", "Give a day such as 2026-12-11.")
_LIST = Words(
    "[1, 1000] のように、整数を [ ] の中に並べてください。", "Give whole numbers in brackets, such as [1, 1000]."
)
_TABLE = Words("[{key}] という見出しの下に項目を記入してください。", "Write its settings below the heading [{key}].")
_BOTH = Words(
    '{ ja = "…", en = "…" } のように、日本語と英語を記入してください。', 'Give both languages: { ja = "…", en = "…" }.'
)
_BY_TYPE: Mapping[str, Words] = {
    "string_type": _TEXT,
    "path_type": _TEXT,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "tuple_type": _LIST,
    "greater_than_equal": Words("{ge}以上の数を指定してください。", "Give a number of at least {ge}."),
    "less_than_equal": Words("{le}以下の数を指定してください。", "Give a number of at most {le}."),
    "literal_error": Words("使用できる値：{expected}", "Allowed: {expected}."),
}
_BY_PATTERN: Mapping[str, Words] = {
    ROUND_PATTERN: Words(
        "半角英数字とハイフンで、16字以内で指定してください。", "Give up to 16 letters, digits and hyphens."
    ),
    MONTH_PATTERN: Words(
        "年と月を「2028-03」の形式で指定するか、空欄にしてください。",
        "Give year and month like 2028-03, or leave it blank.",
    ),
    ADDRESS_PATTERN: Words(
        "メールアドレスを1つ指定してください（例：survey@example.go.jp）。",
        "Give one e-mail address, such as survey@example.go.jp.",
    ),
    HOST_PATTERN: Words(
        "サーバーの名前を指定してください（例：smtp.example.go.jp）。",
        "Give a server's name, such as smtp.example.go.jp.",
    ),
}
_HEADING = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?")
_KEY = re.compile(r"\s*([\w\"'.-]+(?:\s*\.\s*[\w\"'-]+)*)\s*=")
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")

KeyPath = tuple[str, ...]


def read_round(workspace: Path) -> Round:
    """The round of a workspace: its `survey.toml`, or the built-in round. Raises `MistakesError` with every mistake."""
    path = workspace / SETTINGS_FILE
    if not path.exists():
        return Round()
    return round_of(read_handwritten(path), workspace)


def round_of(text: str, workspace: Path) -> Round:
    """The round of the text of such a file. Raises `MistakesError` with every mistake."""
    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MistakesError([_unreadable(str(error), text)]) from error
    try:
        return Round.model_validate(settings, context={"workspace": workspace})
    except ValidationError as error:
        found = (_mistake(each, text) for each in error.errors(include_url=False))
        raise MistakesError(sorted(found, key=lambda each: each.line or 0)) from error


def settings_mistake(workspace: Path, key: str, wrong: Words, allowed: Words) -> Mistake:
    """A mistake that shows only when a setting is used, with the line in which it is given."""
    path = workspace / SETTINGS_FILE
    line = _line_of(read_handwritten(path), _parts(key)) if path.is_file() else None
    return Mistake(SETTINGS_FILE, line, key, wrong, allowed)


def _unreadable(reason: str, text: str) -> Mistake:
    at = _AT_LINE.search(reason)
    line = int(at[1]) if at else None
    if reason.startswith(("Cannot declare", "Cannot overwrite")):
        return Mistake(SETTINGS_FILE, line, None, _TWICE, _ONCE)
    if line and (told := likely(text.split("\n")[line - 1])):
        return Mistake(SETTINGS_FILE, line, None, *told)
    return Mistake(SETTINGS_FILE, line, None, _NOT_TOML.fill(reason=_AT_LINE.sub("", reason)), _HOW_TOML)


def _mistake(error: Any, text: str) -> Mistake:
    place = tuple(str(part) for part in error["loc"])
    carried = error.get("ctx", {})
    if error["type"] == IN_WORDS:
        wrong = Words(carried["wrong_ja"], carried["wrong_en"])
        allowed = Words(carried["allowed_ja"], carried["allowed_en"])
        place = (*place, carried["key"]) if carried["key"] else place
    elif error["type"] == "extra_forbidden":
        elsewhere = _place_of(place, text)
        wrong, allowed = (_ELSEWHERE, elsewhere) if elsewhere else (_UNKNOWN_KEY, _keys_of(place))
    else:
        blank = error["type"] == "missing" or error["input"] == ""
        wrong = _NOT_GIVEN if blank else _NOT_USABLE.fill(value=_shown(error["input"]))
        allowed = _allowed(error["type"], carried, place, error["msg"])
    return Mistake(SETTINGS_FILE, _line_of(text, place), ".".join(place), wrong, allowed)


def _allowed(kind: str, carried: Mapping[str, Any], place: KeyPath, message: str) -> Words:
    if kind == "missing":
        return _TEXT
    if kind == "string_pattern_mismatch":
        return _BY_PATTERN[carried["pattern"]]
    if kind in ("model_type", "model_attributes_type"):
        return _BOTH if _table(place) is Bilingual else _TABLE.fill(key=".".join(place))
    if kind in _BY_TYPE:
        expected = ", ".join(re.findall(r"'([^']*)'", str(carried.get("expected", ""))))
        return _BY_TYPE[kind].fill(**{**carried, "expected": expected})
    return _NOT_KNOWN.fill(message=message)


def _place_of(place: KeyPath, text: str) -> Words:
    """Where the key at `place` belongs, if it is a setting at all."""
    key = place[-1]
    if len(place) > 1 and key in _keys(Round):
        return _ABOVE_HEADINGS
    tables = ((name, table_of(field.annotation)) for name, field in Round.model_fields.items())
    table = next((name for name, table in tables if table and key in _keys(table)), None)
    if table is None:
        return NOTHING
    disabled = re.search(rf"^\s*#\s*\[{table}\]", text, re.MULTILINE)
    return (_HEADING_TOO if disabled else _BELOW_HEADING).fill(table=table)


def _keys(table: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in table.model_fields.items()]


def _keys_of(place: KeyPath) -> Words:
    """The keys that the table at `place` knows, the nearest to the last part of `place` first."""
    table = _table(place[:-1])
    if table is None:
        return NOTHING
    keys = _keys(table)
    nearest = get_close_matches(place[-1], keys, 1)
    meant = _NEAREST_KEY.fill(key=nearest[0]) + Words("", " ") if nearest else NOTHING
    return meant + _KNOWN_KEYS.fill(keys=", ".join(keys))


def _table(place: KeyPath) -> type[BaseModel] | None:
    """The model of the table at `place`."""
    table: type[BaseModel] | None = Round
    for part in place:
        table = _table_at(table, part) if table else None
    return table


def _table_at(table: type[BaseModel], key: str) -> type[BaseModel] | None:
    for name, field in table.model_fields.items():
        if key == (field.alias or name):
            return table_of(field.annotation)
    return None


def table_of(annotation: Any) -> type[BaseModel] | None:
    """The model of a setting that is a table of its own, also where it may be missing."""
    choices = (annotation, *getattr(annotation, "__args__", ()))
    return next((each for each in choices if isinstance(each, type) and issubclass(each, BaseModel)), None)


def _shown(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _line_of(text: str, place: KeyPath) -> int | None:
    """The line in which the key at `place` is given, else that of the table it belongs to."""
    given = dict(reversed([*_keys_with_lines(text.split("\n"))]))
    prefixes = (place[:length] for length in range(len(place), 0, -1))
    return next((given[prefix] for prefix in prefixes if prefix in given), None)


def _keys_with_lines(lines: Sequence[str]) -> Iterator[tuple[KeyPath, int]]:
    table: KeyPath = ()
    for number, line in enumerate(lines, start=1):
        if heading := _HEADING.fullmatch(line):
            table = _parts(heading[1])
            yield table, number
        elif key := _KEY.match(line):
            yield (*table, *_parts(key[1])), number


def _parts(dotted: str) -> KeyPath:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
