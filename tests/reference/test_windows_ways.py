"""What only Windows does: files that another program keeps for itself, names without regard to case. Run in the rehearsal."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.test_killed import BUSY, GENERATED, KILLED_WHILE_READING
from tests.commands import command

if sys.platform != "win32":
    pytest.skip("Windows alone does this", allow_module_level=True)

import _winapi

READ, NOTHING = 1, 0
"""What others may do meanwhile: Excel lets them read, a program that copies nothing."""
SYNCHRONIZE, MINUTE = 0x00100000, 60_000


@contextmanager
def kept_open(path: Path, others: int) -> Iterator[None]:
    """A program that has it open, and what it lets others do meanwhile."""
    handle = _winapi.CreateFile(str(path), _winapi.GENERIC_READ, others, 0, _winapi.OPEN_EXISTING, 0, 0)
    try:
        yield
    finally:
        _winapi.CloseHandle(handle)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    assert command("init", workspace=tmp_path).code == 0
    return tmp_path


def test_a_form_that_is_open_is_named_and_drawn_once_it_is_closed(workspace: Path) -> None:
    assert command("generate", "--prefecture", "13", workspace=workspace).code == 0
    (form,) = workspace.glob("templates/*/*_13_*.xlsx")
    with kept_open(form, READ):
        done = command("generate", "--prefecture", "13", workspace=workspace)
    assert done.code == 3
    assert done.err.splitlines()[-1].startswith(
        f"「{form}」に書き込むことができません。Excelなどで開いている場合は閉じてから、"
    )
    assert "Traceback" not in done.err
    assert command("generate", "--prefecture", "13", workspace=workspace).code == 0


def test_a_return_that_is_open_is_told_and_nothing_else_is_lost(workspace: Path) -> None:
    assert command("generate", "--prefecture", "13", workspace=workspace).code == 0
    (form,) = workspace.glob("templates/*/*_13_*.xlsx")
    returned = workspace / "submissions" / "2026" / form.name
    returned.write_bytes(form.read_bytes())
    with kept_open(returned, NOTHING):
        done = command("validate", workspace=workspace)
    assert done.code in (1, 3)
    assert form.name in done.out + done.err
    assert "Traceback" not in done.out + done.err


def test_settings_that_are_open_are_told(workspace: Path) -> None:
    with kept_open(workspace / "survey.toml", NOTHING):
        done = command("status", workspace=workspace)
    assert done.code in (2, 3)
    assert "survey.toml" in done.err
    assert "Traceback" not in done.err


def test_the_files_that_excel_lays_beside_an_open_one_are_no_returns(workspace: Path) -> None:
    submissions = workspace / "submissions" / "2026"
    submissions.mkdir(parents=True)
    (submissions / "~$13.xlsx").write_bytes(b"\x05yamada")
    done = command("validate", workspace=workspace)
    assert (done.code, "~$13.xlsx" in done.out + done.err) == (0, False)


def test_a_name_in_other_letters_is_the_same_file(workspace: Path) -> None:
    assert command("generate", "--prefecture", "13", workspace=workspace).code == 0
    (form,) = workspace.glob("templates/*/*_13_*.xlsx")
    assert (form.parent / form.name.upper()).exists()
    form.rename(form.parent / form.name.upper())
    assert command("generate", "--prefecture", "13", workspace=workspace).code == 0
    assert len(list(form.parent.glob("*_13_*.xlsx"))) == 1


def wait_for_what_began(script: str, *arguments: str) -> None:
    """Kills a run, then waits for the processes of which it told: they ended with it."""
    with subprocess.Popen([sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        began = [_winapi.OpenProcess(SYNCHRONIZE, False, int(number)) for number in run.stdout.readline().split()]
        assert [_winapi.WaitForSingleObject(each, 0) for each in began] == [_winapi.WAIT_TIMEOUT] * len(began)
        run.kill()
    assert began
    assert [_winapi.WaitForSingleObject(each, MINUTE) for each in began] == [_winapi.WAIT_OBJECT_0] * len(began)


def test_a_reader_ends_with_who_asked_though_it_is_busy_with_a_file() -> None:
    wait_for_what_began(KILLED_WHILE_READING, BUSY)


def test_workers_that_wait_end_with_a_killed_generate(workspace: Path) -> None:
    wait_for_what_began(GENERATED, str(workspace))
