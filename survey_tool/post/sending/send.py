"""Sends drafts one at a time, each addressee exactly once whatever interrupts the run.

The record tells before and after each message what is about to happen and what has. A run that is started again leaves
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
from survey_tool.post.record.keeping import RecordFileError, append, read_record, sending_alone
from survey_tool.post.record.letters import delivery, mailed, of_letters
from survey_tool.post.record.line import Line, What, now, somebody, standing
from survey_tool.post.sending import outcomes
from survey_tool.post.sending.outcomes import Outcome
from survey_tool.post.sending.smtp import Login, RefusedError, UncertainError, connected, hand_over, login_from, offer
from survey_tool.post.sending.troubles import explain
from survey_tool.settings.mail_server import SmtpServer
from survey_tool.wording.handwritten import MistakesError
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
    record: Path,
    *,
    dry_run: bool = False,
    decisions: Decisions = NOTHING_DECIDED,
    environment: Mapping[str, str] = os.environ,
    clock: Clock = now,
) -> Generator[Outcome, None, None]:
    """Sends `drafts` one after the other, and tells what became of each as it happens.

    Stops at the first that is refused. In a dry run nothing is written or sent, and the server is asked about every
    addressee. `clock` gives the time with its offset. Errors of the server and the record are outcomes, not raised.
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
            yield from _rehearse(drafts, server, login, _told_of(drafts, record), decisions, clock)
            return
        with sending_alone(record):
            book = _Book(record, _told_of(drafts, record))
            for line in _decided(drafts, book.last, decisions, clock):
                book.write(line)
            yield from _send(drafts, server, login, book, clock)
    except Exception as error:
        yield outcomes.refused(None, _explained(error, server))


@dataclass(slots=True)
class _Book:
    """The record while letters go out; `last` is what happened last to each, by id."""

    path: Path
    last: dict[str, Line]

    def write(self, line: Line) -> None:
        """Returns when the line is on the disk. Raises as `append` does."""
        (written,) = append(self.path, [line])
        self.last[written.subject] = written


def _told_of(drafts: Sequence[Draft], record: Path) -> dict[str, Line]:
    """What the record tells of the letters. Raises `MistakesError` where a line of it cannot be read: it may tell of one."""
    read = read_record(record)
    if read.mistakes:
        raise MistakesError(read.mistakes)
    return of_letters(line for name in {each.letter.round for each in drafts} for line in standing(read.lines, name))


def _objections(ids: set[str], decisions: Decisions) -> list[Words]:
    unknown = sorted((decisions.resend | decisions.assume_sent) - ids)
    twice = sorted(decisions.resend & decisions.assume_sent)
    return [NOT_AMONG.fill(id=each) for each in unknown] + [BOTH.fill(id=each) for each in twice]


def _decided(drafts: Sequence[Draft], last: Mapping[str, Line], decisions: Decisions, clock: Clock) -> list[Line]:
    """The lines of the record that the decisions make."""
    lines = []
    for draft in drafts:
        stands = delivery(last.get(draft.letter.id))
        if draft.letter.id in decisions.assume_sent and stands != "sent":
            lines.append(_line("sent", draft, clock))
        elif draft.letter.id in decisions.resend and stands == "undecided":
            lines.append(_line("to-resend", draft, clock))
    return lines


def _known(drafts: Sequence[Draft], last: Mapping[str, Line]) -> tuple[list[Outcome], list[Draft]]:
    """What can be told without sending, and what is to be sent: nothing while a message is undecided."""
    before = [(draft, last[draft.letter.id]) for draft in drafts if draft.letter.id in last]
    unclear = [outcomes.undecided(*each) for each in before if delivery(each[1]) == "undecided"]
    if unclear:
        return unclear, []
    done = [outcomes.skipped(*each) for each in before if delivery(each[1]) == "sent"]
    return done, [draft for draft in drafts if delivery(last.get(draft.letter.id)) == "open"]


def _send(
    drafts: Sequence[Draft], server: SmtpServer, login: Login | None, book: _Book, clock: Clock
) -> Iterator[Outcome]:
    known, waiting = _known(drafts, book.last)
    yield from known
    if not waiting:
        return
    with connected(server, login) as smtp:
        for draft in waiting:
            outcome = _deliver(smtp, draft, server, book, clock)
            yield outcome
            if outcome.fate != "sent":
                return


def _rehearse(
    drafts: Sequence[Draft],
    server: SmtpServer,
    login: Login | None,
    last: Mapping[str, Line],
    decisions: Decisions,
    clock: Clock,
) -> Iterator[Outcome]:
    decided = of_letters(_decided(drafts, last, decisions, clock))
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


def _deliver(smtp: SMTP, draft: Draft, server: SmtpServer, book: _Book, clock: Clock) -> Outcome:
    message = draft.as_sent(clock())
    with ExitStack() as stack:

        def about_to_end() -> None:
            stack.enter_context(_interruption_held_back())
            book.write(_line("sending", draft, clock))

        try:
            offer(smtp, draft.sender, draft.recipients, len(message))
            reply = hand_over(smtp, message, about_to_end)
        except UncertainError:
            return outcomes.undecided(draft, book.last[draft.letter.id])
        except RefusedError as error:
            book.write(_line("refused", draft, clock, str(error)))
            return outcomes.refused(draft, _explained(error, server))
        except Exception as error:
            return outcomes.refused(draft, _explained(error, server))
        try:
            book.write(_line("sent", draft, clock, reply))
        except RecordFileError as error:
            return outcomes.accepted_unwritten(draft, str(error))
    return outcomes.sent(draft)


def _explained(error: Exception, server: SmtpServer) -> Words:
    """The sentence for `error`; raises it again where it is no matter of sending."""
    why = explain(error, server)
    if why is None:
        raise error
    return why


def _line(what: What, draft: Draft, clock: Clock, reply: str = "") -> Line:
    letter = draft.letter
    return Line(
        at=clock(),
        round=letter.round,
        prefecture=letter.prefecture_code,
        what=what,
        subject=letter.id,
        detail=mailed(draft.recipients, draft.message_id, reply),
        by=somebody(),
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
