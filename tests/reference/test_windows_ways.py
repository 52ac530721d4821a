"""What only Windows does: files that another program keeps for itself, names without regard to case. Run in the rehearsal."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from survey_tool.post.to_copy import write_to_copy
from survey_tool.reference.workspace import write_whole
from survey_tool.release.atomic import NotReplaced
from tests.cli.test_killed import BUSY, GENERATED, KILLED_WHILE_READING
from tests.commands import command
from tests.desks import a_desk
from tests.forms import to_correct
from tests.post.test_to_copy import letter
from tests.release.test_earlier import WORKBOOK, release

if sys.platform != "win32":
    pytest.skip("Windows alone does this", allow_module_level=True)

import _winapi

READ, NOTHING = 1, 0
"""What others may do meanwhile: Excel lets them read, a program that copies nothing."""
SYNCHRONIZE, MINUTE = 0x00100000, 60_000
not_under_wine = pytest.mark.skip(reason="Wine renames a folder in which a file is open, which Windows refuses")
TWO_CORES = "import os\nos.cpu_count = lambda: 2\n"
"""Wine does not say how many there are, and one does all by itself."""


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


def test_forms_are_counted_and_packed_while_one_of_them_is_open(workspace: Path) -> None:
    assert command("generate", "--prefecture", "13", workspace=workspace).code == 0
    (form,) = workspace.glob("templates/*/*_13_*.xlsx")
    beside = form.with_name(f"~${form.name}")
    beside.write_bytes(b"\x06yamada")
    with kept_open(beside, NOTHING), a_desk(workspace) as desk:
        answer = desk.get("/forms.zip")
        assert zipfile.ZipFile(io.BytesIO(answer.content)).namelist() == [form.name]
        assert "1件あります（templates" in desk.get("/letters").text


def test_drafts_to_copy_are_written_while_an_attachment_is_looked_at(tmp_path: Path) -> None:
    (folder,) = write_to_copy([letter()], tmp_path).written
    (attached,) = folder.glob("*.xlsx")
    beside = folder / f"~${attached.name}"
    beside.write_bytes(b"\x06yamada")
    with kept_open(attached, READ), kept_open(beside, NOTHING):
        assert write_to_copy([letter(text="別の本文")], tmp_path).edited == ()


def test_a_record_that_is_open_is_named_and_nothing_is_noted(workspace: Path) -> None:
    assert command("record", "note", "13", "first", workspace=workspace).code == 0
    with kept_open(workspace / "record.csv", READ):
        done = command("record", "note", "13", "second", workspace=workspace)
        assert command("status", workspace=workspace).code == 0, "it may be read meanwhile"
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("記録（record.csv）を読み書きすることができません（")
    assert done.err.endswith("Excelなどで開いている場合は閉じてから、もう一度実行してください。\n")
    assert command("record", "note", "13", "third", workspace=workspace).code == 0
    told = (workspace / "record.csv").read_text(encoding="utf-8-sig")
    assert ("first" in told, "second" in told, "third" in told) == (True, False, True)


def test_contacts_that_are_open_are_told(workspace: Path) -> None:
    with kept_open(workspace / "contacts.csv", NOTHING):
        done = command("mail", "invite", workspace=workspace)
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[-1] == (
        "contacts.csv：開くことができません。他のプログラムで開いている場合は閉じ、読取りが許可されていることを確認してください。"
    )


def test_a_correction_copy_that_is_open_is_named_and_drawn_once_it_is_closed(workspace: Path) -> None:
    write_whole(workspace / "submissions" / "2026" / "13.xlsx", to_correct())
    assert command("validate", workspace=workspace).code == 1
    (copy,) = workspace.glob("submissions/2026/corrections/*.xlsx")
    with kept_open(copy, READ):
        done = command("validate", workspace=workspace)
    assert done.code == 3
    assert f"「{copy}」に書き込むことができません。Excelなどで開いている場合は閉じてから、" in done.err
    assert "Traceback" not in done.out + done.err
    assert command("validate", workspace=workspace).code == 1


@not_under_wine
def test_a_published_workbook_that_is_open_is_told_and_the_release_stays(tmp_path: Path) -> None:
    first = release(tmp_path)
    before = (first.directory / "SHA256SUMS").read_bytes()
    with kept_open(first.directory / WORKBOOK, READ), pytest.raises(NotReplaced) as refused:
        release(tmp_path, "2027-04-01")
    assert (
        "開いているファイルを閉じてから、もう一度実行してください。これまでの内容はそのままです。"
        in refused.value.sentence.ja
    )
    assert (first.directory / "SHA256SUMS").read_bytes() == before
    assert release(tmp_path, "2027-04-01").earlier.kept_in


def wait_for_what_began(script: str, *arguments: str) -> None:
    """Kills a run, then waits for the processes of which it told: they ended with it."""
    with subprocess.Popen([sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        try:
            began = [_winapi.OpenProcess(SYNCHRONIZE, False, int(number)) for number in run.stdout.readline().split()]
            assert [_winapi.WaitForSingleObject(each, 0) for each in began] == [_winapi.WAIT_TIMEOUT] * len(began)
        finally:
            run.kill()
    assert began
    assert [_winapi.WaitForSingleObject(each, MINUTE) for each in began] == [_winapi.WAIT_OBJECT_0] * len(began)


def test_a_reader_ends_with_who_asked_though_it_is_busy_with_a_file() -> None:
    wait_for_what_began(KILLED_WHILE_READING, BUSY)


def test_workers_that_wait_end_with_a_killed_generate(workspace: Path) -> None:
    wait_for_what_began(TWO_CORES + GENERATED, str(workspace))
