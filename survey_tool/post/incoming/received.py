"""What came in otherwise than by being saved in the folder by hand: put among the returns, under a name that every system can keep.

Nothing is written over, and the same content is kept once.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Literal

from survey_tool.intake.opening.names import SET_ASIDE, left_out, left_out_folder
from survey_tool.reference.survey import Survey
from survey_tool.reference.workspace import free_name, write_new
from survey_tool.wording.devices import DEVICES
from survey_tool.wording.invisible import CONTROLS, SHOWS_NOTHING
from survey_tool.wording.words import Words

Fate = Literal["saved", "there", "set_aside", "empty"]
_TOLD = {
    "saved": Words("「{given}」を保存しました。", '"{given}" was saved.'),
    "renamed": Words("「{given}」を「{file}」として保存しました。", '"{given}" was saved as "{file}".'),
    "there": Words(
        "「{given}」は、内容の同じファイルが既にあるため、保存していません：{file}",
        '"{given}" was not saved again, because a file with the same content is there: {file}',
    ),
    "set_aside": Words(
        "「{given}」は、対象外としたファイル（{file}）と同じ内容のため、保存していません。",
        '"{given}" was not saved: it is the same as {file}, which was set aside.',
    ),
    "empty": Words(
        "「{given}」は空のファイルのため、保存していません。コピーが終わっていることを確認し、もう一度追加してください。",
        '"{given}" is empty and was not saved. See that it was copied to its end, then add it again.',
    ),
}
_FORBIDDEN = re.compile(f'[<>:"|?*{CONTROLS}]')
_UNSEEN = re.compile(f"[{SHOWS_NOTHING}]")
_OF_PROGRAMS = re.compile(r"^(?:\.|~\$)+")
_NAMELESS = "file"
_PIECE = 1024 * 1024  # octets
_ONE_AFTER_THE_OTHER = threading.Lock()  # two may bring the same at once
_LONGEST = 180  # octets; file systems take 255, and a number or a sign of a program may be added


def safe_name(given: str) -> str:
    """The name under which a dropped file is saved: its last part, without what leads out of the folder, is not shown, hides the
    file from those who look for returns, or means a device; never blank."""
    last = re.split(r"[/\\]", given)[-1]
    name = _FORBIDDEN.sub("_", _UNSEEN.sub("", unicodedata.normalize("NFC", last)))
    name = _OF_PROGRAMS.sub("_", name.strip()).rstrip(". ")
    if DEVICES.match(name) or left_out(name):
        name = f"_{name}"
    return _shortened(name or _NAMELESS)


def _shortened(name: str) -> str:
    """Not longer than file systems take, its ending kept."""
    path = PurePosixPath(name)
    ending = path.suffix if len(path.suffix.encode()) <= 10 else ""
    stem = name.removesuffix(ending).encode()[: _LONGEST - len(ending.encode())].decode(errors="ignore")
    return f"{stem.rstrip('. ')}{ending}"


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a file: its name as it came, and by its path among the returns where its content lies now."""

    given: str
    fate: Fate
    file: str = ""

    @property
    def told(self) -> Words:
        """The same in a sentence."""
        renamed = self.fate == "saved" and self.file != self.given
        return _TOLD["renamed" if renamed else self.fate].fill(given=self.given, file=self.file)


def receive(survey: Survey, given: str, content: BinaryIO) -> Received:
    """Saves a returned file among those of the round, unless the same content is there; it is never whole in memory. Raises `OSError`."""
    name, folder = safe_name(given), survey.submissions
    size = content.seek(0, os.SEEK_END)
    if not size:
        return Received(name, "empty")
    digest = _digest(content)
    with _ONE_AFTER_THE_OTHER:
        return _kept(folder, name, content, size, digest)


def _kept(folder: Path, name: str, content: BinaryIO, size: int, digest: bytes) -> Received:
    for path in _with_content(folder, size, digest):
        return Received(name, "there", path.relative_to(folder).as_posix())
    for path in _with_content(folder / SET_ASIDE, size, digest):
        return Received(name, "set_aside", path.name)
    while True:
        path = free_name(folder / name)
        try:
            content.seek(0)
            write_new(path, content)
        except FileExistsError:  # somebody else was faster
            continue
        return Received(name, "saved", path.name)


def _digest(content: BinaryIO) -> bytes:
    content.seek(0)
    found = hashlib.sha256()
    for piece in iter(lambda: content.read(_PIECE), b""):
        found.update(piece)
    return found.digest()


def _with_content(folder: Path, size: int, digest: bytes) -> Iterator[Path]:
    """The files below a folder that hold this, but for those at which nobody looks."""
    for path in _files(folder):
        try:
            if path.stat().st_size != size:
                continue
            with path.open("rb") as file:
                is_same = _digest(file) == digest
        except OSError:
            continue
        if is_same:
            yield path


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_dir() and not left_out_folder(path.name):
            yield from _files(path)
        elif path.is_file() and not left_out(path.name):
            yield path
