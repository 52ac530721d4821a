"""The page of what is read from what people write says what becomes of it in a returned form, example by example."""

from __future__ import annotations

import pytest

from survey_tool.form.contract.marker import Topic
from survey_tool.questionnaire.vocabulary.kinds import Listed, Mark
from tests import ROOT
from tests.forms import TOKYO, case_of, filled, questions_of, the_survey
from tools.readings_page import EXAMPLES, Example, readings_markdown

FIRST, SECOND = (case_of(TOKYO, number) for number in (1, 2))


def test_the_page_is_what_the_examples_say() -> None:
    written = (ROOT / "docs" / "readings.md").read_text(encoding="utf-8")
    assert written == readings_markdown(the_survey().questionnaire), "run: make pages"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.key} {each.typed}")
def test_a_form_with_it_is_read_and_told_so(example: Example) -> None:
    asked = questions_of("cases").get(example.key)
    topic: Topic = "cases" if asked else "respondent"
    # Most answers stand in a case under consideration, of which little else is asked.
    case_id = (FIRST if isinstance(asked.kind, Listed | Mark) else SECOND) if asked else ""
    paper = filled()
    cell = paper.type(topic, example.key, example.typed, case_id)
    submission = paper.judged().submission
    there = [each for each in submission.findings if (each.cell, each.key) == (cell, example.key)]
    assert [each.code for each in there] == ([example.code] if example.code else [])
    cases = {each.case_id: each.answers for each in submission.cases}
    assert (cases[case_id] if case_id else submission.respondent).get(example.key) == example.value
    assert all(example.nearest in each.suggestion.ja for each in there)
    assert all(each.label for each in there)
