"""Who may read what is written is what the system was told of new files: nothing private becomes readable to others."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from survey_tool.reference import workspace
from survey_tool.reference.workspace import write_new, write_whole
from survey_tool.wording import system_reasons
from tests.commands import command

SETTINGS = (
    'deadline = 2026-12-11\nsecond_deadline = 2026-12-18\n[secretariat]\nname = { ja = "調査事務局", en = "Survey office" }\n'
    'phone = "03-1111-2222"\nemail = "desk@example.lg.jp"\n'
    'return_address = "desk@example.lg.jp"\n'
)


@pytest.fixture(params=[(0o077, 0o600), (0o022, 0o644)], ids=["077", "022"])
def mode(request: pytest.FixtureRequest) -> Iterator[int]:
    """The mode of a file under the system's mask."""
    mask, expected = request.param
    before = os.umask(mask)
    yield expected
    os.umask(before)


def modes_under(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): stat.S_IMODE(path.stat().st_mode)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such mask")
def test_a_file_has_the_mode_that_the_system_gives(tmp_path: Path, mode: int) -> None:
    write_whole(tmp_path / "a.txt", b"a")
    write_whole(tmp_path / "a.txt", b"b")
    write_new(tmp_path / "new.txt", b"c")
    assert modes_under(tmp_path) == {"a.txt": mode, "new.txt": mode}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such mask")
def test_all_that_the_commands_write_has_that_mode(tmp_path: Path, mode: int) -> None:
    (tmp_path / "survey.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "contacts.csv").write_text(
        "prefecture_code,department,person,email,kind\n13,情報課,,joho@pref13.example.lg.jp,to\n", encoding="utf-8"
    )
    for arguments in (
        ("generate", "--prefecture", "13"),
        ("mail", "invite"),
        ("record", "note", "13", "電話済み"),
        ("validate", "--json", str(tmp_path / "report.json"), "--xlsx", str(tmp_path / "findings.xlsx")),
        ("status", "--json", str(tmp_path / "status.json"), "--xlsx", str(tmp_path / "status.xlsx")),
    ):
        command(*arguments, workspace=tmp_path)
    found = modes_under(tmp_path)
    assert {
        "record.csv",
        "mail/2026/invite/13_tokyo.eml",
        "templates/2026/joint-procurement_2026_13_tokyo.xlsx",
        "report.json",
        "findings.xlsx",
        "status.json",
        "status.xlsx",
    } <= found.keys()
    assert set(found.values()) == {mode}, found


def test_runs_that_write_to_one_folder_at_once_sweep_nothing_of_each_other(tmp_path: Path) -> None:
    def writes(number: int) -> None:
        for _ in range(150):
            write_whole(tmp_path / f"{number}.txt", b"whole")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(writes, range(8)))
    assert {path.name for path in tmp_path.iterdir()} == {f"{number}.txt" for number in range(8)}


def test_a_file_that_a_scanner_holds_for_a_moment_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a new file is looked at by others before it gets its name."""
    refused = [PermissionError(13, "held"), PermissionError(13, "held")]
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if refused:
            raise refused.pop()
        return replace(self, target)

    monkeypatch.setattr(workspace, "_ONE_NAME_WHILE_OPEN", True)
    monkeypatch.setattr(Path, "replace", held)
    write_whole(tmp_path / "a.txt", b"whole")
    assert (tmp_path / "a.txt").read_bytes() == b"whole"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_that_somebody_keeps_open_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(self: Path, _target: Path) -> Path:
        raise PermissionError(13, "held", str(self))

    monkeypatch.setattr(workspace, "_ONE_NAME_WHILE_OPEN", True)
    monkeypatch.setattr(workspace, "_PATIENCE", 0.1)
    monkeypatch.setattr(Path, "replace", held)
    (tmp_path / "a.txt").write_bytes(b"before")
    with pytest.raises(PermissionError) as refusal:
        write_whole(tmp_path / "a.txt", b"whole")
    assert refusal.value.filename == str(tmp_path / "a.txt")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"before"}


def test_a_path_is_told_to_be_too_long_for_windows_as_long_as_the_name_beside_it_is(tmp_path: Path) -> None:
    with workspace._written_beside(tmp_path / "a.txt", b"") as part:
        assert len(part.name) == system_reasons._LONGEST_BESIDE
