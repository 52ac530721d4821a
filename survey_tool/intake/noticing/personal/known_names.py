"""Which words are Japanese surnames and given names, in kanji, kana and letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from survey_tool.intake.noticing.personal.plain_width import one_form

_LONG_VOWEL = re.compile(r"(?<=o)[uoh](?![aiueo])|(?<=u)u")
_HEPBURN = (
    ("shi", "si"), ("chi", "ti"), ("tsu", "tu"), ("fu", "hu"), ("ji", "zi"),
    ("sh", "sy"), ("ch", "ty"), ("j", "zy"), ("mb", "nb"), ("mp", "np"), ("mm", "nm"),
)  # fmt: skip
_NO_GIVEN_NAMES = frozenset({"中央", "日本", "東京", "県", "市", "町", "村", "区", "府", "都", "道", "郡", "駅", "港", "線", "川", "山"})  # fmt: skip
"""What the list has as rare names, and what nearly always is something else behind the name of a place."""
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}


@dataclass(frozen=True)
class KnownNames:
    """Names as they are written; `kana` are readings in hiragana, `letters` in lower case, as `as_compared` has them."""

    surnames: frozenset[str]
    given: frozenset[str]
    surname_kana: frozenset[str]
    given_kana: frozenset[str]
    surname_letters: frozenset[str]
    given_letters: frozenset[str]


@cache
def known_names() -> KnownNames:
    """All names that the list has; read once."""
    from japanese_personal_name_dataset import load_dataset  # takes its time, which only what judges needs

    men, women, last = load_dataset(kind="org", include_last_names=True)
    readings = {**men, **women}
    kanji = (name for names in (men, women) for entry in names.values() for name in entry["kanji"])
    return KnownNames(
        surnames=_all(one_form, last),
        given=_all(one_form, kanji) - _NO_GIVEN_NAMES,
        surname_kana=frozenset(entry["reading"] for entry in last.values()),
        given_kana=frozenset(readings),
        surname_letters=_all(as_compared, (entry["en"] for entry in last.values())),
        given_letters=_all(as_compared, (entry["en"] for entry in readings.values())),
    )


def _all(written: Callable[[str], str], names: Iterable[str]) -> frozenset[str]:
    """Names as texts have them that are looked through; all in one go, since there are 90,000."""
    return frozenset(written("\n".join(names)).split("\n"))


def as_compared(letters: str) -> str:
    """A name in letters as it is held against the list: Satou, Satoh and Sato are one, Mitsuru and Mituru are."""
    kunrei = letters.lower()
    for hepburn, written in _HEPBURN:
        kunrei = kunrei.replace(hepburn, written)
    return _LONG_VOWEL.sub("", kunrei)


def in_hiragana(kana: str) -> str:
    """Katakana as hiragana."""
    return kana.translate({katakana: hiragana for hiragana, katakana in _TO_KATAKANA.items()})
