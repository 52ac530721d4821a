"""How fast the dashboard of a large round is in LibreOffice: `python -m benchmarks.dashboard [cases]` (500 unless given).

Opening is told from asking for the file until a figure of the cover is read; choosing from typing into a selector until
its sheet has been recalculated and read.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from survey_tool.wording.words import Language
from tests.dashboard.selectors import random_choices
from tests.dashboard.workbook import Written, written
from tests.office import Document, Office
from tests.releases import random_release

EDITION: Language = "ja"
OPENED, CHOSEN = 5, 20
SHEETS = {
    "select_case": "事例詳細",
    "select_municipality": "類似規模検索",
    "select_system_type": "システム種別",
    "select_prefecture": "都道府県別",
}


def seconds(act: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def opening(of: Written, office: Office) -> list[float]:
    """Times to open the workbook, LibreOffice itself running already."""

    def _open() -> None:
        with office.document(of.path) as document:
            document.get("表紙", "A1")

    _open()
    return [seconds(_open) for _ in range(OPENED)]


def choosing(of: Written, document: Document, selector: str, dice: random.Random) -> list[float]:
    """Times from a choice to its recalculated sheet."""
    sheet, cell = of.names[selector]
    times = []
    for _ in range(CHOSEN):
        typed = of.typed(random_choices(of.facts, dice))
        # A municipality is chosen after its prefecture.
        before = {place: value for place, value in typed.items() if place[0] == sheet}
        document.set({place: value for place, value in before.items() if place != (sheet, cell)})

        def _choose(value: str | None = typed[sheet, cell]) -> None:
            document.set({(sheet, cell): value})
            document.get(SHEETS[selector])

        times.append(seconds(_choose))
    return times


def told(name: str, times: list[float]) -> str:
    """A line: median and worst."""
    return f"{name:24} median {statistics.median(times):.3f} s, worst {max(times):.3f} s"


def main(cases: int) -> None:
    """Measure and print."""
    dice = random.Random(1)
    with tempfile.TemporaryDirectory() as folder, Office() as office:
        of = written(Path(folder), random_release(Path(folder), cases, seed=5), EDITION)
        print(f"{cases} reported cases, {len(of.facts.cases)} published, {of.path.stat().st_size / 1e6:.2f} MB")
        print(told("opening", opening(of, office)))
        with office.document(of.path) as document:
            print(f"{'recalculating all':24} {seconds(document.recalculate):.3f} s")
            for selector in SHEETS:
                print(told(selector, choosing(of, document, selector, dice)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
