"""`survey-tool demo`: a whole round on real public cases, or invented for the whole country."""

from __future__ import annotations

from pathlib import Path

import click

from survey_tool.cli.console.help import Command
from survey_tool.cli.console.parameters import Argument, Option
from survey_tool.cli.console.session import Session, Stop
from survey_tool.cli.console.usage import a_path
from survey_tool.wording.words import Words

DEFAULT = "demo"

_ABOUT = Words(
    "実在の公表事例を使用して、調査票の作成、記入、確認、修正、公表までの動作例を、指定したフォルダに作成します。\n"
    "フォルダを指定しない場合は demo フォルダです。以前の動作例の内容は作り直し、追加又は変更されたファイルは同じフォルダの中に残します。",
    "Plays a whole round on real public cases in a folder: forms, replies, checks, corrections, release.\n"
    "The folder is demo unless given; what an earlier one made is made anew, what was added or changed since is kept.",
)
_FOLDER = Words(
    "動作例を作成するフォルダ。空のフォルダ、又は以前の動作例のフォルダに限ります。",
    "Where to play it: an empty folder, or that of an earlier demonstration.",
)
_FULL = Words(
    "47都道府県、約400事例の架空の回答による動作例を作成します（2分程度）。値は全て例示であり、その旨を全ての公表物に表示します。",
    "Invented answers of all 47 prefectures, about 400 cases (some two minutes). Every value is illustrative and says so everywhere.",
)


@click.command(cls=Command, words=_ABOUT)
@click.argument("folder", cls=Argument, metavar="[FOLDER]", required=False, type=a_path, words=_FOLDER)
@click.option("--full", cls=Option, is_flag=True, words=_FULL)
@click.pass_obj
def command(session: Session, folder: Path | None, *, full: bool) -> int:
    """Plays the round. What the large one leaves open (wrong, contradictory returns) belongs to it."""
    from survey_tool.demo import NotOfTheDemoError, run, run_full

    if folder is None:
        session.see_that_windows_went_nowhere()
    where = folder or session.workspace / DEFAULT
    try:
        if full:
            run_full(where, session.console.say)
            return 0
        return run(where, session.console.say).exit_code
    except NotOfTheDemoError as error:
        raise Stop(3, error.sentence) from error
