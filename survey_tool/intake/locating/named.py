"""Of which prefecture a name speaks: of a file, a folder, an archive, in a mail, in Japanese or in Latin letters.

A prefecture's own name with its ending counts wherever it stands (`愛媛県庁からの転送`). Without it a name counts only where it
stands alone or beside what people add to the name of a return (`大阪_回答`, `愛媛分`): 青森市, 福島区 and 京都郡 are municipalities.
The name that forms go out under speaks for itself, whatever was added. What speaks of several prefectures is evidence of none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from survey_tool.form.contract.file_names import prefecture_of_form
from survey_tool.wording.addresses import addresses_in

if TYPE_CHECKING:
    from survey_tool.reference.places import Places

_NOT_MEANT = {"京都府": "東"}  # 東京都府中市 is not in 京都府
_REGIONS = "東北|関東|甲信越|信越|北陸|東海|中部|近畿|関西|中国|四国|九州"
_TOGETHER = "[・、,/&-]"
_BEFORE, _BEHIND = (
    "(?:回答|提出|再提出|調査票|調査)?",
    "(?:(?:から|より|分|回答|提出|再提出|調査票|調査|修正|差替|最終|最新).*)?",
)
_WORDS = re.compile(r"[a-z]+|[^\W\d_a-z]+")
_ENDINGS = ("prefecture", "pref", "ken", "fu", "to")
_NOT_A_PREFECTURE = frozenset(
    {"shi", "city", "ku", "ward", "gun", "cho", "machi", "town", "mura", "son", "village", "tohoku", "kyushu"}
)
"""Words beside a name in Latin letters that make it a municipality's or part of a region's."""
_SPELLED = {
    "hokkaidou": "hokkaido",
    "toukyou": "tokyo",
    "tokyou": "tokyo",
    "kyouto": "kyoto",
    "oosaka": "osaka",
    "ohsaka": "osaka",
    "hyougo": "hyogo",
    "hyohgo": "hyogo",
    "kouchi": "kochi",
    "kohchi": "kochi",
    "ooita": "oita",
    "ohita": "oita",
    "gumma": "gunma",
}
"""Ways to write long vowels and 群馬, beside the official ones."""
_OFFICIAL_DOMAIN = re.compile(r"(?:.+\.)?(?:pref\.([a-z]+)|metro\.(tokyo))\.(?:lg\.)?jp")
_PUBLIC_BODY = re.compile(r"(?:.+\.)?(?:lg\.jp|(?:pref|metro)\.[a-z-]+\.jp)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """`code`: the one prefecture of which a text speaks, if it does. `mentioned`: all of which it could be meant to speak."""

    code: str | None = None
    mentioned: frozenset[str] = frozenset()

    def says_another_than(self, code: str) -> bool:
        """Whether it speaks of one prefecture, and that of another than this one."""
        return self.code is not None and self.code != code and code not in self.mentioned


@dataclass(frozen=True, slots=True)
class _Names:
    """What prefectures are called: `whole` finds names with their ending, `joint` regions that are named with one of them."""

    codes: Mapping[str, str]
    whole: re.Pattern[str]
    alone: re.Pattern[str]
    joint: re.Pattern[str]


@lru_cache(maxsize=4)
def _names_of(names: tuple[tuple[str, str, str], ...]) -> _Names:
    whole = {ja: code for code, ja, _ in names}
    short = {ja[:-1]: code for ja, code in whole.items() if ja != "北海道"}
    latin = {en.lower(): code for code, _, en in names}
    latin |= {spelled: latin[name] for spelled, name in _SPELLED.items() if name in latin}
    either = "|".join((*whole, *short))
    return _Names(
        {**whole, **short, **latin},
        re.compile("|".join(f"(?<!{_NOT_MEANT[ja]}){ja}" if ja in _NOT_MEANT else ja for ja in whole)),
        re.compile(f"{_BEFORE}({'|'.join(short)}){_BEHIND}"),
        re.compile(
            f"北海道東北|九州沖縄|(?:{either}){_TOGETHER}(?:{_REGIONS})(?!中央)|(?:{_REGIONS}){_TOGETHER}(?:{either})"
        ),
    )


def _names(places: Places) -> _Names:
    return _names_of(tuple((code, each.name.ja, each.name.en) for code, each in places.prefectures.items()))


def spoken_of(text: str, places: Places, *, whole_only: bool = False) -> Spoken:
    """Of which prefecture the name of a file, a folder or an archive speaks; `whole_only` where people are named too, who may
    be called 山口 or 石川: by a name with its ending."""
    if (code := prefecture_of_form(text, places)) is not None:
        return Spoken(code) if code in places.prefectures else Spoken()
    names = _names(places)
    plain = names.joint.sub(" ", unicodedata.normalize("NFKC", text))
    whole = {names.codes[name] for name in names.whole.findall(plain)}
    alone = _alone(plain, names)
    codes = whole if whole or whole_only else alone
    return Spoken(next(iter(codes)) if len(codes) == 1 else None, frozenset(whole | alone))


def nearest_prefecture(path: str, places: Places) -> str | None:
    """The prefecture of a form that does not say it: of which its name speaks, else the folder or archive that holds it."""
    found = (spoken_of(part, places).code for part in reversed(path.split("/")))
    return next(filter(None, found), None)


def prefecture_of_address(address: str, places: Places, known: Mapping[str, str]) -> str | None:
    """The prefecture of a mail address: as it is `known` (addresses and domains with their codes; "" for what is nobody's),
    else by a domain of the usual form, pref.NAME.lg.jp or pref.NAME.jp."""
    address = address.lower()
    domain = address.rpartition("@")[2]
    for each in (address, domain):
        if each in known:
            return known[each] or None
    official = _OFFICIAL_DOMAIN.fullmatch(domain)
    return _names(places).codes.get(official[1] or official[2]) if official else None


def is_of_a_public_body(domain: str) -> bool:
    """Whether a domain belongs to a prefecture or municipality, as no free-mail domain does."""
    return _PUBLIC_BODY.fullmatch(domain.lower()) is not None


def address_and_name(sender: str) -> tuple[str, str]:
    """The address in what a mail says of its sender, and the name beside it; "" where there is none."""
    found = addresses_in(sender)
    address = found[-1] if found else ""
    return address, sender.replace(address, "") if address else sender


def _alone(text: str, names: _Names) -> set[str]:
    """The prefectures whose name stands alone, without its ending or in Latin letters."""
    words = _WORDS.findall(text.casefold())
    found = {names.codes[meant[1]] for word in words if (meant := names.alone.fullmatch(word))}
    for before, word, behind in zip(["", *words], words, [*words[1:], ""], strict=False):
        code = _latin(word, names)
        if code and behind not in _NOT_A_PREFECTURE and before not in (*_NOT_A_PREFECTURE, "of"):
            found.add(code)
    return found


def _latin(word: str, names: _Names) -> str | None:
    """The prefecture that a word in Latin letters names, an ending such as `ken` included."""
    stems = (word.removesuffix(ending) for ending in ("", *_ENDINGS)) if word.isascii() else ()
    return next((names.codes[stem] for stem in stems if stem in names.codes), None)
