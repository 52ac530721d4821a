"""What judging needs of a survey, prepared once for all files of a round."""

from __future__ import annotations

from collections.abc import Mapping

from survey_tool.intake.judging.answer_sets import AnswerReader
from survey_tool.intake.judging.mark_reader import MarkReader
from survey_tool.questionnaire.vocabulary.questions import Question
from survey_tool.reference.survey import Survey
from survey_tool.wording.words import LANGUAGES


class PreparedRound:
    """Readers of answers (by edition) and of marks."""

    def __init__(self, survey: Survey) -> None:
        known = survey.questionnaire
        self.survey = survey
        self.marks = MarkReader(survey)
        self.respondents = {each: AnswerReader(known.respondent_sheet, known.respondent, each) for each in LANGUAGES}
        self.cases = {each: AnswerReader(known.cases_sheet, known.case, each) for each in LANGUAGES}
        self.respondent_questions: Mapping[str, Question] = known.respondent.questions()
        self.case_questions: Mapping[str, Question] = known.case.questions()
