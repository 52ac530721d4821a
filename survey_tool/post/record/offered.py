"""Beside the record: which letters it ever told of as sent, or as being sent. An older copy of the record that has taken its place
lacks some of them.

No page and no letter goes by this file, and nobody needs it: where it is gone, or could not be written, only an older copy is
harder to notice.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from survey_tool.post.record.line import Line
from survey_tool.reference.workspace import write_whole

_NAME = ".letters-sent"
_OFFERED = frozenset({"sending", "sent"})


def note_offered(record: Path, lines: Iterable[Line]) -> None:
    """Notes the letters that went out by these lines of a record, each once; what they told themselves is on the disk already."""
    told = dict.fromkeys((line.round, line.subject) for line in lines if line.what in _OFFERED)
    if not told:
        return
    known, path = _noted(record), record.with_name(_NAME)
    new = "".join(f"{name}\t{id}\n" for name, id in told if (name, id) not in known).encode()
    with suppress(OSError):
        if _is_torn(path):  # what were added to it would not be told from it
            write_whole(path, "".join(f"{name}\t{id}\n" for name, id in sorted(known)).encode() + new)
        else:
            with path.open("ab") as file:
                file.write(new)


def offered(record: Path, round_name: str) -> frozenset[str]:
    """The letters of a round, by their ids, of which the record told once that they went out or may have."""
    return frozenset(id for name, id in _noted(record) if name == round_name)


def _is_torn(path: Path) -> bool:
    return path.exists() and not (b"\n" + path.read_bytes()).endswith(b"\n")


def _noted(record: Path) -> set[tuple[str, str]]:
    """A line that was cut off has no end, and is passed over."""
    try:
        lines = record.with_name(_NAME).read_text("utf-8", "replace").split("\n")[:-1]
    except OSError:
        return set()
    return {(name, id) for name, mark, id in (each.partition("\t") for each in lines) if mark}
