"""The scripts of the page, which stand in modules of their own, put together as one text that needs no loading.

A module becomes a function that gives back what it exports, its imports take from what the modules before it gave back. What
the modules may use of the language is therefore narrow: `import { a, b as c } from "./other.js";` and `export` before
a declaration.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from graphlib import TopologicalSorter
from pathlib import Path

_IMPORT = re.compile(r'^import \{\s+([^}]+?),?\s+\} from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:const|class|function) (\w+))", re.MULTILINE)
_BEGINNING = """\
"use strict";
document.documentElement.classList.add("js");
document.addEventListener("DOMContentLoaded", () => {
const modules = {};
try {
"""
_END = """\
} catch (mistake) {
document.documentElement.classList.remove("js"); // the plain tables say the same
throw mistake;
}
});
"""


def read_modules(folder: Path) -> dict[str, str]:
    """The modules of a folder by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))}


def joined(modules: Mapping[str, str]) -> str:
    """All modules as one script, each after those that it imports. Raises `ValueError` for what cannot be joined."""
    needs = {name: [found[1] for found in _IMPORT.findall(text)] for name, text in modules.items()}
    order = TopologicalSorter(needs).static_order()
    return _BEGINNING + "".join(_as_function(name, modules[name]) for name in order) + _END


def _taken(imported: re.Match[str]) -> str:
    names = imported[1].replace(" as ", ": ")
    return f"const {{ {names} }} = modules.{imported[2]};"


def _as_function(name: str, text: str) -> str:
    exported = ", ".join(found[1] for found in _EXPORT.findall(text))
    body = _EXPORT.sub(r"\1", _IMPORT.sub(_taken, text))
    if left := re.search(r"^(?:import|export)\b.*", body, re.MULTILINE):
        raise ValueError(f"{name}.js: {left[0]}")
    return f"modules.{name} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"
