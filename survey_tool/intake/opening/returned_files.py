"""Which files there are: single ones, folders of anything. Nothing is unpacked to disk."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from survey_tool.form.contract.file_names import COPY_NAME
from survey_tool.form.drawn import as_drawn
from survey_tool.intake.cells.grid import CoveringMail, Refused
from survey_tool.intake.formats.reasons import REASONS
from survey_tool.intake.formats.refusal import MEGABYTE, Refusal, too_large
from survey_tool.intake.opening.names import (
    CONTAINER_ENDINGS,
    CORRECTIONS,
    WORKBOOK_ENDINGS,
    left_out,
    left_out_folder,
    printable,
)
from survey_tool.wording.system_reasons import LOCKED_ON_WINDOWS

if TYPE_CHECKING:
    from survey_tool.settings.limits import Limits

PATIENCE = 2.0
"""Seconds for which a file that is being written is waited for."""
_STEADY = 0.2  # seconds without a change, after which a file counts as finished
_LATELY = 10.0  # seconds; the clock of a file server may differ a little
_SILENT = 1.0  # seconds since it was last written to, after which a file that looks cut off is no longer being copied


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may be a submission, not opened yet. `name` is what to show.

    `load` reads its bytes, once, without ever opening it for writing, and raises `Refusal` where that is not possible.
    """

    path: Path
    name: str
    load: Callable[[], bytes]


def find_files(paths: Iterable[Path], limits: Limits) -> Iterator[FoundFile]:
    """The files under `paths`, in an order that does not depend on the file system.

    Left out: names that begin with a dot or `~$`, the folders `corrections` and `set-aside`, in folders and in archives
    alike. A path that is given itself is never left out. What holds other files is opened where files are read.
    """
    for path in paths:
        if path.is_dir():
            for inner in _in_folder(path):
                yield _on_disk(inner, inner.relative_to(path).as_posix(), limits)
        else:
            yield _on_disk(path, path.name, limits)


def _on_disk(path: Path, name: str, limits: Limits) -> FoundFile:
    return FoundFile(path, printable(name), partial(load_file, path, limits))


def saved_among_copies(submissions: Path) -> tuple[Path, ...]:
    """Files that lie in the folder of correction copies under names of their own, where nobody looks for returns."""
    return tuple(path for path in _returns_in(submissions / CORRECTIONS) if not COPY_NAME.fullmatch(path.name))


def saved_among_forms(templates: Path) -> tuple[Path, ...]:
    """Files that lie among the forms to be sent and are not as those were drawn, whatever they are called: they may be returns, if
    there is anything in them."""
    return tuple(path for path in _returns_in(templates) if path.stat().st_size and not as_drawn(path))


def _returns_in(folder: Path) -> list[Path]:
    """The files of a folder that may be returns, by their endings."""
    files = sorted(path for path in folder.glob("*") if path.is_file()) if folder.is_dir() else []
    return [
        path
        for path in files
        if path.name.lower().endswith((*WORKBOOK_ENDINGS, *CONTAINER_ENDINGS)) and not left_out(path.name)
    ]


def copies_in(folder: Path) -> list[Path]:
    """The correction copies in their folder, by the names that they are given."""
    return sorted(path for path in folder.glob("*.xlsx") if COPY_NAME.fullmatch(path.name))


def copies_saved_since(submissions: Path) -> tuple[Path, ...]:
    """Correction copies that somebody has saved since they were drawn: they may have come back."""
    return tuple(path for path in copies_in(submissions / CORRECTIONS) if not as_drawn(path))


def refuse_unread(path: Path, name: str, refusal: Refusal) -> Refused:
    """The refusal of a file on disk that was not taken into memory: its hash is made piece by piece, if it can be read at all."""
    if refusal.code == "file-not-readable-here":
        return refused(path, name, "", 0, refusal)
    digest, size = hashlib.sha256(), 0
    try:
        with _open(path) as file:
            while piece := file.read(MEGABYTE):
                digest.update(piece)
                size += len(piece)
    except OSError:
        return refused(path, name, "", 0, refusal)
    return refused(path, name, digest.hexdigest(), size, refusal)


def refused(
    path: Path, name: str, sha256: str, size: int, refusal: Refusal, mail: CoveringMail | None = None
) -> Refused:
    """The refusal of one file, with the words for it."""
    if refusal.reason in ("unknown", "empty") and name.lower().endswith(WORKBOOK_ENDINGS):
        refusal = Refusal("file-unreadable", "damaged" if size else "empty")  # it was meant to be one
    reason = REASONS[refusal.reason].fill(**refusal.details)
    return Refused(path, name, sha256, size, refusal.code, reason, dict(refusal.details), mail, refusal.reason)


def _in_folder(folder: Path) -> Iterator[Path]:
    """A folder that may not be opened is named itself, and ends as unreadable."""
    closed: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not left_out_folder(name))
        yield from (Path(parent, name) for name in sorted(names) if not left_out(name))
    yield from closed


def _open(path: Path) -> BinaryIO:
    """For reading only. A named pipe or a device is never opened: it might never end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError
    return path.open("rb")


def load_file(path: Path, limits: Limits) -> bytes:
    """The bytes of a file; one that is being written is waited for briefly. Raises `Refusal` where it is not finished then,
    cannot be opened or is too large."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            data, size, changed = _read(path, limits.file_mb * MEGABYTE + 1)
        except OSError as error:
            held = getattr(error, "winerror", None) in LOCKED_ON_WINDOWS  # Explorer holds a file while it copies
            if not held or time.monotonic() >= until:
                raise Refusal("file-not-readable-here", "unopenable") from error
            changed = True
        if not changed:
            break
        if time.monotonic() >= until:
            raise still_written()
        time.sleep(_STEADY)
    if len(data) > limits.file_mb * MEGABYTE:
        raise too_large("file-size", max(size, len(data)), limits.file_mb)
    return data


def still_written() -> Refusal:
    """That a file was not finished while it was waited for."""
    return Refusal("file-not-readable-here", "still-written")


def last_written(path: Path) -> tuple[int, int] | None:
    """The size of a file in octets and when it was last written to, in nanoseconds; None where it cannot be asked."""
    try:
        return _state(path.stat())
    except OSError:
        return None


def is_growing(path: Path, when_read: tuple[int, int] | None) -> bool:
    """Whether a file that looks cut off was only not finished: it is no longer as it was `last_written` when it was read, whatever
    time it is given in the end, or something was written to it lately and there is more in a moment."""
    now = last_written(path)
    if now is None or now != when_read:
        return now is not None
    age = abs(time.time() - now[1] / 1e9)
    if age > _LATELY:
        return False
    time.sleep(max(_STEADY, _SILENT - age))
    return last_written(path) not in (None, now)


def _read(path: Path, most: int) -> tuple[bytes, int, bool]:
    """Up to so many bytes, the size of the file, and whether it was written to meanwhile."""
    with _open(path) as file:
        before = os.fstat(file.fileno())
        data = file.read(most)
        after = os.fstat(file.fileno())
    return data, after.st_size, _state(before) != _state(after)


def _state(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns
