"""Last round, where an option names no folder of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.cli.console.session import Session, Stop
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.reference.rounds import Sought

NO_VALUE = "\0"
"""Stands for the value of an option that was given without one; no path can be called so."""
_NOT_FOUND = Words(
    "前回の調査のフォルダが見つかりません（探した場所：{folders}）。{option} の後に指定してください（例：{option} {example}）。",
    "No folder of an earlier round was found in {folders}. Name it after {option}, such as {option} {example}.",
)
_FOUND = Words("前回の調査：{folder}", "Last round: {folder}")


def named_or_last(session: Session, given: Path, last: Sought, option: str) -> Path:
    """The folder that was given, else that of last round, which is said. Raises `Stop` where there is none, with where it was
    looked for."""
    if str(given) != NO_VALUE:
        return given
    if last.folder is None:
        example = last.looked_in[0] / "2025"
        raise Stop(2, _NOT_FOUND.fill(folders=Words.listed(map(str, last.looked_in)), option=option, example=example))
    session.console.say(_FOUND.fill(folder=last.folder))
    return last.folder
