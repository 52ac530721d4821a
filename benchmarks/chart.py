"""The figures that have a target as a bar chart: 1 is the target, shorter is better."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from benchmarks.figures import Figure

_WIDTH, _BAR, _STEP, _TOP = 980, 16, 26, 56
_TEXT, _UNIT = 410, 95  # where bars begin; pixels for the whole of a target
_LONGEST = 5.0  # longer bars are cut there
_MET, _MISSED, _INK, _LINE = "#2f6f9f", "#c2571a", "#222222", "#888888"


def chart(figures: Iterable[Figure]) -> str:
    """An SVG: how much of its target each figure takes. Above the line the target is missed."""
    shown = [each for each in figures if each.reached is not None]
    height = _TOP + _STEP * len(shown) + 20
    bars = "".join(_bar(each, _TOP + _STEP * position) for position, each in enumerate(shown))
    line = _TEXT + _UNIT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" font-size="12">\n'
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n'
        f'<text x="12" y="24" font-size="15" fill="{_INK}">Each figure as a share of its target: shorter is better</text>\n'
        f'<text x="{line}" y="46" text-anchor="middle" fill="{_LINE}">target</text>\n'
        f"{bars}"
        f'<line x1="{line}" y1="50" x2="{line}" y2="{height - 12}" stroke="{_LINE}" stroke-dasharray="4 3"/>\n'
        "</svg>\n"
    )


def _bar(each: Figure, top: int) -> str:
    share = share_of_target(each)
    length = round(min(share, _LONGEST) * _UNIT)
    told = f"{each.ratio:.2f} ({each.wanted})"
    colour = _MET if each.reached else _MISSED
    name = escape(f"{each.work} / {each.against}")
    return (
        f'<text x="{_TEXT - 8}" y="{top + 12}" text-anchor="end" fill="{_INK}" font-size="11">{name}</text>\n'
        f'<rect x="{_TEXT}" y="{top}" width="{length}" height="{_BAR}" fill="{colour}"/>\n'
        f'<text x="{_TEXT + length + 6}" y="{top + 12}" fill="{_INK}">{escape(told)}</text>\n'
    )


def share_of_target(each: Figure) -> float:
    """1 where the target is just met, less where it is kept with room to spare."""
    assert each.ratio is not None
    assert each.target is not None
    return each.ratio / each.target if each.bound == "at most" else each.target / each.ratio
