"""A desk from its opening to its end: one a workspace, on this computer alone."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
import sys
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from survey_tool.desk.app import application
from survey_tool.desk.at_hand import Desk
from survey_tool.desk.guard.gate import KEY, LOCAL, new_key
from survey_tool.desk.guard.only_one import PULSE, AlreadyOpen, alone, still_open
from survey_tool.desk.round.now import Now
from survey_tool.desk.round.work import Explain, Works
from survey_tool.desk.troubles import explained
from survey_tool.desk.words import TEXTS
from survey_tool.intake.opening.reader import Readers
from survey_tool.post.acts import NotDoneError
from survey_tool.post.record.line import now
from survey_tool.wording.words import Language, Words

CLOSED = ".desk-closed"
"""Holds when the desk of a workspace was last closed, so that the next one can tell what is new."""
_GRACE = 3  # seconds for answers that are being given when the end comes
_BACKLOG = 64
_HEARS_AFTER = 0.5  # seconds


class PortTaken(Exception):
    """The port cannot be listened to."""

    def __init__(self, port: int, reason: OSError) -> None:
        self.port, self.reason = port, reason
        super().__init__(str(reason))


@dataclass(frozen=True)
class Opening:
    """How a desk is opened: `port` 0 takes any that is free. `announce` is told the address once it answers; `explain` puts what
    goes wrong unexpectedly into words."""

    workspace: Path
    language: Language
    port: int
    browser: bool
    announce: Callable[[str], None]
    explain: Explain
    today: Callable[[], dt.date]

    def explained(self, error: Exception) -> Sequence[Words]:
        """What could not be done, and why."""
        return explained(error, self.explain)


def serve(opening: Opening) -> None:
    """Serves until the page's button or Ctrl-C ends it, and every desk that was opened from it. Raises `AlreadyOpen`, `PortTaken`,
    `OSError`, `KeyboardInterrupt`."""
    others = _Others(opening)
    try:
        _serve(opening, others)
        others.join()
    except BaseException:
        others.end()
        others.join()
        raise


def _serve(opening: Opening, others: _Others) -> None:
    with ExitStack() as stack:
        listening = stack.enter_context(_listening(opening.port))
        port, key = listening.getsockname()[1], new_key()
        address = f"http://{LOCAL}:{port}/?{KEY}={key}"
        stack.enter_context(alone(opening.workspace, address))
        desk, readers = _desk(opening)
        stack.callback(readers.end)
        stack.callback(_note_the_end, opening.workspace)
        server = uvicorn.Server(_answering(application(desk, port, key, opening.explained)))
        desk.end = lambda: setattr(server, "should_exit", True)
        desk.open_beside = others.open
        others.ends.append(desk.end)
        over = Event()
        Thread(target=_keep_saying, args=(opening.workspace, over), daemon=True).start()
        stack.callback(over.set)
        stack.callback(desk.works.join)  # a letter that is on its way is written down first
        stack.callback(desk.works.stop)
        Thread(target=_read_ahead, args=(desk,), daemon=True).start()
        opening.announce(address)
        if opening.browser:
            show(address)
        server.run(sockets=[listening])


def _answering(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=_AtOnce,
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=_GRACE,
    )


class _AtOnce(H11Protocol):
    """No answer waits for the browser to acknowledge the last, which takes a twentieth of a second: asyncio sees to that by itself only
    where a connection is named a TCP one, and none is that comes in on Windows."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn's own
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)


class _Others:
    """Desks of other workspaces that were opened from one, in threads of the same program: it goes on until the last is ended."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._threads: list[Thread] = []
        self.ends: list[Callable[[], None]] = []

    def open(self, folder: Path, language: Language) -> str:
        """Opens the desk of a folder in a language, unless it is open on this computer; its address. Raises `NotDoneError` where somebody else has it
        open, and as `serve` does."""
        told: SimpleQueue[str | Exception] = SimpleQueue()
        opening = replace(self._opening, workspace=folder, language=language, port=0, browser=False, announce=told.put)
        thread = Thread(target=self._run, args=(opening, told), daemon=True)
        self._threads.append(thread)
        thread.start()
        found = told.get()
        if isinstance(found, AlreadyOpen):
            return _address_of(found)
        if isinstance(found, Exception):
            raise found
        return found

    def _run(self, opening: Opening, told: SimpleQueue[str | Exception]) -> None:
        try:
            _serve(opening, self)
        except Exception as error:
            told.put(error)

    def end(self) -> None:
        """Asks all of them to end."""
        for each in self.ends:
            each()

    def join(self) -> None:
        """Until all have ended; Ctrl-C is heard meanwhile."""
        for thread in self._threads:
            while thread.is_alive():
                thread.join(_HEARS_AFTER)


def _address_of(open_already: AlreadyOpen) -> str:
    desk = open_already.desk
    if desk is None:
        raise NotDoneError(TEXTS["open_by_another"])
    if not desk.is_here:
        raise NotDoneError(TEXTS["open_elsewhere"].fill(since=desk.since_when, computer=desk.computer, by=desk.by))
    return desk.address


def show(address: str) -> None:
    """Opens the address in the browser, where there is one."""
    with suppress(webbrowser.Error, OSError):
        webbrowser.open(address)


def _desk(opening: Opening) -> tuple[Desk, _Readers]:
    readers = _Readers()
    desk = Desk(
        workspace=opening.workspace,
        language=opening.language,
        now=Now(opening.workspace, readers, opening.today),
        works=Works(opening.explained),
        end=lambda: None,
        closed_at=_closed_at(opening.workspace),
    )
    return desk, readers


class _Readers:
    """Reader processes that are woken up when a file comes, and stay awake for the next one."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._awake: Readers | None = None

    def __call__(self) -> Readers:
        if self._awake is None:
            self._awake = self._stack.enter_context(Readers())
        return self._awake

    def end(self) -> None:
        self._stack.close()


def _listening(port: int) -> socket.socket:
    """A socket that only this computer reaches. Raises `PortTaken`."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform == "win32":  # there another program could take the port from under us
        found.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    try:
        found.bind((LOCAL, port))
        found.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        found.close()
        raise PortTaken(port, error if isinstance(error, OSError) else OSError(str(error))) from error
    return found


def _read_ahead(desk: Desk) -> None:
    """What lies there is read while the browser is still opening; what is wrong with it the first page tells."""
    with suppress(Exception):
        desk.now.moment()


def _keep_saying(workspace: Path, over: Event) -> None:
    """Who closes the black window ends the desk without a word: then it ended about when this was said last."""
    while not over.wait(PULSE):
        still_open(workspace)
        _note_the_end(workspace)


def _closed_at(workspace: Path) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat((workspace / CLOSED).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None
    return found if found.tzinfo else None


def _note_the_end(workspace: Path) -> None:
    with suppress(OSError):
        (workspace / CLOSED).write_text(now().isoformat(), encoding="ascii")
