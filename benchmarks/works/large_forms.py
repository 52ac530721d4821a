"""One form of 1,000 and of 10,000 cases: time and memory against the reader, whether time grows with the cases only, and
what is said of a form of more cases than a sheet has columns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.figures import Figure, memory_figure, missing, time_figure
from benchmarks.measuring import Command, floor, in_turn, ours, run, said, seconds_of
from benchmarks.returned import plain_round
from survey_tool.reference.survey import Survey

_PREFECTURE = "13"
_SIZES = (1_000, 10_000)
_BEYOND = 16_400  # more columns of participants than a sheet has
_REFUSED = 1


def figures(bench: Bench) -> Iterator[Figure]:
    """Time and memory of each size, the time per case of the larger form to that of the smaller, and the refusal."""
    times = {}
    for cases in _SIZES:
        survey, validate = _form(bench, cases)
        work = f"validate, a form of {cases:,} cases"
        bench.tell(work)
        pair = in_turn(validate, floor("read_with_calamine", str(survey.submissions)), bench.runs)
        yield time_figure(work, "calamine reading the same file", pair, 2.5)
        yield memory_figure(f"{work}: memory", "the reader's", pair, 2)
        times[cases] = seconds_of(pair.work)
    yield _growth(bench, times)
    _, validate = _form(bench, _BEYOND, codes=(_REFUSED,))
    yield missing(f"validate, a form of {_BEYOND:,} cases", "a clear refusal", said(validate, "16,000"))


def _growth(bench: Bench, times: dict[int, float]) -> Figure:
    """A form of a single case takes what starting takes; the rest is the cases'."""
    _, single = _form(bench, 1)
    start = seconds_of([run(single) for _ in range(bench.runs)])
    small, large = ((times[cases] - start) / cases for cases in _SIZES)
    note = f"{1000 * large:.2f} ms to {1000 * small:.2f} ms a case, without the {start:.2f} s that one case takes"
    ratio = large / small
    return Figure(
        "validate: time a case at 10,000", "at 1,000", ratio, (ratio, ratio), "at most", 1.15, bench.runs, note
    )


def _form(bench: Bench, cases: int, codes: tuple[int, ...] = (0,)) -> tuple[Survey, Command]:
    survey = bench.round(f"form-{cases}", partial(_round, cases=cases))
    return survey, ours("--workspace", str(survey.workspace), "validate", "--no-corrections", codes=codes)


def _round(folder: Path, cases: int) -> Survey:
    return plain_round(folder, cases, [_PREFECTURE], participants=8)
