"""What every command has at hand: the workspace, the language, the console."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from survey_tool.cli.console.output import Console
from survey_tool.wording.words import Language, Words

if TYPE_CHECKING:
    from pathlib import Path

    from survey_tool.post.record.history import History
    from survey_tool.reference.survey import Survey

_WITHOUT_SETTINGS = Words(
    "survey.toml がないため、標準の設定で実行します。作業フォルダが別にある場合は、そのフォルダで実行してください。"
    "新しく調査を始める場合は、初めに survey-tool init を実行してください。",
    "There is no survey.toml here, so the built-in settings are used. If the round lies in another folder, run this there; "
    "to begin a new one, run survey-tool init first.",
)
_FROM_A_SHARE = Words(
    "{folder} では、コマンドを実行することができません。共有フォルダ（\\\\server\\share の形の場所）で実行すると、"
    "Windowsの制約により、このフォルダに移ります。コマンド プロンプトで pushd \\\\server\\share\\調査 を実行するか、"
    "共有フォルダにドライブ文字を割り当ててから、もう一度実行してください。",
    "No round lies in {folder}. Windows goes there when a command is run in a share by its name (\\\\server\\share): in the command prompt "
    "go to it by pushd \\\\server\\share\\調査, or give the share a drive letter; then run again.",
)


class Stop(Exception):
    """Ends a command with an exit code and sentences that say why."""

    def __init__(self, code: int, *lines: Words) -> None:
        super().__init__("\n".join(line.en for line in lines))
        self.code, self.lines = code, lines


@dataclass
class Session:
    """`folder` is the workspace as it was typed, `chosen` the language where `--lang` asks for one; `recorded` what the record
    told when the survey was opened, where there is one that could be read."""

    console: Console
    folder: str = "."
    chosen: Language | None = None
    recorded: History | None = None

    @property
    def workspace(self) -> Path:
        from pathlib import Path  # takes its time, which help need not wait for

        return Path(self.folder)

    @property
    def language(self) -> Language:
        return self.console.language

    def see_that_windows_went_nowhere(self) -> None:
        """Raises `Stop` where no folder was given and this one is that of Windows: a starter in a share ends up there."""
        from pathlib import Path  # the same

        windows = os.environ.get("SystemRoot")  # noqa: SIM112  so it is called there
        if self.folder == "." and windows and Path.cwd() == Path(windows):
            raise Stop(2, _FROM_A_SHARE.fill(folder=windows))

    def see_that_it_is_a_folder(self) -> None:
        """Raises `Stop` where the workspace is none, or cannot be meant."""
        self.see_that_windows_went_nowhere()
        if not self.workspace.is_dir():
            from survey_tool.reference.folders import NO_FOLDER

            raise Stop(2, NO_FOLDER.fill(folder=self.folder))

    def survey(self, *, quietly: bool = False) -> Survey:
        """The survey of the workspace; unless `quietly`, says where it has no settings, since it may be the wrong folder.

        Raises `Stop` where there is no such folder, `MistakesError` for its settings.
        """
        self.see_that_it_is_a_folder()
        from survey_tool.post.incoming.opening import opened
        from survey_tool.settings import SETTINGS_FILE

        survey, self.recorded = opened(self.workspace)
        if not quietly and not (self.workspace / SETTINGS_FILE).exists():
            self.console.note(_WITHOUT_SETTINGS)
        return survey

    def report_language(self, survey: Survey) -> Language:
        """The language of messages in reports for programs."""
        return self.chosen or survey.round.language


def today() -> dt.date:
    """The day on this machine's clock; deadlines are counted from it."""
    return dt.datetime.now().astimezone().date()
