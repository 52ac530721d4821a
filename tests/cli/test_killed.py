"""A command that is killed takes the processes that work for it along, and the next one clears up what it left half written."""

from __future__ import annotations

import os
import signal
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
needs_cores = pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core works without workers")

KILLED_WHILE_READING = """
import math, sys, threading, time
from survey_tool.intake.opening import children
from survey_tool.settings.limits import Limits
children._BOOT = sys.argv[1]
readers = children.Children()
readers.__enter__()
threading.Thread(target=readers.ask, args=(b"", Limits(seconds=2)), daemon=True).start()
until = time.monotonic() + 60
while time.monotonic() < until and (not readers._all or readers._all[0]._deadline == math.inf):
    time.sleep(0.01)
time.sleep(0.5)  # until the question has been read
print(readers._all[0]._process.pid, flush=True)
time.sleep(600)
"""
GENERATED = """
import multiprocessing, sys, time
from pathlib import Path
from survey_tool.form.generate import generate
from survey_tool.reference.survey import open_survey
def wait(path):
    until = time.monotonic() + 60
    while len(list(path.parent.glob("*.xlsx"))) < 5 and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.5)  # until the workers wait for more to do
    print(*(each.pid for each in multiprocessing.active_children()), flush=True)
    time.sleep(600)
try:
    generate(open_survey(Path(sys.argv[1])), ("01", "02", "03", "04", "05"), progress=wait)
except KeyboardInterrupt:
    sys.exit(130)
"""
AT_WORK = """
import os, sys, time
from types import SimpleNamespace
from survey_tool.demo import story
from survey_tool.release import dashboard
def work(*_):
    os.write(1, b"%d\\n" % os.getpid())  # at once: another is writing there too
    time.sleep(float(sys.argv[1]))
story.type_into = dashboard.write_dashboard = work
dashboard._WORTH_PROCESSES = 0
try:
    exec(sys.argv[2])
except KeyboardInterrupt:
    sys.exit(130)
"""
PUBLISHING = "dashboard.write_dashboards(SimpleNamespace(cases=()), None, {'ja': None, 'en': None})"
TYPING = "story._type_all([('ja',), ('en',)])"
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


@pytest.mark.slow
@needs_proc
@needs_cores
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


def at_work(script: str, *arguments: str) -> tuple[subprocess.Popen[str], set[int]]:
    """A run at a console of its own, and the workers that it tells of when they are at work."""
    started = [sys.executable, "-c", script, *arguments]
    run = subprocess.Popen(started, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert run.stdout is not None
    workers: set[int] = set()
    while len(workers) < 2 and (line := run.stdout.readline()):
        workers |= set(map(int, line.split()))
    assert len(workers) > 1
    return run, workers


@pytest.mark.slow
@needs_proc
@needs_cores
@pytest.mark.parametrize("work", [PUBLISHING, TYPING], ids=["publish", "demo"])
def test_workers_end_with_whatever_began_them(work: str) -> None:
    run, workers = at_work(AT_WORK, "600", work)
    with run:
        run.kill()
    wait_until_gone(workers)


@pytest.mark.slow
@needs_proc
@needs_cores
@pytest.mark.parametrize("work", [("600", PUBLISHING), ("1", TYPING)], ids=["publish", "demo"])
def test_ctrl_c_at_a_console_is_answered_by_the_command_alone(work: tuple[str, str]) -> None:
    """It reaches every process there: an edition is dropped at once, what is typed is typed to its end."""
    interrupted(*at_work(AT_WORK, *work))


@pytest.mark.slow
@needs_proc
@needs_cores
def test_workers_that_wait_say_nothing_of_ctrl_c(tmp_path: Path) -> None:
    (tmp_path / "survey.toml").write_text('round = "2026"\n', encoding="utf-8")
    interrupted(*at_work(GENERATED, str(tmp_path)))


def interrupted(run: subprocess.Popen[str], workers: set[int]) -> None:
    with run:
        os.killpg(run.pid, signal.SIGINT)
        try:
            _, said = run.communicate(timeout=MINUTE)
        finally:
            run.kill()
    assert (run.returncode, said) == (130, "")
    wait_until_gone(workers)


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


@pytest.mark.slow
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
