"""What befalls an act of the round: the power is cut, the disk fills up, the folder is gone, somebody does the same at once."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.national.broken.acts import Act, Scene
from benchmarks.national.broken.power import NO_CUT, Ran

DISK_MB = 400


@dataclass(frozen=True)
class Usual:
    """An act that nothing befell: how it ran, how many octets it has added to the disk."""

    act: Act
    ran: Ran
    grown: int


@dataclass(frozen=True)
class Befallen:
    """How an act ended that something befell: each that ran, and what befell it, in words."""

    ran: tuple[Ran, ...]
    what: str

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
    return Befallen((usual.act.on(scene, cut),), str(cut))


def disk(usual: Usual, scene: Scene, chance: random.Random) -> Befallen:
    """There is room for a part of what the act writes only."""
    room = int(chance.uniform(0, 1) * usual.grown)
    with _filled(scene.workspace.parent, room):
        return Befallen((usual.act.on(scene),), f"{room:,} of {usual.grown:,} octets free")


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
        return Befallen(tuple(each.result() for each in running), f"{len(running)} at once")


WAYS: dict[str, Way] = {"power": power, "disk": disk, "folder": folder, "twice": twice}


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
