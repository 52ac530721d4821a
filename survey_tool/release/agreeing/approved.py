"""Whether what is published is what was approved: a release held against the preview that was written last."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from survey_tool.release.tables.csvfile import read_csv
from survey_tool.release.writing import CHECKSUMS, listed_in
from survey_tool.wording.words import NOTHING, Words

_DIFFERS = Words(
    "決裁用の案（{folder}）と内容が異なります。{what}",
    "This is not what the preview for approval holds ({folder}). {what}",
)
_ADDED = Words("案にない事例：{names}。", "Cases that it has not: {names}. ")
_GONE = Words("案にのみある事例：{names}。", "Cases that only it has: {names}. ")
_CHANGED = Words("内容の異なる事例：{names}。", "Cases that differ: {names}. ")
_FILES = Words("内容の異なるファイル：{names}。", "Files that differ: {names}.")
_NO_MORE = Words(
    "案のファイルがないか、変更されているため、異なる箇所は分かりません。",
    "Its files are gone or were changed since: what differs cannot be told.",
)
_MORE = Words(" ほか{count}件", " and {count} more")
_NAMED = 6  # cases or files; more are only counted


@dataclass(frozen=True, slots=True)
class Approved:
    """The preview that was written last: the SHA-256 of its checksums, and its folder. `published` is that of the release which
    lies there now: to write the same again needs nobody's approval."""

    sha256: str
    folder: Path
    published: str = ""


@dataclass(frozen=True, slots=True)
class Differing:
    """What a release has otherwise than the preview in `folder`: cases by id, files by path; all blank where it cannot be told."""

    folder: Path
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def sentence(self) -> Words:
        """What differs; of files only where no case does, for which they are only the place."""
        about_cases = self.added or self.gone or self.changed
        told = NOTHING
        for words, names in (
            (_ADDED, self.added),
            (_GONE, self.gone),
            (_CHANGED, self.changed),
            (_FILES, () if about_cases else self.files),
        ):
            if names:
                told += words.fill(names=_few(names))
        what = told if about_cases or self.files else _NO_MORE
        return _DIFFERS.fill(folder=self.folder, what=Words(what.ja.strip(), what.en.strip()))


def differing(approved: Approved | None, new: Path, sha256: str) -> Differing | None:
    """What the release in `new`, whose checksums are of that SHA-256, has otherwise than was approved; None where nothing, or where
    there was no preview."""
    if approved is None or sha256 in (approved.sha256, approved.published):
        return None
    folder = approved.folder
    try:
        sums = (folder / CHECKSUMS).read_bytes()
        then = _cases(folder)
    except (OSError, ValueError, KeyError):
        return Differing(folder)
    if hashlib.sha256(sums).hexdigest() != approved.sha256:
        return Differing(folder)
    now = _cases(new)
    before, after = listed_in(folder / CHECKSUMS), listed_in(new / CHECKSUMS)
    return Differing(
        folder,
        added=tuple(sorted(now.keys() - then.keys())),
        gone=tuple(sorted(then.keys() - now.keys())),
        changed=tuple(sorted(case_id for case_id in then.keys() & now.keys() if then[case_id] != now[case_id])),
        files=tuple(sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))),
    )


def _cases(folder: Path) -> Mapping[str, Mapping[str, str]]:
    return {row["case_id"]: row for row in read_csv(folder / "data" / "cases.csv")}


def _few(names: tuple[str, ...]) -> Words:
    more = len(names) - _NAMED
    return Words.listed(names[:_NAMED]) + (_MORE.fill(count=more) if more > 0 else NOTHING)
