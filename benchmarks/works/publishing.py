"""The release: against the libraries writing the same, from the returns to it, and how time and memory grow with the cases."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.cells import write_cells
from benchmarks.figures import Figure, absolute_figure, time_figure
from benchmarks.measuring import Command, Sample, busy_of, floor, in_turn, ours, run
from benchmarks.returned import plain_round
from benchmarks.works.validating import CASES, reading, returned, validation
from survey_tool.reference.survey import Survey, open_survey

WORK = f"publish, {47 * CASES} cases: two workbooks, two pages, data"
_SIZES, _PARTICIPANTS = (CASES, 10 * CASES), 10  # cases of a prefecture, participants of a case
_MANY, _MANY_PARTICIPANTS = 400, 54  # with 47 × 400 cases a million participants
_GIGABYTE = 1024


def figures(bench: Bench) -> Iterator[Figure]:
    """Reading, judging, the data, both pages and workbooks, against the cells of the workbooks and the rows of the data alone."""
    survey = returned(bench)
    floors = _floors(bench, survey)
    bench.tell(WORK)
    pair = in_turn(_publication(survey), floors, bench.runs)
    yield time_figure(WORK, "xlsxwriter and the csv module writing the same", pair, 1.3)


def whole_figures(bench: Bench) -> Iterator[Figure]:
    """From the returns to the release, as the secretary comes by it."""
    survey = returned(bench)
    status = ours("--workspace", str(survey.workspace), "status")
    floors = (reading(survey), Command((sys.executable, "-c", "pass")), *_floors(bench, survey))
    work = f"validate, status, publish: {47 * CASES} cases"
    bench.tell(work)
    pair = in_turn((validation(survey), status, _publication(survey)), floors, bench.runs)
    yield time_figure(work, "the floors of all three together", pair, 1.8)


def growth_figures(bench: Bench) -> Iterator[Figure]:
    """Whether time grows with the cases only: both sizes in turn, judging and publishing."""
    rounds = [_round(bench, cases, _PARTICIPANTS) for cases in (1, *_SIZES)]
    for name, command in (("validate", validation), ("publish", _publication)):
        bench.tell(f"{name}, {47 * _SIZES[0]:,} and {47 * _SIZES[1]:,} cases")
        runs = [[run(command(each)) for each in rounds] for _ in range(bench.runs)]
        yield _growth(name, *zip(*runs, strict=True))


def memory_figures(bench: Bench) -> Iterator[Figure]:
    """The largest process of a round thirty times the size of the country."""
    work = f"publish, 47 × {_MANY} cases: largest process"
    survey = _round(bench, _MANY, _MANY_PARTICIPANTS)
    bench.tell(work)
    samples = [run(_publication(survey)) for _ in range(bench.long_runs)]
    note = f"{samples[0].seconds:.0f} s"
    yield absolute_figure(work, "gigabytes", [each.megabytes / _GIGABYTE for each in samples], 1.5, note)


def _growth(name: str, one: Sequence[Sample], *more: Sequence[Sample]) -> Figure:
    """A case of each prefecture takes what starting, 47 files and a release take; the rest is the further cases'."""
    start, (small, _) = busy_of(one), more
    a, b = (1000 * (busy_of(each) - start) / (47 * (cases - 1)) for each, cases in zip(more, _SIZES, strict=True))
    note = f"{b:.2f} ms to {a:.2f} ms a case, without the {start:.2f} s that one of each prefecture takes"
    work, against = f"{name}: processor time a case at {47 * _SIZES[1]:,} cases", f"at {47 * _SIZES[0]:,}"
    return Figure(work, against, b / a, (b / a, b / a), "at most", 1.15, len(small), note)


def _publication(survey: Survey) -> Command:
    return ours("--workspace", str(survey.workspace), "publish")


def _round(bench: Bench, cases: int, participants: int) -> Survey:
    def make(folder: Path) -> Survey:
        return plain_round(folder, cases, list(open_survey(folder.parent).places.prefectures), participants)

    return bench.round(f"plain-{cases}", make)


def _floors(bench: Bench, survey: Survey) -> tuple[Command, Command]:
    """What writes the same cells and the same rows; they are taken from a release."""
    cells, rows, into = bench.folder / "release.json", bench.folder / "rows.json", bench.folder / "release-floor"
    if not into.exists():
        run(_publication(survey))
        write_cells(sorted(survey.published.glob("*.xlsx")), cells)
        rows.write_text(json.dumps([_read(each) for each in sorted(survey.published.glob("data/*.csv"))]))
        into.mkdir()
    return (
        floor("write_with_xlsxwriter", str(cells), str(into), "1"),
        floor("write_with_csv", str(rows), str(into)),
    )


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))
