"""What became of each message in a run, with a sentence for the secretariat."""

from __future__ import annotations

from dataclasses import dataclass

from survey_tool.post.letters.drafts import Draft
from survey_tool.post.sending.journal import JournalEntry
from survey_tool.post.sending.refusals import sentences
from survey_tool.wording.words import Words

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
    "{prefecture}：サーバーはメールを受け付けましたが、そのことを送信記録に書き込めませんでした（{reason}）。",
    "{prefecture}: the server accepted the message, but the journal could not be written ({reason}).",
)
ASSUME = Words(
    "原因を取り除いた後、--assume-sent {id} を付けて、もう一度実行してください。",
    "Remove the cause, then run again with --assume-sent {id}.",
)


@dataclass(frozen=True, slots=True)
class Sent:
    """The server has accepted the message for every addressee."""

    draft: Draft
    sentence: Words


@dataclass(frozen=True, slots=True)
class Planned:
    """In a dry run: the server would take the message for every addressee. Nothing was sent."""

    draft: Draft
    sentence: Words


@dataclass(frozen=True, slots=True)
class Skipped:
    """The message had been sent before."""

    draft: Draft
    sentence: Words


@dataclass(frozen=True, slots=True)
class Undecided:
    """The message may have been sent: someone has to decide. Nothing else is sent before that."""

    draft: Draft
    sentence: Words


@dataclass(frozen=True, slots=True)
class Refused:
    """The message was not sent, and the run ends; no draft where nothing could be sent at all."""

    draft: Draft | None
    sentence: Words


Outcome = Sent | Planned | Skipped | Undecided | Refused


def sent(draft: Draft) -> Sent:
    """The server has accepted `draft`."""
    return Sent(draft, SENT.fill(**_whom(draft)))


def planned(draft: Draft) -> Planned:
    """The server would accept `draft`."""
    return Planned(draft, PLANNED.fill(**_whom(draft)))


def skipped(draft: Draft, entry: JournalEntry) -> Skipped:
    """`draft` was sent before, as `entry` tells; says so if it has changed since."""
    already = SKIPPED.fill(prefecture=draft.letter.prefecture, at=_minute(entry))
    if entry.message_id == draft.message_id:
        return Skipped(draft, already)
    return Skipped(draft, sentences(already, CHANGED.fill(number=draft.letter.number + 1)))


def undecided(draft: Draft, entry: JournalEntry) -> Undecided:
    """`draft` was being sent when `entry` was written, and nothing is known since."""
    where = {"prefecture": draft.letter.prefecture, "at": _minute(entry), "recipients": ", ".join(entry.to)}
    return Undecided(draft, sentences(UNDECIDED.fill(id=entry.id, **where), DECIDE.fill(id=entry.id)))


def accepted_unwritten(draft: Draft, reason: str) -> Undecided:
    """The server has accepted `draft`, and this could not be written down."""
    accepted = ACCEPTED_UNWRITTEN.fill(prefecture=draft.letter.prefecture, reason=reason)
    return Undecided(draft, sentences(accepted, ASSUME.fill(id=draft.letter.id)))


def refused(draft: Draft | None, why: Words) -> Refused:
    """`draft` was not sent, because of `why`."""
    return Refused(
        draft, Words(f"{draft.letter.prefecture.ja}：", f"{draft.letter.prefecture.en}: ") + why if draft else why
    )


def _whom(draft: Draft) -> dict[str, object]:
    return {"prefecture": draft.letter.prefecture, "recipients": ", ".join(draft.recipients)}


def _minute(entry: JournalEntry) -> str:
    return f"{entry.at:%Y-%m-%d %H:%M}"
