"""Addresses in a text: where somebody lives, mail that is one person's, links."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from survey_tool.intake.noticing.personal.known_names import as_compared, known_names
from survey_tool.wording.addresses import PATTERN, is_free_mail

_FIGURE = "[0-9〇一二三四五六七八九十]"
_DASH = "[-‐‑‒–—―−ー]"
_KANJI = "(?:[一-鿿々〆ヶケノ]|(?<![市区町村])が(?=[丘関台原岡浜崎島谷野里森池沢瀬山城]))"  # 自由が丘, but 市町村が
_BUILDINGS = "マンション|アパート|ハイツ|コーポ|メゾン|レジデンス|ハイム|パレス|ヴィラ|荘"
_HOME = re.compile(
    "|".join(
        (
            rf"〒 ?[0-9]{{3}}{_DASH}?[0-9]{{4}}",
            rf"{_FIGURE}+丁目 ?{_FIGURE}+(?:番(?:地|{_FIGURE}+号?)?|(?:(?:{_DASH}|の){_FIGURE}+)+号?)",
            rf"{_FIGURE}+番地(?:の?{_FIGURE}+)?|{_FIGURE}+番{_FIGURE}+号",
            # 令和6-7-1 and 2024-04-01 are days.
            rf"[市区町村郡字]{_KANJI}{{0,8}}(?<!令和)(?<!平成)(?<!昭和)(?!(?:19|20)[0-9]{{2}}{_DASH})"
            rf"[0-9]{{1,4}}{_DASH}[0-9]{{1,4}}{_DASH}[0-9]{{1,4}}(?![0-9])",
            rf"(?<!市)[町字]{_KANJI}{{0,4}}(?!(?:19|20)[0-9]{{2}}{_DASH})(?<!数)[0-9]{{1,4}}{_DASH}[0-9]{{1,3}}(?![0-9年月])",
            rf"大字{_KANJI}{{1,8}}[0-9]+",
            rf"(?:{_BUILDINGS})[^、。\n]{{0,8}}?[0-9]{{2,4}}(?:号室?)?",
            r"[0-9]{3,4}号室",
        )
    )
)
_SHOWN_BEFORE = re.compile(r"[^\s、。，．,：:；;（）()「」]{0,12}$")
_LINK = re.compile(
    r"https?://[!-~]+|www\.[!-~]+|(?<![@\w.+-])(?:[a-z0-9-]+\.)+(?:jp|com|org|info|io)(?:/[!-~]*)?(?![\w@.-])",
    re.IGNORECASE | re.ASCII,
)
_MAIL = re.compile(rf"(?<![\w.+-]){PATTERN}(?!\.?[\w@-])", re.ASCII)
_BETWEEN = re.compile(r"[^a-z]+")
_SHORTEST, _SHORTEST_ALONE = 3, 4  # letters of a surname beside a given name, and of one by itself
_SHORTEST_WITH_INITIAL = 6
_OF_OFFICES = frozenset({"ken", "shi", "cho", "fu", "to", "ku", "ka", "dx", "it", "ai", "web", "info"})
"""Names and initials that are more often something else: yamaguchi-ken is a prefecture."""


def homes(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses of houses stand, in a text of plain width; of streets and quarters without a number none."""
    last = 0
    for found in _HOME.finditer(text):
        before = _SHOWN_BEFORE.search(text, last, found.start())
        yield before.start() if before else found.start(), found.end()
        last = found.end()


def links(text: str) -> Iterator[tuple[int, int]]:
    """Where links stand, in a text of plain width."""
    return (found.span() for found in _LINK.finditer(text))


def personal_mail(text: str, places: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where addresses of mail stand that are one person's: at a provider for people, or with a surname before the @.

    `places` are names of places in letters, which stand there for an office.
    """
    if "@" in text:
        for found in _MAIL.finditer(text):
            if is_free_mail(found[0]) or _names_a_person(found[0].lower(), places):
                yield found.span()


def _names_a_person(address: str, places: Collection[str]) -> bool:
    name, _, domain = address.partition("@")
    offices = {*places, *domain.split(".")}
    words = [word for word in _BETWEEN.split(name) if word]
    if len(words) == 1:
        return _is_surname(words[0], offices, _SHORTEST_ALONE) or _with_initial(words[0], offices)
    known = known_names()
    given = {word for word in words if len(word) <= 2 or as_compared(word) in known.given_letters} - _OF_OFFICES
    return any(_is_surname(word, (), _SHORTEST) and given - {word} for word in words)


def _is_surname(word: str, offices: Collection[str], shortest: int) -> bool:
    return len(word) >= shortest and word not in offices and as_compared(word) in known_names().surname_letters


def _with_initial(word: str, offices: Collection[str]) -> bool:
    """Whether a surname and an initial, or a surname and a given name, stand together without anything between them."""
    if word in offices:
        return False
    known = known_names()
    if any(_is_surname(each, offices, _SHORTEST_WITH_INITIAL) for each in (word[1:], word[:-1])):
        return True
    parts = ((word[:at], word[at:]) for at in range(_SHORTEST, len(word) - 2))
    return any(
        (_is_surname(a, offices, _SHORTEST + 1) and as_compared(b) in known.given_letters)
        or (_is_surname(b, offices, _SHORTEST + 1) and as_compared(a) in known.given_letters)
        for a, b in parts
    )
