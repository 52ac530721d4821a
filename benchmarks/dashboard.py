"""How fast the dashboard of a large round is in LibreOffice: `python -m benchmarks.dashboard [reported cases]` (600 unless given,
of which some 500 are published).

Opening is told from asking for the file until a figure of the cover is read; choosing from typing into a selector until
its sheet has been recalculated and read.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import seconds
from survey_tool.wording.words import Language
from tests.dashboard.selectors import SELECTORS, random_choices
from tests.dashboard.workbook import Written, written
from tests.office import Document, Office
from tests.releases import random_release

EDITION: Language = "ja"
OPENED, CHOSEN = 5, 20


@dataclass(frozen=True, slots=True)
class Spent:
    """What something took: on the clock, and of processor time in LibreOffice, which other work on the machine does not lengthen."""

    clock: float
    processor: float


def spent(office: Office, act: Callable[[], object]) -> Spent:
    """How long something takes that LibreOffice is asked."""
    before = processor_seconds(office.process_group)
    clock = seconds(act)
    return Spent(clock, processor_seconds(office.process_group) - before)


def processor_seconds(group: int) -> float:
    """The processor time of a process group since its start; 0 where the system does not tell it in /proc."""
    ticks = 0
    for told in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            _, _, of_group, *rest = told.read_text().rpartition(") ")[2].split()
            ticks += sum(map(int, rest[8:10])) if int(of_group) == group else 0
    return ticks / os.sysconf("SC_CLK_TCK") if ticks else 0.0


def opening(of: Written, office: Office) -> list[Spent]:
    """Times to open the workbook, LibreOffice itself running already."""

    def _open() -> None:
        with office.document(of.path) as document:
            document.get("表紙", "A1")

    _open()
    return [spent(office, _open) for _ in range(OPENED)]


def choosing(of: Written, office: Office, document: Document, selector: str, dice: random.Random) -> list[Spent]:
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
            document.get(sheet)

        times.append(spent(office, _choose))
    return times


def told(name: str, times: list[Spent]) -> str:
    """A line: median and worst, on the clock and of the processor."""
    clock, processor = [each.clock for each in times], [each.processor for each in times]
    return (
        f"{name:30} median {statistics.median(clock):.3f} s, worst {max(clock):.3f} s; "
        f"processor {statistics.median(processor):.2f} s, {max(processor):.2f} s"
    )


def main(cases: int) -> None:
    """Measure and print."""
    dice = random.Random(1)
    with tempfile.TemporaryDirectory() as folder, Office() as office:
        of = written(Path(folder), random_release(Path(folder), cases, seed=5), EDITION)
        print(f"{cases} reported cases, {len(of.facts.cases)} published, {of.path.stat().st_size / 1e6:.2f} MB")
        print(told("opening", opening(of, office)))
        with office.document(of.path) as document:
            print(told("recalculating all", [spent(office, document.recalculate)]))
            for selector in SELECTORS:
                print(told(selector, choosing(of, office, document, selector, dice)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
