"""An .xlsx as a package: its parts, their types, and the relations between them."""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = {
    "m": MAIN,
    "r": RELATIONS,
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "xm": "http://schemas.microsoft.com/office/excel/2006/main",
}
TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of a part: its kind (the last word of its type) and the part or address it leads to."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a workbook, read once."""

    parts: dict[str, etree._Element]
    relations: dict[str, dict[str, Relation]]
    """By part, then by id; "" holds those of the package itself."""
    names: list[str]
    broken: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Package:
        """Every part as a tree; one that cannot be parsed is a problem."""
        parts: dict[str, etree._Element] = {}
        broken: list[str] = []
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            for name in dict.fromkeys(names):
                if name.endswith((".xml", ".rels", ".vml")):
                    try:
                        parts[name] = etree.fromstring(archive.read(name))
                    except etree.XMLSyntaxError as error:
                        broken.append(f"{name}: no XML: {error}")
        relations = {_owner(name): _relations(name, tree) for name, tree in parts.items() if name.endswith(".rels")}
        return cls(parts, relations, names, broken)

    def problems(self) -> list[str]:
        """Parts twice, unreadable, untyped or missing, and relations that lead nowhere."""
        twice = (f"{name}: stands twice in the package" for name, count in Counter(self.names).items() if count > 1)
        return [*self.broken, *twice, *self._untyped(), *self._leading_nowhere(), *self._unknown_ids()]

    def related(self, part: str, kind: str) -> list[str]:
        """Parts that a part leads to by relations of a kind (`worksheet`, `table` …)."""
        return [found.target for found in self.relations.get(part, {}).values() if found.kind == kind]

    def _untyped(self) -> Iterator[str]:
        types = self.parts.get(TYPES)
        if types is None:
            yield f"{TYPES}: missing"
            return
        endings = {str(one.get("Extension")).lower() for one in types.iter("{*}Default")}
        named = {str(one.get("PartName")).lstrip("/") for one in types.iter("{*}Override")}
        for name in self.names:
            if name != TYPES and name not in named and name.rpartition(".")[2].lower() not in endings:
                yield f"{name}: has no content type"
        yield from (f"{name}: has a content type and is missing" for name in sorted(named - set(self.names)))

    def _leading_nowhere(self) -> Iterator[str]:
        there = set(self.names)
        for part, relations in self.relations.items():
            for key, relation in relations.items():
                if not relation.external and relation.target not in there:
                    yield f"{part or 'package'}: relation {key} leads to {relation.target}, which is missing"

    def _unknown_ids(self) -> Iterator[str]:
        for part, tree in self.parts.items():
            known = self.relations.get(part, {})
            for used in sorted(set(_ids(tree)) - set(known)):
                yield f"{part}: uses relation {used}, which does not exist"


def _ids(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter("*"):
        yield from (str(value) for name, value in element.items() if str(name).startswith(f"{{{RELATIONS}}}"))


def _owner(name: str) -> str:
    """`xl/_rels/workbook.xml.rels` → `xl/workbook.xml`; the package's own are those of ""."""
    folder, file = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _relations(name: str, tree: etree._Element) -> dict[str, Relation]:
    folder = posixpath.dirname(_owner(name))
    found: dict[str, Relation] = {}
    for one in tree.iter("{*}Relationship"):
        target, external = str(one.get("Target")), one.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[str(one.get("Id"))] = Relation(str(one.get("Type")).rpartition("/")[2], target, external)
    return found
