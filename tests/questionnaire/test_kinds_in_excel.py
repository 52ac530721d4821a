"""What formulas make of answers that readers understand though they are oddly written, and of those that only look right.

Requirement: correct answers with half-width kana or a line end behind them are not 要修正 in the form; where the validator has an
error the form is never content; both count the length of a text alike.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_tool.intake.understanding.answers import understand
from survey_tool.questionnaire.findings.catalogue import CATALOGUE
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
    ("contact_email", "joho＠pref.example.lg.jp"),
    ("contact_email", "ｊｏｈｏ@pref.example.lg.jp"),
    ("contact_email", "joho@pref.example.lg.jp。"),
    ("contact_email", "mailto:joho@pref.example.lg.jp"),
    ("contact_email", "情報課 <joho@pref.example.lg.jp>"),
    ("contact_email", "o'brien+x_{a}@a-b.example.jp"),
    ("background", "仕様書のとおり、県が代表して調達した。"),
    ("background", "⽇本語"),
    ("background", "髙﨑𠮷田①㈱"),
    ("contract_on", "2049-12"),
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
    *(("contact_email", text) for text in (
        "joho@pref..example.lg.jp", "joho@pref.lg.jp ※LGWAN", "joho.@pref.lg.jp", "joho@-pref.lg.jp", "joho@pref-.lg.jp",
        "joho@pref_a.lg.jp", "joho@localhost", "joho@pref.lg.jp1", "情報@pref.lg.jp", "a@pref.lg.jp b@pref.lg.jp",
        "a" * 65 + "@pref.lg.jp", ".joho@pref.lg.jp",
    )),
    *(("background", text) for text in ("〃", "同上", "（別紙のとおり）", "同\n上", "Same as above", "前回と同じ", "仕様書の通り。")),
    *(("background", text) for text in ("情報\ue000課", "情報\ufffd課", "\uf8ff")),
    *(("contract_on", text) for text in ("2203-04", "2062年度", "1989-12")),
)  # fmt: skip


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


@pytest.mark.slow
def test_the_form_does_not_call_it_wrong(office: Office, tmp_path: Path) -> None:
    wrong = [
        (case, said)
        for case, said in zip(UNDERSTOOD, told(office, tmp_path, UNDERSTOOD), strict=True)
        if said not in (None, HINT)
    ]
    assert wrong == []


@pytest.mark.slow
def test_where_the_validator_has_an_error_so_has_the_form(office: Office, tmp_path: Path) -> None:
    codes = [validator(*case) for case in ERRORS]
    assert codes == [
        *["too-long"] * 3, *["not-in-list"] * 2, "not-a-number", "not-a-month", *["bad-format"] * 12, *["stand-in"] * 7,
        *["unshowable"] * 3, *["year-far-off"] * 3,
    ]  # fmt: skip
    said = told(office, tmp_path, ERRORS)
    assert [each and CATALOGUE[each.partition(":")[2]].code for each in said] == codes
