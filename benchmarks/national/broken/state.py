"""A workspace as it stands: every file with what it holds, the record line by line; what is left lying about; what befell a release."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path

RECORD = "record.csv"
_OWN = {".desk-closed", ".desk.lock", ".desk.json", ".record.lock", ".sending.lock", ".letters-sent"}
"""What the program keeps in a workspace beside the round; none of it is half a file."""
_RELEASE = re.compile(r"published/[^/.]+/")
_REPLACED = re.compile(r"published/replaced/[^/]+/")
"""A release that was replaced lies in a folder that tells when."""


@dataclass(frozen=True)
class State:
    """Every file of a workspace by its path, with its SHA-256; of names with a dot only their paths, those of our own left out."""

    files: Mapping[str, str]
    record: bytes
    rubbish: frozenset[str]
    octets: int

    @property
    def release(self) -> dict[str, str]:
        """The files that are published, by round."""
        return {name: sha256 for name, sha256 in self.files.items() if _RELEASE.match(name)}

    def differing(self, other: State) -> list[str]:
        """The names of files, the record left out, that are not the same."""
        names = sorted((self.files.keys() | other.files.keys()) - {RECORD})
        return [name for name in names if self.files.get(name) != other.files.get(name)]

    def without_times(self) -> State:
        """The same, as far as it does not tell at which moments something was done."""
        files = dict[str, str]()
        for name, sha256 in sorted(self.files.items(), key=itemgetter(1)):
            timeless = _REPLACED.sub("published/replaced/", name)
            files[timeless] = files.get(timeless, "") + sha256
        return replace(self, files=files, record=_without_times(self.record))


def state_of(workspace: Path) -> State:
    """As it stands now."""
    paths = sorted(path.relative_to(workspace) for path in workspace.rglob("*"))
    hidden = {path.as_posix() for path in paths if any(part.startswith(".") for part in path.parts)}
    files = {
        path.as_posix(): hashlib.sha256((workspace / path).read_bytes()).hexdigest()
        for path in paths
        if path.as_posix() not in hidden and (workspace / path).is_file()
    }
    record = workspace / RECORD
    octets = sum((workspace / name).stat().st_size for name in files)
    return State(files, record.read_bytes() if record.exists() else b"", frozenset(hidden - _OWN), octets)


def half(now: State, before: State, wanted: State) -> list[str]:
    """The files that are neither as they were nor as they shall be, and those that are gone; of a release every file, where it is not
    as a whole the one or the other."""
    found = [
        name
        for name in now.differing(before)
        if now.files.get(name) != wanted.files.get(name) and not _RELEASE.match(name)
    ]
    return found + ([] if now.release in (before.release, wanted.release) else ["published/"])


def lost_lines(earlier: bytes, later: bytes) -> int:
    """How many whole lines of an earlier record are not in a later one where they stood."""
    whole = earlier[: earlier.rfind(b"\n") + 1]
    closed = b',"closed",' in later  # then what is personal in the lines has gone
    return 0 if closed or later.startswith(whole) else whole.count(b"\n")


def _without_times(record: bytes) -> bytes:
    """A record whose lines are told apart by their order: no second (the first nineteen characters of a time) is left in them."""
    rows = list(csv.reader(io.StringIO(record.decode("utf-8-sig"), newline="")))
    places = {row[0]: f"{'':19}{number}" for number, row in enumerate(rows[1:])}
    told = io.StringIO(newline="")
    csv.writer(told).writerows([places.get(cell, cell) for cell in row] for row in rows)
    return told.getvalue().encode()


def same_record(one: bytes, other: bytes, in_the_end: bytes, doubtful: Collection[str]) -> bool:
    """Whether a record is the same as another to the last octet, but for lines that were taken back, and how often an end of the round
    was begun; of letters that were in doubt only that they went out. Whoever looks once more notes what has arrived before others do:
    an arrival may be told already, once, that the other tells `in_the_end`."""
    if one == other:
        return True
    here, there = (Counter(_rows(each, doubtful)) for each in (one, other))
    arrivals = {row[1:] for row in _rows(in_the_end, doubtful) if row[1] == "arrived"} - {row[1:] for row in there}
    return not there - here and all(row[1:] in arrivals and times == 1 for row, times in (here - there).items())


def _rows(record: bytes, doubtful: Collection[str]) -> Iterator[tuple[str, ...]]:
    every = list(csv.DictReader(io.StringIO(record.decode("utf-8-sig"), newline="")))
    gone = {row["subject"] for row in every if row["what"] == "retracted"}
    ends = [number for number, row in enumerate(every) if row["what"] == "closed"][
        :-1
    ]  # one that was cut off is told again
    rows = [
        row | ({"subject": ""} if row["what"] == "closed" else {})
        for number, row in enumerate(every)
        if row["what"] != "retracted" and row["at"] not in gone and number not in ends
    ]
    last = {row["subject"]: number for number, row in enumerate(rows) if row["subject"] in doubtful}
    for number, row in enumerate(rows):
        told = (row["at"][:19], row["what"], row["prefecture"], row["subject"])
        if row["subject"] not in doubtful:
            yield (*told, row["detail"], row["by"])
        elif last[row["subject"]] == number:
            yield told
