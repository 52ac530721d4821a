"""Which files there are: single ones, folders of anything, ZIP attachments. Nothing is unpacked to disk."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from survey_tool.intake.cells.grid import Refused
from survey_tool.intake.formats.packages.zipped import Archive, is_zip
from survey_tool.intake.formats.reasons import REASONS
from survey_tool.intake.formats.refusal import MEGABYTE, Refusal, too_large
from survey_tool.intake.formats.xls import ole
from survey_tool.wording.invisible import CONTROLS, DIRECTIONS

if TYPE_CHECKING:
    from survey_tool.settings.limits import Limits

CORRECTIONS = "corrections"
"""Where correction copies go, inside the folder of submissions."""
SET_ASIDE = "set-aside"
FOLDERS_LEFT_OUT = (CORRECTIONS, SET_ASIDE)
COPY_NAME = re.compile(r".+_correction-[0-9a-f]{6}\.xlsx")
"""How correction copies are named."""
_BETWEEN_WORDS = re.compile(r"[\s_-]+")  # set_aside and "Set Aside" are meant as set-aside
_LEFT_OUT = {_BETWEEN_WORDS.sub("", name) for name in FOLDERS_LEFT_OUT}
_HEAD = 64
_PACKAGE_STARTS = (b"[Content_Types].xml", b"_rels/", b"mimetype", b"docProps/", b"xl/")
_NAME_IN_HEADER = 30
_WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
_NOT_TO_BE_SHOWN = re.compile(f"[{CONTROLS}\u061c{DIRECTIONS}]")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may be a submission, not opened yet. `name` is what to show.

    `load` reads its bytes, once, without ever opening it for writing, and raises `Refusal` where that is not possible.
    """

    path: Path
    name: str
    load: Callable[[], bytes]
    inside_archive: bool = False


def find_files(paths: Iterable[Path], limits: Limits) -> Iterator[FoundFile | Refused]:
    """The files under `paths`, folders and archives opened, in an order that does not depend on the file system.

    Left out: names that begin with a dot or `~$`, the folders `corrections` and `set-aside`, in folders and in archives
    alike. A path that is given itself is never left out. A file of an archive is named `outer.zip/inner.xlsx`.
    """
    for path in paths:
        if path.is_dir():
            for inner in _in_folder(path):
                name = _printable(inner.relative_to(path).as_posix())
                yield from _open_archive(inner, name, limits)
        else:
            yield from _open_archive(path, _printable(path.name), limits)


def saved_among_copies(submissions: Path) -> tuple[Path, ...]:
    """Files that lie in the folder of correction copies under names of their own, where nobody looks for returns."""
    folder = submissions / CORRECTIONS
    files = sorted(path for path in folder.glob("*") if path.is_file()) if folder.is_dir() else []
    return tuple(
        path
        for path in files
        if path.name.lower().endswith((*_WORKBOOK_ENDINGS, ".zip"))
        and not (_left_out(path.name) or COPY_NAME.fullmatch(path.name))
    )


def refuse(path: Path, name: str, data: bytes, refusal: Refusal) -> Refused:
    """The refusal of one file, with the words for it."""
    return _refused(path, name, hashlib.sha256(data).hexdigest(), len(data), refusal)


def refuse_unread(path: Path, name: str, refusal: Refusal) -> Refused:
    """The refusal of a file on disk that was not taken into memory: its hash is made piece by piece."""
    digest, size = hashlib.sha256(), 0
    try:
        with _open(path) as file:
            while piece := file.read(MEGABYTE):
                digest.update(piece)
                size += len(piece)
    except OSError:
        return _refused(path, name, "", 0, refusal)
    return _refused(path, name, digest.hexdigest(), size, refusal)


def _refused(path: Path, name: str, sha256: str, size: int, refusal: Refusal) -> Refused:
    if refusal.reason in ("unknown", "empty") and name.lower().endswith(_WORKBOOK_ENDINGS):
        refusal = Refusal("file-unreadable", "damaged" if size else "empty")  # it was meant to be one
    reason = REASONS[refusal.reason].fill(**refusal.details)
    return Refused(path, name, sha256, size, refusal.code, reason, dict(refusal.details))


def _in_folder(folder: Path) -> Iterator[Path]:
    """A folder that may not be opened is named itself, and ends as unreadable."""
    closed: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not _left_out_folder(name))
        yield from (Path(parent, name) for name in sorted(names) if not _left_out(name))
    yield from closed


def _left_out(name: str) -> bool:
    return name.startswith((".", "~$"))


def _left_out_folder(name: str) -> bool:
    return _left_out(name) or _BETWEEN_WORDS.sub("", name.lower()) in _LEFT_OUT or name == "__MACOSX"


def _open_archive(path: Path, name: str, limits: Limits) -> Iterator[FoundFile | Refused]:
    """The file itself, or the files in it if it is an archive of files."""
    whole = FoundFile(path, name, partial(_load, path, limits))
    if not _may_be_archive(path):
        yield whole
        return
    try:
        data = _load(path, limits)
        archive = Archive(data, limits)
        if archive.encrypted:
            raise Refusal("file-encrypted", "archive-password")
        if _is_package(archive):
            yield whole
            return
        members = _members(path, name, archive)
    except Refusal as refusal:
        yield refuse_unread(path, name, refusal)
        return
    if members:
        yield from members
    else:
        yield refuse(path, name, data, Refusal("file-not-ours", "no-workbook"))


def _may_be_archive(path: Path) -> bool:
    """By the first bytes: a ZIP that does not begin as office programs begin theirs."""
    try:
        with _open(path) as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return is_zip(head) and not head[_NAME_IN_HEADER:].startswith(_PACKAGE_STARTS)


def _open(path: Path) -> BinaryIO:
    """For reading only. A named pipe or a device is never opened: it might never end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError
    return path.open("rb")


def _load(path: Path, limits: Limits) -> bytes:
    try:
        with _open(path) as file:
            data = file.read(limits.file_mb * MEGABYTE + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise Refusal("file-unreadable", "unopenable") from error
    if len(data) > limits.file_mb * MEGABYTE:
        raise too_large("file-size", max(size, len(data)), limits.file_mb)
    return data


def _is_package(archive: Archive) -> bool:
    return any(name in archive.members for name in ("[Content_Types].xml", "mimetype", "xl/workbook.xml"))


def _members(path: Path, name: str, archive: Archive) -> list[FoundFile | Refused]:
    """Every file in the archive; none if nothing in it looks like a workbook."""
    inner = [member for member in sorted(archive.members) if not _left_out_member(member)]
    heads = {member: archive.head(member, _HEAD) for member in inner}
    if not any(is_zip(head) or head.startswith(ole.MAGIC) for head in heads.values()):
        return []
    return [
        FoundFile(path, _printable(f"{name}/{member}"), partial(archive.read, member), inside_archive=True)
        for member in inner
    ]


def _left_out_member(member: str) -> bool:
    parts = PurePosixPath(member).parts
    return _left_out(parts[-1]) or any(_left_out_folder(part) for part in parts[:-1])


def _printable(name: str) -> str:
    """A name as it may be shown: as it is, blanks of every width and rare characters included, but for what would
    disturb the line that it stands in."""
    return _NOT_TO_BE_SHOWN.sub("\ufffd", name)
