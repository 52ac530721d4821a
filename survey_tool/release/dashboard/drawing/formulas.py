"""Sentences put together by a formula."""

from __future__ import annotations

import re
from collections.abc import Mapping


def filled(sentence: str, formulas: Mapping[str, str]) -> str:
    """The formula of a sentence: what stands in braces comes from a formula of that name, the rest stands as it is."""
    parts = re.split(r"\{(\w+)\}", sentence)
    told = [formulas[part] if place % 2 else f'"{part}"' for place, part in enumerate(parts) if part or place == 0]
    return "&".join(told)  # a text even where it holds a number alone
