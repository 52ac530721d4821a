"""The scripts and styles of the page: types (TypeScript, from the comments), lint and form (Biome), at pinned versions.

    python tools/page_lint.py

They need Node, which nothing else here does. Where it is missing this is left out and says so; with `CI=true` it fails. What is
installed stands in `tools/page/node_modules`, and is renewed where `package-lock.json` was changed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent / "page"
INSTALLED = HERE / "node_modules"
STAMP = INSTALLED / ".installed-from"
PAGE = HERE.parent.parent / "survey_tool" / "release" / "page"


class NodeMissingError(Exception):
    """Node or what it installs is not to be had on this machine; the text says what."""


def main() -> int:
    """Check everything; 1 where something is wrong."""
    try:
        install()
    except NodeMissingError as missing:
        print(f"The page's scripts were not checked: {missing}")
        return int(os.environ.get("CI") == "true")
    biome = [_program("biome"), "ci", "--config-path", str(HERE), "--colors=off", "--error-on-warnings", str(PAGE)]
    commands = [[_program("tsc"), "--project", str(HERE)], biome]
    return max(subprocess.run(command, check=False).returncode for command in commands)


def install() -> Path:
    """The folder of what the checks need, as the lock file has it. Raises `NodeMissingError`."""
    lock = (HERE / "package-lock.json").read_bytes()
    if STAMP.exists() and STAMP.read_bytes() == lock:
        return INSTALLED
    npm = shutil.which("npm")
    if npm is None:
        raise NodeMissingError("there is no npm")
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NodeMissingError((done.stderr.strip() or "npm ci failed").splitlines()[0])
    STAMP.write_bytes(lock)
    return INSTALLED


def _program(name: str) -> str:
    return str(INSTALLED / ".bin" / (f"{name}.cmd" if os.name == "nt" else name))


if __name__ == "__main__":
    sys.exit(main())
