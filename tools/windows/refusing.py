"""What cannot be done, and why; commands that fail say so."""

from __future__ import annotations

import subprocess
from pathlib import Path


class RefusedError(Exception):
    """It is not done, and why."""


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """What a command prints. Raises `RefusedError` with what it said where it fails."""
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        raise RefusedError(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout
