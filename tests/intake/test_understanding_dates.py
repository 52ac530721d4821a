"""Days, months and fiscal years are read however people type them: silently, with a word about it, or refused."""

from __future__ import annotations

import datetime as dt

import pytest

from survey_tool.intake.cells.grid import CellValue
from survey_tool.questionnaire.vocabulary.kinds import FIRST_DAY, LAST_DAY, serial
from survey_tool.wording.words import Language
from tests.typed import lists, questions, read, refused, said, silent

DAY, MONTH = "answered_on", "rfi_on"


@pytest.mark.parametrize(
    "typed",
    [dt.date(2026, 4, 1), dt.datetime(2026, 4, 1), dt.datetime(2026, 4, 1, 13, 30), "2026-04-01", " 2026-04-01"],
)
def test_a_day_is_read_silently(typed: CellValue) -> None:
    day = silent(read(DAY, typed))
    assert (day, type(day)) == (dt.date(2026, 4, 1), dt.date)


@pytest.mark.parametrize(
    "typed",
    [
        "2026/4/1", "2026/04/01", "2026.4.1", "2026-4-1", "2026. 4. 1", "2026 4 1", "20260401", 20260401.0,
        "２０２６年４月１日", "２０２６－０４－０１", "2026−04−01", "2026ー4ー1", "西暦2026年4月1日",
        "令和8年4月1日", "令和 8 年 4 月 1 日", "令8.4.1", "R8.4.1", "Ｒ８．４．１", "r8/4/1", "R08.04.01", "R.8.4.1",
        "㋿8年4月1日", "Reiwa 8/4/1", "平成38年4月1日", "令和八年四月一日", "二〇二六年四月一日",
        "2026年4月1日（水）", "2026年4月1日(水曜日)", "2026年4月1日水曜日", "2026/4/1 (Wed)", "2026/4/1（水・祝）",
        "2026-04-01 00:00:00", "2026-04-01T00:00:00", "2026/4/1 9:05", "2026年4月1日現在", "令和8年4月1日時点",
        "2026年4月1日付け", "1 April 2026", "1st Apr. 2026", "April 1, 2026", "Apr 1 2026",
        float(serial(dt.date(2026, 4, 1))), serial(dt.date(2026, 4, 1)) + 0.75,
    ],
)  # fmt: skip
def test_a_day_typed_otherwise_is_said(typed: CellValue) -> None:
    assert said(read(DAY, typed)) == (dt.date(2026, 4, 1), "2026-04-01")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("令和元年5月1日", "2019-05-01"),
        ("R元.5.1", "2019-05-01"),
        ("令和1年5月1日", "2019-05-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("平成35年3月31日", "2023-03-31"),
        ("H30/3/31", "2018-03-31"),
        ("平成三十年三月三十一日", "2018-03-31"),
        ("平成十年十二月十日", "1998-12-10"),
        ("平成2年1月7日", "1990-01-07"),
        ("H2.1.7", "1990-01-07"),
        ("2024/2/29", "2024-02-29"),
    ],
)
def test_japanese_years(typed: str, day: str) -> None:
    assert said(read(DAY, typed)) == (dt.date.fromisoformat(day), day)


@pytest.mark.parametrize(
    ("key", "typed", "nearest"),
    [
        (DAY, "2062/4/1", "2026-04-01"),
        (DAY, "令和60年4月1日", "2024-04-01"),
        (DAY, "昭和64年1月7日", None),
        (DAY, "2062年2月29日", None),
        (MONTH, "2203/4", "2023-04"),
        (MONTH, "令和60年度", "2024年度"),
        (MONTH, "FY2062", "2026年度"),
        (MONTH, "3026/4", None),
    ],
)
def test_a_slip_in_the_year_is_called_one(key: str, typed: str, nearest: str | None) -> None:
    assert refused(read(key, typed)) == ("year-far-off" if "29日" not in typed else "not-a-date", nearest)


