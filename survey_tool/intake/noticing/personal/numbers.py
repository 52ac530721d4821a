"""Numbers that are one person's: of a mobile telephone, of the Individual Number Act."""

from __future__ import annotations

import re
from collections.abc import Iterator

_GAP = r"[-‐‑‒–—―−ｰー・./() ]{0,2}"
_MOBILE = re.compile(rf"(?:\+81{_GAP}0?{_GAP}|(?<![0-9])0)[789]0{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}(?![0-9])")
_TWELVE = re.compile(r"(?<![0-9+])([0-9]{4})([- ]?)([0-9]{4})\2([0-9]{4})(?![0-9])")
_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def mobile_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers of mobile telephones (070, 080, 090) stand, in a text of plain width."""
    return (_with_its_bracket(text, *found.span()) for found in _MOBILE.finditer(text))


def _with_its_bracket(text: str, start: int, end: int) -> tuple[int, int]:
    """A bracket round the number belongs to it only where its other half stands within."""
    more = text.count("(", start, end) - text.count(")", start, end)
    if more < 0 and text[:start].endswith("("):
        return start - 1, end
    return start, end + 1 if more > 0 and text.startswith(")", end) else end


def individual_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where 12 figures stand whose last one is the check digit of an Individual Number (My Number)."""
    for found in _TWELVE.finditer(text):
        if is_individual_number(found[1] + found[3] + found[4]):
            yield found.span()


def is_individual_number(figures: str) -> bool:
    """Whether 12 figures could be an Individual Number: Ordinance No. 85 of the Ministry of Internal Affairs of 2014, article 5.
    Of other numbers of 12 figures about one in ten could be one too."""
    rest = sum(int(figure) * weight for figure, weight in zip(figures[:11], _WEIGHTS, strict=True)) % 11
    return int(figures[11]) == (0 if rest <= 1 else 11 - rest)
