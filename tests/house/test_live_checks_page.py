"""The page about live checks says what the code does."""

from __future__ import annotations

from pathlib import Path

from survey_tool.form.printed.messages import messages
from survey_tool.questionnaire.findings.catalogue import CODES
from survey_tool.wording.words import LANGUAGES
from tests.form import test_agreement, test_office_findings
from tests.forms import the_survey
from tests.questionnaire import test_parity, test_unreadable
from tools.live_checks_page import (
    AGREEMENT_FORMS,
    CORRECTION_COPIES,
    PARITY_ROWS,
    REASONS,
    UNREADABLE_TEXTS,
    live_checks_markdown,
    live_codes,
)

PAGE = Path(__file__).parents[2] / "docs" / "live-checks.md"


def test_the_page_is_what_the_code_says() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == live_checks_markdown(the_survey().questionnaire), "run: make pages"


def test_every_code_is_live_or_has_a_reason_not_to_be() -> None:
    live = set(live_codes(the_survey().questionnaire))
    assert live | set(REASONS) == set(CODES)
    assert not live & set(REASONS)


def test_every_rule_of_the_questionnaire_is_live() -> None:
    questionnaire = the_survey().questionnaire
    said = {(each.topic, each.key, each.name) for each in messages(questionnaire).all}
    sheets = {"respondent": questionnaire.respondent_sheet, "cases": questionnaire.cases_sheet}
    declared = {
        (topic, key, check.name)
        for topic, sheet in sheets.items()
        for key, checks in sheet.checks.items()
        for check in checks
    }
    assert declared <= said


def test_every_sentence_that_a_form_can_say_exists_in_both_languages() -> None:
    for message in messages(the_survey().questionnaire).all:
        for language in LANGUAGES:
            assert message.sentence[language]
            assert "{" not in message.sentence[language] + message.todo[language]


def test_the_sizes_that_the_page_names_are_those_of_the_suites() -> None:
    assert len(test_parity.MANY) * test_parity.CASES_OF_EACH == PARITY_ROWS
    many = [*test_agreement.MANY.values(), *test_agreement.MANY_FILLED.values()]
    few = [test_agreement.FEW] * len(LANGUAGES) * len(("drawn", "filled in"))
    assert sum(map(len, (*many, *few))) == AGREEMENT_FORMS
    assert len(test_unreadable.FACES) * test_unreadable.MANY == UNREADABLE_TEXTS
    assert len(LANGUAGES) * len(test_office_findings.MANY) == CORRECTION_COPIES
