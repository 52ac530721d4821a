"""`survey-tool unlock`: a readable copy of what came with a password."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey_tool.cli.console.asking import asked_secretly
from survey_tool.cli.console.help import Command
from survey_tool.cli.console.parameters import Argument, Option
from survey_tool.cli.console.record import told_of_record
from survey_tool.cli.console.returns import one_file
from survey_tool.cli.console.session import Session, Stop
from survey_tool.cli.console.usage import a_path
from survey_tool.wording.handwritten import read_handwritten
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.intake.opening.readable_copy import Copy
    from survey_tool.reference.survey import Survey

_ABOUT = Words(
    "パスワード付きのブック（.xlsx、.xls など）又はZIPから、パスワードのないファイルを作成します。"
    "これらが添付されたメール（.eml、.msg）も指定できます。\n"
    "パスワードを尋ね、読み取ることのできるファイルを同じフォルダに作成し、元のファイルを set-aside フォルダに移します。"
    "パスワードは表示も保存もしません。",
    "Opens workbooks (.xlsx, .xls …) and ZIP archives that are locked with a password, also in a mail (.eml, .msg).\n"
    "Asks for the password, puts a readable copy beside the file and moves the locked one to set-aside. The password is "
    "neither shown nor stored.",
)
_FILES = Words("パスワード付きのファイル", "Locked files")
_PASSWORDS = Words(
    "パスワードを1行に1つ記入したテキストファイル。指定すると、パスワードを尋ねません。",
    "A text file with the passwords, one a line; then none is asked for.",
)
_ASK = Words("{file} のパスワード", "Password of {file}")
_DONE = Words(
    "{file}：読み取ることのできるファイルを作成しました（{copy}）。元のファイルは {aside} に移しました。",
    "{file}: the readable copy is {copy}; the locked file is now {aside}.",
)
_STILL = Words(
    "  別のパスワードのものが{count}件残っています。作成したファイルを指定して、もう一度実行してください。",
    "  Locked with another password in it: {count}. Run this again on the copy.",
)
_NO_PASSWORD = Words("パスワードが指定されていません。", "No password was given.")


@click.command(cls=Command, words=_ABOUT)
@click.argument("files", cls=Argument, metavar="FILE...", nargs=-1, required=True, type=a_path, words=_FILES)
@click.option("--password-file", cls=Option, metavar="FILE", type=a_path, words=_PASSWORDS)
@click.pass_obj
def command(session: Session, files: tuple[Path, ...], password_file: Path | None) -> int:
    """File by file; a wrong password ends none of the others."""
    survey = session.survey(quietly=True)
    paths = [one_file(path) for path in files]
    known = _passwords(one_file(password_file)) if password_file else None
    return max(_unlock(session, survey, path, known) for path in paths)


def _unlock(session: Session, survey: Survey, path: Path, known: Sequence[str] | None) -> int:
    from survey_tool.post.acts import NotDoneError
    from survey_tool.post.incoming.unlocking import NOT_LOCKED, StaysLockedError, unlock

    passwords = known if known is not None else _asked(session, path)
    with told_of_record():
        try:
            copy = unlock(survey, path, passwords)
        except StaysLockedError as error:
            session.console.note(error.why)
            return 1
        except NotDoneError as error:
            session.console.note(error.why)
            return 3
    if copy is None:
        session.console.say(NOT_LOCKED.fill(file=path.name))
    else:
        _say_done(session, path, copy)
    return 0


def _say_done(session: Session, path: Path, copy: Copy) -> None:
    session.console.say(_DONE.fill(file=path.name, copy=copy.path, aside=copy.set_aside))
    if copy.still_locked:
        session.console.say(_STILL.fill(count=copy.still_locked))


def _asked(session: Session, path: Path) -> Iterator[str]:
    """The password, from whoever sits there; behind a pipe the next line of it."""
    question = _ASK.fill(file=path.name)
    at_hand = sys.stdin.isatty()
    password = asked_secretly(session.console, question) if at_hand else sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise Stop(1, _NO_PASSWORD)
    yield password


def _passwords(path: Path) -> list[str]:
    passwords = [line for line in read_handwritten(path).splitlines() if line]
    if not passwords:
        raise Stop(1, _NO_PASSWORD)
    return passwords
