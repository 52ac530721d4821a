"""Whether anything in the workspace has changed: by what the system tells of its files, without opening one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_FILES = ("survey.toml", "contacts.csv", "record*.csv")  # of the record a copy, too, may tell of something
_FOLDERS = ("submissions", "templates", "mail", "published", "preview", "letters", "data")
_DEEPEST = 6

Trace = tuple[str, int, int, int]
"""A file: its path, size, time of the last change (ns), number in the file system."""


def traces(workspace: Path) -> tuple[Trace, ...]:
    """What tells two moments of the workspace apart. Files of programs (a leading dot or `~$`) do not count."""
    found = [trace for name in _FILES for path in sorted(workspace.glob(name)) if (trace := _of(path))]
    for name in _FOLDERS:
        found += _below(workspace / name, 0)
    return tuple(found)


def _below(folder: Path, depth: int) -> Iterator[Trace]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            if trace := _of(path):  # an empty folder, too, may be something new
                yield (trace[0], 0, 0, trace[3])
            if depth < _DEEPEST:
                yield from _below(path, depth + 1)
        elif trace := _of(path):
            yield trace


def _of(path: Path) -> Trace | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return str(path), found.st_size, found.st_mtime_ns, found.st_ino
