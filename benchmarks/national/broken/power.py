"""Commands in a process group of their own, whose power may be cut."""

from __future__ import annotations

import math
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from httpx2 import Client, HTTPError, Response

from benchmarks.window import window
from tests.mailserver import LOGIN

ROOT = Path(__file__).parents[3]
_PATIENCE = 600.0  # seconds for a command on a machine that is busy

Fields = Mapping[str, str | Sequence[str]]
"""What a form of the desk sends."""


@dataclass(frozen=True)
class Cut:
    """When the power goes: so many seconds after the work began, or before the n-th touch of the workspace."""

    seconds: float = math.inf
    touch: int = 0


NO_CUT = Cut()
NOT_ENDED = "was killed, since it did not end by itself"
"""Said of a command that nothing cut: two that wait for each other are no cut, which would be gone on with."""


@dataclass(frozen=True)
class Ran:
    """How a command ended: `code` is that of a kill where its power was cut. `touches` of the workspace, `seconds` that it took."""

    code: int
    told: str
    touches: int
    seconds: float

    @property
    def was_cut(self) -> bool:
        return self.code == -signal.SIGKILL


@dataclass(frozen=True)
class Machine:
    """Where commands run: the workspace, a folder for what is noted of them, one for temporary files; its time."""

    workspace: Path
    beside: Path
    temporary: Path
    at: datetime

    def run(self, *arguments: str, cut: Cut = NO_CUT) -> Ran:
        """Runs a command to its end, or to the cut."""
        with self._begun(arguments, cut.touch) as process:
            begun = time.monotonic()
            with suppress(subprocess.TimeoutExpired):
                process.wait(min(cut.seconds, _PATIENCE))
            end(process)
            return self._ran(process, begun, cut)

    def at_the_desk(self, work: Callable[[Desk], None], cut: Cut = NO_CUT) -> Ran:
        """Opens the desk, does the work there, closes it by its own button; or until the cut."""
        with self._begun(("desk", "--no-browser"), cut.touch) as process:
            begun, heard = time.monotonic(), list[str]()
            with suppress(PowerCut):
                desk = Desk(process, lambda: self.said, heard)
                begun = time.monotonic()
                with desk.ending_after(cut.seconds):
                    work(desk)
                    desk.close()
            if cut == NO_CUT:  # somebody else at the same desk may have ended it in the middle of this work
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_PATIENCE)
            end(process)
            ran = self._ran(process, begun, cut)
            return replace(ran, told="\n".join((ran.told, *heard)))

    @contextmanager
    def _begun(self, arguments: Sequence[str], touch: int) -> Iterator[subprocess.Popen[bytes]]:
        for each in (self.beside, self.temporary):
            each.mkdir(parents=True, exist_ok=True)
        self._counter.write_bytes(bytes(8))
        workspace = str(self.workspace)
        given = (workspace, str(self._counter), str(touch), self.at.isoformat(), "--workspace", workspace)
        program = [sys.executable, "-m", f"{__package__}.running", *given, *arguments]
        with self._said.open("wb") as said:
            process = subprocess.Popen(
                program, stdout=said, stderr=said, cwd=ROOT, env=self._environment, start_new_session=True
            )
        try:
            yield process
        finally:
            end(process)

    @property
    def _environment(self) -> Mapping[str, str]:
        own = {"TMPDIR": str(self.temporary), "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
        return {**os.environ, **LOGIN, **own}

    @property
    def _counter(self) -> Path:
        return self.beside / "touches"

    @property
    def _said(self) -> Path:
        return self.beside / "said.txt"

    @property
    def said(self) -> str:
        """What the command that ran last has said so far."""
        return self._said.read_text(encoding="utf-8", errors="replace")

    def _ran(self, process: subprocess.Popen[bytes], begun: float, cut: Cut) -> Ran:
        touches = int.from_bytes(self._counter.read_bytes(), "big")
        ran = Ran(process.returncode, self.said, touches, time.monotonic() - begun)
        return replace(ran, told=f"{ran.told}\n{NOT_ENDED}") if ran.was_cut and cut == NO_CUT else ran


def end(process: subprocess.Popen[bytes]) -> None:
    """Kills a process with all that it has begun, and waits until none of them is left."""
    until = time.monotonic() + 10
    with suppress(ProcessLookupError):
        while time.monotonic() < until:
            os.killpg(process.pid, signal.SIGKILL)
            process.poll()
            time.sleep(0.01)
    process.wait()


class PowerCut(Exception):
    """The desk is gone in the middle of what was asked of it."""


class Desk:
    """A desk in a process of its own, asked as a browser would."""

    def __init__(self, process: subprocess.Popen[bytes], said: Callable[[], str], heard: list[str]) -> None:
        """`said` tells what the process has said; the pages that answer forms are added to `heard`. Raises `PowerCut`."""
        self._process, self._heard = process, heard
        self._client, first = _window(process, said)
        self._ask("GET", first)

    @contextmanager
    def ending_after(self, seconds: float) -> Iterator[None]:
        """Cuts the power when so much time is over."""
        timer = threading.Timer(min(seconds, _PATIENCE), end, [self._process])
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self._client.close()

    def page(self, path: str) -> str:
        """What a page says. Raises `PowerCut`."""
        return self._ask("GET", path).text

    def press(self, path: str, fields: Fields | None = None, files: Mapping[str, bytes] | None = None) -> str:
        """Sends a form, waits for the work that it begins; the page that is then shown. Raises `PowerCut`."""
        sent = [("files", (name, content)) for name, content in (files or {}).items()]
        answer = self._ask("POST", path, data=fields or {}, files=sent or None)
        while self._ask("GET", "/pulse").json()["work"]["state"] == "running":
            time.sleep(0.05)
        page = self.page("/progress") if answer.url.path == "/progress" else answer.text
        self._heard.append(re.sub(r"<[^>]*>|\s+", " ", page.partition("<main")[2]))
        return page

    def close(self) -> None:
        """By its own button. Raises `PowerCut`."""
        self._ask("POST", "/end")
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE)

    def _ask(self, method: str, path: str, **asked: Any) -> Response:
        try:
            return self._client.request(method, path, **asked)
        except HTTPError as error:
            raise PowerCut from error


def _window(process: subprocess.Popen[bytes], said: Callable[[], str]) -> tuple[Client, str]:
    while process.poll() is None:
        if found := window(said(), _PATIENCE):
            return found
        time.sleep(0.02)
    raise PowerCut
