"""What every work has at hand: a folder, how often to run, the workspaces that were made, and a voice."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measuring import RUNS
from survey_tool.reference.survey import Survey


@dataclass
class Bench:
    """`runs`: counted runs of everything that takes seconds; what takes a minute or more is run `long_runs` times."""

    folder: Path
    runs: int = RUNS
    long_runs: int = 1
    _rounds: dict[str, Survey] = field(default_factory=dict)

    def round(self, name: str, make: Callable[[Path], Survey]) -> Survey:
        """A workspace, made when it is first asked for."""
        if name not in self._rounds:
            self.tell(f"preparing {name}")
            self._rounds[name] = make(self.folder / name)
        return self._rounds[name]

    def tell(self, what: str) -> None:
        """Progress, beside the table."""
        print(f"  {what}", file=sys.stderr, flush=True)
