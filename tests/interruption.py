"""Ends a run of sending before any line of the code that sends, as Ctrl-C does or as a kill does."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from survey_tool.post.letters.drafts import Draft
from survey_tool.post.record import keeping
from survey_tool.post.sending import send as sending
from survey_tool.post.sending import smtp
from survey_tool.settings.mail_server import SmtpServer

WATCHED = {module.__file__ for module in (sending, smtp, keeping)}
"""Every line that these modules run is a position at which a run may end."""

KILLED = 77


@contextmanager
def before_each_line(stop: Callable[[int, FrameType], None]) -> Iterator[None]:
    """Calls `stop` with a running number and the frame before each line of the watched modules."""
    position = 0

    def each_line(frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal position
        if frame.f_code.co_filename not in WATCHED:
            return None
        if event == "line":
            position += 1
            stop(position, frame)
        return each_line

    before = sys.gettrace()
    sys.settrace(each_line)
    try:
        yield
    finally:
        sys.settrace(before)


@dataclass(frozen=True)
class Killed:
    """A run that ends at `position` without any of its own clearing up. Pickled to a process of its own."""

    drafts: Sequence[Draft]
    server: SmtpServer
    log: Path
    login: dict[str, str]
    position: int

    def run(self) -> None:
        def stop(number: int, _frame: FrameType) -> None:
            if number == self.position:
                os._exit(KILLED)

        with before_each_line(stop):
            for _ in sending.send(self.drafts, self.server, self.log, environment=self.login):
                pass


if __name__ == "__main__":
    pickle.load(sys.stdin.buffer).run()
