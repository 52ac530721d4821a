"""A survey: the settings of its round, what is asked, and the places it is about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from survey_tool.reference.folders import PUBLISHED, SUBMISSIONS, TEMPLATES, left_out
from survey_tool.reference.places import CODE_CHANGES, MUNICIPALITIES, NEIGHBOURS, PREFECTURES, Places, read_places
from survey_tool.settings.reading import read_round
from survey_tool.settings.round import ROUND_PATTERN, Files, Round

if TYPE_CHECKING:
    from survey_tool.questionnaire.asked.questionnaire import Questionnaire

_YEAR, _REIWA, _BEFORE_REIWA = re.compile(r"(?:19|20)\d\d"), re.compile(r"(?:令和|[RrＲ])(\d{1,2})"), 2018


def built_in(files: Files, places: Places) -> Questionnaire:
    """What this survey asks. Raises `MistakesError` for a file of choices or system types that cannot be used."""
    # Building its models takes as long as all else that a survey is opened for; where a round stands can be told without.
    from survey_tool.questionnaire.asked.choices import CHOICES_FILE, SYSTEM_TYPES_FILE
    from survey_tool.questionnaire.asked.questionnaire import questionnaire

    return questionnaire(
        places.prefecture_list,
        choices=files.choices or CHOICES_FILE,
        system_types=files.system_types or SYSTEM_TYPES_FILE,
    )


@dataclass(frozen=True)
class Survey:
    """Everything that does not change during a round; passed as an argument, nothing of it is global.

    Places and questionnaire are read when they are first asked for; `asking` is what another survey replaces. `extended` are
    the days until which single prefectures were given, by code.
    """

    round: Round
    workspace: Path
    asking: Callable[[Files, Places], Questionnaire] = built_in
    extended: Mapping[str, dt.date] = field(default_factory=dict)

    @cached_property
    def places(self) -> Places:
        """Municipalities and prefectures. Raises `MistakesError` for a file that cannot be used."""
        files = self.round.files
        return read_places(
            files.municipalities or MUNICIPALITIES,
            files.prefectures or PREFECTURES,
            files.neighbours or NEIGHBOURS,
            files.code_changes or CODE_CHANGES,
        )

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """What is asked. Raises as `asking` does."""
        return self.asking(self.round.files, self.places)

    def deadline_of(self, prefecture_code: str) -> dt.date:
        """The day until which a prefecture may answer."""
        return self.extended.get(prefecture_code, self.round.deadline)

    def with_room(self, cases: int) -> Survey:
        """The same survey with forms that have room for so many cases to begin with."""
        form = self.round.form.model_copy(update={"cases": cases})
        return replace(self, round=self.round.model_copy(update={"form": form}))

    @property
    def templates(self) -> Path:
        return self.workspace / TEMPLATES / self.round.name

    @property
    def submissions(self) -> Path:
        return self.workspace / SUBMISSIONS / self.round.name

    @property
    def loose_returns(self) -> tuple[Path, ...]:
        """Files that were saved beside the round's folder of submissions rather than in it, where nobody looks; in folders too, but
        for those that may be another round's: called as a round may be, or after another year."""
        beside = self.submissions.parent
        found = sorted(beside.glob("*")) if beside.is_dir() else []
        inside = (path for each in found if each.is_dir() and self._is_no_round(each.name) for path in each.rglob("*"))
        files = (*found, *sorted(inside))
        return tuple(path for path in files if path.is_file() and not _is_left_in_any_folder(path.name))

    def _is_no_round(self, folder: str) -> bool:
        years = [*map(int, _YEAR.findall(folder)), *(_BEFORE_REIWA + int(each) for each in _REIWA.findall(folder))]
        own = [int(each) for each in _YEAR.findall(self.round.name)]
        called = re.fullmatch(ROUND_PATTERN, folder) or folder.startswith(".")
        return not called and all(each in own for each in years)

    @property
    def published(self) -> Path:
        return self.workspace / PUBLISHED / self.round.name


def _is_left_in_any_folder(name: str) -> bool:
    return left_out(name) or name.lower().startswith("readme")


def open_survey(workspace: Path) -> Survey:
    """The survey of a workspace. Raises `MistakesError` with sentences for every file that cannot be used."""
    survey = Survey(read_round(workspace), workspace)
    if survey.round.files != Files():
        _ = survey.questionnaire  # what somebody has written is checked before anything is done with it
    return survey
