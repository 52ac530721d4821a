"""Steps of shades, by quantile of what is there: one prefecture with very many does not make the others pale."""

from __future__ import annotations

from collections.abc import Sequence


def steps(numbers: Sequence[int]) -> tuple[int, int, int, int]:
    """From which number on each shade begins: one, then where a quarter, a half, three quarters of what is there lie below."""
    there = sorted(number for number in numbers if number > 0) or [1]
    found = [1]
    for part in (1, 2, 3):
        found.append(max(found[-1] + 1, there[len(there) * part // 4]))
    return (found[0], found[1], found[2], found[3])
