"""A desk inside the test: the whole application behind its gate, asked as a browser would."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypedDict

from httpx2 import Response
from starlette.testclient import TestClient

from survey_tool.desk.app import application
from survey_tool.desk.at_hand import Desk
from survey_tool.desk.round.now import Now
from survey_tool.desk.round.work import Works
from survey_tool.desk.troubles import explained
from survey_tool.form.workbook import draw
from survey_tool.intake.opening.reader import Readers
from survey_tool.wording.words import Language, Words
from tests.forms import filled, the_survey

PORT, KEY = 8_123, "the-key-of-this-start"
ORIGIN = f"http://127.0.0.1:{PORT}"
TODAY = dt.date(2026, 12, 1)


class SubmissionTold(TypedDict):
    """What the desk says of a return to a program."""

    file: str
    prefecture: str | None
    status: str
    messages: list[str]


class ReceivedTold(TypedDict):
    """What it says of a file that was dropped on it, and of the returns in that."""

    file: str
    fate: str
    message: str
    submissions: list[SubmissionTold]


@dataclass
class Asked:
    """A desk and who asks it; `unexpected` are faults of ours that it met, `ended` whether it was told to end."""

    client: TestClient
    desk: Desk
    unexpected: list[Exception] = field(default_factory=list)
    ended: bool = False

    def get(self, path: str, **headers: str) -> Response:
        return self.client.get(path, headers=headers)

    def post(self, path: str, data: dict[str, str] | None = None, **headers: str) -> Response:
        return self.client.post(path, data=data or {}, headers={"Origin": ORIGIN, **headers})

    def drop(self, *files: tuple[str, bytes], **headers: str) -> Response:
        """What is answered; where that leads to the page that tells of the files, that page."""
        sent = [("files", (name, content)) for name, content in files]
        answer = self.client.post("/returns", files=sent, headers={"Origin": ORIGIN, **headers})
        return self.get(answer.headers["location"]) if answer.has_redirect_location else answer

    def drop_json(self, *files: tuple[str, bytes]) -> list[ReceivedTold]:
        answer = self.drop(*files, Accept="application/json")
        assert answer.status_code == 200, answer.text
        told: list[ReceivedTold] = answer.json()
        return told

    def works(self) -> tuple[str, list[str]]:
        """What became of the work, once it has ended: its state and what it said, in Japanese."""
        self.desk.works.join()
        told = self.desk.works.told
        return told.state, [line.ja for line in told.lines]


@contextmanager
def a_desk(
    workspace: Path,
    language: Language = "ja",
    *,
    entered: bool = True,
    today: dt.date = TODAY,
    closed_at: dt.datetime | None = None,
) -> Iterator[Asked]:
    """A desk of a workspace on a day; `entered` unless the key has still to be given."""
    readers: list[Readers] = []

    def awake() -> Readers:
        if not readers:
            readers.append(Readers().__enter__())
        return readers[0]

    def unexpected(error: Exception) -> list[Words]:
        asked.unexpected.append(error)
        return [Words.same(type(error).__name__)]

    def end() -> None:
        asked.ended = True

    works = Works(lambda error: explained(error, unexpected))
    desk = Desk(workspace, language, Now(workspace, awake, lambda: today), works, end, closed_at)
    gate = application(desk, PORT, KEY, works.explain)
    client = TestClient(gate, base_url=ORIGIN, follow_redirects=False, raise_server_exceptions=False)
    asked = Asked(client, desk)
    if entered:
        client.cookies.set(gate.cookie, KEY)
    try:
        yield asked
    finally:
        works.stop()
        works.join()
        for each in readers:
            each.__exit__(None, None, None)
    assert asked.unexpected == []


@cache
def returned(code: str = "13", wrong: bool = False, doubtful: bool = False) -> bytes:
    """A form of the built-in round that a prefecture has filled in, with one answer to correct where it is `wrong`, one to check
    where it is `doubtful`."""
    paper = filled(code)
    if wrong:
        paper.type("cases", "name", None, f"{code}-2026-02")
    if doubtful:
        paper.type("cases", "initial_cost", 9_000_000, f"{code}-2026-01")
    return draw(the_survey(), paper.form())
