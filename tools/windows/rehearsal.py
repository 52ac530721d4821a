"""`make test-windows`: the folder that is handed out, unpacked and used on Windows' own Python under Wine.

With networking off: the demonstration, and a round by commands, whose forms, drafts and release must have the bytes they have here;
then the desk, and the tests that touch files, processes, consoles, mail and dates. What is run, what is left out and what cannot be
tried under Wine stands in `rehearsed.toml`. Where Wine cannot be had it is skipped with the reason; with CI=true that fails.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.windows import __main__ as building
from tools.windows import wheels
from tools.windows.asking import ended_by_its_button
from tools.windows.cache import cache_folder
from tools.windows.folder import TOP
from tools.windows.played import ROUND, Player, differing, play, told_apart
from tools.windows.refusing import RefusedError, run
from tools.windows.wine import STAGE, MissingError, Wine, wine

ROOT = building.ROOT
LISTED = Path(__file__).with_name("rehearsed.toml")
PLACE = "調査 の机"
"""Where the folder is unpacked: a Japanese name with a blank."""
_ROUND = "調査 2026"
_COMMAND = f"Z:\\{STAGE}\\{PLACE}\\{TOP}\\survey-tool.cmd"
_DESK = f"Z:\\{STAGE}\\{PLACE}\\{TOP}\\調査の机.cmd"
_CALL = ("cmd", "/c", "call")  # so that cmd leaves the quotes around names with blanks
_MARKS = "not long and not libreoffice and not chromium"


@dataclass(frozen=True)
class Rehearsal:
    """The place, what is listed, and the round as it was played here."""

    wine: Wine
    listed: dict[str, Any]
    here: Future[tuple[Mapping[str, str], Path]]
    archive: bytes

    def by_command(self, *words: str) -> tuple[int, str]:
        """A command of the folder, in the folder of the round, with networking off."""
        done = self.wine.run(*_CALL, _COMMAND, *words, at=_ROUND)
        return done.returncode, done.stdout + done.stderr

    def built_again(self) -> str:
        """The folder that is built a second time is the same, to the last octet."""
        with tempfile.TemporaryDirectory() as folder:
            again = building.build(None, Path(folder)).read_bytes()
        if again != self.archive:
            raise RefusedError("another ZIP than the first time")
        return f"the same ZIP again, SHA-256 {hashlib.sha256(again).hexdigest()}"

    def demonstration(self) -> str:
        """The demonstration ends well and leaves a release."""
        done = self.wine.run(*_CALL, _COMMAND, "demo", "demo", at=".")
        if done.returncode or not list(self.wine.stage.glob("demo/published/*/SHA256SUMS")):
            raise RefusedError(f"demo: {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return "a release is there"

    def round(self) -> str:
        """A round by commands gives the same bytes as here."""
        here, returns = self.here.result()
        there = play(Player(self.wine.stage / _ROUND, self.by_command), returns)
        if wrong := differing(here, there):
            told = told_apart(wrong, returns.parents[1], self.wine.stage / _ROUND)
            raise RefusedError(f"not the same bytes as here: {', '.join(told)}")
        return f"the same bytes as here: {len(here)} files, {sum(name.startswith('templates') for name in here)} forms"

    def desk(self) -> str:
        """The starter opens the desk, which answers and ends by its button."""
        folder = self.wine.stage / _ROUND
        dropped = f"Z:\\{STAGE}\\{_ROUND}"
        with subprocess.Popen(self.wine.command(*_CALL, _DESK, dropped, offline=False)) as process:
            try:
                told = ended_by_its_button(folder)
                code = process.wait(60)
            finally:
                process.kill()
        if code or "次に行うこと" not in told:
            raise RefusedError(f"the desk ended with {code} and showed:\n{told[:2000]}")
        return "it answered and ended by its button"

    def tests(self) -> str:
        """The tests that are listed, by a copy of the folder's Python that finds them too."""
        _for_tests(self.wine.stage)
        left_out = [word for each in self.listed["left_out"] for word in ("--deselect", each["test"])]
        shared = ["-n", str(os.cpu_count() or 1), "--dist", "loadfile", "--durations", "5"]
        pytest = ["-m", "pytest", "-p", "no:cacheprovider", *shared, "-m", _MARKS, *left_out, *self.listed["tests"]]
        command = self.wine.command(f"Z:\\{STAGE}\\python\\python.exe", "-X", "utf8", *pytest, offline=False, at="tree")
        code = subprocess.run(command, check=False).returncode
        if code:
            raise RefusedError(f"pytest ended with {code}")
        return f"{len(self.listed['tests'])} files; left out: {len(self.listed['left_out'])}"


