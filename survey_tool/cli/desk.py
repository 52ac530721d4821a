"""What every command has at hand: the workspace, the language, the console."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from survey_tool.cli.console import Console
from survey_tool.questionnaire.words import Language, Words

if TYPE_CHECKING:
    from pathlib import Path

    from survey_tool.reference.survey import Survey


_NO_WORKSPACE = Words("「{folder}」というフォルダがありません。", 'There is no folder "{folder}".')


class Stop(Exception):
    """Ends a command with an exit code and sentences that say why."""

    def __init__(self, code: int, *lines: Words) -> None:
        super().__init__("\n".join(line.en for line in lines))
        self.code, self.lines = code, lines


@dataclass
class Desk:
    """`folder` is the workspace as it was typed, `chosen` the language where `--lang` asks for one."""

    console: Console
    folder: str = "."
    chosen: Language | None = None

    @property
    def workspace(self) -> Path:
        from pathlib import Path  # takes its time, which help need not wait for

        return Path(self.folder)

    @property
    def language(self) -> Language:
        return self.console.language

    def survey(self) -> Survey:
        """The survey of the workspace. Raises `Stop` where there is no such folder, `MistakesError` for its settings."""
        if not self.workspace.is_dir():
            raise Stop(2, _NO_WORKSPACE.fill(folder=self.folder))
        from survey_tool.reference.survey import open_survey

        return open_survey(self.workspace)

    def report_language(self, survey: Survey) -> Language:
        """The language of messages in reports for programs."""
        return self.chosen or survey.round.language


def today() -> dt.date:
    """The day on this machine's clock; deadlines are counted from it."""
    return dt.datetime.now().astimezone().date()
