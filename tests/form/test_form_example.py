"""The example sheet shows one invented case that the validator accepts, in the language of its edition throughout."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from survey_tool.form.contract.answers import Answers, CaseAnswers, Form
from survey_tool.form.contract.marker import SHEETS
from survey_tool.form.printed.reading import example_of
from survey_tool.form.workbook import draw
from survey_tool.questionnaire.vocabulary.kinds import Printed
from survey_tool.questionnaire.vocabulary.questions import AnswerModel
from survey_tool.wording.words import LANGUAGES, Language
from tests.forms import TOKYO, case_of, read_back, the_judge, the_survey

JAPANESE = re.compile(r"[぀-ヿ㐀-鿿ｦ-ﾟ]")


def examples(model: type[AnswerModel], edition: Language) -> dict[str, str]:
    """What the example sheet shows, by key."""
    known = the_survey().questionnaire
    found = {
        key: example_of(question, known, edition)
        for key, question in model.questions().items()
        if not isinstance(question.kind, Printed)
    }
    return {key: example for key, example in found.items() if example}


@pytest.mark.parametrize("edition", LANGUAGES)
def test_the_example_is_a_sound_case(edition: Language) -> None:
    known = the_survey().questionnaire
    case = CaseAnswers(case_of(TOKYO, 1), examples(known.case, edition), {"131016": "○"})
    form = Form(TOKYO, edition, Answers(examples(known.respondent, edition), (case,)))
    submission = the_judge().judge(read_back(draw(the_survey(), form))).submission
    assert [each.message(edition) for each in submission.findings if each.severity != "info"] == []
    assert submission.status == "accepted"


def test_the_english_example_is_in_english() -> None:
    book = openpyxl.load_workbook(io.BytesIO(draw(the_survey(), Form(TOKYO, "en"))), read_only=True)
    texts = [str(value) for line in book[SHEETS["example"].en].values for value in line if value is not None]
    assert "Information Policy Division, General Affairs Department" in texts
    # A fiscal year is written with Japanese signs in either language.
    assert [text for text in texts if JAPANESE.search(text.replace("2024年度", ""))] == []


@pytest.mark.parametrize("edition", LANGUAGES)
def test_the_example_is_of_no_prefecture(edition: Language) -> None:
    survey = the_survey()
    book = openpyxl.load_workbook(io.BytesIO(draw(survey, Form(TOKYO, edition))), read_only=True)
    texts = [str(line[2]) for line in book[SHEETS["example"][edition]].values]
    names = [prefecture.name[edition] for prefecture in survey.places.prefectures.values()]
    assert [(text, name) for text in texts for name in names if name in text] == []
    assert "00-2026-01" in texts


@pytest.mark.parametrize("edition", LANGUAGES)
def test_the_example_splits_its_costs_as_the_guide_prefers(edition: Language) -> None:
    shown = examples(the_survey().questionnaire.case, edition)
    assert (shown["initial_cost"], shown["annual_cost"]) == ("3,300", "13,200")
    assert {"total_cost", "total_cost_years"} & shown.keys() == set()


@pytest.mark.parametrize("edition", LANGUAGES)
def test_the_definitions_tell_rightly_what_is_published_of_the_respondent(edition: Language) -> None:
    """Only the department, in place of a blank contact, and the day of the participation."""
    survey = the_survey()
    book = openpyxl.load_workbook(io.BytesIO(draw(survey, Form(TOKYO, edition))), read_only=True)
    told = {str(line[1]): str(line[4]) for line in book[SHEETS["definitions"][edition]].values if len(line) > 4}
    labels = {key: question.label[edition] for key, question in survey.questionnaire.respondent.questions().items()}
    published = {"ja": "公表", "en": "Published"}[edition]
    assert {key for key, label in labels.items() if told[label] == published} - {"prefecture_code"} == {
        "department",
        "as_of",
    }
