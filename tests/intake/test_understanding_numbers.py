"""Numbers are read however people type them: silently where they are the same, else said or refused, with the reason."""

from __future__ import annotations

import datetime as dt

import pytest

from survey_tool.intake.cells.grid import CellValue
from survey_tool.wording.words import Language
from tests.typed import lists, questions, read, refused, said, silent

AMOUNT, COUNT, YEARS = "annual_cost", "other_participants", "total_cost_years"


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        (AMOUNT, 1200.0, 1200),
        (AMOUNT, 1200, 1200),
        (AMOUNT, "1200", 1200),
        (AMOUNT, " 1200　", 1200),
        (AMOUNT, "1200.0", 1200),
        (AMOUNT, "-5", -5),
        (AMOUNT, 0.0, 0),
        (AMOUNT, "不明", "unknown"),
        (AMOUNT, "非公表", "not_disclosed"),
        (AMOUNT, "該当なし", "not_applicable"),
        (AMOUNT, 12.5, 12.5),
        (COUNT, 3.0, 3),
        (YEARS, 5.5, 5.5),
        (YEARS, "5.5", 5.5),
        (YEARS, "不明", "unknown"),
    ],
)
def test_the_same_number_is_read_silently(key: str, typed: CellValue, value: object) -> None:
    read_value = silent(read(key, typed))
    assert (read_value, type(read_value)) == (value, type(value))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("１２００", 1200),
        ("1,200", 1200),
        ("1，200", 1200),
        ("１，２００", 1200),
        ("12,345,678", 12345678),
        ("007", 7),
        ("+5", 5),
        ("1200千円", 1200),
        ("1,200 千円", 1200),
        ("1200（千円）", 1200),
        ("1,200千円（税込）", 1200),
        ("約1200", 1200),
        ("約 1,200 千円", 1200),
        ("およそ1200", 1200),
        ("1200千円程度", 1200),
        ("120万円", 1200),
        ("１２０万円", 1200),
        ("120.5万円", 1205),
        ("300万", 3000),
        ("約３００万", 3000),
        ("1.2億", 120_000),
        ("1億2,000万", 120_000),
        ("1億2千万", 120_000),
        ("50百万", 50_000),
        ("▲300万", -3000),
        ("300万（税込）", 3000),
        ("3 million", 3000),
        ("1.2億円", 120_000),
        ("1億2,000万円", 120_000),
        ("1億2千万円", 120_000),
        ("50百万円", 50_000),
        ("120万5,000円", 1205),
        ("¥120万円", 1200),
        ("1,200 thousand yen", 1200),
        ("about 1.2 million yen (tax incl.)", 1200),
        ("0円", 0),
        ("0千円", 0),
        ("￥0", 0),
        ("▲5", -5),
        ("△5", -5),
        ("−5", -5),
        ("－5", -5),
        ("ー5", -5),
        ("▲1,200千円", -1200),
    ],
)
def test_an_amount_is_read_in_thousand_yen_and_said(typed: str, value: int) -> None:
    assert said(read(AMOUNT, typed)) == (value, str(value))


@pytest.mark.parametrize(
    ("typed", "language", "key", "label"),
    [
        ("未定", "ja", "unknown", "不明"),
        ("不明 ", "ja", "unknown", "不明"),
        ("Unknown", "ja", "unknown", "不明"),
        ("不明", "en", "unknown", "不明"),
        ("not_disclosed", "ja", "not_disclosed", "非公表"),
        ("非公開", "ja", "not_disclosed", "非公表"),
        ("N/A", "ja", "not_applicable", "該当なし"),
        ("なし", "ja", "not_applicable", "該当なし"),
        ("無し", "ja", "not_applicable", "該当なし"),
        ("ﾅｼ", "ja", "not_applicable", "該当なし"),
    ],
)
def test_words_in_an_amount(typed: str, language: Language, key: str, label: str) -> None:
    assert said(read(AMOUNT, typed, language)) == (key, label)


