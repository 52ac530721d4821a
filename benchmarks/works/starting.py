"""How long it takes until there is an answer at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from benchmarks.bench import Bench
from benchmarks.figures import Figure, time_figure
from benchmarks.measuring import Command, in_turn, ours
from benchmarks.returned import empty_round

_MORE = 3  # such short runs are repeated more often, because the machine's noise is as long as they are


def figures(bench: Bench) -> Iterator[Figure]:
    """The help, and the status of a round to which nothing has come back."""
    survey = bench.round("nothing-returned", empty_round)
    nothing = Command((sys.executable, "-c", "pass"))
    status = ours("--workspace", str(survey.workspace), "status")
    for name, command, target in (("--help", ours("--help"), 5), ("status, nothing returned", status, 12)):
        bench.tell(name)
        yield time_figure(name, "python -c pass", in_turn(command, nothing, _MORE * bench.runs), target)
