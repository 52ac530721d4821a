"""One form of 1,000 and of 10,000 cases: time and memory against the reader, and whether time grows with the cases only."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.figures import Figure, memory_figure, time_figure
from benchmarks.measuring import floor, in_turn, ours, seconds_of
from benchmarks.returned import plain_round
from survey_tool.reference.survey import Survey

_PREFECTURE = "13"
_SIZES = (1_000, 10_000)
_BEYOND = 16_400  # more columns of participants than a sheet has
_REFUSED = 1


def figures(bench: Bench) -> Iterator[Figure]:
    """Time and memory of each size, then the time per case of the larger form to that of the smaller."""
    per_case = {}
    for cases in _SIZES:
        survey = bench.round(f"form-{cases}", partial(_round, cases=cases))
        work = f"validate, a form of {cases:,} cases"
        bench.tell(work)
        validate = ours("--workspace", str(survey.workspace), "validate", "--no-corrections")
        pair = in_turn(validate, floor("read_with_calamine", str(survey.submissions)), bench.runs)
        yield time_figure(work, "calamine reading the same file", pair, 2.5)
        yield memory_figure(f"{work}: memory", "the reader's", pair, 2)
        per_case[cases] = seconds_of(pair.work) / cases
    small, large = (per_case[cases] for cases in _SIZES)
    note = f"{1000 * large:.2f} ms to {1000 * small:.2f} ms a case, start included"
    yield Figure(
        "validate: time a case at 10,000", "at 1,000", large / small, (0, 0), "at most", 1.15, bench.runs, note
    )


def _round(folder: Path, cases: int) -> Survey:
    return plain_round(folder, cases, [_PREFECTURE], participants=8)
