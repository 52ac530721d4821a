"""What was found beside what was expected: how many of each, and every difference in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from benchmarks.national.expected import Said, findings, letters
from benchmarks.national.rounds import Played

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
