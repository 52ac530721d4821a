"""Files that were set aside, and whose each is: the record names a file that is moved by what is in it, and a file may belong to nobody
known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey_tool.intake.cells.grid import CoveringMail
from survey_tool.intake.opening.names import CONTAINER_ENDINGS, SET_ASIDE, left_out
from survey_tool.post.record.history import History
from survey_tool.post.record.line import Line, content_of
from survey_tool.reference.survey import Survey

_SENT_AT = re.compile(r"^ (?:\d{4}-\d\d-\d\dT\S+ ?)?")
_OF_A_FILE = frozenset({"arrived", "set-aside", "taken-back", "unlocked"})


@dataclass(frozen=True, slots=True)
class Aside:
    """A file that was set aside: its name, the line that tells of it (none where somebody has moved it by hand), whose it may be."""

    name: str
    line: Line | None
    codes: frozenset[str]

    @property
    def unlocked(self) -> bool:
        """Whether it was set aside since a readable copy of it was made."""
        return self.line is not None and self.line.what == "unlocked"


class FilesMoved:
    """The files of a round that were moved, and whose each may be, as its record tells."""

    def __init__(self, survey: Survey, history: History) -> None:
        self._survey, self._history = survey, history
        self._came: defaultdict[str, list[Line]] = defaultdict(list)
        for line in history.every_line:
            if line.what == "arrived":
                self._came[line.subject].append(line)
        self._held = _held_by_the_moved(survey, history.every_line)

    def aside(self) -> list[Aside]:
        """All that lie aside now, by name."""
        folder = self._survey.submissions / SET_ASIDE
        names = sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
        told = {line.detail: line for line in self._history.lines if line.what in ("set-aside", "unlocked")}
        return [
            Aside(name, line := told.get(name), self.whose(line) if line else self._by_its_name(name))
            for name in names
            if not left_out(name)
        ]

    def whose(self, line: Line) -> frozenset[str]:
        """The prefectures that a line is about; of a file that the record does not know to be anybody's those from which it came, by itself
        or within a mail or an archive."""
        if line.prefecture or line.what not in _OF_A_FILE:
            return frozenset({line.prefecture} - {""})
        return frozenset(self._came_from(line)) or self._by_its_name(line.detail, self._sender(line))

    def _came_from(self, line: Line) -> Iterator[str]:
        owners = self._history.found_out.owners
        for each in (*self._came.get(line.subject, ()), *self._held.get(line.subject, ())):
            if code := owners.get(content_of(each.subject), each.prefecture):
                yield code

    def _sender(self, line: Line) -> str:
        """Of a mail, as its arrival tells it; blank where it does not."""
        came = (each.detail for each in self._came.get(line.subject, ()))
        return _SENT_AT.sub("", next(came, "").removeprefix(line.detail))

    def _by_its_name(self, name: str, sender: str = "") -> frozenset[str]:
        """As of what came and is no form: it stood on the page of the prefecture of which its name or its sender speaks."""
        # Loaded where files were judged, of no use before.
        from survey_tool.intake.locating.owner import likely_prefecture

        code = likely_prefecture(name, self._survey, CoveringMail(name, sender) if sender else None)
        return frozenset({code} if code else ())


def _held_by_the_moved(survey: Survey, lines: Iterable[Line]) -> Mapping[str, Sequence[Line]]:
    """The arrivals of what is in each mail or archive that was moved, by the content of that: those at its name since another of that name
    was moved, which may have been another prefecture's."""
    held: defaultdict[str, list[Line]] = defaultdict(list)
    lying: dict[str, list[Line]] = {}
    for line in lines:
        match line.what:
            case "arrived":
                for place in _held_in(line.detail):
                    lying.setdefault(place, []).append(line)
            case "set-aside" | "unlocked":
                for place in _left(survey, lying, line.detail):
                    held[line.subject] += lying.pop(place)
            case "taken-back":
                lying[line.detail] = held[line.subject]
    return held


def _left(survey: Survey, places: Iterable[str], name: str) -> list[str]:
    """Where a file of a name lay before it was moved: of several such places not where one still is."""
    found = [each for each in places if each.rpartition("/")[2] == name]
    return found if len(found) == 1 else [each for each in found if not (survey.submissions / each).is_file()]


def _held_in(file: str) -> list[str]:
    """Where the mail or archive may lie that a file came in, the outermost of several: any part may be one that has no ending of its own."""
    parts = file.split("/")
    places = ["/".join(parts[:end]) for end in range(1, len(parts))]
    return next(([each] for each in places if each.lower().endswith(CONTAINER_ENDINGS)), places)
