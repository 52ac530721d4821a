"""The round at the desk: its own process, asked over HTTP as a browser asks it; begun anew each day."""

from __future__ import annotations

import datetime as dt
import html
import re
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from httpx2 import Client, Response

from benchmarks.measuring import BenchmarkFailedError
from benchmarks.national.hand import Step, sizes, written
from benchmarks.national.memory import OFTEN, largest
from benchmarks.window import PATIENCE, begun
from tests.desk.hands import in_excel

_ENDED = 'data-work="done"'


@dataclass
class ByDesk:
    """Who has a window: one desk a day. `leave` ends the last."""

    workspace: Path
    steps: list[Step] = field(default_factory=list)
    _day: str = ""
    _process: subprocess.Popen[str] | None = None
    _client: Client = field(default_factory=Client)
    _largest: float = 0.0

    def on(self, day: dt.date) -> None:
        self.leave()
        self._day = f"{day}T09:00"

    def leave(self) -> None:
        """Presses the button that ends the desk. Raises `BenchmarkFailedError` where it does not end well."""
        if process := self._process:
            self._process = None
            self._client.post("/end")
            process.communicate(timeout=PATIENCE)
            self._client.close()
            if process.returncode:
                raise BenchmarkFailedError(f"the desk ended with {process.returncode}")

    def _open(self) -> None:
        self.workspace.mkdir(parents=True, exist_ok=True)
        program = ("benchmarks.national.on_day", self._day, "--workspace", self.workspace)
        self._process, self._client, first = begun(*program)
        self._get(first)

    def _step(self, name: str, act: Callable[[], object]) -> None:
        """One act, under a name for the table."""
        if not self._process:
            self._step_of_opening()
        self._largest, before, begun = 0.0, sizes(self.workspace), time.perf_counter()
        act()
        spent = time.perf_counter() - begun
        self._look()
        self.steps.append(Step(f"desk: {name}", spent, self._largest, written(before, sizes(self.workspace))))

    def _step_of_opening(self) -> None:
        begun = time.perf_counter()
        self._open()
        spent, self._largest = time.perf_counter() - begun, 0.0
        self._look()
        self.steps.append(Step("desk: opened, first page", spent, self._largest, 0))

    def _look(self) -> None:
        """Keeps the most that the process of the desk or one that it has begun has held so far."""
        assert self._process
        self._largest = max(self._largest, largest(self._process.pid))

    def _get(self, address: str) -> str:
        return self._answered(self._client.get(address))

    def _post(self, address: str, **fields: str | list[str]) -> str:
        return self._answered(self._client.post(address, data=fields))

    def _answered(self, answer: Response) -> str:
        if answer.status_code != 200:
            raise BenchmarkFailedError(f"{answer.url}: {answer.status_code} {answer.text}")
        return answer.text

    def _work(self, address: str, **fields: str | list[str]) -> str:
        """What the work has said, once it has ended."""
        self._post(address, **fields)
        while self._client.get("/pulse").json()["work"]["state"] == "running":
            self._look()
            time.sleep(OFTEN)
        return self._get("/progress")

    def _done(self, address: str, **fields: str | list[str]) -> None:
        if _ENDED not in (said := self._work(address, **fields)):
            raise BenchmarkFailedError(f"{address}: {said}")

    def begin(self) -> None:
        self._step("begin", lambda: self._post("/begin"))

    def follow(self, last: Path) -> None:
        self._step("follow", lambda: self._post("/follow", last=str(last)))

    def settle(self, values: Mapping[str, str]) -> None:
        def act() -> None:
            seal = _values("seal", self._get("/settings"))
            self._post("/settings", seal=seal, **values)

        self._step("settings", act)

    def address(self, rows: list[list[str]]) -> None:
        files = {"contacts": ("連絡先.xlsx", in_excel(rows))}
        self._step("contacts", lambda: self._answered(self._client.post("/settings/contacts", files=files)))

    def forms(self, *codes: str, previous: bool = False) -> None:
        """Of some as it stands in the window: with last round's answers where they stand in the form that is there."""
        asked: dict[str, str | list[str]] = {"previous": "yes"} if previous and not codes else {}
        name = "forms, some" if codes else "forms"
        self._step(name, lambda: self._done("/forms", prefecture=list(codes), **asked))

    def draft(self, kind: str) -> None:
        self._step(f"letters, {kind}", lambda: self._done("/letters/write", kind=kind))

    def note_sent(self, kind: str) -> None:
        def act() -> None:
            drafts = _values("draft", self._get(f"/letters?kind={kind}"))
            self._post("/letters/sent", kind=kind, draft=drafts)

        self._step(f"sent, {kind}", act)

    def receive(self, files: Mapping[str, bytes]) -> None:
        dropped = [("files", (name, content)) for name, content in files.items()]
        self._step("dropped", lambda: self._answered(self._client.post("/returns", files=dropped)))

    def look(self) -> None:
        self._step("page", lambda: self._get("/"))

    def unlock(self, file: str, password: str) -> None:
        self._step("unlock", lambda: self._post("/returns/unlock", file=file, password=password))

    def note_owner(self, file: str, code: str) -> None:
        self._step("owner", lambda: self._post("/returns/owner", file=file, owner=code))

    def set_aside(self, file: str) -> None:
        self._step("set aside", lambda: self._post("/returns/set-aside", file=file))

    def merge(self, code: str) -> None:
        self._step("merge", lambda: self._done(f"/prefectures/{code}/merge"))

    def confirm(self, case_id: str, code: str, key: str) -> None:
        def act() -> None:
            page = f"/prefectures/{case_id[:2]}"
            seen = next(
                each for each in _values("seen", self._get(page)) if each.startswith(f"{case_id}%20{code}%20{key}%20")
            )
            self._post(f"{page}/confirm", seen=seen, because="電話で確認")

        self._step("confirm", act)

    def extend(self, code: str, day: str) -> None:
        self._step("extend", lambda: self._post(f"/prefectures/{code}/extend", day=day))

    def preview(self) -> None:
        self._step("preview", lambda: self._done("/release/preview"))

    def publish(self) -> None:
        """First what is asked, then the release all the same."""

        def act() -> None:
            (agreed,) = _values("agreed", self._work("/release/publish"))
            self._done("/release/publish", agreed=agreed)

        self._step("publish", act)


def _values(name: str, page: str) -> list[str]:
    """What stands in the fields of that name on a page."""
    return [html.unescape(each) for each in re.findall(rf'name="{name}" value="([^"]*)"', page)]
