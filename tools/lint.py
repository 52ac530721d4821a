"""What ruff and mypy do not see: code that nobody needs, and functions that take too much thought.

    python tools/lint.py

Dead is what no module of the product uses (that a test uses it does not make it alive), and whatever nobody at all uses
in tests, tools and benchmarks. Too much thought is a cognitive complexity above `MOST`. What may stay nevertheless
stands in `exceptions.toml`, each with its reason; an exception that is no longer needed is a mistake too.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import complexipy
from vulture import Vulture

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = "survey_tool"
BESIDE = ("tests", "tools", "benchmarks", "docs")
EXCEPTIONS = Path(__file__).with_name("exceptions.toml")
MOST = 15


def main() -> int:
    """Print every complaint; 1 if there is one."""
    exceptions = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))
    complaints = [
        *_against("used by nobody", set(dead()), exceptions["dead"]),
        *_against(f"more than {MOST} in cognitive complexity", set(complicated()), exceptions["complicated"]),
    ]
    print("\n".join(complaints) if complaints else "Nothing dead, nothing too complicated.")
    return 1 if complaints else 0


def dead() -> Iterator[str]:
    """`path: name` of everything unused, but for what a template asks for, and what a library uses by itself:
    fields of models, methods of its classes."""
    in_templates = _named_in_templates()
    for paths, shown in (((PRODUCT,), (PRODUCT,)), ((PRODUCT, *BESIDE), BESIDE)):
        used = ["@model_validator", "@field_validator", "@pytest.fixture"]
        finder = Vulture(ignore_names=["pytestmark"], ignore_decorators=used)  # pytest reads it
        finder.scavenge([ROOT / path for path in paths])
        for found in finder.get_unused_code():
            path = Path(found.filename).relative_to(ROOT)
            if path.parts[0] in shown and not (
                found.name in in_templates or _used_by_a_library(path, found.first_lineno, found.name)
            ):
                yield f"{path.as_posix()}: {found.name}"


def _named_in_templates() -> set[str]:
    """Every name that a template of a page asks for."""
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / PRODUCT).rglob("templates/*.html"))
    asked = (piece for text in texts for piece in re.findall(r"\{[{%].*?[%}]\}", text, re.DOTALL))
    return {name for piece in asked for name in re.findall(r"[A-Za-z_]\w*", re.sub(r"\"[^\"]*\"|'[^']*'", "", piece))}


def complicated() -> Iterator[str]:
    """`path: function` of every function that takes more thought than `MOST`."""
    for path in sorted(one for folder in (PRODUCT, *BESIDE) for one in (ROOT / folder).rglob("*.py")):
        for function in complexipy.file_complexity(str(path)).functions:
            if function.complexity > MOST:
                yield f"{path.relative_to(ROOT).as_posix()}: {function.name}"


def _used_by_a_library(path: Path, line: int, name: str) -> bool:
    """Whether it is a field of a pydantic model, or stands in for something of a class that is not ours."""
    if path.parts[0] != PRODUCT or (within := _class_at(path, line)) is None:
        return False
    module = import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
    kind = getattr(module, within)
    theirs = [base for base in kind.__mro__ if not base.__module__.startswith(PRODUCT)]
    return name in getattr(kind, "model_fields", ()) or any(name in vars(base) for base in theirs)


def _class_at(path: Path, line: int) -> str | None:
    """The name of the class of a module in which a line stands."""
    classes = [
        node for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)
    ]
    return next((node.name for node in classes if node.lineno <= line <= (node.end_lineno or 0)), None)


def _against(what: str, found: set[str], allowed: dict[str, str]) -> Iterator[str]:
    yield from (f"{one} ({what})" for one in sorted(found - set(allowed)))
    yield from (f"{one} (no longer {what}: strike it from {EXCEPTIONS.name})" for one in sorted(set(allowed) - found))
    for one, reason in allowed.items():
        if not reason.strip() or reason.startswith("to be "):  # a promise is no reason
            yield f"{one} (an exception without a reason)"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
