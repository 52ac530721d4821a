"""One form of 1,000 and of 10,000 cases: time and memory against the reader, whether time grows with the cases only, and
what is said of a form of more cases than a sheet has columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.figures import Figure, memory_figure, missing, time_figure
from benchmarks.measuring import Command, Sample, busy_of, floor, in_turn, ours, run, said, seconds_of
from benchmarks.returned import plain_round
from survey_tool.reference.survey import Survey

_PREFECTURE = "13"
_SIZES = (1_000, 10_000)
_BEYOND = 16_400  # more columns of participants than a sheet has
_REFUSED = 1


def figures(bench: Bench) -> Iterator[Figure]:
    """Time and memory of each size, the time per case of the larger form to that of the smaller, and the refusal."""
    runs: dict[int, Sequence[Sample]] = {}
    for cases in _SIZES:
        survey, validate = _form(bench, cases)
        work = f"validate, a form of {cases:,} cases"
        bench.tell(work)
        pair = in_turn(validate, floor("read_with_calamine", str(survey.submissions)), bench.runs)
        yield time_figure(work, "calamine reading the same file", pair, 2.5)
        yield memory_figure(f"{work}: memory", "the reader's", pair, 2)
        runs[cases] = pair.work
    _, single = _form(bench, 1)
    runs[1] = [run(single) for _ in range(bench.runs)]
    # On the clock a small form hides its reading behind the start of the program: only the larger one waits for it.
    yield _growth("processor time", runs, busy_of, 1.15)
    yield _growth("time on the clock", runs, seconds_of, None)
    _, validate = _form(bench, _BEYOND, codes=(_REFUSED,))
    yield missing(f"validate, a form of {_BEYOND:,} cases", "a clear refusal", said(validate, "16,000"))


def _growth(
    what: str, runs: Mapping[int, Sequence[Sample]], seconds: Callable[[Sequence[Sample]], float], target: float | None
) -> Figure:
    """A form of a single case takes what starting takes; the rest is the cases'."""
    start = seconds(runs[1])
    small, large = ((seconds(runs[cases]) - start) / cases for cases in _SIZES)
    note = f"{1000 * large:.2f} ms to {1000 * small:.2f} ms a case, without the {start:.2f} s that one case takes"
    ratio = large / small
    work = f"validate: {what} a case at 10,000"
    return Figure(work, "at 1,000", ratio, (ratio, ratio), "at most", target, len(runs[1]), note)


def _form(bench: Bench, cases: int, codes: tuple[int, ...] = (0,)) -> tuple[Survey, Command]:
    survey = bench.round(f"form-{cases}", partial(_round, cases=cases))
    return survey, ours("--workspace", str(survey.workspace), "validate", "--no-corrections", codes=codes)


def _round(folder: Path, cases: int) -> Survey:
    return plain_round(folder, cases, [_PREFECTURE], participants=8)
