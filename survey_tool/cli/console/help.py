"""Commands whose help is bilingual, and the page that shows it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import click

from survey_tool.cli.console.parameters import Argument, Option, everywhere
from survey_tool.cli.console.session import Session
from survey_tool.wording.widths import padded, width, wrapped
from survey_tool.wording.words import NOTHING, Language, Words

_USAGE = Words("使い方", "Usage")
_ARGUMENTS = Words("引数", "Arguments")
_OPTIONS = Words("オプション", "Options")
_COMMANDS = Words("コマンド", "Commands")
_THIS_HELP = Words("この説明を表示します。", "Show this help.")
_HELP = "help"  # as people type it elsewhere: `survey-tool help`, `survey-tool help mail`
_NAMED = {"help_option_names": ["-h", "--help"]}  # of each command itself: click keeps what the first caller asks for
_WIDEST, _NARROWEST = 100, 60
_GAP = 2

HelpLine = tuple[str, str]


class Command(click.Command):
    """A command with help in both languages: paragraphs apart by a blank line, lines that begin with blanks as they are."""

    def __init__(self, name: str | None = None, words: Words = NOTHING, **settings: Any) -> None:
        super().__init__(name, context_settings=_NAMED, **settings)
        self.params += everywhere()
        self.words = words

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(page(self, self.words, ctx, []))


class ListedCommand(NamedTuple):
    """One command as the list of commands tells it; `load` gives it when it is called."""

    name: str
    words: Words
    load: Callable[[], click.Command]


class CommandGroup(click.Group):
    """Commands, loaded one by one on demand."""

    def __init__(
        self, *arguments: Any, words: Words = NOTHING, listed: Sequence[ListedCommand] = (), **settings: Any
    ) -> None:
        super().__init__(*arguments, context_settings=_NAMED, **settings)
        self.params += everywhere()
        self.words = words
        self.listed = {each.name: each for each in listed}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.listed)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.listed:
            return None
        return self.listed[cmd_name].load()

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args[0] == _HELP:
            args = [*args[1:2], "--help"]
            if len(args) == 1:
                click.echo(self.get_help(ctx), color=ctx.color)
                ctx.exit()
        if args[0] not in self.listed and not args[0].startswith("-"):
            raise click.exceptions.NoSuchCommand(args[0], possibilities=self.listed, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        language = language_of(ctx)
        commands = [(each.name, each.words[language]) for each in self.listed.values()]
        formatter.write(page(self, self.words, ctx, commands))


def every_command(
    group: CommandGroup, context: click.Context
) -> Iterator[tuple[Command | CommandGroup, click.Context]]:
    """All commands below a group, each with its place; a group before those in it."""
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert isinstance(found, Command | CommandGroup)
        inside = click.Context(found, info_name=name, parent=context, **found.context_settings)
        yield found, inside
        if isinstance(found, CommandGroup):
            yield from every_command(found, inside)


def language_of(context: click.Context) -> Language:
    """The console's language."""
    session = context.find_object(Session)
    return session.language if session else "en"


def page(command: click.Command, words: Words, context: click.Context, commands: Sequence[HelpLine]) -> str:
    """The whole help of a command."""
    language = language_of(context)
    columns = _columns()
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    lines = [f"{_USAGE[language]}: {usage}", "", *_paragraphs(words[language], columns)]
    parameters = command.get_params(context)
    arguments = [
        (each.make_metavar(context), each.words[language]) for each in parameters if isinstance(each, Argument)
    ]
    options = [_record(each, context, language) for each in parameters if isinstance(each, click.Option)]
    for heading, rows in ((_ARGUMENTS, arguments), (_OPTIONS, options), (_COMMANDS, commands)):
        if rows:
            lines += ["", f"{heading[language]}:", *_table(rows, columns)]
    return "\n".join(lines) + "\n"


def _columns() -> int:
    try:
        there_are = os.get_terminal_size().columns
    except OSError:  # no terminal
        there_are = 80
    return min(_WIDEST, max(_NARROWEST, there_are))


def _paragraphs(text: str, columns: int) -> Iterable[str]:
    for line in text.split("\n"):
        yield from [line] if line.startswith(" ") else wrapped(line, columns)


def _record(option: click.Option, context: click.Context, language: Language) -> HelpLine:
    declared, _ = option.get_help_record(context) or ("", "")
    said = option.words if isinstance(option, Option) else _THIS_HELP
    return declared, said[language]


def _table(rows: Sequence[HelpLine], columns: int) -> Iterable[str]:
    first = max(width(name, "terminal") for name, _ in rows) + 2 * _GAP
    for name, text in rows:
        head, *rest = wrapped(text, columns - first) or [""]
        yield padded(" " * _GAP + name, first) + head
        yield from (" " * first + line for line in rest)
