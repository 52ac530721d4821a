"""Arguments and options whose help is bilingual, and those options that every command takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from survey_tool.cli.console.session import Session
from survey_tool.cli.console.usage import OneOf
from survey_tool.wording.words import LANGUAGES, NOTHING, Words

_WORKSPACE = Words(
    "調査の作業フォルダ（survey.toml のあるフォルダ）。指定しない場合は現在のフォルダです。",
    "The round's folder, where survey.toml lies. The current folder unless given.",
)
_LANG = Words(
    "画面表示の言語。指定しない場合は survey.toml の設定、設定もない場合はパソコンの言語に従います。",
    "The console's language. Unless given, that of survey.toml, else this computer's.",
)


class Option(click.Option):
    """An option with help in both languages."""

    def __init__(self, declarations: Sequence[str], words: Words = NOTHING, **settings: Any) -> None:
        super().__init__(declarations, **settings)
        self.words = words


class Argument(click.Argument):
    """An argument with help in both languages."""

    def __init__(self, declarations: Sequence[str], words: Words = NOTHING, **settings: Any) -> None:
        super().__init__(declarations, **settings)
        self.words = words


def everywhere() -> list[click.Parameter]:
    """The options that may stand before a command as well as behind it; what stands last counts."""
    return [
        Option(["--workspace"], _WORKSPACE, metavar="FOLDER", expose_value=False, callback=_workspace),
        Option(["--lang"], _LANG, type=OneOf(LANGUAGES), expose_value=False, callback=_lang),
    ]


def _workspace(context: click.Context, _: click.Parameter, given: str | None) -> None:
    session = context.find_object(Session)
    if session and given is not None:
        session.folder = given


def _lang(context: click.Context, _: click.Parameter, given: Any) -> None:
    session = context.find_object(Session)
    if session and given is not None:
        session.chosen = given
