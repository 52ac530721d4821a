"""What was found beside what was expected: how many of each, and every difference in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from benchmarks.national.expected import Said, findings, letters
from benchmarks.national.published import cells_of_files, cells_of_workbook, expected_cells
from benchmarks.national.reported import reported
from benchmarks.national.rounds import Played
from survey_tool.wording.words import LANGUAGES

_DIGEST = re.compile(r"(_merged)-[0-9a-f]{6}(?=\.xlsx$)")


@dataclass(frozen=True)
class Compared:
    """One thing that was held against what it should be, at one stage."""

    what: str
    stage: str
    expected: int
    found: int
    differing: tuple[str, ...] = ()


def compare_findings(played: Played, report: Any) -> Compared:
    """File by file: the status, and each finding by code, sheet and cell."""
    expected = findings(played)
    found = {_DIGEST.sub(r"\1", each["file"]): _said(each) for each in report["submissions"]}
    return Compared("findings", played.stage, _number(expected), _number(found), _differences(expected, found))


def compare_letters(played: Played, workspace: Path) -> Compared:
    """Kind by kind: to which prefectures letters lie there, each to its own address."""
    drafts = workspace / "mail" / played.nation.survey.round.name
    told = letters(played)
    expected = {(kind, code): f"joho@pref{code}.example.lg.jp" for kind, codes in told.items() for code in codes}
    paths = [path for kind in told for path in (drafts / kind).glob("*.eml")]
    found = {(path.parent.name, path.name[:2]): _addressee(path) for path in paths}
    return Compared("letters", played.stage, len(expected), len(found), _differences(expected, found))


def compare_published(played: Played, workspace: Path) -> list[Compared]:
    """Cell by cell: the tables as files, and on the plain sheets of both workbooks."""
    nation, bag = played.nation, played.bags[0]
    answered = len(nation.country) - len(nation.ways.of("silent"))
    expected = expected_cells(nation.survey, reported(nation, bag), answered, unread=0)
    folder = workspace / "published" / nation.survey.round.name
    books = (folder / f"joint-procurement_{nation.survey.round.name}_{language}.xlsx" for language in LANGUAGES)
    held = {"published tables": cells_of_files(folder / "data")}
    held |= {f"sheets of {path.name}": cells_of_workbook(path) for path in books}
    return [
        Compared(what, played.stage, len(expected), len(found), _differences(expected, found))
        for what, found in held.items()
    ]


def _said(told: Any) -> Said:
    found = ((each["code"], each["sheet"], each["cell"]) for each in told["findings"])
    return Said(told["status"], frozenset(found))


def _number(said: Mapping[str, Said]) -> int:
    return sum(len(each.found) for each in said.values())


def _addressee(path: Path) -> str:
    return str(message_from_bytes(path.read_bytes(), policy=policy.default)["To"])


def _differences(expected: Mapping[Any, object], found: Mapping[Any, object]) -> tuple[str, ...]:
    keys = dict.fromkeys((*expected, *found))
    return tuple(
        f"{key}: expected {expected.get(key, 'nothing')}, found {found.get(key, 'nothing')}"
        for key in keys
        if expected.get(key) != found.get(key)
    )
