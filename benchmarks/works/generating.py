"""47 complete forms, against xlsxwriter writing the same cells."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.bench import Bench
from benchmarks.cells import write_cells
from benchmarks.figures import Figure, absolute_figure, time_figure
from benchmarks.measuring import floor, in_turn, ours, run
from benchmarks.returned import empty_round

WORK = "generate, 47 forms"


def figures(bench: Bench) -> Iterator[Figure]:
    """One form's worth of cells, 47 times."""
    survey = bench.round("forms", empty_round)
    generate = ours("--workspace", str(survey.workspace), "generate")
    run(generate)
    forms = sorted(survey.templates.glob("*.xlsx"))
    cells = bench.folder / "form.json"
    write_cells(forms[12:13], cells)
    into = bench.folder / "forms-floor"
    into.mkdir()
    bench.tell(WORK)
    pair = in_turn(generate, floor("write_with_xlsxwriter", str(cells), str(into), str(len(forms))), bench.runs)
    yield time_figure(WORK, "xlsxwriter writing one form's cells 47 times", pair, 1.2)
    yield absolute_figure(WORK, "seconds on this machine", [each.seconds for each in pair.work], 2.5)
