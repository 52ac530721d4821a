"""What people wait for while they look: the desk with 47 returns, and the page of a release."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from benchmarks import desk, page
from benchmarks.bench import Bench
from benchmarks.figures import Figure, absolute_figure, missing
from tests.browser import BrowserMissingError

_CASES = 500


def desk_figures(bench: Bench) -> Iterator[Figure]:
    """Of the pages the one that takes longest."""
    bench.tell("desk")
    folder = bench.folder / "desk"
    folder.mkdir()
    found = desk.answered(folder, desk.RUNS)
    yield absolute_figure("desk: address printed after the command", "seconds", found.starts, 2)
    slowest = max(found.pages, key=lambda path: statistics.median(found.pages[path]))
    times = [1000 * each for each in found.pages[slowest]]
    yield absolute_figure("desk: a page, the slowest of them", "milliseconds", times, 100, slowest)
    yield absolute_figure("desk: a dropped form answered", "seconds", found.drops, 1.5)


def page_figures(bench: Bench) -> Iterator[Figure]:
    """In Chromium, where that is."""
    bench.tell("page of the release")
    folder = bench.folder / "page"
    folder.mkdir()
    try:
        found = page.shown(folder, _CASES)
    except BrowserMissingError as error:
        yield missing("page of the release", "", str(error))
        return
    told = f"page of the release, {found.cases} cases"
    yield absolute_figure(f"{told}: compressed", "kilobytes", [found.octets[1] / 1000], 400)
    yield absolute_figure(f"{told}: first view", "milliseconds", found.views, 1000)
    yield absolute_figure(f"{told}: a facet", "milliseconds", found.facets, 50)
