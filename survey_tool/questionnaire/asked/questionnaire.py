"""Everything that is asked in a round: the models, their checks and the code lists, as one object to pass around.

Nothing here is global state: a test (or another survey) makes its own `Questionnaire` from other models.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

from survey_tool.questionnaire.asked.bands import BANDS
from survey_tool.questionnaire.asked.case import Case
from survey_tool.questionnaire.asked.choices import (
    CHOICES_FILE,
    MARKS,
    SYSTEM_TYPES_FILE,
    read_choices,
    read_system_types,
)
from survey_tool.questionnaire.asked.respondent import Respondent
from survey_tool.questionnaire.vocabulary.judging import QuestionSheet
from survey_tool.questionnaire.vocabulary.kinds import Listed
from survey_tool.questionnaire.vocabulary.lists import CodeList
from survey_tool.questionnaire.vocabulary.questions import AnswerModel, DeclarationError, Question, checks


@dataclass(frozen=True)
class Questionnaire:
    """The models and lists of a round. `shared` holds every list that is not declared with its only question."""

    shared: dict[str, CodeList]
    case: type[AnswerModel] = Case
    respondent: type[AnswerModel] = Respondent

    def __getstate__(self) -> dict[str, object]:
        """What goes to another process: the declaration alone. What is made of it holds functions, which cannot go along."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def lists(self) -> dict[str, CodeList]:
        """Every code list by its name."""
        kinds = (each.kind for model in (self.respondent, self.case) for each in model.questions().values())
        own = (CodeList(kind.name, kind.choices) for kind in kinds if isinstance(kind, Listed) and kind.choices)
        return {**self.shared, **{each.name: each for each in own}}

    @cached_property
    def cases_sheet(self) -> QuestionSheet:
        """The cases, ready to be judged. Raises `DeclarationError` where a question is declared with an unknown word."""
        return self._sheet(self.case)

    @cached_property
    def respondent_sheet(self) -> QuestionSheet:
        """The respondent, ready to be judged. Raises as `cases_sheet` does."""
        return self._sheet(self.respondent)

    def _sheet(self, model: type[AnswerModel]) -> QuestionSheet:
        questions: dict[str, Question] = model.questions()
        for key, question in questions.items():
            if question.band not in BANDS:
                raise DeclarationError(key, "there is no band", question.band, BANDS)
        return QuestionSheet(questions, checks(questions, self.lists), self.lists)


def questionnaire(
    *more: CodeList, choices: Path = CHOICES_FILE, system_types: Path = SYSTEM_TYPES_FILE
) -> Questionnaire:
    """The built-in questions with their code lists, and `more` lists (prefectures). Raises `MistakesError`."""
    lists = {each.name: each for each in (*MARKS, *read_choices(choices))}
    types = read_system_types(lists["domain"], system_types)
    return Questionnaire({**lists, types.name: types, **{each.name: each for each in more}})
