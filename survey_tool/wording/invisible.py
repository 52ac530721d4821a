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

UNSEEN = re.compile(f"[{SHOWS_NOTHING}{SHAPING}]")
"""Everything that does not count where texts are compared."""
