"""A survey: the settings of its round, what is asked, and the places it is about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from survey_tool.questionnaire.handwritten import Mistake, MistakesError
from survey_tool.questionnaire.lists import ListMistake, read_system_types
from survey_tool.questionnaire.questionnaire import Questionnaire, questionnaire
from survey_tool.questionnaire.reading_settings import read_round
from survey_tool.questionnaire.round import Round
from survey_tool.questionnaire.words import Words
from survey_tool.reference.places import MUNICIPALITIES, NEIGHBOURS, PREFECTURES, Places, ReferenceMistake, read_places


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
    def published(self) -> Path:
        return self.workspace / "published" / self.round.name


def open_survey(workspace: Path) -> Survey:
    """The survey of a workspace. Raises `MistakesError` with sentences for every file that cannot be used."""
    settings = read_round(workspace)
    files = settings.files
    try:
        places = read_places(
            _or(workspace, files.municipalities, MUNICIPALITIES),
            _or(workspace, files.prefectures, PREFECTURES),
            _or(workspace, files.neighbours, NEIGHBOURS),
        )
        types = read_system_types(workspace / files.system_types) if files.system_types else read_system_types()
    except ReferenceMistake as error:
        raise MistakesError([Mistake("reference", None, None, error.sentence)]) from error
    except (ListMistake, OSError) as error:
        raise MistakesError([Mistake("system_types", None, None, Words.same(str(error)))]) from error
    return Survey(settings, questionnaire(places.prefecture_list, system_types=types), places, workspace)


def _or(workspace: Path, chosen: Path | None, built_in: Path) -> Path:
    return workspace / chosen if chosen else built_in
