"""The release: 500 cases against xlsxwriter writing the same cells, and 47 times up to 400 cases for how time grows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.cells import write_cells
from benchmarks.figures import Figure, missing, time_figure
from benchmarks.measuring import Command, Sample, floor, in_turn, megabytes_of, ours, run, said, seconds_of
from benchmarks.returned import drawn_round, plain_round
from survey_tool.reference.survey import Survey, open_survey

_CASES = 11  # in each of 47 forms: 517
WORK = "publish, 517 cases, both editions"
_GROWTH = (100, 400)  # cases a prefecture
_BEYOND = 420
_PARTICIPANTS = 54  # a case: with 47 × 400 cases a million cells, with 47 × 420 more than a sheet has rows
_NOT_WRITTEN = 3


def figures(bench: Bench) -> Iterator[Figure]:
    """Reading, judging, the data and both editions, against their cells alone."""
    survey = bench.round("published", lambda folder: drawn_round(folder, _CASES))
    publish = ours("--workspace", str(survey.workspace), "publish")
    run(publish)
    cells = bench.folder / "published.json"
    write_cells(sorted(survey.published.glob("*.xlsx")), cells)
    into = bench.folder / "published-floor"
    into.mkdir()
    bench.tell(WORK)
    pair = in_turn(publish, floor("write_with_xlsxwriter", str(cells), str(into), "1"), bench.runs)
    yield time_figure(WORK, "xlsxwriter writing the same cells", pair, 1.5)


def growth_figures(bench: Bench) -> Iterator[Figure]:
    """Whether time grows with the cases only; both sizes in turn."""
    samples: dict[int, list[Sample]] = {cases: [] for cases in _GROWTH}
    commands = {cases: _publish(bench, cases) for cases in _GROWTH}
    for _ in range(bench.long_runs):
        for cases, command in commands.items():
            samples[cases].append(run(command))
    small, large = (seconds_of(samples[cases]) / (47 * cases) for cases in _GROWTH)
    seconds, memory = seconds_of(samples[_GROWTH[1]]), megabytes_of(samples[_GROWTH[1]])
    note = f"{1000 * large:.2f} ms to {1000 * small:.2f} ms a case; {seconds:.0f} s, largest process {memory:.0f} MB"
    name, ratio = f"publish: time a case at 47 × {_GROWTH[1]}", large / small
    yield Figure(name, f"at 47 × {_GROWTH[0]}", ratio, (ratio, ratio), "at most", 1.15, bench.long_runs, note)
    refused = said(_publish(bench, _BEYOND, codes=(_NOT_WRITTEN,)), "1,048,576")
    yield missing(f"publish, 47 × {_BEYOND} cases", "a clear refusal", refused)


def _publish(bench: Bench, cases: int, codes: tuple[int, ...] = (0,)) -> Command:
    survey = bench.round(f"growth-{cases}", lambda folder: _round(folder, cases))
    bench.tell(f"publish, 47 × {cases} cases")
    return ours("--workspace", str(survey.workspace), "publish", codes=codes)


def _round(folder: Path, cases: int) -> Survey:
    every = list(open_survey(folder).places.prefectures)
    return plain_round(folder, cases, every, participants=_PARTICIPANTS)
