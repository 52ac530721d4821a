"""Sends drafts one at a time, each addressee exactly once whatever interrupts the run.

The journal tells before and after each message what is about to happen and what has. A run that is started again leaves
out what was sent. Where it cannot know (the tool stopped after a message had left and before the answer was written
down), it says so and sends nothing until someone has decided.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from smtplib import SMTP
from types import FrameType

from survey_tool.post.letters.drafts import Draft
from survey_tool.post.sending import outcomes
from survey_tool.post.sending.journal import (
    Event,
    Journal,
    JournalEntry,
    JournalFileError,
    delivery,
    now,
    open_journal,
    read_journal,
)
from survey_tool.post.sending.outcomes import Outcome
from survey_tool.post.sending.smtp import Login, RefusedError, UncertainError, connected, hand_over, login_from, offer
from survey_tool.post.sending.troubles import explain
from survey_tool.settings.mail_server import SmtpServer
from survey_tool.wording.words import Words

Clock = Callable[[], datetime]

NOT_AMONG = Words(
    "{id} は、今回送信するメールの中にありません。", "{id} is not among the messages that are to be sent."
)
BOTH = Words(
    "{id} に --resend と --assume-sent の両方が指定されています。いずれか一方を指定してください。",
    "{id} is given with both --resend and --assume-sent. Please give one of them.",
)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided about messages of which it is not known whether they were sent, by id.

    `assume_sent` also takes messages that went out in another way. `resend` does nothing to a message that was sent
    since, so that the same command can be run again.
    """

    resend: frozenset[str] = frozenset()
    assume_sent: frozenset[str] = frozenset()


NOTHING_DECIDED = Decisions()


def send(
    drafts: Sequence[Draft],
    server: SmtpServer,
    log_path: Path,
    *,
    dry_run: bool = False,
    decisions: Decisions = NOTHING_DECIDED,
    environment: Mapping[str, str] = os.environ,
    clock: Clock = now,
) -> Generator[Outcome, None, None]:
    """Sends `drafts` one after the other, and tells what became of each as it happens.

    Stops at the first that is refused. In a dry run nothing is written or sent, and the server is asked about every
    addressee. `clock` gives the time with its offset. Errors of the server and the journal are outcomes, not raised.
    """
    ids = {draft.letter.id for draft in drafts}
    if len(ids) < len(drafts):
        raise ValueError("the same letter twice among the drafts")
    if objections := _objections(ids, decisions):
        yield from (outcomes.refused(None, objection) for objection in objections)
        return
    try:
        login = login_from(environment)
        if dry_run:
            yield from _rehearse(drafts, server, login, read_journal(log_path), decisions, clock)
            return
        with open_journal(log_path) as journal:
            for entry in _decided(drafts, journal.last, decisions, clock):
                journal.write(entry)
            yield from _send(drafts, server, login, journal, clock)
    except Exception as error:
        yield outcomes.refused(None, _explained(error, server))


def _objections(ids: set[str], decisions: Decisions) -> list[Words]:
    unknown = sorted((decisions.resend | decisions.assume_sent) - ids)
    twice = sorted(decisions.resend & decisions.assume_sent)
    return [NOT_AMONG.fill(id=each) for each in unknown] + [BOTH.fill(id=each) for each in twice]


def _decided(
    drafts: Sequence[Draft], last: Mapping[str, JournalEntry], decisions: Decisions, clock: Clock
) -> list[JournalEntry]:
    """The lines of the journal that the decisions make."""
    entries = []
    for draft in drafts:
        stands = delivery(last.get(draft.letter.id))
        if draft.letter.id in decisions.assume_sent and stands != "sent":
            entries.append(_entry("assumed-sent", draft, clock))
        elif draft.letter.id in decisions.resend and stands == "undecided":
            entries.append(_entry("resend", draft, clock))
    return entries


def _known(drafts: Sequence[Draft], last: Mapping[str, JournalEntry]) -> tuple[list[Outcome], list[Draft]]:
    """What can be told without sending, and what is to be sent: nothing while a message is undecided."""
    before = [(draft, last[draft.letter.id]) for draft in drafts if draft.letter.id in last]
    unclear = [outcomes.undecided(*each) for each in before if delivery(each[1]) == "undecided"]
    if unclear:
        return unclear, []
    done = [outcomes.skipped(*each) for each in before if delivery(each[1]) == "sent"]
    return done, [draft for draft in drafts if delivery(last.get(draft.letter.id)) == "open"]


def _send(
    drafts: Sequence[Draft], server: SmtpServer, login: Login | None, journal: Journal, clock: Clock
) -> Iterator[Outcome]:
    known, waiting = _known(drafts, journal.last)
    yield from known
    if not waiting:
        return
    with connected(server, login) as smtp:
        for draft in waiting:
            outcome = _deliver(smtp, draft, server, journal, clock)
            yield outcome
            if outcome.fate != "sent":
                return


def _rehearse(
    drafts: Sequence[Draft],
    server: SmtpServer,
    login: Login | None,
    last: Mapping[str, JournalEntry],
    decisions: Decisions,
    clock: Clock,
) -> Iterator[Outcome]:
    decided = {entry.id: entry for entry in _decided(drafts, last, decisions, clock)}
    known, waiting = _known(drafts, {**last, **decided})
    yield from known
    if not waiting:
        return
    with connected(server, login) as smtp:
        for draft in waiting:
            try:
                offer(smtp, draft.sender, draft.recipients, len(draft.as_sent(clock())))
                smtp.rset()
                yield outcomes.planned(draft)
            except RefusedError as error:
                yield outcomes.refused(draft, _explained(error, server))


def _deliver(smtp: SMTP, draft: Draft, server: SmtpServer, journal: Journal, clock: Clock) -> Outcome:
    message = draft.as_sent(clock())
    with ExitStack() as stack:

        def about_to_end() -> None:
            stack.enter_context(_interruption_held_back())
            journal.write(_entry("sending", draft, clock))

        try:
            offer(smtp, draft.sender, draft.recipients, len(message))
            reply = hand_over(smtp, message, about_to_end)
        except UncertainError:
            return outcomes.undecided(draft, journal.last[draft.letter.id])
        except RefusedError as error:
            journal.write(_entry("refused", draft, clock, str(error)))
            return outcomes.refused(draft, _explained(error, server))
        except Exception as error:
            return outcomes.refused(draft, _explained(error, server))
        try:
            journal.write(_entry("sent", draft, clock, reply))
        except JournalFileError as error:
            return outcomes.accepted_unwritten(draft, str(error))
    return outcomes.sent(draft)


def _explained(error: Exception, server: SmtpServer) -> Words:
    """The sentence for `error`; raises it again where it is no matter of sending."""
    why = explain(error, server)
    if why is None:
        raise error
    return why


def _entry(event: Event, draft: Draft, clock: Clock, reply: str = "") -> JournalEntry:
    return JournalEntry(
        at=clock(), event=event, id=draft.letter.id, message_id=draft.message_id, to=draft.recipients, reply=reply
    )


@contextmanager
def _interruption_held_back() -> Iterator[None]:
    """Ctrl-C waits until a message that is on its way is written down; a second Ctrl-C does not wait."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []

    def hold(number: int, _frame: FrameType | None) -> None:
        if held:
            raise KeyboardInterrupt
        held.append(number)

    previous = signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
    if held:
        signal.raise_signal(signal.SIGINT)
