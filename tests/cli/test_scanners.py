"""What scanners and indexes hold for a moment, as on Windows, is renamed and removed all the same: nothing stops half way."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from survey_tool.reference import workspace as files
from survey_tool.reference.workspace import write_new, write_whole
from survey_tool.release import atomic
from survey_tool.release.atomic import recover
from tests.commands import command
from tests.forms import to_correct
from tests.intake.test_locks import locked_form, unlock
from tests.release.test_earlier import release

LATIN, JAPANESE = "joint-procurement_2026_13_tokyo.xlsx", "13東京都.xlsx"


def held_once(act: Callable[..., Any], held: list[str]) -> Callable[..., Any]:
    def acts(self: Path, *arguments: Any, **named: Any) -> Any:
        if self.exists() and str(self) not in held:
            held.append(str(self))
            raise PermissionError(errno.EACCES, "held", str(self))
        return act(self, *arguments, **named)

    return acts


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was held: everything that is to be renamed or removed, the first time."""
    names: list[str] = []
    monkeypatch.setattr(files, "_ONE_NAME_WHILE_OPEN", True)
    for act in ("rename", "replace", "unlink"):
        monkeypatch.setattr(Path, act, held_once(getattr(Path, act), names))
    return names


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "survey.toml").touch()
    (tmp_path / "submissions" / "2026").mkdir(parents=True)
    return tmp_path


@pytest.mark.slow
def test_a_form_under_its_other_name_goes(workspace: Path, held: list[str]) -> None:
    forms = workspace / "templates" / "2026"
    for language in ("ja", "en"):
        (workspace / "survey.toml").write_text(f'[form]\nfile_names = "{language}"\n', encoding="utf-8")
        assert command("generate", "--prefecture", "13", workspace=workspace).code == 0
    assert [path.name for path in forms.iterdir()] == [LATIN]
    assert str(forms / JAPANESE) in held


def test_a_return_is_set_aside(workspace: Path, held: list[str]) -> None:
    returned = workspace / "submissions" / "2026" / "13.xlsx"
    returned.write_bytes(b"a return")
    assert command("record", "set-aside", returned, workspace=workspace).code == 0
    assert (returned.parent / "set-aside" / "13.xlsx").read_bytes() == b"a return"
    assert str(returned) in held


@pytest.mark.slow
def test_a_correction_copy_that_is_no_longer_needed_goes(workspace: Path, held: list[str]) -> None:
    returned = workspace / "submissions" / "2026" / "13.xlsx"
    returned.write_bytes(to_correct())
    assert command("validate", workspace=workspace).code == 1
    (copy,) = (returned.parent / "corrections").iterdir()
    command("record", "set-aside", returned, workspace=workspace)
    assert command("validate", workspace=workspace).code == 0
    assert list(copy.parent.iterdir()) == []
    assert str(copy) in held


@pytest.mark.slow
def test_a_locked_file_is_set_aside(workspace: Path, held: list[str]) -> None:
    returned = workspace / "submissions" / "2026" / "a.xlsx"
    returned.write_bytes(locked_form())
    assert unlock(returned.parent, returned).code == 0
    assert (returned.parent / "set-aside" / "a.xlsx").is_file()
    assert str(returned) in held


def test_a_round_is_closed_to_its_end(workspace: Path, held: list[str]) -> None:
    returned = workspace / "submissions" / "2026" / "13.xlsx"
    returned.write_bytes(b"a return")
    assert command("close", "2026", "--yes", workspace=workspace).code == 0
    assert not returned.parent.exists()
    assert str(returned) in held


@pytest.mark.slow
def test_a_release_is_kept_and_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: list[str]) -> None:
    monkeypatch.setattr(atomic, "_exchange", lambda *_: errno.ENOSYS)
    release(tmp_path)
    kept = release(tmp_path, "2027-04-01").earlier.kept_in
    assert kept
    assert kept.is_dir()
    assert {str(kept.with_name(f".{kept.name}.part")), str(tmp_path / "published" / "2026")} < set(held)


def test_a_release_between_its_two_names_gets_one(tmp_path: Path, held: list[str]) -> None:
    (tmp_path / ".2026.old").mkdir()
    recover(tmp_path / "2026")
    assert [path.name for path in tmp_path.iterdir()] == ["2026"]
    assert held == [str(tmp_path / ".2026.old")]


def test_a_new_file_gets_its_name_where_files_have_one_name_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: list[str]
) -> None:
    def cannot(*_: Any) -> None:
        raise OSError(errno.ENOTSUP, "no second names here")

    monkeypatch.setattr("os.link", cannot)
    write_new(tmp_path / "a.txt", b"whole")
    write_whole(tmp_path / "b.txt", b"whole")
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [b"whole", b"whole"]
    assert len(held) == 2
