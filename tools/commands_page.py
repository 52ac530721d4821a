"""`docs/commands.md`: every command, argument and option in both languages, drawn from the commands themselves.

make pages
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from survey_tool.cli.console.help import CommandGroup, every_command
from survey_tool.cli.console.parameters import Argument, Option, everywhere
from survey_tool.cli.entry import survey_tool
from survey_tool.wording.words import Words

_INTRODUCTION = """\
# コマンドの一覧 / Commands

<!-- Made by `make pages`; edit the commands in `survey_tool/cli/` instead. -->

画面の説明（`survey-tool コマンド --help`）と同じ内容です。手順は[事務局の手引](../README.ja.md)にあります。

The same as `survey-tool COMMAND --help` says. How they follow each other is told in the [README](../README.md).
"""
_NONE: frozenset[str | None] = frozenset()
_EVERYWHERE = frozenset(each.name for each in everywhere())
"""What every command takes is told once, of `survey-tool` itself."""


def commands_markdown() -> str:
    """The whole page."""
    context = click.Context(survey_tool, info_name=survey_tool.name, **survey_tool.context_settings)
    lines = [_INTRODUCTION, *_heading(context.command_path), _row(context.command_path, survey_tool.words)]
    lines += _parameters(survey_tool, context, _NONE)
    assert isinstance(survey_tool, CommandGroup)
    for command, inside in every_command(survey_tool, context):
        name = inside.command_path.removeprefix(f"{context.command_path} ")
        usage = " ".join(filter(None, (name, *command.collect_usage_pieces(inside))))
        lines += ["", *_heading(name), _row(usage, command.words), *_parameters(command, inside, _EVERYWHERE)]
    return "\n".join(lines) + "\n"


def _heading(name: str) -> list[str]:
    return [f"## `{name}`", "", "| | 日本語 | English |", "| --- | --- | --- |"]


def _parameters(command: click.Command, context: click.Context, without: frozenset[str | None]) -> Iterator[str]:
    """A row for each."""
    for each in command.params:
        if isinstance(each, Argument):
            yield _row(each.make_metavar(context), each.words)
        elif isinstance(each, Option) and each.name not in without:
            yield _row((each.get_help_record(context) or ("", ""))[0], each.words)


def _row(name: str, words: Words) -> str:
    cells = [f"`{name}`", *(text.replace("\n", "<br>") for text in (words["ja"], words["en"]))]
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
