"""Everything that is asked in a round: the models, their checks and the code lists, as one object to pass around.

Nothing here is global state: a test (or another survey) makes its own `Questionnaire` from other models.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from survey_tool.questionnaire.asked.case import Case
from survey_tool.questionnaire.asked.respondent import Respondent
from survey_tool.questionnaire.vocabulary.judging import QuestionSheet
from survey_tool.questionnaire.vocabulary.lists import BUILT_IN, CodeList, read_system_types
from survey_tool.questionnaire.vocabulary.questions import AnswerModel, Question, checks


@dataclass(frozen=True)
class Questionnaire:
    """The models and lists of a round. `lists` must hold every list that a question names."""

    lists: dict[str, CodeList]
    case: type[AnswerModel] = Case
    respondent: type[AnswerModel] = Respondent

    @cached_property
    def cases_sheet(self) -> QuestionSheet:
        """The cases, ready to be judged."""
        return self._sheet(self.case)

    @cached_property
    def respondent_sheet(self) -> QuestionSheet:
        """The respondent, ready to be judged."""
        return self._sheet(self.respondent)

    def _sheet(self, model: type[AnswerModel]) -> QuestionSheet:
        questions: dict[str, Question] = model.questions()
        return QuestionSheet(questions, checks(questions, self.lists), self.lists)


def questionnaire(*more: CodeList, system_types: CodeList | None = None) -> Questionnaire:
    """The built-in questions with the built-in lists, the system types and `more` lists (prefectures)."""
    return Questionnaire(_by_name((*BUILT_IN, system_types or read_system_types(), *more)))


def _by_name(lists: Iterable[CodeList]) -> dict[str, CodeList]:
    return {each.name: each for each in lists}
