"""`survey-tool init`: a workspace for a new round."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey_tool.cli.console.help import Command
from survey_tool.cli.console.parameters import Argument, Option
from survey_tool.cli.console.record import told_of_record
from survey_tool.cli.console.session import Session
from survey_tool.cli.console.usage import a_path
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.post.rounds.new_round import NewRound

_ABOUT = Words(
    "作業フォルダに、説明付きの設定ファイル（survey.toml）、連絡先の一覧（contacts.csv）及び3つのフォルダを作成します。\n"
    "既にあるファイルは変更しません。フォルダを指定しない場合は現在のフォルダに作成します。",
    "Writes commented settings (survey.toml), a list of contacts to fill in (contacts.csv) and the three folders.\n"
    "A file that is already there is left as it is. The current folder unless FOLDER is given.",
)
_FOLDER = Words("作業フォルダ。まだない場合は作成します。", "The round's folder; it is made where there is none.")
_LETTERS = Words(
    "メールの文面も、編集できるように letters フォルダに書き出します。",
    "Write the texts of the e-mails too, to be edited.",
)
_FROM = Words(
    "前回の作業フォルダ。連絡先、事務局、メールの文面及び設定を引き継ぎ、調査名と日付は空欄にします。",
    "Last round's folder: contacts, secretariat, letters and settings come along; name and days are left blank.",
)
_SET = Words(
    "survey.toml の空欄の項目（{keys}）を記入し、contacts.csv の宛先に変更がないか確認した後、"
    "survey-tool generate --previous を実行してください。",
    "Fill in what is blank in survey.toml ({keys}), look through the addressees in contacts.csv, then run "
    "survey-tool generate --previous.",
)
_WRITTEN = Words("作成しました：{path}", "Written: {path}")
_KEPT = Words("既にあるため変更していません：{path}", "Already there, left as it is: {path}")
_NEXT = Words(
    "survey.toml（調査名、期限、事務局）と contacts.csv（47都道府県の宛先）を編集した後、"
    "survey-tool generate を実行してください。",
    "Edit survey.toml (round, deadlines, secretariat) and contacts.csv (whom to write to), then run survey-tool generate.",
)


@click.command(cls=Command, words=_ABOUT)
@click.argument("folder", cls=Argument, metavar="[FOLDER]", required=False, type=a_path, words=_FOLDER)
@click.option("--letters", cls=Option, is_flag=True, words=_LETTERS)
@click.option("--from", "last", cls=Option, metavar="FOLDER", type=a_path, words=_FROM)
@click.pass_obj
def command(session: Session, folder: Path | None, letters: bool, last: Path | None) -> int:
    """Writes what is not there yet."""
    if folder is None:
        session.see_that_windows_went_nowhere()
    if last is not None:
        return _follow(session, folder or session.workspace, last)
    from survey_tool.post.rounds.new_round import begin_round
    from survey_tool.reference.places import read_places

    # Who had to ask for Japanese would have to ask each time. English is not written down: forms and letters would be so too.
    stated = ("language",) if session.chosen == "ja" else ()
    begun = begin_round(folder or session.workspace, read_places(), session.language, letters=letters, stated=stated)
    _say(session, begun, _NEXT)
    return 0


def _follow(session: Session, folder: Path, last: Path) -> int:
    from survey_tool.post.rounds.next_round import follow_round, set_each_round

    with told_of_record():
        begun = follow_round(folder, last)
    _say(session, begun, _SET.fill(keys=", ".join(set_each_round())))
    return 0


def _say(session: Session, begun: NewRound, after: Words) -> None:
    session.console.say(
        *(_WRITTEN.fill(path=path) for path in begun.written), *(_KEPT.fill(path=path) for path in begun.kept), after
    )
