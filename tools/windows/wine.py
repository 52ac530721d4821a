"""A place where programs for Windows run: Wine from Debian trixie, in a folder of its own, set up once.

Needs Linux on x86-64, root, debootstrap and unshare; the mirror is the one that this machine's apt uses. Nothing is installed.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.windows.refusing import RefusedError, run

SUITE = "trixie"
PACKAGES = ("wine64", "locales")
LOCALE = "ja_JP.UTF-8"
"""Under which Wine's consoles speak cp932, as on the computers of the offices."""
STAGE = "srv"
"""The folder inside that programs are run in; Windows calls it `Z:\\srv`."""
_KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg"
_WINE = "/usr/lib/wine/wine64"
_PREFIX = "/var/lib/windows"
_NEEDED = ("debootstrap", "unshare", "chroot", "mount", "ip")
_ENTER = """
set -e
mount -t proc proc "$0/proc"
mount --rbind /dev "$0/dev"
test "$1" = online || ip link set lo up
cd /
exec chroot "$0" /usr/bin/env "${@:2}" </dev/null
"""


class MissingError(Exception):
    """Wine cannot be had here, and why."""


@dataclass(frozen=True)
class Wine:
    """A Debian with Wine in it, below `root`."""

    root: Path

    @property
    def stage(self) -> Path:
        """The folder as this machine sees it."""
        return self.root / STAGE

    def command(self, *windows: str, offline: bool = True, at: str = "") -> list[str]:
        """What starts a program of Windows, in a folder below the stage. It ends, with whatever it has begun, when that is ended."""
        surroundings = [
            "-i",
            f"--chdir=/{STAGE}/{at}",
            "PATH=/usr/bin:/bin",
            "HOME=/root",
            "XDG_RUNTIME_DIR=/tmp",
            f"LC_ALL={LOCALE}",
            f"WINEPREFIX={_PREFIX}",
            "WINEDEBUG=-all",
            "WINEDLLOVERRIDES=mscoree,mshtml=",
        ]
        alone = ["unshare", "--mount", "--pid", "--fork", "--kill-child", *(["--net"] if offline else [])]
        inside = ["bash", "-c", _ENTER, str(self.root), "offline" if offline else "online"]
        return [*alone, *inside, *surroundings, _WINE, *windows]

    def run(
        self, *windows: str, offline: bool = True, at: str = "", seconds: float = 900
    ) -> subprocess.CompletedProcess[str]:
        """Runs it to its end; what it says is read as its console writes it. Raises `subprocess.TimeoutExpired`."""
        return subprocess.run(
            self.command(*windows, offline=offline, at=at),
            capture_output=True,
            encoding="cp932",
            errors="replace",
            timeout=seconds,
            check=False,
        )


@contextmanager
def wine(cache: Path) -> Iterator[Wine]:
    """The place, with an empty stage, for one rehearsal at a time. Raises `MissingError` where it cannot be had."""
    missing = what_is_missing()
    if missing:
        raise MissingError(missing)
    import fcntl

    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "wine.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        found = Wine(cache / f"wine-{_recipe()}")
        if not found.root.exists():
            _set_up(found.root)
        (found.root / "etc/hosts").write_text(
            f"127.0.0.1 localhost\n127.0.1.1 {socket.gethostname()}\n", encoding="ascii"
        )
        shutil.rmtree(found.stage)
        found.stage.mkdir()
        yield found


def what_is_missing() -> str:
    """What this machine lacks for it; an empty text where nothing."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return "Wine is set up on Linux on x86-64 only"
    if os.geteuid() != 0:
        return "setting up Wine in a folder of its own needs root"
    lacking = [each for each in _NEEDED if not shutil.which(each)]
    if lacking:
        return f"not installed: {', '.join(lacking)} (Debian: apt-get install debootstrap iproute2 util-linux)"
    return "" if Path(_KEYS).exists() else f"there is no {_KEYS} (Debian: debian-archive-keyring)"


def _recipe() -> str:
    """Says how it was set up: another way gives another folder."""
    return hashlib.sha256(repr((SUITE, PACKAGES, LOCALE, _PREFIX)).encode()).hexdigest()[:8]


def _set_up(root: Path) -> None:
    part = root.with_name(f"{root.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        told = ("--variant=minbase", f"--include={','.join(PACKAGES)}", f"--keyring={_KEYS}")
        run("debootstrap", *told, SUITE, part, mirror())
        language, _, characters = LOCALE.partition(".")
        run("chroot", part, "localedef", "-i", language, "-f", characters, LOCALE)
    except RefusedError as refused:
        raise MissingError(f"Debian {SUITE} could not be set up: {refused}"[-800:]) from refused
    shutil.rmtree(part / "var/cache/apt")
    made = Wine(part).run("wineboot", "--init", seconds=300)
    if made.returncode:
        raise MissingError(f"Wine does not start: {made.stderr[-400:]}")
    part.rename(root)


def mirror() -> str:
    """Where this machine's apt gets Debian from. Raises `MissingError` where it does not."""
    try:
        told = run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages").split()
    except (RefusedError, FileNotFoundError) as error:
        raise MissingError(f"apt tells no mirror ({error})") from error
    found = [each for each in told if each.rstrip("/").endswith("/debian")]
    if not found:
        raise MissingError("apt's sources name no mirror of Debian")
    return found[0]
