"""Whole processes, timed from outside: two commands in turn (A B A B …), so that both meet the same machine; and single acts."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

RUNS = 5


class BenchmarkFailedError(RuntimeError):
    """A command did not do its work, so its time says nothing."""


@dataclass(frozen=True)
class Command:
    """A process to run. `codes` are the exit codes with which its work counts as done."""

    arguments: tuple[str, ...]
    folder: Path | None = None
    codes: tuple[int, ...] = (0,)


Steps = Command | tuple[Command, ...]
"""What is measured as one: a command, or several one after the other."""


@dataclass(frozen=True)
class Sample:
    """One run: seconds on the clock, the largest resident set of any of its processes in MB, and the seconds that all its
    processes together kept a processor busy (both 0 where unknown)."""

    seconds: float
    megabytes: float
    busy: float


@dataclass(frozen=True)
class Pair:
    """Two commands measured in turn: the work and what it is held against."""

    work: tuple[Sample, ...]
    floor: tuple[Sample, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """Work to floor, turn by turn."""
        return tuple(a.seconds / b.seconds for a, b in zip(self.work, self.floor, strict=True))

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def memory_ratio(self) -> float:
        """Largest process of the work to that of the floor; 0 where the platform does not tell."""
        theirs = max(each.megabytes for each in self.floor)
        return max(each.megabytes for each in self.work) / theirs if theirs else 0.0


def ours(*arguments: str, codes: tuple[int, ...] = (0,)) -> Command:
    """The product's own command line, as it is installed beside this Python."""
    script = Path(sys.executable).with_name("survey-tool.exe" if os.name == "nt" else "survey-tool")
    return Command((str(script), "--lang", "en", *arguments), codes=codes)


def floor(script: str, *arguments: str, python: str = sys.executable) -> Command:
    """One of the small programs in `floors/`, which use a library and nothing of the product."""
    return Command((python, str(Path(__file__).parent / "floors" / f"{script}.py"), *arguments))


def in_turn(work: Steps, floor: Steps, runs: int) -> Pair:
    """Both once to warm up, then so many times A B A B. Raises `BenchmarkFailedError`."""
    run_all(work), run_all(floor)
    samples = [(run_all(work), run_all(floor)) for _ in range(runs)]
    return Pair(tuple(a for a, _ in samples), tuple(b for _, b in samples))


def run_all(steps: Steps) -> Sample:
    """One run of each command, one after the other: what they take together, and the largest process of any."""
    samples = [run(each) for each in ((steps,) if isinstance(steps, Command) else steps)]
    return Sample(
        sum(each.seconds for each in samples),
        max(each.megabytes for each in samples),
        sum(each.busy for each in samples),
    )


def run(command: Command) -> Sample:
    """One run of a command, its output thrown away."""
    begun = time.perf_counter()
    with subprocess.Popen(
        command.arguments,
        cwd=command.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        told = process.stderr.read() if process.stderr else b""
        megabytes, busy = _reap(process)
        seconds = time.perf_counter() - begun
    if process.returncode not in command.codes:
        last = told.decode(errors="replace").strip().splitlines()[-3:]
        raise BenchmarkFailedError(f"{' '.join(command.arguments)} ended with {process.returncode}: {' / '.join(last)}")
    return Sample(seconds, megabytes, busy)


def said(command: Command, about: str) -> str:
    """The line about something that a command says, wherever it says it. Raises `BenchmarkFailedError` where it does not."""
    done = subprocess.run(command.arguments, cwd=command.folder, capture_output=True, check=False)
    lines = (done.stdout + done.stderr).decode(errors="replace").splitlines()
    found = next((line.strip() for line in lines if about in line), None)
    if done.returncode not in command.codes or found is None:
        raise BenchmarkFailedError(f"{' '.join(command.arguments)} ended with {done.returncode}, silent about {about}")
    return found


def _reap(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Wait for the end. The operating system tells the megabytes and seconds of a process and of those it waited for."""
    if sys.platform == "win32":
        process.wait()
        return 0.0, 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return usage.ru_maxrss / unit, usage.ru_utime + usage.ru_stime


def seconds(act: Callable[[], object]) -> float:
    """How long something takes in this process."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def megabytes_of(samples: Sequence[Sample]) -> float:
    """The most that any run took."""
    return max(each.megabytes for each in samples)


def seconds_of(samples: Sequence[Sample]) -> float:
    """The median run."""
    return statistics.median(each.seconds for each in samples)


def busy_of(samples: Sequence[Sample]) -> float:
    """The median run's processor time."""
    return statistics.median(each.busy for each in samples)
