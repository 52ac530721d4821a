"""What the body of a mail says beyond what every mail says: greetings, that something is attached, a signature.

It is no more than pointed out, so that somebody reads it. A line with a word that asks for something is given, once too often
rather than not at all. From others set phrases are taken away; where enough is left of what reads like a sentence, the line is
given. A line that speaks of a password never is.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from survey_tool.intake.formats.mails.phrases import (
    ADDRESSED,
    ASKS,
    CONTACT,
    DISCLAIMS,
    ENGLISH_PHRASES,
    INTRODUCES,
    NAMES_ONLY,
    PASSWORD,
    SENTENCE,
    SET_PHRASES,
)

_SHOWN = 60
_LEFT = 4  # letters
_LINES = 300

_ORIGINAL = re.compile(
    r"^\s*(?:[-_*]{2,}\s*(?:original message|forwarded message|元のメッセージ|転送(?:元|された|メッセージ)|返信元)"
    r"|on .{5,120} wrote:|\d{4}[年/-].{5,120}(?:[:：]|wrote:|のメール[:：]?|書きました[:：]?)\s*$"
    r"|(?:from|差出人|送信者)\s*[:：].*@)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^\s*[>|]")
_LETTER = re.compile(r"\w")
_JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")
_ENGLISH = re.compile(r"[A-Za-z]{2,}")
_ENGLISH_WORDS = 4


def what_it_says(text: str) -> str:
    """The first line that says more than mails usually do, cut to be shown; "" where none does."""
    for line in _own_lines(text)[:_LINES]:
        for unit in re.split(r"(?<=[。！？!?])", line):
            unit = unit.strip()
            if _says_something(unicodedata.normalize("NFKC", unit).rstrip("。!?. ")):
                return unit if len(unit) <= _SHOWN else unit[: _SHOWN - 1] + "…"
    return ""


def wording(text: str) -> str:
    """What tells the sender's own text from any other; how many blanks or line ends there are is the program's."""
    return hashlib.sha256(" ".join(" ".join(_own_lines(text)).split()).encode(errors="replace")).hexdigest()


def _own_lines(text: str) -> list[str]:
    """The lines that the sender wrote: not what is quoted, and nothing behind the mail that is answered."""
    own: list[str] = []
    for line in text.splitlines():
        if _ORIGINAL.match(line):
            break
        if not _QUOTED.match(line):
            own.append(line.strip())
    return own


def _says_something(unit: str) -> bool:
    if PASSWORD.search(unit) or DISCLAIMS.search(unit):
        return False
    left = NAMES_ONLY.sub("", unit)
    if ASKS.search(left):
        return True
    if ADDRESSED.search(left) or CONTACT.search(left) or INTRODUCES.search(left):
        return False
    if not _JAPANESE.search(left):
        return len(_ENGLISH.findall(left)) >= _ENGLISH_WORDS and not ENGLISH_PHRASES.match(left)
    return bool(SENTENCE.search(left)) and len(_LETTER.findall(SET_PHRASES.sub("", left))) >= _LEFT
