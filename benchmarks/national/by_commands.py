"""The round by commands: each a process of its own, as a secretary types them."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

from benchmarks import measuring
from benchmarks.measuring import Command
from benchmarks.national.hand import Step, sizes, written
from benchmarks.national.memory import watched
from survey_tool.settings.changing import with_values
from tests.commands import Done
from tests.desk import hands

_MAY_FIND_FAULT = (0, 1)
_WORD = re.compile(r"[a-z-]+")
_UNHEARD = Done(0, "", "")
"""Nobody listens to what a command says."""


@dataclass
class ByCommands(hands.ByCommands):
    """The same acts, whose processes are measured and whose settings may be any."""

    steps: list[Step] = field(default_factory=list)
    _day: str = ""
    _since: tuple[str, ...] = ()

    def asked(self, *_: str | Path) -> Done:
        """What is typed is right: nobody asks."""
        return _UNHEARD

    def run(self, *arguments: str | Path, codes: tuple[int, ...] = (0,)) -> Done:
        """One command, in the table by its words. Raises `BenchmarkFailedError` where it ends otherwise."""
        self.workspace.mkdir(parents=True, exist_ok=True)
        before, typed = sizes(self.workspace), [*map(str, arguments)]
        module = ("-m", "benchmarks.national.on_day", self._day, "--workspace", str(self.workspace))
        with watched() as most:
            sample = measuring.run(Command((sys.executable, *module, *typed), codes=codes))
        name = " ".join(takewhile(_WORD.fullmatch, typed))
        self.steps.append(Step(name, sample.seconds, most(), written(before, sizes(self.workspace))))
        return _UNHEARD

    def on(self, day: dt.date) -> None:
        self._day = f"{day}T09:00"

    def leave(self) -> None:
        """Nothing is open."""

    def follow(self, last: Path) -> None:
        self._since = ("--since",)
        super().follow(last)

    def settle(self, values: Mapping[str, str]) -> list[str]:
        path = self.workspace / "survey.toml"
        path.write_text(with_values(path.read_text(encoding="utf-8"), values), encoding="utf-8", newline="")
        return []

    @property
    def _report(self) -> Path:
        return self.workspace.with_name("report.json")

    def look(self) -> str:
        return self.run("validate", "--no-corrections", "--all", "--json", self._report, codes=_MAY_FIND_FAULT).out

    @property
    def report(self) -> Any:
        """What the last look told of every file, for programs."""
        return json.loads(self._report.read_text(encoding="utf-8"))

    def preview(self) -> None:
        folder = self.workspace / "preview" / self.returns.name
        self.run("publish", *self._since, "--preview", folder, codes=_MAY_FIND_FAULT)

    def publish(self) -> str:
        """First what is asked, then the release all the same."""
        self.run("publish", *self._since, codes=(2,))
        return self.run("publish", *self._since, "--yes", codes=_MAY_FIND_FAULT).err
