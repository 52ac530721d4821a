"""What the validator advises where it knows what was typed: in place of the form's fixed advice, behind the same sentence."""

from __future__ import annotations

import pytest

from survey_tool.intake.cells.grid import CellValue
from survey_tool.questionnaire.findings.catalogue import CATALOGUE
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.questionnaire.vocabulary.kinds import FIRST_DAY, LAST_DAY
from tests.forms import case_of, filled

FIRST = case_of("13", 1)
FREE = 69  # the first free row of Tokyo's sheet of participants


def found(key: str, typed: CellValue, topic: str = "cases") -> Finding:
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
            "円単位で記入されています。千円単位では13,200です（千円未満は四捨五入）。",
            "It was typed in yen. In thousand yen it is 13,200, rounded.",
        ),
        ("1200千", "「1,200」のことであれば、そのとおり記入してください。", 'If "1,200" is meant, enter that.'),
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


@pytest.mark.parametrize(("typed", "rounded"), [("1200.5", "1,201"), (1200.4, "1,200"), ("0.5", "1")])
def test_a_number_that_is_not_whole_is_rounded(typed: CellValue, rounded: str) -> None:
    said = found("annual_cost", typed)
    assert (said.code, said.sentence.ja) == ("not-whole", "整数ではありません。")
    assert said.suggestion.ja == f"四捨五入すると{rounded}です。整数を記入してください。"
    assert said.suggestion.en == f"Rounded it is {rounded}. Enter a whole number."


@pytest.mark.parametrize(
    ("key", "topic", "typed", "name", "begins"),
    [
        ("answered_on", "respondent", "12月4日", "not-a-date", "年が記入されていません。"),
        ("answered_on", "respondent", "12/4", "not-a-date", "年が記入されていません。"),
        ("answered_on", "respondent", "2026-02-30", "not-a-date", "この日付は存在しません。"),
        ("answered_on", "respondent", "令和8年13月1日", "not-a-date", "この日付は存在しません。"),
        ("rfi_on", "cases", "令和6年13月", "not-a-month", "月が1から12までの数ではありません。"),
        ("rfi_on", "cases", "2024-00", "not-a-month", "月が1から12までの数ではありません。"),
        ("rfi_on", "cases", "4月", "not-a-month", "年が記入されていません。"),
    ],
)
def test_what_a_day_or_month_lacks_is_said_before_how_to_write_it(
    key: str, topic: str, typed: str, name: str, begins: str
) -> None:
    said = found(key, typed, topic)
    assert said.code == name
    assert said.sentence == CATALOGUE[name].sentence, "the form says the same sentence"
    usual = found(key, "いつか", topic).suggestion.ja
    assert said.suggestion.ja == begins + usual


@pytest.mark.parametrize(
    ("key", "typed", "sentence", "suggestion"),
    [
        ("other_participants", -3, "0未満の数値（マイナス）になっています。", "マイナスを付けず、0以上の数値を記入してください。"),
        ("annual_cost", "▲3", "0未満の数値（マイナス）になっています。", "マイナスを付けず、0以上の数値を記入してください。"),
        ("other_participants", 1000, "0以上999以下の数値ではありません。", "0以上999以下の数値を記入してください。"),
        ("total_cost_years", -3, "0より大きく20以下の数値ではありません。", "0より大きく20以下の数値を記入してください。"),
    ],
)  # fmt: skip
def test_of_a_number_out_of_range_it_is_said_what_would_do(
    key: str, typed: CellValue, sentence: str, suggestion: str
) -> None:
    """Before, the advice was to enter the item, whatever stood there."""
    said = found(key, typed)
    assert (said.code, said.sentence.ja, said.suggestion.ja) == ("out-of-range", sentence, suggestion)


@pytest.mark.parametrize(
    ("key", "topic", "typed"), [("answered_on", "respondent", "1985-12-01"), ("rfi_on", "cases", "1985-04")]
)
def test_of_a_year_that_cannot_be_right_it_is_said_which_would_do(key: str, topic: str, typed: str) -> None:
    said = found(key, typed, topic)
    assert said.suggestion.ja == (
        f"年の打ち間違いを確認し、{FIRST_DAY.year}年から{LAST_DAY.year}年までの正しい年（西暦4桁）を記入してください。"
    )
    assert f"{FIRST_DAY.year} to {LAST_DAY.year}" in said.suggestion.en


def test_a_name_in_place_of_a_code_is_told_to_be_one() -> None:
    for typed, said in (
        ("富山県高丘市", "162027（富山県高岡市）のことであれば、そのコードを記入してください。"),
        ("第三セクター", ""),
    ):
        paper = filled()
        paper.sheet("participants").put(FREE, 1, typed)
        (found_,) = (each for each in paper.judged().submission.findings if each.severity == "error")
        assert (found_.code, found_.cell) == ("municipality-unknown", f"A{FREE}")
        assert found_.sentence == CATALOGUE["municipality-unknown"].sentence
        assert found_.suggestion.ja == f"名称ではなく、6桁の団体コードを記入してください。{said}"