@pytest.mark.parametrize(
    ("key", "typed", "nearest"),
    [
        (DAY, "2062-04-01", "2026-04-01"),
        (DAY, dt.date(2062, 4, 1), "2026-04-01"),
        (DAY, dt.date(2204, 2, 29), "2024-02-29"),
        (MONTH, "2203-04", "2023-04"),
        (MONTH, dt.date(2203, 4, 1), "2023-04"),
        (MONTH, "2062年度", "2026年度"),
        (MONTH, "2121-04", None),
    ],
)
def test_the_year_that_was_probably_meant(key: str, typed: CellValue, nearest: str | None) -> None:
    kind, value = questions()[key].kind, read(key, typed).value
    (fault,) = (each for each in kind.faults() if each.code == kind.fault(value, lists()))
    assert (fault.code, fault.fills_of(value).get("nearest")) == ("year-far-off", nearest)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("2026年4月1日（金）", "2026-04-01"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("4/4/2026", "2026-04-04"),
        ("1/2/2026", None),
        ("2026年3月末", "2026-03-31"),
        ("2024年2月末日", "2024-02-29"),
        ("2026年4月1日頃", "2026-04-01"),
        ("2026/4/1〜", "2026-04-01"),
        ("2026/4/1〜2026/5/1", None),
        ("1980年4月1日頃", None),
        ("2026-02-30", None),
        ("2025/2/29", None),
        ("2026年13月1日", None),
        ("令和0年4月1日", None),
        ("R0.4.1", None),
        ("4/1", None),
        ("4月1日", None),
        ("06.4.1", None),
        ("8.4.1", None),
        ("26/4/1", None),
        ("2026-04", None),
        ("2026年度", None),
        ("2026", None),
        ("未定", None),
        ("不明", None),
        ("平成三十十年一月一日", None),
        (2026.0, None),
        (8.4, None),
        (0.0, None),
        (-46113.0, None),
        (float(serial(FIRST_DAY) - 1), None),
        (float(serial(LAST_DAY) + 1), None),
        (20261301.0, None),
        (20260401.5, None),
        (float("nan"), None),
        (True, None),
        (dt.time(9, 0), None),
        (dt.timedelta(days=1), None),
        ("2" * 100_000, None),
    ],
)
def test_what_is_no_day_or_may_be_two_is_refused(typed: CellValue, nearest: str | None) -> None:
    assert refused(read(DAY, typed)) == ("not-a-date", nearest)


@pytest.mark.parametrize("typed", ["-", "－", "ー", "―", "なし"])
def test_a_sign_for_nothing_is_no_day(typed: str) -> None:
    assert said(read(DAY, typed)) == (None, "空欄")


def test_first_and_last_serial_number() -> None:
    for day in (FIRST_DAY, LAST_DAY):
        assert said(read(DAY, float(serial(day)))) == (day, day.isoformat())


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        (DAY, dt.date(1900, 1, 14), "not-a-date"),
        (DAY, dt.date(1989, 12, 31), "year-far-off"),
        (DAY, "1989-12-31", "year-far-off"),
        (MONTH, dt.date(1989, 12, 31), "year-far-off"),
        (MONTH, "1989-12", "year-far-off"),
        (MONTH, "2100年度", "year-far-off"),
    ],
)
def test_limits_are_left_to_the_kind(key: str, typed: CellValue, code: str) -> None:
    reading = read(key, typed)
    assert reading.fault is None
    assert questions()[key].kind.fault(reading.value, lists()) == code


@pytest.mark.parametrize(
    ("typed", "language", "value"),
    [
        (dt.date(2024, 4, 30), "ja", "2024-04"),
        (dt.datetime(2024, 4, 1), "ja", "2024-04"),
        ("2024-04", "ja", "2024-04"),
        ("2024年度", "ja", "2024年度"),
        ("2024年度", "en", "2024年度"),
        ("FY2024", "en", "2024年度"),
        ("不明", "ja", "unknown"),
        ("Unknown", "en", "unknown"),
    ],
)
def test_a_month_is_read_silently(typed: CellValue, language: Language, value: str) -> None:
    assert silent(read(MONTH, typed, language)) == value


