"""Signs that show nothing: they come along with pasted text, and some turn round what a reader sees.

Bodies of character classes, to be put between [ and ].
"""

from __future__ import annotations

import re

DIRECTIONS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""They turn round what is read from left to right."""
SHOWS_NOTHING = f"\u00ad\u180e\u200b\u2060-\u206f\ufeff{DIRECTIONS}"
"""Signs without width or meaning of their own."""
SHAPING = "\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Joiners and variation selectors: unseen, but they shape the sign beside them, as in some names."""
ZERO_WIDTHS = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e"
"""What is typed or pasted in place of a blank and has no width."""

UNSEEN = re.compile(f"[{SHOWS_NOTHING}{SHAPING}]")
"""Everything that does not count where texts are compared."""
