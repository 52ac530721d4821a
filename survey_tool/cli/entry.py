"""Where the program begins and ends: its language, its commands, an exit code whatever happens."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from survey_tool import version
from survey_tool.cli.console.help import CommandGroup, ListedCommand
from survey_tool.cli.console.language import console_language
from survey_tool.cli.console.output import this_terminal
from survey_tool.cli.console.parameters import Option
from survey_tool.cli.console.session import Session
from survey_tool.wording.words import Words

PROGRAM = "survey-tool"

_ABOUT = Words(
    "表計算ソフトによる都道府県向け調査を、調査票の作成から公表まで行います。\n"
    "コマンドを付けずに実行すると、調査の現在の状況と、次に実行するコマンドを表示します。",
    "Runs a survey of the prefectures by spreadsheet, from the forms to what is published.\n"
    "Without a command it shows where the round stands and which command comes next.",
)
_VERSION = Words("版を表示します。", "Show the version.")


def _listed(name: str, ja: str, en: str, room: str = "") -> ListedCommand:
    def load() -> click.Command:
        found: click.Command = import_module(f"survey_tool.cli.commands.{room}{name}").command
        return found

    return ListedCommand(name, Words(ja, en), load)


_RETURNS = "returns."  # the room of the commands about what came back
_COMMANDS = (
    _listed("init", "作業フォルダと設定ファイルを作成します。", "Writes the settings and folders of a new round."),
    _listed("generate", "47都道府県の調査票を作成します。", "Writes the forms, one workbook a prefecture."),
    _listed(
        "mail",
        "依頼・督促・修正依頼のメールの下書きを作成します。",
        "Writes the e-mails as drafts: invite, remind, correct.",
    ),
    _listed(
        "validate",
        "提出された調査票を確認し、修正用調査票を作成します。",
        "Checks what came back and draws correction copies.",
        _RETURNS,
    ),
    _listed(
        "merge",
        "同じ都道府県の複数の提出を、1つの調査票にまとめます。",
        "Makes one form of a prefecture's differing returns.",
        _RETURNS,
    ),
    _listed(
        "unlock",
        "パスワード付きのファイルを読み取れるようにします。",
        "Opens files that came with a password.",
        _RETURNS,
    ),
    _listed("status", "都道府県別の提出状況を表示します。", "Shows which prefecture stands where."),
    _listed(
        "record",
        "送信、電話での確認、期限の延長などを記録します。",
        "Writes down what was sent, found out or extended.",
    ),
    _listed("publish", "公表用のブックとデータを作成します。", "Writes the dashboard workbooks and the data."),
    _listed("close", "調査を終了し、個人情報を含むファイルを削除します。", "Ends a round: removes what is personal."),
    _listed("desk", "調査の画面をブラウザで開きます。", "Opens the round in the browser."),
    _listed("schema", "調査項目の定義を出力します。", "Prints the questionnaire for programs and people."),
    _listed(
        "demo",
        "実在の公表事例で、調査票の作成から公表までの動作例を作成します。",
        "Plays a round on real public cases, from forms to release.",
    ),
)


def _version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        context.ensure_object(Session).console.say(f"{PROGRAM} {version()}")
        context.exit()


@click.command(cls=CommandGroup, words=_ABOUT, listed=_COMMANDS, invoke_without_command=True)
@click.option(
    "--version", cls=Option, is_flag=True, is_eager=True, expose_value=False, callback=_version, words=_VERSION
)
@click.pass_context
def survey_tool(context: click.Context) -> int | None:
    """All commands; without one the overview."""
    if context.invoked_subcommand:
        return None
    from survey_tool.cli.commands.overview import show_overview

    return show_overview(context.ensure_object(Session))


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command line (that of this process unless given) and ends the process with its exit code."""
    # What a command makes it keeps until it ends: looking for rubbish among it again and again takes a tenth of the time.
    gc.set_threshold(100_000, 20, 100)
    # While one thread judges, others take over what reader processes send: at the usual 5 ms a turn these would stand idle.
    sys.setswitchinterval(0.0005)
    code = run(arguments)
    gc.freeze()  # nor need it be looked through a last time, as all of it goes with the process
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit code; whatever happens is told in a sentence, never as a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    console = this_terminal(console_language(given))
    session = Session(console)
    try:
        # Not `survey_tool.main`: it ends the process by itself where a pipe breaks.
        with survey_tool.make_context(PROGRAM, given, obj=session) as context:
            code: int | None = survey_tool.invoke(context)
        console.out.flush()
        return code or 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except (Exception, KeyboardInterrupt) as error:
        from survey_tool.cli.console.troubles import told_at_the_end

        return told_at_the_end(error, session)
