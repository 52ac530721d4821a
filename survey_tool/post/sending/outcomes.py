"""What became of each message in a run, with a sentence for the secretariat."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from survey_tool.post.letters.drafts import Draft
from survey_tool.post.record.letters import message_id, recipients
from survey_tool.post.record.line import Line
from survey_tool.post.record.troubles import LOST
from survey_tool.post.sending.smtp import RefusedError
from survey_tool.post.sending.troubles import refused_recipient, sentences
from survey_tool.wording.words import NOTHING, Words

PLANNED = Words(
    "{prefecture}：送信できます（宛先：{recipients}）。", "{prefecture}: ready to be sent (to {recipients})."
)
SENT = Words("{prefecture}：送信しました（宛先：{recipients}）。", "{prefecture}: sent (to {recipients}).")
SKIPPED = Words("{prefecture}：{at}に送信済みです。", "{prefecture}: already sent on {at}.")
CHANGED = Words(
    "その後、本文、宛先又は添付ファイルが変わっています（改めて送る場合は --number {number}）。",
    "Its text, addressees or attachment have changed since (to send it once more: --number {number}).",
)
UNDECIDED = Words(
    "{prefecture}：{at}の送信が途中で中断しており、届いたかどうかを確認できません（{id}、宛先：{recipients}）。",
    "{prefecture}: sending was interrupted on {at} and the message may have arrived ({id}, to {recipients}).",
)
DECIDE = Words(
    "サーバーの記録又は宛先に確認し、届いているかどうかを指定してください（届いている場合は --assume-sent {id}、"
    "届いていない場合は --resend {id}）。",
    "Ask the server's log or the addressee, then say which it is (--assume-sent {id} if it arrived, --resend {id} if not).",
)
UNRECORDED = LOST + Words(
    "次の都道府県には、既に送信したかどうかを確認できないため、送信していません：{names}。",
    " Nothing was sent, because it is not known whether these were written to before: {names}.",
)
RESTORE = Words(
    "記録（record.csv）の最新の控えがある場合は、元に戻してから、もう一度送信してください。控えがない場合は、送信済みの都道府県を記録し"
    "（survey-tool record sent {kind} 都道府県 …）、残りは、送信していないものとして送信してください（--resend all。"
    "1通ずつ指定する場合は --resend {id}）。",
    "If there is a newer copy of the record (record.csv), restore it and send again. If not, note those that were written to (survey-tool record "
    "sent {kind} PREFECTURE …), and send the others as not sent before (--resend all; one by one, such as --resend {id}).",
)
ACCEPTED_UNWRITTEN = Words(
    "{prefecture}：サーバーはメールを受け付けましたが、そのことを記録に書き込めませんでした（{reason}）。",
    "{prefecture}: the server accepted the message, but the record could not be written ({reason}).",
)
POSTPONED = Words(
    "{prefecture}：メールサーバーが今は受け付けないため、他のメールの後でもう一度送信します（{reason}）。",
    "{prefecture}: not accepted for the moment, tried again after the others ({reason}).",
)
WAITING = Words(
    "受け付けられなかったメールが{count}件あるため、{minutes}分後にもう一度送信します。"
    "中断しても、もう一度送信すると、残りのメールから再開します。",
    "Not accepted for the moment: {count}; tried again in {minutes} min. After an interruption, sending again goes on with what is left.",
)
LACKING = Words("写しは送信していません。", "It got no copy.")
ASSUME = Words(
    "原因を取り除いた後、届いたことを指定して、もう一度送信してください（--assume-sent {id}）。",
    "Remove the cause, then send again and say that it arrived (--assume-sent {id}).",
)


Fate = Literal["sent", "planned", "skipped", "undecided", "refused", "postponed"]
"""`sent`: the server has accepted the message for every addressee. `planned`: in a dry run, it would. `skipped`: it was
sent before. `undecided`: it may have been sent, and nothing else is before someone has decided. `refused`: it was not.
`postponed`: it was not, and is tried again after the others."""
FAILURES: frozenset[Fate] = frozenset({"undecided", "refused"})
DONE: tuple[Fate, ...] = ("sent", "planned", "skipped")
"""After these nothing is left to be done about a letter."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message, in a sentence; no draft where nothing could be sent at all."""

    fate: Fate
    draft: Draft | None
    sentence: Words


def sent(draft: Draft, lacking: Collection[RefusedError] = ()) -> Outcome:
    """The server has accepted `draft`, but for those copies that it refused."""
    return Outcome("sent", draft, _with_lacking(SENT, draft, lacking))


def planned(draft: Draft, lacking: Collection[RefusedError] = ()) -> Outcome:
    """The server would accept `draft`, but for those copies."""
    return Outcome("planned", draft, _with_lacking(PLANNED, draft, lacking))


def postponed(draft: Draft, reason: Words | str) -> Outcome:
    """`draft` was not accepted for the moment."""
    return Outcome("postponed", draft, POSTPONED.fill(prefecture=draft.letter.prefecture, reason=reason))


def waiting(count: int, seconds: float) -> Outcome:
    """So many are tried again after a while."""
    return Outcome("postponed", None, WAITING.fill(count=count, minutes=max(1, round(seconds / 60))))


def skipped(draft: Draft, line: Line) -> Outcome:
    """`draft` was sent before, as `line` tells; says so if it has changed since."""
    already = SKIPPED.fill(prefecture=draft.letter.prefecture, at=_minute(line))
    if message_id(line) not in (draft.message_id, None):
        already = sentences(already, CHANGED.fill(number=draft.letter.number + 1))
    return Outcome("skipped", draft, already)


def undecided(draft: Draft, line: Line) -> Outcome:
    """`draft` was being sent when `line` was written, and nothing is known since."""
    where = {"prefecture": draft.letter.prefecture, "at": _minute(line), "recipients": recipients(line)}
    return Outcome(
        "undecided", draft, sentences(UNDECIDED.fill(id=line.subject, **where), DECIDE.fill(id=line.subject))
    )


def unrecorded(drafts: Sequence[Draft]) -> Outcome:
    """Of `drafts` a record that was lost may have told that they were sent."""
    names = Words.listed(each.letter.prefecture for each in drafts)
    first = drafts[0].letter
    return Outcome(
        "undecided", None, sentences(UNRECORDED.fill(names=names), RESTORE.fill(kind=first.kind, id=first.id))
    )


def accepted_unwritten(draft: Draft, reason: str) -> Outcome:
    """The server has accepted `draft`, and this could not be written down."""
    accepted = ACCEPTED_UNWRITTEN.fill(prefecture=draft.letter.prefecture, reason=reason)
    return Outcome("undecided", draft, sentences(accepted, ASSUME.fill(id=draft.letter.id)))


def refused(draft: Draft | None, why: Words) -> Outcome:
    """`draft` was not sent, because of `why`; without a draft nothing is."""
    whose = Words(f"{draft.letter.prefecture.ja}：", f"{draft.letter.prefecture.en}: ") if draft else NOTHING
    return Outcome("refused", draft, whose + why)


def _with_lacking(done: Words, draft: Draft, lacking: Collection[RefusedError]) -> Words:
    without = {each.recipient for each in lacking}
    reached = ", ".join(each for each in draft.recipients if each not in without)
    told = [done.fill(prefecture=draft.letter.prefecture, recipients=reached)]
    for each in lacking:
        told += (refused_recipient(each, draft.from_form), LACKING)
    return sentences(*told)


def _minute(line: Line) -> str:
    return f"{line.at:%Y-%m-%d %H:%M}"
