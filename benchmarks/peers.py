"""The environment of the tools that are measured beside ours: made once, renewed when the list of them changes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_ENVIRONMENT = _ROOT / ".benchmarks-venv"
_PINS = Path(__file__).with_name("peers.txt")
_STAMP = _ENVIRONMENT / "installed.txt"


def environment(tell: Callable[[str], None]) -> tuple[Path | None, str]:
    """The Python that has the peers; None and the reason where they cannot be had."""
    python = _ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pins = _PINS.read_text(encoding="utf-8")
    if _STAMP.exists() and _STAMP.read_text(encoding="utf-8") == pins:
        return python, ""
    tell("installing the peers (once)")
    install = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-r", str(_PINS)]
    for command in ([sys.executable, "-m", "venv", "--clear", str(_ENVIRONMENT)], install):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            return None, f"not installed: {last}"
    _STAMP.write_text(pins, encoding="utf-8")
    return python, ""
