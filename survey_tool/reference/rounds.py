"""Other rounds than the present one: in the folders beside its own, and in the workspace from which it was begun."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from survey_tool.reference.folders import PUBLISHED, SUBMISSIONS
from survey_tool.reference.survey import Survey
from survey_tool.settings.round import ROUND_PATTERN, is_invented

REPLACED = "replaced"
"""Beside the releases: where those are kept that were replaced by another. No round is called so."""
_DIGITS = re.compile(r"(\d+)")

_Order = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """The folders of other rounds, the newest last; and the folders in which they were looked for."""

    folders: tuple[Path, ...]
    looked_in: tuple[Path, ...]

    @property
    def folder(self) -> Path | None:
        """That of the newest other round, None where there is none."""
        return self.folders[-1] if self.folders else None


def last_returns(survey: Survey) -> Sought:
    """The returns of the rounds before: folders that hold a file."""
    return _before(survey, SUBMISSIONS)


def last_release(survey: Survey) -> Sought:
    """The releases of the rounds before; never one that was replaced by another."""
    return _before(survey, PUBLISHED)


def replaced_releases(survey: Survey) -> tuple[Path, ...]:
    """The releases of this round that were replaced by another, the oldest first."""
    # With the moment in full: the name of another round may begin so.
    kept = re.compile(rf"{re.escape(survey.round.name)}-\d{{8}}-\d{{6}}\b.*")
    folder = survey.published.parent / REPLACED
    found = folder.iterdir() if folder.is_dir() else ()
    return tuple(sorted(each for each in found if kept.fullmatch(each.name) and each.is_dir()))


def _before(survey: Survey, name: str) -> Sought:
    """By the names of the rounds, since the times of files say nothing. A round that by its name is a later one is none that
    was before."""
    last = survey.round.last_workspace
    workspaces = (
        Path(os.path.normpath(each)) for each in (survey.workspace, last) if each
    )  # "../2026" as it is called
    looked_in = tuple(dict.fromkeys(workspace / name for workspace in workspaces))
    present = survey.round.name
    # Of equals that in this workspace is the newer.
    found = [
        each for folder in reversed(looked_in) for each in _rounds(folder, name) if _was_before(each.name, present)
    ]
    return Sought(tuple(sorted(found, key=lambda each: age(each.name, present))), looked_in)


def _rounds(folder: Path, name: str) -> Iterator[Path]:
    for each in sorted(folder.glob("*")):
        if re.match(ROUND_PATTERN, each.name) and each.name != REPLACED and _holds_something(each, name):
            yield each


def _holds_something(folder: Path, name: str) -> bool:
    if name == PUBLISHED:
        return (folder / "data" / "cases.csv").is_file()
    return any(path.is_file() for path in folder.rglob("*"))


def _was_before(name: str, present: str) -> bool:
    alike = _shape(name) == _shape(present)
    return name != present and not is_invented(name) and not (alike and _order(name) > _order(present))


def age(name: str, present: str) -> tuple[bool, _Order]:
    """What rounds are put in order by, the newest last: those that are named as the present one come after others."""
    return _shape(name) == _shape(present), _order(name)


def _shape(name: str) -> str:
    return _DIGITS.sub("0", name)


def _order(name: str) -> _Order:
    """So that R10 comes after R9."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in _DIGITS.split(name))
