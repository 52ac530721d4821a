"""The one table of a rehearsal: what each act took, and what was held against what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.national.compared import Compared
from benchmarks.national.hand import Step, together

Row = tuple[str, ...]


def table(steps: Iterable[Step], compared: Sequence[Compared]) -> str:
    """As Markdown, every difference in words below it."""
    lines = [_line(row) for row in _rows(steps, compared)]
    differing = [f"- {each.what}, {each.stage}: {told}" for each in compared for told in each.differing]
    return "\n".join([*lines, "", *(differing or ["Nothing differs."])]) + "\n"


def _rows(steps: Iterable[Step], compared: Sequence[Compared]) -> Iterator[Row]:
    yield "act", "seconds", "largest process, MB", "written, MB"
    yield "---", "---:", "---:", "---:"
    for step in together(steps):
        yield step.name, f"{step.seconds:.1f}", f"{step.megabytes:.0f}", f"{step.written / 1e6:.1f}"
    yield "**held against what it should be**", "**expected**", "**found**", "**differing**"
    for each in compared:
        yield f"{each.what}, {each.stage}", f"{each.expected:,}", f"{each.found:,}", f"{len(each.differing):,}"


def _line(row: Row) -> str:
    return f"| {' | '.join(row)} |"