def main() -> int:
    """Everything in turn; what failed does not keep the rest from being tried. 1 where anything failed."""
    listed = tomllib.loads(LISTED.read_text(encoding="utf-8"))
    try:
        begun = time.monotonic()
        with wine(cache_folder()) as place, tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as pool:
            _said("set up", begun, str(place.root))
            begun = time.monotonic()
            archive = building.build(None, Path(folder))
            _unpacked(archive, place.stage / PLACE)
            _said("built and unpacked", begun, PLACE)
            does = Rehearsal(place, listed, pool.submit(_played_here, Path(folder)), archive.read_bytes())
            acts = (does.built_again, does.demonstration, does.round, does.desk, does.tests)
            wrong = [_tried(act) for act in acts]
    except (RefusedError, subprocess.TimeoutExpired) as error:
        print(f"No rehearsal on Windows, since it could not be set up: {error}", file=sys.stderr)
        return 1
    except MissingError as missing:
        print(f"No rehearsal on Windows: {missing}", file=sys.stderr)
        return int(os.environ.get("CI") == "true")
    for each in listed["left_out"]:
        print(f"Left out: {each['test']}: {each['because']}")
    for each in listed["not_under_wine"]:
        print(f"Not to be tried under Wine: {each}")
    print(f"{wrong.count(False)} passed, {wrong.count(True)} failed")
    return int(any(wrong))


def _tried(act: Callable[[], str]) -> bool:
    """Whether it failed."""
    begun, name = time.monotonic(), act.__name__
    try:
        _said(name, begun, act())
    except (RefusedError, subprocess.TimeoutExpired, OSError, ValueError) as error:
        _said(name, begun, f"FAILED: {error}")
        return True
    return False


def _said(name: str, begun: float, told: str) -> None:
    print(f"== {name} ({time.monotonic() - begun:.0f} s): {told}", flush=True)


def _unpacked(archive: Path, into: Path) -> None:
    with zipfile.ZipFile(archive) as source:
        source.extractall(into)


def _played_here(folder: Path) -> tuple[Mapping[str, str], Path]:
    """What the round gave, and the folder of what came back."""
    workspace = folder / _ROUND

    def by_command(*words: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "survey_tool", *words]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=workspace, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    return play(Player(workspace, by_command)), workspace / "submissions" / ROUND


def _for_tests(stage: Path) -> None:
    """The tree without the product, which is the one of the folder; what the tests need; a Python that finds all of it."""
    tree, python, packages = stage / "tree", stage / "python", stage / "packages"
    for name in run("git", "ls-files", "-z", cwd=ROOT).split("\0"):
        if name and not name.startswith("survey_tool/") and (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tree / name)
    program = stage / PLACE / TOP / "program"
    shutil.copytree(program / "python", python)
    (found,) = python.glob("*._pth")
    lines = [*found.read_text(encoding="utf-8").split()[:-1], f"Z:\\{STAGE}\\{PLACE}\\{TOP}\\program\\packages"]
    found.write_text("\r\n".join([*lines, "..\\packages", "..\\tree"]), encoding="utf-8", newline="")
    there = {path.name for path in (program / "packages").iterdir()}
    for wheel in sorted(wheels.download(ROOT / "constraints-windows.txt", "3.11", cache_folder()).glob("*.whl")):
        for name, content in wheels.files(wheels.opened(wheel)).items():
            if name.partition("/")[0] not in there:
                (packages / name).parent.mkdir(parents=True, exist_ok=True)
                (packages / name).write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
