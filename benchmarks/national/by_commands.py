"""The round by commands: each a process of its own, as a secretary types them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measuring import Command, run
from benchmarks.national.hand import Step, sizes, written
from survey_tool.reference.survey import open_survey
from survey_tool.settings.changing import with_values

_MAY_FIND_FAULT = (0, 1)


@dataclass
class ByCommands:
    """Who types commands, edits the settings by hand and saves in the folder what comes."""

    workspace: Path
    steps: list[Step] = field(default_factory=list)
    day: dt.date = dt.date(2026, 11, 24)
    _since: tuple[str, ...] = ()

    @property
    def returns(self) -> Path:
        return open_survey(self.workspace).submissions

    @property
    def _beside(self) -> Path:
        """What is none of the round: the report for this program, the password."""
        return self.workspace.with_name(f"{self.workspace.name}-beside")

    def run(self, name: str, *arguments: str | Path, codes: tuple[int, ...] = (0,)) -> None:
        """One command, under a name for the table. Raises `BenchmarkFailedError` where it ends otherwise."""
        before = sizes(self.workspace)
        module = ("-m", "benchmarks.national.on_day", f"{self.day}T09:00", "--workspace", str(self.workspace))
        sample = run(Command((sys.executable, *module, *map(str, arguments)), codes=codes))
        self.steps.append(Step(name, sample.seconds, sample.megabytes, written(before, sizes(self.workspace))))

    def on(self, day: dt.date) -> None:
        self.day = day

    def leave(self) -> None:
        """Nothing is open."""

    def begin(self) -> None:
        self._init("init")

    def follow(self, last: Path) -> None:
        self._init("init --from", "--from", last)
        self._since = ("--since",)

    def _init(self, name: str, *arguments: str | Path) -> None:
        self.workspace.mkdir(parents=True, exist_ok=True)
        self._beside.mkdir(exist_ok=True)
        self.run(name, "init", *arguments)

    def settle(self, values: Mapping[str, str]) -> None:
        path = self.workspace / "survey.toml"
        text = with_values(path.read_text(encoding="utf-8"), values)
        path.write_text(text, encoding="utf-8", newline="")

    def address(self, rows: list[list[str]]) -> None:
        """Saves the list from Excel as CSV; a copy of the one before stays, as the desk keeps it."""
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(rows)
        path = self.workspace / "contacts.csv"
        path.with_name("contacts-before.csv").write_bytes(path.read_bytes())
        path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")

    def forms(self, *codes: str, previous: bool = False) -> None:
        chosen = [part for code in codes for part in ("--prefecture", code)]
        asked = ["--previous"] if previous else []
        self.run(" ".join(["generate", *asked, *(["…"] if codes else [])]), "generate", *asked, *chosen)

    def draft(self, kind: str) -> None:
        self.run(f"mail {kind}", "mail", kind)

    def note_sent(self, kind: str) -> None:
        self.run(f"record sent {kind}", "record", "sent", kind)

    def receive(self, files: Mapping[str, bytes]) -> None:
        self.returns.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (self.returns / name).write_bytes(content)
        self.look()

    def look(self) -> None:
        report = self._beside / "report.json"
        self.run("validate", "validate", "--no-corrections", "--all", "--json", report, codes=_MAY_FIND_FAULT)

    @property
    def report(self) -> Any:
        """What the last look told of every file, for programs."""
        return json.loads((self._beside / "report.json").read_text(encoding="utf-8"))

    def _file(self, shown: str) -> Path:
        """The file that was saved, of what is in it."""
        return self.returns / shown.partition("/")[0]

    def unlock(self, file: str, password: str) -> None:
        at_hand = self._beside / "password.txt"
        at_hand.write_text(password, encoding="utf-8")
        self.run("unlock", "unlock", self._file(file), "--password-file", at_hand)

    def note_owner(self, file: str, code: str) -> None:
        self.run("record owner", "record", "owner", file, code)

    def set_aside(self, file: str) -> None:
        self.run("record set-aside", "record", "set-aside", self._file(file))

    def merge(self, code: str) -> None:
        self.run("merge", "merge", code)

    def confirm(self, case_id: str, code: str, key: str) -> None:
        self.run("record confirm", "record", "confirm", case_id, code, key, "--because", "電話で確認")

    def extend(self, code: str, day: dt.date) -> None:
        self.run("record extend", "record", "extend", code, day.isoformat())

    def preview(self) -> None:
        folder = self.workspace / "preview" / self.returns.name
        self.run("publish --preview", "publish", *self._since, "--preview", folder, codes=(0, 1))

    def publish(self) -> None:
        """First what is asked, then the release all the same."""
        self.run("publish, asked", "publish", *self._since, codes=(2,))
        self.run("publish", "publish", *self._since, "--yes", codes=(0, 1))
