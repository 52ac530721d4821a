"""A command that is killed takes the processes that work for it along, and the next one clears up what it left half written."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from survey_tool.reference import workspace as files
from survey_tool.reference.workspace import write_new, write_whole
from tests.commands import command

MINUTE = 60.0
LEFT = f".{'0123456789abcdef' * 2}.part"
needs_proc = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="processes are looked for as Linux lists them"
)

KILLED_WHILE_READING = """
import math, sys, threading, time
from survey_tool.intake.opening import children
from survey_tool.settings.limits import Limits
children._BOOT = sys.argv[1]
readers = children.Children()
readers.__enter__()
threading.Thread(target=readers.ask, args=(b"", Limits(seconds=2)), daemon=True).start()
while not readers._all or readers._all[0]._deadline == math.inf:
    time.sleep(0.01)
time.sleep(0.5)  # until the question has been read
print(readers._all[0]._process.pid, flush=True)
time.sleep(600)
"""
BUSY = """
import sys, time
sys.path[:] = sys.argv[1:]
from survey_tool.intake.opening import child
child.answer_for = lambda *_: time.sleep(600)
child.main()
"""


def children_of(process: int) -> set[int]:
    return {
        int(found)
        for task in Path(f"/proc/{process}/task").glob("*/children")
        for found in task.read_text(encoding="ascii").split()
    }


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_until_gone(processes: set[int]) -> None:
    until = time.monotonic() + MINUTE
    while (left := set(filter(is_running, processes))) and time.monotonic() < until:
        time.sleep(0.05)
    assert left == set()


@needs_proc
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core draws without workers")
def test_workers_end_with_a_killed_generate(tmp_path: Path) -> None:
    (tmp_path / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    arguments = [sys.executable, "-m", "survey_tool", "--workspace", str(tmp_path), "generate"]
    running = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + MINUTE
    while not list(tmp_path.glob("templates/2026/*.xlsx")) and time.monotonic() < until:
        time.sleep(0.01)
    workers = children_of(running.pid)

    running.kill()
    running.wait()

    assert len(workers) > 1
    wait_until_gone(workers)
    command("generate", "--prefecture", "01", workspace=tmp_path)
    assert list(tmp_path.rglob("*.part")) == []


def reader_of_a_killed_run(boot: str) -> int:
    """The reader that was busy with a file when the process that asked it was killed."""
    with subprocess.Popen([sys.executable, "-c", KILLED_WHILE_READING, boot], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        reader = int(run.stdout.readline())
        assert is_running(reader)
        run.kill()
    return reader


@needs_proc
def test_a_reader_ends_with_who_asked_though_it_is_busy_with_a_file() -> None:
    wait_until_gone({reader_of_a_killed_run(BUSY)})


@needs_proc
def test_a_reader_that_lets_nothing_else_run_is_ended_by_the_system() -> None:
    """The reading library need not give way to other threads; a signal that Python would have to handle would not help."""
    stuck = BUSY.replace("time.sleep(600)", "__import__('ctypes').PyDLL(None).pause()")
    assert stuck != BUSY
    wait_until_gone({reader_of_a_killed_run(stuck)})


def test_what_a_killed_run_left_half_written_is_swept_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_YOUNG", -1.0)
    mine = (".mine.part", "memo.part", f"{LEFT}.txt")
    for name in (LEFT, *mine):
        (tmp_path / name).write_bytes(b"half")

    write_whole(tmp_path / "a.txt", b"whole")

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(("a.txt", *mine))


@pytest.mark.skipif(sys.platform == "win32", reason="there an open file cannot be removed by anybody")
def test_what_another_run_is_writing_is_left_to_it(tmp_path: Path) -> None:
    with files._written_beside(tmp_path / "a.txt", b"a") as part:
        write_whole(tmp_path / "b.txt", b"b")
        assert part.is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["b.txt"]


@pytest.mark.parametrize("links", [True, False], ids=["with links", "without links"])
def test_a_new_file_never_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def cannot(*_: object, **__: object) -> None:
        raise PermissionError(1, "not here")

    if not links:
        monkeypatch.setattr(os, "link", cannot)
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    write_new(tmp_path / "a", b"first")
    for name in ("a", "link"):
        with pytest.raises(FileExistsError) as refused:
            write_new(tmp_path / name, b"second")
        assert refused.value.filename == str(tmp_path / name)

    assert (tmp_path / "a").read_bytes() == b"first"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "link"]
