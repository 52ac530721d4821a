"""The folder for Windows: what is in it, that it is the same whoever builds it, and what is refused. It is run in the rehearsal."""

from __future__ import annotations

import io
import re
import shutil
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests import ROOT
from tests.conftest import leave_out
from tools.windows import python as windows_python
from tools.windows import rehearsal, wheels
from tools.windows.folder import LONGEST, MOST, STARTERS, check, folder, packed
from tools.windows.handbook import pages
from tools.windows.played import differing, told_apart
from tools.windows.python import WindowsPython
from tools.windows.refusing import RefusedError, run
from tools.windows.wine import what_is_missing

PYTHON = "3.11.9"
LIBRARY = b"MZ" + "ProductVersion\0\0".encode("utf-16-le") + f"{PYTHON}\0".encode("utf-16-le")
PINS = ROOT / "constraints-windows.txt"


def archive(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as target:
        for name, content in files.items():
            target.writestr(name, content)
    return path


def wheel(folder: Path, name: str, version: str, *needs: str, files: Mapping[str, bytes] | None = None) -> wheels.Wheel:
    described = "".join(f"Requires-Dist: {each}\n" for each in needs)
    content = {
        f"{name}/__init__.py": b"",
        **(files or {}),
        f"{name}-{version}.dist-info/METADATA": (
            f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\nLicense-Expression: MIT\n{described}".encode()
        ),
        f"{name}-{version}.dist-info/RECORD": b"",
    }
    return wheels.opened(archive(folder / f"{name}-{version}-py3-none-any.whl", content))


@pytest.fixture
def from_the_index(tmp_path: Path) -> WindowsPython:
    taken = {
        "cp311/python.exe": b"MZ",
        "cp311/python311.dll": LIBRARY,
        "cp311/LICENSE.txt": b"PSF",
        "cp311/DLLs/_ssl.pyd": b"MZ",
        "cp311/Lib/os.py": b"",
    }
    left = {
        "cp311/Lib/venv/scripts/nt/python.exe": b"MZ",
        "cp311/Lib/idlelib/idle.py": b"",
        "cp311/Lib/json/__pycache__/x.pyc": b"",
        "cp311/Lib/site-packages/pip/x.py": b"",
        "cp311/DLLs/tk86t.dll": b"MZ",
        "cp311/Scripts/pip.exe": b"MZ",
        "cp311/tcl/x.tcl": b"",
    }
    return windows_python.opened(archive(tmp_path / "data.zip", {**left, **taken}))


# Python


def test_of_the_python_from_the_index_only_what_is_used_is_taken(from_the_index: WindowsPython) -> None:
    assert (from_the_index.version, from_the_index.series, from_the_index.path) == (PYTHON, "311", ("Lib", "DLLs"))
    assert list(from_the_index.files) == ["DLLs/_ssl.pyd", "LICENSE.txt", "Lib/os.py", "python.exe", "python311.dll"]


def test_an_official_archive_for_embedding_is_taken_with_its_own_library(tmp_path: Path) -> None:
    files = {
        "python.exe": b"MZ",
        "python311.dll": LIBRARY,
        "python311.zip": b"PK",
        "python311._pth": b"python311.zip\n.\n",
        "_ssl.pyd": b"MZ",
    }
    found = windows_python.opened(archive(tmp_path / "embed.zip", files))
    assert found.path == ("python311.zip", ".")
    assert set(found.files) == set(files) - {"python311._pth"}


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"readme.txt": b""}, "holds no python.exe"),
        ({"python.exe": b"MZ"}, "does not tell its version"),
        ({"python.exe": b"MZ", "python311.dll": b"MZ"}, "does not tell its version"),
    ],
)
def test_what_is_no_python_for_windows_is_refused(tmp_path: Path, files: dict[str, bytes], reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        windows_python.opened(archive(tmp_path / "other.zip", files))


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"MZ")
    with pytest.raises(RefusedError, match="is no archive of a Python for Windows"):
        windows_python.opened(tmp_path / "a.zip")


