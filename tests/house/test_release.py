"""What is handed out is complete and works where nothing of ours is; a version that contradicts itself is refused."""

from __future__ import annotations

import hashlib
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests import ROOT
from tools.release import Built, RefusedError, State, build, check, newest, run, try_out

AGREED = State(version="1.2.0", changes="1.2.0", tags=("v1.2.0",), uncommitted=())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(ROOT, tmp_path_factory.mktemp("dist"))


def test_a_version_that_three_places_agree_on_is_released() -> None:
    check(AGREED)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (replace(AGREED, version="1.3.0"), "pyproject.toml says 1.3.0"),
        (replace(AGREED, changes="Unreleased"), "the newest heading of CHANGELOG.md 'Unreleased'"),
        (replace(AGREED, tags=()), r"does not bear the tag v1.2.0 \(but: none\)"),
        (replace(AGREED, tags=("1.2.0",)), r"does not bear the tag v1.2.0 \(but: 1.2.0\)"),
        (replace(AGREED, uncommitted=(" M README.md",)), "not committed:  M README.md"),
    ],
)
def test_anything_else_is_refused_with_the_reason(state: State, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        check(state)


def test_the_newest_heading_is_the_first() -> None:
    assert newest("# Changes\n\n## [Unreleased]\n\n## [0.1.0] - 2026-12-01\n") == "Unreleased"
    assert newest("# Changes\n\n## [0.2.0] - 2027-01-05\n\n## [0.1.0] - 2026-12-01\n") == "0.2.0"
    assert newest("# Changes\n") == ""


def test_a_command_that_fails_is_told_with_what_it_said() -> None:
    with pytest.raises(RefusedError, match="no-such-thing"):
        run("git", "rev-parse", "--verify", "no-such-thing", cwd=ROOT)


@pytest.mark.long
def test_the_wheel_holds_every_file_of_the_package_and_the_archive_every_file(built: Built) -> None:
    committed = set(run("git", "ls-files", "-z", cwd=ROOT).split("\0")) - {""}
    with zipfile.ZipFile(built.wheel) as wheel:
        assert {name for name in committed if name.startswith("survey_tool/")} <= set(wheel.namelist())
    with tarfile.open(built.source) as archive:
        assert committed <= {name.partition("/")[2] for name in archive.getnames()}


@pytest.mark.long
def test_checksums_are_those_of_the_files_and_the_same_when_built_again(built: Built, tmp_path: Path) -> None:
    sums = built.wheel.with_name("SHA256SUMS").read_text(encoding="utf-8")
    files = (built.source, built.wheel)
    assert sums.splitlines() == [f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}" for one in files]
    again = build(ROOT, tmp_path / "again")
    assert again.wheel.with_name("SHA256SUMS").read_text(encoding="utf-8") == sums


@pytest.mark.long
def test_the_wheel_alone_writes_a_form(built: Built, tmp_path: Path) -> None:
    assert zipfile.is_zipfile(try_out(built.wheel, tmp_path))
