"""The name of a round that is under way stays: its forms, letters and returns lie in folders of that name, and would be none of the round's."""

from __future__ import annotations

from pathlib import Path

from survey_tool.reference.folders import MAIL, SUBMISSIONS, TEMPLATES
from survey_tool.settings import SETTINGS_FILE
from survey_tool.wording.handwritten import Mistake
from survey_tool.wording.words import Words

_UNDER_WAY = Words(
    "調査「{round}」の調査票、提出されたファイル又はメールの下書きがあるため、調査名は変更できません（{folders}）。",
    "The name cannot be changed: forms, returns or letters of the round {round} are there ({folders}).",
)
_INSTEAD = Words(
    "次回の調査は、新しいフォルダで始めてください（survey-tool init --from）。"
    "名前を誤って設定した場合は、これらのフォルダを他の場所に移した後に変更してください。",
    "Begin the next round in a folder of its own (survey-tool init --from). Where the name was a mistake, move these folders elsewhere first.",
)


def kept_from_renaming(workspace: Path, before: str, after: str) -> Mistake | None:
    """Why a round may not get another name; None where it may, as once it was closed."""
    if not before or before == after:
        return None
    folders = [
        f"{each}/{before}" for each in (TEMPLATES, SUBMISSIONS, MAIL) if _holds_a_file(workspace / each / before)
    ]
    if not folders:
        return None
    told = _UNDER_WAY.fill(round=before, folders=Words.listed(folders))
    return Mistake(SETTINGS_FILE, None, "round", told, _INSTEAD)


def _holds_a_file(folder: Path) -> bool:
    return any(path.is_file() for path in folder.rglob("*"))
