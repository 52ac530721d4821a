"""E-mail addresses: one check for forms, contacts and settings, so that no address is accepted here and refused there."""

from __future__ import annotations

import re

LETTERS = "".join(map(chr, (*range(65, 91), *range(97, 123))))
DIGITS = "0123456789"
SIGNS = "!#$%&'*+/=?^_`{|}~-"
"""What may stand before the @ beside letters, digits and single dots."""
LONGEST, LONGEST_NAME = 254, 64  # RFC 5321: a path is at most 256 octets with its angle brackets; what precedes the @

_ATOM = f"[0-9A-Za-z{re.escape(SIGNS)}]+"
_LABEL = "[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?"
PATTERN = rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+(?:[0-9A-Za-z][0-9A-Za-z-]*)?[A-Za-z]{{2}}"
"""An address as every mail server takes it: RFC 5321 without quoted names, comments, other alphabets and bare numbers."""
_WHOLE = re.compile(PATTERN)
_WITHIN = re.compile(rf"(?<![\w.+-]){PATTERN}(?!\.?[\w@-])", re.ASCII)


def is_address(text: str) -> bool:
    """Whether mail can be sent to it, as far as its writing tells."""
    return len(text) <= LONGEST and text.find("@") <= LONGEST_NAME and _WHOLE.fullmatch(text) is not None


def is_domain(text: str) -> bool:
    """Whether addresses can end with it."""
    return is_address(f"a@{text}")


def addresses_in(text: str) -> list[str]:
    """The addresses that stand in a text beside other things, each once."""
    return [each for each in dict.fromkeys(_WITHIN.findall(text[: 4 * LONGEST])) if is_address(each)]
