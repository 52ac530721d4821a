"""A desk that is a process of its own, and the window that its address opens: asked over HTTP as a browser asks."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from httpx2 import Client

from benchmarks.measuring import BenchmarkFailedError

PATIENCE = 3600.0  # seconds
_ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)(/\?key=[\w-]+)\s")


def begun(*program: str | Path) -> tuple[subprocess.Popen[str], Client, str]:
    """The desk of a module with its arguments, and its `window`. Raises `BenchmarkFailedError`."""
    process = subprocess.Popen(
        [sys.executable, "-m", *map(str, program), "desk", "--no-browser"],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout
    found = next(filter(None, map(window, process.stdout)), None)
    if not found:
        raise BenchmarkFailedError(f"the desk ended with {process.wait()} and printed no address")
    return process, *found


def window(said: str, patience: float = PATIENCE) -> tuple[Client, str] | None:
    """Who asks the desk that has said so, and where the first page is, with which all others are let in; None before it has told its
    address. A page is waited for as long as `patience`."""
    if not (found := _ADDRESS.search(said)):
        return None
    origin, first = found.groups()
    return Client(base_url=origin, headers={"Origin": origin}, follow_redirects=True, timeout=patience), first
