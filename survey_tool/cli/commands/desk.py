"""`survey-tool desk`: the round in a window of the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from survey_tool.cli.console.help import Command
from survey_tool.cli.console.parameters import Option
from survey_tool.cli.console.session import Session, Stop, today
from survey_tool.cli.console.usage import BadValue
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.desk.guard.only_one import AlreadyOpen

_ABOUT = Words(
    "調査の状況の確認、届いたファイルの追加、連絡、公表などを行う画面を、ブラウザで開きます。"
    "この画面は、実行したパソコンからのみ使用できます。\n"
    "終えるには、画面の「画面を閉じる」ボタンを押すか、Ctrl-C を押してください。",
    "Opens the round in the browser: where it stands, what came in, letters, release. Only this computer reaches the page.\n"
    "The page's own button ends it, or Ctrl-C.",
)
_PORT = Words("使用するポート番号。指定しない場合は、空いているものです。", "The port; any that is free unless given.")
_NO_BROWSER = Words("ブラウザを開かず、アドレスのみを表示します。", "Only print the address; do not open the browser.")
_OPEN_AT = Words("画面のアドレス（このパソコンのみ） {address}", "The desk, on this computer only: {address}")
_THERE = Words(
    "この作業フォルダの画面は、既に開いています。 {address}", "The desk of this folder is open already: {address}"
)
_ELSEWHERE = Words(
    "この作業フォルダの画面は、{since}からパソコン「{computer}」で開かれています（{by}）。そちらの画面を閉じてから、もう一度実行してください。",
    'The desk of this folder has been open on the computer "{computer}" since {since} ({by}). Close it there, then run this again.',
)
_SOMEWHERE = Words(
    "この作業フォルダの画面は、別のプログラムが開いています。そちらの画面を閉じてから、もう一度実行してください。",
    "Another program has the desk of this folder open. Close it there, then run this again.",
)
_PORT_TAKEN = Words(
    "ポート{port}は使用できません（{reason}）。別の番号を指定するか、--port を付けずに実行してください。",
    "Port {port} cannot be used ({reason}). Give another one, or none.",
)
_NO_PORT = Words(
    "「{value}」は使用できません。0から65535までの整数を指定してください。",
    '"{value}" cannot be used. Give a whole number from 0 to 65535.',
)
_ENDED = Words("調査の画面を閉じました。", "The desk is closed.")
_MOST = 65_535


@click.command(cls=Command, words=_ABOUT)
@click.option("--port", cls=Option, metavar="N", default="0", words=_PORT)
@click.option("--no-browser", cls=Option, is_flag=True, words=_NO_BROWSER)
@click.pass_obj
def command(session: Session, port: str, no_browser: bool) -> int:
    """Serves it until it is ended."""
    from survey_tool.cli.console.troubles import in_words
    from survey_tool.desk.guard.only_one import AlreadyOpen
    from survey_tool.desk.serving import Opening, PortTaken, serve
    from survey_tool.wording.system_reasons import system_reason

    if not (port.isascii() and port.isdigit() and int(port) <= _MOST):
        raise BadValue(_NO_PORT.fill(value=port))
    session.see_that_it_is_a_folder()
    opening = Opening(
        workspace=session.workspace.absolute(),
        language=session.language,
        port=int(port),
        browser=not no_browser,
        announce=lambda address: session.console.say(_OPEN_AT.fill(address=address)),
        explain=lambda error: in_words(error, session.workspace),
        today=today,
    )
    try:
        serve(opening)
    except AlreadyOpen as error:
        return _show_the_other(session, error, browser=not no_browser)
    except PortTaken as error:
        raise Stop(3, _PORT_TAKEN.fill(port=error.port, reason=system_reason(error.reason))) from error
    except KeyboardInterrupt:
        session.console.say(_ENDED)
        return 130
    session.console.say(_ENDED)
    return 0


def _show_the_other(session: Session, error: AlreadyOpen, *, browser: bool) -> int:
    from survey_tool.desk.serving import show

    desk = error.desk
    if desk is None:
        raise Stop(3, _SOMEWHERE) from error
    if not desk.is_here:
        told = _ELSEWHERE.fill(since=desk.since_when, computer=desk.computer, by=desk.by)
        raise Stop(3, told) from error
    session.console.say(_THERE.fill(address=desk.address))
    if browser:
        show(desk.address)
    return 0