def test_a_program_that_is_not_signed_is_refused(from_the_index: WindowsPython) -> None:
    if not shutil.which("osslsigncode"):
        leave_out("osslsigncode is not installed")
    with pytest.raises(RefusedError, match="is not signed as it should be"):
        windows_python.verify(from_the_index, of_the_index=False)


def test_of_the_index_only_the_archive_that_was_looked_through_is_taken(from_the_index: WindowsPython) -> None:
    with pytest.raises(RefusedError, match="is not the archive that was looked through"):
        windows_python.verify(from_the_index, of_the_index=True)


def test_without_a_program_that_verifies_only_a_known_archive_is_taken(
    from_the_index: WindowsPython, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(RefusedError, match="osslsigncode is needed"):
        windows_python.verify(from_the_index, of_the_index=False)
    monkeypatch.setattr(windows_python, "KNOWN", {from_the_index.digest})
    assert "verified before" in windows_python.verify(from_the_index, of_the_index=True)


# Packages


def test_what_is_needed_there_is_found_by_the_wheels_own_words(tmp_path: Path) -> None:
    product = wheel(
        tmp_path,
        "product",
        "1.0",
        "One>=2",
        'only_there; sys_platform == "win32"',
        'elsewhere; sys_platform == "linux"',
    )
    others = [
        wheel(tmp_path, "one", "2.1", "two[more]"),
        wheel(tmp_path, "two", "1", 'three; extra == "more"', 'four; extra == "less"'),
        wheel(tmp_path, "three", "1", "one"),
        wheel(tmp_path, "only_there", "1"),
        wheel(tmp_path, "pytest", "9"),
    ]
    assert [each.name for each in wheels.needed(product, others, PYTHON)] == [
        "one", "only-there", "product", "three", "two",
    ]  # fmt: skip


@pytest.mark.parametrize("need", ["missing", "one>=3"])
def test_a_package_that_is_not_written_down_is_refused(tmp_path: Path, need: str) -> None:
    with pytest.raises(RefusedError, match=f"product needs {need}, which constraints-windows.txt does not give"):
        wheels.needed(wheel(tmp_path, "product", "1.0", need), [wheel(tmp_path, "one", "2.1")], PYTHON)


def test_of_a_package_neither_tests_nor_what_compilers_read_is_taken(tmp_path: Path) -> None:
    files = {
        "one/tests/test_a.py": b"",
        "one/SelfTest/x.py": b"",
        "one/core/tests/data/x.csv": b"",
        "one/a.pyi": b"",
        "one/include/a.h": b"",
        "one/testing.py": b"",
        "one-1.data/platlib/one/b.pyd": b"MZ",
        "one-1.data/scripts/one.exe": b"MZ",
    }
    found = wheels.files(wheel(tmp_path, "one", "1", files=files))
    assert sorted(found) == ["one-1.dist-info/METADATA", "one/__init__.py", "one/b.pyd", "one/testing.py"]


def pins(path: Path) -> dict[str, str]:
    text = path.read_text(encoding="utf-8")
    return {name.lower().replace("_", "-"): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.M)}


def test_windows_runs_what_was_tested_but_for_what_wine_lacks() -> None:
    here, there = pins(ROOT / "constraints.txt"), pins(PINS)
    assert {name: version for name, version in there.items() if here.get(name) != version} == {"numpy": "2.1.3"}
    lines = [line for line in PINS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"\S+==\S+ --hash=sha256:[0-9a-f]{64}", line)] == []


# The folder


@pytest.fixture
def files(from_the_index: WindowsPython, tmp_path: Path) -> Mapping[str, bytes]:
    return folder(from_the_index, [wheel(tmp_path, "one", "1")], ROOT)


