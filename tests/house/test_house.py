"""The rules of the house hold: who imports whom, what is imported when, what is written where, what a dependency costs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests import ROOT
from tools.tasks import TASKS

PACKAGE = ROOT / "survey_tool"
ORDER = {
    "survey_tool": (
        "wording", "settings", "questionnaire", "reference", "drawing", "form", "intake", "release", "post", "demo", "desk", "cli",
    ),
    "survey_tool.questionnaire": ("findings", "vocabulary", "asked", "described"),
    "survey_tool.form": ("contract", "printed", "entries", "live", "sheets"),
    "survey_tool.intake": (
        "cells", "formats", "opening", "understanding", "locating", "judging", "noticing", "settling",
        "redrawing",
    ),
    "survey_tool.release": ("choosing", "tables", "data", "dashboard", "page", "agreeing", "approval"),
    "survey_tool.release.page": ("words",),
    "survey_tool.release.dashboard": ("drawing", "facts", "frame", "hidden", "parts", "sheets"),
    "survey_tool.post": ("record", "letters", "sending", "status", "kinds", "incoming", "rounds", "forms"),
    "survey_tool.desk": ("words", "guard", "round", "pages"),
    "survey_tool.cli": ("console", "commands"),
}  # fmt: skip
"""The rooms of each folder in the order in which data pass them: a room imports from itself and from those before it."""
ROOMS = ORDER["survey_tool"]
MOST = 12
"""Modules and rooms that one folder may hold: what one can keep in mind."""
FACE = "__init__"
DOOR = "__main__"
"""Of the package: `python -m` goes through it into `cli`."""


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement: the module it stands in, what it names."""

    module: str
    name: str

    @property
    def package(self) -> str:
        return self.name.partition(".")[0]

    @property
    def room(self) -> str | None:
        parts = self.name.split(".")
        return parts[1] if parts[0] == "survey_tool" and len(parts) > 1 else None

    def __str__(self) -> str:
        return f"{self.module} imports {self.name}"


