"""What came with a password made readable, after the line of the record that tells of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from survey_tool.intake.formats.reasons import REASONS
from survey_tool.intake.formats.refusal import Refusal
from survey_tool.intake.opening.locks import WrongPasswordError
from survey_tool.intake.opening.readable_copy import Copy, Unlocker
from survey_tool.post.acts import NotDoneError, told_first, unlocked
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import Words

NOT_LOCKED = Words("{file}：パスワードは設定されていません。", "{file}: it has no password.")
_WRONG = Words(
    "{file}：パスワードが違います。ファイルは変更していません。",
    "{file}: the password is wrong. The file is as it was.",
)
_CANNOT = Words(
    "{file}：パスワードでは解除できません（{reason}）。送信元に、保護を外したファイルの再提出を依頼してください。",
    "{file}: no password opens it ({reason}). Ask the sender for it without.",
)
_UNREADABLE = Words("{file}：開くことができません（{reason}）。", "{file}: cannot be opened ({reason}).")
_TAKEN = Words(
    "{copy} が既にあるため、作成していません。内容を確認し、不要であれば移動してから、もう一度実行してください。",
    "{copy} is there already and was left as it is. Look into it, move it away if it is not needed, and run this again.",
)


class StaysLockedError(NotDoneError):
    """No password that was given opens the file, or none can: it is as it was."""


def unlock(survey: Survey, path: Path, passwords: Iterable[str]) -> Copy | None:
    """Puts a readable copy beside a locked file, made with the first password that opens anything, and the locked one out of the
    way; nothing where it has no password.

    Raises `StaysLockedError`, `NotDoneError` where a file of the copy's name is there; and as `append` does, and `OSError`.
    """
    file = path.name
    try:
        with Unlocker(path, survey) as unlocker:
            if not unlocker.is_locked:
                return None
            with told_first(survey, []) as told:
                return unlocker.unlock(passwords, lambda: told.extend(unlocked(survey, path)))
    except WrongPasswordError as error:
        raise StaysLockedError(_WRONG.fill(file=file)) from error
    except Refusal as refusal:
        reason = REASONS[refusal.reason].fill(**refusal.details)
        said = _CANNOT if refusal.code == "file-encrypted" else _UNREADABLE
        raise StaysLockedError(said.fill(file=file, reason=reason)) from refusal
    except FileExistsError as error:
        raise NotDoneError(_TAKEN.fill(copy=error.filename), usage=False) from error
