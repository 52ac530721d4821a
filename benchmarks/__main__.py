"""Measures everything, or the works that are named, and prints one table.

python -m benchmarks [--runs N] [--long-runs N] [--chart FILE.svg] [--into FILE.md] [--kept] [WORK]…
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.chart import chart
from benchmarks.figures import Figure, missing, table
from benchmarks.kept import keep, kept
from benchmarks.measuring import RUNS, BenchmarkFailedError
from benchmarks.told import put_into
from benchmarks.works import generating, large_forms, looking, publishing, starting, validating

WORKS: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    "validating": validating.figures,
    "generating": generating.figures,
    "publishing": publishing.figures,
    "returns-to-release": publishing.whole_figures,
    "growth": publishing.growth_figures,
    "memory": publishing.memory_figures,
    "starting": starting.figures,
    "desk": looking.desk_figures,
    "page": looking.page_figures,
    "large-forms": large_forms.figures,
}
ONLY_WHEN_NAMED = frozenset({"large-forms"})
"""Forms that nobody sends, which take as long as all the rest."""


def main() -> int:
    """0 where everything could be measured, whatever the figures are."""
    asked = _arguments()
    every = [name for name in WORKS if name not in ONLY_WHEN_NAMED]
    measured = asked.works or every
    with tempfile.TemporaryDirectory(prefix="survey-tool-bench-") as folder:
        bench = Bench(Path(folder), asked.runs, asked.long_runs)
        for name in measured:
            keep(name, list(_measured(name, bench)))
    shown = every if asked.kept else measured
    figures = [figure for name in shown for figure in kept(name)]
    print(table(figures), end="")
    if asked.chart:
        asked.chart.write_text(chart(figures), encoding="utf-8")
    if asked.into:
        put_into(asked.into, table(figures))
    return int(any(each.work in WORKS for each in figures))


def _measured(name: str, bench: Bench) -> Iterator[Figure]:
    """The figures of a work as far as they come, and the reason where no more come."""
    try:
        yield from WORKS[name](bench)
    except BenchmarkFailedError as error:
        yield missing(name, "", str(error))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("works", metavar="WORK", nargs="*", choices=[*WORKS, []], help=", ".join(WORKS))
    parser.add_argument("--runs", type=int, default=RUNS, help="counted runs of each command (default %(default)s)")
    parser.add_argument(
        "--long-runs", type=int, default=1, help="the same, of what takes minutes (default %(default)s)"
    )
    parser.add_argument("--chart", type=Path, help="draw the figures that have a target")
    parser.add_argument(
        "--into", type=Path, help="put the table between the marks of a page, and where it was measured"
    )
    parser.add_argument("--kept", action="store_true", help="show all works, the others as they were last measured")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
