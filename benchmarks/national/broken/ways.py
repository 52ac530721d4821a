"""What befalls an act of the round: the power is cut, the disk fills up, the folder is gone, somebody does the same at once, a return
is still being copied, the clock is wrong."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from benchmarks.national.broken.acts import Act, Scene
from benchmarks.national.broken.power import NO_CUT, Ran
from benchmarks.national.broken.state import State

DISK_MB = 400
_HALF_A_DAY = 12 * 60 * 60
_PIECE = 0.1  # seconds from one piece of a file that is copied to the next
_FULL = "ディスクの空きがないため"
_FINDINGS = frozenset({"findings.xlsx"})


@dataclass(frozen=True)
class Usual:
    """An act that nothing befell: how it ran, how many octets it has added to the disk."""

    act: Act
    ran: Ran
    grown: int


@dataclass(frozen=True)
class Befallen:
    """How an act ended that something befell: each that ran, and what befell it, in words.

    `certainly`: whether it did; None where only what the act has left can tell. `compared`: as what a workspace is then held against
    another. `of_the_moment`: files that tell of what befell, are whole and right, and are no more so later. `must_tell`: words for
    whoever was there, where the act was not done. `may_give_up`: whether it may end by itself before all of it was done.
    """

    ran: tuple[Ran, ...]
    what: str
    certainly: bool | None = None
    compared: Callable[[State], State] = lambda state: state
    of_the_moment: frozenset[str] = frozenset()
    must_tell: str = ""
    may_give_up: bool = True

    @property
    def told(self) -> str:
        """What was said to whoever was there."""
        return "\n".join(each.told for each in self.ran if not each.was_cut)


Way = Callable[[Usual, Scene, random.Random], Befallen]


def power(usual: Usual, scene: Scene, chance: random.Random) -> Befallen:
    """Cut at a random moment while it runs, or before it touches the workspace the next time."""
    if usual.ran.touches and chance.random() < 0.5:
        cut = replace(NO_CUT, touch=chance.randint(1, usual.ran.touches))
    else:
        cut = replace(NO_CUT, seconds=chance.uniform(0, usual.ran.seconds))
    return Befallen((usual.act.on(scene, cut),), str(cut), may_give_up=False)


def disk(usual: Usual, scene: Scene, chance: random.Random) -> Befallen:
    """There is room for a part of what the act writes only."""
    room = int(chance.uniform(0, 1) * usual.grown)
    with _filled(scene.workspace.parent, room):
        return Befallen((usual.act.on(scene),), f"{room:,} of {usual.grown:,} octets free", must_tell=_FULL)


def folder(usual: Usual, scene: Scene, chance: random.Random) -> Befallen:
    """The workspace has another name at a random moment; afterwards it has its own again."""
    seconds, away = chance.uniform(0, usual.ran.seconds), scene.workspace.with_name("away")
    timer = threading.Timer(seconds, os.rename, (scene.workspace, away))
    timer.start()
    ran = usual.act.on(scene)
    timer.cancel()
    timer.join()
    anew = ""
    if away.exists():
        if scene.workspace.exists():
            anew = f", begun anew: {sorted(path.name for path in scene.workspace.rglob('*'))}"
            shutil.rmtree(scene.workspace)
        away.rename(scene.workspace)
    return Befallen((ran,), f"gone after {seconds:.2f} s{anew}")


def twice(usual: Usual, scene: Scene, _: random.Random) -> Befallen:
    """Two do the same at once, where that is not to do it twice, and somebody else looks on: at the desk, where they do it by commands."""
    machines = ("machine",) if usual.act.counts_each else ("machine", "another machine")
    with ThreadPoolExecutor(len(machines) + 1) as together:
        running = [together.submit(usual.act.on, scene, NO_CUT, name) for name in machines]
        running.append(together.submit(usual.act.looked_on, scene))
        return Befallen(tuple(each.result() for each in running), f"{len(running)} at once", certainly=True)


def growing(usual: Usual, scene: Scene, chance: random.Random) -> Befallen:
    """One of the returns is still being copied to its place while the act runs, for half as long as that takes or longer."""
    came = [path for path in sorted(scene.submissions.glob("*")) if path.is_file()]
    if not came:
        return Befallen((usual.act.on(scene),), "nothing has come yet", certainly=False)
    early = min(chance.randrange(len(came)) for _ in range(3))  # what is read first is still being copied then
    path = came[early]
    share, seconds = chance.random(), usual.ran.seconds * chance.uniform(0.5, 1.5)
    with _copied(path, share, seconds, usual.act.at.timestamp()):
        what = f"{path.name} from {share:.0%} on, in {seconds:.1f} s"
        return Befallen((usual.act.on(scene),), what, certainly=True, of_the_moment=_FINDINGS)


def clock(usual: Usual, scene: Scene, chance: random.Random) -> Befallen:
    """The clock of the machine is put back or ahead by up to half a day, and is right again for the next act."""
    wrong = timedelta(seconds=round(chance.uniform(-_HALF_A_DAY, _HALF_A_DAY)))
    what = f"wrong by {wrong.total_seconds() / 3600:+.1f} hours"
    return Befallen((usual.act.on(scene, wrong=wrong),), what, certainly=True, compared=State.without_times)


WAYS: dict[str, Way] = {
    "power": power,
    "disk": disk,
    "folder": folder,
    "twice": twice,
    "growing": growing,
    "clock": clock,
}


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk of a few hundred megabytes at a folder, where this system may mount one. Raises `OSError` where it may not."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(folder)], check=False)
    if done.returncode:
        raise OSError("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def _copied(path: Path, share: float, seconds: float, at: float) -> Iterator[None]:
    """A part of a file is there, the rest is written to it piece by piece; `at` is what the clock of the machine says."""
    content, before = path.read_bytes(), path.stat()
    begins = int(len(content) * share)
    pieces = max(1, round(seconds / _PIECE))
    ends = [begins + (len(content) - begins) * number // pieces for number in range(pieces + 1)]

    def write(begin: int, end: int) -> None:
        with path.open("r+b") as file:
            file.seek(begin)
            file.write(content[begin:end])
            file.truncate()
        os.utime(path, (at, at))

    def copy() -> None:
        with suppress(FileNotFoundError):  # at the end of a round all that came goes
            for begin, end in pairwise(ends):
                time.sleep(_PIECE)
                write(begin, end)
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    write(0, begins)
    copying = threading.Thread(target=copy)
    copying.start()
    try:
        yield
    finally:
        copying.join()


@contextmanager
def _filled(folder: Path, room: int) -> Iterator[None]:
    """Nothing but so much room on the disk of a folder."""
    ballast = folder / "ballast"
    disk = os.statvfs(folder)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, disk.f_bavail * disk.f_frsize - room))
    try:
        yield
    finally:
        with suppress(FileNotFoundError):
            ballast.unlink()
