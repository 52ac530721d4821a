"""A survey: the settings of its round, what is asked, and the places it is about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from survey_tool.questionnaire.lists import read_system_types
from survey_tool.questionnaire.questionnaire import Questionnaire, questionnaire
from survey_tool.questionnaire.reading_settings import read_round
from survey_tool.questionnaire.round import Round
from survey_tool.reference.places import MUNICIPALITIES, NEIGHBOURS, PREFECTURES, Places, read_places

_NO_RETURNS = (".", "~$", "readme", "desktop.ini", "thumbs.db")  # what people and systems leave in any folder


@dataclass(frozen=True)
class Survey:
    """Everything that does not change during a round; passed as an argument, nothing of it is global."""

    round: Round
    questionnaire: Questionnaire
    places: Places
    workspace: Path

    @property
    def templates(self) -> Path:
        return self.workspace / "templates" / self.round.name

    @property
    def submissions(self) -> Path:
        return self.workspace / "submissions" / self.round.name

    @property
    def loose_returns(self) -> tuple[Path, ...]:
        """Files that were saved beside the round's folder of submissions rather than in it, where nobody looks."""
        folder = self.submissions.parent
        files = sorted(path for path in folder.glob("*") if path.is_file()) if folder.is_dir() else []
        return tuple(path for path in files if not path.name.lower().startswith(_NO_RETURNS))

    @property
    def published(self) -> Path:
        return self.workspace / "published" / self.round.name


def open_survey(workspace: Path) -> Survey:
    """The survey of a workspace. Raises `MistakesError` with sentences for every file that cannot be used."""
    settings = read_round(workspace)
    files = settings.files
    places = read_places(
        files.municipalities or MUNICIPALITIES, files.prefectures or PREFECTURES, files.neighbours or NEIGHBOURS
    )
    types = read_system_types(files.system_types) if files.system_types else read_system_types()
    return Survey(settings, questionnaire(places.prefecture_list, system_types=types), places, workspace)
