"""A secretary's hand: whatever it is done with, what can be done has the same names; how long each act took is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Step:
    """One act: seconds on the clock, the largest resident set of any of its processes (at the desk of its own, since it was opened),
    and the bytes that are new or changed among the files of the workspace."""

    name: str
    seconds: float
    megabytes: float
    written: int


class Hand(Protocol):
    """Who plays a round in a workspace."""

    workspace: Path
    steps: list[Step]

    def on(self, day: dt.date) -> None: ...
    def leave(self) -> None: ...
    def begin(self) -> None: ...
    def follow(self, last: Path) -> None: ...
    def settle(self, values: Mapping[str, str]) -> object: ...
    def address(self, rows: list[list[str]]) -> object: ...
    def forms(self, *codes: str, previous: bool = False) -> object: ...
    def draft(self, kind: str) -> None: ...
    def note_sent(self, kind: str) -> None: ...
    def receive(self, files: Mapping[str, bytes]) -> object: ...
    def look(self) -> object: ...
    def unlock(self, file: str, password: str) -> None: ...
    def note_owner(self, file: str, code: str) -> None: ...
    def set_aside(self, file: str) -> None: ...
    def merge(self, code: str) -> object: ...
    def confirm(self, case_id: str, code: str, key: str) -> None: ...
    def extend(self, code: str, day: str) -> None: ...
    def preview(self) -> None: ...
    def publish(self) -> object: ...


Sizes = Mapping[Path, tuple[int, int]]


def sizes(workspace: Path) -> Sizes:
    """Of every file when it was changed and how large it is."""
    found = ((path, path.stat()) for path in workspace.rglob("*") if path.is_file())
    return {path: (told.st_mtime_ns, told.st_size) for path, told in found}


def written(before: Sizes, after: Sizes) -> int:
    """The bytes of the files that are new or changed."""
    return sum(told[1] for path, told in after.items() if before.get(path) != told)


def together(steps: Iterable[Step]) -> list[Step]:
    """Acts of one name as one, with how many they were."""
    named: dict[str, list[Step]] = {}
    for each in steps:
        named.setdefault(each.name, []).append(each)
    return [
        Step(
            name if len(same) == 1 else f"{name} × {len(same)}",
            sum(each.seconds for each in same),
            max(each.megabytes for each in same),
            sum(each.written for each in same),
        )
        for name, same in named.items()
    ]
