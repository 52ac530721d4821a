"""The table of figures in a page, with the day, the state of the product and the machine it was measured on."""

from __future__ import annotations

import datetime as dt
import os
import platform
import subprocess
from pathlib import Path

_BEGIN, _END = "<!-- measured by make bench -->", "<!-- until here -->"


def put_into(page: Path, table: str) -> None:
    """Puts a table in place of the one between the marks. Raises `ValueError` where a page has none."""
    before, begun, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
    _, ended, after = rest.partition(_END)
    if not begun or not ended:
        raise ValueError(f"{page} has no place for the table: {_BEGIN} … {_END}")
    page.write_text(f"{before}{_BEGIN}\n{_circumstances()}\n\n{table}{_END}{after}", encoding="utf-8")


def _circumstances() -> str:
    asked = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    commit = asked.stdout.strip() or "of no commit"
    load = f", load {os.getloadavg()[2]:.1f} in its last quarter of an hour" if hasattr(os, "getloadavg") else ""
    return (
        f"Measured on {dt.date.today():%Y-%m-%d} ({commit}), CPython {platform.python_version()}, "
        f"{platform.system()}, {os.cpu_count()} cores{load}."
    )