def test_the_folder_holds_what_is_double_clicked_and_what_that_starts(files: Mapping[str, bytes]) -> None:
    assert sorted(name for name in files if "/" not in name) == [
        "Handbook.html", "LICENSE.txt", "licences.txt", "survey-tool.cmd", "はじめに_ReadMe.txt", "手引.html", "調査の机.cmd",
    ]  # fmt: skip
    assert files["program/python/python311._pth"].decode().split() == ["Lib", "DLLs", "..\\packages"]
    licences = files["licences.txt"].decode().splitlines()
    assert "one 1: MIT (program/packages/one-1.dist-info)" in licences
    assert any("design-tokens" in line and "tokens/LICENSE" in line for line in licences)
    assert f'"version": "{PYTHON}"' in files["program/origin.json"].decode("utf-8-sig")
    first = files["はじめに_ReadMe.txt"].decode("utf-8-sig")
    assert first.index("許可する") < first.index("すべて展開") < first.index("ダブルクリック")
    assert first.count("\r\n") == first.count("\n")


def test_the_same_files_give_the_same_archive(files: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    once = packed(files)
    monkeypatch.setattr("sys.platform", "win32")
    assert packed(files) == once
    monkeypatch.undo()
    with zipfile.ZipFile(io.BytesIO(once)) as read:
        assert {name.removeprefix("survey-tool/"): read.read(name) for name in read.namelist()} == files
        assert {(each.create_system, each.date_time[0]) for each in read.infolist()} == {(0, 1980)}


@pytest.mark.parametrize("starter", sorted(STARTERS.glob("*.cmd")), ids=lambda path: path.name)
def test_starters_are_read_alike_whatever_the_console_speaks(starter: Path) -> None:
    content = starter.read_bytes()
    assert content.isascii()
    assert content.count(b"\r\n") == content.count(b"\n")


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"large": bytes(MOST + 1)}, "120.0 MB unpacked, more than 120"),
        ({"x" * LONGEST: b""}, f"longer than {LONGEST} characters: x"),
        ({"A.txt": b"", "a.TXT": b""}, "one name twice: A.txt, a.TXT"),
    ],
)
def test_what_windows_could_not_keep_is_refused(files: dict[str, bytes], reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        check(files)


def test_every_link_and_picture_of_the_handbook_is_there() -> None:
    found = pages(ROOT)
    assert {"手引.html", "Handbook.html", "docs/faq.html"} <= set(found)
    for name, content in found.items():
        if name.endswith(".html"):
            for target in re.findall(r'(?:href|src)="([^":#]+)', content.decode()):
                meant = (Path("/") / name).parent / unquote(target)
                assert str(meant.resolve()).lstrip("/") in found, (name, target)


# The rehearsal


def test_a_difference_is_found_on_either_side() -> None:
    assert differing({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "0", "d": "4"}) == ["b", "c", "d"]


def test_of_files_that_differ_it_is_told_whether_their_members_do(tmp_path: Path) -> None:
    for side, content, level in (("here", b"a" * 99, 9), ("there", b"a" * 99, 0)):
        (tmp_path / side).mkdir()
        (tmp_path / side / "note.csv").write_text(side)
        for name, more in (("same.xlsx", b""), ("other.xlsx", side.encode())):
            with zipfile.ZipFile(tmp_path / side / name, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as target:
                target.writestr("sheet.xml", content + more)
    assert list(told_apart(["note.csv", "other.xlsx", "same.xlsx"], tmp_path / "here", tmp_path / "there")) == [
        "note.csv", "other.xlsx (members: sheet.xml)", "same.xlsx (members: the same)",
    ]  # fmt: skip


def test_what_is_listed_for_the_rehearsal_is_there() -> None:
    listed = tomllib.loads(rehearsal.LISTED.read_text(encoding="utf-8"))
    committed = set(run("git", "ls-files", "tests", cwd=ROOT).splitlines())
    missing = [each for each in listed["tests"] if each not in committed]
    for each in listed["left_out"]:
        file, _, name = each["test"].partition("::")
        if file not in committed or f"def {name.partition('[')[0]}(" not in (ROOT / file).read_text(encoding="utf-8"):
            missing.append(each["test"])
        assert each["because"]
    assert missing == []


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_where_wine_cannot_be_had_the_reason_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, code: int
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert what_is_missing() == "Wine is set up on Linux on x86-64 only"
    assert rehearsal.main() == code
    assert capsys.readouterr().err == "No rehearsal on Windows: Wine is set up on Linux on x86-64 only\n"
