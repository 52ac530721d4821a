"""What formulas are put together from: sentences, and numbers that may be marked as the least that they can be."""

from __future__ import annotations

import re
from collections.abc import Mapping

from survey_tool.release.dashboard.contents import AT_LEAST


def filled(sentence: str, formulas: Mapping[str, str]) -> str:
    """The formula of a sentence: what stands in braces comes from a formula of that name, the rest stands as it is."""
    parts = re.split(r"\{(\w+)\}", sentence)
    told = [formulas[part] if place % 2 else f'"{part}"' for place, part in enumerate(parts) if part or place == 0]
    return "&".join(told)  # a text even where it holds a number alone


def bare(cell: str) -> str:
    """The formula of the number in a cell, marked as the least that it can be or not; 0 where there is none.

    A text is never compared with a number itself: Excel takes every text for larger.
    """
    return f'IFERROR(VALUE(SUBSTITUTE({cell},"{AT_LEAST}","")),0)'


def how_many(area: str) -> str:
    """The formula of how many cells of an area hold a number above 0, marked or not."""
    return f'(COUNTIF({area},">0")+COUNTIF({area},"*{AT_LEAST}"))'
