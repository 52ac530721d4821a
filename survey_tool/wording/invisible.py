"""Signs that show nothing: they come along with pasted text, and some turn round what a reader sees.

Bodies of character classes, to be put between [ and ].
"""

from __future__ import annotations

import re

CONTROLS = "\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
"""Control characters, ends of lines, halves of characters."""
DIRECTIONS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""They turn round what is read from left to right."""
ZERO_WIDTH_SPACE = "\u200b"
"""It comes with what is copied from web pages."""
_NO_WIDTH, _JOINERS = f"\u00ad\u180e{ZERO_WIDTH_SPACE}\ufeff", "\u200c\u200d"
SHOWS_NOTHING = f"{_NO_WIDTH}\u2060-\u206f{DIRECTIONS}"
"""Signs without width or meaning of their own."""
SHAPING = f"{_JOINERS}\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Joiners and variation selectors: unseen, but they shape the sign beside them, as in some names."""
ZERO_WIDTHS = f"{_NO_WIDTH}\u2060{_JOINERS}"
"""What is typed or pasted in place of a blank and has no width."""

_ORDERS = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{DIRECTIONS}]")
"""What makes a terminal do something, or turns round what stands there; ends of lines are none."""


def shown(text: str) -> str:
    """`text` as it may stand on a terminal, in a page or in a table: nothing in it gives orders."""
    return text if text.isprintable() else _ORDERS.sub("\ufffd", text)


def escaped_for_programs(json: str) -> str:
    """JSON with the same meaning in which every such sign is written by its number."""
    return _ORDERS.sub(lambda found: found[0] if found[0] == "\r" else f"\\u{ord(found[0]):04x}", json)


UNSEEN = re.compile(f"[{SHOWS_NOTHING}{SHAPING}]")
"""Everything that does not count where texts are compared."""
