"""`make release`: what is handed out, built and tried out as a stranger would, or refused with the reason.

    python tools/release.py              (in a clone whose commit bears the tag of the version)

Into `dist/` go the wheel, the source archive from which it was built, and `SHA256SUMS`.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
PROGRAMS = "Scripts" if os.name == "nt" else "bin"
PREFECTURE = "13"


class RefusedError(Exception):
    """The release is not made, and why."""


@dataclass(frozen=True, slots=True)
class State:
    """What the tree says of the version: in `pyproject.toml`, in the change log, by tags of the commit; what is uncommitted."""

    version: str
    changes: str
    tags: tuple[str, ...]
    uncommitted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """The two archives that are handed out."""

    wheel: Path
    source: Path


def main() -> int:
    """Check, build, try out; 1 where it was refused."""
    try:
        check(state(ROOT))
        built = build(ROOT, DIST)
        with tempfile.TemporaryDirectory() as folder:
            try_out(built.wheel, Path(folder))
    except RefusedError as refused:
        print(f"No release: {refused}", file=sys.stderr)
        return 1
    print((DIST / "SHA256SUMS").read_text(encoding="utf-8"), end="")
    return 0


def state(root: Path) -> State:
    """What a clone says of its version. Raises `RefusedError` where it is none."""
    return State(
        version=str(tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]),
        changes=newest((root / "CHANGELOG.md").read_text(encoding="utf-8")),
        tags=tuple(run("git", "tag", "--points-at", "HEAD", cwd=root).split()),
        uncommitted=tuple(run("git", "status", "--porcelain", cwd=root).splitlines()),
    )


def newest(changes: str) -> str:
    """The version of the first heading of a change log; an empty text where there is none."""
    found = re.search(r"^## \[([^\]]+)\]", changes, re.MULTILINE)
    return found[1] if found else ""


def check(state: State) -> None:
    """Raises `RefusedError` unless `pyproject.toml`, change log and tag say the same of a tree without other changes."""
    if state.uncommitted:
        raise RefusedError(f"not committed: {', '.join(state.uncommitted)}")
    if state.changes != state.version:
        raise RefusedError(f"pyproject.toml says {state.version}, the newest heading of CHANGELOG.md {state.changes!r}")
    if f"v{state.version}" not in state.tags:
        raise RefusedError(
            f"this commit does not bear the tag v{state.version} (but: {', '.join(state.tags) or 'none'})"
        )


def build(root: Path, into: Path) -> Built:
    """The source archive of a clone, the wheel built from that archive, and their checksums, in a folder made anew."""
    into.mkdir(parents=True, exist_ok=True)
    for old in into.iterdir():
        old.unlink()
    hatch = (sys.executable, "-m", "hatchling", "build", "--directory", into)
    run(*hatch, "--target", "sdist", cwd=root)
    (source,) = into.glob("*.tar.gz")
    with tempfile.TemporaryDirectory() as folder, tarfile.open(source) as archive:
        archive.extractall(folder, filter="data")
        (unpacked,) = Path(folder).iterdir()
        run(*hatch, "--target", "wheel", cwd=unpacked)
    (wheel,) = into.glob("*.whl")
    sums = "".join(f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in (source, wheel))
    (into / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="\n")
    return Built(wheel, source)


def try_out(wheel: Path, folder: Path) -> Path:
    """The form that the wheel draws, installed into an environment of its own with nothing for developers in it.

    Raises `RefusedError` where a command fails or says or writes something else than it should.
    """
    programs, workspace = folder / "environment" / PROGRAMS, folder / "workspace"
    venv.create(folder / "environment", with_pip=True)
    pins = ROOT / "constraints.txt"
    pip = (programs / "python", "-m", "pip", "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--constraint", pins, wheel, cwd=folder)
    installed = {line.partition("==")[0].lower() for line in run(*pip, "freeze", cwd=folder).splitlines()}
    if strangers := sorted(installed & {"pytest", "mypy", "ruff", "hypothesis", "hatchling"}):
        raise RefusedError(f"the product draws in what is for developers: {', '.join(strangers)}")
    program = programs / "survey-tool"
    if "generate" not in run(program, "--lang", "en", "--help", cwd=folder):
        raise RefusedError("--help does not name generate")
    run(program, "init", workspace, cwd=folder)
    run(program, "--workspace", workspace, "generate", "--prefecture", PREFECTURE, cwd=folder)
    forms = list(workspace.glob(f"templates/*/joint-procurement_*_{PREFECTURE}_*.xlsx"))
    if len(forms) != 1:
        raise RefusedError(f"generate wrote {len(forms)} forms of prefecture {PREFECTURE}")
    return forms[0]


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints. Raises `RefusedError` with what it said where it fails."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RefusedError(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
