"""The workspace of the next round, from that of the last: contacts, secretariat, letters and settings come along."""

from __future__ import annotations

import os
import re
from pathlib import Path

import tomlkit

from survey_tool.post.acts import NotDoneError
from survey_tool.post.letters.contacts import CONTACTS_FILE
from survey_tool.post.letters.folders import LETTERS_FOLDER
from survey_tool.post.rounds.new_round import NewRound, make_folders
from survey_tool.reference.workspace import write_whole
from survey_tool.settings import SETTINGS_FILE
from survey_tool.settings.reading import read_round
from survey_tool.settings.round import Round
from survey_tool.settings.writing import about
from survey_tool.wording.handwritten import read_handwritten
from survey_tool.wording.words import Words

NO_LAST = Words(
    "「{folder}」に {file} がありません。前回の作業フォルダを指定してください。",
    'There is no {file} in "{folder}". Give the folder of the last round.',
)
_SAME = Words("前回と同じフォルダには作成できません。", "The next round needs a folder of its own.")
_LAST = "last_workspace"


def set_each_round() -> tuple[str, ...]:
    """The settings that have to be given anew for each round, by key."""
    return tuple(key for key, may_stay_blank in _cleared().items() if not may_stay_blank)


def _cleared() -> dict[str, bool]:
    """The settings that do not come along from the last round, and whether they may stay blank."""
    fields = Round.model_fields.items()
    return {field.alias or name: field.default == "" for name, field in fields if about(field).each_round}


def follow_round(folder: Path, last: Path) -> NewRound:
    """Makes `folder` the workspace of the round after that in `last`; what has to be set is left blank. Nothing is overwritten,
    nothing of `last` is changed.

    Raises `NotDoneError` where `last` is no workspace or `folder` itself, `MistakesError` for its settings, `OSError` where something
    cannot be written.
    """
    if not (last / SETTINGS_FILE).is_file():
        raise NotDoneError(NO_LAST.fill(folder=last, file=SETTINGS_FILE))
    if folder.resolve() == last.resolve():
        raise NotDoneError(_SAME)
    settings = read_round(last)
    written: dict[Path, bytes] = {}
    kept: list[Path] = []
    for name in (SETTINGS_FILE, CONTACTS_FILE, *_files(last, settings)):
        source, target = last / name, folder / name
        if target.exists():
            kept.append(target)
        elif source.is_file():
            written[target] = _unset(source, _way(folder, last)) if name == SETTINGS_FILE else source.read_bytes()
    for target, content in written.items():  # all is read before: what is begun in part would pass for begun
        write_whole(target, content)
    make_folders(folder)
    return NewRound(tuple(written), tuple(kept))


def _files(last: Path, settings: Round) -> list[str]:
    """The texts of letters, and data files that the settings name."""
    letters = sorted(path for path in (last / LETTERS_FOLDER).glob("*.txt"))
    data = [path for path in settings.files.model_dump().values() if path is not None]
    return [path.relative_to(last).as_posix() for path in (*letters, *data) if path.is_relative_to(last)]


def _way(folder: Path, last: Path) -> str:
    """From one workspace to the other, so that both can be moved together; whole where they are on different drives."""
    try:
        return Path(os.path.relpath(last.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return last.resolve().as_posix()


def _unset(source: Path, last: str) -> bytes:
    """The settings with everything that is set anew for each round left blank, comments and order as they were; and where the
    last round lies. What was not set takes the place of the comment that shows it."""
    document = tomlkit.parse(read_handwritten(source))
    missing = {}
    for key, value in {**dict.fromkeys(_cleared(), ""), _LAST: last}.items():
        if key in document:
            document[key] = value
        else:
            missing[key] = f"{key} = {tomlkit.item(value).as_string()}\n"
    text = tomlkit.dumps(document)
    for key, line in missing.items():
        text = _with_line(text, key, line)
    return text.encode()


def _with_line(text: str, key: str, line: str) -> str:
    """The settings with a line before the first table: in place of the comment that shows it, else at the beginning."""
    tables = re.search(r"^\[", text, re.MULTILINE)
    shown = re.compile(rf"^#{re.escape(key)} = .*\n", re.MULTILINE).search(
        text, 0, tables.start() if tables else len(text)
    )
    return text[: shown.start()] + line + text[shown.end() :] if shown else line + text
