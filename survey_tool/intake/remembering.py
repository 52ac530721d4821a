"""What was read once is not read again while its content is the same: for whoever collects again and again.

Nothing that is told depends on it: the same files, settings and findings of people give the same whether or not they were seen
before.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from survey_tool.form.contract.marker import SKIPPED_SHEETS
from survey_tool.intake.cells.grid import Refused
from survey_tool.intake.formats.refusal import Refusal
from survey_tool.intake.opening.reader import Readers
from survey_tool.intake.opening.returned_files import FoundFile, find_files
from survey_tool.intake.settling.as_sent import told_as_sent
from survey_tool.intake.settling.found_out import NOTHING_FOUND_OUT, FoundOut
from survey_tool.intake.settling.round import judged_alone, settled, together
from survey_tool.intake.settling.verdict import Judge, JudgedReturn

if TYPE_CHECKING:
    from survey_tool.intake.collect import Progress
    from survey_tool.intake.judging.submission import Collected
    from survey_tool.intake.opening.reader import Result
    from survey_tool.reference.survey import Survey

_Key = tuple[Path, str, str]
"""Where a file lies, under which name it is shown, the SHA-256 of its content."""


_Mark = tuple[int, int, int, int]
"""What the system tells of a file: size, time of the last change of its content and of all else (ns), number in the file system."""
_SETTLED = 2_000_000_000
"""Nanoseconds after which a change of a file cannot have the same time as one before it, whatever the file system counts in."""


@dataclass(frozen=True)
class _Seen:
    """What was judged of a file, and whose its content was known to be by then, by SHA-256."""

    verdicts: tuple[JudgedReturn, ...]
    owners: Mapping[str, str | None]

    def still_holds(self, found_out: FoundOut) -> bool:
        return all(found_out.owners.get(sha) == owner for sha, owner in self.owners.items())


class Remembering:
    """Collects as `intake.collect.collect` does; of files only those are read that were not seen with this content before."""

    def __init__(self, readers: Callable[[], Readers]) -> None:
        """`readers` gives those that wait for files; it is called when a file has to be read."""
        self._readers = readers
        self._ground: object = None
        self._seen: dict[_Key, _Seen] = {}
        self._contents: dict[Path, tuple[_Mark, str]] = {}
        self._one_at_a_time = Lock()
        self.read_last = 0

    def collect(
        self,
        survey: Survey,
        paths: Iterable[Path],
        *,
        progress: Progress | None = None,
        readers: Readers | None = None,
        found_out: FoundOut | None = None,
    ) -> Collected:
        """Every file under `paths`, read and judged. `read_last` is then the number of files that had to be read."""
        known = found_out or NOTHING_FOUND_OUT
        paths = list(paths)
        with self._one_at_a_time:
            self._stand_on(
                (survey.workspace, survey.round, _data_files(survey), tuple(sorted(known.addresses.items())))
            )
            verdicts = together(self._judged(survey, paths, known, progress, readers))
        return settled(survey, told_as_sent(survey, verdicts) if survey.submissions in paths else verdicts, known)

    def _stand_on(self, ground: object) -> None:
        """With other settings nothing that was judged holds."""
        if ground != self._ground:
            self._seen.clear()
            self._ground = ground

    def _judged(
        self, survey: Survey, paths: list[Path], known: FoundOut, progress: Progress | None, readers: Readers | None
    ) -> list[JudgedReturn]:
        found = [_Watched(each, self._contents) for each in find_files(paths, survey.round.limits)]
        seen = {id(each): self._seen_before(each, known) for each in found}
        unread = [each for each in found if seen[id(each)] is None]
        self.read_last = len(unread)
        new = self._read(survey, unread, known, progress, readers) if unread else {}
        return [verdict for each in found for verdict in (seen[id(each)] or new[id(each)])]

    def _seen_before(self, file: _Watched, known: FoundOut) -> tuple[JudgedReturn, ...] | None:
        key = file.key()
        seen = self._seen.get(key) if key else None
        return seen.verdicts if seen and seen.still_holds(known) else None

    def _read(
        self,
        survey: Survey,
        unread: list[_Watched],
        known: FoundOut,
        progress: Progress | None,
        readers: Readers | None,
    ) -> dict[int, tuple[JudgedReturn, ...]]:
        judge = Judge(survey, known.of_owners)
        verdicts: dict[Path, list[JudgedReturn]] = {each.file.path: [] for each in unread}
        passing: set[Path] = set()
        files = [each.to_be_read for each in unread]
        ready = readers or self._readers()
        for result in ready.read(files, survey.round.limits, skip=SKIPPED_SHEETS, progress=progress):
            verdicts[result.path].append(judged_alone(judge, result, known))
            if _for_the_moment(result):
                passing.add(result.path)
        judged = {id(each): tuple(verdicts[each.file.path]) for each in unread}
        for each in unread:
            if each.sha256 and each.file.path not in passing:
                self._seen[(each.file.path, each.file.name, each.sha256)] = _seen(each, judged[id(each)], known)
        return judged


def _seen(file: _Watched, verdicts: tuple[JudgedReturn, ...], known: FoundOut) -> _Seen:
    held = dict.fromkeys((file.sha256, *(each.submission.sha256 for each in verdicts)))
    return _Seen(verdicts, {sha: known.owners.get(sha) for sha in held})


class _Watched:
    """A file of which is noted what its content was when it was last loaded ("" where it could not be). `contents`: the SHA-256 of
    files by what the system told of them then; while it tells the same they are not loaded again."""

    def __init__(self, file: FoundFile, contents: dict[Path, tuple[_Mark, str]]) -> None:
        self.file, self.sha256, self._contents = file, "", contents

    @property
    def to_be_read(self) -> FoundFile:
        return replace(self.file, load=self._load)

    def key(self) -> _Key | None:
        mark = _mark(self.file.path)
        told, sha256 = self._contents.get(self.file.path, (None, ""))
        if mark and mark == told:
            self.sha256 = sha256
        else:
            try:
                self._load()
            except Refusal:
                return None
        return self.file.path, self.file.name, self.sha256

    def _load(self) -> bytes:
        self.sha256 = ""
        mark, at = _mark(self.file.path), time.time_ns()
        data = self.file.load()
        self.sha256 = hashlib.sha256(data).hexdigest()
        if mark and at - max(mark[1:3]) > _SETTLED:
            self._contents[self.file.path] = mark, self.sha256
        return data


def _mark(path: Path) -> _Mark | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _for_the_moment(result: Result) -> bool:
    """Whether it may be read in a moment, with the same content."""
    return isinstance(result, Refused) and result.code == "file-not-readable-here"


def _data_files(survey: Survey) -> tuple[str, ...]:
    """The content of the data files that the settings name: other municipalities judge otherwise."""
    return tuple(_digests(survey))


def _digests(survey: Survey) -> Iterator[str]:
    for path in survey.round.files.model_dump().values():
        if isinstance(path, Path):
            yield hashlib.sha256(path.read_bytes()).hexdigest()
