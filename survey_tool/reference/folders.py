"""The folders of a workspace: whether a path lies in one of them, of this workspace or of any other; what in them nobody has put there."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from survey_tool.settings import SETTINGS_FILE
from survey_tool.wording.words import Words

NO_FOLDER = Words("「{folder}」というフォルダがありません。", 'There is no folder "{folder}".')

TEMPLATES, SUBMISSIONS, PUBLISHED = FOLDERS = ("templates", "submissions", "published")
"""Those that every workspace has."""
MAIL, LETTERS = "mail", "letters"
EVERY_FOLDER = (*FOLDERS, MAIL, LETTERS)
_OF_PROGRAMS, _OF_THE_SYSTEM = (".", "~$"), ("desktop.ini", "thumbs.db")


def has_begun(workspace: Path) -> bool:
    """Whether a round was begun in the folder: it has settings, or files where a round has them."""
    around = (workspace / name for name in FOLDERS)
    return (workspace / SETTINGS_FILE).exists() or any(
        path.is_file() for folder in around for path in folder.rglob("*")
    )


def folder_around(path: Path, workspace: Path, names: Collection[str] = EVERY_FOLDER) -> Path | None:
    """The folder of such a name, of this workspace or of another, in which a path lies or which it is; None where there is
    none. Links are followed: what counts is where something would be written."""
    found = path.resolve()
    own = {(workspace / name).resolve() for name in names}
    return next((each for each in (found, *found.parents) if each in own or _is_of_a_workspace(each, names)), None)


def _is_of_a_workspace(folder: Path, names: Collection[str]) -> bool:
    """Whether it has such a name, and what lies beside it belongs to a workspace."""
    if folder.name.casefold() not in names:
        return False
    beside = folder.parent
    others = (name for name in FOLDERS if name != folder.name.casefold())
    return (beside / SETTINGS_FILE).is_file() or all((beside / name).is_dir() for name in others)


def left_out(name: str) -> bool:
    """A file that belongs to a program, as Excel lays one beside each that is open, or to the system; it may lie in any folder."""
    return name.startswith(_OF_PROGRAMS) or name.lower() in _OF_THE_SYSTEM
