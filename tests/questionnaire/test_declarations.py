"""A misspelt word in the declaration of a question is told at once, by the question, the word and what may be meant."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import create_model

from survey_tool.questionnaire.asked.case import Case
from survey_tool.questionnaire.findings.catalogue import CATALOGUE
from survey_tool.questionnaire.vocabulary.conditions import Is
from survey_tool.questionnaire.vocabulary.kinds import AnswerKind, FreeText, Listed
from survey_tool.questionnaire.vocabulary.questions import DeclarationError, Question
from survey_tool.questionnaire.vocabulary.rules import RequiredWhen, Rule
from survey_tool.reference.survey import open_survey
from survey_tool.wording.words import PlaceholderError, Words

LABEL = Words("控えの場所", "Backup site")


def told(tmp_path: Path, kind: AnswerKind, band: str = "contact", *rules: Rule) -> str:
    """What is said when a questionnaire with such a question is made ready."""

    question = Question(kind, LABEL, LABEL, band, rules=rules)
    longer = create_model("LongerCase", __base__=Case, backup_site=(Annotated[str | None, question], None))
    asked = replace(open_survey(tmp_path).questionnaire, case=longer)
    with pytest.raises(DeclarationError) as said:
        _ = asked.cases_sheet
    return str(said.value)


def test_a_band(tmp_path: Path) -> None:
    assert told(tmp_path, FreeText(5), "contct") == (
        'question "backup_site": there is no band "contct"; did you mean contact?'
    )


def test_a_list(tmp_path: Path) -> None:
    assert (
        told(tmp_path, Listed("statuses"))
        == 'question "backup_site": there is no list "statuses"; did you mean status?'
    )


def test_a_question_of_a_condition(tmp_path: Path) -> None:
    rule = RequiredWhen(Is(("statuses",), "status", ("ended",)))
    assert told(tmp_path, FreeText(5), "contact", rule) == (
        'question "backup_site": no question, list, choice or finding is called "statuses"; did you mean status?'
    )


def test_a_choice_of_a_condition(tmp_path: Path) -> None:
    rule = RequiredWhen(Is(("status",), "status", ("in_operatio_n",)))
    assert told(tmp_path, FreeText(5), "contact", rule) == (
        'question "backup_site": no question, list, choice or finding is called "in_operatio_n"; did you mean in_operation?'
    )


def test_a_placeholder_of_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = CATALOGUE["too-long"]
    wrong = replace(entry, sentence=Words("{most}文字を超えています。", "Longer than {most} characters."))
    monkeypatch.setitem(CATALOGUE, "too-long", wrong)
    said = told(tmp_path, FreeText(5))
    assert 'nothing fills {most} in "{most}文字を超えています。"' in said
    assert "{limit}" in said


def test_a_placeholder_anywhere_else() -> None:
    with pytest.raises(PlaceholderError) as said:
        Words("{name}です。", "This is {called}.").fill(name="x")
    assert str(said.value) == 'nothing fills {called} in "This is {called}."; given is: {name}'
