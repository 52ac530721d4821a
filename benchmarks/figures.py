"""What was measured, as figures with their targets, and the one table that shows them."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from benchmarks.measuring import Pair, busy_of, megabytes_of, seconds_of

Bound = Literal["at most", "at least"]


@dataclass(frozen=True)
class Figure:
    """One ratio. `spread` are its smallest and largest values over the runs; `note` says why there is no ratio.

    `target` None: shown for information only.
    """

    work: str
    against: str
    ratio: float | None
    spread: tuple[float, float] = (0.0, 0.0)
    bound: Bound = "at most"
    target: float | None = None
    runs: int = 0
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the target is met; None where there is nothing to hold against it."""
        if self.ratio is None or self.target is None:
            return None
        return self.ratio <= self.target if self.bound == "at most" else self.ratio >= self.target

    @property
    def wanted(self) -> str:
        sign = "≤" if self.bound == "at most" else "≥"
        return f"{sign} {self.target:g}" if self.target is not None else ""


def time_figure(work: str, against: str, pair: Pair, target: float | None) -> Figure:
    """How many times as long the work takes as what it is held against."""
    note = (
        f"{seconds_of(pair.work):.2f} s to {seconds_of(pair.floor):.2f} s; of the processor {busy_of(pair.work):.2f} s"
    )
    return Figure(
        work, against, pair.ratio, (min(pair.ratios), max(pair.ratios)), "at most", target, len(pair.work), note
    )


def speed_figure(work: str, peer: str, pair: Pair, target: float) -> Figure:
    """How many times as long a peer takes as the work."""
    upside_down = Pair(pair.floor, pair.work)
    note = f"{seconds_of(pair.floor):.2f} s to our {seconds_of(pair.work):.2f} s"
    spread = min(upside_down.ratios), max(upside_down.ratios)
    return Figure(work, peer, upside_down.ratio, spread, "at least", target, len(pair.work), note)


def memory_figure(work: str, against: str, pair: Pair, target: float) -> Figure:
    """The largest process of the work to that of what it is held against."""
    if not pair.memory_ratio:
        return missing(work, against, "this platform does not tell a process's memory")
    note = f"{megabytes_of(pair.work):.0f} MB to {megabytes_of(pair.floor):.0f} MB"
    return Figure(work, against, pair.memory_ratio, (pair.memory_ratio,) * 2, "at most", target, len(pair.work), note)


def absolute_figure(work: str, unit: str, times: Sequence[float], target: float | None, note: str = "") -> Figure:
    """The median of what was measured, in its unit: for what has no floor."""
    spread = min(times), max(times)
    return Figure(work, unit, statistics.median(times), spread, "at most", target, len(times), note)


def missing(work: str, against: str, reason: str) -> Figure:
    """A figure that could not be measured, and why."""
    return Figure(work, against, None, note=reason)


_HEADS = ("work", "against", "ratio", "least–most", "target", "", "runs", "note")


def table(figures: Iterable[Figure]) -> str:
    """All figures as one Markdown table, columns aligned."""
    rows = [_HEADS, *(_row(each) for each in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS))]
    lines = [_line(row, widths) for row in rows]
    rule = _line(["-" * width for width in widths], widths)
    return "\n".join((lines[0], rule, *lines[1:])) + "\n"


def _row(each: Figure) -> tuple[str, ...]:
    if each.ratio is None:
        return each.work, each.against, "–", "", each.wanted, "", "", each.note
    spread = f"{each.spread[0]:.2f}–{each.spread[1]:.2f}" if each.spread[0] != each.spread[1] else ""
    verdict = {True: "met", False: "missed", None: ""}[each.reached]
    return each.work, each.against, f"{each.ratio:.2f}", spread, each.wanted, verdict, str(each.runs), each.note


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
