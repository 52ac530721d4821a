"""Days as people type them: Western and Japanese years, figures of any width, serial numbers of Excel.

| typed | read as |
| --- | --- |
| a date cell, `2026-04-01` | the day; nothing is said, a time of day is dropped |
| 2026/4/1, 2026.4.1, 2026 4 1, 2026年4月1日, 20260401, ２０２６－４－１ | the day, said |
| 令和8年4月1日, R8.4.1, H30/3/31, 令和元年5月1日, 令和八年四月一日, 平成35年 (= 2023) | the day, said |
| April 1, 2026; 1 Apr 2026 | the day, said |
| … （水）, … 水曜日, … 10:00, … 現在, … 時点, … 付け | the day, said |
| … （金） where that day is no Friday | fault, the day suggested: one of the two is wrong |
| 46113 (a day whose format was lost) | the day, said |
| 31/12/2026 | fault, the day suggested; none where day and month may be exchanged (1/2/2026) |
| 2062-04-01, 令和60年4月1日 | fault, the day of the year suggested that two figures exchanged make of it |
| 2026年4月1日頃, 2026年3月末 | fault, the day suggested |
| 4/1, 06.4.1, 8.4.1, 2026-02-30, 2026-04 | fault |
| `-`, なし | blank, said |
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from survey_tool.intake.cells.grid import CellValue
from survey_tool.intake.cells.plain import is_dash, plain, trimmed
from survey_tool.intake.understanding.choices import NONE_WORDS
from survey_tool.intake.understanding.reading import MEANT_BLANK, Reading, changed, faulty
from survey_tool.questionnaire.vocabulary.kinds import EPOCH, FAR_OFF, FIRST_DAY, LAST_DAY, Date, likely_year, serial
from survey_tool.questionnaire.vocabulary.lists import fold

_CODE, _NO_SUCH_DAY = "not-a-date", "no-such-day"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}  # the year before the first
_ERAS |= {"令": 2018, "平": 1988, "昭": 1925, "r": 2018, "h": 1988, "s": 1925}
_ERAS |= {"reiwa": 2018, "heisei": 1988, "showa": 1925}
_ERA = "|".join(sorted(_ERAS, key=len, reverse=True))
YEAR = rf"(?:(?:西暦)?(?P<year>\d{{4}})|(?P<era>{_ERA})\.?(?P<nth>[1-9]\d|0?[1-9]))"
"""Pattern of a year in prepared text; `year_of` reads its groups."""
_ERA_YEAR = re.compile(YEAR.partition("|")[2].removesuffix(")"), re.ASCII)
MONTH_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH_STARTS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERALS = "〇一二三四五六七八九"

_AS_IT_IS = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAYS = (
    re.compile(rf"{YEAR}(?:年|[-/.])(?P<month>\d{{1,2}})(?:月|[-/.])(?P<day>\d{{1,2}})日?", re.ASCII),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})", re.ASCII),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/]?{MONTH_NAME}[-/.,]*(?P<year>\d{{4}})", re.ASCII),
    re.compile(rf"{MONTH_NAME}[-/.]?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/,]+(?P<year>\d{{4}})", re.ASCII),
)
_MONTH_END = re.compile(rf"{YEAR}(?:年|[-/.])(?P<month>\d{{1,2}})月?末日?", re.ASCII)
_YEAR_LAST = re.compile(r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<year>\d{4})", re.ASCII)
_WITHOUT_YEAR = re.compile(r"\d{1,2}(?:月|/)\d{1,2}日?", re.ASCII)
_FIRST_YEAR = re.compile(r"(令和|平成|昭和|[令平昭rhs])元", re.ASCII)
_KANJI = re.compile(f"[{_NUMERALS}十]+")
_BETWEEN_FIGURES = re.compile(r"(?<=\d) +(?=\d)", re.ASCII)
_AS_OF = re.compile(r"(?:現在|時点|付け?)$")
_TIME = re.compile(r"[t/]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?$", re.ASCII)
_WEEKDAY = re.compile(
    r"\((?P<a>[月火水木金土日])(?:曜日?)?(?:[・･]?祝日?)?\)$|(?P<b>[月火水木金土日])曜日?$"
    r"|\((?P<c>mon|tue|wed|thu|fri|sat|sun)[a-z]*\)$"
)
_WEEKDAYS = {
    sign: number
    for number, signs in enumerate(("月mon", "火tue", "水wed", "木thu", "金fri", "土sat", "日sun"))
    for sign in (signs[0], signs[1:])
}


def read_date(kind: Date, typed: CellValue) -> Reading:
    """A day."""
    if isinstance(typed, dt.datetime):
        return Reading(typed.date())
    if isinstance(typed, dt.date):
        return Reading(typed)
    if isinstance(typed, str):
        return _typed_as_text(kind, trimmed(typed))
    day = day_of_number(typed)
    return faulty(_CODE) if day is None else changed(day, day.isoformat())


def number_of_day(typed: dt.date) -> int:
    """The number that stands in a cell that shows a day."""
    return serial(typed.date() if isinstance(typed, dt.datetime) else typed)


def day_of_number(typed: CellValue) -> dt.date | None:
    """The day of a serial number, or of a number such as 20260401."""
    if isinstance(typed, bool) or not isinstance(typed, (int, float)):
        return None
    if serial(FIRST_DAY) <= typed < serial(LAST_DAY) + 1:
        return EPOCH + dt.timedelta(days=int(typed))
    return day_of_text(f"{typed:.0f}") if 10**7 <= typed < 10**8 and typed == int(typed) else None


def prepared(text: str) -> str:
    """Text in which dates are looked for: plain, kanji figures as figures, 元年 as 1年, blanks only as separators."""
    text = _KANJI.sub(_figures, _FIRST_YEAR.sub(r"\g<1>1", plain(text)))
    return _BETWEEN_FIGURES.sub("/", text).replace(" ", "")


def day_of_text(text: str) -> dt.date | None:
    """The day that a prepared text is, and nothing else."""
    for pattern in _DAYS:
        found = pattern.fullmatch(text)
        if found is not None:
            return _day(found)
    return None


def year_of(found: re.Match[str]) -> int:
    """The Western year of a match of `YEAR`."""
    groups = found.groupdict()
    return int(groups["year"]) if groups["year"] else _ERAS[groups["era"]] + int(groups["nth"])


def month_of(found: re.Match[str]) -> int:
    """The month of a match, whether figure or English name; not always one of twelve."""
    groups = found.groupdict()
    return _MONTH_STARTS.index(groups["name"][:3]) + 1 if groups.get("name") else int(groups["month"])


def _typed_as_text(kind: Date, text: str) -> Reading:
    if _AS_IT_IS.fullmatch(text):
        day = _day_or_none(int(text[:4]), int(text[5:7]), int(text[8:]))
        return faulty(_CODE, variant=_NO_SUCH_DAY) if day is None else Reading(day)
    if is_dash(text) or fold(text) in NONE_WORDS:
        return MEANT_BLANK
    bare, weekday = _without_weekday(_AS_OF.sub("", prepared(text)))
    day = day_of_text(bare)
    if day is None:
        nearest = _nearest(kind, bare)
        return faulty(_CODE, nearest, None if nearest else _what_is_wrong(bare))
    if kind.fault(day, {}) == FAR_OFF:
        return _far_off(day, bare)
    if weekday is not None and weekday != day.weekday():
        return faulty(_CODE, None if kind.fault(day, {}) else day.isoformat())
    return changed(day, day.isoformat())


def _far_off(day: dt.date, text: str) -> Reading:
    year = likely_year_in(text, day.year)
    nearest = None if year is None else _day_or_none(year, day.month, day.day)
    return faulty(FAR_OFF, nearest.isoformat() if nearest else None)


def likely_year_in(text: str, year: int) -> int | None:
    """The year that was probably meant by a prepared text that says an impossible one: 令和60年 for 令和6年, 2062 for 2026."""
    found = _ERA_YEAR.match(text)
    if found is None:
        return likely_year(year)
    likely = _ERAS[found["era"]] + int(found["nth"][::-1])
    return likely if FIRST_DAY.year <= likely <= LAST_DAY.year and likely != year else None


def _without_weekday(text: str) -> tuple[str, int | None]:
    """Text without time of day and day of the week, and the latter as 0 (Monday) to 6."""
    text = _TIME.sub("", text)
    found = _WEEKDAY.search(text)
    if found is None:
        return text, None
    return text[: found.start()], _WEEKDAYS[found["a"] or found["b"] or found["c"]]


def _nearest(kind: Date, text: str) -> str | None:
    """The day that was probably meant by a text that is more or less than a day."""
    day = None
    if found := _MONTH_END.fullmatch(text):
        day = _last_day(year_of(found), month_of(found))
    elif found := _YEAR_LAST.fullmatch(text):
        year, a, b = int(found["year"]), int(found["a"]), int(found["b"])
        days = {_day_or_none(year, a, b), _day_or_none(year, b, a)} - {None}
        day = days.pop() if len(days) == 1 else None
    elif (found := _DAYS[0].match(text)) and not re.search(r"\d", text[found.end() :]):
        day = _day(found)
    return None if day is None or kind.fault(day, {}) else day.isoformat()


def _what_is_wrong(text: str) -> str | None:
    """Whether it is written as a day, but is none or lacks its year; None where that cannot be told."""
    if any(pattern.fullmatch(text) for pattern in _DAYS):
        return _NO_SUCH_DAY
    return "date-without-year" if _WITHOUT_YEAR.fullmatch(text) else None


def _day(found: re.Match[str]) -> dt.date | None:
    groups = found.groupdict()
    year = int(groups["year"]) if groups.get("name") or "era" not in groups else year_of(found)
    return _day_or_none(year, month_of(found), int(groups["day"]))


def _day_or_none(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> dt.date | None:
    return dt.date(year, month, calendar.monthrange(year, month)[1]) if year and 1 <= month <= 12 else None


def _figures(numeral: re.Match[str]) -> str:
    """三十一 → 31, 二〇二六 → 2026; anything else as it is."""
    tens, ten, ones = numeral[0].partition("十")
    if "十" in ones or (ten and (len(tens) > 1 or len(ones) > 1)):
        return numeral[0]
    figures = [str(_NUMERALS.index(sign)) for sign in tens] if tens or not ten else ["1"]
    return "".join(figures) + ("".join(str(_NUMERALS.index(sign)) for sign in ones) or ("0" if ten else ""))
