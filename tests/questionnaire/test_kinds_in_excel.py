"""What formulas make of answers that readers understand though they are oddly written, and of those that only look right.

Requirement: correct answers with half-width kana or a line end behind them are not 要修正 in the form; where the validator has an
error the form is never content; both count the length of a text alike.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_tool.intake.understanding.answers import understand
from survey_tool.questionnaire.vocabulary.judging import JudgedAnswers
from tests.cases import case_answers
from tests.forms import the_survey
from tests.office import Office
from tests.questionnaire.faces import HINT, said_by_formulas

FACTS = {"carried_over": 0, "participating": 1, "as_of_month": 2026 * 12 + 12, "usual_amount": 3_000_000, "usual_change": 50,
         "usual_per_inhabitant": 10_000, "usual_ratio": 300, "participating_population": 50_000,
         "usual_loss": 33, "last_participating": None, "last_initial_cost": None, "last_annual_cost": None,
         "last_total_cost": None}  # fmt: skip
UNDERSTOOD = (
    ("prefecture_role", "ｵﾌﾞｻﾞｰﾊﾞｰ"),
    ("procurement_method", "公募型ﾌﾟﾛﾎﾟｰｻﾞﾙ"),
    ("status", "運用中\n"),
    ("status", "運用　中"),
    ("cost_basis", "all_participants "),
    ("name", "字" * 100 + "\n"),
    ("name", "ｶﾞ" * 100),
    ("contact_phone", "03-0000-0000\n"),
    ("contact_email", "joho@pref.example.lg.jp\n"),
    ("annual_cost", "不明\n"),
    ("annual_cost", "3300\n"),
    ("contract_on", "2024-01\n"),
    ("subsidy_garden_city", "Ｏ"),
    ("system_types_also", "ｸﾞﾙｰﾌﾟｳｪｱ"),
    ("co_prefectures", "東京都\n大阪府"),
)
ERRORS = (
    ("name", "𠮷" * 51),
    ("name", "字" * 101),
    ("name", "字" * 101 + "\n"),
    ("prefecture_role", "長" * 300),
    ("system_types_also", "長" * 300),
    ("annual_cost", "高" * 300),
    ("contract_on", "先" * 300),
)


def told(office: Office, folder: Path, cases: tuple[tuple[str, str], ...]) -> list[str | None]:
    """What the formulas say at each answer of an otherwise correct case."""
    survey = the_survey()
    sheet = survey.questionnaire.cases_sheet
    right = {
        key: sheet.questions[key].kind.show(value, "ja", sheet.lists) for key, value in case_answers(survey).items()
    }
    rows = [({**right, "name": f"事例{at}", key: text}, FACTS) for at, (key, text) in enumerate(cases)]
    found = said_by_formulas(office, folder, sheet, "ja", "31", rows)
    return [each.get(key) for each, (key, _) in zip(found, cases, strict=True)]


def validator(key: str, text: str) -> str | None:
    survey = the_survey()
    sheet = survey.questionnaire.cases_sheet
    reading = understand(sheet.questions[key], text, sheet.lists, "ja")
    if reading.fault:
        return reading.fault
    judged = JudgedAnswers(sheet, {**case_answers(survey), key: reading.value}, {**FACTS, "own_prefecture": "31"})
    check = judged.error(key)
    return check.code if check else None


@pytest.mark.parametrize(("key", "text"), UNDERSTOOD)
def test_the_validator_understands_what_is_oddly_written(key: str, text: str) -> None:
    assert validator(key, text) is None


def test_the_form_does_not_call_it_wrong(office: Office, tmp_path: Path) -> None:
    wrong = [
        (case, said)
        for case, said in zip(UNDERSTOOD, told(office, tmp_path, UNDERSTOOD), strict=True)
        if said not in (None, HINT)
    ]
    assert wrong == []


def test_where_the_validator_has_an_error_so_has_the_form(office: Office, tmp_path: Path) -> None:
    assert [validator(*case) for case in ERRORS] == ["too-long"] * 3 + ["not-in-list"] * 2 + [
        "not-a-number",
        "not-a-month",
    ]
    said = told(office, tmp_path, ERRORS)
    assert [each and each.partition(":")[2] for each in said] == (
        ["too-long"] * 3 + ["not-in-list"] * 2 + ["not-an-amount", "not-a-month"]
    )
