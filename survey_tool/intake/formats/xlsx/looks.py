"""Cells of an .xlsx that show something else than they hold: by their number format, or because of strokes through them.

The reading library knows of neither, so 2500000 that shows 2,500 would be published a thousandfold, and a withdrawn 120
before its correction 135 as 120135.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from survey_tool.intake.formats.packages.xmltext import elements, unescape
from survey_tool.intake.formats.shown.number_format import BUILT_IN, NumberFormat, shown, telling
from survey_tool.intake.formats.shown.strokes import left_over
from survey_tool.questionnaire.findings.cell_names import column_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from survey_tool.intake.cells.addresses import CellPlace
    from survey_tool.intake.formats.inspected import Look
    from survey_tool.intake.formats.packages.xmltext import Element
    from survey_tool.intake.formats.shown.strokes import Run

_LISTS = ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_CELL = rb'<c r="([A-Z]+)([0-9]+)"[^>]*?'
_SHARED = re.compile(_CELL + rb' t="s"[^>]*>\s*<v(?: [^>]*)?>\s*([0-9]{1,9})\s*<')
_INLINE = re.compile(_CELL + rb' t="inlineStr"[^>]*>(.*?)</c>', re.DOTALL)
_ITEM = re.compile(rb"<(?:[\w.-]+:)?si(?=[\s/>])(?:[^>]*/>|.*?</(?:[\w.-]+:)?si>)", re.DOTALL)
_RUN = re.compile(rb"<(?:[\w.-]+:)?r>(.*?)</(?:[\w.-]+:)?r>", re.DOTALL)
_TEXT = re.compile(rb"<(?:[\w.-]+:)?t(?: [^>]*)?>([^<]*)<")
_STROKE = re.compile(rb"""<(?:[\w.-]+:)?strike(?:\s+val\s*=\s*["'](?:1|true)["'])?\s*/>""")
_FONT = re.compile(rb"<(?:[\w.-]+:)?rPr[\s/>]")
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")


class CellStyles(NamedTuple):
    """What the number in a cell's attribute `s` means: the number formats that tell something, and what is struck out."""

    formats: Mapping[int, NumberFormat]
    struck: frozenset[int]


@lru_cache(maxsize=8)  # the same in all forms that a program saved
def cell_styles(styles: bytes, part: str) -> CellStyles:
    """The cell formats of a part `styles.xml`."""
    codes: dict[str, str] = {str(number): code for number, code in BUILT_IN.items()}
    fonts: list[bool] = []
    cells: list[tuple[str, str]] = []
    _read(elements(styles, part) if styles else (), codes, fonts, cells)
    striking = {str(number) for number, strikes in enumerate(fonts) if strikes}
    told = ((number, telling(codes.get(code, ""))) for number, (code, _) in enumerate(cells))
    return CellStyles(
        {number: form for number, form in told if form},
        frozenset(number for number, (_, font) in enumerate(cells) if font in striking),
    )


def _read(tags: Iterable[Element], codes: dict[str, str], fonts: list[bool], cells: list[tuple[str, str]]) -> None:
    """Codes by their number, which fonts strike out, and of each cell format its code's number and its font's."""
    inside = ""
    for name, attributes in tags:
        if name in _LISTS:
            inside = name
        elif name == "numFmt" and not inside:
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif inside == "fonts" and name == "font":
            fonts.append(False)
        elif inside == "fonts" and name == "strike" and fonts:
            fonts[-1] = attributes.get("val", "1") in ("1", "true")
        elif inside == "cellXfs" and name == "xf":
            cells.append((attributes.get("numFmtId", ""), attributes.get("fontId", "")))


def rich_texts(texts: bytes, styles: CellStyles) -> dict[int, tuple[Run, ...]]:
    """Of the shared texts those in several fonts, by their number, as runs; nothing where no stroke is drawn at all."""
    if b"strike" not in texts and not styles.struck:
        return {}
    items = ((number, _runs(found[0])) for number, found in enumerate(_ITEM.finditer(texts)))
    return {number: runs for number, runs in items if runs}


def looks(
    data: bytes, styles: CellStyles, texts: Mapping[int, tuple[Run, ...]], is_1904: bool
) -> dict[CellPlace, Look]:
    """The filled cells of a sheet that may show something else than they hold."""
    found: dict[CellPlace, Look] = {}
    if telling_styles := {*styles.formats, *styles.struck}:
        numbers = b"|".join(b"%d" % number for number in sorted(telling_styles))
        styled = re.compile(_CELL + rb' s="(' + numbers + rb')"[^>]*(?<!/)>(?!</c>)')
        for letters, digits, style in styled.findall(data):
            place = int(digits), column_number(letters)
            if int(style) in styles.struck:
                found[place] = left_over
            else:
                found[place] = partial(shown, styles.formats[int(style)], is_1904=is_1904)
    for place, runs in _rich_cells(data, texts, b"strike" in data or bool(styles.struck)):
        if runs:  # a text, whatever number format its cell has
            found[place] = partial(left_over, runs=runs, cell=found.get(place) is left_over)
    return found


def _rich_cells(
    data: bytes, texts: Mapping[int, tuple[Run, ...]], has_own: bool
) -> Iterator[tuple[CellPlace, tuple[Run, ...]]]:
    """The cells with texts in several fonts: shared ones, and those that cells hold themselves (`has_own`)."""
    for letters, digits, number in _SHARED.findall(data) if texts else ():
        yield (int(digits), column_number(letters)), texts.get(int(number), ())
    for letters, digits, inside in _INLINE.findall(data) if has_own else ():
        yield (int(digits), column_number(letters)), _runs(inside)


def _runs(item: bytes) -> tuple[Run, ...]:
    """The runs of a text in several fonts; one that names no font is in that of its cell."""
    return tuple(
        (_units(_TEXT.findall(run)), bool(_STROKE.search(run)) if _FONT.search(run) else None)
        for run in _RUN.findall(item)
    )


def _units(texts: list[bytes]) -> int:
    """The length of a run as the reading library finds it: entities and `_x000D_` are one character each."""
    text = _ESCAPED.sub("x", unescape(b"".join(texts).decode("utf-8", "replace"))).replace("\r\n", "\n")
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
