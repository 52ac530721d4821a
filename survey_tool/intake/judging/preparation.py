"""What judging needs of a survey, prepared once for all files of a round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from survey_tool.intake.judging.marks import MarkReader
from survey_tool.intake.judging.rows import RowReader
from survey_tool.intake.locating.binding import Cell
from survey_tool.intake.locating.landmarks import Landmarks
from survey_tool.questionnaire.vocabulary.kinds import Printed
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import LANGUAGES


class Bench:
    """The landmarks of forms, and readers of rows (by edition) and of marks."""

    def __init__(self, survey: Survey) -> None:
        known = survey.questionnaire
        self.survey = survey
        self.landmarks = Landmarks(survey)
        self.marks = MarkReader(survey)
        self.respondents = {each: RowReader(known.respondent_sheet, known.respondent, each) for each in LANGUAGES}
        self.cases = {each: RowReader(known.cases_sheet, known.case, each) for each in LANGUAGES}
        self.respondent_questions: Mapping[str, Question] = known.respondent.questions()
        self.case_questions: Mapping[str, Question] = known.case.questions()
        questions = (*self.respondent_questions.items(), *self.case_questions.items())
        self._printed = {key for key, question in questions if isinstance(question.kind, Printed)}

    def asked(self, cells: Mapping[str, Cell]) -> dict[str, Cell]:
        """The cells that are answers, without what the form prints."""
        return {key: cell for key, cell in cells.items() if key not in self._printed}

    def gone(self, keys: Iterable[str], found: Mapping[str, int]) -> list[str]:
        """The questions whose row or column is not there."""
        return [key for key in keys if key not in found and key not in self._printed]
