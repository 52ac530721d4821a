"""`survey-tool demo`: a whole round on real public cases."""

from __future__ import annotations

from pathlib import Path

import click

from survey_tool.cli.console.help import Command
from survey_tool.cli.console.parameters import Argument
from survey_tool.cli.console.session import Session
from survey_tool.cli.console.usage import a_path
from survey_tool.wording.words import Words

DEFAULT = "demo"

_ABOUT = Words(
    "実在の公表事例を使用して、調査票の作成、記入、確認、修正、公表までを DIR に実演します。\n"
    "DIR を指定しない場合は demo フォルダです。以前の実演の内容は作り直します。",
    "Plays a whole round on real public cases in DIR: forms, replies, checks, corrections, release.\n"
    "DIR is demo unless given; what an earlier demonstration left there is made anew.",
)
_FOLDER = Words(
    "実演を行うフォルダ。空のフォルダ、又は以前の実演のフォルダに限ります。",
    "Where to play it: an empty folder, or that of an earlier demonstration.",
)


@click.command(cls=Command, words=_ABOUT)
@click.argument("folder", cls=Argument, metavar="[DIR]", required=False, type=a_path, words=_FOLDER)
@click.pass_obj
def command(session: Session, folder: Path | None) -> int:
    """Plays the round."""
    from survey_tool.demo import run

    return run(folder or session.workspace / DEFAULT, session.console.say).exit_code
