"""What the benchmarks hand to the product are returns as they should be: it accepts them, and finds nothing to say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.returned import drawn_round, plain_round
from survey_tool.intake.collect import collect
from survey_tool.reference.survey import Survey

CASES = 60
"""So many that the answers, which vary with the number of the case, have been through all their variations."""


def told(survey: Survey) -> tuple[Counter[str], Counter[str]]:
    submissions = collect(survey, [survey.submissions]).submissions
    codes = (found.code for each in submissions for found in each.findings if found.severity != "info")
    return Counter(each.status for each in submissions), Counter(codes)


def test_a_form_that_is_written_plainly(tmp_path: Path) -> None:
    assert told(plain_round(tmp_path / "plain", CASES, ["13"], 8)) == ({"accepted": 1}, {})


@pytest.mark.long
def test_forms_that_are_drawn(tmp_path: Path) -> None:
    assert told(drawn_round(tmp_path / "drawn", 10)) == ({"accepted": 47}, {})
