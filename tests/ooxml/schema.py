"""Proof part by part against the schemas of ISO/IEC 29500-4, whose folder `$OOXML_XSD` names."""

from __future__ import annotations

import copy
import functools
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import pytest
from lxml import etree

from tests.ooxml.package import Package

VARIABLE = "OOXML_XSD"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
SCHEMAS = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "sml.xsd",
    f"{_DRAWING}main": "dml-main.xsd",
    f"{_DRAWING}chart": "dml-chart.xsd",
    f"{_DRAWING}spreadsheetDrawing": "dml-spreadsheetDrawing.xsd",
    f"{_OFFICE}extended-properties": "shared-documentPropertiesExtended.xsd",
    f"{_OFFICE}custom-properties": "shared-documentPropertiesCustom.xsd",
}
"""By the namespace of a part's first element. Parts of the packaging standard (types, relations, core properties) and
the drawings of notes (VML) have no schema among them."""


def xsd_problems(path: Path) -> list[str]:
    """Where a part is not valid; skips the test, saying so, where `$OOXML_XSD` names no folder."""
    folder = os.environ.get(VARIABLE)
    if not folder:
        pytest.skip(f"{VARIABLE} does not name the folder of the ISO/IEC 29500-4 schemas")
    package = Package.read(path)
    found = list(package.broken)
    for name, tree in package.parts.items():
        file = SCHEMAS.get(etree.QName(tree).namespace or "")
        if file is not None:
            found += [f"{name}: {problem}" for problem in _part_problems(tree, _schema(Path(folder) / file))]
    return found


@functools.cache
def _schema(path: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(path))


def _part_problems(tree: etree._Element, schema: etree.XMLSchema) -> list[str]:
    standard = _without_extensions(tree)
    schema.validate(standard)
    # Its stubs do not know that the log can be iterated.
    return [f"line {error.line}: {error.message}" for error in cast(Iterable[Any], schema.error_log)]


def _without_extensions(tree: etree._Element) -> etree._Element:
    """A copy without what the part itself calls ignorable, and without `xml:space` on texts, which is allowed."""
    standard = copy.deepcopy(tree)
    prefixes = str(standard.attrib.pop(f"{{{COMPATIBILITY}}}Ignorable", "")).split()
    ignorable = {standard.nsmap.get(prefix) for prefix in prefixes}
    for element in list(standard.iter("*")):
        if etree.QName(element).namespace in ignorable:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for name in list(element.attrib):
            if name == XML_SPACE or etree.QName(name).namespace in ignorable:
                del element.attrib[name]
    return standard
