"""Sends drafts one at a time, each addressee exactly once whatever interrupts the run.

What a server refuses for good costs that letter only. What it does not take for the moment (greylisting, too many at a time)
and what a lost connection cut off before its end comes again after the others, a few times, after a while. The run ends where
no letter could get through: no connection, no login, a sender that is never accepted, a record that cannot be written.

The record tells before and after each message what is about to happen and what has. A run that is started again leaves
out what was sent. Where it cannot know (the tool stopped after a message had left and before the answer was written
down), it says so and sends nothing until someone has decided.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from smtplib import SMTP
from types import FrameType
from typing import Literal

from survey_tool.post.letters.drafts import Draft
from survey_tool.post.record.keeping import RecordFileError, append, read_record, sending_alone
from survey_tool.post.record.letters import delivery, mailed, of_letters
from survey_tool.post.record.line import Delivery, Line, What, line_now, now, standing
from survey_tool.post.sending import outcomes
from survey_tool.post.sending.outcomes import Outcome
from survey_tool.post.sending.smtp import (
    LOST,
    Login,
    RefusedError,
    UncertainError,
    begin_anew,
    connected,
    hand_over,
    is_open,
    login_from,
    offer,
)
from survey_tool.post.sending.troubles import NOWHERE, explain
from survey_tool.settings.mail_server import SmtpServer
from survey_tool.wording.handwritten import MistakesError
from survey_tool.wording.words import Words

Clock = Callable[[], datetime]
Pause = Callable[[float], object]

PAUSES = (60.0, 300.0, 600.0)
"""Seconds after which what was not taken for the moment is tried again: greylists usually ask for one to five minutes."""
EVERY = "all"
"""In place of an id: every letter of the run that is undecided."""
NOT_AMONG = Words(
    "{id} は、今回送信するメールの中にありません。", "{id} is not among the messages that are to be sent."
)
BOTH = Words(
    "{id} に、届いているとの指定と届いていないとの指定の両方があります（--assume-sent、--resend）。いずれか一方を指定してください。",
    "{id} is said both to have arrived and not to (--assume-sent, --resend). Please say one of them.",
)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided about messages of which it is not known whether they were sent, by id.

    `assume_sent` also takes messages that went out in another way. `resend` does nothing to a message that was sent
    since, so that the same command can be run again. `EVERY` in one of them stands for all that is in neither.
    """

    resend: frozenset[str] = frozenset()
    assume_sent: frozenset[str] = frozenset()

    def about(self, id: str, stands: Delivery) -> What | None:
        """What the record is to say of a letter that stands so, if it was decided."""
        named = id in self.resend or id in self.assume_sent
        if stands != "sent" and (
            id in self.assume_sent or (not named and stands == "undecided" and EVERY in self.assume_sent)
        ):
            return "sent"
        if stands == "undecided" and (id in self.resend or (not named and EVERY in self.resend)):
            return "to-resend"
        return None


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
    pause: Pause = time.sleep,
    lost_record: bool = False,
) -> Generator[Outcome, None, None]:
    """Sends `drafts` one after the other, and tells what became of each as it happens.

    In a dry run nothing is written or sent, and the server is asked about every addressee. `clock` gives the time with its
    offset; `pause` waits so many seconds. With a `lost_record` a letter of which it tells nothing may have been sent. Errors of
    the server and the record are outcomes, not raised.
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
            book = _Book(record, _told_of(drafts, record), lost_record)
            yield from _Run(server, login, book, clock, pause).rehearsed(drafts, decisions)
            return
        with sending_alone(record):
            book = _Book(record, _told_of(drafts, record), lost_record)
            for line in _decided(drafts, book, decisions, clock):
                book.write(line)
            yield from _Run(server, login, book, clock, pause).sent(drafts)
    except Exception as error:
        yield outcomes.refused(None, _explained(error, server))


@dataclass(slots=True)
class _Book:
    """The record while letters go out; `last` is what happened last to each, by id. `lost`: there was one before it."""

    path: Path
    last: dict[str, Line]
    lost: bool = False

    def stands(self, draft: Draft) -> Delivery:
        """Whether a letter is still to be sent, was sent, or may have been."""
        line = self.last.get(draft.letter.id)
        return "undecided" if line is None and self.lost else delivery(line)

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
    unknown = sorted((decisions.resend | decisions.assume_sent) - ids - {EVERY})
    twice = sorted(decisions.resend & decisions.assume_sent)
    return [NOT_AMONG.fill(id=each) for each in unknown] + [BOTH.fill(id=each) for each in twice]


def _decided(drafts: Sequence[Draft], book: _Book, decisions: Decisions, clock: Clock) -> list[Line]:
    """The lines of the record that the decisions make."""
    said = [(draft, decisions.about(draft.letter.id, book.stands(draft))) for draft in drafts]
    return [_line(what, draft, clock) for draft, what in said if what]


def _known(drafts: Sequence[Draft], book: _Book) -> tuple[list[Outcome], list[Draft]]:
    """What can be told without sending, and what is to be sent: nothing while a message is undecided."""
    unclear = [draft for draft in drafts if book.stands(draft) == "undecided"]
    begun = [outcomes.undecided(draft, line) for draft in unclear if (line := book.last.get(draft.letter.id))]
    unrecorded = [draft for draft in unclear if draft.letter.id not in book.last]
    if unclear:
        return begun + ([outcomes.unrecorded(unrecorded)] if unrecorded else []), []
    done = [outcomes.skipped(draft, book.last[draft.letter.id]) for draft in drafts if book.stands(draft) == "sent"]
    return done, [draft for draft in drafts if book.stands(draft) == "open"]


@dataclass(frozen=True, slots=True)
class _Tried:
    """What became of a letter that was tried, and how it goes on: with the next one, with this one after the others, with all that
    are left later, not at all. `lost`: the connection was."""

    outcome: Outcome
    then: Literal["next", "this later", "all later", "end"] = "next"
    why: Words | str = ""
    lost: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    """All that a run needs beside its letters."""

    server: SmtpServer
    login: Login | None
    book: _Book
    clock: Clock
    pause: Pause

    def sent(self, drafts: Sequence[Draft]) -> Iterator[Outcome]:
        """Sends what is to be sent, and again what was not taken for the moment."""
        known, waiting = _known(drafts, self.book)
        yield from known
        for seconds in (*PAUSES, None):
            if waiting:
                waiting = yield from self._once(waiting, is_last=seconds is None)
            if waiting and seconds:
                yield outcomes.waiting(len(waiting), seconds)
                self.pause(seconds)

    def rehearsed(self, drafts: Sequence[Draft], decisions: Decisions) -> Iterator[Outcome]:
        """Asks the server about every addressee of what would be sent."""
        self.book.last.update(of_letters(_decided(drafts, self.book, decisions, self.clock)))
        known, waiting = _known(drafts, self.book)
        yield from known
        for smtp, draft in self._connected(deque(waiting)):
            try:
                size = len(draft.as_sent(self.clock()))
                lacking = offer(smtp, draft.sender, draft.recipients, size, draft.from_form)
                begin_anew(smtp)
                yield outcomes.planned(draft, lacking)
            except RefusedError as error:
                yield outcomes.refused(draft, _explained(error, self.server, draft))

    def _connected(self, left: deque[Draft]) -> Iterator[tuple[SMTP, Draft]]:
        """Each of the letters that are `left` with a connection, a new one where the server has hung up."""
        while left:
            with connected(self.server, self.login) as smtp:
                while left and is_open(smtp):
                    yield smtp, left.popleft()

    def _once(self, drafts: Sequence[Draft], *, is_last: bool) -> Generator[Outcome, None, list[Draft]]:
        """Tries each of the letters; gives those that are to be tried again, none where the run is at its end."""
        left, later, lost_before = deque(drafts), list[Draft](), False
        for smtp, draft in self._connected(left):
            tried = self._try(smtp, draft)
            ends = tried.then == "end" or (tried.lost and lost_before)
            lost_before = tried.lost
            if ends or is_last or tried.then == "next":
                yield tried.outcome
                if ends or tried.then == "all later":
                    return []
                continue
            later.append(draft)
            yield outcomes.postponed(draft, tried.why)
            if tried.then == "all later":
                later += left
                left.clear()
        return later

    def _try(self, smtp: SMTP, draft: Draft) -> _Tried:
        message = draft.as_sent(self.clock())
        with ExitStack() as stack:

            def about_to_end() -> None:
                stack.enter_context(_interruption_held_back())
                self.book.write(_line("sending", draft, self.clock))

            try:
                lacking = offer(smtp, draft.sender, draft.recipients, len(message), draft.from_form)
                reply = hand_over(smtp, message, about_to_end)
            except UncertainError:
                return _Tried(outcomes.undecided(draft, self.book.last[draft.letter.id]), "end")
            except RefusedError as error:
                return self._refused(draft, error)
            except Exception as error:
                lost = isinstance(error, LOST)
                why = _explained(error, self.server)
                return _Tried(outcomes.refused(draft, why), "this later" if lost else "end", why, lost)
            try:
                self.book.write(_line("sent", draft, self.clock, reply, {each.recipient for each in lacking}))
            except RecordFileError as error:
                return _Tried(outcomes.accepted_unwritten(draft, str(error)), "end")
        return _Tried(outcomes.sent(draft, lacking))

    def _refused(self, draft: Draft, error: RefusedError) -> _Tried:
        self.book.write(_line("refused", draft, self.clock, str(error)))
        refused = outcomes.refused(draft, _explained(error, self.server, draft))
        if error.of_every_message:
            return _Tried(refused, "end")
        if error.of_this_connection:
            return _Tried(refused, "all later", str(error))
        return _Tried(refused, "this later" if error.for_now else "next", str(error))


def _explained(error: Exception, server: SmtpServer, draft: Draft | None = None) -> Words:
    """The sentence for `error`; raises it again where it is no matter of sending."""
    why = explain(error, server, draft.from_form if draft else NOWHERE)
    if why is None:
        raise error
    return why


def _line(what: What, draft: Draft, clock: Clock, reply: str = "", without: Collection[str] = ()) -> Line:
    letter = draft.letter
    reached = [each for each in draft.recipients if each not in without]
    detail = mailed(reached, draft.message_id, reply)
    return line_now(letter.round, what, letter.prefecture_code, letter.id, detail, at=clock())


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
