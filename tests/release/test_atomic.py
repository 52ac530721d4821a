"""A release is replaced as a whole: killed at any moment, the old one or the new one is there, never a mixture."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from xlsxwriter.exceptions import FileCreateError

from survey_tool.intake.judging.submission import Collected
from survey_tool.reference.survey import Survey
from survey_tool.release import atomic, dashboard
from survey_tool.release.atomic import NotReplaced, recover, replacing
from survey_tool.release.publish import publish
from survey_tool.release.writing import checksums
from tests.cases import a_survey
from tests.rounds import a_round, no_dashboard

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
STEPS = (
    "open",
    "os.rename",
    "os.mkdir",
    "os.remove",
    "os.rmdir",
    "os.listdir",
    "os.scandir",
    "os.chmod",
    "os.truncate",
)
FILES = ("a.txt", "data/b.txt", "data/c.txt")
KILLS = 120


def write(directory: Path, label: str) -> None:
    """A small release; every file carries the label."""
    (directory / "data").mkdir()
    for name in FILES:
        (directory / name).write_text(label * 1000, encoding="utf-8")
    (directory / "SHA256SUMS").write_bytes(checksums(directory, FILES))


def cannot(*_: Path) -> bool:
    """In place of `exchange`, where there is none."""
    return False


def has_no_such_step(*_: bytes) -> int:
    """What a file system answers that knows no exchange."""
    return errno.EINVAL


def fail_half_way(directory: Path, error: Exception | None = None) -> None:
    with replacing(directory) as new:
        (new / "a.txt").write_text("2", encoding="utf-8")
        raise error or ValueError("half way")


def replace(directory: Path, label: str) -> None:
    with replacing(directory) as new:
        write(new, label)


def label_of(directory: Path) -> str:
    """The label of a whole release; fails where a file is missing, left over or not the one of the checksums."""
    assert_whole(directory)
    (label,) = {(directory / name).read_text(encoding="utf-8")[0] for name in FILES}
    return label


def assert_whole(directory: Path) -> None:
    sums = [line.split("  ") for line in (directory / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    names = {path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file()}
    assert names == {name for _, name in sums} | {"SHA256SUMS"}
    for digest, name in sums:
        assert hashlib.sha256((directory / name).read_bytes()).hexdigest() == digest, name


def beside(directory: Path) -> list[str]:
    return sorted(each.name for each in directory.parent.iterdir() if each != directory)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "published" / "2026"


@pytest.fixture(params=["exchange", "two steps"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of putting the new in place, whatever this system can."""
    if request.param == "two steps":
        monkeypatch.setattr(atomic, "exchange", cannot)
    elif sys.platform == "win32":
        pytest.skip("no exchange there")
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_the_new_takes_the_place_of_the_old(directory: Path) -> None:
    for label in ("1", "2", "3"):
        replace(directory, label)
        assert label_of(directory) == label
        assert beside(directory) == []


@pytest.mark.usefixtures("way")
def test_an_error_leaves_the_old_as_it_was(directory: Path) -> None:
    replace(directory, "1")
    with pytest.raises(ValueError, match="half way"):
        fail_half_way(directory)
    assert label_of(directory) == "1"
    assert beside(directory) == []


def test_an_error_at_the_first_leaves_nothing(directory: Path) -> None:
    with pytest.raises(ValueError, match="half way"):
        fail_half_way(directory)
    assert not directory.exists()
    assert beside(directory) == []


