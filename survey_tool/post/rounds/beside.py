"""Rounds in the folders beside a workspace: the last one and the next, and where the next is begun."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from survey_tool.post.acts import NotDoneError
from survey_tool.post.rounds.next_round import follow_round
from survey_tool.settings import SETTINGS_FILE
from survey_tool.wording.devices import DEVICES
from survey_tool.wording.handwritten import MistakesError, read_handwritten
from survey_tool.wording.words import Words

_NO_NAME = Words(
    '「{name}」という名前のフォルダは作成できません。\\ / : * ? " < > | を含まない名前を指定してください。',
    'No folder can be called "{name}". Give a name without \\ / : * ? " < > |.',
)
_TAKEN = Words(
    "フォルダ「{name}」には、既に他のファイルがあります。別の名前を指定してください。",
    'The folder "{name}" holds files already. Give another name.',
)
_SHOWN = 80  # characters
_NAME = re.compile(r'[^\\/:*?"<>|\x00-\x1f]{1,80}')
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Beside:
    """A workspace: its folder, the name of its round (blank where that cannot be read), and the folder of the round before it."""

    folder: Path
    round: str
    last: Path | None


def round_named(workspace: Path) -> str:
    """The name of the round of a workspace, as far as its settings tell it; blank where they do not, or cannot be read."""
    return _read(workspace).round


def rounds_beside(workspace: Path) -> tuple[Beside, ...]:
    """The other workspaces in the folder that holds this one, by name."""
    return tuple(each for each in _beside(workspace) if each.folder != workspace.resolve())


def rounds_around(workspace: Path) -> tuple[Beside, ...]:
    """The round before that of a workspace, wherever it lies, and those that were begun from it beside it."""
    here, own = workspace.resolve(), _read(workspace)
    before = own.last if own.last and (own.last / SETTINGS_FILE).is_file() else None
    after = (each for each in rounds_beside(workspace) if each.last and each.last.resolve() == here)
    return (*((_read(before),) if before else ()), *after)


def name_of_next(workspace: Path, round_name: str) -> str:
    """What the folder of the next round might be called: as this one, with the year after that of the round."""
    following = str(int(round_name) + 1) if _YEAR.fullmatch(round_name) else ""
    own = workspace.resolve().name
    if following and round_name in own:
        return own.replace(round_name, following)
    return f"{own}-{following}".strip("-") if following else f"{own}-2"


def begin_beside(workspace: Path, name: str) -> Path:
    """Makes the workspace of the next round in a folder beside this one; the folder. Of one that was begun so before nothing is changed. Raises
    `NotDoneError` where it cannot be called so or holds anything else, and as `follow_round` does."""
    given = name.strip().rstrip(". ")  # Windows would leave them off, and nobody would find the folder again
    if not _NAME.fullmatch(given) or given.startswith(".") or DEVICES.match(given):
        raise NotDoneError(_NO_NAME.fill(name=name[:_SHOWN]))
    folder = workspace.resolve().parent / given
    if any(each.folder == folder and each.last == workspace.resolve() for each in rounds_beside(workspace)):
        return folder  # it was begun before, by this or by another window
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotDoneError(_TAKEN.fill(name=given))
    folder.mkdir(exist_ok=True)
    follow_round(folder, workspace.resolve())
    return folder


def _beside(workspace: Path) -> Iterator[Beside]:
    try:
        found = sorted(workspace.resolve().parent.iterdir())
    except OSError:
        return
    yield from (_read(each.resolve()) for each in found if _is_workspace(each))


def _is_workspace(folder: Path) -> bool:
    try:
        return (folder / SETTINGS_FILE).is_file()
    except OSError:  # a folder that may not be looked into
        return False


def _read(folder: Path) -> Beside:
    """As its settings tell, those of a round too that is only begun and cannot be read as settings yet."""
    try:
        given = tomllib.loads(read_handwritten(folder / SETTINGS_FILE))
    except (MistakesError, tomllib.TOMLDecodeError, OSError):
        given = {}
    name, last = given.get("round", ""), given.get("last_workspace")
    return Beside(folder, str(name), (folder / last).resolve() if isinstance(last, str) and last else None)
