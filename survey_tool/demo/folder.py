"""The demonstration's workspace: its settings, and which of its values are illustrative; made anew at each run."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import tomlkit

from survey_tool.demo.cases import Reply
from survey_tool.post.rounds.new_round import begin_round
from survey_tool.reference.survey import Survey, open_survey
from survey_tool.reference.workspace import free_name, patiently, write_whole
from survey_tool.release.choosing.illustrative import COLUMNS, ILLUSTRATIVE_FILE
from survey_tool.settings import SETTINGS_FILE
from survey_tool.settings.writing import settings_text
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from tomlkit.items import Table

MADE = ".survey-tool-demo"
"""Lies in a folder of the demonstration: the digest of each file that it made there."""
_KEPT = "kept"
_SECRETARIAT = {"ja": "自治体情報システム共同調達調査事務局", "en": "Joint procurement survey secretariat"}
_HEAD = "# 動作例の作業フォルダです。動作例をもう一度作成すると、この中のファイルは作り直されます。\n\n"
_NOT_OURS = Words(
    "「{folder}」は動作例の作業フォルダではないため、動作例を作成していません。"
    "まだないフォルダ、空のフォルダ、又は以前の動作例のフォルダを指定してください。",
    'The folder "{folder}" was not made by the demonstration, so nothing was done there. Name a folder that does not exist yet, is '
    "empty, or was made by an earlier demonstration.",
)


class NotOfTheDemoError(Exception):
    """The folder holds what the demonstration did not make; nothing was changed."""

    def __init__(self, folder: Path) -> None:
        """Keeps the sentence that says so."""
        self.sentence = _NOT_OURS.fill(folder=folder)
        super().__init__(self.sentence.en)


def prepare(folder: Path, round_name: str | None = None) -> tuple[Survey, Path | None]:
    """An empty workspace with settings (of a round of that name, else of the built-in one), and where files lie now that were
    found in it and are not as an earlier demonstration made them; what it made itself is removed.

    Raises `NotOfTheDemoError`, and `OSError` where a file cannot be removed or written.
    """
    if folder.exists() and not _may_use(folder):
        raise NotOfTheDemoError(folder)
    kept = _clear(folder) if folder.exists() else None
    write_made(folder)
    write_whole(folder / SETTINGS_FILE, (_HEAD + _settings(round_name)).encode())
    survey = open_survey(folder)
    begin_round(folder, survey.places, "ja")
    survey.submissions.mkdir(parents=True, exist_ok=True)
    return survey, kept


def _settings(round_name: str | None) -> str:
    document = tomlkit.parse(settings_text("ja"))
    cast("Table", document["secretariat"])["name"] = _SECRETARIAT
    if round_name is not None:
        document["round"] = round_name
    return tomlkit.dumps(document)


def write_made(folder: Path) -> None:
    """Writes down which files there are, so that the next demonstration knows what it may remove."""
    lines = (f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in _files(folder))
    write_whole(folder / MADE, "".join(lines).encode())


def write_illustrative(survey: Survey, replies: Iterable[Reply]) -> Path:
    """The list of the values that no source gives: question or municipality code, by case id."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for reply in replies:
        writer.writerows((case.case_id, key) for case in reply.cases for key in case.illustrative)
    path = survey.workspace / ILLUSTRATIVE_FILE
    write_whole(path, text.getvalue().encode())
    return path


def _may_use(folder: Path) -> bool:
    return folder.is_dir() and ((folder / MADE).is_file() or not any(folder.iterdir()))


def _clear(folder: Path) -> Path | None:
    """Removes what an earlier demonstration made; whatever else lies there is moved to a folder of its own, which is returned."""
    made = set((folder / MADE).read_text(encoding="utf-8").splitlines()) if (folder / MADE).is_file() else set()
    kept = free_name(folder / f"{_KEPT}-{dt.datetime.now():%Y%m%d-%H%M%S}")
    for path in list(_files(folder)):
        name = path.relative_to(folder)
        if f"{_sha256(path)}  {name.as_posix()}" in made:
            patiently(path.unlink)  # never past an error: a return left over would count in this round
        else:
            (kept / name).parent.mkdir(parents=True, exist_ok=True)
            patiently(partial(path.rename, kept / name))
    return kept if kept.exists() else None


def _files(folder: Path) -> Iterator[Path]:
    """Everything in the folder that is no folder itself, but for the list of what was made and what was kept before."""
    for parent, folders, names in os.walk(folder):
        if Path(parent) == folder:
            folders[:] = [name for name in folders if not name.startswith(f"{_KEPT}-")]
        links = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (Path(parent, name) for name in sorted((*names, *links)) if Path(parent, name) != folder / MADE)


def _sha256(path: Path) -> str:
    return hashlib.sha256(b"" if path.is_symlink() else path.read_bytes()).hexdigest()
