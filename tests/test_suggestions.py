"""What the validator advises where it knows what was typed: in place of the form's fixed advice, behind the same sentence."""

from __future__ import annotations

import pytest

from survey_tool.intake.grid import Value
from survey_tool.questionnaire.catalogue import CATALOGUE
from survey_tool.questionnaire.findings import Finding
from tests.forms import case_of, filled

FIRST = case_of("13", 1)


def found(key: str, typed: Value, topic: str = "cases") -> Finding:
    """The one error at a cell in which this is typed."""
    paper = filled()
    cell = paper.type("cases" if topic == "cases" else "respondent", key, typed, FIRST if topic == "cases" else "")
    (said,) = (each for each in paper.judged().submission.findings if each.severity == "error")
    assert (said.cell, said.key) == (cell, key)
    return said


@pytest.mark.parametrize(
    ("typed", "ja", "en"),
    [
        (
            "13200円",
            "円単位で記入されています。千円単位では13です（千円未満は四捨五入）。",
            "It was typed in yen. In thousand yen it is 13, rounded.",
        ),
        (
            "¥13,200,000",
            "円単位で記入されています。千円単位では13200です（千円未満は四捨五入）。",
            "It was typed in yen. In thousand yen it is 13200, rounded.",
        ),
        ("120万", "「1200」のことであれば、そのとおり入力してください。", 'If "1200" is meant, enter that.'),
    ],
)
def test_an_amount_in_yen_is_turned_into_thousands(typed: str, ja: str, en: str) -> None:
    said = found("annual_cost", typed)
    assert said.code == "not-a-number"
    assert said.sentence == CATALOGUE["not-an-amount"].sentence, "the form says the same sentence"
    assert (said.suggestion.ja, said.suggestion.en) == (ja, en)


def test_so_few_yen_are_rather_another_unit() -> None:
    said = found("annual_cost", "1200円")
    assert said.code == "not-a-number"
    assert "円単位で記入されています" not in said.suggestion.ja


@pytest.mark.parametrize(("typed", "rounded"), [("1200.5", "1201"), (1200.4, "1200"), ("0.5", "1")])
def test_a_number_that_is_not_whole_is_rounded(typed: Value, rounded: str) -> None:
    said = found("annual_cost", typed)
    assert (said.code, said.sentence.ja) == ("not-whole", "整数で記入する項目です。")
    assert said.suggestion.ja == f"四捨五入すると{rounded}です。整数を入力してください。"
    assert said.suggestion.en == f"Rounded it is {rounded}. Enter a whole number."
