"""Files that were set aside, and whose each is: the record names a file that is moved by what is in it, and a file may belong to nobody
known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from survey_tool.desk.round.now import Moment
from survey_tool.intake.cells.grid import CoveringMail
from survey_tool.intake.opening.names import SET_ASIDE, left_out
from survey_tool.post.record.line import Line, content_of

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


def files_aside(moment: Moment) -> list[Aside]:
    """All that lie aside now, by name."""
    folder = moment.survey.submissions / SET_ASIDE
    names = sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    told = {line.detail: line for line in moment.history.lines if line.what in ("set-aside", "unlocked")}
    return [
        Aside(name, line := told.get(name), whose(moment, line) if line else _by_its_name(moment, name))
        for name in names
        if not left_out(name)
    ]


def whose(moment: Moment, line: Line) -> frozenset[str]:
    """The prefectures that a line is about; of a file that the record does not know to be anybody's those from which it came, by itself or
    within a mail or an archive."""
    if line.prefecture or line.what not in _OF_A_FILE:
        return frozenset({line.prefecture} - {""})
    return frozenset(_came_from(moment, line)) or _by_its_name(moment, line.detail, _sender(moment, line))


def _came_from(moment: Moment, line: Line) -> Iterator[str]:
    owners = moment.history.found_out.owners
    for each in moment.history.every_line:
        is_it = each.subject == line.subject or f"/{line.detail}/" in f"/{each.detail}"
        if each.what == "arrived" and is_it and (code := owners.get(content_of(each.subject), each.prefecture)):
            yield code


def _sender(moment: Moment, line: Line) -> str:
    """Of a mail, as its arrival tells it; blank where it does not."""
    came = (each.detail for each in moment.history.every_line if (each.what, each.subject) == ("arrived", line.subject))
    return _SENT_AT.sub("", next(came, "").removeprefix(line.detail))


def _by_its_name(moment: Moment, name: str, sender: str = "") -> frozenset[str]:
    """As of what came and is no form: it stood on the page of the prefecture of which its name or its sender speaks."""
    from survey_tool.intake.locating.owner import likely_prefecture  # loaded where files were judged, of no use before

    code = likely_prefecture(name, moment.survey, CoveringMail(name, sender) if sender else None)
    return frozenset({code} if code else ())
