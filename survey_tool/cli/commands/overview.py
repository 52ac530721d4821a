"""`survey-tool` alone: where the round stands and which command comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey_tool.cli.console.output import Console
from survey_tool.cli.console.returns import collect_returns
from survey_tool.cli.console.session import Session, today
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected
    from survey_tool.post.record.history import History
    from survey_tool.post.status.round_status import RoundStatus
    from survey_tool.reference.survey import Survey

_ROUND = Words("{round}年度調査　回答期限：{deadline}（{left}）", "Survey {round}. Deadline: {deadline} ({left}).")
_TOTALS = Words("{total}団体：{states}　事例{cases}件", "{total} prefectures: {states}. Cases: {cases}.")
_UNREADABLE = Words("読み取ることができないファイル：{files}", "Files that cannot be read: {files}")
_STRANGERS = Words("調査票ではないファイル：{files}", "Files that are no form of this survey: {files}")
_NEXT = Words("次に行うこと", "Next")
_STEP = Words("  {command}　{why}", "  {command}  {why}")
_TO_DO = Words("  ・{why}", "  - {why}")
_NOT_BEGUN = Words(
    "このフォルダでは、まだ調査を始めていません（survey.toml がありません。）。作業フォルダが別にある場合は、そのフォルダで実行してください。",
    "No round has been begun in this folder yet (there is no survey.toml). If it lies in another one, run this there.",
)
_FOLLOW = Words(
    "  survey-tool init --from 前回の作業フォルダ　2回目以降の調査では、前回の連絡先、事務局、設定などを引き継ぎます。",
    "  survey-tool init --from FOLDER  If there was a round before: contacts, secretariat and settings of its folder come along.",
)
_ALL_COMMANDS = Words("全てのコマンドは survey-tool --help で表示します。", "survey-tool --help lists all commands.")


def show_overview(session: Session) -> int:
    """Says how the round stands, in a few lines."""
    from survey_tool.post.status.round_status import round_status

    if say_how_to_begin(session):
        return 0
    survey = session.survey()
    if say_closed(session):
        return 0
    collected, history = collect_returns(session, survey)
    status = round_status(survey, collected, today())
    say_totals(session.console, status)
    say_next(session.console, survey, collected, status, history)
    session.console.say("", _ALL_COMMANDS)
    return 0


def say_how_to_begin(session: Session) -> bool:
    """Says how a round begins, where nothing of one is in the folder: it has no deadline and asks nobody yet."""
    from survey_tool.post.status.next_step import BEGIN
    from survey_tool.reference.folders import has_begun

    session.see_that_it_is_a_folder()
    if has_begun(session.workspace):
        return False
    init = _STEP.fill(command=f"survey-tool {BEGIN.command}", why=BEGIN.why)
    session.console.say(_NOT_BEGUN, "", _NEXT, init, _FOLLOW, "", _ALL_COMMANDS)
    return True


def say_closed(session: Session) -> bool:
    """Says that the round was closed, where it was: what came back is gone, and nothing is to be asked of anybody."""
    from survey_tool.post.record.closed import closed_in_words

    told = closed_in_words(session.recorded) if session.recorded else None
    if told:
        session.console.say(told)
    return bool(told)


def say_totals(console: Console, status: RoundStatus) -> None:
    """The round, its deadline, and how many prefectures are in which state."""
    from survey_tool.post.status.states import STATE_LABELS
    from survey_tool.wording.days import day_in_words

    counted = [(STATE_LABELS[state], count) for state, count in status.totals.items() if count]
    states = Words(
        "、".join(f"{label.ja}{count}" for label, count in counted),
        ", ".join(f"{label.en.lower()} {count}" for label, count in counted),
    )
    console.say(
        _ROUND.fill(round=status.round, deadline=day_in_words(status.deadline), left=status.left),
        _TOTALS.fill(total=len(status.prefectures), states=states, cases=status.cases),
    )
    settled = {name for each in status.prefectures if each.state != "not_returned" for name in each.strangers}
    strangers = [name for name in status.strangers if name not in settled]  # the form came as well
    for words, files in ((_UNREADABLE, status.unreadable), (_STRANGERS, strangers)):
        if files:
            console.say(words.fill(files=Words.listed(files)))


def say_next(console: Console, survey: Survey, collected: Collected, status: RoundStatus, history: History) -> None:
    """What to do next, the most pressing first."""
    from survey_tool.post.status.next_step import next_steps

    console.say("", _NEXT)
    for step in next_steps(survey, collected, status, history):
        command = f"survey-tool {step.command}"
        console.say((_STEP if step.command else _TO_DO).fill(command=command, why=step.why))
