"""What is wrong with a command as it was typed, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click
from click.exceptions import BadOptionUsage, MissingParameter, NoArgsIsHelpError, NoSuchCommand, NoSuchOption

from survey_tool.wording.words import NOTHING, Words

if TYPE_CHECKING:
    from pathlib import Path

_NO_COMMAND = Words("「{name}」というコマンドはありません。", 'There is no command "{name}".')
_NO_OPTION = Words("「{name}」というオプションはありません。", 'There is no option "{name}".')
_NEAREST = Words("「{names}」ではありませんか。", ' Did you mean "{names}"?')
_NO_VALUE = Words("「{name}」の後に値を指定してください。", 'Give a value after "{name}".')
_MISSING = Words("「{name}」を指定してください。", 'Give "{name}".')
_OTHER = Words("コマンドの指定が正しくありません（{message}）。", "The command cannot be understood: {message}")
_NOT_ONE_OF = Words(
    "「{value}」は使用できません。使用できるもの：{allowed}",
    '"{value}" cannot be used. Allowed: {allowed}.',
)
_NOT_COUNTING = Words(
    "「{value}」は使用できません。1以上の整数を指定してください。",
    '"{value}" cannot be used. Give a whole number from 1.',
)
_HELP = Words("「{command} --help」で使い方を表示します。", "{command} --help shows how it is used.")


def a_path(text: str) -> Path:
    """A path as it was typed; pathlib takes its time, which help need not wait for."""
    from pathlib import Path

    return Path(text)


class BadValue(click.UsageError):
    """A value that an option does not take, in words."""

    def __init__(self, words: Words, context: click.Context | None = None) -> None:
        super().__init__(words.en, context)
        self.words = words


class OneOf(click.ParamType[str]):
    """A value out of a few."""

    name = "choice"

    def __init__(self, values: Sequence[str]) -> None:
        self.values = tuple(values)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "[" + "|".join(self.values) + "]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value in self.values:
            return value
        raise BadValue(not_one_of(str(value), self.values), ctx)


class Counting(click.ParamType[int]):
    """A whole number from 1."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if text.isascii() and text.isdigit() and int(text):
            return int(text)
        raise BadValue(_NOT_COUNTING.fill(value=text), ctx)


def not_one_of(value: str, allowed: Iterable[str]) -> Words:
    """That a value is not among those allowed."""
    return _NOT_ONE_OF.fill(value=value, allowed=", ".join(allowed))


def told(error: click.ClickException) -> list[Words]:
    """What is wrong, and how to learn what would be right; of a group of commands that was called alone, its help."""
    if isinstance(error, NoArgsIsHelpError):
        return [Words.same(error.format_message().rstrip("\n"))]
    context = error.ctx if isinstance(error, click.UsageError) else None
    return [_wrong(error), *([_HELP.fill(command=context.command_path)] if context else [])]


def _wrong(error: click.ClickException) -> Words:
    match error:
        case BadValue():
            return error.words
        case NoSuchCommand():
            return _NO_COMMAND.fill(name=error.command_name) + _nearest(error.possibilities)
        case NoSuchOption():
            return _NO_OPTION.fill(name=error.option_name) + _nearest(error.possibilities)
        case BadOptionUsage():
            return _NO_VALUE.fill(name=error.option_name)
        case MissingParameter() if error.param:
            return _MISSING.fill(name=error.param.human_readable_name)
    return _OTHER.fill(message=error.format_message())


def _nearest(names: Sequence[str] | None) -> Words:
    return _NEAREST.fill(names=", ".join(names)) if names else NOTHING
