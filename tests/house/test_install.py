"""The package as others get it: built, installed from the wheel into an environment of its own, run."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests import ROOT


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; fails with what it said."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("survey_tool-*.whl")
    return built


@pytest.mark.long
def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    committed = run("git", "ls-files", "-z", "survey_tool", cwd=ROOT).split("\0")
    with zipfile.ZipFile(wheel) as archive:
        assert [name for name in committed if name and name not in archive.namelist()] == []


@pytest.mark.long
def test_the_installed_command_writes_a_form(wheel: Path, tmp_path: Path) -> None:
    home, workspace = tmp_path / "environment", tmp_path / "workspace"
    workspace.mkdir()
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if sys.platform == "win32" else "bin")
    pins = ROOT / "constraints.txt"
    run(programs / "python", "-m", "pip", "install", "--quiet", "--constraint", pins, wheel, cwd=workspace)
    assert "generate" in run(programs / "survey-tool", "--help", cwd=workspace)
    run(programs / "survey-tool", "generate", "--prefecture", "13", cwd=workspace)
    (form,) = workspace.glob("templates/*/joint-procurement_*_13_tokyo.xlsx")
    assert zipfile.is_zipfile(form)
