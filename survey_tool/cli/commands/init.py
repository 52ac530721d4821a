"""`survey-tool init`: a workspace for a new round."""

from __future__ import annotations

from pathlib import Path

import click

from survey_tool.cli.console.help import Command
from survey_tool.cli.console.parameters import Argument, Option
from survey_tool.cli.console.session import Session
from survey_tool.cli.console.usage import a_path
from survey_tool.wording.words import Words

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
@click.pass_obj
def command(session: Session, folder: Path | None, letters: bool) -> int:
    """Writes what is not there yet."""
    from survey_tool.post.new_round import begin_round
    from survey_tool.reference.places import read_places

    # Who had to ask for Japanese would have to ask each time. English is not written down: forms and letters would be so too.
    stated = ("language",) if session.chosen == "ja" else ()
    begun = begin_round(folder or session.workspace, read_places(), session.language, letters=letters, stated=stated)
    session.console.say(
        *(_WRITTEN.fill(path=path) for path in begun.written), *(_KEPT.fill(path=path) for path in begun.kept), _NEXT
    )
    return 0
