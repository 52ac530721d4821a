"""Office Open XML packages (.xlsx, .xlsm, .xlsb): which part is what, and what is seen but not read."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from survey_tool.intake.formats.inspected import counted
from survey_tool.intake.formats.packages.xmltext import elements
from survey_tool.intake.formats.refusal import Refusal, damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from survey_tool.intake.cells.addresses import CellPlace
    from survey_tool.intake.cells.grid import IgnoredKind
    from survey_tool.intake.cells.noted import Ignored
    from survey_tool.intake.formats.packages.zipped import Archive

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MACRO_SHEETS = ("xlMacrosheet", "xlIntlMacrosheet")
ROOT = ""
_CONTROL_MB = 8
_SEEN_IN_WORKBOOK: dict[str, IgnoredKind] = {
    "vbaProject": "macros",
    "externalLink": "external-links",
    "connections": "external-links",
}
_SEEN_IN_SHEET: dict[str, IgnoredKind] = {
    "comments": "comments",
    "threadedComment": "comments",
    "oleObject": "embedded-files",
    "package": "embedded-files",
    "control": "embedded-files",
    "pivotTable": "pivot-tables",
}
_SEEN_IN_DRAWING: dict[str, IgnoredKind] = {
    "pic": "pictures",
    "sp": "drawings",
    "cxnSp": "drawings",
    "graphicFrame": "charts",
}


_ANCHOR = re.compile(rb"<(?:\w+:)?(?:one|two)CellAnchor\b.*?</(?:\w+:)?(?:one|two)CellAnchor>", re.DOTALL)
_FROM = re.compile(
    rb"<(?:\w+:)?from>\s*<(?:\w+:)?col>\s*([0-9]{1,7})\s*<.*?<(?:\w+:)?row>\s*([0-9]{1,7})\s*<", re.DOTALL
)
_PICTURE = re.compile(rb"""<(?:\w+:)?pic[\s>]|\sprst\s*=\s*["'](?:ellipse|donut|flowChartConnector)["']""")


class Relationship(NamedTuple):
    """One arrow from a part to another: `kind` is the last word of its type, `target` the name of the other part."""

    kind: str
    target: str


class Package:
    """The parts of one Office file and the arrows between them."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._spelling = {name.lower(): name for name in archive.members}
        if len(self._spelling) < len(archive.members):
            raise Refusal("file-hostile", "twice", part=_first_twin(archive))

    def part(self, name: str) -> str | None:
        """The member that holds a part; capital and small letters do not differ."""
        return self._spelling.get(name.lower())

    def read(self, name: str) -> bytes:
        """A part that must be there."""
        member = self.part(name)
        if member is None:
            raise damaged()
        return self.archive.read(member)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """By id, the arrows to parts inside the package; those that lead out of it are left out."""
        folder, base = posixpath.split(part)
        member = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        if member is None:
            return {}
        return {
            element.attributes.get("Id", ""): Relationship(
                element.attributes.get("Type", "").rpartition("/")[2],
                _resolve(folder, element.attributes.get("Target", "")),
            )
            for element in elements(self.archive.read(member, _CONTROL_MB), member)
            if element.name == "Relationship" and element.attributes.get("TargetMode") != "External"
        }

    def main_part(self) -> str:
        """The part that the package is about; "" where it says nothing."""
        for arrow in self.relationships(ROOT).values():
            if arrow.kind == "officeDocument":
                return arrow.target
        return "xl/workbook.xml" if self.part("xl/workbook.xml") else ""

    def seen_in_workbook(self, arrows: dict[str, Relationship]) -> list[Ignored]:
        """Macros and links to other files."""
        return counted([_SEEN_IN_WORKBOOK[arrow.kind] for arrow in arrows.values() if arrow.kind in _SEEN_IN_WORKBOOK])

    def seen_in_sheet(self, part: str, sheet: str) -> tuple[list[Ignored], frozenset[CellPlace]]:
        """Comments, pictures and whatever else lies over or beside the cells of a sheet; and the cells in which pictures
        and drawn circles begin."""
        kinds: list[IgnoredKind] = []
        pictures: set[CellPlace] = set()
        for arrow in self.relationships(part).values():
            if arrow.kind in _SEEN_IN_SHEET:
                kinds.append(_SEEN_IN_SHEET[arrow.kind])
            elif arrow.kind == "drawing":
                drawing = self.read(arrow.target)
                names = [element.name for element in elements(drawing, arrow.target)]
                kinds += [_SEEN_IN_DRAWING[name] for name in names if name in _SEEN_IN_DRAWING]
                pictures.update(_pictures_in(drawing))
        return counted(kinds, sheet), frozenset(pictures)


def _pictures_in(drawing: bytes) -> Iterator[CellPlace]:
    for anchor in _ANCHOR.findall(drawing):
        if _PICTURE.search(anchor) and (place := _FROM.search(anchor)):
            yield int(place[2]) + 1, int(place[1]) + 1


def _resolve(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _first_twin(archive: Archive) -> str:
    seen = set()
    for name in archive.members:
        if name.lower() in seen:
            return name
        seen.add(name.lower())
    return ""


def arrows_to_sheets(sheets: int, ending: str) -> bytes:
    """The relationships `rId1` … of a workbook of ours to its sheets `worksheets/sheet1.{ending}` …"""
    return arrows_part(
        "".join(
            f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.{ending}"/>'
            for number in range(1, sheets + 1)
        )
    )


def arrows_part(arrows: str) -> bytes:
    """A part of relationships."""
    return f'<Relationships xmlns="{PACKAGE}/relationships">{arrows}</Relationships>'.encode()