def test_the_word_of_the_form_is_said_in_no_language_but_the_others() -> None:
    assert silent(read(AMOUNT, "Not disclosed", "en")) == "not_disclosed"
    assert read(AMOUNT, "Not disclosed", "ja").read_as == lists()["amount_words"]["not_disclosed"].label


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("1200円", None),
        ("1200%", "1,200"),  # 1200 in a cell that shows percentages
        ("５０％", "50"),
        ("13,200,000円", "13,200"),
        ("¥13,200,000", "13,200"),
        ("13200円", "13"),
        ("13,500円（税込）", "14"),
        ("▲13,500円", None),
        ("9,999円", None),  # rather another unit than so small a cost
        ("1200千", "1,200"),
        ("1億2000", None),
        ("1億2千", None),  # 1億2千万, to most people
        ("1200 thousand", "1,200"),
        ("5百", None),
        ("-", "該当なし"),
        ("―", "該当なし"),
        ("無料", "0"),
        ("未確定", "不明"),
        ("非公表（議会の前）", "非公表"),
        ("100〜200", None),
        ("100-200", None),
        ("100/200", None),
        ("1 200", None),
        ("1, 200", None),
        ("1、200", None),
        ("12,34", None),
        ("1.200.000", None),
        ("税抜1200千円", None),
        ("1,200千円（税抜）", None),
        ("1200千円以上", None),
        ("月額100千円", None),
        ("100千円/月", None),
        ("2千万1億円", None),
        ("(5)", None),
        ("1200(1)", None),
        ("①", None),
        ("5²", None),
        ("百二十万円", None),
        ("12団体", None),
        ("5年", None),
        ("1e5", None),
        ("約", None),
        ("千円", None),
        ("別紙のとおり", None),
        (True, None),
        (False, None),
        (dt.date(2026, 4, 1), None),
        (dt.datetime(1903, 4, 14), "1,200"),  # 1200 in a cell that shows dates
        (dt.date(1995, 4, 14), None),
        (dt.time(12), None),
        (dt.timedelta(hours=30), None),
        (float("nan"), None),
        (float("inf"), None),
    ],
)
def test_what_is_no_amount_or_may_be_two_is_refused(typed: CellValue, nearest: str | None) -> None:
    assert refused(read(AMOUNT, typed)) == ("not-a-number", nearest)


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        (COUNT, "12団体", 12),
        (COUNT, "１２ 団体", 12),
        (COUNT, "約12団体", 12),
        (COUNT, "12 bodies", 12),
        (YEARS, "5年", 5),
        (YEARS, "5年間", 5),
        (YEARS, "5か年", 5),
        (YEARS, "５ヶ年", 5),
        (YEARS, "5ｶ年", 5),
        (YEARS, "5箇年", 5),
        (YEARS, "5年6か月", 5.5),
        (YEARS, "5 年 6 ヶ月", 5.5),
        (YEARS, "5年半", 5.5),
        (YEARS, "5年4か月", 5.33),
        (YEARS, "66か月", 5.5),
        (YEARS, "60カ月間", 5),
        (YEARS, "5 years", 5),
        (YEARS, "5 years 6 months", 5.5),
        (YEARS, "66 months", 5.5),
    ],
)
def test_the_unit_of_the_question_is_read(key: str, typed: str, value: float) -> None:
    assert said(read(key, typed)) == (value, str(value))


@pytest.mark.parametrize(
    ("key", "typed", "nearest"),
    [
        (COUNT, "12千円", None),
        (COUNT, "12年", None),
        (COUNT, "12市町村", None),
        (COUNT, "¥12", None),
        (COUNT, "不明", None),
        (COUNT, "-", None),
        (COUNT, "なし", "0"),
        (YEARS, "5年6月", None),
        (YEARS, "令和6年度から5年", None),
        (YEARS, "5千円", None),
        (YEARS, "-", None),
        (YEARS, "なし", None),
        (YEARS, "非公表", None),
        (YEARS, "五年", None),
    ],
)
def test_another_unit_is_refused(key: str, typed: str, nearest: str | None) -> None:
    assert refused(read(key, typed)) == ("not-a-number", nearest)


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        (AMOUNT, "▲5", "below-zero"),
        (AMOUNT, "1.25万円", "not-whole"),
        (AMOUNT, "999999兆円", "out-of-range"),
        (AMOUNT, 1e300, "out-of-range"),
        (COUNT, "1,000団体", "out-of-range"),
        (YEARS, "25年", "out-of-range"),
    ],
)
def test_limits_are_left_to_the_kind(key: str, typed: CellValue, code: str) -> None:
    reading = read(key, typed)
    assert reading.fault is None
    assert questions()[key].kind.fault(reading.value, lists()) == code


def test_no_text_is_too_long_to_be_refused() -> None:
    for text in ("1" * 100_000, "1," * 50_000, "1億" * 50_000, "なし" * 50_000, "1" * 79 + "年", "1億" * 39 + "円"):
        for key in (AMOUNT, COUNT, YEARS):
            assert refused(read(key, text)) == ("not-a-number", None)
