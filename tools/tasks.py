"""What `make` and `make.cmd` run: tasks, each in the environment `.venv`, which is made or renewed where need be.

    python3 tools/tasks.py demo                 (needs Python 3.11 or newer and a package index, nothing else)

The exact versions that were tested stand in `constraints.txt`; `pyproject.toml` says which others would do.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
DOCS = Path("docs")
PYTHON = str(PROGRAMS / ("python.exe" if os.name == "nt" else "python"))
STAMP = ENVIRONMENT / "installed.txt"
DESCRIPTIONS = (ROOT / "pyproject.toml", ROOT / "constraints.txt")
OLDEST = (3, 11)

# A file's tests stay in one process, so that what a file draws or starts once is drawn or started once; files in the order that
# tests/conftest.py gives them, the slowest first. A process more than there are cores: much of the time is spent waiting for others.
WORKERS = str((os.cpu_count() or 1) + 1)
TESTS = ["-m", "pytest", "-n", WORKERS, "--dist", "loadfile", "--no-loadscope-reorder", "--durations", "10"]
PYTEST = [PYTHON, *TESTS]
COVERAGE = [PYTHON, "-m", "coverage"]
MEASURED = [*COVERAGE, "run", *TESTS]

Command = list[str]
TASKS: dict[str, list[Command]] = {
    "demo": [[str(PROGRAMS / "survey-tool"), "demo"]],
    "desk": [[str(PROGRAMS / "survey-tool"), "desk"]],
    "environment": [],
    "bench": [
        [PYTHON, "-m", "benchmarks", "--chart", str(DOCS / "performance.svg"), "--into", str(DOCS / "performance.md")]
    ],
    "lint": [
        [PYTHON, "-m", "ruff", "check", "."],
        [PYTHON, "-m", "ruff", "format", "--check", "."],
        [PYTHON, "-m", "mypy"],
        [PYTHON, str(Path("tools", "lint.py"))],
        [str(PROGRAMS / "codespell")],
        [PYTHON, str(Path("tools", "page_lint.py"))],
    ],
    "format": [
        [PYTHON, "-m", "ruff", "check", "--fix", "."],
        [PYTHON, "-m", "ruff", "format", "."],
    ],
    "pages": [[PYTHON, "-m", "tools.pages"]],
    "test-short": [[*PYTEST, "-m", "not long and not slow"]],
    "test-long": [[*PYTEST, "-m", "long"]],
    "windows": [[PYTHON, "-m", "tools.windows"]],
    "test-windows": [[PYTHON, "-m", "tools.windows.rehearsal"]],
    "release": [[PYTHON, str(Path("tools", "release.py"))]],
}
TASKS["test"] = TASKS["lint"] + TASKS["test-short"]
# Measuring takes two to four times as long: it is a task of its own, of the short tests, which run what the slow and the long ones do as well.
TASKS["coverage"] = [
    [*COVERAGE, "erase"],
    [*MEASURED, "-m", "not long and not slow"],
    [*COVERAGE, "combine", "--quiet"],
    [*COVERAGE, "report"],
]
# Of the long ones a sixth is run, on the next day another: test-long runs all.
TASKS["test-all"] = [
    *TASKS["test"],
    [*PYTEST, "-m", "slow and not long"],
    [*PYTEST, "-m", "long", "--sample", "6"],
    *TASKS["test-windows"],
]

WITHOUT_TOOLS = {"demo", "desk", "environment"}
"""Tasks of people who only use the product: they need not wait for what developers need."""
ACTIVATE = r".venv\Scripts\activate" if os.name == "nt" else ". .venv/bin/activate"


def main(names: list[str]) -> int:
    """Run tasks in turn, up to the first that fails; its exit code."""
    unknown = [name for name in names if name not in TASKS]
    if unknown or not names:
        print(f"usage: make {'|'.join(sorted(TASKS))}", file=sys.stderr)
        return 2
    if sys.version_info < OLDEST:
        print(f"Python {sys.version.split()[0]} is too old: 3.11 or newer is needed.", file=sys.stderr)
        return 2
    # Whatever the surroundings wish: some tasks start thousands of processes, and each would compile all that it loads.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        prepare(with_tools=not WITHOUT_TOOLS.issuperset(names))
        commands = [command for name in names for command in TASKS[name]]
        for command in _each_once(commands):
            print(f"== {_shown(command)}", flush=True)
            subprocess.run(command, cwd=ROOT, check=True)
        if not commands:
            print(f"準備ができました。次に実行するコマンド：{ACTIVATE}\nReady. Next: {ACTIVATE}", flush=True)
    except subprocess.CalledProcessError as failure:
        print(f"failed ({failure.returncode}): {_shown(failure.cmd)}", file=sys.stderr)
        return failure.returncode
    except KeyboardInterrupt:
        return 130
    return 0


def prepare(*, with_tools: bool) -> None:
    """Make the environment, or bring it up to date; nothing to do costs nothing."""
    state = _state()
    installed = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else []
    if state in installed and (not with_tools or "tools" in installed):
        return
    with_tools = with_tools or "tools" in installed
    print(
        f"== 準備をしています（初回のみ、1、2分） / setting up {ENVIRONMENT.name} (once; a minute or two)", flush=True
    )
    if not _works():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True)
    STAMP.unlink(missing_ok=True)
    _pip("--upgrade", "pip>=25.1,<28")  # the first that reads the dependency groups of pyproject.toml
    _pip("--constraint", "constraints.txt", "--editable", ".", *(["--group", "dev"] if with_tools else []))
    STAMP.write_text(f"{state} {'tools' if with_tools else ''}\n", encoding="utf-8")


def _state() -> str:
    """What the environment depends on, as one word."""
    parts = [path.read_bytes() for path in DESCRIPTIONS] + [str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _works() -> bool:
    """Whether there is an environment whose Python runs and is new enough."""
    check = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.run([PYTHON, "-c", check], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _pip(*arguments: str) -> None:
    command = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *arguments]
    subprocess.run(command, cwd=ROOT, check=True)


def _each_once(commands: list[Command]) -> list[Command]:
    return [command for at, command in enumerate(commands) if command not in commands[:at]]


def _shown(command: Command) -> str:
    return " ".join(command).replace(f"{PYTHON} -m ", "").replace(f"{PROGRAMS}{os.sep}", "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
