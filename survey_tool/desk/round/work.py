"""Work that takes its time: one piece after the other, told while it goes on, stopped when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Event, Lock, Thread
from typing import Literal

from survey_tool.wording.words import NOTHING, Words

State = Literal["none", "running", "done", "stopped", "failed"]
STOPPED = Words("それまでに終わったものは、そのまま残っています。", "What was done by then is kept.")
BUSY = Words(
    "「{title}」を実行しています。終わってから、もう一度操作してください。",
    '"{title}" is going on. Do this again when it has ended.',
)


class Stopped(Exception):
    """Somebody has asked for the end of the work."""


class BusyError(Exception):
    """Other work is going on."""

    def __init__(self, title: Words) -> None:
        self.why = BUSY.fill(title=title)
        super().__init__(self.why.en)


@dataclass(frozen=True, slots=True)
class Asking:
    """What somebody has to agree to before the work is done after all: the button that says so, and what it sends to which address."""

    button: Words
    address: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WorkTold:
    """How far the work is. `lines` are what it has said; `back` is the page to which it leads; `question` is what it ended with.
    `can_stop`: it looks now and then whether it should. `unseen`: it has ended, and nobody has been told how."""

    title: Words = NOTHING
    state: State = "none"
    done: int = 0
    all: int = 0
    lines: tuple[Words, ...] = ()
    back: str = "/"
    question: Asking | None = None
    can_stop: bool = True
    unseen: bool = False

    @property
    def is_running(self) -> bool:
        return self.state == "running"

    def saying(self, *lines: Words) -> WorkTold:
        """The same with something more said."""
        return replace(self, lines=(*self.lines, *lines))

    def ended(self, state: State, lines: Sequence[Words]) -> WorkTold:
        """The same at its end, with its last sentences."""
        return replace(self.saying(*lines), state=state, unseen=True)


class WorkAtHand:
    """What the work itself has at hand: to tell how far it is, to say something, to learn that it should end."""

    def __init__(self, works: Works) -> None:
        self._works = works

    def progress(self, done: int, all: int) -> None:
        """So many of so many are done. Raises `Stopped` where somebody has asked for the end."""
        self._works.told = replace(self._works.told, done=done, all=all)
        self.see_whether_to_stop()

    def say(self, line: Words) -> None:
        """A sentence about what was done."""
        self._works.told = self._works.told.saying(line)

    def ask(self, question: Asking) -> None:
        """What is asked where the work ends without being done."""
        self._works.told = replace(self._works.told, question=question)

    def see_whether_to_stop(self) -> None:
        """Raises `Stopped` where somebody has asked for the end."""
        if self._works.asked_to_stop:
            raise Stopped

    def pause(self, seconds: float) -> None:
        """Waits, but not longer than until somebody asks for the end. Raises `Stopped` then."""
        self._works.wait(seconds)
        self.see_whether_to_stop()


Work = Callable[[WorkAtHand], Sequence[Words]]
Explain = Callable[[Exception], Sequence[Words]]


class Works:
    """The work of a desk. `told` is changed by the work itself alone while it goes on."""

    def __init__(self, explain: Explain) -> None:
        """`explain` puts into words what ended the work."""
        self.told = WorkTold()
        self.explain, self._stop, self._lock = explain, Event(), Lock()
        self._thread: Thread | None = None

    @property
    def asked_to_stop(self) -> bool:
        return self._stop.is_set()

    def start(self, title: Words, work: Work, back: str = "/", *, can_stop: bool = True) -> None:
        """Begins the work; its last sentences are what `work` gives. `can_stop`: it tells how far it is, and may be stopped then.
        Raises `BusyError` where other work is going on."""
        with self._lock:
            if self.told.is_running:
                raise BusyError(self.told.title)
            self._stop.clear()
            self.told = WorkTold(title, "running", back=back, can_stop=can_stop)
            self._thread = Thread(target=self._run, args=(work,), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Asks for the end."""
        self._stop.set()

    def seen(self) -> None:
        """Somebody has been told how the work has ended."""
        with self._lock:
            if not self.told.is_running:
                self.told = replace(self.told, unseen=False)

    def wait(self, seconds: float) -> None:
        """Until then, or until somebody asks for the end."""
        self._stop.wait(seconds)

    def join(self) -> None:
        """Until the work has ended."""
        if self._thread:
            self._thread.join()

    def _run(self, work: Work) -> None:
        try:
            lines = work(WorkAtHand(self))
        except Stopped:
            self.told = self.told.ended("stopped", [STOPPED])
        except Exception as error:
            self.told = self.told.ended("failed", self.explain(error))
        else:
            self.told = self.told.ended("done", lines)