def test_what_cannot_be_moved_is_left_and_said(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows where somebody has a file of the release open in Excel."""
    replace(directory, "1")
    monkeypatch.setattr(atomic, "exchange", cannot)
    rename = Path.rename

    def _refused(self: Path, target: Path) -> Path:
        if self == directory:
            raise PermissionError(13, "in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", _refused)
    with pytest.raises(NotReplaced) as refusal:
        replace(directory, "2")
    assert "（許可されていません）" in refusal.value.sentence.ja
    assert "(it is not permitted)" in refusal.value.sentence.en
    assert label_of(directory) == "1"
    assert beside(directory) == []


def test_where_the_second_step_fails_the_first_is_taken_back(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace(directory, "1")
    monkeypatch.setattr(atomic, "exchange", cannot)
    rename = Path.rename

    def _refused(self: Path, target: Path) -> Path:
        if self.name == ".2026.new":
            raise PermissionError(13, "in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", _refused)
    with pytest.raises(NotReplaced):
        replace(directory, "2")
    assert label_of(directory) == "1"


def test_a_file_system_that_cannot_exchange_is_served_in_two_steps(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace(directory, "1")
    monkeypatch.setattr(atomic, "_exchange", has_no_such_step)
    replace(directory, "2")
    assert label_of(directory) == "2"


@pytest.mark.skipif(sys.platform != "linux", reason="renameat2 is Linux's")
def test_linux_exchanges_in_one_step(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert atomic.exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a" / "b").exists()
    assert (tmp_path / "b" / "a").exists()
    with pytest.raises(FileNotFoundError):
        atomic.exchange(tmp_path / "a", tmp_path / "none")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_whatever_lies_in_the_way_of_the_new_is_cleared_away(directory: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").touch()
    directory.parent.mkdir()
    for leave in (Path.touch, lambda path: path.symlink_to(elsewhere), lambda path: path.symlink_to(tmp_path / "none")):
        leave(directory.with_name(".2026.new"))
        replace(directory, "1")
        assert label_of(directory) == "1"
        assert beside(directory) == []
    assert (elsewhere / "kept").exists()


@pytest.mark.usefixtures("way")
@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_stays_and_what_it_leads_to_is_replaced(directory: Path, tmp_path: Path) -> None:
    directory.parent.mkdir()
    directory.symlink_to(tmp_path / "web" / "2026")
    for label in ("1", "2"):
        replace(directory, label)
        assert directory.is_symlink()
        assert label_of(tmp_path / "web" / "2026") == label
        assert beside(directory) == beside(tmp_path / "web" / "2026") == []


def test_a_file_in_the_place_of_the_release_is_left_alone(directory: Path) -> None:
    directory.parent.mkdir()
    directory.write_text("mine", encoding="utf-8")
    with pytest.raises(NotReplaced) as refusal:
        replace(directory, "1")
    assert "同じ名前のファイル" in refusal.value.sentence.ja
    assert directory.read_text(encoding="utf-8") == "mine"


def test_a_full_disk_is_told_with_its_place(directory: Path) -> None:
    """The system names no file where a write fails that began well."""
    replace(directory, "1")
    with pytest.raises(OSError, match="No space") as refusal:
        fail_half_way(directory, OSError(errno.ENOSPC, "No space left on device"))
    assert refusal.value.filename == str(directory)
    assert label_of(directory) == "1"
    assert beside(directory) == []


def test_only_one_process_writes(directory: Path) -> None:
    with replacing(directory) as new:
        write(new, "1")
        with pytest.raises(NotReplaced) as refusal, replacing(directory):
            pass
        assert "別の処理" in refusal.value.sentence.ja
    assert label_of(directory) == "1"


# Recovery: every state that a kill can leave.


@contextmanager
def state(directory: Path, *, here: str = "", new: str = "", old: str = "") -> Iterator[None]:
    for place, label in (
        (directory, here),
        (directory.with_name(".2026.new"), new),
        (directory.with_name(".2026.old"), old),
    ):
        if label:
            place.mkdir(parents=True)
            write(place, label)
    yield
    recover(directory)


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        ({"here": "1", "new": "2"}, "1"),
        ({"new": "2", "old": "1"}, "2"),
        ({"here": "2", "old": "1"}, "2"),
        ({"old": "1"}, "1"),
        ({"here": "1"}, "1"),
        ({"new": "2"}, None),
    ],
    ids=[
        "while writing",
        "between the steps",
        "before tidying up",
        "new one lost",
        "nothing to do",
        "first release unfinished",
    ],
)
def test_recovery(directory: Path, left: dict[str, str], expected: str | None) -> None:
    with state(directory, **left):
        pass
    assert (label_of(directory) if directory.exists() else None) == expected
    assert beside(directory) == []


def killed_at(step: int, work: Callable[[], None]) -> bool:
    """Do `work` in a child that is killed before its `step`-th touch of the file system. Whether it was."""
    child = os.fork()
    if child == 0:
        _count_down(step)
        try:
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _count_down(step: int) -> None:
    seen = 0

    def _hook(event: str, _: object) -> None:
        nonlocal seen
        if event in STEPS:
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(_hook)


def assert_old_or_new(directory: Path, way: str, labels: set[str]) -> None:
    """What a kill may leave: one of them whole in place; between two steps both whole beside it."""
    if not directory.exists():
        assert way == "two steps"
        assert {label_of(directory.with_name(name)) for name in (".2026.new", ".2026.old")} == labels
        recover(directory)
    assert label_of(directory) in labels


@pytest.mark.slow
@needs_fork
def test_killed_at_every_step(directory: Path, way: str) -> None:
    replace(directory, "1")
    step, seen = 0, set()
    while killed_at(step := step + 1, lambda: replace(directory, "2")):
        assert_old_or_new(directory, way, {"1", "2"})
        seen.add(label_of(directory))
        replace(directory, "1")  # settles what was left
        assert beside(directory) == []
    assert step > 20
    assert seen == {"1", "2"}


@pytest.mark.slow
@needs_fork
@pytest.mark.usefixtures("way")
def test_the_first_release_killed_at_every_step(directory: Path) -> None:
    step = 0
    directory.parent.mkdir()
    while killed_at(step := step + 1, lambda: replace(directory, "1")):
        if directory.exists():
            assert label_of(directory) == "1"
        replace(directory, "2")
        assert label_of(directory) == "2"
        with replacing(directory):
            pass
        directory.rmdir()
    assert step > 15


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="two steps there")
def test_a_reader_never_finds_nothing_nor_a_mixture(directory: Path) -> None:
    replace(directory, "0")
    done = threading.Event()
    found: list[str] = []

    def _read() -> None:
        try:
            while not done.is_set():
                found.append(_seen(directory))
        except OSError as error:
            found.append(f"nothing: {error}")

    reader = threading.Thread(target=_read)
    reader.start()
    for number in range(300):
        replace(directory, str(number % 10))
    done.set()
    reader.join()
    assert set(found) - {"replaced meanwhile"} == {"whole"}


def _seen(directory: Path) -> str:
    """What somebody finds who reads the checksums, all files, and the checksums again."""
    before = (directory / "SHA256SUMS").read_bytes()
    told = [(directory / name).read_bytes() for name in FILES]
    if (directory / "SHA256SUMS").read_bytes() != before:
        return "replaced meanwhile"
    sums = [line[:64].decode() for line in before.splitlines()]
    return "whole" if [hashlib.sha256(each).hexdigest() for each in told] == sums else "mixture"


# The whole of publish.


def test_a_disk_that_fills_while_the_workbook_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library that saves it has an error of its own; what the system said is told."""
    survey = a_survey(tmp_path)

    def _full(*_: object) -> None:
        raise FileCreateError(OSError(errno.ENOSPC, "No space left on device"))

    monkeypatch.setattr(dashboard, "write_dashboards", _full)
    with pytest.raises(OSError, match="No space") as refusal:
        publish(survey, a_round(survey))
    assert (refusal.value.errno, refusal.value.filename) == (errno.ENOSPC, str(survey.published))
    assert not survey.published.exists()
    assert beside(survey.published) == []


@pytest.fixture
def rounds(tmp_path: Path) -> list[tuple[Survey, Collected]]:
    """The same round published on two days, so that every file but the reference data differs in something."""
    surveys = [a_survey(tmp_path, published_on=day) for day in ("2027-03-01", "2027-04-01")]
    return [(survey, a_round(survey)) for survey in surveys]


def do_publish(rounds: list[tuple[Survey, Collected]], which: int) -> None:
    survey, given = rounds[which]
    publish(survey, given, write_dashboards=no_dashboard)


def published_on(directory: Path) -> str:
    """The day of a whole release; fails where the workbook is of another day than the data."""
    assert_whole(directory)
    workbook = (directory / "joint-procurement_2026_ja.xlsx").read_text(encoding="utf-8").split()[1]
    assert workbook in (directory / "data" / "README.md").read_text(encoding="utf-8")
    return workbook


@needs_fork
@pytest.mark.long
def test_publish_killed_at_random_moments(rounds: list[tuple[Survey, Collected]]) -> None:
    directory = rounds[0][0].published
    do_publish(rounds, 0)
    started = time.perf_counter()
    do_publish(rounds, 0)
    usual = time.perf_counter() - started
    chance, kills, turn = random.Random(20260301), 0, 1
    while kills < KILLS:
        child = os.fork()
        if child == 0:
            while True:  # whatever the moment, it is one of a publication
                do_publish(rounds, turn)
                turn = 1 - turn
        time.sleep(chance.uniform(0, 3 * usual))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        kills += 1
        assert published_on(directory) in ("2027-03-01", "2027-04-01")
        turn = chance.randint(0, 1)
    do_publish(rounds, 1)
    assert published_on(directory) == "2027-04-01"
    assert beside(directory) == ["replaced"]
    kept = sorted((directory.parent / "replaced").iterdir())
    assert sorted(map(published_on, kept)) == ["2027-03-01", "2027-04-01"], "each once, and whole"


@needs_fork
@pytest.mark.long
def test_publish_killed_at_every_step(rounds: list[tuple[Survey, Collected]], way: str) -> None:
    directory = rounds[0][0].published
    do_publish(rounds, 0)
    step = 0
    while killed_at(step := step + 1, lambda: do_publish(rounds, 1)):
        if not directory.exists():
            assert way == "two steps"
            recover(directory)
        day = published_on(directory)
        if day == "2027-04-01":
            do_publish(rounds, 0)
    assert step > 60
    assert published_on(directory) == "2027-04-01"
    kept = sorted((directory.parent / "replaced").iterdir())
    assert sorted(map(published_on, kept)) == ["2027-03-01", "2027-04-01"], "each once, and whole"
