"""Cells of an .ods that show something else than they hold. What a cell shows stands beside its value, as text; which parts
of a day are shown, and what is struck out, stands in its style."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from typing import TYPE_CHECKING

from survey_tool.intake.cells.noted import Shown
from survey_tool.intake.formats.packages.xmltext import elements, unescape
from survey_tool.intake.formats.shown.number_format import as_day, as_number
from survey_tool.intake.formats.shown.strokes import left_over

if TYPE_CHECKING:
    from collections.abc import Iterable

    from survey_tool.intake.cells.grid import CellValue
    from survey_tool.intake.formats.inspected import Look
    from survey_tool.intake.formats.packages.xmltext import Element
    from survey_tool.intake.formats.shown.strokes import Run

_BODY = b"<office:body"
_PARTS = {"year": "y", "month": "m", "day": "d"}
_ATTRIBUTE = re.compile(rb"""\stable:(?:default-cell-)?style-name\s*=\s*["']([^"']*)["']""")
_TYPE = re.compile(rb"""\soffice:value-type\s*=\s*["']([a-z]+)["']""")
_PIECE = re.compile(rb"<(?P<close>/?)(?P<name>[\w:.-]+)(?P<attributes>[^<>]*?)(?P<empty>/?)>|(?P<text>[^<]+)")
_SPAN_STYLE = re.compile(rb"""\stext:style-name\s*=\s*["']([^"']*)["']""")
_TIMES = re.compile(rb"""\stext:c\s*=\s*["']([0-9]{1,4})["']""")
_MARKS = re.compile(rb"<[^<>]*>")
_BESIDE = re.compile(rb"<(office:annotation|draw:[a-z-]+)\b.*?</\1>", re.DOTALL)  # comments and shapes hold texts too
_STRUCK = ("text-line-through-style", "text-line-through-type")


def style_name(attributes: bytes) -> str:
    """The cell style that a tag names, "" for none."""
    found = _ATTRIBUTE.search(attributes)
    return found[1].decode("utf-8", "replace") if found else ""


class OdsStyles:
    """The styles of a document: which are struck out, and which parts of a day (`ymd`) they show."""

    def __init__(self, content: bytes, named: bytes, part: str) -> None:
        """`content` and `named`: the parts `content.xml` and `styles.xml`, the latter b"" where there is none."""
        self._struck: dict[str, bool] = {}
        self._parents: dict[str, str] = {}
        self._data: dict[str, str] = {}
        self._days: dict[str, set[str]] = {}
        if named:
            self._read(elements(named, part))
        self._read(elements(content[: max(content.find(_BODY), 0)], part, whole=False))

    def _read(self, tags: Iterable[Element]) -> None:
        style = day = ""
        for name, attributes in tags:
            called = attributes.get("name", "")
            if name == "style":
                style, day = called, ""
                self._parents[style] = attributes.get("parent-style-name", "")
                self._data[style] = attributes.get("data-style-name", "")
            elif name.endswith("-style"):
                style, day = "", called * (name == "date-style")
                self._days[day] = set()
            elif (
                name == "text-properties"
                and style
                and (said := [attributes[each] for each in _STRUCK if each in attributes])
            ):
                self._struck[style] = any(each != "none" for each in said)
            elif day and name in _PARTS:
                self._days[day].add(_PARTS[name])

    @property
    def any_struck(self) -> bool:
        return any(self._struck.values())

    def is_struck(self, style: str) -> bool | None:
        """Whether a style, or one that it is made from, strikes out; None where none of them says anything of it."""
        for _ in range(8):
            if style in self._struck or not style:
                break
            style = self._parents.get(style, "")
        return self._struck.get(style)

    def look(self, attributes: bytes, style: str, inside: bytes) -> Look | None:
        """How a cell shows itself: `attributes` of its tag, its own or inherited `style`, and what stands `inside`."""
        kind = _TYPE.search(attributes)
        if kind is None:
            return None
        struck = self.is_struck(style)
        inside = _BESIDE.sub(b"", inside)
        runs = tuple(self._runs(inside)) if self.any_struck and b"<text:span" in inside else ()
        if struck or any(run for _, run in runs):
            return partial(left_over, runs=runs, cell=bool(struck))
        text = _words(inside)
        if not text.strip("# "):
            return _hidden if not text and b"<text:p" in inside else None
        if kind[1] == b"date":
            return partial(_day, text=text, parts=self._days.get(self._data.get(style, ""), set("ymd")))
        return partial(_number, text=text) if kind[1] in (b"float", b"percentage", b"currency") else None

    def _runs(self, inside: bytes) -> Iterable[Run]:
        """The runs of all paragraphs, which the reading library joins by line ends."""
        spans: list[bool | None] = [None]
        paragraphs = 0
        for found in _PIECE.finditer(inside):
            name = found["name"]
            if name in (b"text:p", b"text:h") and not found["close"]:
                paragraphs += 1
                yield int(paragraphs > 1), None
            elif name == b"text:span" and found["close"]:
                spans = spans[:-1] or [None]
            elif name == b"text:span" and not found["empty"]:
                own = self._of_span(found["attributes"])
                spans.append(spans[-1] if own is None else own)
            elif name == b"text:s":
                times = _TIMES.search(found["attributes"])
                yield int(times[1]) if times else 1, spans[-1]
            elif name is None and paragraphs:
                text = unescape(found["text"].decode("utf-8", "replace"))
                yield len(text.encode("utf-16-le", "surrogatepass")) // 2, spans[-1]

    def _of_span(self, attributes: bytes) -> bool | None:
        style = _SPAN_STYLE.search(attributes)
        return self.is_struck(style[1].decode("utf-8", "replace")) if style else None


def _words(inside: bytes) -> str:
    return unescape(_MARKS.sub(b"", inside).decode("utf-8", "replace")).strip()


def _number(value: CellValue, text: str) -> Shown | None:
    return as_number(text, value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _day(value: CellValue, text: str, parts: set[str]) -> Shown | None:
    return as_day(text, parts, value) if isinstance(value, dt.date) else None


def _hidden(value: CellValue) -> Shown | None:
    """A number whose format shows nothing."""
    return None if isinstance(value, str) else Shown("format", None, "", value)
