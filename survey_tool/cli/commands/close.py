"""`survey-tool close`: the end of a round."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from survey_tool.cli.console.asking import asked
from survey_tool.cli.console.help import Command
from survey_tool.cli.console.parameters import Argument, Option
from survey_tool.cli.console.record import read_history, told_of_record
from survey_tool.cli.console.returns import collect_returns
from survey_tool.cli.console.session import Session, Stop
from survey_tool.cli.console.usage import BadValue
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.post.record.history import History
    from survey_tool.post.rounds.closing import Closing
    from survey_tool.reference.survey import Survey

_ABOUT = Words(
    "調査を終了し、個人情報を含むファイルのうち、提出された調査票、修正用調査票、送付した調査票、メールの下書き、確認結果及び提出状況のファイルと、"
    "記録の備考及び記録者を削除します。公表物、件数及びファイルのハッシュ値は残ります。連絡先の一覧も、次回に使用するため残ります。\n"
    "削除するものを表示し、確認してから削除します。次回の調査票に回答を転記する場合は、先に generate --previous を実行してください。",
    "Ends a round: removes what is personal (returned forms, correction copies, forms that went out, drafts, reports) and blanks the "
    "columns detail and by of the record. The release, counts and hashes stay; so does the list of contacts, for the next round.\n"
    "Lists what goes, and asks first. Where next round's forms are to hold the answers, run generate --previous before.",
)
_ROUND = Words("終了する調査名（例：2026）", "The round to end, such as 2026")
_YES = Words("確認せずに削除します。", "Do not ask.")
_OTHER_ROUND = Words("この作業フォルダの調査は「{round}」です。", "The round of this folder is {round}.")
_INDENTED = Words("  {line}", "  {line}")
_ASK = Words("削除しますか。元に戻すことはできません。", "Remove all this? It cannot be undone.")
_NOT_ASKED = Words(
    "削除していません。確認できないため、--yes を付けて実行してください。",
    "Nothing was removed: nobody could be asked. Add --yes.",
)
_LEFT = Words("削除していません。", "Nothing was removed.")


@click.command(cls=Command, words=_ABOUT)
@click.argument("round_name", cls=Argument, metavar="ROUND", words=_ROUND)
@click.option("--yes", cls=Option, is_flag=True, words=_YES)
@click.pass_obj
def command(session: Session, round_name: str, yes: bool) -> int:
    """Lists, asks, removes."""
    from survey_tool.post.rounds.closing import CLOSED, FIRST, close_round, to_be_closed

    survey = session.survey()
    if round_name != survey.round.name:
        raise BadValue(_OTHER_ROUND.fill(round=survey.round.name))
    history = _say_behind(session, survey)
    closing = to_be_closed(survey)
    _say(session, survey, closing)
    if not yes:
        if survey.submissions.is_dir():
            session.console.note(FIRST)
        _ask(session)
    with told_of_record():
        close_round(survey, closing, history)
    session.console.say(CLOSED.fill(round=round_name, count=closing.count))
    return 0


def _say_behind(session: Session, survey: Survey) -> History:
    """Says that the release lacks something of what came back, for which that has to be read; gives what the record tells then."""
    from survey_tool.post.status.release_behind import behind_in_words, is_written

    recorded = session.recorded
    if recorded is None or recorded.closed_on or not is_written(survey, recorded):
        return read_history(session, survey)
    collected, history = collect_returns(session, survey)
    if behind := behind_in_words(survey, collected, history):
        session.console.note(behind)
    return history


def _say(session: Session, survey: Survey, closing: Closing) -> None:
    from survey_tool.post.rounds.closing import GOES, NOTHING_PUBLISHED, STAYS, goes_in_words, stays_in_words

    if not survey.published.is_dir():
        session.console.note(NOTHING_PUBLISHED.fill(folder=survey.published))
    session.console.say(GOES, *(_INDENTED.fill(line=each) for each in goes_in_words(survey, closing)))
    if closing.staying:
        session.console.say(STAYS, *(_INDENTED.fill(line=each) for each in stays_in_words(survey, closing)))


def _ask(session: Session) -> None:
    """Raises `Stop` unless somebody agrees."""
    if not sys.stdin.isatty():
        raise Stop(2, _NOT_ASKED)
    agreed = asked(session.console, _ASK)
    if agreed is None:
        raise Stop(2, _NOT_ASKED)
    if not agreed:
        raise Stop(2, _LEFT)