@cache
def modules() -> Mapping[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def room_of(module: str) -> str | None:
    """`survey_tool.form.contract.marker` stands in `form`; the package itself in none. Its `__main__` is the door of `cli`."""
    parts = module.split(".")
    if parts[-1] == "__main__":
        return "cli"
    return parts[1] if len(parts) > 1 else None


@cache
def imports() -> tuple[Import, ...]:
    """Every import of the package, those inside functions and those for type checkers alone too."""
    return tuple(
        Import(module, name)
        for module, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _names(module, path, node)
    )


def _names(module: str, path: Path, node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = node.module or ""
    if node.level:
        package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
        base = ".".join([*package[: len(package) - node.level + 1], *([base] if base else [])])
    return [f"{base}.{alias.name}" for alias in node.names] if base.startswith("survey_tool") else [base]


def folders() -> list[str]:
    """Every folder of the package by its dotted name, the package itself too."""
    return sorted({module.rpartition(".")[0] for module in modules() if "." in module})


def part_of(folder: str, module: str) -> str | None:
    """The module or room directly in `folder` in which a module stands (`FACE`: the folder's own); None: elsewhere."""
    if module == folder:
        return FACE
    inside = module.removeprefix(f"{folder}.")
    return None if inside == module else inside.partition(".")[0]


def arrows(folder: str) -> dict[str, set[str]]:
    """Which module or room directly in a folder imports which other."""
    known, graph = modules(), dict[str, set[str]]()
    for one in imports():
        target = one.name if one.name in known else one.name.rpartition(".")[0]
        here, there = part_of(folder, one.module), part_of(folder, target)
        if here and there and here != there:
            graph.setdefault(here, set()).add(there)
    return graph


def test_every_room_is_known() -> None:
    assert {room_of(module) for module in modules()} - {None} <= set(ROOMS)
    for folder, rooms in ORDER.items():
        inner = {part_of(folder, module) for module in folders()} - {None, FACE}
        assert inner == set(rooms), folder


@pytest.mark.slow
@pytest.mark.parametrize("folder", ORDER)
def test_imports_follow_the_way_of_the_data(folder: str) -> None:
    places = {room: place for place, room in enumerate(ORDER[folder])}
    wrong = [
        f"{folder}: {here} imports {there}"
        for here, named in arrows(folder).items()
        for there in named
        if here in places and places.get(there, -1) > places[here]
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", folders())
def test_imports_run_one_way_at_every_level(folder: str) -> None:
    """Inside each folder no module and no room imports itself in a circle, imports inside functions included."""
    try:
        TopologicalSorter(arrows(folder)).prepare()
    except CycleError as cycle:
        pytest.fail(f"{folder}: {' → '.join(cycle.args[1])}")


@pytest.mark.parametrize("folder", folders())
def test_a_folder_holds_what_one_can_keep_in_mind_and_says_what_it_is(folder: str) -> None:
    parts = {part_of(folder, module) for module in modules()} - {None, FACE, DOOR}
    assert len(parts) <= MOST, sorted(filter(None, parts))
    face = PACKAGE.parent.joinpath(*folder.split("."), "__init__.py")
    assert ast.get_docstring(ast.parse(face.read_text(encoding="utf-8"))), f"{face} does not say what its folder is"


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("pandas", {"release"}),
        ("numpy", {"release"}),
        ("click", {"cli"}),
        ("rich", {"cli"}),
        ("python_calamine", {"intake"}),
        ("smtplib", {"post"}),
        ("starlette", {"desk"}),
        ("uvicorn", {"desk"}),
        ("xlsxwriter", {"drawing", "form", "release", "post"}),
    ],
)
def test_a_library_stays_in_its_rooms(library: str, rooms: set[str]) -> None:
    assert [str(one) for one in imports() if one.package == library and room_of(one.module) not in rooms] == []


def test_help_imports_nothing_heavy() -> None:
    if not ({"survey_tool.cli"} & set(modules())):
        pytest.skip("there is no command line yet")
    script = (
        "import sys; sys.argv = ['survey-tool', '--help']\n"
        "from survey_tool.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "print(sorted({'pandas', 'numpy', 'openpyxl', 'xlsxwriter', 'lxml'} & set(sys.modules)), file=sys.stderr)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=False)
    assert (run.returncode, run.stderr.strip()) == (0, "[]")
    assert "generate" in run.stdout


def test_reading_a_return_loads_nothing_that_draws() -> None:
    script = (
        "import sys, survey_tool.intake.collect\n"
        "print(sorted({'xlsxwriter', 'survey_tool.drawing', 'survey_tool.form.sheets'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True)
    assert run.stdout.strip() == "[]"


def committed_texts() -> dict[str, str]:
    """Every committed text file, by its path."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no clone: what is committed is not known")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    texts = {}
    for name in filter(None, listed.split("\0")):
        data = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b"\0"
        if b"\0" not in data:
            texts[name] = data.decode("utf-8")
    return texts


def test_no_committed_text_names_a_place_on_one_machine() -> None:
    place = re.compile(r"(?<![\w.])/(?:home|root|Users|work|farm|tmp|private)/[\w.]+|[A-Z]:\\Users\\\w+")
    found = [f"{name}: {match[0]}" for name, text in committed_texts().items() for match in place.finditer(text)]
    assert found == []


def test_committed_text_is_utf8_with_unix_line_ends() -> None:
    texts = committed_texts()
    assert [name for name, text in texts.items() if "\r" in text and not name.endswith((".cmd", ".csv"))] == []
    assert [name for name, text in texts.items() if text.startswith("\ufeff") and not name.endswith(".csv")] == []


def declared() -> list[str]:
    """The requirements of pyproject.toml, the product's and development's."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]


def _distribution(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]


@pytest.mark.parametrize("requirement", declared())
def test_each_dependency_is_explained_bounded_and_pinned(requirement: str) -> None:
    name = _distribution(requirement)
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in explained.splitlines() if line.startswith("|")]
    assert any(name in [one.strip() for one in row.split(",")] for row in rows), f"{name} is in no row"
    assert re.search(r">=.*,<", requirement), f"{requirement} has no lower and upper bound"
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [pin for pin in pins if pin.lower().startswith(f"{name.lower()}==")], f"{name} is not pinned"


def test_a_class_of_the_product_has_a_name_of_its_own() -> None:
    """Who reads a name knows what is meant; what is private to a module is read only there."""
    homes: dict[str, list[str]] = {}
    for module, path in modules().items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(module)
    assert {name: there for name, there in homes.items() if len(there) > 1} == {}


def test_documents_and_docstrings_name_only_what_there_is() -> None:
    """Every module that a page or a docstring names in backticks stands where it says, or in a folder by that end."""
    known = {path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py") if ".venv" not in path.parts}
    texts = [*(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md"), *PACKAGE.rglob("*.py")]
    wrong = []
    for text in texts:
        for name in re.findall(r"`([\w/]+\.py)`", text.read_text(encoding="utf-8")):
            if not any(each == name or each.endswith(f"/{name}") for each in known):
                wrong.append(f"{text.relative_to(ROOT)}: {name}")
    assert wrong == []


def test_the_index_names_every_page() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(([^)#]+\.md)\)", index))
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert linked == pages - {"index.md"}


def test_make_knows_every_task() -> None:
    known = re.search(r"^TASKS := (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert known
    assert known[1].split() == sorted(TASKS)


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=lambda path: path.stem)
def test_a_file_of_tests_begins_with_what_it_requires(path: Path) -> None:
    """One sentence that the tests below it make true or false, not a heading."""
    head = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n\n")[0]
    assert head.endswith("."), head
    assert len(head.split()) >= 10, f"say it as a sentence: {head}"
