"""What became of each message in a run, with a sentence for the secretariat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from survey_tool.post.letters.drafts import Draft
from survey_tool.post.record.letters import message_id, recipients
from survey_tool.post.record.line import Line
from survey_tool.post.sending.troubles import sentences
from survey_tool.wording.words import NOTHING, Words

PLANNED = Words(
    "{prefecture}：送信できます（宛先：{recipients}）。", "{prefecture}: ready to be sent (to {recipients})."
)
SENT = Words("{prefecture}：送信しました（宛先：{recipients}）。", "{prefecture}: sent (to {recipients}).")
SKIPPED = Words("{prefecture}：{at}に送信済みです。", "{prefecture}: already sent on {at}.")
CHANGED = Words(
    "その後、本文、宛先又は添付ファイルが変わっています。改めて送る場合は --number {number} を付けてください。",
    "Its text, addressees or attachment have changed since. To send it once more, add --number {number}.",
)
UNDECIDED = Words(
    "{prefecture}：{at}の送信が途中で中断しており、届いたかどうかを確認できません（{id}、宛先：{recipients}）。",
    "{prefecture}: sending was interrupted on {at} and the message may have arrived ({id}, to {recipients}).",
)
DECIDE = Words(
    "サーバーの記録又は宛先に確認し、届いている場合は --assume-sent {id}、"
    "届いていない場合は --resend {id} を付けて、もう一度実行してください。",
    "Ask the server's log or the addressee, then run again, "
    "with --assume-sent {id} if it arrived and with --resend {id} if not.",
)
ACCEPTED_UNWRITTEN = Words(
    "{prefecture}：サーバーはメールを受け付けましたが、そのことを記録に書き込めませんでした（{reason}）。",
    "{prefecture}: the server accepted the message, but the record could not be written ({reason}).",
)
ASSUME = Words(
    "原因を取り除いた後、--assume-sent {id} を付けて、もう一度実行してください。",
    "Remove the cause, then run again with --assume-sent {id}.",
)


Fate = Literal["sent", "planned", "skipped", "undecided", "refused"]
"""`sent`: the server has accepted the message for every addressee. `planned`: in a dry run, it would. `skipped`: it was
sent before. `undecided`: it may have been sent, and nothing else is before someone has decided. `refused`: it was not."""
FAILURES: frozenset[Fate] = frozenset({"undecided", "refused"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message, in a sentence; no draft where nothing could be sent at all."""

    fate: Fate
    draft: Draft | None
    sentence: Words


def sent(draft: Draft) -> Outcome:
    """The server has accepted `draft`."""
    return Outcome("sent", draft, SENT.fill(**_whom(draft)))


def planned(draft: Draft) -> Outcome:
    """The server would accept `draft`."""
    return Outcome("planned", draft, PLANNED.fill(**_whom(draft)))


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


def accepted_unwritten(draft: Draft, reason: str) -> Outcome:
    """The server has accepted `draft`, and this could not be written down."""
    accepted = ACCEPTED_UNWRITTEN.fill(prefecture=draft.letter.prefecture, reason=reason)
    return Outcome("undecided", draft, sentences(accepted, ASSUME.fill(id=draft.letter.id)))


def refused(draft: Draft | None, why: Words) -> Outcome:
    """`draft` was not sent, because of `why`, and the run ends."""
    whose = Words(f"{draft.letter.prefecture.ja}：", f"{draft.letter.prefecture.en}: ") if draft else NOTHING
    return Outcome("refused", draft, whose + why)


def _whom(draft: Draft) -> dict[str, object]:
    return {"prefecture": draft.letter.prefecture, "recipients": ", ".join(draft.recipients)}


def _minute(line: Line) -> str:
    return f"{line.at:%Y-%m-%d %H:%M}"
