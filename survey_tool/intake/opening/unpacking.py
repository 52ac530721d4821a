"""One file as it came, read; and where it holds others, each of these in its turn, in a process that may die of it.

What a container holds is asked for one by one, so that one bad file costs its own report only. Containers in containers are
opened too, so many deep, and so many files in all, as people send them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from survey_tool.intake.cells.grid import CellFault, CoveringMail, Grid, Ignored, Refused, ReturnedFile, Shown
from survey_tool.intake.formats.refusal import Refusal
from survey_tool.intake.opening.names import printable
from survey_tool.intake.opening.returned_files import refused

if TYPE_CHECKING:
    from survey_tool.settings.limits import Limits

Result = ReturnedFile | Refused
MOST_DEEP = 3
"""A form in a ZIP archive that is attached to a mail in a ZIP archive."""
_MOST_BREAKDOWNS = 3  # of one file that came: whoever sends more of them means harm, and each takes its time
_NO_RESULT = CellFault("no-cached-value")
_MALFORMED = (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError)


AskChild = Callable[[bytes], dict[str, Any]]
"""How a reader process is asked about a file."""


class Unpacking:
    """One file that came, on its way through the readers."""

    def __init__(self, path: Path, ask: AskChild, limits: Limits) -> None:
        self._path, self._ask = path, ask
        self._most, self._left = limits.members, limits.members
        self._breakdowns = 0

    def results(self, name: str, data: bytes, mail: CoveringMail | None = None, depth: int = 0) -> list[Result]:
        """What it comes to: itself read or refused, or all that it holds."""
        digest = hashlib.sha256(data).hexdigest()
        try:
            self._count()
            answer = self._answer(data)
            if "items" in answer:
                return list(self._held(name, digest, len(data), answer, BytesIO(answer["taken_out"]), mail, depth))
            return [_returned(self._path, name, digest, len(data), answer, mail)]
        except Refusal as refusal:
            return [refused(self._path, name, digest, len(data), refusal, mail)]

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise Refusal("file-hostile", "many-parts", limit=str(self._most))

    def _answer(self, data: bytes) -> dict[str, Any]:
        if self._breakdowns >= _MOST_BREAKDOWNS:
            raise Refusal("file-hostile", "breakdown")
        try:
            answer = self._ask(data)
            if "refused" in answer:
                raise Refusal.of(answer["refused"])
        except Refusal as refusal:
            self._breakdowns += refusal.reason in ("time", "breakdown", "memory")
            raise
        except _MALFORMED:
            raise Refusal("file-hostile", "breakdown") from None
        return answer

    def _held(
        self,
        name: str,
        digest: str,
        size: int,
        held: dict[str, Any],
        taken_out: BytesIO,
        mail: CoveringMail | None,
        depth: int,
    ) -> Iterator[Result]:
        """The files of a container; of a mail that holds nothing of ours the mail itself."""
        if depth >= MOST_DEEP:
            raise Refusal("file-unreadable", "nested")
        covering = _covering(name, held["mail"], mail) if held["mail"] else mail
        results = [
            result for item in held["items"] for result in self._item(name, item, taken_out, covering, depth + 1)
        ]
        if held["mail"] and not any(_of_ours(each) for each in results):
            names = "、".join(each.name[len(name) + 1 :] for each in results)
            assert covering is not None
            refusal = Refusal("file-not-ours", "no-form-in-mail", subject=covering.subject, attached=names)
            yield refused(self._path, name, digest, size, refusal, covering)
        else:
            yield from results

    def _item(
        self, outer: str, item: dict[str, Any], taken_out: BytesIO, mail: CoveringMail | None, depth: int
    ) -> list[Result]:
        name = printable(f"{outer}/{item['name']}")
        if "items" in item:
            try:
                return list(self._held(name, "", 0, item, taken_out, mail, depth))
            except Refusal as refusal:
                return [refused(self._path, name, "", 0, refusal, mail)]
        if "refused" in item:
            why = Refusal.of(item["refused"])
            return [refused(self._path, name, item.get("sha256", ""), item["size"], why, mail)]
        return self.results(name, taken_out.read(item["size"]), mail, depth)


def _covering(name: str, says: list[str], within: CoveringMail | None) -> CoveringMail:
    sender, sent_at, subject, text, wording = map(printable, says)
    return CoveringMail(name, sender, sent_at, subject, text, wording, within)


def _of_ours(result: Result) -> bool:
    return isinstance(result, ReturnedFile) or result.code != "file-not-ours" or result.why == "no-form-in-mail"


def _returned(
    path: Path, name: str, digest: str, size: int, answer: dict[str, Any], mail: CoveringMail | None
) -> ReturnedFile:
    try:
        return ReturnedFile(
            path=path,
            name=name,
            sha256=digest,
            size=size,
            format=answer["format"],
            grids=tuple(_grid(sheet) for sheet in answer["sheets"]),
            ignored=tuple(Ignored(*seen) for seen in answer["ignored"]),
            mail=mail,
        )
    except _MALFORMED:
        raise Refusal("file-hostile", "breakdown") from None


def _grid(sheet: dict[str, Any]) -> Grid:
    faults = {
        (row, column): CellFault(kind, text) if text or kind != "no-cached-value" else _NO_RESULT
        for row, column, kind, text in sheet["faults"]
    }
    shown = {(row, column): Shown(*seen) for row, column, *seen in sheet["shown"]}
    merged = tuple((top, left, bottom, right) for top, left, bottom, right in sheet["merged"])
    return Grid(sheet["name"], sheet["hidden"], tuple(map(tuple, sheet["rows"])), faults, merged, shown)
