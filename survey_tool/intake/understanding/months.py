"""Months and fiscal years as people type them.

| typed | read as |
| --- | --- |
| 2024 or 202404 in a date cell (it shows 1905-07 or 2454-02) | fault, the fiscal year or month suggested |
| a date cell, `2024-04`, `2024年度` (in an English form `FY2024` too), 不明 in the form's language | as it is; nothing is said |
| 2024/4, 2024.04, 2024-4, 2024年4月, 令和6年4月, R6.4, 202404, 4/2024, April 2024 | the month, said |
| 2024年4月頃, … 上旬, … 末, … 予定 | the month, said: nothing finer is asked |
| any day that `dates` reads, in text or as a number without its format | its month, said |
| 令和6年度, R6年度, FY2024, 2024FY | the fiscal year, said |
| 未定, unknown | 不明, said |
| 2024, 2024年, 令和6年 | fault: the month is missing; the fiscal year suggested, for calendar years are no answer |
| FY24 | fault, the fiscal year suggested |
| `2203-04`, 2062年4月, 令和60年4月 | fault, the month of the year suggested that two figures exchanged make of it |
| 2024年度末, 2024年度第1四半期 | fault, the fiscal year suggested |
| 2024.1 as a number | fault: January or, its last nought lost, October? |
| 24/4, 6.4, 4月, 2024年春, 2024年13月, 2024年4月〜6月, `-`, なし, 未実施 | fault: blank, unknown or something else |
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from survey_tool.intake.cells.grid import CellValue
from survey_tool.intake.cells.plain import trimmed
from survey_tool.intake.understanding.dates import (
    MONTH_NAME,
    YEAR,
    day_of_number,
    day_of_text,
    likely_year_in,
    month_of,
    number_of_day,
    prepared,
    year_of,
)
from survey_tool.intake.understanding.reading import Reading, changed, faulty
from survey_tool.questionnaire.vocabulary.kinds import (
    FAR_OFF,
    FIRST_DAY,
    ONLY_YEAR,
    Lists,
    Month,
    is_slip,
    month_span,
)
from survey_tool.questionnaire.vocabulary.kinds.unreadable import is_year_alone
from survey_tool.wording.words import Language

_CODE = "not-a-month"
_AS_IT_IS = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])|\d{4}年度", re.ASCII)
_IN_ENGLISH = re.compile(r"FY(?P<year>\d{4})", re.ASCII)
_ROUGHLY = r"(?:上旬|中旬|下旬|初旬|初め|末|頃|ごろ|\(?予定\)?)?"
_MONTHS = (
    re.compile(rf"{YEAR}(?:年|[-/.])(?P<month>\d{{1,2}})月?{_ROUGHLY}", re.ASCII),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})", re.ASCII),
    re.compile(r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})", re.ASCII),
    re.compile(rf"{MONTH_NAME}[-/.,]*(?P<year>\d{{4}})", re.ASCII),
    re.compile(rf"(?P<year>\d{{4}})[-/.]?{MONTH_NAME}", re.ASCII),
)
_FISCAL_YEARS = (
    re.compile(rf"{YEAR}年度", re.ASCII),
    re.compile(r"(?:fy|fiscalyear|fiscal)\.?/?(?P<year>\d{4})", re.ASCII),
    re.compile(r"(?P<year>\d{4})(?:fy|fiscalyear)", re.ASCII),
)
_ONLY_YEAR = re.compile(rf"{YEAR}年?", re.ASCII)
_WITHOUT_YEAR = re.compile(r"\d{1,2}月(?:\d{1,2}日)?", re.ASCII)
_TWO_FIGURES = re.compile(r"fy(?P<last>\d\d)", re.ASCII)


def read_month(kind: Month, typed: CellValue, lists: Lists, language: Language) -> Reading:
    """A month, a fiscal year, or unknown."""
    if isinstance(typed, dt.date):
        return _typed_as_date(kind, typed, lists)
    if not isinstance(typed, str):
        return _typed_as_number(kind, typed, lists)
    text = trimmed(typed)
    if _AS_IT_IS.fullmatch(text):
        return Reading(text)
    if language == "en" and (found := _IN_ENGLISH.fullmatch(text)):
        return Reading(f"{found['year']}年度")
    words = lists[kind.list_name or ""]
    key = words.find(text)
    if key is not None:
        label = words[key].label
        return Reading(key) if label[language] == typed else changed(key, label)
    return _without_month(_typed_as_text(kind, prepared(text), lists), text)


def _typed_as_date(kind: Month, typed: dt.date, lists: Lists) -> Reading:
    """A date cell; figures that were typed into one (2024, 202404) became a day of another time."""
    value = _month(typed.year, typed.month)
    if kind.fault(value, lists) is None:
        return Reading(value)
    number = number_of_day(typed)
    year, month = divmod(number, 100)
    figures = [_fiscal_year(number), *([_month(year, month)] if 1 <= month <= 12 else [])]
    nearest = next((each for each in figures if kind.fault(each, lists) is None), None)
    if nearest == figures[0]:
        return faulty(_CODE, nearest, ONLY_YEAR)
    if nearest is None and is_slip(typed.date() if isinstance(typed, dt.datetime) else typed):
        return Reading(value)  # the kind says that its year is wrong
    return faulty(_CODE, nearest)


def _typed_as_text(kind: Month, text: str, lists: Lists) -> Reading:
    for pattern in _MONTHS:
        if found := pattern.fullmatch(text):
            return _said(year_of(found), month_of(found), text)
    for pattern in _FISCAL_YEARS:
        if found := pattern.fullmatch(text):
            return _year_said(year_of(found), text)
    day = day_of_text(text)
    if day is not None:
        return _said(day.year, day.month, text)
    nearest = _nearest(text)
    if nearest is not None and kind.fault(nearest, lists) is not None:
        nearest = None
    return faulty(_CODE, nearest, "month-without-year" if _WITHOUT_YEAR.fullmatch(text) else None)


def _without_month(reading: Reading, typed: str) -> Reading:
    return replace(reading, variant=ONLY_YEAR) if reading.fault == _CODE and is_year_alone(typed) else reading


def _typed_as_number(kind: Month, typed: CellValue, lists: Lists) -> Reading:
    day = day_of_number(typed)
    if day is not None:
        return _said(day.year, day.month, "")
    if isinstance(typed, bool) or not isinstance(typed, (int, float)):
        return faulty(_CODE)
    text = repr(typed).removesuffix(".0")
    return faulty(_CODE) if text.endswith(".1") else _without_month(_typed_as_text(kind, text, lists), text)


def _said(year: int, month: int, text: str) -> Reading:
    if not 1 <= month <= 12:
        return faulty(_CODE, variant="no-such-month")
    if month_span(_month(year, month)) is None:
        likely = likely_year_in(text, year)
        return faulty(FAR_OFF, None if likely is None else _month(likely, month))
    return changed(_month(year, month), _month(year, month))


def _year_said(year: int, text: str) -> Reading:
    if month_span(_fiscal_year(year)) is None:
        likely = likely_year_in(text, year)
        return faulty(FAR_OFF, None if likely is None else _fiscal_year(likely))
    return changed(_fiscal_year(year), _fiscal_year(year))


def _nearest(text: str) -> str | None:
    """The fiscal year that a year, or a part of a fiscal year, suggests."""
    if found := _ONLY_YEAR.fullmatch(text) or _FISCAL_YEARS[0].match(text):
        return _fiscal_year(year_of(found))
    found = _TWO_FIGURES.fullmatch(text)
    return None if found is None else _fiscal_year(_of_this_time(int(found["last"])))


def _of_this_time(last_two: int) -> int:
    return last_two + (2000 if last_two < FIRST_DAY.year % 100 else 1900)


def _month(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def _fiscal_year(year: int) -> str:
    return f"{year:04d}年度"
