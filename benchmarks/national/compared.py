"""What was found beside what was expected: how many of each, and every difference in words."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from benchmarks.national.expected import Said, findings, letters
from benchmarks.national.published import Cells, cells_of_files, cells_of_workbook, expected_cells, with_a_sheet
from benchmarks.national.reported import reported
from benchmarks.national.rounds import Played
from survey_tool.post.letters.folders import NOT_DUE
from survey_tool.post.record.keeping import RECORD_FILE
from survey_tool.wording.words import LANGUAGES

_DIGEST = re.compile(r"(_merged)-[0-9a-f]{6}(?=\.xlsx$)")


@dataclass(frozen=True)
class Compared:
    """One thing that was held against what it should be, at one stage of a round."""

    what: str
    stage: str
    expected: int
    found: int
    differing: tuple[str, ...] = ()


def compare_findings(played: Played, report: Any) -> Compared:
    """File by file: the status, and each finding by code, sheet and cell, once, and whether it is confirmed."""
    expected = findings(played)
    found = said(report)
    return Compared(
        "findings",
        f"{played.nation.survey.round.name} {played.stage}",
        _number(expected),
        _number(found),
        _differences(expected, found),
    )


def compare_letters(played: Played, workspace: Path) -> Compared:
    """Kind by kind, whatever kinds there are: to which prefectures letters lie there, each one and to its own address."""
    drafts = workspace / "mail" / played.nation.survey.round.name
    told = letters(played)
    expected = {(kind, code): [f"joho@pref{code}.example.lg.jp"] for kind, codes in told.items() for code in codes}
    found: dict[tuple[str, str], list[str]] = {}
    lying_there = (
        path for path in drafts.glob("*/*.eml") if path.parent.name != NOT_DUE
    )  # there what nobody is to get any more
    for path in lying_there:
        found.setdefault((path.parent.name, path.name[:2]), []).append(_addressee(path))
    return Compared(
        "letters",
        f"{played.nation.survey.round.name} {played.stage}",
        len(expected),
        sum(map(len, found.values())),
        _differences(expected, found),
    )


def compare_published(played: Played, workspace: Path, earlier: Cells) -> tuple[list[Compared], Cells]:
    """Cell by cell: the tables as files, and on the plain sheets of both workbooks; with the totals of `earlier` rounds. Beside it
    the totals after this one."""
    nation = played.nation
    answered = len(nation.country) - len(nation.ways.of("silent"))
    expected = earlier | expected_cells(nation, reported(nation, played.bags[0]), answered)
    name = nation.survey.round.name
    folder = workspace / "published" / name
    books = (folder / f"joint-procurement_{name}_{language}.xlsx" for language in LANGUAGES)
    held = {"published tables": (expected, cells_of_files(folder / "data"))}
    held |= {f"sheets of {path.name}": (with_a_sheet(expected), cells_of_workbook(path)) for path in books}
    compared = [
        Compared(
            what,
            f"{played.nation.survey.round.name} {played.stage}",
            len(wanted),
            len(found),
            _differences(wanted, found),
        )
        for what, (wanted, found) in held.items()
    ]
    return compared, {place: text for place, text in expected.items() if place[0] == "series"}


def compare_bytes(one: Path, other: Path) -> Compared:
    """File by file, but for names that begin with a dot: locks, and what the desk keeps for itself."""
    expected, found = _digests(one), _digests(other)
    return Compared(
        "files, by commands and by the desk", one.name, len(expected), len(found), _differences(expected, found)
    )


def _digests(workspace: Path) -> dict[str, str]:
    paths = sorted(path.relative_to(workspace) for path in workspace.rglob("*") if path.is_file())
    return {
        path.as_posix(): hashlib.sha256(_content(workspace / path)).hexdigest()
        for path in paths
        if not any(part.startswith(".") for part in path.parts)
    }


def _content(path: Path) -> bytes:
    """The bytes of a file; of the record the lines of each day in an order of their own, without the time of day: the desk looks after each
    act whether something has come in, a command where it is asked to."""
    if path.name != RECORD_FILE:
        return path.read_bytes()
    lines = (line.split(b",", 1) for line in path.read_bytes().splitlines())
    return b"\n".join(sorted(at[: len('"2026-12-02')] + b"," + rest for at, rest in lines))


def said(report: Any) -> dict[str, Said]:
    """What a report tells, by file; what it tells twice under a name or a code of its own, which nothing expects."""
    found: dict[str, Said] = {}
    for each in report["submissions"]:
        name = _DIGEST.sub(r"\1", each["file"])
        found[f"{name}, told again" if name in found else name] = _said(each)
    return found


def _said(told: Any) -> Said:
    found = Counter(
        (f"{each['code']}, confirmed" if each["confirmed"] else each["code"], each["sheet"], each["cell"])
        for each in told["findings"]
    )
    codes = (
        (code if times == 1 else f"{code}, {times} times", sheet, cell) for (code, sheet, cell), times in found.items()
    )
    return Said(told["status"], frozenset(codes))


def _number(said: Mapping[str, Said]) -> int:
    return sum(len(each.found) for each in said.values())


def _addressee(path: Path) -> str:
    (address,) = message_from_bytes(path.read_bytes(), policy=policy.default)["To"].addresses
    return str(address.addr_spec)


def _differences(expected: Mapping[Any, object], found: Mapping[Any, object]) -> tuple[str, ...]:
    keys = dict.fromkeys((*expected, *found))
    return tuple(
        f"{key}: expected {expected.get(key, 'nothing')}, found {found.get(key, 'nothing')}"
        for key in keys
        if expected.get(key) != found.get(key)
    )
