"""Texts of mails, whose character set is often declared wrongly or not at all."""

from __future__ import annotations

import re
from email.header import decode_header
from html.parser import HTMLParser

_JIS = re.compile(rb"\x1b\$[@B]([^\x1b]*)|\x1b\(I([^\x1b]*)|\x1b\([BJ]")
_SAYS_NOTHING = re.compile(
    r"(?:us-?)?ascii|iso-?8859-\d+|latin-?\d|(?:windows-|cp)125\d|unknown.*|x-unknown|.*8bit", re.IGNORECASE
)
_JIS_NAMES = ("iso-2022-jp", "iso2022_jp", "csiso2022jp")
_GUESSES = ("utf-8", "cp932", "euc_jis_2004")


def decoded(content: bytes, charset: str | None) -> str:
    """The text: as declared where that holds, else in the first of the character sets of Japan that fits."""
    if b"\x1b$" in content:
        return _from_jis(content)
    declared = (charset or "").strip().lower()
    declared = "cp932" if declared in ("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j") else declared
    known = bool(declared) and not _SAYS_NOTHING.fullmatch(declared) and declared not in _JIS_NAMES
    for each in (*((declared,) if known else ()), *_GUESSES):
        try:
            return content.decode(each)
        except (UnicodeError, LookupError, ValueError):
            continue
    return content.decode("utf-8", "replace")


def _from_jis(content: bytes) -> str:
    """ISO-2022-JP with what Outlook adds to it: ① and its like, half-width kana."""

    def to_euc(found: re.Match[bytes]) -> bytes:
        if found[1] is not None:
            return bytes(byte | 0x80 if byte > 0x20 else byte for byte in found[1])
        return b"".join(bytes((0x8E, byte | 0x80)) for byte in found[2] or b"")

    return _JIS.sub(to_euc, content).decode("euc_jis_2004", "replace")


def header_text(raw: object) -> str:
    """A header or a file name: encoded words decoded, also neighbours that split a character; raw bytes guessed."""
    text = str(raw or "")
    text = re.sub(r"\r?\n[ \t]*", " ", text)
    try:
        pieces = decode_header(text)
    except (ValueError, LookupError):  # an encoded word that is none
        return text.strip()
    return "".join(_piece(content, charset) for content, charset in pieces).strip()


def _piece(content: bytes | str, charset: str | None) -> str:
    if isinstance(content, bytes):
        return decoded(content, charset)
    try:
        raw = content.encode("ascii", "surrogateescape")
    except UnicodeError:
        return content
    return content if content.isascii() and "\x1b" not in content else decoded(raw, None)


class _Text(HTMLParser):
    """The text of a page, a line where it shows one."""

    _BREAKS = frozenset({"br", "p", "div", "tr", "li", "hr", "blockquote", "table"})
    _SILENT = frozenset({"style", "script", "head", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self._silent += tag in self._SILENT
        if tag in self._BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self._SILENT and self._silent > 0
        if tag in self._BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data.replace("\r", "").replace("\n", " "))


def text_of_page(page: str) -> str:
    """What an HTML body shows, without its markup."""
    parser = _Text()
    parser.feed(page)
    parser.close()
    return "".join(parser.pieces)
