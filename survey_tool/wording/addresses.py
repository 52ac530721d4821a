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


_FOR_PEOPLE = (
    "gmail.com", "googlemail.com", "yahoo.co.jp", "yahoo.ne.jp", "ymail.ne.jp", "yahoo.com", "outlook.com",
    "outlook.jp", "hotmail.com", "hotmail.co.jp", "live.com", "live.jp", "msn.com", "icloud.com", "me.com", "mac.com",
    "aol.com", "aol.jp", "proton.me", "protonmail.com", "excite.co.jp", "docomo.ne.jp", "ezweb.ne.jp", "au.com",
    "softbank.ne.jp", "softbank.jp", "vodafone.ne.jp", "disney.ne.jp", "ymobile.ne.jp", "ymobile1.ne.jp",
    "emnet.ne.jp", "willcom.com", "pdx.ne.jp", "uqmobile.jp", "rakuten.jp", "nifty.com", "biglobe.ne.jp",
    "so-net.ne.jp", "ocn.ne.jp", "plala.or.jp", "dion.ne.jp", "asahi-net.or.jp", "eonet.ne.jp",
)  # fmt: skip
"""Where people in Japan have mail of their own: free mail, mobile carriers, providers."""


def is_free_mail(address: str) -> bool:
    """Whether an address is at a provider for people, not at an office's own domain."""
    domain = address.lower().rpartition("@")[2]
    return f".{domain}".endswith(tuple(f".{each}" for each in _FOR_PEOPLE))
