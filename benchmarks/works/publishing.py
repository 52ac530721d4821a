"""The release: 500 cases against xlsxwriter writing the same cells, and 47 times up to 400 cases for how time grows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.cells import write_cells
from benchmarks.figures import Figure, time_figure
from benchmarks.measuring import Command, Sample, floor, in_turn, ours, run, seconds_of
from benchmarks.returned import drawn_round, plain_round
from survey_tool.reference.survey import Survey, open_survey

_CASES = 11  # in each of 47 forms: 517
WORK = "publish, 517 cases, both editions"
_GROWTH = (100, 400)  # cases a prefecture
_EVERYBODY = 1_000  # more than any prefecture has municipalities


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
    note = f"{1000 * large:.1f} ms to {1000 * small:.1f} ms a case; {max(s.megabytes for s in samples[400]):.0f} MB"
    yield Figure(
        "publish: time a case at 47 × 400", "at 47 × 100", large / small, (0, 0), "at most", 1.15, bench.long_runs, note
    )


def _publish(bench: Bench, cases: int) -> Command:
    survey = bench.round(f"growth-{cases}", lambda folder: _round(folder, cases))
    bench.tell(f"publish, 47 × {cases} cases")
    return ours("--workspace", str(survey.workspace), "publish")


def _round(folder: Path, cases: int) -> Survey:
    every = list(open_survey(folder).places.prefectures)
    return plain_round(folder, cases, every, participants=_EVERYBODY)