@pytest.mark.parametrize(
    "typed",
    [
        "2024/4", "2024/04", "2024.04", "2024.4", "2024-4", "２０２４－０４", "2024年4月", "2024年04月", "2024 年 4 月",
        "令和6年4月", "令和六年四月", "R6.4", "R6/4", "R06.04", "Ｒ６．４", "平成36年4月", "202404", 202404.0, 2024.04,
        "4/2024", "April 2024", "Apr. 2024", "2024 Apr", "2024年4月頃", "2024年4月上旬", "2024年4月末", "2024年4月予定",
        "2024年4月（予定）", "2024年4月1日", "2024-04-01", "R6.4.1", 20240401.0, float(serial(dt.date(2024, 4, 15))),
    ],
)  # fmt: skip
def test_a_month_typed_otherwise_is_said(typed: CellValue) -> None:
    assert said(read(MONTH, typed)) == ("2024-04", "2024-04")


@pytest.mark.parametrize(
    "typed",
    ["令和6年度", "R6年度", "令和六年度", "２０２４年度", "2024 年度", "FY2024", "FY 2024", "2024FY", "fiscal 2024"],
)
def test_a_fiscal_year_typed_otherwise_is_said(typed: str) -> None:
    assert said(read(MONTH, typed)) == ("2024年度", "2024年度")


@pytest.mark.parametrize(
    ("typed", "language"),
    [("未定", "ja"), ("unknown", "ja"), ("Unknown", "ja"), ("不明", "en"), ("不明（未定を含む）", "ja")],
)
def test_an_unknown_month(typed: str, language: Language) -> None:
    assert said(read(MONTH, typed, language)) == ("unknown", "不明")


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("2024", "2024年度"),
        (dt.date(1905, 7, 16), "2024年度"),  # 2024 in a cell that shows dates
        (dt.datetime(2454, 2, 27), "2024-04"),  # 202404 in such a cell
        (2024.0, "2024年度"),
        ("2024年", "2024年度"),
        ("令和6年", "2024年度"),
        ("FY24", "2024年度"),
        ("FY98", "1998年度"),
        ("2024年度末", "2024年度"),
        ("2024年度第1四半期", "2024年度"),
        ("1980", None),
        (2024.1, None),
        (6.4, None),
        ("24/4", None),
        ("6.4", None),
        ("4月", None),
        ("6年度", None),
        ("2024年春", None),
        ("2024Q1", None),
        ("2024年13月", None),
        ("2024-00", None),
        ("2024年4月〜6月", None),
        ("2024-04、2024-05", None),
        ("2024-02-30", None),
        ("-", None),
        ("なし", None),
        ("未実施", None),
        (True, None),
        (0.0, None),
        (float("inf"), None),
        (dt.time(9), None),
        ("2024年" * 50_000, None),
    ],
)
def test_what_is_no_month_or_may_be_two_is_refused(typed: CellValue, nearest: str | None) -> None:
    assert refused(read(MONTH, typed)) == ("not-a-month", nearest)


@pytest.mark.parametrize(
    "typed", ["令和2年", "2020年", "2020", "２０２０年", "　2020年", 2020.0, dt.date(1905, 7, 12), "来年"]
)
def test_of_a_year_alone_it_is_said_that_the_month_is_missing(typed: CellValue) -> None:
    assert read(MONTH, typed).variant == "year-without-month"


@pytest.mark.parametrize("typed", ["2020年13月", "2020年度末", "4月", "R2", "2020.13", "2020/4年", 1980.0])
def test_of_nothing_else(typed: CellValue) -> None:
    assert read(MONTH, typed).variant != "year-without-month"
