"""XML parts: what no spreadsheet program writes is refused, small parts are parsed."""

from __future__ import annotations

import re
import sys
from typing import NamedTuple
from xml.parsers import expat

from survey_tool.intake.formats.refusal import Refusal, damaged

_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_BOM = b"\xef\xbb\xbf"
_UTF8_NAMES = (b"utf-8", b"utf8", b"us-ascii", b"ascii")


class Element(NamedTuple):
    """A start tag of a small part: its local name, and its attributes by local name."""

    name: str
    attributes: dict[str, str]


def refuse_doctype(data: bytes, part: str) -> None:
    """No office program declares a document type, and entities that expand to gigabytes can only stand inside one."""
    if b"<!DOCTYPE" in data:
        raise Refusal("file-hostile", "doctype", part=part)


def refuse_encoding(head: bytes) -> None:
    """Only UTF-8: the reading library takes anything else for an empty sheet, and the checks here for noise."""
    if b"\x00" in head[:8] or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refusal("file-unreadable", "encoding")
    declared = _ENCODING.match(head[:200].removeprefix(_BOM))
    if declared and declared[1].lower() not in _UTF8_NAMES:
        raise Refusal("file-unreadable", "encoding")


def check(data: bytes, part: str) -> bytes:
    """The part itself, once both checks have passed."""
    refuse_encoding(data)
    refuse_doctype(data, part)
    return data


def elements(data: bytes, part: str, whole: bool = True) -> list[Element]:
    """Every start tag of a small part in its order, namespaces stripped; `Refusal` where it is no XML.

    `whole`: False for the beginning of a part.
    """
    check(data, part)
    found: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append(Element(_local(name), {_local(key): value for key, value in attributes.items()}))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    try:
        parser.Parse(data, whole)
    except (expat.ExpatError, ValueError) as error:
        raise damaged() from error
    return found


def unescape(text: str) -> str:
    """`&amp;` and its kind, as they stand in attributes, read as the characters they mean."""
    return _ENTITY.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    number = int(found[1]) if found[1] else int(found[2], 16)
    return chr(number) if number <= sys.maxunicode else found[0]


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
