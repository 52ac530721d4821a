"""A text in which every character stands in its plain width and form, none moved from its place."""

from __future__ import annotations

import unicodedata

# Forms of a character in names that are one name; the list of names knows most of them by the first.
_SAME_NAME = dict(zip("髙﨑濵邉邊齊德槗栁", "高崎浜辺辺斉徳橋柳", strict=True))


class _PlainWidth(dict[int, str]):
    """For `str.translate`: learns each character when it first comes."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        plain = unicodedata.normalize("NFKC", sign)
        self[code] = _SAME_NAME.get(plain, plain) if len(plain) == 1 else sign
        return self[code]


_PLAIN = _PlainWidth()


def one_form(text: str) -> str:
    """A text with the forms of a character in names made one."""
    for form, usual in _SAME_NAME.items():
        text = text.replace(form, usual)
    return text


def in_plain_width(text: str) -> str:
    """The text with figures, letters and signs in their plain width and forms of names made one; as long as before, so that
    what is found in it stands at the same place in the text."""
    return text.translate(_PLAIN)
