"""What lies where a release is written: the release before is kept, and what others have put beside its files stays there.

Which files are the release's, and whether somebody has changed one since, its own checksums tell.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from survey_tool.reference.workspace import free_name, patiently, sync_folder
from survey_tool.release.writing import CHECKSUMS, listed_in

_UNFINISHED = "*.part"


@dataclass(frozen=True)
class Earlier:
    """What became of what lay there, by paths in the folder of the release.

    `kept_in` is where the release before lies now; None where there was none or nothing in it would be lost. Of its files
    somebody had `changed` some since; there they are as they were. `beside` is what others had put there: it is there still,
    but for what was `in_the_way` of a new file, which lies with the replaced release.
    """

    kept_in: Path | None = None
    changed: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    in_the_way: tuple[str, ...] = ()


NOTHING_EARLIER = Earlier()


def keep_earlier(old: Path, new: Path, replaced: Path, at: dt.datetime) -> Earlier:
    """Before `new` takes the place of `old`: puts the release that lies in `old` into a folder of `replaced`, named by the time
    `at`, and what others have put there into `new`.

    No bytes are copied where the file system can give a file a second name. Raises `OSError`.
    """
    _sweep(replaced, old.name)
    listed = listed_in(old / CHECKSUMS)
    names = set(_files(old))
    others, changed = _told_apart(old, names, listed)
    in_the_way = {name for name in others if _stands_in_the_way(name, new)}
    strangers = in_the_way - ({CHECKSUMS} if listed else set())
    beside = others - in_the_way
    said = _topmost(beside, (*(names - beside), *_files(new)))
    is_needed = changed or strangers or (listed and not _are_the_same(old, new))
    for name in beside:
        _give_second_name(old / name, new / name)
    _keep_empty_folders(old, new)
    kept_in = _kept(old, names - beside, replaced, at) if is_needed else None
    return Earlier(kept_in, *(tuple(sorted(each)) for each in (changed, said, strangers)))


def strange_in(folder: Path) -> tuple[str, ...]:
    """What in the folder of a release is not as its checksums say: files of others, and its own that somebody has changed."""
    others, changed = _told_apart(folder, set(_files(folder)), listed_in(folder / CHECKSUMS))
    return tuple(sorted((others | changed) - {CHECKSUMS}))


def _told_apart(folder: Path, names: set[str], listed: Mapping[str, str]) -> tuple[set[str], set[str]]:
    """The files of others, and those of the release that somebody has changed."""
    own = names & listed.keys()
    return names - own, {name for name in own if _sha256(folder / name) != listed[name]}


def _sweep(replaced: Path, name: str) -> None:
    for unfinished in replaced.glob(f".{name}-{_UNFINISHED}"):
        shutil.rmtree(unfinished, ignore_errors=True)


def _are_the_same(old: Path, new: Path) -> bool:
    """Whether both hold the same release, by their checksums."""
    return (old / CHECKSUMS).read_bytes() == (new / CHECKSUMS).read_bytes()


def _kept(old: Path, names: Iterable[str], replaced: Path, at: dt.datetime) -> Path:
    """The folder that now holds these files of `old`; one that held the very same before is enough."""
    digests = {name: _sha256(old / name) for name in names}
    replaced.mkdir(parents=True, exist_ok=True)
    for before in sorted(replaced.glob(f"{old.name}-*")):
        if {name: _sha256(before / name) for name in _files(before)} == digests:
            return before
    folder = free_name(replaced / f"{old.name}-{at:%Y%m%d-%H%M%S}")
    part = replaced / f".{folder.name}.part"
    part.mkdir()
    for name in digests:
        _give_second_name(old / name, part / name)
    patiently(lambda: part.rename(folder))  # a scanner looks at what was just written
    sync_folder(replaced)
    return folder


def _files(folder: Path) -> Iterable[str]:
    """Everything below a folder that is no folder itself; a link is followed nowhere."""
    for parent, folders, names in os.walk(folder):
        links = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (Path(parent, name).relative_to(folder).as_posix() for name in (*names, *links))


def _keep_empty_folders(old: Path, new: Path) -> None:
    for parent, folders, names in os.walk(old):
        if not (folders or names):
            with suppress(FileExistsError):
                (new / Path(parent).relative_to(old)).mkdir(parents=True, exist_ok=True)


def _stands_in_the_way(name: str, new: Path) -> bool:
    above = (new / each for each in PurePosixPath(name).parents)
    return os.path.lexists(new / name) or any(os.path.lexists(each) and not each.is_dir() for each in above)


def _give_second_name(file: Path, name: Path) -> None:
    """The same file under another name, or a copy of it where there can be none."""
    name.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(file, name, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(file, name, follow_symlinks=False)


def _topmost(names: Iterable[str], own: Iterable[str]) -> tuple[str, ...]:
    """The same, a folder that holds nothing of the release named in place of all that is in it."""
    shared = {parent for name in own for parent in PurePosixPath(name).parents}
    found = []
    for name in map(PurePosixPath, names):
        folders = [each for each in reversed(name.parents) if each not in shared]
        found.append(f"{folders[0]}/" if folders else str(name))
    return tuple(dict.fromkeys(found))


def _sha256(path: Path) -> str:
    if path.is_symlink():
        return f"link to {path.readlink()}"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
